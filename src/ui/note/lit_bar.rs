//! The small bar over a note that was opened from a search: what is lit, which of how many, on
//! and back, and out with the lights.

use egui::{Align, Key, Layout, Modifiers, Rect, Ui, vec2};

use super::bar;
use crate::app::command::{Command, SearchCommand};
use crate::app::menu_command::MenuCommand;
use crate::app::search::{LedBy, LitNote};
use crate::ui::shortcuts::key_text;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::tokens::{Tokens, space};
use crate::ui_kit::{button, icons, text};

/// The widest bar.
const WIDTH: f32 = 400.0;
/// The widest query that is shown.
const QUERY: f32 = 180.0;

/// What a search lit in the open note, and the search, if the bar is for it.
fn led<'a>(cx: &ViewCtx<'a>) -> Option<(&'a LitNote, &'a LedBy)> {
    let note = cx.nav.route().note_id()?;
    let lit = cx.seeking().lit_in(note)?;
    Some((lit, lit.search.as_ref()?))
}

/// Whether the bar is there.
pub(super) fn is_shown(cx: &ViewCtx<'_>) -> bool {
    led(cx).is_some()
}

/// Draws the bar over the upper right corner of `window`, if a search led to the open note.
pub(super) fn show(ui: &mut Ui, window: Rect, cx: &mut ViewCtx<'_>) {
    let Some((lit, led_by)) = led(cx) else {
        return;
    };
    bar::show(ui, window, WIDTH, "Hits in this note", |ui| {
        let end = (icons::X, "Put the lights out", SearchCommand::End);
        if button::icon_button(ui, end.0, end.1, "Esc").clicked() {
            cx.push(Command::Search(end.2));
        }
        steps_ui(ui, cx.commands);
        ui.add_space(space::SMALL);
        ui.label(count(lit, cx.tokens));
        ui.add_space(space::MEDIUM);
        let room = vec2(QUERY.min(ui.available_width()), ui.available_height());
        let layout = Layout::right_to_left(Align::Center);
        ui.allocate_ui_with_layout(room, layout, |ui| {
            ui.add(egui::Label::new(text::soft(led_by.query.trim(), cx.tokens)).truncate());
        });
    });
    if bar::keys_are_free(ui, cx) {
        obey_keys_ui(ui, cx.commands);
    }
}

/// The keys of one who reads on among the hits; nothing else takes letters now.
fn obey_keys_ui(ui: &Ui, commands: &mut Vec<Command>) {
    let keys = [
        (Modifiers::NONE, Key::Escape, SearchCommand::End),
        (Modifiers::SHIFT, Key::N, SearchCommand::Previous),
        (Modifiers::NONE, Key::N, SearchCommand::Next),
    ];
    for (modifiers, key, command) in keys {
        if ui.input_mut(|input| input.consume_key(modifiers, key)) {
            commands.push(Command::Search(command));
        }
    }
}

/// The buttons to the next hit and the one before, from the right to the left.
pub(super) fn steps_ui(ui: &mut Ui, commands: &mut Vec<Command>) {
    let steps = [
        (
            icons::CARET_DOWN,
            "Next hit",
            MenuCommand::NextHit,
            SearchCommand::Next,
        ),
        (
            icons::CARET_UP,
            "Previous hit",
            MenuCommand::PreviousHit,
            SearchCommand::Previous,
        ),
    ];
    for (icon, name, key, command) in steps {
        let key = key_text(ui, key);
        if button::icon_button(ui, icon, name, &key).clicked() {
            commands.push(Command::Search(command));
        }
    }
}

/// "3 of 28".
pub(super) fn count(lit: &LitNote, tokens: &Tokens) -> egui::RichText {
    let more = if lit.lights.is_cut() { "+" } else { "" };
    let which = format!("{} of {}{more}", lit.current + 1, lit.lights.len());
    text::figure(which, 13.0, tokens.ink)
}
