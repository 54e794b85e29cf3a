//! The line above a question: what it is, how many to choose, which task of the exam it trains.

use egui::Ui;

use super::focus::Focus;
use super::{Question, QuestionRoom};
use crate::diagrams::scene::Tone;
use crate::quiz::blueprint::domain_of;
use crate::quiz::kind::CardKind;
use crate::ui_kit::tokens::{Tokens, space};
use crate::ui_kit::{icons, status, text};

/// Height of the line, in points.
const ROW: f32 = 22.0;

const NUMBERS: [&str; 9] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
];

/// Draws the line, and makes it the place where the card can be focused.
pub(super) fn show(ui: &mut Ui, question: &Question<'_>, focus: &Focus) {
    let tokens = Tokens::of(ui);
    let in_note = question.room == QuestionRoom::InNote;
    let hint = hint(question);
    let again = question.showing.repeat > 0;
    if !in_note && hint.is_none() && !again {
        return;
    }
    let line = low_row_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        if in_note {
            ui.label(text::icon(icons::QUESTION, 18.0, tokens.ink_soft));
            ui.label(text::caption("Question", tokens));
        }
        if let Some(hint) = &hint {
            status::badge_ui(ui, hint, Tone::Accent);
        }
        if again {
            status::badge_ui(ui, "Asked again", Tone::Warn);
        }
        if in_note && let Some(domain) = &question.showing.card.domain {
            let align = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(align, |ui| domain_ui(ui, domain));
        }
    });
    if in_note {
        let prompt = question.showing.card.prompt_text();
        let target = focus.target_ui(ui, line.response.rect);
        target.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Group, true, format!("Question: {prompt}"))
        });
    }
    ui.add_space(space::MEDIUM);
}

/// A row without the room that buttons take.
fn low_row_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) -> egui::InnerResponse<()> {
    let row = ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = ROW;
        ui.horizontal(content)
    });
    row.inner
}

fn domain_ui(ui: &mut Ui, task: &str) {
    let tokens = Tokens::of(ui);
    let label = ui.label(text::caption(format!("Task {task}"), tokens));
    if let Some(domain) = domain_of(task) {
        label.on_hover_text(format!("Exam domain {}: {}", domain.number, domain.title));
    }
}

/// `Choose two`, where more than one option is right.
fn hint(question: &Question<'_>) -> Option<String> {
    let CardKind::MultipleResponse(choice) = &question.showing.card.kind else {
        return None;
    };
    let number = choice.to_choose();
    let word = number
        .checked_sub(1)
        .and_then(|at| NUMBERS.get(at))
        .copied();
    Some(word.map_or_else(
        || format!("Choose {number}"),
        |word| format!("Choose {word}"),
    ))
}
