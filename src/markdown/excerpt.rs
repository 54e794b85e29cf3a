//! A stretch of a document, from one character to another, as blocks of its own.
//!
//! What a reader selects across paragraphs, lists and tables is cut out here, so that it can be
//! written as text, Markdown or HTML like any document.

use std::ops::Range;

use super::document::{Block, BlockKind, Container, Document, Inline, Table};

/// A place between two characters of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct TextSpot {
    /// The block.
    pub block: usize,
    /// Which of its texts, in the order of [`Block::inlines`]: a table's cells.
    pub part: usize,
    /// Bytes into that text.
    pub at: usize,
}

impl TextSpot {
    /// Behind everything.
    pub const END: Self = Self {
        block: usize::MAX,
        part: usize::MAX,
        at: usize::MAX,
    };
}

/// The blocks of `document` between two places, the outer ones cut. A table of which only one
/// cell is touched gives the words of that cell.
pub fn excerpt(document: &Document, spots: Range<TextSpot>) -> Vec<Block> {
    let Range { start, end } = spots;
    let last = end.block.min(document.blocks.len().saturating_sub(1));
    let touched = document.blocks.iter().enumerate();
    let touched = touched
        .skip(start.block)
        .take((last + 1).saturating_sub(start.block));
    let cut_blocks = touched.filter_map(|(index, block)| {
        let from = (index == start.block).then_some(start);
        let to = (index == end.block).then_some(end);
        cut(block, from, to)
    });
    cut_blocks.collect()
}

/// Blocks of another document, put where a block with these containers stood.
pub fn put_into(containers: &[Container], blocks: Vec<Block>) -> Vec<Block> {
    let mut around = containers.to_vec();
    let put = blocks.into_iter().map(|block| {
        let inside = [around.clone(), block.containers].concat();
        around.iter_mut().for_each(go_on);
        Block {
            containers: inside,
            ..block
        }
    });
    put.collect()
}

/// The text of one part of a block, by which its places are counted.
pub fn part_text(block: &Block, part: usize) -> Option<&str> {
    match &block.kind {
        BlockKind::Code { text, .. } | BlockKind::Math(text) | BlockKind::Drawing(text) => {
            Some(text)
        }
        _ => block.inlines().nth(part).map(|inline| &*inline.text),
    }
}

fn cut(block: &Block, from: Option<TextSpot>, to: Option<TextSpot>) -> Option<Block> {
    let start = from.map_or(0, |spot| spot.at);
    let end = to.map_or(usize::MAX, |spot| spot.at);
    let kind = match &block.kind {
        BlockKind::Paragraph(text) => BlockKind::Paragraph(text.slice(start..end)?),
        BlockKind::CalloutTitle(text) => BlockKind::CalloutTitle(text.slice(start..end)?),
        BlockKind::Heading {
            level,
            text,
            anchor,
        } => BlockKind::Heading {
            level: *level,
            text: text.slice(start..end)?,
            anchor: anchor.clone(),
        },
        BlockKind::Code { language, text } => BlockKind::Code {
            language: language.clone(),
            text: text.get(within(text, &(start..end)))?.into(),
        },
        BlockKind::Table(table) => cut_table(table, from, to)?,
        whole => whole.clone(),
    };
    let mut containers = block.containers.clone();
    if start > 0 {
        containers.iter_mut().for_each(go_on);
    }
    Some(Block {
        kind,
        range: block.range.clone(),
        containers,
    })
}

/// What is cut at its beginning has lost its marker.
fn go_on(container: &mut Container) {
    if let Container::Item { first, .. } | Container::Footnote { first, .. } = container {
        *first = false;
    }
}

fn cut_table(table: &Table, from: Option<TextSpot>, to: Option<TextSpot>) -> Option<BlockKind> {
    let columns = table.header.len().max(1);
    let start = from.unwrap_or_default();
    let end = to.unwrap_or(TextSpot::END);
    let cells = table.header.iter().chain(table.rows.iter().flatten());
    if start.part == end.part {
        let cell = cells.clone().nth(start.part)?;
        return cell.slice(start.at..end.at).map(BlockKind::Paragraph);
    }
    let mut rows: Vec<Vec<Inline>> = Vec::new();
    for (part, cell) in cells.enumerate() {
        let (row, column) = (part / columns, part % columns);
        if row < start.part / columns || row > end.part / columns {
            continue;
        }
        if column == 0 || rows.is_empty() {
            rows.push(Vec::new());
        }
        let from = if part == start.part { start.at } else { 0 };
        let to = if part == end.part { end.at } else { usize::MAX };
        let touched = (start.part..=end.part).contains(&part);
        let words = touched.then(|| cell.slice(from..to)).flatten();
        if let Some(cells) = rows.last_mut() {
            cells.push(words.unwrap_or_default());
        }
    }
    let mut rows = rows.into_iter();
    Some(BlockKind::Table(Table {
        alignments: table.alignments.clone(),
        header: rows.next()?,
        rows: rows.collect(),
    }))
}

fn within(text: &str, bytes: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(bytes.start.min(text.len()));
    let end = text.floor_char_boundary(bytes.end.min(text.len()));
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;
    use crate::markdown::plain::blocks_to_text;

    const NOTE: &str = "# Head\n\nOne **two** three\n\n- four\n- five six\n\n| a | b |\n|---|---|\n| c d | e |\n| f | g |\n\n```\nh\ni\n```\n";

    fn check(from: (usize, usize, usize), to: (usize, usize, usize), expected: &str) {
        let spot = |(block, part, at)| TextSpot { block, part, at };
        let document = parse(NOTE);
        let text = blocks_to_text(&excerpt(&document, spot(from)..spot(to)));
        assert_eq!(text, expected);
    }

    #[test]
    fn words_of_one_paragraph_are_cut_out() {
        check((1, 0, 4), (1, 0, 7), "two\n");
    }

    #[test]
    fn outer_blocks_are_cut_and_what_lies_between_is_whole() {
        check((1, 0, 8), (3, 0, 4), "three\n\n- four\n- five\n");
        check((3, 0, 5), (4, 1, 1), "  six\n\na\tb\n");
    }

    #[test]
    fn tables_are_cut_by_cells() {
        check((4, 2, 2), (4, 2, 3), "d\n");
        check((4, 2, 2), (4, 4, 1), "d\te\nf\n");
    }

    #[test]
    fn everything_is_everything() {
        let document = parse(NOTE);
        let all = excerpt(&document, TextSpot::default()..TextSpot::END);
        assert_eq!(all, document.blocks);
    }
}
