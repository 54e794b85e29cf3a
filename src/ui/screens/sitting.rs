//! The practise screen over the program's state: what it shows, and the commands for what the
//! person does there.

use egui::Ui;

use super::practise::{
    NoteTitles, PractiseAct, PractiseModel, PractiseView, StartWhat, TopicCounts, practise_ui,
};
use crate::app::command::{Command, SittingCommand};
use crate::app::route::{Route, Scope};
use crate::app::sittings::Practice;
use crate::base::ids::NoteId;
use crate::quiz::queue::Counts;
use crate::ui::note::{NoteResources, Wanted};
use crate::ui::prose::ProseAction;
use crate::ui::question::QuestionAct;
use crate::ui::view_ctx::ViewCtx;

/// Draws the screen for `scope`.
pub fn show(ui: &mut Ui, view: &mut PractiseView, scope: &Scope, cx: &mut ViewCtx<'_>) {
    let state = cx.state;
    let practice = state
        .practice
        .as_ref()
        .filter(|practice| practice.scope == *scope);
    let sitting = practice
        .filter(|practice| practice.summary.is_none())
        .map(|practice| &practice.sitting);
    let showing = sitting.and_then(|sitting| sitting.current());
    let outcomes =
        showing.map(|showing| state.progress.history.outcomes(&showing.card.id, cx.today));
    let summary = practice.and_then(|practice| practice.summary.as_ref());
    let note = showing.map_or_else(|| NoteId::new(""), |showing| showing.card.note.clone());
    let wanted = Wanted::default();
    let images = NoteResources {
        state,
        note: &note,
        document: None,
        wanted: &wanted,
    };
    let topics = if practice.is_none() {
        topics(cx)
    } else {
        Vec::new()
    };
    let model = PractiseModel {
        sitting,
        outcomes: outcomes.as_ref(),
        summary,
        back_tomorrow: summary.map_or(0, |summary| {
            summary.due_on(cx.today.plus(1), &state.progress.history)
        }),
        scope: &title(cx, scope),
        waiting: waiting(cx, scope),
        topics: &topics,
        titles: &|note| titles(cx, note),
        readiness: state.progress.readiness(),
        today: cx.today,
        images: &images,
        listens: cx.listens && state.overlay.is_none(),
    };
    let act = practise_ui(ui, &model, view);
    cx.commands.extend(wanted.take());
    if let Some(act) = act {
        let from = showing.map(|showing| showing.card.note.clone());
        cx.commands.extend(command(act, scope, from, practice));
    }
}

fn command(
    act: PractiseAct,
    scope: &Scope,
    from: Option<NoteId>,
    practice: Option<&Practice>,
) -> Option<Command> {
    Some(Command::Sitting(match act {
        PractiseAct::Start { what, beyond_due } => {
            let scope = match what {
                StartWhat::Here => scope.clone(),
                StartWhat::Topic(topic) => Scope::Topic(topic),
            };
            if beyond_due {
                SittingCommand::StartBeyond(scope)
            } else {
                SittingCommand::Start(scope)
            }
        }
        PractiseAct::Question(act) => return question_command(act, from, practice),
        PractiseAct::End => SittingCommand::End,
        PractiseAct::Close => SittingCommand::Close,
        PractiseAct::ReadAbout(place) => {
            return Some(Command::Go(Route::Note {
                id: place.note,
                section: place.section,
            }));
        }
    }))
}

fn question_command(
    act: QuestionAct,
    from: Option<NoteId>,
    practice: Option<&Practice>,
) -> Option<Command> {
    Some(Command::Sitting(match act {
        QuestionAct::Toggle(position) => SittingCommand::Toggle(position),
        QuestionAct::Write(text) => SittingCommand::Write(text),
        QuestionAct::Submit => SittingCommand::Submit,
        QuestionAct::GiveUp => SittingCommand::GiveUp,
        QuestionAct::Rate(rating) => SittingCommand::Rate(rating),
        QuestionAct::Undo => SittingCommand::Undo,
        QuestionAct::ReadAbout => SittingCommand::ReadAbout,
        QuestionAct::Retry => SittingCommand::Start(practice?.scope.clone()),
        QuestionAct::Prose(ProseAction::Follow(link)) => {
            return Some(Command::Follow { from: from?, link });
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
    }))
}

fn title(cx: &ViewCtx<'_>, scope: &Scope) -> String {
    match scope {
        Scope::Everything => "All notes".to_owned(),
        Scope::Topic(id) => cx
            .state
            .library
            .topic(id)
            .map_or_else(|| id.to_string(), |topic| topic.title.to_string()),
        Scope::Note(id) => cx.state.title_of(id),
    }
}

fn titles(cx: &ViewCtx<'_>, note: &NoteId) -> NoteTitles {
    let library = &cx.state.library;
    let Some(note) = library.note(note) else {
        return NoteTitles::default();
    };
    let chapter = library
        .topics_above(note)
        .first()
        .map(|topic| topic.title.to_string());
    NoteTitles {
        chapter: chapter.unwrap_or_default(),
        note: note.title().to_string(),
    }
}

/// What of `scope` can be asked today.
fn waiting(cx: &ViewCtx<'_>, scope: &Scope) -> Counts {
    let progress = &cx.state.progress;
    match scope {
        Scope::Everything => progress.waiting(),
        Scope::Topic(id) => progress.admitted(progress.of_topic(id).questions),
        Scope::Note(id) => progress.admitted(progress.of_note(id)),
    }
}

/// What waits in each topic; the limit of new ones a day is one over all topics.
fn topics(cx: &ViewCtx<'_>) -> Vec<TopicCounts> {
    let progress = &cx.state.progress;
    let topics = cx.state.library.topics().iter();
    let counted = topics.map(|topic| (topic, progress.of_topic(&topic.id).questions));
    counted
        .filter(|(_, counts)| counts.cards > 0)
        .map(|(topic, counts)| TopicCounts {
            id: topic.id.clone(),
            title: topic.title.to_string(),
            counts,
            today: progress.admitted(counts).waiting(),
        })
        .collect()
}
