use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::markdown::document::Document;
use crate::markdown::excerpt::part_text;
use crate::markdown::parse;

const NOTE: &str = "intro\n\n# One\n\nfirst words here\n\nsame\n\n# Two\n\nsame\n\n---\n\n- item\n";

fn note() -> NoteId {
    NoteId::new("a")
}

/// Takes the place of `block` in [`NOTE`] and finds it in `edited`.
fn check(block: usize, edited: &str, expected: usize) {
    let place = Place::of(&parse(NOTE), &note(), block);
    assert_eq!(place.resolve(&parse(edited)), expected, "{place:?}");
}

/// The stretch of `document` that reads `words`, first occurrence in its text parts.
fn stretch(document: &Document, words: &str) -> Place {
    for (block, content) in document.blocks.iter().enumerate() {
        for part in 0..8 {
            let Some(from) = part_text(content, part).and_then(|text| text.find(words)) else {
                continue;
            };
            let spot = |at| TextSpot { block, part, at };
            return Place::of_stretch(document, &note(), &(spot(from)..spot(from + words.len())))
                .unwrap();
        }
    }
    panic!("{words} stands nowhere");
}

fn words_of(document: &Document, found: &Found) -> String {
    let words = Place::of_stretch(document, &note(), &found.range);
    words.map_or_else(String::new, |words| words.quote)
}

/// Finds `words` of `before` in `after`.
fn check_words(before: &str, words: &str, after: &str, expected: (Certainty, &str)) {
    let place = stretch(&parse(before), words);
    let after = parse(after);
    let found = place.find(&after);
    let text = if found.is_there() {
        words_of(&after, &found)
    } else {
        String::new()
    };
    assert_eq!((found.certainty, text.as_str()), expected, "{place:?}");
}

#[test]
fn unchanged_note_gives_the_same_block() {
    for block in 0..9 {
        check(block, NOTE, block.min(7));
    }
}

#[test]
fn place_moves_with_its_words() {
    check(2, &NOTE.replace("# One", "new\n\nnew\n\n# One"), 4);
    check(2, "# Other\n\ntext\n\nfirst words here\n", 2);
    check(6, &NOTE.replace("# One", "new\n\nnew\n\n# One"), 8);
}

#[test]
fn equal_words_are_told_apart_by_section() {
    check(5, &NOTE.replace("intro\n\n", ""), 4);
    check(3, &NOTE.replace("intro\n\n", ""), 2);
}

#[test]
fn lost_words_lead_to_the_section_and_then_to_the_index() {
    check(2, &NOTE.replace("first words here", "rewritten"), 1);
    check(7, "only\n\ntwo\n", 1);
    check(7, "", 0);
}

#[test]
fn place_is_saved_and_read_back() {
    let place = Place::of(&parse(NOTE), &NoteId::new("my/a"), 2);
    let saved = ron::to_string(&place).unwrap();
    assert_eq!(ron::from_str::<Place>(&saved).unwrap(), place);
}

#[test]
fn line_within_a_block_is_found_where_it_stands_now() {
    let code = "```\nlet a = first();\n\n  let b = second();\n}\n```\n";
    let document = parse(code);
    let spot = TextSpot {
        block: 0,
        part: 0,
        at: 18,
    };
    let place = Place::of_line(&document, &note(), spot, Cut::of(0.5, Some(-0.25)));
    assert_eq!(place.quote, "let b = second(); }");
    assert_eq!((place.cut.block(), place.cut.line()), (0.5, Some(-0.25)));
    let edited = parse(format!(
        "Above.\n\n{}",
        code.replace("let a", "new();\nlet a")
    ));
    let expected = TextSpot {
        block: 1,
        part: 0,
        at: 27,
    };
    assert_eq!(
        place.find(&document).range.start,
        TextSpot { at: 20, ..spot }
    );
    assert_eq!(place.find(&edited).range.start, expected);
    let saved = ron::to_string(&place).unwrap();
    assert_eq!(ron::from_str::<Place>(&saved).unwrap(), place);
    let of_block = ron::to_string(&Place::of(&document, &note(), 0)).unwrap();
    assert!(!of_block.contains("cut"), "{of_block}");
}

#[test]
fn place_that_an_older_program_saved_is_found() {
    let old = "(note:\"a\",section:\"two\",quote:\"same\",block:3)";
    let place: Place = ron::from_str(old).unwrap();
    assert_eq!(place.resolve(&parse(NOTE)), 5);
}

