//! Days of the calendar.
//!
//! Proleptic Gregorian, the years 1 to 9999. A [`Date`] is the number of days since 1970-01-01, which is what
//! columns of dates hold too. Moving by months is in [`crate::month`].

#![deny(clippy::arithmetic_side_effects)]

use std::fmt;
use std::str::FromStr;

use crate::fault::Fault;

/// `2020-11-01`: a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// Why a text is no date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DateError {
    /// Not `YYYY-MM-DD` (or `YYYY-MM`, `YYYY`, where a part of a date will do).
    Malformed,
    /// `2021-02-29`: the month has no such day, or the year no such month.
    Impossible,
    /// The year 0000.
    OutOfCalendar,
}

impl DateError {
    /// The words a person reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Malformed => "a date is written year-month-day, as in 2020-11-01",
            Self::Impossible => "there is no such day",
            Self::OutOfCalendar => "the calendar has the years 1 to 9999",
        }
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl std::error::Error for DateError {}

impl Date {
    /// 0001-01-01.
    pub const MIN: Self = Self(-719_162);
    /// 9999-12-31.
    pub const MAX: Self = Self(2_932_896);

    /// The day, where there is one.
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        let real = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        real.then(|| Self(days_from_civil(year, month, day)))
    }

    /// A day of the calendar: the year is in it, the month has it.
    pub(crate) const fn of_real(year: i32, month: u32, day: u32) -> Self {
        Self(days_from_civil(year, month, day))
    }

    /// The day of this number, counted from 1970-01-01, where the calendar has it.
    #[must_use]
    pub fn from_days(days: i64) -> Option<Self> {
        let date = Self(i32::try_from(days).ok()?);
        (Self::MIN..=Self::MAX).contains(&date).then_some(date)
    }

    /// Its number, counted from 1970-01-01.
    #[must_use]
    pub const fn days(self) -> i32 {
        self.0
    }

    /// Year, month and day.
    #[must_use]
    pub const fn ymd(self) -> (i32, u32, u32) {
        civil_from_days(self.0)
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.ymd().0
    }

    /// A date as a policy or case writes it: the ten characters `YYYY-MM-DD` and nothing else.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        match Self::parse_partial(text)? {
            (first, last) if text.len() == 10 && first == last => Ok(first),
            _ => Err(DateError::Malformed),
        }
    }

    /// A date of which the day or the month may not be said: `2020-11-01`, `2020-11`, `2020`. The first and
    /// the last day it may be.
    pub fn parse_partial(text: &str) -> Result<(Self, Self), DateError> {
        let mut parts = text.split('-');
        let year = digits(parts.next(), 4)?.ok_or(DateError::Malformed)?;
        let month = digits(parts.next(), 2)?;
        let day = digits(parts.next(), 2)?;
        if parts.next().is_some() {
            return Err(DateError::Malformed);
        }
        if year == 0 {
            return Err(DateError::OutOfCalendar);
        }
        let year = i32::try_from(year).map_err(|_| DateError::Malformed)?;
        let first = Self::from_ymd(year, month.unwrap_or(1), day.unwrap_or(1));
        let last_month = month.unwrap_or(12);
        let last_day = day.unwrap_or_else(|| days_in_month(year, last_month));
        let last = Self::from_ymd(year, last_month, last_day);
        first.zip(last).ok_or(DateError::Impossible)
    }

    /// `D + 10 days`; before it where `days` is negative.
    pub fn plus_days(self, days: i64) -> Result<Self, Fault> {
        i64::from(self.0).checked_add(days).and_then(Self::from_days).ok_or(Fault::OutOfCalendar)
    }

    /// `days from A to B`: 0 on the same day, negative where B is before A.
    #[must_use]
    pub fn days_until(self, later: Self) -> i64 {
        i64::from(later.0).saturating_sub(i64::from(self.0))
    }

    /// 1 for Monday to 7 for Sunday.
    #[must_use]
    pub const fn weekday(self) -> u32 {
        // 1970-01-01 was a Thursday.
        self.0.wrapping_add(3).rem_euclid(7).unsigned_abs().wrapping_add(1)
    }
}

/// Exactly this many digits, or `None` where there is no such part.
fn digits(part: Option<&str>, count: usize) -> Result<Option<u32>, DateError> {
    let Some(part) = part else {
        return Ok(None);
    };
    if part.len() != count || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateError::Malformed);
    }
    part.parse().map(Some).map_err(|_| DateError::Malformed)
}

/// The days of a month; 0 where the year has no such month.
#[must_use]
pub const fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year(year) => 29,
        2 => 28,
        _ => 0,
    }
}

/// Whether the year has a 29 February.
#[must_use]
pub const fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Counts years from March, so that the day that is not in every year is the last one. In all of the calendar the count
/// from 1 March of the year 0 is not negative. Months from March have 153 days in five: 979 in 32 of them, rounded down,
/// comes to the same, and needs no division.
#[expect(clippy::arithmetic_side_effects, reason = "the year is 1 to 9999, month and day are real")]
const fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let before_march = (month <= 2) as u32;
    let year = year.unsigned_abs() - before_march;
    let month = month + 12 * before_march;
    let century = year / 100;
    let days = 1_461 * year / 4 - century + century / 4 + (979 * month - 2_919) / 32 + day - 1;
    days.cast_signed() - MARCH_OF_YEAR_0
}

/// The inverse of [`days_from_civil`]. The divisions are multiplications by what C. Neri and L. Schneider ("Euclidean
/// affine functions and their application to calendar algorithms", 2022) show to be the same for these numbers.
#[expect(clippy::arithmetic_side_effects, reason = "the days are those of the years 1 to 9999")]
const fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let quarters = 4 * (days + MARCH_OF_YEAR_0).unsigned_abs() + 3;
    let (century, day_of_century) = (quarters / 146_097, quarters % 146_097 / 4);
    let product = 2_939_745 * (4 * day_of_century + 3) as u64;
    let year_of_century = (product >> 32) as u32;
    let day_of_year = product as u32 / 2_939_745 / 4;
    let months = 2_141 * day_of_year + 197_913;
    let (month, day) = (months >> 16, months % 65_536 / 2_141 + 1);
    let after_december = (day_of_year >= 306) as u32;
    let year = 100 * century + year_of_century + after_december;
    (year.cast_signed(), month - 12 * after_december, day)
}

/// The days from 1 March of the year 0 to 1970-01-01.
const MARCH_OF_YEAR_0: i32 = 719_468;

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::parse(text)
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Date {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
    }
}

impl<'de> serde::Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::serde_text::deserialize(deserializer, "a date as text")
    }
}
