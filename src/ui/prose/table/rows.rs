//! Draws the rows of a table that are in view, below a header that stays in view.

use std::ops::Range;
use std::sync::Arc;

use egui::mutex::Mutex;
use egui::style::ScrollAnimation;
use egui::{Rect, Sense, Stroke, Ui, pos2, vec2};

use super::super::breaks;
use super::super::inline::paint_marked_ui;
use super::super::{ProseAction, ProseContext};
use super::kept::Kept;
use super::{PAD_Y, setting};
use crate::markdown::document::{Inline, Table};
use crate::ui_kit::button::SmallButton;
use crate::ui_kit::icons;
use crate::ui_kit::tokens::measure;

/// Tables of more rows are estimated until they come into view.
const EXACT_ROWS: usize = 80;
/// On slides all must be known before.
const EXACT_ROWS_ON_SLIDES: usize = 400;
/// Rows of tables with more columns are measured by those in view.
const EXACT_COLUMNS: usize = 40;
/// A header that takes a larger share of the view scrolls away with its table.
const HIGHEST_STUCK_HEAD: f32 = 0.4;
/// Rows so far beyond the edges are laid out too, in points.
const OVERSCAN: f32 = 80.0;

/// The table under way.
struct Drawing<'a> {
    table: &'a Table,
    kept: &'a mut Kept,
    /// Its columns in view.
    columns: Range<usize>,
    /// Its left edge.
    left: f32,
}

/// Draws the table, fitted before.
pub(super) fn show(ui: &mut Ui, table: &Table, kept: &Arc<Mutex<Kept>>, cx: &mut ProseContext<'_>) {
    let mut kept = kept.lock();
    let clip = ui.clip_rect();
    let at = ui.cursor().min;
    let columns = if ui.is_visible() {
        kept.columns_between(clip.left() - at.x, clip.right() - at.x)
    } else {
        0..kept.widths.len()
    };
    let mut drawing = Drawing {
        table,
        kept: &mut kept,
        columns,
        left: at.x,
    };
    let head = drawing.head_height(ui, cx);
    let view = if ui.is_visible() {
        (clip.top() - OVERSCAN - at.y - head)..(clip.bottom() + OVERSCAN - at.y - head)
    } else {
        0.0..0.0
    };
    let moved = drawing.measure(ui, &view, clip.top() - at.y - head, cx);
    let rows = drawing.kept.heights.total() as f32;
    let size = vec2(drawing.kept.total, head + rows);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    if moved != 0.0 {
        // What is being read stays where it is: in this frame by drawing it there, from the next
        // on by scrolling.
        ui.scroll_with_delta_animation(vec2(0.0, -moved), ScrollAnimation::none());
    }
    let place = drawing.head_place(rect, head, clip);
    // Nothing is seen, read or clicked through the header.
    let below = Rect::from_min_max(pos2(clip.left(), clip.top().max(place.bottom())), clip.max);
    ui.set_clip_rect(below);
    let top = rect.top() + head - moved;
    drawing.rows_ui(ui, top, &view, cx);
    drawing.say_where_sought(ui, top, cx);
    ui.set_clip_rect(clip);
    drawing.head_ui(ui, rect, place, cx);
}

