//! Reading the library: the bundled notes and the person's own, with their questions.
//!
//! Runs on the worker. Only what is new or changed is read (`gather`); if that is much,
//! the tree is there before it is, and it is read by a second job. What could not be read comes
//! back as sentences.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::follow::follow;
use super::gather::{Gathered, Pending, gather};
use super::moved::{Gone, Identities, Moved};
use super::question_bank::QuestionBank;
use crate::base::ids::NoteId;
use crate::import::batch::{self, ImportPlaces};
use crate::import::{Cancelled, Step};
use crate::library::Library;
use crate::tasks::job::Job;
use crate::tasks::progress::Reporter;

/// More than so many bytes of new notes are read by a job of their own.
const AT_ONCE: u64 = 4 << 20;

/// Where notes come from.
#[derive(Debug, Clone)]
pub struct Sources {
    /// A folder instead of the notes compiled in, for authors.
    pub folder: Option<PathBuf>,
    /// The person's own notes and their backups.
    pub places: ImportPlaces,
    /// Whether imports that were cut short are taken back first.
    pub recover: bool,
    /// The identities of notes that were moved.
    pub identities: Arc<Identities>,
    /// Notes that went in this run.
    pub gone: Vec<Gone>,
    /// The notes in which the person did something.
    pub touched: Arc<BTreeSet<NoteId>>,
    /// The notes as they were read last; nothing at the start.
    pub known: Arc<Library>,
    /// The folder of what is kept of them.
    pub kept: PathBuf,
}

/// What was read.
#[derive(Debug)]
pub struct Loaded {
    /// All notes.
    pub library: Library,
    /// All questions.
    pub bank: QuestionBank,
    /// What was taken back.
    pub notices: Vec<String>,
    /// What could not be read.
    pub unread: Option<String>,
    /// Folders that are not there; their notes are among the others as they were known.
    pub missing: Vec<PathBuf>,
    /// Notes that were found again at another place.
    pub moved: Vec<Moved>,
    /// Notes that went, and were not found again.
    pub gone: Vec<Gone>,
    /// Whether anything is not as it was known.
    pub is_changed: bool,
    /// Whether an identity is elsewhere than it was, or came back.
    pub handed_on: bool,
    /// What is still to be read.
    pub rest: Option<Rest>,
}

/// Notes that are still to be read.
#[derive(Debug)]
pub struct Rest(Gathered);

/// The job that reads everything.
pub fn job(sources: Sources) -> Job {
    Job::Custom {
        name: "read the notes",
        work: Box::new(move |reporter| Ok(Box::new(read(&sources, reporter)?))),
    }
}

/// The job that reads what [`job`] left.
pub fn rest_job(rest: Rest) -> Job {
    Job::Custom {
        name: "read the notes",
        work: Box::new(move |reporter| {
            let loaded = finish(rest.0, reporter)?;
            loaded.library.follow_links();
            Ok(Box::new(loaded))
        }),
    }
}

fn read(sources: &Sources, reporter: &mut Reporter<'_>) -> Result<Loaded, Cancelled> {
    let taken_back = if sources.recover {
        batch::recover(&sources.places)
    } else {
        Vec::new()
    };
    let mut gathered = gather(sources, reporter)?;
    gathered.notices = taken_back;
    let to_read: u64 = gathered.pending.iter().map(Pending::bytes).sum();
    if to_read <= AT_ONCE {
        let loaded = finish(gathered, reporter)?;
        // At the start the tree does not wait for it.
        if !sources.known.notes().is_empty() {
            loaded.library.follow_links();
        }
        return Ok(loaded);
    }
    let mut loaded = loaded(&mut gathered);
    loaded.rest = Some(Rest(gathered));
    Ok(loaded)
}

/// Reads what is to be read.
fn finish(mut gathered: Gathered, reporter: &mut Reporter<'_>) -> Result<Loaded, Cancelled> {
    let pending = std::mem::take(&mut gathered.pending);
    let total = pending.len();
    for (done, pending) in pending.into_iter().enumerate() {
        reporter.update(Step {
            done,
            total,
            label: pending.path(),
        })?;
        gathered.read(pending, reporter.now());
    }
    let unread = gathered.tell_unread();
    let changes = std::mem::take(&mut gathered.changes);
    let mut gone = std::mem::take(&mut gathered.gone);
    let moved = follow(&mut gathered.have, changes, &mut gone, &gathered.touched);
    let mut loaded = loaded(&mut gathered);
    // An identity that a note has is not given to another.
    let all_gone = gone.len();
    gone.retain(|gone| loaded.library.note(&gone.note).is_none());
    loaded.handed_on = !moved.is_empty() || gone.len() < all_gone;
    loaded.moved = moved;
    loaded.unread = unread;
    loaded.gone = gone;
    Ok(loaded)
}

fn loaded(gathered: &mut Gathered) -> Loaded {
    let library = Library::from_parsed(gathered.known_now());
    Loaded {
        bank: QuestionBank::of(&library),
        library,
        notices: std::mem::take(&mut gathered.notices),
        unread: None,
        missing: gathered.missing.clone(),
        moved: Vec::new(),
        gone: Vec::new(),
        is_changed: gathered.is_changed,
        handed_on: false,
        rest: None,
    }
}
