//! How tables are set, kept from frame to frame: what columns ask for, their widths, the heights of
//! the rows as far as they were seen.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use egui::mutex::Mutex;
use egui::{Context, Ui};

use super::super::ProseContext;
use super::columns::{self, Column};
use super::{LEAST_PAD_X, PAD_X, PAD_Y, fit, setting};
use crate::markdown::document::{Alignment, Inline, Table};
use crate::ui::heights::Heights;
use crate::ui_kit::layout::LEAST_GROWTH;
use crate::ui_kit::look::Look;
use crate::ui_kit::tokens::type_size;

/// Tables of so many cells are known again wherever they lie.
const SHORT_TABLE_CELLS: usize = 600;
/// A table leaves the column if its rows become so much lower by it,
const MUCH_LOWER: f32 = 0.75;
/// and one with a row of so many lines by less,
const CROWDED: usize = 4;
const LOWER_IF_CROWDED: f32 = 0.9;
/// but not for a line or two,
const LEAST_SAVED: f32 = 2.0;
/// and becomes no wider than is of use.
const ABOUT_AS_LOW: f32 = 1.04;
/// Steps in which that is tried, in points.
const WIDENING: f32 = 24.0;
/// A table that needs no more than this share of what is seen is not made wide for comfort:
const NEARLY_FITS: f32 = 1.4;
/// it takes so much of what it needs.
const OF_LEAST: f32 = 1.08;
/// The tables that were drawn last are remembered.
const MOST_TABLES: usize = 128;

/// A plugin of the toolkit that remembers tables.
#[derive(Default)]
pub(crate) struct Tables {
    held: HashMap<u64, (Arc<Mutex<Kept>>, u64)>,
    clock: u64,
}

impl egui::Plugin for Tables {
    fn debug_name(&self) -> &'static str {
        "tables"
    }
}

/// How one table is set.
#[derive(Debug)]
pub(super) struct Kept {
    columns: Vec<Column>,
    /// Size of type relative to body type of 16.
    scale: f32,
    line: f32,
    /// The width that the columns were fitted to.
    fitted: Option<f32>,
    /// How wide the table wants to be in a column with so much room beside it.
    wanted: Option<([f32; 2], Option<f32>)>,
    /// At both sides of each cell.
    pub margin: f32,
    /// Of the text of each column.
    pub widths: Vec<f32>,
    /// Where each column begins, from the left edge of the table.
    pub lefts: Vec<f32>,
    /// Width of all columns with their margins.
    pub total: f32,
    /// Of the rows, the header not counted.
    pub heights: Heights,
    /// Which rows were measured.
    pub measured: Vec<bool>,
    /// The number of each row's first cell among all cells of the table, the header's first.
    parts: Vec<usize>,
}

/// What is remembered of `table`; measured now if it is new.
pub(super) fn of(ui: &Ui, table: &Table, cx: &ProseContext<'_>) -> Arc<Mutex<Kept>> {
    let key = key(ui, table, cx);
    if let Some(known) = with_tables(ui, |tables| tables.get(key)) {
        return known;
    }
    let kept = Kept {
        columns: columns::of(ui, table, cx),
        scale: cx.style.body / type_size::BODY,
        line: cx
            .style
            .line_height(setting(Alignment::None, false, cx).size),
        fitted: None,
        wanted: None,
        margin: PAD_X,
        widths: Vec::new(),
        lefts: Vec::new(),
        total: 0.0,
        heights: Heights::default(),
        measured: Vec::new(),
        parts: parts(table),
    };
    let kept = Arc::new(Mutex::new(kept));
    with_tables(ui, |tables| tables.insert(key, Arc::clone(&kept)));
    kept
}

fn with_tables<T>(ctx: &Context, act: impl FnOnce(&mut Tables) -> T) -> T {
    if ctx.plugin_opt::<Tables>().is_none() {
        ctx.add_plugin(Tables::default());
    }
    act(&mut ctx.plugin::<Tables>().lock())
}

impl Tables {
    fn get(&mut self, key: u64) -> Option<Arc<Mutex<Kept>>> {
        self.clock += 1;
        let (kept, last) = self.held.get_mut(&key)?;
        *last = self.clock;
        Some(Arc::clone(kept))
    }

    fn insert(&mut self, key: u64, kept: Arc<Mutex<Kept>>) {
        self.held.insert(key, (kept, self.clock));
        if self.held.len() > MOST_TABLES {
            let oldest = self.held.iter().min_by_key(|(_, (_, last))| *last);
            let oldest = oldest.map(|(key, _)| *key);
            oldest.and_then(|key| self.held.remove(&key));
        }
    }
}

/// Short tables are told apart by what stands in them. Long ones by where they lie in memory; what
/// stands at their ends tells a new one in the place of another.
fn key(ui: &Ui, table: &Table, cx: &ProseContext<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    (table.header.len(), table.rows.len()).hash(&mut hasher);
    (cx.style.body.to_bits(), ui.pixels_per_point().to_bits()).hash(&mut hasher);
    Look::of(ui).reading.hash(&mut hasher);
    let rows = || std::iter::once(&table.header).chain(&table.rows);
    if table.header.len() * table.rows.len() <= SHORT_TABLE_CELLS {
        for cell in rows().flatten() {
            cell.text.hash(&mut hasher);
        }
    } else {
        std::ptr::from_ref(table).addr().hash(&mut hasher);
        let ends = [Some(&table.header), table.rows.first(), table.rows.last()];
        for cell in ends
            .into_iter()
            .flatten()
            .flat_map(|row| row.iter().take(8))
        {
            cell.text.hash(&mut hasher);
        }
    }
    hasher.finish()
}

