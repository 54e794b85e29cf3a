//! What is known of the notes, kept on disk so that the next start need not read them.
//!
//! It says what lay where, and the journal which identity lies elsewhere now. So it is written
//! behind the journal, and at once when an identity changed hands: a start that knows less could
//! take one note for another. For all other changes there is time.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::apply_import;
use super::effect::Effect;
use super::running::Purpose;
use super::state::AppState;
use crate::base::time::Moment;
use crate::library::{Library, Origin, ParsedNote};
use crate::store::note_cache::{self, ToCache};
use crate::tasks::job::Job;

/// Written at most this often while the program runs.
const PAUSE: Duration = Duration::from_mins(1);

/// Where it is kept, and how far.
#[derive(Debug, Clone, Default)]
pub struct KeptNotes {
    /// The folder.
    pub folder: PathBuf,
    /// Whether it may be written: not in a run that only reads.
    pub may_save: bool,
    /// Whether it is behind what was read.
    pub(super) is_behind: bool,
    /// When it was written last.
    pub(super) saved: Option<Moment>,
}

/// It was written, or could not be.
#[derive(Debug)]
pub(super) struct Kept {
    is_saved: bool,
}

/// A folder of notes; none stands for the program.
type Folder = (Origin, Option<Arc<Path>>);

/// Writes what is known now, if it is time; never of a folder that is missing. `handed_on` says
/// that an identity changed hands.
pub(super) fn keep(state: &mut AppState, handed_on: bool, now: Moment) -> Option<Effect> {
    let kept = &state.kept_notes;
    let is_time = || kept.saved.is_none_or(|saved| now.since(saved) >= PAUSE);
    let is_due = kept.is_behind && (handed_on || is_time());
    let job = job(state).filter(|_| is_due)?;
    state.kept_notes.is_behind = false;
    state.kept_notes.saved = Some(now);
    Some(apply_import::spawn(state, Purpose::KeepNotes, job))
}

/// Writes at once what is not written yet: the window is going.
pub fn keep_at_close(state: &mut AppState) -> Option<Effect> {
    let is_due = state.kept_notes.is_behind || state.running.any(Purpose::KeepNotes);
    let job = job(state).filter(|_| is_due)?;
    let task = state.running.start(Purpose::KeepNotes);
    Some(Effect::DoNow { task, job })
}

/// What could not be written is written another time.
pub(super) fn take(state: &mut AppState, kept: &Kept) {
    state.kept_notes.is_behind |= !kept.is_saved;
}

/// The folders whose notes are known as they are.
fn folders(state: &AppState) -> Vec<Folder> {
    let told = state.notes_folder.as_deref();
    let own = (Origin::Mine, Some(state.places.library.as_path()));
    let all = [(Origin::Bundled, told), own].into_iter();
    let there = all.filter(|(_, root)| {
        let is_missing = |root: &Path| state.missing_folders.iter().any(|other| other == root);
        !root.is_some_and(is_missing)
    });
    there
        .map(|(origin, root)| (origin, root.map(Arc::from)))
        .collect()
}

/// The job that writes; none where nothing may be written.
fn job(state: &AppState) -> Option<Job> {
    let (library, folders) = (Arc::clone(&state.library), folders(state));
    let place = state.kept_notes.folder.clone();
    state.kept_notes.may_save.then(|| Job::Custom {
        name: "keep what is known of the notes",
        work: Box::new(move |_| {
            let is_saved = save(&library, &folders, &place).is_ok();
            Ok(Box::new(Kept { is_saved }))
        }),
    })
}

/// Writes one file for each folder, the empty ones too.
fn save(library: &Library, folders: &[Folder], place: &Path) -> io::Result<()> {
    let parsed: Vec<Arc<ParsedNote>> = library.parsed().collect();
    for (origin, root) in folders {
        let own =
            |note: &&Arc<ParsedNote>| note.origin() == *origin && note.root() == root.as_ref();
        let kept: Vec<ToCache<'_>> = parsed
            .iter()
            .filter(own)
            .map(|note| ToCache {
                path: note.path(),
                stamp: note.stamp(),
                digest: note.digest(),
                kept_id: note.kept_id(),
            })
            .collect();
        let file = note_cache::place(place, *origin, root.as_ref().map(AsRef::as_ref));
        note_cache::save(&file, &kept)?;
    }
    Ok(())
}
