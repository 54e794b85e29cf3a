//! The headings of a note, in order, and which of them a block stands under.
//!
//! Small enough to be kept for every note of a library; what "On this page" shows.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::document::{BlockKind, Container, Document};

/// The headings of one note.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// In reading order.
    pub entries: Vec<OutlineEntry>,
}

/// One heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineEntry {
    /// 1 to 6.
    pub level: u8,
    /// What it says, without markup.
    pub title: Arc<str>,
    /// What links point at; unique in the note.
    pub anchor: Arc<str>,
    /// Its index among the document's blocks.
    pub block: usize,
}

impl Outline {
    /// The headings of `document`. Those within footnotes do not count.
    pub fn of(document: &Document) -> Self {
        let in_footnote = |containers: &[Container]| {
            matches!(containers.first(), Some(Container::Footnote { .. }))
        };
        let entries = document
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| !in_footnote(&block.containers))
            .filter_map(|(at, block)| match &block.kind {
                BlockKind::Heading {
                    level,
                    text,
                    anchor,
                } => Some(OutlineEntry {
                    level: *level,
                    title: text.text.alone(),
                    anchor: anchor.clone(),
                    block: at,
                }),
                _ => None,
            })
            .collect();
        Self { entries }
    }

    /// The index of the heading that the block at `block` stands under (or is); `None` above
    /// the first heading.
    pub fn section_of(&self, block: usize) -> Option<usize> {
        self.entries
            .partition_point(|entry| entry.block <= block)
            .checked_sub(1)
    }

    /// The heading with this anchor.
    pub fn find(&self, anchor: &str) -> Option<&OutlineEntry> {
        self.entries.iter().find(|entry| &*entry.anchor == anchor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    #[test]
    fn blocks_belong_to_the_heading_above_them() {
        let document = parse("intro\n\n# A *b*\n\ntext\n\n### C\n\n- one\n- two\n");
        let outline = Outline::of(&document);
        let titles: Vec<_> = outline
            .entries
            .iter()
            .map(|entry| (entry.level, &*entry.title, &*entry.anchor, entry.block))
            .collect();
        assert_eq!(titles, [(1, "A b", "a-b", 1), (3, "C", "c", 3)]);
        let sections: Vec<_> = (0..6).map(|block| outline.section_of(block)).collect();
        assert_eq!(
            sections,
            [None, Some(0), Some(0), Some(1), Some(1), Some(1)]
        );
        assert_eq!(outline.find("c").map(|entry| entry.block), Some(3));
    }
}
