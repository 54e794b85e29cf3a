//! The links between notes, in both directions.

use std::collections::{HashMap, HashSet};

use super::{Library, links};
use crate::base::ids::NoteId;

/// To each note those that link to it, from each those that it links to, none twice and none to
/// itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Linked {
    from: HashMap<NoteId, Vec<NoteId>>,
    to: HashMap<NoteId, Vec<NoteId>>,
}

impl Linked {
    /// Follows all links of all notes.
    pub(super) fn of(library: &Library) -> Self {
        let mut linked = Self::default();
        for note in library.notes() {
            let mut targets: Vec<NoteId> = Vec::new();
            let mut seen: HashSet<&NoteId> = HashSet::new();
            for target in links::notes_linked_by(library, note) {
                if target.id() == note.id() || !seen.insert(target.id()) {
                    continue;
                }
                targets.push(target.id().clone());
                let sources = linked.from.entry(target.id().clone()).or_default();
                sources.push(note.id().clone());
            }
            if !targets.is_empty() {
                linked.to.insert(note.id().clone(), targets);
            }
        }
        linked
    }

    /// The notes that link to this one, in the order of the tree.
    pub(super) fn from(&self, id: &NoteId) -> &[NoteId] {
        self.from.get(id).map_or(&[], Vec::as_slice)
    }

    /// The notes that this one links to, in the order of its text.
    pub(super) fn to(&self, id: &NoteId) -> &[NoteId] {
        self.to.get(id).map_or(&[], Vec::as_slice)
    }
}
