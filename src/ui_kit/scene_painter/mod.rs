//! Draws a scene of a diagram: crisp at every zoom, moving from step to step, open to pointer,
//! keyboard and screen reader.
//!
//! Knows [`Scene`] values and the tokens; knows no diagram, no playback and no text of a note.
//! One [`ScenePainter`] belongs to one place on the screen and keeps its zoom, its selection and
//! the motion under way. It asks for repaints only while something moves.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{EventFilter, Key, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind};
use egui::{Ui, Vec2, WidgetInfo, vec2};

use crate::diagrams::scene::{ElementKind, Scene};
use crate::ui_kit::tokens::{Tokens, measure};

mod chart;
mod edge;
mod geometry;
mod interact;
mod mark;
mod node;
mod pen;
mod route;
mod table;
mod ticks;
mod timeline;
mod travel;
mod tween;

use geometry::{Layout, View};
use interact::{Marks, Touch};
use pen::Pen;
use travel::Direction;
use tween::{Picture, Tween};

/// Scenes are enlarged to at most this many points a unit when they are fitted to a width.
const LARGEST_FIT: f32 = 1.25;

/// How far a person may zoom in beyond the fit.
const LARGEST_ZOOM: f32 = 4.0;

/// A place on the screen where scenes are drawn.
#[derive(Debug, Clone)]
pub struct ScenePainter {
    tween: Tween,
    /// Beyond the fit, from 1.
    zoom: f32,
    /// Shift of the scene's middle from the middle of the stage, in points.
    pan: Vec2,
    selected: Option<String>,
    cursor: Option<String>,
}

/// How a scene is shown.
#[derive(Debug, Clone, Copy)]
pub struct SceneOptions<'a> {
    /// What the picture is called by a screen reader.
    pub title: &'a str,
    /// What it shows now, in a sentence, for a screen reader.
    pub description: &'a str,
    /// How large it is drawn before anyone zooms.
    pub fit: Fit,
    /// Between the border of the stage and the scene, in points.
    pub padding: f32,
    /// Whether one can point at it, zoom it and travel in it.
    pub interactive: bool,
    /// Whether Left, Right, Home and End belong to someone else until travel has begun with Up,
    /// Down or Enter.
    pub leaves_step_keys: bool,
}

/// How large a scene is drawn before anyone zooms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fit {
    /// Over the available width, at most a quarter larger than its own units.
    Width,
    /// Whole within the available width and this height, in points, which it takes up.
    Height(f32),
}

/// What came of showing a scene.
#[derive(Debug)]
pub struct SceneOutput {
    /// The stage: the one widget of the picture that takes the focus.
    pub response: Response,
    /// Whether the selection changed in this frame.
    pub selection_changed: bool,
}

impl Default for ScenePainter {
    fn default() -> Self {
        Self {
            tween: Tween::default(),
            zoom: 1.0,
            pan: Vec2::ZERO,
            selected: None,
            cursor: None,
        }
    }
}

impl ScenePainter {
    /// The id of the element that is inspected.
    pub fn selected(&self) -> Option<&str> {
        self.selected.as_deref()
    }

    /// Inspects another element, or none.
    pub fn select(&mut self, id: Option<String>) {
        self.selected = id;
    }

    /// Whether the arrow keys travel among the elements now.
    pub fn is_traveling(&self) -> bool {
        self.cursor.is_some()
    }

    /// Whether the scene is drawn larger than it fits.
    pub fn is_zoomed(&self) -> bool {
        self.zoom > 1.0
    }

    /// Shows the whole scene again.
    pub fn fit(&mut self) {
        self.zoom = 1.0;
        self.pan = Vec2::ZERO;
    }

