//! Curves as corners: a path of lines, arcs and Bézier curves becomes polygons.

use rusty_mermaid::Point;
use rusty_mermaid_core::PathSegment;

use super::units;

/// A curve becomes so many straight lines.
const CURVE_STEPS: u8 = 14;
/// An arc becomes so many.
const ARC_STEPS: u8 = 64;

/// The contours of a path as corners, and whether each is closed.
pub(super) fn flattened(segments: &[PathSegment]) -> Vec<(Vec<(f32, f32)>, bool)> {
    let mut contours: Vec<(Vec<(f32, f32)>, bool)> = Vec::new();
    let mut at = Point::new(0.0, 0.0);
    for segment in segments {
        if let PathSegment::MoveTo(to) = segment {
            contours.push((vec![units(*to)], false));
            at = *to;
            continue;
        }
        if contours.is_empty() {
            contours.push((vec![units(at)], false));
        }
        let Some((corners, closed)) = contours.last_mut() else {
            continue;
        };
        match segment {
            PathSegment::MoveTo(_) => {}
            PathSegment::Close => *closed = true,
            PathSegment::LineTo(to) => corners.push(units(*to)),
            PathSegment::CubicTo { cp1, cp2, to } => curve(corners, CURVE_STEPS, |t| {
                let u = 1.0 - t;
                let mix = |a: f64, b: f64, c: f64, d: f64| {
                    u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
                };
                Point::new(mix(at.x, cp1.x, cp2.x, to.x), mix(at.y, cp1.y, cp2.y, to.y))
            }),
            PathSegment::QuadTo { cp, to } => curve(corners, CURVE_STEPS, |t| {
                let u = 1.0 - t;
                let mix = |a: f64, b: f64, c: f64| u * u * a + 2.0 * u * t * b + t * t * c;
                Point::new(mix(at.x, cp.x, to.x), mix(at.y, cp.y, to.y))
            }),
            PathSegment::ArcTo {
                rx,
                ry,
                rotation,
                large_arc,
                sweep,
                to,
            } => {
                let arc = Arc::between(at, *to, (*rx, *ry), *rotation, (*large_arc, *sweep));
                match arc {
                    Some(arc) => curve(corners, ARC_STEPS, |t| arc.point(t)),
                    None => corners.push(units(*to)),
                }
            }
        }
        if let Some(end) = segment.endpoint() {
            at = end;
        }
    }
    contours.retain(|(corners, _)| corners.len() > 1);
    contours
}

fn curve(corners: &mut Vec<(f32, f32)>, steps: u8, point: impl Fn(f64) -> Point) {
    for step in 1..=steps {
        corners.push(units(point(f64::from(step) / f64::from(steps))));
    }
}

/// A part of an ellipse.
struct Arc {
    center: Point,
    radii: (f64, f64),
    /// Of the ellipse, in radians.
    tilt: f64,
    start: f64,
    sweep: f64,
}

impl Arc {
    /// The arc from one point to another, as SVG defines it: `(large, clockwise)`.
    fn between(
        from: Point,
        to: Point,
        (rx, ry): (f64, f64),
        degrees: f64,
        (large, clockwise): (bool, bool),
    ) -> Option<Self> {
        let (mut rx, mut ry) = (rx.abs(), ry.abs());
        if rx < 1e-9 || ry < 1e-9 || from == to {
            return None;
        }
        let tilt = degrees.to_radians();
        let (sin, cos) = tilt.sin_cos();
        let (dx, dy) = ((from.x - to.x) / 2.0, (from.y - to.y) / 2.0);
        let (x, y) = (cos * dx + sin * dy, cos * dy - sin * dx);
        let stretch = (x * x / (rx * rx) + y * y / (ry * ry)).sqrt();
        if stretch > 1.0 {
            rx *= stretch;
            ry *= stretch;
        }
        let weight = rx * rx * y * y + ry * ry * x * x;
        let root = ((rx * rx * ry * ry - weight).max(0.0) / weight).sqrt();
        let root = if large == clockwise { -root } else { root };
        let (cx, cy) = (root * rx * y / ry, -root * ry * x / rx);
        let center = Point::new(
            cos * cx - sin * cy + f64::midpoint(from.x, to.x),
            sin * cx + cos * cy + f64::midpoint(from.y, to.y),
        );
        let start = ((y - cy) / ry).atan2((x - cx) / rx);
        let end = ((-y - cy) / ry).atan2((-x - cx) / rx);
        let turn = std::f64::consts::TAU;
        let sweep = if clockwise {
            (end - start).rem_euclid(turn)
        } else {
            -(start - end).rem_euclid(turn)
        };
        Some(Self {
            center,
            radii: (rx, ry),
            tilt,
            start,
            sweep,
        })
    }

    fn point(&self, t: f64) -> Point {
        let angle = self.start + self.sweep * t;
        let (x, y) = (self.radii.0 * angle.cos(), self.radii.1 * angle.sin());
        let (sin, cos) = self.tilt.sin_cos();
        Point::new(
            self.center.x + x * cos - y * sin,
            self.center.y + x * sin + y * cos,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_circle_bulges_to_the_asked_side() {
        let segments = |sweep| {
            [
                PathSegment::MoveTo(Point::new(0.0, 0.0)),
                PathSegment::ArcTo {
                    rx: 5.0,
                    ry: 5.0,
                    rotation: 0.0,
                    large_arc: false,
                    sweep,
                    to: Point::new(10.0, 0.0),
                },
            ]
        };
        let lowest = |sweep| {
            let contours = flattened(&segments(sweep));
            let corners = contours[0].0.iter();
            corners
                .map(|corner| corner.1)
                .fold(0.0_f32, |a, b| if b.abs() > a.abs() { b } else { a })
        };
        assert!((lowest(true) + 5.0).abs() < 0.1, "{}", lowest(true));
        assert!((lowest(false) - 5.0).abs() < 0.1, "{}", lowest(false));
    }
}
