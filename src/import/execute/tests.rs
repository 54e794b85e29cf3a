use std::collections::BTreeMap;

use tempfile::TempDir;

use super::*;
use crate::base::time::Moment;
use crate::import::batch::{self, UndoError};
use crate::import::plan::{self, ExistingNotes};
use crate::import::{Cancelled, source};

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn with(files: &[(&str, &str)]) -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for (path, text) in files {
            desk.write(path, text);
        }
        desk
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn places(&self) -> ImportPlaces {
        ImportPlaces {
            library: self.path("library"),
            backups: self.path("backups"),
        }
    }

    fn plan(&self, input: &str) -> Plan {
        let existing = ExistingNotes::scan(&self.path("library"), &mut |_| Ok(())).unwrap();
        let now = Moment::from_millis(0);
        plan::plan(&[self.path(input)], &existing, now, &mut |_| Ok(())).unwrap()
    }

    fn import(&self, input: &str) -> Report {
        let plan = self.plan(input);
        let selection = Selection::suggested(&plan);
        execute(&plan, &selection, &self.places(), &mut |_| Ok(()))
    }

    fn undo(&self, batch: &str) -> Result<batch::UndoReport, UndoError> {
        batch::undo(batch, &self.places(), &mut |_| Ok(()))
    }

    /// Everything below `folder`, hidden files too.
    fn files(&self, folder: &str) -> BTreeMap<String, String> {
        walkdir::WalkDir::new(self.path(folder))
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let relative = entry.path().strip_prefix(self.path(folder)).unwrap();
                let text = fs::read_to_string(entry.path()).unwrap();
                (source::slashed(relative), text)
            })
            .collect()
    }

    fn library(&self) -> BTreeMap<String, String> {
        self.files("library")
    }
}

fn files(expected: &[(&str, &str)]) -> BTreeMap<String, String> {
    expected
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

const BEFORE: [(&str, &str); 2] = [("in/old.md", "old"), ("mine.md", "mine")];

fn desk() -> Desk {
    let desk = Desk::with(&[("in/old.md", "newer"), ("in/deep/new.md", "new")]);
    for (path, text) in BEFORE {
        desk.write(&format!("library/{path}"), text);
    }
    desk
}

#[test]
fn chosen_files_are_copied_and_the_rest_is_left_alone() {
    let desk = desk();
    let report = desk.import("in");
    assert_eq!(report.ending, Ending::Done);
    let written: Vec<_> = report
        .imported
        .iter()
        .map(|file| (file.target.as_str(), file.replaced))
        .collect();
    assert_eq!(written, [("in/deep/new.md", false), ("in/old.md", true)]);
    assert_eq!(
        desk.library(),
        files(&[
            ("in/deep/new.md", "new"),
            ("in/old.md", "newer"),
            ("mine.md", "mine")
        ])
    );
    assert_eq!(
        desk.files("in"),
        files(&[("deep/new.md", "new"), ("old.md", "newer")])
    );
}

#[test]
fn undo_brings_the_former_state_back() {
    let desk = desk();
    let undo = desk.import("in").undo.unwrap();
    assert_eq!((undo.name.as_str(), undo.files), ("in", 2));
    let report = desk.undo(&undo.batch).unwrap();
    assert_eq!(report.removed, ["in/deep/new.md"]);
    assert_eq!(report.restored, ["in/old.md"]);
    assert_eq!(desk.library(), files(&BEFORE));
    assert!(!desk.path("library/in/deep").exists());
    assert!(desk.files("backups").is_empty());
    assert!(matches!(
        desk.undo(&undo.batch),
        Err(UndoError::Unknown { .. })
    ));
}

#[test]
fn undo_keeps_what_was_edited_since() {
    let desk = desk();
    let undo = desk.import("in").undo.unwrap();
    desk.write("library/in/deep/new.md", "my own words");
    let report = desk.undo(&undo.batch).unwrap();
    assert_eq!(report.restored, ["in/old.md"]);
    assert_eq!(report.kept.len(), 1);
    assert_eq!(report.kept[0].target, "in/deep/new.md");
    assert_eq!(report.kept[0].reason, "it was edited since");
    assert_eq!(desk.library()["in/deep/new.md"], "my own words");
}

#[test]
fn undo_of_a_name_that_leads_elsewhere_is_refused() {
    let desk = desk();
    for batch in ["../library", "", "a/b"] {
        assert!(matches!(desk.undo(batch), Err(UndoError::Unknown { .. })));
    }
}

#[test]
fn second_import_of_the_same_changes_nothing() {
    let desk = desk();
    desk.import("in");
    let report = desk.import("in");
    assert_eq!((report.ending, report.undo), (Ending::Done, None));
    assert!(report.imported.is_empty());
}

#[test]
fn imports_of_one_second_are_undone_one_by_one() {
    let desk = desk();
    let first = desk.import("in").undo.unwrap();
    desk.write("in/old.md", "newest");
    let second = desk.import("in").undo.unwrap();
    assert_ne!(first.batch, second.batch);
    desk.undo(&second.batch).unwrap();
    assert_eq!(desk.library()["in/old.md"], "newer");
    desk.undo(&first.batch).unwrap();
    assert_eq!(desk.library(), files(&BEFORE));
}

#[test]
fn file_that_vanished_is_skipped_and_the_others_go_on() {
    let desk = desk();
    let plan = desk.plan("in");
    fs::remove_file(desk.path("in/old.md")).unwrap();
    let selection = Selection::suggested(&plan);
    let report = execute(&plan, &selection, &desk.places(), &mut |_| Ok(()));
    assert_eq!(report.ending, Ending::Done);
    assert_eq!(report.imported.len(), 1);
    assert_eq!(report.skipped.len(), 1);
    assert_eq!(report.skipped[0].reason, "it is not there");
}

#[test]
fn cancel_at_any_step_leaves_no_trace() {
    for stop_at in 0..2 {
        let desk = desk();
        let plan = desk.plan("in");
        let selection = Selection::suggested(&plan);
        let mut stop = |step: Step<'_>| {
            if step.done == stop_at {
                return Err(Cancelled);
            }
            Ok(())
        };
        let report = execute(&plan, &selection, &desk.places(), &mut stop);
        assert_eq!(report.ending, Ending::Cancelled);
        assert_eq!((report.imported.len(), report.undo), (0, None));
        assert_eq!(desk.library(), files(&BEFORE));
        assert!(!desk.path("backups").exists());
    }
}

