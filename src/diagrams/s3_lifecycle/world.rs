//! The whole bucket day by day: how many versions stand where, what happened, what it cost.
//!
//! Versions written on the same day are one cohort with one [`Life`], so a hundred million
//! objects cost no more than one. Storage of a day is billed for what stood at its beginning.

use std::collections::BTreeMap;

use super::class::{Class, Tier, daily_monitoring, daily_storage};
use super::day::{Day, Event, EventKind, Spot};
use super::life::{Gone, Life, Original, Stage, Why};
use super::money::Money;
use super::plan::{Plan, Versioning};

/// All days of a plan, day 0 first.
pub(super) fn run(plan: &Plan) -> Vec<Day> {
    let mut world = World {
        plan,
        cohorts: Vec::new(),
        original: None,
        daily_storage: Money::ZERO,
        daily_monitoring: Money::ZERO,
        today: Day {
            broken_uploads: plan.workload.broken_uploads,
            ..Day::EMPTY
        },
    };
    (0..=plan.workload.last_day)
        .map(|day| {
            world.live_through(day);
            world.today.clone()
        })
        .collect()
}

/// Versions that live one life.
struct Cohort {
    count: u64,
    life: Life,
    /// Whether a version from before the suspension stands behind.
    over_original: bool,
}

struct World<'a> {
    plan: &'a Plan,
    cohorts: Vec<Cohort>,
    /// The fate of the versions that were written before versioning was suspended.
    original: Option<Original>,
    /// What a day costs as things stand.
    daily_storage: Money,
    daily_monitoring: Money,
    today: Day,
}

impl World<'_> {
    fn live_through(&mut self, day: u32) {
        self.today.bill.storage += self.daily_storage;
        self.today.bill.monitoring += self.daily_monitoring;
        self.today.events.clear();
        self.abort_uploads(day);
        let mut events = Vec::new();
        let (mut rewritten, mut over_original) = (0, 0);
        for cohort in &self.cohorts {
            cohort.events_on(day, self.plan, &mut events);
            self.today.markers += cohort.markers_made_on(day);
            self.today.markers -= cohort.markers_removed_on(day);
            if cohort.life.removed.is_some_and(|gone| gone.day == day) {
                self.today.removed += cohort.count;
            }
            if cohort.life.overwritten == Some(day) {
                if cohort.has_original_behind(self.plan) {
                    over_original += cohort.count;
                } else {
                    rewritten += cohort.count;
                }
            }
        }
        self.cohorts.retain(|cohort| !cohort.is_settled_on(day));
        let uploaded = self.plan.workload.uploads_on(day);
        if uploaded > 0 {
            events.push(Event {
                kind: EventKind::Uploaded,
                versions: uploaded,
                cost: self.upload_cost(uploaded),
                early: Money::ZERO,
            });
        }
        self.begin(day, uploaded + rewritten, false);
        self.begin(day, over_original, true);
        self.book(events);
        self.take_stock(day);
    }

    fn abort_uploads(&mut self, day: u32) {
        if self.plan.rule.abort_after == Some(day) && self.today.broken_uploads > 0 {
            self.today.events.push(Event {
                kind: EventKind::UploadsAborted,
                versions: self.today.broken_uploads,
                cost: Money::ZERO,
                early: Money::ZERO,
            });
            self.today.broken_uploads = 0;
        }
    }

    /// A cohort of new versions.
    fn begin(&mut self, day: u32, count: u64, over_original: bool) {
        if count == 0 {
            return;
        }
        let original = self.original.filter(|_| over_original);
        let life = Life::live(self.plan, day, original);
        if day == 0 && self.plan.workload.versioning == Versioning::Suspended {
            self.original = Some(Original {
                removed: life.removed.map(|removal| removal.day),
            });
        }
        self.today.written += count;
        self.cohorts.push(Cohort {
            count,
            life,
            over_original,
        });
    }

    fn upload_cost(&self, count: u64) -> Money {
        Money::requests(count, self.plan.workload.class.traits().put)
    }

    /// Adds up events of one kind, in the order of the day, and pays for them.
    fn book(&mut self, events: Vec<Event>) {
        let mut sums: BTreeMap<EventKind, Event> = BTreeMap::new();
        for event in events {
            let bill = &mut self.today.bill;
            bill.early += event.early;
            match event.kind {
                EventKind::Moved { .. } => bill.moves += event.cost,
                EventKind::Read(_) => bill.reads += event.cost,
                _ => bill.uploads += event.cost,
            }
            match event.kind {
                EventKind::Expired { kept: false } | EventKind::Deleted { kept: false } => {
                    self.today.removed_current += event.versions;
                }
                EventKind::OldExpired => self.today.removed_old += event.versions,
                _ => {}
            }
            sums.entry(event.kind)
                .and_modify(|sum| {
                    sum.versions += event.versions;
                    sum.cost += event.cost;
                    sum.early += event.early;
                })
                .or_insert(event);
        }
        self.today.events.extend(sums.into_values());
    }

    /// Counts what stands where, and what the next day of it will cost.
    fn take_stock(&mut self, day: u32) {
        let size = self.plan.workload.size;
        let mut counts: BTreeMap<(Spot, Option<Tier>), u64> = BTreeMap::new();
        for cohort in &self.cohorts {
            if let Some(stage) = cohort.life.stage_on(day) {
                *counts.entry((stage.spot(), stage.tier)).or_default() += cohort.count;
            }
        }
        self.today.holdings.clear();
        self.today.tiers.clear();
        self.daily_storage = daily_storage(Class::Standard, None, size) * self.today.broken_uploads;
        self.daily_monitoring = Money::ZERO;
        for ((spot, tier), count) in counts {
            let storage = daily_storage(spot.class, tier, size) * count;
            let monitoring = daily_monitoring(spot.class, size) * count;
            let holding = self.today.holdings.entry(spot).or_default();
            holding.versions += count;
            holding.monthly += (storage + monitoring) * 30;
            if let Some(tier) = tier {
                *self.today.tiers.entry(tier).or_default() += count;
            }
            self.daily_storage += storage;
            self.daily_monitoring += monitoring;
        }
    }
}

