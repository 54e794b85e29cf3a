//! A prediction: the question, its options, and the verdict with the rule that decides.

use egui::WidgetInfo;
use std::time::Duration;

use egui::{Align, Align2, Label, Layout, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui};
use egui::{pos2, vec2};

use super::{Answered, DiagramAction, DiagramView, header};
use crate::app::command::Prediction;
use crate::diagrams::Challenge;
use crate::quiz::predict;
use crate::quiz::sitting::LONGEST_ANSWER;
use crate::ui_kit::button::{Button, focus_ring};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{Tokens, measure, space, type_size};
use crate::ui_kit::{icons, text};

/// Answers the prediction that waits, by the index of an option.
pub(super) fn answer(view: &mut DiagramView, option: usize) -> Option<DiagramAction> {
    let challenge = view.playback.pending()?.clone();
    view.playback.answer(option)?;
    let card = predict::card_id(view.kind, view.playback.params(), &challenge.id);
    let asked = view.asked.take().filter(|(id, _)| *id == challenge.id);
    view.answered = Some(Answered { challenge, option });
    let took_secs = asked.map_or(0.0, |(_, at)| view.now - at);
    let took = Duration::from_secs_f64(took_secs.max(0.0)).min(LONGEST_ANSWER);
    card.map(|card| {
        DiagramAction::Predicted(Prediction {
            card,
            option,
            took_ms: took.as_millis() as u64,
        })
    })
}

/// The card of the prediction that waits or was just made.
pub(super) fn challenge_ui(ui: &mut Ui, view: &mut DiagramView) -> Option<DiagramAction> {
    if let Some(answered) = view.answered.clone() {
        if verdict_ui(ui, &answered) {
            view.answered = None;
            let playing = view.playback.is_playing();
            view.playback.forward();
            view.playback
                .set_playing(playing && !view.playback.at_end());
        }
        return None;
    }
    let Some(challenge) = view.playback.pending().cloned() else {
        view.asked = None;
        return None;
    };
    if view
        .asked
        .as_ref()
        .is_none_or(|(id, _)| *id != challenge.id)
    {
        view.asked = Some((challenge.id.clone(), view.now));
    }
    match question_ui(ui, &challenge) {
        Some(Choice::Option(option)) => answer(view, option),
        Some(Choice::Skip) => {
            view.playback.skip();
            None
        }
        None => None,
    }
}

enum Choice {
    Option(usize),
    Skip,
}

fn question_ui(ui: &mut Ui, challenge: &Challenge) -> Option<Choice> {
    let tokens = Tokens::of(ui);
    let mut choice = None;
    header::notice_frame(tokens.accent, tokens.accent_soft).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let skipped = heading_ui(
            ui,
            |ui| header::icon_line_ui(ui, icons::QUESTION, "Predict", tokens.accent, tokens.accent),
            Button::quiet("Skip"),
        );
        choice = skipped.1.clicked().then_some(Choice::Skip);
        ui.add(Label::new(question(&challenge.prompt, tokens)).wrap());
        ui.add_space(space::TIGHT);
        let options = challenge.options.iter().enumerate();
        let picked = options_ui(ui, options.map(|(at, words)| (at, words.as_str(), None)));
        choice = picked.map(Choice::Option).or(choice.take());
    });
    choice
}

/// A heading, and a button at the end of its line.
fn heading_ui(
    ui: &mut Ui,
    heading: impl FnOnce(&mut Ui) -> Response,
    button: Button<'_>,
) -> (Response, Response) {
    ui.horizontal(|ui| {
        let heading = heading(ui);
        let layout = Layout::right_to_left(Align::Center);
        let button = ui.with_layout(layout, |ui| button.show(ui)).inner;
        (heading, button)
    })
    .inner
}

/// An option as it is drawn: its place, its words, and after the answer whether it is right.
type Shown<'a> = (usize, &'a str, Option<bool>);

/// The options side by side where they are short, below each other where not; says which one
/// was clicked.
fn options_ui<'a>(ui: &mut Ui, options: impl Iterator<Item = Shown<'a>>) -> Option<usize> {
    let room = ui.available_width();
    let gap = space::SMALL;
    let options: Vec<Shown<'_>> = options.collect();
    let widths: Vec<f32> = options.iter().map(|option| width(ui, option.1)).collect();
    let all: f32 = widths.iter().map(|width| width + gap).sum();
    let mut picked = None;
    ui.spacing_mut().item_spacing = vec2(gap, gap - 2.0);
    if all <= MOST_ROWS * room && widths.iter().all(|width| *width <= room) {
        ui.horizontal_wrapped(|ui| {
            for ((at, words, verdict), width) in options.into_iter().zip(widths) {
                if option_ui(ui, at, words, verdict, width).clicked() {
                    picked = Some(at);
                }
            }
        });
        return picked;
    }
    for (at, words, verdict) in options {
        if option_ui(ui, at, words, verdict, room).clicked() {
            picked = Some(at);
        }
    }
    picked
}

