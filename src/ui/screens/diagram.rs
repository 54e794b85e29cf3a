//! One diagram on the whole window.

use egui::Ui;

use crate::app::command::Command;
use crate::app::route::Route;
use crate::base::ids::NoteId;
use crate::ui::diagram::{DiagramAction, DiagramView, Room, diagram_ui};
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::{icons, status};

/// The open diagram, with the route it was made from; or why it cannot be shown.
pub type Open = Option<(String, Result<DiagramView, String>)>;

/// Draws the screen for `diagram:KIND?QUERY`.
pub fn show(ui: &mut Ui, open: &mut Open, kind: &str, query: &str, cx: &mut ViewCtx<'_>) {
    let link = if query.is_empty() {
        format!("diagram:{kind}")
    } else {
        format!("diagram:{kind}?{query}")
    };
    if open.as_ref().is_none_or(|(shown, _)| *shown != link) {
        *open = Some((link.clone(), DiagramView::from_link(&link)));
    }
    let Some((_, shown)) = open else { return };
    let view = match shown {
        Ok(view) => view,
        Err(message) => {
            if status::empty_state_ui(
                ui,
                icons::WARNING_CIRCLE,
                "This diagram cannot be shown",
                message,
                Some("All diagrams"),
            ) {
                cx.push(Command::Go(Route::Gallery));
            }
            return;
        }
    };
    let action = diagram_ui(ui, view, Room::Full);
    match action {
        Some(DiagramAction::BackToNote(note)) => {
            cx.push(Command::Go(Route::note(NoteId::new(note))));
        }
        Some(DiagramAction::CopyLink(link)) => cx.push(Command::Copy(link)),
        Some(DiagramAction::Predicted(prediction)) => cx.push(Command::Predict(prediction)),
        Some(DiagramAction::OpenFull) | None => {}
    }
}
