//! The jump box: one field for names and for text.
//!
//! Names (notes, headings, diagrams, actions) come first, what the notes say stands below, grouped
//! by note; names that only might be meant stand below a text that has the very words. The arrows
//! walk through all. `>` narrows to actions. The list of names is made anew when the library
//! changes; text is looked for in the background.

mod found;
mod help;
mod hints;
mod names;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, Weak};

use egui::text::{CCursor, CCursorRange};
use egui::{Key, Modifiers, ScrollArea, TextEdit, Ui, WidgetInfo};

use crate::app::command::{Command, MarkCommand, SearchCommand};
use crate::app::route::Route;
use crate::base::ids::NoteId;
use crate::library::Library;
use crate::search::fuzzy::{Hit, Names};
use crate::search::query::Query;
use crate::ui::beside::entered;
use crate::ui::shortcuts;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::list_row::ListRow;
use crate::ui_kit::tokens::space;
use crate::ui_kit::{icons, layout, overlay, text};
use names::{Entry, Target, entries};

/// At most this many names are shown where there is nothing but names.
const SHOWN: usize = 60;

/// At most this many stand above what the notes say.
const ABOVE_TEXT: usize = 5;

/// So many of the notes read last stand first before anything is typed.
const RECENT: usize = 12;

/// View-only state of the box.
#[derive(Debug, Default)]
pub struct JumpBox {
    query: String,
    cursor: usize,
    /// The library whose names these are; it is not kept alive.
    library: Weak<Library>,
    /// The revision of the marks that are among the names.
    marks: u64,
    entries: Vec<Entry>,
    names: Names,
    asked: Option<String>,
    /// What is said of an operator that was not understood.
    help: Option<String>,
    hits: Vec<Hit>,
    /// How many of them stand above what the notes say.
    above: usize,
    /// The place on which the cursor is to stand once it is found again.
    back_to: Option<(NoteId, usize)>,
    /// Whether all that is typed is to be selected, so that typing replaces it.
    select_all: bool,
}

/// What a row leads to.
#[derive(Debug, Clone, Copy)]
enum Row {
    /// One of the hits by name.
    Name(usize),
    /// One of the places.
    Place(usize),
    /// More places.
    More,
}

/// Draws the box.
pub fn show(ctx: &egui::Context, jump: &mut JumpBox, cx: &mut ViewCtx<'_>) {
    jump.follow(cx);
    let tokens = cx.tokens;
    let screen = ctx.content_rect();
    let width = (screen.width() - 2.0 * space::LARGE - 8.0).min(640.0);
    let id = egui::Id::unique("jump box");
    let area = egui::Modal::default_area(id)
        .anchor(
            egui::Align2::CENTER_TOP,
            [0.0, (screen.height() * 0.1).min(90.0)],
        )
        .role(egui::Role::Dialog)
        .accessible_name("Search or jump");
    let frame = overlay::frame(tokens).inner_margin(egui::Margin::same(0));
    let modal = egui::Modal::new(id)
        .backdrop_color(tokens.scrim)
        .area(area)
        .frame(frame)
        .show(ctx, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            keys(ui, jump, cx);
            let opened = field_ui(ui, jump, cx);
            layout::hairline_ui(ui);
            let height = (screen.height() * 0.68 - 60.0).min(520.0);
            let clicked = hits_ui(ui, jump, height, cx);
            hints::show(ui, jump, cx);
            clicked.or_else(|| opened.then_some(jump.cursor))
        });
    if let Some(at) = modal.inner {
        jump.open(at, cx);
    } else if modal.should_close() {
        jump.close(cx);
    }
}

impl JumpBox {
    /// Makes the list of names anew if the library changed, and ranks if the query did.
    fn follow(&mut self, cx: &mut ViewCtx<'_>) {
        let library = Arc::downgrade(&cx.state.library);
        let same = self.library.ptr_eq(&library) && self.marks == cx.state.marks.revision();
        if !same {
            self.library = library;
            self.marks = cx.state.marks.revision();
            self.entries = entries(&cx.state.library, &cx.state.marks);
            self.names = Names::new(self.entries.iter().map(Entry::name));
            self.asked = None;
        }
        if self.asked.is_none() && self.query.is_empty() {
            self.take_up(cx);
        }
        if self.asked.as_ref() != Some(&self.query) {
            let only_actions = self.only_actions();
            let query = self.query.trim_start_matches('>');
            let parsed = Query::parse(query);
            self.hits = if only_actions {
                let is_action = |at: usize| self.entries.get(at).is_some_and(Entry::is_action);
                self.names.rank_among(query, usize::MAX, is_action)
            } else if query.trim().is_empty() {
                self.unasked(cx)
            } else if parsed.has_operators() {
                Vec::new() // names have no operators
            } else {
                self.named(query)
            };
            let help = help::help(&parsed, &cx.state.library);
            self.help = help.filter(|_| !only_actions);
            self.cursor = 0;
            if self.asked.is_some() {
                self.back_to = None;
            }
            self.asked = Some(self.query.clone());
            cx.push(Command::Search(SearchCommand::Ask(self.query.clone())));
        }
        let sure = self.hits.iter().take_while(|hit| hit.fit.is_sure());
        self.above = if found::has_the_words(cx) {
            sure.count()
        } else {
            self.hits.len()
        };
        if found::is_of(&self.query, cx)
            && let Some(place) = self.back_to.take()
            && let Some(at) = found::number_of(&place, cx)
        {
            self.cursor = self.above + at;
        }
    }

