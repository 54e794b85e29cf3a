//! Notes that are moved, renamed, exchanged, copied and edited while they have a history.

use std::fs;
use std::path::{Path, PathBuf};

use nephoscope::app::command::Command;
use nephoscope::base::ids::NoteId;

use crate::common::program::Program;
use crate::common::world::World;

fn mark_read(program: &mut Program, note: &str) {
    let note = NoteId::new(note);
    program.give(Command::MarkRead { note, read: true });
}

/// The paths of the notes that are read.
fn read(program: &Program) -> Vec<String> {
    let state = program.state();
    let notes = state.library.notes().iter();
    let read = notes.filter(|note| state.is_read(note.id()));
    read.map(|note| note.path().to_owned()).collect()
}

/// Checks which notes are read, now and after another start.
fn check(mut program: Program, world: &World, expected: &[&str]) {
    program.give(Command::LookForChanges);
    assert_eq!(read(&program), expected);
    drop(program);
    assert_eq!(read(&world.start()), expected);
}

fn own(world: &World, notes: &[(&str, &str)]) -> PathBuf {
    for (path, text) in notes {
        world.data_file(&format!("library/{path}"), text);
    }
    world.paths().library()
}

fn rename(folder: &Path, from: &str, to: &str) {
    fs::rename(folder.join(from), folder.join(to)).unwrap();
}

#[test]
fn fresh_notes_at_old_places_take_no_history_when_all_are_moved() {
    let world = World::small();
    let mut program = world.start();
    let folders = ["t1", "t2", "t3", "t4", "t5", "t6"];
    let mut expected = Vec::new();
    for name in folders {
        own(
            &world,
            &[(&format!("{name}/a.md"), &format!("# Old {name}\n"))],
        );
        expected.push(format!("moved/{name}/b.md"));
    }
    program.give(Command::LookForChanges);
    let folder = world.paths().library();
    for name in folders {
        mark_read(&mut program, &format!("my/{name}/a"));
        rename(&folder, &format!("{name}/a.md"), &format!("{name}/b.md"));
    }
    program.give(Command::LookForChanges);
    for name in folders {
        own(
            &world,
            &[(&format!("{name}/a.md"), &format!("# Fresh {name}\n"))],
        );
    }
    program.give(Command::LookForChanges);
    fs::create_dir(folder.join("moved")).unwrap();
    for name in folders {
        rename(&folder, name, &format!("moved/{name}"));
    }
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    check(program, &world, &expected);
}

#[test]
fn exchanged_names_take_the_history_along() {
    let world = World::small();
    let folder = own(&world, &[("a.md", "# A\n"), ("b.md", "# B\n")]);
    let mut program = world.start();
    mark_read(&mut program, "my/a");
    rename(&folder, "a.md", "c.tmp");
    rename(&folder, "b.md", "a.md");
    rename(&folder, "c.tmp", "b.md");
    check(program, &world, &["b.md"]);
    let program = world.start();
    rename(&folder, "a.md", "c.tmp");
    rename(&folder, "b.md", "a.md");
    rename(&folder, "c.tmp", "b.md");
    check(program, &world, &["a.md"]);
}

#[test]
fn copy_whose_note_is_deleted_later_takes_its_history_and_the_reader_stays() {
    let world = World::small();
    let folder = own(&world, &[("a.md", "# A\n")]);
    let mut program = world.start();
    mark_read(&mut program, "my/a");
    fs::copy(folder.join("a.md"), folder.join("b.md")).unwrap();
    program.give(Command::LookForChanges);
    program.go("note:my/b");
    fs::remove_file(folder.join("a.md")).unwrap();
    program.give(Command::LookForChanges);
    assert_eq!(program.route(), "note:my/a");
    check(program, &world, &["b.md"]);
}

#[test]
fn note_that_was_renamed_and_edited_while_nobody_looked_keeps_its_history() {
    let world = World::small();
    let line = |number: usize| format!("Sentence {number} of these words.\n\n");
    let text: String = (0..20).map(line).collect();
    let folder = own(&world, &[("a.md", &text), ("other.md", "# Other\n")]);
    let mut program = world.start();
    mark_read(&mut program, "my/a");
    drop(program);
    fs::remove_file(folder.join("a.md")).unwrap();
    own(&world, &[("deep/b.md", &format!("{text}And one more.\n"))]);
    check(world.start(), &world, &["deep/b.md"]);
}

#[test]
fn notes_of_a_folder_that_is_read_keep_their_history_too() {
    let world = World::with_notes(&[("a.md", "# A\n"), ("b.md", "# B\n")]);
    let mut program = world.start();
    mark_read(&mut program, "a");
    let folder = world.notes_folder();
    fs::create_dir(folder.join("deep")).unwrap();
    rename(&folder, "a.md", "deep/c.md");
    check(program, &world, &["deep/c.md"]);
}

#[test]
fn identity_of_a_note_that_came_back_is_not_given_away() {
    let world = World::small();
    let folder = own(&world, &[("a.md", "# A\n")]);
    let mut program = world.start();
    mark_read(&mut program, "my/a");
    rename(&folder, "a.md", "a.away");
    program.give(Command::LookForChanges);
    own(&world, &[("a.md", "# Another beginning\n")]);
    program.give(Command::LookForChanges);
    rename(&folder, "a.away", "z.md");
    program.give(Command::LookForChanges);
    assert_eq!(read(&program), ["a.md"]);
}
