//! What was given: paths in pasted text, files, folders and all that is in them.
//!
//! A walk survives whatever it meets: links are named and not followed, unreadable folders are
//! named and passed over, hidden files are counted. Only looks; reads no file.

use std::fs;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use crate::base::text::natural_order;

/// More files than this are not looked at.
pub const MAX_FILES: usize = 100_000;

/// Endings of the files that are read as notes.
pub const NOTE_EXTENSIONS: &[&str] = &["md", "markdown", "txt"];

/// Folders nested deeper than this are not entered.
const MAX_DEPTH: usize = 64;

/// What a file's name says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Markdown or plain text.
    Note,
    /// A picture that a note may show.
    Picture,
    /// Anything else.
    Other,
}

/// A file that was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// Its place below the folder that was walked, with forward slashes.
    pub relative: String,
    /// What its name says.
    pub kind: FileKind,
    /// Why it cannot be read, if so: a clause.
    pub problem: Option<String>,
}

/// All that a walk met.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walk {
    /// In the order in which people sort names.
    pub found: Vec<Found>,
    /// Hidden files and folders that were passed over.
    pub hidden: usize,
    /// Whether there were more than [`MAX_FILES`].
    pub cut: bool,
}

impl FileKind {
    /// By the ending of the name, without regard to case.
    pub fn of(path: &Path) -> Self {
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match ending.as_deref() {
            Some(extension) if NOTE_EXTENSIONS.contains(&extension) => Self::Note,
            Some("png" | "jpg" | "jpeg" | "gif" | "webp" | "svg") => Self::Picture,
            _ => Self::Other,
        }
    }
}

/// Looks at every file below `root`, at most `limit`.
pub fn walk(root: &Path, limit: usize) -> Walk {
    let mut walk = Walk::default();
    let mut entries = WalkDir::new(root)
        .min_depth(1)
        .max_depth(MAX_DEPTH)
        .into_iter();
    while let Some(entry) = entries.next() {
        if walk.found.len() == limit {
            walk.cut = true;
            break;
        }
        match entry {
            Ok(entry) if is_hidden(entry.path()) => {
                walk.hidden += 1;
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            }
            Ok(entry) if entry.file_type().is_dir() => {
                if entry.depth() == MAX_DEPTH {
                    let problem = format!("folders nested deeper than {MAX_DEPTH} are not read");
                    walk.found.push(found(root, entry.path(), Some(problem)));
                }
            }
            Ok(entry) => {
                let problem = problem_of(entry.file_type());
                walk.found.push(found(root, entry.path(), problem));
            }
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                walk.found
                    .push(found(root, &path, Some(walk_reason(&error))));
            }
        }
    }
    walk.found
        .sort_by(|a, b| natural_order(&a.relative, &b.relative));
    walk
}

/// The paths in a pasted text: one a line, plain, quoted, or as `file://` addresses.
///
/// Lines that begin with `#` are comments, as in a `text/uri-list`. Empty if any line is
/// something else: then the text is just text.
pub fn paths_in_text(text: &str) -> Vec<PathBuf> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(path_in_line)
        .collect::<Option<Vec<_>>>()
        .unwrap_or_default()
}

/// A path with forward slashes, safe as a place below another folder: no root, no `..`, no
/// control characters.
pub fn slashed(path: &Path) -> String {
    path.components()
        .filter_map(|component| match component {
            Component::Normal(name) => Some(printable(&name.to_string_lossy())),
            _ => None,
        })
        .collect::<Vec<_>>()
        .join("/")
}

fn found(root: &Path, path: &Path, problem: Option<String>) -> Found {
    Found {
        path: path.to_owned(),
        relative: slashed(path.strip_prefix(root).unwrap_or(path)),
        kind: FileKind::of(path),
        problem,
    }
}

fn problem_of(kind: fs::FileType) -> Option<String> {
    if kind.is_symlink() {
        Some("it is a link; links are not followed".to_owned())
    } else if kind.is_file() {
        None
    } else {
        Some("it is not a file that can be read".to_owned())
    }
}

fn walk_reason(error: &walkdir::Error) -> String {
    error.io_error().map_or_else(
        || "it leads back to itself".to_owned(),
        crate::base::io_reason::io_reason,
    )
}

pub(super) fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn printable(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_control() { '_' } else { c })
        .collect()
}

fn path_in_line(line: &str) -> Option<PathBuf> {
    let quoted = ['"', '\'']
        .into_iter()
        .find_map(|quote| line.strip_prefix(quote)?.strip_suffix(quote));
    let line = quoted.unwrap_or(line);
    if let Some(rest) = line.strip_prefix("file://") {
        let path = rest.strip_prefix("localhost").unwrap_or(rest);
        let path = percent_decoded(path)?;
        // `file:///C:/notes` means `C:/notes`
        let on_drive = path.strip_prefix('/').filter(|path| has_drive(path));
        return path
            .starts_with('/')
            .then(|| PathBuf::from(on_drive.unwrap_or(&path)));
    }
    let absolute = line.starts_with('/') && !line.starts_with("//")
        || line.starts_with(r"\\")
        || has_drive(line);
    absolute.then(|| PathBuf::from(line))
}

/// `C:\` or `C:/`
fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic())
}

/// `%20` and the like resolved; `None` if that is no text.
pub(super) fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = tail.get(2..)?;
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests;
