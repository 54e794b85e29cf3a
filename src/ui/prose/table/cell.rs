//! How many lines a cell of a table has at a width, told from the widths of its words.

/// So many lines are told exactly.
const MOST_LINES: usize = 8;
/// Of longer cells lines are told from the width of the whole, in words.
const MOST_WORDS: usize = 80;
/// Lines do not fill up to their edge.
const RAGGED: f32 = 1.06;
/// How near the least width for a number of lines is found, in points.
const NEAR: f32 = 1.0;

/// A cell, by the least widths at which it has one line, two, and so on, in points; falling.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    widths: Vec<f32>,
}

impl Cell {
    /// A cell of `words` so many points wide, `space` apart.
    pub(super) fn of(words: &[f32], space: f32) -> Self {
        let whole = words.iter().sum::<f32>() + space * words.len().saturating_sub(1) as f32;
        let mut widths = vec![whole];
        if words.len() > MOST_WORDS {
            let shares = (2..=MOST_LINES).map(|lines| whole * RAGGED / lines as f32);
            widths.extend(shares);
            return Self { widths };
        }
        let longest = words.iter().copied().fold(0.0, f32::max);
        let mut last = whole;
        for lines in 2..=MOST_LINES {
            if last - longest < NEAR {
                break;
            }
            let (mut least, mut enough) = (longest, last);
            while enough - least >= NEAR {
                let middle = f32::midpoint(least, enough);
                if wrapped(words, space, middle) <= lines {
                    enough = middle;
                } else {
                    least = middle;
                }
            }
            if wrapped(words, space, longest) <= lines {
                enough = longest;
            }
            widths.push(enough);
            last = enough;
        }
        Self { widths }
    }

    /// The width at which it has one line.
    pub(super) fn whole(&self) -> f32 {
        self.widths.first().copied().unwrap_or(0.0)
    }

    /// How many lines it has at a width, at least one.
    pub(super) fn lines(&self, width: f32) -> usize {
        let fits = self.widths.iter().position(|needed| *needed <= width);
        fits.map_or_else(|| self.lines_of_broken_words(width), |at| at + 1)
    }

    /// The width at which it has a line less than at `width`, if it has more than one.
    pub(super) fn for_fewer_lines(&self, width: f32) -> Option<f32> {
        let fewer = self.lines(width).checked_sub(2)?;
        let known = self.widths.get(fewer).or(self.widths.last());
        known.copied()
    }

    fn lines_of_broken_words(&self, width: f32) -> usize {
        let lines = (self.whole() * RAGGED / width.max(1.0)).ceil() as usize;
        lines.max(self.widths.len() + 1)
    }
}

/// How many lines words make that are put onto each as long as they fit.
fn wrapped(words: &[f32], space: f32, width: f32) -> usize {
    let (mut lines, mut filled) = (0, f32::INFINITY);
    for word in words {
        filled += space + word;
        if filled > width {
            lines += 1;
            filled = *word;
        }
    }
    lines.max(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_end_between_words() {
        let cell = Cell::of(&[60.0, 30.0, 30.0, 60.0], 5.0);
        assert_eq!(cell.whole(), 195.0);
        let lines = [195.0, 194.0, 130.0, 99.0, 66.0, 60.0].map(|width| cell.lines(width));
        assert_eq!(lines, [1, 2, 2, 2, 3, 4]);
        assert_eq!(cell.for_fewer_lines(195.0), None);
        assert_eq!(cell.for_fewer_lines(150.0), Some(195.0));
    }

    #[test]
    fn word_that_is_wider_than_its_line_is_broken() {
        let cell = Cell::of(&[100.0], 5.0);
        assert_eq!(cell.lines(100.0), 1);
        assert_eq!(cell.lines(54.0), 2);
        assert_eq!(cell.for_fewer_lines(54.0), Some(100.0));
    }

    proptest! {
        /// A wider cell is never higher, and what is told agrees with the words one by one.
        #[test]
        fn lines_are_those_of_the_words(
            words in prop::collection::vec(4_f32..90.0, 0..40),
            width in 5_f32..900.0,
        ) {
            let cell = Cell::of(&words, 4.0);
            let lines = cell.lines(width);
            prop_assert!(lines >= 1 && cell.lines(width + 20.0) <= lines);
            let longest = words.iter().copied().fold(0.0, f32::max);
            if width > longest && lines <= MOST_LINES {
                let exact = wrapped(&words, 4.0, width);
                let near = wrapped(&words, 4.0, (width - NEAR).max(longest));
                prop_assert!((exact..=near).contains(&lines), "{lines} of {exact}..={near}");
            }
        }
    }
}
