//! The keys of a browser in the open note, when nothing else wants them.

use egui::{Key, Modifiers, Rect, Ui, vec2};

use super::extent::{Extent, Spot};

/// Scrolls by a page or a few lines; returns the place that Home or End leads to.
pub(super) fn obey(ui: &Ui, extent: &Extent, viewport: Rect) -> Option<Spot> {
    let busy = ui.memory(|memory| memory.focused().is_some() || memory.top_modal_layer().is_some());
    if busy || !ui.is_enabled() {
        return None;
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let page = viewport.height() - 60.0;
    let mut by = 0.0;
    if pressed(Modifiers::SHIFT, Key::Space) || pressed(Modifiers::NONE, Key::PageUp) {
        by -= page;
    }
    if pressed(Modifiers::NONE, Key::Space) || pressed(Modifiers::NONE, Key::PageDown) {
        by += page;
    }
    if pressed(Modifiers::NONE, Key::ArrowDown) {
        by += 60.0;
    }
    if pressed(Modifiers::NONE, Key::ArrowUp) {
        by -= 60.0;
    }
    if by != 0.0 {
        ui.scroll_with_delta(vec2(0.0, -by));
    }
    if pressed(Modifiers::NONE, Key::End) {
        return Some(Spot {
            item: extent.footer(),
            offset: 0.0,
        });
    }
    pressed(Modifiers::NONE, Key::Home).then(Spot::default)
}
