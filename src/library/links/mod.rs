//! Where links lead: to notes by id, title, file name or path, to sections, diagrams, the web.
//!
//! Nothing is opened here; a target says what a click would do, or why it does nothing. Only
//! http, https and mailto lead out of the program.

use std::fmt;

use super::Library;
use super::note::Note;
use crate::base::ids::NoteId;
use crate::base::text::{LONGEST_NAME, beginning};
use crate::markdown::document::{Issue, Link, LinkKind};

mod address;
mod found;
mod index;

use address::Address;
pub(super) use found::{FoundLink, found_in};
pub(super) use index::Index;

/// What a click on a link does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Opens a note, at a section if one is named (and there is one of that name).
    Note {
        /// Which.
        id: NoteId,
        /// The anchor of a heading in it.
        anchor: Option<String>,
    },
    /// Goes to a section of the same note.
    Section(
        /// The anchor of a heading.
        String,
    ),
    /// Opens an address in the browser or mail program.
    Web(
        /// http, https or mailto.
        String,
    ),
    /// Shows a state of a diagram.
    Diagram {
        /// The kind, as in a fence.
        kind: String,
        /// Keys and values behind the `?`, decoded.
        query: Vec<(String, String)>,
    },
    /// Goes to a footnote.
    Footnote(
        /// Its label.
        String,
    ),
    /// Looks for all that has a tag.
    Tag(
        /// With its `#`.
        String,
    ),
    /// Names a file that is no note: a picture, a table, a program. Whether it exists and
    /// whether it may be shown is for others to say.
    File(
        /// Relative to the root of the note that links.
        String,
    ),
    /// Leads nowhere.
    Broken {
        /// What is wrong, in one sentence without a full stop.
        message: String,
        /// What is meant most likely.
        nearest: Option<Nearest>,
        /// The note that is named, where only the section in it is missing.
        note: Option<NoteId>,
    },
    /// Is not followed, for the reader's safety.
    Refused {
        /// Why, in one sentence without a full stop.
        message: String,
    },
}

/// What a link that leads nowhere was perhaps to name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    /// The title of the note, or the words of the heading.
    pub title: String,
    /// The note.
    pub note: NoteId,
    /// The anchor of the heading, or the name of the block.
    pub anchor: Option<String>,
}

/// Why a link leads nowhere.
#[derive(Debug, Clone)]
enum Miss<'a> {
    Note { name: String },
    Section { note: &'a Note, anchor: String },
    Outside { path: String },
    Refused { message: String },
}

/// Where `link` in the note `from` leads.
pub fn resolve(library: &Library, from: &NoteId, link: &Link) -> Target {
    let Some(note) = library.note(from) else {
        let message = format!("the note \"{from}\" is not in the library");
        return Target::Broken {
            message,
            nearest: None,
            note: None,
        };
    };
    match locate(library, note, link) {
        Ok(target) => target,
        Err(Miss::Refused { message }) => Target::Refused { message },
        Err(miss) => Target::Broken {
            message: miss.to_string(),
            nearest: miss.nearest(library),
            note: match miss {
                Miss::Section { note, .. } => Some(note.id().clone()),
                _ => None,
            },
        },
    }
}

/// Whether `link` in the note `from` leads nowhere. Asked at every frame: nothing near is sought.
pub fn leads_nowhere(library: &Library, from: &NoteId, link: &Link) -> bool {
    let target = library.note(from).map(|note| locate(library, note, link));
    !matches!(target, Some(Ok(_) | Err(Miss::Refused { .. })))
}

/// How many links stand in all notes.
pub fn count(library: &Library) -> usize {
    library.notes().iter().map(|note| note.links().len()).sum()
}

/// All links of all notes that lead nowhere, with their line and the nearest match.
pub fn check(library: &Library) -> Vec<(NoteId, Issue)> {
    let mut issues = Vec::new();
    for note in library.notes() {
        for found in note.links() {
            if let Err(miss) = locate(library, note, &found.link) {
                let meant = miss.nearest(library);
                let meant = meant.map_or_else(String::new, |meant| {
                    format!("; did you mean \"{}\"?", meant.title)
                });
                let message = format!("{miss}{meant}");
                let line = found.line as usize;
                issues.push((note.id().clone(), Issue { line, message }));
            }
        }
    }
    issues
}

