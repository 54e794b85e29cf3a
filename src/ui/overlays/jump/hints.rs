//! The line below the list: what can be typed.

use egui::{Sense, Ui, vec2};

use super::JumpBox;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{space, type_size};
use crate::ui_kit::{status, text};

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
    row.spacing_mut().item_spacing.x = 6.0;
    for (typed, meaning) in hints {
        let words = ui.fonts_mut(|fonts| {
            [*typed, *meaning].map(|words| {
                let font = Face::Medium.at(type_size::SMALL);
                let galley = fonts.layout_no_wrap(words.to_owned(), font, cx.tokens.ink_soft);
                galley.size().x
            })
        });
        let [key, meant] = words;
        if status::key_cap_width(key) + 6.0 + meant > row.available_width() {
            break;
        }
        status::key_cap_ui(&mut row, typed);
        row.label(text::caption(*meaning, cx.tokens));
        row.add_space(space::SMALL);
    }
}
