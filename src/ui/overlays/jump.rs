//! The jump box: notes, headings, diagrams and actions by a few letters of their names.
//!
//! `>` narrows to actions. The list of names is made anew when the library changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Key, Modifiers, ScrollArea, TextEdit, Ui, WidgetInfo};

use crate::app::command::Command;
use crate::app::menu_command::MenuCommand;
use crate::app::route::Route;
use crate::base::ids::NoteId;
use crate::diagrams::registry;
use crate::library::Library;
use crate::search::fuzzy::{Hit, Name, Names};
use crate::ui::shortcuts;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::list_row::ListRow;
use crate::ui_kit::tokens::{measure, space};
use crate::ui_kit::{icons, layout, overlay, text};

/// At most this many hits are shown.
const SHOWN: usize = 60;

/// So many of the notes read last stand first before anything is typed.
const RECENT: usize = 12;

/// View-only state of the box.
#[derive(Debug, Default)]
pub struct JumpBox {
    query: String,
    cursor: usize,
    library: Option<Arc<Library>>,
    entries: Vec<Entry>,
    names: Names,
    asked: Option<String>,
    hits: Vec<Hit>,
}

#[derive(Debug)]
struct Entry {
    label: String,
    context: String,
    icon: char,
    target: Target,
}

#[derive(Debug, Clone)]
enum Target {
    Note(NoteId),
    Heading(NoteId, Arc<str>),
    Diagram(&'static str),
    Action(MenuCommand),
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
            keys(ui, jump);
            let opened = field_ui(ui, jump, cx);
            layout::hairline_ui(ui);
            let clicked = hits_ui(ui, jump, (screen.height() * 0.6).min(460.0), cx);
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
    fn follow(&mut self, cx: &ViewCtx<'_>) {
        let same = self
            .library
            .as_ref()
            .is_some_and(|library| Arc::ptr_eq(library, &cx.state.library));
        if !same {
            self.library = Some(Arc::clone(&cx.state.library));
            self.entries = entries(&cx.state.library);
            self.names = Names::new(self.entries.iter().map(Entry::name));
            self.asked = None;
        }
        if self.asked.as_ref() != Some(&self.query) {
            let only_actions = self.query.starts_with('>');
            let query = self.query.trim_start_matches('>');
            let mut hits = self
                .names
                .rank(query, if only_actions { usize::MAX } else { SHOWN });
            if only_actions {
                hits.retain(|hit| self.entries.get(hit.index).is_some_and(Entry::is_action));
            }
            if query.trim().is_empty() && !only_actions {
                hits = self.unasked(cx);
            }
            self.hits = hits;
            self.cursor = 0;
            self.asked = Some(self.query.clone());
        }
    }

    /// What stands there before anything is typed: what was read last, the diagrams, the rest.
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
        recent
            .filter_map(note)
            .take(RECENT)
            .chain(all.clone().filter(is_diagram))
            .chain(all)
            .filter(|at| seen.insert(*at))
            .take(SHOWN)
            .map(|index| Hit {
                index,
                lit: Vec::new(),
            })
            .collect()
    }

    fn open(&mut self, at: usize, cx: &mut ViewCtx<'_>) {
        let entry = self
            .hits
            .get(at)
            .and_then(|hit| self.entries.get(hit.index));
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
        cx.push(Command::CloseOverlay);
    }
}

impl Entry {
    fn name(&self) -> Name {
        Name {
            label: self.label.clone(),
            context: self.context.clone(),
            weight: self.weight(),
        }
    }

    fn is_action(&self) -> bool {
        matches!(self.target, Target::Action(_))
    }

    /// Notes before diagrams before actions before headings, where names match about equally.
    fn weight(&self) -> u32 {
        match self.target {
            Target::Note(_) => 24,
            Target::Diagram(_) => 16,
            Target::Action(_) => 8,
            Target::Heading(..) => 0,
        }
    }
}

