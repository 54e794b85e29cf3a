//! What can be done with a question: answer it, rate it, and in a note take the rating back.
//!
//! On the practise screen a bar of fixed height, so that the buttons stay where the hand is; in
//! a note the last rows of the card.

use egui::{Align, Layout, Ui};

use super::focus::Focus;
use super::{Question, QuestionAct, QuestionRoom, Rated, rating, verdict};
use crate::quiz::kind::CardKind;
use crate::quiz::memory::Interval;
use crate::ui_kit::button::Button;
use crate::ui_kit::tokens::space;
use crate::ui_kit::{icons, text};

/// Height of the bar's content on the practise screen, in points.
pub const BAR_HEIGHT: f32 = rating::HEIGHT;

/// Draws the buttons of a question on the practise screen: verdict at the left, ratings at the
/// right.
pub fn answer_bar_ui(ui: &mut Ui, question: &Question<'_>) -> Option<QuestionAct> {
    let focus = Focus::of(ui, question);
    let mut act = None;
    let size = egui::vec2(ui.available_width(), BAR_HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(size);
        if !question.awaits_rating() {
            act = give_up_ui(ui, question, &focus);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                act = act.take().or(answer_ui(ui, question, &focus));
            });
            return;
        }
        let ratings = rating::ROW_WIDTH.min(size.x);
        let words = size.x - ratings - space::LARGE;
        if words > 120.0 {
            ui.allocate_ui_with_layout(
                egui::vec2(words, BAR_HEIGHT),
                Layout::left_to_right(Align::Center),
                |ui| {
                    ui.set_min_width(words);
                    verdict::show(ui, question);
                },
            );
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.scope(|ui| {
                ui.set_max_width(ratings);
                act = rating::show(ui, question, &focus);
            });
        });
    });
    act
}

/// The last rows of a card in a note.
pub(super) fn in_note_ui(
    ui: &mut Ui,
    question: &Question<'_>,
    focus: &Focus,
) -> Option<QuestionAct> {
    ui.add_space(space::LARGE);
    if let Some(rated) = question.rated {
        return rated_ui(ui, rated, focus);
    }
    if question.awaits_rating() {
        return rating::show(ui, question, focus);
    }
    let mut act = None;
    ui.horizontal(|ui| {
        act = answer_ui(ui, question, focus);
        act = act.take().or(give_up_ui(ui, question, focus));
    });
    act
}

fn answer_ui(ui: &mut Ui, question: &Question<'_>, focus: &Focus) -> Option<QuestionAct> {
    let turned_over = matches!(question.showing.card.kind, CardKind::TurnedOver(_));
    let label = if turned_over { "Show answer" } else { "Answer" };
    let button = Button::main(label)
        .key("Enter")
        .enabled(question.showing.may_submit());
    let response = button.show(ui);
    focus.note(&response);
    response.clicked().then_some(QuestionAct::Submit)
}

fn give_up_ui(ui: &mut Ui, question: &Question<'_>, focus: &Focus) -> Option<QuestionAct> {
    if matches!(question.showing.card.kind, CardKind::TurnedOver(_)) || question.is_judged() {
        return None;
    }
    let key = if question.room == QuestionRoom::Practise {
        "0"
    } else {
        ""
    };
    let response = Button::quiet("I don’t know").key(key).show(ui);
    focus.note(&response);
    response.clicked().then_some(QuestionAct::GiveUp)
}

fn rated_ui(ui: &mut Ui, rated: Rated, focus: &Focus) -> Option<QuestionAct> {
    let tokens = Question::tokens(ui);
    let mut act = None;
    ui.horizontal(|ui| {
        ui.label(text::icon(
            icons::CLOCK_COUNTER_CLOCKWISE,
            18.0,
            tokens.ink_soft,
        ));
        ui.label(text::soft(back_on(rated), tokens));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for (label, then) in [
                ("Ask again", QuestionAct::Retry),
                ("Undo", QuestionAct::Undo),
            ] {
                let response = Button::quiet(label).show(ui);
                focus.note(&response);
                if response.clicked() {
                    act = Some(then);
                }
            }
        });
    });
    act
}

/// `Back on 27 Nov · 4 d`.
fn back_on(rated: Rated) -> String {
    match rated.interval {
        Interval::Today => "Back today".to_owned(),
        Interval::Days(_) => {
            let date = rated.due.date().strftime("%-d %b").to_string();
            format!("Back on {date} · {}", rated.interval.label())
        }
    }
}
