//! A question as it is shown to an audience: asked first, answered by the next step.
//!
//! Holds blocks only, so that questions of every type are shown alike; whoever owns the
//! question fills it in. A question that is too high for one slide becomes ordinary blocks.

use crate::markdown::document::{Block, BlockKind, Container, Inline, Marker};

/// What is shown of a question.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SlideQuestion {
    /// What is asked.
    pub prompt: Vec<Block>,
    /// What there is to choose from; may be empty.
    pub options: Vec<SlideOption>,
    /// The answer where there is nothing to choose from; may be empty.
    pub answer: Vec<Block>,
    /// Why; may be empty.
    pub explanation: Vec<Block>,
}

/// One of the options.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SlideOption {
    /// What it says.
    pub text: Vec<Block>,
    /// Whether it is right.
    pub right: bool,
}

/// Lists made from options have numbers that no list of a note has.
const OPTIONS_LIST: u32 = u32::MAX - 1;
const ANSWERS_LIST: u32 = u32::MAX;

impl SlideQuestion {
    /// The question as blocks: what is asked with all options.
    pub fn asked(&self) -> Vec<Block> {
        let options = self
            .options
            .iter()
            .enumerate()
            .flat_map(|(number, option)| {
                let marker = Marker::Number(number as u32 + 1);
                listed(&option.text, OPTIONS_LIST, marker)
            });
        self.prompt.iter().cloned().chain(options).collect()
    }

    /// The answer as blocks: the right options and the explanation.
    pub fn answered(&self) -> Vec<Block> {
        let options = self
            .options
            .iter()
            .enumerate()
            .filter(|(_, option)| option.right);
        let right = options.flat_map(|(number, option)| {
            let marker = Marker::Number(number as u32 + 1);
            listed(&option.text, ANSWERS_LIST, marker)
        });
        right
            .chain(self.answer.iter().cloned())
            .chain(self.explanation.iter().cloned())
            .collect()
    }

    /// What stands in place of a question that cannot be read: its source.
    pub fn unreadable(source: &str) -> Self {
        let block = |kind| Block {
            kind,
            range: 0..0,
            containers: Vec::new(),
        };
        let says = Inline::plain("This question has no answer that can be read. Its source:");
        let source = BlockKind::Code {
            language: "".into(),
            text: source.into(),
        };
        let prompt = vec![block(BlockKind::Paragraph(says)), block(source)];
        Self {
            prompt,
            ..Self::default()
        }
    }

    /// Whether there is anything to reveal.
    pub fn has_answer(&self) -> bool {
        self.options.iter().any(|option| option.right)
            || !self.answer.is_empty()
            || !self.explanation.is_empty()
    }
}

/// The blocks as one item of a list.
fn listed(blocks: &[Block], list: u32, marker: Marker) -> impl Iterator<Item = Block> {
    blocks.iter().enumerate().map(move |(index, block)| {
        let mut block = block.clone();
        let item = Container::Item {
            list,
            marker,
            first: index == 0,
            tight: true,
        };
        block.containers.insert(0, item);
        block
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Block {
        Block {
            kind: BlockKind::Paragraph(Inline::plain(text)),
            range: 0..0,
            containers: Vec::new(),
        }
    }

    #[test]
    fn answer_keeps_the_numbers_of_the_options() {
        let option = |text, right| SlideOption {
            text: vec![paragraph(text)],
            right,
        };
        let question = SlideQuestion {
            prompt: vec![paragraph("Which?")],
            options: vec![option("this", false), option("that", true)],
            explanation: vec![paragraph("Because.")],
            ..SlideQuestion::default()
        };
        let texts = |blocks: Vec<Block>| blocks.iter().map(Block::plain_text).collect::<Vec<_>>();
        assert_eq!(texts(question.asked()), ["Which?", "this", "that"]);
        let answered = question.answered();
        let number = &answered[0].containers[0];
        assert!(
            matches!(
                number,
                Container::Item {
                    marker: Marker::Number(2),
                    ..
                }
            ),
            "{number:?}"
        );
        assert_eq!(texts(answered), ["that", "Because."]);
    }
}
