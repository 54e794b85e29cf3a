//! The finished computation: all days with the rule and without, and some objects followed.
//!
//! Computed once for a set of inputs; a step of the diagram only moves the day.

use std::collections::{BTreeMap, BTreeSet};

use super::class::Class;
use super::day::{Bill, Day, EventKind, Spot};
use super::life::{Life, Original, Why};
use super::money::Money;
use super::plan::{Move, Plan, Versioning};
use super::world;

/// How many batches of daily uploads are followed.
const BATCHES: u32 = 5;

/// All days of one set of inputs.
#[derive(Debug)]
pub(super) struct Run {
    pub plan: Plan,
    /// Day 0 first.
    pub days: Vec<Day>,
    /// The bills of the same days without any rule.
    pub without: Vec<Bill>,
    /// Objects to follow; the first are those of day 0.
    pub batches: Vec<Batch>,
    /// Days on which the rule has come to cost less than no rule after having cost more
    /// (`true`), or the other way round.
    pub turns: BTreeMap<u32, bool>,
    /// Every spot on which something ever stands.
    pub spots: BTreeSet<Spot>,
    /// The way down that the rule leads an object which nobody overwrites or deletes; of a
    /// refused rule the way that was asked for.
    pub path: Vec<Move>,
    /// Which transitions old versions ever take.
    pub old_steps: BTreeSet<(Class, Class)>,
    /// Transitions that this object never takes.
    pub untaken: Vec<Move>,
}

/// Objects uploaded on one day, with all their versions.
#[derive(Debug)]
pub(super) struct Batch {
    pub uploaded: u32,
    /// One after the other, each written over the one before.
    pub versions: Vec<Life>,
}

/// Where the followed objects are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whereabouts {
    NotYet,
    In(Class),
    /// Behind a delete marker, or gone.
    Gone,
}

impl Run {
    pub(super) fn new(plan: Plan) -> Self {
        let days = world::run(&plan);
        let without: Vec<Bill> = if plan.rule.is_empty() {
            days.iter().map(|day| day.bill).collect()
        } else {
            world::run(&plan.without_rule())
                .iter()
                .map(|day| day.bill)
                .collect()
        };
        let path = path(&plan);
        Self {
            batches: batches(&plan),
            turns: turns(&days, &without),
            spots: days
                .iter()
                .flat_map(|day| day.holdings.keys().copied())
                .collect(),
            old_steps: old_steps(&days),
            untaken: untaken(&plan, &path),
            path,
            plan,
            days,
            without,
        }
    }

    /// The day, or the last one.
    pub(super) fn day(&self, day: u32) -> &Day {
        static EMPTY: Day = Day::EMPTY;
        self.days.get(day as usize).unwrap_or(&EMPTY)
    }

    /// The bill of a day without any rule.
    pub(super) fn without(&self, day: u32) -> Bill {
        self.without.get(day as usize).copied().unwrap_or_default()
    }

    /// What the rule has saved by a day; negative when it has cost more.
    pub(super) fn saved(&self, day: u32) -> Money {
        self.without(day).total() - self.day(day).bill.total()
    }

    /// Whether what happened on a day is only what happened the day before.
    pub(super) fn is_routine(&self, day: u32) -> bool {
        let before = day.checked_sub(1).map(|yesterday| self.day(yesterday));
        !self.turns.contains_key(&day)
            && self
                .day(day)
                .events
                .iter()
                .all(|event| before.is_some_and(|before| before.has(|kind| kind == &event.kind)))
    }

    /// Whether old versions ever stand in the bucket.
    pub(super) fn has_old_versions(&self) -> bool {
        self.spots.iter().any(|spot| spot.old)
    }

    /// Whether an object that expires or is deleted leaves a delete marker.
    pub(super) fn hides_instead_of_deleting(&self) -> bool {
        self.plan.workload.versioning != Versioning::Off
    }

