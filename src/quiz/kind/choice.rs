//! Single choice and multiple response: a task list whose ticked items are right.
//!
//! The quote under an option explains it; what follows the list explains the question.
//! Judged all or nothing, as in the exam. Options are named by their place in the note,
//! whatever order they are shown in.

use std::sync::Arc;

use super::{CardKind, Problem, Question, lifted, shared};
use crate::markdown::document::{Block, Container, Marker, Progress};
use crate::quiz::card::plain_text;

/// The options of a question: at least two, at least one of them right, in the note's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// In the note's order.
    pub options: Arc<[AnswerOption]>,
}

/// One of several answers to choose from.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerOption {
    /// What it says.
    pub text: Arc<[Block]>,
    /// Whether it belongs to the key.
    pub right: bool,
    /// Why it is right or wrong; may be empty.
    pub explanation: Arc<[Block]>,
}

impl Choice {
    /// The places of the right options, ascending.
    pub fn right(&self) -> Vec<usize> {
        self.options
            .iter()
            .enumerate()
            .filter(|(_, option)| option.right)
            .map(|(place, _)| place)
            .collect()
    }

    /// How many options are to be chosen.
    pub fn to_choose(&self) -> usize {
        self.options.iter().filter(|option| option.right).count()
    }

    /// Whether exactly the right options were picked.
    pub fn is_right(&self, picks: &[usize]) -> bool {
        let mut picks = picks.to_vec();
        picks.sort_unstable();
        picks.dedup();
        picks == self.right()
    }

    /// The chance of picking the key by guessing, when it is known how many to choose.
    pub fn guess_rate(&self) -> f64 {
        let (all, wanted) = (self.options.len(), self.to_choose());
        (0..wanted)
            .map(|taken| (wanted - taken) as f64 / (all - taken) as f64)
            .product()
    }

    pub(super) fn pick_one(&self, picks: &mut Vec<usize>, option: usize) {
        if !self.has(option) {
            return;
        }
        let was_picked = picks.contains(&option);
        picks.clear();
        if !was_picked {
            picks.push(option);
        }
    }

    pub(super) fn pick_or_drop(&self, picks: &mut Vec<usize>, option: usize) {
        if !self.has(option) {
            return;
        }
        match picks.binary_search(&option) {
            Ok(place) => {
                picks.remove(place);
            }
            Err(place) => picks.insert(place, option),
        }
    }

    fn has(&self, option: usize) -> bool {
        option < self.options.len()
    }
}

/// Whether an option has a box, ticked or not.
fn is_box(marker: Marker) -> bool {
    let is_option = |progress| matches!(progress, Progress::Open | Progress::Done);
    matches!(marker, Marker::Task { progress, .. } if is_option(progress))
}

/// The number of the first list that has a box, if there is one.
pub(super) fn task_list(blocks: &[Block]) -> Option<u32> {
    blocks
        .iter()
        .find_map(|block| match block.containers.first() {
            Some(Container::Item { list, marker, .. }) if is_box(*marker) => Some(*list),
            _ => None,
        })
}

/// Reads prompt, options and explanation around the list numbered `options_list`.
pub(super) fn read(
    blocks: &[Block],
    options_list: u32,
    problems: &mut Vec<Problem>,
) -> Option<Question> {
    let mut prompt = Vec::new();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut explanation = Vec::new();
    for block in blocks {
        match block.containers.first() {
            Some(Container::Item {
                list,
                marker,
                first,
                ..
            }) if *list == options_list => {
                if *first || drafts.is_empty() {
                    drafts.push(Draft::new(*marker, block.range.start));
                }
                if let Some(draft) = drafts.last_mut() {
                    draft.add(block);
                }
            }
            _ if drafts.is_empty() => prompt.push(block.clone()),
            _ => explanation.push(block.clone()),
        }
    }
    check(&prompt, &drafts, problems)?;
    let options: Arc<[AnswerOption]> = drafts.into_iter().map(Draft::finished).collect();
    let choice = Choice { options };
    let kind = if choice.to_choose() == 1 {
        CardKind::SingleChoice(choice)
    } else {
        CardKind::MultipleResponse(choice)
    };
    Some(Question {
        prompt,
        kind,
        explanation,
    })
}

/// One option while its blocks come in.
struct Draft {
    marker: Marker,
    offset: usize,
    text: Vec<Block>,
    explanation: Vec<Block>,
}

impl Draft {
    fn new(marker: Marker, offset: usize) -> Self {
        Self {
            marker,
            offset,
            text: Vec::new(),
            explanation: Vec::new(),
        }
    }

    fn add(&mut self, block: &Block) {
        match block.containers.get(1) {
            Some(Container::Quote { .. }) => self.explanation.push(lifted(block, 2)),
            Some(Container::Callout { .. }) => self.explanation.push(lifted(block, 1)),
            _ => self.text.push(lifted(block, 1)),
        }
    }

    fn is_ticked(&self) -> bool {
        matches!(
            self.marker,
            Marker::Task {
                progress: Progress::Done,
                ..
            }
        )
    }

    fn finished(self) -> AnswerOption {
        AnswerOption {
            right: self.is_ticked(),
            text: shared(self.text),
            explanation: shared(self.explanation),
        }
    }
}

/// Names what keeps the question from being asked (`None`), and what only looks wrong.
fn check(prompt: &[Block], drafts: &[Draft], problems: &mut Vec<Problem>) -> Option<()> {
    let before = problems.len();
    let start = drafts.first().map_or(0, |draft| draft.offset);
    let mut report = |offset, message: String| problems.push(Problem { offset, message });
    if plain_text(prompt).trim().is_empty() {
        report(start, "no question above the options".to_owned());
    }
    if drafts.len() < 2 {
        report(start, "one option only: write at least two".to_owned());
    }
    if !drafts.iter().any(Draft::is_ticked) {
        report(
            start,
            "no option is ticked: mark the right one as `- [x]`".to_owned(),
        );
    }
    for draft in drafts {
        if plain_text(&draft.text).trim().is_empty() {
            report(draft.offset, "an option without text".to_owned());
        }
    }
    let is_usable = problems.len() == before;
    for draft in drafts {
        if !is_box(draft.marker) {
            problems.push(Problem {
                offset: draft.offset,
                message: "an option without a box, taken as wrong: write `- [ ]`".to_owned(),
            });
        }
    }
    is_usable.then_some(())
}
