//! Predictions to make, each answered from the finished run.

use crate::base::text::byte_size;
use crate::diagrams::Challenge;

use super::life::Life;
use super::money::Money;
use super::run::Run;
use super::sentence::objects;
use super::world::EventKind;

/// How far ahead the comparison of costs looks.
const LOOK_AHEAD_DAYS: u32 = 60;
/// How long after a move the early removal is asked for.
const AFTER_MOVE_DAYS: u32 = 10;
/// At most so many answers.
const MAX_OPTIONS: usize = 4;

/// The prediction to ask for at the end of a day.
pub(super) fn at(run: &Run, day: u32) -> Option<Challenge> {
    if day == 0 {
        return first_leave(run);
    }
    early_removal(run, day).or_else(|| cheaper(run, day))
}

/// On which day do the first objects leave the class they were uploaded to?
fn first_leave(run: &Run) -> Option<Challenge> {
    let asked = &run.plan.asked;
    let first = run.batches.first()?.versions.first()?;
    if asked.moves.is_empty() {
        return None;
    }
    let start = run.plan.workload.class.label();
    let last_day = run.plan.workload.last_day;
    let left = leaves(first);
    let in_rule = asked.moves.iter().map(|step| step.day).chain(asked.expire);
    let mut days: Vec<u32> = left
        .into_iter()
        .chain(in_rule.filter(|day| *day > 0))
        .collect();
    days.extend(days.first().map(|day| day + 30));
    let mut kept: Vec<u32> = Vec::new();
    for day in days {
        if !kept.contains(&day) && kept.len() < MAX_OPTIONS - 1 {
            kept.push(day);
        }
    }
    kept.sort_unstable();
    let answer = left
        .and_then(|day| kept.iter().position(|kept| *kept == day))
        .unwrap_or(kept.len());
    let mut options: Vec<String> = kept.iter().map(|day| format!("Day {day}")).collect();
    options.push(format!("Not within {last_day} days"));
    Some(Challenge {
        id: "first-leave".to_owned(),
        prompt: format!("On which day do the first objects leave {start}?"),
        options,
        answer,
        explanation: match left {
            Some(day) => super::sentence::of_day(run, day),
            None => why_they_stay(run, first),
        },
    })
}

fn leaves(life: &Life) -> Option<u32> {
    let start = life.stages.first()?.class;
    let moved = life.stages.iter().find(|stage| stage.class != start);
    let moved = moved.map(|stage| stage.from);
    let removed = life.removed.map(|removal| removal.day);
    match (moved, removed) {
        (Some(moved), Some(removed)) => Some(moved.min(removed)),
        (moved, removed) => moved.or(removed),
    }
}

fn why_they_stay(run: &Run, first: &Life) -> String {
    match first.skips.first() {
        Some(skip) => super::sentence::of_day(run, skip.day),
        None => super::sentence::rule(&run.plan),
    }
}

/// Will the rule have paid by a day ahead?
fn cheaper(run: &Run, day: u32) -> Option<Challenge> {
    let first = run.first_day_of(|kind| matches!(kind, EventKind::Moved { .. }))?;
    let horizon = (first + LOOK_AHEAD_DAYS).min(run.plan.workload.last_day);
    if day != first || horizon == first {
        return None;
    }
    let (with, without) = (run.day(horizon).bill.total(), run.without(horizon).total());
    let (then, then_without) = (run.day(first).bill.total(), run.without(first).total());
    Some(Challenge {
        id: format!("cheaper-on-day-{horizon}"),
        prompt: format!("On day {horizon}, will the rule have cost less than no rule?"),
        options: vec![
            "Yes, less".to_owned(),
            "No, more".to_owned(),
            "Exactly the same".to_owned(),
        ],
        answer: match with.cmp(&without) {
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Greater => 1,
            std::cmp::Ordering::Equal => 2,
        },
        explanation: format!(
            "Today {then} are paid with the rule and {then_without} without; on day {horizon} it is \
             {with} and {without}. A move pays its requests at once and earns them back by cheaper \
             storage, the sooner the larger the objects."
        ),
    })
}

/// What would early removal cost now?
fn early_removal(run: &Run, day: u32) -> Option<Challenge> {
    let batch = run.batches.first()?;
    let version = batch
        .latest_on(day)
        .filter(|version| version.created == 0)?;
    let stage = version.stage_on(day)?;
    let traits = stage.class.traits();
    let due = stage.entered + AFTER_MOVE_DAYS == day && traits.min_days > AFTER_MOVE_DAYS;
    if !due || stage.old_since.is_some() {
        return None;
    }
    let (size, count) = (run.plan.workload.size, run.plan.workload.objects);
    let fee = |inside| stage.class.early_fee(size, count, inside).to_string();
    let right = fee(AFTER_MOVE_DAYS);
    let mut options = vec![
        Money::ZERO.to_string(),
        right.clone(),
        fee(0),
        fee(traits.min_days - AFTER_MOVE_DAYS),
    ];
    options.sort_unstable();
    options.dedup();
    let missing = traits.min_days - AFTER_MOVE_DAYS;
    let answer = options.iter().position(|option| *option == right)?;
    (options.len() > 1).then(|| Challenge {
        id: format!("early-removal-on-day-{day}"),
        prompt: format!(
            "The first {} of {} have been in {} for {AFTER_MOVE_DAYS} days. What is charged for the \
             early removal if they are deleted for good now?",
            objects(count),
            byte_size(size),
            stage.class.label()
        ),
        options,
        answer,
        explanation: format!(
            "{} bills {} days at least. {AFTER_MOVE_DAYS} are over, so the storage of the missing \
             {missing} is charged: {right}.",
            stage.class.label(),
            traits.min_days
        ),
    })
}
