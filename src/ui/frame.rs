//! The frame's skeleton: bars, tree, screen, dialogs, in the order in which they take their room.

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::focus::{self, Part};
use super::note::NoteView;
use super::ui_state::{Diagrams, UiState};
use super::view_ctx::ViewCtx;
use super::{beside, note, overlays, panels, screens, shortcuts};
use crate::app::command::{Command, Overlay};
use crate::app::route::Route;
use crate::base::ids::NoteId;
use crate::library::anchor::Place;
use crate::ui_kit::tokens::{measure, space};
use crate::ui_kit::{icons, status};

/// Draws the whole window.
pub fn show(ui: &mut Ui, view: &mut UiState, cx: &mut ViewCtx<'_>) {
    if let Route::Present { id, slide } = cx.state.nav.route().clone() {
        let section = view.note.section;
        screens::present::show(ui, &mut view.present, &id, (slide, section), cx);
        overlays::notices::show(ui, cx);
        return;
    }
    view.present = None;
    shortcuts::consume(ui, cx);
    let narrow = ui.available_width() < measure::NARROW;
    let drawer = narrow || picture_needs_room(ui, cx);
    bars_ui(ui, view, Bars { narrow, drawer }, cx);
    side_panels_ui(ui, view, drawer, cx);
    beside::show(ui, &mut view.beside, cx);
    let ground = Frame::new().fill(cx.tokens.paper);
    CentralPanel::no_frame().frame(ground).show(ui, |ui| {
        cx.listens = !view.beside.listens(cx.state);
        screen_ui(ui, view, cx);
        cx.listens = true;
    });
    if drawer {
        drawer_ui(ui, view, cx);
    } else {
        view.drawer_open = false;
    }
    overlay_ui(ui, view, cx);
    focus::leave_by_key(ui, cx);
    overlays::notices::show(ui, cx);
    view.note.fill_in_selection(cx);
    view.beside.fill_in_selection(cx);
    beside::take_clicks(ui, cx);
    if drawer && took(cx, &Command::ToggleTree) {
        view.drawer_open = !view.drawer_open;
        ui.request_repaint();
    }
}

/// Takes a command back; says whether it was there.
fn took(cx: &mut ViewCtx<'_>, command: &Command) -> bool {
    let before = cx.commands.len();
    cx.commands.retain(|other| other != command);
    cx.commands.len() < before
}

/// Whether a diagram is open in a window that has no room for the tree beside it.
fn picture_needs_room(ui: &Ui, cx: &ViewCtx<'_>) -> bool {
    let is_diagram = matches!(cx.state.nav.route(), Route::Diagram { .. });
    is_diagram && ui.available_width() < measure::DIAGRAM_AND_TREE
}

/// How the bars are drawn.
#[derive(Clone, Copy)]
struct Bars {
    /// With the most needed buttons only.
    narrow: bool,
    /// With a button that opens the tree as a drawer.
    drawer: bool,
}

fn bars_ui(ui: &mut Ui, view: &mut UiState, bars: Bars, cx: &mut ViewCtx<'_>) {
    let frame = Frame::new().inner_margin(Margin::symmetric(space::SMALL as i8, 0));
    let veil = focus::veil(ui, &mut view.focus, Part::Top, cx);
    Panel::top("top bar")
        .exact_size(measure::TOP_BAR)
        .frame(veil.frame(frame, cx.tokens.panel, cx))
        .show_separator_line(veil.has_edge())
        .resizable(false)
        .show(ui, |ui| {
            veil.cover(ui, &mut view.focus);
            let drawer = bars.drawer.then_some(&mut view.drawer_open);
            let place = cx.state.nav.current().place.as_ref();
            let is_kept = place.is_some_and(|place| view.note.marks.has_bookmark(place));
            panels::top_bar::show(ui, (bars.narrow, is_kept), drawer, cx);
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

fn side_panels_ui(ui: &mut Ui, view: &mut UiState, drawer: bool, cx: &mut ViewCtx<'_>) {
    let window = ui.available_width();
    if !drawer && cx.state.tree_shown {
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
                panels::tree::show(ui, &mut view.tree, cx);
            });
    }
    let note = match cx.state.nav.route() {
        Route::Note { id, .. } if window >= beside::no_aside(cx.state) => NoteId::clone(id),
        _ => return,
    };
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
            let document = cx.state.documents.document(&note);
            if let Some(document) = document {
                view.note.marks.follow(&note, document, &cx.state.marks);
            }
            let (section, marks) = (view.note.section, view.note.marks.all());
            let clicked = panels::aside::show(ui, &note, section, marks, cx);
            let outline = cx
                .state
                .library
                .note(&note)
                .map(super::super::library::note::Note::outline);
            if let Some(entry) =
                clicked.and_then(|at| outline.and_then(|outline| outline.entries.get(at)))
            {
                let place = document.map(|document| Place::of(document, &note, entry.block));
                cx.commands.extend(place.map(Command::GoToPlace));
            }
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
        Route::Note { id, .. } => note_ui(ui, &mut view.note, &mut view.diagrams, &id, cx),
        Route::Present { .. } => {}
    }
}

/// The note with this identity, or why it is not shown.
pub(super) fn note_ui(
    ui: &mut Ui,
    view: &mut NoteView,
    diagrams: &mut Diagrams,
    id: &NoteId,
    cx: &mut ViewCtx<'_>,
) {
    let library = std::sync::Arc::clone(&cx.state.library);
    if let Some(note) = library.note(id) {
        if cx.state.documents.shown(id).is_some() {
            note::show(ui, view, note, diagrams, cx);
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

/// The tree as a drawer over the screen, where there is no room for both.
fn drawer_ui(ui: &mut Ui, view: &mut UiState, cx: &mut ViewCtx<'_>) {
    if !view.drawer_open {
        return;
    }
    let screen = ui.ctx().content_rect();
    let width = (screen.width() - 56.0).min(320.0);
    let height = screen.height() - measure::TOP_BAR - measure::STATUS_BAR;
    let commands = cx.commands.len();
    let id = egui::Id::unique("drawer");
    let area = egui::Area::new(id)
        .order(egui::Order::Middle)
        .fixed_pos(egui::pos2(screen.left(), screen.top() + measure::TOP_BAR))
        .role(egui::Role::Navigation)
        .accessible_name("Notes");
    let shown = area.show(ui, |ui| {
        let frame = Frame::new()
            .fill(cx.tokens.panel)
            .stroke(egui::Stroke::new(1.0, cx.tokens.line));
        frame.show(ui, |ui| {
            ui.set_width(width);
            ui.set_height(height);
            panels::tree::show(ui, &mut view.tree, cx);
        });
    });
    let opened = cx
        .commands
        .iter()
        .skip(commands)
        .any(|command| matches!(command, Command::Go(_)));
    let beside = ui.input(|input| {
        let pressed = input
            .pointer
            .any_pressed()
            .then(|| input.pointer.interact_pos())
            .flatten();
        pressed.is_some_and(|at| {
            at.y > screen.top() + measure::TOP_BAR && !shown.response.rect.contains(at)
        })
    });
    if opened
        || beside
        || ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape))
    {
        view.drawer_open = false;
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
