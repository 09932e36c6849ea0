//! What is known of a number or a date: the least and the greatest it may be.
//!
//! An [`Interval`] is closed and never empty; an end that is not there is unbounded. Dates are intervals of
//! day numbers ([`crate::Date::days`]). The two ways to run a policy compute with these operations and no
//! others, which is what makes them one function.
//!
//! Invariants, held by tests (where no number comes near the limit of 4,096 bits):
//! - *sound*: what an operation gives for members of its operands is a member of its result, and where it
//!   gives nothing for some of them the result names a fault;
//! - *monotone*: operands that say more give a result that says no less;
//! - *exact*: operands of one value give one value, or surely none.
//!
//! At the limit: one value past it is surely a fault. An end past it becomes unbounded and a fault is
//! possible. What lies between two ends that are within the limit is taken to be within it too, although
//! a fraction between them may have more digits than both.

#![deny(clippy::arithmetic_side_effects)]

mod arithmetic;
mod dates;
mod order;

use crate::date::Date;
use crate::fault::Fault;
use crate::number::Number;

pub use order::Verdict;

/// `{"between": [a, b]}`, `2020-11`, or one single value.
#[derive(Clone, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "Ends")]
pub struct Interval {
    lo: Option<Number>,
    hi: Option<Number>,
}

/// What an operation gives.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Lifted {
    /// The possible results; `None` where there surely is none.
    pub value: Option<Interval>,
    /// The fault that may arise; of several the same one each time. Where `value` is `None` it surely does.
    pub fault: Option<Fault>,
}

impl Lifted {
    /// A result that no fault may take the place of.
    #[must_use]
    pub const fn sure(value: Interval) -> Self {
        Self { value: Some(value), fault: None }
    }

    /// No result in any case.
    #[must_use]
    pub const fn failed(fault: Fault) -> Self {
        Self { value: None, fault: Some(fault) }
    }

    /// Whether there may be no result.
    #[must_use]
    pub const fn fault_possible(&self) -> bool {
        self.fault.is_some()
    }

    /// Whether there surely is no result.
    #[must_use]
    pub const fn fault_certain(&self) -> bool {
        self.value.is_none()
    }
}

impl From<Result<Number, Fault>> for Lifted {
    fn from(result: Result<Number, Fault>) -> Self {
        match result {
            Ok(number) => Self::sure(Interval::single(number)),
            Err(fault) => Self::failed(fault),
        }
    }
}

impl Interval {
    /// Any number at all.
    pub const ANY: Self = Self { lo: None, hi: None };

    /// From `lo` to `hi`, both ends in; `None` where that holds nothing.
    #[must_use]
    pub fn new(lo: Option<Number>, hi: Option<Number>) -> Option<Self> {
        match (&lo, &hi) {
            (Some(least), Some(greatest)) if least > greatest => None,
            _ => Some(Self { lo, hi }),
        }
    }

    /// One value.
    #[must_use]
    pub fn single(number: Number) -> Self {
        Self { lo: Some(number.clone()), hi: Some(number) }
    }

    /// `at least V`.
    #[must_use]
    pub const fn at_least(lo: Number) -> Self {
        Self { lo: Some(lo), hi: None }
    }

    /// `at most V`.
    #[must_use]
    pub const fn at_most(hi: Number) -> Self {
        Self { lo: None, hi: Some(hi) }
    }

    /// The least it may be; `None` where there is none.
    #[must_use]
    pub const fn lo(&self) -> Option<&Number> {
        self.lo.as_ref()
    }

    /// The greatest it may be; `None` where there is none.
    #[must_use]
    pub const fn hi(&self) -> Option<&Number> {
        self.hi.as_ref()
    }

    /// The value, where only one is possible.
    #[must_use]
    pub fn as_single(&self) -> Option<&Number> {
        self.lo.as_ref().filter(|lo| self.hi.as_ref() == Some(lo))
    }

    /// Whether only one value is possible.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.as_single().is_some()
    }

    /// Whether this value is possible.
    #[must_use]
    pub fn contains(&self, number: &Number) -> bool {
        self.lo.as_ref().is_none_or(|lo| lo <= number)
            && self.hi.as_ref().is_none_or(|hi| number <= hi)
    }

    /// Whether every value of the other is possible here.
    #[must_use]
    pub fn includes(&self, other: &Self) -> bool {
        let below = match (&self.lo, &other.lo) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(mine), Some(theirs)) => mine <= theirs,
        };
        let above = match (&self.hi, &other.hi) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(mine), Some(theirs)) => theirs <= mine,
        };
        below && above
    }

    /// One day.
    #[must_use]
    pub fn of_date(date: Date) -> Self {
        Self::single(Number::from(date.days()))
    }

    /// The days from `first` to `last`; `None` where that holds none.
    #[must_use]
    pub fn of_dates(first: Date, last: Date) -> Option<Self> {
        Self::new(Some(Number::from(first.days())), Some(Number::from(last.days())))
    }

    /// The day, where only one is possible.
    #[must_use]
    pub fn as_date(&self) -> Option<Date> {
        Date::from_days(self.as_single()?.to_i64()?)
    }
}

/// How an interval is written down, before it is known to hold anything.
#[derive(serde::Deserialize)]
struct Ends {
    lo: Option<Number>,
    hi: Option<Number>,
}

impl TryFrom<Ends> for Interval {
    type Error = &'static str;

    fn try_from(ends: Ends) -> Result<Self, &'static str> {
        Self::new(ends.lo, ends.hi).ok_or("the lower end is above the upper end")
    }
}
