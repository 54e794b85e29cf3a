//! What the learner did, folded into what is known of each card, note and section.
//!
//! A pure function of a set of records: the order in which they arrive does not matter, equal
//! ones count once, and an undone one never happened. `app` feeds it from the journal; it reads
//! and writes nothing itself. Cards are kept even when their question is gone from the notes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;

use super::card::Place;
use super::memory::{Memory, Outcomes};
use super::scheduler::Scheduler;
use crate::base::ids::{CardId, NoteId};
use crate::base::stamp::{RecordId, Stamp};
use crate::base::time::{Day, Moment};

mod card_log;
mod happening;
mod read_marks;
mod switches;

pub use card_log::{Answer, Review};
pub use happening::{Happening, Record};

use card_log::CardLog;
use read_marks::{Mark, ReadMarks};
use switches::Switches;

/// The fold over the log.
#[derive(Debug, Clone)]
pub struct History {
    scheduler: Scheduler,
    zone: TimeZone,
    cards: BTreeMap<CardId, CardLog>,
    suspended: Switches<CardId>,
    read: ReadMarks,
    undone: BTreeSet<RecordId>,
    homes: BTreeMap<RecordId, (Moment, Home)>,
}

/// Where a record is kept, so that it can be taken back.
#[derive(Debug, Clone)]
enum Home {
    Card(CardId),
    Suspended(CardId),
    Read(NoteId, Mark),
}

impl History {
    /// Nothing happened yet; days begin and end in `zone`.
    pub fn new(scheduler: Scheduler, zone: TimeZone) -> Self {
        Self {
            scheduler,
            zone,
            cards: BTreeMap::new(),
            suspended: Switches::default(),
            read: ReadMarks::default(),
            undone: BTreeSet::new(),
            homes: BTreeMap::new(),
        }
    }

    /// Everything that happened. Quickest when the records come in the order of their stamps.
    pub fn replay(
        records: impl IntoIterator<Item = Record>,
        scheduler: &Scheduler,
        zone: &TimeZone,
    ) -> Self {
        let mut history = Self::new(scheduler.clone(), zone.clone());
        for record in records {
            history.apply(record);
        }
        history
    }

    /// One more record. Of two records with the same device and sequence number the first counts.
    pub fn apply(&mut self, record: Record) {
        let Record { stamp, what } = record;
        let id = stamp.id();
        if let Happening::Undone { record } = what {
            self.undo(&record);
            return;
        }
        if self.undone.contains(&id) || self.homes.contains_key(&id) {
            return;
        }
        if let Some(home) = self.keep(&stamp, what) {
            self.homes.insert(id, (stamp.at, home));
        }
    }

    /// Computes every due day anew, after the settings changed.
    pub fn reschedule(&mut self, scheduler: Scheduler, zone: TimeZone) {
        self.scheduler = scheduler;
        self.zone = zone;
        for (card, log) in &mut self.cards {
            log.refold(card, &self.scheduler, &self.zone);
        }
    }

    /// The scheduler that due days come from.
    pub fn scheduler(&self) -> &Scheduler {
        &self.scheduler
    }

    /// The study day of a moment, in the learner's zone.
    pub fn day(&self, moment: Moment) -> Day {
        moment.day(&self.zone)
    }

    /// What is known of a card; `None` while it is new.
    pub fn memory(&self, card: &CardId) -> Option<&Memory> {
        self.cards.get(card)?.memory()
    }

    /// Every card that was answered, with its memory.
    pub fn memories(&self) -> impl Iterator<Item = (&CardId, &Memory)> {
        self.cards
            .iter()
            .filter_map(|(card, log)| Some((card, log.memory()?)))
    }

    /// What each rating of the card would lead to on `today`.
    pub fn outcomes(&self, card: &CardId, today: Day) -> Outcomes {
        self.scheduler.next(card, self.memory(card), today)
    }

    /// The reviews of one card, oldest first.
    pub fn reviews_of(&self, card: &CardId) -> impl Iterator<Item = &Review> {
        self.cards.get(card).into_iter().flat_map(CardLog::reviews)
    }

    /// Every review, by card and then by time.
    pub fn reviews(&self) -> impl Iterator<Item = (&CardId, &Review)> {
        self.cards
            .iter()
            .flat_map(|(card, log)| log.reviews().map(move |review| (card, review)))
    }

    /// Which cards were answered for the first time on `day`.
    pub fn introduced_on(&self, day: Day) -> impl Iterator<Item = &CardId> {
        let first_on_day = move |log: &CardLog| {
            log.reviews()
                .any(|review| review.is_first() && review.day == day)
        };
        let logs = self.cards.iter();
        logs.filter_map(move |(card, log)| first_on_day(log).then_some(card))
    }

    /// Whether the learner took the card out of practice.
    pub fn is_suspended(&self, card: &CardId) -> bool {
        self.suspended.is_on(card)
    }

    /// The cards taken out of practice.
    pub fn suspended(&self) -> impl Iterator<Item = &CardId> {
        self.suspended.all_on()
    }

    /// Whether the note as a whole is marked as read.
    pub fn is_note_read(&self, note: &NoteId) -> bool {
        self.read.is_note_read(note)
    }

    /// Whether the section was read, by itself or with its note. A place without a section is
    /// what stands above the note's first heading.
    pub fn is_section_read(&self, place: &Place) -> bool {
        self.read.is_section_read(place)
    }

    /// The notes of which at least a section is read.
    pub fn begun_notes(&self) -> impl Iterator<Item = &NoteId> {
        self.read.begun()
    }

    /// The notes marked as read as a whole.
    pub fn read_notes(&self) -> impl Iterator<Item = &NoteId> {
        self.read.notes()
    }

    fn keep(&mut self, stamp: &Stamp, what: Happening) -> Option<Home> {
        match what {
            Happening::Reviewed {
                card,
                rating,
                given,
                took_ms,
            } => {
                let answer = Answer {
                    rating,
                    given,
                    took_ms,
                };
                let log = self.cards.entry(card.clone()).or_default();
                log.insert(stamp.clone(), answer, &card, &self.scheduler, &self.zone);
                Some(Home::Card(card))
            }
            Happening::Suspended { card, on } => {
                self.suspended.turn(card.clone(), stamp, on);
                Some(Home::Suspended(card))
            }
            Happening::SectionRead { place } => {
                Some(self.mark(place.note, Mark::Section(place.section), stamp))
            }
            Happening::NoteRead { note } => Some(self.mark(note, Mark::WholeNote, stamp)),
            Happening::NoteUnread { note } => Some(self.mark(note, Mark::Unread, stamp)),
            Happening::Undone { .. } => None,
        }
    }

    fn mark(&mut self, note: NoteId, mark: Mark, stamp: &Stamp) -> Home {
        self.read.set(note.clone(), mark.clone(), stamp);
        Home::Read(note, mark)
    }

    fn undo(&mut self, id: &RecordId) {
        self.undone.insert(id.clone());
        let Some((at, home)) = self.homes.remove(id) else {
            return;
        };
        let stamp = Stamp {
            at,
            device: id.device.clone(),
            seq: id.seq,
        };
        match home {
            Home::Card(card) => {
                if let Some(log) = self.cards.get_mut(&card) {
                    log.remove(&stamp, &card, &self.scheduler, &self.zone);
                    if log.is_empty() {
                        self.cards.remove(&card);
                    }
                }
            }
            Home::Suspended(card) => self.suspended.forget(&card, &stamp),
            Home::Read(note, mark) => self.read.forget(&note, &mark, &stamp),
        }
    }
}

#[cfg(test)]
mod tests;
