//! The pane beside the screen: another note, or a diagram, with a bar of its own.
//!
//! What a person does there leaves the same commands as elsewhere; those that go somewhere are
//! wrapped, so that they go there in this pane.

use egui::{Align, Event, Frame, Key, Layout, Margin, Modifiers, Panel, Rect, Ui};

use super::frame::note_ui;
use super::note::{Diagrams, MarkCard, NoteView};
use super::screens;
use super::view_ctx::ViewCtx;
use crate::app::command::{Command, PaneCommand};
use crate::app::menu_command::MenuCommand;
use crate::app::nav::Nav;
use crate::app::panes::{Pane, fits_beside};
use crate::app::route::Route;
use crate::app::state::AppState;
use crate::ui::shortcuts::key_text;
use crate::ui_kit::button::{Button, icon_button};
use crate::ui_kit::tokens::{measure, space};
use crate::ui_kit::{icons, layout, text};

/// Narrower than this the two are not shown side by side, in points.
const LEAST: f32 = 380.0;
/// Height of the pane's bar.
const BAR: f32 = 44.0;

/// View-only state of the pane.
#[derive(Debug, Default)]
pub struct BesideView {
    note: NoteView,
    diagram: screens::diagram::Open,
    diagrams: Diagrams,
    /// Where it was drawn last.
    place: Option<Rect>,
    /// Whether it was clicked into last.
    clicked: bool,
}

impl BesideView {
    /// Whether keys that nothing else takes are meant for this pane.
    pub fn listens(&self, state: &AppState) -> bool {
        self.clicked && self.place.is_some() && state.beside.is_some()
    }

    /// Says where the reader is here, if nobody was told of it.
    pub fn untold(&mut self) -> Option<Command> {
        let told = self.note.untold()?;
        Some(Command::Pane(PaneCommand::Within(Box::new(told))))
    }

    /// Fills in what is selected here where a command of this frame is about it and nothing is
    /// selected in the main pane.
    pub fn fill_in_selection(&mut self, cx: &mut ViewCtx<'_>) {
        if let Some(nav) = &cx.state.beside {
            self.note.fill_in_selection(&mut within(cx, nav, true));
        }
    }
}

/// The width from which "On this page" has room too.
pub(super) fn no_aside(state: &AppState) -> f32 {
    let beside = state.beside.as_ref().map_or(0.0, |_| 2.0 * LEAST);
    measure::NO_ASIDE + beside
}

/// Draws the pane at the right of `ui`, if there is one and room for two; else says that it waits.
pub(super) fn show(ui: &mut Ui, view: &mut BesideView, card: &mut MarkCard, cx: &mut ViewCtx<'_>) {
    let state = cx.state;
    let listens = cx.listens && view.listens(state);
    view.place = None;
    let Some(nav) = &state.beside else {
        return;
    };
    let room = ui.available_width();
    let paper = Frame::new().fill(cx.tokens.paper);
    if room < 2.0 * LEAST {
        let bar = Frame::new()
            .fill(cx.tokens.panel)
            .inner_margin(Margin::symmetric(space::MEDIUM as i8, 0));
        Panel::bottom("waits beside")
            .exact_size(BAR)
            .frame(bar)
            .show(ui, |ui| bar_ui(ui, nav, cx));
        return;
    }
    let panel = Panel::right("beside")
        .default_size(room / 2.0)
        .size_range(LEAST..=room - LEAST)
        .frame(paper);
    let shown = panel.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let mut inner = within(cx, nav, listens);
        pane_ui(ui, view, nav, card, &mut inner);
    });
    let rect = shown.response.rect;
    view.place = Some(rect);
    let pressed = ui.input(|input| {
        let pressed = input.pointer.any_pressed();
        input.pointer.interact_pos().filter(|_| pressed)
    });
    if let Some(at) = pressed {
        view.clicked = rect.contains(at);
    }
}

