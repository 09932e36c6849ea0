//! Moving a date by months, and counting the months and years between two dates.
//!
//! Not every month has a 31st, so a policy says what becomes of the days that are missing. Invariant: with
//! one rule, a later date or more months never give an earlier result.

#![deny(clippy::arithmetic_side_effects)]

use std::fmt;

use crate::date::{Date, days_in_month};
use crate::fault::Fault;

/// `month ends round down`: what `31 January + 1 month` is.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum MonthEnds {
    /// `month ends round down`: the last day of the month, 28 or 29 February.
    RoundDown,
    /// `month ends round up`: the first day of the month after, 1 March.
    RoundUp,
    /// `month ends are errors`: an impossible date, a fault.
    Errors,
}

impl MonthEnds {
    /// The words of the language.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::RoundDown => "round down",
            Self::RoundUp => "round up",
            Self::Errors => "are errors",
        }
    }
}

impl fmt::Display for MonthEnds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl Date {
    /// `D + 2 months`; before it where `months` is negative. A year is 12 of them.
    pub fn plus_months(self, months: i64, ends: MonthEnds) -> Result<Self, Fault> {
        let (year, month, day) = self.ymd();
        let index = index_of(year, month).checked_add(months).ok_or(Fault::OutOfCalendar)?;
        let (year, month) = month_of_index(index).ok_or(Fault::OutOfCalendar)?;
        // No month is shorter than 28 days.
        let length = if day <= 28 { day } else { days_in_month(year, month) };
        if day <= length {
            return Ok(Self::of_real(year, month, day));
        }
        let last = Self::of_real(year, month, length);
        match ends {
            MonthEnds::RoundDown => Ok(last),
            MonthEnds::RoundUp => last.plus_days(1),
            MonthEnds::Errors => Err(Fault::ImpossibleDate),
        }
    }

    /// `months from A to B`: the completed months, the greatest n such that A plus n months is not after B.
    ///
    /// Where B is before A it is the negative of the months from B to A: counting is the same in both
    /// directions. Where month ends are errors it is a fault only where it matters: where rounding down and
    /// rounding up would give different counts.
    pub fn months_until(self, later: Self, ends: MonthEnds) -> Result<i64, Fault> {
        self.completed(later, ends, 1)
    }

    /// `years from A to B`: the completed years, counted as [`Date::months_until`] counts months. Who was
    /// born on 29 February is a year older on 28 February where month ends round down, on 1 March where up.
    pub fn years_until(self, later: Self, ends: MonthEnds) -> Result<i64, Fault> {
        self.completed(later, ends, 12)
    }

    /// The months since the beginning of the year 0.
    pub(crate) fn month_index(self) -> i64 {
        let (year, month, _) = self.ymd();
        index_of(year, month)
    }

    fn completed(self, later: Self, ends: MonthEnds, months: i64) -> Result<i64, Fault> {
        if later < self {
            return later.completed(self, ends, months).map(i64::saturating_neg);
        }
        let (_, _, day) = self.ymd();
        let (year, month, last) = later.ymd();
        let begun = later.month_index().saturating_sub(self.month_index());
        let length = days_in_month(year, month);
        let count = |reached: bool| {
            let months_done = if reached { begun } else { begun.saturating_sub(1) };
            months_done.checked_div(months).unwrap_or(0)
        };
        if day <= length {
            return Ok(count(last >= day));
        }
        let (down, up) = (count(last >= length), count(false));
        match ends {
            MonthEnds::RoundDown => Ok(down),
            MonthEnds::RoundUp => Ok(up),
            MonthEnds::Errors if down == up => Ok(down),
            MonthEnds::Errors => Err(Fault::ImpossibleDate),
        }
    }
}

/// The months since the beginning of the year 0.
fn index_of(year: i32, month: u32) -> i64 {
    i64::from(year).saturating_mul(12).saturating_add(i64::from(month)).saturating_sub(1)
}

/// Year and month of an index, where the calendar has them.
pub(crate) fn month_of_index(index: i64) -> Option<(i32, u32)> {
    let index = u32::try_from(index).ok().filter(|index| (12..120_000).contains(index))?;
    Some(((index / 12).cast_signed(), (index % 12).saturating_add(1)))
}
