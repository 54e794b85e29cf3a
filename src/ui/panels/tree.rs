//! The topic tree: virtual rows, folding, a filter, and the whole keyboard.
//!
//! The list is one focusable container with a cursor of its own (roving focus), because rows
//! that are scrolled away do not exist as widgets.

use std::collections::BTreeSet;
use std::sync::{Arc, Weak};
use std::time::Duration;

use egui::{EventFilter, Key, ScrollArea, Sense, Ui, WidgetInfo};

use crate::app::command::{Command, ImportCommand};
use crate::app::route::Route;
use crate::base::ids::{NoteId, TopicId};
use crate::base::time::Moment;
use crate::library::Library;
use crate::library::tree::{self, RowKind, TreeRow};
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::list_row::ListRow;
use crate::ui_kit::search_field::search_field_ui;
use crate::ui_kit::tokens::{measure, space};
use crate::ui_kit::{button::Button, icons, status, text};

/// View-only state of the tree.
#[derive(Debug, Default)]
pub struct TreeView {
    filter: String,
    cursor: usize,
    typed: String,
    typed_at: Option<Moment>,
    reveal: Option<usize>,
    shown_note: Option<NoteId>,
    known: KnownRows,
}

/// The rows as they were made last, and of what.
#[derive(Debug, Default)]
struct KnownRows {
    library: Weak<Library>,
    folded: BTreeSet<TopicId>,
    filter: String,
    shown: Arc<[TreeRow]>,
}

impl TreeView {
    /// After this long without a key a new name begins.
    const TYPE_AHEAD: Duration = Duration::from_secs(1);
}

impl KnownRows {
    /// The rows to be seen; made anew only when notes, folds or filter changed.
    fn of(
        &mut self,
        library: &Arc<Library>,
        folded: &BTreeSet<TopicId>,
        filter: &str,
    ) -> Arc<[TreeRow]> {
        let now = Arc::downgrade(library);
        let is_same = self.library.ptr_eq(&now) && self.folded == *folded && self.filter == filter;
        if !is_same {
            *self = Self {
                library: now,
                folded: folded.clone(),
                filter: filter.to_owned(),
                shown: tree::rows(library, folded, filter).into(),
            };
        }
        Arc::clone(&self.shown)
    }
}

/// Draws the tree.
pub fn show(ui: &mut Ui, view: &mut TreeView, cx: &mut ViewCtx<'_>) {
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        ui.add_space(space::SMALL);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - space::SMALL);
            if search_field_ui(ui, &mut view.filter, "Filter notes").changed() {
                view.cursor = 0;
            }
        });
    });
    ui.add_space(space::SMALL);
    missing_ui(ui, cx);
    let state = cx.state;
    let rows = view.known.of(&state.library, &state.folded, &view.filter);
    if rows.is_empty() {
        empty_ui(ui, view, cx);
        return;
    }
    follow_route(view, &rows, cx);
    let width = ui.available_rect_before_wrap();
    let list = ui.interact(
        width,
        ui.scope_id().with("tree keys"),
        Sense::focusable_noninteractive(),
    );
    list.widget_info(|| WidgetInfo::labeled(egui::Role::Tree, true, "Notes"));
    if list.has_focus() {
        keys(ui, list.id, view, &rows, cx);
    }
    let focused = list.has_focus();
    rows_ui(ui, view, &rows, focused, list.id, cx);
}

/// Names the folders that are not there, with a way to look once more.
fn missing_ui(ui: &mut Ui, cx: &mut ViewCtx<'_>) {
    for folder in &cx.state.missing_folders {
        let name = folder.file_name().unwrap_or(folder.as_os_str());
        let words = format!(
            "The folder \u{201c}{}\u{201d} is missing. Its notes are shown as they were last known.",
            name.to_string_lossy()
        );
        egui::Frame::new()
            .inner_margin(egui::Margin::symmetric(12, 4))
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::TIGHT;
                let text = text::soft(words, cx.tokens).color(cx.tokens.warn);
                let response = ui.add(egui::Label::new(text).wrap());
                response.on_hover_text(folder.display().to_string());
                if Button::quiet("Look again").show(ui).clicked() {
                    cx.commands.push(Command::LookForChanges);
                }
            });
        ui.add_space(space::SMALL);
    }
}

fn empty_ui(ui: &mut Ui, view: &mut TreeView, cx: &mut ViewCtx<'_>) {
    if !view.filter.is_empty() {
        let message = format!("No note or topic has \"{}\" in its name.", view.filter);
        ui.horizontal(|ui| {
            ui.add_space(space::LARGE);
            ui.add(egui::Label::new(text::soft(message, cx.tokens)).wrap());
        });
        if Button::quiet("Show all notes").show(ui).clicked() {
            view.filter.clear();
        }
    } else if cx.state.library_loading {
        ui.horizontal(|ui| {
            ui.add_space(space::LARGE);
            ui.label(text::soft("Opening the notes", cx.tokens));
        });
    } else if status::empty_state_ui(
        ui,
        icons::NOTEBOOK,
        "No notes yet",
        "Drop Markdown files or folders on the window.",
        Some("Import files…"),
    ) {
        cx.push(Command::Import(ImportCommand::PickFiles));
    }
}

/// Shows the open note in the tree when it changes.
fn follow_route(view: &mut TreeView, rows: &[TreeRow], cx: &ViewCtx<'_>) {
    let open = cx.state.nav.route().note_id();
    if open == view.shown_note.as_ref() {
        return;
    }
    view.shown_note = open.cloned();
    let at = rows
        .iter()
        .position(|row| matches!(&row.kind, RowKind::Note { id, .. } if Some(id) == open));
    if let Some(at) = at {
        view.cursor = at;
        view.reveal = Some(at);
    }
}

