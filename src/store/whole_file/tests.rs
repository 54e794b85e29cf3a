use std::fs;
use std::path::Path;

use serde::Deserialize;
use tempfile::TempDir;

use super::*;
use crate::store::files::{Settings, Theme};

fn now() -> Moment {
    Moment::from_millis(0)
}

/// A format in its third version: `colour` became `color`, then `size` was doubled.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Grown {
    color: String,
    size: u32,
}

impl Format for Grown {
    const NAME: &'static str = "grown things";
    const VERSION: u32 = 3;

    fn upgrade(mut fields: Fields, from: u32) -> Fields {
        if from == 1
            && let Some(value) = fields.take("colour")
        {
            fields.set("color", &value);
        }
        if from == 2 {
            let size: u32 = fields.get("size").and_then(|v| v.parse().ok()).unwrap_or(0);
            fields.set("size", &(size * 2).to_string());
        }
        fields
    }
}

struct Disk {
    folder: TempDir,
}

impl Disk {
    fn with(text: &str) -> Self {
        let disk = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        atomic::replace(&disk.file(), text, Former::Drop).unwrap();
        disk
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("settings.ron")
    }

    fn load<T: Format>(&self) -> (WholeFile<T>, Loaded<T>) {
        WholeFile::load(self.file(), &Paths::at(self.folder.path()), now(), true)
    }

    fn text(&self) -> String {
        fs::read_to_string(self.file()).unwrap()
    }
}

fn night() -> Settings {
    Settings {
        theme: Theme::Night,
        ..Settings::default()
    }
}

fn text_at(path: Option<&Path>) -> String {
    fs::read_to_string(path.unwrap()).unwrap()
}

#[test]
fn saved_settings_are_read_back() {
    let disk = Disk::with("(version: 1)");
    let (file, _) = disk.load::<Settings>();
    file.save(&night()).unwrap();
    let (_, loaded) = disk.load::<Settings>();
    assert_eq!((loaded.value, loaded.state), (night(), LoadState::Good));
    assert!(
        disk.text()
            .starts_with("(\n    version: 1,\n    theme: Night,\n")
    );
}

#[test]
fn first_start_has_no_file_and_no_notice() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    let (file, loaded) = WholeFile::<Settings>::load(path, &Paths::at(folder.path()), now(), true);
    assert_eq!(loaded.state, LoadState::Fresh);
    assert!(loaded.notices.is_empty());
    file.save(&loaded.value).unwrap();
}

#[test]
fn unknown_fields_survive_a_save() {
    let disk = Disk::with("(version: 1, theme: Day, voice: Some(\"low\"), plugins: {1: (2, 3)})");
    let (file, loaded) = disk.load::<Settings>();
    assert_eq!(loaded.value.theme, Theme::Day);
    file.save(&night()).unwrap();
    assert!(disk.text().contains("voice: Some(\"low\")"));
    assert!(disk.text().contains("plugins: {1: (2, 3)}"));
    assert_eq!(disk.load::<Settings>().1.value, night());
}

#[test]
fn older_version_is_upgraded_step_by_step_and_kept() {
    let text = "(version: 1, colour: \"sky\", size: 4)";
    let disk = Disk::with(text);
    let (file, loaded) = disk.load::<Grown>();
    let LoadState::Upgraded { from: 1, backup } = loaded.state else {
        panic!("{:?}", loaded.state);
    };
    assert_eq!((loaded.value.color.as_str(), loaded.value.size), ("sky", 8));
    assert_eq!(text_at(backup.as_deref()), text);
    assert_eq!(disk.text(), text, "only a save writes");
    file.save(&loaded.value).unwrap();
    assert!(!disk.text().contains("colour"));
    let (_, again) = disk.load::<Grown>();
    assert_eq!((again.value, again.state), (loaded.value, LoadState::Good));
}

