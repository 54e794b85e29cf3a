//! The frame's skeleton: bars, tree, screen, dialogs, in the order in which they take their room.

use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::drawers::Side;
use super::focus::{self, Part};
use super::note::{Diagrams, MarkCard, NoteView};
use super::panels::top_bar::Bar;
use super::turn::Stop;
use super::ui_state::UiState;
use super::view_ctx::ViewCtx;
use super::{beside, drawers, note, overlays, panels, screens, shortcuts, turn};
use crate::app::command::{Command, Overlay};
use crate::app::panes::Pane;
use crate::app::route::Route;
use crate::app::settings::Change;
use crate::base::ids::NoteId;
use crate::library::anchor::Place;
use crate::ui_kit::tokens::{measure, space};
use crate::ui_kit::{icons, status, wheel};

/// Draws the whole window.
pub fn show(ui: &mut Ui, view: &mut UiState, cx: &mut ViewCtx<'_>) {
    if let Route::Present { id, slide } = cx.state.nav.route().clone() {
        let section = view.note.section;
        screens::present::show(ui, &mut view.present, &id, (slide, section), cx);
        overlays::notices::show(ui, cx);
    } else {
        view.present = None;
        window_ui(ui, view, cx);
    }
    view.card.end_frame(cx);
}

/// The window with its bars, and what lies between them.
fn window_ui(ui: &mut Ui, view: &mut UiState, cx: &mut ViewCtx<'_>) {
    let is_beside = view.beside.listens(cx.state);
    let pane = if is_beside { Pane::Beside } else { Pane::Main };
    let given = cx.commands.len();
    shortcuts::consume(ui, pane, cx);
    let by_keys = given..cx.commands.len();
    let room = Room::of(ui, cx);
    let ends_filter = view.tree.is_filtered() && view.turn.had_focus();
    let in_filter = ends_filter && view.drawers.open == Some(Side::Left);
    let is_kept = cx.state.overlay.is_some() || in_filter;
    view.drawers.follow(ui, room, is_kept);
    turn::follow_focus(ui, &mut view.turn);
    let leaves_text = turn::leaves_text(ui, &mut view.turn);
    bars_ui(ui, view, room, cx);
    side_panels_ui(ui, view, room, cx);
    cx.listens = view.drawers.open.is_none();
    let is_covered = cx.state.overlay.is_some() || !cx.listens;
    view.card.begin_frame(is_covered);
    beside::show(ui, &mut view.beside, &mut view.card, cx);
    let ground = Frame::new().fill(cx.tokens.paper);
    CentralPanel::no_frame().frame(ground).show(ui, |ui| {
        if leaves_text {
            turn::to_next(ui);
        }
        cx.listens &= !view.beside.listens(cx.state);
        screen_ui(ui, view, cx);
        cx.listens = true;
    });
    drawers_ui(ui, view, cx);
    overlay_ui(ui, view, cx);
    focus::leave_by_key(ui, cx);
    overlays::notices::show(ui, cx);
    if is_beside {
        view.beside.fill_in_selection(cx);
    }
    view.note.fill_in_selection(cx);
    view.beside.fill_in_selection(cx);
    if is_beside {
        beside::take(cx.commands.get_mut(by_keys));
    }
    beside::take_clicks(ui, cx);
    turn::take(ui, view, room, cx);
    text_size_by_wheel(ui, &mut view.wheel, cx);
}

/// The text grows by a step each time the wheel was turned so far with Ctrl, and shrinks likewise:
/// the natural logarithm of the zoom, three quarters of a notch.
const TEXT_STEP: f32 = 0.15;

/// Ctrl with the wheel changes the size of the text, but over what zooms itself. `turned` is how
/// far it was turned towards the next step.
fn text_size_by_wheel(ctx: &egui::Context, turned: &mut f32, cx: &mut ViewCtx<'_>) {
    let by = wheel::rest_of_zoom(ctx).ln();
    if by == 0.0 || cx.state.overlay.is_some() {
        *turned = 0.0;
        return;
    }
    *turned += by;
    if turned.abs() < TEXT_STEP {
        return;
    }
    cx.push(Command::Change(if *turned > 0.0 {
        Change::LargerText
    } else {
        Change::SmallerText
    }));
    *turned -= TEXT_STEP.copysign(*turned);
}

/// What has room in the window.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// The bar at the top has room for the most needed buttons only.
    narrow: bool,
    /// The tree has no room beside the screen.
    pub(super) tree_is_drawer: bool,
    /// A note is open, and "On this page" has no room beside it.
    pub(super) aside_is_drawer: bool,
}

