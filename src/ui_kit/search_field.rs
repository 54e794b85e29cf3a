//! A field to search or filter in, with its icon and a button that empties it.

use egui::{Align, Response, Sense, Stroke, TextEdit, Ui, UiBuilder, Vec2, pos2};

use super::fonts::Face;
use super::tokens::{Tokens, measure};
use super::{icons, text};

/// Draws the field over the available width; `name` is its accessible name and its hint.
pub fn search_field_ui(ui: &mut Ui, query: &mut String, name: &str) -> Response {
    let tokens = Tokens::of(ui);
    let size = Vec2::new(ui.available_width(), measure::BUTTON);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let ground = ui.painter().add(egui::Shape::Noop);
    let center = egui::Align2::CENTER_CENTER;
    let at = pos2(rect.left() + 18.0, rect.center().y);
    ui.painter().text(
        at,
        center,
        icons::MAGNIFYING_GLASS,
        Face::Regular.at(16.0),
        tokens.ink_soft,
    );
    let mut inner = rect;
    inner.min.x += 32.0;
    inner.max.x -= 30.0;
    let layout = egui::Layout::left_to_right(Align::Center);
    let mut child = ui.new_child(UiBuilder::new().max_rect(inner).layout(layout));
    let edit = TextEdit::singleline(query)
        .hint_text(text::soft(name, tokens))
        .frame(egui::Frame::NONE)
        .margin(egui::Margin::ZERO)
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(inner.width());
    let response = child.add(edit).accessible_name(name);
    let line = if response.has_focus() {
        tokens.accent
    } else {
        tokens.line_strong
    };
    ui.painter().set(
        ground,
        egui::epaint::RectShape::new(
            rect,
            egui::CornerRadius::same(measure::RADIUS),
            tokens.raised,
            Stroke::new(1.0, line),
            egui::StrokeKind::Inside,
        ),
    );
    if !query.is_empty()
        && clear_button_ui(ui, pos2(rect.right() - 18.0, rect.center().y), name).clicked()
    {
        query.clear();
        response.request_focus();
    }
    response
}

fn clear_button_ui(ui: &Ui, center: egui::Pos2, name: &str) -> Response {
    let tokens = Tokens::of(ui);
    let rect = egui::Rect::from_center_size(center, Vec2::splat(22.0));
    let response = ui.interact(rect, ui.scope_id().with(("clear", name)), Sense::click());
    let label = format!("Clear {}", name.to_lowercase());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), &label));
    let color = if response.hovered() {
        tokens.ink
    } else {
        tokens.ink_soft
    };
    ui.painter().text(
        center,
        egui::Align2::CENTER_CENTER,
        icons::X,
        Face::Regular.at(14.0),
        color,
    );
    if response.has_focus() {
        super::button::focus_ring(ui, rect, tokens);
    }
    response
}