    /// The best names for what is typed; of a note that has several, the one that fits best.
    fn named(&self, query: &str) -> Vec<Hit> {
        let mut hits = self.names.rank(query, 4 * ABOVE_TEXT);
        // Where the name itself says something, what only stands below such names waits.
        if hits.iter().any(|hit| !hit.lit.is_empty()) {
            hits.retain(|hit| !hit.lit.is_empty());
        }
        let mut named = BTreeSet::new();
        hits.retain(|hit| {
            let note = self.note_named(hit.index);
            note.is_none_or(|note| named.insert(note))
        });
        hits.truncate(ABOVE_TEXT);
        hits
    }

    /// The note of which the entry is a name.
    fn note_named(&self, at: usize) -> Option<&NoteId> {
        match &self.entries.get(at)?.target {
            Target::Note(note) => Some(note),
            _ => None,
        }
    }

    fn only_actions(&self) -> bool {
        self.query.starts_with('>')
    }

    /// Begins with a tag that was followed, or with the search that led to the open note, if one
    /// did: back to what it found.
    fn take_up(&mut self, cx: &ViewCtx<'_>) {
        if let Some(tag) = &cx.state.search.offered {
            self.query.clone_from(tag);
            return;
        }
        let note = cx.state.nav.route().note_id();
        let lit = note.and_then(|note| cx.state.search.seeking.lit_in(note));
        if let Some(led_by) = lit.and_then(|lit| lit.search.as_ref()) {
            self.query.clone_from(&led_by.query);
            self.back_to = note.map(|note| (note.clone(), led_by.block));
            self.select_all = true;
        }
    }

    /// How many rows the cursor walks through.
    fn rows(&self, cx: &ViewCtx<'_>) -> usize {
        self.hits.len() + found::rows(cx)
    }

    /// What the row with this number leads to: names, what the notes say, further names.
    fn row(&self, at: usize, cx: &ViewCtx<'_>) -> Row {
        let Some(below) = at.checked_sub(self.above) else {
            return Row::Name(at);
        };
        match below.checked_sub(found::rows(cx)) {
            Some(further) => Row::Name(self.above + further),
            None if below < found::places(cx) => Row::Place(below),
            None => Row::More,
        }
    }

    /// What stands there before anything is typed: what was read last, the diagrams, the rest; not
    /// the note that is open.
    fn unasked(&self, cx: &ViewCtx<'_>) -> Vec<Hit> {
        let stops = cx.state.nav.behind().iter().rev();
        let recent = stops.filter_map(|stop| stop.route.note_id());
        let note = |id: &NoteId| {
            let is_it = |entry: &Entry| matches!(&entry.target, Target::Note(other) if other == id);
            self.entries.iter().position(is_it)
        };
        let is_diagram = |at: &usize| {
            let entry = self.entries.get(*at);
            entry.is_some_and(|entry| matches!(entry.target, Target::Diagram(_)))
        };
        let all = 0..self.entries.len();
        let mut seen = BTreeSet::new();
        let mut named: BTreeSet<_> = cx.state.nav.route().note_id().into_iter().collect();
        recent
            .filter_map(note)
            .take(RECENT)
            .chain(all.clone().filter(is_diagram))
            .chain(all)
            .filter(|at| match self.note_named(*at) {
                Some(note) => named.insert(note),
                None => seen.insert(*at),
            })
            .take(SHOWN)
            .map(Hit::unasked)
            .collect()
    }

    fn open(&mut self, at: usize, cx: &mut ViewCtx<'_>) {
        let name = match self.row(at, cx) {
            Row::Name(name) => name,
            Row::Place(place) => {
                if let Some(command) = found::open(place, cx) {
                    self.close(cx);
                    cx.push(command);
                }
                return;
            }
            Row::More => {
                cx.push(Command::Search(SearchCommand::More));
                return;
            }
        };
        let hit = self.hits.get(name);
        let entry = hit.and_then(|hit| self.entries.get(hit.index));
        let Some(target) = entry.map(|entry| entry.target.clone()) else {
            return;
        };
        self.close(cx);
        let command = match target {
            Target::Note(id) => Some(Command::Go(Route::note(id))),
            Target::Heading(id, section) => Some(Command::Go(Route::Note {
                id,
                section: Some(section),
            })),
            Target::Bookmark(mark) => Some(Command::Mark(MarkCommand::Open(mark))),
            Target::Diagram(kind) => Some(Command::Go(Route::Diagram {
                kind: kind.into(),
                query: "".into(),
            })),
            Target::Action(action) => action.resolve(cx.state, cx.tokens.dark),
        };
        cx.commands.extend(command);
    }

