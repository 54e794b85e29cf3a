//! What lifecycle rules do to objects in S3, day by day, and what it costs.
//!
//! `controls` and `presets` are the inputs, `plan` what they ask for, `refusal` why S3 says no;
//! `life` follows one version, `world` counts the bucket into a `day`, `run` keeps all days; `sentence`,
//! `challenge` and `scene` show a day. One step is one day.

use std::sync::Arc;

use super::params::Params;
use super::scene::{Scene, Shape};
use super::{Challenge, Kind, Simulation, Step};

mod controls;
mod presets;

mod class;
mod day;
mod life;
mod money;
mod plan;
mod refusal;
mod run;
mod world;

mod challenge;
mod scene;
mod sentence;

#[cfg(test)]
mod tests;

/// The kind, for the registry.
pub(super) const KIND: Kind = Kind {
    id: "s3-lifecycle",
    title: "S3 storage classes and lifecycle rules",
    summary: "What do my rules do to an object, day by day, and at what cost?",
    chapter: "Amazon S3",
    note: "s3/lifecycle",
    rules_as_of: "Rules as of 2026-11; uploads at 00:00 UTC, months of 30 days. Prices are those of us-east-1, for illustration.",
    params: controls::PARAMS,
    presets: presets::PRESETS,
    start,
};

fn start(params: &Params, _seed: u64) -> Box<dyn Simulation> {
    Box::new(Lifecycle {
        run: Arc::new(run::Run::new(plan::Plan::new(params))),
        day: 0,
    })
}

/// A day of a run.
#[derive(Debug, Clone)]
struct Lifecycle {
    run: Arc<run::Run>,
    day: u32,
}

impl Simulation for Lifecycle {
    fn step(&mut self) -> Option<Step> {
        if self.day >= self.run.plan.workload.last_day {
            return None;
        }
        self.day += 1;
        Some(Step {
            sentence: sentence::of_day(&self.run, self.day),
            position: format!("day {}", self.day),
            quiet: self.run.is_routine(self.day),
        })
    }

    fn opening(&self) -> String {
        sentence::opening(&self.run)
    }

    fn scene(&self, shape: Shape) -> Scene {
        scene::draw(&self.run, self.day, shape)
    }

    fn boxed_clone(&self) -> Box<dyn Simulation> {
        Box::new(self.clone())
    }

    fn challenge(&self) -> Option<Challenge> {
        challenge::at(&self.run, self.day)
    }
}
