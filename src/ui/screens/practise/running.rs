//! A running sitting: header, the question in one column, and the bar with its buttons.

use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};

use super::{PractiseAct, PractiseModel, PractiseView, header, place_of, scroll};
use crate::quiz::sitting::{Showing, Sitting};
use crate::ui::question::{
    BAR_HEIGHT, Question, QuestionAct, QuestionRoom, answer_bar_ui, question_ui,
};
use crate::ui_kit::layout;
use crate::ui_kit::tokens::{Tokens, measure, space};

/// Draws it over the available room.
pub(super) fn show(
    ui: &mut Ui,
    model: &PractiseModel<'_>,
    sitting: &Sitting,
    showing: &Showing,
    view: &mut PractiseView,
) -> Option<PractiseAct> {
    let tokens = Tokens::of(ui);
    let question = Question {
        showing,
        outcomes: model.outcomes,
        rated: None,
        room: QuestionRoom::Practise,
        images: model.images,
    };
    let frame = Frame::new().fill(tokens.paper);
    let tall = ui.available_height() > 560.0;
    let above = if tall { space::SECTION } else { space::MEDIUM };
    let top = frame.inner_margin(Margin {
        top: above as i8,
        ..Margin::ZERO
    });
    let head = Panel::top("practise header")
        .frame(top)
        .show_separator_line(false)
        .resizable(false);
    let by_header = head.show(ui, |ui| {
        layout::column_ui(ui, measure::COLUMN, |ui| {
            header::show(ui, model, sitting, showing)
        })
    });
    let bar = frame.inner_margin(Margin::symmetric(0, space::MEDIUM as i8));
    let bar = Panel::bottom("practise bar")
        .frame(bar)
        .exact_size(BAR_HEIGHT + 2.0 * space::MEDIUM);
    let by_bar = bar.resizable(false).show(ui, |ui| {
        layout::column_ui(ui, measure::COLUMN, |ui| answer_bar_ui(ui, &question))
    });
    let by_card = CentralPanel::no_frame()
        .frame(frame)
        .show(ui, |ui| card_ui(ui, &question, view));
    let by_question = by_bar.inner.or(by_card.inner).map(|act| match act {
        QuestionAct::ReadAbout => PractiseAct::ReadAbout(place_of(showing)),
        act => PractiseAct::Question(act),
    });
    by_header.inner.or(by_question)
}

/// The question, scrolling where it is higher than the room.
fn card_ui(ui: &mut Ui, question: &Question<'_>, view: &mut PractiseView) -> Option<QuestionAct> {
    let shown = (question.showing.card.id.clone(), question.showing.repeat);
    let is_new = view.shown.as_ref() != Some(&shown);
    let mut area = ScrollArea::vertical()
        .id_salt("practise question")
        .auto_shrink([false; 2]);
    if is_new {
        area = area.vertical_scroll_offset(0.0);
        view.shown = Some(shown);
    }
    let page = ui.available_height();
    let tall = page > 400.0;
    area.show(ui, |ui| {
        scroll::by_keys(ui, page);
        layout::column_ui(ui, measure::COLUMN, |ui| {
            ui.add_space(if tall { space::SECTION } else { space::SMALL });
            let act = question_ui(ui, question);
            ui.add_space(space::SECTION);
            act
        })
    })
    .inner
}
