//! The keyboard in the tree: one stop for all its rows, with a cursor that the arrows move, and the
//! filter above it, which leads into them.

use egui::{EventFilter, Id, Key, Modifiers, Response, Ui};

use super::{TreeView, open};
use crate::app::command::{Command, Part};
use crate::base::ids::TopicId;
use crate::library::tree::{RowKind, TreeRow};
use crate::ui::beside::entered;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::tokens::measure;

/// What the keys of this frame ask of the rows while the filter has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// To walk through them.
    Enter,
    /// To open the one under the cursor.
    Open,
}

fn pressed(ui: &Ui, key: Key) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
}

/// Takes the keys of the filter, before the field sees them.
pub(super) fn of_filter(ui: &Ui, filter: Option<Id>) -> Option<Asked> {
    let filter = filter?;
    if !ui.memory(|memory| memory.has_focus(filter)) {
        return None;
    }
    if pressed(ui, Key::ArrowDown) {
        return Some(Asked::Enter);
    }
    entered(ui).then_some(Asked::Open)
}

/// Whether Esc took the focus away from `widget` in this frame; the key is used up then.
pub(super) fn escaped(ui: &Ui, widget: &Response) -> bool {
    widget.lost_focus() && pressed(ui, Key::Escape)
}

/// Carries out what the filter's keys asked for.
pub(super) fn obey_filter(
    ui: &Ui,
    asked: Asked,
    list: Id,
    view: &mut TreeView,
    rows: &[TreeRow],
    cx: &mut ViewCtx<'_>,
) {
    match asked {
        Asked::Enter => {
            // While something is typed the cursor is seen already.
            let on = usize::from(view.is_filtered());
            view.cursor = (view.cursor + on).min(rows.len() - 1);
            view.reveal = Some(view.cursor);
            ui.memory_mut(|memory| memory.request_focus(list));
        }
        Asked::Open => read(view, rows, cx),
    }
}

/// Opens the row under the cursor, and hands the keyboard to the text if that is a note.
fn read(view: &mut TreeView, rows: &[TreeRow], cx: &mut ViewCtx<'_>) {
    if let Some(row) = rows.get(view.cursor)
        && open(row, view, cx)
    {
        cx.push(Command::TurnTo(Part::Text));
    }
}

/// Takes the keys of the rows; above the first is the filter.
pub(super) fn of_rows(
    ui: &Ui,
    list: Id,
    view: &mut TreeView,
    rows: &[TreeRow],
    cx: &mut ViewCtx<'_>,
) {
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: false,
        tab: false,
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(list, filter));
    let last = rows.len() - 1;
    view.cursor = view.cursor.min(last);
    let before = view.cursor;
    let page = (ui.available_height() / measure::ROW).floor().max(1.0) as usize;
    if pressed(ui, Key::ArrowDown) {
        view.cursor = (view.cursor + 1).min(last);
    }
    if pressed(ui, Key::ArrowUp) {
        if view.cursor == 0
            && let Some(field) = view.field
        {
            ui.memory_mut(|memory| memory.request_focus(field));
        }
        view.cursor = view.cursor.saturating_sub(1);
    }
    if pressed(ui, Key::PageDown) {
        view.cursor = (view.cursor + page).min(last);
    }
    if pressed(ui, Key::PageUp) {
        view.cursor = view.cursor.saturating_sub(page);
    }
    if pressed(ui, Key::Home) {
        view.cursor = 0;
    }
    if pressed(ui, Key::End) {
        view.cursor = last;
    }
    if pressed(ui, Key::ArrowRight) {
        unfold_or_enter(view, rows, cx);
    }
    if pressed(ui, Key::ArrowLeft) {
        fold_or_leave(view, rows, cx);
    }
    if entered(ui) {
        read(view, rows, cx);
    }
    if pressed(ui, Key::Space)
        && let Some(row) = rows.get(view.cursor)
    {
        open(row, view, cx);
    }
    type_ahead(ui, view, rows, cx);
    if view.cursor != before {
        view.reveal = Some(view.cursor);
    }
}

fn unfold_or_enter(view: &mut TreeView, rows: &[TreeRow], cx: &mut ViewCtx<'_>) {
    match rows.get(view.cursor).map(|row| &row.kind) {
        Some(RowKind::Topic {
            id, folded: true, ..
        }) => cx.push(Command::ToggleFold(id.clone())),
        Some(RowKind::Topic { folded: false, .. }) => {
            view.cursor = (view.cursor + 1).min(rows.len() - 1);
        }
        Some(RowKind::Note { .. }) | None => {}
    }
}

fn fold_or_leave(view: &mut TreeView, rows: &[TreeRow], cx: &mut ViewCtx<'_>) {
    let Some(row) = rows.get(view.cursor) else {
        return;
    };
    if let RowKind::Topic {
        id, folded: false, ..
    } = &row.kind
        && !view.is_filtered()
    {
        cx.push(Command::ToggleFold(TopicId::clone(id)));
        return;
    }
    let parent = rows
        .iter()
        .take(view.cursor)
        .rposition(|above| above.depth < row.depth);
    view.cursor = parent.unwrap_or(view.cursor);
}

fn type_ahead(ui: &Ui, view: &mut TreeView, rows: &[TreeRow], cx: &ViewCtx<'_>) {
    let typed: String = ui.input(|input| {
        input
            .events
            .iter()
            .filter_map(|event| {
                if let egui::Event::Text(text) = event {
                    Some(text.as_str())
                } else {
                    None
                }
            })
            .collect()
    });
    let typed = typed.trim_start_matches(' ');
    if typed.is_empty() || typed == "?" {
        return;
    }
    if view
        .typed_at
        .is_none_or(|at| cx.now.since(at) > TreeView::TYPE_AHEAD)
    {
        view.typed.clear();
    }
    view.typed_at = Some(cx.now);
    view.typed.push_str(&typed.to_lowercase());
    let found = rows
        .iter()
        .enumerate()
        .cycle()
        .skip(view.cursor + usize::from(view.typed.chars().count() == 1))
        .take(rows.len())
        .find(|(_, row)| row.title().to_lowercase().starts_with(&view.typed));
    if let Some((at, _)) = found {
        view.cursor = at;
    }
}
