//! Bringing notes in: offer, review, confirm, and taking back.

use super::command::{ImportCommand, Overlay};
use super::effect::Effect;
use super::import_review::ImportReview;
use super::notices::Gravity;
use super::running::Purpose;
use super::state::{AppState, Saving};
use crate::base::text::sentence;
use crate::base::time::Moment;
use crate::import::source::paths_in_text;
use crate::tasks::job::Job;

pub(super) fn apply(state: &mut AppState, command: ImportCommand, now: Moment) -> Vec<Effect> {
    if let Saving::ReadOnly(reason) = &state.saving
        && !matches!(command, ImportCommand::Cancel)
    {
        let message = format!(
            "Nothing can be imported or taken back here. {}",
            sentence(reason)
        );
        state.notices.push(Gravity::Warning, message, now);
        return Vec::new();
    }
    match command {
        ImportCommand::Offer(inputs) => plan(state, inputs, now),
        ImportCommand::OfferText(text) => plan(state, paths_in_text(&text), now),
        ImportCommand::PickFiles => vec![Effect::PickFiles { folder: false }],
        ImportCommand::PickFolder => vec![Effect::PickFiles { folder: true }],
        ImportCommand::Include { item, included } => {
            with_review(state, |review| review.include(item, included))
        }
        ImportCommand::Split { item, split } => {
            with_review(state, |review| review.split(item, split))
        }
        ImportCommand::Confirm => confirm(state),
        ImportCommand::Cancel => {
            state.import = None;
            close(state);
            Vec::new()
        }
        ImportCommand::Undo(batch) => {
            let places = state.places.clone();
            vec![spawn(
                state,
                Purpose::UndoImport,
                Job::UndoImport { batch, places },
            )]
        }
    }
}

fn plan(state: &mut AppState, inputs: Vec<std::path::PathBuf>, now: Moment) -> Vec<Effect> {
    if inputs.is_empty() {
        return Vec::new();
    }
    if state.running.any(Purpose::Import) || state.running.any(Purpose::PlanImport) {
        let message = "Another import is under way. Drop the files again when it is done.";
        state.notices.push(Gravity::Info, message, now);
        return Vec::new();
    }
    let library = state.places.library.clone();
    vec![spawn(
        state,
        Purpose::PlanImport,
        Job::PlanImport {
            inputs,
            library,
            now,
        },
    )]
}

fn with_review(state: &mut AppState, change: impl FnOnce(&mut ImportReview)) -> Vec<Effect> {
    if let Some(review) = &mut state.import {
        change(review);
    }
    Vec::new()
}

fn confirm(state: &mut AppState) -> Vec<Effect> {
    let Some(review) = state.import.take() else {
        return Vec::new();
    };
    close(state);
    if review.selection.taken() == 0 {
        return Vec::new();
    }
    let places = state.places.clone();
    let job = Job::ExecuteImport {
        plan: review.plan,
        selection: review.selection,
        places,
    };
    vec![spawn(state, Purpose::Import, job)]
}

fn close(state: &mut AppState) {
    if state.overlay == Some(Overlay::Import) {
        state.overlay = None;
    }
}

/// Starts a task.
pub(super) fn spawn(state: &mut AppState, purpose: Purpose, job: Job) -> Effect {
    let task = state.running.start(purpose);
    Effect::Spawn { task, job }
}
