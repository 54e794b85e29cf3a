use proptest::prelude::*;

use super::*;

const TODAY: Day = Day(20_000);

fn card() -> CardId {
    CardId::new("s3/lifecycle#waterfall")
}

fn answered(ratings: &[(Rating, i32)]) -> Memory {
    let scheduler = Scheduler::default();
    let mut memory = None;
    for (rating, day) in ratings {
        let outcomes = scheduler.next(&card(), memory.as_ref(), TODAY.plus(*day));
        memory = Some(outcomes.of(*rating).memory);
    }
    memory.unwrap()
}

fn labels(outcomes: &Outcomes) -> Vec<String> {
    Rating::ALL
        .iter()
        .map(|rating| outcomes.of(*rating).label())
        .collect()
}

#[test]
fn new_card_shows_the_published_first_intervals() {
    let outcomes = Scheduler::new(0.9).next(&card(), None, TODAY);
    assert_eq!(labels(&outcomes)[..3], ["today", "1 d", "2 d"]);
    // Initial stability of Easy is 8.3 days; fuzz moves it by two days at most.
    let Interval::Days(easy) = outcomes.easy.interval else {
        panic!("easy must graduate")
    };
    assert!((6..=10).contains(&easy), "{easy}");
    assert!((outcomes.good.memory.stability - 2.3065).abs() < 1e-4);
    assert!((outcomes.good.memory.difficulty - 2.118).abs() < 1e-3);
}

#[test]
fn card_rated_again_is_due_today_and_graduates_when_known() {
    let failed = answered(&[(Rating::Again, 0)]);
    assert_eq!(
        (failed.due, failed.state, failed.lapses),
        (TODAY, State::Learning, 0)
    );
    let known = answered(&[(Rating::Again, 0), (Rating::Good, 0)]);
    assert_eq!(known.state, State::Review);
    assert!(known.due > TODAY);
    assert_eq!(known.reps, 2);
}

#[test]
fn lapsed_card_returns_today() {
    let lapsed = answered(&[(Rating::Good, 0), (Rating::Again, 3)]);
    assert_eq!(
        (lapsed.due, lapsed.state, lapsed.lapses),
        (TODAY.plus(3), State::Relearning, 1)
    );
    let failed_twice = answered(&[(Rating::Good, 0), (Rating::Again, 3), (Rating::Again, 3)]);
    assert_eq!(failed_twice.lapses, 1, "one forgetting is one lapse");
}

#[test]
fn card_forgotten_eight_times_is_a_leech() {
    let rounds = |count: i32| {
        let ratings: Vec<_> = (0..count)
            .flat_map(|round| [(Rating::Good, round * 9), (Rating::Again, round * 9 + 8)])
            .collect();
        answered(&ratings)
    };
    assert!(!rounds(7).is_leech());
    assert!(rounds(8).is_leech());
}

#[test]
fn higher_retention_asks_sooner() {
    let memory = answered(&[(Rating::Good, 0), (Rating::Good, 3), (Rating::Good, 12)]);
    let due = |retention| {
        let scheduler = Scheduler::new(retention);
        scheduler
            .next(&card(), Some(&memory), memory.due)
            .good
            .memory
            .due
    };
    assert!(due(0.95) < due(0.9));
    assert!(due(0.9) < due(0.8));
}

#[test]
fn recall_is_ninety_percent_after_as_many_days_as_the_stability() {
    let scheduler = Scheduler::default();
    let memory = Memory {
        stability: 10.0,
        ..answered(&[(Rating::Good, 0)])
    };
    assert!((scheduler.retrievability(&memory, TODAY) - 1.0).abs() < 1e-6);
    assert!((scheduler.retrievability(&memory, TODAY.plus(10)) - 0.9).abs() < 1e-4);
    assert!((scheduler.retrievability(&memory, TODAY.plus(-5)) - 1.0).abs() < 1e-6);
}

#[test]
fn damaged_memory_starts_afresh() {
    let damaged = Memory {
        stability: f32::NAN,
        ..answered(&[(Rating::Good, 0)])
    };
    let outcomes = Scheduler::default().next(&card(), Some(&damaged), TODAY);
    assert!(outcomes.good.memory.stability.is_finite());
    assert!(outcomes.good.memory.due > TODAY);
}

#[test]
fn exam_that_is_over_changes_nothing() {
    let memory = answered(&[(Rating::Easy, 0)]);
    let day = memory.due;
    let plain = Scheduler::default().next(&card(), Some(&memory), day);
    let after = Scheduler::default().with_exam(Some(day));
    assert_eq!(after.next(&card(), Some(&memory), day), plain);
}

#[test]
fn short_intervals_are_exact_and_long_ones_spread() {
    assert_eq!(fuzzed(1, 0.9), 1);
    assert_eq!(fuzzed(2, 0.0), 2);
    assert_eq!((fuzzed(3, 0.0), fuzzed(3, 0.999)), (2, 4));
    assert_eq!((fuzzed(100, 0.0), fuzzed(100, 0.999)), (93, 107));
}

fn memories() -> impl Strategy<Value = Memory> {
    let state = prop_oneof![
        Just(State::Learning),
        Just(State::Review),
        Just(State::Relearning)
    ];
    (
        0.001_f32..2_000.0,
        1.0_f32..10.0,
        0_i32..700,
        0_u32..50,
        state,
    )
        .prop_map(|(stability, difficulty, ago, reps, state)| Memory {
            stability,
            difficulty,
            last: TODAY.plus(-ago),
            due: TODAY,
            reps,
            lapses: 0,
            state,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn better_rating_never_asks_sooner(memory in memories(), retention in 0.7_f32..0.97, exam in proptest::option::of(-5_i32..400)) {
        let scheduler = Scheduler::new(retention).with_exam(exam.map(|days| TODAY.plus(days)));
        let outcomes = scheduler.next(&card(), Some(&memory), TODAY);
        let intervals: Vec<_> = Rating::ALL.iter().map(|r| outcomes.of(*r).interval).collect();
        prop_assert!(intervals.is_sorted(), "{intervals:?}");
        prop_assert_eq!(intervals[0], Interval::Today);
        for rating in Rating::ALL {
            let outcome = outcomes.of(rating);
            prop_assert!(outcome.memory.stability > 0.0);
            prop_assert!((1.0..=10.0).contains(&outcome.memory.difficulty));
            prop_assert!(outcome.memory.due <= TODAY.plus(LONGEST_INTERVAL_DAYS as i32));
            prop_assert_eq!(outcome.memory.reps, memory.reps + 1);
        }
    }

    #[test]
    fn every_card_comes_before_the_exam(memory in memories(), left in 2_i32..400) {
        let scheduler = Scheduler::default().with_exam(Some(TODAY.plus(left)));
        let outcomes = scheduler.next(&card(), Some(&memory), TODAY);
        for rating in Rating::ALL {
            prop_assert!(outcomes.of(rating).memory.due < TODAY.plus(left));
        }
    }

    #[test]
    fn same_input_gives_the_same_outcomes(memory in memories()) {
        let scheduler = Scheduler::default();
        prop_assert_eq!(
            scheduler.next(&card(), Some(&memory), TODAY),
            scheduler.clone().next(&card(), Some(&memory), TODAY)
        );
    }
}
