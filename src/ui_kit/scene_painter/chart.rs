//! Small charts: lines, areas, bars, with few round ticks and a legend that tells the last value.

use egui::epaint::{BandPoint, BandShape};
use egui::{Align2, Color32, Pos2, Rect, pos2, vec2};

use super::pen::{Pen, types};
use super::ticks::{Axis, figure};
use crate::diagrams::scene::{Chart, ChartKind, Series, Tone};

/// Height of one row of the legend, in units.
const LEGEND_ROW: f32 = 18.0;

/// Height of the horizontal axis with its figures, in units.
const X_AXIS: f32 = 18.0;

/// The field of points of a chart.
struct Plot {
    rect: Rect,
    x: (f64, f64),
    y: (f64, f64),
}

impl Plot {
    fn at(&self, (x, y): (f64, f64)) -> Pos2 {
        pos2(
            self.rect.left() + self.rect.width() * share(x, self.x),
            self.rect.bottom() - self.rect.height() * share(y, self.y),
        )
    }
}

fn share(value: f64, (low, high): (f64, f64)) -> f32 {
    if high > low {
        ((value - low) / (high - low)).clamp(0.0, 1.0) as f32
    } else {
        0.0
    }
}

/// Paints a chart over `area` (units).
pub(super) fn paint(pen: &Pen, area: Rect, chart: &Chart) {
    let outer = pen.rect(area);
    let top = legend(pen, outer, chart) + pen.len(9.0);
    let bottom = outer.bottom() - pen.len(X_AXIS);
    let most = ((bottom - top) / pen.len(30.0)).clamp(2.0, 4.0) as usize;
    let axis = Axis::new(chart.y_range, most, "");
    let gutter = axis
        .ticks
        .iter()
        .map(|tick| y_label(pen, &axis, *tick, chart).size().x)
        .fold(0.0, f32::max)
        + pen.len(8.0);
    let plot = Plot {
        rect: Rect::from_min_max(
            pos2(outer.left() + gutter, top),
            pos2(outer.right() - pen.len(6.0), bottom.max(top + 1.0)),
        ),
        x: x_range(chart),
        y: chart.y_range,
    };
    y_axis(pen, &plot, &axis, chart);
    x_axis(pen, &plot, chart, outer.left());
    match chart.kind {
        ChartKind::Bar => bars(pen, &plot, chart),
        ChartKind::Line | ChartKind::Area => {
            for series in &chart.series {
                curve(pen, &plot, series, chart.kind == ChartKind::Area);
            }
        }
    }
    if let Some(now) = chart.cursor {
        cursor(pen, &plot, chart, now);
    }
}

/// The horizontal range; bars stand around their index and need half a step on both sides.
fn x_range(chart: &Chart) -> (f64, f64) {
    let (first, last) = chart.x_range;
    match chart.kind {
        ChartKind::Bar => (first - 0.5, last + 0.5),
        ChartKind::Line | ChartKind::Area => (first, last),
    }
}

/// The color of a series; neutral ones are set in ink.
fn color(pen: &Pen, tone: Tone) -> Color32 {
    match tone {
        Tone::Neutral => pen.tokens.ink,
        tone => pen.tokens.tone(tone).0,
    }
}

/// The vertical axis' words, then every series with its last value; says where it ends.
fn legend(pen: &Pen, outer: Rect, chart: &Chart) -> f32 {
    let tokens = pen.tokens;
    let mut at = outer.left_top();
    let row = pen.len(LEGEND_ROW);
    if !chart.y_label.is_empty() {
        let galley = pen.line(&chart.y_label, types::SMALL_STRONG, outer.width());
        let rect = pen.put(
            pos2(at.x, at.y + row / 2.0),
            Align2::LEFT_CENTER,
            galley,
            tokens.ink,
        );
        at.x = rect.right() + pen.len(16.0);
    }
    for series in &chart.series {
        let value = series
            .points
            .last()
            .map_or_else(String::new, |(_, y)| figure(*y, &chart.y_label));
        let name = pen.line(&series.label, types::SMALL, outer.width() * 0.7);
        let value = pen.line(&value, types::SMALL_STRONG, f32::INFINITY);
        let swatch = pen.len(18.0);
        let gap = pen.len(5.0);
        let width = swatch + gap + name.size().x + gap + value.size().x;
        if at.x + width > outer.right() && at.x > outer.left() {
            at = pos2(outer.left(), at.y + row);
        }
        let y = at.y + row / 2.0;
        sample(pen, at.x, y, swatch, series, chart.kind);
        let name = pen.put(
            pos2(at.x + swatch + gap, y),
            Align2::LEFT_CENTER,
            name,
            tokens.ink_soft,
        );
        pen.put(
            pos2(name.right() + gap, y),
            Align2::LEFT_CENTER,
            value,
            color(pen, series.tone),
        );
        at.x += width + pen.len(16.0);
    }
    at.y + row
}

/// A piece of the line, as it is drawn.
fn sample(pen: &Pen, left: f32, y: f32, width: f32, series: &Series, kind: ChartKind) {
    let color = color(pen, series.tone);
    if kind == ChartKind::Bar {
        let side = pen.len(11.0);
        let square = Rect::from_center_size(pos2(left + width / 2.0, y), vec2(side, side));
        pen.painter.rect_filled(square, pen.radius(3.0), color);
        return;
    }
    let line = vec![pos2(left, y), pos2(left + width, y)];
    pen.polyline(line, pen.stroke(2.25, color), series.dashed);
}