impl Drawing<'_> {
    fn has_head(&self) -> bool {
        self.table.header.iter().any(|cell| !cell.is_empty())
    }

    fn head_height(&self, ui: &Ui, cx: &ProseContext<'_>) -> f32 {
        if self.has_head() {
            self.height(ui, &self.table.header, true, cx)
        } else {
            0.0
        }
    }

    /// Measures the rows in view, or all of a short table. Returns how far the rows at `keep`
    /// moved by it.
    fn measure(&mut self, ui: &Ui, view: &Range<f32>, keep: f32, cx: &ProseContext<'_>) -> f32 {
        let table = self.table;
        let exact = if cx.style.selectable {
            EXACT_ROWS
        } else {
            EXACT_ROWS_ON_SLIDES
        };
        let all = table.rows.len() <= exact;
        let first = if all { 0 } else { self.row_at(view.start) };
        let mut moved = 0.0;
        for (index, row) in table.rows.iter().enumerate().skip(first) {
            let top = self.kept.heights.top(index) as f32;
            if !all && top > view.end + moved {
                break;
            }
            let in_view = top < view.end && !view.is_empty();
            let known = self.kept.measured.get(index).copied().unwrap_or(true);
            // Other columns that come into view may need more.
            if known && !(in_view && self.table.header.len() > EXACT_COLUMNS) {
                continue;
            }
            let old = self.kept.heights.get(index);
            let mut height = self.height(ui, row, false, cx);
            if known {
                height = height.max(old);
            }
            if let Some(measured) = self.kept.measured.get_mut(index) {
                *measured = true;
            }
            if (height - old).abs() < 0.25 {
                continue;
            }
            self.kept.heights.set(index, height);
            if !all && top + old <= keep + moved {
                moved += height - old;
            }
        }
        moved
    }

    fn row_at(&self, y: f32) -> usize {
        self.kept.heights.block_at(f64::from(y.max(0.0)))
    }

    /// The height of a row whose cells are laid out; of a very wide one, of its cells in view.
    fn height(&self, ui: &Ui, row: &[Inline], header: bool, cx: &ProseContext<'_>) -> f32 {
        let all = self.kept.widths.len() <= EXACT_COLUMNS;
        let columns = if all {
            0..self.kept.widths.len()
        } else {
            self.columns.clone()
        };
        let mut height = if all { 0.0 } else { self.kept.estimate(row) };
        for column in columns {
            let (Some(cell), Some(width)) = (row.get(column), self.kept.widths.get(column)) else {
                continue;
            };
            let setting = setting(self.alignment(column), header, cx);
            let laid = breaks::lay_out(ui, cell, setting, *width, cx);
            height = height.max(laid.galley.size().y + 2.0 * PAD_Y);
        }
        height.max(2.0 * PAD_Y)
    }

    fn alignment(&self, column: usize) -> crate::markdown::document::Alignment {
        self.table
            .alignments
            .get(column)
            .copied()
            .unwrap_or_default()
    }

    fn rows_ui(&self, ui: &mut Ui, top: f32, view: &Range<f32>, cx: &mut ProseContext<'_>) {
        let stroke = Stroke::new(1.0, cx.tokens.line);
        let first = self.row_at(view.start);
        for (index, row) in self.table.rows.iter().enumerate().skip(first) {
            let above = self.kept.heights.top(index) as f32;
            if above > view.end {
                break;
            }
            let size = vec2(self.kept.total, self.kept.heights.get(index));
            let rect = Rect::from_min_size(pos2(self.left, top + above), size);
            self.row_ui(ui, row, rect, Some(index), cx);
            if index + 1 < self.table.rows.len() {
                ui.painter().hline(rect.x_range(), rect.bottom(), stroke);
            }
        }
    }

    /// Where the place stands that is sought, if its cell is out of view.
    fn say_where_sought(&self, ui: &Ui, top: f32, cx: &ProseContext<'_>) {
        let Some(lit) = cx
            .lit
            .filter(|lit| lit.is_sought && lit.seen.get().is_none())
        else {
            return;
        };
        let holds = |cell: &Inline| lit.is_sought_in(&cell.text, &(0..cell.text.len()));
        let column = |row: &Vec<Inline>| row.iter().position(holds);
        let mut rows = self.table.rows.iter().enumerate();
        let found = rows.find_map(|(row, cells)| Some((row, column(cells)?)));
        if let Some((row, column)) = found {
            let left = self.kept.lefts.get(column).copied().unwrap_or_default();
            let width = self.kept.widths.get(column).copied().unwrap_or_default();
            let at = pos2(self.left + left, top + self.kept.heights.top(row) as f32);
            let size = vec2(width + 2.0 * self.kept.margin, self.kept.heights.get(row));
            lit.found_ui(ui, Rect::from_min_size(at, size));
        }
    }

    /// A row; the header has no number.
    fn row_ui(
        &self,
        ui: &mut Ui,
        row: &[Inline],
        rect: Rect,
        number: Option<usize>,
        cx: &mut ProseContext<'_>,
    ) {
        for column in self.columns.clone() {
            let (Some(cell), Some(width), Some(left)) = (
                row.get(column),
                self.kept.widths.get(column),
                self.kept.lefts.get(column),
            ) else {
                continue;
            };
            let setting = setting(self.alignment(column), number.is_none(), cx);
            let laid = breaks::lay_out(ui, cell, setting, *width, cx);
            let at = pos2(rect.left() + left + self.kept.margin, rect.top() + PAD_Y);
            let place = Rect::from_min_size(at, vec2(*width, laid.galley.size().y));
            let id = ui.scope_id().with(("cell", number, column));
            let response = ui.interact(place, id, cx.text_sense());
            if let Some(selecting) = &mut cx.selecting {
                selecting.part = self.kept.part(number) + column;
            }
            let text = (cell, &*laid.text);
            paint_marked_ui(ui, text, &laid.galley, place, &response, setting, cx);
        }
    }

    /// Where the header stands: at the upper edge of the view while rows below it are in view; it
    /// leaves with the last one. A header that would hide them stays where it was written.
    fn head_place(&self, rect: Rect, height: f32, clip: Rect) -> Rect {
        if height > HIGHEST_STUCK_HEAD * clip.height() {
            return Rect::from_min_size(rect.min, vec2(rect.width(), height));
        }
        let last = self.kept.measured.len().checked_sub(1);
        let last = last.map_or(0.0, |last| self.kept.heights.get(last));
        let last = last.min(HIGHEST_STUCK_HEAD * clip.height());
        let lowest = (rect.bottom() - last - height).max(rect.top());
        let top = rect.top().max(clip.top().min(lowest));
        Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), height))
    }

    /// The header, and the button that copies the table.
    fn head_ui(&self, ui: &mut Ui, rect: Rect, place: Rect, cx: &mut ProseContext<'_>) {
        if self.has_head() {
            let stuck = place.top() > rect.top();
            let radius = if stuck {
                0.0
            } else {
                f32::from(measure::RADIUS)
            };
            ui.painter().rect_filled(place, radius, cx.tokens.sunken);
            self.row_ui(ui, &self.table.header, place, None, cx);
            let stroke = Stroke::new(1.0, cx.tokens.line_strong);
            ui.painter().hline(place.x_range(), place.bottom(), stroke);
        }
        if cx.style.selectable {
            self.copy_ui(ui, rect, place.top(), cx);
        }
    }

    fn copy_ui(&self, ui: &Ui, rect: Rect, top: f32, cx: &mut ProseContext<'_>) {
        let seen = rect.intersect(ui.clip_rect());
        let right = seen.right() - 4.0;
        let place = Rect::from_min_size(pos2(right - 28.0, top + 4.0), vec2(28.0, 28.0));
        let shown = ui.rect_contains_pointer(seen);
        if shown {
            let radius = f32::from(measure::RADIUS);
            ui.painter().rect_filled(place, radius, cx.tokens.sunken);
        }
        let button = SmallButton::icon(icons::COPY, "Copy table");
        if button.show(ui, place, shown).clicked() {
            cx.actions
                .push(ProseAction::Copy(self.table.tab_separated()));
        }
    }
}
