//! Small tables: a header, rows that shorten what does not fit, the acting row on its ground.

use egui::{Align2, Rect, pos2, vec2};

use super::pen::{Pen, types};
use crate::diagrams::scene::{SceneRow, SceneTable, Tone};
use crate::ui_kit::icons;

/// Height of a row if there is room, in units.
const ROW: f32 = 25.0;

/// The lowest row, in units.
const LEAST_ROW: f32 = 16.0;

/// Paints a table over `area` (units).
pub(super) fn paint(pen: &Pen, area: Rect, table: &SceneTable) {
    let rect = pen.rect(area);
    let tokens = pen.tokens;
    pen.panel(
        rect,
        8.0,
        tokens.raised,
        pen.stroke(1.0, tokens.line_strong),
    );
    let columns = columns(rect, table);
    let height = pen.len(row_height(area, table));
    let mut y = rect.top();
    for (cell, (left, right)) in table.header.iter().zip(&columns) {
        let room = right - left - pen.len(14.0);
        let text = pen.line(cell, types::SMALL_STRONG, room);
        let at = pos2(left + pen.len(10.0), y + height / 2.0);
        pen.put(at, Align2::LEFT_CENTER, text, tokens.ink_soft);
    }
    if table.rows.is_empty() {
        let text = pen.line("Nothing yet", types::SMALL, rect.width());
        let below = Rect::from_min_max(pos2(rect.left(), y + height), rect.max);
        pen.put(
            below.center(),
            Align2::CENTER_CENTER,
            text,
            tokens.ink_faint,
        );
    }
    for row in &table.rows {
        y += height;
        if y + height > rect.bottom() + 1.0 {
            break;
        }
        let band = Rect::from_min_size(pos2(rect.left(), y), vec2(rect.width(), height));
        paint_row(pen, band, row, &columns);
    }
}

fn paint_row(pen: &Pen, band: Rect, row: &SceneRow, columns: &[(f32, f32)]) {
    let tokens = pen.tokens;
    let inner = band.shrink2(vec2(1.0, 0.0));
    if row.active {
        pen.painter.rect_filled(
            inner.shrink2(vec2(pen.len(3.0), pen.len(1.0))),
            pen.radius(5.0),
            tokens.accent_soft,
        );
    }
    pen.painter
        .hline(inner.x_range(), band.top(), pen.stroke(1.0, tokens.line));
    let color = match row.tone {
        Tone::Neutral => tokens.ink,
        Tone::Muted => tokens.ink_soft,
        tone => tokens.tone(tone).0,
    };
    let kind = if row.active {
        types::LABEL
    } else {
        types::TEXT
    };
    for (at, (cell, (left, right))) in row.cells.iter().zip(columns).enumerate() {
        let mut left = left + pen.len(10.0);
        if at == 0 && row.active {
            // The acting row is marked by a sign as well as by its ground.
            let icon = pos2(left + pen.len(4.0), band.center().y);
            pen.icon(icon, icons::CARET_RIGHT, 12.0, tokens.accent);
            left += pen.len(13.0);
        }
        let text = pen.line(cell, kind, right - left - pen.len(4.0));
        pen.put(
            pos2(left, band.center().y),
            Align2::LEFT_CENTER,
            text,
            color,
        );
    }
}

fn row_height(area: Rect, table: &SceneTable) -> f32 {
    let rows = table.rows.len() as f32 + 1.0;
    (area.height() / rows).clamp(LEAST_ROW, ROW)
}

/// Left and right of every column; columns without a weight share alike.
fn columns(rect: Rect, table: &SceneTable) -> Vec<(f32, f32)> {
    let count = table.header.len().max(
        table
            .rows
            .iter()
            .map(|row| row.cells.len())
            .max()
            .unwrap_or(0),
    );
    let weight = |at: usize| table.weights.get(at).copied().unwrap_or(1.0).max(0.01);
    let total: f32 = (0..count).map(weight).sum();
    let mut left = rect.left();
    (0..count)
        .map(|at| {
            let start = left;
            left += rect.width() * weight(at) / total;
            (start, left)
        })
        .collect()
}

/// The row under `at` (units), if there is one.
pub(super) fn row_at(area: Rect, table: &SceneTable, at: egui::Pos2) -> Option<&SceneRow> {
    let index = ((at.y - area.top()) / row_height(area, table)).floor() as i64 - 1;
    area.contains(at)
        .then(|| table.rows.get(usize::try_from(index).ok()?))
        .flatten()
}

/// All rows as text, a line each, for those who cannot see them.
pub(super) fn spoken(table: &SceneTable) -> String {
    let lines = table.rows.iter().map(|row| {
        let cells: Vec<String> = row
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(at, cell)| match table.header.get(at) {
                Some(head) if !head.is_empty() => format!("{head}: {cell}"),
                _ => cell.clone(),
            })
            .collect();
        cells.join(", ")
    });
    lines.collect::<Vec<_>>().join("\n")
}
