//! Carries commands out: one small function for each family, in a file of its own.

use super::command::Command;
use super::effect::Effect;
use super::state::{AppState, Saving};
use super::{
    apply_documents, apply_find, apply_import, apply_library, apply_marks, apply_navigation,
    apply_prediction, apply_question, apply_reading, apply_search, apply_settings, apply_sitting,
    mentions, panes,
};
use crate::base::time::Moment;

/// Changes `state` as `command` asks, and returns what has to be done outside.
pub fn apply(state: &mut AppState, command: Command, now: Moment) -> Vec<Effect> {
    let mut effects = obey(state, command, now);
    effects.extend(apply_documents::follow_route(state));
    effects
}

/// As [`apply()`], without opening the notes that are to be shown.
pub(super) fn obey(state: &mut AppState, command: Command, now: Moment) -> Vec<Effect> {
    match command {
        Command::Go(_)
        | Command::GoToPlace(_)
        | Command::Follow { .. }
        | Command::Back
        | Command::Forward
        | Command::RememberPlace { .. }
        | Command::Open(_)
        | Command::CloseOverlay
        | Command::ToggleTree
        | Command::TurnTo(_)
        | Command::ToggleFocus
        | Command::ToggleFold(_)
        | Command::FoldAll
        | Command::UnfoldAll => apply_navigation::apply(state, command, now),
        Command::Pane(command) => panes::apply(state, command, now),
        Command::MarkRead { .. }
        | Command::SectionRead { .. }
        | Command::Picture { .. }
        | Command::ReadCode { .. }
        | Command::LayOutDrawing(_)
        | Command::OpenDrawing(_) => apply_reading::apply(state, command),
        Command::LookForChanges => {
            state.pictures_changed = true; // nobody said what changed
            apply_library::look_for_changes(state)
        }
        Command::OpenNote(note) => apply_documents::try_again(state, &note),
        Command::Mark(command) => apply_marks::apply(state, command, now),
        Command::Sitting(command) => apply_sitting::apply(state, command, now),
        Command::Question { card, act } => apply_question::apply(state, &card, act, now),
        Command::Predict(prediction) => apply_prediction::apply(state, prediction),
        Command::Search(command) => apply_search::apply(state, command),
        Command::Find(command) => apply_find::apply(state, command),
        Command::LookForMentions(note) => mentions::look_for(state, &note),
        Command::OpenMention { note, block } => apply_search::open_mention(state, &note, block),
        Command::Import(command) => apply_import::apply(state, command, now),
        Command::Change(change) => apply_settings::apply(state, change),
        Command::DismissNotice(id) => {
            state.notices.dismiss(id);
            Vec::new()
        }
        Command::CancelTask(task) => vec![Effect::CancelTask(task)],
        Command::OpenWeb(address) => vec![Effect::OpenWeb(address)],
        Command::Copy(text) => vec![Effect::Copy(text)],
        Command::CopyHtml { html, text } => vec![Effect::CopyHtml { html, text }],
        Command::ToggleFullscreen => vec![Effect::ToggleFullscreen],
        Command::WriteAgain => write_again(state),
        Command::Quit => vec![Effect::SaveSession, Effect::Quit],
    }
}

/// The person goes on with the records there are.
fn write_again(state: &mut AppState) -> Vec<Effect> {
    state.saving = Saving::Saved;
    state.kept_notes.may_save = true;
    vec![Effect::WriteAgain]
}
