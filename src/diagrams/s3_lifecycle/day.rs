//! What is known of the bucket at the end of a day: what stands where, what happened, what was
//! paid.

use std::collections::BTreeMap;

use super::class::{Class, Tier};
use super::life::SkipReason;
use super::money::Money;

/// One day of the bucket, as it stands at its end.
#[derive(Debug, Clone)]
pub(super) struct Day {
    /// What happened, in the order of the day.
    pub events: Vec<Event>,
    /// What stands where.
    pub holdings: BTreeMap<Spot, Holding>,
    /// Versions in each tier of Intelligent-Tiering.
    pub tiers: BTreeMap<Tier, u64>,
    /// Delete markers.
    pub markers: u64,
    /// Multipart uploads that nobody completed.
    pub broken_uploads: u64,
    /// Versions written since day 0.
    pub written: u64,
    /// Versions gone for good since day 0, by whatever cause.
    pub removed: u64,
    /// Current versions among them that expired or were deleted.
    pub removed_current: u64,
    /// Old versions among them.
    pub removed_old: u64,
    /// Paid since day 0.
    pub bill: Bill,
}

/// A class, for current or for old versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub old: bool,
    pub class: Class,
}

/// What stands on a spot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Holding {
    pub versions: u64,
    /// Storage and monitoring for a month.
    pub monthly: Money,
}

/// What was paid, by reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Bill {
    pub storage: Money,
    pub uploads: Money,
    pub moves: Money,
    pub reads: Money,
    pub monitoring: Money,
    pub early: Money,
}

/// Something that happened to a number of versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Event {
    pub kind: EventKind,
    pub versions: u64,
    /// Requests, and bytes read.
    pub cost: Money,
    /// The charge for leaving a class early.
    pub early: Money,
}

/// What happened. The order is that of a day: lifecycle run, then the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum EventKind {
    UploadsAborted,
    Moved {
        old: bool,
        from: Class,
        to: Class,
        rule_day: u32,
    },
    Skipped {
        from: Class,
        to: Class,
        why: SkipReason,
    },
    Cooled(Tier),
    Expired {
        kept: bool,
    },
    OldExpired,
    MarkersRemoved,
    Deleted {
        kept: bool,
    },
    Overwritten {
        kept: bool,
    },
    Uploaded,
    Read(Class),
    Warmed,
}

impl Bill {
    /// All of it.
    pub(super) fn total(&self) -> Money {
        self.parts().into_iter().map(|(_, part)| part).sum()
    }

    /// Each part with its name.
    pub(super) fn parts(&self) -> [(&'static str, Money); 6] {
        [
            ("Storage", self.storage),
            ("Uploads", self.uploads),
            ("Moves", self.moves),
            ("Reads", self.reads),
            ("Monitoring", self.monitoring),
            ("Early removal", self.early),
        ]
    }
}

impl Day {
    /// A day on which nothing stands and nothing was paid.
    pub(super) const EMPTY: Self = Self {
        events: Vec::new(),
        holdings: BTreeMap::new(),
        tiers: BTreeMap::new(),
        markers: 0,
        broken_uploads: 0,
        written: 0,
        removed: 0,
        removed_current: 0,
        removed_old: 0,
        bill: Bill {
            storage: Money::ZERO,
            uploads: Money::ZERO,
            moves: Money::ZERO,
            reads: Money::ZERO,
            monitoring: Money::ZERO,
            early: Money::ZERO,
        },
    };

    /// Versions that stand, current and old.
    pub(super) fn standing(&self) -> u64 {
        self.holdings.values().map(|holding| holding.versions).sum()
    }

    /// Storage and monitoring of all versions for a month.
    pub(super) fn monthly(&self) -> Money {
        self.holdings.values().map(|holding| holding.monthly).sum()
    }

    /// Versions that a plain GET finds.
    pub(super) fn current(&self) -> u64 {
        self.holdings
            .iter()
            .filter(|(spot, _)| !spot.old)
            .map(|(_, holding)| holding.versions)
            .sum()
    }

    /// Whether an event of this kind happened.
    pub(super) fn has(&self, test: impl Fn(&EventKind) -> bool) -> bool {
        self.events.iter().any(|event| test(&event.kind))
    }
}
