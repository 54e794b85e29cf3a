//! The inputs of the lifecycle simulator: one table, in the order of the controls.
//!
//! Names, ranges, help and relevance only; what the values mean stands in `plan`.
//! Days and limits use 0 for "never" or "none"; the help line says so.

use crate::diagrams::params::{ChoiceOption, ParamKind, ParamSpec, Params, Unit, always};

use options::{ARRIVALS, CLASSES, FILTERS, SMALL_OBJECTS, TARGETS, VERSIONING};

mod options;

/// The key of the option that stands for no transition.
pub(super) const NO_MOVE: &str = "none";

/// Keys of a transition of current versions: class and day.
pub(super) const MOVES: [(&str, &str); 4] = [
    ("move-1", "day-1"),
    ("move-2", "day-2"),
    ("move-3", "day-3"),
    ("move-4", "day-4"),
];

/// Keys of a transition of old versions: class and days since replaced.
pub(super) const OLD_MOVES: [(&str, &str); 2] =
    [("old-move-1", "old-day-1"), ("old-move-2", "old-day-2")];

const OBJECTS: &str = "Objects";
const RULE: &str = "Rule";
const VERSIONS: &str = "Old versions";
const LATER: &str = "Later";

const KB: u64 = 1 << 10;
const TB: u64 = 1 << 40;

/// All inputs.
pub(super) static PARAMS: &[ParamSpec] = &[
    input(
        OBJECTS,
        "objects",
        "Objects",
        "How many are uploaded, on day 0 or on each day.",
        count(1, 100_000_000, 1_000_000, "objects"),
        always,
    ),
    input(
        OBJECTS,
        "size",
        "Size of each",
        "All objects have this size.",
        bytes(256 * KB),
        always,
    ),
    input(
        OBJECTS,
        "class",
        "Uploaded to",
        "The storage class that the upload names.",
        choice(CLASSES, "standard"),
        always,
    ),
    input(
        OBJECTS,
        "arrival",
        "Uploaded",
        "All at once, or so many on each day.",
        choice(ARRIVALS, "once"),
        always,
    ),
    input(
        OBJECTS,
        "overwrite",
        "Overwritten every",
        "Days after its last write each object is written again; 0 = never.",
        days(0, 365, 0),
        always,
    ),
    input(
        OBJECTS,
        "read-every",
        "Read every",
        "A job reads all current objects on every such day; 0 = never.",
        days(0, 365, 0),
        always,
    ),
    input(
        OBJECTS,
        "days",
        "Days to simulate",
        "The run ends after so many days.",
        days(1, 730, 365),
        always,
    ),
    input(
        RULE,
        "move-1",
        "First move to",
        "Storage class of the transition.",
        choice(TARGETS, NO_MOVE),
        always,
    ),
    input(
        RULE,
        "day-1",
        "on day",
        "Days after the version was created.",
        days(0, 730, 30),
        |p| moves(p, "move-1"),
    ),
    input(
        RULE,
        "move-2",
        "Second move to",
        "Storage class of the transition.",
        choice(TARGETS, NO_MOVE),
        |p| moves(p, "move-1"),
    ),
    input(
        RULE,
        "day-2",
        "on day",
        "Days after the version was created.",
        days(0, 730, 90),
        |p| moves(p, "move-2"),
    ),
    input(
        RULE,
        "move-3",
        "Third move to",
        "Storage class of the transition.",
        choice(TARGETS, NO_MOVE),
        |p| moves(p, "move-2"),
    ),
    input(
        RULE,
        "day-3",
        "on day",
        "Days after the version was created.",
        days(0, 730, 180),
        |p| moves(p, "move-3"),
    ),
    input(
        RULE,
        "move-4",
        "Fourth move to",
        "Storage class of the transition.",
        choice(TARGETS, NO_MOVE),
        |p| moves(p, "move-3"),
    ),
    input(
        RULE,
        "day-4",
        "on day",
        "Days after the version was created.",
        days(0, 730, 365),
        |p| moves(p, "move-4"),
    ),
    input(
        RULE,
        "expire",
        "Expire on day",
        "Days after the version was created; 0 = never.",
        days(0, 730, 0),
        always,
    ),
    input(
        RULE,
        "filter",
        "Only objects",
        "A size filter; it also lifts the 128 KB default.",
        choice(FILTERS, "none"),
        always,
    ),
    input(
        RULE,
        "filter-size",
        "than",
        "The bound of the size filter.",
        bytes(128 * KB),
        has_filter,
    ),
    input(
        RULE,
        "small-objects",
        "Under 128 KB",
        "TransitionDefaultMinimumObjectSize: where small objects may go.",
        choice(SMALL_OBJECTS, "all_storage_classes_128K"),
        small_without_filter,
    ),
    input(
        VERSIONS,
        "versioning",
        "Versioning",
        "Suspended: only what was written on day 0 keeps a version ID.",
        choice(VERSIONING, "off"),
        always,
    ),
    input(
        VERSIONS,
        "old-move-1",
        "First move to",
        "Storage class of the transition of old versions.",
        choice(TARGETS, NO_MOVE),
        has_versions,
    ),
    input(
        VERSIONS,
        "old-day-1",
        "days after",
        "Days since a newer version replaced it.",
        days(0, 730, 30),
        |p| moves_old(p, "old-move-1"),
    ),
    input(
        VERSIONS,
        "old-move-2",
        "Second move to",
        "Storage class of the transition of old versions.",
        choice(TARGETS, NO_MOVE),
        |p| moves_old(p, "old-move-1"),
    ),
    input(
        VERSIONS,
        "old-day-2",
        "days after",
        "Days since a newer version replaced it.",
        days(0, 730, 90),
        |p| moves_old(p, "old-move-2"),
    ),
    input(
        VERSIONS,
        "old-expire",
        "Delete old after",
        "Days since a newer version replaced it; 0 = never.",
        days(0, 730, 0),
        has_versions,
    ),
    input(
        VERSIONS,
        "old-keep",
        "but keep newest",
        "Newest old versions of each object that stay; 0 = none.",
        count(0, 100, 0, "versions"),
        |p| has_versions(p) && p.number("old-expire") > 0,
    ),
    input(
        VERSIONS,
        "marker-cleanup",
        "Remove lone markers",
        "ExpiredObjectDeleteMarker: markers with no version behind go.",
        ParamKind::Switch { default: false },
        has_versions,
    ),
    input(
        VERSIONS,
        "mfa-delete",
        "MFA Delete",
        "The bucket asks for a second factor before versions are deleted.",
        ParamKind::Switch { default: false },
        has_versions,
    ),
    input(
        LATER,
        "delete-day",
        "Delete all on day",
        "A plain DELETE of each object, no version ID; 0 = never.",
        days(0, 730, 0),
        always,
    ),
    input(
        LATER,
        "broken-uploads",
        "Broken uploads",
        "Multipart uploads begun on day 0, never completed, all parts sent.",
        count(0, 1_000_000, 0, "uploads"),
        always,
    ),
    input(
        LATER,
        "abort-after",
        "Abort them after",
        "AbortIncompleteMultipartUpload: days after they began; 0 = never.",
        days(0, 365, 0),
        |p| p.number("broken-uploads") > 0,
    ),
    input(
        LATER,
        "int-archive",
        "Archive Access after",
        "Opt-in tier of Intelligent-Tiering, 90 to 730 days; 0 = off.",
        days(0, 730, 0),
        uses_intelligent_tiering,
    ),
    input(
        LATER,
        "int-deep",
        "Deep Archive Access after",
        "Opt-in tier of Intelligent-Tiering, 180 to 730 days; 0 = off.",
        days(0, 730, 0),
        uses_intelligent_tiering,
    ),
];

