//! Lines between cards: the line, its head, and its label on a free spot.

use egui::{Align2, Color32, Pos2, Rect, Shape, Stroke, Vec2, vec2};

use super::pen::{Pen, types};
use super::route;
use crate::diagrams::scene::{Edge, Tone};

/// Length of an arrow head, in units.
const HEAD: f32 = 9.0;

/// Paints the line and its head along `route` (units).
pub(super) fn paint_line(pen: &Pen, route: &[Pos2], edge: &Edge) {
    let Some(end) = route.last().copied() else {
        return;
    };
    let color = color(pen, edge);
    let weight = match (edge.active, pen.lit) {
        (true, _) => 2.75,
        (false, true) => 2.25,
        (false, false) => 1.5,
    };
    let direction = route::arrival(route);
    let mut line: Vec<Pos2> = route.iter().map(|at| pen.view.point(*at)).collect();
    if let Some(last) = line.last_mut() {
        *last -= direction * pen.len(HEAD * 0.7);
    }
    // A refused way is broken as well as red.
    let dashed = edge.tone == Tone::Bad;
    pen.polyline(line, pen.stroke(weight, color), dashed);
    head(pen, pen.view.point(end), direction, color, edge.active);
}

fn color(pen: &Pen, edge: &Edge) -> Color32 {
    match (edge.tone, edge.active || pen.lit) {
        (Tone::Neutral, true) => pen.tokens.accent,
        (Tone::Muted, true) => pen.tokens.ink_soft,
        (tone, _) => pen.mark_color(tone),
    }
}

fn head(pen: &Pen, tip: Pos2, direction: Vec2, color: Color32, large: bool) {
    let length = pen.len(if large { HEAD + 2.0 } else { HEAD });
    let (back, side) = (direction * length, direction.rot90() * length * 0.5);
    let corners = vec![tip, tip - back + side, tip - back - side];
    pen.painter
        .add(Shape::convex_polygon(corners, color, Stroke::NONE));
}

/// Paints the label beside `route` where it covers none of `taken` (all in units); says where.
pub(super) fn paint_label(
    pen: &Pen,
    route: &[Pos2],
    edge: &Edge,
    taken: &[Rect],
    within: Rect,
) -> Option<Rect> {
    if edge.label.is_empty() {
        return None;
    }
    let (start, end) = route::straight_parts(route).first().copied()?;
    let upright = (end.x - start.x).abs() < (end.y - start.y).abs();
    let room = if upright {
        150.0
    } else {
        (start.distance(end) - HEAD - 6.0).max(46.0)
    };
    let galley = pen.paragraph(&edge.label, types::SMALL, pen.len(room), 3);
    let size = galley.size() / pen.view.scale + vec2(8.0, 2.0);
    let spot = spot(route, size, taken, within);
    let rect = pen.rect(spot);
    let ground = pen.tokens.panel;
    pen.painter.rect_filled(rect, pen.radius(4.0), ground);
    let strong = edge.active || pen.lit;
    let text = match (edge.tone, strong) {
        (Tone::Neutral | Tone::Muted, false) => pen.tokens.ink_soft,
        (Tone::Neutral, true) => pen.tokens.accent,
        (tone, _) => pen.tokens.tone(tone).0,
    };
    pen.put(rect.center(), Align2::CENTER_CENTER, galley, text);
    Some(spot)
}

/// The spot for a label of `size` that covers least, tried from the middle of the line outward
/// and on both sides of it.
fn spot(route: &[Pos2], size: Vec2, taken: &[Rect], within: Rect) -> Rect {
    let mut best = (f32::MAX, Rect::NOTHING);
    let mut rank = 0.0;
    for (start, end) in route::straight_parts(route) {
        let across = (end - start).normalized().rot90();
        let reach = across.x.abs() * size.x / 2.0 + across.y.abs() * size.y / 2.0 + 4.0;
        for side in [0.0, -1.0, 1.0, -1.8, 1.8] {
            for share in [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8] {
                let center = start.lerp(end, share) + across * side * reach;
                let rect = kept_within(Rect::from_center_size(center, size), within);
                let covered: f32 = taken.iter().map(|other| overlap(rect, *other)).sum();
                rank += 0.01;
                if covered + rank < best.0 {
                    best = (covered + rank, rect);
                }
            }
        }
    }
    best.1
}

fn overlap(a: Rect, b: Rect) -> f32 {
    let shared = a.intersect(b.expand(1.0));
    shared.width().max(0.0) * shared.height().max(0.0)
}

fn kept_within(rect: Rect, within: Rect) -> Rect {
    let shift = vec2(
        (within.left() - rect.left()).max(0.0) - (rect.right() - within.right()).max(0.0),
        (within.top() - rect.top()).max(0.0) - (rect.bottom() - within.bottom()).max(0.0),
    );
    rect.translate(shift)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn label_steps_aside_for_a_card() {
        let route = [pos2(0.0, 50.0), pos2(400.0, 50.0)];
        let within = Rect::from_min_max(pos2(0.0, 0.0), pos2(400.0, 100.0));
        let size = vec2(60.0, 16.0);
        let free = spot(&route, size, &[], within);
        assert_eq!(free.center(), pos2(200.0, 50.0));
        let card = Rect::from_center_size(pos2(200.0, 50.0), vec2(80.0, 40.0));
        let beside = spot(&route, size, &[card], within);
        assert!(!beside.intersects(card), "{beside:?}");
    }

    #[test]
    fn label_stays_on_the_picture() {
        let route = [pos2(2.0, 0.0), pos2(2.0, 100.0)];
        let within = Rect::from_min_max(pos2(0.0, 0.0), pos2(400.0, 100.0));
        assert!(within.contains_rect(spot(&route, vec2(60.0, 16.0), &[], within)));
    }
}
