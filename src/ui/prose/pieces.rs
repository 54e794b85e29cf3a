//! The texts of a note as they stand on screen, for whoever selects or searches in them.
//!
//! While a note is drawn, each laid-out text leaves a [`TextPiece`]; what is selected of it is
//! painted behind its letters.

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::cursor::CCursor;
use egui::{Galley, Pos2, Rect, Ui, Vec2};

use crate::markdown::excerpt::TextSpot;

/// One laid-out text on screen.
#[derive(Debug, Clone)]
pub struct TextPiece {
    /// The block and the part of it.
    pub spot: TextSpot,
    /// What is read.
    pub text: Arc<str>,
    /// Where it is seen: clipped to what it scrolls in.
    pub rect: Rect,
    /// Where its first line begins.
    pub origin: Pos2,
    /// Its letters.
    pub galley: Arc<Galley>,
}

/// What is selected while a block is drawn, and the pieces that it leaves.
#[derive(Debug, Default)]
pub struct Selecting {
    /// The block that is being drawn.
    pub block: usize,
    /// The part that comes next.
    pub part: usize,
    /// What is selected in the note.
    pub selected: Option<Range<TextSpot>>,
    /// The texts drawn so far.
    pub pieces: Vec<TextPiece>,
}

impl TextPiece {
    /// The place between two characters that is nearest to `at`.
    pub fn spot_at(&self, at: Pos2) -> TextSpot {
        let cursor = self.galley.cursor_from_pos(at - self.origin);
        self.spot_of_char(cursor.index.into())
    }

    /// The place before the character with this number.
    pub fn spot_of_char(&self, index: usize) -> TextSpot {
        let byte = self.text.char_indices().nth(index);
        TextSpot {
            at: byte.map_or(self.text.len(), |(at, _)| at),
            ..self.spot
        }
    }

    /// The number of the character at a place in this text.
    pub fn char_of(&self, at: usize) -> usize {
        let before = self.text.get(..at.min(self.text.len()));
        before.map_or(0, |before| before.chars().count())
    }

    /// Where the cursor stands at a place in this text: a line as high as its row.
    pub fn cursor_rect(&self, at: usize) -> Rect {
        let cursor = CCursor::new(self.char_of(at));
        self.galley
            .pos_from_cursor(cursor)
            .translate(self.origin.to_vec2())
    }

    /// How far `at` lies from the text: first up or down, then sideways.
    pub fn distance(&self, at: Pos2) -> (f32, f32) {
        let outside =
            |value: f32, range: egui::Rangef| (range.min - value).max(value - range.max).max(0.0);
        (
            outside(at.y, self.rect.y_range()),
            outside(at.x, self.rect.x_range()),
        )
    }

    /// The bytes of this text that lie in `selected`.
    fn selected_bytes(&self, selected: &Range<TextSpot>) -> Range<usize> {
        let here = (self.spot.block, self.spot.part);
        let part = |spot: TextSpot| (spot.block, spot.part);
        let (first, last) = (part(selected.start), part(selected.end));
        let start = match here.cmp(&first) {
            std::cmp::Ordering::Less => self.text.len(),
            std::cmp::Ordering::Equal => selected.start.at,
            std::cmp::Ordering::Greater => 0,
        };
        let end = match here.cmp(&last) {
            std::cmp::Ordering::Less => self.text.len(),
            std::cmp::Ordering::Equal => selected.end.at.min(self.text.len()),
            std::cmp::Ordering::Greater => 0,
        };
        start..end.max(start)
    }
}

impl Selecting {
    /// Takes up a laid-out text and paints what is selected of it.
    pub(super) fn add_ui(
        &mut self,
        ui: &Ui,
        text: &Arc<str>,
        rect: Rect,
        origin: Pos2,
        galley: &Arc<Galley>,
    ) {
        let piece = TextPiece {
            spot: TextSpot {
                block: self.block,
                part: self.part,
                at: 0,
            },
            text: Arc::clone(text),
            rect: rect.intersect(ui.clip_rect()),
            origin,
            galley: Arc::clone(galley),
        };
        self.part += 1;
        if let Some(selected) = &self.selected {
            let bytes = piece.selected_bytes(selected);
            let chars = piece.char_of(bytes.start)..piece.char_of(bytes.end);
            let color = ui.visuals().selection.bg_fill;
            for row in super::inline::row_rects(galley, chars, origin) {
                let row = row.expand2(Vec2::new(0.5, 0.0));
                ui.painter().rect_filled(row, 2.0, color);
            }
        }
        if piece.rect.is_positive() {
            self.pieces.push(piece);
        }
    }
}
