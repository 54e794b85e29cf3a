//! Where a picture lies: below the root of its note, or nowhere.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::{Folder, too_large};
use crate::base::file_name::is_device;
use crate::base::io_reason::io_reason;
use crate::base::text::{LONGEST_NAME, beginning};

/// The bytes of the file that a note in `folder` calls `destination`.
pub(super) fn read(folder: &Folder, destination: &str) -> Result<Vec<u8>, String> {
    let name = beginning(destination, LONGEST_NAME);
    let told = |reason: String| format!("{reason}: \"{name}\"");
    let path = find(folder, destination).map_err(told)?;
    let about = fs::metadata(&path).map_err(|error| told(io_reason(&error)))?;
    if !about.is_file() {
        return Err(told("This is no file".to_owned()));
    }
    if let Some(reason) = too_large(about.len()) {
        return Err(told(reason));
    }
    fs::read(&path).map_err(|error| told(io_reason(&error)))
}

/// The file, links followed; or why it is not read.
fn find(folder: &Folder, destination: &str) -> Result<PathBuf, String> {
    let outside = || "The picture lies outside the folder of the notes and is not read".to_owned();
    if has_scheme(destination) {
        return Err("Only pictures beside the notes are read".to_owned());
    }
    let mut missing = None;
    for name in spellings(destination) {
        if name.split(['/', '\\']).any(is_device) {
            return Err("This is the name of a device and is not read".to_owned());
        }
        let path = within(folder, &name).ok_or_else(outside)?;
        match fs::canonicalize(&path) {
            Ok(found) => {
                let root = fs::canonicalize(&folder.root).map_err(|error| io_reason(&error))?;
                return if found.starts_with(root) {
                    Ok(found)
                } else {
                    Err(outside())
                };
            }
            Err(error) => missing = missing.or(Some(io_reason(&error))),
        }
    }
    let name = decoded(destination);
    let elsewhere = missing.as_ref().and_then(|_| by_name(&folder.root, &name));
    elsewhere.ok_or_else(|| missing.unwrap_or_else(|| "No picture is named here".to_owned()))
}

/// So many files and folders are looked through for a picture that is not where it should be.
const MOST_ENTRIES: usize = 50_000;

/// The file below the root whose path ends with `name`, wherever it lies: the one least deep, as
/// notes name their attachments. Links are not followed, folders with a dot not entered.
fn by_name(root: &Path, name: &str) -> Option<PathBuf> {
    let wanted = Path::new(name);
    let mut parts = wanted.components();
    if !parts.all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let is_hidden = |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(b".");
    walkdir::WalkDir::new(root)
        .min_depth(1)
        .into_iter()
        .filter_entry(move |entry| entry.depth() == 0 || !is_hidden(entry.file_name()))
        .take(MOST_ENTRIES)
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file() && entry.path().ends_with(wanted))
        .min_by_key(|entry| (entry.depth(), entry.path().to_owned()))
        .map(walkdir::DirEntry::into_path)
}

/// `file:`, `ftp:` and the like; `C:\` has but one letter and lies outside anyway.
fn has_scheme(destination: &str) -> bool {
    let Some((scheme, _)) = destination.split_once(':') else {
        return false;
    };
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    scheme.len() > 1 && scheme.chars().all(letters)
}

