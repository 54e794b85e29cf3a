//! What holds for every text: spans without gaps, ranges in order.

use proptest::prelude::*;

use super::parse;
use crate::markdown::document::{Block, Container, Document, MAX_NESTING};

/// Text that would make a naive reader overflow its stack; `tests/benches` has its pace.
#[test]
fn hostile_nesting_is_read_whole() {
    let n = 10_000;
    let nested_lists: Vec<String> = (0..300)
        .map(|depth| format!("{}- a", "  ".repeat(depth)))
        .collect();
    let backticks: Vec<String> = (1..300).map(|length| "`".repeat(length)).collect();
    let cases = [
        ("quotes", ">".repeat(n)),
        (
            "quotes, then lines",
            format!("{}\n{}", "> ".repeat(n), "a\n".repeat(n)),
        ),
        ("items in one line", "- ".repeat(n)),
        ("nested lists", nested_lists.join("\n")),
        ("brackets", "[".repeat(n)),
        (
            "bracket pairs",
            format!("{}a{}", "[".repeat(n), "]".repeat(n)),
        ),
        ("images", format!("{}a{}", "![".repeat(n), "](b)".repeat(n))),
        (
            "wikilinks",
            format!("{}a{}", "[[".repeat(n), "]]".repeat(n)),
        ),
        ("emphasis", format!("{}a{}", "*a ".repeat(n), "*".repeat(n))),
        (
            "strong",
            format!("{}a{}", "**a ".repeat(n), " b**".repeat(n)),
        ),
        ("highlights", "==a ".repeat(n)),
        ("addresses", "https://a.b ) me@".repeat(n)),
        ("at signs", "a@".repeat(n)),
        (
            "closing brackets of an address",
            format!("https://a{}", ")".repeat(n)),
        ),
        ("same headings", "# a\n\n".repeat(n)),
        ("footnotes", format!("{}\n\n[^a]: b\n", "[^a]".repeat(n))),
        ("nested footnotes", "[^a]: ".repeat(n)),
        ("html", "<b><x>".repeat(n)),
        ("comments", "<!-- a".repeat(n)),
        ("backticks", backticks.join(" ")),
        (
            "table",
            format!(
                "{}\n{}\n{}",
                "|a".repeat(300),
                "|-".repeat(300),
                "|\n".repeat(n)
            ),
        ),
        ("definitions", "a\n: b\n".repeat(n)),
    ];
    for (name, source) in cases {
        let document = parse(format!("{source}\n\nbottom"));
        let reads = |block: &Block| block.plain_text().contains("bottom");
        assert!(document.blocks.iter().any(reads), "{name}");
        assert_sound(&document);
    }
}

/// What holds for every document, whatever it was read from.
fn assert_sound(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(document.source.get(block.range.clone()).is_some());
        assert!(block.containers.len() <= MAX_NESTING);
        if !matches!(block.containers.first(), Some(Container::Footnote { .. })) {
            assert!(block.range.start >= end, "{block:?} begins before {end}");
            end = block.range.start;
        }
        for inline in block.inlines() {
            let mut covered = 0;
            for span in &inline.spans {
                assert_eq!(span.range().start, covered, "{inline:?}");
                assert!(span.range().end > covered, "{inline:?}");
                assert!(inline.text.is_char_boundary(span.range().end));
                covered = span.range().end;
            }
            assert_eq!(covered, inline.text.len(), "{inline:?}");
        }
    }
}

/// Pieces that mean something in Markdown, in any order.
fn markdown() -> impl Strategy<Value = String> {
    let pieces = [
        "# ",
        "> ",
        "- ",
        "1. ",
        "\n",
        "\n\n",
        "    ",
        "```",
        "```quiz a\n",
        "| a | b |\n|--|--|\n",
        "*",
        "**",
        "_",
        "`",
        "~~",
        "==",
        "[",
        "](",
        ")",
        "[[",
        "]]",
        "|",
        "![",
        "[^a]",
        "[^a]: ",
        "<b>",
        "<!--",
        "-->",
        "<div>",
        "<br>",
        "\\",
        "&amp;",
        "https://a.b",
        "@",
        "é",
        "日本",
        " ",
        "- [ ] ",
        "> [!NOTE]\n",
        "> [!faq]- ",
        "$",
        "$$",
        "</div>",
        "<p align=center>",
        "</p>",
        "<ul><li>",
        "</ul>",
        "<table><tr><td>",
        "</table>",
        "<details><summary>",
        "</summary>",
        "</details>",
        "<h2>",
        "</h2>",
        "<pre>",
        "</pre>",
        "<a href=x id=y>",
        "<img src=a width=9>",
        "<script>",
        "![[n]]",
        "---\n",
        "a: b\n",
        ": ",
        "{#x}",
        "\t",
        "\r\n",
        "word",
        "  \n",
        "\0",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_a_sound_document(source in any::<String>()) {
        assert_sound(&parse(source));
    }

    #[test]
    fn any_markup_is_a_sound_document(source in markdown()) {
        assert_sound(&parse(source));
    }

    #[test]
    fn plain_words_appear_once_and_in_order(
        words in prop::collection::vec("[a-z]{1,8}", 0..60),
        gaps in prop::collection::vec(prop::sample::select(vec![" ", "\n", "\n\n", ", "]), 60),
    ) {
        let source: String = words.iter().zip(&gaps).flat_map(|(word, gap)| [word.as_str(), gap]).collect();
        let text: Vec<String> = parse(source).blocks.iter().map(Block::plain_text).collect();
        let text = text.join(" ");
        let read: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        prop_assert_eq!(read, words);
    }
}
