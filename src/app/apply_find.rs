//! Finding in the open note: the bar opens and closes, what is typed is looked for at once.

use std::sync::Arc;

use super::apply_search::next_step;
use super::command::{FindCommand, FindSwitch, Words};
use super::effect::Effect;
use super::find::{FoundInNote, find_job};
use super::panes;
use super::running::Purpose;
use super::search::LitNote;
use super::state::AppState;
use crate::markdown::excerpt::part_text;
use crate::search::lights::LitPlace;

/// More selected bytes are not meant to be found.
const MOST_SELECTED: usize = 200;

pub(super) fn apply(state: &mut AppState, command: FindCommand) -> Vec<Effect> {
    let pattern = &mut state.search.seeking.find.pattern;
    match command {
        FindCommand::Open(words) => return open(state, words).into_iter().collect(),
        FindCommand::Close => {
            close(state);
            return Vec::new();
        }
        FindCommand::Write(text) => pattern.text = text,
        FindCommand::Flip(switch) => {
            let switch = match switch {
                FindSwitch::MatchCase => &mut pattern.match_case,
                FindSwitch::WholeWords => &mut pattern.whole_words,
                FindSwitch::Regex => &mut pattern.regex,
            };
            *switch = !*switch;
        }
    }
    find(state).into_iter().collect()
}

fn open(state: &mut AppState, words: Option<Words>) -> Option<Effect> {
    let selected = words.and_then(|words| selected(state, &words));
    let place = state.nav.current().place.as_ref();
    let reader = LitPlace::from_block(place.map_or(0, |place| place.block));
    let find_state = &mut state.search.seeking.find;
    find_state.openings += 1;
    let was_open = std::mem::replace(&mut find_state.open, true);
    match selected {
        Some((text, from)) => {
            find_state.pattern.seek(text);
            find_state.from = from;
        }
        None if was_open => return None,
        None => find_state.from = reader,
    }
    state.search.seeking.lit = None;
    find(state)
}

/// The selected words, and where they stand, if they are of the open note and few, within one
/// text.
fn selected(state: &AppState, words: &Words) -> Option<(String, LitPlace)> {
    let Words { note, spots } = words;
    let open = (state.nav.route().note_id() == Some(note)).then(|| state.documents.get(note))??;
    let block = open.document.blocks.get(spots.start.block)?;
    let text = part_text(block, spots.start.part)?;
    let is_one = (spots.end.block, spots.end.part) == (spots.start.block, spots.start.part);
    let text = text.get(spots.start.at..spots.end.at).filter(|_| is_one)?;
    let is_few = text.len() <= MOST_SELECTED && !text.contains('\n');
    is_few.then(|| (text.to_owned(), LitPlace::of_spot(block, spots.start)))
}

/// Closes the bar, with its lights.
pub(super) fn close(state: &mut AppState) {
    if state.search.seeking.find.open {
        state.search.seeking.end();
    }
}

/// Looks for the pattern in the open note. What was found before stays lit until the answer is
/// there.
pub(super) fn find(state: &mut AppState) -> Option<Effect> {
    let note = state.nav.route().note_id().cloned()?;
    let find = &mut state.search.seeking.find;
    find.newest = None;
    find.leads = true;
    find.error = None;
    let finder = find.pattern.finder().unwrap_or_else(|error| {
        find.error = Some(error);
        None
    });
    let Some(finder) = finder else {
        state.search.seeking.lit = None;
        return None;
    };
    // A note that is still being read is looked through when it is there.
    let open = state.documents.get(&note)?.clone();
    let job = find_job(state.library.note(&note)?.clone(), open, finder);
    let task = state.running.start(Purpose::Find);
    state.search.seeking.find.newest = Some(task);
    Some(Effect::SpawnBeside { task, job })
}

/// The note of a pane was looked through.
pub(super) fn found(state: &mut AppState, task: u64, found: FoundInNote) {
    if state.search.seeking_beside.find.newest == Some(task) {
        panes::in_beside(state, |state| light(state, task, found));
    } else {
        light(state, task, found);
    }
}

/// Only the newest answer counts.
fn light(state: &mut AppState, task: u64, found: FoundInNote) {
    let is_newest = state.search.seeking.find.newest == Some(task);
    if !is_newest || state.nav.route().note_id() != Some(&found.note) {
        return;
    }
    state.search.seeking.find.newest = None;
    let step = if state.search.seeking.find.leads {
        next_step(state)
    } else {
        state.search.seeking.lit.as_ref().map_or(0, |lit| lit.step)
    };
    let current = found.lights.nearest(state.search.seeking.find.from);
    state.search.seeking.lit = Some(LitNote {
        note: found.note,
        search: None,
        current,
        lights: Arc::new(found.lights),
        step,
    });
}
