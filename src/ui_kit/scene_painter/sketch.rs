//! Free shapes: filled outlines, lines and words, in the colors of the theme.

use egui::epaint::{Mesh, PathShape, PathStroke, Vertex, WHITE_UV};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Color32, Pos2, Shape, Stroke, StrokeKind, pos2};

use super::geometry::rect_of;
use super::pen::Pen;
use crate::diagrams::scene::{
    Align, Paint, Part, Sketch, SketchLine, SketchShape, SketchWords, Tone,
};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{Tokens, contrast};

/// The least contrast of words with their ground; below it they get another color.
const LEAST_CONTRAST: f32 = 3.5;

/// Corners no farther apart are one, in points.
const SAME_CORNER: f32 = 0.3;

/// A line turns back where the cosine of its turn is less than this.
const TURNS_BACK: f32 = -0.5;

/// Distance of the lines of words, by the size of their type.
const LINE: f32 = 1.25;

/// Paints the shapes in their order.
pub(super) fn paint(pen: &Pen, sketch: &Sketch) {
    for shape in &sketch.shapes {
        match shape {
            SketchShape::Panel {
                area,
                radius,
                fill,
                line,
            } => {
                let rect = pen.rect(rect_of(*area));
                let fill = fill.map_or(Color32::TRANSPARENT, |paint| ground(pen.tokens, paint));
                let line = line.map_or(Stroke::NONE, |line| stroke(pen, line));
                let radius = pen.radius(*radius);
                pen.painter
                    .rect(rect, radius, fill, line, StrokeKind::Middle);
            }
            SketchShape::Outline { points, fill, line } => {
                outline(pen, points, *fill, *line);
            }
            SketchShape::Stroke { points, line } => {
                pen.polyline(placed(pen, points), stroke(pen, *line), line.dashed);
            }
            SketchShape::Words(words) => write(pen, words),
        }
    }
}

fn placed(pen: &Pen, points: &[(f32, f32)]) -> Vec<Pos2> {
    let at = |(x, y): &(f32, f32)| pen.view.point(pos2(*x, *y));
    points.iter().map(at).collect()
}

fn stroke(pen: &Pen, line: SketchLine) -> Stroke {
    let width = if pen.lit {
        line.width + 0.75
    } else {
        line.width
    };
    pen.stroke(width, color(pen.tokens, line.paint))
}

fn outline(pen: &Pen, points: &[(f32, f32)], fill: Option<Paint>, line: Option<SketchLine>) {
    let mut corners = distinct(placed(pen, points));
    let line_stroke = line.map_or(Stroke::NONE, |line| stroke(pen, line));
    let fill = fill.map_or(Color32::TRANSPARENT, |paint| ground(pen.tokens, paint));
    let dashed = line.is_some_and(|line| line.dashed);
    let by_stroke = if dashed { Stroke::NONE } else { line_stroke };
    if fill == Color32::TRANSPARENT || is_convex(&corners) {
        pen.painter.add(PathShape {
            points: corners.clone(),
            closed: true,
            fill,
            stroke: PathStroke::from(by_stroke),
        });
    } else {
        pen.painter.add(Shape::mesh(filled(&corners, fill)));
        // A mesh has hard edges; a line of its own color makes them smooth.
        let edge = if by_stroke.is_empty() {
            Stroke::new(1.0, fill)
        } else {
            by_stroke
        };
        border(pen, &corners, edge);
    }
    if dashed {
        corners.extend(corners.first().copied());
        pen.polyline(corners, line_stroke, true);
    }
}

/// A closed line in pieces, so that no sharp corner grows a spike.
fn border(pen: &Pen, corners: &[Pos2], stroke: Stroke) {
    for run in runs(corners) {
        // A part that is parted nowhere has each corner once.
        let line = if run.len() == corners.len() {
            Shape::closed_line(run, stroke)
        } else {
            Shape::line(run, stroke)
        };
        pen.painter.add(line);
    }
}

/// The corners of a closed line, parted at those where it turns back; each part ends where the
/// next begins.
fn runs(corners: &[Pos2]) -> Vec<Vec<Pos2>> {
    let count = corners.len();
    let at = |index: usize| {
        corners
            .get(index % count.max(1))
            .copied()
            .unwrap_or_default()
    };
    let turns_back = |index: &usize| {
        let (before, here, after) = (at(index + count - 1), at(*index), at(index + 1));
        let (came, goes) = ((here - before).normalized(), (after - here).normalized());
        came.dot(goes) < TURNS_BACK
    };
    let sharp: Vec<usize> = (0..count).filter(turns_back).collect();
    let Some(first) = sharp.first().copied() else {
        return vec![corners.to_vec()];
    };
    let ends = sharp.iter().skip(1).copied().chain([first + count]);
    let starts = sharp.iter().copied();
    starts
        .zip(ends)
        .map(|(start, end)| (start..=end).map(at).collect())
        .collect()
}

