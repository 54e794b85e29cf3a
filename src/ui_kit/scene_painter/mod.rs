//! Draws a scene of a diagram: crisp at every zoom, moving from step to step, open to pointer,
//! keyboard and screen reader.
//!
//! Knows [`Scene`] values and the tokens; knows no diagram, no playback and no text of a note.
//! One [`ScenePainter`] belongs to one place on the screen and keeps its zoom, its selection and
//! the motion under way. It asks for repaints only while something moves.

use std::sync::Arc;

use egui::{Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use crate::diagrams::scene::Scene;

mod chart;
mod edge;
mod geometry;
mod input;
mod interact;
mod mark;
mod node;
mod paint;
mod pen;
mod route;
mod sketch;
mod table;
mod ticks;
mod timeline;
mod travel;
mod tween;

use geometry::View;
use tween::Tween;

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
    /// Over the available width, but down to three quarters of that where it shows the scene
    /// whole within this height, in points.
    Screen(f32),
    /// Whole within the available width and this height, in points, which it takes up.
    Height(f32),
    /// Over the available width; what is lower than this height, in points, is cut off.
    Upper(f32),
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
        // A pass that only measures stands elsewhere and must not be zoomed.
        if options.interactive && ui.is_visible() {
            self.zoom_and_pan(ui, &response, size, fit_scale);
            self.keys(ui, &response, options);
        }
        let mut view = self.view(rect, size, fit_scale);
        if matches!(options.fit, Fit::Upper(_)) {
            view.origin.y = rect.top() + options.padding;
        }
        self.describe(ui, &response, options);
        if ui.is_rect_visible(rect) {
            let touch = self.touch(ui, &response, view, options);
            self.paint(ui, &response, view, size, touch.hovered.as_deref());
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
        Fit::Screen(height) => {
            let whole = by_width.min(LARGEST_FIT);
            let by_height = (height - 2.0 * options.padding) / size.y;
            let scale = if by_height >= 0.75 * whole {
                by_height.min(whole)
            } else {
                whole
            };
            (scale, size.y * scale + 2.0 * options.padding)
        }
        Fit::Height(height) => {
            let inner = (height - 2.0 * options.padding).max(20.0);
            (by_width.min(inner / size.y), height)
        }
        Fit::Upper(height) => {
            let scale = by_width.min(LARGEST_FIT);
            (scale, (size.y * scale + 2.0 * options.padding).min(height))
        }
    };
    let at = ui.cursor().min;
    (Rect::from_min_size(at, vec2(width, height.ceil())), scale)
}

#[cfg(test)]
mod tests;
