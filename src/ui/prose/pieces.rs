//! The texts of a note as they stand on screen, for whoever selects or searches in them.
//!
//! While a note is drawn, each laid-out text leaves a [`TextPiece`]; what is selected of it is
//! painted behind its letters.

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::cursor::CCursor;
use egui::{Color32, Galley, Pos2, Rect, Stroke, Ui, Vec2};

use super::formula;
use crate::base::shared_text::SharedText;
use crate::markdown::document::Inline;
use crate::markdown::excerpt::TextSpot;
use crate::search::lights::Light;
use crate::ui_kit::formula::is_formula;
use crate::ui_kit::soft_marks::BREAK;

/// Left of every line.
const FAR: f32 = 1e5;

/// One laid-out text on screen.
#[derive(Debug, Clone)]
pub struct TextPiece {
    /// The block and the part of it.
    pub spot: TextSpot,
    /// What is read.
    pub text: SharedText,
    letters: Letters,
    /// Where it is seen: clipped to what it scrolls in.
    pub rect: Rect,
    /// Where its first line begins.
    pub origin: Pos2,
    /// Its letters.
    pub galley: Arc<Galley>,
}

/// Which letters of a text a galley shows, and with which marks and formulas among them.
#[derive(Debug, Clone)]
pub(super) struct Letters {
    /// The whole text.
    text: SharedText,
    /// The bytes of the text that the galley shows.
    bytes: Range<usize>,
    /// What the galley shows, if marks of the typesetter or formulas stand in it.
    marked: Option<SharedText>,
    /// How many bytes of the text each formula takes that is shown as one character.
    formulas: Vec<usize>,
}

impl Letters {
    /// All letters of a text, which is shown as `marked`.
    pub(super) fn of(written: &Inline, marked: &Inline) -> Self {
        let runs = written.runs().zip(marked.runs());
        let formulas = runs
            .filter(|(_, (shown, span))| formula::character_of(shown, span).is_some())
            .map(|((tex, _), _)| tex.len());
        Self {
            text: written.text.clone(),
            bytes: 0..written.text.len(),
            marked: (written.text != marked.text).then(|| marked.text.clone()),
            formulas: formulas.collect(),
        }
    }

    /// Some letters of a text.
    pub(super) fn within(text: &Arc<str>, bytes: Range<usize>) -> Self {
        Self {
            text: Arc::clone(text).into(),
            bytes,
            marked: None,
            formulas: Vec::new(),
        }
    }

    /// A formula that is shown as one character.
    pub(super) fn of_formula(tex: &Arc<str>, character: char) -> Self {
        Self {
            text: Arc::clone(tex).into(),
            bytes: 0..tex.len(),
            marked: Some(character.to_string().into()),
            formulas: vec![tex.len()],
        }
    }

    /// The whole text, as it stands in the document.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the text before the character of the galley with this number.
    fn byte_of(&self, shown: usize) -> usize {
        let places = self.places();
        let until = places.take_while(|place| place.shown <= shown);
        until.last().map_or(self.bytes.end, |place| place.byte)
    }

    /// The number of the galley's character at a byte of the text.
    pub(super) fn shown_of(&self, byte: usize) -> usize {
        self.shown_of_all([byte]).next().unwrap_or_default()
    }

    /// The same for many bytes, ascending, in one pass over the letters.
    fn shown_of_all(&self, bytes: impl IntoIterator<Item = usize>) -> impl Iterator<Item = usize> {
        let mut places = self.places().peekable();
        let mut last = 0;
        bytes.into_iter().map(move |byte| {
            let byte = byte.clamp(self.bytes.start, self.bytes.end);
            while let Some(before) = places.next_if(|place| place.byte < byte) {
                last = before.shown;
            }
            // Before a mark, which takes no byte.
            let here = places.peek().filter(|place| place.byte == byte);
            here.map_or(last, |place| place.shown)
        })
    }