/// The corners without those that lie on the one before: lines bend at them in any direction.
fn distinct(mut corners: Vec<Pos2>) -> Vec<Pos2> {
    let same = |a: Pos2, b: Pos2| a.distance(b) < SAME_CORNER;
    corners.dedup_by(|a, b| same(*a, *b));
    while let (Some(first), Some(last)) = (corners.first(), corners.last())
        && corners.len() > 1
        && same(*first, *last)
    {
        corners.pop();
    }
    corners
}

fn turn(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b - a).x * (c - b).y - (b - a).y * (c - b).x
}

/// Whether all corners turn the same way, once around.
fn is_convex(corners: &[Pos2]) -> bool {
    let next = |index: usize| corners.get(index % corners.len()).copied();
    let mut turns = (0..corners.len())
        .filter_map(|at| Some(turn(*corners.get(at)?, next(at + 1)?, next(at + 2)?)));
    let bends: Vec<f32> = turns.by_ref().filter(|turn| turn.abs() > 1e-3).collect();
    bends.iter().all(|turn| *turn > 0.0) || bends.iter().all(|turn| *turn < 0.0)
}

/// Triangles that fill an outline without crossings: corners are cut off one by one.
fn filled(corners: &[Pos2], fill: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.vertices.extend(corners.iter().map(|corner| Vertex {
        pos: *corner,
        uv: WHITE_UV,
        color: fill,
    }));
    let area: f32 = (0..corners.len())
        .filter_map(|at| {
            let (a, b) = (corners.get(at)?, corners.get((at + 1) % corners.len())?);
            Some(a.x * b.y - b.x * a.y)
        })
        .sum();
    let mut left: Vec<usize> = (0..corners.len()).collect();
    while left.len() > 2 {
        let ear = (0..left.len())
            .find(|at| is_ear(corners, &left, *at, area.signum()))
            .unwrap_or(0);
        if let Some([a, b, c]) = around(&left, ear) {
            mesh.add_triangle(a as u32, b as u32, c as u32);
        }
        left.remove(ear);
    }
    mesh
}

/// The corner at `at` and its neighbors.
fn around(left: &[usize], at: usize) -> Option<[usize; 3]> {
    let count = left.len();
    let before = left.get((at + count - 1) % count)?;
    let after = left.get((at + 1) % count)?;
    Some([*before, *left.get(at)?, *after])
}

fn is_ear(corners: &[Pos2], left: &[usize], at: usize, way: f32) -> bool {
    let Some(indices) = around(left, at) else {
        return false;
    };
    let corner = |index: usize| corners.get(index).copied().unwrap_or_default();
    let [a, b, c] = indices.map(corner);
    if turn(a, b, c) * way <= 0.0 {
        return false;
    }
    let inside = |p: Pos2| {
        turn(a, b, p) * way > 0.0 && turn(b, c, p) * way > 0.0 && turn(c, a, p) * way > 0.0
    };
    !left
        .iter()
        .any(|index| !indices.contains(index) && inside(corner(*index)))
}

fn write(pen: &Pen, words: &SketchWords) {
    let room = words.room.map_or(f32::INFINITY, |room| pen.len(room));
    let size = (pen.len(words.size) * 2.0).round() / 2.0;
    let mut galley = lay_out(pen, words, size.max(1.0));
    if galley.size().x > room {
        let smaller = (size * room / galley.size().x * 2.0).floor() / 2.0;
        galley = lay_out(pen, words, smaller.max(1.0));
    }
    let anchor = match words.align {
        Align::Start => Align2::LEFT_CENTER,
        Align::Center => Align2::CENTER_CENTER,
        Align::End => Align2::RIGHT_CENTER,
    };
    let at = pen.view.point(pos2(words.at.0, words.at.1));
    let place = anchor.anchor_size(at, galley.size());
    let origin = match words.align {
        Align::Start => place.left_top(),
        Align::Center => place.center_top(),
        Align::End => place.right_top(),
    };
    let ground = words
        .ground
        .map_or(pen.tokens.panel, |paint| ground(pen.tokens, paint));
    let wanted = color(pen.tokens, words.paint);
    let seen = readable(wanted, over(ground, pen.tokens.panel), pen.tokens);
    pen.painter.galley(origin, galley, seen);
}

fn lay_out(pen: &Pen, words: &SketchWords, size: f32) -> std::sync::Arc<egui::Galley> {
    let face = if words.strong {
        Face::Strong
    } else {
        Face::Regular
    };
    let format = TextFormat {
        line_height: Some(size * LINE),
        ..TextFormat::simple(face.at(size), Color32::PLACEHOLDER)
    };
    let mut job = LayoutJob::single_section(words.text.clone(), format);
    job.wrap.max_width = f32::INFINITY;
    job.halign = match words.align {
        Align::Start => egui::Align::Min,
        Align::Center => egui::Align::Center,
        Align::End => egui::Align::Max,
    };
    pen.painter.layout_job(job)
}

