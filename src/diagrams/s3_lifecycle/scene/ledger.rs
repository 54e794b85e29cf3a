//! The money: what was paid so far with the rule and without, by day and by reason.

use crate::base::text::grouped;
use crate::diagrams::scene::{
    Area, Chart, ChartKind, ElementKind, SceneRow, SceneTable, Series, Tone,
};

use super::super::class::{Class, Tier};
use super::super::day::{Bill, EventKind};
use super::super::money::Money;
use super::super::run::Run;
use super::{Page, SPACE};

const ROW: f32 = 26.0;
const CHART_HEIGHT: f32 = 210.0;
/// Share of a wide picture that the chart takes beside the bill.
const CHART_SHARE: f32 = 0.56;

/// Draws the chart and the bill, side by side where there is room.
pub(super) fn draw(page: &mut Page, run: &Run, day: u32) {
    let bill = bill_rows(run, day);
    let bill_height = (bill.len() + 1) as f32 * ROW;
    let (chart, table) = if page.is_wide() {
        let area = page.take(CHART_HEIGHT.max(bill_height));
        let left = (area.w - SPACE) * CHART_SHARE;
        (
            Area::new(area.x, area.y, left, area.h),
            Area::new(
                area.x + left + SPACE,
                area.y,
                area.w - left - SPACE,
                bill_height,
            ),
        )
    } else {
        (page.take(CHART_HEIGHT), page.take(bill_height))
    };
    page.add(
        "cost",
        "Cost so far",
        "What was paid up to today, with the rule and without it.",
        ElementKind::Chart(cost_chart(run, day, chart)),
    );
    let mut header = vec!["Paid for".to_owned(), "So far".to_owned()];
    if compares(run) {
        header.push("No rule".to_owned());
    }
    page.add(
        "bill",
        "Bill so far",
        "The cost up to today by reason, with the rule and without it.",
        ElementKind::Table(SceneTable {
            area: table,
            weights: [1.5, 1.2, 1.2].into_iter().take(header.len()).collect(),
            header,
            rows: bill,
        }),
    );
}

/// Draws the tiers of Intelligent-Tiering, if objects are ever there.
pub(super) fn tiers(page: &mut Page, run: &Run, day: u32) {
    let workload = &run.plan.workload;
    if !run
        .spots
        .iter()
        .any(|spot| spot.class == Class::IntelligentTiering)
    {
        return;
    }
    let after = [
        (Tier::Frequent, Some(0)),
        (Tier::Infrequent, Some(30)),
        (Tier::ArchiveInstant, Some(90)),
        (Tier::Archive, workload.archive_after),
        (Tier::DeepArchive, workload.deep_archive_after),
    ];
    let today = run.day(day);
    let rows: Vec<SceneRow> = after
        .into_iter()
        .filter_map(|(tier, after)| {
            let after = after?;
            let count = today.tiers.get(&tier).copied().unwrap_or(0);
            Some(SceneRow {
                cells: vec![
                    tier.short().to_owned(),
                    if after == 0 {
                        "< 30 days".to_owned()
                    } else {
                        format!("{after} days")
                    },
                    per_gb(tier),
                    grouped(count),
                ],
                tone: if count > 0 {
                    Tone::Neutral
                } else {
                    Tone::Muted
                },
                active: today.has(|kind| match kind {
                    EventKind::Cooled(to) => *to == tier,
                    EventKind::Warmed => tier == Tier::Frequent,
                    _ => false,
                }),
            })
        })
        .collect();
    let area = page.take((rows.len() + 1) as f32 * ROW);
    page.add(
        "tiers",
        "Tiers of Intelligent-Tiering",
        "Each object moves by itself: down after so many days without a read, up when it is read.",
        ElementKind::Table(SceneTable {
            area,
            weights: vec![1.4, 1.1, 1.0, 1.1],
            header: ["Tier", "Unread for", "$ per GB", "Objects"]
                .map(str::to_owned)
                .to_vec(),
            rows,
        }),
    );
}

/// Whether there is anything to compare with.
fn compares(run: &Run) -> bool {
    !run.plan.rule.is_empty()
}

fn cost_chart(run: &Run, day: u32, area: Area) -> Chart {
    let last = run.plan.workload.last_day;
    let points = |total: &dyn Fn(u32) -> Money| -> Vec<(f64, f64)> {
        (0..=day)
            .map(|day| (f64::from(day), total(day).dollars()))
            .collect()
    };
    let mut series = vec![Series {
        label: if compares(run) {
            "With the rule"
        } else {
            "Cost"
        }
        .to_owned(),
        tone: Tone::Accent,
        dashed: false,
        points: points(&|day| run.day(day).bill.total()),
    }];
    if compares(run) {
        series.push(Series {
            label: "No rule".to_owned(),
            tone: Tone::Muted,
            dashed: true,
            points: points(&|day| run.without(day).total()),
        });
    }
    let top = run.day(last).bill.total().max(run.without(last).total());
    Chart {
        area,
        kind: ChartKind::Line,
        y_label: "$ so far".to_owned(),
        x_label: "day".to_owned(),
        series,
        x_range: (0.0, f64::from(last)),
        y_range: (0.0, (top.dollars() * 1.05).max(1e-9)),
        cursor: Some(f64::from(day)),
    }
}

/// A line for each reason for which anything is ever paid, and the sum.
fn bill_rows(run: &Run, day: u32) -> Vec<SceneRow> {
    let last = run.plan.workload.last_day;
    let ever = |bill: Bill, other: Bill| {
        bill.parts()
            .into_iter()
            .zip(other.parts())
            .map(|((_, with), (_, without))| with > Money::ZERO || without > Money::ZERO)
            .collect::<Vec<_>>()
    };
    let shown = ever(run.day(last).bill, run.without(last));
    let today = run.day(day).bill;
    let yesterday = day
        .checked_sub(1)
        .map_or_else(Bill::default, |before| run.day(before).bill);
    let without = run.without(day);
    let row = |name: &str, with: Money, without: Money, tone, active| {
        let mut cells = vec![name.to_owned(), amount(with)];
        if compares(run) {
            cells.push(amount(without));
        }
        SceneRow {
            cells,
            tone,
            active,
        }
    };
    let mut rows: Vec<SceneRow> = today
        .parts()
        .into_iter()
        .zip(without.parts())
        .zip(yesterday.parts())
        .zip(shown)
        .filter(|(_, shown)| *shown)
        .map(|((((name, with), (_, without)), (_, before)), _)| {
            let grows = with > before && !matches!(name, "Storage" | "Monitoring");
            let tone = if name == "Early removal" && with > Money::ZERO {
                Tone::Warn
            } else {
                Tone::Neutral
            };
            row(name, with, without, tone, grows)
        })
        .collect();
    rows.push(row(
        "Total",
        today.total(),
        without.total(),
        Tone::Accent,
        false,
    ));
    rows
}

/// Cents as long as they fit.
fn amount(money: Money) -> String {
    if money.dollars() < 1e7 {
        money.to_string()
    } else {
        money.short()
    }
}

fn per_gb(tier: Tier) -> String {
    format!("${}", tier.storage() as f64 / 1e9)
}
