//! The two tables of the picture: the request as it stands now, and the entries of the cache.

use super::model::{LambdaEdge, Phase};
use super::scene::View;
use super::traffic::Request;
use super::trip::{Body, Response, Stage};
use super::words::span;
use crate::base::text::grouped;
use crate::diagrams::scene::{Area, Element, ElementKind, SceneRow, SceneTable, Tone};

/// So many entries fit; the last line says how many more there are.
const CACHE_ROWS: usize = 6;

/// What the viewer sent beside what it is now; changed lines are lit.
pub(super) fn request(area: Area, run: &LambdaEdge, view: &View<'_>) -> Element {
    let rows = match (view.trip, view.stage()) {
        (Some(trip), Some(stage)) => request_rows(run, &trip.sent, stage),
        _ => ["Method", "URI", "Query", "Cookie", "Headers", "Answer"]
            .map(|field| row(field, "–".to_owned(), "–".to_owned()))
            .to_vec(),
    };
    let detail = match view.trip {
        Some(trip) => format!(
            "Request {} at its present stage.",
            grouped(trip.sent.number)
        ),
        None => "No single request is under way.".to_owned(),
    };
    table(
        "request-table",
        "The request now",
        detail,
        area,
        &[("Field", 0.9), ("As sent", 1.5), ("Now", 2.2)],
        rows,
    )
}

/// The entries of the cache by last use.
pub(super) fn cache(area: Area, run: &LambdaEdge) -> Element {
    let entries = run.cache.by_last_use();
    let shown = if entries.len() > CACHE_ROWS {
        CACHE_ROWS - 1
    } else {
        CACHE_ROWS
    };
    let now_secs = now_secs(run);
    let current = match &run.phase {
        Phase::Stage { trip, at } => trip
            .stages
            .get(..=*at)
            .is_some_and(|played| played.iter().any(|stage| stage.write.is_some()))
            .then_some(trip.key),
        Phase::Opening | Phase::Batch(_) | Phase::End => None,
    };
    let mut rows: Vec<_> = entries
        .iter()
        .take(shown)
        .map(|(key, entry)| {
            let age = now_secs.saturating_sub(entry.stored_at_secs);
            let fresh = entry.is_fresh(now_secs);
            SceneRow {
                cells: vec![
                    key.text(),
                    content(run, entry.response),
                    if fresh {
                        format!("{} / {}", span(age), span(entry.ttl_secs))
                    } else {
                        format!("over ({})", span(entry.ttl_secs))
                    },
                    grouped(entry.hits),
                ],
                tone: if fresh { Tone::Neutral } else { Tone::Muted },
                active: current.is_some_and(|current| current == **key),
            }
        })
        .collect();
    if entries.len() > shown {
        let more = format!("and {} more", grouped((entries.len() - shown) as u64));
        rows.push(SceneRow {
            cells: vec![more, String::new(), String::new(), String::new()],
            tone: Tone::Muted,
            active: false,
        });
    }
    table(
        "cache-table",
        "Cache entries",
        format!("{} in all, last used first.", grouped(entries.len() as u64)),
        area,
        &[
            ("Key", 2.3),
            ("Copy", 0.9),
            ("Age / TTL", 1.6),
            ("Hits", 0.7),
        ],
        rows,
    )
}

fn table(
    id: &str,
    name: &str,
    detail: String,
    area: Area,
    columns: &[(&str, f32)],
    rows: Vec<SceneRow>,
) -> Element {
    Element {
        id: id.to_owned(),
        name: name.to_owned(),
        detail,
        kind: ElementKind::Table(SceneTable {
            area,
            weights: columns.iter().map(|(_, weight)| *weight).collect(),
            header: columns
                .iter()
                .map(|(title, _)| (*title).to_owned())
                .collect(),
            rows,
        }),
    }
}

fn row(field: &str, sent: String, now: String) -> SceneRow {
    let changed = sent != now;
    SceneRow {
        cells: vec![field.to_owned(), sent, now],
        tone: if changed { Tone::Accent } else { Tone::Neutral },
        active: changed,
    }
}

fn request_rows(run: &LambdaEdge, sent: &Request, stage: &Stage) -> Vec<SceneRow> {
    let now = &stage.request;
    let query = |request: &Request| or_dash(request.query.text());
    let cookie = |request: &Request| {
        let group = request
            .group
            .map(|group| format!("group={}", group.letter()));
        let token = (run.setup.checks_token() && request.token).then(|| "token".to_owned());
        let parts: Vec<_> = [group, token].into_iter().flatten().collect();
        or_dash(parts.join("; "))
    };
    vec![
        row("Method", method(sent), method(now)),
        row("URI", sent.path(), now.path()),
        row("Query", query(sent), query(now)),
        row("Cookie", cookie(sent), cookie(now)),
        row("Headers", headers(sent), headers(now)),
        SceneRow {
            cells: vec![
                "Answer".to_owned(),
                "–".to_owned(),
                stage
                    .response
                    .map_or_else(|| "–".to_owned(), |response| answer(run, response)),
            ],
            tone: if stage.response.is_some() {
                Tone::Accent
            } else {
                Tone::Neutral
            },
            active: stage.response.is_some(),
        },
    ]
}

fn method(request: &Request) -> String {
    format!("{} {}", request.method.text(), request.scheme.text())
}

fn headers(request: &Request) -> String {
    let country = request
        .country_known
        .then(|| format!("country {}", request.country.code()));
    let edited = request.edited_header.then(|| "edited".to_owned());
    or_dash(
        [country, edited]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", "),
    )
}

fn or_dash(text: String) -> String {
    if text.is_empty() {
        "–".to_owned()
    } else {
        text
    }
}

/// `200, page B, HSTS`.
fn answer(run: &LambdaEdge, response: Response) -> String {
    let mut parts = vec![response.status.to_string()];
    if response.custom_error_page {
        parts.push("error page".to_owned());
    } else if response.body != Body::Notice {
        parts.push(content(run, response));
    }
    if response.stored_header || response.own_header {
        parts.push("HSTS".to_owned());
    }
    if response.from_cache {
        parts.push("hit".to_owned());
    }
    parts.join(", ")
}

/// What an answer holds, in at most eight characters.
fn content(run: &LambdaEdge, response: Response) -> String {
    match response.body {
        Body::Page(variant) => {
            let mut text = if run.setup.has_groups() {
                format!("page {}", variant.group.letter())
            } else {
                "page".to_owned()
            };
            if run.setup.has_regions() {
                text.push_str(match variant.region {
                    super::traffic::Region::Home => " US",
                    super::traffic::Region::Europe => " EU",
                });
            }
            text
        }
        Body::Generated => "made".to_owned(),
        Body::Replaced => "new body".to_owned(),
        Body::Notice => response.status.to_string(),
    }
}

/// The time on the clock of the viewers: of the present request or the last one that began.
fn now_secs(run: &LambdaEdge) -> u64 {
    match &run.phase {
        Phase::Stage { trip, .. } => trip.sent.at_secs,
        Phase::Opening | Phase::Batch(_) | Phase::End => run
            .begun
            .saturating_sub(1)
            .saturating_mul(run.setup.spacing_secs),
    }
}
