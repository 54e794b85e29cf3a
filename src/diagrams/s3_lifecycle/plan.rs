//! What the inputs ask for: the workload on the bucket and the lifecycle rule, checked.
//!
//! A refused rule is kept beside the rule in force (none), so that the picture can show what
//! was asked. Days are whole days after creation; uploads come at 00:00 UTC, so that the
//! rounding up to the next midnight changes nothing.

use crate::base::text::byte_size;
use crate::diagrams::params::Params;

use super::class::{Class, SMALL};
use super::controls::{MOVES, OLD_MOVES};
use super::refusal::{self, Refusal};

/// Workload and rule, ready to run.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub workload: Workload,
    /// As asked for.
    pub asked: Rule,
    /// In force: as asked for, or empty when S3 refuses it.
    pub rule: Rule,
    /// Why S3 refuses the rule, or the archive tiers.
    pub refusals: Vec<Refusal>,
}

/// What happens in the bucket without any rule.
#[derive(Debug, Clone)]
pub(super) struct Workload {
    /// Uploaded on day 0, or on every day.
    pub objects: u64,
    pub daily: bool,
    /// Bytes of each object.
    pub size: u64,
    pub class: Class,
    pub versioning: Versioning,
    /// Days between two writes of the same key.
    pub overwrite_every: Option<u32>,
    /// All current objects are read on each multiple of this day.
    pub read_every: Option<u32>,
    /// All objects are deleted, without a version ID; nothing is written from then on.
    pub delete_day: Option<u32>,
    /// Multipart uploads of day 0 that nobody completes.
    pub broken_uploads: u64,
    /// Opt-in tiers of Intelligent-Tiering: days without access.
    pub archive_after: Option<u32>,
    pub deep_archive_after: Option<u32>,
    pub last_day: u32,
}

/// The state of the bucket's versioning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Versioning {
    Off,
    Enabled,
    /// What was written on day 0 has a version ID; later writes get the ID `null`.
    Suspended,
}

/// One lifecycle rule.
#[derive(Debug, Clone, Default)]
pub(super) struct Rule {
    pub filter: Option<SizeFilter>,
    /// `varies_by_storage_class`: small objects may go to the two archive classes.
    pub small_to_archive: bool,
    /// By rising day.
    pub moves: Vec<Move>,
    pub expire: Option<u32>,
    /// By rising day; days count from the replacement.
    pub old_moves: Vec<Move>,
    pub old_expire: Option<u32>,
    /// Newest old versions that stay.
    pub old_keep: u64,
    pub marker_cleanup: bool,
    pub abort_after: Option<u32>,
}

/// A transition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Move {
    pub day: u32,
    pub to: Class,
}

/// Which sizes a rule takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SizeFilter {
    LargerThan(u64),
    SmallerThan(u64),
}

impl Plan {
    pub(super) fn new(params: &Params) -> Self {
        let mut workload = Workload::new(params);
        let asked = Rule::new(params, workload.versioning);
        let mut refusals = refusal::of_rule(&asked);
        if workload.versioning == Versioning::Enabled
            && params.switch("mfa-delete")
            && !asked.is_empty()
        {
            refusals.insert(0, Refusal::MfaDelete);
        }
        let rule = if refusals.is_empty() {
            asked.clone()
        } else {
            Rule::default()
        };
        let tiers = refusal::of_archive_tiers(&workload);
        if !tiers.is_empty() {
            workload.archive_after = None;
            workload.deep_archive_after = None;
        }
        refusals.extend(tiers);
        Self {
            workload,
            asked,
            rule,
            refusals,
        }
    }

    /// The same workload without any rule.
    pub(super) fn without_rule(&self) -> Self {
        Self {
            rule: Rule::default(),
            ..self.clone()
        }
    }

    /// Whether S3 refused the rule that was asked for.
    pub(super) fn is_refused(&self) -> bool {
        self.rule.is_empty() && !self.asked.is_empty()
    }

