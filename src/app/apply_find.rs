//! Finding in the open note: the bar opens and closes, what is typed is looked for at once.

use std::sync::Arc;

use super::apply_search::next_step;
use super::command::{FindCommand, FindSwitch};
use super::effect::Effect;
use super::find::{FoundInNote, find_job};
use super::running::Purpose;
use super::search::LitNote;
use super::state::AppState;
use crate::search::lights::LitPlace;

pub(super) fn apply(state: &mut AppState, command: FindCommand) -> Vec<Effect> {
    let pattern = &mut state.search.find.pattern;
    match command {
        FindCommand::Open => return open(state).into_iter().collect(),
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

fn open(state: &mut AppState) -> Option<Effect> {
    state.search.find.openings += 1;
    if std::mem::replace(&mut state.search.find.open, true) {
        return None;
    }
    let place = state.nav.current().place.as_ref();
    state.search.find.from = LitPlace::from_block(place.map_or(0, |place| place.block));
    state.search.lit = None;
    find(state)
}

/// Closes the bar, with its lights.
pub(super) fn close(state: &mut AppState) {
    if std::mem::take(&mut state.search.find.open) {
        state.search.find.newest = None;
        state.search.lit = None;
    }
}

/// Looks for the pattern in the open note. What was found before stays lit until the answer is
/// there.
pub(super) fn find(state: &mut AppState) -> Option<Effect> {
    let note = state.nav.route().note_id().cloned()?;
    let find = &mut state.search.find;
    find.newest = None;
    find.leads = true;
    find.error = None;
    let finder = find.pattern.finder().unwrap_or_else(|error| {
        find.error = Some(error);
        None
    });
    let Some(finder) = finder else {
        state.search.lit = None;
        return None;
    };
    // A note that is still being read is looked through when it is there.
    let open = state.documents.get(&note)?.clone();
    let job = find_job(state.library.note(&note)?.clone(), open, finder);
    let task = state.running.start(Purpose::Find);
    state.search.find.newest = Some(task);
    Some(Effect::SpawnBeside { task, job })
}

/// The note was looked through; only the newest answer counts.
pub(super) fn found(state: &mut AppState, task: u64, found: FoundInNote) {
    let is_newest = state.search.find.newest == Some(task);
    if !is_newest || state.nav.route().note_id() != Some(&found.note) {
        return;
    }
    state.search.find.newest = None;
    let step = if state.search.find.leads {
        next_step(state)
    } else {
        state.search.lit.as_ref().map_or(0, |lit| lit.step)
    };
    let current = found.lights.nearest(state.search.find.from);
    state.search.lit = Some(LitNote {
        note: found.note,
        search: None,
        current,
        lights: Arc::new(found.lights),
        step,
    });
}
