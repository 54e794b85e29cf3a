//! The wheel with Ctrl (Cmd on macOS), or two fingers: one thing takes it in a frame, and what is
//! left is for the window.

use egui::{Context, Id};

/// When something last took it.
fn slot() -> Id {
    Id::unique("zoom taken in pass")
}

/// The factor of this frame, for a picture that is pointed at and zooms.
pub fn take_zoom(ctx: &Context) -> f32 {
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| data.insert_temp(slot(), pass));
    ctx.input(egui::InputState::zoom_delta)
}

/// The factor of this frame, if nothing took it. To be asked once all is drawn.
pub fn rest_of_zoom(ctx: &Context) -> f32 {
    let taken: Option<u64> = ctx.data(|data| data.get_temp(slot()));
    if taken == Some(ctx.cumulative_pass_nr()) {
        1.0
    } else {
        ctx.input(egui::InputState::zoom_delta)
    }
}
