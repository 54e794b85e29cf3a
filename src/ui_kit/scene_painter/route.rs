//! The line of an edge: straight where two outlines face each other, else two rounded bends.
//!
//! All in units. A route is a polyline from border to border; its bends are already flattened.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// Radius of a bend.
const BEND: f32 = 12.0;

/// A line keeps this far from the corners of the outlines it joins.
const CORNER: f32 = 8.0;

/// The line between two outlines, shifted sideways by `offset`.
pub(super) fn between(from: Rect, to: Rect, offset: f32) -> Vec<Pos2> {
    if from == to {
        return loop_at(from);
    }
    let gap = vec2(
        (to.left() - from.right()).max(from.left() - to.right()),
        (to.top() - from.bottom()).max(from.top() - to.bottom()),
    );
    if gap.x > 0.0
        && let Some(y) = shared(from.y_range(), to.y_range(), offset)
    {
        let (start, end) = facing(from.x_range(), to.x_range());
        return vec![pos2(start, y), pos2(end, y)];
    }
    if gap.y > 0.0
        && let Some(x) = shared(from.x_range(), to.x_range(), offset)
    {
        let (start, end) = facing(from.y_range(), to.y_range());
        return vec![pos2(x, start), pos2(x, end)];
    }
    if gap.x <= 0.0 && gap.y <= 0.0 {
        return vec![from.center(), to.center()];
    }
    if gap.x >= gap.y {
        bent(from, to, offset)
    } else {
        let turned = bent(turn(from), turn(to), offset);
        turned.into_iter().map(|at| pos2(at.y, at.x)).collect()
    }
}

/// Leaves and arrives sideways, with an upright part halfway.
fn bent(from: Rect, to: Rect, offset: f32) -> Vec<Pos2> {
    let (start, end) = facing(from.x_range(), to.x_range());
    // Each end lies toward the other outline, so that lines to several outlines stay apart.
    let beside = |rect: Rect, other: Rect| {
        let room = (rect.height() / 2.0 - CORNER).max(0.0);
        let toward = (other.center().y - rect.center().y).signum() * rect.height() / 4.0;
        rect.center().y + (toward + offset).clamp(-room, room)
    };
    let (leave, arrive) = (beside(from, to), beside(to, from));
    let room = ((end - start).abs() / 2.0 - CORNER).max(0.0);
    // There and back bend at different places, so that their upright parts do not meet.
    let downward = if (to.center().y > from.center().y) == (end > start) {
        -1.0
    } else {
        1.0
    };
    let middle = f32::midpoint(start, end) + (offset * downward).clamp(-room, room);
    round_bends(&[
        pos2(start, leave),
        pos2(middle, leave),
        pos2(middle, arrive),
        pos2(end, arrive),
    ])
}

/// From the right side of an outline around its corner to its top.
fn loop_at(rect: Rect) -> Vec<Pos2> {
    let out = 22.0;
    let x = rect.center().x + rect.width() / 4.0;
    round_bends(&[
        rect.right_center(),
        pos2(rect.right() + out, rect.center().y),
        pos2(rect.right() + out, rect.top() - out),
        pos2(x, rect.top() - out),
        pos2(x, rect.top()),
    ])
}

/// A coordinate at which a straight line meets both ranges, if there is one.
fn shared(from: egui::Rangef, to: egui::Rangef, offset: f32) -> Option<f32> {
    let (low, high) = (from.min.max(to.min), from.max.min(to.max));
    let corner = CORNER.min((high - low) / 3.0);
    let (low, high) = (low + corner, high - corner);
    (high - low >= 4.0).then(|| {
        let middle = f32::midpoint(from.center(), to.center()).clamp(low, high);
        (middle + offset).clamp(low, high)
    })
}

/// The ends of a line between two ranges that lie beside each other.
fn facing(from: egui::Rangef, to: egui::Rangef) -> (f32, f32) {
    if to.min >= from.max {
        (from.max, to.min)
    } else {
        (from.min, to.max)
    }
}

fn turn(rect: Rect) -> Rect {
    Rect::from_min_max(pos2(rect.min.y, rect.min.x), pos2(rect.max.y, rect.max.x))
}

