//! The files of notes: which there are, how they look, and the text of one.
//!
//! Looking at a folder reads no file, so that ten thousand notes are looked at in a few
//! milliseconds; a file is read when its stamp says that it changed, or when the note is opened.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::progress::Reporter;
use crate::base::time::{Moment, nanos_of};
use crate::import::convert;
use crate::import::source::{self, FileKind};
use crate::import::{Cancelled, Step};
use crate::library::{FileStamp, Note, NoteText};

/// A file that was written so shortly before it was read may be written again without looking
/// any different: clocks of file systems are coarse.
const SETTLED: Duration = Duration::from_secs(2);

/// One note's file, as it is seen without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenNote {
    /// Its place below the folder, with forward slashes.
    pub path: String,
    /// How it looks, or a clause that says why it cannot be read.
    pub stamp: Result<FileStamp, String>,
}

/// Looks at all notes below `folder`, in the order in which people sort names. `None` if there is
/// no such folder.
pub fn look_at(
    folder: &Path,
    reporter: &mut Reporter<'_>,
) -> Result<Option<Vec<SeenNote>>, Cancelled> {
    if !folder.exists() {
        return Ok(None);
    }
    let walk = source::walk(folder, source::MAX_FILES);
    let found = walk.found;
    let mut seen = Vec::with_capacity(found.len());
    for file in found {
        let stamp = match (file.kind, file.problem) {
            // A folder that cannot be entered is named, a picture is not.
            (FileKind::Note | FileKind::Other, Some(problem)) => Err(problem),
            (FileKind::Note, None) => stamp_of(&file.path),
            _ => continue,
        };
        if seen.len() % 256 == 0 {
            reporter.update(Step {
                done: 0,
                total: 0,
                label: "",
            })?;
        }
        let path = file.relative;
        seen.push(SeenNote { path, stamp });
    }
    if walk.cut {
        // Of the whole folder: what was not looked at stays as it was known.
        let why = format!("the folder holds more than {} files", source::MAX_FILES);
        seen.push(SeenNote {
            path: String::new(),
            stamp: Err(why),
        });
    }
    Ok(Some(seen))
}

/// How a file looks now, or a clause that says why it cannot be read.
pub fn stamp_of(path: &Path) -> Result<FileStamp, String> {
    let metadata = fs::metadata(path).map_err(|error| crate::base::io_reason::io_reason(&error))?;
    convert::check_size(metadata.len())?;
    Ok(FileStamp {
        bytes: metadata.len(),
        modified: metadata.modified().map_or(0, nanos_of),
    })
}

/// The stamp to remember of a file that was read at `now`: without its time, where the file could
/// be written again within the same tick.
pub fn remembered(stamp: FileStamp, now: Moment) -> FileStamp {
    let settled = now.as_millis().saturating_sub(SETTLED.as_millis() as i64);
    let is_settled = stamp.modified / 1_000_000 < settled;
    FileStamp {
        modified: if is_settled { stamp.modified } else { 0 },
        ..stamp
    }
}

/// The text of a note, wherever it is, or a clause that says why there is none.
pub fn text_of(note: &Note) -> Result<Arc<str>, String> {
    match note.text() {
        NoteText::Compiled(text) => Ok(Arc::from(*text)),
        NoteText::Kept(text) => Ok(Arc::clone(text)),
        NoteText::File => {
            let file = note.file().ok_or("it is in no file")?;
            Ok(convert::read_note(&file)?.text.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::Clock;
    use crate::tasks::progress::CancelToken;

    fn look(folder: &Path) -> Option<Vec<SeenNote>> {
        let mut send = |_| {};
        let mut reporter = Reporter::new(CancelToken::default(), Clock::System, &mut send);
        look_at(folder, &mut reporter).unwrap()
    }

    #[test]
    fn notes_are_seen_in_order_and_pictures_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("deep")).unwrap();
        for (name, bytes) in [
            ("10.md", &b"ten"[..]),
            ("9.md", b"nine"),
            ("deep/a.txt", b"a"),
            ("p.png", b"png"),
        ] {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        let seen = look(folder.path()).unwrap();
        let seen: Vec<_> = seen
            .iter()
            .map(|note| (note.path.as_str(), note.stamp.as_ref().unwrap().bytes))
            .collect();
        assert_eq!(seen, [("9.md", 4), ("10.md", 3), ("deep/a.txt", 1)]);
    }

    #[test]
    fn missing_folder_is_not_an_empty_one() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(look(folder.path()), Some(Vec::new()));
        assert_eq!(look(&folder.path().join("gone")), None);
    }

    #[test]
    fn time_of_a_file_that_was_just_written_is_not_remembered() {
        let stamp = FileStamp {
            bytes: 1,
            modified: 10_000_000_000,
        };
        let at = |millis| remembered(stamp, Moment::from_millis(millis)).modified;
        assert_eq!(at(10_500), 0);
        assert_eq!(at(9_000), 0, "a clock that runs ahead");
        assert_eq!(at(12_001), stamp.modified);
    }

    #[cfg(unix)]
    #[test]
    fn link_that_leads_back_is_named_and_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.md"), "a").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
        let seen = look(folder.path()).unwrap();
        assert_eq!(seen.len(), 2);
        let problem = seen[1].stamp.as_ref().unwrap_err();
        assert_eq!(problem, "it is a link; links are not followed");
    }
}