impl Room {
    fn of(ui: &Ui, cx: &ViewCtx<'_>) -> Self {
        let width = ui.available_width();
        let narrow = width < measure::NARROW;
        let has_page = cx.state.nav.route().note_id().is_some();
        Self {
            narrow,
            tree_is_drawer: narrow || picture_needs_room(ui, cx),
            aside_is_drawer: has_page && width < beside::no_aside(cx.state),
        }
    }

    /// Whether what comes from this side has no room beside the screen.
    pub(super) fn is_drawer(self, side: Side) -> bool {
        match side {
            Side::Left => self.tree_is_drawer,
            Side::Right => self.aside_is_drawer,
        }
    }
}

/// Whether a diagram is open in a window that has no room for the tree beside it.
fn picture_needs_room(ui: &Ui, cx: &ViewCtx<'_>) -> bool {
    let is_diagram = matches!(cx.state.nav.route(), Route::Diagram { .. });
    is_diagram && ui.available_width() < measure::DIAGRAM_AND_TREE
}

fn bars_ui(ui: &mut Ui, view: &mut UiState, room: Room, cx: &mut ViewCtx<'_>) {
    let frame = Frame::new().inner_margin(Margin::symmetric(space::SMALL as i8, 0));
    let veil = focus::veil(ui, &mut view.focus, Part::Top, cx);
    Panel::top("top bar")
        .exact_size(measure::TOP_BAR)
        .frame(veil.frame(frame, cx.tokens.panel, cx))
        .show_separator_line(veil.has_edge())
        .resizable(false)
        .show(ui, |ui| {
            veil.cover(ui, &mut view.focus);
            let drawer = |side| {
                let is_open = view.drawers.open == Some(side);
                room.is_drawer(side).then_some(is_open)
            };
            let place = cx.state.nav.current().place.as_ref();
            let bar = Bar {
                is_narrow: room.narrow,
                is_kept: place.is_some_and(|place| view.note.marks.has_bookmark(place)),
                tree: drawer(Side::Left),
                aside: drawer(Side::Right),
            };
            panels::top_bar::show(ui, bar, cx);
        });
    let veil = focus::veil(ui, &mut view.focus, Part::Bottom, cx);
    Panel::bottom("status bar")
        .exact_size(measure::STATUS_BAR)
        .frame(veil.frame(frame, cx.tokens.panel, cx))
        .show_separator_line(veil.has_edge())
        .resizable(false)
        .show(ui, |ui| {
            veil.cover(ui, &mut view.focus);
            panels::status_bar::show(ui, cx);
        });
}

/// Of a window that is wide at the start the tree takes so much until it is set otherwise,
const TREE_SHARE: f32 = 0.17;
/// and the outline so much.
const ASIDE_SHARE: f32 = 0.15;

fn side_panels_ui(ui: &mut Ui, view: &mut UiState, room: Room, cx: &mut ViewCtx<'_>) {
    let window = ui.available_width();
    if !room.tree_is_drawer && cx.state.tree_shown {
        let veil = focus::veil(ui, &mut view.focus, Part::Tree, cx);
        Panel::left("tree")
            .default_size((window * TREE_SHARE).clamp(measure::TREE, measure::WIDEST_TREE))
            .size_range(180.0..=420.0)
            .frame(veil.frame(Frame::new(), cx.tokens.panel, cx))
            .show_separator_line(veil.has_edge())
            .show(ui, |ui| {
                veil.cover(ui, &mut view.focus);
                // As wide as it was set, however little stands in it.
                ui.set_min_width(ui.available_width());
                panels::tree::show(ui, &mut view.tree, &mut view.turn, cx);
            });
    }
    if room.aside_is_drawer || cx.state.nav.route().note_id().is_none() {
        return;
    }
    let paper = Frame::new().fill(cx.tokens.paper).inner_margin(Margin {
        right: 8,
        ..Margin::ZERO
    });
    let veil = focus::veil(ui, &mut view.focus, Part::Aside, cx);
    Panel::right("aside")
        .exact_size((window * ASIDE_SHARE).clamp(measure::ASIDE, measure::WIDEST_ASIDE))
        .resizable(false)
        .show_separator_line(false)
        .frame(paper)
        .show(ui, |ui| {
            veil.cover(ui, &mut view.focus);
            aside_ui(ui, view, cx);
        });
}

