//! Moments, days and the one clock.
//!
//! [`Clock`] is the only place in the program that reads the system's clock; everything else
//! takes the [`Moment`] it needs as an argument, so tests can fix it.
//! A day ends at four in the morning, local time: late evenings still belong to the day they began.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

/// The hour, local time, at which a study day turns over.
pub const DAY_STARTS_AT_HOUR: i64 = 4;

/// A point in time to the millisecond, saved as `"2026-11-23T17:04:05.123Z"`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Moment(i64);

impl Moment {
    /// From milliseconds since 1970-01-01T00:00:00Z; values out of the calendar's range are clamped.
    pub fn from_millis(millis: i64) -> Self {
        Self(millis.clamp(
            Timestamp::MIN.as_millisecond(),
            Timestamp::MAX.as_millisecond(),
        ))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub fn as_millis(self) -> i64 {
        self.0
    }

    /// This moment moved by `duration` into the future.
    #[must_use]
    pub fn after(self, duration: Duration) -> Self {
        Self::from_millis(
            self.0
                .saturating_add(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)),
        )
    }

    /// Time gone since `earlier`; zero when `earlier` lies in the future.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// `20261123-170405`: the moment (UTC, to the second) as it can stand in a file's name.
    pub fn file_stamp(self) -> String {
        self.to_string()
            .chars()
            .take_while(|c| *c != '.')
            .filter_map(|c| match c {
                'T' => Some('-'),
                '-' | ':' => None,
                other => Some(other),
            })
            .collect()
    }

    /// The study day this moment belongs to, in `zone`.
    pub fn day(self, zone: &TimeZone) -> Day {
        let local = zone.to_datetime(self.timestamp());
        let shifted = local
            .checked_sub(DAY_STARTS_AT_HOUR.hours())
            .unwrap_or(local);
        Day::from_date(shifted.date())
    }

    fn timestamp(self) -> Timestamp {
        Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// A time that the system tells of a file, in nanoseconds since 1970; 0 if it lies before.
pub fn nanos_of(time: SystemTime) -> i64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(0))
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.3}", self.timestamp())
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

impl TryFrom<String> for Moment {
    type Error = jiff::Error;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse::<Timestamp>()
            .map(|timestamp| Self(timestamp.as_millisecond()))
    }
}

/// A calendar day, counted from 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i32);

impl Day {
    /// The day number of a civil date.
    pub fn from_date(date: Date) -> Self {
        let epoch = Date::constant(1970, 1, 1);
        Self(epoch.until(date).map_or(0, |span| span.get_days()))
    }

    /// The civil date, for showing.
    pub fn date(self) -> Date {
        Date::constant(1970, 1, 1).saturating_add(i64::from(self.0).days())
    }

    /// The day `days` later (earlier when negative).
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days from `earlier` to this one; negative when `earlier` is later.
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }
}

/// Where "now" comes from: the system, or whoever tests and draws pictures.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The system's clock and time zone.
    System,
    /// Always the same moment, in UTC.
    Fixed(Moment),
    /// The milliseconds since 1970 that its owner last set, in UTC.
    ByHand(Arc<AtomicI64>),
}

impl Clock {
    /// The present moment.
    pub fn now(&self) -> Moment {
        match self {
            Self::System => Moment(Timestamp::now().as_millisecond()),
            Self::Fixed(moment) => *moment,
            Self::ByHand(millis) => Moment::from_millis(millis.load(Ordering::Relaxed)),
        }
    }

    /// The zone in which days begin and end.
    pub fn zone(&self) -> TimeZone {
        match self {
            Self::System => TimeZone::system(),
            Self::Fixed(_) | Self::ByHand(_) => TimeZone::UTC,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        Moment::try_from(text.to_owned()).unwrap()
    }

    #[test]
    fn moment_is_written_to_the_millisecond_and_read_back() {
        let text = "2026-11-23T17:04:05.123Z";
        assert_eq!(moment(text).to_string(), text);
    }

    #[test]
    fn whole_second_keeps_its_three_places() {
        assert_eq!(
            moment("2026-11-23T17:04:05Z").to_string(),
            "2026-11-23T17:04:05.000Z"
        );
    }

    #[test]
    fn file_stamp_has_only_digits_and_a_hyphen() {
        assert_eq!(
            moment("2026-11-23T17:04:05.123Z").file_stamp(),
            "20261123-170405"
        );
    }

    #[test]
    fn late_evening_belongs_to_the_day_before_four() {
        let before = moment("2026-11-24T03:59:59Z").day(&TimeZone::UTC);
        let after = moment("2026-11-24T04:00:00Z").day(&TimeZone::UTC);
        assert_eq!(after.days_since(before), 1);
        assert_eq!(before.date(), Date::constant(2026, 11, 23));
    }

    #[test]
    fn time_since_a_later_moment_is_zero() {
        let now = Moment::from_millis(1_000);
        assert_eq!(now.since(Moment::from_millis(5_000)), Duration::ZERO);
    }
}
