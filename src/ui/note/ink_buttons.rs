//! The three inks as round buttons.

use egui::{Response, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::marks::ink_colors;
use crate::app::menu_command::MenuCommand;
use crate::library::marks::Ink;
use crate::ui::shortcuts::key_text;
use crate::ui_kit::tokens::Tokens;

/// Width and height of one, in points.
pub(super) const SIZE: f32 = 30.0;

/// Draws the three side by side; `chosen` has a ring. Returns the one that was pressed.
pub(super) fn show(ui: &mut Ui, chosen: Option<Ink>) -> Option<Ink> {
    let mut pressed = None;
    for ink in Ink::ALL {
        if one_ui(ui, ink, chosen == Some(ink)).clicked() {
            pressed = Some(ink);
        }
    }
    pressed
}

fn one_ui(ui: &mut Ui, ink: Ink, is_chosen: bool) -> Response {
    let tokens = Tokens::of(ui);
    let command = match ink {
        Ink::Amber => MenuCommand::HighlightAmber,
        Ink::Green => MenuCommand::HighlightGreen,
        Ink::Rose => MenuCommand::HighlightRose,
    };
    let name = command.label();
    let (rect, response) = ui.allocate_exact_size(vec2(SIZE, 32.0), Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(egui::Role::Button, ui.is_enabled(), is_chosen, name));
    let colors = ink_colors(ink, tokens);
    let radius = if response.hovered() { 9.5 } else { 8.5 };
    let center = rect.center();
    ui.painter()
        .circle(center, radius, colors.ground, Stroke::new(1.5, colors.line));
    if is_chosen {
        ui.painter()
            .circle_stroke(center, 12.5, Stroke::new(1.5, tokens.ink_soft));
    }
    if response.has_focus() {
        crate::ui_kit::button::focus_ring(ui, rect, tokens);
    }
    let key = key_text(ui, command);
    response.on_hover_text(format!("{name}  ({key})"))
}
