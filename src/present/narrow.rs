//! Makes blocks fit the width of a slide, where a page would scroll sideways.
//!
//! Long lines of code continue on the next line; a table that is too wide becomes a list of its
//! rows. Nothing is lost but the alignment.

use std::ops::Range;

use smallvec::smallvec;

use super::seams;
use crate::markdown::document::{
    Block, BlockKind, Container, Inline, Marker, Span, Spans, Style, Table,
};

/// Lists of unfolded tables have numbers that no list of a note has.
const UNFOLDED_LISTS: u32 = u32::MAX / 2;
/// How far the rest of a long line of code is set in, in characters.
const CONTINUATION_INDENT: usize = 4;

/// What lists and boxes take of a line of code, in characters for each.
const CONTAINER_COLUMNS: usize = 4;

/// The blocks, with lines of code of at most `code_columns` characters, and without the tables
/// that `is_wide`.
pub fn narrowed(
    blocks: &[Block],
    code_columns: usize,
    is_wide: &mut dyn FnMut(&Block) -> bool,
) -> Vec<Block> {
    let mut narrowed = Vec::with_capacity(blocks.len());
    for block in blocks {
        let columns = inner_columns(block, code_columns);
        match &block.kind {
            BlockKind::Table(_) if is_wide(block) => {
                narrowed.extend(unfolded(block).unwrap_or_else(|| vec![block.clone()]));
            }
            BlockKind::Code { language, text } => {
                let (language, text) = (language.clone(), wrapped(text, columns).into());
                narrowed.push(Block {
                    kind: BlockKind::Code { language, text },
                    ..block.clone()
                });
            }
            _ => narrowed.push(block.clone()),
        }
    }
    narrowed
}

/// Whether the block is code with a line of more than `code_columns` characters.
pub fn is_wide_code(block: &Block, code_columns: usize) -> bool {
    match &block.kind {
        BlockKind::Code { text, .. } => longest_line(text) > inner_columns(block, code_columns),
        _ => false,
    }
}

/// What is left of a line inside the block's containers; never so little that lines of one
/// letter result.
fn inner_columns(block: &Block, columns: usize) -> usize {
    columns
        .saturating_sub(block.containers.len() * CONTAINER_COLUMNS)
        .max(2 * CONTINUATION_INDENT)
}

/// The length of the longest line, in columns of one Latin character.
fn longest_line(text: &str) -> usize {
    text.lines()
        .map(|line| line.chars().map(columns_of).sum())
        .max()
        .unwrap_or(0)
}

fn columns_of(character: char) -> usize {
    match character {
        '\t' => 4,
        _ if seams::is_ideographic(character) => 2,
        _ => 1,
    }
}

/// A table as the list of its rows: the first cell as a heading, then each other cell below
/// it with the name of its column. `None` if the block is no table.
pub(super) fn unfolded(block: &Block) -> Option<Vec<Block>> {
    let BlockKind::Table(table) = &block.kind else {
        return None;
    };
    let list = UNFOLDED_LISTS + u32::try_from(block.range.start % 1_000_000).unwrap_or(0);
    let rows = table
        .rows
        .iter()
        .flat_map(|row| unfolded_row(block, table, row, list));
    let blocks: Vec<Block> = rows.collect();
    Some(if blocks.is_empty() {
        header_alone(block, table)
    } else {
        blocks
    })
}

fn header_alone(block: &Block, table: &Table) -> Vec<Block> {
    let cells = table.header.iter().filter(|cell| !cell.is_empty());
    cells
        .map(|cell| Block {
            kind: BlockKind::Paragraph(cell.clone()),
            ..block.clone()
        })
        .collect()
}

fn unfolded_row<'a>(
    block: &'a Block,
    table: &'a Table,
    row: &'a [Inline],
    list: u32,
) -> impl Iterator<Item = Block> + 'a {
    row.iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty())
        .map(move |(column, cell)| {
            let mut containers = block.containers.clone();
            let kind = if column == 0 {
                // A heading stays with what follows it.
                BlockKind::Heading {
                    level: 4,
                    text: cell.clone(),
                    anchor: "".into(),
                }
            } else {
                containers.push(Container::Item {
                    list,
                    marker: Marker::Bullet,
                    first: true,
                    tight: true,
                });
                BlockKind::Paragraph(named(table.header.get(column), cell))
            };
            Block {
                kind,
                range: block.range.clone(),
                containers,
            }
        })
}

