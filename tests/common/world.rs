//! The outside world of one test: folders that go with it, notes, and a clock set by hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use nephoscope::app::settings::SystemLook;
use nephoscope::base::time::Clock;
use nephoscope::shell::env::{AppEnv, Launch, NotesFrom, SystemLooks};
use nephoscope::store::device::DeviceSeed;
use nephoscope::store::paths::Paths;
use nephoscope::tasks::worker::TaskMode;

use super::notes::SMALL_LIBRARY;
use super::program::Program;

/// Monday, 2026-11-23, 17:00 UTC.
pub(crate) const BEGINNING_MILLIS: i64 = 1_795_453_200_000;

/// Folders and a clock. What it made on disk goes when it is dropped.
pub(crate) struct World {
    folder: tempfile::TempDir,
    notes: NotesFrom,
    millis: Arc<AtomicI64>,
    system_look: Arc<Mutex<SystemLook>>,
}

impl World {
    /// With the notes of [`SMALL_LIBRARY`].
    pub(crate) fn small() -> Self {
        Self::with_notes(SMALL_LIBRARY)
    }

    /// With these notes: path below the notes' folder, and text.
    pub(crate) fn with_notes(notes: &[(&str, &str)]) -> Self {
        let mut world = Self::bundled();
        let folder = world.folder.path().join("notes");
        fs::create_dir_all(&folder).unwrap();
        for (path, text) in notes {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        world.notes = NotesFrom::Folder(folder);
        world
    }

    /// With one note, `note:a`, whatever it says.
    pub(crate) fn with_text(text: &str) -> Self {
        Self::with_notes(&[("a.md", text)])
    }

    /// With a copy of the notes in `tests/vault`, which show all that a note can hold.
    pub(crate) fn vault() -> Self {
        let mut world = Self::bundled();
        let folder = world.notes_folder();
        fs::create_dir_all(&folder).unwrap();
        copy_folder(Path::new("tests/vault"), &folder);
        world.notes = NotesFrom::Folder(folder);
        world
    }

    /// With the notes that are compiled into the program.
    pub(crate) fn bundled() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            notes: NotesFrom::Bundled,
            millis: Arc::new(AtomicI64::new(BEGINNING_MILLIS)),
            system_look: Arc::default(),
        }
    }

    /// Where the notes lie.
    pub(crate) fn notes_folder(&self) -> PathBuf {
        self.folder.path().join("notes")
    }

    /// The places of the data folder.
    pub(crate) fn paths(&self) -> Paths {
        Paths::at(self.folder.path().join("data"))
    }

    /// Bytes that are kept on disk of all notes.
    pub(crate) fn kept_bytes(&self) -> u64 {
        let entries = fs::read_dir(self.paths().cache()).unwrap();
        let files = entries.map(Result::unwrap).filter(|entry| {
            let name = entry.file_name();
            name.to_string_lossy().starts_with("notes-")
        });
        files.map(|file| file.metadata().unwrap().len()).sum()
    }

    /// Writes a file that is not the program's, and says where it is.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join("outside").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Writes a file into the data folder before the program opens it.
    pub(crate) fn data_file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.paths().root().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// Has the system ask for another look.
    pub(crate) fn system_asks_for(&self, look: SystemLook) {
        *self.system_look.lock().unwrap() = look;
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, time: Duration) {
        let millis = i64::try_from(time.as_millis()).unwrap();
        self.millis.fetch_add(millis, Ordering::Relaxed);
    }

    /// What the program is given.
    pub(crate) fn env(&self) -> AppEnv {
        AppEnv {
            clock: Clock::ByHand(Arc::clone(&self.millis)),
            paths: self.paths(),
            device: DeviceSeed {
                random: 7,
                machine: Some("desk".to_owned()),
            },
            tasks: TaskMode::Inline,
            notes: self.notes.clone(),
            system_look: SystemLooks::ByHand(Arc::clone(&self.system_look)),
            interactive: false,
        }
    }

    /// The program without screens, as it is after its start.
    pub(crate) fn start(&self) -> Program {
        Program::start(self.env(), Launch::default())
    }

    /// The program as it would be found if the power had gone this moment: from a copy of the
    /// data folder.
    pub(crate) fn start_from_copy(&self) -> (Program, tempfile::TempDir) {
        let copy = tempfile::tempdir().unwrap();
        copy_folder(self.paths().root(), copy.path());
        let env = AppEnv {
            paths: Paths::at(copy.path()),
            ..self.env()
        };
        (Program::start(env, Launch::default()), copy)
    }
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
