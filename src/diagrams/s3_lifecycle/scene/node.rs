//! The cards of the picture: a storage class with what stands in it, and where objects end.

use crate::diagrams::scene::{Area, Badge, Family, Icon, Node, Tone};

use super::super::class::{Class, daily_storage};
use super::super::day::{EventKind, Holding, Spot};
use super::super::run::Run;
use super::super::sentence::noun;

/// What a card stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    Class(Spot),
    /// A class that the rule names and no object reaches.
    Untaken(Class),
    /// Delete markers, or nothing at all.
    Gone {
        old: bool,
    },
    /// Parts of uploads that nobody completed.
    BrokenUploads,
}

impl Stop {
    /// The id of its element.
    pub(super) fn id(self) -> String {
        let lane = |old| if old { "old" } else { "now" };
        match self {
            Self::Class(spot) => format!("{}-{}", lane(spot.old), spot.class.traits().key),
            Self::Untaken(class) => format!("untaken-{}", class.traits().key),
            Self::Gone { old } => format!("{}-gone", lane(old)),
            Self::BrokenUploads => "broken-uploads".to_owned(),
        }
    }

    /// Its card and the tooltip.
    pub(super) fn card(self, run: &Run, day: u32, area: Area) -> (Node, String) {
        match self {
            Self::Class(spot) => class_card(spot, run, day, area),
            Self::Untaken(class) => {
                let mut node = plain(area, icon(class), class.label(), "not reached");
                node.dimmed = true;
                (
                    node,
                    format!(
                        "The rule names it, no object gets there. {}",
                        class.traits().summary
                    ),
                )
            }
            Self::Gone { old } => gone_card(old, run, day, area),
            Self::BrokenUploads => broken_card(run, day, area),
        }
    }
}

fn class_card(spot: Spot, run: &Run, day: u32, area: Area) -> (Node, String) {
    let today = run.day(day);
    let holding = today.holdings.get(&spot).copied().unwrap_or_default();
    let size = run.plan.workload.size;
    let what = if spot.old { "version" } else { "object" };
    let volume = volume(u128::from(size) * u128::from(holding.versions));
    let mut node = plain(
        area,
        icon(spot.class),
        spot.class.label(),
        &if holding.versions == 0 {
            "empty".to_owned()
        } else {
            noun(holding.versions, what)
        },
    );
    node.dimmed = holding.versions == 0;
    node.active = today.has(|kind| {
        matches!(kind, EventKind::Moved { old, to, .. } if *old == spot.old && *to == spot.class)
    });
    if holding.versions > 0 {
        node.meter = Some(share(holding, today.standing()));
        node.badges = vec![
            badge(volume.clone(), Tone::Neutral),
            badge(format!("{}/mo", holding.monthly.short()), Tone::Accent),
        ];
    }
    let detail = format!(
        "{} Holds {}, {volume}, for {} a month.",
        spot.class.traits().summary,
        noun(holding.versions, what),
        holding.monthly
    );
    (node, detail)
}

fn gone_card(old: bool, run: &Run, day: u32, area: Area) -> (Node, String) {
    let today = run.day(day);
    let marks = !old && run.hides_instead_of_deleting();
    let gone = if old {
        today.removed_old
    } else {
        today.removed_current
    };
    let (title, count, detail) = if marks {
        (
            "Delete markers",
            noun(today.markers, "marker"),
            "A marker hides its object; the versions behind it stay and are billed.",
        )
    } else {
        (
            "Deleted",
            noun(gone, if old { "version" } else { "object" }),
            "Gone for good; nothing is stored any more.",
        )
    };
    let mut node = plain(
        area,
        if marks { Icon::Files } else { Icon::Trash },
        title,
        &count,
    );
    node.family = Family::Outside;
    node.dimmed = if marks { today.markers } else { gone } == 0;
    node.active = today.has(|kind| match kind {
        EventKind::Expired { .. } | EventKind::Deleted { .. } => !old,
        EventKind::MarkersRemoved => marks,
        EventKind::OldExpired => old,
        _ => false,
    });
    (node, detail.to_owned())
}

fn broken_card(run: &Run, day: u32, area: Area) -> (Node, String) {
    let today = run.day(day);
    let count = today.broken_uploads;
    let size = run.plan.workload.size;
    let subtitle = if count == 0 {
        "aborted".to_owned()
    } else {
        noun(count, "upload")
    };
    let mut node = plain(area, Icon::Warning, "Incomplete uploads", &subtitle);
    node.dimmed = count == 0;
    node.active = today.has(|kind| *kind == EventKind::UploadsAborted);
    if count > 0 {
        let monthly = daily_storage(Class::Standard, None, size) * count * 30;
        node.badges = vec![
            badge(volume(u128::from(size) * u128::from(count)), Tone::Warn),
            badge(format!("{}/mo", monthly.short()), Tone::Warn),
        ];
    }
    let detail = "Parts of multipart uploads that nobody completed. No listing shows them as \
                  objects, and they are billed until they are aborted.";
    (node, detail.to_owned())
}

fn plain(area: Area, icon: Icon, title: &str, subtitle: &str) -> Node {
    Node {
        area,
        family: Family::Storage,
        icon,
        title: title.to_owned(),
        subtitle: subtitle.to_owned(),
        badges: Vec::new(),
        meter: None,
        active: false,
        dimmed: false,
    }
}

fn badge(text: String, tone: Tone) -> Badge {
    Badge { text, tone }
}

fn share(holding: Holding, standing: u64) -> f32 {
    (holding.versions as f64 / standing.max(1) as f64) as f32
}

fn icon(class: Class) -> Icon {
    match class {
        Class::Standard | Class::StandardIa | Class::OneZoneIa => Icon::Bucket,
        Class::IntelligentTiering => Icon::Branch,
        Class::GlacierInstant | Class::GlacierFlexible => Icon::Archive,
        Class::DeepArchive => Icon::Snowflake,
    }
}

/// `244 GB`, `4.7 ZB`: at most three digits, whatever the number.
fn volume(bytes: u128) -> String {
    const UNITS: [&str; 8] = ["B", "KB", "MB", "GB", "TB", "PB", "EB", "ZB"];
    let mut value = bytes as f64;
    let mut unit = "B";
    for next in UNITS {
        unit = next;
        if value < 1_000.0 || next == "ZB" {
            break;
        }
        value /= 1_024.0;
    }
    let digits = usize::from(value < 9.95 && value.fract() != 0.0);
    format!("{value:.digits$} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volume_stays_short() {
        for (bytes, expected) in [
            (0, "0 B"),
            (999, "999 B"),
            (256_000_000_000, "238 GB"),
            (1 << 40, "1 TB"),
            (5_000_000_000_000_000_000_000, "4.2 ZB"),
        ] {
            assert_eq!(volume(bytes), expected);
        }
    }
}
