//! Placing: centered columns, cards, hairlines.

use egui::{Frame, Margin, Stroke, Ui};

use super::tokens::{Tokens, measure, space};

/// A column at most `width` wide in the middle of the available room, with margins that shrink
/// with it.
pub fn column_ui<T>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> T) -> T {
    let available = ui.available_width();
    let margin = if available < 560.0 {
        space::LARGE
    } else {
        space::SECTION
    };
    let column = (available - 2.0 * margin).min(width).max(120.0);
    let left = ((available - column) / 2.0).max(0.0).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(left);
        ui.vertical(|ui| {
            ui.set_width(column);
            ui.spacing_mut().item_spacing = egui::vec2(space::SMALL, space::SMALL);
            content(ui)
        })
        .inner
    })
    .inner
}

/// A card: raised ground, hairline, round corners.
pub fn card_ui<T>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> T) -> T {
    let tokens = Tokens::of(ui);
    card_frame(tokens)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            content(ui)
        })
        .inner
}

/// The frame of a card.
pub fn card_frame(tokens: &Tokens) -> Frame {
    Frame::new()
        .fill(tokens.raised)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(measure::RADIUS_LARGE)
        .inner_margin(Margin::same(space::LARGE as i8))
}

/// A hairline over the available width.
pub fn hairline_ui(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    let (rect, _) =
        ui.allocate_exact_size(egui::vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().hline(
        rect.x_range(),
        rect.center().y,
        Stroke::new(1.0, tokens.line),
    );
}
