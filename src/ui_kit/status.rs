//! States of a place: empty, at work, and small figures.

use egui::{CornerRadius, Response, Sense, Ui, Vec2, WidgetInfo};

use super::button::Button;
use super::fonts::Face;
use super::text;
use super::tokens::{Tokens, measure, space, type_size};
use crate::diagrams::scene::Tone;

/// A place with nothing in it: says what goes there and offers the first step.
/// Returns whether its button was pressed.
pub fn empty_state_ui(
    ui: &mut Ui,
    icon: char,
    heading: &str,
    explanation: &str,
    action: Option<&str>,
) -> bool {
    let tokens = Tokens::of(ui);
    ui.vertical_centered(|ui| {
        ui.add_space(space::WIDE);
        ui.label(text::icon(icon, 44.0, tokens.ink_faint));
        ui.add_space(space::SMALL);
        ui.label(text::heading(heading, tokens));
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width().min(420.0));
            ui.add(egui::Label::new(text::soft(explanation, tokens)).wrap());
        });
        ui.add_space(space::MEDIUM);
        action.is_some_and(|label| Button::main(label).show(ui).clicked())
    })
    .inner
}

/// Work under way: what, how far, and a cancel. Returns whether it was pressed.
pub fn progress_row_ui(ui: &mut Ui, label: &str, share: Option<f32>, cancel: bool) -> bool {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - if cancel { 96.0 } else { 0.0 });
            ui.label(text::body(label, tokens));
            meter_ui(ui, share.unwrap_or(0.0), Tone::Accent, label);
        });
        cancel && Button::ordinary("Cancel").show(ui).clicked()
    })
    .inner
}

/// A thin bar, `share` of it full (0 to 1); `name` is said by screen readers.
pub fn meter_ui(ui: &mut Ui, share: f32, tone: Tone, name: &str) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(
        Vec2::new(ui.available_width(), measure::METER),
        Sense::hover(),
    );
    let share = share.clamp(0.0, 1.0);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::ProgressIndicator, true, name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_numeric_value(f64::from(share) * 100.0);
    });
    let radius = CornerRadius::same(3);
    ui.painter().rect_filled(rect, radius, tokens.pressed);
    let mut full = rect;
    full.set_width(rect.width() * share);
    ui.painter().rect_filled(full, radius, tokens.tone(tone).0);
    response
}

/// A word or figure on a soft ground.
pub fn badge_ui(ui: &mut Ui, label: &str, tone: Tone) -> Response {
    let tokens = Tokens::of(ui);
    let (color, ground) = tokens.tone(tone);
    let font = Face::Medium.at(type_size::SMALL);
    let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap(label.to_owned(), font, color));
    let size = galley.size() + Vec2::new(2.0 * space::SMALL, 6.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, label));
    ui.painter()
        .rect_filled(rect, CornerRadius::same(measure::RADIUS), ground);
    ui.painter()
        .galley(rect.center() - galley.size() / 2.0, galley, color);
    response
}

/// The width of a key whose words are so wide.
pub fn key_cap_width(words: f32) -> f32 {
    (words + 12.0).max(24.0)
}

/// A key as it is printed on the keyboard.
pub fn key_cap_ui(ui: &mut Ui, key: &str) -> Response {
    let tokens = Tokens::of(ui);
    let font = Face::Medium.at(type_size::SMALL);
    let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap(key.to_owned(), font, tokens.ink_soft));
    let size = Vec2::new(key_cap_width(galley.size().x), 22.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, key));
    let stroke = egui::Stroke::new(1.0, tokens.line_strong);
    ui.painter().rect(
        rect,
        CornerRadius::same(4),
        tokens.sunken,
        stroke,
        egui::StrokeKind::Inside,
    );
    ui.painter()
        .galley(rect.center() - galley.size() / 2.0, galley, tokens.ink_soft);
    response
}