/// The context of the pane, its commands still those of the window.
fn within<'a>(cx: &'a mut ViewCtx<'_>, nav: &'a Nav, listens: bool) -> ViewCtx<'a> {
    ViewCtx {
        state: cx.state,
        nav,
        pane: Pane::Beside,
        listens,
        tokens: cx.tokens,
        now: cx.now,
        today: cx.today,
        commands: &mut *cx.commands,
    }
}

fn pane_ui(
    ui: &mut Ui,
    view: &mut BesideView,
    nav: &Nav,
    card: &mut MarkCard,
    cx: &mut ViewCtx<'_>,
) {
    let bar = Frame::new().inner_margin(Margin::symmetric(space::MEDIUM as i8, 0));
    bar.show(ui, |ui| {
        ui.set_height(BAR);
        bar_ui(ui, nav, cx);
    });
    layout::hairline_ui(ui);
    let given = cx.commands.len();
    match nav.route().clone() {
        Route::Note { id, .. } => note_ui(ui, &mut view.note, &mut view.diagrams, card, &id, cx),
        Route::Diagram { kind, query } => {
            screens::diagram::show(ui, &mut view.diagram, &kind, &query, cx);
        }
        _ => {}
    }
    take(cx.commands.get_mut(given..));
}

/// Has those of `commands` that are of a pane carried out in this one.
pub(super) fn take(commands: Option<&mut [Command]>) {
    for command in commands.into_iter().flatten() {
        if command.is_of_pane() {
            command.move_beside();
        }
    }
}

/// What is shown, the way back and forward, exchange, close.
fn bar_ui(ui: &mut Ui, nav: &Nav, cx: &mut ViewCtx<'_>) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let key = key_text(ui, MenuCommand::Beside);
        if icon_button(ui, icons::X, "Close the pane beside", &key).clicked() {
            cx.push(Command::Pane(PaneCommand::Close));
        }
        let swaps = fits_beside(cx.state.nav.route());
        if Button::quiet("Exchange").enabled(swaps).show(ui).clicked() {
            cx.push(Command::Pane(PaneCommand::Swap));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let ways = [
                (
                    icons::CARET_LEFT,
                    "Back in the pane beside",
                    Command::Back,
                    !nav.behind().is_empty(),
                ),
                (
                    icons::CARET_RIGHT,
                    "Forward in the pane beside",
                    Command::Forward,
                    !nav.ahead().is_empty(),
                ),
            ];
            for (icon, name, command, can) in ways {
                let pressed = ui
                    .add_enabled_ui(can, |ui| icon_button(ui, icon, name, ""))
                    .inner;
                if pressed.clicked() {
                    let command = PaneCommand::Within(Box::new(command));
                    cx.push(Command::Pane(command));
                }
            }
            ui.add_space(space::TIGHT);
            let title = cx.state.title_of_screen(nav.route());
            ui.add(egui::Label::new(text::strong(title, cx.tokens)).truncate());
        });
    });
}

/// Takes Enter, also with Ctrl (Cmd on macOS): then [`take_clicks`] has what it leads to open beside.
pub(super) fn entered(ui: &Ui) -> bool {
    ui.input_mut(|input| {
        input.consume_key(Modifiers::NONE, Key::Enter)
            || input.consume_key(Modifiers::COMMAND, Key::Enter)
    })
}

/// Clicks and Enter with Ctrl (Cmd on macOS) open beside what they would open here.
pub(super) fn take_clicks(ui: &Ui, cx: &mut ViewCtx<'_>) {
    let with_command = ui.input(|input| {
        // As it came in: where Enter was taken, it is no longer among the events.
        let mut came_in = input.raw.events.iter();
        let is_enter = |event: &Event| {
            matches!(
                event,
                Event::Key {
                    key: Key::Enter,
                    pressed: true,
                    repeat: false,
                    ..
                }
            )
        };
        let acts = input.pointer.any_released() || came_in.any(is_enter);
        acts && input.modifiers.command
    });
    if !with_command {
        return;
    }
    for command in cx.commands.iter_mut() {
        let opens = match &*command {
            Command::Go(route) => fits_beside(route),
            Command::Back | Command::Forward => false,
            other => other.navigates(),
        };
        if opens {
            command.move_beside();
        }
    }
}
