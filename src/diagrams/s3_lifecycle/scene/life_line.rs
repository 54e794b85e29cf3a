//! The life of the first object up to today, one line a version.

use crate::diagrams::scene::{ElementKind, Family, Lane, LaneSpan, Mark, Timeline, Tone};

use super::super::class::{Class, Tier};
use super::super::life::{Life, Stage, Why};
use super::super::run::Run;
use super::Page;

/// At most so many versions are shown: the latest.
const LANES: usize = 4;
const LANE_HEIGHT: f32 = 26.0;
/// For the marks above and the axis below.
const FRAME: f32 = 58.0;
/// Marks nearer than this would cover each other's words.
const MARK_WIDTH: f32 = 62.0;

/// Draws the line of time.
pub(super) fn draw(page: &mut Page, run: &Run, day: u32) {
    let Some(first) = run.batches.first() else {
        return;
    };
    let last_day = run.plan.workload.last_day;
    let lanes = first.versions.len().clamp(1, LANES);
    let area = page.take(FRAME + lanes as f32 * LANE_HEIGHT);
    let written: Vec<&Life> = first
        .versions
        .iter()
        .filter(|version| version.created <= day)
        .collect();
    let hidden = written.len().saturating_sub(LANES);
    let mut drawn: Vec<Lane> = written
        .iter()
        .enumerate()
        .skip(hidden)
        .map(|(at, version)| lane(version, at + 1, day))
        .collect();
    drawn.resize(
        lanes,
        Lane {
            label: String::new(),
            spans: Vec::new(),
        },
    );
    let per_day = area.w / last_day as f32;
    let marks = written
        .last()
        .map(|version| marks(version, day, last_day, per_day))
        .unwrap_or_default();
    page.add(
        "life",
        "Life of the first object",
        "Where each of its versions stands, from upload to today.",
        ElementKind::Timeline(Timeline {
            area,
            range: (0.0, f64::from(last_day)),
            lanes: drawn,
            marks,
            cursor: f64::from(day),
            unit: "day".to_owned(),
        }),
    );
}

fn lane(version: &Life, number: usize, day: u32) -> Lane {
    let end = version.removed.map_or(day, |removal| removal.day.min(day));
    let begun: Vec<&Stage> = version
        .stages
        .iter()
        .filter(|stage| stage.from <= day)
        .collect();
    let spans = begun
        .iter()
        .enumerate()
        .map(|(at, stage)| LaneSpan {
            from: f64::from(stage.from),
            to: f64::from(begun.get(at + 1).map_or(end, |next| next.from)),
            label: span_label(stage),
            tone: tone(stage),
        })
        .filter(|span| span.from <= span.to)
        .collect();
    Lane {
        label: format!("v{number}"),
        spans,
    }
}

fn span_label(stage: &Stage) -> String {
    let place = stage.tier.map_or_else(|| stage.class.label(), Tier::label);
    if stage.old_since.is_some() {
        format!("old, {place}")
    } else {
        place.to_owned()
    }
}

fn tone(stage: &Stage) -> Tone {
    if stage.old_since.is_some() {
        return Tone::Muted;
    }
    match stage.class {
        Class::Standard => Tone::Family(Family::Storage),
        Class::StandardIa | Class::OneZoneIa => Tone::Accent,
        Class::IntelligentTiering => Tone::Family(Family::Network),
        Class::GlacierInstant => Tone::Family(Family::Database),
        Class::GlacierFlexible => Tone::Family(Family::Integration),
        Class::DeepArchive => Tone::Family(Family::Outside),
    }
}

/// What happened to the latest version, and when the minimum duration of its class is over.
fn marks(version: &Life, day: u32, last_day: u32, per_day: f32) -> Vec<Mark> {
    let mark = |at: u32, label: String, tone| Mark {
        at: f64::from(at),
        label,
        tone,
    };
    let mut marks: Vec<Mark> = Vec::new();
    if let Some(stage) = version.stage_on(day) {
        let over = stage.entered + stage.class.traits().min_days;
        if over > stage.entered && (day..=last_day).contains(&over) {
            marks.push(mark(over, format!("min. {over}"), Tone::Warn));
        }
    }
    if let Some(removal) = version.removed.filter(|removal| removal.day <= day) {
        marks.push(mark(removal.day, "deleted".to_owned(), Tone::Bad));
    }
    let moves = version
        .stages
        .iter()
        .rev()
        .filter(|stage| stage.from <= day);
    for stage in moves.filter(|stage| stage.why != Why::Written) {
        marks.push(mark(
            stage.from,
            format!("day {}", stage.from),
            Tone::Neutral,
        ));
    }
    let mut kept: Vec<Mark> = Vec::new();
    for mark in marks {
        let apart =
            |other: &Mark| (other.at - mark.at).abs() * f64::from(per_day) >= f64::from(MARK_WIDTH);
        if kept.iter().all(apart) {
            kept.push(mark);
        }
    }
    kept.sort_by(|left, right| left.at.total_cmp(&right.at));
    kept
}
