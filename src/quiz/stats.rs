//! A few figures of progress: what was answered, for how many days on end, and how much was kept.
//!
//! Computed from the whole log; callers keep the result until something new happens.

use std::collections::{BTreeMap, BTreeSet};

use super::card::Card;
use super::history::{History, Review};
use crate::base::ids::CardId;
use crate::base::time::Day;

/// How far back [`Stats::retention`] looks.
pub const RETENTION_DAYS: i32 = 30;

/// Figures of progress on one day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stats {
    /// Answers given today, repeats included.
    pub answered_today: usize,
    /// Days on end with at least one answer, up to today; a day not yet begun breaks nothing.
    pub streak_days: usize,
    /// Of the cards that came back after at least a day, in the last [`RETENTION_DAYS`] days:
    /// those recalled.
    pub retention: Share,
    /// By exam task as the cards name it (`1.3`): right at the first showing of a day.
    pub by_domain: BTreeMap<String, Share>,
}

/// Some of many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many are right.
    pub right: usize,
    /// Of how many.
    pub of: usize,
}

impl Stats {
    /// The figures on `today`; `cards` tell which domain an answer belongs to.
    pub fn on<'a>(
        today: Day,
        history: &History,
        cards: impl IntoIterator<Item = &'a Card>,
    ) -> Self {
        let domains: BTreeMap<&CardId, &str> = cards
            .into_iter()
            .filter_map(|card| Some((&card.id, card.domain.as_deref()?)))
            .collect();
        let mut stats = Self::default();
        let mut days = BTreeSet::new();
        for (card, review) in history.reviews() {
            days.insert(review.day);
            stats.answered_today += usize::from(review.day == today);
            if review.is_recall_test()
                && (0..RETENTION_DAYS).contains(&today.days_since(review.day))
            {
                stats.retention.count(review);
            }
            if let Some(domain) = domains.get(card)
                && (review.is_first() || review.is_recall_test())
            {
                let share = stats.by_domain.entry((*domain).to_owned()).or_default();
                share.count(review);
            }
        }
        stats.streak_days = streak(&days, today);
        stats
    }
}

/// How many answers were given on each day, for a calendar.
pub fn answers_by_day(history: &History) -> BTreeMap<Day, usize> {
    let mut by_day = BTreeMap::new();
    for (_, review) in history.reviews() {
        *by_day.entry(review.day).or_default() += 1;
    }
    by_day
}

impl Share {
    /// The share, 0 to 1; `None` of nothing.
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| self.right as f64 / self.of as f64)
    }

    fn count(&mut self, review: &Review) {
        self.of += 1;
        self.right += usize::from(review.is_recalled());
    }
}

fn streak(days: &BTreeSet<Day>, today: Day) -> usize {
    let start = if days.contains(&today) {
        today
    } else {
        today.plus(-1)
    };
    days.range(..=start)
        .rev()
        .zip(0..)
        .take_while(|(day, back)| **day == start.plus(-*back))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quiz::memory::Rating;
    use crate::quiz::testing::{TODAY, answers, card_in};

    #[test]
    fn streak_counts_days_on_end_and_forgives_a_day_not_yet_begun() {
        let check = |ago: &[i32], expected| {
            let days = ago.iter().map(|ago| TODAY.plus(-ago)).collect();
            assert_eq!(streak(&days, TODAY), expected, "{ago:?}");
        };
        check(&[], 0);
        check(&[0], 1);
        check(&[0, 1, 2, 4], 3);
        check(&[1, 2], 2);
        check(&[2, 3], 0);
    }

    #[test]
    fn retention_counts_only_what_came_back_after_a_day() {
        let card = card_in("s3/a", "x", "q");
        let history = answers(&[
            (&card, 90, Rating::Good),
            (&card, 60, Rating::Again),
            (&card, 20, Rating::Good),
            (&card, 10, Rating::Again),
            (&card, 10, Rating::Good),
            (&card, 0, Rating::Good),
        ]);
        let stats = Stats::on(TODAY, &history, [&card]);
        assert_eq!(stats.retention, Share { right: 2, of: 3 });
        assert_eq!(stats.answered_today, 1);
        assert_eq!(stats.by_domain["1.3"], Share { right: 3, of: 5 });
        assert_eq!(answers_by_day(&history)[&TODAY.plus(-10)], 2);
    }

    #[test]
    fn nothing_answered_gives_no_share() {
        let stats = Stats::on(TODAY, &answers(&[]), []);
        assert_eq!(stats, Stats::default());
        assert_eq!(stats.retention.value(), None);
    }
}
