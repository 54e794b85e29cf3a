//! The bar at the bottom: what waits, how ready, what is running, whether all is saved.

use egui::{Align, Layout, Ui};

use crate::app::command::Command;
use crate::base::text::count;
use crate::diagrams::scene::Tone;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{space, type_size};
use crate::ui_kit::{icons, status, text};

/// Draws the bar.
pub fn show(ui: &mut Ui, cx: &mut ViewCtx<'_>) {
    ui.horizontal_centered(|ui| {
        ui.add_space(space::SMALL);
        ui.add(egui::Label::new(text::caption(left_text(cx), cx.tokens)).truncate());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::SMALL);
            saved_ui(ui, cx);
            tasks_ui(ui, cx);
        });
    });
}

/// `24 due · exam in 41 days · ready 690–760 (pass 720)`
fn left_text(cx: &ViewCtx<'_>) -> String {
    let mut parts = Vec::new();
    let waiting = cx.state.progress.waiting();
    if waiting.due > 0 {
        parts.push(format!("{} due", waiting.due));
    }
    if waiting.new > 0 {
        parts.push(format!("{} new", waiting.new));
    }
    if let Some(date) = cx.state.settings.exam_date {
        let days = crate::base::time::Day::from_date(date).days_since(cx.today);
        parts.push(match days {
            0 => "exam today".to_owned(),
            1.. => format!("exam in {}", count(days as usize, "day")),
            _ => "exam is over".to_owned(),
        });
    }
    if let Some(readiness) = cx.state.progress.readiness() {
        parts.push(format!(
            "ready {}–{} (pass 720)",
            readiness.low, readiness.high
        ));
    }
    if parts.is_empty() {
        count(cx.state.library.notes().len(), "note")
    } else {
        parts.join(" · ")
    }
}

fn saved_ui(ui: &mut Ui, cx: &ViewCtx<'_>) {
    let (icon, label, color) = match &cx.state.saving {
        crate::app::state::Saving::Saved => (icons::CHECK, "Saved".to_owned(), cx.tokens.ink_soft),
        crate::app::state::Saving::ReadOnly(_) => {
            (icons::LOCK, "Nothing is saved".to_owned(), cx.tokens.warn)
        }
        crate::app::state::Saving::Failing(_) => (
            icons::WARNING,
            "The last change was not saved".to_owned(),
            cx.tokens.bad,
        ),
    };
    ui.label(text::caption(label, cx.tokens).color(color));
    ui.label(text::icon(icon, 14.0, color));
}

fn tasks_ui(ui: &mut Ui, cx: &mut ViewCtx<'_>) {
    for (id, task) in cx.state.running.iter() {
        let Some(label) = task.purpose.label() else {
            continue;
        };
        ui.add_space(space::SMALL);
        let cancel = ui.add(egui::Button::new(
            egui::RichText::new("Cancel").font(Face::Medium.at(type_size::SMALL)),
        ));
        if cancel.clicked() {
            cx.commands.push(Command::CancelTask(id));
        }
        ui.scope(|ui| {
            ui.set_max_width(90.0);
            let share = task.progress.as_ref().map_or(0.0, |progress| {
                progress.done as f32 / progress.total.max(1) as f32
            });
            status::meter_ui(ui, share, Tone::Accent, label);
        });
        ui.label(text::caption(label, cx.tokens));
    }
}
