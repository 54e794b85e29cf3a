//! Which notes there are, which of them are known as they are, and which have to be read.
//!
//! A note is known by the stamp of its file (size and time), or by the hash of its text where the
//! time cannot be trusted; what is known comes from the library before, or from the cache.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::documents::read_source;
use super::follow::Changes;
use super::load_library::Sources;
use super::moved::{Gone, Identities};
use crate::base::ids::NoteId;
use crate::base::text::count;
use crate::base::time::Moment;
use crate::import::{Cancelled, convert};
use crate::library::digest::text_hash;
use crate::library::{FileStamp, Library, NoteSource, NoteText, Origin, ParsedNote};
use crate::store::{bundled, note_cache};
use crate::tasks::notes::{look_at, remembered};
use crate::tasks::progress::Reporter;
use crate::tasks::worker::both;

/// What is known of all notes.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Notes that are known as they are.
    pub have: Vec<Arc<ParsedNote>>,
    /// Notes that have to be read.
    pub pending: Vec<Pending>,
    /// What was taken back.
    pub notices: Vec<String>,
    /// Folders that are not there any more.
    pub missing: Vec<PathBuf>,
    /// Notes that went before.
    pub gone: Vec<Gone>,
    /// What is not as it was; the places are those in `have`.
    pub changes: Changes,
    /// The notes in which the person did something.
    pub touched: Arc<BTreeSet<NoteId>>,
    /// The identities of notes that were moved before.
    pub identities: Arc<Identities>,
    /// Whether anything is not as it was known.
    pub is_changed: bool,
    unread: Vec<String>,
}

/// A note that has to be read.
#[derive(Debug)]
pub(super) struct Pending {
    path: String,
    origin: Origin,
    from: From,
    /// What was known of it.
    before: Option<Arc<ParsedNote>>,
}

#[derive(Debug)]
enum From {
    Program(&'static str),
    File { root: Arc<Path>, stamp: FileStamp },
}

/// Notes of one folder by their path.
type Known = BTreeMap<String, Arc<ParsedNote>>;

impl Pending {
    /// Its path, for progress.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// How much there is to read.
    pub(super) fn bytes(&self) -> u64 {
        match &self.from {
            From::Program(text) => text.len() as u64,
            From::File { stamp, .. } => stamp.bytes,
        }
    }
}

/// Looks at all places where notes are; reads no note.
pub(super) fn gather(
    sources: &Sources,
    reporter: &mut Reporter<'_>,
) -> Result<Gathered, Cancelled> {
    let mut gathered = Gathered {
        gone: sources.gone.clone(),
        identities: Arc::clone(&sources.identities),
        touched: Arc::clone(&sources.touched),
        ..Gathered::default()
    };
    match &sources.folder {
        None => gathered.program(sources),
        Some(folder) => gathered.folder(sources, folder, Origin::Bundled, reporter)?,
    }
    gathered.folder(sources, &sources.places.library, Origin::Mine, reporter)?;
    Ok(gathered)
}

impl Gathered {
    /// All notes as far as they are known now: what is still to be read, as it was before.
    pub(super) fn known_now(&self) -> Vec<Arc<ParsedNote>> {
        let pending = self.pending.iter();
        let before = pending.filter_map(|pending| pending.before.clone());
        self.have.iter().cloned().chain(before).collect()
    }

    fn program(&mut self, sources: &Sources) {
        let mut known = known(sources, Origin::Bundled, None);
        self.changes.was.extend(known.values().cloned());
        for (path, text) in bundled::notes() {
            let before = known.remove(&path);
            match before {
                Some(before) if before.digest().hash == text_hash(text) => self.have.push(before),
                before => self.pending.push(Pending {
                    path,
                    origin: Origin::Bundled,
                    from: From::Program(text),
                    before,
                }),
            }
        }
        self.is_changed |= !known.is_empty() || !self.pending.is_empty();
    }

    fn folder(
        &mut self,
        sources: &Sources,
        folder: &Path,
        origin: Origin,
        reporter: &mut Reporter<'_>,
    ) -> Result<(), Cancelled> {
        let root: Arc<Path> = Arc::from(folder);
        let (mut known, seen) = both(
            || known(sources, origin, Some(&root)),
            || look_at(folder, reporter),
        );
        self.changes.was.extend(known.values().cloned());
        as_the_journal_says(&mut known, self.identities.in_folder(origin, &root));
        let Some(seen) = seen? else {
            if !known.is_empty() {
                self.have.extend(known.into_values());
                self.missing.push(folder.to_owned());
            }
            return Ok(());
        };
        let mut unread = HashSet::new();
        for note in seen {
            let before = known.remove(&note.path);
            let stamp = match note.stamp {
                Ok(stamp) => stamp,
                Err(reason) => {
                    self.unread.push(format!("\"{}\": {reason}", note.path));
                    self.have.extend(before);
                    unread.insert(note.path);
                    continue;
                }
            };
            match before {
                Some(before) if stamp.modified != 0 && before.stamp() == stamp => {
                    self.have.push(before);
                }
                before => self.pending.push(Pending {
                    path: note.path,
                    origin,
                    from: From::File {
                        root: Arc::clone(&root),
                        stamp,
                    },
                    before,
                }),
            }
        }
        // Of a folder that cannot be entered what is in it stays as it was known.
        let kept = known.extract_if(.., |path, _| {
            above(path).any(|folder| unread.contains(folder))
        });
        self.have.extend(kept.map(|(_, note)| note));
        self.is_changed |= !known.is_empty() || !self.pending.is_empty();
        self.changes.went.extend(known.into_values());
        Ok(())
    }

