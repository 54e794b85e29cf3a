//! From the crates' primitives to shapes of a sketch: curves become corners, arrowheads outlines.

use rusty_mermaid::{Point, Primitive, Style, TextAnchor, TextStyle};
use rusty_mermaid_core::{
    FontWeight, MarkerPath, MarkerType, PathSegment, Transform, arc_sector_segments, marker_path,
    path_end_tangent, path_start_tangent,
};

use super::{colors, words};
use crate::diagrams::scene::{Align, Area, Paint, Part, SketchLine, SketchShape, SketchWords};
use curves::flattened;

mod curves;

/// A circle becomes so many straight lines.
const CIRCLE_STEPS: u8 = 64;

/// Groups in groups beyond this are left out.
const MAX_DEPTH: u8 = 16;

/// Width of a line where nothing is said.
const LINE: f32 = 1.5;

/// Adds the shapes of `primitive`.
pub(super) fn add(primitive: &Primitive, shapes: &mut Vec<SketchShape>) {
    add_moved(primitive, &|point| point, 0, shapes);
}

type Move<'m> = &'m dyn Fn((f32, f32)) -> (f32, f32);

fn add_moved(primitive: &Primitive, place: Move<'_>, depth: u8, shapes: &mut Vec<SketchShape>) {
    match primitive {
        Primitive::Rect {
            bbox, rx, style, ..
        } => {
            let (x, y) = place((bbox.left() as f32, bbox.top() as f32));
            let (right, bottom) = place((bbox.right() as f32, bbox.bottom() as f32));
            shapes.push(SketchShape::Panel {
                area: Area::new(x, y, (right - x).max(0.0), (bottom - y).max(0.0)),
                radius: *rx as f32,
                fill: fill(style),
                line: border(style),
            });
        }
        Primitive::Circle {
            center,
            radius,
            style,
        } => shapes.push(ellipse(*center, *radius, *radius, style, place)),
        Primitive::Ellipse {
            center,
            rx,
            ry,
            style,
        } => shapes.push(ellipse(*center, *rx, *ry, style, place)),
        Primitive::Polygon { points, style } => shapes.push(SketchShape::Outline {
            points: points.iter().map(|point| place(units(*point))).collect(),
            fill: fill(style),
            line: border(style),
        }),
        Primitive::Arc {
            center,
            inner_r,
            outer_r,
            start_angle,
            end_angle,
            style,
        } => {
            let sector = arc_sector_segments(*center, *inner_r, *outer_r, *start_angle, *end_angle);
            path(&sector, style, None, None, place, shapes);
        }
        Primitive::Path {
            segments,
            style,
            marker_start,
            marker_end,
        } => path(segments, style, *marker_start, *marker_end, place, shapes),
        Primitive::Text {
            position,
            content,
            anchor,
            style,
        } => {
            let at = place(units(*position));
            shapes.extend(text(content, at, *anchor, style).map(SketchShape::Words));
        }
        Primitive::Group {
            transform,
            children,
        } => {
            if depth < MAX_DEPTH {
                let inner = |point| place(moved(*transform, point));
                for child in children {
                    add_moved(child, &inner, depth + 1, shapes);
                }
            }
        }
    }
}

fn text(
    content: &str,
    at: (f32, f32),
    anchor: TextAnchor,
    style: &TextStyle,
) -> Option<SketchWords> {
    let text = words::plain(content);
    let paint = style.fill.and_then(colors::paint);
    (!text.is_empty()).then(|| SketchWords {
        at,
        text,
        size: style.font_size as f32,
        strong: style.font_weight == FontWeight::Bold,
        align: match anchor {
            TextAnchor::Start => Align::Start,
            TextAnchor::Middle => Align::Center,
            TextAnchor::End => Align::End,
        },
        paint: paint.unwrap_or(Paint::Part(Part::Words)),
        ground: None,
        room: None,
    })
}

fn moved(transform: Transform, (x, y): (f32, f32)) -> (f32, f32) {
    match transform {
        Transform::Identity => (x, y),
        Transform::Translate(dx, dy) => (x + dx as f32, y + dy as f32),
        Transform::Scale(sx, sy) => (x * sx as f32, y * sy as f32),
        Transform::Rotate { degrees, cx, cy } => {
            let (sin, cos) = (degrees as f32).to_radians().sin_cos();
            let (dx, dy) = (x - cx as f32, y - cy as f32);
            (
                cx as f32 + dx * cos - dy * sin,
                cy as f32 + dx * sin + dy * cos,
            )
        }
    }
}

fn units(point: Point) -> (f32, f32) {
    (point.x as f32, point.y as f32)
}

fn fill(style: &Style) -> Option<Paint> {
    style
        .fill
        .and_then(colors::paint)
        .map(|paint| faded(paint, style))
}

fn border(style: &Style) -> Option<SketchLine> {
    style.has_explicit_stroke().then(|| line(style)).flatten()
}

