//! A question inside its note: the state's run of one, or a fresh showing nobody has touched.

use egui::Ui;

use super::resources::{NoteResources, Wanted};
use crate::app::command::{Command, QuestionAct as Act};
use crate::app::route::Route;
use crate::base::ids::{CardId, NoteId};
use crate::quiz::sitting::Sitting;
use crate::ui::prose::{Lit, ProseAction};
use crate::ui::question::{Question, QuestionAct, QuestionRoom, question_ui};
use crate::ui::view_ctx::ViewCtx;

/// Draws the question with this identity.
pub(super) fn show(ui: &mut Ui, card: &CardId, lit: Option<Lit<'_>>, cx: &mut ViewCtx<'_>) {
    let Some(found) = cx.state.documents.card(card) else {
        return;
    };
    let open = cx.state.note_questions.get(card);
    let fresh = open
        .is_none()
        .then(|| Sitting::start([found.clone()], 0, cx.now));
    let rated = open.and_then(|open| open.rated.as_ref());
    let sitting = open.map(|open| &open.sitting).or(fresh.as_ref());
    let showing = rated
        .map(|(showing, _)| showing)
        .or_else(|| sitting.and_then(Sitting::current));
    let Some(showing) = showing else { return };
    let outcomes = cx.state.progress.history.outcomes(card, cx.today);
    let wanted = Wanted::default();
    let images = NoteResources {
        state: cx.state,
        note: &found.note,
        document: None,
        wanted: &wanted,
    };
    let question = Question {
        showing,
        outcomes: Some(&outcomes),
        rated: rated.map(|(_, rated)| crate::ui::question::Rated {
            rating: rated.rating,
            due: rated.due,
            interval: rated.interval,
        }),
        room: QuestionRoom::InNote,
        images: &images,
        lit,
        listens: cx.state.overlay.is_none(),
    };
    let act = ui
        .push_id(card.as_str(), |ui| question_ui(ui, &question))
        .inner;
    cx.commands.extend(wanted.take());
    if let Some(act) = act {
        cx.commands
            .extend(command(act, card, found.section.as_ref()));
    }
}

fn command(
    act: QuestionAct,
    card: &CardId,
    section: Option<&std::sync::Arc<str>>,
) -> Option<Command> {
    let act = match act {
        QuestionAct::Toggle(position) => Act::Toggle(position),
        QuestionAct::Write(text) => Act::Write(text),
        QuestionAct::Submit => Act::Submit,
        QuestionAct::GiveUp => Act::GiveUp,
        QuestionAct::Rate(rating) => Act::Rate(rating),
        QuestionAct::Undo => Act::Undo,
        QuestionAct::Retry => Act::Retry,
        QuestionAct::ReadAbout => {
            return Some(Command::Go(Route::Note {
                id: card.note(),
                section: section.cloned(),
            }));
        }
        QuestionAct::Prose(ProseAction::Follow(link)) => {
            return Some(Command::Follow {
                from: card.note(),
                link,
            });
        }
        QuestionAct::Prose(ProseAction::FollowIn { note, link }) => {
            let from = NoteId::new(&*note);
            return Some(Command::Follow { from, link });
        }
        QuestionAct::Prose(ProseAction::Copy(text)) => return Some(Command::Copy(text)),
        QuestionAct::Prose(ProseAction::OpenDrawing(source)) => {
            return Some(Command::OpenDrawing(source));
        }
        // Nothing folds in a question, and it has no footnotes of its own.
        QuestionAct::Prose(ProseAction::Fold(_) | ProseAction::BackToReference { .. }) => {
            return None;
        }
    };
    Some(Command::Question {
        card: card.clone(),
        act,
    })
}