impl Stage {
    /// Where it counts.
    pub(super) fn spot(&self) -> Spot {
        Spot {
            old: self.old_since.is_some(),
            class: self.class,
        }
    }
}

impl Cohort {
    /// What happens to its versions on a day after their first.
    fn events_on(&self, day: u32, plan: &Plan, events: &mut Vec<Event>) {
        let event = |kind| Event {
            kind,
            versions: self.count,
            cost: Money::ZERO,
            early: Money::ZERO,
        };
        for pair in self.life.stages.windows(2) {
            if let [before, stage] = pair
                && stage.from == day
            {
                events.push(self.change(before, stage, plan));
            }
        }
        for skip in self.life.skips.iter().filter(|skip| skip.day == day) {
            events.push(event(EventKind::Skipped {
                from: skip.from,
                to: skip.to,
                why: skip.why,
            }));
        }
        if let Some(gone) = self.life.removed.filter(|gone| gone.day == day) {
            events.push(self.removal(day, gone.why, plan));
        }
        if self.markers_removed_on(day) > 0 {
            events.push(event(EventKind::MarkersRemoved));
        }
        let is_read = |every: u32| day.is_multiple_of(every) && self.life.created < day;
        if plan.workload.read_every.is_some_and(is_read)
            && let Some(stage) = self.life.stage_on(day)
            && stage.old_since.is_none()
        {
            events.push(Event {
                cost: stage.class.read_cost(plan.workload.size, self.count),
                ..event(EventKind::Read(stage.class))
            });
        }
    }

    /// The event by which a stage began.
    fn change(&self, before: &Stage, stage: &Stage, plan: &Plan) -> Event {
        let mut event = Event {
            kind: EventKind::Uploaded,
            versions: self.count,
            cost: Money::ZERO,
            early: Money::ZERO,
        };
        event.kind = match stage.why {
            Why::Moved(rule_day) => {
                let inside = stage.from - before.entered;
                event.early = before
                    .class
                    .early_fee(plan.workload.size, self.count, inside);
                event.cost = Money::requests(self.count, stage.class.traits().transition);
                EventKind::Moved {
                    old: stage.old_since.is_some(),
                    from: before.class,
                    to: stage.class,
                    rule_day,
                }
            }
            Why::Cooled => EventKind::Cooled(stage.tier.unwrap_or(Tier::Frequent)),
            Why::Warmed => EventKind::Warmed,
            Why::Expired => EventKind::Expired { kept: true },
            Why::Deleted => EventKind::Deleted { kept: true },
            Why::Written | Why::Overwritten => {
                event.cost = self.rewrite_cost(plan);
                EventKind::Overwritten { kept: true }
            }
        };
        event
    }

    fn removal(&self, day: u32, why: Gone, plan: &Plan) -> Event {
        let early = self.life.stages.last().map_or(Money::ZERO, |stage| {
            let inside = day - stage.entered;
            stage
                .class
                .early_fee(plan.workload.size, self.count, inside)
        });
        let (kind, cost) = match why {
            Gone::Overwritten => (
                EventKind::Overwritten { kept: false },
                self.rewrite_cost(plan),
            ),
            Gone::Expired => (EventKind::Expired { kept: false }, Money::ZERO),
            Gone::OldExpired => (EventKind::OldExpired, Money::ZERO),
            Gone::Deleted => (EventKind::Deleted { kept: false }, Money::ZERO),
        };
        Event {
            kind,
            versions: self.count,
            cost,
            early,
        }
    }

    fn rewrite_cost(&self, plan: &Plan) -> Money {
        Money::requests(self.count, plan.workload.class.traits().put)
    }

    fn markers_made_on(&self, day: u32) -> u64 {
        let made = self.life.marker.is_some_and(|marker| marker.from == day);
        if made { self.count } else { 0 }
    }

    fn markers_removed_on(&self, day: u32) -> u64 {
        let until = self.life.marker.and_then(|marker| marker.until);
        if until == Some(day) { self.count } else { 0 }
    }

    fn has_original_behind(&self, plan: &Plan) -> bool {
        self.over_original
            || plan.workload.versioning == Versioning::Suspended && self.life.created == 0
    }

    /// Whether nothing is left to happen to it.
    fn is_settled_on(&self, day: u32) -> bool {
        let marker_stays = self
            .life
            .marker
            .and_then(|marker| marker.until)
            .is_some_and(|until| until > day);
        self.life.removed.is_some_and(|gone| gone.day <= day) && !marker_stays
    }
}
