//! Which marks of all notes have lost their words: looked for in the background, because notes have
//! to be read for it. The open note knows of its own.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::ids::MarkId;
use crate::library::Library;
use crate::library::anchor::find_all;
use crate::library::marks::Marks;
use crate::markdown::parse;
use crate::tasks::job::Job;
use crate::tasks::notes::text_of;

/// What was found.
#[derive(Debug)]
pub struct MarksFound {
    /// The marks whose words, or whose notes, are gone.
    pub lost: BTreeSet<MarkId>,
}

/// The job that looks for them.
pub(super) fn find_job(library: Arc<Library>, marks: Marks) -> Job {
    Job::Custom {
        name: "look for marked words",
        work: Box::new(move |reporter| {
            let mut lost = BTreeSet::new();
            for note in marks.notes() {
                if reporter.is_cancelled() {
                    break;
                }
                let of_note = marks.of_note(note);
                let Some(note) = library.note(note) else {
                    lost.extend(of_note.iter().map(|mark| mark.id.clone()));
                    continue;
                };
                let places: Vec<_> = of_note.iter().map(|mark| &mark.place).collect();
                // What cannot be read now is not lost.
                let Ok(text) = text_of(note) else {
                    continue;
                };
                let found = find_all(&parse(text), &places);
                let gone = of_note
                    .iter()
                    .zip(found)
                    .filter(|(_, found)| !found.is_there());
                lost.extend(gone.map(|(mark, _)| mark.id.clone()));
            }
            Ok(Box::new(MarksFound { lost }))
        }),
    }
}
