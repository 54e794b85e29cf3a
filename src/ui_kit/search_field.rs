//! A field to search or filter in, with its icon and a button that empties it.

use egui::{Response, TextEdit, Ui};

use super::icons;
use super::tokens::{Tokens, measure, space};

/// Draws the field over the available width; `name` is its accessible name and its hint.
pub fn search_field_ui(ui: &mut Ui, text: &mut String, name: &str) -> Response {
    let tokens = Tokens::of(ui);
    let frame = egui::Frame::new()
        .fill(tokens.raised)
        .stroke(egui::Stroke::new(1.0, tokens.line_strong))
        .corner_radius(measure::RADIUS)
        .inner_margin(egui::Margin::symmetric(space::SMALL as i8, 3));
    frame
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::TIGHT;
                ui.label(super::text::icon(
                    icons::MAGNIFYING_GLASS,
                    16.0,
                    tokens.ink_soft,
                ));
                let clear = if text.is_empty() { 0.0 } else { 24.0 };
                let edit = TextEdit::singleline(text)
                    .hint_text(super::text::soft(name, tokens))
                    .frame(egui::Frame::NONE)
                    .desired_width(ui.available_width() - clear - space::TIGHT);
                let response = ui.add(edit);
                let labeled = response.clone().accessible_name(name);
                if clear > 0.0 && clear_button_ui(ui, name).clicked() {
                    text.clear();
                    response.request_focus();
                }
                labeled
            })
            .inner
        })
        .inner
}

fn clear_button_ui(ui: &mut Ui, name: &str) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(egui::Vec2::splat(20.0), egui::Sense::click());
    let label = format!("Clear {}", name.to_lowercase());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), &label));
    let color = if response.hovered() {
        tokens.ink
    } else {
        tokens.ink_soft
    };
    let font = super::fonts::Face::Regular.at(14.0);
    ui.painter().text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        icons::X,
        font,
        color,
    );
    response
}
