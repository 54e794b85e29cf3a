//! The run as a whole: which requests are shown stage by stage and which in batches.
//!
//! A way through `CloudFront` that was not seen yet is played stage by stage; requests that repeat
//! known ways pass in batches of a twentieth of the run. Both apply the very same stages, so the
//! counts of a batch are those of its requests one by one.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::cache::Cache;
use super::functions::Hook;
use super::setup::Setup;
use super::tally::Tally;
use super::traffic::{Group, Request};
use super::trip::{Outcome, Stop, Trip};
use super::{challenges, scene, words};
use crate::base::text::{count, grouped};
use crate::diagrams::scene::{Scene, Shape};
use crate::diagrams::{Challenge, Simulation, Step};

/// Runs of at most so many requests show every stage of all of them.
const ALL_IN_STAGES: u64 = 5;
/// A batch is this part of a run, but never under [`MIN_BATCH`].
const BATCHES: u64 = 20;
const MIN_BATCH: u64 = 10;

/// The state between two steps.
#[derive(Debug, Clone)]
pub(super) struct LambdaEdge {
    pub(super) setup: Arc<Setup>,
    seed: u64,
    pub(super) cache: Cache,
    pub(super) tally: Tally,
    /// How many requests have begun.
    pub(super) begun: u64,
    pub(super) phase: Phase,
    seen: BTreeSet<Way>,
    batches: u64,
}

/// What the last step was about.
#[derive(Debug, Clone)]
pub(super) enum Phase {
    Opening,
    /// Stage `at` of a trip has just been played.
    Stage {
        trip: Arc<Trip>,
        at: usize,
    },
    /// Several requests have passed at once.
    Batch(Batch),
    /// All is counted.
    End,
}

/// Requests that passed in one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Batch {
    pub(super) first: u64,
    pub(super) last: u64,
    pub(super) tally: Tally,
}

/// What makes two trips look the same to a learner.
type Way = (Option<Group>, Vec<(Stop, Outcome)>);

impl LambdaEdge {
    /// A run before its first request.
    pub(super) fn new(setup: Setup, seed: u64) -> Self {
        Self {
            setup: Arc::new(setup),
            seed,
            cache: Cache::default(),
            tally: Tally::default(),
            begun: 0,
            phase: Phase::Opening,
            seen: BTreeSet::new(),
            batches: 0,
        }
    }

    /// The trip that comes next, if a request is left and none is on its way.
    pub(super) fn next_trip(&self) -> Option<Trip> {
        (self.begun < self.setup.requests).then(|| {
            Trip::of(
                &self.setup,
                &self.cache,
                Request::nth(&self.setup, self.seed, self.begun),
            )
        })
    }

    /// Whether the next step is the first batch of this run.
    pub(super) fn is_before_first_batch(&self) -> bool {
        self.batches == 0
            && !self.is_underway()
            && self
                .next_trip()
                .is_some_and(|trip| !self.is_worth_stages(&trip))
    }

    /// How many different ways have been shown for viewers of a group, the present one included.
    pub(super) fn ways_of(&self, group: Option<Group>) -> usize {
        self.seen.iter().filter(|(seen, _)| *seen == group).count()
    }

    /// The totals at the end of the run.
    pub(super) fn final_tally(&self) -> Tally {
        let mut run = self.clone();
        if let Phase::Stage { trip, at } = &self.phase {
            for stage in 0..trip.stages.len() {
                if stage > *at {
                    run.play_stage(trip, stage);
                }
            }
        }
        while let Some(trip) = run.next_trip() {
            run.play_whole(&trip);
        }
        run.tally
    }

    fn is_underway(&self) -> bool {
        matches!(&self.phase, Phase::Stage { trip, at } if at + 1 < trip.stages.len())
    }

    fn is_worth_stages(&self, trip: &Trip) -> bool {
        self.setup.requests <= ALL_IN_STAGES || !self.seen.contains(&self.way(trip))
    }

    fn way(&self, trip: &Trip) -> Way {
        let group = trip.sent.group.filter(|_| self.setup.has_groups());
        let stages = trip.stages.iter().map(|stage| (stage.stop, stage.outcome));
        (group, stages.collect())
    }

    fn play_stage(&mut self, trip: &Trip, at: usize) {
        if let Some(stage) = trip.stages.get(at) {
            self.tally += stage.tally;
            if let Some(write) = stage.write {
                self.cache.apply(write, trip.sent.number);
            }
        }
    }

    fn play_whole(&mut self, trip: &Trip) {
        self.begun += 1;
        for at in 0..trip.stages.len() {
            self.play_stage(trip, at);
        }
    }

    fn step_stage(&mut self, trip: Arc<Trip>, at: usize) -> Step {
        self.play_stage(&trip, at);
        let place = trip.stages.get(at).map_or("", |stage| stage.stop.name());
        let step = Step {
            sentence: words::sentence(&self.setup, &trip, at),
            position: format!("request {}, {place}", grouped(trip.sent.number)),
            quiet: false,
        };
        self.phase = Phase::Stage { trip, at };
        step
    }

