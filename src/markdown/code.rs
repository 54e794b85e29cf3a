//! Code blocks, and the fences among them that the program interprets.
//!
//! The first word after the fence is the language; `quiz` and `diagram` make a directive.

use std::ops::Range;

use super::document::{BlockKind, Directive, DirectiveName};

/// A code block in the making.
#[derive(Debug)]
pub(super) struct CodeBuilder {
    /// What stands behind the fence; `None` for indented code.
    info: Option<String>,
    text: String,
    /// Where the first line begins in the source, once one was met.
    text_start: Option<usize>,
}

impl CodeBuilder {
    pub(super) fn new(kind: &pulldown_cmark::CodeBlockKind<'_>) -> Self {
        let info = match kind {
            pulldown_cmark::CodeBlockKind::Indented => None,
            pulldown_cmark::CodeBlockKind::Fenced(info) => Some(info.trim().to_owned()),
        };
        Self {
            info,
            text: String::new(),
            text_start: None,
        }
    }

    pub(super) fn push(&mut self, text: &str, start: usize) {
        self.text_start.get_or_insert(start);
        self.text.push_str(text);
    }

    /// Whether the fence, which covers `block` of the source, is never closed.
    pub(super) fn is_unclosed(&self, block: &str) -> bool {
        let last = block.trim_end().rsplit_once('\n');
        let last = last.map_or("", |(_, last)| last);
        let last = last.trim_start_matches([' ', '\t', '>']);
        self.info.is_some() && !last.starts_with("```") && !last.starts_with("~~~")
    }

    /// The block; `range` are its bytes in `source`.
    pub(super) fn finish(self, source: &str, range: &Range<usize>) -> BlockKind {
        let info = self.info.unwrap_or_default();
        let (word, arguments) = info
            .split_once(char::is_whitespace)
            .unwrap_or((info.as_str(), ""));
        let name = match word {
            "quiz" => Some(DirectiveName::Quiz),
            "diagram" => Some(DirectiveName::Diagram),
            _ => None,
        };
        let text = self.text.strip_suffix('\n').unwrap_or(&self.text);
        match name {
            Some(name) => BlockKind::Directive(Directive {
                name,
                arguments: arguments.trim().into(),
                body: text.into(),
                body_start: self
                    .text_start
                    .unwrap_or_else(|| second_line(source, range)),
            }),
            None => BlockKind::Code {
                language: word.split(',').next().unwrap_or_default().into(),
                text: text.into(),
            },
        }
    }
}

fn second_line(source: &str, range: &Range<usize>) -> usize {
    let block = source.get(range.clone()).unwrap_or_default();
    let line_break = block.find('\n').map_or(block.len(), |at| at + 1);
    range.start + line_break
}
