//! What the words of code are: keywords, texts in quotes, comments, by the grammar of a language.
//!
//! A [`Highlight`] says which bytes play which [`Role`]; it knows no colors. Reading takes longer
//! than a frame, so it is done in the background, once for each text; what is long stays plain.

mod grammar;
pub mod language;

use std::ops::Range;

pub use grammar::highlight;

/// Code with more lines than this stays plain.
pub const MOST_LINES: usize = 2_000;
/// Code with more bytes than this stays plain.
pub const MOST_BYTES: usize = 200 << 10;
/// A line with more bytes than this stays plain.
pub const LONGEST_LINE_BYTES: usize = 1_000;

/// What a word of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A remark.
    Comment,
    /// A word of the language.
    Keyword,
    /// A text in quotes.
    Quoted,
    /// A number, a constant, an escape in a text.
    Number,
    /// A type, a section.
    Type,
    /// What is called or defined to be called.
    Function,
    /// A key, an attribute, a tag, a variable that is marked as one.
    Name,
    /// Brackets and operators.
    Punctuation,
    /// A line that a change adds.
    Inserted,
    /// A line that a change takes away.
    Deleted,
}

/// The words of one text, by role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Highlight {
    spans: Vec<(Range<usize>, Role)>,
}

impl Highlight {
    /// The words within `bytes` of the text, in order, each cut to it; what lies between them is
    /// plain.
    pub fn within(&self, bytes: Range<usize>) -> impl Iterator<Item = (Range<usize>, Role)> {
        let first = self
            .spans
            .partition_point(|(span, _)| span.end <= bytes.start);
        self.spans
            .iter()
            .skip(first)
            .take_while(move |(span, _)| span.start < bytes.end)
            .map(move |(span, role)| (span.start.max(bytes.start)..span.end.min(bytes.end), *role))
    }

    /// How many words have a role.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether all of the text is plain.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Adds a word after all others; what touches the last one and plays the same role joins it.
    fn push(&mut self, range: Range<usize>, role: Role) {
        if range.is_empty() {
            return;
        }
        match self.spans.last_mut() {
            Some((last, same)) if last.end == range.start && *same == role => last.end = range.end,
            _ => self.spans.push((range, role)),
        }
    }
}

/// Whether `text` is short enough to be read word by word.
pub fn is_affordable(text: &str) -> bool {
    text.len() <= MOST_BYTES && text.bytes().filter(|byte| *byte == b'\n').count() < MOST_LINES
}

#[cfg(test)]
mod tests;
