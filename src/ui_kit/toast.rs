//! A message that floats above the status bar, with one thing to do about it.
//!
//! Announced to screen readers. What it says and when it goes is its caller's business.

use egui::{Align2, Area, Id, Order, Vec2};

use super::button::Button;
use super::tokens::{Tokens, space};
use super::{icons, text};
use crate::diagrams::scene::Tone;

/// What the person did with a toast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastAnswer {
    /// Pressed its button.
    Action,
    /// Closed it.
    Dismissed,
}

/// A toast as it is shown.
#[derive(Debug, Clone, Copy)]
pub struct Toast<'a> {
    /// Tells it apart from others.
    pub id: u64,
    /// What it says.
    pub message: &'a str,
    /// How it is meant.
    pub tone: Tone,
    /// The word on its button, if it has one.
    pub action: Option<&'a str>,
}

/// Shows a toast `lift` points above the lower edge of the window; says how high it is, too.
pub fn toast_ui(ctx: &egui::Context, toast: &Toast<'_>, lift: f32) -> (Option<ToastAnswer>, f32) {
    let Toast {
        id,
        message,
        tone,
        action,
    } = *toast;
    let tokens = Tokens::of(ctx);
    let width = (ctx.content_rect().width() - 2.0 * space::LARGE).min(520.0);
    let mut answer = None;
    let area = Area::new(Id::unique(("toast", id)))
        .order(Order::Foreground)
        .anchor(Align2::RIGHT_BOTTOM, Vec2::new(-space::LARGE, -lift))
        .role(egui::Role::Alert)
        .accessible_name(message)
        .show(ctx, |ui| {
            let frame = super::overlay::frame(tokens).inner_margin(egui::Margin::symmetric(14, 10));
            frame.show(ui, |ui| {
                ui.set_max_width(width);
                ui.horizontal(|ui| {
                    let (color, _) = tokens.tone(tone);
                    ui.label(text::icon(icon(tone), 18.0, color));
                    let taken = if action.is_some() { 150.0 } else { 60.0 };
                    ui.scope(|ui| {
                        ui.set_max_width(width - taken);
                        ui.add(egui::Label::new(text::body(message, tokens)).wrap());
                    });
                    if let Some(label) = action
                        && Button::ordinary(label).show(ui).clicked()
                    {
                        answer = Some(ToastAnswer::Action);
                    }
                    if super::button::icon_button(ui, icons::X, "Dismiss", "").clicked() {
                        answer = Some(ToastAnswer::Dismissed);
                    }
                });
            });
        });
    (answer, area.response.rect.height())
}

fn icon(tone: Tone) -> char {
    match tone {
        Tone::Good => icons::CHECK_CIRCLE,
        Tone::Warn => icons::WARNING,
        Tone::Bad => icons::WARNING_OCTAGON,
        Tone::Neutral | Tone::Muted | Tone::Accent | Tone::Family(_) => icons::INFO,
    }
}
