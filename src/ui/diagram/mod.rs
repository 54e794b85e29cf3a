//! An interactive diagram as a person uses it: title, picture, playback, inputs, predictions.
//!
//! [`DiagramView`] is what one place on the screen remembers of a diagram; [`diagram_ui`] draws
//! it for a [`Room`]. Knows the frame around every kind and no kind in particular. What matters
//! beyond the place leaves as a [`DiagramAction`]. Asks for repaints only while it plays.

use std::sync::Arc;

use egui::{Id, Rect, Ui};

use crate::app::command::Prediction;
use crate::diagrams::fence::{self, Citation, ParamIssue};
use crate::diagrams::params::Params;
use crate::diagrams::playback::Playback;
use crate::diagrams::scene::{Scene, Shape};
use crate::diagrams::{Challenge, Kind, SEED};
use crate::markdown::document::Directive;
use crate::ui_kit::scene_painter::ScenePainter;

mod challenge;
mod compare;
mod controls;
mod frame;
mod header;
mod keys;
mod log;
mod playbar;
mod stage;

/// Below this width, in points, the tall layout of a scene is drawn.
const NARROW: f32 = 560.0;

/// What one place on the screen remembers of a diagram.
#[derive(Debug, Clone)]
pub struct DiagramView {
    /// Which diagram.
    pub kind: &'static Kind,
    /// Its run; may be moved from outside (a clicker, a link).
    pub playback: Playback,
    /// What of the fence or link was not taken.
    pub issues: Vec<ParamIssue>,
    painter: ScenePainter,
    shown: Option<Shown>,
    /// The inputs to compare with, as a diagram of their own.
    kept: Option<Box<Self>>,
    answered: Option<Answered>,
    /// The id of the prediction on show, and since when it waits, in egui's seconds.
    asked: Option<(String, f64)>,
    /// The time of the frame, in egui's seconds.
    now: f64,
    /// When playing time was last counted, in egui's seconds.
    ticked_at: Option<f64>,
    /// Whether it was taken to the step that its still shows.
    still: bool,
    log_open: bool,
    inputs_open: Option<bool>,
    /// Where it was drawn last, and the id of its picture: whose keys these are.
    rect: Rect,
    stage: Option<Id>,
}

/// The scene on the stage, kept while nothing about it changes.
#[derive(Debug, Clone)]
struct Shown {
    step: usize,
    params: Params,
    shape: Shape,
    scene: Arc<Scene>,
}

/// A prediction that was made, on show until the person goes on.
#[derive(Debug, Clone)]
struct Answered {
    challenge: Challenge,
    option: usize,
}

/// For which place a diagram is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Inside a note, in its column.
    InNote,
    /// The whole window: inputs beside the picture where there is room.
    Full,
    /// On a slide: picture and sentence, as large as the slide allows; asks nothing.
    Slide,
    /// A still in the gallery.
    Thumbnail,
}

/// What a person wants beyond the diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiagramAction {
    /// Show it in the whole window.
    OpenFull,
    /// Show the note that explains its rules: its id.
    BackToNote(String),
    /// Copy this link to the present state.
    CopyLink(String),
    /// A prediction was made that the repetition knows.
    Predicted(Prediction),
}

impl DiagramView {
    /// A diagram with these inputs, `step` steps in (0 is before the first), at rest.
    pub fn new(kind: &'static Kind, params: Params, step: usize) -> Self {
        let mut view = Self {
            kind,
            playback: Playback::new(kind, params, SEED),
            issues: Vec::new(),
            painter: ScenePainter::default(),
            shown: None,
            kept: None,
            answered: None,
            asked: None,
            now: 0.0,
            ticked_at: None,
            still: false,
            log_open: false,
            inputs_open: None,
            rect: Rect::NOTHING,
            stage: None,
        };
        view.work_out(step);
        view
    }

    /// A diagram as a fence in a note asks for it; fails on a name that no kind has.
    pub fn from_fence(directive: &Directive) -> Result<Self, String> {
        fence::read_fence(&directive.arguments, &directive.body)
            .map(Self::from_citation)
            .map_err(|error| error.to_string())
    }

