//! What is known of one card's place in the learner's memory, and what each rating would make of it.
//!
//! Plain values; [`super::scheduler`] computes them, [`super::history`] keeps them.

use serde::{Deserialize, Serialize};

use crate::base::time::Day;

/// A card that was forgotten this often is a leech: it costs more than it gives, and is better
/// rewritten or read up on. The number is Anki's.
pub const LEECH_LAPSES: u32 = 8;

/// How well an answer came, as in FSRS and Anki.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rating {
    /// Not known.
    Again,
    /// Known, with effort.
    Hard,
    /// Known.
    Good,
    /// Known at once.
    Easy,
}

/// The memory of one card that was answered at least once.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// Days until the chance of recall has fallen to 90 %.
    pub stability: f32,
    /// How hard the card is to keep, 1 to 10.
    pub difficulty: f32,
    /// The day of the last answer.
    pub last: Day,
    /// The day from which the card waits to be asked.
    pub due: Day,
    /// Answers so far.
    pub reps: u32,
    /// How often it was forgotten after it had been learned.
    pub lapses: u32,
    /// Where it stands.
    pub state: State,
}

/// Where a card stands between first showing and long-term memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum State {
    /// Answered, but never yet known.
    Learning,
    /// Known at the last answer.
    Review,
    /// Forgotten at the last answer, after it had been known.
    Relearning,
}

/// What each of the four ratings would lead to, computed before the choice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcomes {
    /// After Again.
    pub again: Outcome,
    /// After Hard.
    pub hard: Outcome,
    /// After Good.
    pub good: Outcome,
    /// After Easy.
    pub easy: Outcome,
}

/// What one rating leads to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// The memory from then on.
    pub memory: Memory,
    /// When the card is asked next.
    pub interval: Interval,
}

/// How long a card rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Interval {
    /// It comes back in the same sitting, or in a later one on the same day.
    Today,
    /// Whole days, at least one.
    Days(u32),
}

impl Rating {
    /// All four, in the order of their buttons.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// The word on the button.
    pub fn label(self) -> &'static str {
        match self {
            Self::Again => "Again",
            Self::Hard => "Hard",
            Self::Good => "Good",
            Self::Easy => "Easy",
        }
    }

    /// Whether the card was recalled.
    pub fn is_recalled(self) -> bool {
        self != Self::Again
    }
}

impl Memory {
    /// Whether the card waits on `today`.
    pub fn is_due(&self, today: Day) -> bool {
        self.due <= today
    }

    /// Whether the card keeps being forgotten: at least [`LEECH_LAPSES`] lapses.
    pub fn is_leech(&self) -> bool {
        self.lapses >= LEECH_LAPSES
    }

    /// Whether the last answer was a recall.
    pub fn is_known(&self) -> bool {
        self.state == State::Review
    }
}

impl Outcomes {
    /// The outcome of one rating.
    pub fn of(&self, rating: Rating) -> &Outcome {
        match rating {
            Rating::Again => &self.again,
            Rating::Hard => &self.hard,
            Rating::Good => &self.good,
            Rating::Easy => &self.easy,
        }
    }
}

impl Outcome {
    /// What the button says below the rating: `today`, `4 d`, `2 mo`.
    pub fn label(&self) -> String {
        self.interval.label()
    }
}

impl Interval {
    /// `today`, `4 d`, `1.5 mo`, `1 y`: days up to four weeks, then months and years of mean
    /// length with at most one decimal.
    pub fn label(self) -> String {
        const MONTH_DAYS: f64 = 30.44;
        const YEAR_DAYS: f64 = 365.25;
        let rounded = |value: f64| (value * 10.0).round() / 10.0;
        match self {
            Self::Today => "today".to_owned(),
            Self::Days(days @ ..=28) => format!("{days} d"),
            Self::Days(days) => {
                let months = rounded(f64::from(days) / MONTH_DAYS);
                if months < 12.0 {
                    format!("{months} mo")
                } else {
                    format!("{} y", rounded(f64::from(days) / YEAR_DAYS))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interval_reads_as_the_button_shows_it() {
        let check = |interval: Interval, expected: &str| assert_eq!(interval.label(), expected);
        check(Interval::Today, "today");
        check(Interval::Days(1), "1 d");
        check(Interval::Days(28), "28 d");
        check(Interval::Days(29), "1 mo");
        check(Interval::Days(61), "2 mo");
        check(Interval::Days(75), "2.5 mo");
        check(Interval::Days(365), "1 y");
        check(Interval::Days(550), "1.5 y");
    }
}
