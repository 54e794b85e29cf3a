//! Files dropped on the window, and paths pasted into it.

use egui::{Context, Event, Ui};

use crate::app::command::{Command, ImportCommand};
use crate::import::source::paths_in_text;
use crate::ui_kit::tokens::{Tokens, space, type_size};
use crate::ui_kit::{fonts::Face, icons};

/// Whether something hovers over the window now.
#[derive(Debug, Default)]
pub(super) struct Drops {
    hovering: bool,
}

impl Drops {
    /// Turns dropped files and pasted paths into commands.
    pub(super) fn collect(&mut self, ctx: &Context, commands: &mut Vec<Command>) {
        let typing = ctx.egui_wants_keyboard_input();
        let (hovering, dropped, pasted) = ctx.input(|input| {
            let dropped: Vec<_> = input
                .raw
                .dropped_files
                .iter()
                .map(|file| file.path().to_owned())
                .collect();
            let pasted = input.raw.events.iter().find_map(|event| match event {
                Event::Paste(text) if !typing => Some(text.clone()),
                _ => None,
            });
            (!input.raw.hovered_files.is_empty(), dropped, pasted)
        });
        self.hovering = hovering;
        if !dropped.is_empty() {
            commands.push(Command::Import(ImportCommand::Offer(dropped)));
        }
        if let Some(text) = pasted
            && !paths_in_text(&text).is_empty()
        {
            commands.push(Command::Import(ImportCommand::OfferText(text)));
        }
    }

    /// Shows that the window takes what hovers over it.
    pub(super) fn show(&self, ui: &Ui) {
        if !self.hovering {
            return;
        }
        let tokens = Tokens::of(ui);
        let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop"));
        let painter = ui.ctx().layer_painter(layer);
        let screen = ui.ctx().content_rect();
        painter.rect_filled(screen, 0.0, tokens.scrim);
        let card = egui::Rect::from_center_size(
            screen.center(),
            egui::vec2(360.0, 150.0).min(screen.size()),
        );
        let stroke = egui::Stroke::new(2.0, tokens.accent);
        painter.rect(card, 10.0, tokens.raised, stroke, egui::StrokeKind::Inside);
        let icon = card.center() - egui::vec2(0.0, space::SECTION);
        let center = egui::Align2::CENTER_CENTER;
        painter.text(
            icon,
            center,
            icons::DOWNLOAD_SIMPLE,
            Face::Regular.at(36.0),
            tokens.accent,
        );
        let words = card.center() + egui::vec2(0.0, space::SECTION);
        painter.text(
            words,
            center,
            "Drop to see what would be imported",
            Face::Medium.at(type_size::BODY),
            tokens.ink,
        );
    }
}
