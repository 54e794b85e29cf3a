//! One import as a unit: what it changed, and how that is taken back.
//!
//! Before the library is touched, `backups/import-<batch>/` holds a list of what will change; what
//! is replaced moves there. Until the import is whole the list is called `unfinished`, so that a
//! run that was killed is taken back at the next start. A file that was edited since is never
//! deleted. Written by [`super::execute`]; the list is plain lines of text.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::convert::{self, ContentHash};
use super::output;
use super::{Cancelled, Step, Watch};
use crate::base::io_reason::io_reason;

const FIRST_LINE: &str = "nephoscope import 1";
const FINISHED: &str = "list";
const UNFINISHED: &str = "unfinished";

/// Imports begin so in the backups folder, and their staging folders so in the library.
const BACKUP_PREFIX: &str = "import-";
pub(super) const STAGING_PREFIX: &str = ".importing-";

/// Where imports go, and where what they replace is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportPlaces {
    /// The folder of the person's notes.
    pub library: PathBuf,
    /// The folder of backups, best on the same disk.
    pub backups: PathBuf,
}

/// What an undo did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UndoReport {
    /// Places of imported files that are gone again.
    pub removed: Vec<String>,
    /// Places whose former text is back.
    pub restored: Vec<String>,
    /// Files that stayed as they are.
    pub kept: Vec<Kept>,
}

/// A file that an undo left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its place below the library.
    pub target: String,
    /// A clause: "it was edited since".
    pub reason: String,
}

/// Why an undo could not begin.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    /// Nothing is known of it: undone already, or its backup is gone.
    #[error("there is nothing to undo any more for the import {batch:?}")]
    Unknown {
        /// The import.
        batch: String,
    },
    /// The list cannot be read.
    #[error("the import cannot be undone: {reason}: {path:?}")]
    Unreadable {
        /// Why.
        reason: String,
        /// The list.
        path: PathBuf,
    },
    /// The person asked to stop before anything was done.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// A change of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) target: String,
    pub(super) hash: ContentHash,
    /// Whether something stood there before.
    pub(super) replaces: bool,
}

/// The import on disk.
#[derive(Debug)]
pub(super) struct Batch<'a> {
    library: &'a Path,
    folder: PathBuf,
    changes: Vec<Change>,
    /// Folders of the library that were not there before, outer ones first.
    folders: Vec<String>,
}