/// "On this page" of the open note.
fn aside_ui(ui: &mut Ui, view: &mut UiState, cx: &mut ViewCtx<'_>) {
    let state = cx.state;
    let open = state.nav.route().note_id();
    let Some(note) = open.and_then(|id| state.library.note(id)) else {
        return;
    };
    let document = state.documents.document(note.id());
    if let Some(document) = document {
        view.note.marks.follow(note.id(), document, &cx.state.marks);
    }
    let reading = panels::aside::Reading {
        note,
        section: view.note.section,
        marks: view.note.marks.all(),
        takes_keyboard: view.turn.takes(ui, Stop::OnThisPage),
    };
    let clicked = panels::aside::show(ui, &reading, cx);
    let entry = clicked.and_then(|at| note.outline().entries.get(at));
    let Some(entry) = entry else { return };
    cx.push(match document {
        Some(document) => Command::GoToPlace(Place::of(document, note.id(), entry.block)),
        None => Command::Go(Route::Note {
            id: note.id().clone(),
            section: Some(Arc::clone(&entry.anchor)),
        }),
    });
}

fn screen_ui(ui: &mut Ui, view: &mut UiState, cx: &mut ViewCtx<'_>) {
    // For the blink of an eye at the start: better nothing than what is wrong a moment later.
    if cx.state.library_loading && cx.state.library.notes().is_empty() {
        return;
    }
    match cx.state.nav.route().clone() {
        Route::Home => screens::home::show(ui, &mut view.exam_draft, cx),
        Route::Gallery => screens::gallery::show(ui, &mut view.gallery, cx),
        Route::Diagram { kind, query } => {
            screens::diagram::show(ui, &mut view.diagram, &kind, &query, cx);
        }
        Route::Practise(scope) => screens::sitting::show(ui, &mut view.practise, &scope, cx),
        Route::Note { id, .. } => {
            let card = &mut view.card;
            note_ui(ui, &mut view.note, &mut view.diagrams, card, &id, cx);
        }
        Route::Present { .. } => {}
    }
}

/// The note with this identity, or why it is not shown.
pub(super) fn note_ui(
    ui: &mut Ui,
    view: &mut NoteView,
    diagrams: &mut Diagrams,
    card: &mut MarkCard,
    id: &NoteId,
    cx: &mut ViewCtx<'_>,
) {
    let library = Arc::clone(&cx.state.library);
    if let Some(note) = library.note(id) {
        if cx.state.documents.shown(id).is_some() {
            note::show(ui, view, note, diagrams, card, cx);
        } else {
            note::unread_ui(ui, note, cx);
        }
    } else if !cx.state.library_loading {
        let message = format!(
            "\"{id}\" is not among the notes. It may have been moved, renamed or taken back."
        );
        if status::empty_state_ui(
            ui,
            icons::FILE_TEXT,
            "This note is not here",
            &message,
            Some("Home"),
        ) {
            cx.push(Command::Go(Route::Home));
        }
    }
}

/// The tree or "On this page" over the screen, where there is no room for both.
fn drawers_ui(ui: &Ui, view: &mut UiState, cx: &mut ViewCtx<'_>) {
    let closes = match view.drawers.open {
        None => false,
        Some(side @ Side::Left) => drawers::show(ui, side, "Notes", cx, |ui, cx| {
            panels::tree::show(ui, &mut view.tree, &mut view.turn, cx);
        }),
        Some(side @ Side::Right) => drawers::show(ui, side, "On this page", cx, |ui, cx| {
            aside_ui(ui, view, cx);
        }),
    };
    if closes {
        view.drawers.open = None;
        ui.request_repaint();
    }
}

fn overlay_ui(ui: &Ui, view: &mut UiState, cx: &mut ViewCtx<'_>) {
    match cx.state.overlay {
        Some(Overlay::Jump) => overlays::jump::show(ui, &mut view.jump, cx),
        Some(Overlay::Settings) => overlays::settings::show(ui, &mut view.exam_draft, cx),
        Some(Overlay::Keys) => overlays::keys::show(ui, cx),
        Some(Overlay::Import) => overlays::import_review::show(ui, cx),
        Some(Overlay::Marks) => overlays::marks::show(ui, &mut view.marks, cx),
        Some(Overlay::Picture) => overlays::picture::show(ui, &mut view.lightbox, cx),
        Some(Overlay::Drawing) => overlays::drawing::show(ui, cx),
        None => {}
    }
}
