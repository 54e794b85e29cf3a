//! Painting a picture layer by layer, and the rings on it.

use egui::{Rect, Response, Stroke, StrokeKind, Ui, Vec2};

use super::geometry::{Layout, View};
use super::pen::Pen;
use super::tween::Picture;
use super::{ScenePainter, chart, edge, mark, node, route, sketch, table, timeline};
use crate::diagrams::scene::{Element, ElementKind};
use crate::ui_kit::tokens::{Tokens, measure};

impl ScenePainter {
    /// Paints the stage and what stands on it; `hovered` is the element under the pointer.
    pub(super) fn paint(
        &self,
        ui: &Ui,
        response: &Response,
        view: View,
        size: Vec2,
        hovered: Option<&str>,
    ) {
        let (rect, now) = (response.rect, ui.input(|input| input.time));
        let tokens = Tokens::of(ui);
        let radius = measure::RADIUS_LARGE;
        let line = Stroke::new(1.0, tokens.line);
        ui.painter()
            .rect(rect, radius, tokens.panel, line, StrokeKind::Inside);
        let pen = Pen {
            painter: ui.painter_at(rect.shrink(1.0)),
            view,
            tokens,
            lit: false,
        };
        let cursor = self.cursor.as_deref().filter(|_| response.has_focus());
        let lit = hovered.or(cursor);
        let within = Rect::from_min_size(egui::Pos2::ZERO, size);
        if self.tween.is_moving(now) {
            let (picture, layout) = self.tween.at(now);
            self.paint_picture(&pen, (&picture, &layout), lit, within);
        } else {
            self.paint_picture(&pen, self.tween.at_rest(), lit, within);
        }
        self.paint_rings(&pen, cursor);
        if response.has_focus() && cursor.is_none() {
            let ring = Stroke::new(2.0, tokens.accent);
            ui.painter()
                .rect_stroke(rect, radius, ring, StrokeKind::Inside);
        }
    }

    /// The rings around what is inspected and what the keyboard stands on.
    fn paint_rings(&self, pen: &Pen, cursor: Option<&str>) {
        let (picture, layout) = self.tween.at_rest();
        for (index, drawn) in picture.drawn.iter().enumerate() {
            let id = Some(drawn.element.id.as_str());
            let Some(place) = layout.get(index) else {
                continue;
            };
            let rect = pen.rect(place.rect).expand(4.0);
            let round = matches!(drawn.element.kind, ElementKind::Token(_));
            let radius = if round {
                pen.radius(24.0)
            } else {
                pen.radius(12.0)
            };
            if self.selected.as_deref() == id {
                let stroke = Stroke::new(1.5, pen.tokens.ink);
                pen.painter
                    .rect_stroke(rect, radius, stroke, StrokeKind::Middle);
            }
            if cursor == id {
                let stroke = Stroke::new(2.0, pen.tokens.accent);
                pen.painter
                    .rect_stroke(rect.expand(2.0), radius, stroke, StrokeKind::Middle);
            }
        }
    }

    /// Frames, lines, bodies, words on lines, tokens: each above the ones before.
    fn paint_picture(
        &self,
        pen: &Pen,
        (picture, layout): (&Picture, &Layout),
        lit: Option<&str>,
        within: Rect,
    ) {
        let all = || {
            picture
                .drawn
                .iter()
                .enumerate()
                .filter_map(|(index, drawn)| {
                    let mut own = pen.faded(drawn.opacity);
                    own.lit = lit == Some(drawn.element.id.as_str());
                    Some((own, &drawn.element, layout.get(index)?))
                })
        };
        for (pen, element, place) in all() {
            if let ElementKind::Group { tone, .. } = &element.kind {
                node::paint_group(&pen, place.rect, &element.name, *tone);
            }
        }
        for (pen, element, place) in all() {
            if let ElementKind::Edge(edge) = &element.kind {
                edge::paint_line(&pen, &place.route, edge);
            }
        }
        for (pen, element, place) in all() {
            paint_body(&pen, element, place.rect);
        }
        let mut taken = self.obstacles();
        for (pen, element, place) in all() {
            if let ElementKind::Edge(edge) = &element.kind {
                let others = taken.iter().filter(|(id, _)| *id != element.id);
                let others: Vec<Rect> = others.map(|(_, rect)| *rect).collect();
                if let Some(spot) = edge::paint_label(&pen, &place.route, edge, &others, within) {
                    taken.push((&element.id, spot));
                }
            }
        }
        for (pen, element, place) in all() {
            if let ElementKind::Token(token) = &element.kind {
                mark::paint_token(&pen, place.rect, &token.text, token.tone);
            }
        }
    }

    /// What words on lines keep clear of, with the element it belongs to: everything but frames,
    /// as it stands at rest, so that the words stay in place while something moves.
    fn obstacles(&self) -> Vec<(&str, Rect)> {
        let (picture, layout) = self.tween.at_rest();
        let mut taken = Vec::new();
        for (index, drawn) in picture.drawn.iter().enumerate() {
            let id = drawn.element.id.as_str();
            match (&drawn.element.kind, layout.get(index)) {
                (ElementKind::Group { .. }, _) | (_, None) => {}
                (ElementKind::Edge(_), Some(place)) => {
                    let parts = route::pairs(&place.route);
                    taken.extend(parts.map(|(a, b)| (id, Rect::from_two_pos(a, b).expand(1.5))));
                }
                (_, Some(place)) => taken.push((id, place.rect)),
            }
        }
        taken
    }
}

/// Paints what is neither a frame nor a line nor a token.
fn paint_body(pen: &Pen, element: &Element, area: Rect) {
    match &element.kind {
        ElementKind::Node(node) => node::paint(pen, area, node),
        ElementKind::Timeline(timeline) => timeline::paint(pen, area, timeline),
        ElementKind::Chart(chart) => chart::paint(pen, area, chart),
        ElementKind::Table(table) => table::paint(pen, area, table),
        ElementKind::Sketch(shapes) => sketch::paint(pen, shapes),
        ElementKind::Callout { text, tone, .. } => mark::paint_callout(pen, area, text, *tone),
        ElementKind::Label {
            at,
            text,
            tone,
            align,
        } => mark::paint_label(pen, *at, text, *tone, *align),
        ElementKind::Group { .. } | ElementKind::Edge(_) | ElementKind::Token(_) => {}
    }
}
