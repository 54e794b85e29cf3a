//! The practise screen: choose what to practise, answer, and see what came of it.
//!
//! A view without program state: takes a [`PractiseModel`] and returns what the person did.
//! Shows a running sitting, else the summary of the last one, else the choice of topics.
//! Keys work without a focus, but never while a text field has it, nor beneath a dialog.

mod header;
mod picker;
mod picture;
mod running;
mod scroll;
mod summary;

use std::sync::Arc;

use egui::{Key, Modifiers, Ui};

use crate::base::ids::{NoteId, TopicId};
use crate::base::time::Day;
use crate::quiz::card::Place;
use crate::quiz::memory::Outcomes;
use crate::quiz::queue::Counts;
use crate::quiz::readiness::Readiness;
use crate::quiz::sitting::{Showing, Sitting, Summary};
use crate::ui::diagram::DiagramView;
use crate::ui::prose::Resources;
use crate::ui::question::QuestionAct;
use crate::ui_kit::text;
use crate::ui_kit::tokens::Tokens;

/// What the screen shows.
pub struct PractiseModel<'a> {
    /// The sitting that runs.
    pub sitting: Option<&'a Sitting>,
    /// What each rating of the shown question would lead to.
    pub outcomes: Option<&'a Outcomes>,
    /// What came of the sitting that ended last, until it is closed.
    pub summary: Option<&'a Summary>,
    /// Of the questions answered in that sitting, those that come back tomorrow.
    pub back_tomorrow: usize,
    /// What is practised: a topic's or note's title, or a word for everything.
    pub scope: &'a str,
    /// How much of it waits today, and when something waits next.
    pub waiting: Counts,
    /// The topics that have questions, in the order of the tree.
    pub topics: &'a [TopicCounts],
    /// How a note and its chapter are called.
    pub titles: &'a dyn Fn(&NoteId) -> NoteTitles,
    /// The predicted exam score, if there is enough to predict from.
    pub readiness: Option<&'a Readiness>,
    /// The study day.
    pub today: Day,
    /// The pictures of the note that the shown question stands in.
    pub images: &'a dyn Resources,
    /// Whether keys that nothing else takes are meant for the screen.
    pub listens: bool,
}

/// A topic with what waits in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicCounts {
    /// Which.
    pub id: TopicId,
    /// How it is called.
    pub title: String,
    /// Due, new and all questions in it, whatever the limit of new ones a day.
    pub counts: Counts,
    /// How many of it can be asked today.
    pub today: usize,
}

/// How a note is called, and the chapter it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NoteTitles {
    /// The chapter's title; empty if it stands in none.
    pub chapter: String,
    /// The note's title.
    pub note: String,
}

/// What the person did.
#[derive(Debug, Clone, PartialEq)]
pub enum PractiseAct {
    /// Begin a sitting.
    Start {
        /// Over what.
        what: StartWhat,
        /// With all questions, whether they wait today or not.
        beyond_due: bool,
    },
    /// Something with the question shown.
    Question(QuestionAct),
    /// End the sitting and show its summary.
    End,
    /// Leave the summary.
    Close,
    /// Go to a section and read about it.
    ReadAbout(Place),
}

/// What a sitting is begun with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StartWhat {
    /// What the screen is open for.
    Here,
    /// Another topic.
    Topic(TopicId),
}

/// What the screen remembers between frames; losing it costs nothing.
#[derive(Debug, Default)]
pub struct PractiseView {
    /// The showing that was drawn last: a new one begins at its top.
    shown: Option<(crate::base::ids::CardId, u32)>,
    /// Whether a text field had the focus at the end of the last frame. egui takes the focus
    /// away on Esc before anything is drawn.
    was_typing: bool,
    /// The picture that the shown question is about, with the link it was made from.
    picture: Option<(Arc<str>, DiagramView)>,
}

/// Draws the screen over the available room. Returns at most one act a frame.
pub fn practise_ui(
    ui: &mut Ui,
    model: &PractiseModel<'_>,
    view: &mut PractiseView,
) -> Option<PractiseAct> {
    let showing = model
        .sitting
        .and_then(|sitting| Some((sitting, sitting.current()?)));
    let act = match (showing, model.summary) {
        (Some((sitting, showing)), _) => running::show(ui, model, sitting, showing, view),
        (None, Some(summary)) => summary::show(ui, model, summary),
        (None, None) => picker::show(ui, model),
    };
    let by_escape = match (showing, model.summary) {
        (Some(_), _) => Some(PractiseAct::End),
        (None, Some(_)) => Some(PractiseAct::Close),
        (None, None) => None,
    };
    let by_escape = by_escape.filter(|_| model.key(ui, Key::Escape) && !view.was_typing);
    view.was_typing = ui.text_edit_focused();
    act.or(by_escape)
}

impl PractiseModel<'_> {
    /// Whether a key was pressed in this frame, by itself and not held down, and meant for here.
    fn key(&self, ui: &Ui, key: Key) -> bool {
        self.listens && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
    }

    /// Whether Enter was pressed while nothing has the focus: it takes the main button then.
    fn enter(&self, ui: &Ui) -> bool {
        ui.memory(|memory| memory.focused().is_none()) && self.key(ui, Key::Enter)
    }
}

impl std::fmt::Debug for PractiseModel<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("PractiseModel")
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

impl NoteTitles {
    /// `S3 › Storage classes › Prices`: the way to a section.
    fn path(&self, section: Option<&str>) -> String {
        let parts = [
            self.chapter.as_str(),
            self.note.as_str(),
            section.unwrap_or_default(),
        ];
        let mut path: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        path.dedup();
        path.join(" › ")
    }
}

/// The title of the screen, a heading to screen readers.
fn title_ui(ui: &mut Ui, words: &str) {
    let title = ui.add(egui::Label::new(text::title(words, Tokens::of(ui))).wrap());
    text::as_heading(&title, 1);
}

/// Where to read about the question shown.
fn place_of(showing: &Showing) -> Place {
    showing.card.place()
}

#[cfg(test)]
mod tests;
