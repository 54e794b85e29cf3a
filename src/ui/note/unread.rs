//! What stands in the place of a note that is being read, or that cannot be read.

use egui::Ui;

use crate::app::command::Command;
use crate::base::text::sentence;
use crate::library::Note;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::tokens::space;
use crate::ui_kit::{icons, status, text};

/// Says that the note is being read, or why it cannot be, with a way to try again.
pub fn unread_ui(ui: &mut Ui, note: &Note, cx: &mut ViewCtx<'_>) {
    let Some(reason) = cx.state.documents.failure(note.id()) else {
        ui.add_space(space::SECTION);
        ui.vertical_centered(|ui| ui.label(text::soft("Opening the note", cx.tokens)));
        return;
    };
    let file = note.file().map(|file| file.display().to_string());
    let message = match file {
        Some(file) => format!(
            "{}. The file is \u{201c}{file}\u{201d}.",
            sentence(reason).trim_end_matches('.')
        ),
        None => sentence(reason),
    };
    if status::empty_state_ui(
        ui,
        icons::FILE_TEXT,
        "This note cannot be read now",
        &message,
        Some("Try again"),
    ) {
        cx.push(Command::OpenNote(note.id().clone()));
    }
}
