//! The types of questions: what each needs, how an answer to it is given and judged.
//!
//! One file a type. A type reads itself from the body of a `quiz` block, says when an answer is
//! complete and judges it; this file only chooses. To add one, write its file, a variant here
//! and an arm in each match. Shows nothing and remembers nothing.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::memory::Rating;
use crate::markdown::document::Block;

pub mod choice;
pub mod turned_over;
pub mod typed;

pub use choice::{AnswerOption, Choice};
pub use turned_over::TurnedOver;
pub use typed::Typed;

/// The values of `type=`; without it the body's shape decides.
pub const TYPE_NAMES: [&str; 1] = ["answer"];

/// A question's type with its key.
#[derive(Debug, Clone, PartialEq)]
pub enum CardKind {
    /// One of several options.
    SingleChoice(Choice),
    /// Two or more of several options, all or nothing.
    MultipleResponse(Choice),
    /// Turned over and rated by the learner.
    TurnedOver(TurnedOver),
    /// Typed in.
    Typed(Typed),
}

/// What the learner gave. Written to the journal as a list of numbers or as a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Given {
    /// Options by their place in the note, from 0, ascending; empty for nothing.
    Picks(Vec<usize>),
    /// A text as it was typed.
    Text(String),
}

/// What the key says of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// All of it is right.
    Right,
    /// Something is missing or wrong.
    Wrong,
    /// Only the learner can tell.
    Open,
}

/// What a body was read as.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Question {
    pub(super) prompt: Vec<Block>,
    pub(super) kind: CardKind,
    pub(super) explanation: Vec<Block>,
}

/// Something wrong in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// Bytes from the start of the body.
    pub(super) offset: usize,
    pub(super) message: String,
}

/// Reads the body of a `quiz` block as the type named (one of [`TYPE_NAMES`]), or as its shape
/// tells. `None` comes with at least one problem; a question can come with problems too.
pub(super) fn read(
    type_name: Option<&str>,
    body: &str,
    problems: &mut Vec<Problem>,
) -> Option<Question> {
    if type_name == Some("answer") {
        return typed::read(body, problems);
    }
    let blocks = crate::markdown::parse(body).blocks;
    if let Some(list) = choice::task_list(&blocks) {
        return choice::read(&blocks, list, problems);
    }
    if let Some(sides) = turned_over::sides(body) {
        return turned_over::read(sides, problems);
    }
    problems.push(Problem {
        offset: 0,
        message:
            "no answer: write options as `- [ ]` and `- [x]`, or the answer below a line `---`"
                .to_owned(),
    });
    None
}

impl CardKind {
    /// What the type is called in lists and counts.
    pub fn name(&self) -> &'static str {
        match self {
            Self::SingleChoice(_) => "single choice",
            Self::MultipleResponse(_) => "multiple response",
            Self::TurnedOver(_) => "turned over",
            Self::Typed(_) => "typed answer",
        }
    }

    /// The options, if there are any to choose from.
    pub fn choice(&self) -> Option<&Choice> {
        match self {
            Self::SingleChoice(choice) | Self::MultipleResponse(choice) => Some(choice),
            Self::TurnedOver(_) | Self::Typed(_) => None,
        }
    }

    /// The answer before anything was given.
    pub fn nothing_given(&self) -> Given {
        match self {
            Self::SingleChoice(_) | Self::MultipleResponse(_) | Self::TurnedOver(_) => {
                Given::Picks(Vec::new())
            }
            Self::Typed(_) => Given::Text(String::new()),
        }
    }

    /// Picks an option, or takes it back; in a single choice a new pick replaces the old one.
    /// What is no option of this question changes nothing.
    pub fn toggle(&self, given: &mut Given, option: usize) {
        match (self, given) {
            (Self::SingleChoice(choice), Given::Picks(picks)) => {
                choice.pick_one(picks, option);
            }
            (Self::MultipleResponse(choice), Given::Picks(picks)) => {
                choice.pick_or_drop(picks, option);
            }
            _ => {}
        }
    }

    /// Whether enough is given to judge.
    pub fn may_submit(&self, given: &Given) -> bool {
        match (self, given) {
            (Self::TurnedOver(_), _) => true,
            (_, Given::Picks(picks)) => !picks.is_empty(),
            (_, Given::Text(text)) => !text.trim().is_empty(),
        }
    }

    /// What the key says.
    pub fn judge(&self, given: &Given) -> Verdict {
        let right = match (self, given) {
            (Self::TurnedOver(_), _) => return Verdict::Open,
            (Self::SingleChoice(choice) | Self::MultipleResponse(choice), Given::Picks(picks)) => {
                choice.is_right(picks)
            }
            (Self::Typed(typed), Given::Text(text)) => typed.accepts(text),
            _ => false,
        };
        if right {
            Verdict::Right
        } else {
            Verdict::Wrong
        }
    }

    /// The chance, 0 to 1, of being right by guessing.
    pub fn guess_rate(&self) -> f64 {
        match self {
            Self::SingleChoice(choice) | Self::MultipleResponse(choice) => choice.guess_rate(),
            Self::TurnedOver(_) | Self::Typed(_) => 0.0,
        }
    }
}

impl Verdict {
    /// The rating that is proposed to the learner.
    pub fn proposed(self) -> Rating {
        match self {
            Self::Right | Self::Open => Rating::Good,
            Self::Wrong => Rating::Again,
        }
    }
}

/// The block freed of its outermost `levels` containers.
fn lifted(block: &Block, levels: usize) -> Block {
    Block {
        kind: block.kind.clone(),
        range: block.range.clone(),
        containers: block.containers.get(levels..).unwrap_or_default().to_vec(),
    }
}

fn shared(blocks: Vec<Block>) -> Arc<[Block]> {
    Arc::from(blocks)
}
