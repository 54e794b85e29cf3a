//! The edges of the picture, which of them a stage takes, and where the request stands.
//!
//! The way is a ring of nodes from viewer to viewer. A stage lights the edges since the stop
//! before it; answers that are made early take an edge back.

use super::functions::Hook;
use super::model::{LambdaEdge, Phase};
use super::scene::View;
use super::setup::Policy;
use super::traffic::Region;
use super::trip::{Body, Outcome, Response, Stage, Stop, Verdict};
use crate::diagrams::scene::{Edge, Element, ElementKind, Place, Token, Tone};

/// The ring, in the order in which a miss travels it: id, from, to.
const RING: [(&str, &str, &str); 9] = [
    ("arrive", "viewer", "entry"),
    ("to-viewer-request", "entry", "viewer-request"),
    ("to-cache", "viewer-request", "cache"),
    ("to-origin-request", "cache", "origin-request"),
    ("to-origin", "origin-request", "origin"),
    ("to-origin-response", "origin", "origin-response"),
    ("back-to-cache", "origin-response", "cache"),
    ("to-viewer-response", "cache", "viewer-response"),
    ("answer", "viewer-response", "viewer"),
];
/// How far the way back stands beside the way there.
const BESIDE: f32 = 9.0;

/// All edges, those in use lit.
pub(super) fn edges(run: &LambdaEdge, view: &View<'_>) -> Vec<Element> {
    let lit = lit(view);
    // What travels an edge is what stood before the stop at its end.
    let tone = view
        .played
        .iter()
        .nth_back(1)
        .and_then(|before| before.response)
        .map_or(Tone::Accent, response_tone);
    let mut edges: Vec<_> = RING
        .iter()
        .map(|(id, from, to)| edge(id, from, to, lit.contains(id).then_some(tone), 0.0))
        .collect();
    for (id, from, to) in shortcuts(run) {
        edges.push(edge(
            id,
            from,
            to,
            lit.contains(&id).then_some(tone),
            BESIDE,
        ));
    }
    edges
}

/// The request or answer that is under way, or how many passed at once.
pub(super) fn token(run: &LambdaEdge, view: &View<'_>) -> Option<Element> {
    let (node, text, tone, detail) = match (&run.phase, view.stage()) {
        (Phase::Stage { .. }, Some(stage)) => (
            node_of(stage.stop),
            token_text(run, stage),
            token_tone(stage),
            stage_detail(run, stage),
        ),
        (Phase::Batch(batch), _) => {
            let passed = batch.last + 1 - batch.first;
            (
                "viewer",
                if passed < 1_000 {
                    passed.to_string()
                } else {
                    "…".to_owned()
                },
                Tone::Accent,
                format!("{passed} requests passed at once."),
            )
        }
        (Phase::Opening | Phase::End | Phase::Stage { .. }, _) => return None,
    };
    Some(Element {
        id: "request".to_owned(),
        name: "The request".to_owned(),
        detail,
        kind: ElementKind::Token(Token {
            place: Place::At {
                node: node.to_owned(),
                slot: 0,
            },
            text,
            tone,
        }),
    })
}

/// Edges back that the present settings can make use of.
fn shortcuts(run: &LambdaEdge) -> Vec<(&'static str, &'static str, &'static str)> {
    let setup = &run.setup;
    let mut shortcuts = Vec::new();
    if setup.policy != Policy::Both || setup.waf_every.is_some() {
        shortcuts.push(("refusal", "entry", "viewer"));
    }
    if setup.function(Hook::ViewerRequest).may_answer() {
        shortcuts.push(("early-answer", "viewer-request", "viewer"));
    }
    if setup.function(Hook::OriginRequest).may_answer() {
        shortcuts.push(("generated-answer", "origin-request", "cache"));
    }
    shortcuts
}

