//! The life of one version of an object under a plan: where it stands from which day, and why.
//!
//! All objects are of one size, so all versions that were written on one day live the same life;
//! `world` counts how many there are. A day begins with the lifecycle run at 00:00 UTC, then the
//! application deletes, overwrites or reads.

use super::class::{Class, SMALL, Tier};
use super::plan::{Move, Plan, Versioning};

/// Days without access before Intelligent-Tiering moves an object to its automatic tiers.
const INFREQUENT_AFTER: u32 = 30;
const ARCHIVE_INSTANT_AFTER: u32 = 90;

/// One version, from its writing to the end of the run.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Life {
    /// The day on which it is written.
    pub created: u32,
    /// Where it stands; the first begins on `created`.
    pub stages: Vec<Stage>,
    /// When it is gone for good.
    pub removed: Option<Removal>,
    /// The day on which a newer version is written over it.
    pub overwritten: Option<u32>,
    /// The delete marker that was put before it.
    pub marker: Option<Marker>,
    /// Transitions that were due and did not happen.
    pub skips: Vec<Skip>,
}

/// A stretch of days in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stage {
    pub from: u32,
    pub class: Class,
    /// In Intelligent-Tiering.
    pub tier: Option<Tier>,
    /// Since when it has been in the class: minimum durations count from here.
    pub entered: u32,
    /// Since when it has been an old version.
    pub old_since: Option<u32>,
    pub why: Why,
}

/// Why a stage began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    Written,
    /// A transition of the rule, on its day.
    Moved(u32),
    /// Intelligent-Tiering saw no access.
    Cooled,
    /// Intelligent-Tiering saw a read.
    Warmed,
    /// A newer version was written.
    Overwritten,
    /// The rule's expiration put a delete marker before it.
    Expired,
    /// A plain DELETE put a delete marker before it.
    Deleted,
}

/// The end of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Removal {
    pub day: u32,
    pub why: Gone,
}

/// What removed a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gone {
    /// A write, where no old version is kept.
    Overwritten,
    /// The rule's expiration.
    Expired,
    /// The rule's expiration of old versions.
    OldExpired,
    /// A DELETE, where no old version is kept.
    Deleted,
}

/// A delete marker: from when, and until which day if it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    pub from: u32,
    pub until: Option<u32>,
    pub by_rule: bool,
}

/// A transition that was due and did not happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Skip {
    pub day: u32,
    pub from: Class,
    pub to: Class,
    pub why: SkipReason,
}

/// Why a due transition did not happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SkipReason {
    /// Under 128 KB, and neither filter nor setting lets it go there.
    TooSmall,
    /// It stands there already.
    AlreadyThere,
    /// No step leads from where it stands.
    NoWay,
    /// It stands in an opt-in archive tier of Intelligent-Tiering.
    InArchiveTier,
}

/// The oldest version of the object, written before versioning was suspended: until when it
/// stays. A delete marker is alone only after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Original {
    pub removed: Option<u32>,
}

impl Life {
    /// Lives through the whole run. `original` is what stands behind a version with ID `null`.
    pub(super) fn live(plan: &Plan, created: u32, original: Option<Original>) -> Self {
        let mut living = Living::new(plan, created, original);
        for day in created + 1..=plan.workload.last_day {
            living.lifecycle_run(day);
            living.application(day);
            if living.life.removed.is_some() {
                break;
            }
        }
        living.settle_marker();
        living.life
    }

    /// Where it stands at the end of a day; `None` before it is written and after it is gone.
    pub(super) fn stage_on(&self, day: u32) -> Option<&Stage> {
        if self.removed.is_some_and(|removal| removal.day <= day) {
            return None;
        }
        self.stages.iter().rev().find(|stage| stage.from <= day)
    }
}

/// A version on its way through the days.
struct Living<'a> {
    plan: &'a Plan,
    life: Life,
    now: Stage,
    last_access: u32,
    /// Versions written after this one since it became old.
    newer: u64,
    original: Option<Original>,
}

impl<'a> Living<'a> {
    fn new(plan: &'a Plan, created: u32, original: Option<Original>) -> Self {
        let class = plan.workload.class;
        let first = Stage {
            from: created,
            class,
            tier: (class == Class::IntelligentTiering).then_some(Tier::Frequent),
            entered: created,
            old_since: None,
            why: Why::Written,
        };
        Self {
            plan,
            life: Life {
                created,
                stages: vec![first],
                removed: None,
                overwritten: None,
                marker: None,
                skips: Vec::new(),
            },
            now: first,
            last_access: created,
            newer: 0,
            original,
        }
    }

    /// What lifecycle rules and Intelligent-Tiering do at 00:00 of a day.
    fn lifecycle_run(&mut self, day: u32) {
        let plan = self.plan;
        let rule = &plan.rule;
        if plan.rule_covers_objects() {
            if let Some(since) = self.now.old_since {
                let due = rule.old_expire.map(|days| since + days);
                if due.is_some_and(|due| due <= day) && self.newer >= rule.old_keep {
                    return self.remove(day, Gone::OldExpired);
                }
                self.take_due_step(&rule.old_moves, since, day);
            } else {
                if rule.expire.map(|days| self.life.created + days) == Some(day) {
                    return self.hide(day, Why::Expired, Gone::Expired);
                }
                self.take_due_step(&rule.moves, self.life.created, day);
            }
        }
        if self.now.from < day && !self.is_read_on(day) {
            self.cool(day);
        }
    }

