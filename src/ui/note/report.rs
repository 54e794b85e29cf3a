//! Says what is read, and where the reader is.

use egui::{Rect, Ui};

use super::view::NoteView;
use crate::app::command::Command;
use crate::library::Note;
use crate::ui::view_ctx::ViewCtx;

/// A section is current when its heading is above this depth of the view.
const READING_LINE: f64 = 120.0;

/// Takes up what is read.
pub(super) fn report_ui(
    ui: &Ui,
    view: &mut NoteView,
    note: &Note,
    window: Rect,
    cx: &mut ViewCtx<'_>,
) {
    let Some(extent) = &view.extent else { return };
    if view.goto.is_some() {
        return;
    }
    let in_view = (view.offset, view.offset + f64::from(window.height()));
    view.read_time
        .follow_ui(ui, note, extent, in_view, &view.folds, cx);
    let line = extent.item_at(view.offset + READING_LINE);
    view.section = note.outline().section_of(line.saturating_sub(1));
}

/// Says where the reader is: at once in another block, else when the view rests.
pub(super) fn tell_ui(ui: &Ui, view: &mut NoteView, moves: bool, cx: &mut ViewCtx<'_>) {
    // Whoever leaves in this frame is told of before that is done: see `NoteView::untold`.
    let leaves = cx.commands.iter().any(Command::navigates);
    if leaves || view.extent.is_none() || view.goto.is_some() {
        return;
    }
    match view.tell(moves) {
        Some(told) => cx.push(told),
        None if moves => ui.request_repaint(),
        None => {}
    }
}

impl NoteView {
    /// Says where the reader is, if nobody was told of it, for whatever leads away from there.
    pub fn untold(&mut self) -> Option<Command> {
        self.tell(false)
    }

    fn tell(&mut self, moves: bool) -> Option<Command> {
        let (note, extent) = self.note.as_ref().zip(self.extent.as_ref())?;
        let edge = self.hold.tell(moves)?;
        Some(Command::RememberPlace {
            place: edge.place(&extent.document, note),
            arrival: self.arrivals,
        })
    }
}
