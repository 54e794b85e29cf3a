//! Predictions worth asking for: hit or miss, which hook next, which variant, how many fetches.
//!
//! Every answer is read off the trip that is under way, or off the run played to its end; the
//! explanation is the sentence of the stage that decides.

use std::collections::BTreeSet;

use super::functions::Hook;
use super::model::{LambdaEdge, Phase};
use super::trip::{Body, Outcome, Stop, Trip, Variant};
use super::words;
use crate::base::text::grouped;
use crate::diagrams::Challenge;

/// The question to ask in this state, if there is one.
pub(super) fn challenge(run: &LambdaEdge) -> Option<Challenge> {
    match &run.phase {
        Phase::Stage { trip, at } if at + 1 < trip.stages.len() => within(run, trip, *at),
        _ if run.is_before_first_batch() => Some(origin_requests(run)),
        _ => None,
    }
}

fn within(run: &LambdaEdge, trip: &Trip, at: usize) -> Option<Challenge> {
    let (now, next) = (trip.stages.get(at)?, trip.stages.get(at + 1)?);
    if next.stop == Stop::Lookup && trip.sent.number > 1 {
        return variant(run, trip).or_else(|| Some(hit_or_miss(run, trip, at + 1)));
    }
    let first_of_its_kind = match now.outcome {
        Outcome::Hit => run.tally.hits == 1,
        // Without a function there, the answer would hang on what the origin is yet to say.
        Outcome::Miss(_) => run.tally.misses == 1 && run.setup.has(Hook::OriginRequest),
        Outcome::Fetched(status) => status >= 400 && run.tally.origin_fetches == 1,
        _ => false,
    };
    let enough_hooks = run.setup.attached_hooks().nth(1).is_some();
    (first_of_its_kind && enough_hooks).then(|| next_hook(run, trip, at))
}

fn hit_or_miss(run: &LambdaEdge, trip: &Trip, lookup: usize) -> Challenge {
    let hit = trip
        .stages
        .get(lookup)
        .is_some_and(|stage| stage.outcome == Outcome::Hit);
    Challenge {
        id: format!("hit-or-miss-{}", trip.sent.number),
        prompt: format!(
            "Request {} for {} comes to the cache. Is it a hit or a miss?",
            trip.sent.number,
            trip.sent.uri()
        ),
        options: vec!["Hit".to_owned(), "Miss".to_owned()],
        answer: usize::from(!hit),
        explanation: words::sentence(&run.setup, trip, lookup),
    }
}

fn next_hook(run: &LambdaEdge, trip: &Trip, at: usize) -> Challenge {
    let hooks: Vec<Hook> = run.setup.attached_hooks().collect();
    let next = trip.next_call(at);
    let answer = next
        .and_then(|next| hooks.iter().position(|hook| *hook == next))
        .unwrap_or(hooks.len());
    let mut options: Vec<_> = hooks.iter().map(|hook| hook.title().to_owned()).collect();
    options.push("None".to_owned());
    let now = match trip.stages.get(at).map(|stage| stage.outcome) {
        Some(Outcome::Hit) => "It was a hit".to_owned(),
        Some(Outcome::Fetched(status)) => format!("The origin has answered {status}"),
        _ => "It was a miss".to_owned(),
    };
    Challenge {
        id: format!("next-hook-{}-{at}", trip.sent.number),
        prompt: format!("{now}. Which function is called next?"),
        options,
        answer,
        explanation: words::sentence(&run.setup, trip, deciding_stage(trip, at, next)),
    }
}

/// The stage that calls the next function, or the one by which none is called any more.
fn deciding_stage(trip: &Trip, at: usize, next: Option<Hook>) -> usize {
    trip.stages
        .iter()
        .enumerate()
        .skip(at + 1)
        .find(|(_, stage)| match next {
            Some(_) => stage.call() == next,
            None => matches!(stage.outcome, Outcome::Silent(_) | Outcome::NoName),
        })
        .map_or(at, |(found, _)| found)
}

/// Which of the pages a viewer gets who should see another than the first viewer.
fn variant(run: &LambdaEdge, trip: &Trip) -> Option<Challenge> {
    let setup = &run.setup;
    let wanted = Variant::wanted(setup, &trip.sent);
    let usual = Variant::usual();
    let Body::Page(got) = trip.stages.last()?.response?.body else {
        return None;
    };
    let asked_before = run.ways_of(trip.sent.group) > 1 && setup.has_groups();
    if wanted == usual || asked_before || (got != wanted && got != usual) {
        return None;
    }
    let explanation: Vec<_> = trip
        .stages
        .iter()
        .enumerate()
        .filter(|(_, stage)| matches!(stage.stop, Stop::Lookup | Stop::Send))
        .map(|(at, _)| words::sentence(setup, trip, at))
        .collect();
    Some(Challenge {
        id: format!("variant-{}", trip.sent.number),
        prompt: format!(
            "Viewer {} should see {}. What will they get?",
            trip.sent.number,
            words::variant_name(setup, wanted)
        ),
        options: [usual, wanted]
            .map(|variant| words::variant_name(setup, variant))
            .to_vec(),
        answer: usize::from(got == wanted),
        explanation: explanation.join(" "),
    })
}

fn origin_requests(run: &LambdaEdge) -> Challenge {
    let total = run.final_tally();
    let requests = run.setup.requests;
    let truth = total.origin_fetches;
    let mut figures: BTreeSet<u64> = [truth].into();
    for wrong in [1, requests, 2, requests / 2, 0] {
        if figures.len() < 4 {
            figures.insert(wrong);
        }
    }
    Challenge {
        id: "origin-requests".to_owned(),
        prompt: format!(
            "After all {} requests: how many will have reached the origin?",
            grouped(requests)
        ),
        answer: figures
            .iter()
            .position(|figure| *figure == truth)
            .unwrap_or(0),
        options: figures.into_iter().map(grouped).collect(),
        explanation: format!(
            "Only a miss can reach the origin. Look-ups: {}; misses: {}; sent to the origin: {}.",
            grouped(total.lookups),
            grouped(total.misses),
            grouped(truth)
        ),
    }
}
