//! Play, pause, step, step back, scrub, bookmark: the same for every kind.
//!
//! Keeps the simulation of every step that was reached, so any of them is shown at once.
//! Time comes in as seconds through [`Playback::tick`]; nothing here reads a clock.
//! One step beyond the present is always worked out, so that the end is known on arrival.

use std::collections::{BTreeMap, BTreeSet};

use super::params::Params;
use super::scene::{Scene, Shape};
use super::{Challenge, Kind, Simulation, Step};

/// No run is longer; a model that never ends is cut here.
pub const MAX_STEPS: usize = 5_000;

/// How long a step that matters is looked at, in seconds at speed 1.
const STEP_SECS: f32 = 1.2;
/// How long a quiet step takes.
const QUIET_STEP_SECS: f32 = 0.03;
/// How many steps one tick may take at most, so that a long pause does not end in a leap.
const MAX_STEPS_PER_TICK: usize = 64;

/// One diagram in motion.
#[derive(Debug, Clone)]
pub struct Playback {
    kind: &'static Kind,
    params: Params,
    seed: u64,
    /// `states[n]` is the state after `n` steps.
    states: Vec<Box<dyn Simulation>>,
    /// `steps[n]` leads from `states[n]` to `states[n + 1]`.
    steps: Vec<Step>,
    /// Whether the last state is the end.
    complete: bool,
    position: usize,
    previous: Option<usize>,
    playing: bool,
    speed: f32,
    waited_secs: f32,
    bookmarks: BTreeSet<usize>,
    asks: bool,
    pending: Option<Challenge>,
    verdicts: BTreeMap<String, Verdict>,
}

/// How a challenge was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Answered as the model does.
    Right,
    /// Answered otherwise.
    Wrong,
    /// Passed over.
    Skipped,
}

impl Playback {
    /// A diagram before its first step, at rest.
    pub fn new(kind: &'static Kind, params: Params, seed: u64) -> Self {
        let mut playback = Self {
            kind,
            params,
            seed,
            states: Vec::new(),
            steps: Vec::new(),
            complete: false,
            position: 0,
            previous: None,
            playing: false,
            speed: 1.0,
            waited_secs: 0.0,
            bookmarks: BTreeSet::new(),
            asks: true,
            pending: None,
            verdicts: BTreeMap::new(),
        };
        playback.begin();
        playback
    }

    /// Begins anew with other inputs; speed stays, bookmarks and verdicts belong to the old ones.
    pub fn restart(&mut self, params: Params) {
        if params != self.params {
            self.bookmarks.clear();
            self.verdicts.clear();
        }
        self.params = params;
        self.playing = false;
        self.begin();
    }

    fn begin(&mut self) {
        self.states = vec![(self.kind.start)(&self.params, self.seed)];
        self.steps.clear();
        self.complete = false;
        self.position = 0;
        self.previous = None;
        self.waited_secs = 0.0;
        self.look_ahead(1);
        self.ask();
    }

    /// Takes the next step; `false` at the end. A pending challenge counts as skipped.
    pub fn forward(&mut self) -> bool {
        self.skip();
        self.advance()
    }

    fn advance(&mut self) -> bool {
        if self.at_end() {
            return false;
        }
        self.move_to(self.position + 1);
        self.ask();
        true
    }

    /// Goes one step back; `false` at the beginning.
    pub fn back(&mut self) -> bool {
        if self.position == 0 {
            return false;
        }
        self.move_to(self.position - 1);
        true
    }

    /// Goes to a step, or to the end when the run is shorter. Asks nothing on the way.
    pub fn to(&mut self, step: usize) {
        self.look_ahead(step.min(MAX_STEPS));
        self.move_to(step.min(self.steps.len()));
    }

    /// Goes to the last step.
    pub fn to_end(&mut self) {
        self.to(MAX_STEPS);
    }

    fn move_to(&mut self, step: usize) {
        if step != self.position {
            self.previous = Some(self.position);
        }
        self.position = step;
        self.pending = None;
        self.waited_secs = 0.0;
        self.look_ahead(step + 1);
    }

    /// Works out the first `count` steps, as far as there are so many.
    fn look_ahead(&mut self, count: usize) {
        while self.steps.len() < count.min(MAX_STEPS) && !self.complete {
            let Some(mut next) = self.states.last().cloned() else {
                return;
            };
            match next.step() {
                Some(step) => {
                    self.states.push(next);
                    self.steps.push(step);
                }
                None => self.complete = true,
            }
        }
        self.complete |= self.steps.len() >= MAX_STEPS;
    }

    /// Lets time pass while playing; `true` when the picture has changed. Quiet steps are
    /// rushed over, the end and a challenge stop the clock.
    pub fn tick(&mut self, dt_secs: f32) -> bool {
        if !self.is_running() {
            return false;
        }
        let mut waited = self.waited_secs + dt_secs.max(0.0) * self.speed;
        let mut moved = false;
        for _ in 0..MAX_STEPS_PER_TICK {
            let due = self.wait_secs();
            if waited < due || !self.is_running() {
                break;
            }
            waited -= due;
            moved |= self.advance();
            if self.wait_secs() == STEP_SECS {
                // What is left of a long frame does not shorten the look at this step.
                waited = 0.0;
                break;
            }
        }
        self.waited_secs = if self.is_running() {
            waited.min(self.wait_secs())
        } else {
            0.0
        };
        self.playing &= !self.at_end();
        moved
    }

