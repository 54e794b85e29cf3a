//! The card that asks a question, shows how the answer was judged, and takes the rating.
//!
//! A view without state: takes a [`Showing`] and returns what the person did; judging,
//! scheduling and the log are its caller's business. In a note it is a framed card that takes
//! keys while it has the focus; on the practise screen its buttons stand in a bar of their own
//! ([`answer_bar_ui`]) and its keys work everywhere but in text fields.

mod answer_bar;
mod caption;
mod focus;
mod keys;
mod option_row;
mod options;
mod rating;
mod verdict;
mod written;

use egui::Ui;

use super::prose::{Lit, ProseAction, ProseContext, ProseStyle, Resources, blocks_ui};
use crate::base::time::Day;
use crate::markdown::document::Block;
use crate::quiz::kind::CardKind;
use crate::quiz::memory::{Interval, Outcomes, Rating};
use crate::quiz::sitting::{Phase, Showing};
use crate::ui_kit::layout;
use crate::ui_kit::tokens::{space, type_size};

pub use answer_bar::{answer_bar_height, answer_bar_ui};
use focus::Focus;

/// Where a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionRoom {
    /// Between the paragraphs of a note: a card with everything in it.
    InNote,
    /// On the practise screen: without a frame; the buttons are [`answer_bar_ui`]'s.
    Practise,
}

/// What the person did.
#[derive(Debug, Clone, PartialEq)]
pub enum QuestionAct {
    /// Picked the option at this place on screen (from 0), or took it back.
    Toggle(usize),
    /// Changed the typed answer to this text.
    Write(String),
    /// Gave the answer, or turned the card over.
    Submit,
    /// Does not know, and wants to see the answer.
    GiveUp,
    /// Rated how well the answer was known.
    Rate(Rating),
    /// Wants the last rating taken back.
    Undo,
    /// Wants to be asked again (in a note, after rating).
    Retry,
    /// Wants to read the section that the question belongs to.
    ReadAbout,
    /// Followed a link or copied code in one of the texts.
    Prose(ProseAction),
}

/// What a rating led to, for the quiet line that a note shows afterward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rated {
    /// How it was rated.
    pub rating: Rating,
    /// The day on which the question comes back.
    pub due: Day,
    /// How long it rests until then.
    pub interval: Interval,
}

/// What the card shows.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The question, what is given and whether it is judged.
    pub showing: &'a Showing,
    /// What each rating would lead to; without it the buttons show no intervals.
    pub outcomes: Option<&'a Outcomes>,
    /// Set once the showing is rated: the buttons give way to a quiet line.
    pub rated: Option<Rated>,
    /// Where it is asked.
    pub room: QuestionRoom,
    /// The pictures of the note it stands in.
    pub images: &'a dyn Resources,
    /// The words that a search led to, if one did.
    pub lit: Option<Lit<'a>>,
    /// Whether keys may reach it; not beneath a dialog.
    pub listens: bool,
}

/// Draws the question over the available width. Returns at most one act a frame.
pub fn question_ui(ui: &mut Ui, question: &Question<'_>) -> Option<QuestionAct> {
    let focus = Focus::of(ui, question);
    let by_key = keys::act(ui, question, &focus);
    let by_pointer = match question.room {
        QuestionRoom::Practise => content_ui(ui, question, &focus),
        QuestionRoom::InNote => focus.frame_ui(ui, |ui| {
            layout::card_ui(ui, |ui| {
                let act = content_ui(ui, question, &focus);
                let by_button = answer_bar::in_note_ui(ui, question, &focus);
                act.or(by_button)
            })
        }),
    };
    let act = by_key.or(by_pointer);
    if let Some(act) = &act {
        focus.keep(ui, act);
    }
    act
}

/// Caption, prompt, what is to be answered, and after judging the explanations.
fn content_ui(ui: &mut Ui, question: &Question<'_>, focus: &Focus) -> Option<QuestionAct> {
    ui.spacing_mut().item_spacing = egui::vec2(space::SMALL, 0.0);
    caption::show(ui, question, focus);
    let prompt_style = ProseStyle {
        body: question.prompt_size(),
        ..ProseStyle::READING
    };
    let in_prompt = question.blocks_ui(ui, "prompt", &question.showing.card.prompt, prompt_style);
    ui.add_space(space::LARGE);
    let in_answer = match &question.showing.card.kind {
        CardKind::SingleChoice(choice) | CardKind::MultipleResponse(choice) => {
            options::show(ui, question, choice, focus)
        }
        CardKind::Typed(typed) => written::typed_ui(ui, question, typed, focus),
        CardKind::TurnedOver(card) => written::turned_over_ui(ui, question, card),
    };
    let mut in_explanation = None;
    if question.is_judged() {
        if question.room == QuestionRoom::InNote {
            ui.add_space(space::LARGE);
            verdict::show(ui, question);
        }
        in_explanation = explanation_ui(ui, question);
    }
    in_answer.or(in_prompt).or(in_explanation)
}

fn explanation_ui(ui: &mut Ui, question: &Question<'_>) -> Option<QuestionAct> {
    if question.showing.card.explanation.is_empty() {
        return None;
    }
    ui.add_space(if question.room == QuestionRoom::InNote {
        space::SMALL
    } else {
        space::LARGE
    });
    question.blocks_ui(
        ui,
        "explanation",
        &question.showing.card.explanation,
        ProseStyle::READING,
    )
}

impl Question<'_> {
    /// Whether key and explanations are shown.
    fn is_judged(&self) -> bool {
        self.showing.phase != Phase::Shown
    }

    /// Whether the four ratings are offered.
    fn awaits_rating(&self) -> bool {
        self.is_judged() && self.rated.is_none()
    }

    /// The rating that Enter takes.
    fn proposed(&self) -> Option<Rating> {
        self.showing.proposed()
    }

    fn prompt_size(&self) -> f32 {
        match self.room {
            QuestionRoom::InNote => type_size::BODY,
            QuestionRoom::Practise => type_size::BODY + 1.5,
        }
    }

    /// Draws one of the question's texts; `part` tells it apart from the others.
    fn blocks_ui(
        &self,
        ui: &mut Ui,
        part: &str,
        blocks: &[Block],
        style: ProseStyle,
    ) -> Option<QuestionAct> {
        let mut prose = ProseContext::new(ui, style, self.images);
        prose.lit = self.lit;
        ui.push_id(part, |ui| blocks_ui(ui, blocks, &mut prose));
        prose.actions.into_iter().next().map(QuestionAct::Prose)
    }
}

#[cfg(test)]
pub(in crate::ui) mod testing;
#[cfg(test)]
mod tests;
