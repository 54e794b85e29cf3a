//! Where the keyboard goes when a command hands it to a part of the window.
//!
//! In the text nothing has the focus: keys that nothing else takes are the text's. Tab leads from
//! there to the first thing in it, not to the beginning of the window.

use egui::accesskit::{Action, ActionRequest, TreeId};
use egui::{Context, FocusDirection, Id, Key};

use super::drawers::Side;
use super::frame::Room;
use super::ui_state::UiState;
use super::view_ctx::ViewCtx;
use crate::app::command::{Command, Part};

/// What has the focus scrolls into view where less of its height is seen, in points.
const LEAST_SEEN: f32 = 60.0;

/// A part that takes the keyboard when it is drawn next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The filter of the tree.
    TreeFilter,
    /// The rows of the tree.
    TreeRows,
    /// "On this page".
    OnThisPage,
}

/// Where the keyboard is to go, and where it was.
#[derive(Debug, Default)]
pub struct Turn {
    to: Option<Stop>,
    /// Whether the keyboard was handed to the text, and nothing has the focus since.
    in_text: bool,
    /// What had the focus at the beginning of the last frame.
    focused: Option<Id>,
    /// Whether Tab was pressed in it.
    tabbed: bool,
}

impl Turn {
    /// Whether a part is to take the keyboard now: not while a dialog still has it.
    pub(super) fn takes(&mut self, ctx: &Context, stop: Stop) -> bool {
        if self.to != Some(stop) {
            return false;
        }
        let is_free = ctx.memory(|memory| memory.top_modal_layer().is_none());
        if is_free {
            self.to = None;
        } else {
            ctx.request_repaint();
        }
        is_free
    }

    /// Whether something had the focus before the keys of this frame.
    pub(super) fn had_focus(&self) -> bool {
        self.focused.is_some()
    }
}

/// Carries out the turns that this frame's commands ask for.
pub(super) fn take(ctx: &Context, view: &mut UiState, room: Room, cx: &mut ViewCtx<'_>) {
    // What took nothing in this frame is not there.
    if ctx.memory(|memory| memory.top_modal_layer().is_none()) {
        view.turn.to = None;
    }
    let mut turns = false;
    cx.commands.retain(|command| match command {
        Command::ToggleTree if room.tree_is_drawer => {
            let opens = view.drawers.toggle(Side::Left);
            view.turn.to = opens.then_some(Stop::TreeRows);
            turns = true;
            false
        }
        Command::TurnTo(part) => {
            turn_to(ctx, view, room, *part);
            turns = true;
            // A drawer leaves the tree of wide windows as it is.
            *part == Part::TreeFilter && !room.tree_is_drawer
        }
        _ => true,
    });
    if turns {
        ctx.request_repaint();
    }
}

fn turn_to(ctx: &Context, view: &mut UiState, room: Room, part: Part) {
    match part {
        Part::TreeFilter => {
            view.drawers.open = room.tree_is_drawer.then_some(Side::Left);
            view.turn.to = Some(Stop::TreeFilter);
        }
        Part::Text => {
            ctx.memory_mut(egui::Memory::stop_text_input);
            view.drawers.open = None;
            view.turn.to = None;
            view.turn.in_text = true;
        }
        Part::OnThisPage if room.aside_is_drawer => {
            let opens = view.drawers.toggle(Side::Right);
            view.turn.to = opens.then_some(Stop::OnThisPage);
        }
        Part::OnThisPage => {
            view.drawers.open = None;
            view.turn.to = Some(Stop::OnThisPage);
        }
    }
}

/// Whether Tab leads from the text into it in this frame; nothing before it takes the focus then.
pub(super) fn leaves_text(ctx: &Context, turn: &mut Turn) -> bool {
    turn.in_text &= ctx.memory(|memory| memory.focused().is_none());
    let is_tab =
        |input: &egui::InputState| input.key_pressed(Key::Tab) && input.modifiers.is_none();
    let leaves = turn.in_text && ctx.input(is_tab);
    if leaves {
        ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    leaves
}

/// The next thing that is drawn and can take the focus takes it.
pub(super) fn to_next(ctx: &Context) {
    ctx.memory_mut(|memory| {
        memory.stop_text_input();
        memory.move_focus(FocusDirection::Next);
    });
}

/// Brings into view what Tab gave the focus in the frame before.
pub(super) fn follow_focus(ctx: &Context, turn: &mut Turn) {
    let focused = ctx.memory(egui::Memory::focused);
    let is_tab = ctx.input(|input| input.key_pressed(Key::Tab));
    let moved = std::mem::replace(&mut turn.focused, focused) != focused;
    let by_tab = std::mem::replace(&mut turn.tabbed, is_tab);
    if is_tab {
        ctx.request_repaint();
    }
    let Some(id) = focused.filter(|_| moved && by_tab) else {
        return;
    };
    let is_hidden = ctx.read_response(id).is_some_and(|widget| {
        let seen = widget.interact_rect.intersect(widget.rect);
        seen.height() < widget.rect.height().min(LEAST_SEEN)
    });
    if is_hidden {
        // As a screen reader asks for it: what scrolls obeys, however deep the thing stands in it.
        let request = ActionRequest {
            action: Action::ScrollIntoView,
            target_tree: TreeId::ROOT,
            target_node: id.accesskit_id(),
            data: None,
        };
        let event = egui::Event::AccessKitActionRequest(request);
        ctx.input_mut(|input| input.events.push(event));
    }
}