    fn is_running(&self) -> bool {
        self.playing && self.pending.is_none() && !self.at_end()
    }

    /// How long the present step stands before the next one: the step that led here counts.
    fn wait_secs(&self) -> f32 {
        if self.last_step().is_some_and(|step| step.quiet) {
            QUIET_STEP_SECS
        } else {
            STEP_SECS
        }
    }

    /// Starts or pauses; starting at the end begins anew.
    pub fn set_playing(&mut self, playing: bool) {
        if playing && self.at_end() {
            self.to(0);
        }
        self.playing = playing && !self.at_end();
        self.waited_secs = 0.0;
    }

    /// Whether it plays; stays on while a challenge waits for its answer.
    pub fn is_playing(&self) -> bool {
        self.playing
    }

    /// Steps a second relative to the usual pace; kept between a tenth and twenty.
    pub fn set_speed(&mut self, speed: f32) {
        self.speed = if speed.is_finite() {
            speed.clamp(0.1, 20.0)
        } else {
            1.0
        };
    }

    /// The present pace, 1 is usual.
    pub fn speed(&self) -> f32 {
        self.speed
    }

    /// Which kind is played.
    pub fn kind(&self) -> &'static Kind {
        self.kind
    }

    /// With which inputs.
    pub fn params(&self) -> &Params {
        &self.params
    }

    /// How many steps in.
    pub fn position(&self) -> usize {
        self.position
    }

    /// How many steps are worked out so far; all of them when [`Self::is_complete`].
    pub fn known_len(&self) -> usize {
        self.steps.len()
    }

    /// Whether the run is known to its end.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// Whether nothing is left.
    pub fn at_end(&self) -> bool {
        self.complete && self.position == self.steps.len()
    }

    /// What happened up to now, oldest first.
    pub fn log(&self) -> &[Step] {
        self.steps.get(..self.position).unwrap_or(&self.steps)
    }

    /// The step that led to the present state; `None` before the first.
    pub fn last_step(&self) -> Option<&Step> {
        self.log().last()
    }

    /// The sentence to read now: of the last step, or the opening.
    pub fn sentence(&self) -> String {
        self.last_step().map_or_else(
            || self.opening().unwrap_or_default(),
            |step| step.sentence.clone(),
        )
    }

    /// What stands before the first step.
    pub fn opening(&self) -> Option<String> {
        self.states.first().map(|state| state.opening())
    }

    /// The present picture.
    pub fn scene(&self, shape: Shape) -> Scene {
        self.scene_at(self.position, shape)
    }

    /// The picture from which the present one came, for the motion between them.
    pub fn previous_scene(&self, shape: Shape) -> Option<Scene> {
        self.previous.map(|step| self.scene_at(step, shape))
    }

    fn scene_at(&self, step: usize, shape: Shape) -> Scene {
        self.states
            .get(step)
            .map(|state| state.scene(shape))
            .unwrap_or_default()
    }

    /// Marks the present step, or takes its mark away.
    pub fn toggle_bookmark(&mut self) {
        if !self.bookmarks.remove(&self.position) {
            self.bookmarks.insert(self.position);
        }
    }

    /// Whether the present step is marked.
    pub fn is_bookmarked(&self) -> bool {
        self.bookmarks.contains(&self.position)
    }

    /// The marked steps, in order.
    pub fn bookmarks(&self) -> impl Iterator<Item = usize> + '_ {
        self.bookmarks.iter().copied()
    }

    /// Whether challenges are asked at all (not in thumbnails, nor while presenting).
    pub fn set_asking(&mut self, asks: bool) {
        self.asks = asks;
        if asks {
            self.ask();
        } else {
            self.pending = None;
        }
    }

    /// The challenge that waits for an answer; playing stands still until then.
    pub fn pending(&self) -> Option<&Challenge> {
        self.pending.as_ref()
    }

    /// Answers the pending challenge by the index of an option.
    pub fn answer(&mut self, option: usize) -> Option<Verdict> {
        let challenge = self.pending.take()?;
        let verdict = if option == challenge.answer {
            Verdict::Right
        } else {
            Verdict::Wrong
        };
        self.verdicts.insert(challenge.id, verdict);
        Some(verdict)
    }

    /// Passes over the pending challenge, if there is one.
    pub fn skip(&mut self) {
        if let Some(challenge) = self.pending.take() {
            self.verdicts.insert(challenge.id, Verdict::Skipped);
        }
    }

    /// How the challenge of this id was settled with the present inputs.
    pub fn verdict(&self, challenge: &str) -> Option<Verdict> {
        self.verdicts.get(challenge).copied()
    }

    fn ask(&mut self) {
        if !self.asks {
            return;
        }
        self.pending = self
            .states
            .get(self.position)
            .and_then(|state| state.challenge())
            .filter(|challenge| !self.verdicts.contains_key(&challenge.id));
    }
}

#[cfg(test)]
mod tests;