    /// Which of these lights are among the letters, each with the numbers of the galley's
    /// characters that it covers.
    pub(super) fn lit<'l>(
        &self,
        lights: &'l [Light],
    ) -> impl Iterator<Item = (&'l Light, Range<usize>)> {
        let first = lights.partition_point(|light| light.range.end <= self.bytes.start);
        let lights = lights.get(first..).unwrap_or_default();
        let behind = lights.partition_point(|light| light.range.start < self.bytes.end);
        let lights = lights.get(..behind).unwrap_or_default();
        let bytes = lights
            .iter()
            .flat_map(|light| [light.range.start, light.range.end]);
        let mut shown = self.shown_of_all(bytes);
        lights
            .iter()
            .filter_map(move |light| Some((light, shown.next()?..shown.next()?)))
    }

    /// The places between the characters of the galley, the first and the last among them.
    fn places(&self) -> impl Iterator<Item = Place> {
        let text = self.text.get(self.bytes.clone()).unwrap_or_default();
        let shown = self.marked.as_deref().unwrap_or(text);
        let mut formulas = self.formulas.iter().copied();
        let mut rest = shown;
        let mut written = text.chars();
        let mut place = Place {
            shown: 0,
            byte: self.bytes.start,
        };
        let next = move || {
            let here = place;
            let character = rest.chars().next()?;
            if self.marked.is_some() && rest.starts_with(BREAK) {
                rest = rest.get(BREAK.len()..).unwrap_or_default();
                place.shown += BREAK.chars().count();
                return Some(here);
            }
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
            place.shown += 1;
            let bytes = match is_formula(character).then(|| formulas.next()).flatten() {
                Some(bytes) => {
                    let tail = written.as_str().get(bytes..).unwrap_or_default();
                    written = tail.chars();
                    bytes
                }
                None => written.next().map_or(0, char::len_utf8),
            };
            place.byte += bytes;
            Some(here)
        };
        let end = move || Place {
            shown: shown.chars().count(),
            byte: self.bytes.end,
        };
        std::iter::from_fn(next).chain(std::iter::once_with(end))
    }
}

/// A place between two characters: their number in the galley, and in bytes of the text.
#[derive(Debug, Clone, Copy)]
struct Place {
    shown: usize,
    byte: usize,
}

