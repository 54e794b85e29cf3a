//! Running text: what is read, and the styles and links of its runs.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Running text: plain characters, and spans that style parts of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Inline {
    /// What is read: markup removed, hard breaks as `\n`, images by their alternative text.
    pub text: Arc<str>,
    /// Styled runs, in order, without gaps: they cover `text` exactly.
    pub spans: Vec<Span>,
}

/// One run of characters in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// Bytes in [`Inline::text`].
    pub range: Range<usize>,
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
}

impl Inline {
    /// Plain text in one style, without links.
    pub fn plain(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let range = 0..text.len();
        let spans = vec![Span {
            range,
            style: Style::default(),
            link: None,
        }];
        Self { text, spans }
    }

    /// The runs with their text.
    pub fn runs(&self) -> impl Iterator<Item = (&str, &Span)> {
        self.spans
            .iter()
            .filter_map(|span| Some((self.text.get(span.range.clone())?, span)))
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}
