//! The small bar over a note that was opened from a search: what is lit, which of how many, on
//! and back, and out with the lights.

use egui::{Align, Frame, Key, Layout, Margin, Modifiers, Rect, Stroke, Ui, UiBuilder, pos2};

use crate::app::command::{Command, SearchCommand};
use crate::app::menu_command::MenuCommand;
use crate::app::search::LitNote;
use crate::ui::shortcuts::key_text;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::tokens::{measure, space};
use crate::ui_kit::{button, icons, text};

/// Height of the bar.
const HEIGHT: f32 = 40.0;
/// The widest query that is shown.
const QUERY: f32 = 180.0;

/// Draws the bar over the upper right corner of `window`, if anything is lit in the open note.
pub(super) fn show(ui: &mut Ui, window: Rect, cx: &mut ViewCtx<'_>) {
    let note = cx.state.nav.route().note_id();
    let Some(lit) = note.and_then(|note| cx.state.search.lit_in(note)) else {
        return;
    };
    let right_top = window.right_top() + egui::vec2(-space::LARGE - 4.0, space::MEDIUM);
    let left = (right_top.x - 400.0).max(window.left() + space::SMALL);
    let room = Rect::from_min_max(pos2(left, right_top.y), right_top + egui::vec2(0.0, HEIGHT));
    let builder = UiBuilder::new()
        .id_salt("lit bar")
        .max_rect(room)
        .layout(Layout::right_to_left(Align::Center))
        .accessibility_role(egui::Role::Toolbar)
        .accessibility_label("Hits in this note");
    ui.scope_builder(builder, |ui| {
        let frame = Frame::new()
            .fill(cx.tokens.raised)
            .stroke(Stroke::new(1.0, cx.tokens.line_strong))
            .corner_radius(measure::RADIUS_LARGE)
            .shadow(egui::Shadow {
                offset: [0, 2],
                blur: 10,
                spread: 0,
                color: cx.tokens.shadow,
            })
            .inner_margin(Margin {
                left: space::MEDIUM as i8,
                right: 3,
                top: 2,
                bottom: 2,
            });
        frame.show(ui, |ui| bar_ui(ui, lit, cx.commands, cx.tokens));
    });
    let is_free = !ui.egui_wants_keyboard_input() && cx.state.overlay.is_none();
    if is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        cx.push(Command::Search(SearchCommand::End));
    }
}

fn bar_ui(
    ui: &mut Ui,
    lit: &LitNote,
    commands: &mut Vec<Command>,
    tokens: &crate::ui_kit::tokens::Tokens,
) {
    ui.spacing_mut().item_spacing.x = 0.0;
    let buttons = [
        (
            icons::X,
            "Put the lights out",
            "Esc".to_owned(),
            SearchCommand::End,
        ),
        (
            icons::CARET_DOWN,
            "Next hit",
            key_text(ui, MenuCommand::NextHit),
            SearchCommand::Next,
        ),
        (
            icons::CARET_UP,
            "Previous hit",
            key_text(ui, MenuCommand::PreviousHit),
            SearchCommand::Previous,
        ),
    ];
    for (icon, name, key, command) in buttons {
        if button::icon_button(ui, icon, name, &key).clicked() {
            commands.push(Command::Search(command));
        }
    }
    ui.add_space(space::SMALL);
    let which = format!("{} of {}", lit.current + 1, lit.lights.len());
    ui.label(text::figure(which, 13.0, tokens.ink));
    ui.add_space(space::MEDIUM);
    ui.scope(|ui| {
        ui.set_max_width(QUERY.min(ui.available_width()));
        ui.add(egui::Label::new(text::soft(lit.query.trim(), tokens)).truncate());
    });
}
