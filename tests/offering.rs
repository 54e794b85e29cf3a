//! What is offered for import: where it comes from, how often, and who may take it.

use std::fs;

use egui::{Key, Role};
use nephoscope::app::command::{Command, ImportCommand};
use nephoscope::shell::env::Launch;

use crate::common::program::Program;
use crate::common::window::Window;
use crate::common::world::World;

#[test]
fn window_that_only_reads_imports_nothing_and_says_why() {
    let world = World::small();
    let file = world.file("travel.md", "# Travel\n");
    let first = world.start();
    let launch = Launch {
        offers: vec![file.clone()],
        ..Launch::default()
    };
    let mut second = Program::start(world.env(), launch);
    assert!(second.state().import.is_none());
    let refused = |program: &Program| {
        let told = program.told();
        told.iter()
            .filter(|told| told.starts_with("Nothing can be imported"))
            .count()
    };
    assert_eq!(refused(&second), 1);
    // Nor after something else could not be saved.
    let note = nephoscope::base::ids::NoteId::new("storage/buckets");
    second.give(Command::MarkRead { note, read: true });
    second.give(Command::Import(ImportCommand::Offer(vec![file])));
    assert!(second.state().import.is_none());
    drop(first);
    assert!(!world.paths().library().join("travel.md").exists());
}

#[test]
fn enter_confirms_unless_something_in_the_dialog_has_the_focus() {
    let world = World::small();
    let file = world.file("a.md", "# A\n");
    let imported = world.paths().library().join("a.md");
    let mut window = Window::open(&world, "note:storage/buckets");
    window.press(Key::Tab);
    window.drop_files(&[&file]);
    window.focus(Role::Button, "Cancel");
    window.press(Key::Enter);
    assert!(window.state().import.is_none() && !imported.exists());
    window.drop_files(&[&file]);
    window.press(Key::Enter);
    assert!(window.state().import.is_none());
    assert_eq!(fs::read_to_string(imported).unwrap(), "# A\n");
}

#[test]
fn note_whose_name_is_taken_says_which_folder_it_comes_from() {
    let world = World::small();
    let one = world.file("2024/japan.md", "# Japan\n");
    let other = world.file("2025/japan.md", "# Japan again\n");
    let mut window = Window::open(&world, "home");
    window.drop_files(&[&one, &other]);
    assert!(window.says("/2025: \"japan.md\" is there already, so it becomes \"japan"));
}

#[test]
fn damaged_note_is_announced_in_the_review() {
    let world = World::small();
    let file = world.file(
        "a.md",
        [0xc3, 0xa9, b' ', 0xe2, 0x82, 0xac, 0xc3, 0xa0, 0xff],
    );
    let mut window = Window::open(&world, "home");
    window.drop_files(&[&file]);
    assert!(window.says("some signs could not be read"));
    assert!(!window.says("becomes UTF-8"));
}

#[test]
fn what_is_missing_of_the_files_named_at_the_start_is_told_in_the_window() {
    let world = World::small();
    let launch = Launch {
        offers: vec![world.file("a.md", "# A\n")],
        notices: vec!["\"b.md\" cannot be opened: it is not there.".to_owned()],
        ..Launch::default()
    };
    let program = Program::start(world.env(), launch);
    assert_eq!(
        program.told(),
        ["\"b.md\" cannot be opened: it is not there."]
    );
    assert!(program.state().import.is_some());
}