#[test]
fn quote_is_short_whatever_the_text() {
    let document = parse("é".repeat(1_000));
    let place = Place::of(&document, &note(), 99);
    assert_eq!(place.quote, "é".repeat(QUOTE_CHARS));
    assert_eq!(place.block, 0);
}

#[test]
fn heading_path_tells_sections_of_one_name_apart() {
    let note = "# S3\n\n## Limits\n\nnone\n\n# SQS\n\n## Limits\n\nnone\n";
    let place = Place::of(&parse(note), &NoteId::new("a"), 5);
    assert_eq!(place.path, ["SQS", "Limits"]);
    // Another section of that name comes before it, and its anchor changes.
    let edited = "# EC2\n\n## Limits\n\nnone\n\n".to_owned() + note;
    assert_eq!(place.resolve(&parse(edited)), 8);
}

const GLACIER: &str = "# Classes\n\nGlacier Instant Retrieval opens archives in milliseconds, and \
    costs about three times less.\n\n# Rules\n\nA lifecycle rule moves objects.\n";

#[test]
fn stretch_is_found_moved_near_or_gone() {
    let words = "opens archives in milliseconds";
    check_words(GLACIER, words, GLACIER, (Certainty::Found, words));
    let moved = "# Other\n\nIt opens archives in milliseconds, always.\n";
    check_words(GLACIER, words, moved, (Certainty::Moved, words));
    let near = GLACIER.replace("opens archives in", "opens most archives within");
    let expected = "opens most archives within milliseconds,";
    check_words(GLACIER, words, &near, (Certainty::Near, expected));
    let gone = GLACIER.replace(" opens archives in milliseconds, and", "");
    check_words(GLACIER, words, &gone, (Certainty::Gone, ""));
}

#[test]
fn words_are_found_however_their_text_is_set() {
    let list =
        "# Classes\n\nGlacier Instant Retrieval opens\narchives\n\n- in  milliseconds, and\n";
    let expected = "opens archives in milliseconds";
    check_words(
        GLACIER,
        "opens archives in milliseconds",
        list,
        (Certainty::Found, expected),
    );
}

#[test]
fn repeated_word_is_told_by_what_stands_around_it() {
    let rows = "| a | yes |\n|---|---|\n| first row | yes |\n| second row | yes |\n";
    let document = parse(rows);
    let spot = |at| TextSpot {
        block: 0,
        part: 5,
        at,
    };
    let place = Place::of_stretch(&document, &note(), &(spot(0)..spot(3))).unwrap();
    let more = rows.replace("| first", "| new row | yes |\n| first");
    let found = place.find(&parse(more));
    assert_eq!(
        (found.certainty, found.range.start.part),
        (Certainty::Found, 7)
    );
}

#[test]
fn nothing_and_too_much_are_no_stretch() {
    let document = parse("word ".repeat(1_000));
    let spot = |at| TextSpot {
        block: 0,
        part: 0,
        at,
    };
    let stretch = |spots| Place::of_stretch(&document, &note(), &spots);
    assert_eq!(stretch(spot(4)..spot(5)), None);
    assert_eq!(stretch(spot(0)..TextSpot::END), None);
    assert!(stretch(spot(0)..spot(LONGEST_STRETCH)).is_some());
    assert_eq!(
        Place::of_stretch(&parse(""), &note(), &(spot(0)..TextSpot::END)),
        None
    );
}

#[test]
fn words_of_all_scripts_are_found() {
    let text = "# Größe\n\n\u{201e}Größe\u{201c} heißt 大きさ und 👩‍👩‍👧 mehr ǅ\n";
    for words in ["Größe", "大きさ und 👩‍👩‍👧", "ǅ"] {
        check_words(text, words, text, (Certainty::Found, words));
    }
}

fn vocabulary() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "object",
        "bucket",
        "class",
        "rule",
        "queue",
        "costs",
        "moves",
        "after",
        "days",
        "Größe",
        "a",
        "the",
        "S3",
        "30",
        "retrieval",
        "instant",
        "deep",
        "archive",
    ])
}

fn paragraph() -> impl Strategy<Value = String> {
    prop::collection::vec(vocabulary(), 3..14).prop_map(|words| words.join(" "))
}

fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec((paragraph(), 0_u8..5), 2..12).prop_map(|paragraphs| {
        let shaped = paragraphs.into_iter().map(|(text, shape)| match shape {
            0 => format!("## {text}"),
            1 => format!("> {text}"),
            _ => text,
        });
        shaped.collect()
    })
}

