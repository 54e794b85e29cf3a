//! A card with a front and a back, turned over and rated by the learner.
//!
//! A line `---` parts the two. It is looked for in the text, not in parsed Markdown, where such
//! a line right under a paragraph would make it a heading.

use std::sync::Arc;

use super::{CardKind, Problem, Question, shared};
use crate::markdown::document::Block;

/// A back side.
#[derive(Debug, Clone, PartialEq)]
pub struct TurnedOver {
    /// What is shown when the card is turned.
    pub answer: Arc<[Block]>,
}

/// Front and back of a body that has a line `---` outside fenced code.
pub(super) fn sides(body: &str) -> Option<(&str, &str)> {
    let mut offset = 0;
    let mut in_code = false;
    for line in body.split_inclusive('\n') {
        let text = line.trim();
        if text.starts_with("```") || text.starts_with("~~~") {
            in_code = !in_code;
        } else if !in_code && text.len() >= 3 && text.bytes().all(|byte| byte == b'-') {
            let (front, rest) = body.split_at(offset);
            return Some((front, rest.get(line.len()..).unwrap_or_default()));
        }
        offset += line.len();
    }
    None
}

pub(super) fn read((front, back): (&str, &str), problems: &mut Vec<Problem>) -> Option<Question> {
    for (side, name) in [(front, "question above"), (back, "answer below")] {
        if side.trim().is_empty() {
            problems.push(Problem {
                offset: front.len(),
                message: format!("no {name} the line `---`"),
            });
            return None;
        }
    }
    Some(Question {
        prompt: crate::markdown::parse(front).blocks,
        kind: CardKind::TurnedOver(TurnedOver {
            answer: shared(crate::markdown::parse(back).blocks),
        }),
        explanation: Vec::new(),
    })
}
