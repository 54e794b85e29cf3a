use proptest::prelude::*;

use super::*;

/// A text of `count` sections at `level`, each about `size` bytes.
fn sectioned(level: usize, count: usize, size: usize) -> String {
    let (hashes, words) = ("#".repeat(level), "word ".repeat(size / 5));
    let sections: Vec<_> = (1..=count)
        .map(|number| format!("{hashes} Section {number}\n\n{words}\n\n"))
        .collect();
    sections.concat()
}

fn names(split: &Split) -> Vec<&str> {
    split
        .parts
        .iter()
        .map(|part| part.file_name.as_str())
        .collect()
}

fn text_of(original: &str, file_name: &str) -> String {
    let split = cut(original, "long.md").unwrap();
    let part = split.parts.iter().find(|part| part.file_name == file_name);
    part.unwrap_or_else(|| panic!("{:?}", names(&split)))
        .text(original)
}

#[test]
fn short_text_stays_whole() {
    assert_eq!(propose(&sectioned(2, 10, 100), "a.md"), None);
    assert!(propose(&sectioned(2, 10, 4_000), "a.md").is_some());
}

#[test]
fn text_without_enough_sections_stays_whole() {
    for text in [
        sectioned(2, 2, 20_000),
        "word ".repeat(10_000),
        sectioned(1, 300, 100),
    ] {
        assert_eq!(propose(&text, "a.md"), None);
    }
}

#[test]
fn level_with_parts_of_good_size_is_chosen() {
    let chapter = |number| {
        format!(
            "# Chapter {number}\n\nOpening.\n\n{}",
            sectioned(2, 4, 4_000)
        )
    };
    let text: String = (1..=3).map(chapter).collect();
    let split = propose(&text, "a.md").unwrap();
    assert_eq!(split.parts.len(), 15);
    assert_eq!(split.parts[0].title, "Chapter 1");
    assert_eq!(split.parts[1].title, "Section 1");
}

#[test]
fn chapter_heading_without_words_stays_with_its_first_section() {
    let text = "# A\n\n## One\n\nx\n\n## Two\n\ny\n\n# B\n\n## Three\n\nz\n";
    let split = cut(text, "a.md").unwrap();
    assert_eq!(names(&split), ["01-one.md", "02-two.md", "03-three.md"]);
    assert!(
        split.parts[2]
            .text(text)
            .ends_with("# B\n\n## Three\n\nz\n")
    );
}

#[test]
fn text_before_the_first_heading_becomes_the_introduction() {
    let text = format!("Hello.\n\n{}", sectioned(2, 3, 50));
    let split = cut(&text, "a.md").unwrap();
    assert_eq!(names(&split)[0], "01-introduction.md");
    assert_eq!(
        split.parts[0].text(&text),
        "---\ntitle: Introduction\n---\nHello.\n\n"
    );
}

#[test]
fn own_front_matter_stays_the_only_one() {
    let text = format!(
        "---\ntitle: \"My book\"\nid: book\n---\n\n{}",
        sectioned(2, 3, 50)
    );
    let split = cut(&text, "a.md").unwrap();
    assert_eq!(names(&split)[..2], ["01-my-book.md", "02-section-2.md"]);
    assert_eq!(split.parts[0].text(&text).matches("---").count(), 2);
    assert!(
        split.parts[1]
            .text(&text)
            .starts_with("---\ntitle: Section 2\n---\n## Section 2")
    );
}

#[test]
fn fences_and_deeper_headings_are_not_cut() {
    let body = "word ".repeat(250);
    let inner = format!("```sh\n## not a heading\n```\n\n{body}\n\n### deeper\n\n{body}\n\n");
    let text = ["A", "B", "C"]
        .map(|title| format!("## {title}\n\n{inner}{inner}"))
        .concat();
    let split = cut(&text, "a.md").unwrap();
    assert_eq!(names(&split), ["01-a.md", "02-b.md", "03-c.md"]);
}

