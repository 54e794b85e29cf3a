use super::*;

fn check(text: &str, expected: &[&str]) {
    let anatomy = Anatomy::of(text);
    let found: Vec<_> = anatomy
        .references
        .iter()
        .map(|reference| reference.destination.as_str())
        .collect();
    assert_eq!(found, expected, "{text:?}");
    for reference in &anatomy.references {
        if let Some(range) = &reference.range {
            assert_eq!(&text[range.clone()], reference.destination, "{text:?}");
        }
    }
}

#[test]
fn destinations_are_found_where_they_stand() {
    check("[a.md](a.md) ![b](<b c.png> \"t\")", &["a.md", "b c.png"]);
    check("[![pic](p.png)](to.md)", &["p.png", "to.md"]);
    check("[[note#part|words]]", &["note#part"]);
    check(
        "<img width=1 src=\"i/p.png\"> <a href='x.md'>",
        &["i/p.png", "x.md"],
    );
    check("[x][r]\n\n[r]: r.md \"t\"", &["r.md", "r.md"]);
    check("```\n[a](a.md)\n```\n`[b](b.md)`", &[]);
}

#[test]
fn front_matter_stands_at_the_start_only() {
    for (text, expected) in [
        ("---\ntitle: é\n---\n# A\n", Some(0..18)),
        ("---\r\na: 1\r\n---\r\n# A\n", Some(0..16)),
        ("---\n# A\n---\n", None),
        ("---\n\ntext\n", None),
        ("x\n\n---\n# A\nb: c\n\n---\n", None),
    ] {
        let anatomy = Anatomy::of(text);
        assert_eq!(anatomy.front_matter, expected, "{text:?}");
        let headings = anatomy.headings;
        assert_eq!(
            headings.len(),
            usize::from(text.contains("# A")),
            "{text:?}"
        );
        assert!(
            headings
                .iter()
                .all(|heading| text[heading.start..].starts_with("# A"))
        );
    }
}

#[test]
fn headings_in_code_lists_and_quotes_do_not_count() {
    let text =
        "# One\n\n```\n# no\n```\n> # no\n\n- # no\n\nTwo *and*\n===\n  ### `Three` {#own}\n";
    let headings: Vec<_> = Anatomy::of(text)
        .headings
        .into_iter()
        .map(|heading| (heading.level, heading.text, heading.anchor))
        .collect();
    let expected = [
        (1, "One", "one"),
        (1, "Two and", "two-and"),
        (3, "Three", "own"),
    ]
    .map(|(level, text, anchor)| (level, text.to_owned(), anchor.to_owned()));
    assert_eq!(headings, expected);
}

#[test]
fn uses_lead_to_their_definitions() {
    let text = "A [Label] and a note[^n].\n\n[^n]: Why.\n\n[label]: x.md\n";
    let uses: Vec<_> = Anatomy::of(text)
        .uses
        .into_iter()
        .map(|(_, range)| text[range].trim_end().to_owned())
        .collect();
    assert_eq!(uses, ["[label]: x.md", "[^n]: Why."]);
}

#[test]
fn relative_paths_are_told_from_addresses() {
    for (destination, expected) in [
        ("a.md", true),
        ("../p/a b.png", true),
        ("./a:b.md", true),
        ("#here", false),
        ("/abs", false),
        ("https://x", false),
        ("mailto:a@b", false),
        ("C:/x", false),
        ("", false),
    ] {
        let reference = Reference {
            destination: destination.to_owned(),
            range: None,
            picture: false,
            wiki: false,
        };
        assert_eq!(reference.is_relative(), expected, "{destination}");
    }
}

#[test]
fn repeated_anchors_are_numbered() {
    assert_eq!(
        unique_anchors(["a", "b", "a", "a"]),
        ["a", "b", "a-1", "a-2"]
    );
}
