//! Between a line of the journal and a thing that the learner did.
//!
//! The journal holds more than the history of learning is folded from (exams, imports, what only a
//! newer program knows); those have no [`Happening`]. The way there and back changes nothing.

use std::sync::Arc;

use super::{Record, What};
use crate::base::ids::NoteId;
use crate::base::stamp::{RecordId, Stamp};
use crate::quiz::card::Place;
use crate::quiz::history::{self, Happening};

impl Record {
    /// Its place in the order of all records.
    pub fn stamp(&self) -> Stamp {
        Stamp {
            at: self.at,
            device: self.device.clone(),
            seq: self.seq,
        }
    }

    /// The record as the history folds it; `None` if it does not concern the history.
    pub fn happening(&self) -> Option<history::Record> {
        Some(history::Record {
            stamp: self.stamp(),
            what: self.what.happening()?,
        })
    }
}

impl What {
    fn happening(&self) -> Option<Happening> {
        Some(match self.clone() {
            Self::Reviewed {
                card,
                rating,
                given,
                took_ms,
            } => Happening::Reviewed {
                card,
                rating,
                given,
                took_ms,
            },
            Self::Undone { device, seq } => Happening::Undone {
                record: RecordId { device, seq },
            },
            Self::SectionRead { note, section } => Happening::SectionRead {
                place: place(note, &section),
            },
            Self::NoteRead { note } => Happening::NoteRead { note },
            Self::NoteUnread { note } => Happening::NoteUnread { note },
            Self::Suspended { card } => Happening::Suspended { card, on: true },
            Self::Unsuspended { card } => Happening::Suspended { card, on: false },
            // Marks in notes: see `marking`.
            Self::Marked { .. }
            | Self::Unmarked { .. }
            | Self::Bookmarked { .. }
            | Self::Unbookmarked { .. }
            | Self::Highlighted { .. }
            | Self::Unhighlighted { .. }
            | Self::ExamStarted { .. }
            | Self::ExamAnswered { .. }
            | Self::ExamFinished { .. }
            | Self::Imported { .. }
            | Self::ImportUndone { .. }
            | Self::NoteMoved { .. }
            | Self::NoteMovedIn { .. }
            | Self::FromNewer(_) => return None,
        })
    }
}

impl From<Happening> for What {
    fn from(happening: Happening) -> Self {
        match happening {
            Happening::Reviewed {
                card,
                rating,
                given,
                took_ms,
            } => Self::Reviewed {
                card,
                rating,
                given,
                took_ms,
            },
            Happening::Undone {
                record: RecordId { device, seq },
            } => Self::Undone { device, seq },
            Happening::SectionRead { place } => {
                let (note, section) = parts(place);
                Self::SectionRead { note, section }
            }
            Happening::NoteRead { note } => Self::NoteRead { note },
            Happening::NoteUnread { note } => Self::NoteUnread { note },
            Happening::Suspended { card, on: true } => Self::Suspended { card },
            Happening::Suspended { card, on: false } => Self::Unsuspended { card },
        }
    }
}

fn place(note: NoteId, section: &str) -> Place {
    let section = (!section.is_empty()).then(|| Arc::from(section));
    Place { note, section }
}

fn parts(place: Place) -> (NoteId, String) {
    let section = place.section.as_deref().unwrap_or_default().to_owned();
    (place.note, section)
}

#[cfg(test)]
mod tests;
