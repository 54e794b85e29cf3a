//! Libraries and notes beyond all measure: they open, and what is kept and drawn stays small.
//! Limits are counted in bytes and rows, never in time.

use std::fs;

use egui::Role;
use nephoscope::base::ids::NoteId;
use nephoscope::markdown::document::Block;

use crate::common::window::Window;
use crate::common::world::World;

/// Bytes that are kept on disk of all notes.
fn kept(world: &World) -> u64 {
    let entries = fs::read_dir(world.paths().cache()).unwrap();
    let files = entries.map(Result::unwrap).filter(|entry| {
        let name = entry.file_name();
        name.to_string_lossy().starts_with("notes-")
    });
    files.map(|file| file.metadata().unwrap().len()).sum()
}

#[test]
fn outline_of_a_hundred_thousand_headings_lays_out_only_what_is_seen() {
    let headings = (0..100_000).map(|number| format!("## Heading {number}\n\n"));
    let text = headings.collect::<String>();
    let world = World::with_notes(&[("a.md", &text)]);
    let mut window = Window::open(&world, "note:a");
    let links = window.names(Role::Link);
    assert!(links.iter().any(|name| name == "Heading 3"), "{links:?}");
    assert!(links.len() < 120, "{} rows", links.len());
    window.press(egui::Key::End);
    assert!(window.says("Heading 99999"));
}

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
    assert!(kept(&world) < 100 * FILES as u64, "{} bytes", kept(&world));
    let rows = window.names(Role::TreeItem);
    assert!(rows.len() < 60, "{} rows", rows.len());
}

#[test]
fn line_of_fifty_megabytes_leaves_a_few_bytes_in_the_library() {
    let text = "word ".repeat(10 << 20);
    let world = World::with_notes(&[("a.md", &text), ("b.md", "# B\n")]);
    let mut program = world.start();
    let note = NoteId::new("a");
    assert!(program.state().library.note(&note).is_some());
    assert_eq!(program.state().documents.bytes(), 0);
    assert!(kept(&world) < 1_000, "{} bytes", kept(&world));
    program.go("note:a");
    let bytes = program.state().documents.bytes();
    assert!(bytes < 3 * text.len(), "{bytes} bytes");
    let document = program.state().documents.document(&note).unwrap();
    let longest = document.blocks.iter().flat_map(Block::inlines);
    let longest = longest.map(|inline| inline.text.len()).max();
    assert!(longest < Some(20_000), "laid out in pieces: {longest:?}");
    // Beyond the budget it stays only as long as it is shown.
    program.go("note:b");
    assert!(program.state().documents.bytes() < text.len());
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
