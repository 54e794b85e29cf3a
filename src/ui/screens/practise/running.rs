//! A running sitting: header, the question in one column, and the bar with its buttons.

use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};

use super::{PractiseAct, PractiseModel, PractiseView, header, picture, place_of, scroll};
use crate::quiz::sitting::{Showing, Sitting};
use crate::ui::question::{
    Question, QuestionAct, QuestionRoom, answer_bar_height, answer_bar_ui, question_ui,
};
use crate::ui_kit::layout;
use crate::ui_kit::tokens::{Tokens, measure, space};

/// A screen lower than this has a header of one line, in points.
const LOW: f32 = 460.0;
/// A screen lower than this has no room for a header and a bar that stay, in points.
const CRAMPED: f32 = 280.0;

/// Draws it over the available room.
pub(super) fn show(
    ui: &mut Ui,
    model: &PractiseModel<'_>,
    sitting: &Sitting,
    showing: &Showing,
    view: &mut PractiseView,
) -> Option<PractiseAct> {
    let question = Question {
        showing,
        outcomes: model.outcomes,
        rated: None,
        room: QuestionRoom::Practise,
        images: model.images,
        lit: None,
        listens: model.listens,
    };
    let act = if ui.available_height() < CRAMPED {
        cramped_ui(ui, model, sitting, &question, view)
    } else {
        pinned_ui(ui, model, sitting, &question, view)
    };
    match act {
        Some(PractiseAct::Question(QuestionAct::ReadAbout)) => {
            Some(PractiseAct::ReadAbout(place_of(showing)))
        }
        act => act,
    }
}

/// Header and bar stay where they are; the question scrolls between them.
fn pinned_ui(
    ui: &mut Ui,
    model: &PractiseModel<'_>,
    sitting: &Sitting,
    question: &Question<'_>,
    view: &mut PractiseView,
) -> Option<PractiseAct> {
    let frame = Frame::new().fill(Tokens::of(ui).paper);
    let low = ui.available_height() < LOW;
    let above = if low { space::SMALL } else { space::SECTION };
    let top = frame.inner_margin(Margin {
        top: above as i8,
        ..Margin::ZERO
    });
    let head = Panel::top("practise header")
        .frame(top)
        .show_separator_line(false)
        .exact_size(above + header::height(low))
        .resizable(false);
    let by_header = head.show(ui, |ui| {
        layout::column_ui(ui, measure::COLUMN, |ui| {
            header::show(ui, model, sitting, question.showing, low)
        })
    });
    let bar = frame.inner_margin(Margin::symmetric(0, space::MEDIUM as i8));
    let column = (ui.available_width() - 2.0 * space::SECTION).min(measure::COLUMN);
    let height = answer_bar_height(column) + 2.0 * space::MEDIUM + 1.0;
    let bar = Panel::bottom("practise bar")
        .frame(bar)
        .exact_size(height)
        .resizable(false);
    let by_bar = bar.show(ui, |ui| {
        layout::column_ui(ui, measure::COLUMN, |ui| answer_bar_ui(ui, question))
    });
    let by_card = CentralPanel::no_frame().frame(frame).show(ui, |ui| {
        let page = ui.available_height();
        scrolling_ui(ui, model, question, view, |ui, view| {
            ui.add_space(if low { space::SMALL } else { space::SECTION });
            picture::show(ui, &question.showing.card, view, page);
            question_ui(ui, question)
        })
    });
    let by_question = by_bar.inner.or(by_card.inner).map(PractiseAct::Question);
    by_header.inner.or(by_question)
}

/// In a window too low for anything to stay, header and buttons scroll with the question.
fn cramped_ui(
    ui: &mut Ui,
    model: &PractiseModel<'_>,
    sitting: &Sitting,
    question: &Question<'_>,
    view: &mut PractiseView,
) -> Option<PractiseAct> {
    let page = ui.available_height();
    scrolling_ui(ui, model, question, view, |ui, view| {
        let by_header = header::show(ui, model, sitting, question.showing, true);
        ui.add_space(space::SMALL);
        picture::show(ui, &question.showing.card, view, page);
        let by_card = question_ui(ui, question);
        ui.add_space(space::LARGE);
        let by_bar = answer_bar_ui(ui, question);
        let by_question = by_bar.or(by_card).map(PractiseAct::Question);
        by_header.or(by_question)
    })
}

/// A column that scrolls, and begins at its top with each question.
fn scrolling_ui<T>(
    ui: &mut Ui,
    model: &PractiseModel<'_>,
    question: &Question<'_>,
    view: &mut PractiseView,
    content: impl FnOnce(&mut Ui, &mut PractiseView) -> T,
) -> T {
    let shown = (question.showing.card.id.clone(), question.showing.repeat);
    let mut area = ScrollArea::vertical()
        .id_salt("practise question")
        .auto_shrink([false; 2]);
    if view.shown.as_ref() != Some(&shown) {
        area = area.vertical_scroll_offset(0.0);
        view.shown = Some(shown);
    }
    let page = ui.available_height();
    area.show(ui, |ui| {
        scroll::by_keys(ui, model, page);
        layout::column_ui(ui, measure::COLUMN, |ui| {
            let inner = content(ui, view);
            ui.add_space(space::SECTION);
            inner
        })
    })
    .inner
}