#[test]
fn disk_that_refuses_in_the_middle_takes_everything_back() {
    let desk = desk();
    let plan = desk.plan("in");
    // A file stands where a folder must be made, for the second of the two.
    desk.write("library/in/deep", "in the way");
    let mut plan_reversed = plan.clone();
    plan_reversed.items.reverse();
    let selection = Selection::suggested(&plan_reversed);
    let report = execute(&plan_reversed, &selection, &desk.places(), &mut |_| Ok(()));
    let Ending::Failed(sentence) = report.ending else {
        panic!("{:?}", report.ending);
    };
    assert!(
        sentence.starts_with("Nothing was imported, because "),
        "{sentence}"
    );
    let mut expected = files(&BEFORE);
    expected.insert("in/deep".to_owned(), "in the way".to_owned());
    assert_eq!(desk.library(), expected);
    assert!(desk.files("backups").is_empty());
}

#[test]
fn killed_import_is_taken_back_at_the_next_start() {
    for moved in 0..3 {
        let desk = desk();
        let places = desk.places();
        let change = |target: &str, text: &str, replaces| Change {
            target: target.to_owned(),
            hash: ContentHash::of(text.as_bytes()),
            replaces,
        };
        let changes = vec![
            change("in/old.md", "newer", true),
            change("in/deep/new.md", "new", false),
        ];
        drop(Batch::begin("killed", &places, changes).unwrap());
        desk.write("library/.importing-killed/in/deep/new.md", "new");
        if moved > 0 {
            desk.write("backups/import-killed/files/in/old.md", "old");
            fs::remove_file(desk.path("library/in/old.md")).unwrap();
        }
        if moved > 1 {
            desk.write("library/in/old.md", "newer");
            desk.write("library/in/deep/new.md", "new");
        }
        let notices = batch::recover(&places);
        assert_eq!(notices.len(), 1, "{notices:?}");
        assert_eq!(desk.library(), files(&BEFORE), "after {moved} moves");
        assert!(desk.files("backups").is_empty());
        assert!(batch::recover(&places).is_empty());
    }
}

#[test]
fn old_encoding_is_written_as_utf_8() {
    let desk = Desk::with(&[]);
    fs::write(desk.path("a.txt"), b"Viele Gr\xfc\xdfe aus M\xfcnchen").unwrap();
    let report = desk.import("a.txt");
    assert_eq!(report.imported[0].converted_from, Some("Windows-1252"));
    assert_eq!(desk.library()["a.txt"], "Viele Grüße aus München");
}

#[test]
fn long_note_becomes_a_folder_and_its_pictures_still_show() {
    let words = "word ".repeat(700);
    let text = [1, 2, 3, 4, 5, 6, 7, 8]
        .map(|number| format!("## Part {number}\n\n![](img/p.png)\n\n{words}\n\n"))
        .concat();
    let desk = Desk::with(&[("in/book.md", &text), ("in/img/p.png", "png")]);
    let report = desk.import("in");
    assert_eq!(report.ending, Ending::Done);
    let library = desk.library();
    assert_eq!(library.len(), 9);
    let third = &library["in/book/03-part-3.md"];
    assert!(third.starts_with("---\ntitle: Part 3\n---\n## Part 3\n\n![](../img/p.png)\n"));
    assert!(library.contains_key("in/img/p.png"));
    assert_eq!(
        desk.import("in").undo,
        None,
        "nothing changes the second time"
    );
}
