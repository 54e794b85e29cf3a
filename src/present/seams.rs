//! Where a single block can be divided over two slides.
//!
//! Tables between rows, code between lines, text at the ends of sentences; text and code between
//! words if that does not help.
//! What continues keeps its indent but not its marker or title; no word is lost or doubled,
//! except a table's header, which stands above each part.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::markdown::document::{Block, BlockKind, Container, Inline, Table};

/// The ways to divide one block, coarse first.
#[derive(Debug)]
pub(super) struct Seams<'a> {
    block: &'a Block,
    /// Each a list of places, ascending: rows, lines, or bytes of the text.
    levels: Vec<Vec<usize>>,
}

impl<'a> Seams<'a> {
    /// Finds where `block` may be divided.
    pub(super) fn of(block: &'a Block) -> Self {
        let levels = match &block.kind {
            BlockKind::Table(table) => vec![(1..table.rows.len()).collect()],
            BlockKind::Code { text, .. } => {
                vec![line_starts(text), word_starts(text)]
            }
            BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => {
                let mut levels = vec![sentence_ends(&text.text), word_starts(&text.text)];
                for seams in &mut levels {
                    seams.retain(|at| !is_in_formula(text, *at));
                }
                levels
            }
            BlockKind::CalloutTitle(_)
            | BlockKind::Pictures(_)
            | BlockKind::Embed { .. }
            | BlockKind::Math(_)
            | BlockKind::Drawing(_)
            | BlockKind::Rule
            | BlockKind::Directive(_) => Vec::new(),
        };
        Self { block, levels }
    }

    /// The longest head that `fits`, with the tail: at the coarsest seams at which any does.
    pub(super) fn divide(&self, fits: &mut dyn FnMut(&Block) -> bool) -> Option<(Block, Block)> {
        self.levels.iter().find_map(|seams| {
            let mut head_fits = |count: usize| {
                let at = count.checked_sub(1).and_then(|last| seams.get(last));
                at.is_none_or(|at| fits(&self.at(*at).0))
            };
            let count = longest(seams.len(), &mut head_fits);
            let at = seams.get(count.checked_sub(1)?)?;
            Some(self.at(*at))
        })
    }

    fn at(&self, seam: usize) -> (Block, Block) {
        let (head, tail) = divided(&self.block.kind, seam);
        let head = Block {
            kind: head,
            ..self.block.clone()
        };
        let containers = self.block.containers.iter().map(continued).collect();
        let tail = Block {
            kind: tail,
            range: self.block.range.clone(),
            containers,
        };
        (head, tail)
    }
}

/// Whether a place lies within a formula, which is set as a whole.
fn is_in_formula(text: &Inline, at: usize) -> bool {
    let first = text.spans.partition_point(|span| span.range().end <= at);
    let span = text.spans.get(first);
    span.is_some_and(|span| span.style.math && span.range().start < at)
}