/// The cell after the name of its column.
fn named(header: Option<&Inline>, cell: &Inline) -> Inline {
    let Some(header) = header.filter(|header| !header.is_empty()) else {
        return cell.clone();
    };
    let name = format!("{}: ", header.text.trim());
    let offset = name.len();
    let style = Style {
        emphasis: true,
        ..Style::default()
    };
    let mut spans: Spans = smallvec![Span::new(0..offset, style, None)];
    spans.extend(cell.spans.iter().map(|span| {
        let Range { start, end } = span.range();
        span.over(start + offset..end + offset)
    }));
    Inline {
        text: format!("{name}{}", cell.text).into(),
        spans,
    }
}

/// Lines of at most `columns` characters, broken at a space if there is one in the second half.
fn wrapped(text: &str, columns: usize) -> String {
    if longest_line(text) <= columns {
        return text.to_owned();
    }
    let lines: Vec<String> = text
        .split('\n')
        .flat_map(|line| wrapped_line(line, columns))
        .collect();
    lines.join("\n")
}

fn wrapped_line(line: &str, columns: usize) -> Vec<String> {
    let own_indent = line.chars().take_while(|c| *c == ' ').count();
    let indent = " ".repeat((own_indent + CONTINUATION_INDENT).min(columns / 2));
    let mut rest = line.to_owned();
    let mut lines = Vec::new();
    while longest_line(&rest) > columns {
        let end = break_of(&rest, columns);
        let tail = rest.split_off(end);
        lines.push(rest);
        rest = format!("{indent}{}", tail.trim_start_matches(' '));
    }
    lines.push(rest);
    lines
}

/// The byte at which a line that is too long is broken.
fn break_of(line: &str, columns: usize) -> usize {
    let mut used = 0;
    let mut space = None;
    for (at, character) in line.char_indices() {
        if character == ' ' && used > columns / 2 {
            space = Some(at);
        }
        used += columns_of(character);
        if used > columns {
            return space.unwrap_or(at);
        }
    }
    line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(kind: BlockKind) -> Block {
        Block {
            kind,
            range: 0..0,
            containers: Vec::new(),
        }
    }

    fn check_wrap(line: &str, columns: usize, expected: &[&str]) {
        assert_eq!(wrapped(line, columns), expected.join("\n"), "{line}");
    }

    #[test]
    fn long_line_of_code_continues_set_in() {
        check_wrap("short", 12, &["short"]);
        check_wrap("aws s3 ls bucket", 12, &["aws s3 ls", "    bucket"]);
        check_wrap("abcdefghijklmnop", 12, &["abcdefghijkl", "    mnop"]);
        check_wrap(
            "a\n  bbbb cccc dddd",
            12,
            &["a", "  bbbb cccc", "      dddd"],
        );
    }

    #[test]
    fn wide_table_becomes_a_list_of_its_rows() {
        let row = |cells: [&str; 3]| cells.map(Inline::plain).to_vec();
        let table = Table {
            alignments: Vec::new(),
            header: row(["", "Price", "Wait"]),
            rows: vec![
                row(["Standard", "high", "none"]),
                row(["Archive", "low", ""]),
            ],
        };
        let narrow = |is_wide: bool| {
            let blocks = narrowed(&[block(BlockKind::Table(table.clone()))], 80, &mut |_| {
                is_wide
            });
            blocks.iter().map(Block::plain_text).collect::<Vec<_>>()
        };
        assert_eq!(
            narrow(true),
            [
                "Standard",
                "Price: high",
                "Wait: none",
                "Archive",
                "Price: low"
            ]
        );
        assert_eq!(narrow(false).len(), 1);
    }

    #[test]
    fn styles_of_a_cell_stay_on_its_words() {
        let text = named(Some(&Inline::plain("Köpfe")), &Inline::plain("zwei"));
        let runs: Vec<_> = text.runs().map(|(run, _)| run).collect();
        assert_eq!(runs, ["Köpfe: ", "zwei"]);
    }
}
