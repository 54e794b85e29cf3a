//! Predictions made in a diagram: the first one takes it into the repetition, a later one counts
//! when the prediction is due. In between, playing is playing.

use super::command::Prediction;
use super::effect::Effect;
use super::state::AppState;
use crate::quiz::history::Happening;
use crate::quiz::kind::Given;

pub(super) fn apply(state: &AppState, prediction: Prediction) -> Vec<Effect> {
    let Prediction {
        card,
        option,
        took_ms,
    } = prediction;
    let Some(found) = state.bank.card(&card) else {
        return Vec::new();
    };
    let memory = state.progress.history.memory(&card);
    if memory.is_some_and(|memory| !memory.is_due(state.progress.today())) {
        return Vec::new();
    }
    let given = Given::Picks(vec![option]);
    let rating = found.kind.judge(&given).proposed();
    let happening = Happening::Reviewed {
        card,
        rating,
        given,
        took_ms,
    };
    vec![Effect::append(happening.into())]
}
