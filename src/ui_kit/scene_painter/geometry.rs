//! Where the elements of a picture stand, in units, and how units become points.
//!
//! Everything is computed from the elements alone; only [`View`] knows the screen.

use std::collections::BTreeMap;

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::route;
use super::tween::Picture;
use crate::diagrams::scene::{self, Align, Area, Element, ElementKind};

/// Radius of a token, in units.
pub(super) const TOKEN_RADIUS: f32 = 12.0;

/// From the middle of one token of a row to the next.
const TOKEN_STEP: f32 = 27.0;

/// How far below a card's lower edge its tokens have their middle, so that its meter is seen.
const TOKEN_DROP: f32 = 5.0;

/// Size of the type of a label, in units.
pub(super) const LABEL_SIZE: f32 = 13.0;

/// Type on a picture that is drawn smaller than this is set no smaller, in points…
const LEAST_TYPE: f32 = 9.0;

/// …unless the picture itself is smaller than this: a still, not meant to be read.
const LEAST_READABLE_SCALE: f32 = 0.6;

/// How units become points: a shift and a scale, nothing else.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct View {
    /// Where the scene's origin stands on the screen.
    pub(super) origin: Pos2,
    /// Points a unit.
    pub(super) scale: f32,
}

impl View {
    pub(super) fn point(self, at: Pos2) -> Pos2 {
        self.origin + at.to_vec2() * self.scale
    }

    pub(super) fn rect(self, area: Rect) -> Rect {
        Rect::from_min_max(self.point(area.min), self.point(area.max))
    }

    pub(super) fn len(self, units: f32) -> f32 {
        units * self.scale
    }

    /// Type size in points; half points only, so that zooming fills the glyph atlas slowly.
    pub(super) fn font_size(self, units: f32) -> f32 {
        let size = (units * self.scale * 2.0).round() / 2.0;
        if self.scale < LEAST_READABLE_SCALE {
            size.max(1.0)
        } else {
            size.max(LEAST_TYPE.min(units))
        }
    }
}

/// Where one element stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    /// Its outline, in units.
    pub(super) rect: Rect,
    /// The line of an edge, from border to border; empty for everything else.
    pub(super) route: Vec<Pos2>,
}

/// Where all elements of a picture stand, in the order of the elements.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Layout {
    places: Vec<Option<Place>>,
}

impl Layout {
    /// Works out the places: first what has an area, then edges between them, then tokens.
    pub(super) fn of(picture: &Picture) -> Self {
        let elements = || picture.drawn.iter().map(|drawn| &drawn.element);
        let areas: BTreeMap<&str, Rect> = elements()
            .filter_map(|element| Some((element.id.as_str(), fixed_rect(element)?)))
            .collect();
        let routes: BTreeMap<&str, Vec<Pos2>> = elements()
            .filter_map(|element| Some((element.id.as_str(), edge_route(element, &areas)?)))
            .collect();
        let places = elements()
            .map(|element| match &element.kind {
                ElementKind::Edge(_) => routes.get(element.id.as_str()).map(|route| Place {
                    rect: Rect::from_points(route),
                    route: route.clone(),
                }),
                ElementKind::Token(token) => token_center(&token.place, &areas, &routes)
                    .map(|center| Place::at(around(center, TOKEN_RADIUS))),
                _ => fixed_rect(element).map(Place::at),
            })
            .collect();
        Self { places }
    }

    /// The place of the element with this index; none if it refers to something that is missing.
    pub(super) fn get(&self, index: usize) -> Option<&Place> {
        self.places.get(index)?.as_ref()
    }
}

impl Place {
    fn at(rect: Rect) -> Self {
        Self {
            rect,
            route: Vec::new(),
        }
    }
}

/// An area as egui's rectangle.
pub(super) fn rect_of(area: Area) -> Rect {
    Rect::from_min_size(pos2(area.x, area.y), vec2(area.w.max(0.0), area.h.max(0.0)))
}

fn around(center: Pos2, radius: f32) -> Rect {
    Rect::from_center_size(center, Vec2::splat(2.0 * radius))
}

fn fixed_rect(element: &Element) -> Option<Rect> {
    match &element.kind {
        ElementKind::Node(node) => Some(rect_of(node.area)),
        ElementKind::Group { area, .. } | ElementKind::Callout { area, .. } => Some(rect_of(*area)),
        ElementKind::Timeline(timeline) => Some(rect_of(timeline.area)),
        ElementKind::Chart(chart) => Some(rect_of(chart.area)),
        ElementKind::Table(table) => Some(rect_of(table.area)),
        ElementKind::Sketch(sketch) => Some(rect_of(sketch.area)),
        ElementKind::Label {
            at, text, align, ..
        } => Some(label_rect(*at, text, *align)),
        ElementKind::Edge(_) | ElementKind::Token(_) => None,
    }
}

/// About where the text of a label stands: exact enough for the pointer, not for painting.
fn label_rect((x, y): (f32, f32), text: &str, align: Align) -> Rect {
    let width = 0.55 * LABEL_SIZE * text.chars().count() as f32;
    let left = match align {
        Align::Start => x,
        Align::Center => x - width / 2.0,
        Align::End => x - width,
    };
    Rect::from_min_size(pos2(left, y), vec2(width, 1.35 * LABEL_SIZE))
}

fn edge_route(element: &Element, areas: &BTreeMap<&str, Rect>) -> Option<Vec<Pos2>> {
    let ElementKind::Edge(edge) = &element.kind else {
        return None;
    };
    let from = areas.get(edge.from.as_str())?;
    let to = areas.get(edge.to.as_str())?;
    Some(route::between(*from, *to, edge.offset))
}

fn token_center(
    place: &scene::Place,
    areas: &BTreeMap<&str, Rect>,
    routes: &BTreeMap<&str, Vec<Pos2>>,
) -> Option<Pos2> {
    match place {
        scene::Place::At { node, slot } => Some(slot_center(*areas.get(node.as_str())?, *slot)),
        scene::Place::On { edge, share } => {
            Some(route::point_at(routes.get(edge.as_str())?, *share))
        }
        scene::Place::Free { at: (x, y) } => Some(pos2(*x, *y)),
    }
}

/// The middle of the `slot`th token on the lower edge of a node; rows that are full go on below.
pub(super) fn slot_center(node: Rect, slot: usize) -> Pos2 {
    let columns = (((node.width() - 8.0) / TOKEN_STEP) as usize).max(1);
    let (row, column) = (slot / columns, slot % columns);
    pos2(
        node.left() + 4.0 + TOKEN_STEP * (column as f32 + 0.5),
        node.bottom() + TOKEN_DROP + TOKEN_STEP * row as f32,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_in_a_full_row_go_on_below() {
        let node = Rect::from_min_size(pos2(10.0, 10.0), vec2(62.0, 40.0));
        assert_eq!(slot_center(node, 0).y, slot_center(node, 1).y);
        assert_eq!(slot_center(node, 2).x, slot_center(node, 0).x);
        assert!(slot_center(node, 2).y > slot_center(node, 1).y);
    }

    #[test]
    fn type_grows_by_half_points_and_stays_readable() {
        let view = |scale| View {
            origin: Pos2::ZERO,
            scale,
        };
        assert_eq!(view(1.0).font_size(14.0), 14.0);
        assert_eq!(view(1.03).font_size(14.0), 14.5);
        assert_eq!(view(0.5).font_size(13.0), 6.5);
        assert_eq!(view(0.7).font_size(12.0), LEAST_TYPE);
    }
}
