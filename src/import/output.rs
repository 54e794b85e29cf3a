//! What is written below the library, and the small rules of places there.
//!
//! Places are paths with forward slashes, relative, without `..`. Pure.

use super::split::Split;
use crate::base::file_name;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Output {
    /// Its place.
    pub(super) target: String,
    /// All of it.
    pub(super) bytes: Vec<u8>,
}

/// The files of a note that is cut; `target` is the place it would have whole.
pub(super) fn parts(split: &Split, text: &str, target: &str) -> Vec<Output> {
    let folder = folder_of(target);
    split
        .parts
        .iter()
        .map(|part| Output {
            target: below(&folder, &part.file_name),
            bytes: part.text(text).into_bytes(),
        })
        .collect()
}

/// `travel/japan.md` → `travel/japan`
pub(super) fn folder_of(target: &str) -> String {
    let (parent, name) = cut(target);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    below(parent, stem)
}

/// `travel/japan.md`, 2 → `travel/japan-2.md`
pub(super) fn numbered(target: &str, number: usize) -> String {
    let (parent, name) = cut(target);
    let name = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => format!("{stem}-{number}.{ending}"),
        _ => format!("{name}-{number}"),
    };
    below(parent, &name)
}

/// The folder that a place is in; empty at the top.
pub(super) fn parent_of(target: &str) -> &str {
    cut(target).0
}

/// All folders that a place is in, the nearest first, the top (empty) last.
pub(super) fn parents_of(target: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(parent_of(target)), |above| {
        (!above.is_empty()).then(|| parent_of(above))
    })
}

/// The place nearest to `target` that every system can store.
pub(super) fn storable(target: &str) -> String {
    let names = target.split('/').map(file_name::storable);
    names.collect::<Vec<_>>().join("/")
}

/// `name` in `folder`.
pub(super) fn below(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        return name.to_owned();
    }
    format!("{folder}/{name}")
}

/// A relative path without `.` and `..`; `None` if it leads out or is empty.
pub(super) fn normalized(path: &str) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop()?;
            }
            name => names.push(name),
        }
    }
    (!names.is_empty()).then(|| names.join("/"))
}

fn cut(target: &str) -> (&str, &str) {
    target.rsplit_once('/').unwrap_or(("", target))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_taken_apart() {
        assert_eq!(folder_of("a/b.c.md"), "a/b.c");
        assert_eq!(folder_of("b.md"), "b");
        assert_eq!(numbered("a/b.md", 2), "a/b-2.md");
        assert_eq!(numbered("folder", 3), "folder-3");
        assert_eq!(parents_of("a/b/c.md").collect::<Vec<_>>(), ["a/b", "a", ""]);
        assert_eq!(parents_of("c.md").collect::<Vec<_>>(), [""]);
        assert_eq!(storable("a/aux/nul.md"), "a/aux_/nul_.md");
    }

    #[test]
    fn paths_that_lead_out_are_refused() {
        for (path, expected) in [
            ("a/./b//c.png", Some("a/b/c.png")),
            ("a/../b.png", Some("b.png")),
            ("../b.png", None),
            ("a/../../b.png", None),
            (".", None),
        ] {
            assert_eq!(normalized(path).as_deref(), expected, "{path}");
        }
    }
}
