//! Outlines of the typeface as straight lines.

use latex_rust::ttf_parser::{GlyphId, OutlineBuilder};

/// A curve becomes so many straight lines: exact to a pixel's tenth at any size on a screen.
const STEPS: u8 = 10;

/// The outline of a character, at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Its number in the typeface.
    pub id: u16,
    /// Where its origin stands.
    pub x: f32,
    /// The height of its baseline.
    pub y: f32,
    /// 1 for text, less for scripts.
    pub scale: f32,
}

impl Glyph {
    /// Hands each straight part of the outline to `line`, from its beginning to its end, in em
    /// of the formula. Outer outlines run counterclockwise.
    pub fn trace(&self, line: &mut dyn FnMut((f32, f32), (f32, f32))) {
        let Some(font) = super::font() else { return };
        let mut pen = Pen {
            glyph: *self,
            em: f32::from(font.units_per_em()),
            start: (0.0, 0.0),
            at: (0.0, 0.0),
            line,
        };
        // Blanks have no outline.
        let _bounds = font.face().outline_glyph(GlyphId(self.id), &mut pen);
    }
}

struct Pen<'a> {
    glyph: Glyph,
    /// Units of the typeface in one em.
    em: f32,
    /// Where the contour began, in units.
    start: (f32, f32),
    /// Where the pen is, in units.
    at: (f32, f32),
    line: &'a mut dyn FnMut((f32, f32), (f32, f32)),
}

impl Pen<'_> {
    fn placed(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let scale = self.glyph.scale / self.em;
        (self.glyph.x + x * scale, self.glyph.y + y * scale)
    }

    fn draw_to(&mut self, to: (f32, f32)) {
        let (from, end) = (self.placed(self.at), self.placed(to));
        (self.line)(from, end);
        self.at = to;
    }

    fn draw_curve(&mut self, point: impl Fn(f32) -> (f32, f32)) {
        for step in 1..=STEPS {
            self.draw_to(point(f32::from(step) / f32::from(STEPS)));
        }
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = (x, y);
        self.at = (x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.draw_to((x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (x0, y0) = self.at;
        self.draw_curve(|t| {
            let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * (1.0 - t) * t, t * t);
            (a * x0 + b * x1 + c * x, a * y0 + b * y1 + c * y)
        });
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (x0, y0) = self.at;
        self.draw_curve(|t| {
            let u = 1.0 - t;
            let (a, b, c, d) = (u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t);
            (
                a * x0 + b * x1 + c * x2 + d * x,
                a * y0 + b * y1 + c * y2 + d * y,
            )
        });
    }

    fn close(&mut self) {
        self.draw_to(self.start);
    }
}
