//! What waits today: cards that are due and new ones up to the daily limit, mixed.
//!
//! Also the counts beside the tree and in the status bar. Orders and counts; asking is
//! [`super::sitting`]'s business.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::card::Scheduled;
use super::history::History;
use super::predict;
use crate::base::ids::NoteId;
use crate::base::time::Day;

mod interleave;

use interleave::interleaved;

/// New cards a day, if nothing else is set.
pub const NEW_CARDS_PER_DAY: usize = 20;

/// How much may wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Cards shown for the first time, a day, over all notes.
    pub new_per_day: usize,
    /// Cards in one queue, due and new together; `None` is no limit.
    pub in_queue: Option<usize>,
}

/// How many cards wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Seen before and due.
    pub due: usize,
    /// Never seen, however many of them today's limit admits.
    pub new: usize,
    /// All that are not suspended.
    pub cards: usize,
    /// When some of those that rest wait again.
    pub next: Option<NextDue>,
}

/// The day on which cards wait again, and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextDue {
    /// The day, after today.
    pub day: Day,
    /// How many are due on it.
    pub cards: usize,
}

/// Where a card stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    New,
    Due,
    RestingUntil(Day),
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            new_per_day: NEW_CARDS_PER_DAY,
            in_queue: None,
        }
    }
}

/// The cards to ask on `today`, in the order to ask them: of the notes that `includes` picks, such
/// as those of a topic with its subtopics.
///
/// Due cards come before new ones into a limited queue, the longest overdue first; new cards
/// are taken in the order of `cards`. Then all are mixed by `seed`, so that two cards of one
/// section do not follow each other where that can be avoided.
pub fn waiting<'a, Q: Scheduled + Clone + 'a>(
    cards: impl IntoIterator<Item = &'a Q>,
    history: &History,
    today: Day,
    limits: &Limits,
    includes: &dyn Fn(&NoteId) -> bool,
    seed: u64,
) -> Vec<Q> {
    let mut due = Vec::new();
    let mut new = Vec::new();
    for card in cards {
        if !includes(card.note()) || history.is_suspended(card.id()) {
            continue;
        }
        match standing(card, history, today) {
            Standing::Due => due.push(card),
            Standing::New => new.push(card),
            Standing::RestingUntil(_) => {}
        }
    }
    due.sort_by_key(|card| history.memory(card.id()).map(|memory| memory.due));
    new.truncate(new_left(history, today, limits));
    let mut picked: Vec<&Q> = due.into_iter().chain(new).collect();
    picked.truncate(limits.in_queue.unwrap_or(usize::MAX));
    interleaved(picked, seed).into_iter().cloned().collect()
}

/// Every card of those notes that is not suspended, whether it waits or not, mixed as [`waiting`]
/// does: for practice beyond what is due.
pub fn everything<'a, Q: Scheduled + Clone + 'a>(
    cards: impl IntoIterator<Item = &'a Q>,
    history: &History,
    includes: &dyn Fn(&NoteId) -> bool,
    seed: u64,
) -> Vec<Q> {
    let picked = cards
        .into_iter()
        .filter(|card| includes(card.note()) && !history.is_suspended(card.id()))
        .collect();
    interleaved(picked, seed).into_iter().cloned().collect()
}

/// How many cards of each note wait on `today`, before the limit on new ones.
pub fn counts_by_note<'a, Q: Scheduled + 'a>(
    cards: impl IntoIterator<Item = &'a Q>,
    history: &History,
    today: Day,
) -> BTreeMap<NoteId, Counts> {
    let mut counts: BTreeMap<NoteId, Counts> = BTreeMap::new();
    for card in cards {
        if history.is_suspended(card.id()) {
            continue;
        }
        let of_note = counts.entry(card.note().clone()).or_default();
        of_note.cards += 1;
        match standing(card, history, today) {
            Standing::Due => of_note.due += 1,
            Standing::New => of_note.new += 1,
            Standing::RestingUntil(day) => {
                of_note.next = NextDue::sooner(of_note.next, Some(NextDue { day, cards: 1 }));
            }
        }
    }
    counts
}

/// What of `open` a queue would hold when `new_left` cards may still be new today.
pub fn admitted(open: Counts, new_left: usize, limits: &Limits) -> Counts {
    let most = limits.in_queue.unwrap_or(usize::MAX);
    let due = open.due.min(most);
    Counts {
        due,
        new: open.new.min(new_left).min(most - due),
        ..open
    }
}

impl Counts {
    /// Due and new together.
    pub fn waiting(self) -> usize {
        self.due + self.new
    }

    /// The sum of two, as a topic's over its notes.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            due: self.due + other.due,
            new: self.new + other.new,
            cards: self.cards + other.cards,
            next: NextDue::sooner(self.next, other.next),
        }
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), Self::plus)
    }
}

impl NextDue {
    /// The sooner of two; together if they are on one day.
    fn sooner(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        let (Some(a), Some(b)) = (one, other) else {
            return one.or(other);
        };
        Some(match a.day.cmp(&b.day) {
            Ordering::Less => a,
            Ordering::Greater => b,
            Ordering::Equal => Self {
                cards: a.cards + b.cards,
                ..a
            },
        })
    }
}

fn standing(card: &impl Scheduled, history: &History, today: Day) -> Standing {
    match history.memory(card.id()) {
        None => Standing::New,
        Some(memory) if memory.is_due(today) => Standing::Due,
        Some(memory) => Standing::RestingUntil(memory.due),
    }
}

/// How many cards may still be new on `today`. Predictions come from playing, not from a queue,
/// and take no question's place.
pub fn new_left(history: &History, today: Day, limits: &Limits) -> usize {
    let introduced = history.introduced_on(today);
    let questions = introduced.filter(|card| !predict::is_prediction(card));
    limits.new_per_day.saturating_sub(questions.count())
}

#[cfg(test)]
mod tests;
