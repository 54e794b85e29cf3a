//! Opening notes: what is to be shown is read first, within the frame where that is quick.

use super::documents::{Begun, Opened, begin_job, fits_in_frame, open_job, rest_job};
use super::effect::Effect;
use super::nav::{Nav, Stop};
use super::running::Purpose;
use super::state::AppState;
use super::{apply_library, apply_navigation, apply_search};
use crate::base::ids::NoteId;
use crate::base::time::Moment;
use crate::library::links::{Target, resolve};
use crate::markdown::document::{BlockKind, Link, LinkKind};

/// So many embedded notes are read together with the one that they stand in; others follow as
/// they come into view.
const EMBEDS_AHEAD: usize = 20;

/// Has the notes on screen read, if they are not open.
pub(super) fn follow_route(state: &mut AppState) -> Vec<Effect> {
    let notes = shown(state);
    notes.iter().filter_map(|note| open(state, note)).collect()
}

/// The notes on screen.
fn shown(state: &AppState) -> Vec<NoteId> {
    let notes = stops(state).filter_map(|stop| stop.route.note_id().cloned());
    notes.collect()
}

/// What is on screen: in the pane, and in the one beside it.
fn stops(state: &AppState) -> impl Iterator<Item = &Stop> {
    let panes = [Some(&state.nav), state.beside.as_ref()];
    panes.into_iter().flatten().map(Nav::current)
}

/// Has a note read, if it is not open.
pub(super) fn open(state: &mut AppState, id: &NoteId) -> Option<Effect> {
    let note = state.library.note(id)?;
    if !state.documents.begin(note) {
        return None;
    }
    let within_frame = fits_in_frame(note);
    let job = if !within_frame && begins_to_show(state, id) {
        begin_job(note.clone())
    } else {
        open_job(note.clone())
    };
    let task = state.running.start(Purpose::OpenNote);
    Some(if within_frame {
        Effect::DoNow { task, job }
    } else {
        Effect::SpawnBeside { task, job }
    })
}

/// Whether nothing is to be seen yet of a note on screen, which is nowhere shown further down.
fn begins_to_show(state: &AppState, id: &NoteId) -> bool {
    let is_of_note = |stop: &&Stop| stop.route.note_id() == Some(id);
    let mut stops = stops(state).filter(is_of_note).peekable();
    state.documents.shown(id).is_none() && stops.peek().is_some() && stops.all(Stop::is_at_top)
}

/// Takes up the beginning of a note, and has the rest of it read.
pub(super) fn begun(state: &mut AppState, begun: Begun) -> Vec<Effect> {
    let Begun {
        note,
        beginning,
        text,
    } = begun;
    state.documents.take_beginning(note.id(), beginning);
    let job = rest_job(note, text);
    let task = state.running.start(Purpose::OpenNote);
    vec![Effect::SpawnBeside { task, job }]
}

/// The person asks once more for a note that could not be read.
pub(super) fn try_again(state: &mut AppState, id: &NoteId) -> Vec<Effect> {
    state.documents.forgive(id);
    open(state, id).into_iter().collect()
}

/// Takes up a note that was read.
pub(super) fn opened(state: &mut AppState, opened: Opened, now: Moment) -> Vec<Effect> {
    let id = opened.note.clone();
    let shown = shown(state);
    state.documents.take(opened, &shown);
    let mut effects = Vec::new();
    if shown.contains(&id) {
        effects.extend(open_embedded(state, &id));
    }
    if state.place_unproven && state.nav.route().note_id() == Some(&id) {
        apply_navigation::tell_if_gone(state, now);
    }
    effects.extend(apply_search::note_opened(state, &id));
    let is_stale = match (state.library.note(&id), state.documents.get(&id)) {
        (Some(note), Some(open)) => note.hash() != open.hash,
        _ => false,
    };
    // The file is not what was known of it: so are perhaps others.
    if is_stale && !state.running.any(Purpose::LoadLibrary) {
        effects.push(apply_library::reload(state));
    }
    effects
}

/// Has the notes read that stand in this one.
fn open_embedded(state: &mut AppState, id: &NoteId) -> Vec<Effect> {
    let Some(document) = state.documents.document(id) else {
        return Vec::new();
    };
    let embeds = document
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Embed { link } => Some(link),
            _ => None,
        });
    let notes: Vec<NoteId> = embeds
        .take(EMBEDS_AHEAD)
        .filter_map(|link| {
            let link = Link {
                destination: link.destination.clone(),
                kind: LinkKind::Wiki,
            };
            match resolve(&state.library, id, &link) {
                Target::Note { id, .. } => Some(id),
                _ => None,
            }
        })
        .collect();
    notes.iter().filter_map(|note| open(state, note)).collect()
}
