//! Playback over a small model that counts to its end.

use super::*;
use crate::diagrams::params::{ParamKind, ParamSpec, Unit, always};

#[derive(Debug, Clone)]
struct Count {
    at: u64,
    end: u64,
}

impl Simulation for Count {
    fn step(&mut self) -> Option<Step> {
        (self.at < self.end).then(|| {
            self.at += 1;
            Step {
                sentence: format!("It counts to {}.", self.at),
                position: format!("count {}", self.at),
                quiet: !self.at.is_multiple_of(10),
            }
        })
    }

    fn opening(&self) -> String {
        "It counts from zero.".to_owned()
    }

    fn scene(&self, shape: Shape) -> Scene {
        Scene {
            size: (shape.width(), self.at as f32),
            ..Scene::default()
        }
    }

    fn boxed_clone(&self) -> Box<dyn Simulation> {
        Box::new(self.clone())
    }

    fn challenge(&self) -> Option<Challenge> {
        (self.at == 5).then(|| Challenge {
            id: "next".to_owned(),
            prompt: "What comes next?".to_owned(),
            options: vec!["6".to_owned(), "7".to_owned()],
            answer: 0,
            explanation: "It counts by one.".to_owned(),
        })
    }
}

static SPECS: &[ParamSpec] = &[ParamSpec {
    key: "end",
    label: "End",
    help: "",
    group: "",
    kind: ParamKind::Number {
        min: 0,
        max: 100_000,
        default: 30,
        unit: Unit::Count("steps"),
    },
    relevant: always,
}];

static COUNT: Kind = Kind {
    id: "count",
    title: "Count",
    summary: "It counts.",
    chapter: "",
    note: "",
    rules_as_of: "",
    params: SPECS,
    presets: &[],
    start: |params, _| {
        Box::new(Count {
            at: 0,
            end: params.number("end"),
        })
    },
};

fn playback(end: u64) -> Playback {
    let mut params = Params::defaults(SPECS);
    params.set_text("end", &end.to_string()).unwrap();
    Playback::new(&COUNT, params, 0)
}

#[test]
fn steps_go_forward_and_back_to_the_same_scene() {
    let mut playback = playback(3);
    assert_eq!(playback.sentence(), "It counts from zero.");
    assert!(playback.forward() && playback.forward());
    let second = playback.scene(Shape::Wide);
    assert!(playback.forward());
    assert!(playback.at_end() && !playback.forward());
    assert!(playback.back());
    assert_eq!(playback.scene(Shape::Wide), second);
    assert_eq!(
        playback.previous_scene(Shape::Wide).unwrap().size.1,
        3.0,
        "motion starts from the scene that was left"
    );
}

#[test]
fn log_tells_what_happened_up_to_the_present_step_only() {
    let mut playback = playback(10);
    playback.to_end();
    assert_eq!(playback.log().len(), 10);
    playback.to(2);
    assert_eq!(playback.log().len(), 2);
    assert_eq!(playback.known_len(), 10);
    assert_eq!(playback.sentence(), "It counts to 2.");
}

#[test]
fn scrubbing_past_the_end_stays_at_the_end() {
    let mut playback = playback(4);
    playback.to(400);
    assert_eq!(playback.position(), 4);
    assert!(playback.at_end());
}

#[test]
fn endless_run_is_cut_at_the_bound() {
    let mut playback = playback(100_000);
    playback.to_end();
    assert_eq!(playback.position(), MAX_STEPS);
    assert!(playback.at_end());
}

#[test]
fn empty_run_is_at_its_end_at_once() {
    let mut playback = playback(0);
    assert!(playback.at_end());
    playback.set_playing(true);
    assert!(!playback.is_playing());
}

#[test]
fn quiet_steps_are_rushed_over() {
    let mut playback = playback(30);
    playback.set_asking(false);
    playback.set_playing(true);
    assert!(!playback.tick(STEP_SECS * 0.9), "the opening stands first");
    assert!(playback.tick(STEP_SECS * 0.1 + QUIET_STEP_SECS * 20.0));
    assert_eq!(playback.position(), 10, "the step that matters stands");
    playback.set_speed(2.0);
    assert!(playback.tick(STEP_SECS * 0.5 + QUIET_STEP_SECS * 0.1));
    assert_eq!(playback.position(), 11);
}

#[test]
fn playing_ends_at_the_end_and_starts_anew_from_there() {
    let mut playback = playback(3);
    playback.set_playing(true);
    for _ in 0..10 {
        playback.tick(10.0);
    }
    assert!(playback.at_end() && !playback.is_playing());
    playback.set_playing(true);
    assert_eq!(playback.position(), 0);
}

#[test]
fn challenge_stops_playing_until_it_is_answered() {
    let mut playback = playback(30);
    playback.set_playing(true);
    for _ in 0..20 {
        playback.tick(1.0);
    }
    assert_eq!(playback.position(), 5);
    assert_eq!(playback.pending().unwrap().id, "next");
    assert_eq!(playback.answer(1), Some(Verdict::Wrong));
    assert_eq!(playback.verdict("next"), Some(Verdict::Wrong));
    playback.tick(1.0);
    assert!(playback.position() > 5);
}

#[test]
fn stepping_on_skips_the_challenge_and_does_not_ask_again() {
    let mut playback = playback(30);
    for _ in 0..6 {
        playback.forward();
    }
    assert_eq!(playback.verdict("next"), Some(Verdict::Skipped));
    playback.back();
    playback.back();
    playback.forward();
    assert_eq!(playback.pending(), None);
}

#[test]
fn scrubbing_asks_nothing() {
    let mut playback = playback(30);
    playback.to(5);
    assert_eq!(playback.pending(), None);
}

#[test]
fn restart_with_other_inputs_forgets_marks_and_verdicts() {
    let mut playback = playback(30);
    playback.to(7);
    playback.toggle_bookmark();
    assert_eq!(playback.bookmarks().collect::<Vec<_>>(), [7]);
    let same = playback.params().clone();
    playback.restart(same);
    assert_eq!(playback.position(), 0);
    assert_eq!(playback.bookmarks().count(), 1);
    let mut other = playback.params().clone();
    other.set_text("end", "9").unwrap();
    playback.restart(other);
    assert_eq!(playback.bookmarks().count(), 0);
    playback.to_end();
    assert_eq!(playback.position(), 9);
}
