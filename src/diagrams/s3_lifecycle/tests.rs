//! The documented examples to the cent, and what holds for any inputs.

use proptest::prelude::*;

use super::class::{Class, Tier};
use super::life::{Gone, Life};
use super::money::Money;
use super::plan::Plan;
use super::run::Run;
use super::world::{Day, EventKind};
use super::{KIND, start};
use crate::diagrams::params::{ParamKind, Params, Value};
use crate::diagrams::scene::{ElementKind, Scene, Shape, Tone};

fn params(values: &[(&str, &str)]) -> Params {
    let mut params = Params::defaults(KIND.params);
    for (key, value) in values {
        params.set_text(key, value).unwrap();
    }
    params
}

fn run(values: &[(&str, &str)]) -> Run {
    Run::new(Plan::new(&params(values)))
}

fn preset(key: &str) -> Run {
    let preset = KIND
        .presets
        .iter()
        .find(|preset| preset.key == key)
        .unwrap();
    Run::new(Plan::new(
        &Params::from_preset(KIND.params, preset).unwrap(),
    ))
}

/// All that was paid for early removal.
fn early(run: &Run) -> String {
    run.days.last().unwrap().bill.early.to_string()
}

fn sentence(run: &Run, day: u32) -> String {
    super::sentence::of_day(run, day)
}

/// Current objects in a class.
fn standing(day: &Day, class: Class) -> u64 {
    day.holdings
        .iter()
        .filter(|(spot, _)| !spot.old && spot.class == class)
        .map(|(_, holding)| holding.versions)
        .sum()
}

fn old_versions(day: &Day) -> u64 {
    day.standing() - day.current()
}

#[test]
fn small_objects_forced_into_ia_are_billed_as_128_kb() {
    let run = preset("tiny-objects-forced");
    let monthly = |day: u32| -> Money {
        run.day(day)
            .holdings
            .values()
            .map(|holding| holding.monthly)
            .sum()
    };
    assert_eq!(monthly(29).to_string(), "$0.44");
    assert_eq!(monthly(30).to_string(), "$1.53");
}

#[test]
fn object_deleted_after_ten_days_in_ia_pays_for_twenty_more() {
    let run = run(&[
        ("objects", "1"),
        ("size", "100 GB"),
        ("move-1", "standard-ia"),
        ("delete-day", "40"),
    ]);
    assert_eq!(early(&run), "$0.83");
    assert!(sentence(&run, 40).contains("minimum duration was not over: $0.83"));
}

#[test]
fn step_too_soon_after_ia_is_refused_and_nothing_moves() {
    let run = preset("invalid-waterfall");
    assert!(run.plan.is_refused());
    let opening = super::sentence::opening(&run);
    assert!(opening.contains("day 60 at the earliest"), "{opening}");
    assert_eq!(standing(run.day(119), Class::Standard), 1_000_000);
    let way = scene(&run, 0)
        .element("now-standard-ia--now-glacier-instant")
        .unwrap()
        .clone();
    assert!(matches!(way.kind, ElementKind::Edge(edge) if edge.tone == Tone::Bad));
}

#[test]
fn one_zone_to_glacier_instant_is_refused() {
    let run = preset("one-zone-to-instant");
    assert!(run.plan.is_refused());
    assert!(super::sentence::opening(&run).contains("the one step down"));
}

#[test]
fn object_under_128_kb_stays_in_standard_without_a_filter() {
    let run = run(&[
        ("size", "100 KB"),
        ("move-1", "standard-ia"),
        ("move-2", "glacier-flexible"),
    ]);
    assert_eq!(standing(run.day(300), Class::Standard), 1_000_000);
    assert!(sentence(&run, 30).contains("under 128 KB"));
    assert_eq!(run.day(300).bill.moves, Money::ZERO);
}

#[test]
fn ten_terabytes_deleted_after_a_hundred_days_of_deep_archive_pay_for_eighty() {
    assert_eq!(early(&preset("deep-archive-early-delete")), "$27.03");
}

#[test]
fn million_moves_to_deep_archive_cost_fifty_dollars() {
    let run = run(&[("move-1", "deep-archive"), ("day-1", "1")]);
    assert_eq!(run.day(1).bill.moves.to_string(), "$50.00");
}

#[test]
fn sentence_says_what_moved_by_which_rule_and_for_how_much() {
    assert_eq!(
        sentence(&preset("access-logs"), 30),
        "Day 30: 1,000,000 objects move to Standard-IA (transition rule, day 30). \
         Each move is a billed request: $10.00."
    );
}