fn y_label(pen: &Pen, axis: &Axis, tick: f64, chart: &Chart) -> std::sync::Arc<egui::Galley> {
    let money = chart.y_label.starts_with('$');
    let text = match money {
        true if axis.has_fractions() => format!("${tick:.2}"),
        true => format!("${}", axis.label(tick)),
        false => axis.label(tick),
    };
    pen.line(&text, types::FIGURE, f32::INFINITY)
}

fn y_axis(pen: &Pen, plot: &Plot, axis: &Axis, chart: &Chart) {
    for tick in &axis.ticks {
        let y = plot.at((plot.x.0, *tick)).y;
        pen.painter
            .hline(plot.rect.x_range(), y, pen.stroke(1.0, pen.tokens.line));
        let at = pos2(plot.rect.left() - pen.len(6.0), y);
        let label = y_label(pen, axis, *tick, chart);
        pen.put(at, Align2::RIGHT_CENTER, label, pen.tokens.ink_soft);
    }
}

fn x_axis(pen: &Pen, plot: &Plot, chart: &Chart, left: f32) {
    let tokens = pen.tokens;
    let y = plot.rect.bottom();
    pen.painter
        .hline(plot.rect.x_range(), y, pen.stroke(1.0, tokens.line_strong));
    let under = y + pen.len(4.0);
    let name = pen.line(&chart.x_label, types::SMALL, plot.rect.width() / 2.0);
    // In the gutter if it fits there, else at the far end of the axis.
    let in_gutter = left + name.size().x + pen.len(14.0) <= plot.rect.left();
    let mut end = plot.rect.right() + pen.len(6.0);
    if in_gutter {
        let at = pos2(plot.rect.left() - pen.len(12.0), under);
        pen.put(at, Align2::RIGHT_TOP, name, tokens.ink_soft);
    } else {
        let rect = pen.put(pos2(end, under), Align2::RIGHT_TOP, name, tokens.ink_soft);
        end = rect.left() - pen.len(6.0);
    }
    let mut most = (plot.rect.width() / pen.len(64.0)) as usize;
    if chart.kind == ChartKind::Bar {
        most = most.min((plot.x.1 - plot.x.0) as usize);
    }
    let axis = Axis::new(chart.x_range, most, &chart.x_label);
    for tick in &axis.ticks {
        let x = plot.at((*tick, plot.y.0)).x;
        let galley = pen.line(&axis.label(*tick), types::FIGURE, f32::INFINITY);
        if x + galley.size().x / 2.0 <= end {
            pen.put(pos2(x, under), Align2::CENTER_TOP, galley, tokens.ink_soft);
        }
    }
}

fn curve(pen: &Pen, plot: &Plot, series: &Series, filled: bool) {
    let line: Vec<Pos2> = series.points.iter().map(|point| plot.at(*point)).collect();
    let color = color(pen, series.tone);
    let Some(last) = line.last().copied() else {
        return;
    };
    if filled && !series.dashed {
        let band = line
            .iter()
            .map(|at| BandPoint::new(at.x, at.y..=plot.rect.bottom()))
            .collect();
        pen.painter
            .add(BandShape::filled(band, color.gamma_multiply(0.16)));
    }
    pen.polyline(line, pen.stroke(2.0, color), series.dashed);
    pen.painter.circle_filled(last, pen.len(3.0), color);
}

/// Bars of all series side by side; `x` is the index of the bar.
fn bars(pen: &Pen, plot: &Plot, chart: &Chart) {
    let count = (plot.x.1 - plot.x.0).max(1.0) as f32;
    let slot = plot.rect.width() / count;
    let each = slot * 0.7 / chart.series.len().max(1) as f32;
    for (at, series) in chart.series.iter().enumerate() {
        let color = color(pen, series.tone);
        for (x, y) in &series.points {
            let top = plot.at((*x, *y));
            let left = top.x - slot * 0.35 + each * at as f32;
            let bar = Rect::from_min_max(
                pos2(left, top.y),
                pos2(left + each * 0.92, plot.rect.bottom()),
            );
            pen.painter.rect_filled(bar, pen.radius(2.0), color);
        }
    }
}

fn cursor(pen: &Pen, plot: &Plot, chart: &Chart, now: f64) {
    let x = plot.at((now, plot.y.0)).x;
    let stroke = pen.stroke(1.5, pen.tokens.accent);
    pen.polyline(
        vec![pos2(x, plot.rect.top()), pos2(x, plot.rect.bottom())],
        stroke,
        false,
    );
    for series in &chart.series {
        if let Some(at) = value_at(series, now).map(|y| plot.at((now, y))) {
            let color = color(pen, series.tone);
            pen.painter
                .circle(at, pen.len(3.5), color, pen.stroke(1.5, pen.tokens.panel));
        }
    }
}

/// The value of a series at `x`, between its points; none beyond them.
fn value_at(series: &Series, x: f64) -> Option<f64> {
    let after = series.points.partition_point(|(at, _)| *at < x);
    let next = series.points.get(after)?;
    let Some(before) = after.checked_sub(1).and_then(|at| series.points.get(at)) else {
        return (next.0 == x).then_some(next.1);
    };
    let share = (x - before.0) / (next.0 - before.0);
    Some(before.1 + (next.1 - before.1) * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_between_two_points_lies_on_the_line() {
        let series = Series {
            label: String::new(),
            tone: Tone::Neutral,
            dashed: false,
            points: vec![(0.0, 1.0), (10.0, 3.0)],
        };
        assert_eq!(value_at(&series, 5.0), Some(2.0));
        assert_eq!(value_at(&series, 0.0), Some(1.0));
        assert_eq!(value_at(&series, 10.5), None);
    }
}
