//! The notes that are open, parsed, within a budget: what was opened longest ago is dropped.
//!
//! The library keeps no documents. A note that is to be shown is read by a job: a usual one
//! within the frame, a large one on a worker, whose beginning is shown until the whole is there.
//! What is shown stays until its new text is there.

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::question_bank::id_rule;
use crate::base::ids::{CardId, NoteId};
use crate::library::digest::text_hash;
use crate::library::{Library, Note, NoteSource, NoteText, ParsedNote};
use crate::markdown::document::Document;
use crate::markdown::{parse_beginning, parse_to_show};
use crate::quiz::card::Card;
use crate::quiz::extract::{extract, list};
use crate::tasks::job::Job;
use crate::tasks::notes::text_of;

/// All open notes together have at most so many bytes, those on screen not counted.
const BUDGET_BYTES: usize = 24 << 20;
/// Notes up to so many bytes are read within the frame: that takes a millisecond or two.
const WITHIN_FRAME_BYTES: u64 = 200 << 10;
/// The beginning of a large note has at least so many bytes: many screens.
const BEGINNING_BYTES: usize = 64 << 10;

/// The open notes.
#[derive(Debug, Default)]
pub struct Documents {
    notes: BTreeMap<NoteId, Entry>,
    /// Counts up with each use.
    uses: u64,
}

/// A note in whole, or its beginning.
#[derive(Debug, Clone)]
pub struct OpenNote {
    /// Its text, parsed.
    pub document: Arc<Document>,
    /// Its questions.
    pub cards: Arc<[Card]>,
    /// The hash of the text; of a beginning, as the library has it.
    pub hash: u64,
    /// How many bytes it takes in memory, about.
    bytes: usize,
}

#[derive(Debug, Default)]
struct Entry {
    open: Option<OpenNote>,
    /// Shown while the whole is being read for the first time.
    beginning: Option<OpenNote>,
    /// Why it could not be read, the last time.
    failure: Option<String>,
    is_being_read: bool,
    /// The hash that the library had of the note when it was read last.
    asked: Option<u64>,
    used: u64,
}

/// What came of reading a note.
#[derive(Debug)]
pub(super) struct Opened {
    pub note: NoteId,
    pub result: Result<OpenNote, String>,
}

/// The beginning of a note is read, and its text.
#[derive(Debug)]
pub(super) struct Begun {
    pub note: Note,
    pub beginning: OpenNote,
    /// All of it.
    pub text: Arc<str>,
}

impl OpenNote {
    /// Reads a note from wherever its text is, or says in a clause why it cannot be read.
    pub fn read(note: &Note) -> Result<Self, String> {
        Ok(Self::whole(note, text_of(note)?))
    }

    fn whole(note: &Note, text: Arc<str>) -> Self {
        let hash = text_hash(&text);
        Self::of(note, hash, parse_to_show(text))
    }

    fn beginning(note: &Note, text: &Arc<str>) -> Option<Self> {
        let document = parse_beginning(text, BEGINNING_BYTES)?;
        Some(Self::of(note, note.hash(), document))
    }

    fn of(note: &Note, hash: u64, document: Document) -> Self {
        let (cards, _) = extract(&document, note.id(), id_rule(note.origin()));
        Self {
            bytes: document.weight(),
            document: Arc::new(document),
            cards: cards.into(),
            hash,
        }
    }

    /// The question that stands in the `block`th block.
    pub fn card_at(&self, block: usize) -> Option<&Card> {
        self.cards.iter().find(|card| card.block == block)
    }
}

impl Documents {
    /// A note, if it is open.
    pub fn get(&self, note: &NoteId) -> Option<&OpenNote> {
        self.notes.get(note)?.open.as_ref()
    }

    /// What is to be seen of a note: it, or its beginning while the rest is being read.
    pub fn shown(&self, note: &NoteId) -> Option<&OpenNote> {
        let entry = self.notes.get(note)?;
        entry.open.as_ref().or(entry.beginning.as_ref())
    }

    /// The text of a note, if it is open.
    pub fn document(&self, note: &NoteId) -> Option<&Arc<Document>> {
        self.get(note).map(|open| &open.document)
    }

    /// A note, if it is open as it stands in the library, or newer.
    pub(super) fn current(&self, note: &Note) -> Option<&OpenNote> {
        self.notes.get(note.id())?.current(note.hash())
    }

    /// A question of a note that is to be seen.
    pub fn card(&self, id: &CardId) -> Option<&Card> {
        let open = self.shown(&id.note())?;
        open.cards.iter().find(|card| card.id == *id)
    }

