//! When a card is asked again: the FSRS-6 memory model behind one door.
//!
//! The only file that knows the crate `fsrs` (open-spaced-repetition/fsrs-rs), which supplies
//! the formulas for stability, difficulty and recall with their published default weights:
//! <https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm>.
//! Adds what surrounds the model: same-day repetition, order among the four ratings, fuzz and
//! caps. The same card, memory and day always give the same outcomes, so a log can be replayed.

use fsrs::{FSRS, FSRS6_DEFAULT_DECAY, ItemState, MemoryState, NextStates, current_retrievability};

use super::fingerprint;
use super::memory::{Interval, Memory, Outcome, Outcomes, Rating, State};
use crate::base::ids::CardId;
use crate::base::time::Day;

/// The wanted chance of recall on the due day, if nothing else is set.
pub const DEFAULT_RETENTION: f32 = 0.9;

/// What may be wanted: below, forgetting outweighs learning; above, the workload explodes.
pub const RETENTION_RANGE: std::ops::RangeInclusive<f32> = 0.7..=0.97;

/// No card rests longer than this many days, if nothing else is set.
pub const LONGEST_INTERVAL_DAYS: u32 = 365;

/// Shorter intervals keep their exact day.
const FUZZ_FROM_DAYS: u32 = 3;

/// Computes due days. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Scheduler {
    model: FSRS,
    desired_retention: f32,
    longest_days: u32,
    exam: Option<Day>,
}

impl Default for Scheduler {
    fn default() -> Self {
        Self::new(DEFAULT_RETENTION)
    }
}

impl Scheduler {
    /// A scheduler that aims at `desired_retention` (clamped to [`RETENTION_RANGE`]; a value
    /// that is no number becomes [`DEFAULT_RETENTION`]).
    pub fn new(desired_retention: f32) -> Self {
        let wanted = if desired_retention.is_nan() {
            DEFAULT_RETENTION
        } else {
            desired_retention
        };
        Self {
            model: FSRS::default(),
            desired_retention: wanted.clamp(*RETENTION_RANGE.start(), *RETENTION_RANGE.end()),
            longest_days: LONGEST_INTERVAL_DAYS,
            exam: None,
        }
    }

    /// No interval exceeds `days` (at least 1).
    #[must_use]
    pub fn with_longest_interval(mut self, days: u32) -> Self {
        self.longest_days = days.max(1);
        self
    }

    /// Every card comes once more before the exam: due days that would fall on the exam or
    /// later are spread over the last days before it. An exam that is over changes nothing.
    #[must_use]
    pub fn with_exam(mut self, exam: Option<Day>) -> Self {
        self.exam = exam;
        self
    }

    /// What each rating of `card` would lead to on `today`; `memory` is `None` for a new card.
    ///
    /// Again brings the card back on the same day. Every other rating graduates it for at least
    /// one day: a question with its explanation read is not drilled further on the same day.
    pub fn next(&self, card: &CardId, memory: Option<&Memory>, today: Day) -> Outcomes {
        let states = self.model_states(memory, today);
        let fraction = fingerprint::fraction(fingerprint::seed(
            card.as_str(),
            u64::from(memory.map_or(0, |memory| memory.reps)),
        ));
        // A card in review gets four distinct answers; a learner who sees "4 d" twice cannot choose.
        let step = u32::from(memory.is_some_and(Memory::is_known));
        let hard = self.days(states.hard.interval, fraction, today, 1);
        let good = self.days(states.good.interval, fraction, today, hard + step);
        let easy = self.days(states.easy.interval, fraction, today, good + step);
        let outcome = |rating, state: &ItemState, interval| {
            let memory = moved(memory, rating, state.memory, interval, today);
            Outcome { memory, interval }
        };
        Outcomes {
            again: outcome(Rating::Again, &states.again, Interval::Today),
            hard: outcome(Rating::Hard, &states.hard, Interval::Days(hard)),
            good: outcome(Rating::Good, &states.good, Interval::Days(good)),
            easy: outcome(Rating::Easy, &states.easy, Interval::Days(easy)),
        }
    }

