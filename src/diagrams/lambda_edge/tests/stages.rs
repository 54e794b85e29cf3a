//! The run as a learner sees it: stages, batches, predictions and the picture.

use super::super::inputs::SPECS;
use super::super::model::{LambdaEdge, Phase};
use super::super::presets::PRESETS;
use super::super::trip::{Outcome, Stop};
use super::{begin, params, preset};
use crate::diagrams::params::Params;
use crate::diagrams::scene::{ElementKind, Shape};
use crate::diagrams::{Challenge, Simulation as _};

#[test]
fn miss_and_hit_are_shown_stage_by_stage_in_the_order_of_cloudfront() {
    let mut run = begin(&preset("cached-page"));
    let mut positions = Vec::new();
    for _ in 0..14 {
        positions.push(run.step().unwrap().position);
    }
    let miss = [
        "arrival",
        "viewer request",
        "cache look-up",
        "origin request",
        "origin",
        "origin response",
        "store",
        "viewer response",
        "answer",
    ]
    .map(|stop| format!("request 1, {stop}"));
    let hit = [
        "arrival",
        "viewer request",
        "cache look-up",
        "viewer response",
        "answer",
    ]
    .map(|stop| format!("request 2, {stop}"));
    assert_eq!(positions, [&miss[..], &hit[..]].concat());
    assert_eq!(run.step().unwrap().position, "requests 3 to 52");
}

#[test]
fn short_run_shows_every_request_in_stages() {
    let mut run = begin(&params(&[("requests", "5")]));
    while run.step().is_some() {
        assert!(!matches!(run.phase, Phase::Batch(_)));
    }
    assert_eq!(run.tally.requests, 5);
}

fn challenges(params: &Params) -> Vec<(Challenge, LambdaEdge)> {
    let mut run = begin(params);
    let mut found = Vec::new();
    loop {
        let before = run.clone();
        if let Some(challenge) = run.challenge() {
            found.push((challenge, before));
        }
        if run.step().is_none() {
            return found;
        }
    }
}

#[track_caller]
fn check_answer(preset_key: &str, id: &str, expected: &str) {
    let all = challenges(&preset(preset_key));
    let (challenge, _) = all
        .iter()
        .find(|(challenge, _)| challenge.id == id)
        .unwrap_or_else(|| panic!("no {id} among {all:#?}"));
    assert_eq!(challenge.options[challenge.answer], expected);
}

#[test]
fn predictions_are_those_that_teach_the_rule() {
    check_answer("cached-page", "next-hook-1-2", "Origin request");
    check_answer("cached-page", "hit-or-miss-2", "Hit");
    check_answer("cached-page", "next-hook-2-2", "Viewer response");
    check_answer("cached-page", "origin-requests", "1");
    check_answer("not-found", "next-hook-1-4", "Origin response");
    check_answer("dns-failure", "next-hook-1-2", "None");
    check_answer("ab-test-origin-rewrite", "variant-3", "page A");
    check_answer("ab-test-cookie", "variant-3", "page B");
    check_answer("ab-test-cookie", "origin-requests", "2");
    check_answer("auth-at-origin-request", "hit-or-miss-2", "Hit");
}

#[test]
fn hit_or_miss_is_answered_as_the_next_step_turns_out() {
    for preset in PRESETS {
        let params = Params::from_preset(SPECS, preset).unwrap();
        for (challenge, mut run) in challenges(&params) {
            if challenge.id.starts_with("hit-or-miss") {
                let hits = run.tally.hits;
                run.step().unwrap();
                assert_eq!(
                    run.tally.hits > hits,
                    challenge.answer == 0,
                    "{}",
                    preset.key
                );
            }
        }
    }
}

#[test]
fn hooks_that_a_hit_passes_by_say_why() {
    let mut run = begin(&preset("cached-page"));
    let at_hit = |run: &LambdaEdge| match &run.phase {
        Phase::Stage { trip, at } => trip.stages[*at].outcome == Outcome::Hit,
        _ => false,
    };
    while !at_hit(&run) {
        run.step().unwrap();
    }
    let scene = run.scene(Shape::Narrow);
    let node = |id: &str| match &scene.element(id).unwrap().kind {
        ElementKind::Node(node) => node.clone(),
        other => panic!("{other:?}"),
    };
    for hook in ["origin-request", "origin-response"] {
        assert!(node(hook).dimmed);
        assert_eq!(node(hook).subtitle, "skipped: cache hit");
    }
    assert!(!node("viewer-request").dimmed && node("cache").active);
}

#[test]
fn request_travels_from_stop_to_stop_along_lit_edges() {
    let mut run = begin(&preset("cached-page"));
    let mut taken = Vec::new();
    while run.step().is_some() && run.begun < 2 {
        for element in run.scene(Shape::Wide).elements {
            if let ElementKind::Edge(edge) = element.kind
                && edge.active
            {
                taken.push((edge.from, edge.to));
            }
        }
    }
    assert_eq!(taken.len(), 9);
    assert!(
        taken.windows(2).all(|pair| pair[0].1 == pair[1].0),
        "{taken:?}"
    );
    assert_eq!(
        (taken[0].0.as_str(), taken[8].1.as_str()),
        ("viewer", "viewer")
    );
}

#[test]
fn every_stage_says_what_a_function_may_change_there() {
    let mut run = begin(&preset("cached-page"));
    while let Some(step) = run.step() {
        if let Phase::Stage { trip, at } = &run.phase
            && let Stop::Hook(hook) = trip.stages[*at].stop
        {
            assert!(step.sentence.contains(hook.rights()), "{}", step.sentence);
        }
    }
}
