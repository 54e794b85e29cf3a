//! What holds for every set of inputs: batches are exact, runs are short, and the rules of the
//! hooks are never broken.

use proptest::prelude::*;

use super::super::functions::Hook;
use super::super::inputs::SPECS;
use super::super::model::LambdaEdge;
use super::super::setup::Setup;
use super::super::trip::{Outcome, Stop};
use super::reference;
use crate::diagrams::Simulation as _;
use crate::diagrams::params::{ParamKind, Params, Value};

/// No run takes more steps, however many requests.
const MAX_STEPS: usize = 400;

/// Any inputs; numbers are small as often as large.
fn any_params() -> impl Strategy<Value = Params> {
    prop::collection::vec((any::<u64>(), 0_u32..32), SPECS.len()).prop_map(|picks| {
        let mut params = Params::defaults(SPECS);
        for (spec, (pick, shift)) in SPECS.iter().zip(picks) {
            let value = match spec.kind {
                ParamKind::Choice { options, .. } => {
                    Value::Choice(options[(pick % options.len() as u64) as usize].key)
                }
                ParamKind::Switch { .. } => Value::Switch(pick % 2 == 1),
                ParamKind::Number { min, max, .. } => {
                    let range = max - min + 1;
                    Value::Number(min + ((pick % range) >> (shift % (range.ilog2() + 1))))
                }
            };
            params.set(spec.key, value).unwrap();
        }
        params
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn batches_count_as_requests_do_one_by_one(params in any_params(), seed in any::<u64>()) {
        let mut run = LambdaEdge::new(Setup::read(&params), seed);
        let mut steps = 0;
        while run.step().is_some() {
            steps += 1;
        }
        prop_assert_eq!(run.tally, reference::totals(&run.setup, seed));
        prop_assert!(steps <= MAX_STEPS, "{} steps", steps);
    }

    #[test]
    fn counts_keep_to_the_rules_of_the_hooks(params in any_params(), seed in any::<u64>()) {
        let mut run = LambdaEdge::new(Setup::read(&params), seed);
        while run.step().is_some() {}
        let tally = run.tally;
        prop_assert_eq!(tally.requests, run.setup.requests);
        if run.setup.has(Hook::ViewerRequest) {
            prop_assert_eq!(
                tally.viewer_request,
                tally.requests - tally.refused_http - tally.blocked
            );
        }
        prop_assert!(tally.origin_request <= tally.misses);
        prop_assert!(tally.origin_response <= tally.origin_fetches);
        prop_assert!(tally.origin_fetches <= tally.misses);
        prop_assert_eq!(tally.hits + tally.misses, tally.lookups);
        prop_assert!(tally.viewer_response <= tally.lookups);
    }

    #[test]
    fn every_trip_keeps_to_the_rules(params in any_params(), seed in any::<u64>()) {
        let mut run = LambdaEdge::new(Setup::read(&params), seed);
        for _ in 0..60 {
            let Some(trip) = run.next_trip() else { break };
            let answered_early = trip.stages.iter().any(|stage| {
                stage.stop == Stop::Hook(Hook::ViewerRequest)
                    && matches!(stage.outcome, Outcome::Answered(_))
            });
            let writes = trip.stages.iter().filter(|stage| stage.write.is_some()).count();
            prop_assert!(writes <= 1 && !(answered_early && writes > 0));
            for pair in trip.stages.windows(2) {
                let status = pair[0].response.map_or(0, |response| response.status);
                if pair[1].call() == Some(Hook::ViewerResponse) {
                    prop_assert!(status < 400);
                }
            }
            prop_assert_eq!(trip.stages.last().map(|stage| stage.stop), Some(Stop::Send));
            prop_assert!(trip.stages.iter().all(|stage| stage.request.method == trip.sent.method));
            let early = run.final_tally();
            run.step();
            prop_assert_eq!(run.final_tally(), early);
        }
    }
}
