//! A reading position that survives edits: it hangs on words, not on a scroll offset.
//!
//! The section and the first words of a block say where the reader was; when the note changed,
//! the nearest place that still says so is found.

use serde::{Deserialize, Serialize};

use crate::base::ids::NoteId;
use crate::markdown::document::{Block, BlockKind, Document};
use crate::markdown::outline::Outline;

/// How many characters of a block are remembered.
const QUOTE_CHARS: usize = 60;

/// A place in a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The note.
    pub note: NoteId,
    /// The anchor of the section; empty above the first heading.
    pub section: String,
    /// The first words of the block; empty if it has none.
    pub quote: String,
    /// The index of the block, for when all else is gone.
    pub block: usize,
}

impl Place {
    /// The place of the block at index `block`; an index behind the end means the last block.
    pub fn of(document: &Document, note: &NoteId, block: usize) -> Self {
        let block = block.min(document.blocks.len().saturating_sub(1));
        let outline = Outline::of(document);
        let section = outline
            .section_of(block)
            .and_then(|at| outline.entries.get(at))
            .map_or_else(String::new, |entry| entry.anchor.to_string());
        Self {
            note: note.clone(),
            section,
            quote: document.blocks.get(block).map(quote).unwrap_or_default(),
            block,
        }
    }

    /// The index of the block to show: the quoted words in the section, else anywhere, else the
    /// section's start, else the old index as far as there is one. Of several, the nearest to
    /// the old index. 0 for an empty note.
    pub fn resolve(&self, document: &Document) -> usize {
        let outline = Outline::of(document);
        let section = outline
            .entries
            .iter()
            .position(|entry| *entry.anchor == *self.section);
        let in_section = |block: usize| match outline.section_of(block) {
            Some(at) => Some(at) == section,
            None => self.section.is_empty(),
        };
        let quoted: Vec<usize> = document
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| quote(block) == self.quote)
            .map(|(at, _)| at)
            .collect();
        let nearest = |among: &mut dyn Iterator<Item = usize>| {
            among.min_by_key(|block| block.abs_diff(self.block))
        };
        let section_start = || {
            section
                .and_then(|at| outline.entries.get(at))
                .map(|e| e.block)
        };
        nearest(&mut quoted.iter().copied().filter(|block| in_section(*block)))
            .or_else(|| {
                let says_something = !self.quote.is_empty();
                nearest(&mut quoted.iter().copied().filter(|_| says_something))
            })
            .or_else(section_start)
            .unwrap_or_else(|| self.block.min(document.blocks.len().saturating_sub(1)))
    }
}

/// The first words of a block, with single spaces.
fn quote(block: &Block) -> String {
    let text: &str = match &block.kind {
        BlockKind::Heading { text, .. }
        | BlockKind::Paragraph(text)
        | BlockKind::CalloutTitle(text) => &text.text,
        BlockKind::Embed { link } => &link.destination,
        BlockKind::Image { alt, .. } => alt,
        BlockKind::Code { text, .. } | BlockKind::Math(text) | BlockKind::Drawing(text) => text,
        BlockKind::Table(table) => {
            let cells = table.header.iter().chain(table.rows.iter().flatten());
            return first_words(cells.flat_map(|cell| cell.text.split_whitespace()));
        }
        BlockKind::Rule => "",
        BlockKind::Directive(directive) => &directive.body,
    };
    first_words(text.split_whitespace())
}

fn first_words<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut quote = String::new();
    let mut chars = 0;
    for word in words {
        if chars > 0 {
            quote.push(' ');
            chars += 1;
        }
        let kept = QUOTE_CHARS.saturating_sub(chars);
        quote.extend(word.chars().take(kept));
        chars += word.chars().take(kept + 1).count();
        if chars >= QUOTE_CHARS {
            break;
        }
    }
    quote
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    const NOTE: &str =
        "intro\n\n# One\n\nfirst words here\n\nsame\n\n# Two\n\nsame\n\n---\n\n- item\n";

    /// Takes the place of `block` in [`NOTE`] and finds it in `edited`.
    fn check(block: usize, edited: &str, expected: usize) {
        let place = Place::of(&parse(NOTE), &NoteId::new("a"), block);
        assert_eq!(place.resolve(&parse(edited)), expected, "{place:?}");
    }

    #[test]
    fn unchanged_note_gives_the_same_block() {
        for block in 0..8 {
            check(block, NOTE, block.min(7));
        }
    }

    #[test]
    fn place_moves_with_its_words() {
        check(2, &NOTE.replace("# One", "new\n\nnew\n\n# One"), 4);
        check(2, "# Other\n\ntext\n\nfirst words here\n", 2);
    }

    #[test]
    fn equal_words_are_told_apart_by_section() {
        check(5, &NOTE.replace("intro\n\n", ""), 4);
        check(3, &NOTE.replace("intro\n\n", ""), 2);
    }

    #[test]
    fn lost_words_lead_to_the_section_and_then_to_the_index() {
        check(2, &NOTE.replace("first words here", "rewritten"), 1);
        check(7, "only\n\ntwo\n", 1);
        check(7, "", 0);
    }

    #[test]
    fn place_is_saved_and_read_back() {
        let place = Place::of(&parse(NOTE), &NoteId::new("my/a"), 2);
        let saved = ron::to_string(&place).unwrap();
        assert_eq!(ron::from_str::<Place>(&saved).unwrap(), place);
    }

    #[test]
    fn quote_is_short_whatever_the_text() {
        let document = parse("é".repeat(1_000));
        let place = Place::of(&document, &NoteId::new("a"), 99);
        assert_eq!(place.quote, "é".repeat(QUOTE_CHARS));
        assert_eq!(place.block, 0);
    }
}
