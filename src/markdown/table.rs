//! Tables: collects cells into rows, each as long as the header.
//!
//! A row that is too short is padded and one that is too long is cut, as GitHub does; the cells
//! added in one table are limited, so a wide header over a million empty rows stays affordable.
//! A cell that is too long to be laid out at once goes on in rows of its own below.

use super::document::{Alignment, Inline, Table};

/// At most so many cells are added to the short rows of one table; further rows stay short.
const MAX_ADDED_CELLS: usize = 1 << 16;
/// A longer cell is several, one below the other, so that only what is in view is laid out. In
/// bytes; a screen or two of a usual column.
const LONGEST_CELL: usize = 4 << 10;

/// A table in the making.
#[derive(Debug, Default)]
pub(super) struct TableBuilder {
    table: Table,
    row: Vec<Inline>,
    added: usize,
    is_cut: bool,
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
        let (header, rest) = cut(self.take_row());
        self.table.header = header;
        self.go_on(rest);
    }

    pub(super) fn end_row(&mut self) {
        let (row, rest) = cut(self.take_row());
        self.table.rows.push(row);
        self.go_on(rest);
    }

    /// Whether a cell goes on in rows of its own.
    pub(super) fn is_cut(&self) -> bool {
        self.is_cut
    }

    pub(super) fn finish(self) -> Table {
        self.table
    }

    /// The rows in which the cells of the last one go on.
    fn go_on(&mut self, mut rest: Vec<Rest>) {
        while !rest.is_empty() {
            let pieces = rest
                .iter_mut()
                .filter_map(|(column, pieces)| Some((*column, pieces.next()?)));
            let pieces: Vec<(usize, Inline)> = pieces.collect();
            self.push_pieces(pieces);
            rest.retain(|(_, pieces)| !pieces.as_slice().is_empty());
            self.is_cut = true;
        }
    }

    /// Each below its own beginning; where that would take too many empty cells, in the first
    /// column.
    fn push_pieces(&mut self, pieces: Vec<(usize, Inline)>) {
        let columns = self.table.alignments.len();
        let missing = columns.saturating_sub(pieces.len());
        if self.added + missing > MAX_ADDED_CELLS {
            let alone = pieces.into_iter().map(|(_, piece)| vec![piece]);
            self.table.rows.extend(alone);
            return;
        }
        self.added += missing;
        let mut row = vec![Inline::default(); columns];
        for (column, piece) in pieces {
            if let Some(cell) = row.get_mut(column) {
                *cell = piece;
            }
        }
        self.table.rows.push(row);
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

/// The column of a cell that goes on, and its further pieces.
type Rest = (usize, smallvec::IntoIter<[Inline; 1]>);

/// A row with the beginnings of its long cells, and what is left of them.
fn cut(mut row: Vec<Inline>) -> (Vec<Inline>, Vec<Rest>) {
    let mut rest = Vec::new();
    for (column, cell) in row.iter_mut().enumerate() {
        if cell.text.len() > LONGEST_CELL {
            let mut pieces = std::mem::take(cell).pieces(LONGEST_CELL).into_iter();
            *cell = pieces.next().unwrap_or_default();
            rest.push((column, pieces));
        }
    }
    (row, rest)
}

/// A table of HTML in the making, whose columns are known at its end.
#[derive(Debug, Default)]
pub(super) struct HtmlTable {
    rows: Vec<Vec<Inline>>,
    /// Of each column, as the first cell says that says anything.
    alignments: Vec<Alignment>,
    /// Whether the first row consists of header cells.
    has_header: bool,
    in_cell: bool,
}

impl HtmlTable {
    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn begin_cell(&mut self, header: bool, alignment: Alignment) {
        if self.rows.is_empty() {
            self.begin_row();
        }
        let column = self.rows.last().map_or(0, Vec::len);
        if alignment != Alignment::None {
            let columns = self.alignments.len().max(column + 1);
            self.alignments.resize(columns, Alignment::None);
        }
        if let Some(known) = self.alignments.get_mut(column)
            && *known == Alignment::None
        {
            *known = alignment;
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

    /// The table, all but finished; nothing if it has no cell.
    pub(super) fn finish(mut self) -> Option<TableBuilder> {
        self.rows.retain(|row| !row.is_empty());
        let columns = self.rows.iter().map(Vec::len).max()?;
        self.alignments.resize(columns, Alignment::None);
        let mut builder = TableBuilder::default();
        builder.table.alignments = self.alignments;
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
        Some(builder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: usize) -> TableBuilder {
        TableBuilder::new(&vec![pulldown_cmark::Alignment::None; columns])
    }

    #[test]
    fn long_cell_goes_on_below_itself() {
        let words = "word ".repeat(2_000);
        let mut builder = table(3);
        builder.end_header();
        for cell in ["a", &words, "c"] {
            builder.push_cell(Inline::plain(cell));
        }
        builder.end_row();
        assert!(builder.is_cut());
        let table = builder.finish();
        assert_eq!(table.rows.len(), 3);
        assert!(table.rows.iter().all(|row| row.len() == 3));
        let column = |at: usize| -> String {
            let cells = table.rows.iter().map(|row| &*row[at].text);
            cells.collect()
        };
        assert_eq!([column(0), column(1), column(2)], ["a", &words, "c"]);
    }

    /// The room for empty cells is limited, the text is not.
    #[test]
    fn endless_cell_of_a_wide_table_goes_on_in_the_first_column() {
        let words = "x".repeat(2 << 20);
        let mut builder = table(500);
        builder.end_header();
        for _ in 1..500 {
            builder.push_cell(Inline::default());
        }
        builder.push_cell(Inline::plain(words.as_str()));
        builder.end_row();
        let table = builder.finish();
        let cells = table.rows.iter().flatten();
        let all: usize = cells.clone().map(|cell| cell.text.len()).sum();
        assert_eq!(all, words.len());
        assert!(cells.count() <= MAX_ADDED_CELLS + 2_000);
    }
}
