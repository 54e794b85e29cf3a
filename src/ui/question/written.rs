//! Questions without options: a typed answer, and a card that is turned over.

use egui::{TextEdit, Ui};

use super::focus::Focus;
use super::{Question, QuestionAct, QuestionRoom};
use crate::quiz::kind::{Given, TurnedOver, Typed, Verdict};
use crate::ui::prose::ProseStyle;
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{Tokens, measure, space, type_size};
use crate::ui_kit::{icons, layout, text};

/// The field to type in; after judging what was typed, and every form that is right.
pub(super) fn typed_ui(
    ui: &mut Ui,
    question: &Question<'_>,
    typed: &Typed,
    focus: &Focus,
) -> Option<QuestionAct> {
    let Given::Text(given) = &question.showing.given else {
        return None;
    };
    if !question.is_judged() {
        return field_ui(ui, question, given, focus);
    }
    let tokens = Tokens::of(ui);
    let mut forms: Vec<&str> = typed.accepted.iter().map(|form| &**form).collect();
    if question.showing.verdict() == Some(Verdict::Right) {
        answer_ui(ui, given, true);
    } else {
        if !given.trim().is_empty() {
            answer_ui(ui, given, false);
            ui.add_space(space::SMALL);
        }
        if !forms.is_empty() {
            answer_ui(ui, forms.remove(0), true);
        }
    }
    forms.retain(|form| *form != given);
    if !forms.is_empty() {
        ui.add_space(space::SMALL);
        let others = text::soft(format!("Also right: {}", forms.join(", ")), tokens);
        ui.add(egui::Label::new(others).wrap());
    }
    None
}

/// The back of the card, once it is turned.
pub(super) fn turned_over_ui(
    ui: &mut Ui,
    question: &Question<'_>,
    card: &TurnedOver,
) -> Option<QuestionAct> {
    if !question.is_judged() {
        return None;
    }
    layout::hairline_ui(ui);
    ui.add_space(space::LARGE);
    question.blocks_ui(ui, "answer", &card.answer, ProseStyle::READING)
}

fn field_ui(
    ui: &mut Ui,
    question: &Question<'_>,
    given: &str,
    focus: &Focus,
) -> Option<QuestionAct> {
    let tokens = Tokens::of(ui);
    let mut draft = given.to_owned();
    let frame = egui::Frame::new()
        .fill(tokens.raised)
        .stroke(egui::Stroke::new(1.0, tokens.line_strong))
        .corner_radius(measure::RADIUS + 2)
        .inner_margin(egui::Margin::symmetric(space::MEDIUM as i8, 9));
    let shown = frame.show(ui, |ui| {
        let edit = TextEdit::singleline(&mut draft)
            .id(focus.field_id())
            .font(Face::Regular.at(type_size::BODY))
            .hint_text(text::soft("Your answer", tokens).size(type_size::BODY))
            .frame(egui::Frame::NONE)
            .align(egui::Align2::LEFT_CENTER)
            .desired_width(f32::INFINITY);
        ui.add(edit).accessible_name("Your answer")
    });
    let response = shown.inner;
    if response.has_focus() {
        crate::ui_kit::button::focus_ring(ui, shown.response.rect, tokens);
    }
    focus_once(ui, question, &response);
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if entered && question.showing.may_submit() {
        return Some(QuestionAct::Submit);
    }
    (draft != given).then_some(QuestionAct::Write(draft))
}

/// On the practise screen the field takes the focus when its question appears.
fn focus_once(ui: &Ui, question: &Question<'_>, field: &egui::Response) {
    if question.room != QuestionRoom::Practise {
        return;
    }
    let slot = egui::Id::unique("the question whose field took the focus");
    let shown = (question.showing.card.id.clone(), question.showing.shown_at);
    if ui.data(|data| data.get_temp(slot)).as_ref() != Some(&shown) {
        ui.data_mut(|data| data.insert_temp(slot, shown));
        field.request_focus();
    }
}

/// One answer, marked as right or wrong.
fn answer_ui(ui: &mut Ui, answer: &str, right: bool) {
    let tokens = Tokens::of(ui);
    let (icon, color, ground) = if right {
        (icons::CHECK_CIRCLE, tokens.good, tokens.good_soft)
    } else {
        (icons::X_CIRCLE, tokens.bad, tokens.bad_soft)
    };
    let frame = egui::Frame::new()
        .fill(ground)
        .stroke(egui::Stroke::new(1.0, color))
        .corner_radius(measure::RADIUS + 2)
        .inner_margin(egui::Margin::symmetric(space::MEDIUM as i8, 9));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            ui.label(text::icon(icon, 22.0, color));
            ui.add(egui::Label::new(text::read(ui, answer, tokens)).wrap());
        });
    });
}
