//! One writer at a time: a lock on the data folder.
//!
//! The system drops the lock when the program ends, however it ends. A second instance still
//! reads everything; it just may not write.

use std::fs::{self, File, TryLockError};
use std::io;

use super::paths::Paths;
use crate::base::io_reason::io_reason;

/// Whether this instance may write.
#[derive(Debug)]
pub enum Lock {
    /// It may, as long as this value lives. `None`: this disk knows no locks (some network
    /// drives), and nobody can be kept out.
    Held(Option<File>),
    /// It may not; the sentence says why.
    ReadOnly(String),
}

impl Lock {
    /// Makes the data folder if it is missing, and takes the lock.
    pub fn acquire(paths: &Paths) -> Self {
        match Self::try_acquire(paths) {
            Ok(lock) => lock,
            Err(error) => Self::ReadOnly(format!(
                "Nothing can be saved, because the data folder cannot be written: {}. \
                 What you do now is lost when the window closes. {}",
                io_reason(&error),
                paths.root().display()
            )),
        }
    }

    fn try_acquire(paths: &Paths) -> io::Result<Self> {
        fs::create_dir_all(paths.root())?;
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(paths.lock())?;
        match file.try_lock() {
            Ok(()) => Ok(Self::Held(Some(file))),
            Err(TryLockError::WouldBlock) => Ok(Self::ReadOnly(
                "Nephoscope is already open in another window. This one only reads: what you do \
                 here is not saved"
                    .to_owned(),
            )),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                Ok(Self::Held(None))
            }
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Why nothing may be written; `None` when it may.
    pub fn read_only(&self) -> Option<&str> {
        match self {
            Self::Held(_) => None,
            Self::ReadOnly(sentence) => Some(sentence),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn second_instance_only_reads_until_the_first_ends() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::at(folder.path());
        let first = Lock::acquire(&paths);
        assert_eq!(first.read_only(), None);
        let second = Lock::acquire(&paths);
        assert!(second.read_only().unwrap().contains("another window"));
        drop(first);
        assert_eq!(Lock::acquire(&paths).read_only(), None);
    }

    #[test]
    fn folder_that_cannot_be_made_is_read_only() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::File::create(&file).unwrap();
        let lock = Lock::acquire(&Paths::at(file.join("data")));
        assert!(lock.read_only().unwrap().contains("cannot be written"));
    }
}
