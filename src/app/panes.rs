//! Two panes side by side: the one in which all screens are shown, and one beside it for a note or
//! a diagram, with its own way back and forward.
//!
//! What is asked for in the pane beside is carried out as everything is, with the ways of the two,
//! and what is sought in them, exchanged for that moment.

use super::apply::obey;
use super::command::{Command, PaneCommand};
use super::effect::Effect;
use super::nav::{Nav, Stop};
use super::route::Route;
use super::state::AppState;
use crate::base::time::Moment;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// All screens are shown here.
    #[default]
    Main,
    /// A note or a diagram beside it.
    Beside,
}

/// Whether a screen can stand beside another.
pub fn fits_beside(route: &Route) -> bool {
    matches!(route, Route::Note { .. } | Route::Diagram { .. })
}

pub(super) fn apply(state: &mut AppState, command: PaneCommand, now: Moment) -> Vec<Effect> {
    match command {
        PaneCommand::Open(route) => return within(state, Command::Go(route), now),
        PaneCommand::Within(command) => return within(state, *command, now),
        PaneCommand::Close => close(state),
        PaneCommand::Swap => {
            let main = state.nav.current().clone();
            if let Some(beside) = &mut state.beside
                && fits_beside(&main.route)
            {
                let there = beside.current().clone();
                beside.go(main);
                state.nav.go(there);
                let search = &mut state.search;
                std::mem::swap(&mut search.seeking, &mut search.seeking_beside);
            }
        }
        PaneCommand::Toggle if state.beside.is_some() => close(state),
        PaneCommand::Toggle => {
            let here = state.nav.current();
            state.beside = fits_beside(&here.route).then(|| Nav::at(Stop::clone(here)));
        }
    }
    vec![Effect::SaveSession]
}

/// Carries a command out as if the pane beside were the main one. What cannot stand beside opens
/// in the main pane.
fn within(state: &mut AppState, command: Command, now: Moment) -> Vec<Effect> {
    let told = state.notices.next_id();
    let waits = state.search.opening.take();
    let effects = go_beside(state, |state| obey(state, command, now));
    // What is offered in place of what is missing opens where that was asked for, and so does what
    // a search found and is still to be read.
    let offers = state.notices.offers_since(told);
    let of_pane = offers.filter(|offer| offer.is_of_pane());
    of_pane.for_each(Command::move_beside);
    match &mut state.search.opening {
        Some(opening) => opening.pane = Pane::Beside,
        none => *none = waits,
    }
    effects
}

/// Does something as if the pane beside were the main one, which opens if it is not there.
pub(super) fn go_beside<T>(state: &mut AppState, act: impl FnOnce(&mut AppState) -> T) -> T {
    let before = state.beside.take().unwrap_or_default();
    let main = exchange(state, before.clone());
    let done = act(state);
    let beside = exchange(state, main);
    if fits_beside(beside.route()) {
        state.beside = Some(beside);
    } else {
        if beside.route() != before.route() {
            state.nav.go(beside.current().clone());
        }
        state.beside = fits_beside(before.route()).then_some(before);
    }
    done
}

/// Does something as if the pane beside were the main one, if there is one.
pub(super) fn in_beside<T>(
    state: &mut AppState,
    act: impl FnOnce(&mut AppState) -> T,
) -> Option<T> {
    let beside = state.beside.take()?;
    let main = exchange(state, beside);
    let done = act(state);
    state.beside = Some(exchange(state, main));
    Some(done)
}

/// Makes `other` the way of the main pane, with what is sought there; returns the way before.
fn exchange(state: &mut AppState, other: Nav) -> Nav {
    let search = &mut state.search;
    std::mem::swap(&mut search.seeking, &mut search.seeking_beside);
    std::mem::replace(&mut state.nav, other)
}

fn close(state: &mut AppState) {
    state.beside = None;
    state.search.seeking_beside.end();
    let opening = &mut state.search.opening;
    opening.take_if(|opening| opening.pane == Pane::Beside);
}