    /// A diagram as a link (`diagram:KIND?key=value&step=N`) asks for it; one that names the
    /// kind alone shows its first preset. Fails on a text that is no such link and on a name
    /// that no kind has.
    pub fn from_link(link: &str) -> Result<Self, String> {
        let citation = fence::read_link(link).map_err(|error| error.to_string())?;
        if link.contains('?') {
            Ok(Self::from_citation(citation))
        } else {
            Ok(Self::of_kind(citation.kind))
        }
    }

    /// A diagram with the inputs, the step and the issues of a citation.
    pub fn from_citation(citation: Citation) -> Self {
        let mut view = Self::new(citation.kind, citation.params, citation.step);
        view.issues = citation.issues;
        view
    }

    /// The present state as a link: inputs and step.
    pub fn link(&self) -> String {
        let (params, step) = (self.playback.params(), self.playback.position());
        let mut link = fence::write_link(self.kind, params, step);
        if !link.contains('?') {
            // The bare name stands for the first preset, not for the defaults.
            link.push_str("?step=0");
        }
        link
    }

    /// The kind's name, and what follows the question mark in a link to the present state.
    pub fn citation(&self) -> (String, String) {
        let link = self.link();
        let query = link.split_once('?').map_or("", |(_, query)| query);
        (self.kind.id.to_owned(), query.to_owned())
    }

    /// A diagram as its first preset shows it.
    pub fn of_kind(kind: &'static Kind) -> Self {
        let preset = kind.presets.first();
        let params = preset.and_then(|preset| Params::from_preset(kind.params, preset).ok());
        let params = params.unwrap_or_else(|| Params::defaults(kind.params));
        Self::new(kind, params, 0)
    }

    /// The id of the element that is inspected.
    pub fn selected(&self) -> Option<&str> {
        self.painter.selected()
    }

    /// Inspects another element, or none.
    pub fn select(&mut self, id: Option<String>) {
        self.painter.select(id);
    }

    /// Begins anew with other inputs, at rest.
    pub fn restart(&mut self, params: Params) {
        self.playback.restart(params);
        self.answered = None;
        self.work_out(0);
    }

    /// Works out the whole run, so that its length is known, and goes to `step`.
    fn work_out(&mut self, step: usize) {
        self.playback.to_end();
        self.playback.to(step);
        // Going to a step asks nothing; the prediction that belongs there is asked all the same.
        self.playback.set_asking(true);
    }

    /// The picture of the present step.
    fn scene(&mut self, shape: Shape) -> Arc<Scene> {
        let step = self.playback.position();
        let shown = self.shown.take().filter(|shown| {
            shown.step == step && shown.shape == shape && shown.params == *self.playback.params()
        });
        let shown = shown.unwrap_or_else(|| Shown {
            step,
            params: self.playback.params().clone(),
            shape,
            scene: Arc::new(self.playback.scene(shape)),
        });
        let scene = Arc::clone(&shown.scene);
        self.shown = Some(shown);
        scene
    }

    fn narrow_or_wide(width: f32) -> Shape {
        if width < NARROW {
            Shape::Narrow
        } else {
            Shape::Wide
        }
    }
}

/// Draws a diagram over the available width.
pub fn diagram_ui(ui: &mut Ui, view: &mut DiagramView, room: Room) -> Option<DiagramAction> {
    let mut action = None;
    view.now = ui.input(|input| input.time);
    let drawn = ui.push_id("diagram", |ui| {
        if room == Room::Thumbnail {
            stage::thumbnail_ui(ui, view);
            return;
        }
        if room == Room::Slide {
            view.playback.set_asking(false);
        }
        // A pass that only measures is not seen, hears no keys and lets no time pass.
        if ui.is_visible() {
            playbar::tick(ui, view);
            action = keys::handle(ui, view, room);
        }
        match room {
            Room::InNote => frame::in_note_ui(ui, view, &mut action),
            Room::Full => frame::full_ui(ui, view, &mut action),
            Room::Slide => frame::slide_ui(ui, view),
            Room::Thumbnail => {}
        }
    });
    if ui.is_visible() {
        view.rect = drawn.response.rect;
    }
    action
}

/// Draws the present step as a still over the available width, cut off below `height` points.
pub fn still_ui(ui: &mut Ui, view: &mut DiagramView, height: f32) {
    ui.push_id("still", |ui| stage::still_ui(ui, view, height));
}

#[cfg(test)]
mod tests;
