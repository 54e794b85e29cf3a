//! Choosing: a switch for on and off, segments for a few options, a menu for more, a slider.
//!
//! All are given their names, because what names them stands beside them.

use std::sync::Arc;

use egui::{Color32, ComboBox, CornerRadius, Galley, Rect, Response, Role, Sense, Slider, Stroke};
use egui::{StrokeKind, Ui, UiBuilder, WidgetInfo, lerp, pos2, vec2};

use super::fonts::Face;
use super::icons;
use super::tokens::{Tokens, measure, type_size};

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
            let ring = Stroke::new(tokens.ring, tokens.accent);
            painter.rect_stroke(rect.expand(2.0), 13, ring, StrokeKind::Outside);
        }
    }
    response
}

/// A row of segments, one of which is chosen; says which other one was pressed.
pub fn segmented_ui(ui: &mut Ui, name: &str, options: &[&str], chosen: usize) -> Option<usize> {
    let tokens = Tokens::of(ui);
    let labels: Vec<_> = options
        .iter()
        .enumerate()
        .map(|(at, label)| segment_text(ui, label, at == chosen))
        .collect();
    let widths = labels.iter().map(|label| label.size().x + SEGMENT_MARGIN);
    let width = widths.clone().sum::<f32>() + 2.0 * FRAME;
    let (rect, _) = ui.allocate_exact_size(vec2(width, SEGMENTS_HEIGHT), Sense::hover());
    let line = Stroke::new(1.0, tokens.line_strong);
    ui.painter().rect(
        rect,
        measure::RADIUS,
        tokens.sunken,
        line,
        StrokeKind::Inside,
    );
    let builder = UiBuilder::new()
        .max_rect(rect)
        .id_salt(name)
        .accessibility_role(Role::RadioGroup)
        .accessibility_label(name);
    let row = ui.new_child(builder);
    let mut left = rect.left() + FRAME;
    let mut pressed = None;
    for (at, ((label, galley), width)) in options.iter().zip(&labels).zip(widths).enumerate() {
        let place = Rect::from_min_size(
            pos2(left, rect.top() + FRAME),
            vec2(width, rect.height() - 2.0 * FRAME),
        );
        left += width;
        if segment_ui(&row, place, label, galley, at == chosen).clicked() && at != chosen {
            pressed = Some(at);
        }
    }
    pressed
}

/// How much wider than its word a segment is, in points.
const SEGMENT_MARGIN: f32 = 20.0;

/// Height of a row of segments.
const SEGMENTS_HEIGHT: f32 = 32.0;

/// Between the frame of the row and its segments.
const FRAME: f32 = 3.0;

/// How wide a row of these segments is, in points.
pub fn segments_width(ui: &Ui, options: &[&str]) -> f32 {
    let each = |label: &&str| segment_text(ui, label, true).size().x + SEGMENT_MARGIN;
    options.iter().map(each).sum::<f32>() + 2.0 * FRAME
}

fn segment_text(ui: &Ui, label: &str, chosen: bool) -> Arc<Galley> {
    let face = if chosen { Face::Medium } else { Face::Regular };
    let font = face.at(type_size::UI - 0.5);
    ui.fonts_mut(|fonts| fonts.layout_no_wrap(label.to_owned(), font, Color32::PLACEHOLDER))
}

fn segment_ui(ui: &Ui, rect: Rect, label: &str, text: &Arc<Galley>, chosen: bool) -> Response {
    let tokens = Tokens::of(ui);
    let response = ui.interact(rect, ui.scope_id().with(label), Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, label));
    if ui.is_rect_visible(rect) {
        if chosen {
            let line = Stroke::new(1.0, tokens.line_strong);
            ui.painter()
                .rect(rect, 4, tokens.raised, line, StrokeKind::Inside);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 4, tokens.hover);
        }
        if response.has_focus() {
            super::button::focus_ring(ui, rect, tokens);
        }
        let ink = if chosen { tokens.ink } else { tokens.ink_soft };
        let at = rect.center() - text.size() / 2.0;
        ui.painter().galley(at, Arc::clone(text), ink);
    }
    response
}

/// What a menu offers.
#[derive(Debug, Clone, Copy)]
pub struct MenuOption<'a> {
    /// The words.
    pub label: &'a str,
    /// More about it, as a tooltip; may be empty.
    pub hint: &'a str,
}