/// The largest number up to `max` for which `holds`, given that it holds for 0 and for every
/// number below one for which it holds. Asks for small numbers first.
pub(super) fn longest(max: usize, holds: &mut dyn FnMut(usize) -> bool) -> usize {
    let (mut low, mut reach) = (0, 1);
    while low < max && holds((low + reach).min(max)) {
        low = (low + reach).min(max);
        reach *= 2;
    }
    let mut high = (low + reach).min(max + 1);
    while low + 1 < high {
        let middle = usize::midpoint(low, high);
        if holds(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low.min(max)
}

/// The container as it stands around what continues: without marker or title.
fn continued(container: &Container) -> Container {
    let mut container = container.clone();
    match &mut container {
        Container::Quote { .. } | Container::Callout { .. } | Container::Aligned(_) => {}
        Container::Item { first, .. } | Container::Footnote { first, .. } => *first = false,
    }
    container
}

fn divided(kind: &BlockKind, seam: usize) -> (BlockKind, BlockKind) {
    match kind {
        BlockKind::Table(table) => {
            let (head, tail) = table.rows.split_at(seam.min(table.rows.len()));
            let part = |rows: &[Vec<Inline>]| {
                let rows = rows.to_vec();
                BlockKind::Table(Table {
                    rows,
                    header: table.header.clone(),
                    ..table.clone()
                })
            };
            (part(head), part(tail))
        }
        BlockKind::Code { language, text } => {
            let part = |text: &str| BlockKind::Code {
                language: language.clone(),
                text: text.into(),
            };
            let (head, tail) = text.split_at(seam);
            (part(head.strip_suffix('\n').unwrap_or(head)), part(tail))
        }
        BlockKind::Paragraph(text) => {
            let (head, tail) = divided_text(text, seam);
            (BlockKind::Paragraph(head), BlockKind::Paragraph(tail))
        }
        BlockKind::Heading {
            level,
            text,
            anchor,
        } => {
            let part = |text| BlockKind::Heading {
                level: *level,
                text,
                anchor: anchor.clone(),
            };
            let (head, tail) = divided_text(text, seam);
            (part(head), part(tail))
        }
        BlockKind::CalloutTitle(_)
        | BlockKind::Pictures(_)
        | BlockKind::Embed { .. }
        | BlockKind::Math(_)
        | BlockKind::Drawing(_)
        | BlockKind::Rule
        | BlockKind::Directive(_) => (kind.clone(), kind.clone()),
    }
}

/// Both parts of a text, without the space between them.
fn divided_text(text: &Inline, seam: usize) -> (Inline, Inline) {
    let head = text.text.get(..seam).unwrap_or_default().trim_end().len();
    let rest = text.text.get(seam..).unwrap_or_default();
    let tail = text.text.len() - rest.trim_start().len();
    let part = |bytes| text.slice(bytes).unwrap_or_default();
    (part(0..head), part(tail..text.text.len()))
}

fn line_starts(text: &str) -> Vec<usize> {
    text.match_indices('\n').map(|(at, _)| at + 1).collect()
}

/// Where a sentence or a line ends and another begins.
fn sentence_ends(text: &str) -> Vec<usize> {
    inner_starts(text, text.split_sentence_bound_indices().map(|(at, _)| at))
}

/// Where a word begins, a mark of punctuation staying with the word before it.
fn word_starts(text: &str) -> Vec<usize> {
    let starts = text.split_word_bound_indices().filter(|(at, word)| {
        let before = text
            .get(..*at)
            .and_then(|before| before.chars().next_back());
        let after_space = before.is_some_and(char::is_whitespace);
        let is_word = word.chars().next().is_some_and(char::is_alphanumeric);
        after_space || (is_word && before.is_some_and(is_ideographic))
    });
    inner_starts(text, starts.map(|(at, _)| at))
}

/// Scripts that are written without spaces.
pub(super) fn is_ideographic(character: char) -> bool {
    matches!(u32::from(character), 0x0E00..=0x0FFF | 0x1780..=0x17FF | 0x2E80..=0x9FFF | 0x2_0000..=0x3_FFFF)
}

/// Places with something to read on both sides.
fn inner_starts(text: &str, starts: impl Iterator<Item = usize>) -> Vec<usize> {
    let first = text.len() - text.trim_start().len();
    let last = text.trim_end().len();
    starts.filter(|at| *at > first && *at < last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::document::Marker;

    fn paragraph(text: &str) -> Block {
        Block {
            kind: BlockKind::Paragraph(Inline::plain(text)),
            range: 0..text.len(),
            containers: Vec::new(),
        }
    }

    fn check(block: &Block, longest_text: usize, expected: Option<(&str, &str)>) {
        let parts = Seams::of(block).divide(&mut |head| head.plain_text().len() <= longest_text);
        let parts = parts.map(|(head, tail)| (head.plain_text(), tail.plain_text()));
        let expected = expected.map(|(head, tail)| (head.to_owned(), tail.to_owned()));
        assert_eq!(parts, expected, "{:?}", block.kind);
    }

    #[test]
    fn text_divides_at_a_sentence_where_it_can() {
        let text = paragraph("One two. Three four. Five.");
        check(&text, 22, Some(("One two. Three four.", "Five.")));
        check(&text, 12, Some(("One two.", "Three four. Five.")));
        check(&text, 5, Some(("One", "two. Three four. Five.")));
        check(&text, 2, None);
        check(&paragraph("word"), 2, None);
    }

    #[test]
    fn text_without_spaces_divides_between_ideographs() {
        check(
            &paragraph("雲は空に浮かぶ"),
            6,
            Some(("雲は", "空に浮かぶ")),
        );
    }

    #[test]
    fn code_divides_between_lines_and_keeps_empty_ones() {
        let kind = BlockKind::Code {
            language: "sh".into(),
            text: "a\n\nb\n\nc".into(),
        };
        let code = Block {
            kind,
            ..paragraph("")
        };
        check(&code, 4, Some(("a\n\nb", "\nc")));
    }

    #[test]
    fn table_repeats_its_header() {
        let row = |text: &str| vec![Inline::plain(text)];
        let rows = vec![row("one"), row("two"), row("three")];
        let table = Table {
            alignments: Vec::new(),
            header: row("head"),
            rows,
        };
        let block = Block {
            kind: BlockKind::Table(table),
            ..paragraph("")
        };
        check(&block, 14, Some(("head\none\ntwo", "head\nthree")));
        check(&block, 7, None);
    }

    #[test]
    fn continued_item_has_no_marker_and_styles_stay_on_their_words() {
        let mut block = paragraph("First part. Second part.");
        block.containers = vec![Container::Item {
            list: 1,
            marker: Marker::Bullet,
            first: true,
            tight: true,
        }];
        let (head, tail) = Seams::of(&block)
            .divide(&mut |head| head.plain_text().len() < 20)
            .unwrap();
        let is_first =
            |block: &Block| matches!(block.containers[0], Container::Item { first: true, .. });
        assert!(is_first(&head) && !is_first(&tail));
        let BlockKind::Paragraph(text) = &tail.kind else {
            panic!("{tail:?}")
        };
        assert_eq!(text.spans[0].range(), 0..text.text.len());
    }

    #[test]
    fn longest_finds_the_border() {
        for max in 0..40 {
            for border in 0..=max {
                assert_eq!(
                    longest(max, &mut |count| count <= border),
                    border,
                    "{border} of {max}"
                );
            }
        }
    }
}
