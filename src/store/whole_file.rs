//! Versioned RON files that are replaced as a whole, and never lost.
//!
//! Reading an older version upgrades it step by step, its original kept; a newer one is read as
//! far as it is understood and not written; an unreadable one is set aside and the last good
//! version used. A file is never replaced by defaults because it could not be read.

use std::fs;
use std::io;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use ron::ser::PrettyConfig;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::atomic::{self, Former};
use super::fields::Fields;
use super::paths::Paths;
use super::set_aside;
use crate::base::io_reason::io_reason;
use crate::base::time::Moment;

/// A kind of file: what it is called and how it grew.
pub trait Format: Serialize + DeserializeOwned + Default {
    /// Which file, in a word: "settings".
    const NAME: &'static str;
    /// The version that is written now, from 1.
    const VERSION: u32;

    /// One step of an upgrade, from version `from` to the next.
    fn upgrade(fields: Fields, from: u32) -> Fields {
        let _ = from;
        fields
    }
}

/// A file that was loaded, and may be saved again.
#[derive(Debug)]
pub struct WholeFile<T> {
    path: PathBuf,
    refusal: Option<Refusal>,
    format: PhantomData<T>,
}

/// What loading gave.
#[derive(Debug, PartialEq)]
pub struct Loaded<T> {
    /// What to work with; defaults where nothing could be read.
    pub value: T,
    /// Where it came from.
    pub state: LoadState,
    /// Sentences for the person; empty when all is as it should be.
    pub notices: Vec<String>,
}

/// Where a loaded value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadState {
    /// There is no file yet: the defaults.
    Fresh,
    /// The file, as it is.
    Good,
    /// The file, in an older version; the original is kept as `backup`.
    Upgraded {
        /// The version it was written in.
        from: u32,
        /// Where the original is, if it could be copied.
        backup: Option<PathBuf>,
    },
    /// The last good version, because the file was missing or unreadable.
    FromLastGood {
        /// Where the unreadable file is now.
        set_aside: Option<PathBuf>,
    },
    /// A newer program wrote it: as far as understood, and not written.
    ReadOnlyNewer {
        /// The version it says it is.
        version: u32,
    },
    /// Neither the file nor its last good version could be read: the defaults.
    Defaults {
        /// Where the unreadable file is now; `None` if it stays where it was, not to be written.
        set_aside: Option<PathBuf>,
    },
}

/// Why a file is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Refusal {
    Newer(u32),
    Unreadable(String),
}

/// Why saving failed. The file on disk is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// A newer program wrote it.
    #[error(
        "the {name} file is not saved: a newer Nephoscope wrote it (version {version}); update this one: {path:?}"
    )]
    Newer {
        /// "settings"
        name: &'static str,
        /// What the file says.
        version: u32,
        /// The file.
        path: PathBuf,
    },
    /// It could not be read, and is not overwritten blindly.
    #[error("the {name} file is not saved, because it could not be read: {reason}: {path:?}")]
    Unreadable {
        /// "settings"
        name: &'static str,
        /// Why.
        reason: String,
        /// The file.
        path: PathBuf,
    },
    /// The disk refused.
    #[error("the {name} file could not be saved: {reason}: {path:?}")]
    Disk {
        /// "settings"
        name: &'static str,
        /// Why.
        reason: String,
        /// The file.
        path: PathBuf,
    },
}

/// A file's text, judged.
enum Judged<T> {
    Good { value: T, version: u32 },
    Newer { value: Option<T>, version: u32 },
    Bad(String),
}

