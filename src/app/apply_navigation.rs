//! Going places: screens, links, back and forward, the tree and the dialogs.

use std::sync::Arc;

use super::command::{Command, Overlay, Part};
use super::effect::Effect;
use super::nav::{Nav, Stop};
use super::notices::Gravity;
use super::route::Route;
use super::state::AppState;
use super::{apply_marks, apply_search};
use crate::base::ids::NoteId;
use crate::base::text::{LONGEST_NAME, beginning, sentence};
use crate::base::time::Moment;
use crate::library::anchor::{Place, shortened};
use crate::library::links::{Nearest, Target, resolve};
use crate::markdown::document::Link;

/// Longer titles are cut off on a notice's button, in characters.
const LONGEST_OFFER: usize = 32;

pub(super) fn apply(state: &mut AppState, command: Command, now: Moment) -> Vec<Effect> {
    match command {
        Command::Go(route) => {
            go(state, route);
            tell_if_gone(state, now);
        }
        Command::GoToPlace(place) => {
            go_to_place(state, place);
            tell_if_gone(state, now);
        }
        Command::Follow { from, link } => return follow(state, &from, &link, now),
        Command::Back => travel(state, Nav::behind, Nav::back, now),
        Command::Forward => travel(state, Nav::ahead, Nav::forward, now),
        Command::RememberPlace { place, arrival } => state.nav.remember(place, arrival),
        Command::Open(overlay) => {
            if overlay == Overlay::Jump {
                apply_search::forget(state);
            }
            state.overlay = Some(overlay);
            if overlay == Overlay::Marks {
                return vec![apply_marks::find_all(state)];
            }
        }
        Command::CloseOverlay => close_overlay(state),
        Command::ToggleTree => state.tree_shown = !state.tree_shown,
        Command::TurnTo(Part::TreeFilter) => state.tree_shown = true,
        Command::ToggleFocus => toggle_focus(state, now),
        Command::ToggleFold(topic) if !state.folded.remove(&topic) => {
            state.folded.insert(topic);
        }
        Command::FoldAll => {
            state.folded = state
                .library
                .topics()
                .iter()
                .map(|topic| topic.id.clone())
                .collect();
        }
        Command::UnfoldAll => state.folded.clear(),
        _ => {}
    }
    vec![Effect::SaveSession]
}

/// Into focus mode, or out of it. The first time in a run it says how to get out.
fn toggle_focus(state: &mut AppState, now: Moment) {
    state.focusing = !state.focusing;
    if state.focusing && !std::mem::replace(&mut state.focus_told, true) {
        let message = "Everything but the text steps back. It comes back where the pointer goes; \
                       Esc or F9 ends this.";
        state.notices.push(Gravity::Info, message, now);
    }
}

/// Goes to a screen. A note opens where it was last left, unless a section is named.
pub(super) fn go(state: &mut AppState, route: Route) {
    leave_overlay(state);
    state.open_mark = None;
    state.place_unproven = false;
    apply_search::leave_for(state, route.note_id());
    let place = match &route {
        Route::Note { id, section: None } => state.nav.last_place(id).cloned(),
        _ => None,
    };
    state.nav.go(Stop { route, place });
    unfold_open(state);
}

/// Goes to a place in a note.
pub(super) fn go_to_place(state: &mut AppState, place: Place) {
    leave_overlay(state);
    state.open_mark = None;
    state.place_unproven = false;
    apply_search::leave_for(state, Some(&place.note));
    state.nav.go(Stop {
        route: Route::note(place.note.clone()),
        place: Some(place),
    });
    unfold_open(state);
}

/// Unfolds the topics around the open note, so that the tree shows where we are.
pub(super) fn unfold_open(state: &mut AppState) {
    let library = Arc::clone(&state.library);
    let open = state.nav.route().note_id().and_then(|id| library.note(id));
    for topic in open.map_or_else(Vec::new, |note| library.topics_above(note)) {
        state.folded.remove(&topic.id);
    }
}