    /// Reads a note. What cannot be read stays as it was known, and is told.
    pub(super) fn read(&mut self, pending: Pending, now: Moment) {
        let Pending {
            path,
            origin,
            from,
            before,
        } = pending;
        let (text, root, stamp) = match from {
            From::Program(text) => {
                let note = read_source(NoteSource {
                    path,
                    text: text.into(),
                    origin,
                    root: None,
                });
                self.have.push(Arc::new(note.compiled(text)));
                return;
            }
            From::File { root, stamp } => {
                let file = path
                    .split('/')
                    .fold(root.to_path_buf(), |at, name| at.join(name));
                match convert::read_note(&file) {
                    Ok(note) => (note.text, root, remembered(stamp, now)),
                    Err(reason) => {
                        self.unread.push(format!("\"{path}\": {reason}"));
                        self.have.extend(before);
                        return;
                    }
                }
            }
        };
        let identities = self.identities.in_folder(origin, &root);
        let kept_id = identities.and_then(|known| known.get(&path)).cloned();
        let place = self.have.len();
        let same = match before {
            Some(before) if before.digest().hash == text_hash(&text) => Some(before),
            Some(before) => {
                self.changes.rewritten.push((place, before));
                None
            }
            None => {
                self.changes.new.push(place);
                None
            }
        };
        let note = if let Some(before) = same {
            let digest = before.digest().clone();
            ParsedNote::known(path, origin, Some(root), NoteText::File, stamp, digest)
        } else {
            let source = NoteSource {
                path,
                text: text.into(),
                origin,
                root: Some(root),
            };
            read_source(source).stamped(stamp)
        };
        self.have.push(Arc::new(note.keeping(kept_id)));
    }

    /// Words what could not be read.
    pub(super) fn tell_unread(&mut self) -> Option<String> {
        let unread = std::mem::take(&mut self.unread);
        let notes = count(unread.len(), "note");
        let first = unread.first()?;
        Some(format!("{notes} could not be read. {first}."))
    }
}

/// The folders that a path lies in, the outermost, which has no name, last.
fn above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| {
        let folder = || path.rsplit_once('/').map_or("", |(folder, _)| folder);
        (!path.is_empty()).then(folder)
    })
    .skip(1)
}

/// What is known of the notes of one folder, or of the program.
fn known(sources: &Sources, origin: Origin, root: Option<&Arc<Path>>) -> Known {
    if sources.known.notes().is_empty() {
        let file = note_cache::place(&sources.kept, origin, root.map(AsRef::as_ref));
        in_cache(&file, origin, root)
    } else {
        in_library(&sources.known, origin, root)
    }
}

/// Gives notes the identities that they have now: the journal may know more than the cache.
fn as_the_journal_says(known: &mut Known, identities: Option<&BTreeMap<String, NoteId>>) {
    for note in known.values_mut() {
        let kept_id = identities.and_then(|known| known.get(note.path()));
        if note.kept_id() != kept_id {
            *note = Arc::new(ParsedNote::clone(note).keeping(kept_id.cloned()));
        }
    }
}

fn in_library(library: &Library, origin: Origin, root: Option<&Arc<Path>>) -> Known {
    library
        .parsed()
        .filter(|note| note.origin() == origin && note.root() == root)
        .map(|note| (note.path().to_owned(), note))
        .collect()
}

fn in_cache(file: &Path, origin: Origin, root: Option<&Arc<Path>>) -> Known {
    let compiled: HashMap<String, &'static str> = match root {
        Some(_) => HashMap::new(),
        None => bundled::notes().into_iter().collect(),
    };
    let cached = note_cache::load(file).into_iter();
    let note = cached.filter_map(|cached| {
        let text = match root {
            Some(_) => NoteText::File,
            None => NoteText::Compiled(compiled.get(&cached.path)?),
        };
        let path = cached.path.clone();
        let note = ParsedNote::known(
            cached.path,
            origin,
            root.cloned(),
            text,
            cached.stamp,
            cached.digest,
        );
        Some((path, Arc::new(note.keeping(cached.kept_id))))
    });
    note.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn note_that_is_still_to_be_read_is_known_as_it_was() {
        let note = |text: &str| {
            let source = NoteSource {
                path: "a.md".to_owned(),
                text: text.into(),
                origin: Origin::Bundled,
                root: None,
            };
            Arc::new(read_source(source))
        };
        let gathered = Gathered {
            pending: vec![Pending {
                path: "a.md".to_owned(),
                origin: Origin::Bundled,
                from: From::Program("# After"),
                before: Some(note("# Before")),
            }],
            ..Gathered::default()
        };
        let library = Library::from_parsed(gathered.known_now());
        assert_eq!(&**library.notes()[0].title(), "Before");
    }

    #[test]
    fn path_lies_in_each_folder_above_it() {
        assert_eq!(above("a/b/c.md").collect::<Vec<_>>(), ["a/b", "a", ""]);
        assert_eq!(above("c.md").collect::<Vec<_>>(), [""]);
    }
}
