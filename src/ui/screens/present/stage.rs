//! Where things stand on a slide, for every size of the window.
//!
//! Pure geometry. The type grows with the window's height, so that a slide says about as much
//! on a laptop as on a projector; very wide windows get wider margins instead of longer lines.

use egui::{Pos2, Rect, pos2, vec2};

use crate::present::fit;

/// The slide's body type is this share of the window's height…
const BODY_PER_HEIGHT: f32 = 1.0 / 26.0;
/// …and at most this share of its width.
const BODY_PER_WIDTH: f32 = 1.0 / 40.0;
const BODY_PTS: std::ops::RangeInclusive<f32> = 18.0..=44.0;
/// Heading type relative to body type; smaller where there is room for few lines only.
const HEADING: f32 = 1.5;
const HEADING_ON_FEW_LINES: f32 = 1.15;
const FEW_LINES: f32 = 14.0;
/// The longest line of text, in sizes of body type.
const COLUMN_EMS: f32 = 40.0;
/// Share of the margins that stays around a diagram.
const WIDE_SHARE: f32 = 0.45;
/// What a list or box takes of the width, in sizes of body type.
const CONTAINER_EMS: f32 = 2.1;
/// Width of a character of code, in sizes of body type.
const CODE_CHAR_EMS: f32 = 0.51;
/// What the ground of code takes at both sides, in points.
const CODE_PADDING_PTS: f32 = 30.0;

/// The places of one window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stage {
    /// The whole window.
    pub(super) window: Rect,
    /// Heading and content.
    pub(super) content: Rect,
    /// A diagram with a line above it: wider than text, which wants margins.
    pub(super) wide: Rect,
    /// Title, keys, count: the line at the bottom.
    pub(super) footer: Rect,
    /// Size of body type in points.
    pub(super) body: f32,
}

impl Stage {
    pub(super) fn of(window: Rect) -> Self {
        let wanted = (window.height() * BODY_PER_HEIGHT).min(window.width() * BODY_PER_WIDTH);
        let body = wanted.clamp(*BODY_PTS.start(), *BODY_PTS.end()).round();
        let margin = vec2(
            (window.width() * 0.07).clamp(12.0, 200.0),
            (window.height() * 0.07).clamp(8.0, 100.0),
        );
        let inner = window.width() - 2.0 * margin.x;
        let width = inner.min(body * COLUMN_EMS).max(40.0);
        let left = window.left() + margin.x + (inner - width) / 2.0;
        let footer_height = (body * 1.5).clamp(32.0, 60.0);
        let footer_top = window.bottom() - footer_height;
        let bottom = footer_top - (window.height() * 0.02).clamp(2.0, 24.0);
        let wide = Rect::from_min_max(
            window.min + margin * WIDE_SHARE,
            pos2(window.right() - margin.x * WIDE_SHARE, bottom),
        );
        Self {
            window,
            wide: wide.round(),
            content: Rect::from_min_max(
                pos2(left, window.top() + margin.y).round(),
                pos2(left + width, bottom).round(),
            ),
            footer: Rect::from_min_max(
                pos2(left, footer_top).round(),
                pos2(left + width, window.bottom() - 3.0).round(),
            ),
            body,
        }
    }

    /// Size of the type above headings, in points.
    pub(super) fn over(&self) -> f32 {
        (self.body * 0.6).max(12.0).round()
    }

    /// Size of the small type in the footer, in points.
    pub(super) fn small(&self) -> f32 {
        (self.body * 0.5).clamp(12.0, 22.0).round()
    }

    /// Size of headings, in points.
    pub(super) fn heading(&self) -> f32 {
        let few = self.content.height() < self.body * FEW_LINES;
        self.body * if few { HEADING_ON_FEW_LINES } else { HEADING }
    }

    /// Space between the heading and what follows it.
    pub(super) fn gap(&self) -> f32 {
        (self.heading() * 0.5).round()
    }

    /// Characters on a line of code in type of this scale.
    pub(super) fn code_columns(&self, scale: f32) -> usize {
        let room = self.content.width() - CODE_PADDING_PTS;
        (room / (self.body * scale * CODE_CHAR_EMS)) as usize
    }

    /// Width of a table that stands in so many lists and boxes, in type of this scale.
    pub(super) fn table_width(&self, scale: f32, containers: usize) -> f32 {
        self.content.width() - containers as f32 * self.body * scale * CONTAINER_EMS
    }

    /// The smallest readable scale of the body type.
    pub(super) fn smallest_scale(&self) -> f32 {
        fit::scales(self.body).last().copied().unwrap_or(1.0)
    }

    /// Which third of the window a click was in: the left goes back, the right goes on.
    pub(super) fn side(&self, at: Pos2) -> Option<Side> {
        let third = self.window.width() / 3.0;
        if at.x < self.window.left() + third {
            Some(Side::Back)
        } else if at.x > self.window.right() - third {
            Some(Side::On)
        } else {
            None
        }
    }
}

/// Where a click leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Back,
    On,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_follows_the_height_and_stays_readable() {
        for (size, expected) in [
            ((1280.0, 800.0), 31.0),
            ((1920.0, 1080.0), 42.0),
            ((3840.0, 2160.0), 44.0),
            ((720.0, 480.0), 18.0),
            ((360.0, 240.0), 18.0),
        ] {
            let stage = Stage::of(Rect::from_min_size(Pos2::ZERO, size.into()));
            assert_eq!(stage.body, expected, "{size:?}");
            assert!(stage.window.contains_rect(stage.wide), "{stage:?}");
            assert!(stage.wide.contains_rect(stage.content), "{stage:?}");
            assert!(stage.content.bottom() < stage.footer.top(), "{stage:?}");
            assert!(
                stage.content.width() > 0.8 * stage.window.width().min(1900.0),
                "{stage:?}"
            );
        }
    }
}
