//! What to practise: what waits today, or when something waits next, and every topic.

use egui::{CornerRadius, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{PractiseAct, PractiseModel, StartWhat, TopicCounts, scroll, title_ui};
use crate::base::text::count;
use crate::base::time::Day;
use crate::quiz::blueprint::PASS_MARK;
use crate::quiz::queue::{Counts, NextDue};
use crate::ui_kit::button::{Button, focus_ring};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{Tokens, measure, space, type_size};
use crate::ui_kit::{icons, layout, text};

const ROW: f32 = 44.0;

/// Draws it over the available room.
pub(super) fn show(ui: &mut Ui, model: &PractiseModel<'_>) -> Option<PractiseAct> {
    let page = ui.available_height();
    let area = ScrollArea::vertical()
        .id_salt("practise topics")
        .auto_shrink([false; 2]);
    area.show(ui, |ui| {
        scroll::by_keys(ui, model, page);
        layout::column_ui(ui, measure::COLUMN, |ui| {
            ui.add_space(if page > 560.0 {
                space::WIDE
            } else {
                space::LARGE
            });
            let start = today_ui(ui, model);
            ui.add_space(space::SECTION);
            let topic = topics_ui(ui, model.topics);
            ui.add_space(space::WIDE);
            start.or(topic)
        })
    })
    .inner
}

/// What waits, or the calm after it, with the main button.
fn today_ui(ui: &mut Ui, model: &PractiseModel<'_>) -> Option<PractiseAct> {
    title_ui(ui, "Practise");
    let waiting = model.waiting.waiting();
    let label = match (model.waiting.cards, waiting) {
        (0, _) => None,
        (_, 0) => Some("Practise more".to_owned()),
        _ => Some(format!("Practise {}", count(waiting, "question"))),
    };
    line_ui(ui, model);
    readiness_ui(ui, model);
    ui.add_space(space::MEDIUM);
    let label = label?;
    let button = Button::main(&label)
        .icon(icons::CARDS)
        .key("Enter")
        .show(ui);
    let start = PractiseAct::Start {
        what: StartWhat::Here,
        beyond_due: waiting == 0,
    };
    (button.clicked() || model.enter(ui)).then_some(start)
}

/// How much waits, or when something does.
fn line_ui(ui: &mut Ui, model: &PractiseModel<'_>) {
    let tokens = Tokens::of(ui);
    let (icon, line) = if model.waiting.cards == 0 {
        (
            None,
            "There are no questions here yet. Notes bring them as blocks named quiz.".to_owned(),
        )
    } else if model.waiting.waiting() == 0 {
        (Some(icons::CHECK_CIRCLE), nothing_line(model))
    } else {
        (
            None,
            format!("{}: {}", model.scope, waiting_line(model.waiting)),
        )
    };
    ui.horizontal_top(|ui| {
        if let Some(icon) = icon {
            ui.label(text::icon(icon, 22.0, tokens.good));
        }
        ui.add(egui::Label::new(text::prose(line, tokens).color(tokens.ink_soft)).wrap());
    });
}

fn readiness_ui(ui: &mut Ui, model: &PractiseModel<'_>) {
    let tokens = Tokens::of(ui);
    if let Some(readiness) = model.readiness {
        let line = format!(
            "Readiness {}–{}, pass mark {PASS_MARK}",
            readiness.low, readiness.high
        );
        ui.label(text::soft(line, tokens));
    }
}

/// `18 due and 6 new today`.
fn waiting_line(counts: Counts) -> String {
    match (counts.due, counts.new) {
        (due, 0) => format!("{due} due today"),
        (0, new) => format!("{new} new today"),
        (due, new) => format!("{due} due and {new} new today"),
    }
}

/// `S3: all done for today. 12 questions come back on 27 Nov, in 3 days.`
fn nothing_line(model: &PractiseModel<'_>) -> String {
    let next = model
        .waiting
        .next
        .map_or_else(String::new, |NextDue { day, cards }| {
            let verb = if cards == 1 { "comes" } else { "come" };
            format!(
                " {} {verb} back {}.",
                count(cards, "question"),
                when(day, model.today)
            )
        });
    format!("{}: all done for today.{next}", model.scope)
}

/// `tomorrow`, `on 27 Nov, in 3 days`.
pub(super) fn when(day: Day, today: Day) -> String {
    match day.days_since(today) {
        ..=0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("on {}, in {days} days", day.date().strftime("%-d %b")),
    }
}

fn topics_ui(ui: &mut Ui, topics: &[TopicCounts]) -> Option<PractiseAct> {
    if topics.is_empty() {
        return None;
    }
    let tokens = Tokens::of(ui);
    let mut act = None;
    ui.label(text::caption("By topic", tokens));
    ui.spacing_mut().item_spacing.y = 0.0;
    layout::hairline_ui(ui);
    for topic in topics {
        if topic_ui(ui, topic).clicked() {
            let what = StartWhat::Topic(topic.id.clone());
            act = Some(PractiseAct::Start {
                what,
                beyond_due: topic.today == 0,
            });
        }
        layout::hairline_ui(ui);
    }
    act
}

/// One topic: a click practises it.
fn topic_ui(ui: &mut Ui, topic: &TopicCounts) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let counts = counts_line(topic.counts);
    let name = format!("{}, {counts}", topic.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if response.hovered() {
        ui.painter().rect_filled(
            rect.expand2(vec2(space::SMALL, -2.0)),
            CornerRadius::same(measure::RADIUS),
            tokens.hover,
        );
    }
    let mut right = rect.right();
    let caret = if response.hovered() {
        tokens.ink
    } else {
        tokens.ink_faint
    };
    right = right_word_ui(ui, right, rect, &icons::CARET_RIGHT.to_string(), caret);
    right = if topic.counts.waiting() == 0 {
        let words = format!("{} · practise more", count(topic.counts.cards, "question"));
        right_word_ui(ui, right, rect, &words, tokens.ink_faint)
    } else {
        let new = format!("{} new", topic.counts.new);
        let due = format!("{} due", topic.counts.due);
        let new = if topic.counts.new > 0 {
            new.as_str()
        } else {
            ""
        };
        let due = if topic.counts.due > 0 {
            due.as_str()
        } else {
            ""
        };
        let right = right_word_ui(ui, right, rect, new, tokens.ink_soft);
        right_word_ui(ui, right, rect, due, tokens.warn)
    };
    let font = Face::Medium.at(type_size::UI + 0.5);
    let mut job = egui::text::LayoutJob::simple_singleline(topic.title.clone(), font, tokens.ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width((right - rect.left()).max(0.0));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(
        pos2(rect.left(), rect.center().y - galley.size().y / 2.0),
        galley,
        tokens.ink,
    );
    if response.has_focus() {
        focus_ring(ui, rect, tokens);
    }
    response
}

/// Draws a word that ends at `right`; returns where the next one ends.
fn right_word_ui(ui: &Ui, right: f32, row: Rect, word: &str, color: egui::Color32) -> f32 {
    if word.is_empty() {
        return right;
    }
    let at = pos2(right, row.center().y);
    let font = Face::Figures.at(type_size::UI - 0.5);
    let drawn = ui
        .painter()
        .text(at, egui::Align2::RIGHT_CENTER, word, font, color);
    drawn.left() - space::MEDIUM
}

fn counts_line(counts: Counts) -> String {
    match counts.waiting() {
        0 => format!("nothing due, {}", count(counts.cards, "question")),
        _ => format!("{} due, {} new", counts.due, counts.new),
    }
}
