//! The lint of bundled questions and notes: what a reviewer would object to, and the counts behind it.
//!
//! For `nephoscope check --summary` and the tests of the notes. Returns values, prints nothing;
//! what cannot be asked at all was already named by [`super::extract`].

use std::collections::BTreeMap;

use super::blueprint::{DOMAINS, domain_of};
use super::card::{Card, plain_text};
use super::kind::{CardKind, Choice};
use super::stats::Share;
use crate::base::ids::CardId;

pub mod note;

mod duplicates;

/// From this share of common words on, two questions are near duplicates.
pub const DUPLICATE_FROM: f64 = 0.75;

/// What a check found.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// All questions.
    pub cards: usize,
    /// How many of each type, by [`CardKind::name`].
    pub by_kind: BTreeMap<&'static str, usize>,
    /// By domain number: how many belong to it, of all that belong to one.
    pub by_domain: BTreeMap<u8, Share>,
    /// Single choices whose right option is the longest; by chance one in four would be.
    pub right_is_longest: Share,
    /// Single choices by the place of the right option in the note, from 0.
    pub right_places: BTreeMap<usize, usize>,
    /// What to mend, in the order of the cards.
    pub findings: Vec<Finding>,
}

/// One objection to one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The question.
    pub card: CardId,
    /// The line of its fence in the note, from 1.
    pub line: usize,
    /// What is wrong.
    pub kind: FindingKind,
}

/// What may be wrong with a bundled question.
#[derive(Debug, Clone, PartialEq)]
pub enum FindingKind {
    /// A wrong option does not say why it is wrong.
    UnexplainedOption {
        /// Its place, from 1.
        option: usize,
    },
    /// The question has no general explanation.
    Unexplained,
    /// Another number of options than the exam has.
    OptionCount {
        /// How many there are.
        found: usize,
        /// How many the exam has.
        expected: usize,
    },
    /// The prompt of a multiple response does not say how many to choose.
    UntoldChoice {
        /// How many.
        to_choose: usize,
    },
    /// Two options read the same.
    EqualOptions,
    /// No exam task, or one that the guide does not have.
    UnknownDomain {
        /// What is written; empty if nothing.
        domain: String,
    },
    /// Nearly the same words as an earlier question.
    NearDuplicate {
        /// The earlier one.
        other: CardId,
        /// The share of common words, 0 to 1.
        overlap: f64,
    },
}

/// Checks all bundled questions together.
pub fn check(cards: &[Card]) -> Report {
    let mut report = Report {
        cards: cards.len(),
        by_kind: BTreeMap::new(),
        by_domain: BTreeMap::new(),
        right_is_longest: Share::default(),
        right_places: BTreeMap::new(),
        findings: Vec::new(),
    };
    let duplicates = duplicates::near(cards, DUPLICATE_FROM);
    for (at, card) in cards.iter().enumerate() {
        report.count(card);
        let same = duplicates.get(&at).into_iter().flatten();
        let same = same.filter_map(|(earlier, overlap)| {
            Some(FindingKind::NearDuplicate {
                other: cards.get(*earlier)?.id.clone(),
                overlap: *overlap,
            })
        });
        let findings = objections(card).into_iter().chain(same);
        report.findings.extend(findings.map(|kind| Finding {
            card: card.id.clone(),
            line: card.line,
            kind,
        }));
    }
    let with_domain = report.by_domain.values().map(|share| share.right).sum();
    for share in report.by_domain.values_mut() {
        share.of = with_domain;
    }
    report
}

impl Report {
    /// The domains whose share is off the exam guide's by more than `points` percentage points,
    /// as number, share found and share wanted in percent.
    pub fn uneven_domains(&self, points: f64) -> Vec<(u8, f64, f64)> {
        DOMAINS
            .iter()
            .map(|domain| {
                let share = self.by_domain.get(&domain.number).copied();
                let found = share.and_then(Share::value).unwrap_or_default() * 100.0;
                (domain.number, found, f64::from(domain.percent))
            })
            .filter(|(_, found, wanted)| (found - wanted).abs() > points)
            .collect()
    }

    fn count(&mut self, card: &Card) {
        *self.by_kind.entry(card.kind.name()).or_default() += 1;
        if let Some(domain) = card.domain.as_deref().and_then(domain_of) {
            self.by_domain.entry(domain.number).or_default().right += 1;
        }
        if let CardKind::SingleChoice(choice) = &card.kind {
            self.right_is_longest.of += 1;
            self.right_is_longest.right += usize::from(right_is_longest(choice));
            for place in choice.right() {
                *self.right_places.entry(place).or_default() += 1;
            }
        }
    }
}

impl FindingKind {
    /// What is wrong, in words; a sentence without a full stop, lower case first.
    pub fn message(&self) -> String {
        match self {
            Self::UnexplainedOption { option } => {
                format!("option {option} is wrong and does not say why")
            }
            Self::Unexplained => "no explanation below the answer".to_owned(),
            Self::OptionCount { found, expected } => {
                format!("{found} options where the exam has {expected}")
            }
            Self::UntoldChoice { to_choose } => {
                format!(
                    "the question does not say to choose {}",
                    number_word(*to_choose)
                )
            }
            Self::EqualOptions => "two options read the same".to_owned(),
            Self::UnknownDomain { domain } if domain.is_empty() => "no exam task".to_owned(),
            Self::UnknownDomain { domain } => format!("\"{domain}\" is no exam task"),
            Self::NearDuplicate { other, overlap } => {
                format!("{:.0} % of its words are those of {other}", overlap * 100.0)
            }
        }
    }
}

fn objections(card: &Card) -> Vec<FindingKind> {
    let mut found = Vec::new();
    if let Some(choice) = card.kind.choice() {
        let single = choice.to_choose() == 1;
        let (count, expected) = (choice.options.len(), if single { 4 } else { 5 });
        if count != expected {
            found.push(FindingKind::OptionCount {
                found: count,
                expected,
            });
        }
        let told = format!("choose {}", number_word(choice.to_choose()));
        if !single && !card.prompt_text().to_lowercase().contains(&told) {
            found.push(FindingKind::UntoldChoice {
                to_choose: choice.to_choose(),
            });
        }
        if has_equal_options(choice) {
            found.push(FindingKind::EqualOptions);
        }
        let unexplained = choice.options.iter().enumerate().filter(|(_, option)| {
            !option.right && plain_text(&option.explanation).trim().is_empty()
        });
        found.extend(
            unexplained.map(|(place, _)| FindingKind::UnexplainedOption { option: place + 1 }),
        );
        if plain_text(&card.explanation).trim().is_empty() {
            found.push(FindingKind::Unexplained);
        }
    }
    let domain = card.domain.as_deref().unwrap_or_default();
    if domain_of(domain).is_none() {
        found.push(FindingKind::UnknownDomain {
            domain: domain.to_owned(),
        });
    }
    found
}

fn has_equal_options(choice: &Choice) -> bool {
    let mut texts: Vec<String> = choice
        .options
        .iter()
        .map(|option| super::fingerprint::normalized(&plain_text(&option.text)))
        .collect();
    texts.sort_unstable();
    texts.windows(2).any(|pair| pair.first() == pair.last())
}

/// Whether the right option is longer than every wrong one.
fn right_is_longest(choice: &Choice) -> bool {
    let longest = |right: bool| {
        choice
            .options
            .iter()
            .filter(|option| option.right == right)
            .map(|option| plain_text(&option.text).chars().count())
            .max()
    };
    longest(true) > longest(false)
}

fn number_word(number: usize) -> String {
    match number {
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        4 => "four".to_owned(),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests;
