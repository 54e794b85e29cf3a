//! Exact dollars, so that a sum of a year's daily charges is right to the cent.
//!
//! Counted in billionths of a dollar for a 2^30th of a 30th: one byte for one day at one
//! nano-dollar per GB-month. Every price of the tables is a whole number of these.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Sub};

use crate::base::text::grouped;

/// Bytes in a GB, as storage is billed.
const GB: i128 = 1 << 30;
/// Days in a month, as the simulator bills.
const MONTH: i128 = 30;
/// Grains in a nano-dollar.
const PER_NANO: i128 = GB * MONTH;
/// Grains in a cent.
const PER_CENT: i128 = PER_NANO * 10_000_000;

/// An amount of dollars; may be negative as a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Money(i128);

/// A list price in nano-dollars, for whatever unit its field names.
pub(super) type NanoDollars = u64;

impl Money {
    /// Nothing.
    pub(super) const ZERO: Self = Self(0);

    /// `bytes` kept for `days` at a price per GB-month.
    pub(super) fn storage(bytes: u128, per_gb_month: NanoDollars, days: u32) -> Self {
        Self(bytes as i128 * i128::from(per_gb_month) * i128::from(days))
    }

    /// `bytes` read at a price per GB.
    pub(super) fn retrieval(bytes: u128, per_gb: NanoDollars) -> Self {
        Self(bytes as i128 * i128::from(per_gb) * MONTH)
    }

    /// `count` requests at a price per thousand.
    pub(super) fn requests(count: u64, per_thousand: NanoDollars) -> Self {
        Self(i128::from(count) * i128::from(per_thousand) * PER_NANO / 1_000)
    }

    /// `count` objects watched for a day at a price per thousand and month.
    pub(super) fn monitoring(count: u64, per_thousand_month: NanoDollars) -> Self {
        Self(i128::from(count) * i128::from(per_thousand_month) * GB / 1_000)
    }

    /// For charts, and only there.
    pub(super) fn dollars(self) -> f64 {
        self.0 as f64 / (PER_NANO as f64 * 1e9)
    }

    /// For a small place: `$5.61`, `$1.2M`, `$118B`.
    pub(super) fn short(self) -> String {
        let dollars = self.dollars();
        let sign = if dollars < 0.0 { "−" } else { "" };
        let size = dollars.abs();
        if size < 10_000.0 {
            return self.to_string();
        }
        let (value, suffix) = [(1e15, "Q"), (1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")]
            .into_iter()
            .find(|(unit, _)| size >= *unit)
            .map_or((size, ""), |(unit, suffix)| (size / unit, suffix));
        let digits = usize::from(value < 100.0);
        format!("{sign}${value:.digits$}{suffix}")
    }

    fn cents(self) -> i128 {
        (self.0 + self.0.signum() * PER_CENT / 2) / PER_CENT
    }
}

/// `$1,234.57`, rounded to the cent; a trace reads `under $0.01`.
impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cents = self.cents();
        if cents == 0 && self.0 > 0 {
            return formatter.write_str("under $0.01");
        }
        let sign = if cents < 0 { "−" } else { "" };
        let dollars = u64::try_from(cents.unsigned_abs() / 100).unwrap_or(u64::MAX);
        let rest = cents.unsigned_abs() % 100;
        write!(formatter, "{sign}${}.{rest:02}", grouped(dollars))
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Mul<u64> for Money {
    type Output = Self;

    fn mul(self, count: u64) -> Self {
        Self(self.0 * i128::from(count))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GB_BYTES: u128 = 1 << 30;

    #[test]
    fn gigabyte_for_a_month_costs_its_list_price() {
        assert_eq!(
            Money::storage(100 * GB_BYTES, 23_000_000, 30).to_string(),
            "$2.30"
        );
        assert_eq!(
            Money::retrieval(50 * GB_BYTES, 10_000_000).to_string(),
            "$0.50"
        );
        assert_eq!(Money::requests(1_000_000, 50_000_000).to_string(), "$50.00");
        assert_eq!(
            (Money::monitoring(1_000_000, 2_500_000) * 30).to_string(),
            "$2.50"
        );
    }

    #[test]
    fn amounts_are_written_for_reading() {
        let cent = Money(PER_CENT);
        assert_eq!(Money::ZERO.to_string(), "$0.00");
        assert_eq!(Money(1).to_string(), "under $0.01");
        assert_eq!((cent * 123_456_789).to_string(), "$1,234,567.89");
        assert_eq!((Money::ZERO - cent * 250).to_string(), "−$2.50");
        assert_eq!((cent * 123_456_789).short(), "$1.2M");
        assert_eq!((cent * 999).short(), "$9.99");
    }
}
