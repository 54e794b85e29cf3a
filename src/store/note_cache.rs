//! What is kept of each note, on disk: one file for each folder of notes.
//!
//! All of it can be made again from the notes; so whatever is damaged, cut short or written by
//! another version is passed over in silence. A check sum guards every byte.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic;
use crate::base::hash::fnv1a;
use crate::base::ids::NoteId;
use crate::library::digest::{DIGEST_VERSION, Digest};
use crate::library::{FileStamp, Origin};

/// The first bytes of every such file.
const MAGIC: &[u8; 8] = b"nephodig";
/// Magic, version, check sum.
const HEADER: usize = 16;

/// One note of the cache.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CachedNote {
    /// Below its root.
    pub path: String,
    /// How its file looked.
    pub stamp: FileStamp,
    /// What was kept of its text.
    pub digest: Digest,
    /// The identity that it had under another path.
    pub kept_id: Option<NoteId>,
}

/// The same, to be written.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ToCache<'a> {
    /// Below its root.
    pub path: &'a str,
    /// How its file looked.
    pub stamp: FileStamp,
    /// What is kept of its text.
    pub digest: &'a Digest,
    /// The identity that it had under another path.
    pub kept_id: Option<&'a NoteId>,
}

/// Where the notes of a folder are kept; those of the program without a root.
pub fn place(cache: &Path, origin: Origin, root: Option<&Path>) -> PathBuf {
    let root = root.map(|root| root.to_string_lossy().into_owned());
    let name = format!("{origin:?} {}", root.unwrap_or_default());
    let name = format!("notes-{:016x}.bin", fnv1a(name.as_bytes()));
    cache.join(name)
}

/// What is kept in `file`; nothing if there is none that can be used.
pub fn load(file: &Path) -> Vec<CachedNote> {
    fs::read(file)
        .ok()
        .and_then(|bytes| read(&bytes))
        .unwrap_or_default()
}

fn read(bytes: &[u8]) -> Option<Vec<CachedNote>> {
    let body = bytes.get(HEADER..)?;
    if bytes.get(..HEADER)? != header(body) {
        return None;
    }
    postcard::from_bytes(body).ok()
}

/// Replaces what is kept in `file`.
pub fn save(file: &Path, notes: &[ToCache<'_>]) -> std::io::Result<()> {
    let body = postcard::to_allocvec(notes).map_err(std::io::Error::other)?;
    let header = header(&body);
    atomic::replace_cache(file, &[&header, &body])
}

fn header(body: &[u8]) -> [u8; HEADER] {
    let mut header = [0; HEADER];
    let version = DIGEST_VERSION.to_le_bytes();
    let sum = crc32fast::hash(body).to_le_bytes();
    let bytes = MAGIC.iter().chain(&version).chain(&sum);
    for (to, from) in header.iter_mut().zip(bytes) {
        *to = *from;
    }
    header
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{NoteSource, ParsedNote};
    use proptest::prelude::*;

    fn note(text: &str) -> ParsedNote {
        ParsedNote::parse(NoteSource {
            path: "a/b.md".to_owned(),
            text: text.into(),
            origin: Origin::Mine,
            root: None,
        })
    }

    fn saved(file: &Path, text: &str) -> ParsedNote {
        let note = note(text);
        let to_cache = ToCache {
            path: note.path(),
            stamp: FileStamp {
                bytes: 3,
                modified: 4,
            },
            digest: note.digest(),
            kept_id: None,
        };
        save(file, &[to_cache]).unwrap();
        note
    }

    const TEXT: &str =
        "---\ntitle: T\naliases: [x]\nquiz: perhaps\n---\n# A\n\n[a](b.md) <a id=\"c\"></a>\n";

    #[test]
    fn what_was_saved_is_there_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("made/notes.bin");
        let note = saved(&file, TEXT);
        let loaded = load(&file);
        assert_eq!(loaded.len(), 1);
        assert_eq!(loaded[0].path, "a/b.md");
        assert_eq!(loaded[0].stamp.modified, 4);
        assert_eq!(&loaded[0].digest, note.digest());
    }

    #[test]
    fn missing_file_is_an_empty_cache() {
        assert!(load(Path::new("/nowhere/notes.bin")).is_empty());
    }

    #[test]
    fn folders_have_files_of_their_own() {
        let at = |origin, root: &str| place(Path::new("c"), origin, Some(Path::new(root)));
        assert_ne!(at(Origin::Mine, "/a"), at(Origin::Mine, "/b"));
        assert_ne!(at(Origin::Mine, "/a"), at(Origin::Bundled, "/a"));
    }

    proptest! {
        #[test]
        fn damaged_file_is_an_empty_cache(at in 0_usize..1_000, byte in 1_u8.., cut in 0_usize..1_000) {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("notes.bin");
            saved(&file, TEXT);
            let bytes = fs::read(&file).unwrap();
            let mut damaged = bytes.clone();
            let at = at % damaged.len();
            damaged[at] ^= byte;
            prop_assert!(read(&damaged).is_none());
            let cut = cut % bytes.len();
            prop_assert!(read(&bytes[..cut]).is_none());
        }
    }
}
