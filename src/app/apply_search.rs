//! Searching: asking as one types, opening what was found, stepping through what is lit.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::apply_documents;
use super::apply_find;
use super::apply_navigation::{self, go_to_place};
use super::command::SearchCommand;
use super::effect::Effect;
use super::mentions::Mentions;
use super::notices::Gravity;
use super::panes::{self, Pane};
use super::route::Route;
use super::running::Purpose;
use super::search::{Answered, Asked, Indexed, LedBy, LitNote, Opening, answer_job, index_job};
use super::search_inserts::OpenInserts;
use super::state::AppState;
use crate::base::ids::NoteId;
use crate::base::text::sentence;
use crate::base::time::Moment;
use crate::library::anchor::Place;
use crate::search::lights::{Lights, LitPlace};
use crate::search::query::Query;
use crate::search::results::{Reach, Results};

pub(super) fn apply(state: &mut AppState, command: SearchCommand) -> Vec<Effect> {
    match command {
        SearchCommand::Ask(text) => ask(state, text),
        SearchCommand::Open { note, block } => open(state, &note, block),
        SearchCommand::More => more(state),
        SearchCommand::Next => step(state, |current, all| (current + 1) % all),
        SearchCommand::Previous => step(state, |current, all| (current + all - 1) % all),
        SearchCommand::End => {
            state.search.seeking.lit = None;
            Vec::new()
        }
    }
}

/// Asks the index, unless there is nothing to ask or no index yet.
fn ask(state: &mut AppState, text: String) -> Vec<Effect> {
    let is_action = text.starts_with('>');
    if is_action || Query::parse(&text).is_empty() {
        forget(state);
        return Vec::new();
    }
    state.search.asked = text;
    state.search.reach = Reach::default();
    if state.search.ready {
        vec![ask_again(state)]
    } else {
        Vec::new()
    }
}

/// Asks for more of what is found, if anything was left out.
fn more(state: &mut AppState) -> Vec<Effect> {
    let shown = state.search.results.as_ref().filter(|shown| shown.more);
    let Some(reach) = shown.and_then(|shown| shown.reach.farther()) else {
        return Vec::new();
    };
    state.search.reach = reach;
    vec![ask_again(state)]
}

fn ask_again(state: &mut AppState) -> Effect {
    let task = state.running.start(Purpose::Search);
    state.search.newest.store(task, Ordering::Relaxed);
    let job = answer_job(Asked {
        query: state.search.asked.clone(),
        reach: state.search.reach,
        task,
        newest: Arc::clone(&state.search.newest),
        index: Arc::clone(&state.search.index),
        library: Arc::clone(&state.library),
        recent: Arc::clone(&state.search.recent),
    });
    Effect::SpawnBeside { task, job }
}

/// Nothing is asked any more.
pub(super) fn forget(state: &mut AppState) {
    state.search.asked.clear();
    state.search.results = None;
    state.search.newest.store(0, Ordering::Relaxed);
}

/// Opens a note at a block that was found, with what was sought lit in it: once it is read.
fn open(state: &mut AppState, note: &NoteId, block: usize) -> Vec<Effect> {
    let Some(results) = state.search.results.clone() else {
        return Vec::new();
    };
    open_found(state, note, block, results)
}

fn open_found(
    state: &mut AppState,
    note: &NoteId,
    block: usize,
    results: Arc<Results>,
) -> Vec<Effect> {
    state.search.opening = Some(Opening {
        note: note.clone(),
        block,
        results,
        pane: Pane::Main,
    });
    match apply_documents::open(state, note) {
        Some(effect) => vec![effect],
        None => note_opened(state, note),
    }
}

/// Opens a note where it names another.
pub(super) fn open_mention(state: &mut AppState, note: &NoteId, block: usize) -> Vec<Effect> {
    let Some(results) = state.mentions.latest().cloned() else {
        return Vec::new();
    };
    open_found(state, note, block, results)
}

/// A note was read: shows the place in it that was asked for, and lights anew what is lit.
pub(super) fn note_opened(state: &mut AppState, note: &NoteId) -> Vec<Effect> {
    let opening = state
        .search
        .opening
        .take_if(|opening| opening.note == *note);
    if let Some(opening) = opening {
        return match opening.pane {
            Pane::Main => arrive(state, &opening),
            Pane::Beside => panes::go_beside(state, |state| arrive(state, &opening)),
        };
    }
    let main = relight(state, note);
    let beside = panes::in_beside(state, |state| relight(state, note));
    main.into_iter().chain(beside.flatten()).collect()
}