    fn step_batch(&mut self, first: Trip) -> Step {
        let before = self.tally;
        let begins = first.sent.number;
        let size = (self.setup.requests / BATCHES).max(MIN_BATCH);
        let mut next = Some(first);
        while let Some(trip) = next.take() {
            self.play_whole(&trip);
            if self.begun < begins + size - 1 {
                next = self.next_trip().filter(|trip| !self.is_worth_stages(trip));
            }
        }
        self.batches += 1;
        let batch = Batch {
            first: begins,
            last: self.begun,
            tally: self.tally.since(before),
        };
        self.phase = Phase::Batch(batch);
        let position = if batch.first == batch.last {
            format!("request {}", grouped(batch.first))
        } else {
            format!(
                "requests {} to {}",
                grouped(batch.first),
                grouped(batch.last)
            )
        };
        Step {
            sentence: batch_sentence(&self.setup, &batch),
            position,
            quiet: false,
        }
    }

    fn step_end(&mut self) -> Step {
        self.phase = Phase::End;
        Step {
            sentence: end_sentence(&self.setup, &self.tally),
            position: "end".to_owned(),
            quiet: false,
        }
    }
}

impl Simulation for LambdaEdge {
    fn step(&mut self) -> Option<Step> {
        match &self.phase {
            Phase::End => return None,
            Phase::Stage { trip, at } if at + 1 < trip.stages.len() => {
                let (trip, at) = (Arc::clone(trip), at + 1);
                return Some(self.step_stage(trip, at));
            }
            Phase::Stage { .. } | Phase::Opening | Phase::Batch(_) => {}
        }
        let Some(trip) = self.next_trip() else {
            return Some(self.step_end());
        };
        if !self.is_worth_stages(&trip) {
            return Some(self.step_batch(trip));
        }
        self.seen.insert(self.way(&trip));
        self.begun += 1;
        Some(self.step_stage(Arc::new(trip), 0))
    }

    fn opening(&self) -> String {
        let setup = &self.setup;
        let hooks: Vec<_> = setup.attached_hooks().map(Hook::name).collect();
        let functions = match hooks.as_slice() {
            [] => "No function is attached".to_owned(),
            [only] => format!("A function is attached to {only}"),
            [most @ .., last] => {
                format!("Functions are attached to {} and {last}", most.join(", "))
            }
        };
        let mut opening = format!(
            "{} {} about to arrive for {}; the cache is empty. {functions}.",
            count(setup.requests as usize, "request"),
            if setup.requests == 1 { "is" } else { "are" },
            count(setup.objects as usize, "page"),
        );
        for correction in &setup.corrections {
            opening.push(' ');
            opening.push_str(correction);
        }
        opening
    }

    fn scene(&self, shape: Shape) -> Scene {
        scene::draw(self, shape)
    }

    fn boxed_clone(&self) -> Box<dyn Simulation> {
        Box::new(self.clone())
    }

    fn challenge(&self) -> Option<Challenge> {
        challenges::challenge(self)
    }
}

impl Stop {
    /// For the position on the scale of the run.
    fn name(self) -> &'static str {
        match self {
            Self::Arrival => "arrival",
            Self::Hook(hook) => hook.name(),
            Self::Lookup => "cache look-up",
            Self::NameLookup => "DNS",
            Self::Origin => "origin",
            Self::Store => "store",
            Self::Send => "answer",
        }
    }
}

fn batch_sentence(setup: &Setup, batch: &Batch) -> String {
    let tally = &batch.tally;
    let who = if batch.first == batch.last {
        format!("Request {} takes a way seen before", grouped(batch.first))
    } else {
        format!(
            "Requests {} to {} take ways seen before",
            grouped(batch.first),
            grouped(batch.last)
        )
    };
    let mut parts = Vec::new();
    if tally.lookups > 0 {
        parts.push(plural(tally.hits, "hit", "hits"));
        parts.push(plural(tally.misses, "miss", "misses"));
    }
    parts.extend(mishaps(tally));
    let calls: Vec<_> = setup
        .attached_hooks()
        .map(|hook| format!("{} {}", hook.name(), grouped(tally.calls(hook))))
        .collect();
    let calls = if calls.is_empty() {
        String::new()
    } else {
        format!("; calls: {}", calls.join(", "))
    };
    format!("{who}: {}{calls}.", parts.join(", "))
}

fn end_sentence(setup: &Setup, tally: &Tally) -> String {
    let mut parts: Vec<_> = setup
        .attached_hooks()
        .map(|hook| match tally.calls(hook) {
            0 => format!("{} never ran", hook.name()),
            calls => format!("{} ran {}", hook.name(), times(calls)),
        })
        .collect();
    parts.push(match tally.origin_fetches {
        0 => "the origin was never asked".to_owned(),
        fetches => format!("the origin was asked {}", times(fetches)),
    });
    parts.extend(mishaps(tally));
    let who = if tally.requests == 1 {
        "The request is answered".to_owned()
    } else {
        format!("All {} requests are answered", grouped(tally.requests))
    };
    format!("{who}: {}.", parts.join(", "))
}

/// What kept requests from the ordinary way, as far as it happened.
fn mishaps(tally: &Tally) -> Vec<String> {
    [
        (tally.refused_http, "turned away from plain HTTP"),
        (tally.blocked, "blocked by WAF"),
        (tally.answered_early, "answered at viewer request"),
        (tally.wrong_variants, "wrong variants served"),
        (tally.leaks, "leaked to viewers without a token"),
        (tally.locked_out, "refused in spite of a token"),
        (tally.bad_gateways, "ended in 502"),
        (tally.unavailable, "ended in 503"),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, what)| format!("{} {what}", grouped(number)))
    .collect()
}

fn plural(number: u64, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        grouped(number),
        if number == 1 { one } else { many }
    )
}

fn times(number: u64) -> String {
    match number {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        many => format!("{} times", grouped(many)),
    }
}