/// The ids of the edges that the last stage took.
fn lit(view: &View<'_>) -> Vec<&'static str> {
    let Some(now) = view.stage() else {
        return Vec::new();
    };
    let before = view.played.iter().rev().nth(1);
    let to = place(now.stop);
    let ring = |from: usize, to: usize| {
        RING.iter()
            .skip(from)
            .take(to.saturating_sub(from))
            .map(|(id, _, _)| *id)
    };
    let Some(before) = before else {
        return ring(0, to).collect();
    };
    match (before.stop, before.outcome) {
        (Stop::Arrival, outcome) if outcome != Outcome::Accepted => vec!["refusal"],
        (Stop::Hook(Hook::ViewerRequest), Outcome::Answered(_) | Outcome::Failed(_)) => {
            vec!["early-answer"]
        }
        (Stop::Hook(Hook::OriginRequest), Outcome::Answered(_)) => vec!["generated-answer"],
        (Stop::Hook(Hook::OriginRequest), Outcome::Failed(_)) => ["generated-answer"]
            .into_iter()
            .chain(ring(place(Stop::Store), to))
            .collect(),
        // The cache stands twice on the ring: where it is asked and where it answers.
        (Stop::Lookup, Outcome::Hit) | (Stop::NameLookup, _) => {
            ring(place(Stop::Store), to).collect()
        }
        (stop, _) => ring(place(stop), to).collect(),
    }
}

/// How many edges of the ring lead to a stop.
fn place(stop: Stop) -> usize {
    match stop {
        Stop::Arrival => 1,
        Stop::Hook(Hook::ViewerRequest) => 2,
        Stop::Lookup | Stop::NameLookup => 3,
        Stop::Hook(Hook::OriginRequest) => 4,
        Stop::Origin => 5,
        Stop::Hook(Hook::OriginResponse) => 6,
        Stop::Store => 7,
        Stop::Hook(Hook::ViewerResponse) => 8,
        Stop::Send => 9,
    }
}

fn node_of(stop: Stop) -> &'static str {
    match stop {
        Stop::Arrival => "entry",
        Stop::Hook(hook) => hook.key(),
        Stop::Lookup | Stop::NameLookup | Stop::Store => "cache",
        Stop::Origin => "origin",
        Stop::Send => "viewer",
    }
}

fn edge(id: &str, from: &str, to: &str, lit: Option<Tone>, offset: f32) -> Element {
    Element {
        id: id.to_owned(),
        name: format!(
            "From {} to {}",
            from.replace('-', " "),
            to.replace('-', " ")
        ),
        detail: String::new(),
        kind: ElementKind::Edge(Edge {
            from: from.to_owned(),
            to: to.to_owned(),
            label: String::new(),
            active: lit.is_some(),
            tone: lit.unwrap_or(Tone::Muted),
            offset,
        }),
    }
}

/// The variant where variants differ, otherwise the status of an answer.
fn token_text(run: &LambdaEdge, stage: &Stage) -> String {
    let setup = &run.setup;
    let letters = |group: Option<&str>, region: Region| {
        let mut text = String::new();
        if setup.has_groups() {
            text.push_str(group.unwrap_or_default());
        }
        if setup.has_regions() {
            text.push_str(match region {
                Region::Home => "US",
                Region::Europe => "EU",
            });
        }
        text
    };
    match stage.response {
        Some(Response {
            body: Body::Page(variant),
            ..
        }) if setup.has_groups() || setup.has_regions() => {
            letters(Some(variant.group.letter()), variant.region)
        }
        Some(response) => response.status.to_string(),
        None => letters(
            stage.request.group.map(super::traffic::Group::letter),
            stage.request.country.region(),
        ),
    }
}

fn token_tone(stage: &Stage) -> Tone {
    match (stage.outcome, stage.response) {
        (Outcome::Sent(Verdict::WrongVariant | Verdict::Leak | Verdict::LockedOut), _) => Tone::Bad,
        (_, Some(response)) => response_tone(response),
        (_, None) => Tone::Accent,
    }
}

fn response_tone(response: Response) -> Tone {
    match response.status {
        0..300 => Tone::Good,
        300..500 => Tone::Warn,
        _ => Tone::Bad,
    }
}

fn stage_detail(run: &LambdaEdge, stage: &Stage) -> String {
    match stage.response {
        Some(response) => format!(
            "An answer with status {} and {}.",
            response.status,
            super::words::body_name(&run.setup, response.body)
        ),
        None => format!(
            "A request: {} {}.",
            stage.request.method.text(),
            stage.request.uri()
        ),
    }
}
