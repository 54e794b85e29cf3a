//! Questions under way: a run of them on the practise screen, and single ones inside notes.

use super::command::{Command, QuestionAct, SittingCommand};
use super::route::Scope;
use super::state::AppState;
use crate::base::ids::CardId;
use crate::base::time::Day;
use crate::quiz::memory::{Interval, Rating};
use crate::quiz::sitting::{Showing, Sitting, Summary};

/// The practise screen's run.
#[derive(Debug, Clone)]
pub struct Practice {
    /// Which questions it draws from.
    pub scope: Scope,
    /// The run itself.
    pub sitting: Sitting,
    /// How it went, once it is over.
    pub summary: Option<Summary>,
}

/// One question inside a note, as a run of one.
#[derive(Debug, Clone)]
pub struct NoteQuestion {
    /// The run.
    pub sitting: Sitting,
    /// The showing that was rated, and what the rating led to.
    pub rated: Option<(Showing, Rated)>,
}

/// What a rating led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rated {
    /// How it was rated.
    pub rating: Rating,
    /// The day on which the question comes back.
    pub due: Day,
    /// How long it rests until then.
    pub interval: Interval,
}

impl Practice {
    /// The answers that are judged and not rated yet, with the ratings that fit them.
    pub(super) fn unrated(&self) -> Vec<(&CardId, Rating)> {
        let running = self.summary.is_none().then_some(&self.sitting);
        running.map_or_else(Vec::new, Sitting::unrated)
    }
}

/// The ratings that answers still wait for when the window closes: those that are proposed.
pub fn unrated(state: &AppState) -> Vec<Command> {
    let practice = state.practice.iter().flat_map(Practice::unrated);
    let practice = practice.map(|(_, rating)| Command::Sitting(SittingCommand::Rate(rating)));
    let in_notes = state.note_questions.iter().filter_map(|(card, question)| {
        let rating = question.sitting.current()?.proposed()?;
        let act = QuestionAct::Rate(rating);
        Some(Command::Question {
            card: card.clone(),
            act,
        })
    });
    practice.chain(in_notes).collect()
}
