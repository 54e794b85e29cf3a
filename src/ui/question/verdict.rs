//! What came of the answer, in one calm line.
//!
//! Announced to screen readers when it appears.

use egui::accesskit::Live;
use egui::text::LayoutJob;
use egui::{Role, Ui, WidgetInfo, vec2};

use super::{Question, QuestionRoom};
use crate::quiz::kind::{CardKind, Choice, Given, Verdict};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::icons;
use crate::ui_kit::tokens::{Tokens, space, type_size};

const ICON: f32 = 24.0;

/// Draws icon and line over the available width; nothing before the answer is judged.
pub(super) fn show(ui: &mut Ui, question: &Question<'_>) {
    let Some(verdict) = question.showing.verdict() else {
        return;
    };
    let tokens = Tokens::of(ui);
    let (icon, color) = match verdict {
        Verdict::Right => (icons::CHECK_CIRCLE, tokens.good),
        Verdict::Wrong if gave_up(question) => (icons::LIGHTBULB, tokens.accent),
        Verdict::Wrong => (icons::X_CIRCLE, tokens.bad),
        Verdict::Open => (icons::EYE, tokens.accent),
    };
    let line = line(question, verdict);
    let width = (ui.available_width() - ICON - space::SMALL).max(40.0);
    let font = Face::Strong.at(type_size::BODY - 0.5);
    let mut job = LayoutJob::simple(line.clone(), font, tokens.ink, width);
    if question.room == QuestionRoom::Practise {
        job.wrap.max_rows = 2;
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = vec2(
        ICON + space::SMALL + galley.size().x,
        galley.size().y.max(ICON),
    );
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, &line));
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    let center = rect.left_center() + vec2(ICON / 2.0, 0.0);
    ui.painter().text(
        center,
        egui::Align2::CENTER_CENTER,
        icon,
        Face::Regular.at(ICON),
        color,
    );
    let at = rect.left_center() + vec2(ICON + space::SMALL, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, tokens.ink);
}

/// The line: `Right`, `Not quite: option 3 is right`, `The answer is 30 days`.
fn line(question: &Question<'_>, verdict: Verdict) -> String {
    let card = &question.showing.card;
    match (verdict, &card.kind) {
        (Verdict::Right, _) => "Right".to_owned(),
        (Verdict::Open, _) | (_, CardKind::TurnedOver(_)) => "How well did you know it?".to_owned(),
        (Verdict::Wrong, CardKind::SingleChoice(choice) | CardKind::MultipleResponse(choice)) => {
            let key = key_of(question, choice);
            if gave_up(question) {
                capitalized(&key)
            } else {
                format!("Not quite: {key}")
            }
        }
        (Verdict::Wrong, CardKind::Typed(typed)) => {
            let answer = typed.accepted.first().map_or("", |form| form);
            let start = if gave_up(question) {
                "The answer is"
            } else {
                "Not quite: the answer is"
            };
            format!("{start} {answer}")
        }
    }
}

/// `option 3 is right`, `options 2 and 4 are right`, by their places on screen.
fn key_of(question: &Question<'_>, choice: &Choice) -> String {
    let right = choice.right();
    let places = question.showing.option_order.iter().enumerate();
    let numbers: Vec<String> = places
        .filter(|(_, option)| right.contains(option))
        .map(|(position, _)| (position + 1).to_string())
        .collect();
    match numbers.as_slice() {
        [one] => format!("option {one} is right"),
        [first @ .., last] => format!("options {} and {last} are right", first.join(", ")),
        [] => String::new(),
    }
}

fn gave_up(question: &Question<'_>) -> bool {
    match &question.showing.given {
        Given::Picks(picks) => picks.is_empty(),
        Given::Text(text) => text.trim().is_empty(),
    }
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
