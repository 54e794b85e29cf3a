//! Running text: what is read, and the styles and links of its runs.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use smallvec::{SmallVec, smallvec};

use crate::base::shared_text::SharedText;

/// A longer text is several blocks, so that only what is in view is laid out. In bytes; about six
/// screens.
pub const LONGEST_TEXT: usize = 16 << 10;

/// Running text: plain characters, and spans that style parts of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Inline {
    /// What is read: markup removed, hard breaks as `\n`, images by their alternative text.
    pub text: SharedText,
    /// Styled runs, in order, without gaps: they cover `text` exactly.
    pub spans: Spans,
}

/// The runs of a text: most have one.
pub type Spans = SmallVec<[Span; 1]>;

/// One run of characters in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    start: u32,
    end: u32,
    /// How it looks.
    pub style: Style,
    /// Where it leads when clicked.
    pub link: Option<Arc<Link>>,
}

/// How a run looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Style {
    /// `**strong**`
    pub strong: bool,
    /// `*emphasis*`
    pub emphasis: bool,
    /// `` `code` ``
    pub code: bool,
    /// `~~strikethrough~~`
    pub strikethrough: bool,
    /// `==highlight==`
    pub highlight: bool,
    /// Raised, as footnote marks are.
    pub superscript: bool,
    /// Lowered.
    pub subscript: bool,
    /// An image within a line, shown by its alternative text.
    pub image: bool,
    /// A key of a keyboard.
    pub key: bool,
    /// `<u>`, `<ins>`
    pub underline: bool,
    /// `$…$`: the text is TeX.
    pub math: bool,
}

/// Where a run leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    /// As written, with escapes resolved: an address, a path, `#anchor`, a note's id.
    pub destination: Arc<str>,
    /// How it was written.
    pub kind: LinkKind,
}

/// How a link was written, which decides how its destination is understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LinkKind {
    /// `[text](destination)`, `<address>` or a bare address.
    Inline,
    /// `[[note#section|text]]`
    Wiki,
    /// `[^label]`
    Footnote,
    /// `![text](destination)` within a line: the picture itself, unless it stands in a link.
    Image,
    /// `#tag/below`: all that has the tag.
    Tag,
}

/// What a wikilink says that has no words of its own: `note#section` is "note › section".
pub fn wiki_words(destination: &str) -> String {
    let words = destination.strip_prefix('#').unwrap_or(destination);
    words.replace('#', " \u{203a} ")
}

impl Span {
    /// A run of the bytes `range` of [`Inline::text`], of which the first 4 GB can be styled.
    pub fn new(range: Range<usize>, style: Style, link: Option<Arc<Link>>) -> Self {
        let bound = |byte| u32::try_from(byte).unwrap_or(u32::MAX);
        Self {
            start: bound(range.start),
            end: bound(range.end),
            style,
            link,
        }
    }

    /// Its bytes in [`Inline::text`].
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same look over other bytes.
    #[must_use]
    pub fn over(&self, range: Range<usize>) -> Self {
        Self::new(range, self.style, self.link.clone())
    }
}

impl Inline {
    /// A part of it, cut at whole characters; nothing if no character is in it.
    pub fn slice(&self, bytes: Range<usize>) -> Option<Self> {
        let start = self.text.floor_char_boundary(bytes.start);
        let end = self.text.floor_char_boundary(bytes.end).max(start);
        let text = self.text.slice(start..end);
        if text.is_empty() && !self.text.is_empty() {
            return None;
        }
        let first = self.spans.partition_point(|span| span.range().end <= start);
        let touched = self.spans.iter().skip(first);
        let spans = touched
            .take_while(|span| span.range().start < end)
            .map(|span| {
                let Range {
                    start: from,
                    end: to,
                } = span.range();
                span.over(from.max(start) - start..to.min(end) - start)
            });
        Some(Self {
            text,
            spans: spans.collect(),
        })
    }

