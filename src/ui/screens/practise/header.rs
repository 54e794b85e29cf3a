//! What stands above a running question: what is practised, how far, and where it comes from.

use egui::{Align, Layout, Role, Sense, Ui, WidgetInfo, vec2};

use super::{PractiseAct, PractiseModel, place_of};
use crate::diagrams::scene::Tone;
use crate::quiz::sitting::{Showing, Sitting};
use crate::ui::question::QuestionAct;
use crate::ui_kit::button::{Button, focus_ring, icon_button};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{Tokens, space, type_size};
use crate::ui_kit::{icons, status, text};

/// Draws it over the available width.
pub(super) fn show(
    ui: &mut Ui,
    model: &PractiseModel<'_>,
    sitting: &Sitting,
    showing: &Showing,
) -> Option<PractiseAct> {
    let tokens = Tokens::of(ui);
    let mut act = None;
    let (done, left) = (sitting.rated(), sitting.left());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if Button::ordinary("End").key("Esc").show(ui).clicked() {
                act = Some(PractiseAct::End);
            }
            let undo = ui.add_enabled_ui(done > 0, |ui| {
                icon_button(ui, icons::ARROW_U_UP_LEFT, "Undo the last rating", "Z").clicked()
            });
            if undo.inner {
                act = Some(PractiseAct::Question(QuestionAct::Undo));
            }
            ui.label(text::figure(
                format!("{done} answered · {left} left"),
                type_size::SMALL,
                tokens.ink_soft,
            ));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(text::heading(model.scope, tokens)).truncate());
            });
        });
    });
    let share = done as f32 / (done + left).max(1) as f32;
    status::meter_ui(
        ui,
        share,
        Tone::Accent,
        &format!("{done} of {} answered", done + left),
    );
    if origin_ui(ui, model, showing) {
        act = Some(PractiseAct::ReadAbout(place_of(showing)));
    }
    act
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
    let size = vec2(icon_width + galley.size().x + space::SMALL, 26.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = format!("Read about it: {path}");
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
    let color = if response.hovered() || response.has_focus() {
        tokens.accent
    } else {
        tokens.ink_soft
    };
    let middle = egui::Align2::LEFT_CENTER;
    ui.painter().text(
        rect.left_center(),
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
