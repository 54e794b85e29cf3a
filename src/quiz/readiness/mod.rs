//! A training estimate of the exam score: how many of the exam's questions the learner would
//! probably get right, on the exam's scale. It is no forecast by the exam's maker.
//!
//! - A card that was known at its last answer counts with its chance of recall on the day asked
//!   about, and the chance of guessing where recall fails; every other card, unseen ones too,
//!   counts at the chance of guessing. So the figure grows with what is covered and kept.
//! - Domains weigh as in the exam guide; those without cards are left out.
//! - The scale is a straight line from 100 (nothing) to 1,000 (everything): a stand-in, since
//!   the real conversion is not published.
//! - The interval holds 80 % of exams under these assumptions. Three spreads add up: of the
//!   learner's share on seen cards (beta distribution over as many answers as cards seen), of
//!   the unseen part (evenly between guessing and the share on seen cards), and of an exam of
//!   fifty questions (binomial).

use super::blueprint::{
    DOMAINS, Domain, HIGHEST_SCORE, LOWEST_SCORE, PASS_MARK, SCORED_QUESTIONS, domain_of,
};
use super::card::Scheduled;
use super::history::History;
use crate::base::time::Day;

/// No estimate before so many cards with a domain were answered.
pub const FIRST_ESTIMATE_AFTER: usize = 5;

/// Standard deviations to either side that hold 80 % of a normal distribution.
const INTERVAL_DEVIATIONS: f64 = 1.2816;

/// A predicted scaled score.
#[derive(Debug, Clone, PartialEq)]
pub struct Readiness {
    /// The score expected, 100 to 1,000.
    pub expected: u16,
    /// The lower end of the interval.
    pub low: u16,
    /// The upper end of the interval.
    pub high: u16,
    /// By domain, in the guide's order; those without cards are missing.
    pub domains: Vec<DomainReadiness>,
}

/// The estimate for one domain.
#[derive(Debug, Clone, PartialEq)]
pub struct DomainReadiness {
    /// Which.
    pub domain: &'static Domain,
    /// Its cards.
    pub cards: usize,
    /// Those answered at least once.
    pub seen: usize,
    /// The share of its questions, 0 to 1, expected to be right.
    pub share: f64,
    variance: f64,
}

/// Where an estimate lies to the pass mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Even the upper end fails.
    Below,
    /// The pass mark lies within the interval.
    Near,
    /// Even the lower end passes.
    Above,
}

impl Readiness {
    /// The estimate for an exam on the day `on`, from all `cards` there are. `None` until
    /// [`FIRST_ESTIMATE_AFTER`] cards that belong to a domain were answered.
    pub fn estimate<'a, Q: Scheduled + 'a>(
        cards: impl IntoIterator<Item = &'a Q>,
        history: &History,
        on: Day,
    ) -> Option<Self> {
        let mut tallies = DOMAINS.each_ref().map(|domain| (domain, Tally::default()));
        for card in cards {
            let domain = card.domain().and_then(domain_of);
            let tally = tallies
                .iter_mut()
                .find(|(known, _)| Some(known.number) == domain.map(|domain| domain.number));
            if let Some((_, tally)) = tally {
                tally.add(card, history, on);
            }
        }
        let domains: Vec<DomainReadiness> = tallies
            .iter()
            .filter(|(_, tally)| tally.cards() > 0)
            .map(|(domain, tally)| tally.estimate(domain))
            .collect();
        let seen: usize = domains.iter().map(|domain| domain.seen).sum();
        (seen >= FIRST_ESTIMATE_AFTER).then(|| Self::of(domains))
    }

    /// Where the estimate lies to the pass mark.
    pub fn standing(&self) -> Standing {
        if self.high < PASS_MARK {
            Standing::Below
        } else if self.low >= PASS_MARK {
            Standing::Above
        } else {
            Standing::Near
        }
    }

    fn of(domains: Vec<DomainReadiness>) -> Self {
        let total: f64 = domains.iter().map(DomainReadiness::weight).sum();
        let weighted = |value: &dyn Fn(&DomainReadiness, f64) -> f64| -> f64 {
            domains
                .iter()
                .map(|domain| value(domain, domain.weight() / total))
                .sum()
        };
        let share = weighted(&|domain, weight| weight * domain.share);
        let of_domains = weighted(&|domain, weight| weight * weight * domain.variance);
        let of_exam = share * (1.0 - share) / f64::from(SCORED_QUESTIONS);
        let reach = INTERVAL_DEVIATIONS * (of_domains + of_exam).sqrt();
        Self {
            expected: scaled(share),
            low: scaled(share - reach),
            high: scaled(share + reach),
            domains,
        }
    }
}

impl DomainReadiness {
    fn weight(&self) -> f64 {
        f64::from(self.domain.percent)
    }
}

/// What the cards of one domain add up to.
#[derive(Debug, Default)]
struct Tally {
    seen: usize,
    seen_right: f64,
    unseen: usize,
    unseen_right: f64,
}

impl Tally {
    fn add(&mut self, card: &impl Scheduled, history: &History, on: Day) {
        let guess = card.guess_rate();
        match history.memory(card.id()) {
            None => {
                self.unseen += 1;
                self.unseen_right += guess;
            }
            Some(memory) => {
                let recall = if memory.is_known() {
                    f64::from(history.scheduler().retrievability(memory, on))
                } else {
                    0.0
                };
                self.seen += 1;
                self.seen_right += recall + (1.0 - recall) * guess;
            }
        }
    }

    fn cards(&self) -> usize {
        self.seen + self.unseen
    }

    fn estimate(&self, domain: &'static Domain) -> DomainReadiness {
        let (cards, seen, unseen) = (self.cards() as f64, self.seen as f64, self.unseen as f64);
        let (right, wrong) = (1.0 + self.seen_right, 1.0 + seen - self.seen_right);
        let known = right / (right + wrong);
        let of_seen = known * (1.0 - known) / (right + wrong + 1.0);
        let guess = if self.unseen == 0 {
            known
        } else {
            self.unseen_right / unseen
        };
        let of_unseen = (known - guess).max(0.0).powi(2) / 12.0;
        DomainReadiness {
            domain,
            cards: self.cards(),
            seen: self.seen,
            share: (self.seen_right + self.unseen_right) / cards,
            variance: (seen / cards).powi(2) * of_seen + (unseen / cards).powi(2) * of_unseen,
        }
    }
}

fn scaled(share: f64) -> u16 {
    let span = f64::from(HIGHEST_SCORE - LOWEST_SCORE);
    let score = f64::from(LOWEST_SCORE) + span * share.clamp(0.0, 1.0);
    score.round() as u16
}

#[cfg(test)]
mod tests;
