//! What lies behind the words that a search led to: behind the present one stronger.

use std::cell::Cell;
use std::ops::Range;

use egui::{
    Galley, Label, Pos2, Rect, Response, RichText, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
};

use super::inline::row_rects;
use super::pieces::Letters;
use crate::search::lights::{Light, Lights};
use crate::ui_kit::tokens::Tokens;

/// So much is shown on both sides of a place that is scrolled to sideways, in points.
const AROUND: f32 = 80.0;

/// The lit places of the note that is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Lit<'a> {
    /// Where they are.
    pub lights: &'a Lights,
    /// The number of the one that is looked at.
    pub current: usize,
    /// Whether the view is on its way to that one.
    pub is_sought: bool,
    /// Where that one was drawn in this frame, or stands out of view.
    pub seen: &'a Cell<Option<Rect>>,
}

impl Lit<'_> {
    /// Paints the grounds for a text that is laid out at `origin`, its letters `size` points high.
    pub(super) fn grounds_ui(
        self,
        ui: &Ui,
        letters: &Letters,
        galley: &Galley,
        origin: Pos2,
        size: f32,
    ) {
        let lights = self.lights.of_text(letters.text());
        self.grounds_of_ui(ui, lights, letters, galley, origin, size);
    }

    /// Whether the place that is looked at is sought, and begins among these bytes of a text. What
    /// is not laid out says then where it stands.
    pub(super) fn is_sought_in(self, text: &str, bytes: &Range<usize>) -> bool {
        let lights = self.lights.of_text(text);
        let at = lights.partition_point(|light| light.number < self.current);
        let current = lights.get(at).filter(|light| light.number == self.current);
        self.is_sought && current.is_some_and(|light| bytes.contains(&light.range.start))
    }

    /// Says where the place that is looked at stands. What scrolls sideways shows it while it is
    /// sought.
    pub(super) fn found_ui(self, ui: &Ui, place: Rect) {
        self.seen.set(Some(place));
        let view = ui.clip_rect();
        let is_beside = place.left() < view.left() || place.right() > view.right();
        if self.is_sought && is_beside && view.y_range().contains(place.center().y) {
            let around = place.with_min_y(view.top()).with_max_y(view.bottom());
            let margin = Vec2::new((view.width() / 4.0).min(AROUND), 0.0);
            let at_once = egui::style::ScrollAnimation::none();
            ui.scroll_to_rect_animation(around.expand2(margin), None, at_once);
        }
    }

    fn grounds_of_ui(
        self,
        ui: &Ui,
        lights: &[Light],
        letters: &Letters,
        galley: &Galley,
        origin: Pos2,
        size: f32,
    ) {
        let tokens = Tokens::of(ui);
        for (light, shown) in letters.lit(lights) {
            let is_current = light.number == self.current;
            let ground = if is_current {
                tokens.highlight_strong
            } else {
                tokens.highlight
            };
            let rects = row_rects(galley, shown, origin);
            for rect in &rects {
                let height = (size * 1.36).min(rect.height());
                let around = Vec2::new(rect.width() + 3.0, height);
                let ground_rect = Rect::from_center_size(rect.center(), around);
                ui.painter().rect_filled(ground_rect, 3.0, ground);
                if is_current {
                    let line = Stroke::new(1.0, tokens.warn);
                    let inside = StrokeKind::Inside;
                    ui.painter().rect_stroke(ground_rect, 3.0, line, inside);
                }
            }
            if let Some(first) = rects.first().filter(|_| is_current) {
                self.found_ui(ui, *first);
            }
        }
    }

    /// Draws a label with `lights` among its letters, which are `size` points high.
    pub fn label_ui(self, ui: &mut Ui, text: RichText, lights: &[Light], size: f32) -> Response {
        let words = text.text().to_owned();
        let (origin, galley, response) = Label::new(text).wrap().layout_in_ui(ui);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &words));
        let bytes = 0..words.len();
        let letters = Letters::within(&words.into(), bytes);
        self.grounds_of_ui(ui, lights, &letters, &galley, origin, size);
        ui.painter()
            .galley(origin, galley, ui.visuals().text_color());
        response
    }
}
