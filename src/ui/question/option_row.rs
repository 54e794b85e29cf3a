//! One option: its key, a round or square box, its text; after judging its mark and explanation.
//!
//! Until the answer is judged the whole row is one button, whatever stands in it; afterward its
//! texts can be selected and its links followed. Right and wrong differ by icon, word and color.

use egui::accesskit::Node;
use egui::{
    Color32, CornerRadius, Id, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind,
};
use egui::{Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::{Question, QuestionAct};
use crate::quiz::card::plain_text;
use crate::quiz::kind::AnswerOption;
use crate::ui::prose::ProseStyle;
use crate::ui_kit::button::focus_ring;
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{Tokens, measure, space, type_size};
use crate::ui_kit::{icons, text};

const KEY_CAP: f32 = 22.0;
const BOX: f32 = 20.0;
const GAP: f32 = 12.0;
const EXPLANATION: ProseStyle = ProseStyle {
    body: type_size::BODY - 1.5,
    ..ProseStyle::READING
};

/// What the key says of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing yet.
    Open,
    /// It belongs to the key.
    Right,
    /// It does not.
    Wrong,
}

/// What a row shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct OptionRow<'a> {
    /// Its place on screen, from 0.
    pub position: usize,
    /// How many there are.
    pub of: usize,
    /// The option.
    pub option: &'a AnswerOption,
    /// Whether several can be picked.
    pub multiple: bool,
    /// Whether it is picked.
    pub picked: bool,
    /// What the key says.
    pub mark: Mark,
    /// Whether there is room for generous rows.
    pub roomy: bool,
}

impl Mark {
    /// The mark of an option, judged or not.
    pub(super) fn of(option: &AnswerOption, question: &Question<'_>) -> Self {
        match (question.is_judged(), option.right) {
            (false, _) => Self::Open,
            (true, true) => Self::Right,
            (true, false) => Self::Wrong,
        }
    }
}

