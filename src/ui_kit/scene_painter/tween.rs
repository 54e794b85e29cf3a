//! The motion from one scene to the next, as values: what is drawn `t` of the way between.
//!
//! Knows elements by their ids and nothing of the screen. Equal elements move and grow, changed
//! cards and lines cross-fade, new ones fade in, gone ones fade out, tokens follow edges.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Rect, lerp};

use super::geometry::{self, Layout};
use super::route;
use crate::diagrams::scene::{
    Area, Chart, Element, ElementKind, Node, Place, Scene, Series, Timeline, Token,
};
use crate::ui_kit::tokens::motion;

/// What is drawn now.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Picture {
    /// In the scene's order, gone elements first.
    pub(super) drawn: Vec<Drawn>,
}

/// One element and how much of it is seen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawn {
    pub(super) element: Element,
    /// 0 to 1.
    pub(super) opacity: f32,
}

/// A scene that is shown, and the way to it.
#[derive(Debug, Clone, Default)]
pub(super) struct Tween {
    scene: Option<Arc<Scene>>,
    rest: Picture,
    rest_layout: Layout,
    motion: Option<Motion>,
    changed_at: f64,
}

#[derive(Debug, Clone)]
struct Motion {
    before: Picture,
    before_layout: Layout,
    began: f64,
    secs: f32,
}

impl Tween {
    /// Turns to `scene` at `now` (seconds); `animated` is false where motion is not wanted.
    pub(super) fn show(&mut self, scene: &Arc<Scene>, now: f64, animated: bool) {
        if let Some(shown) = &self.scene {
            if Arc::ptr_eq(shown, scene) {
                return;
            }
            if **shown == **scene {
                self.scene = Some(Arc::clone(scene));
                return;
            }
        }
        let first = self.scene.is_none();
        let (before, before_layout) = self.at(now);
        // While steps come fast, each movement is as short as the time between them.
        let since = (now - self.changed_at) as f32;
        let secs = since.clamp(0.03, motion::STEP);
        self.changed_at = now;
        self.rest = Picture::of(scene);
        self.rest_layout = Layout::of(&self.rest);
        self.scene = Some(Arc::clone(scene));
        self.motion = (animated && !first).then_some(Motion {
            before,
            before_layout,
            began: now,
            secs,
        });
    }

    /// Whether something still moves at `now`.
    pub(super) fn is_moving(&self, now: f64) -> bool {
        self.motion
            .as_ref()
            .is_some_and(|motion| motion.share(now) < 1.0)
    }

    /// What is drawn at `now`, and where.
    pub(super) fn at(&self, now: f64) -> (Picture, Layout) {
        let Some(motion) = self.motion.as_ref().filter(|_| self.is_moving(now)) else {
            return (self.rest.clone(), self.rest_layout.clone());
        };
        let share = egui::emath::easing::cubic_out(motion.share(now));
        let picture = between(
            (&motion.before, &motion.before_layout),
            (&self.rest, &self.rest_layout),
            share,
        );
        let layout = Layout::of(&picture);
        (picture, layout)
    }

    /// The picture when everything has arrived, and its places.
    pub(super) fn at_rest(&self) -> (&Picture, &Layout) {
        (&self.rest, &self.rest_layout)
    }
}

impl Motion {
    fn share(&self, now: f64) -> f32 {
        (((now - self.began) as f32) / self.secs).clamp(0.0, 1.0)
    }
}

impl Picture {
    /// A scene that stands still.
    pub(super) fn of(scene: &Scene) -> Self {
        let drawn = scene.elements.iter().map(|element| Drawn {
            element: element.clone(),
            opacity: 1.0,
        });
        Self {
            drawn: drawn.collect(),
        }
    }

    fn by_id(&self) -> BTreeMap<&str, (usize, &Drawn)> {
        let entries = self.drawn.iter().enumerate();
        entries
            .map(|(index, drawn)| (drawn.element.id.as_str(), (index, drawn)))
            .collect()
    }
}

