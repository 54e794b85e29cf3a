//! Libraries and files beyond all measure: they open, and what is kept and drawn stays small.
//! Limits are counted in bytes and rows, never in time.

use std::fs;

use egui::Role;

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
