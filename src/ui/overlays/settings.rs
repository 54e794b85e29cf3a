//! The settings: how text is set (with a piece of it to look at), colors and motion, questions,
//! the exam.

mod preview;

use egui::{DragValue, Response, Ui};
use jiff::civil::Date;

use crate::app::command::Command;
use crate::app::settings::{
    Change, Contrast, LINE_SPACINGS, Motion, TEXT_STEPS, TYPEFACES, ThemeChoice,
};
use crate::base::reading::Reading;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::choice::{
    MenuOption, menu_ui, segmented_ui, segments_width, slider_ui, switch_ui,
};
use crate::ui_kit::tokens::{space, type_size};
use crate::ui_kit::{button::Button, overlay, text};

/// The least room between the words of a row and its segments, in points.
const BESIDE_SEGMENTS: f32 = 130.0;
/// The least room for a label beside its control, in points.
const LEAST_LABEL: f32 = 110.0;
/// Widths of controls, in points.
const MENU: f32 = 140.0;
const SLIDER: f32 = 150.0;
const SWITCH: f32 = 38.0;
const NUMBER: f32 = 60.0;
const DATE: f32 = 120.0;
const WITH_WORDS: f32 = 90.0;

/// Draws the dialog.
pub fn show(ctx: &egui::Context, exam_draft: &mut String, cx: &mut ViewCtx<'_>) {
    let shown = overlay::dialog_ui(ctx, "Settings", 520.0, |ui| {
        let area = egui::ScrollArea::vertical().auto_shrink([false, true]);
        area.show(ui, |ui| {
            // Clear of the scroll bar.
            ui.set_width(ui.available_width() - space::LARGE);
            reading_ui(ui, cx);
            looks_ui(ui, cx);
            questions_ui(ui, cx);
            exam_ui(ui, exam_draft, cx);
        });
    });
    if shown.closed {
        cx.push(Command::CloseOverlay);
    }
}

fn reading_ui(ui: &mut Ui, cx: &mut ViewCtx<'_>) {
    ui.label(text::caption("Reading", cx.tokens));
    ui.add_space(space::TIGHT);
    preview::show(ui);
    ui.add_space(space::SMALL);
    let reading = cx.state.settings.reading;
    choice_ui(ui, "Typeface", &TYPEFACES, reading.typeface, cx, |face| {
        Change::Typeface(face)
    });
    row_ui(ui, "Text size", MENU, cx, text_size_ui);
    row_ui(ui, "Width of lines", SLIDER + WITH_WORDS, cx, measure_ui);
    let spacing = reading.spacing;
    choice_ui(ui, "Line spacing", &LINE_SPACINGS, spacing, cx, |spacing| {
        Change::LineSpacing(spacing)
    });
    ui.add_space(space::MEDIUM);
}

fn looks_ui(ui: &mut Ui, cx: &mut ViewCtx<'_>) {
    ui.label(text::caption("Colors and motion", cx.tokens));
    let settings = &cx.state.settings;
    let (theme, contrast, motion) = (settings.theme, settings.contrast, settings.motion);
    choice_ui(ui, "Theme", &ThemeChoice::ALL, theme, cx, Change::Theme);
    choice_ui(
        ui,
        "Contrast",
        &Contrast::ALL,
        contrast,
        cx,
        Change::Contrast,
    );
    choice_ui(ui, "Motion", &Motion::ALL, motion, cx, Change::Motion);
    row_ui(
        ui,
        "Spotlight on the paragraph in focus mode",
        SWITCH,
        cx,
        |ui, _, cx| {
            let mut on = cx.state.settings.spotlight;
            let name = "Spotlight on the paragraph in focus mode";
            if switch_ui(ui, &mut on, name).changed() {
                cx.push(Command::Change(Change::Spotlight(on)));
            }
        },
    );
    ui.add_space(space::MEDIUM);
}

