//! Dates on intervals: intervals of day numbers, moved by days and months, and what lies between two.
//!
//! A date that is unbounded on a side reaches to that end of the calendar. Days and months are whole; of an
//! interval with an end that is not, the whole numbers within it are used and a fault is possible.

use super::{Interval, Lifted};
use crate::date::{Date, days_in_month};
use crate::fault::Fault;
use crate::month::{MonthEnds, month_of_index};
use crate::number::Number;

/// The days from the first to the last of the calendar: a longer way leads out of it from everywhere.
const CALENDAR_SPAN: i64 = 3_652_058;

/// How many pairs (of two days, or of a month and a number of months) are tried one by one, to tell exactly
/// what `month ends are errors` makes possible. Past it a fault is taken to be possible.
const TRIED: i64 = 9_600;

/// A range of whole numbers, both ends in, that holds at least one.
#[derive(Clone, Copy)]
struct Whole {
    lo: i64,
    hi: i64,
    /// The fault of those that had to be left out.
    fault: Option<Fault>,
}

impl Whole {
    /// The whole numbers of an interval from `least` to `greatest`; those outside are the fault `outside`.
    fn within(
        interval: &Interval,
        least: i64,
        greatest: i64,
        outside: Fault,
    ) -> Result<Self, Fault> {
        let broken = |end: &Number| (!end.is_integer()).then_some(Fault::NotWhole);
        let mut fault = interval.lo().and_then(broken).or(interval.hi().and_then(broken));
        let held = match Interval::new(Some(Number::from(least)), Some(Number::from(greatest))) {
            Some(all) => {
                if !all.includes(interval) {
                    fault = fault.or(Some(outside));
                }
                interval.meet(&all)
            }
            None => None,
        };
        let whole = held.and_then(|held| {
            let lo = held.lo()?.ceiling()?;
            let hi = held.hi()?.floor()?;
            (lo <= hi).then_some((lo, hi))
        });
        match whole {
            Some((lo, hi)) => Ok(Self { lo, hi, fault }),
            None => Err(fault.unwrap_or(outside)),
        }
    }

    /// Day numbers. What is outside the calendar is no date, so nothing is lost with it.
    fn days_of_dates(dates: &Interval) -> Result<(Date, Date), Fault> {
        let (first, last) = (i64::from(Date::MIN.days()), i64::from(Date::MAX.days()));
        let whole = Self::within(dates, first, last, Fault::OutOfCalendar)?;
        Date::from_days(whole.lo).zip(Date::from_days(whole.hi)).ok_or(Fault::OutOfCalendar)
    }

    const fn count(self) -> i64 {
        self.hi.saturating_sub(self.lo).saturating_add(1)
    }
}

impl Interval {
    /// `D + n days`; `D - n days` of the negated interval.
    #[must_use]
    pub fn date_plus_days(&self, days: &Self) -> Lifted {
        Self::moved_by_days(self, days).unwrap_or_else(Lifted::failed)
    }

    fn moved_by_days(dates: &Self, days: &Self) -> Result<Lifted, Fault> {
        let (first, last) = Whole::days_of_dates(dates)?;
        let days = Whole::within(days, -CALENDAR_SPAN, CALENDAR_SPAN, Fault::OutOfCalendar)?;
        let lo = i64::from(first.days()).saturating_add(days.lo);
        let hi = i64::from(last.days()).saturating_add(days.hi);
        Ok(in_calendar(lo, hi, days.fault))
    }

    /// `D + n months`; `D - n months` of the negated interval.
    #[must_use]
    pub fn date_plus_months(&self, months: &Self, ends: MonthEnds) -> Lifted {
        Self::moved_by_months(self, months, ends).unwrap_or_else(Lifted::failed)
    }

    fn moved_by_months(dates: &Self, months: &Self, ends: MonthEnds) -> Result<Lifted, Fault> {
        let (first, last) = Whole::days_of_dates(dates)?;
        // A longer way leads out of the calendar, as with days.
        let months = Whole::within(months, -119_987, 119_987, Fault::OutOfCalendar)?;
        let spanned = last.month_index().saturating_sub(first.month_index()).saturating_add(1);
        match ends {
            MonthEnds::RoundDown | MonthEnds::RoundUp => {
                Ok(moved_ends(first, last, months, ends, months.fault))
            }
            MonthEnds::Errors if spanned.saturating_mul(months.count()) <= TRIED => {
                Ok(each_month_moved(first, last, months))
            }
            MonthEnds::Errors => {
                let fault = months.fault.or(Some(Fault::ImpossibleDate));
                Ok(moved_ends(first, last, months, MonthEnds::RoundDown, fault))
            }
        }
    }

    /// `days from A to B`.
    #[must_use]
    pub fn days_until(&self, later: &Self) -> Lifted {
        Self::counted(self, later, MonthEnds::RoundDown, |a, b, _| Ok(a.days_until(b)))
    }

    /// `months from A to B`.
    #[must_use]
    pub fn months_until(&self, later: &Self, ends: MonthEnds) -> Lifted {
        Self::counted(self, later, ends, Date::months_until)
    }

    /// `years from A to B`.
    #[must_use]
    pub fn years_until(&self, later: &Self, ends: MonthEnds) -> Lifted {
        Self::counted(self, later, ends, Date::years_until)
    }

    fn counted(&self, later: &Self, ends: MonthEnds, count: Count) -> Lifted {
        let days = Whole::days_of_dates(self);
        match days.and_then(|from| Ok((from, Whole::days_of_dates(later)?))) {
            Ok((from, to)) => counted_between(from, to, ends, count),
            Err(fault) => Lifted::failed(fault),
        }
    }
}