impl<T: Format> WholeFile<T> {
    /// Reads the file at `path`. With `writable` false nothing is moved or copied.
    pub fn load(path: PathBuf, paths: &Paths, now: Moment, writable: bool) -> (Self, Loaded<T>) {
        let mut file = Self {
            path,
            refusal: None,
            format: PhantomData,
        };
        let loaded = match fs::read(&file.path) {
            Ok(bytes) => match judge::<T>(&bytes) {
                Judged::Good { value, version } => {
                    file.understood(value, version, paths, now, writable)
                }
                Judged::Newer { value, version } => file.newer(value, version),
                Judged::Bad(reason) => file.damaged(&reason, paths, now, writable),
            },
            Err(error) if is_missing(&error) => file.missing(),
            Err(error) => file.unreachable(&error),
        };
        (file, loaded)
    }

    /// Replaces the file. What this version does not know in it is kept.
    pub fn save(&self, value: &T) -> Result<(), SaveError> {
        self.check_writable()?;
        let disk = |reason: String| SaveError::Disk {
            name: T::NAME,
            reason,
            path: self.path.clone(),
        };
        let mut fields = written(value).map_err(|error| disk(error.to_string()))?;
        let mut former = Former::Drop;
        if let Some(older) = fields_of(&self.path) {
            let version = version_of(&older).unwrap_or(1);
            if version > T::VERSION {
                return Err(self.refused(&Refusal::Newer(version)));
            }
            fields.keep_unknown_of(&upgraded::<T>(older, version));
            former = Former::Keep;
        } else if let Some(older) = fields_of(&atomic::last_good(&self.path)) {
            let version = version_of(&older).unwrap_or(1);
            fields.keep_unknown_of(&upgraded::<T>(older, version));
        }
        atomic::replace(&self.path, &fields.to_string(), former)
            .map_err(|error| disk(io_reason(&error)))
    }

    fn check_writable(&self) -> Result<(), SaveError> {
        self.refusal
            .as_ref()
            .map_or(Ok(()), |refusal| Err(self.refused(refusal)))
    }

    fn refused(&self, refusal: &Refusal) -> SaveError {
        let (name, path) = (T::NAME, self.path.clone());
        match refusal {
            Refusal::Newer(version) => SaveError::Newer {
                name,
                version: *version,
                path,
            },
            Refusal::Unreadable(reason) => SaveError::Unreadable {
                name,
                reason: reason.clone(),
                path,
            },
        }
    }

    fn understood(
        &self,
        value: T,
        version: u32,
        paths: &Paths,
        now: Moment,
        writable: bool,
    ) -> Loaded<T> {
        if version == T::VERSION {
            return Loaded {
                value,
                state: LoadState::Good,
                notices: Vec::new(),
            };
        }
        let backup = writable
            .then(|| set_aside::copy_file(&self.path, &paths.backups(), now).ok())
            .flatten();
        Loaded {
            value,
            state: LoadState::Upgraded {
                from: version,
                backup,
            },
            notices: Vec::new(),
        }
    }

    fn newer(&mut self, value: Option<T>, version: u32) -> Loaded<T> {
        self.refusal = Some(Refusal::Newer(version));
        Loaded {
            value: value.unwrap_or_default(),
            state: LoadState::ReadOnlyNewer { version },
            notices: vec![format!(
                "A newer Nephoscope wrote your {} file. It is used as far as this one understands \
                 it, and left as it is: changes are not saved until you update. {}",
                T::NAME,
                self.path.display()
            )],
        }
    }

    fn missing(&self) -> Loaded<T> {
        match last_good_value::<T>(&self.path) {
            Some(value) => Loaded {
                value,
                state: LoadState::FromLastGood { set_aside: None },
                notices: vec![format!(
                    "Your {} file was missing. The version before it is used. {}",
                    T::NAME,
                    self.path.display()
                )],
            },
            None => Loaded {
                value: T::default(),
                state: LoadState::Fresh,
                notices: Vec::new(),
            },
        }
    }

