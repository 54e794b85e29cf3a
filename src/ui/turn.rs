//! Where the keyboard goes when a command hands it to a part of the window.
//!
//! In the text nothing has the focus: keys that nothing else takes are the text's. Tab leads from
//! there to the first thing in it, not to the beginning of the window.

use egui::accesskit::{Action, ActionRequest, TreeId};
use egui::{Context, FocusDirection, Key};

use super::drawers::Drawers;
use super::frame::Room;
use super::ui_state::UiState;
use super::view_ctx::ViewCtx;
use crate::app::command::{Command, Part};

/// What has the focus scrolls into view where less of its height is seen, in points.
const LEAST_SEEN: f32 = 60.0;

/// Carries out the turns that this frame's commands ask for.
pub(super) fn take(ctx: &Context, view: &mut UiState, room: Room, cx: &mut ViewCtx<'_>) {
    let mut turns = Vec::new();
    cx.commands.retain(|command| match command {
        Command::ToggleTree if room.tree_is_drawer => {
            turns.push(None);
            false
        }
        Command::TurnTo(part) => {
            turns.push(Some(*part));
            // A drawer leaves the tree of wide windows as it is.
            *part == Part::TreeFilter && !room.tree_is_drawer
        }
        _ => true,
    });
    for turn in &turns {
        match turn {
            None => {
                view.drawers = Drawers {
                    tree: !view.drawers.tree,
                    aside: false,
                };
                view.tree.turn_to_rows();
            }
            Some(Part::TreeFilter) => {
                view.drawers = Drawers {
                    tree: room.tree_is_drawer,
                    aside: false,
                };
                view.tree.turn_to_filter();
            }
            Some(Part::Text) => {
                ctx.memory_mut(egui::Memory::stop_text_input);
                view.drawers.close();
                view.in_text = true;
            }
            Some(Part::OnThisPage) => {
                view.drawers = Drawers {
                    tree: false,
                    aside: room.aside_is_drawer && !view.drawers.aside,
                };
                view.turns_to_aside = view.drawers.aside || !room.aside_is_drawer;
            }
        }
    }
    if !turns.is_empty() {
        ctx.request_repaint();
    }
}

/// Whether Tab leads from the text into it in this frame; nothing before it takes the focus then.
pub(super) fn leaves_text(ctx: &Context, view: &mut UiState) -> bool {
    view.in_text &= ctx.memory(|memory| memory.focused().is_none());
    let is_tab =
        |input: &egui::InputState| input.key_pressed(Key::Tab) && input.modifiers.is_none();
    let leaves = view.in_text && ctx.input(is_tab);
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
pub(super) fn follow_focus(ctx: &Context, view: &mut UiState) {
    let focused = ctx.memory(egui::Memory::focused);
    let is_tab = ctx.input(|input| input.key_pressed(Key::Tab));
    let moved = std::mem::replace(&mut view.focused, focused) != focused;
    let by_tab = std::mem::replace(&mut view.tabbed, is_tab);
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
