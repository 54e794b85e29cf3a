//! What counts as read: sections that were on screen long enough.

use std::fs;
use std::time::Duration;

use egui::{Role, ViewportId};
use nephoscope::app::command::{Command, Overlay};
use nephoscope::base::ids::NoteId;

use crate::common::window::Window;
use crate::common::world::World;

/// Two sections of twenty words: about three seconds each.
const NOTE: &str = "---\ntitle: Classes\n---\n\n## Prices\n\n\
    The price of an object falls with the time that it takes until it can be read again by anyone.\n\n\
    ## Times\n\n\
    The time that it takes grows from milliseconds to minutes and hours as the price of the object falls.\n";

fn world() -> World {
    World::with_notes(&[
        ("a/classes.md", NOTE),
        ("a/other.md", "# Other\n\nNothing.\n"),
    ])
}

fn note() -> NoteId {
    NoteId::new("a/classes")
}

fn open(world: &World) -> Window {
    Window::open(world, "note:a/classes")
}

fn read_for(world: &World, window: &mut Window, seconds: u64) {
    world.pass(Duration::from_secs(seconds));
    window.harness.run();
}

fn share(window: &Window) -> f32 {
    window.state().progress.read_share(&note())
}

/// How many sections the journal says were read.
fn written(world: &World) -> usize {
    let journal = fs::read_dir(world.paths().progress()).unwrap().next();
    let text = fs::read_to_string(journal.unwrap().unwrap().path()).unwrap();
    text.matches("SectionRead").count()
}

#[test]
fn section_after_section_is_read_and_written_down_once() {
    let world = world();
    let mut window = open(&world);
    read_for(&world, &mut window, 1);
    assert_eq!(share(&window), 0.0);
    read_for(&world, &mut window, 3);
    assert_eq!(share(&window), 0.5);
    assert!(window.shows(Role::Link, "Prices, read"));
    assert!(window.shows(Role::Link, "Times"));
    assert!(window.shows(Role::TreeItem, "Classes, 50 percent read"));
    assert!(!window.state().is_read(&note()));
    for _ in 0..5 {
        read_for(&world, &mut window, 10);
    }
    assert_eq!(share(&window), 1.0);
    assert!(window.state().is_read(&note()));
    assert!(window.shows(Role::TreeItem, "Classes, read"));
    assert_eq!(written(&world), 2);
    drop(window);
    let window = open(&world);
    assert!(window.state().is_read(&note()));
}

#[test]
fn mark_of_the_whole_note_sets_and_takes_all() {
    let world = world();
    let mut window = open(&world);
    read_for(&world, &mut window, 4);
    let mark = |read| Command::MarkRead { note: note(), read };
    window.give(mark(true));
    assert_eq!(share(&window), 1.0);
    assert!(window.shows(Role::Link, "Times, read"));
    window.give(mark(false));
    assert_eq!(share(&window), 0.0);
    assert!(window.shows(Role::Link, "Prices"));
}

#[test]
fn nothing_is_read_below_a_dialog_or_without_the_focus() {
    let world = world();
    let mut window = open(&world);
    window.give(Command::Open(Overlay::Keys));
    read_for(&world, &mut window, 30);
    read_for(&world, &mut window, 30);
    window.give(Command::CloseOverlay);
    window.harness.event(egui::Event::WindowFocused(false));
    window.harness.input_mut().focused = false;
    read_for(&world, &mut window, 30);
    read_for(&world, &mut window, 30);
    assert_eq!(share(&window), 0.0);
}

#[test]
fn what_lies_further_down_is_not_read() {
    let long: Vec<String> = (0..60)
        .map(|n| format!("Paragraph {n} says little.\n\n"))
        .collect();
    let long = long.concat();
    let world = World::with_notes(&[(
        "a/classes.md",
        &format!("{NOTE}\n## Far\n\n{long}## Last\n\nEnd.\n"),
    )]);
    let mut window = open(&world);
    for _ in 0..10 {
        read_for(&world, &mut window, 30);
    }
    assert_eq!(share(&window), 0.5, "two sections of four");
}

#[test]
fn edited_section_stays_read_as_long_as_its_heading_stands() {
    let world = world();
    let mut window = open(&world);
    read_for(&world, &mut window, 4);
    drop(window);
    let file = world.notes_folder().join("a/classes.md");
    fs::write(&file, NOTE.replace("The price of", "Today the price of")).unwrap();
    assert_eq!(share(&open(&world)), 0.5);
    fs::write(&file, NOTE.replace("## Prices", "## Costs")).unwrap();
    assert_eq!(share(&open(&world)), 0.0);
}

#[test]
fn reading_wakes_the_window_when_a_section_is_done_and_then_lets_it_sleep() {
    let world = world();
    let mut window = open(&world);
    window.give(Command::Go("note:a/classes".parse().unwrap()));
    for _ in 0..3 {
        read_for(&world, &mut window, 20);
    }
    let sleeps = window.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay;
    assert_eq!(sleeps, Duration::MAX);
    assert!(window.state().is_read(&note()));
}
