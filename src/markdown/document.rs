//! A parsed note as one flat list of blocks: the value that everything reads.
//!
//! Containers (lists, quotes, callouts) are not a tree. Each block carries the containers it
//! stands in, outermost first, so a note nested ten thousand levels deep needs no recursion,
//! and the reader can lay out any block without its neighbours.
//! Ranges are byte offsets into [`Document::source`].

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::front_matter::FrontMatter;

mod callout;
mod inline;
mod weight;

pub use callout::{CalloutKind, Fold};
pub use inline::{Inline, LONGEST_TEXT, Link, LinkKind, Span, Spans, Style, wiki_words};

/// A note as the program sees it. Parsing never fails: what is wrong is in `issues`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// The text that was parsed, as it stands in the file.
    pub source: Arc<str>,
    /// What the note says of itself before its text.
    pub front_matter: FrontMatter,
    /// The blocks in reading order, which is the source's, but for footnotes: they come last,
    /// by number.
    pub blocks: Vec<Block>,
    /// Names of places that links may point at, beside the headings: `<a id="…">`. Each with the
    /// index of the block it stands before or in.
    pub anchors: Vec<(Arc<str>, usize)>,
    /// What could not be shown as meant, by line.
    pub issues: Vec<Issue>,
}

/// One paragraph-level piece with the containers it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in the source.
    pub range: Range<usize>,
    /// The containers around it, outermost first; at most [`MAX_NESTING`].
    pub containers: Vec<Container>,
}

/// Containers beyond this depth are dropped (with an issue); their text is kept.
pub const MAX_NESTING: usize = 24;

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// A heading of level 1 to 6 with its anchor, unique in the note.
    Heading {
        /// 1 to 6.
        level: u8,
        /// What it says.
        text: Inline,
        /// What links point at: given as `{#id}` or made from the text.
        anchor: Arc<str>,
    },
    /// Running text.
    Paragraph(Inline),
    /// Pictures without words between them, mostly one: they stand beside each other as far as
    /// there is room.
    Pictures(Vec<Picture>),
    /// `![[note#section]]` alone in its paragraph: another note's text stands here.
    Embed {
        /// Where it is found.
        link: Arc<Link>,
    },
    /// The title line of a callout: always the first block in it.
    CalloutTitle(Inline),
    /// A displayed formula, as TeX.
    Math(Arc<str>),
    /// Fenced or indented code.
    Code {
        /// The first word after the fence; empty if none.
        language: Arc<str>,
        /// The lines, without a final line break.
        text: Arc<str>,
    },
    /// A drawing in the language of Mermaid: its text.
    Drawing(Arc<str>),
    /// A table.
    Table(Table),
    /// A horizontal rule.
    Rule,
    /// A fenced block that the program interprets: `quiz`, `diagram`.
    Directive(Directive),
}

/// A box or list around blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Container {
    /// `> …`
    Quote {
        /// The same for all blocks of one quote, so that its bar is drawn through.
        id: u32,
    },
    /// `> [!NOTE] …` or `<details>`. Its first block is a [`BlockKind::CalloutTitle`].
    Callout {
        /// The same for all blocks of one callout.
        id: u32,
        /// What it is about.
        kind: CalloutKind,
        /// Whether it folds.
        fold: Fold,
    },
    /// `<p align="center">`, `<div align="right">`, `<center>`.
    Aligned(Alignment),
    /// One item of a list.
    Item {
        /// The same for all items of one list.
        list: u32,
        /// What stands in front of it.
        marker: Marker,
        /// Whether this block is the first of the item: the marker is drawn before it.
        first: bool,
        /// Whether the list is tight: items stand close.
        tight: bool,
    },
    /// The text of a footnote.
    Footnote {
        /// Its label.
        label: Arc<str>,
        /// Its number in order of first reference; 0 if nothing refers to it.
        number: u32,
        /// Whether this block is the first of the footnote.
        first: bool,
    },
}

impl Container {
    /// Whether two blocks stand in the same quote, callout, list or footnote.
    pub fn is_same_box(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Quote { id: a }, Self::Quote { id: b })
            | (Self::Callout { id: a, .. }, Self::Callout { id: b, .. })
            | (Self::Item { list: a, .. }, Self::Item { list: b, .. }) => a == b,
            (Self::Footnote { label: a, .. }, Self::Footnote { label: b, .. }) => a == b,
            (Self::Aligned(a), Self::Aligned(b)) => a == b,
            _ => false,
        }
    }
}

/// What stands in front of a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// A dot.
    Bullet,
    /// A number.
    Number(u32),
    /// A box, and its number in a list that counts.
    Task {
        /// How far it is.
        progress: Progress,
        /// Its number.
        number: Option<u32>,
    },
    /// Nothing: what a term means.
    Definition,
}

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// `[ ]`
    Open,
    /// `[/]`, as Obsidian's users write it.
    Begun,
    /// `[x]`
    Done,
    /// `[-]`, as Obsidian's users write it.
    Dropped,
}

impl Progress {
    /// What stands between the brackets.
    pub fn sign(self) -> char {
        match self {
            Self::Open => ' ',
            Self::Begun => '/',
            Self::Done => 'x',
            Self::Dropped => '-',
        }
    }
}

/// A picture that stands for itself, not within a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Where it lies: a path relative to the note, or an address.
    pub destination: Arc<str>,
    /// What it shows, for those who do not see it.
    pub alt: Arc<str>,
    /// The title given in quotes, shown below; may be empty.
    pub title: Arc<str>,
    /// The size that was asked for.
    pub size: PictureSize,
    /// Where it leads, if it is all that a link holds.
    pub link: Option<Arc<Link>>,
}

