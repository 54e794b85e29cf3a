//! The kinds of things a learner does, and the order in which they count.
//!
//! Pure counterparts of journal records: `store` writes and reads those, and hands these on.

use crate::base::ids::{CardId, NoteId};
use crate::base::stamp::{RecordId, Stamp};
use crate::quiz::card::Place;
use crate::quiz::kind::Given;
use crate::quiz::memory::Rating;

/// One thing that happened, with its place in the order of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// When and where it was written.
    pub stamp: Stamp,
    /// What it was.
    pub what: Happening,
}

/// What a learner did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// A question was answered and rated.
    Reviewed {
        /// Which question.
        card: CardId,
        /// How well it came.
        rating: Rating,
        /// What was given.
        given: Given,
        /// Milliseconds from showing to answer.
        took_ms: u64,
    },
    /// A question was taken out of practice, or back in.
    Suspended {
        /// Which question.
        card: CardId,
        /// `true` takes it out.
        on: bool,
    },
    /// A section was read to its end.
    SectionRead {
        /// Which; without a section it is what stands above the note's first heading.
        place: Place,
    },
    /// A note was marked as read.
    NoteRead {
        /// Which.
        note: NoteId,
    },
    /// The mark was taken off a note and all its sections.
    NoteUnread {
        /// Which.
        note: NoteId,
    },
    /// Another record never happened. An undo cannot itself be undone: what is wanted again is
    /// written again.
    Undone {
        /// The record taken back.
        record: RecordId,
    },
}
