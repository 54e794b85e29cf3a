use super::*;
use crate::library::tests::{bundled, mine};
use crate::markdown::document::BlockKind;
use crate::markdown::parse;

fn sample() -> Library {
    Library::build(vec![
        bundled("09-s3/01-introduction.md", "# Amazon S3\n\n## What it is\n"),
        bundled(
            "09-s3/02-lifecycle.md",
            "---\ntitle: Lifecycle rules\n---\n[[s3/introduction]] [[#Costs]]\n\n## Costs\n\nA rule ^rule\n\n## Rules {#r}\n\n## 1. Setup\n",
        ),
        bundled(
            "10-cloudfront/01-introduction.md",
            "# CloudFront\n\n[x](../09-s3/02-lifecycle.md)\n",
        ),
        bundled(
            "10-cloudfront/index.md",
            "---\ntitle: CloudFront chapter\n---\n",
        ),
        mine(
            "My plan.md",
            "# Plan\n\n[[Lifecycle Rules]] and again [[s3/lifecycle#costs]]\n",
        ),
        mine("sub/plan b.md", ""),
    ])
}

/// Where the first link of `markdown` leads from the note `from`, in one line.
fn target(from: &str, markdown: &str) -> String {
    let document = parse(markdown);
    let link = document
        .blocks
        .iter()
        .find_map(|block| match &block.kind {
            BlockKind::Paragraph(text) => text.spans.iter().find_map(|span| span.link.clone()),
            _ => None,
        })
        .unwrap();
    let (library, from) = (sample(), NoteId::new(from));
    let target = resolve(&library, &from, &link);
    let is_broken = matches!(target, Target::Broken { .. });
    assert_eq!(
        leads_nowhere(&library, &from, &link),
        is_broken,
        "{markdown}"
    );
    match target {
        Target::Note { id, anchor: None } => format!("note {id}"),
        Target::Note {
            id,
            anchor: Some(anchor),
        } => format!("note {id} #{anchor}"),
        Target::Section(anchor) => format!("section {anchor}"),
        Target::Web(url) => format!("web {url}"),
        Target::Diagram { kind, query } => format!("diagram {kind} {query:?}"),
        Target::Footnote(label) => format!("footnote {label}"),
        Target::Tag(tag) => format!("tag {tag}"),
        Target::File(path) => format!("file {path}"),
        Target::Broken {
            message,
            nearest,
            note,
        } => {
            let meant = nearest.map(|nearest| nearest.title);
            let opens = note.map_or_else(String::new, |note| format!(", opens {note}"));
            format!("broken: {message} ({meant:?}){opens}")
        }
        Target::Refused { message } => format!("refused: {message}"),
    }
}

fn check(from: &str, cases: &[(&str, &str)]) {
    for (markdown, expected) in cases {
        assert_eq!(target(from, markdown), *expected, "{markdown} in {from}");
    }
}

#[test]
fn wikilinks_find_notes_by_id_title_and_file_name() {
    check(
        "s3/introduction",
        &[
            ("[[s3/lifecycle]]", "note s3/lifecycle"),
            ("[[S3/Lifecycle|rules]]", "note s3/lifecycle"),
            ("[[lifecycle rules]]", "note s3/lifecycle"),
            ("[[02-lifecycle]]", "note s3/lifecycle"),
            ("[[lifecycle.md]]", "note s3/lifecycle"),
            ("[[09-s3/02-lifecycle]]", "note s3/lifecycle"),
            ("[[s3/lifecycle#Costs]]", "note s3/lifecycle #costs"),
            ("[[s3/lifecycle#r]]", "note s3/lifecycle #r"),
            (
                "[[s3/lifecycle#Lifecycle#Costs]]",
                "note s3/lifecycle #costs",
            ),
            ("[[s3/lifecycle#^rule]]", "note s3/lifecycle #^rule"),
            ("[[#what it is]]", "section what-it-is"),
            ("[[my plan]]", "note my/my-plan"),
            ("[[cloudfront]]", "note cloudfront/index"),
        ],
    );
}

#[test]
fn name_of_several_notes_means_the_nearest() {
    check(
        "s3/lifecycle",
        &[("[[introduction]]", "note s3/introduction")],
    );
    check(
        "cloudfront/index",
        &[("[[introduction]]", "note cloudfront/introduction")],
    );
}

#[test]
fn paths_lead_to_notes_with_and_without_numbers() {
    check(
        "cloudfront/introduction",
        &[
            (
                "[a](../09-s3/02-lifecycle.md#costs)",
                "note s3/lifecycle #costs",
            ),
            ("[a](../s3/lifecycle.md)", "note s3/lifecycle"),
            ("[a](/09-s3/01-introduction.md)", "note s3/introduction"),
            ("[a](09-s3/01-introduction.md)", "note s3/introduction"),
            ("[a](.)", "note cloudfront/index"),
            (
                "[a](../09-s3/01-introduction.md#What%20it%20is)",
                "note s3/introduction #what-it-is",
            ),
            ("[a](s3/lifecycle)", "note s3/lifecycle"),
            ("[a](img/edge.png)", "file 10-cloudfront/img/edge.png"),
            ("see [a](../b.png)", "file b.png"),
        ],
    );
    check(
        "my/sub/plan-b",
        &[
            ("[a](../My%20plan.md)", "note my/my-plan"),
            ("[a](<plan b.md>)", "note my/sub/plan-b"),
        ],
    );
}