    /// What the application does in the course of a day.
    fn application(&mut self, day: u32) {
        if self.life.removed.is_some() {
            return;
        }
        let deleted = self.plan.workload.delete_day == Some(day);
        if let Some(since) = self.now.old_since {
            if self.life.overwritten.is_some() && self.is_newer_version_on(since, day, deleted) {
                self.newer += 1;
            }
        } else if deleted {
            self.hide(day, Why::Deleted, Gone::Deleted);
        } else if self.is_written_on(self.life.created, day) {
            self.life.overwritten = Some(day);
            if self.keeps_old_versions() {
                self.become_old(day, Why::Overwritten);
            } else {
                self.remove(day, Gone::Overwritten);
            }
        } else if self.is_read_on(day) {
            self.last_access = day;
            if self.now.tier.is_some_and(|tier| tier != Tier::Frequent) {
                self.enter(Stage {
                    from: day,
                    tier: Some(Tier::Frequent),
                    why: Why::Warmed,
                    ..self.now
                });
            }
        }
    }

    /// Whether the key is written on a day, when it was written on `written` too.
    fn is_written_on(&self, written: u32, day: u32) -> bool {
        let workload = &self.plan.workload;
        workload.delete_day.is_none_or(|closed| day < closed)
            && workload
                .overwrite_every
                .is_some_and(|every| (day - written).is_multiple_of(every))
    }

    /// Whether the version that followed this one becomes old too. With versioning suspended
    /// the later ones replace each other, and none becomes old.
    fn is_newer_version_on(&self, since: u32, day: u32, deleted: bool) -> bool {
        self.plan.workload.versioning == Versioning::Enabled
            && since < day
            && (deleted || self.is_written_on(since, day))
    }

    fn is_read_on(&self, day: u32) -> bool {
        self.now.old_since.is_none()
            && self
                .plan
                .workload
                .read_every
                .is_some_and(|every| day.is_multiple_of(every))
    }

    fn keeps_old_versions(&self) -> bool {
        match self.plan.workload.versioning {
            Versioning::Off => false,
            Versioning::Enabled => true,
            Versioning::Suspended => self.life.created == 0,
        }
    }

    /// Takes the transition that is due: on its day, or for day 0 at the first run. Of two that
    /// fall together the colder class wins.
    fn take_due_step(&mut self, moves: &[Move], since: u32, day: u32) {
        let due = moves.iter().rfind(|step| since + step.day.max(1) == day);
        let Some(step) = due else { return };
        match self.obstacle(step.to) {
            None => {
                self.last_access = day;
                self.enter(Stage {
                    from: day,
                    class: step.to,
                    tier: (step.to == Class::IntelligentTiering).then_some(Tier::Frequent),
                    entered: day,
                    old_since: self.now.old_since,
                    why: Why::Moved(step.day),
                });
            }
            Some(why) => self.life.skips.push(Skip {
                day,
                from: self.now.class,
                to: step.to,
                why,
            }),
        }
    }

    fn obstacle(&self, to: Class) -> Option<SkipReason> {
        let warmer_than_archive = matches!(to, Class::OneZoneIa | Class::GlacierInstant);
        if self.now.class == to {
            Some(SkipReason::AlreadyThere)
        } else if !self.now.class.may_move_to(to) {
            Some(SkipReason::NoWay)
        } else if !self.plan.rule.moves_size_to(self.plan.workload.size, to) {
            Some(SkipReason::TooSmall)
        } else if warmer_than_archive && self.now.tier.is_some_and(Tier::is_opt_in) {
            Some(SkipReason::InArchiveTier)
        } else {
            None
        }
    }

    /// Lets Intelligent-Tiering move an object that nobody has read for long enough.
    fn cool(&mut self, day: u32) {
        let workload = &self.plan.workload;
        let Some(tier) = self.now.tier.filter(|_| workload.size >= SMALL) else {
            return;
        };
        let idle = day - self.last_access;
        let reached = [
            (Tier::DeepArchive, workload.deep_archive_after),
            (Tier::Archive, workload.archive_after),
            (Tier::ArchiveInstant, Some(ARCHIVE_INSTANT_AFTER)),
            (Tier::Infrequent, Some(INFREQUENT_AFTER)),
        ]
        .into_iter()
        .find(|(_, after)| after.is_some_and(|after| idle >= after));
        if let Some((colder, _)) = reached.filter(|(reached, _)| *reached > tier) {
            self.enter(Stage {
                from: day,
                tier: Some(colder),
                why: Why::Cooled,
                ..self.now
            });
        }
    }

    /// Deletes without a version ID: for good where no old version is kept, else by a marker.
    fn hide(&mut self, day: u32, why: Why, gone: Gone) {
        if self.plan.workload.versioning != Versioning::Off {
            self.life.marker = Some(Marker {
                from: day,
                until: None,
                by_rule: why == Why::Expired,
            });
        }
        if self.keeps_old_versions() {
            self.become_old(day, why);
        } else {
            self.remove(day, gone);
        }
    }

    fn become_old(&mut self, day: u32, why: Why) {
        self.enter(Stage {
            from: day,
            old_since: Some(day),
            why,
            ..self.now
        });
    }

    /// Begins a stage.
    fn enter(&mut self, stage: Stage) {
        self.now = stage;
        self.life.stages.push(stage);
    }

    fn remove(&mut self, day: u32, why: Gone) {
        self.life.removed = Some(Removal { day, why });
    }

    /// A lone delete marker goes on the day after the last version behind it.
    fn settle_marker(&mut self) {
        let Some(marker) = &mut self.life.marker else {
            return;
        };
        let last_behind = match (self.life.removed, self.original) {
            (None, _) | (_, Some(Original { removed: None })) => None,
            (Some(own), None) => Some(own.day),
            (Some(own), Some(Original { removed: Some(day) })) => Some(own.day.max(day)),
        };
        if self.plan.rule.marker_cleanup {
            marker.until = last_behind.map(|day| day + 1);
        }
    }
}