/// Goes to the nearest of `stops`, which are those behind or ahead, if there is one.
fn travel(state: &mut AppState, stops: fn(&Nav) -> &[Stop], go: fn(&mut Nav) -> bool, now: Moment) {
    let Some(stop) = stops(&state.nav).last() else {
        return;
    };
    let note = stop.route.note_id().cloned();
    state.open_mark = None;
    apply_search::leave_for(state, note.as_ref());
    go(&mut state.nav);
    unfold_open(state);
    tell_if_gone(state, now);
}

/// Says so when the words of the place are no longer in the note; once the note is open.
pub(super) fn tell_if_gone(state: &mut AppState, now: Moment) {
    state.place_unproven = false;
    let place = state.nav.current().place.as_ref();
    let Some(place) = place.filter(|place| place.block > 0 && !place.quote.is_empty()) else {
        return;
    };
    let note = state.library.note(&place.note);
    let Some(open) = note.and_then(|note| state.documents.current(note)) else {
        state.place_unproven = true;
        return;
    };
    if !place.find(&open.document).is_there() {
        let words = shortened(&place.quote, 48);
        let message = format!(
            "\u{201c}{words}\u{201d} is no longer in this note. This is the nearest place."
        );
        state.notices.push(Gravity::Info, message, now);
    }
}

fn follow(state: &mut AppState, from: &NoteId, link: &Link, now: Moment) -> Vec<Effect> {
    match resolve(&state.library, from, link) {
        Target::Note { id, anchor } => go(
            state,
            Route::Note {
                id,
                section: anchor.map(Arc::from),
            },
        ),
        Target::Section(anchor) => {
            go(
                state,
                Route::Note {
                    id: from.clone(),
                    section: Some(Arc::from(anchor)),
                },
            );
        }
        Target::Footnote(label) => {
            let anchor = format!("footnote-{label}");
            go(
                state,
                Route::Note {
                    id: from.clone(),
                    section: Some(Arc::from(anchor)),
                },
            );
        }
        Target::Tag(tag) => {
            apply_search::forget(state);
            state.search.offered = Some(tag);
            state.overlay = Some(Overlay::Jump);
        }
        Target::Diagram { .. } => {
            let link = link.destination.trim_start_matches("diagram:");
            let (kind, query) = link.split_once('?').unwrap_or((link, ""));
            go(
                state,
                Route::Diagram {
                    kind: kind.into(),
                    query: query.into(),
                },
            );
        }
        Target::File(path) => {
            let path = beginning(&path, LONGEST_NAME);
            let message = format!("\"{path}\" is no note. It is opened by no link from here.");
            state.notices.push(Gravity::Info, message, now);
        }
        Target::Web(address) => return vec![Effect::OpenWeb(address)],
        Target::Broken {
            message,
            nearest,
            note,
        } => {
            if let Some(note) = note.filter(|note| note != from) {
                go(state, Route::note(note));
            }
            let message = sentence(&message);
            let action = nearest.map(open_nearest);
            state.notices.push_with(Gravity::Info, message, action, now);
        }
        Target::Refused { message } => {
            state.notices.push(Gravity::Info, sentence(&message), now);
        }
    }
    vec![Effect::SaveSession]
}

/// What a notice offers in place of what is missing.
fn open_nearest(nearest: Nearest) -> (String, Box<Command>) {
    let title = beginning(&nearest.title, LONGEST_OFFER);
    let route = Route::Note {
        id: nearest.note,
        section: nearest.anchor.map(Arc::from),
    };
    let label = format!("Open \u{201c}{title}\u{201d}");
    (label, Box::new(Command::Go(route)))
}

fn close_overlay(state: &mut AppState) {
    if state.overlay == Some(Overlay::Import) {
        state.import = None;
    }
    state.open_drawing = None;
    state.search.offered = None;
    leave_overlay(state);
}

/// Shows what lies beneath the dialogs; an import that is under review lies there.
fn leave_overlay(state: &mut AppState) {
    state.overlay = state.import.is_some().then_some(Overlay::Import);
}
