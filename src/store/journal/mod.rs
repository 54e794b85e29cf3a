//! What the learner did: an append-only log, one file a device.
//!
//! State is a fold over the union of all journals in the folder; the fold itself lives in the
//! layers that need it. A record is on disk before anyone hears of it, and is never edited.
//! [`line`](mod@line) knows one line, [`read`] a file and the union, [`write`](mod@write) appends,
//! [`happening`] translates to what the learner's history is folded from, [`marking`] to what the
//! marks in notes are.

use serde::{Deserialize, Serialize};

use crate::base::ids::{CardId, DeviceId, MarkId, NoteId};
use crate::base::time::Moment;
use crate::library::anchor::Place;
use crate::library::marks::MarkKind;
use crate::quiz::kind::Given;
use crate::quiz::memory::Rating;

pub mod happening;
pub mod line;
pub mod marking;
pub mod read;
pub mod write;

/// One line of a journal, with the device whose journal it is.
///
/// The order is that of the union: time, device, sequence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Record {
    /// When it happened.
    pub at: Moment,
    /// Where it happened.
    pub device: DeviceId,
    /// Counts up within a device, from 1; gaps are allowed.
    pub seq: u64,
    /// What happened.
    pub what: What,
}

/// What can happen. New kinds may be added; a kind may never change its meaning.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum What {
    /// A card was answered.
    Reviewed {
        /// Which.
        card: CardId,
        /// How well it was known.
        rating: Rating,
        /// What was given: `[1]` or `"30 days"`.
        given: Given,
        /// From showing to answering, in milliseconds.
        took_ms: u64,
    },
    /// A record is taken back: the fold treats it as if it had never been.
    Undone {
        /// Whose record.
        device: DeviceId,
        /// Which of its records.
        seq: u64,
    },
    /// A section was read to its end.
    SectionRead {
        /// The note.
        note: NoteId,
        /// The section's anchor; empty for the part before the first heading.
        section: String,
    },
    /// A note was marked as read.
    NoteRead {
        /// Which.
        note: NoteId,
    },
    /// The mark was taken off, and that of all its sections.
    NoteUnread {
        /// Which.
        note: NoteId,
    },
    /// Something in a note was marked, or a mark became something else.
    Marked {
        /// Its name, unique in all journals.
        mark: MarkId,
        /// Where.
        place: Place,
        /// What it is.
        kind: MarkKind,
        /// What the reader says to it; may be empty.
        comment: String,
    },
    /// The mark was removed.
    Unmarked {
        /// Its name.
        mark: MarkId,
    },
    /// A place was bookmarked. Is read, but not written any more: [`What::Marked`] is.
    Bookmarked {
        /// The note.
        note: NoteId,
        /// The section's anchor; empty for the whole note.
        section: String,
    },
    /// The bookmark was removed.
    Unbookmarked {
        /// The note.
        note: NoteId,
        /// The section's anchor; empty for the whole note.
        section: String,
    },
    /// Words in a note were highlighted. Is read, but not written any more.
    Highlighted {
        /// The note.
        note: NoteId,
        /// The section's anchor.
        section: String,
        /// The words.
        text: String,
        /// Which occurrence of them in the section, from 0.
        nth: usize,
    },
    /// The highlight was removed.
    Unhighlighted {
        /// The note.
        note: NoteId,
        /// The section's anchor.
        section: String,
        /// The words.
        text: String,
        /// Which occurrence of them in the section, from 0.
        nth: usize,
    },
    /// A card is not asked until it is unsuspended.
    Suspended {
        /// Which.
        card: CardId,
    },
    /// A card is asked again.
    Unsuspended {
        /// Which.
        card: CardId,
    },
    /// A mock exam began.
    ExamStarted {
        /// Its name, unique in all journals.
        exam: String,
        /// Its questions in order.
        cards: Vec<CardId>,
        /// The time allowed, in milliseconds.
        allowed_ms: u64,
    },
    /// A question of the exam was answered, or answered anew.
    ExamAnswered {
        /// The exam's name.
        exam: String,
        /// Which question.
        card: CardId,
        /// What was given; no options take the answer back.
        given: Given,
        /// Whether it is marked for review.
        flagged: bool,
        /// The exam's clock at this moment, in milliseconds.
        elapsed_ms: u64,
    },
    /// The exam was handed in, or its time was up.
    ExamFinished {
        /// The exam's name.
        exam: String,
        /// The exam's clock, in milliseconds.
        elapsed_ms: u64,
    },
    /// Notes were imported.
    Imported {
        /// The import's name, by which it can be undone.
        batch: String,
        /// What a person calls it: the folder's or the file's name.
        name: String,
        /// How many files.
        files: usize,
    },
    /// An import was undone.
    ImportUndone {
        /// The import's name.
        batch: String,
    },
    /// A note of the person's own was moved or renamed: it keeps its identity, which its path
    /// gave it before.
    NoteMoved {
        /// The identity.
        note: NoteId,
        /// Where it lies now, below the folder of the person's notes.
        path: String,
    },
    /// As [`What::NoteMoved`], of a note in a folder that the program was told to read.
    NoteMovedIn {
        /// The folder's name.
        folder: String,
        /// The identity.
        note: NoteId,
        /// Where it lies now, below that folder.
        path: String,
    },
    /// Something that only a newer program knows, as it was written. Ignored by every fold.
    #[serde(skip)]
    FromNewer(String),
}

/// A record of something, for tests.
#[cfg(test)]
fn record(what: What) -> Record {
    Record {
        at: crate::base::time::Moment::from_millis(5),
        device: crate::base::ids::DeviceId::new("d-1"),
        seq: 7,
        what,
    }
}

#[cfg(test)]
mod tests;