    fn close(&mut self, cx: &mut ViewCtx<'_>) {
        self.query.clear();
        self.asked = None;
        self.back_to = None;
        cx.push(Command::CloseOverlay);
    }
}

fn field_ui(ui: &mut Ui, jump: &mut JumpBox, cx: &ViewCtx<'_>) -> bool {
    let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 12));
    frame
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.set_min_height(24.0);
                ui.spacing_mut().interact_size.y = 24.0;
                ui.label(text::icon(
                    icons::MAGNIFYING_GLASS,
                    18.0,
                    cx.tokens.ink_soft,
                ));
                let edit = TextEdit::singleline(&mut jump.query)
                    .hint_text(text::soft("Titles and text; > for actions", cx.tokens))
                    .frame(egui::Frame::NONE)
                    .margin(egui::Margin::ZERO)
                    .align(egui::Align2::LEFT_CENTER)
                    .desired_width(ui.available_width());
                let response = ui.add(edit).accessible_name("Search or jump");
                if std::mem::take(&mut jump.select_all) {
                    select_all(ui, response.id, &jump.query);
                }
                if !response.has_focus() {
                    response.request_focus();
                }
                entered(ui)
            })
            .inner
        })
        .inner
}

fn select_all(ui: &Ui, id: egui::Id, query: &str) {
    let mut state = TextEdit::load_state(ui, id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(query.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ui, id);
}

fn keys(ui: &Ui, jump: &mut JumpBox, cx: &ViewCtx<'_>) {
    let last = jump.rows(cx).saturating_sub(1);
    jump.cursor = jump.cursor.min(last);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        jump.cursor = if jump.cursor >= last {
            0
        } else {
            jump.cursor + 1
        };
    }
    if pressed(Key::ArrowUp) {
        jump.cursor = jump.cursor.checked_sub(1).unwrap_or(last);
    }
    if pressed(Key::PageDown) {
        jump.cursor = (jump.cursor + 8).min(last);
    }
    if pressed(Key::PageUp) {
        jump.cursor = jump.cursor.saturating_sub(8);
    }
}

/// Draws names and places; returns the one that was clicked, counted over both.
fn hits_ui(ui: &mut Ui, jump: &JumpBox, height: f32, cx: &ViewCtx<'_>) -> Option<usize> {
    let mut clicked = None;
    ui.add_space(6.0);
    let list = ScrollArea::vertical()
        .id_salt("jump hits")
        .max_height(height)
        .min_scrolled_height(height)
        .show(ui, |ui| {
            let above = names_ui(ui, jump, 0..jump.above, 0);
            let places = found::show(ui, jump, cx);
            if jump.above < jump.hits.len() {
                found::caption_ui(ui, true, "By some of their letters", cx);
            }
            let further = jump.above..jump.hits.len();
            let below = names_ui(ui, jump, further, found::rows(cx));
            clicked = above.or(places).or(below);
            ui.add_space(6.0);
        });
    ui.interact(
        list.inner_rect,
        ui.scope_id().with("hits"),
        egui::Sense::hover(),
    )
    .widget_info(|| WidgetInfo::labeled(egui::Role::ListBox, true, "Hits"));
    clicked
}

/// Keeps the row of the cursor in view, unless the pointer is at work.
fn follow_cursor<'a>(row: &'a egui::Response, at: usize, jump: &JumpBox) -> &'a egui::Response {
    if at == jump.cursor && row.ctx.input(|input| !input.pointer.is_moving()) {
        row.scroll_to_me(None);
    }
    row
}

/// Draws some of the hits by name, with so many rows of another kind above them; returns the row
/// that was clicked.
fn names_ui(ui: &mut Ui, jump: &JumpBox, hits: Range<usize>, before: usize) -> Option<usize> {
    let mut clicked = None;
    for hit in hits {
        let at = before + hit;
        let response = ui.push_id(at, |ui| name_ui(ui, jump, hit, at)).inner;
        if response.is_some_and(|response| follow_cursor(&response, at, jump).clicked()) {
            clicked = Some(at);
        }
    }
    clicked
}

fn name_ui(ui: &mut Ui, jump: &JumpBox, hit: usize, at: usize) -> Option<egui::Response> {
    let hit = jump.hits.get(hit)?;
    let entry = jump.entries.get(hit.index)?;
    let key = match entry.target {
        Target::Action(action) => shortcuts::key_text(ui, action),
        _ => String::new(),
    };
    let trailing = if key.is_empty() {
        entry.context.as_str()
    } else {
        key.as_str()
    };
    let name = match entry.context.as_str() {
        "" => entry.label.clone(),
        context => format!("{}, {context}", entry.label),
    };
    let row = ListRow {
        label: &entry.label,
        icon: Some(entry.icon),
        trailing,
        selected: at == jump.cursor,
        cursor: Some(false),
        lit: &hit.lit,
        name: &name,
        role: Some(egui::Role::ListBoxOption),
        ..Default::default()
    };
    Some(row.show(ui))
}
