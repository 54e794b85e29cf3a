//! Choosing: a switch for on and off, a row of segments for a few options.
//!
//! Both are given their names, because what names them stands beside them.

use egui::{CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use egui::{lerp, pos2, vec2};

use super::fonts::Face;
use super::tokens::{Tokens, measure, space, type_size};

/// A switch; `name` is what a screen reader calls it. Reports a change.
pub fn switch_ui(ui: &mut Ui, on: &mut bool, name: &str) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, mut response) = ui.allocate_exact_size(vec2(38.0, 22.0), Sense::click());
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::Switch, ui.is_enabled(), *on, name));
    if ui.is_rect_visible(rect) {
        let share = ui.animate_bool_responsive(response.id, *on);
        let radius = CornerRadius::same(11);
        let (fill, line) = if *on {
            (tokens.accent_fill, tokens.accent_fill)
        } else {
            (tokens.pressed, tokens.ink_faint)
        };
        let painter = ui.painter();
        painter.rect(
            rect,
            radius,
            fill,
            Stroke::new(1.0, line),
            StrokeKind::Inside,
        );
        let x = lerp(rect.left() + 11.0..=rect.right() - 11.0, share);
        let knob = if *on {
            tokens.on_accent
        } else {
            tokens.ink_soft
        };
        painter.circle_filled(pos2(x, rect.center().y), 7.5, knob);
        if response.has_focus() {
            let ring = Stroke::new(2.0, tokens.accent);
            painter.rect_stroke(rect.expand(2.0), 13, ring, StrokeKind::Outside);
        }
    }
    response
}

/// A row of segments, one of which is chosen; says which other one was pressed.
pub fn segmented_ui(ui: &mut Ui, name: &str, options: &[&str], chosen: usize) -> Option<usize> {
    let tokens = Tokens::of(ui);
    let builder = egui::UiBuilder::new()
        .id_salt(name)
        .accessibility_role(Role::RadioGroup)
        .accessibility_label(name);
    let row = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let pressed = ui.horizontal(|ui| {
            let mut pressed = None;
            for (at, label) in options.iter().enumerate() {
                if segment_ui(ui, label, at == chosen).clicked() && at != chosen {
                    pressed = Some(at);
                }
            }
            pressed
        });
        pressed.inner
    };
    let frame = egui::Frame::new()
        .fill(tokens.sunken)
        .stroke(Stroke::new(1.0, tokens.line_strong))
        .corner_radius(measure::RADIUS)
        .inner_margin(egui::Margin::same(2));
    ui.scope_builder(builder, |ui| frame.show(ui, row).inner)
        .inner
}

fn segment_ui(ui: &mut Ui, label: &str, chosen: bool) -> Response {
    let tokens = Tokens::of(ui);
    let face = if chosen { Face::Medium } else { Face::Regular };
    let galley = ui.fonts_mut(|fonts| {
        let font = face.at(type_size::UI - 0.5);
        fonts.layout_no_wrap(label.to_owned(), font, egui::Color32::PLACEHOLDER)
    });
    let size = vec2(galley.size().x + 2.0 * space::SMALL + 2.0, 26.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, label));
    if ui.is_rect_visible(rect) {
        paint_segment(ui, rect, &response, chosen);
        let ink = if chosen { tokens.ink } else { tokens.ink_soft };
        let at = rect.center() - galley.size() / 2.0;
        ui.painter().galley(at, galley, ink);
    }
    response
}

fn paint_segment(ui: &Ui, rect: Rect, response: &Response, chosen: bool) {
    let tokens = Tokens::of(ui);
    if chosen {
        let line = Stroke::new(1.0, tokens.line_strong);
        ui.painter()
            .rect(rect, 5, tokens.raised, line, StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 5, tokens.hover);
    }
    if response.has_focus() {
        super::button::focus_ring(ui, rect, tokens);
    }
}
