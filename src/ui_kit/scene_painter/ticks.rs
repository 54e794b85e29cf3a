//! Axes: round steps, the ticks within a range, and figures as short as they can be.

use crate::base::text::grouped;

/// Steps of days that people count in.
const DAYS: [f64; 10] = [1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 90.0, 180.0, 365.0];

/// Steps of seconds.
const SECONDS: [f64; 13] = [
    1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0,
];

/// What is told apart on an axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axis {
    /// Values, rising, all within the range.
    pub(super) ticks: Vec<f64>,
    /// From one tick to the next.
    step: f64,
}

impl Axis {
    /// At most `most` ticks at round values within `range`; `unit` decides what is round.
    pub(super) fn new((low, high): (f64, f64), most: usize, unit: &str) -> Self {
        let span = high - low;
        if !span.is_finite() || span <= 0.0 || most == 0 {
            return Self {
                ticks: Vec::new(),
                step: 1.0,
            };
        }
        let step = round_step(span / most.max(2) as f64, unit);
        let first = (low / step - 1e-9).ceil() as i64;
        let last = (high / step + 1e-9).floor() as i64;
        let ticks = (first..=last.min(first + 64))
            .map(|at| at as f64 * step)
            .collect();
        Self { ticks, step }
    }

    /// Whether some ticks are no whole numbers.
    pub(super) fn has_fractions(&self) -> bool {
        self.step.fract() > 1e-9
    }

    /// A tick's value, with as many decimals as its step needs.
    pub(super) fn label(&self, value: f64) -> String {
        short(value, self.step)
    }
}

/// The smallest round step that is not below `least`.
fn round_step(least: f64, unit: &str) -> f64 {
    let ladder: &[f64] = match unit {
        "day" | "days" => &DAYS,
        "s" | "second" | "seconds" => &SECONDS,
        _ => &[],
    };
    if least >= 1.0
        && let Some(step) = ladder.iter().find(|step| **step >= least)
    {
        return *step;
    }
    let power = 10.0_f64.powf(least.log10().floor());
    let digit = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .find(|digit| digit * power >= least * (1.0 - 1e-9))
        .unwrap_or(10.0);
    digit * power
}

/// `0.25`, `40`, `1.5K`, `2M`: exact to the step.
pub(super) fn short(value: f64, step: f64) -> String {
    const NAMES: [(f64, &str); 4] = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "K")];
    let size = value.abs().max(step.abs());
    let (unit, name) = NAMES
        .into_iter()
        .find(|(unit, _)| size >= *unit * 0.9995 && (*unit > 1e3 || size >= 1e4))
        .unwrap_or((1.0, ""));
    let step = (step / unit).abs();
    let decimals = decimals_of(step);
    let text = format!("{:.decimals$}", value / unit);
    let text = if text.contains('.') && !name.is_empty() {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    if text.chars().all(|c| matches!(c, '0' | '.' | '-')) {
        return "0".to_owned();
    }
    format!("{text}{name}")
}

/// How many decimals it takes to write multiples of `step`, at most 6.
fn decimals_of(step: f64) -> usize {
    let whole = |decimals: &usize| {
        let scaled = step * 10.0_f64.powi(*decimals as i32);
        (scaled - scaled.round()).abs() <= 1e-6 * scaled.abs().max(1e-9)
    };
    (0..6).find(whole).unwrap_or(6)
}

/// A single figure, to three digits: `$0.83`, `1.25K`. A `label` that begins with `$` is money.
pub(super) fn figure(value: f64, label: &str) -> String {
    let size = value.abs();
    let money = label.starts_with('$');
    let text = if size >= 1e4 {
        short(value, 10.0_f64.powf(size.log10().floor() - 2.0))
    } else if money && size >= 0.01 {
        with_cents(value)
    } else if size == 0.0 || (size >= 100.0 || value.fract().abs() < 1e-9) && !money {
        format!("{value:.0}")
    } else {
        let decimals = (2.0 - size.log10().floor()).clamp(0.0, 6.0) as usize;
        format!("{value:.decimals$}")
    };
    if money { format!("${text}") } else { text }
}

/// `1,541.00`
fn with_cents(value: f64) -> String {
    let cents = (value.abs() * 100.0).round() as u64;
    let sign = if value < 0.0 { "-" } else { "" };
    format!("{sign}{}.{:02}", grouped(cents / 100), cents % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn steps_of_days_are_those_that_people_count_in() {
        let check = |last: f64, most: usize, expected: &[f64]| {
            assert_eq!(Axis::new((0.0, last), most, "day").ticks, expected);
        };
        check(60.0, 4, &[0.0, 15.0, 30.0, 45.0, 60.0]);
        check(365.0, 5, &[0.0, 90.0, 180.0, 270.0, 360.0]);
        check(4.0, 6, &[0.0, 1.0, 2.0, 3.0, 4.0]);
    }

    #[test]
    fn figures_are_short_and_exact_to_the_step() {
        let check = |value: f64, step: f64, expected: &str| {
            assert_eq!(short(value, step), expected);
        };
        check(0.25, 0.05, "0.25");
        check(0.0, 0.05, "0");
        check(40.0, 20.0, "40");
        check(7.5, 2.5, "7.5");
        check(0.25, 0.25, "0.25");
        check(2500.0, 500.0, "2500");
        check(15_000.0, 5_000.0, "15K");
        check(1_500_000.0, 500_000.0, "1.5M");
    }

    #[test]
    fn money_is_written_with_cents() {
        let check = |value: f64, label: &str, expected: &str| {
            assert_eq!(figure(value, label), expected);
        };
        check(0.834, "$ so far", "$0.83");
        check(1541.0, "$ so far", "$1,541.00");
        check(0.0, "$ so far", "$0");
        check(12_345.0, "$", "$12.3K");
        check(12.0, "requests", "12");
        check(0.5, "share", "0.500");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn ticks_lie_within_the_range_and_are_few(low in -1e6_f64..1e6, span in 1e-3_f64..1e7, most in 2_usize..12) {
            let axis = Axis::new((low, low + span), most, "");
            prop_assert!(axis.ticks.len() <= most + 1);
            for tick in axis.ticks {
                prop_assert!(tick >= low - span * 1e-6 && tick <= low + span * (1.0 + 1e-6));
            }
        }
    }
}