/// The color of what is filled: with that of a line it still covers what lies under it.
fn ground(tokens: &Tokens, paint: Paint) -> Color32 {
    match paint {
        Paint::Part(Part::BoxLine) => tokens.accent,
        Paint::Part(Part::RemarkLine) => tokens.warn,
        other => color(tokens, other),
    }
}

/// The color of a part in a theme.
fn color(tokens: &Tokens, paint: Paint) -> Color32 {
    match paint {
        Paint::Part(part) => match part {
            Part::Box => tokens.raised,
            Part::BoxLine => tokens.accent.gamma_multiply(0.7),
            Part::Words | Part::Mark => tokens.ink,
            Part::QuietWords | Part::Way => tokens.ink_soft,
            Part::WayLabel => tokens.panel,
            Part::Frame => tokens.sunken,
            Part::FrameLine | Part::Grid => tokens.line_strong,
            Part::Remark => tokens.warn_soft,
            Part::RemarkLine => tokens.warn.gamma_multiply(0.5),
            Part::Active => tokens.accent_soft,
        },
        Paint::Tone { tone, soft: true } => tokens.tone(tone).1,
        Paint::Tone { tone, soft: false } => match tone {
            Tone::Neutral | Tone::Muted => tokens.ink_soft,
            tone => tokens.tone(tone).0,
        },
        Paint::Own([r, g, b, a]) => Color32::from_rgba_unmultiplied(r, g, b, a),
    }
}

/// What is seen of a color that does not cover all of what lies under it.
fn over(color: Color32, ground: Color32) -> Color32 {
    ground.blend(color)
}

/// The color that is wanted, or the text's lightest or darkest if it cannot be read.
fn readable(wanted: Color32, ground: Color32, tokens: &Tokens) -> Color32 {
    if contrast(wanted, ground) >= LEAST_CONTRAST {
        return wanted;
    }
    let (ink, paper) = (tokens.ink, tokens.paper);
    if contrast(ink, ground) >= contrast(paper, ground) {
        ink
    } else {
        paper
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui_kit::tokens::{DAY, NIGHT};

    fn mesh_area(mesh: &Mesh) -> f32 {
        let at = |index: &u32| mesh.vertices[*index as usize].pos;
        let triangles = mesh.indices.chunks_exact(3);
        triangles
            .map(|corners| turn(at(&corners[0]), at(&corners[1]), at(&corners[2])).abs() / 2.0)
            .sum()
    }

    #[test]
    fn outline_with_a_notch_is_filled_without_it() {
        let corners =
            [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 1.0), (0.0, 4.0)].map(|(x, y)| pos2(x, y));
        assert!(!is_convex(&corners));
        let mesh = filled(&corners, Color32::PLACEHOLDER);
        assert!((mesh_area(&mesh) - 10.0).abs() < 1e-3);
        let mut turned = corners;
        turned.reverse();
        assert!((mesh_area(&filled(&turned, Color32::PLACEHOLDER)) - 10.0).abs() < 1e-3);
    }

    #[test]
    fn corners_in_one_place_are_one() {
        let at = |x: f32| pos2(x, 0.0);
        let corners = vec![at(0.0), at(0.1), at(5.0), at(5.0), at(0.05)];
        assert_eq!(distinct(corners), [at(0.0), at(5.0)]);
        assert_eq!(distinct(vec![at(1.0); 4]), [at(1.0)]);
    }

    #[test]
    fn closed_line_is_parted_where_it_turns_back() {
        let corners = |points: &[(f32, f32)]| -> Vec<Pos2> {
            points.iter().map(|(x, y)| pos2(*x, *y)).collect()
        };
        let square = corners(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]);
        assert_eq!(runs(&square), std::slice::from_ref(&square));
        let spiked = corners(&[(0.0, 0.0), (4.0, 0.0), (4.0, 3.0), (3.9, 1.0), (0.0, 1.0)]);
        let parts = runs(&spiked);
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].first(), parts[0].last());
        assert_eq!(parts[0].first(), Some(&pos2(4.0, 3.0)));
        assert_eq!(runs(&[]), [Vec::new()]);
    }

    #[test]
    fn square_is_convex_and_nothing_is_too() {
        let square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(|(x, y)| pos2(x, y));
        assert!(is_convex(&square));
        assert!(is_convex(&[]));
        assert_eq!(filled(&[], Color32::PLACEHOLDER).indices.len(), 0);
    }

    #[test]
    fn words_can_be_read_on_any_ground() {
        for tokens in [&DAY, &NIGHT] {
            for own in [[255, 153, 255, 255], [0, 0, 80, 255], [128, 128, 128, 255]] {
                let ground = color(tokens, Paint::Own(own));
                for part in [Part::Words, Part::QuietWords, Part::Box] {
                    let seen = readable(color(tokens, Paint::Part(part)), ground, tokens);
                    assert!(contrast(seen, ground) >= LEAST_CONTRAST, "{own:?}");
                }
            }
        }
    }
}
