//! What the learner has read: notes as a whole, and sections one by one.
//!
//! A note marked as unread takes the marks of its sections along.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::ids::NoteId;
use crate::base::stamp::Stamp;
use crate::quiz::card::Place;

/// Every mark of every note.
#[derive(Debug, Clone, Default)]
pub(super) struct ReadMarks {
    notes: BTreeMap<NoteId, Marks>,
}

/// What was marked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    Section(Option<Arc<str>>),
    WholeNote,
    Unread,
}

type Marks = BTreeMap<Mark, BTreeSet<Stamp>>;

impl ReadMarks {
    pub(super) fn set(&mut self, note: NoteId, mark: Mark, stamp: &Stamp) {
        let marks = self.notes.entry(note).or_default();
        marks.entry(mark).or_default().insert(stamp.clone());
    }

    pub(super) fn forget(&mut self, note: &NoteId, mark: &Mark, stamp: &Stamp) {
        if let Some(stamps) = self
            .notes
            .get_mut(note)
            .and_then(|marks| marks.get_mut(mark))
        {
            stamps.remove(stamp);
        }
    }

    pub(super) fn is_note_read(&self, note: &NoteId) -> bool {
        self.notes
            .get(note)
            .is_some_and(|marks| counts(marks, &Mark::WholeNote))
    }

    pub(super) fn is_section_read(&self, place: &Place) -> bool {
        self.notes.get(&place.note).is_some_and(|marks| {
            counts(marks, &Mark::WholeNote) || counts(marks, &Mark::Section(place.section.clone()))
        })
    }

    /// The notes of which anything is read.
    pub(super) fn begun(&self) -> impl Iterator<Item = &NoteId> {
        let reads = |marks: &Marks| {
            let mut own = marks.keys();
            own.any(|mark| *mark != Mark::Unread && counts(marks, mark))
        };
        self.notes
            .iter()
            .filter(move |(_, marks)| reads(marks))
            .map(|(note, _)| note)
    }

    pub(super) fn notes(&self) -> impl Iterator<Item = &NoteId> {
        self.notes
            .iter()
            .filter(|(_, marks)| counts(marks, &Mark::WholeNote))
            .map(|(note, _)| note)
    }
}

/// Whether a mark was set after the note was last marked as unread.
fn counts(marks: &Marks, mark: &Mark) -> bool {
    let last = |mark: &Mark| marks.get(mark).and_then(BTreeSet::last);
    last(mark).is_some_and(|set| last(&Mark::Unread).is_none_or(|unread| set > unread))
}
