//! The documented examples to the cent, the pictures and the predictions.

use super::class::{Class, Tier};
use super::day::{Day, EventKind};
use super::money::Money;
use super::plan::Plan;
use super::run::Run;
use super::{KIND, start};
use crate::diagrams::params::Params;
use crate::diagrams::scene::{ElementKind, Scene, Shape, Tone};

mod invariants;
mod versions;

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
    assert!(scene(&run, 6).element("broken-uploads").is_some());
}

#[test]
fn mfa_delete_refuses_any_rule() {
    let run = preset("mfa-delete");
    assert!(run.plan.is_refused());
    assert!(super::sentence::opening(&run).contains("MFA Delete"));
}

#[test]
fn picture_says_where_objects_went() {
    let run = preset("daily-logs");
    let card = scene(&run, 181).element("now-gone").unwrap().clone();
    assert!(matches!(card.kind, ElementKind::Node(node) if node.subtitle == "20,000 objects"));
}

#[test]
fn day_on_which_the_rule_has_paid_is_told() {
    let run = preset("full-waterfall");
    let day = *run.turns.keys().next().unwrap();
    assert!(run.saved(day - 1) <= Money::ZERO && run.saved(day) > Money::ZERO);
    assert!(sentence(&run, day).contains("has cost less than no rule"));
    assert!(!run.is_routine(day));
}

#[test]
fn reads_can_turn_the_gain_into_a_loss_again() {
    let run = preset("read-too-often");
    let turns: Vec<bool> = run.turns.values().copied().collect();
    assert_eq!(turns[..2], [true, false]);
    let day = *run.turns.keys().nth(1).unwrap();
    assert!(sentence(&run, day).contains("cost more than no rule again"));
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

#[test]
fn hiding_objects_does_not_lower_the_bill() {
    let hidden = challenge("versioned-expiry", 59);
    assert_eq!(hidden.options[hidden.answer], "$2.25");
    assert!(super::challenge::at(&preset("versioned-expiry"), 58).is_none());
}

#[test]
fn tier_ahead_is_asked_while_objects_are_frequent() {
    let tier = challenge("intelligent-tiering", 20);
    assert_eq!(tier.options[tier.answer], "Archive Instant Access");
    let archive = challenge("intelligent-tiering-archive", 20);
    assert_eq!(archive.options.len(), 5);
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