/// Options stand side by side if they fill at most so many rows.
const MOST_ROWS: f32 = 2.0;

/// How wide an option is in one line, in points.
fn width(ui: &Ui, words: &str) -> f32 {
    let words = egui::RichText::new(words).font(option_font());
    (text::width(ui, words) + INSET + space::MEDIUM + 1.0).ceil()
}

fn option_font() -> egui::FontId {
    Face::Regular.at(type_size::UI + 0.5)
}

/// The verdict; says whether the person wants to go on.
fn verdict_ui(ui: &mut Ui, answered: &Answered) -> bool {
    let tokens = Tokens::of(ui);
    let challenge = &answered.challenge;
    let right = answered.option == challenge.answer;
    let (icon, word, color, ground) = if right {
        (icons::CHECK_CIRCLE, "Right", tokens.good, tokens.good_soft)
    } else {
        (
            icons::X_CIRCLE,
            "Not what happens",
            tokens.bad,
            tokens.bad_soft,
        )
    };
    let mut go_on = false;
    header::notice_frame(color, ground).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let (heading, button) = heading_ui(
            ui,
            |ui| header::icon_line_ui(ui, icon, word, color, color),
            Button::main("Continue"),
        );
        go_on = button.clicked();
        ui.accesskit_node_builder(heading.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
        });
        ui.add(Label::new(text::body(&challenge.prompt, tokens)).wrap());
        let options = challenge.options.iter().enumerate();
        let shown = options.filter(|(at, _)| *at == challenge.answer || *at == answered.option);
        options_ui(
            ui,
            shown.map(|(at, words)| (at, words.as_str(), Some(at == challenge.answer))),
        );
        ui.add_space(space::TIGHT);
        ui.add(Label::new(question(&challenge.explanation, tokens)).wrap());
    });
    go_on
}

fn question(words: &str, tokens: &Tokens) -> egui::RichText {
    egui::RichText::new(words)
        .font(Face::Regular.at(type_size::BODY))
        .line_height(Some(23.0))
        .color(tokens.ink)
}

/// Left of an option's words, in points: room for its key.
const INSET: f32 = 40.0;

/// An option with its key; after the answer a still row that tells right from wrong.
fn option_ui(ui: &mut Ui, at: usize, option: &str, verdict: Option<bool>, width: f32) -> Response {
    let tokens = Tokens::of(ui);
    let galley = ui.fonts_mut(|fonts| {
        let room = width - INSET - space::MEDIUM;
        fonts.layout(option.to_owned(), option_font(), tokens.ink, room)
    });
    let height = (galley.size().y + 16.0).max(36.0);
    let sense = if verdict.is_some() {
        Sense::hover()
    } else {
        Sense::click()
    };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
    let (role, name) = match verdict {
        None => (Role::Button, option.to_owned()),
        Some(true) => (Role::Label, format!("Right: {option}")),
        Some(false) => (Role::Label, format!("Wrong: {option}")),
    };
    response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), &name));
    paint_option(ui, at, &response, verdict);
    let middle = rect.center().y - galley.size().y / 2.0;
    ui.painter()
        .galley(pos2(rect.left() + INSET, middle), galley, tokens.ink);
    if response.has_focus() {
        focus_ring(ui, rect, tokens);
    }
    response
}

/// The ground of an option and its key, or the sign of its verdict.
fn paint_option(ui: &Ui, at: usize, response: &Response, verdict: Option<bool>) {
    let tokens = Tokens::of(ui);
    let (fill, line) = match verdict {
        None if response.hovered() => (tokens.hover, tokens.ink_faint),
        None => (tokens.raised, tokens.line_strong),
        Some(true) => (tokens.raised, tokens.good),
        Some(false) => (tokens.raised, tokens.bad),
    };
    let (painter, rect) = (ui.painter(), response.rect);
    let stroke = Stroke::new(1.0, line);
    painter.rect(rect, measure::RADIUS, fill, stroke, StrokeKind::Inside);
    let middle = pos2(rect.left() + INSET / 2.0, rect.center().y);
    let Some(right) = verdict else {
        let cap = Rect::from_center_size(middle, vec2(22.0, 20.0));
        let edge = Stroke::new(1.0, tokens.line_strong);
        painter.rect(cap, 4, tokens.sunken, edge, StrokeKind::Inside);
        let font = Face::Medium.at(type_size::SMALL);
        let key = (at + 1).to_string();
        painter.text(middle, Align2::CENTER_CENTER, key, font, tokens.ink_soft);
        return;
    };
    let (sign, color) = if right {
        (icons::CHECK, tokens.good)
    } else {
        (icons::X, tokens.bad)
    };
    let font = Face::Regular.at(17.0);
    painter.text(middle, Align2::CENTER_CENTER, sign, font, color);
}
