//! Where everything of one person lies on disk.
//!
//! One folder holds it all; which one is decided here, what is in it is decided by the modules
//! that write there. Reads no environment variable itself: the caller passes what it found.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

/// The data folder and the places in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    root: PathBuf,
}

/// No folder could be chosen.
#[derive(Debug, thiserror::Error)]
pub enum PathsError {
    /// Nothing was given and the system names no home folder.
    #[error("no place for the data: the home folder is unknown; give one with --data-dir")]
    NoHome,
    /// The given path cannot be made absolute.
    #[error("the data folder cannot be used: {reason}: {path:?}")]
    Unusable {
        /// What was given.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
}

impl Paths {
    /// All places below `root`.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder given on the command line, else the one of `NEPHOSCOPE_DATA` (empty counts as
    /// not set), else the system's own place for the data of programs.
    pub fn resolve(
        given: Option<PathBuf>,
        from_environment: Option<OsString>,
    ) -> Result<Self, PathsError> {
        let chosen = given.or_else(|| from_environment.map(PathBuf::from));
        match chosen.filter(|path| !path.as_os_str().is_empty()) {
            Some(path) => match std::path::absolute(&path) {
                Ok(root) => Ok(Self { root }),
                Err(error) => Err(PathsError::Unusable {
                    reason: error.to_string(),
                    path,
                }),
            },
            None => Self::of_the_system(),
        }
    }

    fn of_the_system() -> Result<Self, PathsError> {
        let name = if cfg!(any(windows, target_os = "macos")) {
            "Nephoscope"
        } else {
            "nephoscope"
        };
        match etcetera::base_strategy::choose_native_strategy() {
            Ok(strategy) => Ok(Self::at(strategy.data_dir().join(name))),
            Err(_unknown_home) => Err(PathsError::NoHome),
        }
    }

    /// The data folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What the person chose.
    pub fn settings(&self) -> PathBuf {
        self.root.join("settings.ron")
    }

    /// Where the person was.
    pub fn session(&self) -> PathBuf {
        self.root.join("session.ron")
    }

    /// The person's imported notes: plain files.
    pub fn library(&self) -> PathBuf {
        self.root.join("library")
    }

    /// The journals, one a device.
    pub fn progress(&self) -> PathBuf {
        self.root.join("progress")
    }

    /// Proven copies, and what imports replaced.
    pub fn backups(&self) -> PathBuf {
        self.root.join("backups")
    }

    /// What could not be read, kept.
    pub fn set_aside(&self) -> PathBuf {
        self.root.join("set-aside")
    }

    /// What can be rebuilt.
    pub fn cache(&self) -> PathBuf {
        self.root.join("cache")
    }

    /// One file for each machine that names its device.
    pub fn devices(&self) -> PathBuf {
        self.root.join("devices")
    }

    /// Locked while an instance of the program writes here.
    pub fn lock(&self) -> PathBuf {
        self.root.join("nephoscope.lock")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn command_line_wins_over_the_environment() {
        let paths = Paths::resolve(Some("/a".into()), Some("/b".into())).unwrap();
        assert_eq!(paths.root(), std::path::absolute("/a").unwrap());
    }

    #[test]
    fn empty_variable_counts_as_not_set() {
        let system = Paths::resolve(None, None).map(|paths| paths.root().to_owned());
        let empty = Paths::resolve(None, Some("".into())).map(|paths| paths.root().to_owned());
        assert_eq!(system.ok(), empty.ok());
    }

    #[test]
    fn relative_folder_becomes_absolute() {
        let paths = Paths::resolve(None, Some("data".into())).unwrap();
        assert!(paths.session().is_absolute());
        assert!(paths.session().ends_with("data/session.ron"));
    }
}
