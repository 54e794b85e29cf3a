//! What of an endless section stands on slides: its beginning, and a sentence that says so.
//!
//! Dividing text over screens takes several layouts for each screen; nobody presents a table of
//! ten thousand rows. Far beyond what a person would show.

use std::borrow::Cow;

use crate::markdown::document::{Block, BlockKind, Inline, Table};

/// So much of a section is shown, in bytes of text.
const MOST_BYTES: usize = 64 << 10;
/// A block, a row and a line count as at least so many bytes.
const LEAST_BYTES: usize = 64;

/// What is said where the rest is left out.
pub const LEFT_OUT: &str =
    "The rest of this section is too long for slides; all of it is in the note.";

/// The blocks, or as much of their beginning as slides can show.
pub fn shown(blocks: &[Block]) -> Cow<'_, [Block]> {
    if !is_too_long(blocks) {
        return Cow::Borrowed(blocks);
    }
    let (whole, left) = fitting(blocks);
    let (whole, rest) = blocks.split_at(whole);
    let mut shown = whole.to_vec();
    shown.extend(rest.first().and_then(|block| beginning(block, left)));
    shown.push(Block {
        kind: BlockKind::Paragraph(Inline::plain(LEFT_OUT)),
        range: shown.last().map_or(0..0, |last| last.range.clone()),
        containers: Vec::new(),
    });
    Cow::Owned(shown)
}

/// Whether only the beginning of the blocks can be shown.
pub fn is_too_long(blocks: &[Block]) -> bool {
    fitting(blocks).0 < blocks.len()
}

/// How many blocks can be shown whole, and how many bytes are left for the next.
fn fitting(blocks: &[Block]) -> (usize, usize) {
    let mut left = MOST_BYTES;
    for (count, block) in blocks.iter().enumerate() {
        match left.checked_sub(weight(block, left)) {
            Some(rest) => left = rest,
            None => return (count, left),
        }
    }
    (blocks.len(), left)
}

/// About how much a block holds; counted no further than `most`.
fn weight(block: &Block, most: usize) -> usize {
    match &block.kind {
        BlockKind::Table(table) => {
            let mut weight = row_weight(&table.header);
            for row in &table.rows {
                if weight > most {
                    break;
                }
                weight += row_weight(row);
            }
            weight
        }
        BlockKind::Code { text, .. } if text.len() > most => text.len(),
        BlockKind::Code { text, .. } => text.lines().map(line_weight).sum(),
        BlockKind::Heading { text, .. }
        | BlockKind::Paragraph(text)
        | BlockKind::CalloutTitle(text) => line_weight(&text.text),
        _ => LEAST_BYTES,
    }
}

fn row_weight(row: &[Inline]) -> usize {
    let bytes: usize = row.iter().map(|cell| cell.text.len()).sum();
    bytes.max(LEAST_BYTES)
}

fn line_weight(line: &str) -> usize {
    line.len().max(LEAST_BYTES)
}

/// The rows or lines of a block that weigh no more than `most`; nothing of what has neither, or none
/// so short.
fn beginning(block: &Block, most: usize) -> Option<Block> {
    let mut weight = 0;
    let mut fits = |of_part: usize| {
        weight += of_part;
        weight <= most
    };
    let kind = match &block.kind {
        BlockKind::Table(table) => {
            fits(row_weight(&table.header));
            let rows = table.rows.iter().take_while(|row| fits(row_weight(row)));
            BlockKind::Table(Table {
                alignments: table.alignments.clone(),
                header: table.header.clone(),
                rows: rows.cloned().collect(),
            })
        }
        BlockKind::Code { language, text } => {
            let lines = text.split_inclusive('\n');
            let kept: String = lines.take_while(|line| fits(line_weight(line))).collect();
            if kept.is_empty() {
                return None;
            }
            BlockKind::Code {
                language: language.clone(),
                text: kept.trim_end().into(),
            }
        }
        _ => return None,
    };
    Some(Block {
        kind,
        ..block.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    fn check(text: &str, expected_rows: usize) {
        let document = parse(text);
        let shown = shown(&document.blocks);
        let [cut, said] = &*shown else {
            panic!("{} blocks", shown.len());
        };
        assert_eq!(cut.plain_text().lines().count(), expected_rows);
        assert_eq!(said.plain_text(), LEFT_OUT);
        assert!(!is_too_long(std::slice::from_ref(cut)));
    }

    #[test]
    fn what_a_person_would_show_is_shown_whole() {
        let document = parse("# A\n\nText.\n\n| a |\n|--|\n| b |\n".repeat(200));
        assert!(matches!(shown(&document.blocks), Cow::Borrowed(_)));
    }

    #[test]
    fn of_endless_tables_and_code_the_beginning_is_shown_and_said() {
        let rows = MOST_BYTES / LEAST_BYTES;
        check(&format!("| a |\n|--|\n{}", "| b |\n".repeat(100_000)), rows);
        check(&format!("```\n{}```\n", "a\n".repeat(100_000)), rows);
    }

    #[test]
    fn code_of_one_endless_line_is_left_out() {
        let document = parse(format!("```\n{}\n```\n", "a".repeat(1 << 20)));
        let shown = shown(&document.blocks);
        let texts: Vec<String> = shown.iter().map(Block::plain_text).collect();
        assert_eq!(texts, [LEFT_OUT]);
    }

    #[test]
    fn of_endless_text_the_first_pieces_are_shown() {
        let document = parse("word ".repeat(1 << 20));
        let shown = shown(&document.blocks);
        assert_eq!(shown.len(), 5);
        assert_eq!(
            shown.last().map(Block::plain_text).as_deref(),
            Some(LEFT_OUT)
        );
    }
}