impl OptionRow<'_> {
    /// Draws the row; `id` is its widget.
    pub(super) fn show(&self, ui: &mut Ui, question: &Question<'_>, id: Id) -> Option<QuestionAct> {
        let tokens = Tokens::of(ui);
        let outer = ui.available_rect_before_wrap();
        let ground = ui.painter().add(Shape::Noop);
        let padding = vec2(GAP, if self.roomy { 11.0 } else { 9.0 });
        let left = outer.left() + padding.x + KEY_CAP + GAP + BOX + GAP;
        let text = Rect::from_min_max(
            pos2(left, outer.top() + padding.y),
            pos2(outer.right() - space::LARGE, f32::INFINITY),
        );
        let mut content = ui.new_child(
            UiBuilder::new()
                .id_salt(("option", self.position))
                .max_rect(text),
        );
        content.spacing_mut().item_spacing.y = 0.0;
        let done = self.content_ui(&mut content, question, tokens);
        let bottom = content.min_rect().bottom().max(text.top() + KEY_CAP) + padding.y;
        let rect = Rect::from_min_max(outer.min, pos2(outer.right(), bottom));
        ui.advance_cursor_after_rect(rect);
        let sense = if self.mark == Mark::Open {
            Sense::click()
        } else {
            Sense::hover()
        };
        let response = ui.interact(rect, id, sense);
        self.describe(ui, &response);
        let look = self.look(&response, tokens);
        let stroke = Stroke::new(look.line_width, look.line);
        let radius = CornerRadius::same(measure::RADIUS + 2);
        ui.painter().set(
            ground,
            egui::epaint::RectShape::new(rect, radius, look.fill, stroke, StrokeKind::Inside),
        );
        let middle = text.top()
            + ProseStyle::READING
                .as_chosen(ui)
                .line_height(type_size::BODY)
                / 2.0;
        self.key_cap_ui(
            ui,
            pos2(outer.left() + padding.x + KEY_CAP / 2.0, middle),
            &look,
            tokens,
        );
        self.box_ui(ui, pos2(left - GAP - BOX / 2.0, middle), &look, tokens);
        if response.has_focus() {
            focus_ring(ui, rect.expand(3.0), tokens);
        }
        done.or_else(|| {
            response
                .clicked()
                .then_some(QuestionAct::Toggle(self.position))
        })
    }

    fn content_ui(
        &self,
        ui: &mut Ui,
        question: &Question<'_>,
        tokens: &Tokens,
    ) -> Option<QuestionAct> {
        let selectable = self.mark != Mark::Open;
        let style = ProseStyle {
            selectable,
            ..ProseStyle::READING
        };
        let mut act = None;
        ui.scope(|ui| {
            // The row itself says this text.
            ui.ctx()
                .accesskit_node_builder(ui.unique_id(), Node::set_hidden);
            act = question.blocks_ui(ui, "text", &self.option.text, style);
        });
        if self.mark == Mark::Open {
            return act;
        }
        if let Some((words, color)) = self.verdict(tokens) {
            ui.add_space(space::TIGHT);
            ui.label(text::caption(words, tokens).color(color));
        }
        if !self.option.explanation.is_empty() {
            ui.add_space(space::TIGHT);
            let done = question.blocks_ui(ui, "why", &self.option.explanation, EXPLANATION);
            act = act.or(done);
        }
        act
    }

    /// The words beside the mark: what the option was, and whether it was picked.
    fn verdict(&self, tokens: &Tokens) -> Option<(&'static str, Color32)> {
        match (self.mark, self.picked) {
            (Mark::Right, false) if self.multiple => Some(("Right, not chosen", tokens.good)),
            (Mark::Right, false) => Some(("Right answer", tokens.good)),
            (Mark::Right, true) => Some(("Right, your choice", tokens.good)),
            (Mark::Wrong, true) => Some(("Your choice", tokens.bad)),
            (Mark::Wrong, false) | (Mark::Open, _) => None,
        }
    }

    fn describe(&self, ui: &Ui, response: &Response) {
        let role = if self.multiple {
            Role::CheckBox
        } else {
            Role::RadioButton
        };
        let name = plain_text(&self.option.text);
        let enabled = self.mark == Mark::Open && ui.is_enabled();
        response.widget_info(|| WidgetInfo::selected(role, enabled, self.picked, &name));
        let words = self.verdict(Tokens::of(ui)).map(|(words, _)| words);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_position_in_set(self.position + 1);
            node.set_size_of_set(self.of);
            if let Some(words) = words {
                node.set_description(words);
            }
        });
    }

    fn look(&self, response: &Response, tokens: &Tokens) -> Look {
        let hovered = response.hovered() && self.mark == Mark::Open;
        let (fill, line, line_width, mark) = match (self.mark, self.picked) {
            (Mark::Right, _) => (tokens.good_soft, tokens.good, 1.0, tokens.good),
            (Mark::Wrong, true) => (tokens.bad_soft, tokens.bad, 1.0, tokens.bad),
            (Mark::Wrong, false) => (Color32::TRANSPARENT, tokens.line, 1.0, tokens.line_strong),
            (Mark::Open, true) => (tokens.accent_soft, tokens.accent, 1.5, tokens.accent),
            (Mark::Open, false) => {
                let fill = if hovered { tokens.hover } else { tokens.raised };
                let line = if hovered {
                    tokens.ink_faint
                } else {
                    tokens.line_strong
                };
                (fill, line, 1.0, tokens.ink_faint)
            }
        };
        let pressed = response.is_pointer_button_down_on() && self.mark == Mark::Open;
        Look {
            fill: if pressed { tokens.pressed } else { fill },
            line,
            line_width,
            mark,
        }
    }

    fn key_cap_ui(&self, ui: &Ui, center: Pos2, look: &Look, tokens: &Tokens) {
        if self.position >= 9 {
            return;
        }
        let rect = Rect::from_center_size(center, vec2(KEY_CAP, KEY_CAP));
        let line = if self.mark == Mark::Open {
            tokens.line_strong
        } else {
            tokens.line
        };
        let ground = if look.fill == tokens.raised {
            tokens.sunken
        } else {
            tokens.raised
        };
        let radius = CornerRadius::same(4);
        ui.painter().rect(
            rect,
            radius,
            ground,
            Stroke::new(1.0, line),
            StrokeKind::Inside,
        );
        let font = Face::Figures.at(type_size::SMALL);
        let number = (self.position + 1).to_string();
        ui.painter().text(
            center,
            egui::Align2::CENTER_CENTER,
            number,
            font,
            tokens.ink_soft,
        );
    }

    fn box_ui(&self, ui: &Ui, center: Pos2, look: &Look, tokens: &Tokens) {
        let icon = match (self.mark, self.picked) {
            (Mark::Right, _) => Some(icons::CHECK_CIRCLE),
            (Mark::Wrong, true) => Some(icons::X_CIRCLE),
            _ => None,
        };
        if let Some(icon) = icon {
            let font = Face::Regular.at(BOX + 2.0);
            let at = center;
            ui.painter()
                .text(at, egui::Align2::CENTER_CENTER, icon, font, look.mark);
            return;
        }
        let stroke = Stroke::new(1.5, look.mark);
        if self.multiple {
            let rect = Rect::from_center_size(center, vec2(BOX - 3.0, BOX - 3.0));
            let fill = if self.picked {
                tokens.accent_fill
            } else {
                Color32::TRANSPARENT
            };
            ui.painter().rect(
                rect,
                CornerRadius::same(4),
                fill,
                stroke,
                StrokeKind::Inside,
            );
            if self.picked {
                let font = Face::Regular.at(BOX - 5.0);
                let middle = egui::Align2::CENTER_CENTER;
                let at = center;
                ui.painter()
                    .text(at, middle, icons::CHECK, font, tokens.on_accent);
            }
        } else {
            ui.painter().circle_stroke(center, BOX / 2.0 - 1.5, stroke);
            if self.picked {
                ui.painter()
                    .circle_filled(center, BOX / 2.0 - 5.5, tokens.accent);
            }
        }
    }
}

struct Look {
    fill: Color32,
    line: Color32,
    line_width: f32,
    mark: Color32,
}
