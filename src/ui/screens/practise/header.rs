//! What stands above a running question: what is practised, how far, and where it comes from.

use egui::{Align, Layout, Role, Sense, Ui, WidgetInfo, vec2};

use super::{PractiseAct, PractiseModel, place_of};
use crate::diagrams::scene::Tone;
use crate::quiz::sitting::{Showing, Sitting};
use crate::ui::question::QuestionAct;
use crate::ui_kit::button::{Button, focus_ring, icon_button};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{Tokens, measure, space, type_size};
use crate::ui_kit::{icons, status, text};

/// With less room than this beside the buttons, in points, only what is left is counted.
const NARROW: f32 = 260.0;

/// Height of the line that says where the question comes from, in points.
const ORIGIN: f32 = 26.0;

/// Its height in points: a panel that had to find out would cut it off in its first frame.
pub(super) fn height(low: bool) -> f32 {
    let head = measure::BUTTON + space::SMALL + measure::METER;
    if low {
        head
    } else {
        head + space::SMALL + ORIGIN
    }
}

/// Draws it over the available width; where the window is `low` in one line, without the scope.
pub(super) fn show(
    ui: &mut Ui,
    model: &PractiseModel<'_>,
    sitting: &Sitting,
    showing: &Showing,
    low: bool,
) -> Option<PractiseAct> {
    let tokens = Tokens::of(ui);
    ui.spacing_mut().item_spacing.y = space::SMALL;
    let mut read = false;
    let (done, left) = (sitting.rated(), sitting.left());
    let mut act = None;
    let row = vec2(ui.available_width(), measure::BUTTON);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        act = buttons_ui(ui, done, left);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            if low {
                read = origin_ui(ui, model, showing);
            } else {
                ui.add(egui::Label::new(text::heading(model.scope, tokens)).truncate());
            }
        });
    });
    let share = done as f32 / (done + left).max(1) as f32;
    status::meter_ui(
        ui,
        share,
        Tone::Accent,
        &format!("{done} of {} answered", done + left),
    );
    if !low {
        read = origin_ui(ui, model, showing);
    }
    act.or_else(|| read.then(|| PractiseAct::ReadAbout(place_of(showing))))
}

/// From the right: end, undo, how far.
fn buttons_ui(ui: &mut Ui, done: usize, left: usize) -> Option<PractiseAct> {
    let tokens = Tokens::of(ui);
    let end = Button::ordinary("End").key("Esc").show(ui).clicked();
    let undo = ui.add_enabled_ui(done > 0, |ui| {
        icon_button(ui, icons::ARROW_U_UP_LEFT, "Undo the last rating", "Z").clicked()
    });
    let progress = if ui.available_width() < NARROW {
        format!("{left} left")
    } else {
        format!("{done} answered · {left} left")
    };
    ui.label(text::figure(progress, type_size::SMALL, tokens.ink_soft));
    if end {
        return Some(PractiseAct::End);
    }
    undo.inner
        .then_some(PractiseAct::Question(QuestionAct::Undo))
}

/// The way to the section that the question belongs to; a click leads there.
fn origin_ui(ui: &mut Ui, model: &PractiseModel<'_>, showing: &Showing) -> bool {
    let tokens = Tokens::of(ui);
    let path = (model.titles)(&showing.card.note).path(showing.card.section_title.as_deref());
    let font = Face::Regular.at(type_size::UI - 0.5);
    let icon_width = 24.0;
    let mut job =
        egui::text::LayoutJob::simple_singleline(path.clone(), font, egui::Color32::PLACEHOLDER);
    let room = ui.available_width() - icon_width - space::SMALL;
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = vec2(icon_width + galley.size().x + space::SMALL, ORIGIN);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = format!("Read about it: {path}");
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
    let color = if response.hovered() || response.has_focus() {
        tokens.accent
    } else {
        tokens.ink_soft
    };
    let middle = egui::Align2::LEFT_CENTER;
    let icon_at = rect.left_center();
    ui.painter().text(
        icon_at,
        middle,
        icons::BOOK_OPEN,
        Face::Regular.at(16.0),
        color,
    );
    let at = rect.left_center() + vec2(icon_width, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
    if response.has_focus() {
        focus_ring(ui, rect.expand(2.0), tokens);
    }
    response.on_hover_text("Read about it  (R)").clicked()
}
