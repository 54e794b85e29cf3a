//! The notes compiled into the program.
//!
//! The folder `notes/` of the project as it was at build time: nothing is read from disk.

use include_dir::{Dir, include_dir};

static NOTES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/notes");

/// All bundled notes as (path below `notes/` with forward slashes, text), by path.
pub fn notes() -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    let mut folders = vec![&NOTES];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        found.extend(folder.files().filter_map(|file| {
            let path = file.path().to_str()?.replace('\\', "/");
            let is_note = file.path().extension().is_some_and(|ending| ending == "md");
            Some((path, file.contents_utf8()?)).filter(|_| is_note)
        }));
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_notes_are_listed_by_path_with_their_text() {
        let notes = notes();
        assert!(!notes.is_empty());
        assert!(notes.is_sorted());
        for (path, text) in notes {
            assert!(!path.starts_with('/') && !path.contains('\\'), "{path}");
            assert!(!text.trim().is_empty(), "{path}");
        }
    }
}
