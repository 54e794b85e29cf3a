//! The small bar that floats over the upper right corner of a note.

use egui::{Align, Context, Frame, Layout, Margin, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::tokens::{Tokens, measure, space};

/// Height of the bar, in points.
pub(super) const HEIGHT: f32 = 40.0;

/// Whether keys that nothing else takes are meant for the bar.
pub(super) fn keys_are_free(ctx: &Context, cx: &ViewCtx<'_>) -> bool {
    let is_covered = cx.state.overlay.is_some() || cx.state.open_mark.is_some();
    cx.listens && !is_covered && !ctx.egui_wants_keyboard_input()
}

/// Draws a bar over `window`, at most `width` points wide, its `content` from the right to the
/// left. `name` is what screen readers call it.
pub(super) fn show(
    ui: &mut Ui,
    window: Rect,
    width: f32,
    name: &str,
    content: impl FnOnce(&mut Ui),
) {
    let tokens = Tokens::of(ui);
    let right_top = window.right_top() + vec2(-space::LARGE - 4.0, space::MEDIUM);
    let left = (right_top.x - width).max(window.left() + space::SMALL);
    let room = Rect::from_min_max(pos2(left, right_top.y), right_top + vec2(0.0, HEIGHT));
    let builder = UiBuilder::new()
        .id_salt(name)
        .max_rect(room)
        .layout(Layout::right_to_left(Align::Center))
        .accessibility_role(egui::Role::Toolbar)
        .accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        let frame = Frame::new()
            .fill(tokens.raised)
            .stroke(Stroke::new(1.0, tokens.line_strong))
            .corner_radius(measure::RADIUS_LARGE)
            .shadow(egui::Shadow {
                offset: [0, 2],
                blur: 10,
                spread: 0,
                color: tokens.shadow,
            })
            .inner_margin(Margin {
                left: space::MEDIUM as i8,
                right: 3,
                top: 2,
                bottom: 2,
            });
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            content(ui);
        });
    });
}