/// The picture `t` (0 to 1) of the way from one to another.
pub(super) fn between(
    (before, before_layout): (&Picture, &Layout),
    (now, now_layout): (&Picture, &Layout),
    t: f32,
) -> Picture {
    let old = before.by_id();
    let new = now.by_id();
    let mut drawn: Vec<Drawn> = Vec::with_capacity(now.drawn.len() + 8);
    for gone in &before.drawn {
        if !new.contains_key(gone.element.id.as_str()) {
            drawn.push(gone.faded(1.0 - t));
        }
    }
    for (index, target) in now.drawn.iter().enumerate() {
        let Some((old_index, source)) = old.get(target.element.id.as_str()) else {
            drawn.push(target.faded(t));
            continue;
        };
        let ways = Ways {
            from: before_layout.get(*old_index).map(|place| place.rect),
            to: now_layout.get(index).map(|place| place.rect),
            token_route: token_route(&source.element, &target.element, now, now_layout),
        };
        mix(source, target, &ways, t, &mut drawn);
    }
    Picture { drawn }
}

/// What is known of the way of one element.
struct Ways {
    from: Option<Rect>,
    to: Option<Rect>,
    /// The part of an edge that a token follows.
    token_route: Option<Vec<egui::Pos2>>,
}

impl Drawn {
    fn faded(&self, share: f32) -> Self {
        Self {
            element: self.element.clone(),
            opacity: self.opacity * share,
        }
    }
}

fn mix(source: &Drawn, target: &Drawn, ways: &Ways, t: f32, drawn: &mut Vec<Drawn>) {
    let moved = |kind: ElementKind, opacity: f32| Drawn {
        element: Element {
            kind,
            ..target.element.clone()
        },
        opacity,
    };
    let arriving = lerp(source.opacity..=1.0, t);
    match (&source.element.kind, &target.element.kind) {
        (ElementKind::Node(old), ElementKind::Node(new)) => {
            let area = mix_area(old.area, new.area, t);
            let meter = mix_meter(old.meter, new.meter, t);
            let at = |node: &Node| {
                ElementKind::Node(Node {
                    area,
                    meter,
                    ..node.clone()
                })
            };
            if at(old) == at(new) {
                drawn.push(moved(at(new), arriving));
            } else {
                // The new card covers the old one while it fades in.
                drawn.push(moved(at(old), source.opacity));
                drawn.push(moved(at(new), arriving * t));
            }
        }
        (ElementKind::Edge(old), ElementKind::Edge(new)) if old != new => {
            drawn.push(source.faded(1.0 - t));
            drawn.push(moved(ElementKind::Edge(new.clone()), t));
        }
        (ElementKind::Token(_), ElementKind::Token(new)) => {
            drawn.push(moved(mix_token(new, ways, t), arriving));
        }
        (ElementKind::Timeline(old), ElementKind::Timeline(new)) => {
            drawn.push(moved(
                ElementKind::Timeline(mix_timeline(old, new, t)),
                arriving,
            ));
        }
        (ElementKind::Chart(old), ElementKind::Chart(new)) => {
            drawn.push(moved(ElementKind::Chart(mix_chart(old, new, t)), arriving));
        }
        (ElementKind::Group { area: old, .. }, ElementKind::Group { area, tone }) => {
            let area = mix_area(*old, *area, t);
            drawn.push(moved(ElementKind::Group { area, tone: *tone }, arriving));
        }
        (old, new @ (ElementKind::Callout { .. } | ElementKind::Label { .. })) if old != new => {
            drawn.push(source.faded(1.0 - t));
            drawn.push(target.faded(t));
        }
        (_, new) => drawn.push(moved(new.clone(), arriving)),
    }
}

fn mix_area(from: Area, to: Area, t: f32) -> Area {
    Area {
        x: lerp(from.x..=to.x, t),
        y: lerp(from.y..=to.y, t),
        w: lerp(from.w..=to.w, t),
        h: lerp(from.h..=to.h, t),
    }
}

