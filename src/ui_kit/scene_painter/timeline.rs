//! Lines of time: lanes with spans, marks with a word, an axis, and the present.

use egui::{Align2, Rangef, Rect, Shape, pos2, vec2};

use super::pen::{Pen, types};
use super::ticks::{Axis, figure};
use crate::diagrams::scene::{Lane, LaneSpan, Mark, Timeline, Tone};

/// Height of the axis with its figures, in units.
const AXIS: f32 = 20.0;

/// Height of a row of words above the lanes, in units.
const MARK_ROW: f32 = 16.0;

/// Between the names of lanes and the lanes, in units.
const GUTTER_GAP: f32 = 10.0;

/// What the cursor's figure has around it, left and right together, in units.
const BUBBLE_PADDING: f32 = 10.0;

/// The highest lane, in units.
const LANE: f32 = 34.0;

/// The lanes' part of a timeline, in points.
struct Field {
    rect: Rect,
    range: (f64, f64),
}

impl Field {
    fn x(&self, value: f64) -> f32 {
        let (first, last) = self.range;
        let share = if last > first {
            ((value - first) / (last - first)).clamp(0.0, 1.0)
        } else {
            0.0
        };
        self.rect.left() + self.rect.width() * share as f32
    }
}

/// Paints a line of time over `area` (units).
pub(super) fn paint(pen: &Pen, area: Rect, timeline: &Timeline) {
    let outer = pen.rect(area);
    let gutter = gutter(pen, outer.width(), timeline);
    let rows = mark_rows(pen, outer, gutter, timeline);
    let top = outer.top() + pen.len(MARK_ROW * rows.count as f32);
    let room = outer.bottom() - pen.len(AXIS) - top;
    let count = timeline.lanes.len().max(1) as f32;
    let lane_height = (room / count).min(pen.len(LANE)).max(1.0);
    let field = Field {
        rect: Rect::from_min_max(
            pos2(outer.left() + gutter, top),
            pos2(outer.right() - pen.len(4.0), top + lane_height * count),
        ),
        range: timeline.range,
    };
    let lane_range = |at: usize| {
        let y = top + lane_height * at as f32;
        Rangef::new(y, y + lane_height)
    };
    for (at, lane) in timeline.lanes.iter().enumerate() {
        paint_lane(pen, &field, lane, lane_range(at), outer.left());
    }
    // Marks lie under the spans, so that they strike through no word.
    for (mark, row) in timeline.marks.iter().zip(&rows.rows) {
        paint_mark(pen, &field, mark, *row, outer.top());
    }
    for (at, lane) in timeline.lanes.iter().enumerate() {
        for span in &lane.spans {
            paint_span(pen, &field, span, bar_range(pen, lane_range(at)));
        }
    }
    axis(pen, &field, timeline);
    cursor(pen, &field, timeline);
}

/// Width of the names of the lanes, at most a third of the whole.
fn gutter(pen: &Pen, width: f32, timeline: &Timeline) -> f32 {
    let widest = timeline
        .lanes
        .iter()
        .map(|lane| pen.line(&lane.label, types::SMALL, f32::INFINITY).size().x)
        .fold(0.0, f32::max);
    let gap = if widest > 0.0 { GUTTER_GAP } else { 4.0 };
    (widest + pen.len(gap)).min(width / 3.0)
}

fn paint_lane(pen: &Pen, field: &Field, lane: &Lane, y: Rangef, left: f32) {
    let tokens = pen.tokens;
    let room = field.rect.left() - left - pen.len(GUTTER_GAP);
    let name = pen.line(&lane.label, types::SMALL, room);
    let at = pos2(field.rect.left() - pen.len(GUTTER_GAP), y.center());
    pen.put(at, Align2::RIGHT_CENTER, name, tokens.ink_soft);
    let track = Rect::from_x_y_ranges(field.rect.x_range(), bar_range(pen, y));
    pen.painter
        .rect_filled(track, pen.radius(5.0), tokens.paper);
}

/// The part of a lane that its spans take up.
fn bar_range(pen: &Pen, lane: Rangef) -> Rangef {
    let inset = (lane.span() * 0.12).min(pen.len(4.0));
    Rangef::new(lane.min + inset, lane.max - inset)
}

