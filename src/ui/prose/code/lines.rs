//! The lines of a piece of code, grouped so that no group is too long to be laid out at once.

use std::ops::Range;
use std::sync::Arc;

use egui::{Id, Ui};

/// Most lines of a group.
const MOST_ROWS: usize = 200;
/// A line with more bytes goes on in the next row.
const LONGEST_ROW_BYTES: usize = 2_000;
/// What is longer is counted once and remembered.
const LONG_BYTES: usize = 8 << 10;

/// The lines of one text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lines {
    /// Groups of whole rows, in order, covering all but the line breaks between them.
    pub pieces: Vec<Piece>,
    /// How many rows there are.
    pub rows: usize,
    /// About how many letters the longest row is wide.
    pub longest: usize,
}

/// Rows that are laid out together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where they stand in the text, the last line break left out.
    pub bytes: Range<usize>,
    /// How many they are.
    pub rows: usize,
}

/// The lines of `text`.
pub(super) fn of(ui: &Ui, text: &str) -> Arc<Lines> {
    if text.len() < LONG_BYTES {
        return Arc::new(Lines::of(text));
    }
    let id = Id::unique(("lines", text.as_ptr().addr(), text.len()));
    if let Some(known) = ui.data(|data| data.get_temp::<Arc<Lines>>(id)) {
        return known;
    }
    let lines = Arc::new(Lines::of(text));
    ui.data_mut(|data| data.insert_temp(id, Arc::clone(&lines)));
    lines
}

impl Lines {
    fn of(text: &str) -> Self {
        let mut lines = Self {
            pieces: Vec::new(),
            rows: 0,
            longest: 0,
        };
        let mut open: Option<Piece> = None;
        let mut start = 0;
        for line in text.split('\n') {
            let end = start + line.len();
            lines.longest = lines.longest.max(width(line).min(LONGEST_ROW_BYTES));
            if line.len() > LONGEST_ROW_BYTES {
                lines.pieces.extend(open.take());
                lines.push_long(text, start..end);
            } else {
                let piece = open.get_or_insert(Piece {
                    bytes: start..end,
                    rows: 0,
                });
                piece.bytes.end = end;
                piece.rows += 1;
                lines.rows += 1;
                if piece.rows == MOST_ROWS {
                    lines.pieces.extend(open.take());
                }
            }
            start = end + 1;
        }
        lines.pieces.extend(open);
        lines
    }

    /// A long line in rows of its own.
    fn push_long(&mut self, text: &str, line: Range<usize>) {
        let mut start = line.start;
        while start < line.end {
            let mut end = (start + LONGEST_ROW_BYTES).min(line.end);
            while !text.is_char_boundary(end) {
                end += 1;
            }
            self.pieces.push(Piece {
                bytes: start..end,
                rows: 1,
            });
            self.rows += 1;
            start = end;
        }
    }
}

/// About how many letters wide: a tab is four, a letter of a wide script two.
fn width(line: &str) -> usize {
    if line.is_ascii() && !line.contains('\t') {
        return line.len();
    }
    line.chars()
        .map(|c| match c {
            '\t' => 4,
            c if c >= '\u{1100}' => 2,
            _ => 1,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn short_code_is_one_piece() {
        let lines = Lines::of("a\n\nbcd");
        assert_eq!(
            lines.pieces,
            [Piece {
                bytes: 0..6,
                rows: 3
            }]
        );
        assert_eq!((lines.rows, lines.longest), (3, 3));
        assert_eq!(Lines::of("").rows, 1);
    }

    #[test]
    fn long_code_is_cut_between_lines() {
        let lines = Lines::of(&"x\n".repeat(100_000));
        assert_eq!(lines.rows, 100_001);
        assert!(lines.pieces.iter().all(|piece| piece.rows <= MOST_ROWS));
    }

    #[test]
    fn long_line_goes_on_in_the_next_row() {
        let lines = Lines::of(&format!("a\n{}\nb", "\u{e4}".repeat(10_000)));
        assert_eq!(lines.rows, 12);
        assert_eq!(lines.longest, LONGEST_ROW_BYTES);
    }

    proptest! {
        /// Nothing is lost: pieces follow each other, with at most a line break between them.
        #[test]
        fn pieces_cover_the_text(text in "[a\u{e4}\n]{0,40}", times in 1_usize..200) {
            let text = text.repeat(times);
            let lines = Lines::of(&text);
            let mut at = 0;
            for piece in &lines.pieces {
                prop_assert!(piece.bytes.start - at <= 1);
                let between = text.get(at..piece.bytes.start).unwrap();
                prop_assert!(between.is_empty() || between == "\n");
                prop_assert!(text.get(piece.bytes.clone()).is_some());
                at = piece.bytes.end;
            }
            prop_assert_eq!(at, text.len());
            let rows: usize = lines.pieces.iter().map(|piece| piece.rows).sum();
            prop_assert_eq!(rows, lines.rows);
        }
    }
}