    /// It in pieces of at most `longest` bytes, cut between words where there are any, and around
    /// formulas that are no longer than that.
    pub fn pieces(self, longest: usize) -> SmallVec<[Self; 1]> {
        if self.text.len() <= longest {
            return SmallVec::from_buf([self]);
        }
        let mut pieces = SmallVec::new();
        let mut start = 0;
        while start < self.text.len() {
            let end = self.seam(start, longest);
            pieces.extend(self.slice(start..end));
            start = end;
        }
        pieces
    }

    /// Its beginning of at most `longest` bytes, and the rest if there is any, cut as
    /// [`Self::pieces`] are.
    pub fn parted(self, longest: usize) -> (Self, Option<Self>) {
        if self.text.len() <= longest {
            return (self, None);
        }
        let seam = self.seam(0, longest);
        let beginning = self.slice(0..seam).unwrap_or_default();
        (beginning, self.slice(seam..self.text.len()))
    }

    /// Where a piece ends that begins at `start`.
    fn seam(&self, start: usize, longest: usize) -> usize {
        let end = self.text.floor_char_boundary(start + longest);
        // A character that is longer than a piece stands alone.
        let end = end.max(self.text.ceil_char_boundary(start + 1));
        if end >= self.text.len() {
            return self.text.len();
        }
        let within = self.text.get(start..end).unwrap_or_default();
        let words = within.rfind(char::is_whitespace).filter(|at| *at > 0);
        let seam = words.map_or(end, |at| self.text.ceil_char_boundary(start + at + 1));
        let span = self.spans.partition_point(|span| span.range().end <= seam);
        let formula = self.spans.get(span).filter(|span| span.style.math);
        let before = formula.map(|span| span.range().start);
        before.filter(|at| *at > start).unwrap_or(seam)
    }

    /// Plain text in one style, without links.
    pub fn plain(text: impl Into<SharedText>) -> Self {
        let text = text.into();
        let spans = smallvec![Span::new(0..text.len(), Style::default(), None)];
        Self { text, spans }
    }

    /// The runs with their text.
    pub fn runs(&self) -> impl Iterator<Item = (&str, &Span)> {
        self.spans
            .iter()
            .filter_map(|span| Some((self.text.get(span.range())?, span)))
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::markdown::document::BlockKind;
    use crate::markdown::parse;

    fn paragraph(text: &str) -> Inline {
        let document = parse(text);
        let block = document.blocks.first().map(|block| block.kind.clone());
        match block {
            Some(BlockKind::Paragraph(text)) => text,
            _ => Inline::default(),
        }
    }

    #[test]
    fn long_text_is_cut_between_words_and_around_formulas() {
        let cut = |text: &str, longest| -> Vec<String> {
            let pieces = paragraph(text).pieces(longest);
            pieces.iter().map(|piece| piece.text.to_string()).collect()
        };
        assert_eq!(cut("one two three", 8), ["one two ", "three"]);
        assert_eq!(cut("one $a + b$ two", 6), ["one ", "a + b ", "two"]);
        assert_eq!(cut("unbroken", 3), ["unb", "rok", "en"]);
        assert_eq!(cut("äöü", 1), ["ä", "ö", "ü"]);
        assert_eq!(cut("short", 99), ["short"]);
    }

    proptest! {
        #[test]
        fn pieces_are_the_whole(text in "[a-z *`é$]{0,60}", longest in 1_usize..20) {
            let whole = paragraph(&text);
            let pieces = whole.clone().pieces(longest);
            let joined: String = pieces.iter().map(|piece| &*piece.text).collect();
            prop_assert_eq!(&joined, &*whole.text);
            let (beginning, rest) = whole.clone().parted(longest);
            let rest = rest.map_or_else(String::new, |rest| rest.text.to_string());
            prop_assert_eq!(format!("{}{rest}", beginning.text), &*whole.text);
            for piece in pieces {
                let covered: usize = piece.spans.iter().map(|span| span.range().len()).sum();
                prop_assert_eq!(covered, piece.text.len());
            }
        }
    }
}
