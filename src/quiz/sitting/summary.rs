//! What came of a sitting: shown at its end, or when it is left early.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use super::{Past, Phase};
use crate::base::ids::CardId;
use crate::base::time::Day;
use crate::quiz::card::Place;
use crate::quiz::history::History;
use crate::quiz::kind::Verdict;

/// A section is weak when less than this share of its questions was right at first showing.
pub const WEAK_BELOW: f64 = 0.7;

/// The result of a sitting. Questions count once, by their first showing.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Questions that were answered and rated.
    pub answered: usize,
    /// Those right at first showing; one that the learner turned over and rated is right
    /// unless rated Again.
    pub right: usize,
    /// Further showings, of questions rated Again.
    pub repeats: usize,
    /// From start to now.
    pub duration: Duration,
    /// What was spent on answers alone.
    pub answering: Duration,
    /// By section, in the order of notes.
    pub sections: Vec<SectionResult>,
    cards: BTreeSet<CardId>,
}

/// The result in one section.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionResult {
    /// Where to read about it.
    pub place: Place,
    /// What its heading says, if it has one.
    pub title: Option<Arc<str>>,
    /// Questions answered.
    pub answered: usize,
    /// Those right at first showing.
    pub right: usize,
}

impl Summary {
    /// The sections to read again, the weakest first.
    pub fn weak_sections(&self) -> Vec<&SectionResult> {
        let mut weak: Vec<&SectionResult> = self
            .sections
            .iter()
            .filter(|section| section.share() < WEAK_BELOW)
            .collect();
        weak.sort_by(|a, b| a.share().total_cmp(&b.share()));
        weak
    }

    /// How many of the questions asked come back on `day`, by what `history` knows after them.
    pub fn due_on(&self, day: Day, history: &History) -> usize {
        self.cards
            .iter()
            .filter(|card| history.memory(card).is_some_and(|memory| memory.due == day))
            .count()
    }
}

impl SectionResult {
    /// The share, 0 to 1, right at first showing.
    pub fn share(&self) -> f64 {
        if self.answered == 0 {
            0.0
        } else {
            self.right as f64 / self.answered as f64
        }
    }
}

pub(super) fn of(past: &[Past], duration: Duration) -> Summary {
    let mut summary = Summary {
        answered: 0,
        right: 0,
        repeats: 0,
        duration,
        answering: Duration::ZERO,
        sections: Vec::new(),
        cards: BTreeSet::new(),
    };
    let mut sections: BTreeMap<Place, SectionResult> = BTreeMap::new();
    for one in past {
        if let Phase::Judged { took, .. } = one.showing.phase {
            summary.answering += took;
        }
        let card = &one.showing.card;
        if one.showing.repeat > 0 || !summary.cards.insert(card.id.clone()) {
            summary.repeats += 1;
            continue;
        }
        let right = usize::from(is_right(one));
        summary.answered += 1;
        summary.right += right;
        let section = sections
            .entry(card.place())
            .or_insert_with(|| SectionResult {
                place: card.place(),
                title: card.section_title.clone(),
                answered: 0,
                right: 0,
            });
        section.answered += 1;
        section.right += right;
    }
    summary.sections = sections.into_values().collect();
    summary
}

fn is_right(past: &Past) -> bool {
    match past.showing.verdict() {
        Some(Verdict::Right) => true,
        Some(Verdict::Open) => past.rating.is_recalled(),
        Some(Verdict::Wrong) | None => false,
    }
}
