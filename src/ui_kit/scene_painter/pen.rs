//! What every element is painted with: a painter, the view, the tokens, and text that fits.
//!
//! Text is laid out through egui's cache with a placeholder color, so a changed color or a
//! moved element costs no layout.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, CornerRadius, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind};

use super::geometry::View;
use crate::diagrams::scene::Tone;
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::Tokens;

/// The painter of one element.
#[derive(Clone)]
pub(super) struct Pen {
    pub(super) painter: Painter,
    pub(super) view: View,
    pub(super) tokens: &'static Tokens,
    /// Whether the pointer or the keyboard is on the element.
    pub(super) lit: bool,
}

/// A face and a size in units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    face: Face,
    size: f32,
}

/// The sizes of type on pictures, in units.
pub(super) mod types {
    use super::Type;
    use crate::ui_kit::fonts::Face;

    /// Titles, from the size one wants to the smallest before they are shortened.
    pub(crate) const TITLES: [Type; 3] = [
        Type::new(Face::Medium, 14.0),
        Type::new(Face::Medium, 13.0),
        Type::new(Face::Medium, 12.0),
    ];
    pub(crate) const LABEL: Type = Type::new(Face::Medium, super::super::geometry::LABEL_SIZE);
    pub(crate) const TEXT: Type = Type::new(Face::Regular, 13.0);
    pub(crate) const SMALL: Type = Type::new(Face::Regular, 12.0);
    pub(crate) const SMALL_STRONG: Type = Type::new(Face::Medium, 12.0);
    pub(crate) const FIGURE: Type = Type::new(Face::Figures, 11.5);
}

impl Type {
    pub(super) const fn new(face: Face, size: f32) -> Self {
        Self { face, size }
    }
}

impl Pen {
    /// The same pen for an element that is `opacity` seen.
    pub(super) fn faded(&self, opacity: f32) -> Self {
        let mut pen = self.clone();
        pen.painter.multiply_opacity(opacity);
        pen
    }

    pub(super) fn len(&self, units: f32) -> f32 {
        self.view.len(units)
    }

    pub(super) fn rect(&self, units: Rect) -> Rect {
        self.view.rect(units)
    }

    /// A color for marks without ground of their own: visible on the picture's ground.
    pub(super) fn mark_color(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Neutral | Tone::Muted => self.tokens.ink_faint,
            tone => self.tokens.tone(tone).0,
        }
    }

    pub(super) fn stroke(&self, units: f32, color: Color32) -> Stroke {
        Stroke::new(self.len(units).max(0.75), color)
    }

    pub(super) fn radius(&self, units: f32) -> CornerRadius {
        CornerRadius::same(self.len(units).round().clamp(0.0, 60.0) as u8)
    }

    /// One line, shortened to `width` points.
    pub(super) fn line(&self, text: &str, kind: Type, width: f32) -> Arc<Galley> {
        self.lay_out(text, kind, TextWrapping::truncate_at_width(width.max(0.0)))
    }

    /// One line in the first of `kinds` in which it fits `width` points, else shortened.
    pub(super) fn fitted_line(&self, text: &str, kinds: &[Type], width: f32) -> Arc<Galley> {
        let mut line = None;
        for kind in kinds {
            let galley = self.line(text, *kind, width);
            let fits = !galley.elided;
            line = Some(galley);
            if fits {
                break;
            }
        }
        line.unwrap_or_else(|| self.line(text, types::SMALL, width))
    }

    /// Several lines at most `width` points wide; what is more than `rows` is cut.
    pub(super) fn paragraph(&self, text: &str, kind: Type, width: f32, rows: usize) -> Arc<Galley> {
        let wrap = TextWrapping {
            max_width: width.max(0.0),
            max_rows: rows.max(1),
            ..TextWrapping::default()
        };
        self.lay_out(text, kind, wrap)
    }

    fn lay_out(&self, text: &str, kind: Type, wrap: TextWrapping) -> Arc<Galley> {
        let font = kind.face.at(self.view.font_size(kind.size));
        let mut job = LayoutJob::single_section(
            text.to_owned(),
            TextFormat::simple(font, Color32::PLACEHOLDER),
        );
        job.wrap = wrap;
        self.painter.layout_job(job)
    }

    /// Puts a galley so that its `anchor` is at `at`, in points; says where it went.
    pub(super) fn put(
        &self,
        at: Pos2,
        anchor: Align2,
        galley: Arc<Galley>,
        color: Color32,
    ) -> Rect {
        let rect = anchor.anchor_size(at, galley.size());
        self.painter.galley(rect.min, galley, color);
        rect
    }

    /// One line that is never shortened.
    pub(super) fn write(
        &self,
        at: Pos2,
        anchor: Align2,
        text: &str,
        kind: Type,
        color: Color32,
    ) -> Rect {
        self.put(at, anchor, self.line(text, kind, f32::INFINITY), color)
    }

    pub(super) fn icon(&self, at: Pos2, icon: char, units: f32, color: Color32) {
        let galley = self.line(
            icon.encode_utf8(&mut [0; 4]),
            Type::new(Face::Regular, units),
            f32::INFINITY,
        );
        self.put(at, Align2::CENTER_CENTER, galley, color);
    }

    /// A filled rectangle with a hairline inside its border; radius in units.
    pub(super) fn panel(&self, rect: Rect, radius: f32, fill: Color32, stroke: Stroke) {
        self.painter
            .rect(rect, self.radius(radius), fill, stroke, StrokeKind::Inside);
    }

    /// A line through points, dashed if asked for.
    pub(super) fn polyline(&self, points: Vec<Pos2>, stroke: Stroke, dashed: bool) {
        if dashed {
            let dash = self.len(6.0).max(3.0);
            self.painter
                .extend(Shape::dashed_line(&points, stroke, dash, dash * 0.75));
        } else {
            self.painter.add(Shape::line(points, stroke));
        }
    }
}
