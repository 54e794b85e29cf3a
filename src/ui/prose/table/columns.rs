//! What each column asks for, told from a bounded sample of its cells.

use egui::{Align, FontId, Ui};

use super::super::ProseContext;
use super::super::breaks::is_seam;
use super::super::formula::as_characters;
use super::super::inline::{Setting, font, layout};
use super::super::ties::with_units;
use super::cell::Cell;
use super::setting;
use crate::markdown::document::{Alignment, Inline, Style, Table};
use crate::ui_kit::formula::is_formula;
use crate::ui_kit::soft_marks::KEEP;

/// No column is kept wider for a word that has nowhere to break, beside body type of 16.
const WIDEST_PART: f32 = 180.0;
/// A column claims room for its longest word up to this width before others get more.
const WIDEST_WORD: f32 = 280.0;
/// A column that need not wrap is not wider than this where the table scrolls sideways.
const WIDEST_COLUMN: f32 = 360.0;
/// Nor is it wider than this share of what is seen of the table, so that others stand beside it.
const WIDEST_SHARE: f32 = 0.45;
/// Cells that are looked at in all columns together.
const MOST_CELLS: usize = 6_000;
/// Rows that are looked at.
const MOST_ROWS: usize = 200;
/// Rows, the header counted, by whose cells the columns are fitted.
const FITTED_ROWS: usize = 40;
/// Cells and words of a column that are measured exactly: its longest.
const EXACT: usize = 8;
/// The same in tables of many columns.
const EXACT_OF_MANY: usize = 2;
const MANY_COLUMNS: usize = 40;
/// A formula counts as so many letters among what may be longest.
const FORMULA_LETTERS: usize = 40;
/// Longer cells are measured by their beginning.
const LONGEST_CELL_BYTES: usize = 400;

/// What a column needs, in points, margins not counted.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Column {
    /// Below this, words break where they have no seam.
    pub least: f32,
    /// Its longest word fits.
    pub word: f32,
    /// Its longest cell fits on one line.
    pub whole: f32,
    /// Its cells of the first sampled rows, the header first.
    pub cells: Vec<Cell>,
    /// About how wide a byte of its text is.
    pub per_byte: f32,
}

/// The columns of a table.
pub(super) fn of(ui: &Ui, table: &Table, cx: &ProseContext<'_>) -> Vec<Column> {
    let count = table.header.len();
    let rows = sampled_rows(table.rows.len(), count);
    (0..count)
        .map(|column| {
            let cells = rows
                .iter()
                .map(|row| table.rows.get(*row).and_then(|row| row.get(column)));
            let cells = std::iter::once(table.header.get(column)).chain(cells);
            let size = setting(Alignment::None, false, cx).size;
            let with_formulas = |cell| as_characters(ui, cell, size, f32::INFINITY);
            let cells: Vec<_> = cells.map(|cell| cell.map(with_formulas)).collect();
            let cells: Vec<_> = cells.iter().map(Option::as_deref).collect();
            measured(ui, &cells, count > MANY_COLUMNS, cx)
        })
        .collect()
}

/// Rows at even distances, the first ones all.
fn sampled_rows(rows: usize, columns: usize) -> Vec<usize> {
    let most = (MOST_CELLS / columns.max(1)).clamp(4, MOST_ROWS);
    if rows <= most {
        return (0..rows).collect();
    }
    let first = most / 2;
    let spread = most - first;
    let step = (rows - first) / spread;
    (0..first)
        .chain((0..spread).map(|at| first + at * step.max(1)))
        .collect()
}

