//! Two panes side by side: the one in which all screens are shown, and one beside it for a note or
//! a diagram, with its own way back and forward.
//!
//! What is asked for in the pane beside is carried out as everything is, with the ways of the two
//! exchanged for that moment.

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
        PaneCommand::Close => state.beside = None,
        PaneCommand::Swap => {
            let main = state.nav.current().clone();
            if let Some(beside) = &mut state.beside
                && fits_beside(&main.route)
            {
                let there = beside.current().clone();
                beside.go(main);
                state.nav.go(there);
            }
        }
        PaneCommand::Toggle if state.beside.is_some() => state.beside = None,
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
    let find = &state.search.find;
    let (lit, open, newest) = (state.search.lit.clone(), find.open, find.newest);
    let beside = state.beside.take().unwrap_or_default();
    let before = beside.clone();
    let main = std::mem::replace(&mut state.nav, beside);
    let effects = obey(state, command, now);
    let beside = std::mem::replace(&mut state.nav, main);
    // What is sought in the main pane goes on.
    state.search.lit = lit;
    state.search.find.open = open;
    state.search.find.newest = newest;
    if fits_beside(beside.route()) {
        state.beside = Some(beside);
    } else {
        if beside.route() != before.route() {
            state.nav.go(beside.current().clone());
        }
        state.beside = fits_beside(before.route()).then_some(before);
    }
    effects
}
