//! The cards of the picture: viewer, checks at the entry, cache, origin and the four hooks.

use std::fmt::Write as _;

use super::choices;
use super::functions::{EdgeFunction, Hook};
use super::layout::Layout;
use super::model::{LambdaEdge, Phase};
use super::scene::View;
use super::setup::Answer;
use super::traffic::Region;
use super::trip::{Outcome, Stop};
use crate::base::text::{count, grouped};
use crate::diagrams::scene::{Area, Badge, Element, ElementKind, Family, Icon, Node, Tone};

/// All cards.
pub(super) fn all(layout: &Layout, run: &LambdaEdge, view: &View<'_>) -> Vec<Element> {
    let mut cards = vec![
        viewer(layout, run, view),
        entry(layout, run, view),
        cache(layout, run, view),
        origin(layout, run, view),
    ];
    cards.extend(Hook::ALL.map(|hook| hook_card(layout, run, view, hook)));
    cards
}

/// The parts in which the cards of the picture differ.
struct Card {
    id: &'static str,
    title: &'static str,
    subtitle: String,
    detail: String,
    family: Family,
    icon: Icon,
    badges: Vec<Badge>,
    active: bool,
    dimmed: bool,
}

impl Card {
    fn at(self, area: Area) -> Element {
        Element {
            id: self.id.to_owned(),
            name: self.title.to_owned(),
            detail: self.detail,
            kind: ElementKind::Node(Node {
                area,
                family: self.family,
                icon: self.icon,
                title: self.title.to_owned(),
                subtitle: self.subtitle,
                badges: self.badges,
                meter: None,
                active: self.active,
                dimmed: self.dimmed,
            }),
        }
    }
}

fn badge(text: impl Into<String>, tone: Tone) -> Badge {
    Badge {
        text: text.into(),
        tone,
    }
}

fn viewer(layout: &Layout, run: &LambdaEdge, view: &View<'_>) -> Element {
    let subtitle = match &run.phase {
        Phase::Opening => String::new(),
        Phase::Stage { trip, .. } => format!("no. {}", grouped(trip.sent.number)),
        Phase::Batch(batch) => format!("to no. {}", grouped(batch.last)),
        Phase::End => "all done".to_owned(),
    };
    let mut badges = Vec::new();
    let mut detail = format!(
        "{} of {} have begun.",
        grouped(run.begun),
        count(run.setup.requests as usize, "request")
    );
    if let Some(trip) = view.trip {
        if let Some(group) = trip.sent.group {
            badges.push(badge(group.letter(), Tone::Accent));
        }
        if run.setup.countries.len() > 1 {
            badges.push(badge(trip.sent.country.code(), Tone::Neutral));
        }
        if run.setup.checks_token() && !trip.sent.token {
            badges.push(badge("no token", Tone::Warn));
        }
        let _ = write!(
            detail,
            " The present one asks {} for {}.",
            trip.sent.method.text(),
            trip.sent.uri()
        );
    }
    Card {
        id: "viewer",
        title: "Viewer",
        subtitle,
        detail,
        family: Family::Outside,
        icon: Icon::Browser,
        badges,
        active: view.is_at(Stop::Send),
        dimmed: false,
    }
    .at(layout.viewer)
}

fn entry(layout: &Layout, run: &LambdaEdge, view: &View<'_>) -> Element {
    let policy = choices::label(&choices::POLICIES, &run.setup.policy);
    let refused = run.tally.refused_http + run.tally.blocked;
    let mut badges = Vec::new();
    if let Some(every) = run.setup.waf_every {
        badges.push(badge(
            format!("WAF 1 in {every}"),
            Tone::Family(Family::Security),
        ));
    }
    if refused > 0 {
        badges.push(badge(format!("{} back", grouped(refused)), Tone::Warn));
    }
    Card {
        id: "entry",
        title: "Protocol and WAF",
        subtitle: policy.to_owned(),
        detail: format!(
            "{policy}. {} turned away before any hook.",
            count(refused as usize, "request")
        ),
        family: Family::Security,
        icon: Icon::Shield,
        badges,
        active: view.is_at(Stop::Arrival),
        dimmed: false,
    }
    .at(layout.entry)
}

