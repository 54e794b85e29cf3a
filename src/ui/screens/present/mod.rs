//! A note as a presentation on the whole window.
//!
//! Draws the screen that the cursor stands on and moves it by keys, clicks and wheel. How the
//! note is divided is decided in `present`; diagrams are drawn and stepped by the caller
//! through [`SlideDiagrams`]. Takes no keyboard focus and repaints only when something moves.

mod diagrams;
mod footer;
mod input;
mod layout;
mod page;
mod presentation;
mod question;
mod screen;
mod slide;
mod stage;

use std::sync::Arc;

use egui::{Rect, Sense, Ui, WidgetInfo, vec2};

use footer::Footer;
use input::Intent;
use stage::{Side, Stage};

use crate::markdown::document::{Directive, Link};
use crate::present::deck::SlideKind;
use crate::ui::prose::Resources;
use crate::ui_kit::tokens::{SCREEN_OFF, Tokens};

pub use presentation::Presentation;
pub use screen::{PresentView, show};

/// What the speaker did.
#[derive(Debug, Clone, PartialEq)]
pub enum PresentAction {
    /// Wants to stop; [`Presentation::block`] is the place in the note to return to.
    Leave,
    /// Came to this slide, counted from 0.
    Slide(usize),
    /// Clicked a link that leads out of the program.
    Follow(Arc<Link>),
    /// Wants the presentation in a window, or on the whole screen again.
    ToggleFullscreen,
}

/// Draws and steps the diagrams of a note; a diagram is known by its block.
pub trait SlideDiagrams {
    /// Draws the diagram into the whole of `ui`.
    fn diagram_ui(&mut self, ui: &mut Ui, block: usize, directive: &Directive);

    /// Where the diagram stands.
    fn progress(&mut self, block: usize, directive: &Directive) -> DiagramProgress;

    /// Goes one step that matters on, or back.
    fn step(&mut self, block: usize, directive: &Directive, on: bool);
}

/// Where a diagram stands between its first and its last step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiagramProgress {
    /// Nothing to step back to.
    pub at_start: bool,
    /// Nothing left to step.
    pub at_end: bool,
}

/// What a presentation needs from around it.
pub struct Surroundings<'a> {
    /// Where the note's pictures come from.
    pub images: &'a dyn Resources,
    /// The note's diagrams.
    pub diagrams: &'a mut dyn SlideDiagrams,
}

/// Draws the presentation over the whole of `ui`.
pub fn present_ui(
    ui: &mut Ui,
    presentation: &mut Presentation,
    around: &mut Surroundings<'_>,
) -> Vec<PresentAction> {
    let stage = Stage::of(ui.max_rect());
    surrender_focus(ui);
    presentation.lay_out(ui, &stage, around.images);
    let mut actions = Vec::new();
    let mut intents = input::keys(ui);
    intents.extend(pointer(ui, presentation, &stage));
    for intent in intents {
        presentation.obey(intent, around, &mut actions);
    }
    let hints_shown = presentation.rest.hints_shown(ui);
    if !hints_shown {
        ui.set_cursor_icon(egui::CursorIcon::None);
    }
    if presentation.cursor().is_black() {
        black_ui(ui, &stage);
        return actions;
    }
    ui.painter()
        .rect_filled(stage.window, 0.0, Tokens::of(ui).paper);
    page::page_ui(ui, presentation, &stage, around, &mut actions);
    let footer = Footer {
        stage: &stage,
        title: presentation.title(),
        cursor: presentation.cursor(),
        counted: presentation.is_complete(),
        hints_shown,
    };
    if let Some(intent) = footer.show(ui) {
        presentation.obey(intent, around, &mut actions);
        ui.request_repaint();
    }
    actions
}

/// Keys belong to the presentation, not to a link or a control of a diagram.
fn surrender_focus(ui: &Ui) {
    ui.memory_mut(|memory| {
        if let Some(focused) = memory.focused() {
            memory.surrender_focus(focused);
        }
    });
}

/// What clicks beside all controls and the wheel ask for.
fn pointer(ui: &Ui, presentation: &mut Presentation, stage: &Stage) -> Vec<Intent> {
    let id = ui.scope_id().with("slide");
    let response = ui.interact(stage.window, id, Sense::click() - Sense::FOCUSABLE);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Pane, true, "Slide"));
    let side = response
        .interact_pointer_pos()
        .filter(|_| response.clicked())
        .and_then(|at| stage.side(at));
    let click = side.map(|side| match side {
        Side::Back => Intent::Previous,
        Side::On => Intent::Next,
    });
    let wheel = presentation.wheel.steps(ui);
    // On a diagram the wheel zooms.
    let is_diagram = presentation
        .page()
        .is_some_and(|(_, slide)| slide.kind == SlideKind::Diagram);
    let wheel = if is_diagram && !presentation.cursor().is_black() {
        Vec::new()
    } else {
        wheel
    };
    click.into_iter().chain(wheel).collect()
}

fn black_ui(ui: &Ui, stage: &Stage) {
    ui.painter().rect_filled(stage.window, 0.0, SCREEN_OFF);
    let place = Rect::from_min_size(stage.window.min, vec2(1.0, 1.0));
    let response = ui.interact(place, ui.scope_id().with("black"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, "Black screen"));
}

#[cfg(test)]
mod tests;