    /// Whether the size filter lets the rule in force touch the objects at all.
    pub(super) fn rule_covers_objects(&self) -> bool {
        self.rule.covers(self.workload.size)
    }
}

impl Workload {
    fn new(params: &Params) -> Self {
        Self {
            objects: params.number("objects"),
            daily: params.choice("arrival") == "daily",
            size: params.number("size"),
            class: Class::from_key(params.choice("class")).unwrap_or(Class::Standard),
            versioning: match params.choice("versioning") {
                "enabled" => Versioning::Enabled,
                "suspended" => Versioning::Suspended,
                _ => Versioning::Off,
            },
            overwrite_every: days(params, "overwrite"),
            read_every: days(params, "read-every"),
            delete_day: days(params, "delete-day"),
            broken_uploads: params.number("broken-uploads"),
            archive_after: days(params, "int-archive"),
            deep_archive_after: days(params, "int-deep"),
            last_day: params.number("days") as u32,
        }
    }

    /// How many new objects come on a day.
    pub(super) fn uploads_on(&self, day: u32) -> u64 {
        let wanted = day == 0 || self.daily;
        let open = self.delete_day.is_none_or(|closed| day < closed);
        if wanted && open { self.objects } else { 0 }
    }
}

impl Rule {
    fn new(params: &Params, versioning: Versioning) -> Self {
        let bound = params.number("filter-size");
        let mut rule = Self {
            filter: match params.choice("filter") {
                "larger-than" => Some(SizeFilter::LargerThan(bound)),
                "smaller-than" => Some(SizeFilter::SmallerThan(bound)),
                _ => None,
            },
            small_to_archive: params.choice("small-objects") == "varies_by_storage_class",
            moves: moves(params, &MOVES),
            expire: days(params, "expire"),
            ..Self::default()
        };
        if params.number("broken-uploads") > 0 {
            rule.abort_after = days(params, "abort-after");
        }
        if versioning != Versioning::Off {
            rule.old_moves = moves(params, &OLD_MOVES);
            rule.old_expire = days(params, "old-expire");
            rule.old_keep = params.number("old-keep");
            rule.marker_cleanup = params.switch("marker-cleanup");
        }
        rule
    }

    /// Whether it asks for nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.moves.is_empty()
            && self.old_moves.is_empty()
            && self.expire.is_none()
            && self.old_expire.is_none()
            && self.abort_after.is_none()
            && !self.marker_cleanup
    }

    /// Whether its filter takes objects of this size.
    pub(super) fn covers(&self, size: u64) -> bool {
        match self.filter {
            None => true,
            Some(SizeFilter::LargerThan(bound)) => size > bound,
            Some(SizeFilter::SmallerThan(bound)) => size < bound,
        }
    }

    /// Whether the default minimum size lets an object go to a class; a size filter lifts it.
    pub(super) fn moves_size_to(&self, size: u64, to: Class) -> bool {
        size >= SMALL || self.filter.is_some() || self.small_to_archive && to.is_archive()
    }
}

impl SizeFilter {
    /// `larger than 128 KB`.
    pub(super) fn words(self) -> String {
        match self {
            Self::LargerThan(bound) => format!("larger than {}", byte_size(bound)),
            Self::SmallerThan(bound) => format!("smaller than {}", byte_size(bound)),
        }
    }
}

/// A number of days; 0 stands for never.
fn days(params: &Params, key: &str) -> Option<u32> {
    Some(params.number(key) as u32).filter(|days| *days > 0)
}

/// The transitions before the first empty one, by rising day.
fn moves(params: &Params, keys: &[(&str, &str)]) -> Vec<Move> {
    let mut moves: Vec<Move> = keys
        .iter()
        .map_while(|(class, day)| {
            Some(Move {
                to: Class::from_key(params.choice(class))?,
                day: params.number(day) as u32,
            })
        })
        .collect();
    moves.sort_unstable();
    moves
}