#[test]
fn file_names_are_short_and_plain() {
    for (title, expected) in [
        ("EC2 + ENI", "ec2-eni"),
        ("Größe & Maß?", "größe-maß"),
        ("!?", "part"),
        (&"long ".repeat(40), &"long-".repeat(12)[..59]),
    ] {
        assert_eq!(file_slug(title), expected);
    }
}

#[test]
fn titles_with_signs_are_quoted() {
    for (title, expected) in [
        ("Plain words", "Plain words"),
        ("S3: an overview", "\"S3: an overview\""),
        ("5 things", "\"5 things\""),
        ("Say \"hi\"", "\"Say \\\"hi\\\"\""),
        ("C# in Lambda", "\"C# in Lambda\""),
    ] {
        assert_eq!(yaml(title), expected);
    }
}

#[test]
fn anchors_lead_to_the_part_they_are_in_now() {
    let text = "## A\n\n[b](#b) [a](#a) [again](long.md#same-1) [[#C here|c]] [gone](#nowhere)\n\n\
                ### Same\n\nx\n\n## B\n\n### Same\n\ny\n\n## C here\n\nz\n";
    let first = text_of(text, "01-a.md");
    assert!(
        first.contains(
            "[b](02-b.md#b) [a](#a) [again](02-b.md#same) [[03-c-here#c-here|c]] [gone](#nowhere)"
        ),
        "{first}"
    );
}

#[test]
fn relative_links_and_pictures_go_one_folder_up() {
    let text = "## A\n\n![p](img/p.png \"t\") [n](../other.md#x) [w](https://a.b/c) [[note]]\n\n\
                <img src=\"q.png\">\n\n## B\n\ny\n\n## C\n\nz\n";
    let first = text_of(text, "01-a.md");
    for expected in [
        "![p](../img/p.png \"t\")",
        "[n](../../other.md#x)",
        "[w](https://a.b/c) [[note]]",
        "<img src=\"../q.png\">",
    ] {
        assert!(first.contains(expected), "{expected}: {first}");
    }
}

#[test]
fn definitions_come_along_to_every_part_that_uses_them() {
    let text = "## A\n\n[x][d] and[^n]\n\n## B\n\n[x][d] twice [d]\n\n## C\n\nz\n\n\
                [d]: other.md\n[^n]: See [b](#b).\n";
    assert!(text_of(text, "01-a.md").ends_with("\n[d]: ../other.md\n[^n]: See [b](02-b.md#b).\n"));
    let second = text_of(text, "02-b.md");
    assert!(second.ends_with("\n[d]: ../other.md\n"), "{second}");
    assert_eq!(second.matches("[d]: ").count(), 1);
    let last = text_of(text, "03-c.md");
    assert_eq!(last.matches("[d]: ").count(), 1, "{last}");
}

fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![
        (1..5_usize, "[a-cé ]{0,8}")
            .prop_map(|(level, text)| format!("{} {text}", "#".repeat(level))),
        "[a-z *_>`-]{0,30}",
        Just(String::new()),
        Just("```".to_owned()),
        Just("===".to_owned()),
        Just("---".to_owned()),
        Just("- item".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn parts_one_after_another_are_the_original(
        lines in prop::collection::vec(any_line(), 0..60),
        line_break in prop_oneof![Just("\n"), Just("\r\n")],
    ) {
        let original = lines.join(line_break);
        if let Some(split) = cut(&original, "a.md") {
            let joined: String = split
                .parts
                .iter()
                .map(|part| {
                    let text = part.text(&original);
                    text.strip_prefix(&part.front_matter).unwrap().to_owned()
                })
                .collect();
            prop_assert_eq!(joined, original);
        }
    }

    #[test]
    fn cutting_never_breaks_on_any_text(text in "\\PC{0,200}") {
        let text = format!("# a\n{text}\n# b\n[x](#a)\n# c\n{text}");
        if let Some(split) = cut(&text, "a.md") {
            let covered: String = split.parts.iter().map(|part| &text[part.range.clone()]).collect();
            prop_assert_eq!(covered, text);
        }
    }
}
