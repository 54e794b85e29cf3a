//! The one text anchor: a place in a note, or a stretch of its words, that survives edits.
//!
//! It hangs on words, never on pixels: the headings above, the words themselves, and what stands
//! before and behind them. [`find_all`] says where they are in a note as it is now, and how sure that
//! is. Back and forward, resuming, bookmarks and highlights all use it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::base::ids::NoteId;
use crate::markdown::document::{BlockKind, Container, Document};
use crate::markdown::excerpt::TextSpot;

mod find;
mod near;
mod running_text;
mod sections;

pub use find::{Certainty, Found, find_all, shortened};

use running_text::RunningText;

/// How many characters of a block are remembered.
const QUOTE_CHARS: usize = 60;

/// How many characters before and behind the words are remembered: a handful of words, which tell
/// one repetition from the next.
const CONTEXT_CHARS: usize = 40;

/// Blocks this far from the words are asked for what stands around them.
const CONTEXT_BLOCKS: usize = 6;

/// A stretch may have so many characters, about a page.
pub const LONGEST_STRETCH: usize = 2_000;

/// A place in a note.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The note.
    pub note: NoteId,
    /// The anchor of the section; empty above the first heading.
    pub section: String,
    /// The first words of the block, or all words of the stretch; empty if there is none.
    pub quote: String,
    /// The index of the block, for when all else is gone.
    pub block: usize,
    /// The headings above, outermost first, the section's own last.
    #[serde(default)]
    pub path: Vec<String>,
    /// The words before the quote.
    #[serde(default)]
    pub before: String,
    /// The words behind it.
    #[serde(default)]
    pub after: String,
    /// Where the quote begins among the words of its block, in bytes.
    #[serde(default)]
    pub at: usize,
    /// Whether the quote is all that is meant, rather than where a block or a line begins.
    #[serde(default)]
    pub stretch: bool,
    /// How the upper edge of the view cuts it, where it is the place of a reader.
    #[serde(default, skip_serializing_if = "Cut::is_none")]
    pub cut: Cut,
}

/// How the upper edge of a view cuts a block: in shares, which mean the same at every width and
/// size of type.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(default)]
pub struct Cut {
    /// In millionths.
    block: i32,
    /// In thousandths.
    line: Option<i32>,
}

impl Cut {
    const BLOCK_PARTS: f32 = 1e6;
    const LINE_PARTS: f32 = 1e3;

    /// So much of the height of the block stands above the edge, and of that of the line in which
    /// the quote begins, where the block has lines. Negative: they begin below the edge.
    pub fn of(block: f32, line: Option<f32>) -> Self {
        Self {
            block: (block * Self::BLOCK_PARTS).round() as i32,
            line: line.map(|line| (line * Self::LINE_PARTS).round() as i32),
        }
    }

    /// How much of the block.
    pub fn block(self) -> f32 {
        self.block as f32 / Self::BLOCK_PARTS
    }

    /// How much of the line.
    pub fn line(self) -> Option<f32> {
        self.line.map(|line| line as f32 / Self::LINE_PARTS)
    }

    /// Whether the block begins at the edge.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

impl Place {
    /// The place of the block at index `block`; an index behind the end means the last block.
    pub fn of(document: &Document, note: &NoteId, block: usize) -> Self {
        let block = block.min(document.blocks.len().saturating_sub(1));
        let around = around(document, block..block + 1);
        let (start, next) = (around.start_of(block), around.start_of(block + 1));
        let words = around.get(start..next).trim_end();
        let quote = first_chars(words, QUOTE_CHARS);
        let end = start + quote.len();
        Self::quoting(document, note, &around, start..end, block)
    }

    /// The place of the line that begins at `spot`, as the upper edge of a view cuts it.
    pub fn of_line(document: &Document, note: &NoteId, spot: TextSpot, cut: Cut) -> Self {
        let around = around(document, spot.block..spot.block + 1);
        let start = around.range_of(&(spot..TextSpot::END)).start;
        let next = around.start_of(spot.block + 1).max(start);
        let words = around.get(start..next).trim_end();
        let end = start + first_chars(words, QUOTE_CHARS).len();
        let place = Self::quoting(document, note, &around, start..end, spot.block);
        Self {
            at: start.saturating_sub(around.start_of(spot.block)),
            cut,
            ..place
        }
    }

