//! Reading the library: the bundled notes and the person's own, parsed, with their questions.
//!
//! Runs on the worker; what could not be read comes back as sentences.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::question_bank::QuestionBank;
use crate::base::text::count;
use crate::import::Cancelled;
use crate::import::batch::{self, ImportPlaces};
use crate::library::{Library, NoteSource, Origin};
use crate::store::bundled;
use crate::tasks::job::Job;
use crate::tasks::load::{ReadNote, load};
use crate::tasks::progress::Reporter;

/// Where notes come from.
#[derive(Debug, Clone)]
pub struct Sources {
    /// A folder instead of the notes compiled in, for authors.
    pub folder: Option<PathBuf>,
    /// The person's own notes and their backups.
    pub places: ImportPlaces,
    /// Whether imports that were cut short are taken back first.
    pub recover: bool,
}

/// What was read.
#[derive(Debug)]
pub struct Loaded {
    /// All notes.
    pub library: Library,
    /// All questions.
    pub bank: QuestionBank,
    /// What could not be read, and what was taken back.
    pub notices: Vec<String>,
}

/// The job that reads everything.
pub fn job(sources: Sources) -> Job {
    Job::Custom {
        name: "read the notes",
        work: Box::new(move |reporter| Ok(Box::new(read(&sources, reporter)?))),
    }
}

fn read(sources: &Sources, reporter: &mut Reporter<'_>) -> Result<Loaded, Cancelled> {
    let mut notices = if sources.recover {
        batch::recover(&sources.places)
    } else {
        Vec::new()
    };
    let mut notes = match &sources.folder {
        None => bundled_sources(),
        Some(folder) => {
            let read = load(folder, reporter)?;
            sources_of(read, folder, Origin::Bundled, &mut notices)
        }
    };
    let own = &sources.places.library;
    notes.extend(sources_of(
        load(own, reporter)?,
        own,
        Origin::Mine,
        &mut notices,
    ));
    let library = Library::build(notes);
    let bank = QuestionBank::of(&library);
    Ok(Loaded {
        library,
        bank,
        notices,
    })
}

fn bundled_sources() -> Vec<NoteSource> {
    let notes = bundled::notes().into_iter();
    notes
        .map(|(path, text)| NoteSource {
            path,
            text: Arc::from(text),
            origin: Origin::Bundled,
            root: None,
        })
        .collect()
}

fn sources_of(
    read: Vec<ReadNote>,
    root: &Path,
    origin: Origin,
    notices: &mut Vec<String>,
) -> Vec<NoteSource> {
    let root: Arc<Path> = Arc::from(root);
    let mut unread = Vec::new();
    let mut sources = Vec::with_capacity(read.len());
    for note in read {
        match note.text {
            Ok(text) => {
                sources.push(NoteSource {
                    path: note.path,
                    text,
                    origin,
                    root: Some(Arc::clone(&root)),
                });
            }
            Err(reason) => unread.push(format!("\"{}\": {reason}", note.path)),
        }
    }
    if let Some(first) = unread.first() {
        notices.push(format!(
            "{} could not be read. {first}.",
            count(unread.len(), "note")
        ));
    }
    sources
}
