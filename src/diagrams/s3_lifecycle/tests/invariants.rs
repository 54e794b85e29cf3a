//! What holds for any inputs.

use proptest::prelude::*;

use super::standing;
use crate::diagrams::params::{ParamKind, Params, Value};
use crate::diagrams::s3_lifecycle::KIND;
use crate::diagrams::s3_lifecycle::class::Class;
use crate::diagrams::s3_lifecycle::day::EventKind;
use crate::diagrams::s3_lifecycle::life::{Gone, Life};
use crate::diagrams::s3_lifecycle::money::Money;
use crate::diagrams::s3_lifecycle::plan::Plan;
use crate::diagrams::s3_lifecycle::run::{Run, Whereabouts};

/// Random inputs with few days and small numbers, so that events are frequent.
fn any_params() -> impl Strategy<Value = Params> {
    prop::collection::vec(any::<u32>(), KIND.params.len()).prop_map(|picks| {
        let mut params = Params::defaults(KIND.params);
        for (spec, pick) in KIND.params.iter().zip(picks) {
            let value = match spec.kind {
                ParamKind::Choice { options, .. } => {
                    Value::Choice(options[pick as usize % options.len()].key)
                }
                ParamKind::Switch { .. } => Value::Switch(pick.is_multiple_of(4)),
                ParamKind::Number { .. } => number(spec.key, u64::from(pick)),
            };
            params.set(spec.key, value).unwrap();
        }
        params
    })
}

fn number(key: &str, pick: u64) -> Value {
    Value::Number(match key {
        "size" | "filter-size" => [1, 20 << 10, 128 << 10, 1 << 20, 1 << 33][pick as usize % 5],
        "days" => 1 + pick % 200,
        "day-2" | "old-day-2" => 60 + pick % 40,
        "day-3" => 100 + pick % 40,
        "day-4" => 140 + pick % 40,
        "old-keep" => pick % 3 * 2,
        _ if pick.is_multiple_of(3) => 0,
        _ => pick % 190,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn versions_are_conserved_and_cost_never_falls(params in any_params()) {
        let run = Run::new(Plan::new(&params));
        for pair in run.days.windows(2) {
            prop_assert!(pair[0].bill.total() <= pair[1].bill.total());
            prop_assert!(pair[0].written <= pair[1].written);
        }
        for (day, today) in run.days.iter().enumerate() {
            prop_assert_eq!(today.standing() + today.removed, today.written, "day {}", day);
            let tiered: u64 = today.tiers.values().sum();
            let inside: u64 = today.holdings.iter()
                .filter(|(spot, _)| spot.class == Class::IntelligentTiering)
                .map(|(_, holding)| holding.versions)
                .sum();
            prop_assert_eq!(tiered, inside);
        }
    }

    #[test]
    fn only_documented_transitions_happen(params in any_params()) {
        let run = Run::new(Plan::new(&params));
        for event in run.days.iter().flat_map(|day| &day.events) {
            if let EventKind::Moved { from, to, .. } = event.kind {
                prop_assert!(from.may_move_to(to), "{from:?} to {to:?}");
            }
        }
        if run.plan.is_refused() {
            prop_assert!(run.day(run.plan.workload.last_day).bill.moves == Money::ZERO);
        }
    }

    #[test]
    fn nothing_is_charged_once_the_minimum_is_over(
        size in 1_u64..1 << 40,
        count in 1_u64..1_000_000,
        days in 0_u32..400,
    ) {
        for class in Class::ALL {
            let fee = class.early_fee(size, count, days);
            prop_assert_eq!(fee == Money::ZERO, days >= class.traits().min_days);
        }
    }

    #[test]
    fn life_is_one_line_without_gaps(params in any_params(), created in 0_u32..100) {
        let plan = Plan::new(&params);
        let life = Life::live(&plan, created.min(plan.workload.last_day), None);
        prop_assert!(life.stages.is_sorted_by_key(|stage| stage.from));
        prop_assert!(life.stages.iter().all(|stage| stage.entered <= stage.from));
        let last = life.stages.last().unwrap();
        if let Some(removal) = life.removed {
            prop_assert!(removal.day >= last.from);
            prop_assert_eq!(removal.why == Gone::OldExpired, last.old_since.is_some());
        }
        prop_assert_eq!(life.overwritten.is_some_and(|day| day == life.created), false);
    }

    #[test]
    fn followed_objects_live_as_the_counted_ones_do(params in any_params()) {
        let run = Run::new(Plan::new(&params));
        for (day, today) in (0..).zip(&run.days) {
            for batch in &run.batches {
                if let Whereabouts::In(class) = batch.whereabouts(day) {
                    prop_assert!(standing(today, class) > 0, "day {day} {class:?}");
                }
            }
        }
    }
}
