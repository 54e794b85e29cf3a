use std::fs;

use tempfile::TempDir;

use super::files::Theme;
use super::*;
use crate::base::ids::{CardId, NoteId};
use crate::quiz::kind::Given;
use crate::quiz::memory::Rating;

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn paths(&self) -> Paths {
        Paths::at(self.0.path().join("data"))
    }

    fn open(&self, machine: &str) -> (Store, Opened) {
        open_at(self.paths(), machine)
    }
}

fn open_at(paths: Paths, machine: &str) -> (Store, Opened) {
    let seed = DeviceSeed {
        random: machine.len() as u64,
        machine: Some(machine.to_owned()),
    };
    Store::open(paths, &seed, at(0))
}

fn at(millis: i64) -> Moment {
    Moment::from_millis(millis)
}

fn read_note(note: &str) -> What {
    What::NoteRead {
        note: NoteId::new(note),
    }
}

#[test]
fn everything_is_there_again_after_a_restart() {
    let folder = Folder::new();
    let (mut store, opened) = folder.open("desk");
    assert!(opened.notices.is_empty(), "{:?}", opened.notices);
    let settings = Settings {
        theme: Theme::Night,
        ..Settings::default()
    };
    let session = Session {
        tree_hidden: true,
        ..Session::default()
    };
    store.save_settings(&settings).unwrap();
    store.save_session(&session).unwrap();
    let answer = What::Reviewed {
        card: CardId::new("s3/lifecycle#a"),
        rating: Rating::Again,
        given: Given::Picks(vec![]),
        took_ms: 1,
    };
    let first = store.append(answer, at(5)).unwrap();
    let second = store.append(read_note("s3/lifecycle"), at(6)).unwrap();
    drop(store);

    let (mut store, opened) = folder.open("desk");
    assert_eq!(opened.settings, settings);
    assert_eq!(opened.session, session);
    assert_eq!(opened.records, [first, second]);
    assert!(opened.notices.is_empty(), "{:?}", opened.notices);
    let third = store.append(read_note("a"), at(7)).unwrap();
    assert_eq!((third.seq, &third.device), (3, &opened.device));
}

#[test]
fn machines_that_share_the_folder_see_each_others_records() {
    let folder = Folder::new();
    let desk = folder.open("desk").0.append(read_note("a"), at(2)).unwrap();
    let laptop = folder
        .open("laptop")
        .0
        .append(read_note("b"), at(1))
        .unwrap();
    let (_, opened) = folder.open("desk");
    assert_eq!(opened.records, [laptop, desk]);
    assert_eq!(fs::read_dir(folder.paths().progress()).unwrap().count(), 2);
}

#[test]
fn second_instance_reads_and_does_not_write() {
    let folder = Folder::new();
    let (mut first, _) = folder.open("desk");
    first.append(read_note("a"), at(1)).unwrap();
    let (mut second, opened) = folder.open("desk");
    assert_eq!(opened.records.len(), 1);
    assert!(opened.read_only.unwrap().contains("another window"));
    let error = second.append(read_note("b"), at(2)).unwrap_err();
    assert!(error.to_string().starts_with("not saved: "), "{error}");
    second.save_settings(&Settings::default()).unwrap_err();
    second.save_session(&Session::default()).unwrap_err();
    assert!(!folder.paths().settings().exists());
}

#[test]
fn folder_that_cannot_be_written_lets_the_program_live() {
    let folder = Folder::new();
    let file = folder.0.path().join("file");
    fs::write(&file, "").unwrap();
    let (mut store, opened) = open_at(Paths::at(file.join("data")), "desk");
    assert!(opened.read_only.is_some());
    assert_eq!(opened.settings, Settings::default());
    assert!(matches!(
        store.append(read_note("a"), at(1)),
        Err(StoreError::ReadOnly { .. })
    ));
}

#[test]
fn torn_and_damaged_lines_are_told_once() {
    let folder = Folder::new();
    let (mut store, _) = folder.open("desk");
    for note in ["a", "b", "c"] {
        store.append(read_note(note), at(1)).unwrap();
    }
    let path = store.writer.path().to_owned();
    drop(store);
    let mut text = fs::read_to_string(&path).unwrap().replace("\"b\"", "\"x\"");
    text.truncate(text.len() - 4);
    fs::write(&path, text).unwrap();

    let (store, opened) = folder.open("desk");
    assert_eq!(opened.records.len(), 1);
    assert_eq!(opened.notices.len(), 2, "{:?}", opened.notices);
    assert!(opened.notices[0].starts_with("Line 3 of a journal"));
    assert!(opened.notices[1].starts_with("The last record"));
    assert_eq!(fs::read_dir(folder.paths().set_aside()).unwrap().count(), 2);
    drop(store);
    let (_, again) = folder.open("desk");
    assert!(again.notices.is_empty(), "{:?}", again.notices);
}

#[test]
fn journal_that_vanished_freezes_writing_until_the_person_decides() {
    let folder = Folder::new();
    let (mut store, _) = folder.open("desk");
    for millis in 0..20 {
        store.append(read_note("a"), at(millis)).unwrap();
    }
    store.save_session(&Session::default()).unwrap();
    drop(store);
    fs::rename(folder.paths().progress(), folder.0.path().join("elsewhere")).unwrap();

    let (mut store, opened) = folder.open("desk");
    assert!(opened.frozen.unwrap().contains("sync folder missing?"));
    assert!(matches!(
        store.append(read_note("b"), at(30)),
        Err(StoreError::Frozen { .. })
    ));
    assert!(!folder.paths().progress().exists());
    store.thaw();
    store.append(read_note("b"), at(30)).unwrap();
    drop(store);
    assert_eq!(folder.open("desk").1.frozen, None);
}

#[test]
fn numbers_go_on_after_those_of_a_conflict_copy() {
    let folder = Folder::new();
    let (mut store, _) = folder.open("desk");
    store.append(read_note("a"), at(1)).unwrap();
    let path = store.writer.path().to_owned();
    let before = fs::read(&path).unwrap();
    store.append(read_note("b"), at(2)).unwrap();
    drop(store);
    fs::rename(&path, path.with_extension("sync-conflict-1.journal")).unwrap();
    fs::write(&path, before).unwrap();
    let (mut store, opened) = folder.open("desk");
    assert_eq!(opened.records.len(), 2);
    assert_eq!(store.append(read_note("c"), at(3)).unwrap().seq, 3);
}

#[test]
fn journal_of_a_newer_program_is_read_and_not_written() {
    let folder = Folder::new();
    let (mut store, _) = folder.open("desk");
    store.append(read_note("a"), at(1)).unwrap();
    let path = store.writer.path().to_owned();
    drop(store);
    let text = fs::read_to_string(&path)
        .unwrap()
        .replace("version:1", "version:2");
    fs::write(&path, &text).unwrap();
    let (mut store, opened) = folder.open("desk");
    assert_eq!(opened.records.len(), 1);
    store.append(read_note("b"), at(2)).unwrap_err();
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}
