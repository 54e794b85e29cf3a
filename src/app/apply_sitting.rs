//! Runs of questions on the practise screen.
//!
//! A rating moves the run on at once and leaves a record; the shell writes it before the next
//! frame, and if that fails the rating is taken back (see [`super::event`]).

use super::apply_navigation;
use super::command::SittingCommand;
use super::effect::{Effect, RatedIn};
use super::route::{Route, Scope};
use super::sittings::Practice;
use super::state::AppState;
use crate::base::ids::CardId;
use crate::base::time::Moment;
use crate::quiz::card::{Card, Listed};
use crate::quiz::memory::Rating;
use crate::quiz::queue;
use crate::quiz::sitting::Sitting;

pub(super) fn apply(state: &mut AppState, command: SittingCommand, now: Moment) -> Vec<Effect> {
    match command {
        SittingCommand::Start(scope) => start(state, scope, now),
        SittingCommand::StartBeyond(scope) => start_beyond(state, scope, now),
        SittingCommand::Rate(rating) => rate(state, rating, now),
        SittingCommand::Undo => undo(state, now),
        SittingCommand::ReadAbout => read_about(state),
        SittingCommand::End => {
            let effects = rate_as_proposed(state, now);
            end(state, now);
            effects
        }
        SittingCommand::Close => {
            state.practice = None;
            Vec::new()
        }
        SittingCommand::Toggle(position) => {
            with_sitting(state, |sitting| sitting.toggle_position(position))
        }
        SittingCommand::Write(text) => with_sitting(state, |sitting| sitting.write(&text)),
        SittingCommand::GiveUp => with_sitting(state, |sitting| {
            sitting.give_up(now);
        }),
        SittingCommand::Submit => with_sitting(state, |sitting| {
            sitting.submit(now);
        }),
    }
}

/// Shows the practise screen, and begins a run if anything waits and none is under way.
fn start(state: &mut AppState, scope: Scope, now: Moment) -> Vec<Effect> {
    let resumes = state
        .practice
        .as_ref()
        .is_some_and(|practice| practice.scope == scope && practice.summary.is_none());
    let mut effects = vec![Effect::SaveSession];
    if !resumes {
        let answered = unrated(state);
        let is_answered = |card: &CardId| answered.iter().any(|(answer, _)| answer == card);
        effects.extend(rate_as_proposed(state, now));
        let seed = state.next_seed();
        let today = state.today();
        let notes = notes_of(state, &scope);
        let includes = |note: &crate::base::ids::NoteId| notes.contains(note);
        let askable = state.bank.askable(&state.progress.history);
        let waiting = queue::waiting(
            askable.filter(|listed| !is_answered(&listed.id)),
            &state.progress.history,
            today,
            state.progress.limits(),
            &includes,
            seed,
        );
        begin(state, scope.clone(), &waiting, seed, now);
    }
    apply_navigation::go(state, Route::Practise(scope));
    effects
}

/// Asks everything in the scope, whether it waits or not.
fn start_beyond(state: &mut AppState, scope: Scope, now: Moment) -> Vec<Effect> {
    let mut effects = rate_as_proposed(state, now);
    let seed = state.next_seed();
    let notes = notes_of(state, &scope);
    let includes = |note: &crate::base::ids::NoteId| notes.contains(note);
    let cards = queue::everything(
        state.bank.askable(&state.progress.history),
        &state.progress.history,
        &includes,
        seed,
    );
    begin(state, scope.clone(), &cards, seed, now);
    apply_navigation::go(state, Route::Practise(scope));
    effects.push(Effect::SaveSession);
    effects
}

fn begin(state: &mut AppState, scope: Scope, listed: &[Listed], seed: u64, now: Moment) {
    let listed = listed.iter();
    let cards: Vec<Card> = listed
        .filter_map(|listed| state.bank.card(&listed.id))
        .collect();
    state.practice = (!cards.is_empty()).then(|| Practice {
        scope,
        sitting: Sitting::start(cards, seed, now),
        summary: None,
    });
}

fn notes_of(
    state: &AppState,
    scope: &Scope,
) -> std::collections::BTreeSet<crate::base::ids::NoteId> {
    match scope {
        Scope::Everything => state
            .library
            .notes()
            .iter()
            .map(|note| note.id().clone())
            .collect(),
        Scope::Topic(topic) => state
            .library
            .notes_in(topic)
            .iter()
            .map(|note| note.id().clone())
            .collect(),
        Scope::Note(note) => std::iter::once(note.clone()).collect(),
    }
}

fn with_sitting(state: &mut AppState, change: impl FnOnce(&mut Sitting)) -> Vec<Effect> {
    if let Some(practice) = &mut state.practice {
        change(&mut practice.sitting);
    }
    Vec::new()
}

fn rate(state: &mut AppState, rating: Rating, now: Moment) -> Vec<Effect> {
    let Some(practice) = &mut state.practice else {
        return Vec::new();
    };
    let happening = practice.sitting.rate(rating, now);
    if practice.sitting.is_finished() {
        end(state, now);
    }
    let rated = Some(RatedIn::Practice);
    happening
        .map(|happening| Effect::Append {
            what: happening.into(),
            rated,
        })
        .into_iter()
        .collect()
}

/// Whoever leaves a question whose answer is judged takes the rating that is proposed.
fn rate_as_proposed(state: &mut AppState, now: Moment) -> Vec<Effect> {
    let rated = unrated(state).into_iter();
    rated
        .flat_map(|(_, rating)| rate(state, rating, now))
        .collect()
}

/// The questions whose answers are judged and not rated, with the ratings that fit.
fn unrated(state: &AppState) -> Vec<(CardId, Rating)> {
    let practice = state.practice.iter();
    practice
        .flat_map(Practice::unrated)
        .map(|(card, rating)| (card.clone(), rating))
        .collect()
}

fn undo(state: &mut AppState, now: Moment) -> Vec<Effect> {
    let Some(practice) = &mut state.practice else {
        return Vec::new();
    };
    let Some(undone) = practice.sitting.undo(now) else {
        return Vec::new();
    };
    practice.summary = None;
    undone
        .happening
        .map(|happening| Effect::append(happening.into()))
        .into_iter()
        .collect()
}

fn end(state: &mut AppState, now: Moment) {
    let Some(practice) = &mut state.practice else {
        return;
    };
    if practice.sitting.rated() == 0 {
        state.practice = None;
    } else {
        practice.summary = Some(practice.sitting.summary(now));
    }
}

fn read_about(state: &mut AppState) -> Vec<Effect> {
    let showing = state
        .practice
        .as_ref()
        .and_then(|practice| practice.sitting.current());
    let Some(place) = showing.map(|showing| showing.card.place()) else {
        return Vec::new();
    };
    apply_navigation::go(
        state,
        Route::Note {
            id: place.note,
            section: place.section,
        },
    );
    vec![Effect::SaveSession]
}