/// The first cell is the header's.
fn measured(ui: &Ui, cells: &[Option<&Inline>], among_many: bool, cx: &ProseContext<'_>) -> Column {
    let exact_cells = if among_many { EXACT_OF_MANY } else { EXACT };
    let setting = |header| Setting {
        align: Align::Min,
        ..setting(Alignment::None, header, cx)
    };
    let mut column = Column {
        least: 24.0,
        word: 24.0,
        whole: 24.0,
        per_byte: cx.style.scaled(7.0),
        ..Column::default()
    };
    let mut longest: Vec<(usize, &Inline)> = cells
        .iter()
        .enumerate()
        .filter_map(|(at, cell)| Some((at, (*cell)?)))
        .collect();
    longest.sort_by_key(|(at, cell)| (*at != 0, std::cmp::Reverse(weight(&cell.text))));
    let exact: Vec<(usize, usize, f32)> = longest
        .iter()
        .take(exact_cells + 1)
        .map(|(at, cell)| {
            let width = width_of(ui, cell, setting(*at == 0), cx);
            (*at, weight(&cell.text), width)
        })
        .collect();
    let widths: f32 = exact.iter().map(|(_, _, width)| width).sum();
    let bytes: usize = exact.iter().map(|(_, bytes, _)| bytes).sum();
    if bytes > 0 {
        column.per_byte = (widths / bytes as f32).max(1.0);
    }
    let wide = exact.iter().map(|(_, _, width)| *width);
    column.whole = wide.fold(column.whole, f32::max);
    let fitted = cells.iter().take(FITTED_ROWS).enumerate();
    column.cells = fitted
        .map(|(at, cell)| {
            let measured = exact.iter().find(|(of, _, _)| *of == at);
            let measured = measured.map(|(_, _, width)| *width);
            cell.map_or_else(
                || Cell::of(&[], 0.0),
                |cell| cell_of(ui, cell, measured, setting(at == 0)),
            )
        })
        .collect();
    let mut words: Vec<Word> = cells
        .iter()
        .enumerate()
        .filter_map(|(at, cell)| Some((at == 0, (*cell)?)))
        .flat_map(|(header, cell)| words_of(cell, header))
        .collect();
    words.sort_by_key(|word| (!word.header, std::cmp::Reverse(word.length())));
    words.dedup();
    for word in words.iter().take(2 * exact_cells) {
        let (whole, part) = word.widths(ui, setting(word.header), cx);
        column.word = column.word.max(whole.min(cx.style.scaled(WIDEST_WORD)));
        column.least = column.least.max(part.min(cx.style.scaled(WIDEST_PART)));
    }
    column.whole = column
        .whole
        .max(column.word.min(column.whole))
        .max(column.least);
    column.word = column.word.min(column.whole).max(column.least);
    column
}

/// A cell by its words, which together are as wide as was `measured`, if it was.
fn cell_of(ui: &Ui, cell: &Inline, measured: Option<f32>, setting: Setting) -> Cell {
    let space = advance(ui, &font(Style::default(), setting), ' ');
    let mut words: Vec<f32> = Vec::new();
    let mut is_open = false;
    for (text, span) in with_units(cell).runs() {
        let font = font(span.style, setting);
        for letter in text.chars() {
            if letter.is_whitespace() && letter != KEEP {
                is_open = false;
                continue;
            }
            if !std::mem::replace(&mut is_open, true) {
                words.push(0.0);
            }
            let width = if is_formula(letter) {
                FORMULA_LETTERS as f32 * font.size / 2.0
            } else {
                advance(ui, &font, letter)
            };
            if let Some(word) = words.last_mut() {
                *word += width;
            }
        }
    }
    let spaces = space * words.len().saturating_sub(1) as f32;
    let letters: f32 = words.iter().sum();
    if let Some(measured) = measured.filter(|_| letters > 0.0) {
        let scale = (measured - spaces).max(1.0) / letters;
        for word in &mut words {
            *word *= scale;
        }
    }
    Cell::of(&words, space)
}

fn advance(ui: &Ui, font: &FontId, letter: char) -> f32 {
    ui.fonts_mut(|fonts| fonts.glyph_width(font, letter))
}

/// About how long a text is, in letters of one byte: a formula is one character of any width.
fn weight(text: &str) -> usize {
    let formulas = text.chars().filter(|c| is_formula(*c)).count();
    text.len() + FORMULA_LETTERS * formulas
}

