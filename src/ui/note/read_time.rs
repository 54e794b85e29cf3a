//! Notices which sections were read: from what is on screen, and for how long.
//!
//! Counts only while the window has the focus and nothing lies over the note. Asks for one frame,
//! for the moment when the next section will be read; when there is none, for nothing.

use std::sync::Arc;

use egui::Ui;

use super::extent::Extent;
use super::item::repeats_title;
use crate::app::command::Command;
use crate::base::ids::NoteId;
use crate::base::time::Moment;
use crate::library::Note;
use crate::library::reading_time::{MOST_AT_ONCE, ReadingTime, Seen};
use crate::markdown::document::Document;
use crate::quiz::card::Place;
use crate::ui::prose::Folds;
use crate::ui::view_ctx::ViewCtx;

/// View-only state: the times of the open note.
#[derive(Debug, Default)]
pub(super) struct ReadTime {
    of: Option<Arc<Document>>,
    time: ReadingTime,
    folds: Folds,
    /// How much of the note was read.
    share: f32,
    /// When the note was last looked at, and what was in view then.
    last: Option<(Moment, Vec<Seen>)>,
}

impl ReadTime {
    /// Takes up that the note is shown from `top` to `bottom`.
    pub(super) fn follow_ui(
        &mut self,
        ui: &Ui,
        note: &Note,
        extent: &Extent,
        (top, bottom): (f64, f64),
        folds: &Folds,
        cx: &mut ViewCtx<'_>,
    ) {
        let is_read_now = ui.input(|input| input.focused) && cx.state.overlay.is_none();
        let before = self.last.take().filter(|_| is_read_now);
        self.take_up(note, extent, folds, cx);
        if !is_read_now {
            return;
        }
        if let Some((last, seen)) = before {
            let done = self.time.pass(cx.now.since(last), &seen);
            for section in done {
                let note = note.id().clone();
                cx.push(Command::SectionRead { note, section });
            }
        }
        let seen = seen(extent, top, bottom);
        if let Some(wait) = self.time.until_next(&seen) {
            ui.request_repaint_after(wait.min(MOST_AT_ONCE));
        }
        self.last = Some((cx.now, seen));
    }

    /// Begins anew with another text, when something was folded or unfolded, or when what was
    /// read is to be unread.
    fn take_up(&mut self, note: &Note, extent: &Extent, folds: &Folds, cx: &ViewCtx<'_>) {
        let document = &extent.document;
        let is_known = self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, document));
        let share = cx.state.progress.read_share(note.id());
        let is_taken_back = share < std::mem::replace(&mut self.share, share);
        if is_known && !is_taken_back && self.folds == *folds {
            return;
        }
        let history = &cx.state.progress.history;
        let is_hidden = |at: usize| {
            let block = document.blocks.get(at);
            block.is_some_and(|block| folds.hide(block) || at == 0 && repeats_title(block, note))
        };
        let is_read =
            |anchor: Option<&Arc<str>>| history.is_section_read(&place(note.id(), anchor.cloned()));
        self.time = ReadingTime::of(document, is_hidden, is_read);
        self.of = Some(Arc::clone(document));
        self.folds = folds.clone();
    }
}

fn place(note: &NoteId, section: Option<Arc<str>>) -> Place {
    Place {
        note: note.clone(),
        section,
    }
}

/// The blocks between `top` and `bottom`, and how far down each is in view.
fn seen(extent: &Extent, top: f64, bottom: f64) -> Vec<Seen> {
    let mut seen = Vec::new();
    let mut item = extent.item_at(top).max(1);
    while item < extent.footer() && extent.top(item) < bottom {
        item = extent.past_hidden(item);
        let height = extent.top(item + 1) - extent.top(item);
        let share = ((bottom - extent.top(item)) / height.max(1.0)).min(1.0);
        seen.push(Seen {
            block: item - 1,
            share: share as f32,
        });
        item += 1;
    }
    seen
}