fn parts(table: &Table) -> Vec<usize> {
    let mut next = table.header.len();
    let mut parts = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        parts.push(next);
        next += row.len();
    }
    parts
}

impl Kept {
    /// The width below which the table scrolls sideways.
    pub(super) fn least(&self) -> f32 {
        self.with_margins(LEAST_PAD_X, |column| column.least)
    }

    /// The width of the table if it is wider than the column of text, where `room` is as wide as
    /// it may become.
    pub(super) fn wanted(&mut self, column: f32, room: f32) -> Option<f32> {
        if room <= column {
            return None;
        }
        if let Some((_, wanted)) = self.wanted.filter(|(of, _)| *of == [column, room]) {
            return wanted;
        }
        let least = self.with_margins(PAD_X, |column| column.least);
        let wanted = if least > column + 1.0 {
            let comfortable = |column: &Column| column.comfortable(self.scale, room);
            let comfortable = self.with_margins(PAD_X, comfortable);
            let width = comfortable.max(least).max(column + LEAST_GROWTH);
            Some(width.min(room))
        } else {
            self.lower_at(column, room)
        };
        self.wanted = Some(([column, room], wanted));
        wanted
    }

    /// The least width at which the table is about as low as it can become by more room, if that
    /// is much lower than in the column.
    fn lower_at(&self, column: f32, room: f32) -> Option<f32> {
        if self.with_margins(PAD_X, |column| column.whole) <= column {
            return None;
        }
        let height = |width: f32| fit::height_in(&self.columns, self.room_of_text(width, PAD_X));
        let (lowest, in_column) = (height(room), height(column));
        let rows = fit::highest_in(&self.columns, self.room_of_text(column, PAD_X));
        let much_lower = if rows < CROWDED {
            MUCH_LOWER
        } else {
            LOWER_IF_CROWDED
        };
        if lowest > in_column * much_lower || in_column - lowest < LEAST_SAVED {
            return None;
        }
        let mut width = column + LEAST_GROWTH;
        while width < room && height(width) > lowest * ABOUT_AS_LOW {
            width += WIDENING;
        }
        Some(width.min(room))
    }

    /// What margins leave of a width.
    fn room_of_text(&self, width: f32, margin: f32) -> f32 {
        width - self.columns.len() as f32 * 2.0 * margin
    }

    fn with_margins(&self, margin: f32, width: impl Fn(&Column) -> f32) -> f32 {
        let columns = self.columns.iter();
        columns.map(|column| width(column) + 2.0 * margin).sum()
    }

    /// Fits the columns into `available`, heights estimated anew if that changes anything.
    /// Returns the width of the table.
    pub(super) fn fit(&mut self, table: &Table, available: f32) -> f32 {
        if self
            .fitted
            .is_some_and(|fitted| (fitted - available).abs() < 0.5)
        {
            return self.total;
        }
        self.fitted = Some(available);
        let least = self.with_margins(PAD_X, |column| column.least);
        let fits = |least: f32| least <= available + 1.0;
        let is_helped = !fits(least) && fits(self.least());
        let margin = if is_helped { LEAST_PAD_X } else { PAD_X };
        let widths = if fits(least) || is_helped {
            fit::fit(&self.columns, self.room_of_text(available, margin))
        } else if least <= available * NEARLY_FITS {
            fit::fit(&self.columns, self.room_of_text(least * OF_LEAST, PAD_X))
        } else {
            let comfortable = |column: &Column| column.comfortable(self.scale, available);
            self.columns.iter().map(comfortable).collect()
        };
        if widths == self.widths && margin == self.margin {
            return self.total;
        }
        (self.widths, self.margin) = (widths, margin);
        self.lefts.clear();
        self.total = 0.0;
        for width in &self.widths {
            self.lefts.push(self.total);
            self.total += width + 2.0 * self.margin;
        }
        let estimates: Vec<f32> = table.rows.iter().map(|row| self.estimate(row)).collect();
        self.heights = Heights::new(estimates.into_iter());
        self.measured = vec![false; table.rows.len()];
        self.total
    }

    /// The number of the first cell of a row (of the header without a number) among all cells.
    pub(super) fn part(&self, row: Option<usize>) -> usize {
        row.and_then(|row| self.parts.get(row))
            .copied()
            .unwrap_or(0)
    }

    /// About how high a row is.
    pub(super) fn estimate(&self, row: &[Inline]) -> f32 {
        let cells = row.iter().zip(&self.columns).zip(&self.widths);
        let lines = cells.map(|((cell, column), width)| {
            let needed = cell.text.len() as f32 * column.per_byte;
            if needed <= *width {
                1.0
            } else {
                (needed / width.max(1.0) * 1.06).ceil()
            }
        });
        lines.fold(1.0, f32::max) * self.line + 2.0 * PAD_Y
    }

    /// The columns that lie between two places, counted from the left edge of the table.
    pub(super) fn columns_between(&self, left: f32, right: f32) -> std::ops::Range<usize> {
        let end = self.lefts.partition_point(|start| *start < right);
        let first = self.lefts.partition_point(|start| *start <= left);
        first.saturating_sub(1).min(end)..end
    }
}