    /// Whether a note is open as it was before, and was not asked for since.
    pub fn is_stale(&self, note: &Note) -> bool {
        self.notes.get(note.id()).is_some_and(|entry| {
            let is_current = entry.is_being_read || entry.current(note.hash()).is_some();
            entry.open.is_some() && !is_current
        })
    }

    /// Why a note could not be read.
    pub fn failure(&self, note: &NoteId) -> Option<&str> {
        self.notes.get(note)?.failure.as_deref()
    }

    /// How many bytes the open notes take, about.
    pub fn bytes(&self) -> usize {
        self.notes.values().map(Entry::bytes).sum()
    }

    /// Notes that `note` is used; says whether it has to be read: it is not open, or not as it
    /// stands in the library.
    pub(super) fn begin(&mut self, note: &Note) -> bool {
        self.uses += 1;
        let entry = self.notes.entry(note.id().clone()).or_default();
        entry.used = self.uses;
        let is_known = match &entry.open {
            Some(_) => entry.current(note.hash()).is_some(),
            None => entry.failure.is_some(),
        };
        let begins = !is_known && !entry.is_being_read;
        if begins {
            entry.is_being_read = true;
            entry.asked = Some(note.hash());
        }
        begins
    }

    /// Takes up what was read; `shown` are the notes on screen. What cannot be read any more stays
    /// as it was.
    pub(super) fn take(&mut self, opened: Opened, shown: &[NoteId]) {
        let entry = self.notes.entry(opened.note).or_default();
        entry.is_being_read = false;
        match opened.result {
            Ok(open) => {
                entry.open = Some(open);
                entry.beginning = None;
                entry.failure = None;
            }
            Err(reason) => entry.failure = Some(reason),
        }
        self.keep_to_budget(shown);
    }

    /// Takes up the beginning of a note whose rest is being read.
    pub(super) fn take_beginning(&mut self, note: &NoteId, beginning: OpenNote) {
        let entry = self.notes.entry(note.clone()).or_default();
        entry.beginning = Some(beginning);
    }

    /// Forgets why a note could not be read, so that it is tried again.
    pub(super) fn forgive(&mut self, note: &NoteId) {
        if let Some(entry) = self.notes.get_mut(note) {
            entry.failure = None;
        }
    }

    /// Drops what is not in the library any more, and forgets failures: files changed.
    pub(super) fn follow(&mut self, library: &Library) {
        self.notes.retain(|note, entry| {
            entry.failure = None;
            library.note(note).is_some()
        });
    }

    fn keep_to_budget(&mut self, shown: &[NoteId]) {
        let is_free = |note: &NoteId, entry: &Entry| !shown.contains(note) && entry.open.is_some();
        loop {
            let free = || {
                let notes = self.notes.iter();
                notes.filter(|(note, entry)| is_free(note, entry))
            };
            let bytes: usize = free().map(|(_, entry)| entry.bytes()).sum();
            let newest = self.uses;
            let oldest = free()
                .filter(|(_, entry)| entry.used != newest)
                .min_by_key(|(_, entry)| entry.used);
            let Some(oldest) = oldest.filter(|_| bytes > BUDGET_BYTES) else {
                return;
            };
            let oldest = oldest.0.clone();
            self.notes.remove(&oldest);
        }
    }
}

impl Entry {
    /// What is open, if it is as the library has it; what is newer than the library is not read
    /// again before the library follows.
    fn current(&self, known: u64) -> Option<&OpenNote> {
        let open = self.open.as_ref();
        open.filter(|open| open.hash == known || self.asked == Some(known))
    }

    fn bytes(&self) -> usize {
        self.open.as_ref().map_or(0, |open| open.bytes)
    }
}

/// Reads a note with its questions, for the library.
pub fn read_source(source: NoteSource) -> ParsedNote {
    let ids = id_rule(source.origin);
    let (note, document) = ParsedNote::read(source);
    note.asking(list(&document, ids))
}

/// Whether a note is read within the frame.
pub(super) fn fits_in_frame(note: &Note) -> bool {
    let bytes = match note.text() {
        NoteText::Compiled(text) => text.len() as u64,
        NoteText::Kept(text) => text.len() as u64,
        NoteText::File => note.parsed().stamp().bytes,
    };
    bytes <= WITHIN_FRAME_BYTES
}

/// The job that reads a note.
pub(super) fn open_job(note: Note) -> Job {
    job("open the note", move || {
        let result = OpenNote::read(&note);
        opened(&note, result)
    })
}