#[test]
fn older_default_lets_small_objects_go_to_the_archives_only() {
    let run = preset("tiny-objects-archived");
    assert_eq!(standing(run.day(60), Class::Standard), 1_000_000);
    assert_eq!(standing(run.day(90), Class::GlacierFlexible), 1_000_000);
}

#[test]
fn filter_that_takes_none_leaves_all_alone() {
    let run = run(&[
        ("filter", "larger-than"),
        ("filter-size", "1 MB"),
        ("move-1", "standard-ia"),
        ("expire", "60"),
    ]);
    assert_eq!(standing(run.day(365), Class::Standard), 1_000_000);
    assert!(super::sentence::opening(&run).contains("takes none of these objects"));
}

#[test]
fn expiration_in_a_versioned_bucket_only_hides() {
    let run = preset("versioned-expiry");
    assert_eq!(run.day(60).markers, 100_000);
    assert_eq!(run.day(60).current(), 0);
    assert_eq!(old_versions(run.day(60)), 100_000);
    assert_eq!(old_versions(run.day(149)), 100_000);
    assert_eq!(run.day(150).standing(), 0);
    assert_eq!(run.day(200).markers, 100_000, "no rule removes the markers");
}

#[test]
fn lone_delete_markers_go_the_day_after_the_last_version() {
    let run = preset("lone-delete-markers");
    assert_eq!(run.day(59).markers, 100_000);
    assert_eq!(run.day(60).standing(), 0);
    assert_eq!(run.day(60).markers, 100_000);
    assert_eq!(run.day(61).markers, 0);
}

#[test]
fn newest_old_versions_are_kept() {
    let run = run(&[
        ("objects", "1"),
        ("versioning", "enabled"),
        ("overwrite", "1"),
        ("old-expire", "5"),
        ("old-keep", "20"),
        ("days", "60"),
    ]);
    let old: Vec<u64> = run.days.iter().map(old_versions).collect();
    assert_eq!(old[20], 20, "fewer than the kept ones: all stay");
    assert!(
        old[30..].iter().all(|count| (20..=21).contains(count)),
        "{old:?}"
    );
}

#[test]
fn old_versions_go_after_their_days() {
    let run = run(&[
        ("objects", "3"),
        ("versioning", "enabled"),
        ("overwrite", "10"),
        ("old-expire", "15"),
        ("days", "40"),
    ]);
    let old: Vec<u64> = [9, 10, 20, 24, 25, 30]
        .map(|day| old_versions(run.day(day)))
        .to_vec();
    assert_eq!(old, [0, 3, 6, 6, 3, 6]);
}

#[test]
fn null_versions_replace_each_other_while_the_first_stays() {
    let run = preset("suspended-versioning");
    assert_eq!(old_versions(run.day(20)), 100_000);
    assert_eq!(
        old_versions(run.day(40)),
        100_000,
        "the null version left nothing"
    );
    assert_eq!(old_versions(run.day(65)), 0);
}

#[test]
fn delete_of_a_null_version_leaves_a_marker_that_waits_for_the_first_version() {
    let run = run(&[
        ("versioning", "suspended"),
        ("overwrite", "20"),
        ("delete-day", "30"),
        ("old-expire", "45"),
        ("marker-cleanup", "yes"),
        ("days", "100"),
    ]);
    assert_eq!(run.day(30).current(), 0);
    assert_eq!(old_versions(run.day(30)), 1_000_000);
    assert_eq!(run.day(65).markers, 1_000_000);
    assert_eq!(run.day(66).markers, 0);
}

#[test]
fn overwriting_in_ia_is_early_removal() {
    let run = run(&[
        ("objects", "1"),
        ("size", "100 GB"),
        ("class", "standard-ia"),
        ("overwrite", "10"),
        ("days", "10"),
    ]);
    assert_eq!(early(&run), "$0.83");
}

#[test]
fn intelligent_tiering_goes_down_unread_and_up_when_read() {
    let run = preset("intelligent-tiering");
    let tiers = |day: u32| run.day(day).tiers.keys().copied().collect::<Vec<_>>();
    assert_eq!(tiers(29), [Tier::Frequent]);
    assert_eq!(tiers(30), [Tier::Infrequent]);
    assert_eq!(tiers(90), [Tier::ArchiveInstant]);
    assert_eq!(tiers(120), [Tier::Frequent]);
    assert_eq!(tiers(150), [Tier::Infrequent]);
    assert_eq!(run.day(30).bill.monitoring.to_string(), "$0.25");
    assert_eq!(run.day(365).bill.early, Money::ZERO);
}