    /// Draws `scene` over the available width and takes up its height.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        scene: &Arc<Scene>,
        options: &SceneOptions<'_>,
    ) -> SceneOutput {
        let now = ui.input(|input| input.time);
        let animated = ui.style().animation_time > 0.0;
        self.tween.show(scene, now, animated);
        let size = vec2(scene.size.0.max(1.0), scene.size.1.max(1.0));
        let (rect, fit_scale) = stage(ui, size, options);
        let response = ui.allocate_rect(rect, self.sense(options));
        let before = self.selected.clone();
        if options.interactive {
            self.zoom_and_pan(ui, &response, size, fit_scale);
            self.keys(ui, &response, options);
        }
        let view = self.view(rect, size, fit_scale);
        self.describe(ui, &response, options);
        if ui.is_rect_visible(rect) {
            let touch = self.touch(ui, &response, view, options);
            self.paint(ui, rect, view, &touch, &response, now, size);
        }
        if self.tween.is_moving(now) {
            ui.request_repaint();
        }
        SceneOutput {
            response,
            selection_changed: self.selected != before,
        }
    }

    fn sense(&self, options: &SceneOptions<'_>) -> Sense {
        match (options.interactive, self.is_zoomed()) {
            (false, _) => Sense::hover(),
            (true, false) => Sense::click(),
            (true, true) => Sense::click_and_drag(),
        }
    }

    fn view(&self, stage: Rect, size: Vec2, fit_scale: f32) -> View {
        let scale = fit_scale * self.zoom;
        View {
            origin: stage.center() - size * scale / 2.0 + self.pan,
            scale,
        }
    }

    fn zoom_and_pan(&mut self, ui: &Ui, response: &Response, size: Vec2, fit_scale: f32) {
        let pointer = ui.input(|input| input.pointer.hover_pos());
        if let Some(pointer) = pointer
            && ui.rect_contains_pointer(response.rect)
        {
            let factor = ui.input(egui::InputState::zoom_delta);
            if factor != 1.0 {
                self.zoom_by(factor, pointer - response.rect.center());
            }
        }
        if self.is_zoomed() && response.dragged() {
            self.pan += response.drag_delta();
            ui.set_cursor_icon(egui::CursorIcon::Grabbing);
        }
        let beyond = (size * fit_scale * self.zoom - response.rect.size()).max(Vec2::ZERO) / 2.0;
        self.pan = self.pan.clamp(-beyond, beyond);
    }

    /// Zooms around a point given from the middle of the stage.
    fn zoom_by(&mut self, factor: f32, around: Vec2) {
        let before = self.zoom;
        self.zoom = (self.zoom * factor).clamp(1.0, LARGEST_ZOOM);
        self.pan = around + (self.pan - around) * (self.zoom / before);
    }

    fn keys(&mut self, ui: &Ui, response: &Response, options: &SceneOptions<'_>) {
        if !response.has_focus() {
            self.cursor = None;
            return;
        }
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: self.is_traveling(),
            tab: false,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if ui.input(|input| input.key_pressed(Key::Plus) || input.key_pressed(Key::Equals)) {
            self.zoom_by(1.25, Vec2::ZERO);
        }
        if pressed(Key::Minus) {
            self.zoom_by(0.8, Vec2::ZERO);
        }
        if pressed(Key::Num0) {
            self.fit();
        }
        if self.is_traveling() {
            self.travel(ui, &pressed);
        } else {
            let steps = [Key::ArrowLeft, Key::ArrowRight, Key::Home, Key::End];
            let starts = [Key::ArrowUp, Key::ArrowDown, Key::Enter];
            let begun = starts.into_iter().any(pressed)
                || !options.leaves_step_keys && steps.into_iter().any(pressed);
            if begun {
                self.cursor = self.first_stop();
            }
        }
    }

    /// Where travel begins: what is inspected, what acts, or the first thing.
    fn first_stop(&self) -> Option<String> {
        let (picture, layout) = self.tween.at_rest();
        let elements = || picture.drawn.iter().map(|drawn| &drawn.element);
        let selected = self.selected.as_deref();
        elements()
            .find(|element| selected == Some(element.id.as_str()))
            .or_else(|| {
                elements()
                    .find(|element| matches!(&element.kind, ElementKind::Node(node) if node.active))
            })
            .map(|element| element.id.clone())
            .or_else(|| travel::end(picture, layout, false).map(str::to_owned))
    }

    fn travel(&mut self, ui: &Ui, pressed: &impl Fn(Key) -> bool) {
        let Some(here) = self.cursor.clone() else {
            return;
        };
        let (picture, layout) = self.tween.at_rest();
        let ways = [
            (Key::ArrowLeft, Direction::Left),
            (Key::ArrowRight, Direction::Right),
            (Key::ArrowUp, Direction::Up),
            (Key::ArrowDown, Direction::Down),
        ];
        let arrow = ways.into_iter().find(|(key, _)| pressed(*key));
        let target = if let Some((_, direction)) = arrow {
            travel::next(picture, layout, &here, direction)
        } else if pressed(Key::Home) {
            travel::end(picture, layout, false)
        } else if pressed(Key::End) {
            travel::end(picture, layout, true)
        } else {
            None
        };
        if let Some(target) = target {
            self.cursor = Some(target.to_owned());
            ui.request_repaint();
        } else if pressed(Key::Enter) {
            self.toggle(&here);
        } else if pressed(Key::Escape) {
            self.cursor = None;
        }
    }

    fn toggle(&mut self, id: &str) {
        self.selected = (self.selected.as_deref() != Some(id)).then(|| id.to_owned());
    }

    fn describe(&self, ui: &Ui, response: &Response, options: &SceneOptions<'_>) {
        let role = if options.interactive {
            Role::GraphicsDocument
        } else {
            Role::Image
        };
        response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), options.title));
        ui.accesskit_node_builder(response.id, |node| {
            node.set_description(options.description);
            if let Some(cursor) = &self.cursor {
                let id = interact::element_id(response.id, cursor);
                node.set_active_descendant(id.accesskit_id());
            }
        });
    }

    fn touch(
        &mut self,
        ui: &mut Ui,
        response: &Response,
        view: View,
        options: &SceneOptions<'_>,
    ) -> Touch {
        if !options.interactive {
            return Touch::default();
        }
        let marks = Marks {
            selected: self.selected.as_deref(),
            cursor: self.cursor.as_deref(),
        };
        let touch = interact::elements(ui, response, view, self.tween.at_rest(), marks);
        let by_pointer = ui.input(|input| input.pointer.any_click());
        if let Some(clicked) = &touch.clicked {
            self.toggle(clicked);
            response.request_focus();
        } else if response.clicked() && by_pointer {
            self.selected = None;
            response.request_focus();
        }
        touch
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "all that a frame knows comes together here"
    )]
    fn paint(
        &self,
        ui: &Ui,
        rect: Rect,
        view: View,
        touch: &Touch,
        response: &Response,
        now: f64,
        size: Vec2,
    ) {
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
        let lit = touch.hovered.as_deref().or(cursor);
        let within = Rect::from_min_size(egui::Pos2::ZERO, size);
        if self.tween.is_moving(now) {
            let (picture, layout) = self.tween.at(now);
            paint_picture(&pen, (&picture, &layout), lit, within);
        } else {
            paint_picture(&pen, self.tween.at_rest(), lit, within);
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
}

/// The stage's place and the scale at which the scene fits it.
fn stage(ui: &Ui, size: Vec2, options: &SceneOptions<'_>) -> (Rect, f32) {
    let width = ui.available_width();
    let inner = (width - 2.0 * options.padding).max(40.0);
    let by_width = inner / size.x;
    let (scale, height) = match options.fit {
        Fit::Width => {
            let scale = by_width.min(LARGEST_FIT);
            (scale, size.y * scale + 2.0 * options.padding)
        }
        Fit::Height(height) => {
            let inner = (height - 2.0 * options.padding).max(20.0);
            (by_width.min(inner / size.y), height)
        }
    };
    let at = ui.cursor().min;
    (Rect::from_min_size(at, vec2(width, height.ceil())), scale)
}

fn paint_picture(
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
                let mut own = if drawn.opacity < 1.0 {
                    pen.faded(drawn.opacity)
                } else {
                    pen.clone()
                };
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
    let mut taken: BTreeMap<&str, Rect> = BTreeMap::new();
    for (pen, element, place) in all() {
        match &element.kind {
            ElementKind::Node(node) => node::paint(&pen, place.rect, node),
            ElementKind::Timeline(timeline) => timeline::paint(&pen, place.rect, timeline),
            ElementKind::Chart(chart) => chart::paint(&pen, place.rect, chart),
            ElementKind::Table(table) => table::paint(&pen, place.rect, table),
            ElementKind::Callout { text, tone, .. } => {
                mark::paint_callout(&pen, place.rect, text, *tone);
            }
            ElementKind::Label {
                at,
                text,
                tone,
                align,
            } => mark::paint_label(&pen, *at, text, *tone, *align),
            ElementKind::Group { .. } | ElementKind::Edge(_) | ElementKind::Token(_) => continue,
        }
        taken.insert(&element.id, place.rect);
    }
    for (pen, element, place) in all() {
        if let ElementKind::Edge(edge) = &element.kind {
            let others = taken.iter().filter(|(id, _)| **id != element.id);
            let others: Vec<Rect> = others.map(|(_, rect)| *rect).collect();
            if let Some(spot) = edge::paint_label(&pen, &place.route, edge, &others, within) {
                taken.insert(&element.id, spot);
            }
        }
    }
    for (pen, element, place) in all() {
        if let ElementKind::Token(token) = &element.kind {
            mark::paint_token(&pen, place.rect, &token.text, token.tone);
        }
    }
}

#[cfg(test)]
mod pictures;
#[cfg(test)]
mod tests;