/// A menu that shows what is chosen, `rest` if nothing is; says which other option was picked.
/// `named_by` is the label beside it.
pub fn menu_ui(
    ui: &mut Ui,
    named_by: &Response,
    options: &[MenuOption<'_>],
    chosen: Option<usize>,
    rest: &str,
    width: f32,
) -> Option<usize> {
    let shown = chosen.and_then(|at| options.get(at));
    // In a place of its own, as wide as it is: a long label is shortened.
    let menu = ui.scope(|ui| {
        ui.set_max_width(width);
        ComboBox::from_id_salt("menu")
            .selected_text(shown.map_or(rest, |option| option.label))
            .width(width)
            .height(360.0)
            .truncate()
            .icon(|ui, rect, _, _| caret_ui(ui, rect))
            .show_ui(ui, |ui| picked_ui(ui, options, chosen))
    });
    let menu = menu.inner;
    let _ = menu.response.labelled_by(named_by.id);
    menu.inner.flatten().filter(|at| chosen != Some(*at))
}

fn caret_ui(ui: &Ui, rect: Rect) {
    let font = Face::Regular.at(14.0);
    let color = Tokens::of(ui).ink_soft;
    let center = egui::Align2::CENTER_CENTER;
    ui.painter()
        .text(rect.center(), center, icons::CARET_DOWN, font, color);
}

/// The open menu; says which option was clicked.
fn picked_ui(ui: &mut Ui, options: &[MenuOption<'_>], chosen: Option<usize>) -> Option<usize> {
    let mut picked = None;
    for (at, option) in options.iter().enumerate() {
        let mut item = ui.selectable_label(chosen == Some(at), option.label);
        if !option.hint.is_empty() {
            item = item.on_hover_text(option.hint);
        }
        if item.clicked() {
            picked = Some(at);
        }
    }
    picked
}

/// A slider over whole numbers, `width` points wide; `name` is what a screen reader calls it.
pub fn slider_ui(
    ui: &mut Ui,
    value: &mut u64,
    range: std::ops::RangeInclusive<u64>,
    width: f32,
    name: &str,
) -> Response {
    let tokens = Tokens::of(ui);
    let (first, last) = (*range.start() as f64, *range.end() as f64);
    let response = ui.scope(|ui| {
        let spacing = ui.spacing_mut();
        spacing.slider_width = width;
        spacing.interact_size.y = 22.0;
        spacing.slider_rail_height = 5.0;
        let visuals = ui.visuals_mut();
        visuals.selection.bg_fill = tokens.accent_fill;
        visuals.widgets.inactive.corner_radius = CornerRadius::same(3);
        visuals.widgets.inactive.bg_fill = tokens.pressed;
        ui.add(Slider::new(value, range).show_value(false))
    });
    let response = response.inner.accessible_name(name);
    if ui.is_rect_visible(response.rect) {
        let radius = knob_radius(response.rect);
        let share = (*value as f64 - first) / (last - first).max(1.0);
        let at = pos2(slider_x(response.rect, share), response.rect.center().y);
        let lit = response.hovered() || response.dragged() || response.has_focus();
        let fill = if lit {
            tokens.accent_soft
        } else {
            tokens.raised
        };
        let weight = if response.has_focus() { 3.0 } else { 2.0 };
        let ring = Stroke::new(weight, tokens.accent);
        ui.painter().circle(at, radius, fill, ring);
    }
    response
}

/// Small flags above a slider of [`slider_ui`] over `0..=last`, at the values `marks`.
pub fn slider_marks_ui(ui: &Ui, slider: &Response, last: u64, marks: impl Iterator<Item = u64>) {
    let tokens = Tokens::of(ui);
    for mark in marks {
        let x = slider_x(slider.rect, mark as f64 / last.max(1) as f64);
        let flag = Rect::from_center_size(pos2(x, slider.rect.top() - 1.0), vec2(4.0, 7.0));
        ui.painter().rect_filled(flag, 1, tokens.warn);
    }
}

/// Where on the screen a slider has this share of its range.
fn slider_x(rect: Rect, share: f64) -> f32 {
    let track = rect.x_range().shrink(knob_radius(rect));
    lerp(track.min..=track.max, share.clamp(0.0, 1.0) as f32)
}

fn knob_radius(rect: Rect) -> f32 {
    rect.height() / 2.5
}