/// What the file may be called: as written, decoded, without `?…` and `#…`, with `/` for `\`.
fn spellings(destination: &str) -> Vec<String> {
    let mut names = vec![decoded(destination), destination.to_owned()];
    if let Some(end) = destination.find(['?', '#']) {
        names.extend(destination.get(..end).map(decoded));
    }
    if destination.contains('\\') {
        names.push(decoded(&destination.replace('\\', "/")));
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The path below the root; none if it leaves the root on its way. `/a.png` begins at the root.
fn within(folder: &Folder, name: &str) -> Option<PathBuf> {
    let (start, name) = match name.strip_prefix('/') {
        Some(below) => (&folder.root, below),
        None => (&folder.note, name),
    };
    let mut depth = start.strip_prefix(&folder.root).ok()?.components().count();
    let mut path = start.clone();
    for part in Path::new(name).components() {
        match part {
            Component::Normal(part) => {
                path.push(part);
                depth += 1;
            }
            Component::CurDir => {}
            Component::ParentDir => {
                depth = depth.checked_sub(1)?;
                path.pop();
            }
            Component::Prefix(_) | Component::RootDir => return None,
        }
    }
    Some(path)
}

/// `%20` and the like resolved; anything else as it stands.
pub(super) fn decoded(destination: &str) -> String {
    String::from_utf8(percent_decoded(destination))
        .unwrap_or_else(|_not_text| destination.to_owned())
}

/// The bytes of a text in which `%20` and the like stand for bytes.
pub(super) fn percent_decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = (*first == b'%')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|hex| std::str::from_utf8(hex).ok());
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = tail.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Notes(tempfile::TempDir);

    impl Notes {
        fn new() -> Self {
            let notes = Self(tempfile::tempdir().unwrap());
            fs::create_dir_all(notes.0.path().join("root/chapter")).unwrap();
            fs::write(notes.0.path().join("secret.png"), b"secret").unwrap();
            fs::write(notes.0.path().join("root/top.png"), b"top").unwrap();
            fs::write(notes.0.path().join("root/chapter/a b.png"), b"beside").unwrap();
            notes
        }

        fn read(&self, destination: &str) -> Result<Vec<u8>, String> {
            let root = self.0.path().join("root");
            let note = root.join("chapter");
            read(&Folder { note, root }, destination)
        }
    }

    #[test]
    fn picture_is_found_beside_its_note_and_anywhere_below_the_root() {
        let notes = Notes::new();
        for name in [
            "a%20b.png",
            "a b.png",
            "./a b.png",
            "a%20b.png?raw=true",
            "..\\top.png",
        ] {
            assert!(notes.read(name).is_ok(), "{name}: {:?}", notes.read(name));
        }
        assert_eq!(notes.read("../top.png").as_deref(), Ok(&b"top"[..]));
        assert_eq!(notes.read("/top.png").as_deref(), Ok(&b"top"[..]));
    }

    #[test]
    fn picture_is_found_by_its_name_wherever_it_lies() {
        let notes = Notes::new();
        let root = notes.0.path().join("root");
        for folder in ["files/deep", "other", ".trash"] {
            fs::create_dir_all(root.join(folder)).unwrap();
        }
        fs::write(root.join("files/deep/rings.png"), b"deep").unwrap();
        fs::write(root.join(".trash/gone.png"), b"gone").unwrap();
        assert_eq!(notes.read("rings.png").as_deref(), Ok(&b"deep"[..]));
        assert_eq!(notes.read("deep/rings.png").as_deref(), Ok(&b"deep"[..]));
        fs::write(root.join("other/rings.png"), b"other").unwrap();
        assert_eq!(notes.read("rings.png").as_deref(), Ok(&b"other"[..]));
        for name in [
            "ings.png",
            "../deep/rings.png",
            "gone.png",
            "secret.png",
            "deep",
        ] {
            assert!(notes.read(name).is_err(), "{name}");
        }
    }

    #[test]
    fn path_that_leaves_the_root_is_refused() {
        let notes = Notes::new();
        let absolute = notes.0.path().join("secret.png");
        for name in [
            "../../secret.png",
            "%2e%2e/%2e%2e/secret.png",
            "chapter/../../../secret.png",
            "..\\..\\secret.png",
            "../../no-such-file.png",
            &format!("/{}", absolute.display()),
        ] {
            let reason = notes.read(name).unwrap_err();
            assert!(
                reason.contains("outside the folder of the notes")
                    || reason.starts_with("There is no"),
                "{name}: {reason}"
            );
        }
        let address = format!("file://{}", absolute.display());
        assert!(notes.read(&address).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn link_that_leaves_the_root_is_refused() {
        let notes = Notes::new();
        let inside = notes.0.path().join("root/link.png");
        std::os::unix::fs::symlink(notes.0.path().join("secret.png"), inside).unwrap();
        assert!(notes.read("/link.png").unwrap_err().contains("outside"));
    }

    /// Opening one may wait forever, or do something to what is connected.
    #[test]
    fn devices_are_refused_on_every_system() {
        let notes = Notes::new();
        for name in ["CON.png", "sub/nul", "com1.svg", "AUX", "a/%4Cpt9 .png"] {
            let reason = notes.read(name).unwrap_err();
            assert!(reason.contains("the name of a device"), "{name}: {reason}");
        }
        for name in [
            "\\\\.\\PhysicalDrive0",
            "\\\\server\\share\\a.png",
            "//server/share",
        ] {
            assert!(notes.read(name).is_err(), "{name}");
        }
    }

    #[test]
    fn folder_and_nothing_are_no_pictures() {
        let notes = Notes::new();
        assert!(notes.read(".").is_err());
        assert!(notes.read("").is_err());
        assert!(
            notes
                .read("gone.png")
                .unwrap_err()
                .ends_with(": \"gone.png\"")
        );
    }
}
