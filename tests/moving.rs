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

/// A program with own notes, of which `my/a` is read.
fn with_a_read(notes: &[(&str, &str)]) -> (World, PathBuf, Program) {
    let world = World::small();
    let folder = own(&world, notes);
    let mut program = world.start();
    mark_read(&mut program, "my/a");
    (world, folder, program)
}

fn exchange(folder: &Path, one: &str, other: &str) {
    rename(folder, one, "away.tmp");
    rename(folder, other, one);
    rename(folder, "away.tmp", other);
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
    let (world, folder, program) = with_a_read(&[("a.md", "# A\n"), ("b.md", "# B\n")]);
    exchange(&folder, "a.md", "b.md");
    check(program, &world, &["b.md"]);
    let program = world.start();
    exchange(&folder, "a.md", "b.md");
    check(program, &world, &["a.md"]);
}

#[test]
fn copy_whose_note_is_deleted_later_takes_its_history_and_the_reader_stays() {
    let (world, folder, mut program) = with_a_read(&[("a.md", "# A\n")]);
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
    let line = |number: usize| format!("Sentence {number} of these words.\n\n");
    let text: String = (0..20).map(line).collect();
    let (world, folder, program) = with_a_read(&[("a.md", &text), ("other.md", "# Other\n")]);
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
    let (world, folder, mut program) = with_a_read(&[("a.md", "# A\n")]);
    rename(&folder, "a.md", "a.away");
    program.give(Command::LookForChanges);
    own(&world, &[("a.md", "# Another beginning\n")]);
    program.give(Command::LookForChanges);
    rename(&folder, "a.away", "z.md");
    check(program, &world, &["a.md"]);
}

#[test]
fn place_that_a_moved_note_leaves_has_no_history_for_what_comes_there() {
    let (world, folder, mut program) = with_a_read(&[("a.md", "# A\n")]);
    rename(&folder, "a.md", "b.md");
    program.give(Command::LookForChanges);
    rename(&folder, "b.md", "c.md");
    own(&world, &[("b.md", "# Fresh\n")]);
    check(program, &world, &["c.md"]);
}

#[test]
fn note_that_was_written_anew_keeps_its_history_when_its_old_text_comes_elsewhere() {
    let (world, _, mut program) = with_a_read(&[("a.md", "# A\n")]);
    own(&world, &[("a.md", "# Another beginning\n")]);
    program.give(Command::LookForChanges);
    program.close();
    own(&world, &[("z.md", "# A\n")]);
    check(world.start(), &world, &["a.md"]);
}

#[test]
fn names_that_are_exchanged_and_exchanged_back_while_nobody_looks_keep_their_histories() {
    let (world, folder, mut program) = with_a_read(&[("a.md", "# A\n"), ("b.md", "# B\n")]);
    exchange(&folder, "a.md", "b.md");
    program.give(Command::LookForChanges);
    drop(program);
    exchange(&folder, "a.md", "b.md");
    check(world.start(), &world, &["a.md"]);
}
