//! One run of questions as a state machine: shown, judged, rated, next.
//!
//! Knows cards, verdicts and ratings; knows no widgets, schedule, files or clock. Driven by
//! `app`, which appends the [`Happening`]s it returns. A question answered inside a note is a
//! sitting of one. Invariant: a card is rated at most once per showing.

use std::collections::VecDeque;
use std::time::Duration;

use super::card::Card;
use super::generate::option_order;
use super::history::Happening;
use super::kind::{Given, Verdict};
use super::memory::Rating;
use crate::base::ids::CardId;
use crate::base::stamp::RecordId;
use crate::base::time::Moment;

mod summary;

pub use summary::{SectionResult, Summary, WEAK_BELOW};

/// How many other cards come before one that was rated Again, if so many are left.
pub const CARDS_BEFORE_RETURN: usize = 3;

/// An answer that takes longer was interrupted; more is not counted.
pub const LONGEST_ANSWER: Duration = Duration::from_mins(10);

/// A run of questions.
#[derive(Debug, Clone, PartialEq)]
pub struct Sitting {
    seed: u64,
    started: Moment,
    current: Option<Showing>,
    waiting: VecDeque<Waiting>,
    past: Vec<Past>,
}

/// One showing of one card.
#[derive(Debug, Clone, PartialEq)]
pub struct Showing {
    /// The question.
    pub card: Card,
    /// The options' places in the note, in the order to show them.
    pub option_order: Vec<usize>,
    /// What is given so far.
    pub given: Given,
    /// Where it stands.
    pub phase: Phase,
    /// How often the card was shown before in this sitting.
    pub repeat: u32,
    /// Since when it is shown.
    pub shown_at: Moment,
}

/// Where a showing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The question is shown; an answer is being given.
    Shown,
    /// The answer is judged; key and explanations are shown; a rating is awaited.
    Judged {
        /// What the key says.
        verdict: Verdict,
        /// From showing to answer, at most [`LONGEST_ANSWER`].
        took: Duration,
    },
}

/// What an undo took back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undo {
    /// The card that is shown again, judged and unrated.
    pub card: CardId,
    /// What to append to the log; `None` if [`Sitting::recorded`] was not told of a record.
    pub happening: Option<Happening>,
}

/// A card that is still to come.
#[derive(Debug, Clone, PartialEq)]
struct Waiting {
    card: Card,
    repeat: u32,
    /// What was given when an undo came between, and where that stood.
    begun: Option<(Given, Phase)>,
}

/// A showing that was rated.
#[derive(Debug, Clone, PartialEq)]
struct Past {
    showing: Showing,
    rating: Rating,
    record: Option<RecordId>,
}

impl Sitting {
    /// Shows the first card of `queue`. `seed` decides the order of options.
    pub fn start(queue: impl IntoIterator<Item = Card>, seed: u64, now: Moment) -> Self {
        let waiting = queue
            .into_iter()
            .map(|card| Waiting::new(card, 0))
            .collect();
        let mut sitting = Self {
            seed,
            started: now,
            current: None,
            waiting,
            past: Vec::new(),
        };
        sitting.show_next(now);
        sitting
    }

    /// What is shown; `None` when all is done.
    pub fn current(&self) -> Option<&Showing> {
        self.current.as_ref()
    }

    /// Whether nothing is left to ask.
    pub fn is_finished(&self) -> bool {
        self.current.is_none()
    }

    /// Showings that were rated.
    pub fn rated(&self) -> usize {
        self.past.len()
    }

    /// Showings still to come, the current one included.
    pub fn left(&self) -> usize {
        self.waiting.len() + usize::from(self.current.is_some())
    }

    /// Picks an option by its place in the note, or takes it back. Without effect once judged.
    pub fn toggle(&mut self, option: usize) {
        if let Some(showing) = self.open_showing() {
            showing.card.kind.toggle(&mut showing.given, option);
        }
    }

    /// Picks the option shown at `position`, from 0, as number keys do.
    pub fn toggle_position(&mut self, position: usize) {
        let option = self
            .current
            .as_ref()
            .and_then(|showing| showing.option_order.get(position).copied());
        if let Some(option) = option {
            self.toggle(option);
        }
    }

    /// Replaces the typed answer. Without effect once judged, or where nothing is typed.
    pub fn write(&mut self, text: &str) {
        if let Some(showing) = self.open_showing()
            && let Given::Text(given) = &mut showing.given
        {
            text.clone_into(given);
        }
    }

    /// Judges what is given. `None` without effect if too little is given or it was judged before.
    pub fn submit(&mut self, now: Moment) -> Option<Verdict> {
        let showing = self.open_showing()?;
        if !showing.card.kind.may_submit(&showing.given) {
            return None;
        }
        Some(showing.judge(now))
    }

    /// Judges without an answer: "I don't know". `None` if it was judged before.
    pub fn give_up(&mut self, now: Moment) -> Option<Verdict> {
        let showing = self.open_showing()?;
        showing.given = showing.card.kind.nothing_given();
        Some(showing.judge(now))
    }

