//! The library as a whole: what is kept of it between two starts, what is read and when, and what
//! happens when its folders and files are not as they were.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use egui::Role;
use nephoscope::app::command::Command;
use nephoscope::base::ids::NoteId;

use crate::common::program::Program;
use crate::common::window::Window;
use crate::common::world::World;

/// A world whose person has one note of their own, written long ago.
fn with_own_note(text: &str) -> World {
    let world = World::small();
    write_long_ago(&world.data_file("library/own.md", ""), text);
    world
}

/// Writes a file as if that had been a year before the tests' clock, always the same year.
fn write_long_ago(file: &Path, text: &str) {
    fs::write(file, text).unwrap();
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_760_000_000);
    let file = File::options().write(true).open(file).unwrap();
    file.set_modified(then).unwrap();
}

fn title(program: &Program, id: &str) -> Option<String> {
    let note = program.state().library.note(&NoteId::new(id))?;
    Some(note.title().to_string())
}

fn cached_files(world: &World) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(world.paths().cache()).unwrap();
    let files = entries.map(|entry| entry.unwrap().path());
    let is_of_notes = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("notes-")
    };
    let mut files: Vec<_> = files.filter(is_of_notes).collect();
    files.sort();
    files
}

#[test]
fn second_start_takes_the_notes_from_the_cache() {
    let world = with_own_note("# One\n");
    assert_eq!(title(&world.start(), "my/own").as_deref(), Some("One"));
    // Another text that looks the same from outside: only who reads it knows.
    write_long_ago(&world.paths().library().join("own.md"), "# Two\n");
    let again = world.start();
    assert_eq!(title(&again, "my/own").as_deref(), Some("One"));
}

#[test]
fn file_of_another_size_or_time_is_read_again() {
    let world = with_own_note("# One\n");
    world.start();
    let file = world.paths().library().join("own.md");
    write_long_ago(&file, "# Three\n");
    assert_eq!(title(&world.start(), "my/own").as_deref(), Some("Three"));
    fs::write(&file, "# Fours\n").unwrap();
    assert_eq!(title(&world.start(), "my/own").as_deref(), Some("Fours"));
    // Written again within the same tick of the clock: its time is not trusted.
    fs::write(&file, "# Fives\n").unwrap();
    assert_eq!(title(&world.start(), "my/own").as_deref(), Some("Fives"));
}

#[test]
fn cached_note_keeps_links_questions_headings_and_issues() {
    let text = "---\nquiz: perhaps\n---\n# Own\n\n## Part\n\n[[queues/messages]]\n\n```quiz\nWhat?\n\n- [x] a\n- [ ] b\n```\n";
    let world = with_own_note(text);
    let seen = |program: &Program| {
        let state = program.state();
        let note = state.library.note(&NoteId::new("my/own")).unwrap();
        let linked = state.library.linked_from(&NoteId::new("queues/messages"));
        (
            note.outline().clone(),
            note.issues().to_vec(),
            linked.to_vec(),
            state.bank.cards(),
        )
    };
    let first = seen(&world.start());
    write_long_ago(
        &world.paths().library().join("own.md"),
        &"x".repeat(text.len()),
    );
    let second = seen(&world.start());
    assert_eq!(first, second);
    assert_eq!(first.0.entries.len(), 2);
    assert_eq!(first.1.len(), 1);
    assert!(first.2.contains(&NoteId::new("my/own")));
    assert_eq!(first.3.last().unwrap().prompt_text(), "What?");
}

#[test]
fn damaged_cache_is_made_anew_in_silence() {
    let world = with_own_note("# One\n");
    world.start();
    let files = cached_files(&world);
    assert_eq!(files.len(), 2, "one for each folder of notes");
    for file in &files {
        let mut bytes = fs::read(file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0xff;
        fs::write(file, bytes).unwrap();
    }
    let program = world.start();
    assert_eq!(title(&program, "my/own").as_deref(), Some("One"));
    assert_eq!(program.told(), Vec::<&str>::new());
    drop(program);
    write_long_ago(&world.paths().library().join("own.md"), "# Two\n");
    assert_eq!(title(&world.start(), "my/own").as_deref(), Some("One"));
}

#[test]
fn missing_folder_keeps_its_notes_as_they_were_known() {
    let world = with_own_note("# One\n");
    world.start();
    let folder = world.paths().library();
    let away = folder.with_extension("away");
    fs::rename(&folder, &away).unwrap();
    for _ in 0..2 {
        let program = world.start();
        assert_eq!(title(&program, "my/own").as_deref(), Some("One"));
        let told = program.told();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("is missing. Its notes are kept as they were last known."));
    }
    fs::rename(&away, &folder).unwrap();
    let program = world.start();
    assert_eq!(title(&program, "my/own").as_deref(), Some("One"));
    assert_eq!(program.told(), Vec::<&str>::new());
}

