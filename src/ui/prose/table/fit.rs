//! Shares the width of a table among its columns so that the table becomes low.

use super::columns::Column;

/// A table whose cells all fit is at most so many times as wide as they ask for,
const STRETCH: f32 = 1.35;
/// unless with so much it fills the column: edges that nearly meet look like a mistake.
const FILLING_STRETCH: f32 = 1.6;
/// No column takes a larger share of the table for a word that could be broken.
const WIDEST_CLAIM: f32 = 0.55;
/// Tables of more columns are shared out simply.
const MOST_COLUMNS: usize = 16;
/// Steps in which room is given out.
const MOST_STEPS: usize = 80;
/// Tables of so many columns are looked at once more.
const MOST_EXCHANGING: usize = 8;
const MOST_EXCHANGES: usize = 12;
/// A row of more lines than this looks squeezed: each further one weighs so much more.
const LOW_ROW: usize = 2;
const SQUEEZED_LINE: f32 = 0.5;
/// What a line of a cell weighs that does not make its row higher.
const SHORTER_CELL: f32 = 0.04;

/// The widths of the columns, at least what each needs; more than `room` in all if they need it.
pub(super) fn fit(columns: &[Column], room: f32) -> Vec<f32> {
    let whole: f32 = columns.iter().map(|column| column.whole).sum();
    if whole <= room {
        return stretched(columns, whole, room);
    }
    let least: f32 = columns.iter().map(|column| column.least).sum();
    let mut widths: Vec<f32> = columns.iter().map(|column| column.least).collect();
    let mut left = room - least;
    if left <= 0.0 {
        return widths;
    }
    left -= claim_words(columns, &mut widths, left);
    if columns.len() <= MOST_COLUMNS {
        left -= lower(columns, &mut widths, left);
    }
    spread(columns, &mut widths, left);
    if columns.len() <= MOST_EXCHANGING {
        exchange(columns, &mut widths);
    }
    on_whole_points(columns, &mut widths, room);
    widths
}

/// Rounds widths down and gives what that leaves to the column that lacks most.
fn on_whole_points(columns: &[Column], widths: &mut [f32], room: f32) {
    for width in widths.iter_mut() {
        *width = width.floor();
    }
    let rest = (room - widths.iter().sum::<f32>()).floor();
    let lacking =
        |(at, column): &(usize, &Column)| column.whole - widths.get(*at).copied().unwrap_or(0.0);
    let most = columns
        .iter()
        .enumerate()
        .max_by(|a, b| lacking(a).total_cmp(&lacking(b)));
    if let Some((at, _)) = most.filter(|_| rest > 0.0) {
        let width = widths.get(at).copied().unwrap_or(0.0);
        set(widths, at, width + rest);
    }
}

/// Wide columns take more of what is to spare, and a table of few words stays narrow.
fn stretched(columns: &[Column], whole: f32, room: f32) -> Vec<f32> {
    let fills = room / whole.max(1.0);
    let is_filling = fills <= FILLING_STRETCH;
    let factor = if is_filling { fills } else { STRETCH };
    let width = |column: &Column| (column.whole * factor).floor().max(column.whole);
    let mut widths: Vec<f32> = columns.iter().map(width).collect();
    let rest = room - widths.iter().sum::<f32>();
    if let Some(last) = widths.last_mut().filter(|_| is_filling) {
        *last += rest.max(0.0);
    }
    widths
}

/// Lets words stand whole, the cheapest first, unless that squeezes all other columns. Returns what
/// that takes.
fn claim_words(columns: &[Column], widths: &mut [f32], left: f32) -> f32 {
    let room = widths.iter().sum::<f32>() + left;
    let mut order: Vec<(usize, f32)> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| (at, column.word - column.least))
        .collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut taken = 0.0;
    for (at, more) in order {
        let fits = |width: &f32| taken + more <= left && width + more <= room * WIDEST_CLAIM;
        if let Some(width) = widths.get_mut(at).filter(|width| fits(width)) {
            *width += more;
            taken += more;
        }
    }
    taken
}

/// Gives room to the column that saves most lines for it, again and again. Returns what that
/// takes.
fn lower(columns: &[Column], widths: &mut [f32], left: f32) -> f32 {
    let mut taken = 0.0;
    for _ in 0..MOST_STEPS {
        let rows = Rows::of(columns, widths);
        let mut best: Option<(f32, usize, f32)> = None;
        for (at, (column, width)) in columns.iter().zip(widths.iter()).enumerate() {
            for target in next_widths(column, *width) {
                let more = target - width;
                if more > left - taken {
                    continue;
                }
                let gain = rows.gain(at, column, target) / more.max(1.0);
                if gain > 0.0 && best.is_none_or(|(most, _, _)| gain > most) {
                    best = Some((gain, at, target));
                }
            }
        }
        let Some((_, at, target)) = best else { break };
        taken += target - widths.get(at).copied().unwrap_or(target);
        set(widths, at, target);
    }
    taken
}