fn paint_span(pen: &Pen, field: &Field, span: &LaneSpan, y: Rangef) {
    let (left, right) = (field.x(span.from), field.x(span.to));
    if right <= left {
        return;
    }
    let rect = Rect::from_x_y_ranges(left..=right.max(left + 2.0), y);
    let (color, ground) = match span.tone {
        Tone::Neutral => (pen.tokens.ink_soft, pen.tokens.raised),
        tone => pen.tokens.tone(tone),
    };
    pen.panel(
        rect,
        5.0,
        ground,
        pen.stroke(1.0, color.gamma_multiply(0.6)),
    );
    let room = rect.width() - pen.len(10.0);
    let whole = pen
        .line(&span.label, types::SMALL_STRONG, f32::INFINITY)
        .size()
        .x;
    let label = pen.line(&span.label, types::SMALL_STRONG, room);
    // A word is shortened, but not to a stump.
    if room >= whole * 0.6 && room > 0.0 && label.size().y <= rect.height() + 2.0 {
        pen.put(
            pos2(rect.left() + pen.len(6.0), rect.center().y),
            Align2::LEFT_CENTER,
            label,
            color,
        );
    }
}

/// In which row above the lanes the word of each mark stands; none if there is no room for it.
struct MarkRows {
    rows: Vec<Option<usize>>,
    count: usize,
}

fn mark_rows(pen: &Pen, outer: Rect, gutter: f32, timeline: &Timeline) -> MarkRows {
    let field = Field {
        rect: Rect::from_min_max(pos2(outer.left() + gutter, 0.0), pos2(outer.right(), 1.0)),
        range: timeline.range,
    };
    let mut ends: Vec<Vec<Rangef>> = Vec::new();
    let most = if timeline.area.h < 90.0 { 1 } else { 2 };
    let rows = timeline
        .marks
        .iter()
        .map(|mark| {
            let width = pen.line(&mark.label, types::SMALL, f32::INFINITY).size().x;
            let range = mark_range(&field, mark, width);
            let wide = Rangef::new(range.min - pen.len(6.0), range.max + pen.len(6.0));
            let free = |row: &Vec<Rangef>| row.iter().all(|other| !meets(*other, wide));
            if let Some(row) = ends.iter().position(free) {
                ends.get_mut(row)?.push(wide);
                return Some(row);
            }
            (ends.len() < most).then(|| {
                ends.push(vec![wide]);
                ends.len() - 1
            })
        })
        .collect();
    MarkRows {
        rows,
        count: ends.len(),
    }
}

fn meets(a: Rangef, b: Rangef) -> bool {
    a.min < b.max && b.min < a.max
}

/// The place of a mark's word: around its line, kept within the field.
fn mark_range(field: &Field, mark: &Mark, width: f32) -> Rangef {
    let left = (field.x(mark.at) - width / 2.0)
        .min(field.rect.right() - width)
        .max(field.rect.left());
    Rangef::new(left, left + width)
}

fn paint_mark(pen: &Pen, field: &Field, mark: &Mark, row: Option<usize>, top: f32) {
    let color = match mark.tone {
        Tone::Neutral => pen.tokens.ink_soft,
        tone => pen.tokens.tone(tone).0,
    };
    let x = field.x(mark.at);
    let start = row.map_or(field.rect.top(), |row| {
        top + pen.len(MARK_ROW * (row + 1) as f32 - 1.0)
    });
    let line = [pos2(x, start), pos2(x, field.rect.bottom())];
    let stroke = pen.stroke(1.25, color.gamma_multiply(0.8));
    pen.polyline(line.to_vec(), stroke, true);
    if let Some(row) = row {
        let galley = pen.line(&mark.label, types::SMALL, f32::INFINITY);
        let range = mark_range(field, mark, galley.size().x);
        let at = pos2(range.min, top + pen.len(MARK_ROW * row as f32));
        pen.put(at, Align2::LEFT_TOP, galley, color);
    }
}