type Count = fn(Date, Date, MonthEnds) -> Result<i64, Fault>;

/// Every count falls as the first date advances and rises as the second does, so the ends say it all, save
/// where month ends are errors.
fn counted_between(from: (Date, Date), to: (Date, Date), ends: MonthEnds, count: Count) -> Lifted {
    if ends == MonthEnds::Errors {
        let pairs = days_between(from).saturating_mul(days_between(to));
        return if pairs <= TRIED {
            each_pair_counted(from, to, count)
        } else {
            any_rule(from, to, count)
        };
    }
    let (lo, hi) = (count(from.1, to.0, ends), count(from.0, to.1, ends));
    match (lo, hi) {
        (Ok(lo), Ok(hi)) => range(lo, hi, None),
        (Err(fault), _) | (_, Err(fault)) => Lifted::failed(fault),
    }
}

const fn days_between(dates: (Date, Date)) -> i64 {
    (dates.1.days() as i64).saturating_sub(dates.0.days() as i64).saturating_add(1)
}

fn each_pair_counted(from: (Date, Date), to: (Date, Date), count: Count) -> Lifted {
    let mut found = Found::default();
    for day in from.0.days()..=from.1.days() {
        for later in to.0.days()..=to.1.days() {
            let pair = Date::from_days(i64::from(day)).zip(Date::from_days(i64::from(later)));
            if let Some((day, later)) = pair {
                found.add(count(day, later, MonthEnds::Errors));
            }
        }
    }
    found.lifted()
}

/// Where rounding down and up agree, the count is what both give, so it lies within what either gives.
fn any_rule(from: (Date, Date), to: (Date, Date), count: Count) -> Lifted {
    let mut found = Found::default();
    for ends in [MonthEnds::RoundDown, MonthEnds::RoundUp] {
        found.add(count(from.1, to.0, ends));
        found.add(count(from.0, to.1, ends));
    }
    found.fault = found.fault.or(Some(Fault::ImpossibleDate));
    found.lifted()
}

/// The results of trying one by one.
#[derive(Default)]
struct Found {
    ends: Option<(i64, i64)>,
    fault: Option<Fault>,
}

impl Found {
    fn add(&mut self, result: Result<i64, Fault>) {
        match result {
            Ok(value) => {
                let (lo, hi) = self.ends.unwrap_or((value, value));
                self.ends = Some((lo.min(value), hi.max(value)));
            }
            // The least, whatever is tried first.
            Err(fault) => self.fault = Some(self.fault.map_or(fault, |other| other.min(fault))),
        }
    }

    fn lifted(self) -> Lifted {
        match (self.ends, self.fault) {
            (Some((lo, hi)), fault) => range(lo, hi, fault),
            (None, fault) => Lifted::failed(fault.unwrap_or(Fault::OutOfCalendar)),
        }
    }
}

fn range(lo: i64, hi: i64, fault: Option<Fault>) -> Lifted {
    let value = Interval::new(Some(Number::from(lo)), Some(Number::from(hi)));
    Lifted { value, fault }
}

/// Day numbers from `lo` to `hi`, of which those outside the calendar are faults.
fn in_calendar(lo: i64, hi: i64, fault: Option<Fault>) -> Lifted {
    let (first, last) = (i64::from(Date::MIN.days()), i64::from(Date::MAX.days()));
    let fault = if lo < first || last < hi { fault.or(Some(Fault::OutOfCalendar)) } else { fault };
    let (lo, hi) = (lo.max(first), hi.min(last));
    if lo > hi {
        return Lifted::failed(fault.unwrap_or(Fault::OutOfCalendar));
    }
    range(lo, hi, fault)
}

/// With a rule that rounds, later dates and more months give later dates. An end outside the calendar is a
/// fault, and the end of the calendar stands for it: a few days more than may be reached, at most.
fn moved_ends(
    first: Date,
    last: Date,
    months: Whole,
    ends: MonthEnds,
    fault: Option<Fault>,
) -> Lifted {
    let before = i64::from(Date::MIN.days()).saturating_sub(1);
    let after = i64::from(Date::MAX.days()).saturating_add(1);
    let end = |date: Date, by: i64| match date.plus_months(by, ends) {
        Ok(date) => i64::from(date.days()),
        // Rounding leaves no other fault.
        Err(_) if by < 0 => before,
        Err(_) => after,
    };
    in_calendar(end(first, months.lo), end(last, months.hi), fault)
}

/// `month ends are errors`, exactly: of each month that the date may be in and each number of months, the days
/// that the target month has and the days that it has not.
fn each_month_moved(first: Date, last: Date, months: Whole) -> Lifted {
    let mut found = Found { ends: None, fault: months.fault };
    for month in first.month_index()..=last.month_index() {
        let Some((year, number)) = month_of_index(month) else { continue };
        let (_, _, first_day) = first.ymd();
        let (_, _, last_day) = last.ymd();
        let from = if month == first.month_index() { first_day } else { 1 };
        let to = if month == last.month_index() { last_day } else { days_in_month(year, number) };
        for by in months.lo..=months.hi {
            let Some((year, number)) = month_of_index(month.saturating_add(by)) else {
                found.add(Err(Fault::OutOfCalendar));
                continue;
            };
            let length = days_in_month(year, number);
            if to > length {
                found.add(Err(Fault::ImpossibleDate));
            }
            for day in [from, to.min(length)] {
                if let (true, Some(date)) = (from <= length, Date::from_ymd(year, number, day)) {
                    found.add(Ok(i64::from(date.days())));
                }
            }
        }
    }
    found.lifted()
}