#[test]
fn newer_version_is_read_and_never_written() {
    let text = "(version: 7, theme: Night, hologram: true)";
    let disk = Disk::with(text);
    let (file, loaded) = disk.load::<Settings>();
    assert_eq!(loaded.state, LoadState::ReadOnlyNewer { version: 7 });
    assert_eq!(loaded.value.theme, Theme::Night);
    assert!(loaded.notices[0].contains("newer Nephoscope"));
    assert!(matches!(
        file.save(&night()),
        Err(SaveError::Newer { version: 7, .. })
    ));
    assert_eq!(disk.text(), text);
}

#[test]
fn file_that_a_newer_program_replaced_meanwhile_is_not_overwritten() {
    let disk = Disk::with("(version: 1)");
    let (file, _) = disk.load::<Settings>();
    atomic::replace(&disk.file(), "(version: 2)", Former::Drop).unwrap();
    file.save(&night()).unwrap_err();
    assert_eq!(disk.text(), "(version: 2)");
}

#[test]
fn damaged_file_is_set_aside_and_the_last_good_version_used() {
    for damage in [
        "",
        "(version: 1, theme: Nig",
        "\0\0\0\0",
        "(version: 1, theme: 5)",
    ] {
        let disk = Disk::with("(version: 1)");
        let (file, _) = disk.load::<Settings>();
        file.save(&night()).unwrap();
        file.save(&Settings::default()).unwrap();
        atomic::replace(&disk.file(), damage, Former::Drop).unwrap();
        let (file, loaded) = disk.load::<Settings>();
        let LoadState::FromLastGood { set_aside } = loaded.state else {
            panic!("{damage:?}: {:?}", loaded.state);
        };
        assert_eq!(loaded.value, night(), "{damage:?}");
        assert_eq!(text_at(set_aside.as_deref()), damage);
        file.save(&loaded.value).unwrap();
        assert_eq!(disk.load::<Settings>().1.state, LoadState::Good);
    }
}

#[test]
fn damaged_file_without_a_last_good_version_is_kept_too() {
    let disk = Disk::with("(version: 1, theme");
    let (_, loaded) = disk.load::<Settings>();
    let LoadState::Defaults { set_aside } = loaded.state else {
        panic!("{:?}", loaded.state);
    };
    assert_eq!(text_at(set_aside.as_deref()), "(version: 1, theme");
    assert_eq!(loaded.notices.len(), 1);
}

#[test]
fn damaged_file_that_cannot_be_moved_is_not_overwritten() {
    let disk = Disk::with("(broken");
    let paths = Paths::at(disk.file()); // its set-aside folder would lie inside a file
    let (file, loaded) = WholeFile::<Settings>::load(disk.file(), &paths, now(), true);
    assert_eq!(loaded.state, LoadState::Defaults { set_aside: None });
    assert!(matches!(
        file.save(&night()),
        Err(SaveError::Unreadable { .. })
    ));
    assert_eq!(disk.text(), "(broken");
}

#[test]
fn unreachable_file_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    fs::create_dir(&path).unwrap(); // reading it fails, also for an administrator
    let (file, loaded) = WholeFile::<Settings>::load(path, &Paths::at(folder.path()), now(), true);
    assert_eq!(loaded.state, LoadState::Defaults { set_aside: None });
    file.save(&night()).unwrap_err();
}

#[test]
fn missing_file_comes_back_from_the_last_good_version() {
    let disk = Disk::with("(version: 1)");
    let (file, _) = disk.load::<Settings>();
    file.save(&night()).unwrap();
    file.save(&night()).unwrap();
    fs::remove_file(disk.file()).unwrap();
    let (_, loaded) = disk.load::<Settings>();
    assert_eq!(loaded.value, night());
    assert_eq!(loaded.state, LoadState::FromLastGood { set_aside: None });
}

#[test]
fn second_instance_moves_nothing() {
    let disk = Disk::with("(broken");
    let paths = Paths::at(disk.folder.path());
    let (_, loaded) = WholeFile::<Settings>::load(disk.file(), &paths, now(), false);
    assert_eq!(loaded.state, LoadState::Defaults { set_aside: None });
    assert_eq!(disk.text(), "(broken");
    assert!(!paths.set_aside().exists());
}