/// Moves room from one column to another as long as that makes the table lower: what gives each a
/// little may be a dead end.
fn exchange(columns: &[Column], widths: &mut [f32]) {
    for _ in 0..MOST_EXCHANGES {
        let now = height(columns, widths);
        let mut best: Option<(f32, [(usize, f32); 2])> = None;
        for (taker, column) in columns.iter().enumerate() {
            let before = widths.get(taker).copied().unwrap_or(0.0);
            for target in next_widths(column, before) {
                for (giver, other) in columns.iter().enumerate() {
                    let had = widths.get(giver).copied().unwrap_or(0.0);
                    let left = had - (target - before);
                    if giver == taker || left < other.word {
                        continue;
                    }
                    set(widths, taker, target);
                    set(widths, giver, left);
                    let height = height(columns, widths);
                    set(widths, taker, before);
                    set(widths, giver, had);
                    if height < best.map_or(now, |(height, _)| height) - 1e-3 {
                        best = Some((height, [(taker, target), (giver, left)]));
                    }
                }
            }
        }
        let Some((_, changes)) = best else { return };
        for (at, width) in changes {
            set(widths, at, width);
        }
    }
}

/// How many lines the sampled rows have: to tell quickly what another width would change.
struct Rows(Vec<RowLines>);

struct RowLines {
    highest: usize,
    highest_at: usize,
    second: usize,
    own: Vec<usize>,
}

impl Rows {
    fn of(columns: &[Column], widths: &[f32]) -> Self {
        let count = columns.iter().map(|column| column.cells.len()).max();
        let row = |row: usize| {
            let mut lines_of = RowLines {
                highest: 0,
                highest_at: 0,
                second: 0,
                own: Vec::with_capacity(columns.len()),
            };
            for (at, (column, width)) in columns.iter().zip(widths).enumerate() {
                let lines = column.cells.get(row).map_or(1, |cell| cell.lines(*width));
                lines_of.own.push(lines);
                if lines > lines_of.highest {
                    lines_of.second = lines_of.highest;
                    (lines_of.highest, lines_of.highest_at) = (lines, at);
                } else {
                    lines_of.second = lines_of.second.max(lines);
                }
            }
            lines_of
        };
        Self((0..count.unwrap_or(0)).map(row).collect())
    }

    /// What is saved when the column `at` becomes `width` points wide.
    fn gain(&self, at: usize, column: &Column, width: f32) -> f32 {
        let rows = self.0.iter().zip(&column.cells);
        rows.map(|(row, cell)| {
            let before = row.own.get(at).copied().unwrap_or(1);
            let after = cell.lines(width);
            let others = if row.highest_at == at {
                row.second
            } else {
                row.highest
            };
            let saved = weight(row.highest) - weight(others.max(after));
            saved + SHORTER_CELL * (before as f32 - after as f32)
        })
        .sum()
    }
}

fn set(widths: &mut [f32], at: usize, width: f32) {
    if let Some(place) = widths.get_mut(at) {
        *place = width;
    }
}

/// The widths at which the highest cells of a column lose a line.
fn next_widths(column: &Column, width: f32) -> Vec<f32> {
    let most = column.cells.iter().map(|cell| cell.lines(width)).max();
    let Some(most) = most.filter(|most| *most > 1) else {
        return Vec::new();
    };
    let mut widths: Vec<f32> = column
        .cells
        .iter()
        .filter_map(|cell| Some(cell.for_fewer_lines(width)?.min(column.whole).max(width) + 1.0))
        .collect();
    widths.push(width + (column.whole - width).max(1.0) / most as f32);
    widths.sort_by(f32::total_cmp);
    widths.dedup();
    // The cheapest, the dearest, and some between.
    let step = widths.len().div_ceil(5);
    widths.into_iter().step_by(step.max(1)).collect()
}

/// How high a table is whose columns are fitted into `room`: what its sampled rows weigh.
pub(super) fn height_in(columns: &[Column], room: f32) -> f32 {
    height(columns, &fit(columns, room))
}

/// What the height of a row weighs: its lines, and what is too many of them.
fn weight(lines: usize) -> f32 {
    lines as f32 + SQUEEZED_LINE * lines.saturating_sub(LOW_ROW) as f32
}

/// How many lines the highest of the sampled rows has, its columns fitted into `room`.
pub(super) fn highest_in(columns: &[Column], room: f32) -> usize {
    let widths = fit(columns, room);
    let lines = columns.iter().zip(&widths);
    let lines =
        lines.flat_map(|(column, width)| column.cells.iter().map(|cell| cell.lines(*width)));
    lines.max().unwrap_or(0)
}