    /// Rates the judged card and shows the next; Again brings it back later in this sitting.
    /// Returns what to append to the log, or `None` without effect if nothing waits for a rating.
    pub fn rate(&mut self, rating: Rating, now: Moment) -> Option<Happening> {
        let showing = self.current.take()?;
        let Phase::Judged { took, .. } = showing.phase else {
            self.current = Some(showing);
            return None;
        };
        let happening = Happening::Reviewed {
            card: showing.card.id.clone(),
            rating,
            given: showing.given.clone(),
            took_ms: took.as_millis() as u64,
        };
        if rating == Rating::Again {
            let back = Waiting::new(showing.card.clone(), showing.repeat + 1);
            let begun = self
                .waiting
                .iter()
                .take_while(|waiting| waiting.begun.is_some());
            let place = CARDS_BEFORE_RETURN
                .max(begun.count())
                .min(self.waiting.len());
            self.waiting.insert(place, back);
        }
        self.past.push(Past {
            showing,
            rating,
            record: None,
        });
        self.show_next(now);
        Some(happening)
    }

    /// Says which record the oldest rating became that has none, so that [`Sitting::undo`] can
    /// name it.
    pub fn recorded(&mut self, record: RecordId) {
        if let Some(past) = self.past.iter_mut().find(|past| past.record.is_none()) {
            past.record = Some(record);
        }
    }

    /// Takes the last rating back and shows its card again, judged and unrated; the card shown
    /// now comes right after it, as it was left. `None` if nothing was rated.
    pub fn undo(&mut self, now: Moment) -> Option<Undo> {
        let Past {
            showing,
            rating,
            record,
        } = self.past.pop()?;
        if let Some(current) = self.current.take() {
            self.waiting.push_front(Waiting {
                card: current.card,
                repeat: current.repeat,
                begun: Some((current.given, current.phase)),
            });
        }
        if rating == Rating::Again {
            self.waiting.retain(|waiting| {
                waiting.card.id != showing.card.id || waiting.repeat != showing.repeat + 1
            });
        }
        let undo = Undo {
            card: showing.card.id.clone(),
            happening: record.map(|record| Happening::Undone { record }),
        };
        self.current = Some(Showing {
            shown_at: now,
            ..showing
        });
        Some(undo)
    }

    /// Takes a card out of the rest of the sitting, as when it is suspended or its note goes.
    /// The card shown goes unrated. Returns whether it was there.
    pub fn drop_card(&mut self, card: &CardId, now: Moment) -> bool {
        let before = self.left();
        self.waiting.retain(|waiting| waiting.card.id != *card);
        if self
            .current
            .as_ref()
            .is_some_and(|showing| showing.card.id == *card)
        {
            self.current = None;
            self.show_next(now);
        }
        self.left() != before
    }

    /// The answers that are judged and not rated yet, with the ratings that fit them: of the card
    /// shown, and of those that undoing put right after it.
    pub fn unrated(&self) -> Vec<(&CardId, Rating)> {
        let shown = self.current.iter();
        let shown = shown.map(|showing| (&showing.card.id, showing.phase));
        let waiting = self.waiting.iter().map_while(|waiting| {
            let (_, phase) = waiting.begun.as_ref()?;
            Some((&waiting.card.id, *phase))
        });
        let answers = shown.chain(waiting);
        answers
            .map_while(|(card, phase)| Some((card, phase.proposed()?)))
            .collect()
    }

    /// What came of it so far.
    pub fn summary(&self, now: Moment) -> Summary {
        summary::of(&self.past, now.since(self.started))
    }

    fn show_next(&mut self, now: Moment) {
        self.current = self.waiting.pop_front().map(|waiting| {
            let Waiting {
                card,
                repeat,
                begun,
            } = waiting;
            let showing_seed = self.seed.wrapping_add(u64::from(repeat));
            let unanswered = || (card.kind.nothing_given(), Phase::Shown);
            let (given, phase) = begun.unwrap_or_else(unanswered);
            Showing {
                option_order: option_order(&card, showing_seed),
                given,
                phase,
                repeat,
                shown_at: now,
                card,
            }
        });
    }

    fn open_showing(&mut self) -> Option<&mut Showing> {
        self.current
            .as_mut()
            .filter(|showing| showing.phase == Phase::Shown)
    }
}

impl Waiting {
    fn new(card: Card, repeat: u32) -> Self {
        Self {
            card,
            repeat,
            begun: None,
        }
    }
}

impl Phase {
    fn verdict(self) -> Option<Verdict> {
        match self {
            Self::Shown => None,
            Self::Judged { verdict, .. } => Some(verdict),
        }
    }

    fn proposed(self) -> Option<Rating> {
        self.verdict().map(Verdict::proposed)
    }
}

impl Showing {
    /// What the key says; `None` until the answer is judged.
    pub fn verdict(&self) -> Option<Verdict> {
        self.phase.verdict()
    }

    /// The rating that fits the answer; `None` until it is judged.
    pub fn proposed(&self) -> Option<Rating> {
        self.phase.proposed()
    }

    /// Whether an option is picked, by its place in the note.
    pub fn is_picked(&self, option: usize) -> bool {
        matches!(&self.given, Given::Picks(picks) if picks.contains(&option))
    }

    /// Whether enough is given to submit.
    pub fn may_submit(&self) -> bool {
        self.phase == Phase::Shown && self.card.kind.may_submit(&self.given)
    }

    fn judge(&mut self, now: Moment) -> Verdict {
        let verdict = self.card.kind.judge(&self.given);
        let took = now.since(self.shown_at).min(LONGEST_ANSWER);
        self.phase = Phase::Judged { verdict, took };
        verdict
    }
}

#[cfg(test)]
mod tests;