#[test]
fn emptied_folder_is_empty() {
    let world = with_own_note("# One\n");
    world.start();
    fs::remove_file(world.paths().library().join("own.md")).unwrap();
    let program = world.start();
    assert_eq!(title(&program, "my/own"), None);
    assert_eq!(program.told(), Vec::<&str>::new());
}

#[test]
fn note_is_parsed_when_it_is_opened_and_not_before() {
    let world = World::small();
    let mut program = world.start();
    let opened =
        |program: &Program, id: &str| program.state().documents.get(&NoteId::new(id)).is_some();
    assert_eq!(program.state().documents.bytes(), 0);
    program.go("note:storage/buckets");
    assert!(opened(&program, "storage/buckets"));
    assert!(!opened(&program, "queues/messages"));
}

#[test]
fn embedded_note_is_opened_with_the_one_that_it_stands_in() {
    let world = World::with_notes(&[
        ("a.md", "# A\n\n![[b]]\n"),
        ("b.md", "# B\n\nWords of b.\n"),
    ]);
    let window = Window::open(&world, "note:a");
    assert!(window.says("Words of b."));
}

#[test]
fn large_note_opens_too() {
    let text = format!("# Large\n\n{}The end.\n", "Some words.\n\n".repeat(30_000));
    let world = World::with_notes(&[("large.md", &text)]);
    let mut window = Window::open(&world, "note:large");
    assert!(window.says("Some words."));
    window.press(egui::Key::End);
    assert!(window.says("The end."));
}

#[test]
fn note_that_changed_on_disk_is_read_anew_when_it_is_opened() {
    let world = World::with_notes(&[("a.md", "# A\n\nBefore.\n"), ("b.md", "# B\n")]);
    let mut window = Window::open(&world, "note:b");
    fs::write(
        world.notes_folder().join("a.md"),
        "# A\n\nAfter.\n\n## More\n",
    )
    .unwrap();
    window.give(Command::Go("note:a".parse().unwrap()));
    assert!(window.says("After."));
    let note = window.state().library.note(&NoteId::new("a")).unwrap();
    assert_eq!(note.outline().entries.len(), 2, "the library follows");
}

#[test]
fn note_whose_file_is_gone_says_so_and_can_be_tried_again() {
    let world = World::with_notes(&[("a.md", "# A\n\nWords of a.\n"), ("b.md", "# B\n")]);
    let mut window = Window::open(&world, "note:b");
    let file = world.notes_folder().join("a.md");
    fs::remove_file(&file).unwrap();
    window.give(Command::Go("note:a".parse().unwrap()));
    assert!(window.says("This note cannot be read now"));
    fs::write(&file, "# A\n\nWords of a.\n").unwrap();
    window.click(Role::Button, "Try again");
    assert!(window.says("Words of a."));
}

#[test]
fn file_that_is_no_text_is_named_and_all_others_are_read() {
    let world = World::small();
    world.data_file("library/good.md", "# Good\n");
    fs::write(world.paths().library().join("bad.md"), b"\0\0").unwrap();
    fs::write(world.paths().library().join("old.md"), b"# Caf\xe9\n").unwrap();
    let program = world.start();
    assert_eq!(title(&program, "my/good").as_deref(), Some("Good"));
    assert_eq!(title(&program, "my/old").as_deref(), Some("Café"));
    let told = program.told();
    assert_eq!(
        told,
        ["1 note could not be read. \"bad.md\": it is not text (it contains zero bytes)."]
    );
}

/// A window on a note of the person's own.
fn window_on_own_note(text: &str) -> (World, Window) {
    let world = with_own_note(text);
    let window = Window::open(&world, "note:my/own");
    (world, window)
}

#[test]
fn change_from_outside_shows_and_the_place_is_kept() {
    let text = |above: &str| {
        let words = (0..60).map(|number| format!("Paragraph {number}.\n\n"));
        format!("# Own\n\n{above}{}", words.collect::<String>())
    };
    let (world, mut window) = window_on_own_note(&text(""));
    let id = NoteId::new("my/own");
    let document = window.state().documents.document(&id).unwrap().clone();
    let place = nephoscope::library::anchor::Place::of(&document, &id, 30);
    window.give(Command::GoToPlace(place));
    assert!(window.says("Paragraph 31."));
    // As editors do it: another file takes the place of the old one.
    let new = world.data_file("library/own.tmp", &text("New above.\n\n"));
    fs::rename(new, world.paths().library().join("own.md")).unwrap();
    window.give(Command::LookForChanges);
    let document = window.state().documents.document(&id).unwrap();
    assert!(document.source.contains("New above."));
    assert!(window.says("Paragraph 31."));
    assert!(!window.says("New above."), "it stands far above the place");
}

