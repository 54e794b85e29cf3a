//! A made-up library: notes in nested folders that link to each other.

use std::fs;
use std::path::Path;

use fastrand::Rng;

use super::note;

/// Bytes of a note, on average.
pub(crate) const NOTE_BYTES: usize = 10_000;

/// Notes in a folder.
const IN_FOLDER: usize = 25;
/// Folders in a folder.
const FOLDERS_IN_FOLDER: usize = 20;

/// Writes `count` notes below `folder`; returns how many bytes.
pub(crate) fn write(folder: &Path, count: usize) -> std::io::Result<u64> {
    let mut rng = Rng::with_seed(7);
    let mut written = 0;
    for number in 0..count {
        let place = folder.join(place(number));
        if number % IN_FOLDER == 0 {
            fs::create_dir_all(&place)?;
        }
        let title = format!("Note {number} on {}", note::word(&mut rng));
        let others: Vec<String> = (0..6).map(|_| name(rng.usize(..count))).collect();
        // As files are: some short, some long, ten kilobytes on average.
        let bytes = NOTE_BYTES / 4 + rng.usize(..NOTE_BYTES * 3 / 2);
        let text = note::text(&mut rng, &title, bytes, &others);
        written += text.len() as u64;
        fs::write(place.join(format!("{}.md", name(number))), text)?;
    }
    Ok(written)
}

/// What a note is called in links.
fn name(number: usize) -> String {
    format!("note-{number:05}")
}

fn place(number: usize) -> String {
    let folder = number / IN_FOLDER;
    let above = folder / FOLDERS_IN_FOLDER;
    format!("area-{above:02}/topic-{folder:03}")
}
