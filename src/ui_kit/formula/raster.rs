//! Draws a formula as coverage: how much of each pixel lies inside the outlines.
//!
//! Each line of an outline adds its signed share to the pixels of its rows; summing a row from
//! the left then gives the winding. Outlines and rules run the same way around, so where they
//! overlap they cover and never cancel.

use egui::{Color32, ColorImage};

use crate::markdown::formula::{Formula, Piece};

/// Pixels around a formula's box for what reaches beyond it: slants, accents.
const MARGIN: f32 = 3.0;

/// Never more pixels a side than this.
const LARGEST: f32 = 4096.0;

/// A formula in pixels.
pub(super) struct Drawn {
    /// White, with the coverage as alpha.
    pub(super) image: ColorImage,
    /// From the upper edge of the image to the baseline, in whole pixels.
    pub(super) baseline: f32,
    /// From the left edge of the image to the formula's origin, in whole pixels.
    pub(super) left: f32,
}

/// Draws `formula` at `em` pixels an em.
pub(super) fn draw(formula: &Formula, em: f32) -> Drawn {
    let side = |length: f32| (length + 2.0 * MARGIN).clamp(1.0, LARGEST) as usize;
    let baseline = (formula.height * em).ceil() + MARGIN;
    let width = side((formula.width * em).ceil());
    let height = side((formula.height * em).ceil() + (formula.depth * em).ceil());
    let mut canvas = Canvas::new(width, height);
    let place = |(x, y): (f32, f32)| (MARGIN + x * em, baseline - y * em);
    for piece in &formula.pieces {
        match piece {
            Piece::Glyph(glyph) => {
                glyph.trace(&mut |from, to| canvas.line(place(from), place(to)));
            }
            Piece::Rule {
                x,
                y,
                width,
                height,
            } => {
                let (left, bottom) = place((*x, *y));
                let (x, width) = (left, width * em);
                let (y, height) = (bottom - height * em, height * em);
                canvas.rule(x, y, width, height);
            }
            Piece::Line {
                from,
                to,
                thickness,
            } => canvas.stroke(place(*from), place(*to), thickness * em),
        }
    }
    Drawn {
        image: canvas.finish(),
        baseline,
        left: MARGIN,
    }
}

