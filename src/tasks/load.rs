//! Reading a folder of notes into plain texts.
//!
//! What cannot be read is in the list with its reason, so that the tree can show it. Pictures and
//! other files are passed over. Parsing is the library's business.

use std::path::Path;
use std::sync::Arc;

use super::progress::Reporter;
use crate::import::convert;
use crate::import::source::{self, FileKind, Found};
use crate::import::{Cancelled, Step};

/// One note's file, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadNote {
    /// Its place below the folder, with forward slashes.
    pub path: String,
    /// The text, or a clause that says why there is none.
    pub text: Result<Arc<str>, String>,
}

/// Reads all notes below `folder`, in the order in which people sort names. A folder that is not
/// there holds none.
pub fn load(folder: &Path, reporter: &mut Reporter<'_>) -> Result<Vec<ReadNote>, Cancelled> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let files: Vec<Found> = source::walk(folder, source::MAX_FILES)
        .found
        .into_iter()
        .filter(|file| match file.kind {
            FileKind::Note => true,
            FileKind::Picture => false,
            FileKind::Other => file.problem.is_some(), // a folder that cannot be entered
        })
        .collect();
    let total = files.len();
    let mut notes = Vec::with_capacity(total);
    for (done, file) in files.into_iter().enumerate() {
        reporter.update(Step {
            done,
            total,
            label: &file.relative,
        })?;
        let text = match file.problem {
            Some(reason) => Err(reason),
            None => convert::read_note(&file.path).map(|note| Arc::from(note.text)),
        };
        let path = file.relative;
        notes.push(ReadNote { path, text });
    }
    Ok(notes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::Clock;
    use crate::tasks::progress::CancelToken;

    fn loaded(folder: &Path) -> Vec<ReadNote> {
        let mut send = |_| {};
        let mut reporter = Reporter::new(CancelToken::default(), Clock::System, &mut send);
        load(folder, &mut reporter).unwrap()
    }

    #[test]
    fn notes_are_read_in_order_and_pictures_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("deep")).unwrap();
        for (name, bytes) in [
            ("10.md", &b"ten"[..]),
            ("9.md", b"nine"),
            ("deep/a.txt", b"\xef\xbb\xbfa"),
            ("bad.md", b"\0"),
            ("p.png", b"png"),
        ] {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        let notes = loaded(folder.path());
        let seen: Vec<_> = notes
            .iter()
            .map(|note| (note.path.as_str(), note.text.as_deref().ok()))
            .collect();
        assert_eq!(
            seen,
            [
                ("9.md", Some("nine")),
                ("10.md", Some("ten")),
                ("bad.md", None),
                ("deep/a.txt", Some("a")),
            ]
        );
        let reason = notes[2].text.as_ref().unwrap_err();
        assert_eq!(reason, "it is not text (it contains zero bytes)");
    }

    #[test]
    fn missing_folder_holds_no_notes() {
        let folder = tempfile::tempdir().unwrap();
        assert!(loaded(&folder.path().join("gone")).is_empty());
    }
}
