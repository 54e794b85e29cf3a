//! What can be done with a question: answer it, rate it, and in a note take the rating back.
//!
//! On the practise screen a bar of fixed height, so that the buttons stay where the hand is; in
//! a note the last rows of the card.

use egui::{Align, Layout, Ui, Vec2, vec2};

use super::focus::Focus;
use super::{Question, QuestionAct, QuestionRoom, Rated, rating, verdict};
use crate::quiz::kind::CardKind;
use crate::quiz::memory::Interval;
use crate::ui_kit::button::Button;
use crate::ui_kit::tokens::{Tokens, space};
use crate::ui_kit::{icons, text};

/// Columns narrower than this have the verdict above the ratings, not beside them; in points.
const STACKED_BELOW: f32 = 560.0;
const VERDICT: f32 = 34.0;
/// Cards narrower than this have the two ways to end a question below each other, in points.
const ANSWER_BESIDE: f32 = 260.0;
/// Cards narrower than this have the buttons after rating on a line of their own.
const RATED_BESIDE: f32 = 400.0;

/// Height that [`answer_bar_ui`] takes in a column of this width, in points. It is the same
/// before and after judging.
pub fn answer_bar_height(column: f32) -> f32 {
    if column < STACKED_BELOW {
        rating::HEIGHT + VERDICT
    } else {
        rating::HEIGHT
    }
}

/// Draws the buttons of a question on the practise screen, and the verdict beside them.
pub fn answer_bar_ui(ui: &mut Ui, question: &Question<'_>) -> Option<QuestionAct> {
    let focus = Focus::of(ui, question);
    let width = ui.available_width();
    let height = answer_bar_height(width);
    ui.spacing_mut().item_spacing.y = 0.0;
    if !question.awaits_rating() {
        return row_ui(ui, vec2(width, height), |ui| {
            unjudged_ui(ui, question, &focus)
        });
    }
    if width < STACKED_BELOW {
        row_ui(ui, vec2(width, VERDICT), |ui| verdict::show(ui, question));
        return rating::show(ui, question, &focus);
    }
    row_ui(ui, vec2(width, height), |ui| {
        ui.spacing_mut().item_spacing.x = space::LARGE;
        let words = width - rating::ROW_WIDTH - space::LARGE;
        row_ui(ui, vec2(words, height), |ui| verdict::show(ui, question));
        rating::show(ui, question, &focus)
    })
}

/// Draws `content` from the left, centered, in a row of exactly this size.
fn row_ui<T>(ui: &mut Ui, size: Vec2, content: impl FnOnce(&mut Ui) -> T) -> T {
    let layout = Layout::left_to_right(Align::Center);
    let row = ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_size(size);
        content(ui)
    });
    row.inner
}

fn unjudged_ui(ui: &mut Ui, question: &Question<'_>, focus: &Focus) -> Option<QuestionAct> {
    let gave_up = give_up_ui(ui, question, focus);
    let answered = ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        answer_ui(ui, question, focus)
    });
    gave_up.or(answered.inner)
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
    let buttons = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = space::SMALL;
        let answered = answer_ui(ui, question, focus);
        let gave_up = give_up_ui(ui, question, focus);
        answered.or(gave_up)
    };
    if ui.available_width() < ANSWER_BESIDE {
        ui.vertical(buttons).inner
    } else {
        ui.horizontal(buttons).inner
    }
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

/// When the question comes back, with Undo and "Ask again" beside it or below.
fn rated_ui(ui: &mut Ui, rated: Rated, focus: &Focus) -> Option<QuestionAct> {
    let tokens = Tokens::of(ui);
    let beside = ui.available_width() >= RATED_BESIDE;
    let mut act = None;
    ui.horizontal(|ui| {
        ui.label(text::icon(
            icons::CLOCK_COUNTER_CLOCKWISE,
            18.0,
            tokens.ink_soft,
        ));
        ui.label(text::soft(back_on(rated), tokens));
        if beside {
            let layout = Layout::right_to_left(Align::Center);
            act = ui
                .with_layout(layout, |ui| rated_buttons_ui(ui, focus))
                .inner;
        }
    });
    if !beside {
        act = ui.horizontal(|ui| rated_buttons_ui(ui, focus)).inner;
    }
    act
}

fn rated_buttons_ui(ui: &mut Ui, focus: &Focus) -> Option<QuestionAct> {
    let mut act = None;
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
