//! The lanes of storage classes: current versions above, old versions below, and the ways.
//!
//! The stops of a lane wind through the rows like a river, left to right and back, so that
//! neighbors on the way are neighbors on the picture and no way crosses a card.

use crate::diagrams::scene::{Area, Edge, ElementKind, Place, Token, Tone};

use super::super::class::Class;
use super::super::day::{EventKind, Spot};
use super::super::life::Life;
use super::super::plan::Move;
use super::super::run::{Run, Whereabouts};
use super::super::sentence::objects;
use super::node::Stop;
use super::{Page, SPACE};

/// Between two cards of a row: a way with its label.
const GAP: f32 = 62.0;
/// Between two rows: a way with its label, and tokens on the edge of the upper one.
const ROW_GAP: f32 = 46.0;
/// Below the cards: tokens hang over their lower edge.
const FOOT: f32 = 18.0;
/// Above the cards, for the lane's title.
const HEAD: f32 = 30.0;

/// Cards in the order of the way.
struct Lane {
    old: bool,
    title: &'static str,
    stops: Vec<Stop>,
    ways: Vec<Way>,
    /// How many places stay free before the first card.
    offset: usize,
    columns: usize,
}

/// A way between two stops.
struct Way {
    from: Stop,
    to: Stop,
    label: String,
    tone: Tone,
    active: bool,
    detail: String,
}

/// How many cards stand in a row, so that a card has room for its words.
fn columns(page: &Page) -> usize {
    if page.is_wide() { 3 } else { 1 }
}

/// Badges have a row of their own on a wide picture, and stand beside the title on a narrow one.
fn card_height(page: &Page) -> f32 {
    if page.is_wide() { 92.0 } else { 64.0 }
}

/// Draws the lanes with what stands on them.
pub(super) fn draw(page: &mut Page, run: &Run, day: u32) {
    let columns = columns(page);
    let now = current_lane(run, day, columns);
    let mut old = old_lane(run, day, columns);
    if let Some(old) = &mut old {
        old.align_below(&now);
    }
    place_lane(page, run, day, &now);
    if let Some(old) = &old {
        crossings(page, run, day, &now, old);
        place_lane(page, run, day, old);
    }
    tokens(page, run, day, &now);
}

fn current_lane(run: &Run, day: u32, columns: usize) -> Lane {
    let stop = |class| Stop::Class(Spot { old: false, class });
    let gone = Stop::Gone { old: false };
    let mut stops: Vec<Stop> = run.path.iter().map(|step| stop(step.to)).collect();
    let mut ways: Vec<Way> = run
        .path
        .windows(2)
        .filter_map(|pair| {
            let [from, to] = pair else { return None };
            Some(step_way(run, day, stop(from.to), stop(to.to), *to, false))
        })
        .collect();
    if let (Some(day_gone), Some(last)) = (end_day(run), stops.last().copied()) {
        if leaves_from_last(run, last, day_gone) {
            ways.push(end_way(run, day, last, gone, format!("day {day_gone}")));
        }
        stops.push(gone);
    }
    stops.extend(run.untaken.iter().map(|step| Stop::Untaken(step.to)));
    if run.plan.workload.broken_uploads > 0 {
        stops.push(Stop::BrokenUploads);
    }
    Lane {
        old: false,
        title: if run.has_old_versions() {
            "Current versions"
        } else {
            "Objects"
        },
        stops,
        ways,
        offset: 0,
        columns,
    }
}

/// The day on which the rule, or the application, ends a life.
fn end_day(run: &Run) -> Option<u32> {
    let (rule, deleted) = (run.plan.asked.expire, run.plan.workload.delete_day);
    match (rule, deleted) {
        (Some(rule), Some(deleted)) if !run.plan.is_refused() => Some(rule.min(deleted)),
        (_, Some(deleted)) if run.plan.is_refused() => Some(deleted),
        (rule, deleted) => rule.or(deleted),
    }
}

/// Whether objects end from the last stop: always by the rule, by a DELETE only if some
/// stand there then.
fn leaves_from_last(run: &Run, last: Stop, end: u32) -> bool {
    let Stop::Class(spot) = last else {
        return false;
    };
    let by_delete = run.plan.workload.delete_day == Some(end);
    let eve = end.saturating_sub(1);
    !by_delete || run.day(eve).holdings.contains_key(&spot)
}