/// A row of segments, or a menu where there is no room for them.
fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    choices: &[(T, &'static str)],
    chosen: T,
    cx: &mut ViewCtx<'_>,
    change: impl Fn(T) -> Change,
) {
    let labels: Vec<&str> = choices.iter().map(|(_, label)| *label).collect();
    let at = choices.iter().position(|(choice, _)| *choice == chosen);
    let segments = segments_width(ui, &labels);
    let has_room = ui.available_width() > segments + BESIDE_SEGMENTS;
    let width = if has_room { segments } else { MENU };
    row_ui(ui, name, width, cx, |ui, label, cx| {
        let picked = if has_room {
            segmented_ui(ui, name, &labels, at.unwrap_or(0))
        } else {
            let options: Vec<_> = labels
                .iter()
                .map(|label| MenuOption { label, hint: "" })
                .collect();
            menu_ui(ui, label, &options, at, "", MENU)
        };
        if let Some((choice, _)) = picked.and_then(|at| choices.get(at)) {
            cx.push(Command::Change(change(*choice)));
        }
    });
}

fn text_size_ui(ui: &mut Ui, label: &Response, cx: &mut ViewCtx<'_>) {
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
}

fn measure_ui(ui: &mut Ui, _: &Response, cx: &mut ViewCtx<'_>) {
    let now = cx.state.settings.reading.measure_chars;
    let (least, most) = (*Reading::MEASURE.start(), *Reading::MEASURE.end());
    let words = text::figure(format!("{now} letters"), type_size::UI, cx.tokens.ink_soft);
    ui.label(words);
    ui.add_space(space::TIGHT);
    let mut chars = u64::from(now);
    let range = u64::from(least)..=u64::from(most);
    if slider_ui(ui, &mut chars, range, SLIDER, "Width of lines").changed() {
        let chars = u16::try_from(chars).unwrap_or(most);
        cx.push(Command::Change(Change::Measure(chars)));
    }
}

fn questions_ui(ui: &mut Ui, cx: &mut ViewCtx<'_>) {
    ui.label(text::caption("Questions", cx.tokens));
    row_ui(ui, "New questions a day", NUMBER, cx, |ui, _, cx| {
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
    row_ui(ui, "Answers to remember", NUMBER, cx, |ui, _, cx| {
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
    let is_set = cx.state.settings.exam_date.is_some();
    let width = if is_set { DATE + WITH_WORDS } else { DATE };
    row_ui(ui, "Date (year-month-day)", width, cx, |ui, _, cx| {
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
        .desired_width(DATE)
        .hint_text(current.map_or_else(|| "YYYY-MM-DD".to_owned(), |date| date.to_string()));
    let response = ui.add(field).accessible_name("Exam date");
    if response.changed()
        && let Ok(date) = draft.trim().parse::<Date>()
        && Some(date) != current
    {
        cx.push(Command::Change(Change::ExamDate(Some(date))));
    }
}

/// A row with its label and, `width` points wide, its control: beside each other, the label on
/// more lines where it is long, or one below the other where there is no room for both.
fn row_ui<T>(
    ui: &mut Ui,
    label: &str,
    width: f32,
    cx: &mut ViewCtx<'_>,
    control: impl FnOnce(&mut Ui, &Response, &mut ViewCtx<'_>) -> T,
) {
    let words = || egui::Label::new(text::body(label, cx.tokens)).wrap();
    let room = ui.available_width() - width - space::MEDIUM;
    ui.push_id(label, |ui| {
        if room < LEAST_LABEL {
            ui.add_space(space::TIGHT);
            let label = ui.add(words());
            ui.horizontal(|ui| control(ui, &label, cx));
            ui.add_space(space::TIGHT);
            return;
        }
        ui.horizontal(|ui| {
            ui.set_min_height(36.0);
            let label = ui.scope(|ui| {
                ui.set_max_width(room);
                ui.add(words())
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                control(ui, &label.inner, cx)
            });
        });
    });
}
