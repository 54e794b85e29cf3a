//! What lies above the text of a note: marks on the scroll bar, the bars of what is sought, the bar
//! beside a selection, the card of a highlight.

use egui::{Rect, Response, Ui};

use super::copying::Source;
use super::extent::Extent;
use super::item::{self, ItemCtx};
use super::mark_card::MarkCard;
use super::steps::Texts;
use super::view::NoteView;
use super::{find_bar, lit_bar, scroll_marks, selection_bar};
use crate::app::command::{Command, MarkCommand};
use crate::app::search::LitNote;
use crate::ui::prose::TextPiece;
use crate::ui::view_ctx::ViewCtx;

/// Takes what pointer and keys did to the selection; a click on a highlight shows its card.
pub(super) fn select_ui(
    ui: &mut Ui,
    view: &mut NoteView,
    ground: &Response,
    pieces: &[TextPiece],
    items: &mut ItemCtx<'_, '_>,
) {
    let selection = &mut view.selection;
    let (document, note, folds) = (items.document, items.note, &*items.folds);
    let is_shown = |block| item::is_shown(document, block, note, folds);
    let texts = Texts {
        pieces,
        document,
        is_shown: &is_shown,
    };
    let source = Source {
        note: items.note.id(),
        document: items.document,
        state: items.cx.state,
    };
    let clicked = selection.obey_ui(ui, ground, texts, source, items.cx);
    if let Some(mark) = clicked.and_then(|spot| items.marks.at(spot)) {
        let show = MarkCommand::Show(mark.clone());
        items.cx.push(Command::Mark(show));
    }
}

/// Brings the end of a selection that keys moved into view.
pub(super) fn bring_head_ui(
    ui: &Ui,
    view: &mut NoteView,
    extent: &Extent,
    pieces: &[TextPiece],
    window: Rect,
) {
    if view.goto.is_some() {
        return;
    }
    if let Some(to) = view.selection.way_to_head(pieces, window, extent) {
        let spot = to.spot(|down| extent.spot_at((view.offset + down).max(0.0)));
        view.go_to(spot);
        ui.request_discard("the end of the selection stands elsewhere");
        ui.request_repaint();
    }
}

/// Draws what stands beside words: the bar of a selection, the card of a highlight.
pub(super) fn beside_words_ui(
    ui: &mut Ui,
    view: &mut NoteView,
    window: Rect,
    pieces: &[TextPiece],
    card: &mut MarkCard,
    cx: &mut ViewCtx<'_>,
) {
    if let Some(selected) = view.selection.made()
        && selection_bar::show(ui, window, &selected, pieces, cx)
        && let (Some(extent), Some(note)) = (&view.extent, &view.note)
    {
        let source = Source {
            note,
            document: &extent.document,
            state: cx.state,
        };
        let text = view.selection.text(source);
        cx.commands.extend(text.map(Command::Copy));
    }
    card.show(ui, window, &view.marks, pieces, cx);
}

/// What lies above the text: marks on the scroll bar, and the bars of what is sought.
pub(super) fn above_ui(
    ui: &mut Ui,
    view: &mut NoteView,
    window: Rect,
    found: Option<&LitNote>,
    cx: &mut ViewCtx<'_>,
) {
    if let (Some(lit), Some(extent)) = (found, &view.extent) {
        scroll_marks::show(ui, window, extent, lit, cx.tokens);
    }
    lit_bar::show(ui, window, cx);
    find_bar::show(ui, window, &mut view.find, cx);
}
