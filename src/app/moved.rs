//! Notes that were moved or renamed keep their identity, and with it their questions, marks and
//! places.
//!
//! A person's own note usually has its identity from its path. When a note goes and a new one of
//! the same text comes, it is the same note; that is written to the journal, so that it is known
//! on every machine that shares the folder, and after every start.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::base::ids::NoteId;
use crate::library::digest::text_hash;
use crate::library::{Library, Origin, ParsedNote};
use crate::store::journal::{Record, What};

/// So many notes that went are remembered in a run.
const MOST_GONE: usize = 10_000;

/// The identities of notes that were moved, by the path where they lie now.
pub type Identities = BTreeMap<String, NoteId>;

/// A note that went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Its identity.
    pub note: NoteId,
    /// The hash of its text.
    pub hash: u64,
}

/// A note that was found again at another place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its identity.
    pub note: NoteId,
    /// Where it lies now.
    pub path: String,
}

/// What the journals say.
pub fn identities<'a>(records: impl Iterator<Item = &'a Record>) -> Identities {
    let mut identities = Identities::new();
    for record in records {
        if let What::NoteMoved { note, path } = &record.what {
            learn(&mut identities, note, path);
        }
    }
    identities
}

/// A note lies at `path` now, and nowhere else.
pub(super) fn learn(identities: &mut Identities, note: &NoteId, path: &str) {
    identities.retain(|_, other| other != note);
    identities.insert(path.to_owned(), note.clone());
}

/// What is to be remembered of a note that went; nothing where its path plays no part.
pub(super) fn gone(note: &ParsedNote) -> Option<Gone> {
    let digest = note.digest();
    let says_nothing = digest.hash == text_hash("");
    let by_path = note.origin() == Origin::Mine && !digest.names_itself();
    (by_path && !says_nothing).then(|| Gone {
        note: Library::identity_of(note),
        hash: digest.hash,
    })
}

/// Gives new notes (by their places in `notes`) the identity of a note that went and had the same
/// text, where both are the only ones. What was found is no longer gone.
pub(super) fn recognize(
    notes: &mut [Arc<ParsedNote>],
    new: &[usize],
    gone: &mut Vec<Gone>,
) -> Vec<Moved> {
    let mut by_text: HashMap<u64, Vec<usize>> = HashMap::new();
    for at in new {
        if let Some(came) = notes.get(*at).and_then(|note| self::gone(note)) {
            by_text.entry(came.hash).or_default().push(*at);
        }
    }
    let went = std::mem::take(gone);
    let mut count: HashMap<u64, usize> = HashMap::new();
    for went in &went {
        *count.entry(went.hash).or_default() += 1;
    }
    let mut moved = Vec::new();
    for went in went {
        let places = by_text.get(&went.hash).map(Vec::as_slice);
        let place = match places {
            Some([place]) if count.get(&went.hash) == Some(&1) => notes.get_mut(*place),
            _ => None,
        };
        let Some(note) = place else {
            gone.push(went);
            continue;
        };
        moved.push(Moved {
            note: went.note.clone(),
            path: note.path().to_owned(),
        });
        let same = ParsedNote::clone(note).keeping(Some(went.note));
        *note = Arc::new(same);
    }
    gone.truncate(MOST_GONE);
    moved
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::NoteSource;
    use std::path::Path;

    fn note(path: &str, text: &str) -> Arc<ParsedNote> {
        let root: Arc<Path> = Path::new("/notes").into();
        Arc::new(ParsedNote::parse(NoteSource {
            path: path.to_owned(),
            text: text.into(),
            origin: Origin::Mine,
            root: Some(root),
        }))
    }

    fn check(went: &[(&str, &str)], came: &[(&str, &str)], expected: &[(&str, &str)]) {
        let went = went.iter().map(|(path, text)| note(path, text));
        let mut gone: Vec<Gone> = went.filter_map(|note| super::gone(&note)).collect();
        let mut notes: Vec<_> = came.iter().map(|(path, text)| note(path, text)).collect();
        let new: Vec<usize> = (0..notes.len()).collect();
        let moved = recognize(&mut notes, &new, &mut gone);
        let moved: Vec<_> = moved
            .iter()
            .map(|moved| (moved.note.as_str(), moved.path.as_str()))
            .collect();
        assert_eq!(moved, expected);
        for (id, path) in expected {
            let note = notes.iter().find(|note| note.path() == *path).unwrap();
            assert_eq!(Library::identity_of(note).as_str(), *id);
        }
    }

    #[test]
    fn note_of_the_same_text_at_another_place_is_the_same() {
        check(
            &[("a.md", "one")],
            &[("b/c.md", "one"), ("d.md", "two")],
            &[("my/a", "b/c.md")],
        );
    }

    #[test]
    fn copies_empty_notes_and_notes_that_name_themselves_are_left_alone() {
        check(&[("a.md", "one")], &[("b.md", "one"), ("c.md", "one")], &[]);
        check(&[("a.md", "one"), ("b.md", "one")], &[("c.md", "one")], &[]);
        check(&[("a.md", "")], &[("b.md", "")], &[]);
        let named = "---\nid: x\n---\n";
        check(&[("a.md", named)], &[("b.md", named)], &[]);
    }

    #[test]
    fn note_that_moves_twice_keeps_its_first_identity() {
        let mut identities = Identities::new();
        learn(&mut identities, &NoteId::new("my/a"), "b.md");
        learn(&mut identities, &NoteId::new("my/a"), "c.md");
        assert_eq!(
            identities,
            [("c.md".to_owned(), NoteId::new("my/a"))].into()
        );
    }
}
