//! Pointer, tooltips and the accessibility tree: one node an element, under the picture's node.
//!
//! Elements are not focusable: the picture is, and it travels among them (see `travel`).

use egui::{Id, Rect, Response, Role, Sense, Tooltip, Ui, UiBuilder, WidgetInfo};

use super::geometry::{Layout, Place, View};
use super::tween::Picture;
use super::{route, table};
use crate::diagrams::scene::{Element, ElementKind};
use crate::ui_kit::text;
use crate::ui_kit::tokens::Tokens;

/// What the pointer did in this frame.
#[derive(Debug, Default)]
pub(super) struct Touch {
    /// The id of the element under it.
    pub(super) hovered: Option<String>,
    /// The id of the element that was clicked.
    pub(super) clicked: Option<String>,
}

/// What an element is to the picture now.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks<'a> {
    /// The element that is inspected.
    pub(super) selected: Option<&'a str>,
    /// The element that the keyboard stands on, while it travels.
    pub(super) cursor: Option<&'a str>,
}

/// Registers all elements with the pointer and the accessibility tree.
pub(super) fn elements(
    ui: &mut Ui,
    container: &Response,
    view: View,
    (picture, layout): (&Picture, &Layout),
    marks: Marks<'_>,
) -> Touch {
    let builder = UiBuilder::new()
        .max_rect(container.rect)
        .id_salt("elements")
        .accessibility_parent(container.id);
    let mut child = ui.new_child(builder);
    child.shrink_clip_rect(container.rect);
    let mut touch = Touch::default();
    let mut order: Vec<usize> = (0..picture.drawn.len()).collect();
    order.sort_by_key(|index| picture.drawn.get(*index).map(|drawn| depth(&drawn.element)));
    for index in order {
        let (Some(drawn), Some(place)) = (picture.drawn.get(index), layout.get(index)) else {
            continue;
        };
        if drawn.element.only_adorns() {
            continue;
        }
        element(
            &child,
            container,
            view,
            &drawn.element,
            place,
            marks,
            &mut touch,
        );
    }
    touch
}

/// The accessibility id of an element of this picture.
pub(super) fn element_id(container: Id, element: &str) -> Id {
    container.with(("element", element))
}

/// What lies deeper is registered first, so that the pointer finds what lies above it.
fn depth(element: &Element) -> u8 {
    match element.kind {
        ElementKind::Group { .. } => 0,
        ElementKind::Edge(_) => 1,
        ElementKind::Token(_) => 3,
        _ => 2,
    }
}

fn element(
    ui: &Ui,
    container: &Response,
    view: View,
    element: &Element,
    place: &Place,
    marks: Marks<'_>,
    touch: &mut Touch,
) {
    let id = element_id(container.id, &element.id);
    let response = ui.interact(main_rect(view, place), id, Sense::CLICK);
    describe(ui, &response, element, marks);
    let mut parts = vec![response];
    for (at, (start, end)) in route::straight_parts(&place.route)
        .iter()
        .enumerate()
        .skip(1)
    {
        let rect = part_rect(view, *start, *end);
        parts.push(ui.interact(rect, id.with(("part", at)), Sense::CLICK));
    }
    for response in &parts {
        if response.hovered() {
            touch.hovered = Some(element.id.clone());
        }
        if response.clicked() {
            touch.clicked = Some(element.id.clone());
        }
        tooltip(response, element, place, view, marks);
    }
}

/// Where the pointer finds an element: its outline, or the longest part of a line.
fn main_rect(view: View, place: &Place) -> Rect {
    match route::straight_parts(&place.route).first() {
        Some((start, end)) => part_rect(view, *start, *end),
        None => view.rect(place.rect),
    }
}

fn part_rect(view: View, start: egui::Pos2, end: egui::Pos2) -> Rect {
    Rect::from_two_pos(view.point(start), view.point(end)).expand(5.0)
}

fn describe(ui: &Ui, response: &Response, element: &Element, marks: Marks<'_>) {
    let role = match element.kind {
        ElementKind::Group { .. } => Role::Group,
        ElementKind::Timeline(_) | ElementKind::Chart(_) | ElementKind::Table(_) => {
            Role::GraphicsObject
        }
        _ => Role::GraphicsSymbol,
    };
    response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), &element.name));
    ui.accesskit_node_builder(response.id, |node| {
        node.set_description(description(element));
        node.set_selected(marks.selected == Some(element.id.as_str()));
    });
}

/// What is said beyond the name: the detail, and what a picture shows as text only.
fn description(element: &Element) -> String {
    let shown = match &element.kind {
        ElementKind::Table(table) => table::spoken(table),
        ElementKind::Callout { text, .. } | ElementKind::Label { text, .. }
            if *text != element.name && *text != element.detail =>
        {
            text.clone()
        }
        _ => String::new(),
    };
    let parts = [element.detail.as_str(), shown.as_str()];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n")
}

fn tooltip(response: &Response, element: &Element, place: &Place, view: View, marks: Marks<'_>) {
    let pointed =
        |ui: &mut Ui| tooltip_ui(ui, element, hovered_row(response, element, place, view));
    if marks.cursor == Some(element.id.as_str()) {
        response.show_tooltip_ui(|ui| tooltip_ui(ui, element, None));
        return;
    }
    let says_its_name = matches!(
        element.kind,
        ElementKind::Group { .. } | ElementKind::Sketch(_)
    );
    if element.detail.is_empty() && says_its_name {
        return;
    }
    let wide = !matches!(
        element.kind,
        ElementKind::Node(_)
            | ElementKind::Token(_)
            | ElementKind::Label { .. }
            | ElementKind::Sketch(_)
    );
    let tooltip = Tooltip::for_enabled(response);
    let tooltip = if wide {
        tooltip.at_pointer().gap(14.0)
    } else {
        tooltip
    };
    tooltip.show(pointed);
}

/// The cells of the row under the pointer, which may be shortened on the picture.
fn hovered_row(
    response: &Response,
    element: &Element,
    place: &Place,
    view: View,
) -> Option<String> {
    let ElementKind::Table(table) = &element.kind else {
        return None;
    };
    let at = response.hover_pos()?;
    let units = ((at - view.origin) / view.scale).to_pos2();
    let row = table::row_at(place.rect, table, units)?;
    Some(row.cells.join("  ·  "))
}

fn tooltip_ui(ui: &mut Ui, element: &Element, row: Option<String>) {
    let tokens = Tokens::of(ui);
    ui.set_max_width(ui.spacing().tooltip_width);
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.label(text::strong(&element.name, tokens));
    if let Some(row) = row {
        ui.label(text::body(row, tokens));
    }
    if !element.detail.is_empty() && element.detail != element.name {
        ui.label(text::soft(&element.detail, tokens));
    }
}
