//! The keys of a diagram: Space, Left and Right, Home and End, M to mark a step and [ ] to go to
//! marked ones, 1 to 5 for a prediction.
//!
//! They are taken only while the diagram's picture has the focus, or nothing has it and the
//! diagram is alone on the screen. Travel among elements is the painter's.

use egui::{Key, Modifiers, Ui};

use super::{DiagramAction, DiagramView, Room, challenge};

/// The answers of a prediction by key.
pub(super) const ANSWERS: [Key; 5] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];

/// Takes the keys that are meant for this diagram.
pub(super) fn handle(ui: &Ui, view: &mut DiagramView, room: Room) -> Option<DiagramAction> {
    let focused = ui.memory(egui::Memory::focused);
    if !ui.memory(|memory| memory.allows_interaction(ui.layer_id())) {
        return None;
    }
    let alone = focused.is_none() && matches!(room, Room::Full | Room::Slide);
    let stage = view.focused_stage(focused);
    let on_stage = stage.is_some();
    let travels = stage.is_some_and(|stage| stage.painter.is_traveling());
    let inside = on_stage || alone || !ui.text_edit_focused() && is_inside(ui, view, focused);
    if on_stage && !travels || alone {
        step_keys(ui, view);
    }
    if inside {
        return answer_keys(ui, view);
    }
    None
}

/// Whether the focus is on some button of this diagram.
fn is_inside(ui: &Ui, view: &DiagramView, focused: Option<egui::Id>) -> bool {
    let widget = focused.and_then(|id| ui.read_response(id));
    widget.is_some_and(|widget| {
        widget.layer_id == ui.layer_id() && view.rect.contains(widget.rect.center())
    })
}

fn step_keys(ui: &Ui, view: &mut DiagramView) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Space) {
        view.toggle_playing();
    } else if pressed(Key::ArrowRight) {
        view.step_forward();
    } else if pressed(Key::ArrowLeft) {
        view.step_back();
    } else if pressed(Key::Home) {
        view.go_to(0);
    } else if pressed(Key::End) {
        view.go_to_end();
    } else if pressed(Key::M) {
        view.playback.toggle_bookmark();
    } else if pressed(Key::OpenBracket) {
        view.go_to_mark(false);
    } else if pressed(Key::CloseBracket) {
        view.go_to_mark(true);
    }
}

fn answer_keys(ui: &Ui, view: &mut DiagramView) -> Option<DiagramAction> {
    let options = view.playback.pending()?.options.len();
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let option = ANSWERS.into_iter().take(options).position(pressed)?;
    challenge::answer(view, option)
}