/// The size of a picture in points, where the note asks for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PictureSize {
    /// Its width.
    pub width: Option<u16>,
    /// Its height.
    pub height: Option<u16>,
}

/// A table of inline cells.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Of each column.
    pub alignments: Vec<Alignment>,
    /// The header's cells, one a column.
    pub header: Vec<Inline>,
    /// The rows, each with one cell a column (fewer only in absurdly wide and ragged tables).
    pub rows: Vec<Vec<Inline>>,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Alignment {
    /// Nothing was said: to the left.
    #[default]
    None,
    /// To the left.
    Left,
    /// Centered.
    Center,
    /// To the right.
    Right,
}

/// A fenced block that the program interprets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// `quiz` or `diagram`.
    pub name: DirectiveName,
    /// What follows the name on the fence line, trimmed.
    pub arguments: Arc<str>,
    /// The lines between the fences.
    pub body: Arc<str>,
    /// Where the body begins in the source.
    pub body_start: usize,
}

/// The fences that the program interprets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DirectiveName {
    /// A question.
    Quiz,
    /// An interactive diagram.
    Diagram,
}

/// Something in a note that could not be shown or used as meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what is allowed; a sentence without a full stop, lower case first.
    pub message: String,
}

impl Document {
    /// The block that a link to `#anchor` leads to: a heading, or what stands at a named place.
    pub fn block_at_anchor(&self, anchor: &str) -> Option<usize> {
        let is_heading = |block: &Block| matches!(&block.kind, BlockKind::Heading { anchor: own, .. } if **own == *anchor);
        let named = || self.anchors.iter().find(|(name, _)| **name == *anchor);
        let heading = self.blocks.iter().position(is_heading);
        heading.or_else(|| named().map(|(_, block)| *block))
    }

    /// The line (from 1) on which the byte `offset` stands.
    pub fn line_of(&self, offset: usize) -> usize {
        line_of(&self.source, offset)
    }
}

/// The line (from 1) of `source` on which the byte `offset` stands.
pub fn line_of(source: &str, offset: usize) -> usize {
    let end = offset.min(source.len());
    source
        .as_bytes()
        .iter()
        .take(end)
        .filter(|byte| **byte == b'\n')
        .count()
        + 1
}

impl Block {
    /// Whether it stands deeper in the containers of `other`: what an item holds beside its text.
    pub fn stands_in(&self, other: &Self) -> bool {
        let mut around = self.containers.iter().zip(&other.containers);
        !other.containers.is_empty()
            && self.containers.len() > other.containers.len()
            && around.all(|(a, b)| a.is_same_box(b))
    }

    /// Whether the innermost list that both stand in is tight.
    pub fn shares_tight_list(&self, other: &Self) -> bool {
        let list = |container: &Container| match container {
            Container::Item { list, tight, .. } => Some((*list, *tight)),
            _ => None,
        };
        let pairs = self.containers.iter().zip(&other.containers);
        let lists = pairs.map(|(own, other)| (list(own), list(other)));
        let id = |list: Option<(u32, bool)>| list.map(|(id, _)| id);
        let shared = lists.take_while(|(own, other)| id(*own) == id(*other));
        let innermost = shared.filter_map(|(own, _)| own).last();
        innermost.is_some_and(|(_, tight)| tight)
    }

    /// The running texts in it: its own, or those of its cells.
    pub fn inlines(&self) -> impl Iterator<Item = &Inline> {
        let (own, table) = match &self.kind {
            BlockKind::Heading { text, .. }
            | BlockKind::Paragraph(text)
            | BlockKind::CalloutTitle(text) => (Some(text), None),
            BlockKind::Table(table) => (None, Some(table)),
            _ => (None, None),
        };
        let cells = table.into_iter().flat_map(|table| {
            let rows = table.rows.iter().flatten();
            table.header.iter().chain(rows)
        });
        own.into_iter().chain(cells)
    }

    /// The words of the block as a screen reader says them, without markers and titles.
    pub fn plain_text(&self) -> String {
        match &self.kind {
            BlockKind::Heading { text, .. }
            | BlockKind::Paragraph(text)
            | BlockKind::CalloutTitle(text) => text.text.to_string(),
            BlockKind::Pictures(pictures) => {
                let words: Vec<&str> = pictures.iter().map(|picture| &*picture.alt).collect();
                words.join(" ")
            }
            BlockKind::Embed { link } => link.destination.to_string(),
            BlockKind::Code { text, .. } | BlockKind::Math(text) | BlockKind::Drawing(text) => {
                text.to_string()
            }
            BlockKind::Table(table) => table.plain_text(),
            BlockKind::Rule => String::new(),
            BlockKind::Directive(directive) => directive.body.to_string(),
        }
    }
}

impl Table {
    /// Cells by tabs, rows by line breaks.
    pub fn plain_text(&self) -> String {
        let row = |cells: &[Inline]| {
            cells
                .iter()
                .map(|cell| cell.text.replace('\n', " "))
                .collect::<Vec<_>>()
                .join("\t")
        };
        std::iter::once(row(&self.header))
            .chain(self.rows.iter().map(|cells| row(cells)))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The table for a spreadsheet: cells by tabs, rows by line breaks, no line for a header
    /// without words.
    pub fn tab_separated(&self) -> String {
        let cell = |cell: &Inline| cell.text.replace(['\n', '\t', '\r'], " ");
        let row = |cells: &Vec<Inline>| cells.iter().map(cell).collect::<Vec<_>>().join("\t");
        let header = self.header.iter().any(|cell| !cell.is_empty());
        let header = header.then_some(&self.header);
        header
            .into_iter()
            .chain(&self.rows)
            .map(row)
            .collect::<Vec<_>>()
            .join("\n")
    }
}
