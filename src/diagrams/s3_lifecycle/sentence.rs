//! What happened on a day, in plain words, with the rule that made it happen.

use crate::base::text::{byte_size, grouped};

use super::class::{Class, Tier};
use super::day::{Event, EventKind};
use super::life::SkipReason;
use super::money::Money;
use super::plan::{Plan, Versioning};
use super::run::Run;

/// The sentence before the first step.
pub(super) fn opening(run: &Run) -> String {
    let workload = &run.plan.workload;
    let every = if workload.daily { " each day" } else { "" };
    let mut text = format!(
        "Day 0: {} of {} {} uploaded to {}{every}.",
        objects(workload.objects),
        byte_size(workload.size),
        verb(workload.objects, "is", "are"),
        workload.class.label(),
    );
    text.push(' ');
    text.push_str(&rule(&run.plan));
    text
}

/// The rule in words, or why it does not run.
pub(super) fn rule(plan: &Plan) -> String {
    let mut parts = Vec::new();
    if let Some(refusal) = plan.refusals.first() {
        let subject = if plan.is_refused() {
            "S3 refuses the rule"
        } else {
            "S3 refuses the archive tiers"
        };
        parts.push(format!("{subject}: {refusal}"));
        if plan.is_refused() {
            parts.push("The days run without it.".to_owned());
            return parts.join(" ");
        }
    }
    parts.push(if plan.rule.is_empty() {
        "No lifecycle rule is set.".to_owned()
    } else {
        format!("Rule: {}.", rule_parts(plan).join("; "))
    });
    if let Some(filter) = plan.rule.filter.filter(|_| !plan.rule_covers_objects()) {
        parts.push(format!(
            "It takes none of these objects: they are not {}.",
            filter.words()
        ));
    }
    parts.join(" ")
}

fn rule_parts(plan: &Plan) -> Vec<String> {
    let rule = &plan.rule;
    let mut parts = Vec::new();
    let mut steps: Vec<String> = rule
        .moves
        .iter()
        .map(|step| format!("{} on day {}", step.to.label(), step.day))
        .collect();
    if let Some(day) = rule.expire {
        steps.push(format!("expire on day {day}"));
    }
    if !steps.is_empty() {
        parts.push(steps.join(", "));
    }
    let mut old: Vec<String> = rule
        .old_moves
        .iter()
        .map(|step| format!("to {} after {}", step.to.label(), days(step.day)))
        .collect();
    if let Some(day) = rule.old_expire {
        let kept = match rule.old_keep {
            0 => String::new(),
            keep => format!(" but for the newest {keep}"),
        };
        old.push(format!("deleted after {}{kept}", days(day)));
    }
    if !old.is_empty() {
        parts.push(format!("old versions {}", old.join(", ")));
    }
    if rule.marker_cleanup {
        parts.push("lone delete markers are removed".to_owned());
    }
    if let Some(day) = rule.abort_after {
        parts.push(format!(
            "incomplete uploads are aborted after {}",
            days(day)
        ));
    }
    if let (Some(filter), Some(first)) = (rule.filter, parts.first_mut()) {
        *first = format!("objects {}: {first}", filter.words());
    }
    parts
}

/// What happened on a day.
pub(super) fn of_day(run: &Run, day: u32) -> String {
    let today = run.day(day);
    let mut told: Vec<String> = today
        .events
        .iter()
        .filter(|event| today.events.len() == 1 || event.kind != EventKind::Uploaded)
        .map(|event| of_event(event, &run.plan))
        .collect();
    if told.is_empty() {
        told.push(nothing(run, day));
    }
    if let Some(cheaper) = run.turns.get(&day) {
        let verdict = if *cheaper {
            "has cost less than no rule"
        } else {
            "has cost more than no rule again"
        };
        told.push(format!(
            "By today the rule {verdict}: {} against {}.",
            today.bill.total(),
            run.without(day).total()
        ));
    }
    format!("Day {day}: {}", told.join(" "))
}

fn nothing(run: &Run, day: u32) -> String {
    let today = run.day(day).bill;
    let before = day
        .checked_sub(1)
        .map_or_else(Default::default, |before| run.day(before).bill);
    let cost = today.total() - before.total();
    if cost == Money::ZERO {
        "nothing is stored and nothing is due.".to_owned()
    } else {
        format!("nothing is due; the day of storage costs {cost}.")
    }
}

