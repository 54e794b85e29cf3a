//! The words of a note, or of a few of its blocks, as one running text with single spaces.
//!
//! Where a paragraph ends, where a line breaks and how many spaces stand somewhere says nothing
//! about a place, so it is not in this text. Every byte of it leads back to the block, the part and
//! the byte it came from.

use std::ops::Range;

use crate::markdown::document::{Block, BlockKind, Document};
use crate::markdown::excerpt::TextSpot;

/// The running text.
#[derive(Debug, Default)]
pub(super) struct RunningText<'a> {
    text: String,
    pieces: Vec<Piece<'a>>,
}

/// One part of a block that has words.
#[derive(Debug)]
struct Piece<'a> {
    /// Where its words begin in the running text.
    start: usize,
    block: usize,
    part: usize,
    source: &'a str,
}

impl<'a> RunningText<'a> {
    /// The text of the blocks with these numbers.
    pub(super) fn of(document: &'a Document, blocks: Range<usize>) -> Self {
        let mut running = Self::default();
        let first = blocks.start;
        let shown = document.blocks.get(blocks).unwrap_or_default();
        for (block, number) in shown.iter().zip(first..) {
            each_part(block, |part, source| running.add(number, part, source));
        }
        running
    }

    fn add(&mut self, block: usize, part: usize, source: &'a str) {
        let mut words = source.split_whitespace().peekable();
        if words.peek().is_none() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let start = self.text.len();
        for word in words {
            if self.text.len() > start {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
        self.pieces.push(Piece {
            start,
            block,
            part,
            source,
        });
    }

    /// All of it.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// A part of it; empty if there is no such part.
    pub(super) fn get(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// Where the words of a block, or of those behind it, begin.
    pub(super) fn start_of(&self, block: usize) -> usize {
        let piece = self.pieces.partition_point(|piece| piece.block < block);
        let piece = self.pieces.get(piece);
        piece.map_or(self.text.len(), |piece| piece.start)
    }

    /// Where the block begins whose words stand at `at`, and its number.
    pub(super) fn block_at(&self, at: usize) -> Option<(usize, usize)> {
        let block = self.piece_at(at)?.block;
        Some((self.start_of(block), block))
    }

    /// The first byte of the words between two places of the document, and the byte behind them.
    /// Empty if there is no word between them.
    pub(super) fn range_of(&self, spots: &Range<TextSpot>) -> Range<usize> {
        let start = self.first_from(spots.start);
        let end = self.last_until(spots.end);
        start..end.max(start)
    }

    /// The stretch of the document from which a stretch of the running text came.
    pub(super) fn spots_of(&self, range: Range<usize>) -> Range<TextSpot> {
        let start = self.spot(range.start, range.start);
        let end = self.spot(range.end.saturating_sub(1).max(range.start), range.end);
        start..end.max(start)
    }

    fn piece_at(&self, at: usize) -> Option<&Piece<'a>> {
        let piece = self.pieces.partition_point(|piece| piece.start <= at);
        self.pieces.get(piece.checked_sub(1)?)
    }

    /// The place of the byte `at`, in the piece of the byte `within`.
    fn spot(&self, within: usize, at: usize) -> TextSpot {
        self.piece_at(within)
            .map_or_else(TextSpot::default, |piece| TextSpot {
                block: piece.block,
                part: piece.part,
                at: byte_of(piece.source, at.saturating_sub(piece.start)),
            })
    }

    fn first_from(&self, spot: TextSpot) -> usize {
        let here = (spot.block, spot.part);
        let at = self
            .pieces
            .partition_point(|piece| (piece.block, piece.part) < here);
        let Some(piece) = self.pieces.get(at) else {
            return self.text.len();
        };
        if (piece.block, piece.part) > here {
            return piece.start;
        }
        match words(piece.source).find(|word| spot.at < word.from + word.len) {
            Some(word) => piece.start + word.at + spot.at.saturating_sub(word.from),
            None => self
                .pieces
                .get(at + 1)
                .map_or(self.text.len(), |next| next.start),
        }
    }

    fn last_until(&self, spot: TextSpot) -> usize {
        let here = (spot.block, spot.part);
        let after = self
            .pieces
            .partition_point(|piece| (piece.block, piece.part) <= here);
        let end_of = |count: usize| match self.pieces.get(count) {
            _ if count == 0 => 0,
            Some(next) => next.start - 1,
            None => self.text.len(),
        };
        let piece = after.checked_sub(1).and_then(|at| self.pieces.get(at));
        let Some(piece) = piece.filter(|piece| (piece.block, piece.part) == here) else {
            return end_of(after);
        };
        match words(piece.source)
            .take_while(|word| word.from < spot.at)
            .last()
        {
            Some(word) => piece.start + word.at + (spot.at - word.from).min(word.len),
            None => end_of(after - 1),
        }
    }
}

/// A word of a source: where it begins there and in the running text of the piece, and how long it
/// is in bytes.
struct Word {
    from: usize,
    at: usize,
    len: usize,
}

fn words(source: &str) -> impl Iterator<Item = Word> {
    let base = source.as_ptr().addr();
    let mut next = 0;
    source.split_whitespace().map(move |word| {
        let at = next;
        next = at + word.len() + 1;
        Word {
            from: word.as_ptr().addr() - base,
            at,
            len: word.len(),
        }
    })
}

/// The byte of the source that stands at byte `at` of its running text; behind the last word at
/// the latest.
fn byte_of(source: &str, at: usize) -> usize {
    let mut end = 0;
    for word in words(source) {
        if at <= word.at + word.len {
            return word.from + at.saturating_sub(word.at);
        }
        end = word.from + word.len;
    }
    end
}

/// Calls `visit` with every text of a block and its number.
fn each_part<'a>(block: &'a Block, mut visit: impl FnMut(usize, &'a str)) {
    match &block.kind {
        BlockKind::Heading { .. }
        | BlockKind::Paragraph(_)
        | BlockKind::CalloutTitle(_)
        | BlockKind::Table(_) => {
            for (part, inline) in block.inlines().enumerate() {
                visit(part, &inline.text);
            }
        }
        BlockKind::Code { text, .. } | BlockKind::Math(text) | BlockKind::Drawing(text) => {
            visit(0, text);
        }
        BlockKind::Pictures(pictures) => {
            for (part, picture) in pictures.iter().enumerate() {
                visit(part, &picture.alt);
            }
        }
        BlockKind::Embed { link } => visit(0, &link.destination),
        BlockKind::Directive(directive) => visit(0, &directive.body),
        BlockKind::Rule => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    fn spot(block: usize, part: usize, at: usize) -> TextSpot {
        TextSpot { block, part, at }
    }

    #[test]
    fn lines_cells_and_blocks_run_on() {
        let document =
            parse("One\ntwo\n\n---\n\n| a | |\n|---|---|\n| `b  c` | d |\n\n```\nx\n\n  y\n```\n");
        let running = RunningText::of(&document, 0..document.blocks.len());
        assert_eq!(running.text(), "One two a b c d x y");
        assert_eq!(running.start_of(1), running.start_of(2));
        assert_eq!(running.block_at(9), Some((8, 2)));
        let all = running.spots_of(0..running.text().len());
        assert_eq!(all, spot(0, 0, 0)..spot(3, 0, 6));
        assert_eq!(running.spots_of(12..15), spot(2, 2, 3)..spot(2, 3, 1));
    }

    #[test]
    fn stretch_of_the_document_is_found_without_its_spaces() {
        let document = parse("One two  \nthree\n\nfour\n");
        let running = RunningText::of(&document, 0..2);
        let words = |from, to| running.get(running.range_of(&(from..to))).to_owned();
        assert_eq!(words(spot(0, 0, 3), spot(0, 0, 8)), "two");
        assert_eq!(words(spot(0, 0, 5), spot(1, 0, 2)), "wo three fo");
        assert_eq!(words(spot(0, 0, 0), TextSpot::END), "One two three four");
        assert_eq!(words(spot(0, 0, 3), spot(0, 0, 4)), "");
        assert_eq!(words(spot(0, 0, 13), spot(1, 0, 0)), "");
    }
}