    /// The words between two places of the document; `None` if there are none, or more than
    /// [`LONGEST_STRETCH`] characters.
    pub fn of_stretch(document: &Document, note: &NoteId, spots: &Range<TextSpot>) -> Option<Self> {
        let last = document.blocks.len().checked_sub(1)?;
        let (first, last) = (spots.start.block.min(last), spots.end.block.min(last));
        let around = around(document, first..last + 1);
        let range = around.range_of(spots);
        let chars = around.get(range.clone()).chars();
        if !(1..=LONGEST_STRETCH).contains(&chars.count()) {
            return None;
        }
        let (start, block) = around.block_at(range.start)?;
        let at = range.start - start;
        let place = Self::quoting(document, note, &around, range, block);
        Some(Self {
            at,
            stretch: true,
            ..place
        })
    }

    fn quoting(
        document: &Document,
        note: &NoteId,
        around: &RunningText<'_>,
        range: Range<usize>,
        block: usize,
    ) -> Self {
        let before = around.get(0..range.start).trim_end();
        let after = around.get(range.end..around.text().len());
        let (section, path) = headings_above(document, block);
        Self {
            note: note.clone(),
            section,
            quote: around.get(range).to_owned(),
            block,
            path,
            before: last_chars(before, CONTEXT_CHARS).to_owned(),
            after: first_chars(after.trim_start(), CONTEXT_CHARS).to_owned(),
            at: 0,
            stretch: false,
            cut: Cut::default(),
        }
    }

    /// Whether it is the top of the note, or of its first block.
    pub fn is_at_top(&self) -> bool {
        self.block == 0 && self.at == 0 && self.cut.is_none()
    }

    /// Whether it knows a section and nothing else.
    fn names_section(&self) -> bool {
        let knows_words = [&self.quote, &self.before, &self.after];
        knows_words.iter().all(|words| words.is_empty()) && !self.section.is_empty()
    }

    /// Where it is in the note as it is now.
    pub fn find(&self, document: &Document) -> Found {
        self.where_it_stood(document).unwrap_or_else(|| {
            let found = find_all(document, &[self]);
            found.into_iter().next().unwrap_or_else(Found::nowhere)
        })
    }

    /// Its words, if they and all around them stand where they stood: so it is in most notes, and
    /// nothing else has to be read for it.
    fn where_it_stood(&self, document: &Document) -> Option<Found> {
        let block = self.block;
        // Words alone say too little of where they stand.
        let is_alone = self.before.is_empty() && self.after.is_empty();
        if self.quote.is_empty() || is_alone || block >= document.blocks.len() {
            return None;
        }
        let around = around(document, block..block + 1);
        let start = around.start_of(block).saturating_add(self.at);
        let range = start..start.saturating_add(self.quote.len());
        if around.get(range.clone()) != self.quote {
            return None;
        }
        let here = Self::quoting(document, &self.note, &around, range.clone(), block);
        let is_same = (&here.before, &here.after, &here.section, &here.path)
            == (&self.before, &self.after, &self.section, &self.path);
        is_same.then(|| Found {
            certainty: Certainty::Found,
            range: around.spots_of(range),
        })
    }

    /// The index of the block to show; 0 for an empty note.
    pub fn resolve(&self, document: &Document) -> usize {
        self.find(document).range.start.block
    }
}

/// The words of these blocks and of a few around them.
fn around(document: &Document, blocks: Range<usize>) -> RunningText<'_> {
    let from = blocks.start.saturating_sub(CONTEXT_BLOCKS);
    let to = (blocks.end + CONTEXT_BLOCKS).min(document.blocks.len());
    RunningText::of(document, from..to)
}

/// The anchor of the section in which a block stands, and the headings above it.
fn headings_above(document: &Document, block: usize) -> (String, Vec<String>) {
    let mut section = String::new();
    let mut path = Vec::new();
    let mut lowest = u8::MAX;
    let above = document.blocks.iter().take(block + 1).rev();
    let counts = |around: &[Container]| !matches!(around.first(), Some(Container::Footnote { .. }));
    for block in above.filter(|block| counts(&block.containers)) {
        let BlockKind::Heading {
            level,
            text,
            anchor,
        } = &block.kind
        else {
            continue;
        };
        if *level < lowest {
            if path.is_empty() {
                section = anchor.to_string();
            }
            path.push(text.text.to_string());
            lowest = *level;
        }
        if lowest == 1 {
            break;
        }
    }
    path.reverse();
    (section, path)
}

fn first_chars(text: &str, chars: usize) -> &str {
    let end = text.char_indices().nth(chars);
    text.get(..end.map_or(text.len(), |(at, _)| at))
        .unwrap_or_default()
}

fn last_chars(text: &str, chars: usize) -> &str {
    let start = text.char_indices().rev().take(chars).last();
    text.get(start.map_or(text.len(), |(at, _)| at)..)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