    fn damaged(&mut self, reason: &str, paths: &Paths, now: Moment, writable: bool) -> Loaded<T> {
        let moved = writable
            .then(|| set_aside::move_file(&self.path, &paths.set_aside(), now).ok())
            .flatten();
        if moved.is_none() {
            self.refusal = Some(Refusal::Unreadable(reason.to_owned()));
        }
        let kept = moved.as_deref().unwrap_or(&self.path);
        let begin = format!("Your {} file could not be read ({reason}).", T::NAME);
        let end = format!("The unreadable file is kept: {}", kept.display());
        match last_good_value::<T>(&self.path) {
            Some(value) => Loaded {
                value,
                notices: vec![format!("{begin} The version before is used. {end}")],
                state: LoadState::FromLastGood { set_aside: moved },
            },
            None => Loaded {
                value: T::default(),
                notices: vec![format!("{begin} The defaults are used. {end}")],
                state: LoadState::Defaults { set_aside: moved },
            },
        }
    }

    fn unreachable(&mut self, error: &io::Error) -> Loaded<T> {
        let reason = io_reason(error);
        self.refusal = Some(Refusal::Unreadable(reason.clone()));
        let last = last_good_value::<T>(&self.path);
        let state = if last.is_some() {
            LoadState::FromLastGood { set_aside: None }
        } else {
            LoadState::Defaults { set_aside: None }
        };
        Loaded {
            value: last.unwrap_or_default(),
            state,
            notices: vec![format!(
                "Your {} file could not be read: {reason}. It is left as it is, and changes are \
                 not saved. {}",
                T::NAME,
                self.path.display()
            )],
        }
    }
}

/// The value as it stands in the file, without repairing or reporting anything.
pub(super) fn peek<T: Format>(path: &Path) -> Option<T> {
    match judge(&fs::read(path).ok()?) {
        Judged::Good { value, .. } => Some(value),
        Judged::Newer { value, .. } => value,
        Judged::Bad(_) => None,
    }
}

fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

fn judge<T: Format>(bytes: &[u8]) -> Judged<T> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Judged::Bad("it is not text".to_owned());
    };
    let fields = match Fields::parse(text) {
        Ok(fields) => fields,
        Err(error) => return Judged::Bad(format!("line {}", error.span.start.line)),
    };
    let version = match fields.get("version") {
        None => 1, // written by hand
        Some(_) => match version_of(&fields) {
            Some(version) => version,
            None => return Judged::Bad("its version is not a number".to_owned()),
        },
    };
    if version > T::VERSION {
        let value = ron::from_str(text).ok();
        return Judged::Newer { value, version };
    }
    match ron::from_str(&upgraded::<T>(fields, version).to_string()) {
        Ok(value) => Judged::Good { value, version },
        Err(error) => Judged::Bad(error.code.to_string()),
    }
}

/// The fields as a file of today's version has them.
fn upgraded<T: Format>(fields: Fields, version: u32) -> Fields {
    (version..T::VERSION).fold(fields, T::upgrade)
}

fn version_of(fields: &Fields) -> Option<u32> {
    fields.get("version")?.parse().ok()
}

fn last_good_value<T: Format>(path: &Path) -> Option<T> {
    match judge::<T>(&fs::read(atomic::last_good(path)).ok()?) {
        Judged::Good { value, .. } => Some(value),
        Judged::Newer { value, .. } => value,
        Judged::Bad(_) => None,
    }
}

fn fields_of(path: &Path) -> Option<Fields> {
    Fields::parse(&fs::read_to_string(path).ok()?).ok()
}

/// The fields of a value, the version in front.
fn written<T: Format>(value: &T) -> Result<Fields, ron::Error> {
    let pretty = PrettyConfig::new().new_line("\n").depth_limit(3);
    let text = ron::ser::to_string_pretty(value, pretty)?;
    let own = Fields::parse(&text).map_err(|error| error.code)?;
    let mut fields = Fields::default();
    fields.set("version", &T::VERSION.to_string());
    fields.keep_unknown_of(&own);
    Ok(fields)
}

#[cfg(test)]
mod tests;
