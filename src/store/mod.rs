//! Everything the program keeps: settings, session, and the journal of what the learner did.
//!
//! The facade [`Store`] is what the shell talks to; the modules below each know one file or one
//! rule. Knows no windows and none of the program's own types. The person's notes are not
//! handled here: `import` puts them into `library/`, `tasks` reads them.

pub mod atomic;
pub mod bundled;
pub mod device;
mod fields;
pub mod files;
pub mod guard;
pub mod journal;
pub mod lock;
pub mod note_cache;
pub mod paths;
pub mod set_aside;
pub mod whole_file;

use std::path::PathBuf;

use crate::base::ids::DeviceId;
use crate::base::io_reason::io_reason;
use crate::base::time::Moment;
use device::DeviceSeed;
use files::{Session, Settings};
use journal::read::{self, Found};
use journal::write::Writer;
use journal::{Record, What};
use lock::Lock;
use paths::Paths;
use whole_file::{SaveError, WholeFile};

/// The open data folder. While it lives, other instances only read.
#[derive(Debug)]
pub struct Store {
    paths: Paths,
    _lock: Lock,
    settings: WholeFile<Settings>,
    session: WholeFile<Session>,
    writer: Writer,
    records: usize,
    /// The number of records that the guard was told last.
    remembered: Option<usize>,
    read_only: Option<String>,
    frozen: Option<String>,
}

/// What was found when the data folder was opened.
#[derive(Debug)]
pub struct Opened {
    /// What the person chose.
    pub settings: Settings,
    /// Where the person was.
    pub session: Session,
    /// All records of all devices, in the order of the union.
    pub records: Vec<Record>,
    /// This installation.
    pub device: DeviceId,
    /// Sentences for the person; empty when all is as it should be.
    pub notices: Vec<String>,
    /// Why nothing is saved in this run, if so.
    pub read_only: Option<String>,
    /// Why writing waits for the person's word, if so; see [`Store::thaw`].
    pub frozen: Option<String>,
}

/// Why something was not saved. What was on disk before is as it was.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another instance is open, or the folder cannot be written.
    #[error("not saved: {reason}")]
    ReadOnly {
        /// A sentence.
        reason: String,
    },
    /// Far fewer records were found than last time.
    #[error("not saved: {reason}")]
    Frozen {
        /// A sentence.
        reason: String,
    },
    /// The journal could not be written.
    #[error("this was not saved: {reason}; set that right and do it again: {path:?}")]
    Journal {
        /// Why.
        reason: String,
        /// The journal.
        path: PathBuf,
    },
    /// A whole file could not be written.
    #[error(transparent)]
    File(#[from] SaveError),
}

impl Store {
    /// Opens the data folder, making it if it is missing. Never fails: what cannot be read or
    /// written is told in [`Opened`], and the program lives on with what there is.
    pub fn open(paths: Paths, seed: &DeviceSeed, now: Moment) -> (Self, Opened) {
        let lock = Lock::acquire(&paths);
        let writable = lock.read_only().is_none();
        let mut notices: Vec<String> = lock.read_only().map(str::to_owned).into_iter().collect();
        let (settings_file, settings) = WholeFile::load(paths.settings(), &paths, now, writable);
        let (session_file, session) = WholeFile::load(paths.session(), &paths, now, writable);
        notices.extend(settings.notices);
        notices.extend(session.notices);

        let found = read_journals(&paths, &mut notices);
        let device = identify(&paths, seed, writable, &mut notices);
        tell_damage(&found, &paths, writable, &mut notices);
        let read_only = lock
            .read_only()
            .map(str::to_owned)
            .or_else(|| newer_own_journal(&found, &device));
        let records = read::union(
            found
                .into_iter()
                .filter_map(|found| Some(found.journal.ok()?.records)),
        );
        let writer = Writer::new(
            &paths.progress(),
            paths.set_aside(),
            device.clone(),
            next_seq(&records, &device),
        );
        if read_only.is_none() {
            repair(&writer, &mut notices);
        }
        let frozen = guard::last_count(&paths).and_then(|last| guard::alarm(last, records.len()));

        let mut store = Self {
            settings: settings_file,
            session: session_file,
            writer,
            records: records.len(),
            remembered: None,
            read_only,
            frozen,
            _lock: lock,
            paths,
        };
        store.remember_count();
        let opened = Opened {
            settings: settings.value,
            session: session.value,
            records,
            device,
            notices,
            read_only: store.read_only.clone(),
            frozen: store.frozen.clone(),
        };
        (store, opened)
    }

    /// The places on disk.
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// Writes one record to this device's journal; when this returns it is on disk.
    pub fn append(&mut self, what: What, at: Moment) -> Result<Record, StoreError> {
        self.check_writable()?;
        let record = self.writer.append(what, at);
        let record = record.map_err(|error| self.not_written(&error))?;
        self.records += 1;
        Ok(record)
    }

