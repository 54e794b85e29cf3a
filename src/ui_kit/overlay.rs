//! Dialogs: a card above a dimmed window, closed by Esc, by a click beside it, or by its cross.

use egui::{Id, Modal, Ui};

use super::tokens::{Tokens, measure, space};
use super::{button, icons, text};

/// What came of a dialog in this frame.
#[derive(Debug)]
pub struct Shown<T> {
    /// What its content returned.
    pub inner: T,
    /// Whether the person wants it gone.
    pub closed: bool,
}

/// Shows a dialog with a title, at most `width` wide and as high as the window allows.
pub fn dialog_ui<T>(
    ctx: &egui::Context,
    title: &str,
    width: f32,
    content: impl FnOnce(&mut Ui) -> T,
) -> Shown<T> {
    let tokens = Tokens::of(ctx);
    let screen = ctx.content_rect();
    let width = width.min(screen.width() - 2.0 * space::LARGE - 40.0);
    let mut crossed = false;
    let modal = Modal::new(Id::unique(title))
        .backdrop_color(tokens.scrim)
        .frame(frame(tokens))
        .area(
            Modal::default_area(Id::unique(title))
                .role(egui::Role::Dialog)
                .accessible_name(title),
        )
        .show(ctx, |ui| {
            ui.set_width(width);
            ui.set_max_height(screen.height() - 80.0);
            ui.horizontal(|ui| {
                let heading = ui.label(text::heading(title, tokens));
                text::as_heading(&heading, 2);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    crossed = button::icon_button(ui, icons::X, "Close", "Esc").clicked();
                });
            });
            ui.add_space(space::SMALL);
            content(ui)
        });
    Shown {
        closed: modal.should_close() || crossed,
        inner: modal.inner,
    }
}

/// The frame of what floats.
pub fn frame(tokens: &Tokens) -> egui::Frame {
    egui::Frame::new()
        .fill(tokens.raised)
        .stroke(egui::Stroke::new(1.0, tokens.line))
        .corner_radius(measure::RADIUS_LARGE)
        .shadow(egui::Shadow {
            offset: [0, 12],
            blur: 36,
            spread: 0,
            color: tokens.shadow,
        })
        .inner_margin(egui::Margin::same(20))
}
