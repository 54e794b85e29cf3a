//! The page of keys: everything that has one, grouped by where it works.

use egui::Ui;

use crate::app::command::Command;
use crate::app::menu_command::MenuCommand;
use crate::ui::shortcuts;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::layout::two_columns_ui;
use crate::ui_kit::tokens::space;
use crate::ui_kit::{overlay, status, text};

/// Keys of one action, and what it does.
type KeyRow = (&'static [&'static str], &'static str);

/// Keys that belong to one place, with what they do there.
const PLACES: &[(&str, &[KeyRow])] = &[
    (
        "Tree",
        &[
            (&["↑", "↓"], "Up and down"),
            (&["←", "→"], "Fold and unfold"),
            (&["Home", "End"], "First and last"),
            (&["Enter"], "Open, and on to the text"),
            (&["Space"], "Open, and stay in the tree"),
            (&["A–Z"], "Jump to a name"),
            (&["↓"], "From the filter to the notes"),
            (&["Enter"], "In the filter: open the nearest"),
            (&["Esc"], "End the filter"),
        ],
    ),
    (
        "Search",
        &[
            (&["↑", "↓"], "Up and down"),
            (&["Enter"], "Open"),
            (&["Ctrl+Enter"], "Open beside"),
        ],
    ),
    (
        "Note",
        &[
            (&["Space", "Page Down"], "One page on"),
            (&["Shift+Space", "Page Up"], "One page back"),
            (&["↑", "↓"], "A few lines"),
            (&["Home", "End"], "Beginning and end"),
            (&["N", "Shift+N"], "Next hit of a search, and back"),
            (&["Esc"], "Put out the lights of a search"),
            (&["Ctrl+A", "Ctrl+C"], "Select all, copy"),
            (&["Ctrl+Enter", "Esc"], "Close a comment, keeping it"),
            (
                &["Shift", "↑", "↓", "←", "→"],
                "Move the end of a selection",
            ),
        ],
    ),
    (
        "Questions",
        &[
            (&["1–9"], "Choose an answer"),
            (&["Enter"], "Answer, then go on"),
            (&["1–4"], "Rate how well you knew it"),
            (&["Z"], "Take the last rating back"),
            (&["R"], "Read about it"),
        ],
    ),
    (
        "Diagram",
        &[
            (&["Space"], "Play and pause"),
            (&["←", "→"], "One step back and on"),
            (&["Home", "End"], "First and last step"),
            (&["M"], "Mark a step"),
            (&["[", "]"], "Go to a marked step"),
        ],
    ),
    (
        "Slides",
        &[
            (&["→", "Space", "Page Down"], "Next"),
            (&["←", "Page Up"], "Back"),
            (&["Home", "End"], "First and last"),
            (&["B"], "Black"),
            (&["Esc"], "End"),
        ],
    ),
];

/// Draws the dialog.
pub fn show(ctx: &egui::Context, cx: &mut ViewCtx<'_>) {
    let shown = overlay::dialog_ui(ctx, "All keys", 720.0, |ui| {
        egui::ScrollArea::vertical()
            .max_height(ui.available_height().max(200.0))
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.set_width(ui.available_width() - space::LARGE);
                two_columns_ui(ui, 560.0, |left, right| {
                    let gap = if right.is_some() { space::LARGE } else { 0.0 };
                    let beside = egui::Margin {
                        right: gap as i8,
                        ..egui::Margin::ZERO
                    };
                    let frame = egui::Frame::new().inner_margin(beside);
                    frame.show(left, |ui| everywhere_ui(ui, cx));
                    let right = right.unwrap_or(left);
                    for (place, keys) in PLACES {
                        place_ui(right, place, keys, cx);
                    }
                });
            });
    });
    if shown.closed {
        cx.push(Command::CloseOverlay);
    }
}

fn everywhere_ui(ui: &mut Ui, cx: &ViewCtx<'_>) {
    ui.label(text::caption("Everywhere", cx.tokens));
    for command in MenuCommand::ALL {
        let key = shortcuts::key_text(ui, command);
        if !key.is_empty() {
            row_ui(ui, &[&key], command.label().trim_end_matches('…'), cx);
        }
    }
}

fn place_ui(ui: &mut Ui, place: &str, keys: &[(&[&str], &str)], cx: &ViewCtx<'_>) {
    ui.label(text::caption(place, cx.tokens));
    let command = ui.format_modifiers(egui::Modifiers::COMMAND);
    for (keys, does) in keys {
        let keys: Vec<String> = keys
            .iter()
            .map(|key| key.replace("Ctrl", &command))
            .collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        row_ui(ui, &keys, does, cx);
    }
    ui.add_space(space::MEDIUM);
}

fn row_ui(ui: &mut Ui, keys: &[&str], does: &str, cx: &ViewCtx<'_>) {
    ui.spacing_mut().interact_size.y = 26.0;
    ui.horizontal(|ui| {
        ui.set_height(26.0);
        ui.label(text::body(does, cx.tokens));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            for key in keys.iter().rev() {
                status::key_cap_ui(ui, key);
            }
        });
    });
}
