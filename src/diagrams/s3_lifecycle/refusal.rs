//! Why S3 refuses a lifecycle rule: each reason names the rule that is broken.
//!
//! Source: S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle" and "Lifecycle
//! configuration elements". Looks at the rule alone, as S3 does: where the objects stand, and
//! whether a step is possible from there, shows only when the rule runs.

use std::fmt;

use super::class::{Class, Tier};
use super::plan::{Move, Rule, Workload};

/// Days before an object may enter, or leave for a colder class, the infrequent-access classes.
const IA_DAYS: u32 = 30;

/// A broken rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The bucket has MFA Delete.
    MfaDelete,
    /// Standard-IA or One Zone-IA before day 30.
    TooSoonForIa { step: Move, old: bool },
    /// Less than 30 days between an infrequent-access class and a colder one.
    TooSoonAfterIa { from: Move, to: Move },
    /// A step that the waterfall does not have.
    NotAllowed { from: Class, to: Class },
    /// Two steps on one day.
    SameDay { day: u32 },
    /// Expiration before or on the day of the last transition.
    ExpiresTooSoon { expire: u32, last: Move, old: bool },
    /// Incomplete uploads have no size or tags to filter by.
    AbortWithFilter,
    /// Delete markers have no size or tags to filter by.
    MarkersWithFilter,
    /// An expiration is either by days or of lone delete markers.
    MarkersWithDays,
    /// An opt-in tier outside the days that it takes.
    ArchiveDays { tier: Tier, days: u32, min: u32 },
}

/// What is wrong with a rule, gravest first.
pub(super) fn of_rule(rule: &Rule) -> Vec<Refusal> {
    let mut found = of_steps(&rule.moves, rule.expire, false);
    found.extend(of_steps(&rule.old_moves, rule.old_expire, true));
    if rule.filter.is_some() {
        if rule.abort_after.is_some() {
            found.push(Refusal::AbortWithFilter);
        }
        if rule.marker_cleanup {
            found.push(Refusal::MarkersWithFilter);
        }
    }
    if rule.marker_cleanup && rule.expire.is_some() {
        found.push(Refusal::MarkersWithDays);
    }
    found
}

/// What is wrong with the opt-in tiers of Intelligent-Tiering.
pub(super) fn of_archive_tiers(workload: &Workload) -> Vec<Refusal> {
    let limits = [
        (Tier::Archive, workload.archive_after, 90),
        (Tier::DeepArchive, workload.deep_archive_after, 180),
    ];
    limits
        .into_iter()
        .filter_map(|(tier, days, min)| {
            let days = days?;
            (days < min).then_some(Refusal::ArchiveDays { tier, days, min })
        })
        .collect()
}

fn of_steps(steps: &[Move], expire: Option<u32>, old: bool) -> Vec<Refusal> {
    let mut found = Vec::new();
    for pair in steps.windows(2) {
        let [from, to] = *pair else { continue };
        if !from.to.may_move_to(to.to) {
            found.push(Refusal::NotAllowed {
                from: from.to,
                to: to.to,
            });
        } else if from.day == to.day {
            found.push(Refusal::SameDay { day: to.day });
        } else if must_rest(from.to, to.to) && to.day < from.day + IA_DAYS {
            found.push(Refusal::TooSoonAfterIa { from, to });
        }
    }
    for step in steps {
        if step.to.is_infrequent_access() && step.day < IA_DAYS {
            found.push(Refusal::TooSoonForIa { step: *step, old });
        }
    }
    if let (Some(expire), Some(last)) = (expire, steps.last())
        && expire <= last.day
    {
        found.push(Refusal::ExpiresTooSoon {
            expire,
            last: *last,
            old,
        });
    }
    found
}

/// Whether 30 days must lie between two steps of one rule.
fn must_rest(from: Class, to: Class) -> bool {
    from.is_infrequent_access() && to != Class::IntelligentTiering
}

impl Refusal {
    /// The class that the refused step leads to, if it is about a step.
    pub(super) fn target(&self) -> Option<Class> {
        match self {
            Self::TooSoonForIa { step, .. } => Some(step.to),
            Self::TooSoonAfterIa { to, .. } => Some(to.to),
            Self::NotAllowed { to, .. } => Some(*to),
            _ => None,
        }
    }
}

