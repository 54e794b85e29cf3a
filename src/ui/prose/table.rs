//! Tables: columns as wide as their content asks, cells that wrap, hairlines between rows.
//!
//! When even the narrowest columns do not fit the column of text, the table grows beyond it where
//! the window has room, else it scrolls sideways inside itself.

use std::sync::Arc;

use egui::{Align, Galley, Rect, Stroke, Ui, pos2, vec2};

use super::ProseContext;
use super::inline::{Setting, layout as lay_out, paint_ui};
use crate::markdown::document::{Alignment, Inline, Table};
use crate::ui_kit::layout;
use crate::ui_kit::tokens::measure;

const PAD_X: f32 = 12.0;
const PAD_Y: f32 = 8.0;
/// A longer word is broken rather than making its column wider than this, beside body type of 16.
const WIDEST_WORD: f32 = 180.0;
/// Widths come from the first rows; later ones wrap into them.
const MEASURED_ROWS: usize = 200;

/// Draws the table.
pub(super) fn show(ui: &mut Ui, table: &Table, cx: &mut ProseContext<'_>) {
    let column = ui.available_width();
    let least = least_table_width(ui, table, cx);
    let room = layout::room_beside_column(ui).min(cx.style.widest_table);
    if least > column + 1.0 && room > column {
        let width = least.min(room);
        layout::wider_than_column_ui(ui, width, |ui| fitted_ui(ui, table, cx));
    } else {
        fitted_ui(ui, table, cx);
    }
}

/// The table over the available width.
fn fitted_ui(ui: &mut Ui, table: &Table, cx: &mut ProseContext<'_>) {
    let available = ui.available_width();
    let widths = column_widths(ui, table, available, cx);
    let total: f32 = widths.iter().map(|width| width + 2.0 * PAD_X).sum();
    if total > available + 1.0 {
        let area = egui::ScrollArea::horizontal()
            .id_salt("table")
            .auto_shrink([false, true]);
        area.show(ui, |ui| rows_ui(ui, table, &widths, total, cx));
    } else {
        rows_ui(ui, table, &widths, total.max(available), cx);
    }
}

fn rows_ui(ui: &mut Ui, table: &Table, widths: &[f32], total: f32, cx: &mut ProseContext<'_>) {
    ui.set_min_width(total);
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    let stroke = Stroke::new(1.0, cx.tokens.line);
    if table.header.iter().all(Inline::is_empty) {
        // Its cells count among the places of the table all the same.
        if let Some(selecting) = &mut cx.selecting {
            selecting.part += table.header.len();
        }
    } else {
        let rect = row_ui(ui, table, &table.header, widths, total, true, cx);
        ui.painter().hline(
            rect.x_range(),
            rect.bottom(),
            Stroke::new(1.0, cx.tokens.line_strong),
        );
    }
    for (index, row) in table.rows.iter().enumerate() {
        let rect = ui
            .push_id(index, |ui| row_ui(ui, table, row, widths, total, false, cx))
            .inner;
        if index + 1 < table.rows.len() {
            ui.painter().hline(rect.x_range(), rect.bottom(), stroke);
        }
    }
}

fn row_ui(
    ui: &mut Ui,
    table: &Table,
    cells: &[Inline],
    widths: &[f32],
    total: f32,
    header: bool,
    cx: &mut ProseContext<'_>,
) -> Rect {
    let laid: Vec<(Setting, Arc<Galley>)> = cells
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(column, (cell, width))| {
            let setting = setting(
                table.alignments.get(column).copied().unwrap_or_default(),
                header,
                cx,
            );
            (setting, lay_out(ui, cell, setting, *width, cx))
        })
        .collect();
    let height = laid
        .iter()
        .map(|(_, galley)| galley.size().y)
        .fold(0.0, f32::max)
        + 2.0 * PAD_Y;
    let (rect, _) = ui.allocate_exact_size(vec2(total, height), egui::Sense::hover());
    if header {
        ui.painter()
            .rect_filled(rect, f32::from(measure::RADIUS), cx.tokens.sunken);
    }
    let mut x = rect.left();
    for (column, ((cell, width), (setting, galley))) in
        cells.iter().zip(widths).zip(laid).enumerate()
    {
        let size = vec2(*width, galley.size().y);
        let place = Rect::from_min_size(pos2(x + PAD_X, rect.top() + PAD_Y), size);
        let id = ui.scope_id().with(("cell", header, column));
        let response = ui.interact(place, id, cx.text_sense());
        paint_ui(ui, cell, &galley, place, &response, setting, cx);
        x += width + 2.0 * PAD_X;
    }
    rect
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

