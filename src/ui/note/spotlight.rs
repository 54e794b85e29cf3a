//! The light on the paragraph that is being read; what is farther away steps back.
//!
//! The light follows the scroll place, so nothing moves by itself: it falls on a line in the upper
//! part of the view, and wanders to the view's edges near the beginning and the end of the note,
//! so that the first and the last paragraph are lit too.

use egui::{Rect, Ui, lerp};

use crate::ui::focus;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::look::Look;

/// Where in the view the light falls: this share of its height below the top.
const LINE: f64 = 0.36;
/// How far from the lit line a paragraph is wholly in the dark, in points.
const FADE: f64 = 56.0;
/// How much is seen of what is in the dark.
const REST: f32 = 0.32;
/// The same at high contrast.
const REST_HIGH: f32 = 0.6;

/// Where the light falls, in points from the top of the note, and how strong it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spotlight {
    line: f64,
    /// 0 when all is lit as usual, 1 when only the paragraph is.
    strength: f32,
    /// How much is seen of what is in the dark.
    rest: f32,
}

impl Spotlight {
    /// The light while it is on, over the part `viewport` of a note of `total` points.
    pub(super) fn in_view(ui: &Ui, viewport: Rect, total: f64, cx: &ViewCtx<'_>) -> Option<Self> {
        let strength = focus::strength(ui, cx);
        if !cx.state.settings.spotlight || strength == 0.0 {
            return None;
        }
        let high_contrast = Look::of(ui).high_contrast;
        let rest = if high_contrast { REST_HIGH } else { REST };
        let (offset, height) = (f64::from(viewport.top()), f64::from(viewport.height()));
        Some(Self::over(offset, height, total, strength, rest))
    }

    /// The light over a view of `height` that is scrolled by `offset` in a note of `total` points.
    /// A note that is seen as a whole is lit as a whole.
    pub(super) fn over(offset: f64, height: f64, total: f64, strength: f32, rest: f32) -> Self {
        let end = (total - height).max(0.0);
        let (above, below) = (height * LINE, height * (1.0 - LINE));
        let line = if end < height {
            offset / end.max(1.0) * total
        } else if offset < above {
            2.0 * offset
        } else if offset > end - below {
            total - 2.0 * (end - offset)
        } else {
            offset + above
        };
        Self {
            line,
            strength: if end > 0.0 { strength } else { 0.0 },
            rest,
        }
    }

    /// How much is seen of what stands between `top` and `bottom`, from 0 to 1.
    pub(super) fn opacity(&self, top: f64, bottom: f64) -> f32 {
        let away = (top - self.line).max(self.line - bottom).max(0.0);
        let dark = (away / FADE).min(1.0) as f32 * self.strength;
        lerp(1.0..=self.rest, dark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(offset: f64) -> Spotlight {
        Spotlight::over(offset, 800.0, 4_000.0, 1.0, 0.3)
    }

    #[test]
    fn light_falls_on_the_first_and_on_the_last_line_at_the_ends() {
        assert_eq!(at(0.0).line, 0.0);
        assert_eq!(at(3_200.0).line, 4_000.0);
    }

    #[test]
    fn light_moves_down_steadily_as_the_note_is_scrolled() {
        let lines: Vec<f64> = (0..=3_200)
            .map(|offset| at(f64::from(offset)).line)
            .collect();
        for pair in lines.windows(2) {
            let step = pair[1] - pair[0];
            assert!((0.9..=2.1).contains(&step), "{pair:?}");
        }
    }

    #[test]
    fn paragraph_under_the_light_is_seen_wholly_and_one_far_away_less() {
        let light = at(1_000.0);
        assert_eq!(light.opacity(light.line - 20.0, light.line + 80.0), 1.0);
        assert!((light.opacity(light.line + 300.0, light.line + 400.0) - 0.3).abs() < 1e-6);
        let near = light.opacity(light.line + 20.0, light.line + 90.0);
        assert!(near > 0.3 && near < 1.0, "{near}");
    }

    #[test]
    fn note_of_little_more_than_a_view_is_lit_to_its_end() {
        let line = |offset| Spotlight::over(offset, 800.0, 1_000.0, 1.0, 0.3).line;
        assert_eq!((line(0.0), line(200.0)), (0.0, 1_000.0));
    }

    #[test]
    fn note_that_is_seen_as_a_whole_is_lit_as_a_whole() {
        let light = Spotlight::over(0.0, 800.0, 300.0, 1.0, 0.3);
        assert_eq!(light.opacity(200.0, 300.0), 1.0);
    }
}