/// Signed shares of pixels; a pixel's winding is the sum of those left of it in its row.
struct Canvas {
    width: usize,
    height: usize,
    shares: Vec<f32>,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        // What crosses the right edge is kept beside it.
        let shares = vec![0.0; (width + 2) * height];
        Self {
            width,
            height,
            shares,
        }
    }

    /// A bar, on whole pixels across its length: else it would be a blur.
    fn rule(&mut self, x: f32, y: f32, width: f32, height: f32) {
        let snapped = |start: f32, length: f32| (start.round(), length.round().max(1.0));
        let ((x, width), (y, height)) = if width >= height {
            ((x, width), snapped(y, height))
        } else {
            (snapped(x, width), (y, height))
        };
        self.polygon([
            (x, y),
            (x, y + height),
            (x + width, y + height),
            (x + width, y),
        ]);
    }

    fn stroke(&mut self, from: (f32, f32), to: (f32, f32), thickness: f32) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.hypot(dy);
        if length > 0.0 {
            let half = thickness.max(1.0) / 2.0 / length;
            let (nx, ny) = (-dy * half, dx * half);
            self.polygon([
                (from.0 + nx, from.1 + ny),
                (to.0 + nx, to.1 + ny),
                (to.0 - nx, to.1 - ny),
                (from.0 - nx, from.1 - ny),
            ]);
        }
    }

    /// Corners against the clock as it is seen: down, right, up.
    fn polygon(&mut self, corners: [(f32, f32); 4]) {
        let [a, b, c, d] = corners;
        for (from, to) in [(a, b), (b, c), (c, d), (d, a)] {
            self.line(from, to);
        }
    }

    fn line(&mut self, from: (f32, f32), to: (f32, f32)) {
        let (sign, top, bottom) = if from.1 < to.1 {
            (1.0, from, to)
        } else {
            (-1.0, to, from)
        };
        let rise = bottom.1 - top.1;
        if rise <= 0.0 || !rise.is_finite() {
            return;
        }
        let slope = (bottom.0 - top.0) / rise;
        let first = top.1.max(0.0).floor() as usize;
        let last = (bottom.1.max(0.0).ceil() as usize).min(self.height);
        for row in first..last {
            let y0 = top.1.max(row as f32);
            let y1 = bottom.1.min(row as f32 + 1.0);
            if y1 > y0 {
                let x0 = top.0 + (y0 - top.1) * slope;
                let x1 = top.0 + (y1 - top.1) * slope;
                self.cross(row, x0, x1, sign * (y1 - y0));
            }
        }
    }

    /// A line that crosses `row` between `x0` and `x1` and takes the share `rise` of its height.
    fn cross(&mut self, row: usize, x0: f32, x1: f32, rise: f32) {
        let most = self.width as f32;
        let (left, right) = (x0.min(x1).clamp(0.0, most), x0.max(x1).clamp(0.0, most));
        let first = left.floor();
        if right <= first + 1.0 {
            let inside = first + 1.0 - f32::midpoint(left, right);
            self.add(row, first as usize, rise * inside);
            self.add(row, first as usize + 1, rise * (1.0 - inside));
            return;
        }
        // The line leaves ever more of the pixels behind it; what was given is taken off.
        let run = right - left;
        let mut given = 0.0;
        let mut column = first;
        while column < right {
            let (from, to) = (left.max(column), right.min(column + 1.0));
            let before = (from - left) / run;
            let part = (to - from) / run;
            let inside = before + part * (column + 1.0 - f32::midpoint(from, to));
            self.add(row, column as usize, rise * (inside - given));
            given = inside;
            column += 1.0;
        }
        self.add(row, column as usize, rise * (1.0 - given));
    }

    fn add(&mut self, row: usize, column: usize, share: f32) {
        let column = column.min(self.width + 1);
        if let Some(pixel) = self.shares.get_mut(row * (self.width + 2) + column) {
            *pixel += share;
        }
    }

    fn finish(self) -> ColorImage {
        let mut pixels = Vec::with_capacity(self.width * self.height);
        for row in self.shares.chunks_exact(self.width + 2) {
            let mut winding = 0.0_f32;
            for share in row.iter().take(self.width) {
                winding += share;
                let alpha = (winding.abs().min(1.0) * 255.0).round() as u8;
                pixels.push(Color32::from_white_alpha(alpha));
            }
        }
        ColorImage::new([self.width, self.height], pixels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alphas(canvas: Canvas) -> Vec<u8> {
        let image = canvas.finish();
        image.pixels.iter().map(Color32::a).collect()
    }

    #[test]
    fn pixel_is_covered_by_its_share() {
        let mut canvas = Canvas::new(3, 2);
        let (left, right) = (0.5, 2.25);
        canvas.polygon([(left, 0.5), (left, 2.0), (right, 2.0), (right, 0.5)]);
        assert_eq!(alphas(canvas), [64, 128, 32, 128, 255, 64]);
    }

    #[test]
    fn slanted_edge_covers_half_of_a_square() {
        let mut canvas = Canvas::new(4, 4);
        for (from, to) in [
            ((0.0, 0.0), (0.0, 4.0)),
            ((0.0, 4.0), (4.0, 4.0)),
            ((4.0, 4.0), (0.0, 0.0)),
        ] {
            canvas.line(from, to);
        }
        let sum: u32 = alphas(canvas).iter().map(|alpha| u32::from(*alpha)).sum();
        assert!((sum as f32 / 255.0 - 8.0).abs() < 0.05, "{sum}");
    }

    #[test]
    fn flat_slope_covers_what_lies_below_it() {
        let mut canvas = Canvas::new(8, 1);
        for (from, to) in [
            ((0.0, 0.0), (0.0, 1.0)),
            ((0.0, 1.0), (8.0, 1.0)),
            ((8.0, 1.0), (0.0, 0.0)),
        ] {
            canvas.line(from, to);
        }
        let alphas = alphas(canvas);
        assert!(alphas.is_sorted_by(|a, b| a >= b), "{alphas:?}");
        let sum: u32 = alphas.iter().map(|alpha| u32::from(*alpha)).sum();
        assert!((sum as f32 / 255.0 - 4.0).abs() < 0.05, "{alphas:?}");
    }

    #[test]
    fn overlapping_shapes_cover_and_never_cancel() {
        let mut canvas = Canvas::new(2, 2);
        canvas.rule(0.0, 0.0, 2.0, 2.0);
        canvas.rule(0.0, 0.0, 2.0, 2.0);
        assert_eq!(alphas(canvas), [255; 4]);
    }

    #[test]
    fn thin_bar_is_a_whole_row_of_pixels() {
        let mut canvas = Canvas::new(2, 3);
        canvas.rule(0.0, 0.7, 2.0, 0.4);
        assert_eq!(alphas(canvas), [0, 0, 255, 255, 0, 0]);
    }

    #[test]
    fn what_lies_outside_is_cut_off() {
        let mut canvas = Canvas::new(2, 2);
        canvas.rule(-50.0, -50.0, 500.0, 500.0);
        canvas.stroke((-1e9, 3.0), (1e9, 3.0), 1.0);
        assert_eq!(alphas(canvas), [255; 4]);
    }

    #[test]
    fn radical_and_its_bar_are_one() {
        use crate::markdown::formula::{FormulaStyle, set};
        let formula = set(r"\sqrt{x}", FormulaStyle::Inline).unwrap();
        let drawn = draw(&formula, 40.0);
        let [width, height] = drawn.image.size;
        assert!(width > 30 && height > 30);
        let solid = |pixel: &&Color32| pixel.a() == 255;
        assert!(drawn.image.pixels.iter().filter(solid).count() > 80);
    }
}