/// The notes that a note links to, in order, each as often as it is linked.
pub(super) fn notes_linked_by<'a>(
    library: &'a Library,
    from: &'a Note,
) -> impl Iterator<Item = &'a Note> {
    from.links()
        .iter()
        .filter_map(|found| match locate(library, from, &found.link) {
            Ok(Target::Note { id, .. }) => library.note(&id),
            Err(Miss::Section { note, .. }) => Some(note),
            _ => None,
        })
}

fn locate<'a>(library: &'a Library, from: &'a Note, link: &Link) -> Result<Target, Miss<'a>> {
    let destination = &*link.destination;
    match link.kind {
        LinkKind::Footnote => Ok(Target::Footnote(destination.to_owned())),
        LinkKind::Tag => Ok(Target::Tag(destination.to_owned())),
        LinkKind::Image => match Address::read(destination) {
            Address::Path { path, .. } => file(from, &path),
            address => outward(address),
        },
        LinkKind::Wiki => match Address::read_wiki(destination) {
            Address::Path { path, anchor } => {
                let there = if path.is_empty() {
                    Some(from)
                } else {
                    library.index.by_name(library, from, &path)
                };
                match there {
                    Some(there) => section(from, there, anchor),
                    None => Err(Miss::Note { name: path }),
                }
            }
            address => outward(address),
        },
        LinkKind::Inline => match Address::read(destination) {
            Address::Path { path, anchor } if path.is_empty() => section(from, from, anchor),
            Address::Path { path, anchor } => by_path(library, from, &path, anchor),
            address => outward(address),
        },
    }
}

/// What does not depend on the library.
fn outward<'a>(address: Address) -> Result<Target, Miss<'a>> {
    match address {
        Address::Web(url) => Ok(Target::Web(url)),
        Address::Diagram { kind, query } => Ok(Target::Diagram { kind, query }),
        Address::Refused(message) => Err(Miss::Refused { message }),
        Address::Path { path, .. } => Err(Miss::Note { name: path }),
    }
}

fn by_path<'a>(
    library: &'a Library,
    from: &'a Note,
    path: &str,
    anchor: Option<String>,
) -> Result<Target, Miss<'a>> {
    if let Some(there) = library.index.by_path(library, from, path) {
        return section(from, there, anchor);
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => {
            if super::path::is_note_extension(extension) {
                return Err(match index::from_folder(from, path) {
                    Some(_) => Miss::Note {
                        name: path.to_owned(),
                    },
                    None => Miss::Outside {
                        path: path.to_owned(),
                    },
                });
            }
            file(from, path)
        }
        _ => match library.index.by_name(library, from, path) {
            Some(there) => section(from, there, anchor),
            None => Err(Miss::Note {
                name: path.to_owned(),
            }),
        },
    }
}

fn file<'a>(from: &Note, path: &str) -> Result<Target, Miss<'a>> {
    index::from_folder(from, path)
        .map(Target::File)
        .ok_or_else(|| Miss::Outside {
            path: path.to_owned(),
        })
}

fn section<'a>(from: &Note, there: &'a Note, anchor: Option<String>) -> Result<Target, Miss<'a>> {
    let wanted = anchor.filter(|anchor| !anchor.is_empty());
    let found = match wanted {
        None => None,
        Some(anchor) => match index::anchor_in(there, &anchor) {
            Some(found) => Some(found),
            None => {
                return Err(Miss::Section {
                    note: there,
                    anchor,
                });
            }
        },
    };
    Ok(match found {
        Some(anchor) if there.id() == from.id() => Target::Section(anchor),
        anchor => Target::Note {
            id: there.id().clone(),
            anchor,
        },
    })
}

impl Miss<'_> {
    fn nearest(&self, library: &Library) -> Option<Nearest> {
        match self {
            Self::Note { name } => index::nearest_note(library, name),
            Self::Section { note, anchor } => index::nearest_section(note, anchor),
            Self::Outside { .. } | Self::Refused { .. } => None,
        }
    }
}

impl fmt::Display for Miss<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Note { name } => {
                let name = beginning(name, LONGEST_NAME);
                write!(formatter, "there is no note \"{name}\"")
            }
            Self::Section { note, anchor } => {
                let anchor = beginning(anchor, LONGEST_NAME);
                let what = if anchor.starts_with('^') {
                    "block"
                } else {
                    "section"
                };
                let title = note.title();
                write!(formatter, "there is no {what} \"{anchor}\" in \"{title}\"")
            }
            Self::Outside { path } => {
                let path = beginning(path, LONGEST_NAME);
                write!(formatter, "the link leads out of the notes: \"{path}\"")
            }
            Self::Refused { message } => formatter.write_str(message),
        }
    }
}

#[cfg(test)]
mod tests;