fn line(style: &Style) -> Option<SketchLine> {
    let width = style.stroke_width.map_or(LINE, |width| width as f32);
    let paint = match style.stroke {
        Some(color) => colors::paint(color)?,
        None => Paint::Part(Part::Way),
    };
    let dashes = style.stroke_dasharray.as_deref().unwrap_or_default();
    // A line in the color of a soft ground would not be seen.
    let paint = match paint {
        Paint::Tone { tone, .. } => Paint::Tone { tone, soft: false },
        other => faded(other, style),
    };
    (width > 0.0).then_some(SketchLine {
        paint,
        width: width.min(40.0),
        dashed: dashes.iter().any(|dash| *dash > 0.0),
    })
}

/// Something that covers only in part is a soft ground, where it has a meaning.
fn faded(paint: Paint, style: &Style) -> Paint {
    let opacity = style.opacity.unwrap_or(1.0);
    match paint {
        Paint::Tone { tone, soft } => Paint::Tone {
            tone,
            soft: soft || opacity < 0.6,
        },
        Paint::Own([r, g, b, a]) => {
            Paint::Own([r, g, b, (f64::from(a) * opacity.clamp(0.0, 1.0)) as u8])
        }
        Paint::Part(part) => Paint::Part(part),
    }
}

fn ellipse(center: Point, rx: f64, ry: f64, style: &Style, place: Move<'_>) -> SketchShape {
    let corner = |step: u8| {
        let angle = std::f64::consts::TAU * f64::from(step) / f64::from(CIRCLE_STEPS);
        let at = Point::new(center.x + rx * angle.cos(), center.y + ry * angle.sin());
        place(units(at))
    };
    SketchShape::Outline {
        points: (0..CIRCLE_STEPS).map(corner).collect(),
        fill: fill(style),
        line: border(style),
    }
}

fn path(
    segments: &[PathSegment],
    style: &Style,
    marker_start: Option<MarkerType>,
    marker_end: Option<MarkerType>,
    place: Move<'_>,
    shapes: &mut Vec<SketchShape>,
) {
    let fill = fill(style);
    for (corners, closed) in flattened(segments) {
        let points: Vec<_> = corners.into_iter().map(place).collect();
        if closed || fill.is_some() {
            let line = border(style);
            shapes.push(SketchShape::Outline { points, fill, line });
        } else if let Some(line) = line(style) {
            shapes.push(SketchShape::Stroke { points, line });
        }
    }
    let Some(line) = line(style) else { return };
    let ends = [
        (marker_start, path_start_tangent(segments)),
        (marker_end, path_end_tangent(segments)),
    ];
    for (marker, end) in ends {
        if let (Some(marker), Some((tip, angle))) = (marker, end) {
            let head = marker_path(marker, tip, angle, f64::from(line.width));
            arrowhead(&head, line, place, shapes);
        }
    }
}

fn arrowhead(head: &MarkerPath, line: SketchLine, place: Move<'_>, shapes: &mut Vec<SketchShape>) {
    let placed = |points: &[Point]| points.iter().map(|point| place(units(*point))).collect();
    let solid = SketchLine {
        dashed: false,
        ..line
    };
    let outline = |points, fill: Option<Paint>, width: Option<f64>| SketchShape::Outline {
        points,
        fill,
        line: width.map(|width| SketchLine {
            width: width as f32,
            ..solid
        }),
    };
    match head {
        MarkerPath::FillPolygon { points } => {
            shapes.push(outline(placed(points), Some(line.paint), None));
        }
        MarkerPath::FillAndStrokePolygon {
            points,
            stroke_width,
            fill_is_marker_color,
        } => {
            let fill = if *fill_is_marker_color {
                line.paint
            } else {
                Paint::Part(Part::WayLabel)
            };
            shapes.push(outline(placed(points), Some(fill), Some(*stroke_width)));
        }
        MarkerPath::StrokePolyline {
            points,
            width,
            closed: true,
        } => shapes.push(outline(placed(points), None, Some(*width))),
        MarkerPath::StrokePolyline { points, width, .. } => shapes.push(SketchShape::Stroke {
            points: placed(points),
            line: SketchLine {
                width: *width as f32,
                ..solid
            },
        }),
        MarkerPath::FillCircle { center, radius } => {
            let style = Style::default();
            if let SketchShape::Outline { points, .. } =
                ellipse(*center, *radius, *radius, &style, place)
            {
                shapes.push(outline(points, Some(line.paint), None));
            }
        }
        MarkerPath::StrokeCurves { curves, width } => {
            for curve in curves {
                shapes.push(SketchShape::Stroke {
                    points: placed(curve),
                    line: SketchLine {
                        width: *width as f32,
                        ..solid
                    },
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_moved_and_bounded() {
        let rect = Primitive::Rect {
            bbox: rusty_mermaid::BBox::new(5.0, 5.0, 10.0, 10.0),
            rx: 0.0,
            ry: 0.0,
            style: Style::default(),
        };
        let mut group = Primitive::Group {
            transform: Transform::Translate(3.0, 4.0),
            children: vec![rect],
        };
        let mut shapes = Vec::new();
        add(&group, &mut shapes);
        assert!(matches!(
            shapes.as_slice(),
            [SketchShape::Panel { area, .. }] if *area == Area::new(3.0, 4.0, 10.0, 10.0)
        ));
        for _ in 0..40 {
            group = Primitive::Group {
                transform: Transform::Identity,
                children: vec![group],
            };
        }
        shapes.clear();
        add(&group, &mut shapes);
        assert!(shapes.is_empty());
    }
}
