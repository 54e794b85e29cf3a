//! Notes that were moved or renamed keep their identity, and with it their questions, marks and
//! places.
//!
//! A note usually has its identity from its path. When a note goes and comes elsewhere (see
//! `follow`), it is the same note; that is written to the journal, so that it is known on
//! every machine that shares the folder, and after every start.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::base::ids::{CardId, NoteId};
use crate::library::digest::text_hash;
use crate::library::marks::Marks;
use crate::library::{Origin, ParsedNote};
use crate::quiz::history::History;
use crate::store::journal::{Record, What};

/// The identities of notes that were moved, by the path where they lie now: of the person's own
/// notes, and of each folder that the program was told to read, by its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identities(BTreeMap<Option<String>, Places>);

/// Where the moved notes of one folder lie.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Places {
    at: BTreeMap<String, NoteId>,
    /// Where each was seen last; another note may lie there now.
    of: BTreeMap<NoteId, String>,
}

/// A note that went.
#[derive(Debug, Clone)]
pub struct Gone {
    /// Its identity.
    pub note: NoteId,
    /// What was known of it.
    pub was: Arc<ParsedNote>,
}

/// A note that was found again at another place, or one that has to be told apart from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its identity.
    pub note: NoteId,
    /// The folder that it lies in; none for the person's own notes.
    pub folder: Option<String>,
    /// Where it lies now, below that.
    pub path: String,
    /// The identity that it had until now.
    pub instead_of: Option<NoteId>,
}

impl Identities {
    /// What the journals say.
    pub fn of<'a>(records: impl Iterator<Item = &'a Record>) -> Self {
        let mut identities = Self::default();
        for record in records {
            match &record.what {
                What::NoteMoved { note, path } => identities.learn(None, note, path),
                What::NoteMovedIn { folder, note, path } => {
                    identities.learn(Some(folder), note, path);
                }
                _ => {}
            }
        }
        identities
    }

    /// A note lies at `path` of a folder now, and nowhere else.
    pub(super) fn learn(&mut self, folder: Option<&str>, note: &NoteId, path: &str) {
        let places = self.0.entry(folder.map(str::to_owned)).or_default();
        let before = places.of.insert(note.clone(), path.to_owned());
        if let Some(before) = before.filter(|before| places.at.get(before) == Some(note)) {
            places.at.remove(&before);
        }
        places.at.insert(path.to_owned(), note.clone());
    }

    /// Those of one folder of notes, by their paths.
    pub(super) fn in_folder(
        &self,
        origin: Origin,
        root: &Path,
    ) -> Option<&BTreeMap<String, NoteId>> {
        let places = self.0.get(&folder_of(origin, root))?;
        Some(&places.at)
    }
}

impl Moved {
    /// The place of a note, with the identity that it has from now on.
    pub(super) fn to(note: &ParsedNote, id: NoteId, instead_of: Option<NoteId>) -> Self {
        let root = note.root();
        Self {
            note: id,
            folder: root.and_then(|root| folder_of(note.origin(), root)),
            path: note.path().to_owned(),
            instead_of,
        }
    }

    /// As the journal tells it.
    pub(super) fn told(self) -> What {
        let Self { note, path, .. } = self;
        match self.folder {
            Some(folder) => What::NoteMovedIn { folder, note, path },
            None => What::NoteMoved { note, path },
        }
    }
}

/// What a folder of notes is called in the journal; nothing for that of the person's own notes.
fn folder_of(origin: Origin, root: &Path) -> Option<String> {
    let name = || root.file_name().unwrap_or_default().to_string_lossy();
    (origin == Origin::Bundled).then(|| name().into_owned())
}

/// Whether a note has its identity from its path.
pub(super) fn is_by_path(note: &ParsedNote) -> bool {
    let is_file = note.origin() == Origin::Mine || note.root().is_some();
    is_file && !note.digest().names_itself()
}

/// Whether there is anything in a note by which it could be known.
pub(super) fn says_something(note: &ParsedNote) -> bool {
    note.digest().hash != text_hash("")
}

/// The notes in which the person did something.
pub(super) fn touched(history: &History, marks: &Marks) -> BTreeSet<NoteId> {
    let answered = history.memories().map(|(card, _)| card.note());
    let suspended = history.suspended().map(CardId::note);
    let read = history.begun_notes().chain(marks.notes()).cloned();
    answered.chain(suspended).chain(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn note_that_moves_twice_keeps_its_first_identity() {
        let mut identities = Identities::default();
        let id = NoteId::new("my/a");
        identities.learn(None, &id, "b.md");
        identities.learn(None, &id, "c.md");
        let known = identities.in_folder(Origin::Mine, Path::new("")).unwrap();
        assert_eq!(*known, [("c.md".to_owned(), id)].into());
    }

    #[test]
    fn notes_that_exchange_their_places_both_have_one() {
        let mut identities = Identities::default();
        let [one, other] = ["my/a", "my/b"].map(NoteId::new);
        for (note, path) in [
            (&one, "b.md"),
            (&other, "a.md"),
            (&one, "a.md"),
            (&other, "b.md"),
        ] {
            identities.learn(None, note, path);
        }
        let known = identities.in_folder(Origin::Mine, Path::new("")).unwrap();
        assert_eq!(
            *known,
            [("a.md".to_owned(), one), ("b.md".to_owned(), other)].into()
        );
    }

    #[test]
    fn folders_are_told_apart_by_their_names() {
        let mut identities = Identities::default();
        identities.learn(Some("vault"), &NoteId::new("a"), "b.md");
        let known = |root: &str| identities.in_folder(Origin::Bundled, Path::new(root));
        assert!(known("/here/vault").is_some_and(|known| known.contains_key("b.md")));
        assert_eq!(known("/here/other"), None);
        assert_eq!(identities.in_folder(Origin::Mine, Path::new("vault")), None);
    }
}