fn axis(pen: &Pen, field: &Field, timeline: &Timeline) {
    let tokens = pen.tokens;
    let y = field.rect.bottom();
    pen.painter
        .hline(field.rect.x_range(), y, pen.stroke(1.0, tokens.line_strong));
    let end = axis_unit(pen, field, timeline);
    let most = (field.rect.width() / pen.len(58.0)) as usize;
    let axis = Axis::new(timeline.range, most, &timeline.unit);
    let bubble = bubble(pen, field, timeline);
    for tick in &axis.ticks {
        let x = field.x(*tick);
        pen.painter
            .vline(x, y..=y + pen.len(4.0), pen.stroke(1.0, tokens.line_strong));
        let galley = pen.line(&axis.label(*tick), types::FIGURE, f32::INFINITY);
        let half = galley.size().x / 2.0;
        let hidden = meets(
            Rangef::new(x - half, x + half),
            bubble.x_range().expand(pen.len(4.0)),
        );
        if !hidden && x + half <= end {
            let at = pos2(x, y + pen.len(5.0));
            pen.put(at, Align2::CENTER_TOP, galley, tokens.ink_soft);
        }
    }
}

/// What the axis counts: in the gutter if there is room, else at its far end, which it then
/// takes from the figures. Says where the figures must end.
fn axis_unit(pen: &Pen, field: &Field, timeline: &Timeline) -> f32 {
    let (y, color) = (field.rect.bottom(), pen.tokens.ink_soft);
    let unit = pen.line(&timeline.unit, types::SMALL, f32::INFINITY);
    let at = pos2(field.rect.left() - pen.len(GUTTER_GAP), y + pen.len(4.0));
    let left = pen.rect(super::geometry::rect_of(timeline.area)).left();
    if at.x - unit.size().x >= left - 1.0 {
        pen.put(at, Align2::RIGHT_TOP, unit, color);
        return f32::INFINITY;
    }
    let bubble = bubble(pen, field, timeline);
    let at = pos2(field.rect.right() + pen.len(4.0), y + pen.len(4.0));
    if at.x - unit.size().x <= bubble.right() + pen.len(4.0) {
        return f32::INFINITY;
    }
    pen.put(at, Align2::RIGHT_TOP, unit, color).left() - pen.len(6.0)
}

/// The ground of the cursor's figure at the axis.
fn bubble(pen: &Pen, field: &Field, timeline: &Timeline) -> Rect {
    let text = cursor_text(timeline);
    let width = pen.line(&text, types::FIGURE, f32::INFINITY).size().x + pen.len(BUBBLE_PADDING);
    let x = field.x(timeline.cursor);
    // Below the cursor's line also at the very beginning, for a figure of one digit.
    let left = (x - width / 2.0)
        .min(field.rect.right() - width + pen.len(4.0))
        .max(field.rect.left() - pen.len(GUTTER_GAP));
    let top = field.rect.bottom() + pen.len(3.0);
    Rect::from_min_size(pos2(left, top), vec2(width, pen.len(16.0)))
}

fn cursor_text(timeline: &Timeline) -> String {
    // On its way between two steps the cursor shows whole figures.
    let whole = timeline.range.1 - timeline.range.0 >= 8.0;
    let value = if whole {
        timeline.cursor.round()
    } else {
        timeline.cursor
    };
    figure(value, "")
}

fn cursor(pen: &Pen, field: &Field, timeline: &Timeline) {
    let tokens = pen.tokens;
    let x = field.x(timeline.cursor);
    let top = field.rect.top() - pen.len(3.0);
    let bubble = bubble(pen, field, timeline);
    pen.painter
        .vline(x, top..=bubble.top(), pen.stroke(2.0, tokens.accent));
    let half = pen.len(4.5);
    pen.painter.add(Shape::convex_polygon(
        vec![
            pos2(x - half, top - half),
            pos2(x + half, top - half),
            pos2(x, top + half),
        ],
        tokens.accent,
        egui::Stroke::NONE,
    ));
    pen.painter
        .rect_filled(bubble, pen.radius(5.0), tokens.accent_fill);
    pen.write(
        bubble.center(),
        Align2::CENTER_CENTER,
        &cursor_text(timeline),
        types::FIGURE,
        tokens.on_accent,
    );
}
