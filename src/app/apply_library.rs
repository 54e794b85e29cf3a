//! The library as it comes and changes: read at the start, looked at anew when files changed.

use std::path::PathBuf;
use std::sync::Arc;

use super::effect::Effect;
use super::load_library::{self, Loaded, Sources};
use super::moved::{Gone, Moved, touched};
use super::notices::Gravity;
use super::running::Purpose;
use super::state::{AppState, Saving};
use super::{apply_import, apply_navigation, apply_search, kept_notes};
use crate::base::time::Moment;
use crate::library::Library;

pub(super) fn library_loaded(state: &mut AppState, loaded: Loaded, now: Moment) -> Vec<Effect> {
    if state.fold_all_once || !state.library_loading {
        state.fold_all_once &= loaded.rest.is_some();
        fold_new_topics(state, &loaded.library);
    }
    let is_first = state.library.notes().is_empty();
    state.library = Arc::new(loaded.library);
    if is_first {
        apply_navigation::tell_if_gone(state, now);
    }
    state.bank = Arc::new(loaded.bank);
    if std::mem::take(&mut state.pictures_changed) {
        state.pictures.outdate();
    } else {
        state.pictures.forget_absent();
    }
    state.documents.follow(&state.library);
    let today = state.today();
    state.progress.recount_reading(&state.library);
    state.progress.recount(&state.library, &state.bank, today);
    for notice in loaded.notices {
        state.notices.push(Gravity::Warning, notice, now);
    }
    tell_missing(state, loaded.missing, now);
    if let Some(rest) = loaded.rest {
        let job = load_library::rest_job(rest);
        return vec![apply_import::spawn(state, Purpose::LoadLibrary, job)];
    }
    tell_unread(state, loaded.unread, now);
    state.library_loading = false;
    state.kept_notes.is_behind |= loaded.is_changed;
    let mut effects = apply_search::notes_changed(state);
    effects.push(Effect::WatchFolders(folders(state)));
    let told = moved(state, loaded.moved, loaded.gone);
    if told.is_none() {
        effects.extend(kept_notes::keep(state, loaded.handed_on, now));
    }
    effects.extend(told);
    if std::mem::take(&mut state.look_again) {
        effects.push(reload(state));
    }
    effects
}

/// What comes anew comes folded, so that the tree stays as it is; but for the topics around the
/// open note.
fn fold_new_topics(state: &mut AppState, library: &Library) {
    let open = state.nav.route().note_id().and_then(|id| library.note(id));
    let above = open.map_or_else(Vec::new, |note| library.topics_above(note));
    let topics = library.topics().iter();
    let new = topics.filter(|topic| state.library.topic(&topic.id).is_none());
    let hidden = new.filter(|topic| above.iter().all(|above| above.id != topic.id));
    state.folded.extend(hidden.map(|topic| topic.id.clone()));
}

/// Reading was stopped, or failed: what is known is searched and watched.
pub(super) fn stopped(state: &mut AppState) -> Vec<Effect> {
    state.library_loading = false;
    state.look_again = false;
    let mut effects = apply_search::notes_changed(state);
    effects.push(Effect::WatchFolders(folders(state)));
    effects
}

/// Remembers which notes were found again at another place, and which went. What of it is to be
/// written comes back.
fn moved(state: &mut AppState, moved: Vec<Moved>, gone: Vec<Gone>) -> Option<Effect> {
    state.gone = gone;
    if moved.is_empty() {
        return None;
    }
    let identities = Arc::make_mut(&mut state.identities);
    for moved in &moved {
        identities.learn(moved.folder.as_deref(), &moved.note, &moved.path);
    }
    for moved in &moved {
        if let Some(before) = &moved.instead_of {
            state.nav.follow(before, &moved.note);
            if let Some(beside) = &mut state.beside {
                beside.follow(before, &moved.note);
            }
        }
    }
    let is_told = !matches!(state.saving, Saving::ReadOnly(_));
    is_told.then(|| Effect::AppendAll(moved.into_iter().map(Moved::told).collect()))
}

/// The folders that notes are in.
fn folders(state: &AppState) -> Vec<PathBuf> {
    let own = state.places.library.clone();
    state.notes_folder.iter().cloned().chain([own]).collect()
}

/// Looks at the folders of the notes, after the reading that may be under way.
pub(super) fn look_for_changes(state: &mut AppState) -> Vec<Effect> {
    if state.running.any(Purpose::LoadLibrary) {
        state.look_again = true;
        return Vec::new();
    }
    vec![reload(state)]
}

/// Says once of each folder that it is not there, as long as that is so.
fn tell_missing(state: &mut AppState, missing: Vec<PathBuf>, now: Moment) {
    let message = |folder: &PathBuf| {
        format!(
            "The folder \"{}\" is missing. Its notes are kept as they were last known.",
            folder.display()
        )
    };
    for folder in &missing {
        if !state.missing_folders.contains(folder) {
            state.notices.push(Gravity::Warning, message(folder), now);
        }
    }
    for folder in &state.missing_folders {
        if !missing.contains(folder) {
            state.notices.take_back(&message(folder));
        }
    }
    state.missing_folders = missing;
}

/// Says once what could not be read, as long as that is so.
fn tell_unread(state: &mut AppState, unread: Option<String>, now: Moment) {
    if state.unread_told == unread {
        return;
    }
    if let Some(told) = &state.unread_told {
        state.notices.take_back(told);
    }
    if let Some(message) = &unread {
        state.notices.push(Gravity::Warning, message.clone(), now);
    }
    state.unread_told = unread;
}

/// Reads what changed of the notes.
pub(super) fn reload(state: &mut AppState) -> Effect {
    let sources = Sources {
        folder: state.notes_folder.clone(),
        places: state.places.clone(),
        recover: false,
        identities: Arc::clone(&state.identities),
        gone: state.gone.clone(),
        touched: Arc::new(touched(&state.progress.history, &state.marks)),
        known: Arc::clone(&state.library),
        kept: state.kept_notes.folder.clone(),
    };
    apply_import::spawn(state, Purpose::LoadLibrary, load_library::job(sources))
}