fn old_lane(run: &Run, day: u32, columns: usize) -> Option<Lane> {
    if !run.has_old_versions() {
        return None;
    }
    let asked = &run.plan.asked;
    let stop = |class| Stop::Class(Spot { old: true, class });
    let classes: Vec<Class> = Class::ALL
        .into_iter()
        .filter(|class| {
            run.spots.contains(&Spot {
                old: true,
                class: *class,
            })
        })
        .collect();
    let mut stops: Vec<Stop> = classes.iter().map(|class| stop(*class)).collect();
    let mut ways = Vec::new();
    for pair in classes.windows(2) {
        let [from, to] = *pair else { continue };
        let step = asked.old_moves.iter().find(|step| step.to == to);
        if let Some(step) = step.filter(|_| run.old_steps.contains(&(from, to))) {
            ways.push(step_way(run, day, stop(from), stop(to), *step, true));
        }
    }
    if let (Some(days), Some(last)) = (asked.old_expire, stops.last().copied()) {
        let gone = Stop::Gone { old: true };
        ways.push(end_way(run, day, last, gone, format!("+{days} d")));
        stops.push(gone);
    }
    Some(Lane {
        old: true,
        title: "Old versions",
        stops,
        ways,
        offset: 0,
        columns,
    })
}

fn step_way(run: &Run, day: u32, from: Stop, to: Stop, step: Move, old: bool) -> Way {
    let active = run.day(day).has(|kind| {
        matches!(kind, EventKind::Moved { old: is_old, to, .. } if *is_old == old && *to == step.to)
    });
    let refused = run
        .plan
        .refusals
        .iter()
        .any(|refusal| refusal.target() == Some(step.to));
    Way {
        from,
        to,
        label: if old {
            format!("+{} d", step.day)
        } else {
            format!("day {}", step.day)
        },
        tone: if refused {
            Tone::Bad
        } else {
            way_tone(run, active)
        },
        active,
        detail: if old {
            format!("Transition {} days after a newer version came.", step.day)
        } else {
            format!("Transition {} days after creation.", step.day)
        },
    }
}

fn end_way(run: &Run, day: u32, from: Stop, to: Stop, label: String) -> Way {
    let old = to == Stop::Gone { old: true };
    let active = run.day(day).has(|kind| match kind {
        EventKind::Expired { .. } | EventKind::Deleted { .. } => !old,
        EventKind::OldExpired => old,
        _ => false,
    });
    Way {
        from,
        to,
        label,
        tone: way_tone(run, active),
        active,
        detail: "The way out of the bucket.".to_owned(),
    }
}

fn way_tone(run: &Run, active: bool) -> Tone {
    match (run.plan.is_refused(), active) {
        (true, _) => Tone::Muted,
        (false, true) => Tone::Accent,
        (false, false) => Tone::Neutral,
    }
}

impl Lane {
    /// Column and row of a stop.
    fn cell(&self, index: usize) -> (usize, usize) {
        let at = index + self.offset;
        let (row, column) = (at / self.columns, at % self.columns);
        if row.is_multiple_of(2) {
            (column, row)
        } else {
            (self.columns - 1 - column, row)
        }
    }

    fn rows(&self) -> usize {
        (self.stops.len() + self.offset).div_ceil(self.columns)
    }

    fn index_of(&self, stop: Stop) -> Option<usize> {
        self.stops.iter().position(|other| *other == stop)
    }

    /// Begins below the card of the same class, where that costs no further row.
    fn align_below(&mut self, above: &Self) {
        let Some(Stop::Class(first)) = self.stops.first().copied() else {
            return;
        };
        let twin = Stop::Class(Spot {
            old: false,
            class: first.class,
        });
        let Some((column, row)) = above.index_of(twin).map(|index| above.cell(index)) else {
            return;
        };
        let length = self.stops.len();
        let same_rows = (length + column).div_ceil(self.columns) == length.div_ceil(self.columns);
        if row + 1 == above.rows() && same_rows {
            self.offset = column;
        }
    }
}

