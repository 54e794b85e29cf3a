//! Tables: columns share the width so that the table is low, cells wrap at sensible places,
//! hairlines lie between rows.
//!
//! When even the narrowest columns do not fit the column of text, or its rows become much lower by
//! it, the table grows beyond that where the window has room; else its margins give way, and if
//! that does not help it scrolls sideways inside itself. While one scrolls through a long table its
//! header stays in view. Rows and columns out of sight are not laid out.

mod cell;
mod columns;
mod fit;
mod kept;
mod rows;

use egui::{Align, Ui};

use super::ProseContext;
use super::inline::Setting;
use crate::markdown::document::{Alignment, Table};
use crate::ui_kit::layout;
use crate::ui_kit::tokens::measure;

/// At both sides of a cell,
const PAD_X: f32 = 12.0;
/// and where the table would else have to scroll sideways.
const LEAST_PAD_X: f32 = 8.0;
const PAD_Y: f32 = 8.0;

/// Draws the table.
pub(super) fn show(ui: &mut Ui, table: &Table, cx: &mut ProseContext<'_>) {
    let kept = kept::of(ui, table, cx);
    let room = layout::room_beside_column(ui).min(cx.style.widest_table);
    let wanted = kept.lock().wanted(ui.available_width(), room);
    let mut fitted_ui = |ui: &mut Ui| {
        let available = ui.available_width();
        let total = kept.lock().fit(table, available);
        if total > available + 1.0 {
            let area = layout::sideways(ui, "table");
            area.show(ui, |ui| {
                rows::show(ui, table, &kept, cx);
                ui.add_space(measure::BAR_ROOM);
                cx.follow_pointer_ui(ui);
            });
        } else {
            rows::show(ui, table, &kept, cx);
        }
    };
    match wanted {
        Some(width) => layout::wider_than_column_ui(ui, width, fitted_ui),
        None => fitted_ui(ui),
    }
}

/// The width below which the table scrolls sideways.
pub fn least_table_width(ui: &Ui, table: &Table, cx: &ProseContext<'_>) -> f32 {
    kept::of(ui, table, cx).lock().least()
}

fn setting(alignment: Alignment, header: bool, cx: &ProseContext<'_>) -> Setting {
    Setting {
        size: cx.style.scaled(14.5),
        strong: header,
        color: cx.tokens.ink,
        align: match alignment {
            Alignment::None | Alignment::Left => Align::Min,
            Alignment::Center => Align::Center,
            Alignment::Right => Align::Max,
        },
    }
}
