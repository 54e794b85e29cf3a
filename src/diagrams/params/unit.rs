//! What the numbers of a diagram's inputs count, and how they are written and read.

use crate::base::text::{byte_size, count, grouped};

/// What a number counts. Sizes are bytes, durations seconds or days as named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Things, named in the plural ("objects").
    Count(&'static str),
    /// Days.
    Days,
    /// Seconds.
    Seconds,
    /// Bytes, written and read as `20 KB`.
    Bytes,
    /// Hundredths.
    Percent,
}

impl Unit {
    /// A number with its unit, for reading.
    pub fn write(self, number: u64) -> String {
        match self {
            Self::Count(noun) if number == 1 => format!("1 {}", noun.trim_end_matches('s')),
            Self::Count(noun) => format!("{} {noun}", grouped(number)),
            Self::Days => count(number as usize, "day"),
            Self::Seconds => format!("{} s", grouped(number)),
            Self::Bytes => byte_size(number),
            Self::Percent => format!("{number} %"),
        }
    }

    pub(super) fn write_exact(self, number: u64) -> String {
        if self != Self::Bytes {
            return number.to_string();
        }
        let (mut value, mut unit) = (number, 0);
        while value >= 1024 && value.is_multiple_of(1024) && unit + 1 < BYTE_UNITS.len() {
            value /= 1024;
            unit += 1;
        }
        format!("{value} {}", BYTE_UNITS.get(unit).copied().unwrap_or("B"))
    }

    pub(super) fn parse(self, text: &str) -> Option<u64> {
        let digits_end = text
            .find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '_' | '.'))
            .unwrap_or(text.len());
        let (digits, suffix) = text.split_at(digits_end);
        let digits = digits.replace([',', '_'], "");
        let suffix = suffix.trim();
        if self == Self::Bytes {
            let power = if suffix.is_empty() {
                0
            } else {
                BYTE_UNITS.iter().position(|unit| *unit == suffix)?
            };
            let bytes = digits.parse::<f64>().ok()? * 1024_f64.powi(i32::try_from(power).ok()?);
            return (bytes.is_finite() && bytes >= 0.0 && bytes.fract() == 0.0)
                .then_some(bytes as u64);
        }
        self.accepts_suffix(suffix)
            .then(|| digits.parse().ok())
            .flatten()
    }

    fn accepts_suffix(self, suffix: &str) -> bool {
        suffix.is_empty()
            || match self {
                Self::Count(noun) => suffix == noun || suffix == noun.trim_end_matches('s'),
                Self::Days => matches!(suffix, "d" | "day" | "days"),
                Self::Seconds => matches!(suffix, "s" | "seconds"),
                Self::Percent => suffix == "%",
                Self::Bytes => false,
            }
    }
}

const BYTE_UNITS: [&str; 5] = ["B", "KB", "MB", "GB", "TB"];
