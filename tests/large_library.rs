//! Libraries and files beyond all measure: they open, and what is kept and drawn stays small.
//! Limits are counted in bytes and rows, never in time.

use std::fs;

use egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;
use nephoscope::app::command::Command;
use nephoscope::app::route::Route;
use nephoscope::base::ids::NoteId;

use crate::common::window::Window;
use crate::common::world::World;

#[test]
fn hundred_thousand_empty_files_are_as_many_notes() {
    const FILES: usize = 100_000;
    let world = World::with_notes(&[("index.md", "# All\n")]);
    for folder in 0..FILES / 1_000 {
        let folder = world.notes_folder().join(format!("f{folder}"));
        fs::create_dir(&folder).unwrap();
        for file in 0..1_000 {
            fs::write(folder.join(format!("{file}.md")), "").unwrap();
        }
    }
    let window = Window::open(&world, "home");
    let state = window.state();
    // The last one is beyond the limit of files that are looked at.
    assert_eq!(state.library.notes().len(), FILES);
    assert_eq!(state.documents.bytes(), 0);
    assert!(
        world.kept_bytes() < 100 * FILES as u64,
        "{} bytes",
        world.kept_bytes()
    );
    let rows = window.names(Role::TreeItem);
    assert!(rows.len() < 60, "{} rows", rows.len());
}

#[test]
fn file_beyond_the_limit_is_named_and_not_read() {
    let world = World::with_notes(&[("a.md", "# A\n")]);
    let file = fs::File::create(world.notes_folder().join("huge.md")).unwrap();
    file.set_len(101 << 20).unwrap();
    let program = world.start();
    assert_eq!(program.state().library.notes().len(), 1);
    let told = program.told();
    assert!(told[0].contains("\"huge.md\": it is 101 MB"), "{told:?}");
}

#[cfg(unix)]
#[test]
fn folder_that_leads_back_to_itself_is_walked_once() {
    let world = World::with_notes(&[("deep/a.md", "# A\n")]);
    let back = world.notes_folder().join("deep/back");
    std::os::unix::fs::symlink(world.notes_folder(), back).unwrap();
    let program = world.start();
    assert_eq!(program.state().library.notes().len(), 1);
    let told = program.told();
    assert!(told[0].contains("links are not followed"), "{told:?}");
}

/// A note that is too long to be read within a frame, in many sections.
fn long_note() -> String {
    let section = |number| format!("## Part {number}\n\n{}\n\n", "some words ".repeat(400));
    let sections: String = (0..200).map(section).collect();
    format!("Before all.\n\n{sections}")
}

#[test]
fn long_note_shows_its_beginning_while_the_rest_is_read() {
    let world = World::with_notes(&[("a.md", &long_note()), ("b.md", "# B\n")]);
    let mut window = Window::open(&world, "note:b");
    let long = NoteId::new("a");
    window
        .harness
        .state_mut()
        .command(Command::Go(Route::note(long.clone())));
    let mut blocks = Vec::new();
    for _ in 0..4 {
        window.harness.step();
        let documents = &window.state().documents;
        let shown = documents
            .shown(&long)
            .map(|note| note.document.blocks.len());
        blocks.push((shown, documents.get(&long).is_some()));
    }
    let beginning = blocks[1].0.unwrap();
    assert!((10..100).contains(&beginning), "{blocks:?}");
    assert!(!blocks[1].1, "{blocks:?}");
    assert_eq!(blocks[3], (Some(401), true), "{blocks:?}");
    window.harness.run();
    assert!(window.says("Part 0"));
    window.press(Key::End);
    assert!(window.says("Part 199"));
}

/// A window in which the beginning of a long note is shown, and the rest is being read.
fn with_beginning(world: &World) -> Window {
    let mut window = Window::open(world, "note:b");
    let long = NoteId::new("a");
    let route = Route::note(long.clone());
    window.harness.state_mut().command(Command::Go(route));
    while window.state().documents.shown(&long).is_none() {
        window.harness.step();
    }
    assert!(window.state().documents.get(&long).is_none());
    window
}

#[test]
fn way_further_down_that_begins_in_the_beginning_ends_where_it_leads() {
    let world = World::with_notes(&[("a.md", &long_note()), ("b.md", "# B\n")]);
    let mut window = with_beginning(&world);
    let section = Route::Note {
        id: NoteId::new("a"),
        section: Some("part-150".into()),
    };
    window.give(Command::Go(section));
    assert!(window.says("Part 150"));
    let mut window = with_beginning(&world);
    window.press(Key::End);
    assert!(window.says("Part 199"));
}

#[test]
fn text_stays_where_it_is_when_the_rest_of_it_comes() {
    let world = World::with_notes(&[("a.md", &long_note()), ("b.md", "# B\n")]);
    let mut window = with_beginning(&world);
    assert!(!window.says("Mark as read"));
    let before = window.rect_of("Before all.");
    window.harness.run();
    assert!(window.state().documents.get(&NoteId::new("a")).is_some());
    assert_eq!(window.rect_of("Before all."), before);
}

#[test]
fn long_note_opens_at_a_section_only_when_it_is_read_whole() {
    let world = World::with_notes(&[("a.md", &long_note()), ("b.md", "# B\n")]);
    let mut window = Window::open(&world, "note:b");
    let section = Route::Note {
        id: NoteId::new("a"),
        section: Some("part-150".into()),
    };
    window.harness.state_mut().command(Command::Go(section));
    for _ in 0..4 {
        window.harness.step();
        let documents = &window.state().documents;
        let note = NoteId::new("a");
        assert_eq!(
            documents.shown(&note).is_some(),
            documents.get(&note).is_some()
        );
    }
    window.harness.run();
    assert!(window.says("Part 150"));
}

#[test]
fn outline_follows_what_is_read() {
    let world = World::with_notes(&[("a.md", &long_note())]);
    let mut window = Window::open(&world, "note:a");
    let is_in_view = |window: &Window| {
        let harness = &window.harness;
        let last = harness.get_by_role_and_label(Role::Link, "Part 199");
        harness.ctx.content_rect().contains_rect(last.rect())
    };
    assert!(!is_in_view(&window));
    window.press(Key::End);
    assert!(is_in_view(&window));
}