/// What the sampled rows weigh.
fn height(columns: &[Column], widths: &[f32]) -> f32 {
    let rows = columns.iter().map(|column| column.cells.len()).max();
    let row = |row: usize| {
        let (mut highest, mut all) = (0, 0);
        for (column, width) in columns.iter().zip(widths) {
            let lines = column.cells.get(row).map_or(1, |cell| cell.lines(*width));
            highest = highest.max(lines);
            all += lines;
        }
        weight(highest) + SHORTER_CELL * all as f32
    };
    (0..rows.unwrap_or(0)).map(row).sum()
}

/// Gives what is left to those that still wrap.
fn spread(columns: &[Column], widths: &mut [f32], left: f32) {
    let lacking: f32 = columns
        .iter()
        .zip(widths.iter())
        .map(|(column, width)| (column.whole - width).max(0.0))
        .sum();
    if lacking <= 0.0 {
        return;
    }
    let share = (left.max(0.0) / lacking).min(1.0);
    for (column, width) in columns.iter().zip(widths.iter_mut()) {
        *width += (column.whole - *width).max(0.0) * share;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::cell::Cell;
    use super::*;

    /// A column of cells that need `cells` on one line, their words short.
    fn column(least: f32, cells: &[f32]) -> Column {
        let short_words = |width: &f32| {
            let words = (width / 10.0).ceil().max(1.0);
            Cell::of(&vec![width / words; words as usize], 0.0)
        };
        let whole = cells.iter().copied().fold(least, f32::max);
        Column {
            least,
            word: least,
            whole,
            cells: cells.iter().map(short_words).collect(),
            per_byte: 7.0,
        }
    }

    #[test]
    fn table_of_few_words_stays_narrow() {
        let widths = fit(&[column(40.0, &[100.0]), column(40.0, &[50.0])], 600.0);
        assert_eq!(widths, [135.0, 67.0]);
    }

    #[test]
    fn table_that_nearly_fills_the_column_fills_it() {
        let columns = [column(20.0, &[100.0]), column(20.0, &[51.0])];
        let widths = fit(&columns, 220.0);
        assert_eq!(widths.iter().sum::<f32>(), 220.0, "{widths:?}");
        assert!(widths[0] > 140.0 && widths[1] > 70.0, "{widths:?}");
    }

    #[test]
    fn short_columns_stay_narrow_and_long_texts_get_the_room() {
        let yes = column(30.0, &[60.0, 30.0, 25.0]);
        let text = column(60.0, &[90.0, 900.0, 700.0]);
        let widths = fit(&[yes.clone(), text, yes], 500.0);
        assert!(widths[0] <= 62.0 && widths[2] <= 62.0, "{widths:?}");
        assert!(widths[1] >= 370.0, "{widths:?}");
    }

    #[test]
    fn room_goes_where_it_saves_lines() {
        // One long cell in the first column; the second is long in every row.
        let rare = column(60.0, &[400.0, 50.0, 50.0, 50.0, 50.0, 50.0]);
        let often = column(60.0, &[60.0, 390.0, 390.0, 390.0, 390.0, 390.0]);
        let widths = fit(&[rare, often], 500.0);
        assert!(widths[1] > 380.0, "{widths:?}");
    }

    #[test]
    fn long_word_claims_room_first() {
        let code = Column {
            word: 200.0,
            ..column(80.0, &[200.0, 200.0])
        };
        let text = column(60.0, &[900.0, 900.0]);
        assert!(fit(&[code, text], 500.0)[0] >= 200.0);
    }

    #[test]
    fn column_is_never_squeezed_below_what_it_needs() {
        let columns: Vec<Column> = (0..10).map(|_| column(64.0, &[300.0])).collect();
        assert_eq!(fit(&columns, 200.0), vec![64.0; 10]);
    }

    proptest! {
        /// Nobody gets less than it needs, and the room is kept to where it can be.
        #[test]
        fn widths_keep_to_their_limits(
            asked in prop::collection::vec((10_f32..120.0, prop::collection::vec(5_f32..1_500.0, 1..30)), 1..24),
            room in 50_f32..1_500.0,
        ) {
            let columns: Vec<Column> = asked.iter().map(|(least, cells)| column(*least, cells)).collect();
            let widths = fit(&columns, room);
            let least: f32 = columns.iter().map(|column| column.least).sum();
            for (column, width) in columns.iter().zip(&widths) {
                prop_assert!(*width >= column.least.floor());
            }
            prop_assert!(widths.iter().sum::<f32>() <= room.max(least) + 1.0);
        }
    }
}
