//! Why arithmetic has no result.
//!
//! Produced by [`crate::number`], [`crate::date`], [`crate::month`] and [`crate::interval`]; whoever runs a
//! policy turns it into the cause *fault* of the clause where it arose.

use std::fmt;

/// Arithmetic that has no result. The order is only there to choose one of several, the same each time.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// `x / n` where n is 0.
    DivisionByZero,
    /// A numerator or denominator of more than 4,096 bits.
    TooLarge,
    /// `2021-01-31 + 1 month` where `month ends are errors`.
    ImpossibleDate,
    /// `9999-12-31 + 1 day`: the calendar has the years 1 to 9999.
    OutOfCalendar,
    /// A date moved by a number of days or months that is not whole.
    NotWhole,
}

impl Fault {
    /// The words a person reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::DivisionByZero => "a division by zero",
            Self::TooLarge => "a number past 4,096 bits",
            Self::ImpossibleDate => "a date that the month does not have",
            Self::OutOfCalendar => "a date outside the years 1 to 9999",
            Self::NotWhole => "a date moved by a part of a day or month",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl std::error::Error for Fault {}
