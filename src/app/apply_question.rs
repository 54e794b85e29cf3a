//! Single questions inside notes: each is a run of one, kept while the program runs.

use super::command::QuestionAct;
use super::effect::{Effect, RatedIn};
use super::sittings::{NoteQuestion, Rated};
use super::state::AppState;
use crate::base::ids::CardId;
use crate::base::time::Moment;
use crate::quiz::sitting::Sitting;

pub(super) fn apply(
    state: &mut AppState,
    card: &CardId,
    act: QuestionAct,
    now: Moment,
) -> Vec<Effect> {
    if act == QuestionAct::Retry {
        state.note_questions.remove(card);
        open(state, card, now);
        return Vec::new();
    }
    open(state, card, now);
    let Some(question) = state.note_questions.get_mut(card) else {
        return Vec::new();
    };
    let today = state.progress.today();
    let is_rating = matches!(act, QuestionAct::Rate(_));
    let happening = match act {
        QuestionAct::Toggle(position) => {
            question.sitting.toggle_position(position);
            None
        }
        QuestionAct::Write(text) => {
            question.sitting.write(&text);
            None
        }
        QuestionAct::Submit => {
            question.sitting.submit(now);
            None
        }
        QuestionAct::GiveUp => {
            question.sitting.give_up(now);
            None
        }
        QuestionAct::Rate(rating) => {
            let outcome = *state.progress.history.outcomes(card, today).of(rating);
            let showing = question.sitting.current().cloned();
            let happening = question.sitting.rate(rating, now);
            let rated = Rated {
                rating,
                due: outcome.memory.due,
                interval: outcome.interval,
            };
            question.rated = showing
                .filter(|_| happening.is_some())
                .map(|showing| (showing, rated));
            happening
        }
        QuestionAct::Undo => {
            question.rated = None;
            question
                .sitting
                .undo(now)
                .and_then(|undone| undone.happening)
        }
        QuestionAct::Retry => None,
    };
    let rated = is_rating.then(|| RatedIn::Note(card.clone()));
    happening
        .map(|happening| Effect::Append {
            what: happening.into(),
            rated,
        })
        .into_iter()
        .collect()
}

/// Makes sure the question is under way. The options keep one order for one card.
fn open(state: &mut AppState, card: &CardId, now: Moment) {
    if state.note_questions.contains_key(card) {
        return;
    }
    let shown = state.documents.card(card).cloned();
    if let Some(found) = shown.or_else(|| state.bank.card(card)) {
        let sitting = Sitting::start([found], 0, now);
        state.note_questions.insert(
            card.clone(),
            NoteQuestion {
                sitting,
                rated: None,
            },
        );
    }
}
