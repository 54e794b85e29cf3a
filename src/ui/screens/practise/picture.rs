//! The state of a diagram that a prediction is about, above its question.

use std::sync::Arc;

use egui::{Frame, Margin, Stroke, Ui};

use super::PractiseView;
use crate::quiz::card::Card;
use crate::ui::diagram::{DiagramView, still_ui};
use crate::ui_kit::tokens::{Tokens, measure, space};

/// The highest picture, as a share of the screen.
const HIGHEST: f32 = 0.36;

/// Draws the picture of `card`, if it has one; `page` is the height of the screen in points.
pub(super) fn show(ui: &mut Ui, card: &Card, view: &mut PractiseView, page: f32) {
    let Some(link) = &card.picture else {
        view.picture = None;
        return;
    };
    if view.picture.as_ref().is_none_or(|(shown, _)| shown != link) {
        let picture = DiagramView::from_link(link).ok();
        view.picture = picture.map(|picture| (Arc::clone(link), picture));
    }
    let Some((_, picture)) = &mut view.picture else {
        return;
    };
    let tokens = Tokens::of(ui);
    let card = Frame::new()
        .fill(tokens.raised)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(measure::RADIUS_LARGE)
        .inner_margin(Margin::same(space::SMALL as i8));
    card.show(ui, |ui| {
        ui.set_width(ui.available_width());
        still_ui(ui, picture, (page * HIGHEST).max(140.0));
    });
    ui.add_space(space::LARGE);
}