    /// In which classes the followed versions stand when they become old.
    pub(super) fn classes_turning_old(&self) -> BTreeSet<Class> {
        self.batches
            .iter()
            .flat_map(|batch| &batch.versions)
            .flat_map(|version| &version.stages)
            .filter(|stage| stage.old_since == Some(stage.from))
            .map(|stage| stage.class)
            .collect()
    }

    /// The first day on which something of this sort happens.
    pub(super) fn first_day_of(&self, test: impl Fn(&EventKind) -> bool) -> Option<u32> {
        self.days
            .iter()
            .position(|day| day.has(&test))
            .and_then(|day| u32::try_from(day).ok())
    }
}

impl Batch {
    fn follow(plan: &Plan, uploaded: u32) -> Self {
        let mut versions: Vec<Life> = Vec::new();
        let mut original = None;
        let mut next = Some(uploaded);
        while let Some(created) = next {
            let life = Life::live(plan, created, original);
            if created == 0 && plan.workload.versioning == Versioning::Suspended {
                original = Some(Original {
                    removed: life.removed.map(|removal| removal.day),
                });
            }
            next = life.overwritten;
            versions.push(life);
        }
        Self { uploaded, versions }
    }

    /// The version that was written last.
    pub(super) fn latest_on(&self, day: u32) -> Option<&Life> {
        self.versions
            .iter()
            .rev()
            .find(|version| version.created <= day)
    }

    /// Where its current versions are at the end of a day.
    pub(super) fn whereabouts(&self, day: u32) -> Whereabouts {
        match self.latest_on(day).map(|version| version.stage_on(day)) {
            None => Whereabouts::NotYet,
            Some(Some(stage)) if stage.old_since.is_none() => Whereabouts::In(stage.class),
            Some(_) => Whereabouts::Gone,
        }
    }
}

fn batches(plan: &Plan) -> Vec<Batch> {
    let workload = &plan.workload;
    let stride = workload.last_day.div_ceil(BATCHES).max(1);
    (0..BATCHES)
        .map(|nth| nth * stride)
        .filter(|day| *day <= workload.last_day && workload.uploads_on(*day) > 0)
        .map(|day| Batch::follow(plan, day))
        .collect()
}

fn turns(days: &[Day], without: &[Bill]) -> BTreeMap<u32, bool> {
    let mut turns = BTreeMap::new();
    let mut before = None;
    for (at, (day, without)) in (0..).zip(days.iter().zip(without)) {
        let (with, without) = (day.bill.total(), without.total());
        if with == without {
            continue;
        }
        let cheaper = with < without;
        if before == Some(!cheaper) {
            turns.insert(at, cheaper);
        }
        before = Some(cheaper);
    }
    turns
}

fn path(plan: &Plan) -> Vec<Move> {
    let start = Move {
        day: 0,
        to: plan.workload.class,
    };
    if plan.is_refused() {
        let mut path = vec![start];
        for step in &plan.asked.moves {
            if path.iter().all(|seen| seen.to != step.to) {
                path.push(*step);
            }
        }
        return path;
    }
    let mut ideal = plan.clone();
    ideal.workload.overwrite_every = None;
    ideal.workload.delete_day = None;
    ideal.workload.last_day = plan.asked.moves.last().map_or(0, |last| last.day.max(1));
    let mut path = vec![start];
    for stage in Life::live(&ideal, 0, None).stages {
        if let Why::Moved(day) = stage.why {
            path.push(Move {
                day,
                to: stage.class,
            });
        }
    }
    path
}

fn untaken(plan: &Plan, path: &[Move]) -> Vec<Move> {
    let mut steps = plan.asked.moves.clone();
    steps.retain(|step| path.iter().all(|taken| taken.to != step.to));
    steps.dedup_by_key(|step| step.to);
    steps
}

fn old_steps(days: &[Day]) -> BTreeSet<(Class, Class)> {
    days.iter()
        .flat_map(|day| &day.events)
        .filter_map(|event| match event.kind {
            EventKind::Moved {
                old: true,
                from,
                to,
                ..
            } => Some((from, to)),
            _ => None,
        })
        .collect()
}
