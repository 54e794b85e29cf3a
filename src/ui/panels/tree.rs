//! The topic tree: virtual rows, folding, a filter, and the whole keyboard.
//!
//! The list is one focusable container with a cursor of its own (roving focus), because rows
//! that are scrolled away do not exist as widgets.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use egui::{Id, Response, ScrollArea, Sense, Ui, WidgetInfo};

use crate::app::command::{Command, ImportCommand, Part};
use crate::app::route::Route;
use crate::base::ids::NoteId;
use crate::base::time::Moment;
use crate::library::tree::{RowKind, TreeRow};
use crate::ui::turn::{Stop, Turn};
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::list_row::ListRow;
use crate::ui_kit::search_field::search_field_ui;
use crate::ui_kit::tokens::{measure, space};
use crate::ui_kit::{button::Button, icons, status, text};

mod keys;
mod known;

use known::{Changed, KnownRows};

/// View-only state of the tree.
#[derive(Debug, Default)]
pub struct TreeView {
    filter: String,
    /// Whether it was one before: at its end the open note is shown among all.
    was_filtered: bool,
    /// The field of the filter.
    field: Option<Id>,
    cursor: usize,
    typed: String,
    typed_at: Option<Moment>,
    reveal: Option<usize>,
    /// Whether the row under the cursor is to be shown once the rows are others.
    reveals_cursor: bool,
    /// How far the rows are to be moved so that they stay where they were.
    shift: f32,
    /// The rows that were drawn last.
    seen: Range<usize>,
    open: Option<NoteId>,
    /// Whether the open note is still to be shown among the rows.
    open_waits: bool,
    known: KnownRows,
}

impl TreeView {
    /// After this long without a key a new name begins.
    const TYPE_AHEAD: Duration = Duration::from_secs(1);

    /// Whether only some of the notes are shown.
    pub fn is_filtered(&self) -> bool {
        !self.filter.trim().is_empty()
    }

    /// The rows to be seen, and whether they are others than before. What was under the cursor
    /// stays there, and when notes changed all stays in its place.
    fn follow(&mut self, cx: &ViewCtx<'_>) -> (Arc<[TreeRow]>, bool) {
        let state = cx.state;
        let before = Arc::clone(&self.known.shown);
        let is_filtered = self.is_filtered();
        let was_filtered = std::mem::replace(&mut self.was_filtered, is_filtered);
        let changed = self.known.follow(state, &self.filter);
        let rows = Arc::clone(&self.known.shown);
        if changed.is_none() {
            return (rows, false);
        }
        let now = |at: usize| {
            let row = before.get(at)?;
            rows.iter().position(|other| other.is_as(row))
        };
        if let Some(cursor) = now(self.cursor) {
            self.cursor = cursor;
        }
        if std::mem::take(&mut self.reveals_cursor) {
            self.reveal = Some(self.cursor);
        } else if was_filtered && !is_filtered {
            self.open_waits = true;
        }
        if changed == Some(Changed::Notes) {
            let open = state.nav.route().note_id();
            let is_open = |at: &usize| before.get(*at).is_some_and(|row| row.note() == open);
            let mut seen = self.seen.clone();
            let stays = seen.find(|at| open.is_some() && is_open(at));
            let stays = stays.or_else(|| self.seen.clone().find(|at| now(*at).is_some()));
            if let Some((before, now)) = stays.and_then(|at| Some((at, now(at)?))) {
                self.shift = (now as f32 - before as f32) * measure::ROW;
            }
        }
        (rows, true)
    }
}

/// Draws the tree.
pub fn show(ui: &mut Ui, view: &mut TreeView, turn: &mut Turn, cx: &mut ViewCtx<'_>) {
    ui.add_space(space::MEDIUM);
    let asked = keys::of_filter(ui, view.field);
    let (typed, is_filtering) = filter_ui(ui, view, turn);
    ui.add_space(space::SMALL);
    missing_ui(ui, cx);
    let (rows, changed) = view.follow(cx);
    if rows.is_empty() {
        empty_ui(ui, view, cx);
        return;
    }
    follow_route(view, &rows, changed, cx);
    if typed && view.is_filtered() {
        view.cursor = best_match(&rows, &view.filter);
        view.reveal = Some(view.cursor);
    }
    let width = ui.available_rect_before_wrap();
    let list = ui.interact(
        width,
        ui.scope_id().with("tree keys"),
        Sense::focusable_noninteractive(),
    );
    list.widget_info(|| WidgetInfo::labeled(egui::Role::Tree, true, "Notes"));
    if turn.takes(ui, Stop::TreeRows) {
        list.request_focus();
    }
    if let Some(asked) = asked {
        keys::obey_filter(ui, asked, list.id, view, &rows, cx);
    } else if list.has_focus() {
        keys::of_rows(ui, list.id, view, &rows, cx);
    }
    if view.is_filtered() && keys::escaped(ui, &list) {
        view.filter.clear();
    }
    if list.gained_focus() {
        view.reveal = Some(view.cursor);
    }
    let shows_cursor = list.has_focus() || is_filtering && view.is_filtered();
    rows_ui(ui, view, &rows, shows_cursor, list.id, cx);
}