/// Content widths: what each column asks for, shrunk together (widest first) to fit, or grown
/// together to fill the room.
fn column_widths(ui: &Ui, table: &Table, available: f32, cx: &ProseContext<'_>) -> Vec<f32> {
    let columns: Vec<Asked> = (0..table.header.len())
        .map(|column| asked(ui, table, column, cx))
        .collect();
    let room = available - columns.len() as f32 * 2.0 * PAD_X;
    fit(&columns, room)
}

/// The width below which the table scrolls sideways.
pub fn least_table_width(ui: &Ui, table: &Table, cx: &ProseContext<'_>) -> f32 {
    (0..table.header.len())
        .map(|column| asked(ui, table, column, cx).least + 2.0 * PAD_X)
        .sum()
}

/// What a column needs: the width of its longest word, and of its longest cell on one line.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Asked {
    least: f32,
    whole: f32,
}

fn asked(ui: &Ui, table: &Table, column: usize, cx: &ProseContext<'_>) -> Asked {
    let cells =
        std::iter::once((&table.header, true)).chain(table.rows.iter().map(|row| (row, false)));
    let mut asked = Asked {
        least: 24.0,
        whole: 24.0,
    };
    for (row, header) in cells.take(MEASURED_ROWS) {
        let Some(cell) = row.get(column) else {
            continue;
        };
        let setting = Setting {
            align: Align::Min,
            ..setting(Alignment::None, header, cx)
        };
        let whole = lay_out(ui, cell, setting, f32::INFINITY, cx)
            .size()
            .x
            .ceil()
            + 1.0;
        let word = longest_word(ui, cell, setting, cx).min(cx.style.scaled(WIDEST_WORD));
        asked.least = asked.least.max(word);
        asked.whole = asked.whole.max(whole);
    }
    asked
}

/// The width of the longest word of a cell, set as it stands there.
fn longest_word(ui: &Ui, cell: &Inline, setting: Setting, cx: &ProseContext<'_>) -> f32 {
    let words = cell
        .runs()
        .flat_map(|(text, span)| text.split_whitespace().map(move |word| (word, span.style)));
    let Some((word, style)) =
        words.max_by_key(|(word, style)| word.chars().count() + usize::from(style.code))
    else {
        return 0.0;
    };
    let mut alone = Inline::plain(word);
    if let Some(span) = alone.spans.first_mut() {
        span.style = style;
    }
    // A bracket or comma may hang on the word in another run.
    lay_out(ui, &alone, setting, f32::INFINITY, cx)
        .size()
        .x
        .ceil()
        + 8.0
}

/// Shares `room` among columns: none below its longest word, none wider than it asks while
/// another is squeezed; spare room is shared evenly.
fn fit(columns: &[Asked], room: f32) -> Vec<f32> {
    let total: f32 = columns.iter().map(|column| column.whole).sum();
    if total <= room {
        let spare = (room - total) / columns.len().max(1) as f32;
        return columns.iter().map(|column| column.whole + spare).collect();
    }
    let width = |column: &Asked, limit: f32| column.whole.min(limit.max(column.least));
    let used = |limit: f32| {
        columns
            .iter()
            .map(|column| width(column, limit))
            .sum::<f32>()
    };
    let (mut limit, mut step) = (0.0, room.max(1.0));
    while step > 0.5 {
        if used(limit + step) <= room {
            limit += step;
        }
        step /= 2.0;
    }
    columns
        .iter()
        .map(|column| width(column, limit).floor())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(least: f32, whole: f32) -> Asked {
        Asked { least, whole }
    }

    #[test]
    fn columns_that_fit_share_the_spare_room() {
        assert_eq!(
            fit(&[column(40.0, 100.0), column(40.0, 50.0)], 250.0),
            [150.0, 100.0]
        );
    }

    #[test]
    fn widest_column_gives_way_first() {
        let widths = fit(&[column(40.0, 80.0), column(40.0, 600.0)], 400.0);
        assert_eq!(widths.first(), Some(&80.0));
        assert!(widths.iter().sum::<f32>() <= 400.0);
        assert!(widths.get(1).is_some_and(|width| *width > 300.0));
    }

    #[test]
    fn column_is_never_squeezed_below_its_longest_word() {
        assert_eq!(fit(&[column(64.0, 300.0); 10], 200.0), vec![64.0; 10]);
    }
}
