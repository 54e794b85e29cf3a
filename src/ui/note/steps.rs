//! How keys move the end of a selection through the texts of a note.

use egui::{Pos2, vec2};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::markdown::document::{BlockKind, Document};
use crate::markdown::excerpt::TextSpot;
use crate::ui::prose::TextPiece;

/// How far a key moves the end of a selection; `true` is forward.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    Char(bool),
    Word(bool),
    Line(bool),
    Text(bool),
}

impl Step {
    /// Whether it leads on.
    pub(super) fn is_forward(self) -> bool {
        let (Self::Char(forward) | Self::Word(forward) | Self::Line(forward) | Self::Text(forward)) =
            self;
        forward
    }
}

/// The texts of a note.
#[derive(Clone, Copy)]
pub(super) struct Texts<'a> {
    /// Those that are laid out.
    pub pieces: &'a [TextPiece],
    /// All.
    pub document: &'a Document,
    /// Whether a block is drawn at all.
    pub is_shown: &'a dyn Fn(usize) -> bool,
}

impl Texts<'_> {
    /// Behind everything.
    pub(super) fn end(self) -> TextSpot {
        let block = self.document.blocks.len().saturating_sub(1);
        let last = self.lengths(block).last();
        let (part, at) = last.unwrap_or((0, usize::MAX));
        TextSpot { block, part, at }
    }

    /// Where a step leads from `head`; nothing if the text around it is not laid out.
    pub(super) fn moved(self, head: TextSpot, step: Step) -> Option<TextSpot> {
        let beside = || self.beside(head, step.is_forward()).unwrap_or(head);
        if !self.is_text(head) {
            return Some(beside());
        }
        let piece = self.pieces.iter().find(|piece| piece.has(head))?;
        let at = match step {
            Step::Text(false) => Some(0),
            Step::Text(true) => Some(piece.text.len()),
            Step::Char(true) => next(piece.text.grapheme_indices(true), head.at),
            Step::Char(false) => previous(piece.text.grapheme_indices(true), head.at),
            Step::Word(true) => next(piece.text.split_word_bound_indices(), head.at),
            Step::Word(false) => previous(piece.text.split_word_bound_indices(), head.at),
            Step::Line(forward) => {
                let cursor = piece.cursor_rect(head.at);
                let down = cursor.height() * if forward { 1.2 } else { -1.2 };
                let there = spot_at(self.pieces, cursor.center() + vec2(0.0, down));
                let there = there.map(|(_, spot)| spot).filter(|spot| *spot != head);
                return Some(there.unwrap_or_else(beside));
            }
        };
        Some(at.map_or_else(beside, |at| TextSpot { at, ..head }))
    }

    /// The nearer end of the text after (or before) the one in which `head` stands.
    pub(super) fn beside(self, head: TextSpot, forward: bool) -> Option<TextSpot> {
        let here = (head.block, head.part);
        let last = self.document.blocks.len().checked_sub(1)?;
        if forward {
            (head.block..=last).find_map(|block| {
                let mut after = self.shown(block).filter(|(part, _)| (block, *part) > here);
                let (part, _) = after.next()?;
                Some(TextSpot { block, part, at: 0 })
            })
        } else {
            (0..=head.block.min(last)).rev().find_map(|block| {
                let before = self.shown(block).filter(|(part, _)| (block, *part) < here);
                let (part, at) = before.last()?;
                Some(TextSpot { block, part, at })
            })
        }
    }

    /// Whether a place stands among letters that are shown.
    fn is_text(self, spot: TextSpot) -> bool {
        self.shown(spot.block).any(|(part, _)| part == spot.part)
    }

    /// The texts of a block that is shown, as far as there are letters in them.
    fn shown(self, block: usize) -> impl Iterator<Item = (usize, usize)> {
        let is_shown = (self.is_shown)(block);
        let lengths = self.lengths(block);
        lengths.filter(move |(_, length)| is_shown && *length > 0)
    }

    /// The texts of a block by their numbers, with how long each is, in bytes.
    fn lengths(self, block: usize) -> impl Iterator<Item = (usize, usize)> {
        let block = self.document.blocks.get(block).into_iter();
        let whole = block.clone().filter_map(|block| match &block.kind {
            BlockKind::Code { text, .. } | BlockKind::Math(text) => Some(text.len()),
            _ => None,
        });
        let inlines = block.flat_map(|block| block.inlines().map(|inline| inline.text.len()));
        whole.chain(inlines).enumerate()
    }
}

/// The text that is nearest to the pointer, and the place in it.
pub(super) fn spot_at(pieces: &[TextPiece], at: Pos2) -> Option<(&TextPiece, TextSpot)> {
    let nearest = pieces.iter().min_by(|a, b| {
        let (a, b) = (a.distance(at), b.distance(at));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    })?;
    Some((nearest, nearest.spot_at(at)))
}

/// The end of the part that stands at `at`.
fn next<'a>(mut parts: impl Iterator<Item = (usize, &'a str)>, at: usize) -> Option<usize> {
    parts
        .find(|(start, part)| start + part.len() > at)
        .map(|(start, part)| start + part.len())
}

/// The beginning of the part before `at`.
fn previous<'a>(parts: impl Iterator<Item = (usize, &'a str)>, at: usize) -> Option<usize> {
    parts
        .map(|(start, _)| start)
        .take_while(|start| *start < at)
        .last()
}