fn rows_ui(
    ui: &mut Ui,
    view: &mut TreeView,
    rows: &[TreeRow],
    focused: bool,
    list: egui::Id,
    cx: &mut ViewCtx<'_>,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical()
        .id_salt("tree")
        .auto_shrink([false, false]);
    let height = ui.available_height();
    let reveal = view.reveal.take();
    area.show_rows(ui, measure::ROW, rows.len(), |ui, range| {
        if let Some(row) = reveal {
            let top = ui.max_rect().top() - range.start as f32 * measure::ROW;
            let y = top + row as f32 * measure::ROW;
            let rect = egui::Rect::from_min_size(
                egui::pos2(ui.max_rect().left(), y),
                egui::vec2(10.0, measure::ROW),
            );
            let seen = range.contains(&row)
                && (row as f32 + 1.0 - range.start as f32) * measure::ROW < height;
            if !seen {
                ui.scroll_to_rect(rect, Some(egui::Align::Center));
            }
        }
        for index in range {
            let Some(row) = rows.get(index) else { break };
            let cursor = focused && index == view.cursor;
            if ui.push_id(index, |ui| row_ui(ui, row, cursor, cx)).inner {
                view.cursor = index;
                ui.memory_mut(|memory| memory.request_focus(list));
                open(row, cx);
            }
        }
    });
}

/// Draws a row; true if it was clicked.
fn row_ui(ui: &mut Ui, row: &TreeRow, cursor: bool, cx: &ViewCtx<'_>) -> bool {
    match &row.kind {
        RowKind::Topic {
            id,
            title,
            page,
            folded,
            ..
        } => {
            let shown = cx.state.nav.route().note_id();
            let figures = cx.state.topic_figures(id);
            let (due, share) = (figures.due, figures.share());
            let trailing = if due == 0 {
                String::new()
            } else {
                due.to_string()
            };
            let percent = percent(share);
            let name = format!("{title}, topic, {percent} percent read, {due} questions due");
            ListRow {
                label: title,
                depth: row.depth,
                open: Some(!folded),
                trailing: &trailing,
                trailing_color: (due > 0).then_some(cx.tokens.warn),
                share: Some(share).filter(|share| *share > 0.0),
                selected: page.is_some() && shown == page.as_ref(),
                cursor,
                strong: row.depth == 0,
                name: &name,
                role: Some(egui::Role::TreeItem),
                ..Default::default()
            }
            .show(ui)
            .clicked()
        }
        RowKind::Note { id, title } => {
            let read = cx.state.is_read(id);
            let selected = cx.state.nav.route().note_id() == Some(id);
            let share = cx.state.progress.read_share(id);
            let name = match (read, percent(share)) {
                (true, _) => format!("{title}, read"),
                (false, 0) => title.to_string(),
                (false, percent) => format!("{title}, {percent} percent read"),
            };
            let response = ListRow {
                label: title,
                depth: row.depth,
                share: Some(if read { 1.0 } else { share }).filter(|share| *share > 0.0),
                selected,
                cursor,
                name: &name,
                role: Some(egui::Role::TreeItem),
                ..Default::default()
            }
            .show(ui);
            let summary = cx
                .state
                .library
                .note(id)
                .map(crate::library::note::Note::summary)
                .unwrap_or_default();
            if summary.is_empty() {
                response.clicked()
            } else {
                response.on_hover_text(summary).clicked()
            }
        }
    }
}

/// A share in whole percent; what is begun is not nothing, and what lacks something not all.
fn percent(share: f32) -> u8 {
    match share {
        share if share <= 0.0 => 0,
        share if share >= 1.0 => 100,
        share => ((share * 100.0).round() as u8).clamp(1, 99),
    }
}

/// Opens a note, or folds a topic; a topic with a page of its own shows it unfolded, and folds
/// when it is shown already.
fn open(row: &TreeRow, cx: &mut ViewCtx<'_>) {
    match &row.kind {
        RowKind::Topic {
            id, page, folded, ..
        } => {
            let page = page
                .as_ref()
                .filter(|page| cx.state.nav.route().note_id() != Some(page));
            if *folded || page.is_none() {
                cx.push(Command::ToggleFold(id.clone()));
            }
            if let Some(page) = page {
                cx.push(Command::Go(Route::note(page.clone())));
            }
        }
        RowKind::Note { id, .. } => cx.push(Command::Go(Route::note(id.clone()))),
    }
}

fn keys(ui: &Ui, list: egui::Id, view: &mut TreeView, rows: &[TreeRow], cx: &mut ViewCtx<'_>) {
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
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        view.cursor = (view.cursor + 1).min(last);
    }
    if pressed(Key::ArrowUp) {
        view.cursor = view.cursor.saturating_sub(1);
    }
    if pressed(Key::PageDown) {
        view.cursor = (view.cursor + page).min(last);
    }
    if pressed(Key::PageUp) {
        view.cursor = view.cursor.saturating_sub(page);
    }
    if pressed(Key::Home) {
        view.cursor = 0;
    }
    if pressed(Key::End) {
        view.cursor = last;
    }
    if pressed(Key::ArrowRight) {
        unfold_or_enter(view, rows, cx);
    }
    if pressed(Key::ArrowLeft) {
        fold_or_leave(view, rows, cx);
    }
    if (pressed(Key::Enter) || pressed(Key::Space))
        && let Some(row) = rows.get(view.cursor)
    {
        open(row, cx);
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
        .find(|(_, row)| title_of(row).to_lowercase().starts_with(&view.typed));
    if let Some((at, _)) = found {
        view.cursor = at;
    }
}

fn title_of(row: &TreeRow) -> &str {
    match &row.kind {
        RowKind::Topic { title, .. } | RowKind::Note { title, .. } => title,
    }
}
