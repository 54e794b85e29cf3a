//! The picture: viewer, edge location with cache, regional edge cache, origin, and the ways
//! between them with the request that is under way.
//!
//! Tables stand in `scene_tables`, places in `layout`, the edges and the token in `ways`.

use std::collections::BTreeMap;

use super::functions::{Fault, Hook};
use super::layout::{Layout, note_area};
use super::model::{LambdaEdge, Phase};
use super::trip::{Outcome, Stage, Stop, Trip};
use super::{cards, scene_tables, ways};
use crate::base::text::grouped;
use crate::diagrams::scene::{Area, Counter, Element, ElementKind, Family, Scene, Shape, Tone};

/// The picture of one state.
pub(super) fn draw(run: &LambdaEdge, shape: Shape) -> Scene {
    let layout = Layout::of(shape);
    let view = View::of(run);
    let mut elements = groups(&layout);
    elements.extend(ways::edges(run, &view));
    elements.extend(cards::all(&layout, run, &view));
    elements.extend(ways::token(run, &view));
    elements.push(scene_tables::request(layout.request_table, run, &view));
    elements.push(scene_tables::cache(layout.cache_table, run));
    let mut bottom = layout.height;
    if !run.setup.corrections.is_empty() {
        let text = run.setup.corrections.join(" ");
        let area = note_area(shape, layout.height, &text);
        bottom += area.h + 8.0;
        elements.push(Element {
            id: "note".to_owned(),
            name: "Refused by CloudFront".to_owned(),
            detail: "The settings break a rule; what runs instead.".to_owned(),
            kind: ElementKind::Callout {
                area,
                text,
                tone: Tone::Warn,
            },
        });
    }
    Scene {
        size: (shape.width(), bottom),
        elements,
        counters: counters(run),
    }
}

/// What of the present trip is known so far.
pub(super) struct View<'a> {
    pub(super) trip: Option<&'a Trip>,
    pub(super) played: &'a [Stage],
    /// Hooks that this request passes by, with the reason.
    skipped: BTreeMap<Hook, &'static str>,
}

impl<'a> View<'a> {
    fn of(run: &'a LambdaEdge) -> Self {
        let (trip, played) = match &run.phase {
            Phase::Stage { trip, at } => (
                Some(trip.as_ref()),
                trip.stages.get(..=*at).unwrap_or_default(),
            ),
            Phase::Opening | Phase::Batch(_) | Phase::End => (None, Default::default()),
        };
        let mut skipped = BTreeMap::new();
        for stage in played {
            if let Some((hooks, reason)) = passes_by(stage) {
                skipped.extend(hooks.iter().map(|hook| (*hook, reason)));
            }
        }
        Self {
            trip,
            played,
            skipped,
        }
    }

    /// The stage that was played last.
    pub(super) fn stage(&self) -> Option<&'a Stage> {
        self.played.last()
    }

    /// Whether the last stage took place there.
    pub(super) fn is_at(&self, stop: Stop) -> bool {
        self.stage().is_some_and(|stage| stage.stop == stop)
    }

    /// Why this request passes by a hook, as far as it is decided.
    pub(super) fn skip_reason(&self, hook: Hook) -> Option<&'static str> {
        self.skipped.get(&hook).copied()
    }
}

