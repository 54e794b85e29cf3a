//! From loose shapes to things with names: a box and the words in it are one, and a line from one
//! to another tells where it leads.

use rusty_mermaid::Scene as Laid;

use super::shapes;
use crate::diagrams::scene::{Align, Area, Element, ElementKind, Scene, Sketch, SketchShape};

/// Around a drawing, in units.
const MARGIN: f32 = 12.0;

/// A line ends at a thing if its end is no farther from it than this, in units.
const NEAR: f32 = 14.0;

/// Between words and the border of their box, in units.
const PADDING: f32 = 5.0;

/// One shape, and for words the shape that they stand in.
struct Part {
    shape: SketchShape,
    area: Area,
    home: Option<usize>,
}

pub(super) fn scene(laid: &Laid) -> Scene {
    let mut shapes = Vec::new();
    for element in laid.elements() {
        shapes::add(&element.primitive, &mut shapes);
    }
    let mut parts: Vec<Part> = shapes
        .into_iter()
        .filter_map(|shape| {
            let area = area(&shape)?;
            Some(Part {
                shape,
                area,
                home: None,
            })
        })
        .collect();
    settle_words(&mut parts);
    let elements = elements(parts);
    at_the_origin(elements)
}

/// Finds for all words the smallest shape around them, and gives them its ground and its room.
fn settle_words(parts: &mut [Part]) {
    for at in 0..parts.len() {
        let Some(words) = parts.get(at).filter(|part| is_words(&part.shape)) else {
            continue;
        };
        let (x, y) = words_middle(words);
        let before = parts.get(..at).unwrap_or_default().iter().enumerate();
        let around = before
            .filter(|(_, part)| is_body(&part.shape) && holds(&part.shape, part.area, (x, y)))
            .min_by(|(_, a), (_, b)| (a.area.w * a.area.h).total_cmp(&(b.area.w * b.area.h)));
        let Some((home, body)) = around else { continue };
        let (ground, room) = (ground_of(&body.shape), body.area.w - 2.0 * PADDING);
        if let Some(Part {
            shape: SketchShape::Words(words),
            home: own,
            ..
        }) = parts.get_mut(at)
        {
            words.ground = ground;
            words.room = (words.align == Align::Center).then_some(room.max(PADDING));
            *own = Some(home);
        }
    }
}

fn words_middle(part: &Part) -> (f32, f32) {
    let Area { x, y, w, h } = part.area;
    (x + w / 2.0, y + h / 2.0)
}

fn is_words(shape: &SketchShape) -> bool {
    matches!(shape, SketchShape::Words(_))
}

/// Whether a shape has a ground of its own.
fn is_body(shape: &SketchShape) -> bool {
    ground_of(shape).is_some()
}

fn ground_of(shape: &SketchShape) -> Option<crate::diagrams::scene::Paint> {
    match shape {
        SketchShape::Panel { fill, .. } | SketchShape::Outline { fill, .. } => *fill,
        SketchShape::Stroke { .. } | SketchShape::Words(_) => None,
    }
}

/// Whether a point lies inside a shape.
fn holds(shape: &SketchShape, area: Area, (x, y): (f32, f32)) -> bool {
    let in_area =
        (area.x..=area.x + area.w).contains(&x) && (area.y..=area.y + area.h).contains(&y);
    let SketchShape::Outline { points, .. } = shape else {
        return in_area;
    };
    let ends = points.iter().skip(1).chain(points.first());
    let crossings = points.iter().zip(ends).filter(|((ax, ay), (bx, by))| {
        (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax
    });
    in_area && crossings.count() % 2 == 1
}

/// A body with its words is one element, words without a body are one, the rest adorns.
fn elements(parts: Vec<Part>) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::new();
    // The element that each part went into.
    let mut went: Vec<usize> = Vec::with_capacity(parts.len());
    for part in parts {
        let home = part.home.and_then(|home| went.get(home).copied());
        let name = match &part.shape {
            SketchShape::Words(words) => words.text.replace('\n', " "),
            _ => String::new(),
        };
        let index = home.unwrap_or(elements.len());
        went.push(index);
        match elements.get_mut(index) {
            Some(element) => join(element, part, &name),
            None => elements.push(Element {
                id: format!("part {index}"),
                name,
                detail: String::new(),
                kind: ElementKind::Sketch(Sketch {
                    area: part.area,
                    shapes: vec![part.shape],
                }),
            }),
        }
    }
    tell_ways(&mut elements);
    elements
}

/// The first words in a body are its name, the others what it holds.
fn join(element: &mut Element, part: Part, words: &str) {
    if element.name.is_empty() {
        words.clone_into(&mut element.name);
    } else {
        if !element.detail.is_empty() {
            element.detail.push('\n');
        }
        element.detail.push_str(words);
    }
    if let ElementKind::Sketch(sketch) = &mut element.kind {
        sketch.shapes.push(part.shape);
    }
}

/// Says with each thing where the lines from it lead.
fn tell_ways(elements: &mut [Element]) {
    let ends = elements.iter().skip(1).map(Some).chain([None]);
    let ways: Vec<(usize, usize)> = elements
        .iter()
        .zip(ends)
        .filter_map(|(line, next)| way(line, next?, elements))
        .collect();
    let names: Vec<String> = elements
        .iter()
        .map(|element| element.name.clone())
        .collect();
    for (index, element) in elements.iter_mut().enumerate() {
        let mut targets: Vec<&str> = Vec::new();
        for (_, to) in ways.iter().filter(|(from, _)| *from == index) {
            let name = names.get(*to).map_or("", String::as_str);
            if !targets.contains(&name) {
                targets.push(name);
            }
        }
        if !targets.is_empty() {
            if !element.detail.is_empty() {
                element.detail.push('\n');
            }
            element.detail.push_str("Leads to ");
            element.detail.push_str(&targets.join(", "));
            element.detail.push('.');
        }
    }
}

