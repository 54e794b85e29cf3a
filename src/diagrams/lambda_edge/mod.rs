//! Which hook of Lambda@Edge runs when, and what may it change?
//!
//! Follows requests through `CloudFront`: protocol policy, WAF, viewer request, look-up, origin
//! request, origin, origin response, store, viewer response. Counts calls, fetches and mistakes.
//! `walk` holds the rules, `model` the run, `scene` the picture. The catch: our origin's errors
//! carry no Cache-Control, and an expired copy is fetched again in full.

mod cache;
mod cards;
mod challenges;
mod choices;
mod functions;
mod hook_words;
mod inputs;
mod layout;
mod model;
mod presets;
mod scene;
mod scene_tables;
mod setup;
mod tally;
mod traffic;
mod trip;
mod walk;
mod ways;
mod words;

#[cfg(test)]
mod tests;

use super::params::Params;
use super::{Kind, Simulation};

/// The four hooks of Lambda@Edge, for the registry.
pub const KIND: Kind = Kind {
    id: "lambda-edge",
    title: "The four hooks of Lambda@Edge",
    summary: "Which hook runs when, and what may it change?",
    chapter: "Lambda@Edge",
    note: "lambda-edge/introduction",
    rules_as_of: "Rules as of 2026-11. Cost is relative: a call of a CloudFront Function counts 1, \
                  of Lambda@Edge 6, duration left out. A function that throws or runs out of \
                  time gives 503, an invalid answer 502. A miss is fetched in full.",
    params: inputs::SPECS,
    presets: presets::PRESETS,
    start,
};

fn start(params: &Params, seed: u64) -> Box<dyn Simulation> {
    Box::new(model::LambdaEdge::new(setup::Setup::read(params), seed))
}
