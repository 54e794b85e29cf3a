//! Search as state: the index, what is asked and found, and the note whose words are lit.
//!
//! The index is filled by one job after every change of the notes; questions are asked by jobs of
//! their own, of which only the newest counts. Changed by `apply_search`.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::documents::OpenNote;
use super::find::Find;
use super::panes::Pane;
use super::search_inserts::{FoundTexts, OpenInserts, RecentNotes, diagrams_stamp};
use crate::base::ids::NoteId;
use crate::import::{Cancelled, Step};
use crate::index::{Changes, IndexError, NoteIndex, Notes};
use crate::library::Library;
use crate::search::entry::{NoteEntries, chapter_of, entries_of};
use crate::search::lights::Lights;
use crate::search::query::Query;
use crate::search::results::{Reach, Results};
use crate::search::sought::Sought;
use crate::tasks::job::Job;

/// What is known of searching.
#[derive(Debug)]
pub struct Search {
    /// Finds text.
    pub index: Arc<NoteIndex>,
    /// Whether the index was complete once.
    pub ready: bool,
    /// Whether the index failed and was built anew in this run: it is tried once.
    pub(super) rebuilt: bool,
    /// Whether notes changed while the index was being brought up to date.
    pub(super) index_again: bool,
    /// The place that is to be shown once its note is open.
    pub(super) opening: Option<Opening>,
    /// The notes that were read last for excerpts.
    pub(super) recent: Arc<RecentNotes>,
    /// What is asked now; empty if nothing is.
    pub asked: String,
    /// How much of what is found is shown.
    pub(super) reach: Reach,
    /// What the search box begins with: a tag that was followed.
    pub offered: Option<String>,
    /// What was found last; while an answer is awaited, that of the question before.
    pub results: Option<Arc<Results>>,
    /// The task whose answer counts.
    pub(super) newest: Newest,
    /// What is sought in the note of the main pane.
    pub seeking: Seeking,
    /// The same in the pane beside.
    pub seeking_beside: Seeking,
    /// How often one moved to a lit place.
    pub(super) steps: u64,
}

/// What is sought in the note of a pane.
#[derive(Debug, Default)]
pub struct Seeking {
    /// The bar to find in the note.
    pub find: Find,
    /// The note whose words are lit.
    pub lit: Option<LitNote>,
}

impl Seeking {
    /// Closes the bar and puts the lights out.
    pub(super) fn end(&mut self) {
        self.find.open = false;
        self.find.newest = None;
        self.lit = None;
    }

    /// What is lit in `note`, if anything is.
    pub fn lit_in(&self, note: &NoteId) -> Option<&LitNote> {
        let lit = self.lit.as_ref().filter(|lit| lit.note == *note);
        lit.filter(|lit| !lit.lights.is_empty())
    }
}

/// A place that was found and is to be shown.
#[derive(Debug, Clone)]
pub(super) struct Opening {
    /// The note.
    pub note: NoteId,
    /// The block.
    pub block: usize,
    /// The search that found it.
    pub results: Arc<Results>,
    /// In which pane.
    pub pane: Pane,
}

/// The number of the newest question, known to its job too.
pub(super) type Newest = Arc<AtomicU64>;

/// A note in which words are lit.
#[derive(Debug, Clone)]
pub struct LitNote {
    /// Which.
    pub note: NoteId,
    /// The search that led to it; nothing if the words were looked for in the note itself.
    pub search: Option<LedBy>,
    /// The places that are lit.
    pub lights: Arc<Lights>,
    /// The place that is looked at, from 0.
    pub current: usize,
    /// Changes with every move to a place: a new number means: show it.
    pub step: u64,
}

/// A search that led to a note.
#[derive(Debug, Clone)]
pub struct LedBy {
    /// What was typed.
    pub query: String,
    /// What its words came to mean.
    pub(super) sought: Sought,
    /// The block at which the note was opened.
    pub block: usize,
}

