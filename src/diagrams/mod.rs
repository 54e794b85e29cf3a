//! Interactive diagrams: small, exact, deterministic simulators, and what they share.
//!
//! A kind is a folder with its table of inputs, its model and its scene; [`registry`] lists all.
//! Nothing here knows egui, files or clocks: a diagram is `state = f(params, seed, step)`, and
//! its picture is a [`scene::Scene`] value. Drawing, travel by keyboard and export happen above.

use std::fmt;

pub mod fence;
pub mod mermaid;
pub mod params;
pub mod playback;
pub mod registry;
pub mod scene;

pub mod lambda_edge;
pub mod s3_lifecycle;

#[cfg(test)]
mod tests;

use params::{ParamSpec, Params, Preset};
use scene::{Scene, Shape};

/// All diagrams draw the same lots: inputs and a step are all it takes to cite a state.
pub const SEED: u64 = 1;

/// One kind of diagram, as the registry, the gallery and the fences know it.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// The name in fences and links: `s3-lifecycle`.
    pub id: &'static str,
    /// In sentence case, without a full stop.
    pub title: &'static str,
    /// The question it answers, one sentence.
    pub summary: &'static str,
    /// The chapter it belongs to, as the gallery groups them ("Amazon S3").
    pub chapter: &'static str,
    /// The note that explains the rules: its id.
    pub note: &'static str,
    /// "rules as of 2026-11", and what is illustrative; shown in the footer.
    pub rules_as_of: &'static str,
    /// The inputs.
    pub params: &'static [ParamSpec],
    /// Named sets of inputs; the first is what the gallery shows.
    pub presets: &'static [Preset],
    /// The model before its first step.
    pub start: fn(&Params, u64) -> Box<dyn Simulation>,
}

/// A model that advances tick by tick. Pure: no clock, no chance but the seed it was given.
pub trait Simulation: fmt::Debug + Send + Sync {
    /// Advances by one meaningful tick and says what happened; `None` when nothing is left.
    fn step(&mut self) -> Option<Step>;

    /// What stands before the first step, in one sentence; also says which rule a refused
    /// set of inputs breaks.
    fn opening(&self) -> String;

    /// The picture of the present state.
    fn scene(&self, shape: Shape) -> Scene;

    /// A copy with all its state.
    fn boxed_clone(&self) -> Box<dyn Simulation>;

    /// A prediction worth asking for before the next step, if this is the moment for one.
    fn challenge(&self) -> Option<Challenge> {
        None
    }
}

/// What one tick did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// One plain sentence: what happened and by which rule.
    pub sentence: String,
    /// Where on the scale of the kind: "day 30", "request 4, viewer request".
    pub position: String,
    /// Whether playback may rush over it (nothing changed that a learner must see).
    pub quiet: bool,
}

/// A prediction that the learner is asked for; the model itself gives the verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// Stable within kind and inputs: the scheduler knows the challenge by it.
    pub id: String,
    /// The question.
    pub prompt: String,
    /// Two to five answers.
    pub options: Vec<String>,
    /// Which is right: found by running the model, never written by hand.
    pub answer: usize,
    /// The rule that decides, in one or two sentences.
    pub explanation: String,
}

impl Clone for Box<dyn Simulation> {
    fn clone(&self) -> Self {
        self.boxed_clone()
    }
}
