//! What stands around a block: list markers and indents, quote bars, callout grounds, footnotes.
//!
//! Bars and grounds are painted behind the block over its whole height, and over the space above
//! it when the block before stands in the same container, so that they run through.

use egui::{Align, CornerRadius, Rect, Ui, UiBuilder, Vec2, pos2, vec2};

use super::{ProseContext, callout, footnote};
use crate::markdown::document::{Alignment, Block, BlockKind, Container, Marker, Progress};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::icons;
use crate::ui_kit::tokens::{measure, type_size};

const ITEM_INDENT: f32 = 26.0;
const QUOTE_INDENT: f32 = 20.0;
const CALLOUT_PADDING: f32 = 16.0;

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
    let shared = previous.map_or(0, |previous| shared_depth(previous, block));
    let mut reached = outer.top() - f32::from(measure::RADIUS);
    let mut tails_before = previous.into_iter().flat_map(tails);
    let mut left = outer.left();
    let mut right = outer.right();
    let top = outer.top() + above;
    let mut boxes = Vec::new();
    if begins_footnotes(previous, block) {
        let line = egui::Rangef::new(outer.left(), outer.left() + 96.0);
        let stroke = egui::Stroke::new(1.0, cx.tokens.line_strong);
        ui.painter().hline(line, outer.top() + above / 2.0, stroke);
    }
    for (depth, container) in block.containers.iter().enumerate() {
        // What runs on reaches over the rounded corners of the piece before.
        let runs_on = depth < shared;
        let box_top = if runs_on { reached } else { top };
        reached -= tails_before.next().unwrap_or_default();
        let room = Rect::from_min_max(pos2(left, box_top), pos2(right, f32::INFINITY));
        boxes.push((container, room, runs_on));
        let (indent, inset) = metrics(container, cx);
        left += indent;
        right -= inset;
    }
    let width = (right - left).max(60.0);
    let inner = Rect::from_min_size(pos2(left, top), vec2(width, f32::INFINITY));
    let builder = UiBuilder::new()
        .max_rect(inner)
        .layout(egui::Layout::top_down(egui::Align::Min));
    let mut child = ui.new_child(builder);
    child.set_width(width);
    cx.first_line = None;
    content(&mut child, cx);
    // A formula may make the first line higher than its words ask for; a marker stays with them.
    let line = cx.style.line_height(cx.style.body);
    let first = cx.first_line.take().unwrap_or(line);
    let text_top = top + ((first - line) / 2.0).max(0.0);
    let mut bottom = child.min_rect().bottom();
    let mut shapes = Vec::new();
    let tails: Vec<f32> = tails(block).collect();
    for ((container, room, runs_on), tail) in boxes.into_iter().zip(tails).rev() {
        bottom += tail;
        let rect = Rect::from_min_max(room.min, pos2(room.right(), bottom));
        decorate(ui, (container, runs_on), rect, text_top, &mut shapes, cx);
    }
    shapes.reverse();
    ui.painter().set(grounds, egui::Shape::Vec(shapes));
    ui.allocate_rect(
        Rect::from_min_max(outer.min, pos2(outer.right(), bottom)),
        egui::Sense::hover(),
    );
}

/// How many containers, from outside, `block` shares with the one before it.
pub(super) fn shared_depth(previous: &Block, block: &Block) -> usize {
    previous
        .containers
        .iter()
        .zip(&block.containers)
        .take_while(|(a, b)| a.is_same_box(b))
        .count()
}

/// Whether the footnotes of a note begin with `block`.
pub(super) fn begins_footnotes(previous: Option<&Block>, block: &Block) -> bool {
    let is_footnote =
        |block: &Block| matches!(block.containers.first(), Some(Container::Footnote { .. }));
    is_footnote(block) && previous.is_some_and(|previous| !is_footnote(previous))
}

/// To which side the text of a block is set, by the innermost container that says so.
pub(super) fn alignment(block: &Block) -> Align {
    let aligned = block
        .containers
        .iter()
        .rev()
        .find_map(|around| match around {
            Container::Aligned(alignment) => Some(*alignment),
            _ => None,
        });
    match aligned {
        Some(Alignment::Center) => Align::Center,
        Some(Alignment::Right) => Align::Max,
        _ => Align::Min,
    }
}

/// Indent at the left and inset at the right that a container takes.
fn metrics(container: &Container, cx: &ProseContext<'_>) -> (f32, f32) {
    match container {
        Container::Quote { .. } => (cx.style.scaled(QUOTE_INDENT), 0.0),
        Container::Callout { .. } => {
            let padding = cx.style.scaled(CALLOUT_PADDING);
            (padding, padding)
        }
        Container::Item { marker, .. } => (number_room(*marker, cx) + item_room(*marker, cx), 0.0),
        Container::Footnote { .. } => (cx.style.scaled(ITEM_INDENT), 32.0),
        Container::Aligned(_) => (0.0, 0.0),
    }
}

