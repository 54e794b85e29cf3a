//! Keeping what could not be read.
//!
//! A damaged file or line is never thrown away: it is moved or copied to `set-aside/`, under a
//! name that says what it was and when. Copies of lines are named by their content, so that one
//! bad line is kept, and told of, once.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic;
use crate::base::time::Moment;

/// Moves `file` into `folder` as `settings-20261123-170405.ron` and says where it is now.
pub fn move_file(file: &Path, folder: &Path, now: Moment) -> io::Result<PathBuf> {
    let to = free_place(file, folder, now)?;
    fs::rename(file, &to)?;
    Ok(to)
}

/// Copies `file` into `folder` under the same kind of name.
pub fn copy_file(file: &Path, folder: &Path, now: Moment) -> io::Result<PathBuf> {
    let to = free_place(file, folder, now)?;
    fs::copy(file, &to)?;
    Ok(to)
}

/// Keeps `bytes`, a line of the file called `name`. `None` if this very line is kept already.
pub fn keep_line(bytes: &[u8], name: &str, folder: &Path) -> io::Result<Option<PathBuf>> {
    let to = folder.join(format!("{name}-{:08x}.txt", crc32fast::hash(bytes)));
    if to.exists() {
        return Ok(None);
    }
    atomic::replace(&to, &String::from_utf8_lossy(bytes), atomic::Former::Drop)?;
    Ok(Some(to))
}

fn free_place(file: &Path, folder: &Path, now: Moment) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let ending = file
        .extension()
        .map(|ending| format!(".{}", ending.to_string_lossy()))
        .unwrap_or_default();
    let stamp = now.file_stamp();
    let mut to = folder.join(format!("{stem}-{stamp}{ending}"));
    let mut number = 2;
    while to.exists() {
        to = folder.join(format!("{stem}-{stamp}-{number}{ending}"));
        number += 1;
    }
    Ok(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_files_of_one_second_both_stay() {
        let folder = tempfile::tempdir().unwrap();
        let aside = folder.path().join("set-aside");
        let file = folder.path().join("settings.ron");
        let now = Moment::from_millis(1_000);
        for text in ["a", "b"] {
            atomic::replace(&file, text, atomic::Former::Drop).unwrap();
            move_file(&file, &aside, now).unwrap();
        }
        let first = aside.join("settings-19700101-000001.ron");
        let second = aside.join("settings-19700101-000001-2.ron");
        assert_eq!(fs::read_to_string(first).unwrap(), "a");
        assert_eq!(fs::read_to_string(second).unwrap(), "b");
    }

    #[test]
    fn one_bad_line_is_kept_once() {
        let folder = tempfile::tempdir().unwrap();
        assert!(keep_line(b"x", "d-1", folder.path()).unwrap().is_some());
        assert!(keep_line(b"x", "d-1", folder.path()).unwrap().is_none());
        assert!(keep_line(b"y", "d-1", folder.path()).unwrap().is_some());
    }
}