#[test]
fn only_web_and_mail_lead_out() {
    check(
        "s3/introduction",
        &[
            ("<https://a.b/c?d#e>", "web https://a.b/c?d#e"),
            ("me@a.org", "web mailto:me@a.org"),
            (
                "[a](diagram:s3-lifecycle?class=standard-ia&step=94)",
                "diagram s3-lifecycle [(\"class\", \"standard-ia\"), (\"step\", \"94\")]",
            ),
            (
                "[a](JavaScript:alert%281%29)",
                "refused: \"javascript:\" links are not opened; only web and mail addresses are",
            ),
            (
                "[a](file:///etc/passwd)",
                "refused: \"file:\" links are not opened; only web and mail addresses are",
            ),
            ("a[^1]\n\n[^1]: b", "footnote 1"),
        ],
    );
}

#[test]
fn broken_links_name_the_nearest() {
    check(
        "s3/introduction",
        &[
            (
                "[[s3/lifecicle]]",
                "broken: there is no note \"s3/lifecicle\" (Some(\"Lifecycle rules\"))",
            ),
            (
                "[a](#what-it-was)",
                "broken: there is no section \"what-it-was\" in \"Amazon S3\" (Some(\"What it is\")), opens s3/introduction",
            ),
            (
                "[a](../../up.md)",
                "broken: the link leads out of the notes: \"../../up.md\" (None)",
            ),
            (
                "[[s3/lifecycle#gone]]",
                "broken: there is no section \"gone\" in \"Lifecycle rules\" (None), opens s3/lifecycle",
            ),
            (
                "[[s3/lifecycle#Coasts]]",
                "broken: there is no section \"Coasts\" in \"Lifecycle rules\" (Some(\"Costs\")), opens s3/lifecycle",
            ),
            (
                "[[s3/lifecycle#1. Setups]]",
                "broken: there is no section \"1. Setups\" in \"Lifecycle rules\" (Some(\"1. Setup\")), opens s3/lifecycle",
            ),
            (
                "[[s3/lifecycle#^rules]]",
                "broken: there is no block \"^rules\" in \"Lifecycle rules\" (Some(\"^rule\")), opens s3/lifecycle",
            ),
            (
                "[[CloudFlont]]",
                "broken: there is no note \"CloudFlont\" (Some(\"CloudFront\"))",
            ),
        ],
    );
}

#[test]
fn nothing_is_near_that_is_not_called_nearly_so() {
    let library = Library::build(vec![
        bundled("code.md", "# Code\n\n## Broken ones\n"),
        bundled(
            "ring.md",
            "---\ntitle: The Ring Nebula\naliases: [Messier 57]\n---\n",
        ),
    ]);
    let near = |name: &str| index::nearest_note(&library, name).map(|nearest| nearest.title);
    assert_eq!(near("Comet"), None);
    assert_eq!(near("CODES"), Some("Code".to_owned()));
    assert_eq!(
        near("Objects/Mesier 57.md"),
        Some("The Ring Nebula".to_owned())
    );
    let section = |anchor: &str| {
        index::nearest_section(&library.notes()[0], anchor).map(|nearest| nearest.title)
    };
    assert_eq!(section("broken-one"), Some("Broken ones".to_owned()));
    assert_eq!(section("Volcanoes"), None);
}

#[test]
fn check_lists_broken_links_by_line() {
    let library = Library::build(vec![
        bundled(
            "a.md",
            "# A\n\none [[b]]\ntwo [[c]] [[storrage]]\n\n- [x](b.md#sed)\n\n```quiz\nq\n\n- [x] [[storag]]\n```\n",
        ),
        bundled("b.md", "# B\n\n## Set\n"),
        bundled("storage.md", ""),
    ]);
    let found: Vec<_> = check_lines(&library);
    assert_eq!(
        found,
        [
            ("a".to_owned(), 4, "there is no note \"c\"".to_owned()),
            (
                "a".to_owned(),
                4,
                "there is no note \"storrage\"; did you mean \"Storage\"?".to_owned()
            ),
            (
                "a".to_owned(),
                6,
                "there is no section \"sed\" in \"B\"; did you mean \"Set\"?".to_owned()
            ),
            (
                "a".to_owned(),
                11,
                "there is no note \"storag\"; did you mean \"Storage\"?".to_owned()
            ),
        ]
    );
}

fn check_lines(library: &Library) -> Vec<(String, usize, String)> {
    super::check(library)
        .into_iter()
        .map(|(note, issue)| (note.to_string(), issue.line, issue.message))
        .collect()
}

#[test]
fn notes_know_what_links_to_them() {
    let library = sample();
    library.follow_links();
    let linked = |id: &str| -> Vec<String> {
        let linked = library.linked_from(&NoteId::new(id));
        linked.iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        linked("s3/lifecycle"),
        ["cloudfront/introduction", "my/my-plan"]
    );
    assert_eq!(linked("s3/introduction"), ["s3/lifecycle"]);
    assert!(linked("my/my-plan").is_empty());
}
