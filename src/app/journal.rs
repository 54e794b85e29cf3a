//! Between the journal's records and what the questions' history understands.

use crate::quiz::card::Place;
use crate::quiz::history::{Happening, Highlight, Record, RecordId, Stamp};
use crate::quiz::kind::Given;
use crate::quiz::memory::Rating;
use crate::store::journal::{self, What};

/// A record as the history reads it; `None` if it says nothing about learning.
pub fn history_record(record: journal::Record) -> Option<Record> {
    let stamp = Stamp { at: record.at, device: record.device, seq: record.seq };
    happening(record.what).map(|what| Record { stamp, what })
}

/// What the journal writes for something that happened; `None` if the journal has no word for it.
pub fn what(happening: Happening) -> Option<What> {
    Some(match happening {
        Happening::Reviewed { card, rating, given, took_ms } => {
            What::Reviewed { card, rating: written(rating), given: picks(given), took_ms }
        }
        Happening::Undone { record } => What::Undone { device: record.device, seq: record.seq },
        Happening::Suspended { card, on: true } => What::Suspended { card },
        Happening::Suspended { card, on: false } => What::Unsuspended { card },
        Happening::NoteRead { note } => What::NoteRead { note },
        Happening::NoteUnread { note } => What::NoteUnread { note },
        Happening::SectionRead { place } => {
            What::SectionRead { note: place.note, section: place.section.as_deref().unwrap_or_default().to_owned() }
        }
        Happening::Bookmarked { .. } | Happening::Highlighted { .. } => return None,
    })
}

fn happening(what: What) -> Option<Happening> {
    let place = |note, section: String| Place { note, section: (!section.is_empty()).then(|| section.into()) };
    Some(match what {
        What::Reviewed { card, rating, given, took_ms } => {
            Happening::Reviewed { card, rating: read(rating), given: Given::Picks(given), took_ms }
        }
        What::Undone { device, seq } => Happening::Undone { record: RecordId { device, seq } },
        What::SectionRead { note, section } => Happening::SectionRead { place: place(note, section) },
        What::NoteRead { note } => Happening::NoteRead { note },
        What::NoteUnread { note } => Happening::NoteUnread { note },
        What::Bookmarked { note, section } => Happening::Bookmarked { place: place(note, section), on: true },
        What::Unbookmarked { note, section } => Happening::Bookmarked { place: place(note, section), on: false },
        What::Highlighted { note, section, text, nth } => {
            Happening::Highlighted { highlight: Highlight { place: place(note, section), text: text.into(), nth }, on: true }
        }
        What::Unhighlighted { note, section, text, nth } => {
            Happening::Highlighted { highlight: Highlight { place: place(note, section), text: text.into(), nth }, on: false }
        }
        What::Suspended { card } => Happening::Suspended { card, on: true },
        What::Unsuspended { card } => Happening::Suspended { card, on: false },
        What::ExamStarted { .. }
        | What::ExamAnswered { .. }
        | What::ExamFinished { .. }
        | What::Imported { .. }
        | What::ImportUndone { .. }
        | What::FromNewer(_) => return None,
    })
}

fn picks(given: Given) -> Vec<usize> {
    match given {
        Given::Picks(picks) => picks,
        Given::Text(_) => Vec::new(),
    }
}

fn written(rating: Rating) -> journal::Rating {
    match rating {
        Rating::Again => journal::Rating::Again,
        Rating::Hard => journal::Rating::Hard,
        Rating::Good => journal::Rating::Good,
        Rating::Easy => journal::Rating::Easy,
    }
}

fn read(rating: journal::Rating) -> Rating {
    match rating {
        journal::Rating::Again => Rating::Again,
        journal::Rating::Hard => Rating::Hard,
        journal::Rating::Good => Rating::Good,
        journal::Rating::Easy => Rating::Easy,
    }
}
