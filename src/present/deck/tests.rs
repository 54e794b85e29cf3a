use super::*;
use crate::markdown::parse;

/// One line a slide: kind, heading (after what it belongs to), texts of the blocks.
fn outline(source: &str, title: &str) -> Vec<String> {
    let deck = Deck::of(&parse(source), title, "");
    let line = |slide: &Slide| {
        let over = slide
            .over
            .as_ref()
            .map(|over| format!("{over} > "))
            .unwrap_or_default();
        let texts: Vec<_> = slide.blocks.iter().map(Block::plain_text).collect();
        format!(
            "{:?} {over}{} | {}",
            slide.kind,
            slide.heading.text,
            texts.join(" / ")
        )
    };
    deck.slides.iter().map(line).collect()
}

fn check(source: &str, expected: &[&str]) {
    assert_eq!(outline(source, "Note"), expected, "{source}");
}

#[test]
fn sections_and_rules_begin_slides() {
    check(
        "---\nsummary: In short.\n---\nIntro.\n\n## One\n\na\n\n### Deep\n\nb\n\n---\n\nc\n\n## Two\n\nd",
        &[
            "Title Note | In short.",
            "Content Note | Intro.",
            "Content One | a / Deep / b",
            "Content One | c",
            "Content Two | d",
        ],
    );
}

#[test]
fn diagrams_and_questions_stand_alone_below_their_heading() {
    check(
        "## One\n\na\n\n```diagram s3-lifecycle\nx = 1\n```\n\n### Try\n\n```quiz id=q\nWhy?\n```\n\nb",
        &[
            "Title Note | ",
            "Content One | a",
            "Diagram One | x = 1",
            "Question One > Try | Why?",
            "Content One | b",
        ],
    );
}

#[test]
fn heading_without_text_joins_what_stands_below_it() {
    check(
        "# Part\n\n## One\n\na\n\n## Two\n\n```quiz id=q\nWhy?\n```\n\n## Empty\n\n## Last\n\nz",
        &[
            "Title Note | ",
            "Content Part > One | a",
            "Question Part > Two | Why?",
            "Title Part > Empty | ",
            "Content Part > Last | z",
        ],
    );
}

#[test]
fn first_heading_that_repeats_the_title_is_not_shown_twice() {
    check(
        "# Note\n\nIntro.\n\n## One\n\na",
        &["Title Note | ", "Content Note | Intro.", "Content One | a"],
    );
    check("# Note", &["Title Note | "]);
    check("", &["Title Note | "]);
    check("---\n\n***\n\n---", &["Title Note | "]);
}

#[test]
fn long_section_gives_its_subsections_slides() {
    let long = "word ".repeat(150);
    let source = format!("## One\n\n{long}\n\n### Deep\n\n{long}\n\n## Two\n\na\n\n### Short\n\nb");
    let lines = outline(&source, "Note");
    let heads: Vec<_> = lines
        .iter()
        .filter_map(|line| line.split(" |").next())
        .collect();
    assert_eq!(
        heads,
        [
            "Title Note",
            "Content One",
            "Content One > Deep",
            "Content Two"
        ]
    );
}

#[test]
fn headings_and_rules_inside_a_quote_stay_there() {
    check(
        "> # Quoted\n>\n> a\n>\n> ---\n>\n> b",
        &["Title Note | ", "Content Note | Quoted / a /  / b"],
    );
}

#[test]
fn footnotes_stand_on_a_slide_of_their_own() {
    check(
        "## One\n\na[^x]\n\n[^x]: The source.",
        &[
            "Title Note | ",
            "Content One | a1",
            "Content Footnotes | The source.",
        ],
    );
}

#[test]
fn only_links_that_leave_the_program_stay_links() {
    let source = "[[s3/lifecycle|rules]], [here](#one), [site](https://example.org) and **[both](other.md)**";
    let deck = Deck::of(&parse(source), "Note", "");
    let BlockKind::Paragraph(text) = &deck.slides[1].blocks[0].kind else {
        panic!("{deck:?}")
    };
    let linked: Vec<_> = text
        .runs()
        .filter(|(_, span)| span.link.is_some())
        .map(|(run, _)| run)
        .collect();
    assert_eq!(linked, ["site"]);
}

#[test]
fn place_in_the_note_is_found_in_the_deck() {
    let document = parse("Intro.\n\n## One\n\na\n\nb\n\n## Two\n\nc");
    let deck = Deck::of(&document, "Note", "Chapter");
    let slides: Vec<_> = (0..document.blocks.len())
        .map(|block| deck.slide_of_block(block))
        .collect();
    assert_eq!(slides, [0, 2, 2, 2, 3, 3]);
    assert_eq!(deck.slides[0].over.as_deref(), Some("Chapter"));
}
