use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;

use super::tree::{RowKind, rows};
use super::*;

pub(super) fn bundled(path: &str, text: &str) -> NoteSource {
    NoteSource {
        path: path.to_owned(),
        text: text.into(),
        origin: Origin::Bundled,
        root: None,
    }
}

pub(super) fn mine(path: &str, text: &str) -> NoteSource {
    NoteSource {
        path: path.to_owned(),
        text: text.into(),
        origin: Origin::Mine,
        root: Some(Path::new("/data").into()),
    }
}

fn sample() -> Library {
    Library::build(vec![
        mine("Trips/Japan.md", "text"),
        mine("todo.md", "# To do\n"),
        bundled(
            "10-sqs/01-introduction.md",
            "---\ntitle: SQS in short\nid: sqs/intro\n---\n",
        ),
        bundled("09-s3/10-events.md", ""),
        bundled(
            "09-s3/02-storage-classes.md",
            "---\nsummary: Which class.\n---\n## Classes\n",
        ),
        bundled("09-s3/index.md", "---\ntitle: Amazon S3\n---\n"),
        bundled("19-lambda-edge/deep/er/a.md", ""),
    ])
}

fn ids(library: &Library) -> Vec<&str> {
    library
        .notes()
        .iter()
        .map(|note| note.id().as_str())
        .collect()
}

/// Rows as lines: two spaces a level, topics with count and fold.
fn shown(library: &Library, folded: &[&str], filter: &str) -> String {
    let folded: BTreeSet<TopicId> = folded.iter().map(TopicId::new).collect();
    let lines: Vec<String> = rows(library, &folded, filter)
        .into_iter()
        .map(|row| {
            let indent = "  ".repeat(row.depth);
            match row.kind {
                RowKind::Topic {
                    title,
                    count,
                    folded,
                    page,
                    ..
                } => {
                    let sign = if folded { '▸' } else { '▾' };
                    let page = if page.is_some() { " +" } else { "" };
                    format!("{indent}{sign} {title} {count}{page}")
                }
                RowKind::Note { title, .. } => format!("{indent}{title}"),
            }
        })
        .collect();
    lines.join("\n")
}

#[test]
fn title_is_the_heading_above_all_others_or_the_file_name() {
    let check = |text: &str, expected: &str| {
        let library = Library::build(vec![bundled("my-file.md", text)]);
        assert_eq!(&**library.notes()[0].title(), expected, "{text}");
    };
    check("# A *b*\n\n## C", "A b");
    check("![](logo.png)\n\nwords\n\n# A", "A");
    check("## A\n\nwords\n\n### B", "A");
    check("# A ![badge](b.svg)", "A");
    for text in [
        "words\n\n## A",
        "# A\n\n# B",
        "## A\n\n## B",
        "### A\n\n## B",
        "words",
    ] {
        check(text, "My file");
    }
}

#[test]
fn notes_get_ids_and_titles_in_tree_order() {
    let library = sample();
    assert_eq!(
        ids(&library),
        [
            "s3/index",
            "s3/storage-classes",
            "s3/events",
            "sqs/intro",
            "lambda-edge/deep/er/a",
            "my/todo",
            "my/trips/japan",
        ]
    );
    let note = library.note(&NoteId::new("s3/storage-classes")).unwrap();
    assert_eq!(
        (&**note.title(), note.summary()),
        ("Classes", "Which class.")
    );
    assert_eq!(note.topic().as_str(), "09-s3");
    assert_eq!(note.file(), None);
    let japan = library.note(&NoteId::new("my/trips/japan")).unwrap();
    assert_eq!(&**japan.title(), "Japan");
    assert_eq!(
        japan.file().unwrap(),
        Path::new("/data").join("Trips").join("Japan.md")
    );
    let above: Vec<_> = library
        .topics_above(japan)
        .iter()
        .map(|t| &*t.title)
        .collect();
    assert_eq!(above, ["My notes", "Trips"]);
}

#[test]
fn neighbors_follow_the_tree() {
    let library = sample();
    let id = NoteId::new("sqs/intro");
    let name = |note: Option<&Note>| note.map(|note| note.id().to_string());
    assert_eq!(name(library.note_before(&id)).as_deref(), Some("s3/events"));
    assert_eq!(
        name(library.note_after(&id)).as_deref(),
        Some("lambda-edge/deep/er/a")
    );
    assert_eq!(name(library.note_before(&NoteId::new("s3/index"))), None);
}

#[test]
fn tree_shows_topics_with_their_notes() {
    assert_eq!(
        shown(&sample(), &[], ""),
        "▾ Amazon S3 2 +\n  Classes\n  Events\n▾ SQS 1\n  SQS in short\n▾ Lambda@Edge 1\n  \
         ▾ Deep 1\n    ▾ Er 1\n      A\n▾ My notes 2\n  To do\n  ▾ Trips 1\n    Japan"
    );
}

