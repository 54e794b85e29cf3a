//! Between the program's own types and what stands in `session.ron`.

use super::nav::{Nav, Stop};
use super::panes::fits_beside;
use super::route::Route;
use super::state::AppState;
use crate::base::ids::TopicId;
use crate::library::anchor::{Cut, Place};
use crate::store::files;

/// The places of a saved session; home where a place cannot be read.
pub fn nav_from(session: &files::Session) -> Nav {
    let stops = |places: &[files::Place]| places.iter().map(stop_from).collect();
    Nav::resume(
        stop_from(&session.here),
        stops(&session.back),
        stops(&session.forward),
    )
}

/// The pane beside of a saved session, without its way back.
pub fn beside_from(session: &files::Session) -> Option<Nav> {
    let stop = stop_from(session.beside.as_ref()?);
    fits_beside(&stop.route).then(|| Nav::at(stop))
}

/// The topics that are folded in a saved session; `None` if it never was saved.
pub fn folded_from(session: &files::Session) -> Option<Vec<TopicId>> {
    session
        .folded_topics
        .as_ref()
        .map(|topics| topics.iter().map(TopicId::new).collect())
}

/// What is saved of where we are. The window is the shell's to fill in.
pub fn session_to(state: &AppState) -> files::Session {
    files::Session {
        window: None,
        here: stop_to(state.nav.current()),
        beside: state.beside.as_ref().map(|nav| stop_to(nav.current())),
        back: state.nav.behind().iter().map(stop_to).collect(),
        forward: state.nav.ahead().iter().map(stop_to).collect(),
        folded_topics: Some(state.folded.iter().map(ToString::to_string).collect()),
        tree_hidden: !state.tree_shown,
        ..files::Session::default()
    }
}

fn stop_from(saved: &files::Place) -> Stop {
    let route = saved.route.parse().unwrap_or(Route::Home);
    let place = route
        .note_id()
        .filter(|_| !saved.words.is_empty() || saved.block > 0 || saved.scrolled != 0.0)
        .map(|note| Place {
            note: note.clone(),
            section: saved.section.clone(),
            quote: saved.words.clone(),
            block: saved.block,
            path: saved.path.clone(),
            before: saved.before.clone(),
            after: saved.after.clone(),
            at: saved.at,
            stretch: false,
            cut: Cut::of(saved.scrolled, saved.line_scrolled),
        });
    // A presentation does not begin by itself.
    let route = match route {
        Route::Present { id, .. } => Route::note(id),
        route => route,
    };
    Stop { route, place }
}

fn stop_to(stop: &Stop) -> files::Place {
    let route = stop.route.to_string();
    match &stop.place {
        Some(place) => files::Place {
            route,
            section: place.section.clone(),
            words: place.quote.clone(),
            block: place.block,
            path: place.path.clone(),
            before: place.before.clone(),
            after: place.after.clone(),
            at: place.at,
            scrolled: place.cut.block(),
            line_scrolled: place.cut.line(),
        },
        None => files::Place {
            route,
            ..files::Place::default()
        },
    }
}
