//! The settings: looks, questions, the exam.

use egui::{DragValue, Response, Ui};
use jiff::civil::Date;

use crate::app::command::Command;
use crate::app::settings::{Change, TEXT_STEPS, ThemeChoice};
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::choice::{MenuOption, menu_ui, segmented_ui, switch_ui};
use crate::ui_kit::tokens::space;
use crate::ui_kit::{button::Button, overlay, text};

/// Draws the dialog.
pub fn show(ctx: &egui::Context, exam_draft: &mut String, cx: &mut ViewCtx<'_>) {
    let shown = overlay::dialog_ui(ctx, "Settings", 460.0, |ui| {
        let area = egui::ScrollArea::vertical().auto_shrink([false, true]);
        area.show(ui, |ui| {
            // Clear of the scroll bar.
            ui.set_width(ui.available_width() - space::LARGE);
            looks_ui(ui, cx);
            questions_ui(ui, cx);
            exam_ui(ui, exam_draft, cx);
        });
    });
    if shown.closed {
        cx.push(Command::CloseOverlay);
    }
}

fn looks_ui(ui: &mut Ui, cx: &mut ViewCtx<'_>) {
    ui.label(text::caption("Looks", cx.tokens));
    row_ui(ui, "Theme", cx, |ui, _, cx| {
        let choices = ThemeChoice::ALL;
        let chosen = cx.state.settings.theme;
        let at = choices.iter().position(|(choice, _)| *choice == chosen);
        let picked = segmented_ui(
            ui,
            "Theme",
            &choices.map(|(_, label)| label),
            at.unwrap_or(0),
        );
        if let Some((choice, _)) = picked.and_then(|at| choices.get(at)) {
            cx.push(Command::Change(Change::Theme(*choice)));
        }
    });
    row_ui(ui, "Text size", cx, |ui, label, cx| {
        let words = TEXT_STEPS.map(|step| format!("{step} %"));
        let options: Vec<MenuOption<'_>> = words
            .iter()
            .map(|label| MenuOption { label, hint: "" })
            .collect();
        let now = cx.state.settings.text_percent;
        let at = TEXT_STEPS.iter().position(|step| *step == now);
        let rest = format!("{now} %");
        let picked = menu_ui(ui, label, &options, at, &rest, 110.0);
        if let Some(step) = picked.and_then(|at| TEXT_STEPS.get(at)) {
            cx.push(Command::Change(Change::TextPercent(*step)));
        }
    });
    row_ui(ui, "Less motion", cx, |ui, _, cx| {
        let mut reduced = cx.state.settings.reduced_motion;
        if switch_ui(ui, &mut reduced, "Less motion").changed() {
            cx.push(Command::Change(Change::ReducedMotion(reduced)));
        }
    });
    ui.add_space(space::MEDIUM);
}

fn questions_ui(ui: &mut Ui, cx: &mut ViewCtx<'_>) {
    ui.label(text::caption("Questions", cx.tokens));
    row_ui(ui, "New questions a day", cx, |ui, _, cx| {
        let mut cards = cx.state.settings.new_cards_per_day;
        let field = DragValue::new(&mut cards).range(0..=500);
        if ui
            .add(field)
            .accessible_name("New questions a day")
            .changed()
        {
            cx.push(Command::Change(Change::NewCardsPerDay(cards)));
        }
    });
    row_ui(ui, "Answers to remember", cx, |ui, _, cx| {
        let mut percent = cx.state.settings.retention_percent;
        let field = DragValue::new(&mut percent).range(70..=97).suffix(" %");
        if ui
            .add(field)
            .accessible_name("Answers to remember")
            .changed()
        {
            cx.push(Command::Change(Change::RetentionPercent(percent)));
        }
    });
    ui.add_space(space::MEDIUM);
}

fn exam_ui(ui: &mut Ui, draft: &mut String, cx: &mut ViewCtx<'_>) {
    ui.label(text::caption("Exam", cx.tokens));
    row_ui(ui, "Date (year-month-day)", cx, |ui, _, cx| {
        let current = cx.state.settings.exam_date;
        if current.is_some() && Button::quiet("Remove").show(ui).clicked() {
            draft.clear();
            cx.push(Command::Change(Change::ExamDate(None)));
        }
        exam_date_field_ui(ui, draft, cx);
    });
    if !draft.trim().is_empty() && draft.trim().parse::<Date>().is_err() {
        ui.label(text::body("A date is written like 2027-03-15.", cx.tokens).color(cx.tokens.warn));
    }
}

/// A field for the day of the exam; takes effect as soon as it holds a date.
pub fn exam_date_field_ui(ui: &mut Ui, draft: &mut String, cx: &mut ViewCtx<'_>) {
    let current = cx.state.settings.exam_date;
    let field = egui::TextEdit::singleline(draft)
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(120.0)
        .hint_text(current.map_or_else(|| "YYYY-MM-DD".to_owned(), |date| date.to_string()));
    let response = ui.add(field).accessible_name("Exam date");
    if response.changed()
        && let Ok(date) = draft.trim().parse::<Date>()
        && Some(date) != current
    {
        cx.push(Command::Change(Change::ExamDate(Some(date))));
    }
}

fn row_ui<T>(
    ui: &mut Ui,
    label: &str,
    cx: &mut ViewCtx<'_>,
    control: impl FnOnce(&mut Ui, &Response, &mut ViewCtx<'_>) -> T,
) {
    ui.horizontal(|ui| {
        ui.set_min_height(36.0);
        let label = ui.label(text::body(label, cx.tokens));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            control(ui, &label, cx)
        });
    });
}
