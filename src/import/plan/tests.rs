use std::fs;

use tempfile::TempDir;

use super::*;

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn with(files: &[(&str, &str)]) -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for (path, text) in files {
            let path = desk.path(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        desk
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn plan(&self, inputs: &[&str]) -> Plan {
        let inputs: Vec<PathBuf> = inputs.iter().map(|input| self.path(input)).collect();
        let existing = ExistingNotes::scan(&self.path("library"), &mut |_| Ok(())).unwrap();
        plan(&inputs, &existing, Moment::from_millis(0), &mut |_| Ok(())).unwrap()
    }
}

fn verdicts(plan: &Plan) -> Vec<(&str, &str)> {
    let word = |verdict: &Verdict| match verdict {
        Verdict::New => "new",
        Verdict::Changed => "changed",
        Verdict::Identical => "identical",
        Verdict::Clash { .. } => "clash",
        Verdict::Unsupported { .. } => "unsupported",
    };
    plan.items
        .iter()
        .map(|item| (item.target.as_str(), word(&item.verdict)))
        .collect()
}

fn reason<'a>(plan: &'a Plan, target: &str) -> &'a str {
    let item = plan
        .items
        .iter()
        .find(|item| item.target == target)
        .unwrap();
    match &item.verdict {
        Verdict::Unsupported { reason } => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_given_twice_is_imported_once() {
    let desk = Desk::with(&[("a.md", "a"), ("travel/japan.md", "j")]);
    let plan = desk.plan(&[
        "a.md",
        "./a.md",
        "travel",
        "travel/japan.md",
        "travel/",
        "none.md",
    ]);
    let expected = [
        ("a.md", "new"),
        ("travel/japan.md", "new"),
        ("none.md", "unsupported"),
    ];
    assert_eq!(verdicts(&plan), expected);
    assert_eq!(desk.plan(&["a.md", "travel/../a.md"]).name, "a.md");
}

#[test]
fn note_that_comes_with_its_folder_stays_in_it_whatever_is_given_first() {
    let desk = Desk::with(&[("travel/japan.md", "j"), ("travel/.drafts/x.md", "x")]);
    let plan = desk.plan(&["travel/japan.md", "travel/.drafts/x.md", "travel"]);
    let expected = [("x.md", "new"), ("travel/japan.md", "new")];
    assert_eq!(verdicts(&plan), expected);
}

#[test]
fn folder_is_compared_with_the_library() {
    let desk = Desk::with(&[
        ("travel/japan.md", "new text"),
        ("travel/same.md", "same"),
        ("travel/fresh.txt", "x"),
        ("library/travel/japan.md", "old text"),
        ("library/travel/same.md", "same"),
    ]);
    let plan = desk.plan(&["travel"]);
    assert_eq!(
        verdicts(&plan),
        [
            ("travel/fresh.txt", "new"),
            ("travel/japan.md", "changed"),
            ("travel/same.md", "identical"),
        ]
    );
    assert_eq!(
        (plan.name.as_str(), plan.batch.as_str()),
        ("travel", "19700101-000000")
    );
    let taken: Vec<_> = Selection::suggested(&plan)
        .choices
        .iter()
        .map(|choice| choice.take)
        .collect();
    assert_eq!(taken, [true, true, false]);
}

#[test]
fn planning_writes_nothing() {
    let desk = Desk::with(&[("a/x.md", "x")]);
    desk.plan(&["a"]);
    assert!(!desk.path("library").exists());
}

#[test]
fn clash_gets_a_name_of_its_own() {
    let desk = Desk::with(&[
        ("a/notes.md", "one"),
        ("b/notes.md", "two"),
        ("c/NOTES.md", "three"),
        ("d/folder.md", "four"),
        ("library/folder.md/x.md", ""),
    ]);
    let plan = desk.plan(&["a/notes.md", "b/notes.md", "c/NOTES.md", "d/folder.md"]);
    assert_eq!(
        verdicts(&plan),
        [
            ("notes.md", "new"),
            ("notes-2.md", "clash"),
            ("NOTES-3.md", "clash"),
            ("folder-2.md", "clash"),
        ]
    );
    assert_eq!(
        plan.items[2].verdict,
        Verdict::Clash {
            with: "notes.md".to_owned()
        }
    );
}

#[test]
fn two_folders_of_one_name_stay_apart() {
    let desk = Desk::with(&[("a/notes/x.md", "1"), ("b/notes/x.md", "2")]);
    let plan = desk.plan(&["a/notes", "b/notes"]);
    assert_eq!(
        verdicts(&plan),
        [("notes/x.md", "new"), ("notes-2/x.md", "new")]
    );
    assert_eq!(plan.name, "2 items");
}

#[test]
fn what_cannot_be_read_is_named_with_the_reason() {
    let desk = Desk::with(&[
        ("in/a.md", "ok"),
        ("in/b.md", "\0\x01"),
        ("in/c.pdf", "%PDF"),
        ("in/.git/config.md", ""),
        ("library/old.md", ""),
    ]);
    let big = desk.path("in/d.md");
    fs::File::create(&big).unwrap().set_len(200 << 20).unwrap();
    let plan = desk.plan(&["in", "gone.md", "library"]);
    assert_eq!(
        reason(&plan, "in/b.md"),
        "it is not text (it contains zero bytes)"
    );
    assert_eq!(
        reason(&plan, "in/c.pdf"),
        "it is a .pdf file; notes are .md, .markdown or .txt files"
    );
    assert_eq!(
        reason(&plan, "in/d.md"),
        "it is 200 MB; files up to 100 MB are read"
    );
    assert_eq!(reason(&plan, "gone.md"), "it is not there");
    assert_eq!(
        reason(&plan, "library/old.md"),
        "it is in the library already"
    );
    assert_eq!(plan.notices, ["1 hidden file in in passed over"]);
    assert_eq!(Selection::suggested(&plan).taken(), 1);
}

#[test]
fn note_given_alone_brings_its_pictures() {
    let desk = Desk::with(&[
        (
            "in/deep/a.md",
            "![](img/p%201.png) ![](../out.png) <img src=\"q.svg\"> ![](https://x/y.png)",
        ),
        ("in/deep/img/p 1.png", "png"),
        ("in/deep/q.svg", "svg"),
        ("in/deep/other.png", "not shown"),
        ("in/out.png", "outside"),
    ]);
    let plan = desk.plan(&["in/deep/a.md"]);
    assert_eq!(
        verdicts(&plan),
        [("a.md", "new"), ("img/p 1.png", "new"), ("q.svg", "new")]
    );
    assert_eq!(
        plan.items[0].note.as_deref(),
        Some("1 picture it shows not found beside or below it")
    );
}

#[test]
fn pictures_of_a_folder_come_with_its_notes() {
    let desk = Desk::with(&[
        ("in/notes/a.md", "![](../shared/p.png)"),
        ("in/notes/img/beside.png", ""),
        ("in/shared/p.png", ""),
        ("in/shared/stray.png", ""),
    ]);
    let plan = desk.plan(&["in"]);
    assert_eq!(
        verdicts(&plan),
        [
            ("in/notes/a.md", "new"),
            ("in/notes/img/beside.png", "new"),
            ("in/shared/p.png", "new"),
            ("in/shared/stray.png", "unsupported"),
        ]
    );
    assert_eq!(plan.items[0].note, None);
}

#[test]
fn old_encoding_is_named() {
    let desk = Desk::with(&[]);
    fs::write(desk.path("a.txt"), b"Viele Gr\xfc\xdfe aus M\xfcnchen").unwrap();
    let plan = desk.plan(&["a.txt"]);
    assert_eq!(plan.items[0].encoding, Some("Windows-1252"));
}

fn long_note() -> String {
    let words = "word ".repeat(700);
    [1, 2, 3, 4, 5, 6, 7, 8]
        .map(|number| format!("## Part {number}\n\n{words}\n\n"))
        .concat()
}

#[test]
fn long_note_is_offered_as_a_folder() {
    let desk = Desk::with(&[("book.md", &long_note())]);
    let plan = desk.plan(&["book.md"]);
    let offer = plan.items[0].split.as_ref().unwrap();
    assert_eq!((offer.folder.as_str(), offer.titles.len()), ("book", 8));
    assert_eq!(offer.verdict, Verdict::New);
    let expected = Choice {
        take: true,
        split: true,
    };
    assert_eq!(Selection::suggested(&plan).choices, [expected]);
}

#[test]
fn long_note_that_is_in_the_library_whole_stays_whole() {
    let desk = Desk::with(&[("book.md", &long_note()), ("library/book.md", "older")]);
    let plan = desk.plan(&["book.md"]);
    assert_eq!(plan.items[0].verdict, Verdict::Changed);
    assert!(!Selection::suggested(&plan).choices[0].split);
}

#[test]
fn planning_stops_when_asked() {
    let desk = Desk::with(&[("a.md", "")]);
    let result = plan(
        &[desk.path("a.md")],
        &ExistingNotes::default(),
        Moment::from_millis(0),
        &mut |_| Err(Cancelled),
    );
    assert_eq!(result, Err(Cancelled));
}