fn entries(library: &Library) -> Vec<Entry> {
    let chapter = |note: &crate::library::Note| {
        library
            .topic(note.topic())
            .map(|topic| topic.title.to_string())
            .unwrap_or_default()
    };
    let notes = library.notes().iter().map(|note| Entry {
        label: note.title().to_string(),
        context: chapter(note),
        icon: icons::FILE_TEXT,
        target: Target::Note(note.id().clone()),
    });
    let diagrams = registry::KINDS.iter().map(|kind| Entry {
        label: kind.title.to_owned(),
        context: "Diagram".to_owned(),
        icon: icons::PLAY_CIRCLE,
        target: Target::Diagram(kind.id),
    });
    let actions = MenuCommand::ALL
        .into_iter()
        .filter(|action| *action != MenuCommand::Jump)
        .map(|action| Entry {
            label: action.label().trim_end_matches('…').to_owned(),
            context: "Action".to_owned(),
            icon: icons::CARET_RIGHT,
            target: Target::Action(action),
        });
    let headings = library.notes().iter().flat_map(|note| {
        note.outline()
            .entries
            .iter()
            .filter(|entry| *entry.title != **note.title())
            .map(|entry| Entry {
                label: entry.title.to_string(),
                context: note.title().to_string(),
                icon: icons::HASH,
                target: Target::Heading(note.id().clone(), Arc::clone(&entry.anchor)),
            })
    });
    notes
        .chain(diagrams)
        .chain(actions)
        .chain(headings)
        .collect()
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
                    .hint_text(text::soft(
                        "Notes, headings, diagrams; > for actions",
                        cx.tokens,
                    ))
                    .frame(egui::Frame::NONE)
                    .margin(egui::Margin::ZERO)
                    .align(egui::Align2::LEFT_CENTER)
                    .desired_width(ui.available_width());
                let response = ui.add(edit).accessible_name("Search or jump");
                if !response.has_focus() {
                    response.request_focus();
                }
                ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
            })
            .inner
        })
        .inner
}

fn keys(ui: &Ui, jump: &mut JumpBox) {
    let last = jump.hits.len().saturating_sub(1);
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

/// Draws the hits; returns the one that was clicked.
fn hits_ui(ui: &mut Ui, jump: &JumpBox, height: f32, cx: &ViewCtx<'_>) -> Option<usize> {
    if jump.hits.is_empty() {
        ui.add_space(space::LARGE);
        ui.horizontal(|ui| {
            ui.add_space(space::LARGE);
            ui.label(text::soft(
                format!("Nothing is called \"{}\".", jump.query),
                cx.tokens,
            ));
        });
        ui.add_space(space::LARGE);
        return None;
    }
    let mut clicked = None;
    ui.add_space(6.0);
    let list = ScrollArea::vertical()
        .id_salt("jump hits")
        .max_height(height)
        .show(ui, |ui| {
            for (at, hit) in jump.hits.iter().enumerate() {
                let Some(entry) = jump.entries.get(hit.index) else {
                    continue;
                };
                let key = match entry.target {
                    Target::Action(action) => shortcuts::key_text(ui, action),
                    _ => String::new(),
                };
                let trailing = if key.is_empty() {
                    entry.context.as_str()
                } else {
                    key.as_str()
                };
                let name = format!("{}, {}", entry.label, entry.context);
                let row = ListRow {
                    label: &entry.label,
                    icon: Some(entry.icon),
                    trailing,
                    selected: at == jump.cursor,
                    lit: &hit.lit,
                    name: &name,
                    role: Some(egui::Role::ListBoxOption),
                    ..Default::default()
                };
                let response = ui.push_id(at, |ui| row.show(ui)).inner;
                if at == jump.cursor && ui.input(|input| !input.pointer.is_moving()) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    clicked = Some(at);
                }
            }
        });
    ui.interact(
        list.inner_rect,
        ui.scope_id().with("hits"),
        egui::Sense::hover(),
    )
    .widget_info(|| WidgetInfo::labeled(egui::Role::ListBox, true, "Hits"));
    ui.add_space(6.0 + f32::from(measure::RADIUS) / 2.0);
    clicked
}
