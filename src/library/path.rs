//! Paths of notes within the library: always `/`, never `.` or `..`, number prefixes for order.
//!
//! Works on text; no file is touched.

/// A path with `/` between its parts and without empty ones, `.` and `..`.
pub(super) fn normalized(path: &str) -> String {
    let parts: Vec<&str> = path
        .split(['/', '\\'])
        .filter(|part| !matches!(*part, "" | "." | ".."))
        .collect();
    parts.join("/")
}

/// The folder of a path; `None` at the top.
pub(super) fn folder(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

/// The last part of a path.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The last part without the extension of a note.
pub(super) fn stem(path: &str) -> &str {
    without_note_extension(file_name(path))
}

/// Whether the file is its folder's own page.
pub(super) fn is_index(path: &str) -> bool {
    stem(path).eq_ignore_ascii_case("index")
}

/// A path without `.md` or `.markdown`.
pub(super) fn without_note_extension(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && is_note_extension(extension) => stem,
        _ => path,
    }
}

/// Whether files that end so are notes.
pub(super) fn is_note_extension(extension: &str) -> bool {
    ["md", "markdown", "mdown", "mkd", "txt"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

/// A name without the number that only orders it: `03-storage` is `storage`, while
/// `2024-01-15`, `3d` and `42` stay as they are.
pub(super) fn without_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = name.len() - rest.len();
    let bare = rest.trim_start_matches(['-', '_', '.', ' ']);
    let is_prefix = (1..=3).contains(&digits)
        && bare.len() < rest.len()
        && bare.starts_with(char::is_alphabetic);
    if is_prefix { bare } else { name }
}

/// A path as links are compared: without numbers, extension and case.
pub(super) fn key(path: &str) -> String {
    let parts: Vec<&str> = without_note_extension(path)
        .split('/')
        .map(without_number)
        .collect();
    parts.join("/").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ordering_numbers_are_taken_off() {
        let check = |name: &str, expected: &str| assert_eq!(without_number(name), expected);
        check("03-storage-classes", "storage-classes");
        check("1. First", "First");
        check("09_s3", "s3");
        check("2024-01-15", "2024-01-15");
        check("2024-review", "2024-review");
        check("3d", "3d");
        check("42", "42");
        check("7-2048", "7-2048");
    }

    #[test]
    fn paths_are_compared_without_numbers_and_case() {
        assert_eq!(key("09-S3/02-Storage-Classes.md"), "s3/storage-classes");
        assert_eq!(normalized(".\\a//../b/./c.md"), "a/b/c.md");
    }
}
