//! Replacing a whole file so that a reader sees the old text or the new one, never half of it.
//!
//! The only place that writes whole files of the program's own state. The journal does not go
//! through here: it only ever grows.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Whether the text that is replaced stays beside the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Former {
    /// As `settings.ron.last`: it is known to be good.
    Keep,
    /// It is missing or not worth keeping.
    Drop,
}

/// Writes `text` to a temporary file in the same folder, flushes it to disk, renames it onto
/// `path` and flushes the folder. Missing folders are made. On an error `path` is as before.
pub fn replace(path: &Path, text: &str, former: Former) -> io::Result<()> {
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    let file = written_beside(folder, text.as_bytes())?;
    if former == Former::Keep {
        let last = written_beside(folder, &fs::read(path)?)?;
        last.persist(last_good(path))?;
    }
    file.persist(path)?;
    sync_folder(folder)
}

/// As [`replace`], for what can be made again: nothing waits for the disk. After a power cut the
/// file may be cut short, so it carries a check sum of its own.
pub fn replace_cache(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    let mut file = NamedTempFile::new_in(folder)?;
    for part in parts {
        file.write_all(part)?;
    }
    file.persist(path)?;
    Ok(())
}

/// The place of the last good version: `settings.ron` → `settings.ron.last`.
pub fn last_good(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".last");
    path.with_file_name(name)
}

/// Makes new, renamed and removed names in `folder` survive a power cut.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(()) // elsewhere a folder cannot be opened as a file, and need not be
    }
}

fn written_beside(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn former_text_stays_beside_the_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("made/settings.ron");
        replace(&path, "one", Former::Drop).unwrap();
        replace(&path, "two", Former::Keep).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::read_to_string(last_good(&path)).unwrap(), "one");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 2);
    }

    #[test]
    fn failure_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        replace(&path, "one", Former::Drop).unwrap();
        fs::create_dir(last_good(&path)).unwrap();
        replace(&path, "two", Former::Keep).unwrap_err();
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
    }
}
