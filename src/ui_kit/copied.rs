//! A button that copies shows a tick for a moment: nothing else on the screen says that it did.

use egui::{Response, Ui};

use super::icons;

/// How long, in seconds.
const SHOWN: f64 = 1.6;

/// What a button shows in place of `icon`, now that `response` is known.
pub(super) fn icon_of(ui: &Ui, icon: char, response: &Response) -> char {
    if icon != icons::COPY {
        return icon;
    }
    let id = response.id.with("copied");
    let now = ui.input(|input| input.time);
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(id, now));
    }
    let since: Option<f64> = ui.data(|data| data.get_temp(id));
    let left = since.map_or(0.0, |since| SHOWN - (now - since));
    if left <= 0.0 {
        return icon;
    }
    ui.request_repaint_after_secs(left as f32);
    icons::CHECK
}