fn cache(layout: &Layout, run: &LambdaEdge, view: &View<'_>) -> Element {
    let badges = match view.stage().map(|stage| stage.outcome) {
        Some(Outcome::Hit) => vec![badge("hit", Tone::Good)],
        Some(Outcome::Miss(_)) => vec![badge("miss", Tone::Warn)],
        Some(Outcome::Stored(_)) => vec![badge("stored", Tone::Good)],
        Some(Outcome::NotStored(_)) => vec![badge("not stored", Tone::Warn)],
        _ => Vec::new(),
    };
    let entries = if run.cache.len() == 1 {
        "1 entry".to_owned()
    } else {
        format!("{} entries", grouped(run.cache.len() as u64))
    };
    let active =
        view.is_at(Stop::Lookup) || view.is_at(Stop::Store) || view.is_at(Stop::NameLookup);
    Card {
        id: "cache",
        title: "Cache",
        detail: format!(
            "{entries}; {} hits and {} misses so far. The key is host and URI{}.",
            grouped(run.tally.hits),
            grouped(run.tally.misses),
            key_extras(run)
        ),
        subtitle: entries,
        family: Family::Network,
        icon: Icon::Lightning,
        badges,
        active,
        dimmed: view
            .stage()
            .is_some_and(|stage| stage.stop == Stop::Send && run_past_cache(view)),
    }
    .at(layout.cache)
}

/// Whether the present request was answered before it came to the cache.
fn run_past_cache(view: &View<'_>) -> bool {
    !view.played.iter().any(|stage| stage.stop == Stop::Lookup)
}

fn key_extras(run: &LambdaEdge) -> String {
    let key = run.setup.key;
    [
        (key.query, ", query string"),
        (key.cookie, ", cookie"),
        (key.country, ", country header"),
    ]
    .iter()
    .filter(|(on, _)| *on)
    .map(|(_, name)| *name)
    .collect()
}

fn origin(layout: &Layout, run: &LambdaEdge, view: &View<'_>) -> Element {
    let setup = &run.setup;
    let (title, family, icon) = if setup.origin_is_bucket {
        ("S3 bucket", Family::Storage, Icon::Bucket)
    } else {
        ("ALB", Family::Network, Icon::Server)
    };
    let subtitle = match setup.answer {
        Answer::Status(status) if setup.has_regions() => match view.stage() {
            Some(stage) if stage.request.region == Region::Europe => format!("Europe, {status}"),
            _ => format!("US, {status}"),
        },
        Answer::Status(status) => format!("answers {status}"),
        Answer::NoName => "no DNS name".to_owned(),
    };
    let reached = view.played.iter().any(|stage| stage.stop == Stop::Origin);
    let badges = vec![badge(
        format!("{} asked", grouped(run.tally.origin_fetches)),
        Tone::Neutral,
    )];
    Card {
        id: "origin",
        title,
        subtitle,
        detail: format!(
            "The origin: {}. Asked {} times so far.",
            choices::label(&choices::ANSWERS, &setup.answer),
            grouped(run.tally.origin_fetches)
        ),
        family,
        icon,
        badges,
        active: view.is_at(Stop::Origin),
        dimmed: view.skip_reason(Hook::OriginRequest).is_some()
            || (view.is_at(Stop::Send) && !reached),
    }
    .at(layout.origin)
}

fn hook_card(layout: &Layout, run: &LambdaEdge, view: &View<'_>, hook: Hook) -> Element {
    let function = run.setup.function(hook);
    let attached = function != EdgeFunction::Nothing;
    let reason = view.skip_reason(hook).filter(|_| attached);
    let active = view.is_at(Stop::Hook(hook)) && reason.is_none();
    let calls = run.tally.calls(hook);
    let mut badges = Vec::new();
    if attached {
        badges.push(badge(
            format!("{}×", grouped(calls)),
            if calls > 0 { Tone::Accent } else { Tone::Muted },
        ));
        badges.push(badge(hook.rights_badge(), Tone::Muted));
    }
    let (rights, limits) = if function.is_cloudfront_function() {
        (
            hook.cloudfront_function_rights(),
            "under 1 ms, 2 MB of memory".to_owned(),
        )
    } else {
        (
            hook.rights(),
            format!(
                "{} s, {} for an answer",
                hook.limit_secs(),
                hook.limit_size()
            ),
        )
    };
    let when = if hook.is_viewer() {
        "Runs on hits and misses"
    } else {
        "Runs on misses only"
    };
    let mut detail = format!("{when}. A function here {rights}. Limits: {limits}.");
    if let Some(reason) = reason {
        let _ = write!(detail, " Left out for this request: {reason}.");
    }
    Card {
        id: hook.key(),
        title: hook.title(),
        subtitle: reason.map_or_else(
            || function.short().to_owned(),
            |reason| format!("skipped: {reason}"),
        ),
        detail,
        family: if function.is_cloudfront_function() {
            Family::Network
        } else {
            Family::Compute
        },
        icon: Icon::Function,
        badges,
        active,
        dimmed: !attached || reason.is_some(),
    }
    .at(layout.hook(hook))
}