#[test]
fn only_what_changed_is_read() {
    let world = with_own_note("# One\n");
    let mut program = world.start();
    let parsed = |program: &Program, id: &str| {
        let note = program.state().library.note(&NoteId::new(id)).unwrap();
        std::sync::Arc::clone(note.parsed())
    };
    let (own, other) = (
        parsed(&program, "my/own"),
        parsed(&program, "queues/messages"),
    );
    // The notes of the world were written a moment ago: their time is not trusted yet.
    write_long_ago(&world.paths().library().join("own.md"), "# Another\n");
    world.data_file("library/new.md", "# New\n");
    program.give(Command::LookForChanges);
    assert_ne!(parsed(&program, "my/own").digest().hash, own.digest().hash);
    assert_eq!(title(&program, "my/new").as_deref(), Some("New"));
    let again = parsed(&program, "queues/messages");
    assert_eq!(again.digest(), other.digest());
    let settled = parsed(&program, "my/own");
    program.give(Command::LookForChanges);
    assert!(std::sync::Arc::ptr_eq(
        &settled,
        &parsed(&program, "my/own")
    ));
}

#[test]
fn moved_note_keeps_its_identity_and_marks_for_good() {
    let world = with_own_note("# Own\n\n```quiz\nWhat?\n\n- [x] a\n- [ ] b\n```\n");
    let id = NoteId::new("my/own");
    let mut program = world.start();
    program.give(Command::MarkRead {
        note: id.clone(),
        read: true,
    });
    let card = program.state().bank.cards().last().unwrap().id.clone();
    let folder = world.paths().library();
    fs::create_dir(folder.join("deep")).unwrap();
    fs::rename(folder.join("own.md"), folder.join("deep/renamed.md")).unwrap();
    program.give(Command::LookForChanges);
    let check = |program: &Program, path: &str| {
        let note = program.state().library.note(&id).unwrap();
        assert_eq!(note.path(), path);
        assert!(program.state().is_read(&id));
        assert!(program.state().bank.card(&card).is_some());
    };
    check(&program, "deep/renamed.md");
    drop(program);
    check(&world.start(), "deep/renamed.md");
    // While the program does not run, and with another note at the old place.
    fs::rename(folder.join("deep/renamed.md"), folder.join("third.md")).unwrap();
    write_long_ago(&world.data_file("library/own.md", ""), "# Other\n");
    let program = world.start();
    check(&program, "third.md");
    assert_eq!(title(&program, "my/own-2").as_deref(), Some("Other"));
    assert_eq!(program.told(), Vec::<&str>::new());
}

#[test]
fn note_that_goes_and_comes_in_two_steps_is_the_same_too() {
    let world = with_own_note("# Own\n");
    let mut program = world.start();
    let folder = world.paths().library();
    fs::rename(folder.join("own.md"), folder.join("own.away")).unwrap();
    program.give(Command::LookForChanges);
    assert_eq!(title(&program, "my/own"), None);
    fs::rename(folder.join("own.away"), folder.join("later.md")).unwrap();
    program.give(Command::LookForChanges);
    assert_eq!(title(&program, "my/own").as_deref(), Some("Own"));
}

#[test]
fn folder_that_vanishes_is_missing_and_not_empty() {
    let (world, mut window) = window_on_own_note("# Own\n\nMy words.\n");
    let folder = world.paths().library();
    let away = folder.with_extension("away");
    fs::rename(&folder, &away).unwrap();
    window.give(Command::LookForChanges);
    assert!(window.says("My words."));
    assert!(window.says("Its notes are shown as they were last known."));
    assert!(window.says("Its notes are kept as they were last known."));
    fs::rename(&away, &folder).unwrap();
    window.click(Role::Button, "Look again");
    assert!(window.says("My words."));
    assert!(!window.says("as they were last known."));
}

#[test]
fn embedded_note_follows_its_file_while_another_is_open() {
    let world = World::with_notes(&[
        ("a.md", "# A\n\n![[b]]\n"),
        ("b.md", "# B\n\nWords of b, ![[c]]\n\n![[c]]\n"),
        ("c.md", "# C\n\nWords of c.\n"),
    ]);
    let mut window = Window::open(&world, "note:a");
    assert!(window.says("Words of b") && window.says("Words of c."));
    let text = format!("# C\n\nOther words.\n\n{}", "More words.\n\n".repeat(5));
    fs::write(world.notes_folder().join("c.md"), text).unwrap();
    window.give(Command::LookForChanges);
    assert!(window.says("Other words.") && !window.says("Words of c."));
    assert!(window.says("More words."));
}

#[test]
fn warning_of_a_note_that_cannot_be_read_goes_with_its_cause() {
    let world = World::small();
    let file = world.data_file("library/bad.md", "\0\0");
    let mut program = world.start();
    assert_eq!(program.told().len(), 1);
    let told = program.state().notices.shown()[0].id;
    program.give(Command::DismissNotice(told));
    program.give(Command::LookForChanges);
    assert_eq!(program.told(), Vec::<&str>::new(), "it was said once");
    world.data_file("library/worse.md", "\0\0");
    program.give(Command::LookForChanges);
    assert!(program.told()[0].starts_with("2 notes could not be read."));
    fs::remove_file(file).unwrap();
    fs::remove_file(world.paths().library().join("worse.md")).unwrap();
    program.give(Command::LookForChanges);
    assert_eq!(program.told(), Vec::<&str>::new());
}
