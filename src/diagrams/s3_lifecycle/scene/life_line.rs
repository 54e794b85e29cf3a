//! The life of the first object up to today: a line for each of its first versions, and one for
//! the latest.

use crate::diagrams::scene::{ElementKind, Family, Lane, LaneSpan, Mark, Timeline, Tone};

use super::super::class::{Class, Tier};
use super::super::life::{Life, Stage, Why};
use super::super::run::Run;
use super::Page;

/// At most so many versions are shown.
const LANES: usize = 4;
const LANE_HEIGHT: f32 = 26.0;
/// For the marks above and the axis below.
const FRAME: f32 = 50.0;
/// Marks nearer than this would cover each other's words.
const MARK_WIDTH: f32 = 62.0;
/// Marks nearer than this to the cursor would be covered by it; it has its own figure.
const CURSOR_WIDTH: f32 = 26.0;

/// Draws the line of time.
pub(super) fn draw(page: &mut Page, run: &Run, day: u32) {
    let Some(first) = run.batches.first() else {
        return;
    };
    let last_day = run.plan.workload.last_day;
    let lanes = first.versions.len().clamp(1, LANES);
    let area = page.take(FRAME + lanes as f32 * LANE_HEIGHT);
    let written: Vec<(usize, &Life)> = (1..)
        .zip(&first.versions)
        .filter(|(_, version)| version.created <= day)
        .collect();
    let shown = || {
        let latest = written.len().saturating_sub(1).max(LANES - 1);
        written.iter().take(LANES - 1).chain(written.get(latest))
    };
    let mut drawn: Vec<Lane> = shown()
        .map(|(number, version)| lane(version, *number, day))
        .collect();
    drawn.resize(
        lanes,
        Lane {
            label: String::new(),
            spans: Vec::new(),
        },
    );
    let per_day = area.w / last_day as f32;
    let standing = shown().find(|(_, version)| version.stage_on(day).is_some());
    let marks = standing
        .or_else(|| shown().last())
        .map(|(_, version)| marks(version, day, last_day, per_day))
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
    let place = stage.tier.map_or_else(|| stage.class.label(), Tier::short);
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

/// What happened to a version, and when the minimum duration of its class is over.
fn marks(version: &Life, day: u32, last_day: u32, per_day: f32) -> Vec<Mark> {
    let mark = |at: u32, label: String, tone| Mark {
        at: f64::from(at),
        label,
        tone,
    };
    let mut marks: Vec<Mark> = Vec::new();
    if let Some(stage) = version.stage_on(day) {
        let over = stage.entered + stage.class.traits().min_days;
        if over > day && over <= last_day {
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
    let by_cursor = f64::from(CURSOR_WIDTH / per_day);
    marks.retain(|mark| (mark.at - f64::from(day)).abs() >= by_cursor);
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