#[test]
fn folded_topic_hides_what_is_in_it() {
    assert_eq!(
        shown(&sample(), &["09-s3", "19-lambda-edge/deep", "my"], ""),
        "▸ Amazon S3 2 +\n▾ SQS 1\n  SQS in short\n▾ Lambda@Edge 1\n  ▸ Deep 1\n▸ My notes 2"
    );
}

#[test]
fn filter_shows_matches_with_the_topics_around_them() {
    let library = sample();
    let check = |filter: &str, expected: &str| {
        assert_eq!(
            shown(&library, &["my", "09-s3"], filter),
            expected,
            "{filter}"
        );
    };
    check("JAPAN ", "▾ My notes 2\n  ▾ Trips 1\n    Japan");
    check("s3", "▾ Amazon S3 2 +\n  Classes\n  Events");
    check("cla", "▾ Amazon S3 2 +\n  Classes");
    check("nothing", "");
}

#[test]
fn second_note_of_an_id_gets_a_suffix_and_an_issue() {
    let library = Library::build(vec![
        bundled("1-a/1-x.md", "---\nid: same\n---\n"),
        bundled("1-a/2-y.md", "---\ntitle: y\nid: Same\n---\n"),
        bundled("1-a/3-z.md", "---\nid: same#|\n---\n"),
    ]);
    assert_eq!(ids(&library), ["same", "Same-2", "same-3"]);
    let issues: Vec<_> = library
        .issues()
        .map(|(note, issue)| (note.as_str(), issue.line, issue.message.as_str()))
        .collect();
    assert_eq!(
        issues,
        [
            (
                "Same-2",
                3,
                "another note has the id \"Same\"; \"Same-2\" is used"
            ),
            (
                "same-3",
                2,
                "\"same#|\" cannot be an id as it stands; \"same\" is used"
            ),
            (
                "same-3",
                2,
                "another note has the id \"same\"; \"same-3\" is used"
            ),
        ]
    );
}

#[test]
fn own_notes_never_take_the_place_of_bundled_ones() {
    let library = Library::build(vec![
        bundled("s3/a.md", "---\nid: s3/a\n---\n"),
        mine("a.md", "---\nid: s3/a\n---\n"),
        mine("b.md", "---\nid: my/b\n---\n"),
    ]);
    assert_eq!(ids(&library), ["s3/a", "my/s3/a", "my/b"]);
}

#[test]
fn import_parses_only_what_is_new() {
    let before = sample();
    let after =
        before.with_notes_replaced(vec![mine("todo.md", "# Done\n"), mine("new.md", "# New\n")]);
    let parsed =
        |library: &Library, id: &str| library.note(&NoteId::new(id)).unwrap().parsed().clone();
    let shared = |id| Arc::ptr_eq(&parsed(&before, id), &parsed(&after, id));
    assert!(shared("s3/events") && shared("my/trips/japan"));
    assert!(!shared("my/todo"));
    assert_eq!(after.notes().len(), before.notes().len() + 1);
    let gone = after.without_notes(|note| note.origin() == Origin::Mine);
    assert_eq!(gone.notes().len(), 5);
    assert!(gone.topic(&TopicId::new(MY_NOTES)).is_none());
}

#[test]
fn note_that_cannot_be_parsed_as_meant_keeps_its_issues() {
    let library = Library::build(vec![bundled("a.md", "---\ntitle: t\nquiz: perhaps\n---\n")]);
    let lines: Vec<usize> = library.issues().map(|(_, issue)| issue.line).collect();
    assert_eq!(lines, [3]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_note_stands_in_the_tree_once(
        paths in prop::collection::btree_set("([a-c1-2]{1,2}/){0,3}[a-c1-2]{1,2}\\.md", 0..20),
    ) {
        let sources: Vec<_> = paths.iter().map(|path| bundled(path, "")).collect();
        let library = Library::build(sources);
        prop_assert_eq!(library.notes().len(), paths.len());
        let rows = rows(&library, &BTreeSet::new(), "");
        let mut depth = 0;
        let mut listed = Vec::new();
        for row in &rows {
            prop_assert!(row.depth <= depth + 1);
            depth = row.depth;
            if let RowKind::Note { id, .. } = &row.kind {
                listed.push(id.clone());
            }
        }
        let ids: Vec<NoteId> = library.notes().iter().map(|note| note.id().clone()).collect();
        prop_assert_eq!(listed, ids);
        let topics: BTreeSet<_> = library.topics().iter().map(|topic| topic.id.clone()).collect();
        prop_assert_eq!(topics.len(), library.topics().len());
    }
}