fn place_lane(page: &mut Page, run: &Run, day: u32, lane: &Lane) {
    let rows = lane.rows() as f32;
    let card_height = card_height(page);
    let height = HEAD + rows * card_height + (rows - 1.0) * ROW_GAP + FOOT;
    let area = page.take(height);
    let id = if lane.old { "lane-old" } else { "lane-now" };
    page.add(
        id,
        lane.title,
        "",
        ElementKind::Group {
            area,
            tone: Tone::Muted,
        },
    );
    let gaps = (lane.columns - 1) as f32 * GAP;
    let width = (area.w - 2.0 * SPACE - gaps) / lane.columns as f32;
    for (index, stop) in lane.stops.iter().enumerate() {
        let (column, row) = lane.cell(index);
        let card = Area::new(
            area.x + SPACE + column as f32 * (width + GAP),
            area.y + HEAD + row as f32 * (card_height + ROW_GAP),
            width,
            card_height,
        );
        let (mut node, detail) = stop.card(run, day, card);
        node.dimmed |= run.plan.is_refused() && index > 0 && node.badges.is_empty();
        page.add_node(&stop.id(), &detail, node);
    }
    for way in &lane.ways {
        add_way(page, way);
    }
}

fn add_way(page: &mut Page, way: &Way) {
    let (from, to) = (way.from.id(), way.to.id());
    let id = format!("{from}--{to}");
    let name = format!("{}, {}", way.label, way.detail.to_lowercase());
    page.add(
        &id,
        name.trim_end_matches('.'),
        &way.detail,
        ElementKind::Edge(Edge {
            from,
            to,
            label: way.label.clone(),
            active: way.active,
            tone: way.tone,
            offset: 0.0,
        }),
    );
}

/// The ways on which current versions become old ones, where nothing lies between.
fn crossings(page: &mut Page, run: &Run, day: u32, now: &Lane, old: &Lane) {
    let becomes_old = run.day(day).has(|kind| {
        matches!(
            kind,
            EventKind::Overwritten { kept: true }
                | EventKind::Expired { kept: true }
                | EventKind::Deleted { kept: true }
        )
    });
    let overwritten = run.plan.workload.overwrite_every.is_some();
    for class in run.classes_turning_old() {
        let from = Stop::Class(Spot { old: false, class });
        let to = Stop::Class(Spot { old: true, class });
        let (Some(above), Some(below)) = (now.index_of(from), old.index_of(to)) else {
            continue;
        };
        let ((column, row), (column_below, row_below)) = (now.cell(above), old.cell(below));
        if column != column_below || row + 1 != now.rows() || row_below != 0 {
            continue;
        }
        let way = Way {
            from,
            to,
            label: if overwritten { "replaced" } else { "hidden" }.to_owned(),
            tone: way_tone(run, becomes_old),
            active: becomes_old,
            detail: "The current version becomes an old one.".to_owned(),
        };
        add_way(page, &way);
    }
}

/// The followed objects, where they stand.
fn tokens(page: &mut Page, run: &Run, day: u32, lane: &Lane) {
    let daily = run.plan.workload.daily;
    let mut taken: Vec<String> = Vec::new();
    for batch in &run.batches {
        let stop = match batch.whereabouts(day) {
            Whereabouts::NotYet => continue,
            Whereabouts::In(class) => Stop::Class(Spot { old: false, class }),
            Whereabouts::Gone => Stop::Gone { old: false },
        };
        if lane.index_of(stop).is_none() {
            continue;
        }
        let node = stop.id();
        let slot = taken.iter().filter(|other| **other == node).count();
        taken.push(node.clone());
        let name = format!("Uploaded on day {}", batch.uploaded);
        let count = objects(run.plan.workload.objects);
        let age = batch
            .latest_on(day)
            .map_or(0, |version: &Life| day - version.created);
        page.add_token(
            &format!("batch-{}", batch.uploaded),
            &name,
            &format!("{count}; the current version is {age} days old."),
            Token {
                place: Place::At { node, slot },
                text: if daily {
                    batch.uploaded.to_string()
                } else {
                    "all".to_owned()
                },
                tone: Tone::Accent,
            },
        );
    }
}