#[test]
fn small_objects_are_neither_tiered_nor_watched() {
    let run = run(&[("class", "intelligent-tiering"), ("size", "100 KB")]);
    assert_eq!(run.day(365).bill.monitoring, Money::ZERO);
    assert!(
        run.first_day_of(|kind| matches!(kind, EventKind::Cooled(_)))
            .is_none()
    );
}

#[test]
fn opt_in_tiers_take_what_nobody_reads_and_refuse_wrong_days() {
    let run = preset("intelligent-tiering-archive");
    assert!(run.day(120).tiers.contains_key(&Tier::Archive));
    assert!(run.day(240).tiers.contains_key(&Tier::DeepArchive));
    let refused = self::run(&[("class", "intelligent-tiering"), ("int-archive", "60")]);
    assert!(super::sentence::opening(&refused).contains("90 to 730 days"));
    assert!(!refused.day(365).tiers.contains_key(&Tier::Archive));
}

#[test]
fn reading_from_ia_costs_by_the_gigabyte() {
    let run = run(&[
        ("objects", "1"),
        ("size", "100 GB"),
        ("class", "standard-ia"),
        ("read-every", "5"),
        ("days", "5"),
    ]);
    assert_eq!(run.day(4).bill.reads, Money::ZERO);
    assert_eq!(run.day(5).bill.reads.to_string(), "$1.00");
}

#[test]
fn broken_uploads_cost_until_they_are_aborted() {
    let run = preset("broken-uploads");
    assert_eq!(run.day(6).broken_uploads, 200);
    assert_eq!(run.day(7).broken_uploads, 0);
    assert!(run.saved(60) > Money::ZERO);
    assert_eq!(run.saved(7), Money::ZERO);
}

#[test]
fn mfa_delete_refuses_any_rule() {
    let run = preset("mfa-delete");
    assert!(run.plan.is_refused());
    assert!(super::sentence::opening(&run).contains("MFA Delete"));
}

#[test]
fn day_on_which_the_rule_has_paid_is_told() {
    let run = preset("full-waterfall");
    let day = run.paid_back.unwrap();
    assert!(run.saved(day - 1) <= Money::ZERO && run.saved(day) > Money::ZERO);
    assert!(sentence(&run, day).contains("has cost less than no rule"));
    assert!(!run.is_routine(day));
}

#[test]
fn rule_without_effect_costs_the_same_as_no_rule() {
    let run = preset("tiny-objects");
    assert!((0..=180).all(|day| run.saved(day) == Money::ZERO));
}

#[test]
fn followed_objects_stand_on_the_picture() {
    let run = preset("daily-logs");
    let scene = scene(&run, 100);
    for id in [
        "batch-0",
        "batch-73",
        "now-standard",
        "now-glacier-instant",
        "bill",
        "cost",
    ] {
        assert!(scene.element(id).is_some(), "{id}");
    }
    assert!(scene.element("batch-146").is_none(), "not yet uploaded");
}

#[test]
fn challenges_are_answered_by_the_run() {
    let tiny = challenge("tiny-objects", 0);
    assert_eq!(tiny.options[tiny.answer], "Not within 180 days");
    let logs = challenge("access-logs", 0);
    assert_eq!(logs.options[logs.answer], "Day 30");
    let fee = challenge("access-logs", 40);
    let hundred_days = preset("access-logs").plan.workload;
    let right = Class::StandardIa.early_fee(hundred_days.size, hundred_days.objects, 10);
    assert_eq!(fee.options[fee.answer], right.to_string());
    let cheaper = challenge("access-logs", 30);
    assert_eq!(
        cheaper.answer == 0,
        preset("access-logs").saved(90) > Money::ZERO
    );
}

fn challenge(key: &str, day: u32) -> crate::diagrams::Challenge {
    super::challenge::at(&preset(key), day).unwrap()
}

fn scene(run: &Run, day: u32) -> Scene {
    super::scene::draw(run, day, Shape::Wide)
}

#[test]
fn hundred_million_objects_a_day_are_no_more_work_than_one() {
    let run = run(&[
        ("objects", "100000000"),
        ("size", "50 TB"),
        ("arrival", "daily"),
        ("versioning", "enabled"),
        ("overwrite", "7"),
        ("days", "730"),
        ("old-expire", "30"),
    ]);
    assert!(run.day(730).bill.total() > run.day(729).bill.total());
}

#[test]
fn presets_and_defaults_start() {
    for preset in KIND.presets {
        let params = Params::from_preset(KIND.params, preset).unwrap();
        assert!(start(&params, 0).opening().starts_with("Day 0: "));
    }
}

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
                if let super::run::Whereabouts::In(class) = batch.whereabouts(day) {
                    prop_assert!(standing(today, class) > 0, "day {day} {class:?}");
                }
            }
        }
    }
}