/// The job that reads a large note that is to be shown from its beginning: that comes first, where
/// it can be told.
pub(super) fn begin_job(note: Note) -> Job {
    job("open the note", move || {
        let text = match text_of(&note) {
            Ok(text) => text,
            Err(reason) => return opened(&note, Err(reason)),
        };
        match OpenNote::beginning(&note, &text) {
            Some(beginning) => Box::new(Begun {
                note,
                beginning,
                text,
            }),
            None => opened(&note, Ok(OpenNote::whole(&note, text))),
        }
    })
}

/// The job that reads the whole of a note whose beginning is shown.
pub(super) fn rest_job(note: Note, text: Arc<str>) -> Job {
    job("read the rest of the note", move || {
        opened(&note, Ok(OpenNote::whole(&note, text)))
    })
}

fn job(name: &'static str, read: impl FnOnce() -> Box<dyn Any + Send> + Send + 'static) -> Job {
    Job::Custom {
        name,
        work: Box::new(move |_| Ok(read())),
    }
}

fn opened(note: &Note, result: Result<OpenNote, String>) -> Box<dyn Any + Send> {
    let note = note.id().clone();
    Box::new(Opened { note, result })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Origin;

    fn library(texts: &[(&str, &str)]) -> Library {
        let sources = texts.iter().map(|(path, text)| NoteSource {
            path: (*path).to_owned(),
            text: (*text).into(),
            origin: Origin::Bundled,
            root: None,
        });
        Library::build(sources.collect())
    }

    fn opened(note: &Note) -> Opened {
        Opened {
            note: note.id().clone(),
            result: OpenNote::read(note),
        }
    }

    #[test]
    fn note_is_read_once_and_again_when_its_text_changed() {
        let before = library(&[("a.md", "one")]);
        let note = &before.notes()[0];
        let mut documents = Documents::default();
        assert!(documents.begin(note));
        assert!(!documents.begin(note), "it is being read");
        documents.take(opened(note), &[]);
        assert!(!documents.begin(note));
        let after = library(&[("a.md", "two")]);
        assert!(documents.begin(&after.notes()[0]));
        assert_eq!(&*documents.get(note.id()).unwrap().document.source, "one");
        documents.take(opened(&after.notes()[0]), &[]);
        assert_eq!(&*documents.get(note.id()).unwrap().document.source, "two");
    }

    #[test]
    fn note_that_is_newer_than_the_library_is_read_once() {
        let before = library(&[("a.md", "one")]);
        let after = library(&[("a.md", "two")]);
        let note = &before.notes()[0];
        let mut documents = Documents::default();
        assert!(documents.begin(note));
        documents.take(opened(&after.notes()[0]), &[]);
        assert!(!documents.begin(note));
        assert!(!documents.begin(&after.notes()[0]));
    }

    #[test]
    fn failure_keeps_what_is_shown_and_is_not_tried_in_each_frame() {
        let library = library(&[("a.md", "one"), ("b.md", "b")]);
        let mut documents = Documents::default();
        let (a, b) = (&library.notes()[0], &library.notes()[1]);
        documents.begin(a);
        documents.take(opened(a), &[]);
        let failed = |note: &Note| Opened {
            note: note.id().clone(),
            result: Err("it is gone".to_owned()),
        };
        documents.take(failed(a), &[]);
        assert!(documents.get(a.id()).is_some());
        documents.begin(b);
        documents.take(failed(b), &[]);
        assert_eq!(documents.failure(b.id()), Some("it is gone"));
        assert!(!documents.begin(b));
        documents.forgive(b.id());
        assert!(documents.begin(b));
    }

    #[test]
    fn budget_drops_what_was_used_longest_ago_but_never_what_is_shown() {
        let megabyte = "words and words. ".repeat(1 << 16);
        let texts: Vec<(String, &str)> = (0..40)
            .map(|number| (format!("{number:02}.md"), megabyte.as_str()))
            .collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (&**path, *text)).collect();
        let library = library(&texts);
        let shown = [0, 1].map(|at: usize| library.notes()[at].id().clone());
        let mut documents = Documents::default();
        for note in library.notes() {
            documents.begin(note);
            documents.take(opened(note), &shown);
        }
        let weight = |id| documents.get(id).unwrap().document.weight();
        let of_shown: usize = shown.iter().map(weight).sum();
        assert!(documents.bytes() <= BUDGET_BYTES + of_shown);
        assert!(documents.get(library.notes()[2].id()).is_none());
        assert!(documents.get(library.notes()[39].id()).is_some());
    }
}
