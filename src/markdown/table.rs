//! Tables: collects cells into rows, each as long as the header.
//!
//! A row that is too short is padded and one that is too long is cut, as GitHub does; the cells
//! added in one table are limited, so a wide header over a million empty rows stays affordable.

use super::document::{Alignment, Inline, Table};

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
        row
    }
}
