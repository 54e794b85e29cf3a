//! The tree and "On this page" as drawers over the screen, where they have no room beside it.

use egui::{Area, Context, Frame, Id, Key, Modifiers, Order, Rect, Role, Stroke, Ui, pos2};

use super::frame::Room;
use super::view_ctx::ViewCtx;
use crate::app::command::Command;
use crate::ui_kit::tokens::measure;

/// The widest drawer.
const WIDTH: f32 = 320.0;
/// So much of the screen stays uncovered at least.
const UNCOVERED: f32 = 56.0;

/// Which of them is open.
#[derive(Debug, Default)]
pub struct Drawers {
    /// None, where nothing is.
    pub open: Option<Side>,
}

/// From where a drawer comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The tree.
    Left,
    /// "On this page".
    Right,
}

impl Drawers {
    /// Closes what has room beside the screen now, and all at Esc, unless something above them or
    /// in them (`is_kept`) wants the key.
    pub(super) fn follow(&mut self, ctx: &Context, room: Room, is_kept: bool) {
        self.open = self.open.filter(|side| room.is_drawer(*side));
        let closes = self.open.is_some() && !is_kept;
        if closes && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.open = None;
        }
    }

    /// Opens a drawer, or closes it. Whether it is open then.
    pub(super) fn toggle(&mut self, side: Side) -> bool {
        let opens = self.open != Some(side);
        self.open = opens.then_some(side);
        opens
    }
}

/// Draws a drawer with `content`. Returns whether it is to be closed: by a choice that leads
/// elsewhere, or by a press beside it.
pub(super) fn show(
    ui: &Ui,
    side: Side,
    name: &str,
    cx: &mut ViewCtx<'_>,
    content: impl FnOnce(&mut Ui, &mut ViewCtx<'_>),
) -> bool {
    let screen = ui.ctx().content_rect();
    let top = screen.top() + measure::TOP_BAR;
    let width = (screen.width() - UNCOVERED).min(WIDTH);
    let height = screen.height() - measure::TOP_BAR - measure::STATUS_BAR;
    let left = match side {
        Side::Left => screen.left(),
        Side::Right => screen.right() - width,
    };
    let room = Rect::from_min_size(pos2(left, top), egui::vec2(width, height));
    let given = cx.commands.len();
    let area = Area::new(Id::unique(("drawer", name)))
        .order(Order::Middle)
        .fixed_pos(room.min)
        .role(Role::Navigation)
        .accessible_name(name);
    area.show(ui, |ui| {
        let frame = Frame::new()
            .fill(cx.tokens.panel)
            .stroke(Stroke::new(1.0, cx.tokens.line));
        frame.show(ui, |ui| {
            ui.set_width(width);
            ui.set_height(height);
            content(ui, cx);
        })
    });
    let chosen = cx.commands.iter().skip(given).any(Command::navigates);
    let beside = ui.input(|input| {
        let pressed = input.pointer.any_pressed();
        let at = input.pointer.interact_pos().filter(|_| pressed);
        at.is_some_and(|at| at.y > top && !room.contains(at))
    });
    chosen || beside
}
