//! What stands around a block: list markers and indents, quote bars, callout grounds, footnotes.
//!
//! Bars and grounds are painted behind the block over its whole height, and over the space above
//! it when the block before stands in the same container, so that they run through.

use egui::{Color32, CornerRadius, Rect, Ui, UiBuilder, pos2, vec2};

use super::ProseContext;
use crate::diagrams::scene::Tone;
use crate::markdown::document::{Block, CalloutKind, Container, Marker};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::icons;
use crate::ui_kit::tokens::{measure, type_size};

const ITEM_INDENT: f32 = 26.0;
const QUOTE_INDENT: f32 = 20.0;
const CALLOUT_PADDING: f32 = 16.0;
const CALLOUT_TITLE: f32 = 30.0;

/// Draws `content` inside the containers of `block`, `above` below what came before.
pub(super) fn show(
    ui: &mut Ui,
    previous: Option<&Block>,
    block: &Block,
    above: f32,
    cx: &mut ProseContext<'_>,
    content: impl FnOnce(&mut Ui, &mut ProseContext<'_>),
) {
    let outer = ui.available_rect_before_wrap();
    let grounds = ui.painter().add(egui::Shape::Noop);
    let shared = shared_depth(previous, block);
    let mut left = outer.left();
    let mut right = outer.right();
    let mut top = outer.top() + above;
    let mut boxes = Vec::new();
    for (depth, container) in block.containers.iter().enumerate() {
        let box_top = if depth < shared { outer.top() } else { top };
        let room = Rect::from_min_max(pos2(left, box_top), pos2(right, f32::INFINITY));
        boxes.push((container, room));
        let (indent, inset, lead) = metrics(container, cx);
        left += indent;
        right -= inset;
        top += lead;
    }
    let width = (right - left).max(60.0);
    let inner = Rect::from_min_size(pos2(left, top), vec2(width, f32::INFINITY));
    let builder = UiBuilder::new()
        .max_rect(inner)
        .layout(egui::Layout::top_down(egui::Align::Min));
    let mut child = ui.new_child(builder);
    child.set_width(width);
    content(&mut child, cx);
    let mut bottom = child.min_rect().bottom();
    let mut shapes = Vec::new();
    for (container, room) in boxes.into_iter().rev() {
        bottom += tail(container);
        let rect = Rect::from_min_max(room.min, pos2(room.right(), bottom));
        decorate(ui, container, rect, top, &mut shapes, cx);
    }
    shapes.reverse();
    ui.painter().set(grounds, egui::Shape::Vec(shapes));
    ui.allocate_rect(
        Rect::from_min_max(outer.min, pos2(outer.right(), bottom)),
        egui::Sense::hover(),
    );
}

/// How many containers, from outside, `block` shares with the one before it.
fn shared_depth(previous: Option<&Block>, block: &Block) -> usize {
    let Some(previous) = previous else { return 0 };
    previous
        .containers
        .iter()
        .zip(&block.containers)
        .take_while(|(a, b)| same_box(a, b))
        .count()
}

fn same_box(left: &Container, right: &Container) -> bool {
    match (left, right) {
        (Container::Quote { id: a }, Container::Quote { id: b })
        | (Container::Callout { id: a, .. }, Container::Callout { id: b, .. })
        | (Container::Item { list: a, .. }, Container::Item { list: b, .. }) => a == b,
        (Container::Footnote { label: a, .. }, Container::Footnote { label: b, .. }) => a == b,
        _ => false,
    }
}

/// Indent at the left, inset at the right, and room at the top that a container takes.
fn metrics(container: &Container, cx: &ProseContext<'_>) -> (f32, f32, f32) {
    match container {
        Container::Quote { .. } => (cx.style.scaled(QUOTE_INDENT), 0.0, 0.0),
        Container::Callout { first, .. } => {
            let lead = if *first {
                cx.style.scaled(CALLOUT_TITLE) + 10.0
            } else {
                0.0
            };
            (
                cx.style.scaled(CALLOUT_PADDING),
                cx.style.scaled(CALLOUT_PADDING),
                lead,
            )
        }
        Container::Item {
            marker: Marker::Number(number),
            ..
        } if *number > 99 => (cx.style.scaled(ITEM_INDENT + 14.0), 0.0, 0.0),
        Container::Item { .. } | Container::Footnote { .. } => {
            (cx.style.scaled(ITEM_INDENT), 0.0, 0.0)
        }
    }
}

/// Room at the bottom that a container takes.
fn tail(container: &Container) -> f32 {
    if matches!(container, Container::Callout { .. }) {
        14.0
    } else {
        0.0
    }
}

fn decorate(
    ui: &Ui,
    container: &Container,
    rect: Rect,
    text_top: f32,
    shapes: &mut Vec<egui::Shape>,
    cx: &ProseContext<'_>,
) {
    match container {
        Container::Quote { .. } => {
            let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
            shapes.push(egui::Shape::rect_filled(
                bar,
                CornerRadius::same(2),
                cx.tokens.line_strong,
            ));
        }
        Container::Callout { kind, first, .. } => {
            let (color, ground) = cx.tokens.tone(tone(*kind));
            shapes.push(egui::Shape::rect_filled(
                rect,
                CornerRadius::same(measure::RADIUS),
                ground,
            ));
            if *first {
                callout_title_ui(ui, *kind, rect, color, cx);
            }
        }
        Container::Item {
            marker,
            first: true,
            ..
        } => marker_ui(ui, *marker, rect, text_top, cx),
        Container::Footnote {
            number,
            first: true,
            ..
        } => {
            let at = pos2(
                rect.left(),
                text_top + cx.style.line_height(cx.style.body) / 2.0,
            );
            let font = Face::Figures.at(cx.style.scaled(type_size::UI));
            let text = format!("{number}.");
            ui.painter().text(
                at,
                egui::Align2::LEFT_CENTER,
                text,
                font,
                cx.tokens.ink_soft,
            );
        }
        Container::Item { .. } | Container::Footnote { .. } => {}
    }
}

fn callout_title_ui(ui: &Ui, kind: CalloutKind, rect: Rect, color: Color32, cx: &ProseContext<'_>) {
    let at = rect.min
        + vec2(
            cx.style.scaled(CALLOUT_PADDING),
            12.0 + cx.style.scaled(CALLOUT_TITLE) / 2.0 - 5.0,
        );
    let size = cx.style.scaled(18.0);
    let drawn = ui.painter().text(
        at,
        egui::Align2::LEFT_CENTER,
        icon(kind),
        Face::Regular.at(size),
        color,
    );
    let at = pos2(drawn.right() + 8.0, at.y);
    let font = Face::Strong.at(cx.style.scaled(type_size::UI + 1.0));
    ui.painter()
        .text(at, egui::Align2::LEFT_CENTER, kind.title(), font, color);
}

fn marker_ui(ui: &Ui, marker: Marker, rect: Rect, text_top: f32, cx: &ProseContext<'_>) {
    let line = cx.style.line_height(cx.style.body);
    let middle = text_top + line / 2.0;
    let indent = cx.style.scaled(ITEM_INDENT);
    match marker {
        Marker::Bullet => {
            let center = pos2(rect.left() + indent * 0.42, middle);
            ui.painter()
                .circle_filled(center, cx.style.scaled(2.6), cx.tokens.ink_soft);
        }
        Marker::Number(number) => {
            let wide = if number > 99 {
                cx.style.scaled(14.0)
            } else {
                0.0
            };
            let at = pos2(rect.left() + indent + wide - cx.style.scaled(7.0), middle);
            let font = Face::Figures.at(cx.style.body);
            let text = format!("{number}.");
            ui.painter().text(
                at,
                egui::Align2::RIGHT_CENTER,
                text,
                font,
                cx.tokens.ink_soft,
            );
        }
        Marker::Task(done) => {
            let (icon, color) = if done {
                (icons::CHECK_SQUARE, cx.tokens.accent)
            } else {
                (icons::SQUARE, cx.tokens.ink_soft)
            };
            let at = pos2(rect.left() + indent * 0.4, middle);
            let font = Face::Regular.at(cx.style.scaled(18.0));
            ui.painter()
                .text(at, egui::Align2::CENTER_CENTER, icon, font, color);
        }
    }
}

fn tone(kind: CalloutKind) -> Tone {
    match kind {
        CalloutKind::Note => Tone::Accent,
        CalloutKind::Tip => Tone::Good,
        CalloutKind::Important => Tone::Family(crate::diagrams::scene::Family::Network),
        CalloutKind::Warning => Tone::Warn,
        CalloutKind::Caution => Tone::Bad,
    }
}

fn icon(kind: CalloutKind) -> char {
    match kind {
        CalloutKind::Note => icons::INFO,
        CalloutKind::Tip => icons::LIGHTBULB,
        CalloutKind::Important => icons::STAR,
        CalloutKind::Warning => icons::WARNING,
        CalloutKind::Caution => icons::WARNING_OCTAGON,
    }
}
