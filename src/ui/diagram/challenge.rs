//! A prediction: the question, its options, and the verdict with the rule that decides.

use egui::{Align2, Label, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use egui::{pos2, vec2};

use super::{Answered, DiagramAction, DiagramView, header};
use crate::diagrams::Challenge;
use crate::diagrams::playback::Verdict;
use crate::ui_kit::button::{Button, focus_ring};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{Tokens, measure, space, type_size};
use crate::ui_kit::{icons, text};

/// Answers the prediction that waits, by the index of an option.
pub(super) fn answer(view: &mut DiagramView, option: usize) -> Option<DiagramAction> {
    let challenge = view.playback.pending()?.clone();
    let right = view.playback.answer(option)? == Verdict::Right;
    let id = challenge.id.clone();
    view.answered = Some(Answered { challenge, option });
    Some(DiagramAction::ChallengeAnswered { id, right })
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
    let challenge = view.playback.pending()?.clone();
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
        header::icon_line_ui(ui, icons::QUESTION, "Predict", tokens.accent, tokens.accent);
        ui.add(Label::new(question(&challenge.prompt, tokens)).wrap());
        ui.add_space(space::TIGHT);
        for (at, option) in challenge.options.iter().enumerate() {
            if option_ui(ui, at, option, None).clicked() {
                choice = Some(Choice::Option(at));
            }
        }
        if Button::quiet("Skip").show(ui).clicked() {
            choice = Some(Choice::Skip);
        }
    });
    choice
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
        let heading = header::icon_line_ui(ui, icon, word, color, color);
        ui.accesskit_node_builder(heading.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
        });
        ui.add(Label::new(text::body(&challenge.prompt, tokens)).wrap());
        for (at, option) in challenge.options.iter().enumerate() {
            if at == challenge.answer || at == answered.option {
                option_ui(ui, at, option, Some(at == challenge.answer));
            }
        }
        ui.add_space(space::TIGHT);
        ui.add(Label::new(question(&challenge.explanation, tokens)).wrap());
        ui.add_space(space::TIGHT);
        go_on = Button::main("Continue").show(ui).clicked();
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
fn option_ui(ui: &mut Ui, at: usize, option: &str, verdict: Option<bool>) -> Response {
    let tokens = Tokens::of(ui);
    let width = ui.available_width();
    let galley = ui.fonts_mut(|fonts| {
        let font = Face::Regular.at(type_size::UI + 0.5);
        let room = width - INSET - space::MEDIUM;
        fonts.layout(option.to_owned(), font, tokens.ink, room)
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