/// The things that a line begins and ends at: it ends where its arrowhead is, which follows it.
fn way(line: &Element, head: &Element, elements: &[Element]) -> Option<(usize, usize)> {
    let (ElementKind::Sketch(sketch), ElementKind::Sketch(tip)) = (&line.kind, &head.kind) else {
        return None;
    };
    let [SketchShape::Stroke { points, .. }] = sketch.shapes.as_slice() else {
        return None;
    };
    let is_head = head.name.is_empty() && tip.area.w.max(tip.area.h) <= 2.0 * NEAR;
    let (first, last) = (*points.first()?, *points.last()?);
    let (begin, end) = match (is_head, near(tip.area, first), near(tip.area, last)) {
        (true, _, true) => (first, last),
        (true, true, false) => (last, first),
        _ => return None,
    };
    let (from, to) = (at(begin, elements)?, at(end, elements)?);
    (from != to).then_some((from, to))
}

fn near(area: Area, point: (f32, f32)) -> bool {
    distance(area, point) <= NEAR
}

fn distance(area: Area, (x, y): (f32, f32)) -> f32 {
    let aside = (area.x - x).max(x - area.x - area.w).max(0.0);
    let beyond = (area.y - y).max(y - area.y - area.h).max(0.0);
    aside.hypot(beyond)
}

/// The smallest thing with a name and a ground at whose border a point lies.
fn at(point: (f32, f32), elements: &[Element]) -> Option<usize> {
    let around = elements.iter().enumerate().filter_map(|(index, element)| {
        let ElementKind::Sketch(sketch) = &element.kind else {
            return None;
        };
        let is_thing = !element.name.is_empty() && sketch.shapes.first().is_some_and(is_body);
        let area = sketch.area;
        (is_thing && near(area, point)).then_some((index, area.w * area.h))
    });
    around
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(index, _)| index)
}

/// The drawing with a margin around it, whatever place the crates gave it.
fn at_the_origin(mut elements: Vec<Element>) -> Scene {
    let areas = elements.iter().filter_map(|element| match &element.kind {
        ElementKind::Sketch(sketch) => sketch.shapes.iter().filter_map(area).reduce(union),
        _ => None,
    });
    let Some(whole) = areas.reduce(union) else {
        return Scene::default();
    };
    let (dx, dy) = (MARGIN - whole.x, MARGIN - whole.y);
    for element in &mut elements {
        if let ElementKind::Sketch(sketch) = &mut element.kind {
            shift(sketch, dx, dy);
        }
    }
    Scene {
        size: (whole.w + 2.0 * MARGIN, whole.h + 2.0 * MARGIN),
        elements,
        counters: Vec::new(),
    }
}

fn shift(sketch: &mut Sketch, dx: f32, dy: f32) {
    let move_by = |(x, y): &mut (f32, f32)| {
        *x += dx;
        *y += dy;
    };
    sketch.area.x += dx;
    sketch.area.y += dy;
    for shape in &mut sketch.shapes {
        match shape {
            SketchShape::Panel { area, .. } => {
                area.x += dx;
                area.y += dy;
            }
            SketchShape::Outline { points, .. } | SketchShape::Stroke { points, .. } => {
                points.iter_mut().for_each(move_by);
            }
            SketchShape::Words(words) => move_by(&mut words.at),
        }
    }
}

fn union(a: Area, b: Area) -> Area {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    let right = (a.x + a.w).max(b.x + b.w);
    let bottom = (a.y + a.h).max(b.y + b.h);
    Area::new(x, y, right - x, bottom - y)
}

/// The room of a shape; none for what is nowhere. About, for words.
fn area(shape: &SketchShape) -> Option<Area> {
    let area = match shape {
        SketchShape::Panel { area, .. } => *area,
        SketchShape::Outline { points, .. } | SketchShape::Stroke { points, .. } => {
            let corner = |(x, y): &(f32, f32)| Area::new(*x, *y, 0.0, 0.0);
            points.iter().map(corner).reduce(union)?
        }
        SketchShape::Words(words) => {
            let longest = words.text.lines().map(|line| line.chars().count()).max()?;
            let (w, h) = (
                longest as f32 * 0.54 * words.size,
                words.text.lines().count() as f32 * 1.25 * words.size,
            );
            let x = match words.align {
                Align::Start => words.at.0,
                Align::Center => words.at.0 - w / 2.0,
                Align::End => words.at.0 - w,
            };
            Area::new(x, words.at.1 - h / 2.0, w, h)
        }
    };
    let is_somewhere = [area.x, area.y, area.w, area.h]
        .into_iter()
        .all(|value| value.is_finite() && value.abs() < 1e6);
    is_somewhere.then_some(area)
}

/// What the drawing says, in the order in which it is drawn.
pub(super) fn description(kind: &str, scene: &Scene) -> String {
    let said = scene
        .elements
        .iter()
        .filter(|element| !element.name.is_empty());
    let lines = said.map(|element| {
        let detail = element.detail.replace('\n', "; ");
        let detail = detail.trim_end_matches('.');
        if detail.is_empty() {
            format!(" {}.", element.name)
        } else {
            format!(" {}: {detail}.", element.name)
        }
    });
    format!("{kind}.{}", lines.collect::<String>())
}