fn mix_meter(from: Option<f32>, to: Option<f32>, t: f32) -> Option<f32> {
    to.map(|to| lerp(from.unwrap_or(0.0)..=to, t))
}

fn mix_token(new: &Token, ways: &Ways, t: f32) -> ElementKind {
    let at = match (&ways.token_route, ways.from, ways.to) {
        (Some(route), _, _) => Some(route::point_at(route, t)),
        (None, Some(from), Some(to)) => Some(from.center().lerp(to.center(), t)),
        _ => None,
    };
    let place = at.map_or_else(|| new.place.clone(), |at| Place::Free { at: (at.x, at.y) });
    ElementKind::Token(Token {
        place,
        ..new.clone()
    })
}

/// The way of a token along the edge that joins its old and its new place, if one does.
fn token_route(
    old: &Element,
    new: &Element,
    picture: &Picture,
    layout: &Layout,
) -> Option<Vec<egui::Pos2>> {
    let (ElementKind::Token(old), ElementKind::Token(new)) = (&old.kind, &new.kind) else {
        return None;
    };
    if old.place == new.place {
        return None;
    }
    picture.drawn.iter().enumerate().find_map(|(index, drawn)| {
        let ElementKind::Edge(edge) = &drawn.element.kind else {
            return None;
        };
        let share = |place: &Place| match place {
            Place::On { edge, share } if *edge == drawn.element.id => Some(*share),
            Place::At { node, .. } if *node == edge.from => Some(0.0),
            Place::At { node, .. } if *node == edge.to => Some(1.0),
            _ => None,
        };
        let (from, to) = (share(&old.place)?, share(&new.place)?);
        if from == to {
            return None;
        }
        let route = &layout.get(index)?.route;
        let mut part: Vec<_> = (0..=24)
            .map(|step| route::point_at(route, lerp(from..=to, step as f32 / 24.0)))
            .collect();
        if let Some(slot) = slot_of(&new.place, picture) {
            part.push(slot);
        }
        Some(part)
    })
}

/// Where a token rests that has arrived in a node.
fn slot_of(place: &Place, picture: &Picture) -> Option<egui::Pos2> {
    let Place::At { node, slot } = place else {
        return None;
    };
    picture
        .drawn
        .iter()
        .find_map(|drawn| match &drawn.element.kind {
            ElementKind::Node(found) if drawn.element.id == *node => {
                Some(geometry::slot_center(geometry::rect_of(found.area), *slot))
            }
            _ => None,
        })
}

fn mix_timeline(old: &Timeline, new: &Timeline, t: f32) -> Timeline {
    let mut mixed = new.clone();
    mixed.area = mix_area(old.area, new.area, t);
    mixed.cursor = lerp(old.cursor..=new.cursor, f64::from(t));
    for (lane, old_lane) in mixed.lanes.iter_mut().zip(&old.lanes) {
        for (at, span) in lane.spans.iter_mut().enumerate() {
            let from = match old_lane.spans.get(at) {
                Some(before) if before.from == span.from => before.to,
                _ => span.from,
            };
            span.to = lerp(from..=span.to, f64::from(t));
        }
    }
    mixed
}

fn mix_chart(old: &Chart, new: &Chart, t: f32) -> Chart {
    let mut mixed = new.clone();
    mixed.area = mix_area(old.area, new.area, t);
    mixed.cursor = match (old.cursor, new.cursor) {
        (Some(from), Some(to)) => Some(lerp(from..=to, f64::from(t))),
        (_, cursor) => cursor,
    };
    for series in &mut mixed.series {
        if let Some(before) = old.series.iter().find(|old| old.label == series.label) {
            mix_series(before, series, f64::from(t));
        }
    }
    mixed
}

fn mix_series(old: &Series, new: &mut Series, t: f64) {
    for (at, (x, y)) in new.points.iter_mut().enumerate() {
        if let Some((from_x, from_y)) = old.points.get(at).or(old.points.last()) {
            *x = lerp(*from_x..=*x, t);
            *y = lerp(*from_y..=*y, t);
        }
    }
}

#[cfg(test)]
mod tests;