    /// The chance, 0 to 1, that the card is recalled on the day `on` (FSRS's forgetting curve
    /// with the default decay); 1 on the day of the last answer.
    pub fn retrievability(&self, memory: &Memory, on: Day) -> f32 {
        let state = MemoryState {
            stability: memory.stability,
            difficulty: memory.difficulty,
        };
        let elapsed_days = on.days_since(memory.last).max(0) as f32;
        let chance = current_retrievability(state, elapsed_days, FSRS6_DEFAULT_DECAY);
        if chance.is_finite() { chance } else { 0.0 }
    }

    fn model_states(&self, memory: Option<&Memory>, today: Day) -> NextStates {
        let elapsed_days = memory.map_or(0, |memory| today.days_since(memory.last).max(0));
        let before = memory.map(|memory| MemoryState {
            stability: memory.stability,
            difficulty: memory.difficulty,
        });
        self.model
            .next_states(before, self.desired_retention, elapsed_days as u32)
            // A memory with numbers that are none (a damaged cache) starts afresh.
            .or_else(|_| self.model.next_states(None, self.desired_retention, 0))
            .unwrap_or_else(|_| cautious_states())
    }

    /// Whole days for the model's interval: fuzzed, at least `least`, within the caps.
    fn days(&self, interval: f32, fraction: f64, today: Day, least: u32) -> u32 {
        let exact = interval.round().clamp(1.0, 36_500.0) as u32;
        let days = fuzzed(exact, fraction).max(least).min(self.longest_days);
        match self.days_to_eve_of_exam(today) {
            Some(eve) if days > eve => spread_before(eve, fraction).max(least.min(eve)),
            _ => days,
        }
    }

    fn days_to_eve_of_exam(&self, today: Day) -> Option<u32> {
        let left = self.exam?.days_since(today);
        (left > 0).then(|| (left - 1).max(1) as u32)
    }
}

/// The memory after a rating.
fn moved(
    before: Option<&Memory>,
    rating: Rating,
    state: MemoryState,
    interval: Interval,
    today: Day,
) -> Memory {
    let was_known = before.is_some_and(Memory::is_known);
    let next = match (rating, before.map(|memory| memory.state)) {
        (Rating::Again, None | Some(State::Learning)) => State::Learning,
        (Rating::Again, Some(State::Review | State::Relearning)) => State::Relearning,
        (Rating::Hard | Rating::Good | Rating::Easy, _) => State::Review,
    };
    let rest = match interval {
        Interval::Today => 0,
        Interval::Days(days) => days as i32,
    };
    Memory {
        stability: state.stability,
        difficulty: state.difficulty,
        last: today,
        due: today.plus(rest),
        reps: before.map_or(0, |memory| memory.reps).saturating_add(1),
        lapses: before.map_or(0, |memory| memory.lapses)
            + u32::from(was_known && rating == Rating::Again),
        state: next,
    }
}

/// Moves an interval a little, so that cards learned together do not come back together:
/// up to 15 % of its part below a week, 10 % of its part below three weeks and 5 % of the rest,
/// and one day more, either way. The bands are those of Anki's and FSRS's schedulers.
fn fuzzed(days: u32, fraction: f64) -> u32 {
    if days < FUZZ_FROM_DAYS {
        return days;
    }
    let exact = f64::from(days);
    let part = |from: f64, to: f64| (exact.min(to) - from).max(0.0);
    let reach = 1.0 + 0.15 * part(2.5, 7.0) + 0.10 * part(7.0, 20.0) + 0.05 * part(20.0, f64::MAX);
    let low = (exact - reach).round().max(2.0);
    let high = (exact + reach).round();
    (low + (fraction * (high - low + 1.0)).floor()) as u32
}

/// A day among the last ones before the exam, so that not everything waits on its eve.
fn spread_before(eve: u32, fraction: f64) -> u32 {
    let window = (eve / 5).min(7);
    let back = (fraction * f64::from(window + 1)).floor() as u32;
    eve.saturating_sub(back).max(1)
}

/// Tomorrow at medium difficulty: what the model would have to refuse finite numbers for.
fn cautious_states() -> NextStates {
    let state = || ItemState {
        memory: MemoryState {
            stability: 1.0,
            difficulty: 5.0,
        },
        interval: 1.0,
    };
    NextStates {
        again: state(),
        hard: state(),
        good: state(),
        easy: state(),
    }
}

#[cfg(test)]
mod tests;