const fn input(
    group: &'static str,
    key: &'static str,
    label: &'static str,
    help: &'static str,
    kind: ParamKind,
    relevant: fn(&Params) -> bool,
) -> ParamSpec {
    ParamSpec {
        key,
        label,
        help,
        group,
        kind,
        relevant,
    }
}

const fn choice(options: &'static [ChoiceOption], default: &'static str) -> ParamKind {
    ParamKind::Choice { options, default }
}

const fn days(min: u64, max: u64, default: u64) -> ParamKind {
    ParamKind::Number {
        min,
        max,
        default,
        unit: Unit::Days,
    }
}

const fn count(min: u64, max: u64, default: u64, noun: &'static str) -> ParamKind {
    ParamKind::Number {
        min,
        max,
        default,
        unit: Unit::Count(noun),
    }
}

/// One byte up to the largest object that S3 holds.
const fn bytes(default: u64) -> ParamKind {
    ParamKind::Number {
        min: 1,
        max: 50 * TB,
        default,
        unit: Unit::Bytes,
    }
}

fn moves(params: &Params, key: &str) -> bool {
    params.choice(key) != NO_MOVE
}

fn has_filter(params: &Params) -> bool {
    params.choice("filter") != "none"
}

fn small_without_filter(params: &Params) -> bool {
    params.number("size") < 128 * KB && !has_filter(params)
}

fn has_versions(params: &Params) -> bool {
    params.choice("versioning") != "off"
}

fn moves_old(params: &Params, key: &str) -> bool {
    has_versions(params) && moves(params, key)
}

fn uses_intelligent_tiering(params: &Params) -> bool {
    let named = |key: &str| params.choice(key) == "intelligent-tiering";
    named("class")
        || MOVES.iter().any(|(target, _)| named(target))
        || has_versions(params) && OLD_MOVES.iter().any(|(target, _)| named(target))
}