/// Takes an import back. The former state returns, except for files that were edited since.
pub fn undo(
    batch: &str,
    places: &ImportPlaces,
    watch: &mut Watch<'_>,
) -> Result<UndoReport, UndoError> {
    let unknown = || UndoError::Unknown {
        batch: batch.to_owned(),
    };
    if output::normalized(batch).as_deref() != Some(batch) || batch.contains('/') {
        return Err(unknown());
    }
    watch(Step {
        done: 0,
        total: 0,
        label: batch,
    })?;
    let folder = places.backups.join(format!("{BACKUP_PREFIX}{batch}"));
    let path = folder.join(FINISHED);
    match Batch::read(&places.library, folder, FINISHED) {
        Ok(batch) => Ok(batch.take_back()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(unknown()),
        Err(error) => Err(UndoError::Unreadable {
            reason: io_reason(&error),
            path,
        }),
    }
}

/// Takes back what a killed run left half done; one sentence for each import. Call it at start,
/// while no import runs.
pub fn recover(places: &ImportPlaces) -> Vec<String> {
    for staging in entries(&places.library, STAGING_PREFIX) {
        let _ = fs::remove_dir_all(staging); // hidden, so harmless if it stays
    }
    entries(&places.backups, BACKUP_PREFIX)
        .into_iter()
        .filter(|folder| folder.join(UNFINISHED).exists())
        .map(
            |folder| match Batch::read(&places.library, folder.clone(), UNFINISHED) {
                Ok(batch) => {
                    batch.take_back();
                    "An import had not come to its end when the program stopped. It was taken \
                     back; your files are as they were before it"
                        .to_owned()
                }
                Err(error) => format!(
                    "An import had not come to its end when the program stopped, and could not \
                     be taken back: {}. What it replaced is kept: {}",
                    io_reason(&error),
                    folder.display()
                ),
            },
        )
        .collect()
}

impl<'a> Batch<'a> {
    /// Chooses a name that is free and writes the list, not yet finished.
    pub(super) fn begin(
        name: &str,
        places: &'a ImportPlaces,
        changes: Vec<Change>,
    ) -> io::Result<(Self, String)> {
        fs::create_dir_all(&places.backups)?;
        let mut free = name.to_owned();
        let mut number = 2;
        let folder = loop {
            let folder = places.backups.join(format!("{BACKUP_PREFIX}{free}"));
            match fs::create_dir(&folder) {
                Ok(()) => break folder,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    free = format!("{name}-{number}");
                    number += 1;
                }
                Err(error) => return Err(error),
            }
        };
        let batch = Self {
            folders: new_folders(&places.library, &changes),
            library: &places.library,
            folder,
            changes,
        };
        let mut file = File::create_new(batch.folder.join(UNFINISHED))?;
        file.write_all(batch.list().as_bytes())?;
        file.sync_all()?;
        Ok((batch, free))
    }

    /// Moves the staged files to their places, what stood there to the backup.
    pub(super) fn commit(&self, staging: &Path) -> io::Result<()> {
        for change in &self.changes {
            let place = self.library.join(&change.target);
            if let Some(folder) = place.parent() {
                fs::create_dir_all(folder)?;
            }
            if change.replaces {
                move_file(&place, &self.former(change))?;
            }
            move_file(&staging.join(&change.target), &place)?;
        }
        fs::rename(self.folder.join(UNFINISHED), self.folder.join(FINISHED))
    }

    /// Brings the former state back, whatever of the import was done.
    pub(super) fn take_back(&self) -> UndoReport {
        let mut report = UndoReport::default();
        for change in self.changes.iter().rev() {
            if let Err(reason) = self.take_back_one(change, &mut report) {
                let target = change.target.clone();
                report.kept.push(Kept { target, reason });
            }
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(self.library.join(folder)); // stays if something is in it
        }
        if report.kept.is_empty() {
            let _ = fs::remove_dir_all(&self.folder); // nothing is left to take back
        }
        report
    }

    fn take_back_one(&self, change: &Change, report: &mut UndoReport) -> Result<(), String> {
        let place = self.library.join(&change.target);
        let former = self.former(change);
        if change.replaces && !former.exists() {
            return Ok(()); // it was not replaced yet, or is back already
        }
        let is_there = place.exists();
        if is_there && ContentHash::of(&convert::read_bytes(&place)?) != change.hash {
            return Err("it was edited since".to_owned());
        }
        if change.replaces {
            move_file(&former, &place).map_err(|error| io_reason(&error))?;
            report.restored.push(change.target.clone());
        } else if is_there {
            fs::remove_file(&place).map_err(|error| io_reason(&error))?;
            report.removed.push(change.target.clone());
        }
        Ok(())
    }

    fn former(&self, change: &Change) -> PathBuf {
        self.folder.join("files").join(&change.target)
    }

    fn list(&self) -> String {
        let folders = self
            .folders
            .iter()
            .map(|folder| format!("folder {folder}\n"));
        let changes = self.changes.iter().map(|change| {
            let kind = if change.replaces { "change" } else { "add" };
            format!("{kind} {:016x} {}\n", change.hash.0, change.target)
        });
        std::iter::once(format!("{FIRST_LINE}\n"))
            .chain(folders)
            .chain(changes)
            .collect()
    }

    fn read(library: &'a Path, folder: PathBuf, list: &str) -> io::Result<Self> {
        let text = fs::read_to_string(folder.join(list))?;
        let mut batch = Self {
            library,
            folder,
            changes: Vec::new(),
            folders: Vec::new(),
        };
        let mut lines = text.lines();
        let understood =
            lines.next() == Some(FIRST_LINE) && lines.all(|line| batch.read_line(line).is_some());
        if !understood {
            return Err(io::Error::other("its list of changes is damaged"));
        }
        Ok(batch)
    }

    fn read_line(&mut self, line: &str) -> Option<()> {
        let (kind, rest) = line.split_once(' ')?;
        let place = |target: &str| output::normalized(target).filter(|place| place == target);
        if kind == "folder" {
            self.folders.push(place(rest)?);
            return Some(());
        }
        let (hash, target) = rest.split_once(' ')?;
        self.changes.push(Change {
            target: place(target)?,
            hash: ContentHash(u64::from_str_radix(hash, 16).ok()?),
            replaces: match kind {
                "add" => false,
                "change" => true,
                _ => return None,
            },
        });
        Some(())
    }
}

/// Renames, or copies and deletes where the two places are on different disks.
fn move_file(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            fs::copy(from, to)?;
            fs::remove_file(from)
        }
        other => other,
    }
}

fn new_folders(library: &Path, changes: &[Change]) -> Vec<String> {
    let mut folders: Vec<String> = changes
        .iter()
        .flat_map(|change| output::parents_of(&change.target))
        .filter(|folder| !folder.is_empty() && !library.join(folder).exists())
        .map(str::to_owned)
        .collect();
    folders.sort_unstable();
    folders.dedup();
    folders
}

fn entries(folder: &Path, prefix: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with(prefix))
        })
        .collect();
    found.sort();
    found
}