/// A stretch of the note on colored ground.
#[derive(Debug, Clone)]
pub struct MarkedStretch {
    /// From where to where.
    pub range: Range<TextSpot>,
    /// The ground.
    pub ground: Color32,
    /// The line below the words, where something is said to them.
    pub line: Option<Color32>,
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
    /// Where the pointer is while it selects.
    pub pointer: Option<Pos2>,
    /// What is highlighted in the block, later ones above earlier ones.
    pub marked: Vec<MarkedStretch>,
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
        TextSpot {
            at: self.letters.byte_of(index),
            ..self.spot
        }
    }

    /// Whether a place stands among the letters of this piece, or at their end.
    pub fn has(&self, spot: TextSpot) -> bool {
        let is_part = (self.spot.block, self.spot.part) == (spot.block, spot.part);
        let bytes = &self.letters.bytes;
        is_part && (bytes.start..=bytes.end).contains(&spot.at)
    }

    /// The number of the character at a place in this text.
    pub fn char_of(&self, at: usize) -> usize {
        self.letters.shown_of(at)
    }

    /// Where the cursor stands at a place in this text: a line as high as its row.
    pub fn cursor_rect(&self, at: usize) -> Rect {
        let cursor = CCursor::new(self.char_of(at));
        self.galley
            .pos_from_cursor(cursor)
            .translate(self.origin.to_vec2())
    }

    /// The first line at height `y` or below it that has words: where they begin, and where that
    /// line is.
    pub fn line_at(&self, y: f32) -> Option<(TextSpot, Rect)> {
        let mut spot = self.spot_at(Pos2::new(self.origin.x - FAR, y));
        let rest = self.text.get(spot.at..)?;
        spot.at += rest.len() - rest.trim_start().len();
        Some((spot, self.line_of(spot.at)?))
    }

    /// The line in which a place of this text stands, if the place is among these letters.
    pub fn line_of(&self, at: usize) -> Option<Rect> {
        let cursor = CCursor {
            index: self.char_of(at).into(),
            prefer_next_row: true,
        };
        let line = self.galley.pos_from_cursor(cursor);
        let is_here = self.letters.bytes.contains(&at);
        is_here.then(|| line.translate(self.origin.to_vec2()))
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
        letters: Letters,
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
            text: letters.text.clone(),
            letters,
            rect: rect.intersect(ui.clip_rect()),
            origin,
            galley: Arc::clone(galley),
        };
        self.part += 1;
        if ui.is_rect_visible(rect) {
            for marked in &self.marked {
                marked.ground_ui(ui, &piece);
            }
        }
        if let Some(selected) = &self.selected {
            let bytes = piece.selected_bytes(selected);
            let color = ui.visuals().selection.bg_fill;
            let chars = if bytes.is_empty() {
                0..0
            } else {
                piece.char_of(bytes.start)..piece.char_of(bytes.end)
            };
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

impl MarkedStretch {
    /// Paints the ground for what lies in `piece`.
    fn ground_ui(&self, ui: &Ui, piece: &TextPiece) {
        let bytes = piece.selected_bytes(&self.range);
        if bytes.is_empty() {
            return;
        }
        let chars = piece.char_of(bytes.start)..piece.char_of(bytes.end);
        let sections = piece.galley.job.sections.first();
        let size = sections.map_or(0.0, |section| section.format.font_id.size);
        for row in super::inline::row_rects(&piece.galley, chars, piece.origin) {
            let height = (size * 1.4).min(row.height());
            let around = Vec2::new(row.width() + 4.0, height);
            let ground = Rect::from_center_size(row.center(), around);
            ui.painter().rect_filled(ground, 3.0, self.ground);
            if let Some(line) = self.line {
                let stroke = Stroke::new(1.5, line);
                ui.painter()
                    .hline(ground.x_range(), ground.bottom() - 0.75, stroke);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use smallvec::smallvec;

    use super::*;
    use crate::markdown::document::{Span, Style};
    use crate::ui_kit::soft_marks::KEEP;

    #[test]
    fn places_are_those_of_the_text_without_marks() {
        let marked = format!("5{KEEP}s Get{BREAK}Ob\u{e4}");
        let written = Inline::plain("5 s GetOb\u{e4}");
        let letters = Letters::of(&written, &Inline::plain(marked.as_str()));
        // Before "O", behind the mark; it is the same place as before the mark.
        assert_eq!(letters.byte_of(9), 7);
        assert_eq!(letters.shown_of(7), 7);
        assert_eq!(letters.shown_of(8), 10);
        assert_eq!(letters.byte_of(10), 8);
        assert_eq!(letters.shown_of(11), 12);
        for byte in [0, 1, 2, 3, 4, 7, 8, 9, 11] {
            assert_eq!(letters.byte_of(letters.shown_of(byte)), byte);
        }
    }

    #[test]
    fn formula_is_one_letter_that_stands_for_its_source() {
        let span = |range: Range<usize>, math| {
            let style = Style {
                math,
                ..Style::default()
            };
            Span::new(range, style, None)
        };
        let written = Inline {
            text: "a x^2 b".into(),
            spans: smallvec![span(0..2, false), span(2..5, true), span(5..7, false)],
        };
        let shown = Inline {
            text: "a \u{f0000} b".into(),
            spans: smallvec![span(0..2, false), span(2..6, true), span(6..8, false)],
        };
        let letters = Letters::of(&written, &shown);
        let bytes: Vec<usize> = (0..=5).map(|shown| letters.byte_of(shown)).collect();
        assert_eq!(bytes, [0, 1, 2, 5, 6, 7]);
        let shown: Vec<usize> = (0..=7).map(|byte| letters.shown_of(byte)).collect();
        assert_eq!(shown, [0, 1, 2, 2, 2, 3, 4, 5]);
        let alone = Letters::of_formula(&"x^2".into(), '\u{f0000}');
        assert_eq!((alone.byte_of(0), alone.byte_of(1)), (0, 3));
    }

    #[test]
    fn places_of_a_later_piece_are_those_of_the_whole_text() {
        let letters = Letters::within(&"ab\ncd\nef".into(), 3..5);
        assert_eq!(letters.byte_of(1), 4);
        assert_eq!(letters.shown_of(5), 2);
        assert_eq!(letters.shown_of(0), 0);
    }

    #[test]
    fn lights_of_a_piece_are_those_that_touch_it() {
        let lights: Vec<Light> = [0..2, 4..7, 7..9, 10..11]
            .into_iter()
            .zip(0..)
            .map(|(range, number)| Light { range, number })
            .collect();
        let letters = Letters::within(&"abcdeéähij".into(), 5..10);
        let lit: Vec<_> = letters
            .lit(&lights)
            .map(|(light, shown)| (light.number, shown))
            .collect();
        assert_eq!(lit, [(1, 0..1), (2, 1..2)]);
        for (number, shown) in lit {
            let Range { start, end } = lights[number].range.clone();
            assert_eq!(shown, letters.shown_of(start)..letters.shown_of(end));
        }
    }
}