    /// Writes many records at once: all of them are on disk when this returns, or none.
    pub fn append_all(&mut self, all: Vec<What>, at: Moment) -> Result<(), StoreError> {
        self.check_writable()?;
        let records = self.writer.append_all(all, at);
        let records = records.map_err(|error| self.not_written(&error))?;
        self.records += records.len();
        Ok(())
    }

    fn not_written(&self, error: &std::io::Error) -> StoreError {
        StoreError::Journal {
            reason: io_reason(error),
            path: self.writer.path().to_owned(),
        }
    }

    /// Replaces the settings on disk.
    pub fn save_settings(&self, settings: &Settings) -> Result<(), StoreError> {
        self.check_writable()?;
        Ok(self.settings.save(settings)?)
    }

    /// Replaces the session on disk.
    pub fn save_session(&mut self, session: &Session) -> Result<(), StoreError> {
        self.check_writable()?;
        self.session.save(session)?;
        self.remember_count();
        Ok(())
    }

    /// The person said to go on with the records there are.
    pub fn thaw(&mut self) {
        self.frozen = None;
        self.remember_count();
    }

    fn check_writable(&self) -> Result<(), StoreError> {
        match (self.read_only.clone(), self.frozen.clone()) {
            (Some(reason), _) => Err(StoreError::ReadOnly { reason }),
            (None, Some(reason)) => Err(StoreError::Frozen { reason }),
            (None, None) => Ok(()),
        }
    }

    fn remember_count(&mut self) {
        let is_new = self.remembered != Some(self.records);
        // Only the guard's memory: it costs nothing if this once fails.
        if is_new
            && self.check_writable().is_ok()
            && guard::remember(&self.paths, self.records).is_ok()
        {
            self.remembered = Some(self.records);
        }
    }
}

fn identify(
    paths: &Paths,
    seed: &DeviceSeed,
    writable: bool,
    notices: &mut Vec<String>,
) -> DeviceId {
    device::identify(paths, seed, writable).unwrap_or_else(|error| {
        notices.push(format!(
            "This installation's name could not be saved: {}. It gets a new one next time. {}",
            io_reason(&error),
            paths.devices().display()
        ));
        device::unsaved(seed)
    })
}

fn read_journals(paths: &Paths, notices: &mut Vec<String>) -> Vec<Found> {
    read::all(&paths.progress()).unwrap_or_else(|error| {
        notices.push(format!(
            "Your progress could not be read: {}. It is left as it is. {}",
            io_reason(&error),
            paths.progress().display()
        ));
        Vec::new()
    })
}

/// Names what could not be read, and keeps a copy of each damaged line, once.
fn tell_damage(found: &[Found], paths: &Paths, writable: bool, notices: &mut Vec<String>) {
    for Found { path, journal } in found {
        let journal = match journal {
            Ok(journal) => journal,
            Err(error) => {
                notices.push(format!(
                    "A journal of your progress could not be read: {}. It is left as it is. {}",
                    io_reason(error),
                    path.display()
                ));
                continue;
            }
        };
        if is_newer(journal) {
            notices.push(format!(
                "A newer Nephoscope wrote a journal; what this one does not know in it is kept \
                 and not counted. {}",
                path.display()
            ));
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        for damaged in &journal.damaged {
            let told_before = writable
                && set_aside::keep_line(&damaged.bytes, &name, &paths.set_aside())
                    .is_ok_and(|kept| kept.is_none());
            if !told_before {
                notices.push(format!(
                    "Line {} of a journal of your progress is damaged. That one record is not \
                     counted; all others are. {}",
                    damaged.line,
                    path.display()
                ));
            }
        }
    }
}

fn is_newer(journal: &read::Journal) -> bool {
    journal
        .header
        .as_ref()
        .is_some_and(|header| header.version > journal::line::VERSION)
}

/// Why this program may not append to the journal of its own device, if a newer one began it.
fn newer_own_journal(found: &[Found], device: &DeviceId) -> Option<String> {
    found
        .iter()
        .filter_map(|found| found.journal.as_ref().ok())
        .any(|journal| {
            is_newer(journal)
                && journal.header.as_ref().map(|header| &header.device) == Some(device)
        })
        .then(|| {
            "A newer Nephoscope was used here before. This one reads your progress and saves \
             nothing; update it to go on"
                .to_owned()
        })
}

fn repair(writer: &Writer, notices: &mut Vec<String>) {
    match writer.repair() {
        Ok(false) => {}
        Ok(true) => notices.push(
            "The last record was not written whole when the program last ended. That one is lost; \
             its remains are kept in set-aside"
                .to_owned(),
        ),
        Err(error) => notices.push(format!(
            "The journal of your progress cannot be written: {}. {}",
            io_reason(&error),
            writer.path().display()
        )),
    }
}

fn next_seq(records: &[Record], device: &DeviceId) -> u64 {
    records
        .iter()
        .filter(|record| record.device == *device)
        .map(|record| record.seq)
        .max()
        .map_or(1, |last| last.saturating_add(1))
}

#[cfg(test)]
mod tests;
