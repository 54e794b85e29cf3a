//! Predictions to make, each answered from the finished run.

use crate::base::text::byte_size;
use crate::diagrams::Challenge;

use super::class::Tier;
use super::day::EventKind;
use super::life::Life;
use super::money::Money;
use super::run::Run;
use super::sentence::objects;

/// How far ahead the comparison of costs looks.
const LOOK_AHEAD_DAYS: u32 = 60;
/// How long after a move the early removal is asked for.
const AFTER_MOVE_DAYS: u32 = 10;
/// How far ahead the tier is asked for, and how long before the first move to a colder one.
const TIER_AHEAD_DAYS: u32 = 80;
const BEFORE_COOLING_DAYS: u32 = 10;
/// At most so many answers.
const MAX_OPTIONS: usize = 4;

/// The prediction to ask for at the end of a day.
pub(super) fn at(run: &Run, day: u32) -> Option<Challenge> {
    if day == 0 {
        return first_leave(run);
    }
    early_removal(run, day)
        .or_else(|| cheaper(run, day))
        .or_else(|| hidden(run, day))
        .or_else(|| tier(run, day))
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
    let in_rule = asked
        .moves
        .iter()
        .map(|step| step.day.max(1))
        .chain(asked.expire);
    let mut days: Vec<u32> = left.into_iter().chain(in_rule).collect();
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
            "By today {then} has been paid with the rule and {then_without} without; by day {horizon} \
             it is {with} and {without}. A move pays its requests at once and earns them back by cheaper \
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
    let fee = |inside| stage.class.early_fee(size, count, inside);
    let right = fee(AFTER_MOVE_DAYS);
    let others = [Money::ZERO, fee(0), fee(traits.min_days - AFTER_MOVE_DAYS)];
    let (options, answer) = amounts(right, &others)?;
    let missing = traits.min_days - AFTER_MOVE_DAYS;
    Some(Challenge {
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

/// What will hidden objects cost?
fn hidden(run: &Run, day: u32) -> Option<Challenge> {
    let tomorrow = run.days.get(day as usize + 1)?;
    let hides = |kind: &EventKind| {
        matches!(
            kind,
            EventKind::Expired { kept: true } | EventKind::Deleted { kept: true }
        )
    };
    if run.first_day_of(hides) != Some(day + 1) {
        return None;
    }
    let (now, then) = (run.day(day).monthly(), tomorrow.monthly());
    let (options, answer) = amounts(then, &[Money::ZERO, now, now * 2])?;
    let what = if tomorrow.has(|kind| matches!(kind, EventKind::Deleted { .. })) {
        "deletes all objects without a version ID"
    } else {
        "reaches the day on which the first objects expire"
    };
    Some(Challenge {
        id: format!("hidden-on-day-{}", day + 1),
        prompt: format!(
            "Tomorrow this versioned bucket {what}. All that is stored costs {now} a month today; \
             how much tomorrow?"
        ),
        options,
        answer,
        explanation: format!(
            "A delete marker hides an object and removes no byte: what was current is an old version \
             now and costs as much. The bill is {then} a month until old versions are deleted."
        ),
    })
}

/// In which tier of Intelligent-Tiering will objects be?
fn tier(run: &Run, day: u32) -> Option<Challenge> {
    let horizon = day + TIER_AHEAD_DAYS;
    let cooled = run.first_day_of(|kind| matches!(kind, EventKind::Cooled(_)))?;
    let asked = cooled.saturating_sub(BEFORE_COOLING_DAYS).max(1);
    let ahead = run.days.get(horizon as usize)?;
    if day != asked || ahead.tiers.len() != 1 {
        return None;
    }
    let right = *ahead.tiers.keys().next()?;
    let workload = &run.plan.workload;
    let mut tiers = vec![Tier::Frequent, Tier::Infrequent, Tier::ArchiveInstant];
    tiers.extend(workload.archive_after.map(|_| Tier::Archive));
    tiers.extend(workload.deep_archive_after.map(|_| Tier::DeepArchive));
    Some(Challenge {
        id: format!("tier-on-day-{horizon}"),
        prompt: format!(
            "In which tier of Intelligent-Tiering will the objects be on day {horizon}?"
        ),
        answer: tiers.iter().position(|tier| *tier == right)?,
        options: tiers.iter().map(|tier| tier.label().to_owned()).collect(),
        explanation: format!(
            "In {}. Without a read objects go to Infrequent Access after 30 days and to Archive \
             Instant Access after 90, to the opt-in tiers after the days that are set; a read brings \
             them back to Frequent Access.",
            right.label()
        ),
    })
}

/// Different amounts by size, and which of them is right; none if there is nothing to choose.
fn amounts(right: Money, others: &[Money]) -> Option<(Vec<String>, usize)> {
    let mut sorted = others.to_vec();
    sorted.push(right);
    sorted.sort_unstable();
    let mut options: Vec<String> = sorted.iter().map(ToString::to_string).collect();
    options.dedup();
    let right = right.to_string();
    let answer = options.iter().position(|option| *option == right)?;
    (options.len() > 1).then_some((options, answer))
}
