//! The four ratings, each with when the question would come back.

use egui::{Align, Color32, CornerRadius, Layout, Rect, Response, Role, Sense, Stroke, StrokeKind};
use egui::{Ui, WidgetInfo, vec2};

use super::focus::Focus;
use super::{Question, QuestionAct};
use crate::quiz::memory::Rating;
use crate::ui_kit::button::focus_ring;
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{Tokens, measure, space, type_size};

/// Height of a rating button, in points.
pub(super) const HEIGHT: f32 = 46.0;
/// Width of a rating button, in points.
const WIDTH: f32 = 86.0;

/// Width of all four, in points.
pub(super) const ROW_WIDTH: f32 = 4.0 * WIDTH + 3.0 * space::SMALL;

/// Draws the four, shrinking them where the width is short.
pub(super) fn show(ui: &mut Ui, question: &Question<'_>, focus: &Focus) -> Option<QuestionAct> {
    let proposed = question.proposed();
    let width = ((ui.available_width() - 3.0 * space::SMALL) / 4.0).min(WIDTH);
    let mut act = None;
    let row = vec2(4.0 * width + 3.0 * space::SMALL, HEIGHT);
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        for (place, rating) in Rating::ALL.into_iter().enumerate() {
            let interval = question
                .outcomes
                .map(|outcomes| outcomes.of(rating).label());
            let button = RatingButton {
                rating,
                key: place + 1,
                interval,
                main: proposed == Some(rating),
            };
            let response = button.show(ui, width);
            focus.note(&response);
            if response.clicked() {
                act = Some(QuestionAct::Rate(rating));
            }
        }
    });
    act
}

struct RatingButton {
    rating: Rating,
    key: usize,
    interval: Option<String>,
    main: bool,
}

impl RatingButton {
    fn show(&self, ui: &mut Ui, width: f32) -> Response {
        let tokens = Tokens::of(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
        let name = self.rating.label();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
        if let Some(interval) = &self.interval {
            let spoken = format!("comes back: {interval}");
            ui.ctx()
                .accesskit_node_builder(response.id, |node| node.set_description(spoken));
        }
        self.paint(ui, rect, &response, tokens);
        if response.has_focus() {
            focus_ring(ui, rect, tokens);
        }
        response
    }

    fn paint(&self, ui: &Ui, rect: Rect, response: &Response, tokens: &Tokens) {
        let look = self.look(response, tokens);
        let radius = CornerRadius::same(measure::RADIUS + 2);
        ui.painter().rect(
            rect,
            radius,
            look.fill,
            Stroke::new(1.0, look.line),
            StrokeKind::Inside,
        );
        let (word_at, second_at) = match &self.interval {
            Some(_) => (
                rect.center() - vec2(0.0, 8.0),
                rect.center() + vec2(0.0, 10.0),
            ),
            None => (rect.center(), rect.center()),
        };
        let middle = egui::Align2::CENTER_CENTER;
        ui.painter().text(
            word_at,
            middle,
            self.rating.label(),
            Face::Medium.at(type_size::UI),
            look.word,
        );
        if let Some(interval) = &self.interval {
            let font = Face::Figures.at(type_size::SMALL);
            ui.painter()
                .text(second_at, middle, interval, font, look.quiet);
        }
        if rect.width() < WIDTH {
            return;
        }
        let corner = rect.right_top() + vec2(-7.0, 5.0);
        let font = Face::Figures.at(type_size::SMALL - 2.0);
        ui.painter().text(
            corner,
            egui::Align2::RIGHT_TOP,
            self.key.to_string(),
            font,
            look.quiet,
        );
    }

    fn look(&self, response: &Response, tokens: &Tokens) -> Look {
        let hovered = response.hovered();
        if self.main {
            let fill = if hovered {
                tokens.accent_fill_hover
            } else {
                tokens.accent_fill
            };
            return Look {
                fill,
                line: Color32::TRANSPARENT,
                word: tokens.on_accent,
                quiet: tokens.on_accent,
            };
        }
        let fill = match (response.is_pointer_button_down_on(), hovered) {
            (true, _) => tokens.pressed,
            (false, true) => tokens.hover,
            (false, false) => tokens.raised,
        };
        Look {
            fill,
            line: tokens.line_strong,
            word: tokens.ink,
            quiet: tokens.ink_soft,
        }
    }
}

struct Look {
    fill: Color32,
    line: Color32,
    word: Color32,
    quiet: Color32,
}
