//! The log of one card and the memory that follows from it.
//!
//! An answer that comes last is folded in; one that comes late, or goes, folds the card anew.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::base::ids::CardId;
use crate::base::stamp::Stamp;
use crate::base::time::Day;
use crate::quiz::kind::Given;
use crate::quiz::memory::{Memory, Rating, State};
use crate::quiz::scheduler::Scheduler;

/// What was given, and how it was rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// How well it came.
    pub rating: Rating,
    /// What was given.
    pub given: Given,
    /// Milliseconds from showing to answer.
    pub took_ms: u64,
}

/// An answer with what stood before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The answer.
    pub answer: Answer,
    /// The study day it fell on.
    pub day: Day,
    /// Where the card stood before; `None` at its first showing.
    pub state_before: Option<State>,
    /// Days since the answer before it; 0 at the first showing.
    pub elapsed_days: u32,
}

/// The answers to one card, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct CardLog {
    reviews: BTreeMap<Stamp, Review>,
    memory: Option<Memory>,
}

impl Review {
    /// Whether the card was recalled.
    pub fn is_recalled(&self) -> bool {
        self.answer.rating.is_recalled()
    }

    /// Whether the card was new.
    pub fn is_first(&self) -> bool {
        self.state_before.is_none()
    }

    /// Whether it tells something of memory: a card met before, on an earlier day.
    pub fn is_recall_test(&self) -> bool {
        !self.is_first() && self.elapsed_days > 0
    }
}

impl CardLog {
    pub(super) fn memory(&self) -> Option<&Memory> {
        self.memory.as_ref()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.reviews.is_empty()
    }

    pub(super) fn reviews(&self) -> impl Iterator<Item = &Review> {
        self.reviews.values()
    }

    pub(super) fn insert(
        &mut self,
        stamp: Stamp,
        answer: Answer,
        card: &CardId,
        scheduler: &Scheduler,
        zone: &TimeZone,
    ) {
        let mut review = Review {
            answer,
            day: stamp.at.day(zone),
            state_before: None,
            elapsed_days: 0,
        };
        let is_last = self
            .reviews
            .last_key_value()
            .is_none_or(|(last, _)| *last < stamp);
        if is_last {
            self.memory = Some(fold(self.memory.as_ref(), &mut review, card, scheduler));
        }
        self.reviews.insert(stamp, review);
        if !is_last {
            self.refold(card, scheduler, zone);
        }
    }

    pub(super) fn remove(
        &mut self,
        stamp: &Stamp,
        card: &CardId,
        scheduler: &Scheduler,
        zone: &TimeZone,
    ) {
        if self.reviews.remove(stamp).is_some() {
            self.refold(card, scheduler, zone);
        }
    }

    pub(super) fn refold(&mut self, card: &CardId, scheduler: &Scheduler, zone: &TimeZone) {
        let mut memory = None;
        for (stamp, review) in &mut self.reviews {
            review.day = stamp.at.day(zone);
            memory = Some(fold(memory.as_ref(), review, card, scheduler));
        }
        self.memory = memory;
    }
}

/// The memory after `review`; notes in the review what stood before it.
fn fold(
    before: Option<&Memory>,
    review: &mut Review,
    card: &CardId,
    scheduler: &Scheduler,
) -> Memory {
    review.state_before = before.map(|memory| memory.state);
    review.elapsed_days =
        before.map_or(0, |memory| review.day.days_since(memory.last).max(0) as u32);
    let outcomes = scheduler.next(card, before, review.day);
    outcomes.of(review.answer.rating).memory
}
