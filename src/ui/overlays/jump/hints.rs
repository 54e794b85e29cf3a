//! The line below the list: what can be typed.

use egui::{Sense, Ui, vec2};

use super::JumpBox;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::tokens::space;
use crate::ui_kit::{status, text};

/// Between a key and what it means, in points.
const GAP: f32 = 6.0;

/// The operators of a search, or what one does with an action, as long as there is room for them.
pub(super) fn show(ui: &mut Ui, jump: &JumpBox, cx: &ViewCtx<'_>) {
    const OPERATORS: &[(&str, &str)] = &[
        ("\"a b\"", "phrase"),
        ("-a", "without"),
        ("in:sqs", "chapter"),
        ("is:question", "or diagram"),
    ];
    const ACTIONS: &[(&str, &str)] = &[("Enter", "do it"), ("Esc", "close")];
    let hints = if jump.only_actions() {
        ACTIONS
    } else {
        OPERATORS
    };
    crate::ui_kit::layout::hairline_ui(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    let builder = egui::UiBuilder::new()
        .max_rect(rect.shrink2(vec2(14.0, 0.0)))
        .layout(egui::Layout::left_to_right(egui::Align::Center));
    let mut row = ui.new_child(builder);
    row.spacing_mut().item_spacing.x = GAP;
    for (typed, meaning) in hints {
        let width = |words: &str| text::width(&row, text::caption(words, cx.tokens));
        let key = status::key_cap_width(width(typed));
        if key + GAP + width(meaning) > row.available_width() {
            break;
        }
        status::key_cap_ui(&mut row, typed);
        row.label(text::caption(*meaning, cx.tokens));
        row.add_space(space::SMALL);
    }
}
