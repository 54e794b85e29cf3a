use proptest::prelude::*;

use super::*;
use crate::markdown::document::{Container, Inline, Marker, Picture, PictureSize, Table};

const LINE_CHARS: usize = 20;

fn block(kind: BlockKind) -> Block {
    Block {
        kind,
        range: 0..0,
        containers: Vec::new(),
    }
}

fn paragraph(text: &str) -> Block {
    block(BlockKind::Paragraph(Inline::plain(text)))
}

fn code(text: &str) -> Block {
    block(BlockKind::Code {
        language: "sh".into(),
        text: text.into(),
    })
}

fn heading(text: &str) -> Block {
    block(BlockKind::Heading {
        level: 3,
        text: Inline::plain(text),
        anchor: "a".into(),
    })
}

fn table(rows: usize, cell: &str) -> Block {
    let row = |row: usize| {
        vec![
            Inline::plain(format!("{cell}{row}a")),
            Inline::plain(format!("{cell}{row}b")),
        ]
    };
    let header = vec![Inline::plain("hx"), Inline::plain("hy")];
    block(BlockKind::Table(Table {
        alignments: Vec::new(),
        header,
        rows: (0..rows).map(row).collect(),
    }))
}

/// Ten points a line of [`LINE_CHARS`] characters.
fn height(blocks: &[Block], scale: f32) -> f32 {
    let line_chars = (LINE_CHARS as f32 / scale) as usize;
    let lines = |text: &str| {
        text.lines()
            .map(|line| line.chars().count().div_ceil(line_chars).max(1))
            .sum::<usize>()
    };
    let of = |block: &Block| lines(&block.plain_text()) as f32 * 10.0 * scale;
    blocks.iter().map(of).sum()
}

fn parts(blocks: &[Block], room: f32) -> Vec<Part> {
    fit(blocks, room, &SCALES, &mut height)
}

/// The parts as texts, blocks by `|`.
fn check(blocks: &[Block], room: f32, expected: &[&str]) {
    let texts: Vec<_> = parts(blocks, room)
        .iter()
        .map(|part| {
            part.blocks
                .iter()
                .map(Block::plain_text)
                .collect::<Vec<_>>()
                .join("|")
        })
        .collect();
    assert_eq!(texts, expected);
}

#[test]
fn what_fits_stays_together_and_large() {
    let scale = |room| {
        let parts = parts(&[paragraph("one"), paragraph("two")], room);
        (parts.len(), parts[0].scale)
    };
    assert_eq!(scale(20.0), (1, 1.0));
    assert_eq!(scale(47.0), (1, 1.0));
    assert_eq!(scale(48.0), (1, 1.2));
}

#[test]
fn smaller_type_is_tried_before_a_second_screen() {
    let parts = parts(&[paragraph("one"), paragraph("two")], 18.0);
    assert_eq!((parts.len(), parts[0].scale), (1, 0.9));
}

#[test]
fn screens_are_filled_evenly() {
    let items: Vec<_> = (0..6).map(|item| paragraph(&item.to_string())).collect();
    check(&items, 40.0, &["0|1|2", "3|4|5"]);
}

#[test]
fn heading_and_announcement_stay_with_what_follows() {
    let blocks = [
        paragraph("a"),
        paragraph("b"),
        heading("Head"),
        paragraph("Look:"),
        code("1\n2\n3"),
    ];
    check(&blocks, 50.0, &["a|b", "Head|Look:|1\n2\n3"]);
}

#[test]
fn announced_code_is_set_small_rather_than_parted_from_its_announcement() {
    let small = parts(&[paragraph("a"), paragraph("Look:"), code("1\n2\n3")], 36.0);
    let scales: Vec<_> = small.iter().map(|part| part.scale).collect();
    assert_eq!(scales, [1.0, 0.9]);
    check(
        &[paragraph("Look:"), code("1\n2\n3\n4")],
        32.0,
        &["Look:", "1\n2\n3\n4"],
    );
}

#[test]
fn code_too_high_for_one_screen_begins_where_it_is_announced() {
    check(
        &[paragraph("Look:"), code("1\n2\n3\n4\n5\n6\n7\n8")],
        40.0,
        &["Look:|1\n2\n3\n4", "5\n6\n7\n8"],
    );
}

#[test]
fn table_row_that_is_too_high_becomes_a_list() {
    let parts = parts(&[table(2, &"long ".repeat(30))], 60.0);
    let is_table = |block: &Block| matches!(block.kind, BlockKind::Table(_));
    assert!(
        parts
            .iter()
            .all(|part| !part.oversize && !part.blocks.iter().any(is_table))
    );
}

#[test]
fn thing_that_cannot_be_divided_is_set_as_small_as_it_needs() {
    let picture = BlockKind::Pictures(vec![Picture {
        destination: "a.png".into(),
        alt: "x".repeat(60).into(),
        title: "".into(),
        size: PictureSize::default(),
        link: None,
    }]);
    let small = parts(&[block(picture)], 20.0);
    assert_eq!(small.len(), 1);
    assert!(small[0].scale < 0.8 && !small[0].oversize);
    let word = parts(&[paragraph("word")], 1.0);
    assert_eq!((word.len(), word[0].oversize), (1, true));
}

#[test]
fn unreadable_sizes_are_not_tried() {
    assert_eq!(scales(30.0), SCALES);
    assert_eq!(scales(18.0), [1.0, 0.9]);
    assert_eq!(scales(12.0), [1.0]);
}

fn is_one_word(blocks: &[Block]) -> bool {
    blocks.len() == 1 && blocks[0].plain_text().split_whitespace().count() <= 1
}

/// Words that tell where they stand; those of table headers begin with `h`.
fn words(blocks: &[Block]) -> Vec<String> {
    let text = blocks
        .iter()
        .map(Block::plain_text)
        .collect::<Vec<_>>()
        .join("\n");
    let words = text
        .split_whitespace()
        .filter(|word| !word.starts_with('h'));
    words.map(str::to_owned).collect()
}

fn any_block() -> impl Strategy<Value = Block> {
    let text = prop::collection::vec("[a-g]{1,12}[.:]?", 0..60).prop_map(|words| words.join(" "));
    let item = Container::Item {
        list: 1,
        marker: Marker::Bullet,
        first: true,
        tight: true,
    };
    prop_oneof![
        text.clone().prop_map(|text| paragraph(&text)),
        text.clone().prop_map(move |text| Block {
            containers: vec![item.clone()],
            ..paragraph(&text)
        }),
        text.prop_map(|text| code(&text.replace(". ", "\n"))),
        "[a-g]{1,9}".prop_map(|text| heading(&text)),
        (0_usize..25, "[a-g]{0,30}").prop_map(|(rows, cell)| table(rows, &cell)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_word_stands_on_one_screen_in_order(
        blocks in prop::collection::vec(any_block(), 0..12),
        room in 3.0_f32..200.0,
    ) {
        let parts = parts(&blocks, room);
        let shown: Vec<_> = parts.iter().flat_map(|part| words(&part.blocks)).collect();
        prop_assert_eq!(shown, words(&blocks));
        prop_assert!(parts.iter().all(|part| !part.blocks.is_empty()));
    }

    #[test]
    fn no_screen_is_higher_than_the_room(
        blocks in prop::collection::vec(any_block(), 0..12),
        room in 3.0_f32..200.0,
    ) {
        for part in parts(&blocks, room) {
            prop_assert!(part.oversize || height(&part.blocks, part.scale) <= room);
            prop_assert!(!part.oversize || is_one_word(&part.blocks), "{:?}", part.blocks);
        }
    }
}