fn of_event(event: &Event, plan: &Plan) -> String {
    let count = event.versions;
    let what = match event.kind {
        EventKind::UploadsAborted => format!(
            "{} {} aborted and their parts deleted (AbortIncompleteMultipartUpload).",
            noun(count, "incomplete upload"),
            verb(count, "is", "are"),
        ),
        EventKind::Moved {
            old, to, rule_day, ..
        } => moved(event, old, to, rule_day),
        EventKind::Skipped { from, to, why } => skipped(count, from, to, why),
        EventKind::Cooled(tier) => cooled(count, tier),
        EventKind::Expired { kept } => expired(count, kept, plan),
        EventKind::OldExpired => format!(
            "{} {} deleted for good (old versions after {}).",
            noun(count, "old version"),
            verb(count, "is", "are"),
            days(plan.rule.old_expire.unwrap_or(0)),
        ),
        EventKind::MarkersRemoved => format!(
            "{} with no version behind {} removed (ExpiredObjectDeleteMarker).",
            noun(count, "delete marker"),
            verb(count, "is", "are"),
        ),
        EventKind::Deleted { kept } => deleted(count, kept, plan),
        EventKind::Overwritten { kept: true } => format!(
            "{} {} overwritten; the old versions stay and are billed in full.",
            objects(count),
            verb(count, "is", "are"),
        ),
        EventKind::Overwritten { kept: false } => format!(
            "{} {} overwritten; nothing of the old data is kept.",
            objects(count),
            verb(count, "is", "are"),
        ),
        EventKind::Uploaded => format!(
            "{} {} uploaded to {}.",
            objects(count),
            verb(count, "is", "are"),
            plan.workload.class.label()
        ),
        EventKind::Read(class) => read(event, class),
        EventKind::Warmed => format!(
            "{} {} back to Frequent Access, without a fee.",
            objects(count),
            verb(count, "goes", "go"),
        ),
    };
    if event.early == Money::ZERO {
        what
    } else {
        format!(
            "{what} The minimum duration was not over: {} for the missing days.",
            event.early
        )
    }
}

fn moved(event: &Event, old: bool, to: Class, rule_day: u32) -> String {
    let count = event.versions;
    let (who, rule) = if old {
        (
            noun(count, "old version"),
            format!("{} after replacement", days(rule_day)),
        )
    } else {
        (objects(count), format!("day {rule_day}"))
    };
    format!(
        "{who} {} to {} (transition rule, {rule}). {}: {}.",
        verb(count, "moves", "move"),
        to.label(),
        if count == 1 {
            "The move is a billed request"
        } else {
            "Each move is a billed request"
        },
        event.cost
    )
}

fn skipped(count: u64, from: Class, to: Class, why: SkipReason) -> String {
    let stay = format!("{} {}", noun(count, "object"), verb(count, "stays", "stay"));
    let (from, to) = (from.label(), to.label());
    match why {
        SkipReason::TooSmall => format!(
            "{stay} in {from}: under 128 KB nothing moves to {to} by default (TransitionDefaultMinimumObjectSize)."
        ),
        SkipReason::AlreadyThere => format!("{stay} where the rule would move them: in {to}."),
        SkipReason::NoWay => {
            format!("{stay} in {from}: from there no transition leads to {to}.")
        }
        SkipReason::InArchiveTier => format!(
            "{stay} in an archive tier of {from}: the simulator moves nothing from there to {to}."
        ),
    }
}

fn cooled(count: u64, tier: Tier) -> String {
    format!(
        "{} {} to the {} tier of Intelligent-Tiering: nobody has read {}; the move is free.",
        noun(count, "object"),
        verb(count, "goes", "go"),
        tier.label(),
        verb(count, "it", "them"),
    )
}

fn expired(count: u64, kept: bool, plan: &Plan) -> String {
    let who = format!("{} {}", objects(count), verb(count, "expires", "expire"));
    let day = plan.rule.expire.unwrap_or(0);
    match (kept, plan.workload.versioning) {
        (true, _) => format!(
            "{who} (rule, day {day}): a delete marker hides each; the versions behind are still billed."
        ),
        (false, Versioning::Suspended) => format!(
            "{who} (rule, day {day}): a delete marker with the ID null replaces each null version."
        ),
        (false, _) => format!(
            "{who} and {} gone for good (rule, day {day}).",
            verb(count, "is", "are")
        ),
    }
}

fn deleted(count: u64, kept: bool, plan: &Plan) -> String {
    let who = format!("{} {} deleted", objects(count), verb(count, "is", "are"));
    match (kept, plan.workload.versioning) {
        (true, _) => format!(
            "{who} without a version ID: a delete marker hides each; the versions behind are still billed."
        ),
        (false, Versioning::Suspended) => {
            format!("{who}: a delete marker with the ID null replaces each null version.")
        }
        (false, _) => format!("{who} for good."),
    }
}

fn read(event: &Event, class: Class) -> String {
    let how = if class.is_archive() {
        "restored and read"
    } else {
        "read"
    };
    format!(
        "{} in {} {} {how}: {}.",
        noun(event.versions, "object"),
        class.label(),
        verb(event.versions, "is", "are"),
        event.cost
    )
}

/// `1 object`, `2,000 objects`.
pub(super) fn objects(count: u64) -> String {
    noun(count, "object")
}

pub(super) fn noun(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(count))
}

fn days(count: u32) -> String {
    noun(u64::from(count), "day")
}

fn verb<'a>(count: u64, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}