/// One sentence, the rule and how to mend it.
impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::MfaDelete => out.write_str("a bucket with MFA Delete takes no lifecycle configuration."),
            Self::TooSoonForIa { step, old } => write!(
                out,
                "{} on day {}: {} must be 30 days {} before they move to an infrequent-access class.",
                step.to.label(),
                step.day,
                if old { "versions" } else { "objects" },
                if old { "noncurrent" } else { "old" },
            ),
            Self::TooSoonAfterIa { from, to } => write!(
                out,
                "{} on day {}, then {} on day {}: in one rule 30 days must lie between them, so day {} at the earliest.",
                from.to.label(),
                from.day,
                to.to.label(),
                to.day,
                from.day + IA_DAYS,
            ),
            Self::NotAllowed { from, to } if from == to => {
                write!(out, "{} stands twice in the rule.", to.label())
            }
            Self::NotAllowed { from, to } if to < from => write!(
                out,
                "{} to {} goes up; transitions only go down the waterfall.",
                from.label(),
                to.label(),
            ),
            Self::NotAllowed { from, to } => write!(
                out,
                "{} to {} is the one step down that the waterfall does not have.",
                from.label(),
                to.label(),
            ),
            Self::SameDay { day } => write!(
                out,
                "two transitions stand on day {day}; each must come later than the one before."
            ),
            Self::ExpiresTooSoon { expire, last, old } => write!(
                out,
                "{} on day {expire} must come after the last transition, {} on day {}.",
                if old { "deletion of old versions" } else { "expiration" },
                last.to.label(),
                last.day,
            ),
            Self::AbortWithFilter => out.write_str(
                "aborting incomplete uploads cannot stand in a rule with a size filter; give it a rule of its own.",
            ),
            Self::MarkersWithFilter => out.write_str(
                "removing lone delete markers cannot stand in a rule with a size filter; give it a rule of its own.",
            ),
            Self::MarkersWithDays => out.write_str(
                "one rule expires objects by days or removes lone delete markers, not both; give the markers a rule of their own.",
            ),
            Self::ArchiveDays { tier, days, min } => write!(
                out,
                "the opt-in tier {} takes {min} to 730 days without access, not {days}.",
                tier.label(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(steps: &[(Class, u32)], expire: Option<u32>) -> Rule {
        Rule {
            moves: steps.iter().map(|&(to, day)| Move { day, to }).collect(),
            expire,
            ..Rule::default()
        }
    }

    fn check(steps: &[(Class, u32)], expire: Option<u32>, expected: &[&str]) {
        let found: Vec<String> = of_rule(&rule(steps, expire))
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(found.len(), expected.len(), "{steps:?}: {found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.contains(expected), "{found:?} lacks {expected:?}");
        }
    }

    #[test]
    fn broken_rule_is_named() {
        use Class::{
            DeepArchive, GlacierFlexible, GlacierInstant, IntelligentTiering, OneZoneIa, StandardIa,
        };
        check(&[(StandardIa, 30), (GlacierInstant, 60)], Some(61), &[]);
        check(
            &[(StandardIa, 30), (GlacierInstant, 45)],
            None,
            &["so day 60"],
        );
        check(&[(StandardIa, 30), (OneZoneIa, 59)], None, &["so day 60"]);
        check(&[(StandardIa, 30), (IntelligentTiering, 31)], None, &[]);
        check(&[(StandardIa, 29)], None, &["30 days old"]);
        check(&[(OneZoneIa, 0)], None, &["30 days old"]);
        check(&[(GlacierFlexible, 0), (DeepArchive, 1)], None, &[]);
        check(
            &[(OneZoneIa, 30), (GlacierInstant, 90)],
            None,
            &["one step down"],
        );
        check(
            &[(GlacierFlexible, 30), (StandardIa, 90)],
            None,
            &["goes up"],
        );
        check(&[(DeepArchive, 30), (DeepArchive, 90)], None, &["twice"]);
        check(
            &[(GlacierInstant, 9), (DeepArchive, 9)],
            None,
            &["two transitions"],
        );
        check(
            &[(DeepArchive, 90)],
            Some(90),
            &["after the last transition"],
        );
    }

    #[test]
    fn filter_does_not_go_with_uploads_or_markers() {
        let found = of_rule(&Rule {
            filter: Some(super::super::plan::SizeFilter::LargerThan(1)),
            marker_cleanup: true,
            abort_after: Some(7),
            expire: Some(30),
            ..Rule::default()
        });
        assert_eq!(
            found,
            [
                Refusal::AbortWithFilter,
                Refusal::MarkersWithFilter,
                Refusal::MarkersWithDays
            ]
        );
    }

    #[test]
    fn old_versions_obey_the_same_table() {
        let found = of_rule(&Rule {
            old_moves: vec![Move {
                day: 10,
                to: Class::StandardIa,
            }],
            old_expire: Some(5),
            ..Rule::default()
        });
        assert_eq!(found.len(), 2);
        assert!(found[0].to_string().contains("30 days noncurrent"));
    }
}