fn arrive(state: &mut AppState, opening: &Opening) -> Vec<Effect> {
    let library = Arc::clone(&state.library);
    let Opening {
        note,
        block,
        results,
        ..
    } = opening;
    let (Some(found), Some(open)) = (library.note(note), state.documents.get(note).cloned()) else {
        // It cannot be read: its screen says why.
        apply_navigation::go(state, Route::note(note.clone()));
        forget(state);
        return vec![Effect::SaveSession];
    };
    state.search.seeking.find.open = false;
    go_to_place(state, Place::of(&open.document, note, *block));
    let lights = Lights::of(found, &open.document, &OpenInserts(&open), &results.sought);
    let step = next_step(state);
    state.search.seeking.lit = Some(LitNote {
        note: note.clone(),
        search: Some(LedBy {
            query: results.query.clone(),
            sought: results.sought.clone(),
            block: *block,
        }),
        current: lights.nearest(LitPlace::from_block(*block)),
        lights: Arc::new(lights),
        step,
    });
    forget(state);
    vec![Effect::SaveSession]
}

pub(super) fn next_step(state: &mut AppState) -> u64 {
    state.search.steps += 1;
    state.search.steps
}

fn step(state: &mut AppState, next: impl Fn(usize, usize) -> usize) -> Vec<Effect> {
    let here = state.nav.route().note_id().cloned();
    let step = next_step(state);
    let lit = state.search.seeking.lit.as_mut();
    if let Some(lit) = lit.filter(|lit| Some(&lit.note) == here.as_ref() && !lit.lights.is_empty())
    {
        lit.current = next(lit.current, lit.lights.len());
        lit.step = step;
        let place = lit.lights.place(lit.current);
        state.search.seeking.find.from = place.unwrap_or(state.search.seeking.find.from);
    }
    Vec::new()
}

/// Puts the lights out on the way to another note, and ends finding on the way to anywhere.
pub(super) fn leave_for(state: &mut AppState, note: Option<&NoteId>) {
    if state.nav.route().note_id() != note {
        apply_find::close(state);
    }
    let lit = state.search.seeking.lit.as_ref();
    if let (Some(lit), Some(note)) = (lit, note)
        && lit.note != *note
    {
        state.search.seeking.lit = None;
    }
}

/// The notes were read: indexes what changed, after the update that may be under way.
pub(super) fn notes_changed(state: &mut AppState) -> Vec<Effect> {
    state.mentions = Mentions::default();
    if state.running.any(Purpose::Index) {
        state.search.index_again = true;
        return Vec::new();
    }
    let index = Arc::clone(&state.search.index);
    let job = index_job(index, Arc::clone(&state.library));
    let task = state.running.start(Purpose::Index);
    vec![Effect::SpawnLong { task, job }]
}

fn relight(state: &mut AppState, note: &NoteId) -> Option<Effect> {
    if state.search.seeking.find.open && state.nav.route().note_id() == Some(note) {
        let found_anew = apply_find::find(state);
        state.search.seeking.find.leads = false;
        return found_anew;
    }
    let mut lit = state.search.seeking.lit.take_if(|lit| lit.note == *note)?;
    let (note, open) = (state.library.note(note)?, state.documents.get(note)?);
    let sought = &lit.search.as_ref()?.sought;
    let place = lit.lights.place(lit.current).unwrap_or_default();
    let lights = Lights::of(note, &open.document, &OpenInserts(open), sought);
    lit.current = lights.nearest(place);
    lit.lights = Arc::new(lights);
    state.search.seeking.lit = Some(lit);
    None
}

/// The index is up to date, or cannot be had.
pub(super) fn indexed(state: &mut AppState, indexed: Indexed, now: Moment) -> Vec<Effect> {
    let mut effects = Vec::new();
    if std::mem::take(&mut state.search.index_again) {
        effects.extend(notes_changed(state));
    }
    match indexed.0 {
        Ok(_) => {
            state.search.ready = true;
            if !state.search.asked.is_empty() {
                effects.push(ask_again(state));
            }
            effects
        }
        Err(error) => {
            let message = format!("{error}. Titles are found all the same");
            state
                .notices
                .push(Gravity::Warning, sentence(&message), now);
            effects
        }
    }
}

/// A question was answered; only the newest answer counts.
pub(super) fn answered(state: &mut AppState, task: u64, answered: Answered) -> Vec<Effect> {
    if state.search.newest.load(Ordering::Relaxed) != task {
        return Vec::new();
    }
    match answered.0 {
        Ok(results) => {
            state.search.results = results.map(Arc::new);
            Vec::new()
        }
        Err(_engine_failed) => failed(state),
    }
}

/// An index that fails to answer is damaged: it is built anew, once in a run.
pub(super) fn failed(state: &mut AppState) -> Vec<Effect> {
    state.search.results = None;
    if std::mem::replace(&mut state.search.rebuilt, true) {
        return Vec::new();
    }
    state.search.index.discard();
    state.search.ready = false;
    notes_changed(state)
}
