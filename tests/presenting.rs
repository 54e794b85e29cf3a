//! Presenting: from the note to its slides and back to the place that was shown.

use std::time::Duration;

use egui::{Key, Modifiers, Role, ViewportId};

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

/// A note of three long sections.
fn long_note() -> World {
    let words = "Some words that fill a line, and some more of them.\n\n".repeat(20);
    let sections = ["One", "Two", "Three"].map(|title| format!("## {title}\n\n{words}"));
    World::with_notes(&[("a.md", &format!("# Long\n\n{}", sections.concat()))])
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
    let world = long_note();
    let mut window = Window::open(&world, "note:a");
    window.click(Role::Link, "Two");
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
    let world = long_note();
    let mut window = Window::open(&world, "note:a");
    window.click(Role::Link, "Two");
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