impl Column {
    /// The width of the column in a table that scrolls sideways anyway, of which so much is seen.
    pub(super) fn comfortable(&self, scale: f32, seen: f32) -> f32 {
        let share = seen * WIDEST_SHARE;
        let widest = (WIDEST_COLUMN * scale).max(self.word).min(share);
        self.whole.min(widest).max(self.least)
    }
}

fn width_of(ui: &Ui, cell: &Inline, setting: Setting, cx: &ProseContext<'_>) -> f32 {
    let cell = with_units(cell);
    if cell.text.len() <= LONGEST_CELL_BYTES {
        return layout(ui, &cell, setting, f32::INFINITY, cx)
            .size()
            .x
            .ceil()
            + 1.0;
    }
    let mut end = LONGEST_CELL_BYTES;
    while !cell.text.is_char_boundary(end) {
        end += 1;
    }
    let beginning = Inline::plain(cell.text.get(..end).unwrap_or_default());
    let width = layout(ui, &beginning, setting, f32::INFINITY, cx).size().x;
    width * cell.text.len() as f32 / end as f32
}

#[derive(Debug, Clone, PartialEq)]
struct Word {
    text: String,
    style: Style,
    header: bool,
}

fn words_of(cell: &Inline, header: bool) -> Vec<Word> {
    let cell = with_units(cell);
    let word = |(text, style): (&str, Style)| Word {
        text: text.chars().take(LONGEST_CELL_BYTES).collect(),
        style,
        header,
    };
    cell.runs()
        .flat_map(|(text, span)| {
            text.split(|c: char| c.is_whitespace() && c != KEEP)
                .map(move |word| (word, span.style))
        })
        .filter(|(text, _)| !text.is_empty())
        .map(word)
        .collect()
}

impl Word {
    /// Letters of code are wider.
    fn length(&self) -> usize {
        weight(&self.text) * if self.style.code { 5 } else { 4 }
    }

    /// The width of the word, and of its longest part. Words of a language have no parts.
    fn widths(&self, ui: &Ui, setting: Setting, cx: &ProseContext<'_>) -> (f32, f32) {
        let width = |text: String| {
            let mut alone = Inline::plain(text.as_str());
            if let Some(span) = alone.spans.first_mut() {
                span.style = self.style;
            }
            // A bracket or comma may hang on the word in another run.
            layout(ui, &alone, setting, f32::INFINITY, cx)
                .size()
                .x
                .ceil()
                + 8.0
        };
        let whole = width(self.text.clone());
        let letters: Vec<char> = self.text.chars().collect();
        let mut longest = String::new();
        let mut part = String::new();
        for (at, letter) in letters.iter().enumerate() {
            if is_seam(&letters, at) {
                if part.len() > longest.len() {
                    longest.clone_from(&part);
                }
                part.clear();
            }
            part.push(*letter);
        }
        if part.len() > longest.len() {
            longest = part;
        }
        (whole, width(longest).min(whole))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn column_of_a_wide_table_leaves_room_for_others() {
        let column = Column {
            least: 90.0,
            word: 280.0,
            whole: 900.0,
            ..Column::default()
        };
        assert_eq!(column.comfortable(1.0, 2_000.0), 360.0);
        assert_eq!(column.comfortable(2.0, 400.0), 180.0);
        assert_eq!(column.comfortable(2.0, 100.0), 90.0);
    }

    #[test]
    fn sample_is_bounded_and_within_the_table() {
        for (rows, columns) in [
            (0, 3),
            (5, 3),
            (100_000, 4),
            (100, 500),
            (3, 100_000),
            (200, 30),
        ] {
            let sample = sampled_rows(rows, columns);
            assert!(sample.len() <= MOST_ROWS);
            assert!(sample.iter().all(|row| *row < rows), "{rows} x {columns}");
            assert!(sample.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