/// Room at the bottom that each container of a block takes, from outside. A title has its own.
pub(super) fn tails(block: &Block) -> impl Iterator<Item = f32> {
    let is_title = matches!(block.kind, BlockKind::CalloutTitle(_));
    let innermost = block.containers.len();
    let containers = block.containers.iter().enumerate();
    containers.map(move |(depth, container)| match container {
        Container::Callout { .. } if !is_title || depth + 1 < innermost => 14.0,
        _ => 0.0,
    })
}

/// The room that is already there below `previous`, in the containers that `block` shares.
pub(super) fn room_below(previous: &Block, block: &Block) -> f32 {
    tails(previous).take(shared_depth(previous, block)).sum()
}

fn decorate(
    ui: &Ui,
    (container, runs_on): (&Container, bool),
    rect: Rect,
    text_top: f32,
    shapes: &mut Vec<egui::Shape>,
    cx: &mut ProseContext<'_>,
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
        Container::Callout { kind, .. } => {
            let (_, ground) = cx.tokens.tone(callout::tone(*kind));
            let above = if runs_on { 0 } else { measure::RADIUS };
            let corners = CornerRadius {
                nw: above,
                ne: above,
                ..CornerRadius::same(measure::RADIUS)
            };
            shapes.push(egui::Shape::rect_filled(rect, corners, ground));
        }
        Container::Item {
            marker,
            first: true,
            ..
        } => marker_ui(ui, *marker, rect, text_top, cx),
        Container::Footnote {
            label,
            number,
            first: true,
        } => {
            if *number > 0 && cx.resources.document().is_some() {
                let line = cx.style.line_height(cx.style.body);
                let words = Rect::from_min_max(
                    pos2(rect.left(), text_top),
                    pos2(rect.right() - 32.0, text_top + line),
                );
                footnote::back_button_ui(ui, words, label, cx);
            }
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
        Container::Item { .. } | Container::Footnote { .. } | Container::Aligned(_) => {}
    }
}

/// Room for the number of an item, if it has one.
fn number_room(marker: Marker, cx: &ProseContext<'_>) -> f32 {
    let number = match marker {
        Marker::Number(number) => Some(number),
        Marker::Task { number, .. } => number,
        Marker::Bullet | Marker::Definition => None,
    };
    match number {
        Some(0..=99) => cx.style.scaled(ITEM_INDENT),
        Some(_) => cx.style.scaled(ITEM_INDENT + 14.0),
        None => 0.0,
    }
}

/// Room for what else stands in front of an item.
fn item_room(marker: Marker, cx: &ProseContext<'_>) -> f32 {
    match marker {
        Marker::Number(_) => 0.0,
        Marker::Bullet | Marker::Task { .. } | Marker::Definition => cx.style.scaled(ITEM_INDENT),
    }
}

fn marker_ui(ui: &Ui, marker: Marker, rect: Rect, text_top: f32, cx: &ProseContext<'_>) {
    let line = cx.style.line_height(cx.style.body);
    let middle = text_top + line / 2.0;
    let indent = cx.style.scaled(ITEM_INDENT);
    let numbers = number_room(marker, cx);
    let number_ui = |number: u32| {
        let at = pos2(rect.left() + numbers - cx.style.scaled(7.0), middle);
        let (font, text) = (Face::Figures.at(cx.style.body), format!("{number}."));
        let ink = cx.tokens.ink_soft;
        ui.painter()
            .text(at, egui::Align2::RIGHT_CENTER, text, font, ink);
    };
    match marker {
        Marker::Bullet => {
            let center = pos2(rect.left() + indent * 0.42, middle);
            ui.painter()
                .circle_filled(center, cx.style.scaled(2.6), cx.tokens.ink_soft);
        }
        Marker::Number(number) => {
            number_ui(number);
        }
        Marker::Definition => {}
        Marker::Task { progress, number } => {
            if let Some(number) = number {
                number_ui(number);
            }
            let at = pos2(rect.left() + numbers + indent * 0.4, middle);
            task_box_ui(ui, progress, at, cx);
        }
    }
}

/// The box of a task around the point `at`.
fn task_box_ui(ui: &Ui, progress: Progress, at: egui::Pos2, cx: &ProseContext<'_>) {
    let (icon, color) = match progress {
        Progress::Done => (icons::CHECK_SQUARE, cx.tokens.accent),
        Progress::Begun => (icons::SQUARE, cx.tokens.accent),
        Progress::Open | Progress::Dropped => (icons::SQUARE, cx.tokens.ink_soft),
    };
    let font = Face::Regular.at(cx.style.scaled(18.0));
    let painter = ui.painter();
    painter.text(at, egui::Align2::CENTER_CENTER, icon, font, color);
    let reach = cx.style.scaled(3.0);
    match progress {
        Progress::Begun => {
            let inside = Rect::from_center_size(at, Vec2::splat(2.0 * reach));
            painter.rect_filled(inside, 1.0, color);
        }
        Progress::Dropped => {
            let stroke = egui::Stroke::new(cx.style.scaled(1.4), color);
            painter.hline(at.x - reach..=at.x + reach, at.y, stroke);
        }
        Progress::Open | Progress::Done => {}
    }
}