/// The field of the filter. Whether something was typed, and whether the field has the focus.
fn filter_ui(ui: &mut Ui, view: &mut TreeView, turn: &mut Turn) -> (bool, bool) {
    let shown = ui.horizontal(|ui| {
        ui.add_space(space::SMALL);
        let field = ui.vertical(|ui| {
            ui.set_width(ui.available_width() - space::SMALL);
            search_field_ui(ui, &mut view.filter, "Filter notes")
        });
        field.inner
    });
    let field = shown.inner;
    view.field = Some(field.id);
    if turn.takes(ui, Stop::TreeFilter) {
        field.request_focus();
    }
    if view.is_filtered() && keys::escaped(ui, &field) {
        view.filter.clear();
    }
    (field.changed(), field.has_focus())
}

/// The row that is most likely meant: the first that opens a note and has the filter in its title.
fn best_match(rows: &[TreeRow], filter: &str) -> usize {
    let filter = filter.trim().to_lowercase();
    let opens = |row: &TreeRow| row.note().is_some();
    let is_named = |row: &TreeRow| row.title().to_lowercase().contains(&filter);
    let named = rows.iter().position(|row| opens(row) && is_named(row));
    named.or_else(|| rows.iter().position(opens)).unwrap_or(0)
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
    if view.is_filtered() {
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

/// Shows the open note in the tree when it changes, as soon as it is among the rows.
fn follow_route(view: &mut TreeView, rows: &[TreeRow], changed: bool, cx: &ViewCtx<'_>) {
    let open = cx.state.nav.route().note_id();
    let is_other = open != view.open.as_ref();
    if is_other {
        view.open = open.cloned();
        view.open_waits = open.is_some();
    }
    if open.is_none() || !view.open_waits || !(is_other || changed) {
        return;
    }
    if let Some(at) = rows.iter().position(|row| row.note() == open) {
        view.cursor = at;
        view.reveal = Some(at);
        view.open_waits = false;
    }
}

fn rows_ui(
    ui: &mut Ui,
    view: &mut TreeView,
    rows: &[TreeRow],
    shows_cursor: bool,
    list: Id,
    cx: &mut ViewCtx<'_>,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical()
        .id_salt("tree")
        .auto_shrink([false, false]);
    let reveal = view.reveal.take();
    let shift = std::mem::take(&mut view.shift);
    area.show_rows(ui, measure::ROW, rows.len(), |ui, range| {
        if let Some(row) = reveal {
            let top = ui.max_rect().top() - range.start as f32 * measure::ROW;
            let y = top + row as f32 * measure::ROW;
            let rect = egui::Rect::from_min_size(
                egui::pos2(ui.max_rect().left(), y),
                egui::vec2(10.0, measure::ROW),
            );
            let with_neighbours = rect.expand2(egui::vec2(0.0, measure::ROW));
            if !ui.clip_rect().contains_rect(with_neighbours) {
                ui.scroll_to_rect(rect, Some(egui::Align::Center));
            }
        }
        if shift != 0.0 {
            let still = egui::style::ScrollAnimation::none();
            ui.scroll_with_delta_animation(egui::vec2(0.0, -shift), still);
            ui.request_repaint();
        }
        view.seen = range.clone();
        for index in range {
            let Some(row) = rows.get(index) else { break };
            let is_cursor = index == view.cursor;
            let response = ui.push_id(index, |ui| row_ui(ui, row, shows_cursor && is_cursor, cx));
            let response = response.inner;
            if is_cursor {
                let row = response.id.accesskit_id();
                ui.accesskit_node_builder(list, |tree| tree.set_active_descendant(row));
            }
            if response.clicked() {
                view.cursor = index;
                if open(row, view, cx) {
                    cx.push(Command::TurnTo(Part::Text));
                } else {
                    ui.memory_mut(|memory| memory.request_focus(list));
                }
            }
        }
    });
}

fn row_ui(ui: &mut Ui, row: &TreeRow, cursor: bool, cx: &ViewCtx<'_>) -> Response {
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
            let (due, share) = (figures.questions.due, figures.share());
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
                cursor: Some(cursor),
                strong: row.depth == 0,
                name: &name,
                role: Some(egui::Role::TreeItem),
                ..Default::default()
            }
            .show(ui)
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
                cursor: Some(cursor),
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
                response
            } else {
                response.on_hover_text(summary)
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
/// when it is shown already. Among filtered rows nothing folds: a topic is shown among all of them.
/// Says whether it opened a note.
fn open(row: &TreeRow, view: &mut TreeView, cx: &mut ViewCtx<'_>) -> bool {
    let shown = cx.state.nav.route().note_id();
    let note = row.note().cloned();
    let opens = match &row.kind {
        RowKind::Note { .. } => true,
        RowKind::Topic { page, .. } => page.is_some() && page.as_ref() != shown,
    };
    if let RowKind::Topic { id, folded, .. } = &row.kind {
        let is_filtered = view.is_filtered();
        if is_filtered && !opens {
            let folded = cx.state.folded.iter();
            let around: Vec<_> = folded.filter(|folded| id.is_within(folded)).collect();
            let unfolds = around.into_iter().cloned().map(Command::ToggleFold);
            cx.commands.extend(unfolds);
            view.filter.clear();
            view.reveals_cursor = true;
        } else if !is_filtered && (*folded || !opens) {
            cx.push(Command::ToggleFold(id.clone()));
        }
    }
    if let Some(note) = note.filter(|_| opens) {
        cx.push(Command::Go(Route::note(note)));
    }
    opens
}
