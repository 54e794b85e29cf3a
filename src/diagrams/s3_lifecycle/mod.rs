//! What lifecycle rules do to objects in S3, day by day, and what it costs.
//!
//! `controls` and `presets` are the inputs.

use super::params::Params;
use super::scene::{Scene, Shape};
use super::{Kind, Simulation, Step};

mod controls;
mod presets;

/// The kind, for the registry.
pub(super) const KIND: Kind = Kind {
    id: "s3-lifecycle",
    title: "S3 storage classes and lifecycle rules",
    summary: "What do my rules do to an object day by day, and what does it cost?",
    chapter: "Amazon S3",
    note: "s3/lifecycle",
    rules_as_of: "Rules as of 2026-11. Prices illustrate us-east-1, first tier; a month has 30 days.",
    params: controls::PARAMS,
    presets: presets::PRESETS,
    start: |params, _seed| Box::new(Days::new(params)),
};

#[derive(Debug, Clone)]
struct Days {
    day: u64,
    last: u64,
}

impl Days {
    fn new(params: &Params) -> Self {
        Self {
            day: 0,
            last: params.number("days"),
        }
    }
}

impl Simulation for Days {
    fn step(&mut self) -> Option<Step> {
        (self.day < self.last).then(|| {
            self.day += 1;
            Step {
                sentence: format!("Day {} passes.", self.day),
                position: format!("day {}", self.day),
                quiet: true,
            }
        })
    }

    fn opening(&self) -> String {
        "Day 0: the objects are uploaded.".to_owned()
    }

    fn scene(&self, shape: Shape) -> Scene {
        Scene {
            size: (shape.width(), 1.0),
            ..Scene::default()
        }
    }

    fn boxed_clone(&self) -> Box<dyn Simulation> {
        Box::new(self.clone())
    }
}
