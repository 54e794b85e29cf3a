//! Tables: collects cells into rows, each as long as the header.
//!
//! A row that is too short is padded and one that is too long is cut, as GitHub does; the cells
//! added in one table are limited, so a wide header over a million empty rows stays affordable.

use super::document::{Alignment, BlockKind, Inline, Table};

/// At most so many cells are added to the short rows of one table; further rows stay short.
const MAX_ADDED_CELLS: usize = 1 << 16;

/// A table in the making.
#[derive(Debug, Default)]
pub(super) struct TableBuilder {
    table: Table,
    row: Vec<Inline>,
    added: usize,
}

impl TableBuilder {
    pub(super) fn new(alignments: &[pulldown_cmark::Alignment]) -> Self {
        let alignments = alignments
            .iter()
            .map(|alignment| match alignment {
                pulldown_cmark::Alignment::None => Alignment::None,
                pulldown_cmark::Alignment::Left => Alignment::Left,
                pulldown_cmark::Alignment::Center => Alignment::Center,
                pulldown_cmark::Alignment::Right => Alignment::Right,
            })
            .collect();
        Self {
            table: Table {
                alignments,
                ..Table::default()
            },
            ..Self::default()
        }
    }

    pub(super) fn push_cell(&mut self, cell: Inline) {
        if self.row.len() < self.table.alignments.len() {
            self.row.push(cell);
        }
    }

    pub(super) fn end_header(&mut self) {
        self.table.header = self.take_row();
    }

    pub(super) fn end_row(&mut self) {
        let row = self.take_row();
        self.table.rows.push(row);
    }

    pub(super) fn finish(self) -> Table {
        self.table
    }

    fn take_row(&mut self) -> Vec<Inline> {
        let mut row = std::mem::take(&mut self.row);
        let missing = self.table.alignments.len().saturating_sub(row.len());
        if self.added + missing <= MAX_ADDED_CELLS {
            self.added += missing;
            row.resize(self.table.alignments.len(), Inline::default());
        }
        row.shrink_to_fit();
        row
    }
}

/// A table of HTML in the making, whose columns are known at its end.
#[derive(Debug, Default)]
pub(super) struct HtmlTable {
    rows: Vec<Vec<Inline>>,
    /// Whether the first row consists of header cells.
    has_header: bool,
    in_cell: bool,
}

impl HtmlTable {
    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn begin_cell(&mut self, header: bool) {
        if self.rows.is_empty() {
            self.begin_row();
        }
        self.has_header |= header && self.rows.len() == 1;
        self.in_cell = true;
    }

    /// Takes what was read since the last cell; words beside the cells get a row of their own.
    pub(super) fn end_cell(&mut self, text: Inline) {
        let was_in_cell = std::mem::take(&mut self.in_cell);
        if !was_in_cell && text.is_empty() {
            return;
        }
        if !was_in_cell {
            self.begin_row();
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(text);
        }
    }

    /// The table; nothing if it has no cell.
    pub(super) fn finish(mut self) -> Option<BlockKind> {
        self.rows.retain(|row| !row.is_empty());
        let columns = self.rows.iter().map(Vec::len).max()?;
        let mut builder = TableBuilder::new(&vec![pulldown_cmark::Alignment::None; columns]);
        let mut rows = self.rows.into_iter();
        if self.has_header {
            rows.next()?
                .into_iter()
                .for_each(|cell| builder.push_cell(cell));
        }
        builder.end_header();
        for row in rows {
            for cell in row {
                builder.push_cell(cell);
            }
            builder.end_row();
        }
        Some(BlockKind::Table(builder.finish()))
    }
}
