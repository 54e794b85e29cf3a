//! Where an arrow key leads: along an edge if one goes that way, else to what is nearest there.

use egui::{Pos2, Rect, Vec2};

use super::geometry::{Layout, Place};
use super::route;
use super::tween::Picture;
use crate::diagrams::scene::ElementKind;

/// A direction of travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Left,
    Right,
    Up,
    Down,
}

/// Something that one can stand on.
struct Stop<'a> {
    id: &'a str,
    rect: Rect,
    center: Pos2,
    /// The ends of an edge.
    ends: Option<(&'a str, &'a str)>,
    frame: bool,
}

impl Direction {
    /// How far `way` goes in this direction, and how far aside.
    fn split(self, way: Vec2) -> (f32, f32) {
        match self {
            Self::Left => (-way.x, way.y.abs()),
            Self::Right => (way.x, way.y.abs()),
            Self::Up => (-way.y, way.x.abs()),
            Self::Down => (way.y, way.x.abs()),
        }
    }
}

/// The element that an arrow key leads to from `id`; none at the border.
pub(super) fn next<'a>(
    picture: &'a Picture,
    layout: &Layout,
    id: &str,
    direction: Direction,
) -> Option<&'a str> {
    let stops = stops(picture, layout);
    let here = stops.iter().find(|stop| stop.id == id)?;
    along_edge(&stops, here, direction).or_else(|| nearest(&stops, here, direction))
}

/// The first or last element, frames and lines aside unless there is nothing else.
pub(super) fn end<'a>(picture: &'a Picture, layout: &Layout, last: bool) -> Option<&'a str> {
    let stops = stops(picture, layout);
    let mut things = stops
        .iter()
        .filter(|stop| !stop.frame && stop.ends.is_none());
    let found = if last {
        things.next_back()
    } else {
        things.next()
    };
    found.or(stops.first()).map(|stop| stop.id)
}

fn stops<'a>(picture: &'a Picture, layout: &Layout) -> Vec<Stop<'a>> {
    let elements = picture.drawn.iter().map(|drawn| &drawn.element);
    elements
        .enumerate()
        .filter(|(_, element)| !element.only_adorns())
        .filter_map(|(index, element)| {
            let place: &Place = layout.get(index)?;
            let ends = match &element.kind {
                ElementKind::Edge(edge) => Some((edge.from.as_str(), edge.to.as_str())),
                _ => None,
            };
            let center = if ends.is_some() {
                route::point_at(&place.route, 0.5)
            } else {
                place.rect.center()
            };
            Some(Stop {
                id: &element.id,
                rect: place.rect,
                center,
                ends,
                frame: matches!(element.kind, ElementKind::Group { .. }),
            })
        })
        .collect()
}

/// From a card onto the edge whose other end lies that way; from an edge onto its end there.
fn along_edge<'a>(stops: &[Stop<'a>], here: &Stop<'a>, direction: Direction) -> Option<&'a str> {
    let center_of = |id: &str| {
        stops
            .iter()
            .find(|stop| stop.id == id)
            .map(|stop| stop.center)
    };
    let slant = |target: Pos2| {
        let (ahead, aside) = direction.split(target - here.center);
        (ahead > 1.0 && ahead >= aside * 0.6).then_some(aside / ahead)
    };
    let straightest = |ways: Vec<(&'a str, f32)>| {
        ways.into_iter()
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(id, _)| id)
    };
    if let Some((from, to)) = here.ends {
        let ways = [from, to]
            .into_iter()
            .filter_map(|end| Some((end, slant(center_of(end)?)?)));
        return straightest(ways.collect());
    }
    let ways = stops.iter().filter_map(|stop| {
        let (from, to) = stop.ends?;
        let other = match (from == here.id, to == here.id) {
            (true, false) => to,
            (false, true) => from,
            _ => return None,
        };
        Some((stop.id, slant(center_of(other)?)?))
    });
    straightest(ways.collect())
}

fn nearest<'a>(stops: &[Stop<'a>], here: &Stop<'a>, direction: Direction) -> Option<&'a str> {
    stops
        .iter()
        .filter(|stop| stop.id != here.id && stop.ends.is_none())
        .filter(|stop| !stop.rect.contains(here.center))
        .filter_map(|stop| {
            let toward = stop.rect.clamp(here.center);
            let (ahead, aside) = direction.split(toward - here.center);
            let frame = if stop.frame { 400.0 } else { 0.0 };
            (ahead > 1.0 && ahead >= aside * 0.3).then_some((stop.id, ahead + 2.0 * aside + frame))
        })
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(id, _)| id)
}
