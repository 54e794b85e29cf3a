//! Finding in the open note as state: the bar, what is typed, and the job that looks for it.
//!
//! What is found is lit as the words of a search are ([`super::search::LitNote`]). Changed by
//! `apply_find`.

use super::documents::OpenNote;
use super::search_inserts::OpenInserts;
use crate::base::ids::NoteId;
use crate::library::Note;
use crate::search::lights::{Lights, LitPlace};
use crate::search::pattern::{Finder, Pattern, PatternError};
use crate::tasks::job::Job;

/// The bar to find in the open note.
#[derive(Debug, Default)]
pub struct Find {
    /// Whether it is shown.
    pub open: bool,
    /// How often it was opened: each time it takes the keyboard.
    pub openings: u64,
    /// What is looked for; stays when the bar is closed.
    pub pattern: Pattern,
    /// Why the pattern cannot be looked for.
    pub error: Option<PatternError>,
    /// Where the reader was when it was opened, or stepped to since: the first hit from there on
    /// is looked at.
    pub(super) from: LitPlace,
    /// Whether the reader is led to what is found.
    pub(super) leads: bool,
    /// The task whose answer counts; none if no answer is awaited.
    pub(super) newest: Option<u64>,
}

impl Find {
    /// Whether an answer is still to come.
    pub fn is_waiting(&self) -> bool {
        self.newest.is_some()
    }
}

/// What was found in a note.
#[derive(Debug)]
pub(super) struct FoundInNote {
    pub note: NoteId,
    pub lights: Lights,
}

/// The job that looks for something in a note.
pub(super) fn find_job(note: Note, open: OpenNote, finder: Finder) -> Job {
    Job::Custom {
        name: "look through the note",
        work: Box::new(move |_| {
            let lights = Lights::of(&note, &open.document, &OpenInserts(&open), &finder);
            let note = note.id().clone();
            Ok(Box::new(FoundInNote { note, lights }))
        }),
    }
}