/// The hooks that are left out because of what a stage found, and the reason in short.
fn passes_by(stage: &Stage) -> Option<(&'static [Hook], &'static str)> {
    use Hook::{OriginRequest, OriginResponse, ViewerRequest, ViewerResponse};
    Some(match (stage.stop, stage.outcome) {
        (_, Outcome::RedirectedToHttps) => (
            &[ViewerRequest, OriginRequest, OriginResponse, ViewerResponse],
            "301 to HTTPS",
        ),
        (_, Outcome::RefusedHttp) => (
            &[ViewerRequest, OriginRequest, OriginResponse, ViewerResponse],
            "HTTP refused",
        ),
        (_, Outcome::BlockedByWaf) => (
            &[ViewerRequest, OriginRequest, OriginResponse, ViewerResponse],
            "WAF block",
        ),
        (Stop::Hook(ViewerRequest), Outcome::Answered(_)) => (
            &[OriginRequest, OriginResponse, ViewerResponse],
            "answered early",
        ),
        (Stop::Hook(ViewerRequest), Outcome::Failed(fault)) => (
            &[OriginRequest, OriginResponse, ViewerResponse],
            failed_before(fault),
        ),
        (_, Outcome::Hit) => (&[OriginRequest, OriginResponse], "cache hit"),
        (_, Outcome::NoName) => (
            &[OriginRequest, OriginResponse, ViewerResponse],
            "DNS failed",
        ),
        (Stop::Hook(OriginRequest), Outcome::Answered(_)) => (&[OriginResponse], "generated"),
        (Stop::Hook(OriginRequest), Outcome::Failed(fault)) => {
            (&[OriginResponse, ViewerResponse], failed_before(fault))
        }
        (Stop::Hook(OriginResponse), Outcome::Failed(fault)) => {
            (&[ViewerResponse], failed_before(fault))
        }
        (_, Outcome::Silent(_)) => (&[ViewerResponse], "status 400+"),
        _ => return None,
    })
}

fn failed_before(fault: Fault) -> &'static str {
    if fault.status() == 503 {
        "503 before"
    } else {
        "502 before"
    }
}

fn groups(layout: &Layout) -> Vec<Element> {
    let group = |id: &str, name: &str, detail: &str, area: Area| Element {
        id: id.to_owned(),
        name: name.to_owned(),
        detail: detail.to_owned(),
        kind: ElementKind::Group {
            area,
            tone: Tone::Family(Family::Network),
        },
    };
    vec![
        group(
            "edge-location",
            "Edge location",
            "Nearest to the viewer: the viewer hooks and the cache. Runs on every request.",
            layout.edge_group,
        ),
        group(
            "regional-edge",
            "Regional edge",
            "Between the edge locations and the origin: the origin hooks. Runs on misses only.",
            layout.regional_group,
        ),
    ]
}

fn counters(run: &LambdaEdge) -> Vec<Counter> {
    let tally = &run.tally;
    let counter = |label: &str, value: String, tone: Tone| Counter {
        label: label.to_owned(),
        value,
        tone,
    };
    let mut counters = vec![counter(
        "Requests",
        format!("{} of {}", grouped(run.begun), grouped(run.setup.requests)),
        Tone::Neutral,
    )];
    counters.extend(
        Hook::ALL.map(|hook| counter(hook.title(), grouped(tally.calls(hook)), Tone::Neutral)),
    );
    counters.extend([
        counter(
            "CloudFront Functions",
            grouped(tally.cloudfront_functions),
            Tone::Neutral,
        ),
        counter(
            "Origin requests",
            grouped(tally.origin_fetches),
            Tone::Neutral,
        ),
        match tally.hit_percent() {
            Some(percent) => counter("Hit ratio", format!("{percent:.1} %"), Tone::Good),
            None => counter("Hit ratio", "–".to_owned(), Tone::Neutral),
        },
        counter(
            "Function cost (relative)",
            grouped(tally.relative_cost()),
            Tone::Neutral,
        ),
    ]);
    let bad = [
        (
            "Wrong variants",
            tally.wrong_variants,
            run.setup.has_groups() || run.setup.has_regions(),
        ),
        ("Leaks", tally.leaks, run.setup.checks_token()),
        ("Locked out", tally.locked_out, false),
        ("502s", tally.bad_gateways, true),
        ("503s", tally.unavailable, true),
    ];
    counters.extend(
        bad.into_iter()
            .filter(|(_, number, always)| *always || *number > 0)
            .map(|(label, number, _)| {
                let tone = if number > 0 { Tone::Bad } else { Tone::Neutral };
                counter(label, grouped(number), tone)
            }),
    );
    counters
}
