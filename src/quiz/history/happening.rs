//! The kinds of things a learner does, and the order in which they count.
//!
//! Pure counterparts of journal records: `store` writes and reads those, and hands these on.

use std::sync::Arc;

use crate::base::ids::{CardId, DeviceId, NoteId};
use crate::base::time::Moment;
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

/// The order of records: by time, then device, then sequence number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// When it happened, by the clock of the device.
    pub at: Moment,
    /// The installation that wrote it.
    pub device: DeviceId,
    /// Its number in the device's journal.
    pub seq: u64,
}

/// Which record: a device never gives a number twice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId {
    /// The installation that wrote it.
    pub device: DeviceId,
    /// Its number in the device's journal.
    pub seq: u64,
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
    /// A bookmark was set or taken away.
    Bookmarked {
        /// Where.
        place: Place,
        /// `true` sets it.
        on: bool,
    },
    /// Words were highlighted, or no longer.
    Highlighted {
        /// Which words.
        highlight: Highlight,
        /// `true` highlights them.
        on: bool,
    },
    /// Another record never happened. An undo cannot itself be undone: what is wanted again is
    /// written again.
    Undone {
        /// The record taken back.
        record: RecordId,
    },
}

/// Words in a section of a note. They hang on the text, so that edits elsewhere do no harm.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Highlight {
    /// Where they stand.
    pub place: Place,
    /// The words.
    pub text: Arc<str>,
    /// Which occurrence of them in the section, from 0.
    pub nth: usize,
}

impl Stamp {
    /// Which record it stamps.
    pub fn id(&self) -> RecordId {
        RecordId {
            device: self.device.clone(),
            seq: self.seq,
        }
    }
}
