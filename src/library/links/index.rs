//! Finds notes by what people call them: id, title, file name, path.
//!
//! Case and number prefixes never matter. Where a name fits several notes, the one nearest to
//! the note that links is meant: same owner, then same folder, then first in the tree.

use std::collections::HashMap;

use super::Nearest;
use super::address::anchor_forms;
use crate::base::text::nearest_called;
use crate::library::note::{Note, Origin};
use crate::library::{Library, MY_NOTES, path};

/// Positions of notes by every name they go by; all keys in lower case.
#[derive(Debug, Clone, Default)]
pub(in crate::library) struct Index {
    ids: HashMap<String, usize>,
    names: HashMap<String, Vec<usize>>,
    paths: HashMap<String, Vec<usize>>,
}

impl Index {
    pub(in crate::library) fn of(notes: &[Note]) -> Self {
        let mut index = Self::default();
        for (at, note) in notes.iter().enumerate() {
            index.ids.insert(note.id().as_str().to_lowercase(), at);
            let path_key = path::key(note.path());
            let stem = path::stem(note.path());
            let mut names = vec![
                note.title().to_lowercase(),
                stem.to_lowercase(),
                path::file_name(&path_key).to_owned(),
            ];
            if path::is_index(note.path()) {
                names.extend(
                    path::folder(&path_key).map(|folder| path::file_name(folder).to_owned()),
                );
            }
            names.extend(note.aliases().iter().map(|alias| alias.to_lowercase()));
            names.sort();
            names.dedup();
            for name in names {
                index.names.entry(name).or_default().push(at);
            }
            index.paths.entry(path_key).or_default().push(at);
        }
        index
    }

    /// The note that a wikilink names.
    pub(super) fn by_name<'a>(
        &self,
        library: &'a Library,
        from: &Note,
        name: &str,
    ) -> Option<&'a Note> {
        let name = path::without_note_extension(name)
            .trim_matches('/')
            .to_lowercase();
        let own = || self.ids.get(&format!("{MY_NOTES}/{name}"));
        let bare = || self.ids.get(&name);
        let by_id = match from.origin() {
            Origin::Mine => own().or_else(bare),
            Origin::Bundled => bare().or_else(own),
        };
        if let Some(at) = by_id {
            return library.notes().get(*at);
        }
        if let Some(at) = self.names.get(&name) {
            return pick(library, from, at);
        }
        let wanted = path::key(&name);
        let last = path::file_name(&wanted);
        let candidates: Vec<usize> = self
            .names
            .get(last)?
            .iter()
            .copied()
            .filter(|at| {
                let note = library.notes().get(*at);
                note.is_some_and(|note| ends_with_parts(&path::key(note.path()), &wanted))
            })
            .collect();
        pick(library, from, &candidates)
    }

    /// The note at a path: counted from the folder of the note that links, else from the root.
    pub(super) fn by_path<'a>(
        &self,
        library: &'a Library,
        from: &Note,
        path: &str,
    ) -> Option<&'a Note> {
        let from_root = path::normalized(path);
        from_folder(from, path)
            .into_iter()
            .chain([from_root])
            .find_map(|path| {
                let key = path::key(&path);
                let page = if key.is_empty() {
                    "index".to_owned()
                } else {
                    format!("{key}/index")
                };
                [key, page].iter().find_map(|key| {
                    let of_same_owner: Vec<usize> = self
                        .paths
                        .get(key)?
                        .iter()
                        .copied()
                        .filter(|at| {
                            let note = library.notes().get(*at);
                            note.is_some_and(|note| note.origin() == from.origin())
                        })
                        .collect();
                    pick(library, from, &of_same_owner)
                })
            })
    }
}

/// The note that is called most like `name`, if one is called nearly so.
pub(super) fn nearest_note(library: &Library, name: &str) -> Option<Nearest> {
    let named = library.notes().iter();
    let named = named.flat_map(|note| note.names().map(move |name| (name, note)));
    let note = nearest_numbered(path::stem(name), named)?;
    Some(Nearest {
        title: note.title().to_string(),
        note: note.id().clone(),
        anchor: None,
    })
}

/// The heading or block of `note` that `anchor` most likely means.
pub(super) fn nearest_section(note: &Note, anchor: &str) -> Option<Nearest> {
    let headings = note.outline().entries.iter().flat_map(|entry| {
        let names = [&*entry.anchor, &*entry.title];
        names.map(|name| (name, (&*entry.title, &*entry.anchor)))
    });
    let others = note.anchors().map(|name| (name, (name, name)));
    let is_block = anchor.starts_with('^');
    let named = headings.chain(others);
    let named = named.filter(|(name, _)| name.starts_with('^') == is_block);
    let (title, anchor) = nearest_numbered(anchor, named)?;
    Some(Nearest {
        title: title.to_owned(),
        note: note.id().clone(),
        anchor: Some(anchor.to_owned()),
    })
}

/// What is called most like `wanted`; numbers before the names do not count.
fn nearest_numbered<'a, T>(wanted: &str, named: impl Iterator<Item = (&'a str, T)>) -> Option<T> {
    let named = named.map(|(name, called)| (path::without_number(name), called));
    nearest_called(path::without_number(wanted), named)
}

/// A relative path from the folder of `from`; `None` if it leads above the root.
pub(super) fn from_folder(from: &Note, relative: &str) -> Option<String> {
    let absolute = relative.starts_with('/');
    let folder = path::folder(from.path()).filter(|_| !absolute);
    let mut parts: Vec<&str> = folder
        .into_iter()
        .flat_map(|folder| folder.split('/'))
        .collect();
    for part in relative.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The anchor in `note` that a link means.
pub(super) fn anchor_in(note: &Note, anchor: &str) -> Option<String> {
    anchor_forms(anchor)
        .into_iter()
        .find(|form| note.outline().find(form).is_some() || note.has_anchor(form))
}

fn pick<'a>(library: &'a Library, from: &Note, candidates: &[usize]) -> Option<&'a Note> {
    candidates
        .iter()
        .filter_map(|at| library.notes().get(*at))
        .min_by_key(|note| {
            (
                note.origin() != from.origin(),
                note.root() != from.root(),
                note.topic() != from.topic(),
            )
        })
}

fn ends_with_parts(path: &str, end: &str) -> bool {
    path.strip_suffix(end)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
}
