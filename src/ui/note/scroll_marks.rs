//! Where in the whole note something is lit: marks on its scroll bar.

use egui::{Rect, Ui, pos2, vec2};

use super::extent::Extent;
use crate::app::search::LitNote;
use crate::search::lights::LitPlace;
use crate::ui_kit::tokens::Tokens;

/// Size of a mark, in points.
const WIDTH: f32 = 7.0;
const HEIGHT: f32 = 2.0;

/// Marks the lit places at the right edge of `window`, the one that is looked at longer.
pub(super) fn show(ui: &Ui, window: Rect, extent: &Extent, lit: &LitNote, tokens: &Tokens) {
    let total = extent.total().max(1.0);
    let rows = window.height().floor().max(1.0);
    let mark = |row: f32, width: f32, color| {
        let right = pos2(window.right() - 1.0 - width, window.top() + row);
        let rect = Rect::from_min_size(right, vec2(width, HEIGHT));
        ui.painter().rect_filled(rect, 1.0, color);
    };
    // As many looks as the window has rows, however many places are lit.
    let mut row = 0.0;
    while row < rows {
        let y = |row: f32| f64::from(row / rows) * total;
        let stretch = place_at(extent, y(row))..place_at(extent, y(row + HEIGHT));
        if lit.lights.any_within(stretch) {
            mark(row, WIDTH, tokens.warn);
        }
        row += HEIGHT;
    }
    if let Some(place) = lit.lights.place(lit.current) {
        let row = (y_of(extent, place) / total) as f32 * rows;
        mark(row, 2.0 * WIDTH, tokens.warn);
    }
}

fn place_at(extent: &Extent, y: f64) -> LitPlace {
    let item = extent.item_at(y);
    let (top, bottom) = (extent.top(item), extent.top(item + 1));
    let share = ((y - top) / (bottom - top).max(1.0)) as f32;
    LitPlace {
        item,
        // What is lit at the very end of an item is still before the next one.
        share: share.clamp(0.0, 1.0),
    }
}

fn y_of(extent: &Extent, place: LitPlace) -> f64 {
    let (top, bottom) = (extent.top(place.item), extent.top(place.item + 1));
    top + f64::from(place.share) * (bottom - top)
}