/// A stretch of three words or more within one block.
fn some_words(document: &Document, [block, from, len]: [Index; 3]) -> Place {
    let block = block.index(document.blocks.len());
    let text = part_text(&document.blocks[block], 0).unwrap();
    let starts: Vec<usize> = std::iter::once(0)
        .chain(text.match_indices(' ').map(|(at, _)| at + 1))
        .collect();
    let first = from.index(starts.len() - 2);
    let last = first + 2 + len.index(starts.len() - first - 2);
    let end = starts.get(last + 1).map_or(text.len(), |next| next - 1);
    let spot = |at| TextSpot { block, part: 0, at };
    Place::of_stretch(document, &note(), &(spot(starts[first])..spot(end))).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn unchanged_note_gives_the_same_stretch(
        text in paragraphs(),
        at in any::<[Index; 3]>(),
    ) {
        let document = parse(text.join("\n\n"));
        let place = some_words(&document, at);
        let found = place.find(&document);
        prop_assert_eq!(found.certainty, Certainty::Found);
        let again = Place::of_stretch(&document, &note(), &found.range);
        prop_assert_eq!(again, Some(place));
    }

    #[test]
    fn every_block_of_an_unchanged_note_is_found(text in paragraphs()) {
        let document = parse(text.join("\n\n"));
        for block in 0..document.blocks.len() {
            let place = Place::of(&document, &note(), block);
            let found = place.find(&document);
            prop_assert_eq!((found.certainty, found.range.start.block), (Certainty::Found, block));
        }
    }

    #[test]
    fn place_that_stands_where_it_stood_is_found_as_among_all(
        text in paragraphs(),
        edited in paragraphs(),
        at in any::<[Index; 3]>(),
    ) {
        let before = parse(text.join("\n\n"));
        let joined = [text, edited].concat();
        for after in [&before, &parse(joined.join("\n\n"))] {
            let stretch = some_words(&before, at);
            let blocks = 0..before.blocks.len();
            let places = blocks.map(|block| Place::of(&before, &note(), block));
            for place in places.chain([stretch]) {
                let among_all = find_all(after, &[&place]);
                prop_assert_eq!(&[place.find(after)][..], &among_all[..]);
            }
        }
    }

    #[test]
    fn what_happens_elsewhere_never_loses_a_stretch(
        text in paragraphs(),
        at in any::<[Index; 3]>(),
        edits in prop::collection::vec((any::<Index>(), 0_u8..3, paragraph()), 1..6),
    ) {
        let document = parse(text.join("\n\n"));
        let place = some_words(&document, at);
        let mut edited: Vec<(String, bool)> = text
            .iter()
            .enumerate()
            .map(|(block, text)| (text.clone(), block == place.block))
            .collect();
        for (at, edit, text) in edits {
            let at = at.index(edited.len());
            match edit {
                0 => edited.insert(at, (text, false)),
                _ if edited[at].1 => {}
                1 => edited[at].0 = text,
                _ => { edited.remove(at); }
            }
        }
        let blocks: Vec<String> = edited.into_iter().map(|(text, _)| text).collect();
        let after = parse(blocks.join("\n\n"));
        let found = place.find(&after);
        prop_assert!(found.is_there());
        let again = Place::of_stretch(&after, &note(), &found.range).unwrap();
        prop_assert_eq!(again.quote, place.quote);
    }

    #[test]
    fn any_place_is_somewhere_in_any_note(
        text in paragraphs(),
        at in any::<[Index; 3]>(),
        other in "\\PC{0,200}",
    ) {
        let document = parse(text.join("\n\n"));
        let place = some_words(&document, at);
        let other = parse(other);
        let found = place.find(&other);
        prop_assert!(found.range.start <= found.range.end);
        prop_assert!(found.range.start.block <= other.blocks.len().saturating_sub(1));
    }
}

#[test]
fn hundreds_of_places_of_a_large_note_are_found_at_once() {
    let blocks: Vec<String> = (0..3_000)
        .map(|number| format!("Paragraph {number} says a thing about buckets and nothing else."))
        .collect();
    let document = parse(blocks.join("\n\n"));
    let places: Vec<Place> = (0..500)
        .map(|number| stretch_in(&document, number * 6))
        .collect();
    let after = parse(format!("A new beginning.\n\n{}", blocks.join("\n\n")));
    let found = find_all(&after, &places.iter().collect::<Vec<_>>());
    for (place, found) in places.iter().zip(found) {
        assert_eq!(found.range.start.block, place.block + 1);
        assert_eq!(found.certainty, Certainty::Found);
    }
}

fn stretch_in(document: &Document, block: usize) -> Place {
    let spot = |at| TextSpot { block, part: 0, at };
    Place::of_stretch(document, &note(), &(spot(0)..spot(24))).unwrap()
}
