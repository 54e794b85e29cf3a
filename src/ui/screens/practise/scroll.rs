//! Scrolling by keys where nothing has the focus.

use egui::{Key, Ui, Vec2};

use super::PractiseModel;

const LINES: f32 = 60.0;

/// Scrolls the area that `ui` stands in, `page` points high, by the keys of this frame.
pub(super) fn by_keys(ui: &Ui, model: &PractiseModel<'_>, page: f32) {
    if ui.memory(|memory| memory.focused().is_some()) {
        return;
    }
    let steps = [
        (Key::ArrowDown, -LINES),
        (Key::ArrowUp, LINES),
        (Key::PageDown, LINES - page),
        (Key::PageUp, page - LINES),
        (Key::End, -1.0e6),
        (Key::Home, 1.0e6),
    ];
    for (pressed, delta) in steps {
        if model.key(ui, pressed) {
            ui.scroll_with_delta(Vec2::new(0.0, delta));
        }
    }
}