fn round_bends(corners: &[Pos2]) -> Vec<Pos2> {
    let mut line: Vec<Pos2> = corners.first().copied().into_iter().collect();
    for window in corners.windows(3) {
        let [before, corner, after] = *window else {
            continue;
        };
        let (arrive, leave) = (corner - before, after - corner);
        let radius = BEND.min(arrive.length() / 2.0).min(leave.length() / 2.0);
        let start = corner - arrive.normalized() * radius;
        let end = corner + leave.normalized() * radius;
        for step in 0..=6 {
            let t = step as f32 / 6.0;
            let (a, b) = (start.lerp(corner, t), corner.lerp(end, t));
            line.push(a.lerp(b, t));
        }
    }
    line.extend(corners.last());
    line
}

/// Length of a polyline.
pub(super) fn length(route: &[Pos2]) -> f32 {
    pairs(route).map(|(a, b)| a.distance(b)).sum()
}

/// The point `share` of the way along, 0 to 1.
pub(super) fn point_at(route: &[Pos2], share: f32) -> Pos2 {
    let mut rest = length(route) * share.clamp(0.0, 1.0);
    for (a, b) in pairs(route) {
        let step = a.distance(b);
        if rest <= step {
            return a + (b - a) * if step > 0.0 { rest / step } else { 0.0 };
        }
        rest -= step;
    }
    route.last().copied().unwrap_or_default()
}

/// The direction in which a route arrives.
pub(super) fn arrival(route: &[Pos2]) -> Vec2 {
    match route {
        [.., before, last] => (*last - *before).normalized(),
        _ => Vec2::X,
    }
}

/// The straight parts, longest first, as their ends.
pub(super) fn straight_parts(route: &[Pos2]) -> Vec<(Pos2, Pos2)> {
    let mut parts: Vec<_> = pairs(route)
        .filter(|(a, b)| a.distance(*b) >= 6.0)
        .collect();
    parts.sort_by(|a, b| b.0.distance(b.1).total_cmp(&a.0.distance(a.1)));
    parts
}

/// The neighboring points of a route.
pub(super) fn pairs(route: &[Pos2]) -> impl Iterator<Item = (Pos2, Pos2)> + '_ {
    route.iter().copied().zip(route.iter().copied().skip(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rect(x: f32, y: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(100.0, 60.0))
    }

    #[test]
    fn outlines_that_face_each_other_are_joined_by_a_straight_line() {
        let route = between(rect(0.0, 0.0), rect(200.0, 20.0), 0.0);
        assert_eq!(route.len(), 2);
        assert_eq!(route[0].y, route[1].y);
        assert_eq!((route[0].x, route[1].x), (100.0, 200.0));
    }

    #[test]
    fn there_and_back_do_not_cover_each_other() {
        let (a, b) = (rect(0.0, 0.0), rect(200.0, 200.0));
        let there = between(a, b, 10.0);
        let back = between(b, a, -10.0);
        let nearest = there
            .iter()
            .flat_map(|p| back.iter().map(|q| p.distance(*q)))
            .fold(f32::MAX, f32::min);
        assert!(nearest > 6.0, "{nearest}");
    }

    #[test]
    fn way_along_a_bent_line_is_measured_along_it() {
        let route = between(rect(0.0, 0.0), rect(300.0, 300.0), 0.0);
        assert_eq!(point_at(&route, 0.0), route[0]);
        assert_eq!(point_at(&route, 1.0), *route.last().unwrap());
        let middle = point_at(&route, 0.5);
        assert!((middle.x - 200.0).abs() < 1.0 && (middle.y - 180.0).abs() < 2.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn route_begins_and_ends_on_the_borders(x in -400.0_f32..400.0, y in -400.0_f32..400.0, offset in -30.0_f32..30.0) {
            let (from, to) = (rect(0.0, 0.0), rect(x, y));
            prop_assume!(!from.expand(1.0).intersects(to));
            let route = between(from, to, offset);
            prop_assert!(from.expand(0.1).contains(route[0]));
            prop_assert!(to.expand(0.1).contains(*route.last().unwrap()));
            prop_assert!(!from.shrink(1.0).contains(route[0]));
            prop_assert!(!to.shrink(1.0).contains(*route.last().unwrap()));
        }
    }
}