impl Search {
    /// Nothing asked, nothing indexed yet.
    pub fn new(index: NoteIndex) -> Self {
        Self {
            index: Arc::new(index),
            ready: false,
            rebuilt: false,
            index_again: false,
            opening: None,
            recent: Arc::default(),
            asked: String::new(),
            reach: Reach::default(),
            offered: None,
            results: None,
            newest: Newest::default(),
            seeking: Seeking::default(),
            seeking_beside: Seeking::default(),
            steps: 0,
        }
    }

    /// What is sought in the note of a pane.
    pub fn seeking_in(&self, pane: Pane) -> &Seeking {
        match pane {
            Pane::Main => &self.seeking,
            Pane::Beside => &self.seeking_beside,
        }
    }

    /// Whether an answer to what is asked is still to come.
    pub fn is_waiting(&self) -> bool {
        let answered = self.results.as_ref().map(|results| results.query.as_str());
        !self.asked.is_empty() && answered != Some(&*self.asked)
    }
}

/// What came of an update of the index.
#[derive(Debug)]
pub(super) struct Indexed(pub Result<Changes, IndexError>);

/// What came of a question; nothing if a newer one was asked meanwhile.
#[derive(Debug)]
pub(super) struct Answered(pub Result<Option<Results>, IndexError>);

/// The notes of a library as the index takes them.
struct Indexable {
    library: Arc<Library>,
    diagrams: u64,
}

impl Notes for Indexable {
    fn count(&self) -> usize {
        self.library.notes().len()
    }

    fn entries(&self, at: usize) -> Option<NoteEntries> {
        let note = self.library.notes().get(at)?;
        let open = OpenNote::read(note).ok()?;
        let inserts = OpenInserts(&open);
        Some(entries_of(&self.library, note, &open.document, &inserts))
    }

    fn stamp(&self, at: usize) -> Option<(NoteId, u64)> {
        let note = self.library.notes().get(at)?;
        let mut hasher = DefaultHasher::new();
        (note.hash(), note.title(), self.diagrams).hash(&mut hasher);
        chapter_of(&self.library, note).hash(&mut hasher);
        Some((note.id().clone(), hasher.finish()))
    }
}

/// The job that brings the index up to date.
pub(super) fn index_job(index: Arc<NoteIndex>, library: Arc<Library>) -> Job {
    let diagrams = diagrams_stamp();
    let notes = Indexable { library, diagrams };
    Job::Custom {
        name: "index the notes",
        work: Box::new(move |reporter| {
            notes.library.follow_links();
            let total = notes.count();
            let changes = index.update(&notes, &mut |done| {
                let label = "";
                reporter.update(Step { done, total, label }).is_ok()
            });
            match changes.transpose() {
                Some(changes) => Ok(Box::new(Indexed(changes))),
                None => Err(Cancelled),
            }
        }),
    }
}

/// A question for the index.
pub(super) struct Asked {
    /// What was typed.
    pub query: String,
    /// How much is wanted.
    pub reach: Reach,
    /// Its task.
    pub task: u64,
    /// The task that counts.
    pub newest: Newest,
    /// What is asked.
    pub index: Arc<NoteIndex>,
    /// Where titles and texts are taken from.
    pub library: Arc<Library>,
    /// The notes that were read last.
    pub recent: Arc<RecentNotes>,
}

/// The job that answers a question.
pub(super) fn answer_job(asked: Asked) -> Job {
    Job::Custom {
        name: "search the notes",
        work: Box::new(move |_| {
            if asked.newest.load(Ordering::Relaxed) != asked.task {
                return Ok(Box::new(Answered(Ok(None))));
            }
            let found = asked.index.search(&Query::parse(&asked.query), asked.reach);
            let texts = FoundTexts {
                recent: &asked.recent,
                library: &asked.library,
            };
            let shape = |found| Results::shape(&asked.query, found, &asked.library, &texts);
            Ok(Box::new(Answered(found.map(|found| Some(shape(found))))))
        }),
    }
}
