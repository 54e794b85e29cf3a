//! Presenting: from the note to its slides and back to the place that was shown.

use std::fs;
use std::time::Duration;

use egui::{Key, Modifiers, Role, ViewportId};
use nephoscope::app::command::Command;

use crate::common::window::Window;
use crate::common::world::World;

#[test]
fn note_opens_at_the_slide_that_was_shown_last() {
    let world = World::small();
    let mut window = Window::open(&world, "note:storage/buckets");
    window.press(Key::F5);
    assert_eq!(window.route(), "present:storage/buckets");
    window.press(Key::End);
    window.press(Key::Escape);
    assert_eq!(window.route(), "note:storage/buckets");
    let place = window.state().nav.current().place.clone().unwrap();
    assert!(place.block > 0, "{place:?}");
}

#[test]
fn presentation_that_was_only_opened_leaves_the_place_in_the_note_alone() {
    let world = World::small();
    let mut window = Window::open(&world, "note:storage/buckets");
    let before = window.state().nav.current().place.clone();
    window.press(Key::F5);
    window.press(Key::Escape);
    assert_eq!(window.state().nav.current().place, before);
}

/// The text of a note of long sections.
fn sections(titles: &[&str]) -> String {
    let words = "Some words that fill a line, and some more of them.\n\n".repeat(20);
    let sections = titles.iter().map(|title| format!("## {title}\n\n{words}"));
    format!("# Long\n\n{}", sections.collect::<String>())
}

/// A note of three long sections.
fn long_note() -> World {
    World::with_text(&sections(&["One", "Two", "Three"]))
}

/// A window on that note, at its second section.
fn reading_two() -> (World, Window) {
    let world = long_note();
    let mut window = Window::open(&world, "note:a");
    window.click(Role::Link, "Two");
    (world, window)
}

/// The speaker's note is written anew, with these sections.
fn edit(world: &World, window: &mut Window, titles: &[&str]) {
    fs::write(world.notes_folder().join("a.md"), sections(titles)).unwrap();
    world.pass(Duration::from_secs(10));
    window.give(Command::LookForChanges);
}

#[test]
fn presentation_begins_at_the_section_that_is_read() {
    let world = long_note();
    let mut window = Window::open(&world, "note:a");
    window.press(Key::F5);
    assert!(window.says("Slide 1 of "));
    window.press(Key::Escape);
    window.click(Role::Link, "Two");
    window.press(Key::F5);
    assert!(
        window.shows(Role::Heading, "Two"),
        "{}",
        window.read_aloud()
    );
}

#[test]
fn place_that_was_read_before_a_presentation_lies_behind_the_slide_that_was_shown_last() {
    let (_world, mut window) = reading_two();
    let read = window.state().nav.current().clone();
    let behind = window.state().nav.behind().len();
    window.press(Key::F5);
    window.press(Key::End);
    window.press(Key::Escape);
    let nav = &window.state().nav;
    assert_eq!(nav.current().place.as_ref().unwrap().section, "three");
    assert_eq!(nav.behind().len(), behind + 1);
    window.press_with(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(window.state().nav.current(), &read);
}

#[test]
fn presentation_that_ends_where_it_began_leaves_the_place_in_the_note_alone() {
    let (_world, mut window) = reading_two();
    let read = window.state().nav.current().clone();
    for key in [Key::F5, Key::ArrowRight, Key::ArrowLeft, Key::Escape] {
        window.press(key);
    }
    assert_eq!(window.state().nav.current(), &read);
}

#[test]
fn presentation_opens_at_the_slide_of_its_route() {
    let world = World::small();
    let window = Window::open(&world, "present:storage/buckets@1");
    let names = window.names(Role::Label);
    assert!(
        names.iter().any(|name| name.starts_with("Slide 2 of ")),
        "{names:?}"
    );
}

#[test]
fn note_that_is_gone_leads_home() {
    let world = World::small();
    let mut window = Window::open(&world, "present:storage/gone");
    window.click(Role::Button, "Back");
    assert_eq!(window.route(), "home");
}

#[test]
fn slide_at_rest_asks_for_no_frame() {
    let world = World::small();
    let mut window = Window::open(&world, "present:storage/buckets");
    for _ in 0..3 {
        world.pass(Duration::from_secs(30));
        window.harness.run_steps(20);
    }
    let output = window.harness.output();
    assert_eq!(
        output.viewport_output[&ViewportId::ROOT].repaint_delay,
        Duration::MAX
    );
}

#[test]
fn slide_stays_on_the_screen_when_its_note_is_edited() {
    let edits: [&[&str]; 3] = [
        &["One", "More", "Two", "Three"],
        &["Two", "Three"],
        &["Two", "One", "Three"],
    ];
    for titles in edits {
        let (world, mut window) = reading_two();
        window.press(Key::F5);
        edit(&world, &mut window, titles);
        assert_eq!(window.names(Role::Heading), ["Two"], "{titles:?}");
    }
}

#[test]
fn title_stays_on_the_screen_when_something_is_written_above_all() {
    let world = World::with_text("First words.\n\n## One\n\nMore words.\n");
    let mut window = Window::open(&world, "present:a");
    assert!(window.says("Slide 1 of "));
    edit(&world, &mut window, &["Zero", "One"]);
    assert!(window.says("Slide 1 of "));
}

#[test]
fn edited_note_is_left_alone_by_a_presentation_that_ends_where_it_began() {
    let (world, mut window) = reading_two();
    let behind = window.state().nav.behind().len();
    window.press(Key::F5);
    edit(&world, &mut window, &["One", "More", "Two", "Three"]);
    for key in [Key::ArrowRight, Key::ArrowLeft, Key::Escape] {
        window.press(key);
    }
    assert_eq!(window.state().nav.behind().len(), behind);
}
