//! A drawing in the whole window, over whatever shows it.

use std::sync::Arc;

use egui::{Id, Modal, Ui};

use crate::app::command::Command;
use crate::app::state::NoteDrawing;
use crate::ui::prose;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::button::icon_button;
use crate::ui_kit::scene_painter::Fit;
use crate::ui_kit::tokens::space;
use crate::ui_kit::{icons, overlay, text};

/// Between the window's border and the card, in points.
const AROUND: f32 = 16.0;

/// Height of the row with the title, in points.
const TITLE: f32 = 44.0;

/// Draws it, while one is open.
pub fn show(ui: &Ui, cx: &mut ViewCtx<'_>) {
    let open = cx.state.open_drawing.as_ref();
    let found = open.and_then(|source| match cx.state.drawings.get(source) {
        Some(NoteDrawing::Ready(drawing)) => Some((source, Arc::clone(drawing))),
        _ => None,
    });
    let Some((source, drawing)) = found else {
        cx.push(Command::CloseOverlay);
        return;
    };
    let frame = overlay::frame(cx.tokens).inner_margin(space::LARGE);
    let size = ui.ctx().content_rect().size() - egui::Vec2::splat(2.0 * (AROUND + space::LARGE));
    let id = Id::unique("drawing");
    let area = Modal::default_area(id)
        .role(egui::Role::Dialog)
        .accessible_name(&drawing.title);
    let mut closed = false;
    let modal = Modal::new(id)
        .backdrop_color(cx.tokens.scrim)
        .frame(frame)
        .area(area)
        .show(ui.ctx(), |ui| {
            ui.set_width(size.x);
            ui.set_height(size.y);
            ui.horizontal(|ui| {
                let heading = ui.label(text::heading(&drawing.title, cx.tokens));
                text::as_heading(&heading, 2);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    closed = icon_button(ui, icons::X, "Close", "Esc").clicked();
                    let name = "Copy the text of the drawing";
                    if icon_button(ui, icons::COPY, name, "").clicked() {
                        cx.commands.push(Command::Copy(source.to_string()));
                    }
                });
            });
            ui.add_space(space::SMALL);
            let height = (size.y - TITLE - space::SMALL).max(80.0);
            prose::stage_ui(ui, &drawing, Fit::Height(height), true);
        });
    if closed || modal.should_close() {
        cx.push(Command::CloseOverlay);
    }
}
