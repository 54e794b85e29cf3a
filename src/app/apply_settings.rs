//! Changes of settings, and what follows from them.

use super::effect::Effect;
use super::settings::Change;
use super::state::AppState;

pub(super) fn apply(state: &mut AppState, change: Change) -> Vec<Effect> {
    state.settings.change(change);
    match change {
        Change::NewCardsPerDay(_) | Change::RetentionPercent(_) | Change::ExamDate(_) => {
            state.progress.follow_settings(&state.settings, &state.zone);
            let today = state.today();
            state.progress.recount(&state.library, &state.bank, today);
            vec![Effect::SaveSettings]
        }
        _ => vec![Effect::ApplyLook, Effect::SaveSettings],
    }
}
