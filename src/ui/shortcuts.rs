//! Keys that work everywhere: the table of [`MenuCommand`] against this frame's input.
//!
//! Keys without a modifier are left alone while a text field has the focus, and what lies beneath
//! a dialog while it is open.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::view_ctx::ViewCtx;
use crate::app::menu_command::{Chord, MenuCommand};
use crate::app::panes::Pane;

/// Consumes the shortcuts of this frame and leaves their commands, meant for `pane`.
pub fn consume(ctx: &egui::Context, pane: Pane, cx: &mut ViewCtx<'_>) {
    let typing = ctx.egui_wants_keyboard_input();
    let covered = cx.state.overlay.is_some();
    let mut chords: Vec<(Chord, MenuCommand)> = MenuCommand::ALL
        .into_iter()
        .filter(|command| !covered || command.works_above_dialogs())
        .flat_map(|command| command.chords().iter().map(move |chord| (*chord, command)))
        .collect();
    // The longer shortcut first: Ctrl+Shift+P is not Ctrl+P.
    chords.sort_by_key(|(chord, _)| std::cmp::Reverse(u8::from(chord.shift) + u8::from(chord.alt)));
    for (chord, command) in chords {
        let bare = !chord.command && !chord.alt && !chord.key.starts_with('F');
        if typing && bare {
            continue;
        }
        let Some(shortcut) = shortcut(chord) else {
            continue;
        };
        if ctx.input_mut(|input| input.consume_shortcut(&shortcut))
            && let Some(command) = command.resolve_in(pane, cx.state, cx.tokens.dark)
        {
            cx.push(command);
        }
    }
    let (back, forward) = ctx.input(|input| {
        (
            input.pointer.button_pressed(egui::PointerButton::Extra1),
            input.pointer.button_pressed(egui::PointerButton::Extra2),
        )
    });
    if back && !covered {
        cx.push(crate::app::command::Command::Back);
    }
    if forward && !covered {
        cx.push(crate::app::command::Command::Forward);
    }
}

/// The key of an action as this system writes it; empty if it has none.
pub fn key_text(ctx: &egui::Context, command: MenuCommand) -> String {
    command
        .chords()
        .first()
        .and_then(|chord| shortcut(*chord))
        .map_or_else(String::new, |shortcut| {
            let text = ctx.format_shortcut(&shortcut);
            // The signs themselves are shorter than their names, and stand on the keys.
            text.replace("Backslash", "\\").replace("Comma", ",")
        })
}

/// A chord in egui's terms.
pub fn shortcut(chord: Chord) -> Option<KeyboardShortcut> {
    let key = Key::from_name(chord.key)?;
    let modifiers = Modifiers {
        shift: chord.shift,
        alt: chord.alt,
        ..Modifiers::NONE
    };
    let modifiers = if chord.command {
        modifiers | Modifiers::COMMAND
    } else {
        modifiers
    };
    Some(KeyboardShortcut::new(modifiers, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chord_names_a_key_that_egui_knows() {
        for command in MenuCommand::ALL {
            for chord in command.chords() {
                assert!(shortcut(*chord).is_some(), "{chord:?}");
            }
        }
    }
}
