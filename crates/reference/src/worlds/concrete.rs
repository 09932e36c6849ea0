//! One value, and what the strict operators make of some.

use ecow::EcoString;
use whereas_hir::expr::Literal;
use whereas_value::{Cause, Number};

/// One value of a world.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Concrete {
    /// Of a yes/no.
    Truth(bool),
    /// Of a choice: the place of the value.
    Choice(u32),
    /// A number, an amount, a length of time; a date as its day number.
    Number(Number),
    /// A text.
    Text(EcoString),
    /// A set: one bit for each value.
    Set(u64),
    /// A record: its fields; `None` where one is absent.
    Record(Vec<Option<Concrete>>),
    /// A list: its elements; `None` for one that is absent, and is an element all the same.
    List(Vec<Option<Concrete>>),
}

/// A value, or why there is none.
pub(super) type Found = Result<Concrete, Cause>;

impl Concrete {
    /// The value that a literal is.
    pub(super) fn of(literal: &Literal) -> Option<Self> {
        Some(match literal {
            Literal::Truth(yes) => Self::Truth(*yes),
            Literal::Choice { value, .. } => Self::Choice(*value),
            Literal::Text(text) => Self::Text(text.clone()),
            Literal::Number(number)
            | Literal::Money { amount: number, .. }
            | Literal::Days(number)
            | Literal::Months(number)
            | Literal::Minutes(number)
            | Literal::Quantity { amount: number, .. } => Self::Number(number.clone()),
            Literal::Date(date) => Self::Number(Number::from(date.days())),
            Literal::ChoiceName(_) => return None,
        })
    }
}

/// A yes or a no.
pub(super) const fn yes(is: bool) -> Found {
    Ok(Concrete::Truth(is))
}

/// `and`: any no, then no; else the worst cause of those without a value; else yes.
pub(super) fn all(of: &[Found]) -> Found {
    if of.contains(&yes(false)) {
        return yes(false);
    }
    worst(of).map_or(yes(true), Err)
}

/// `or`: any yes, then yes; else the worst cause of those without a value; else no.
pub(super) fn any(of: &[Found]) -> Found {
    if of.contains(&yes(true)) {
        return yes(true);
    }
    worst(of).map_or(yes(false), Err)
}

/// `not`: keeps the cause.
pub(super) fn not(of: Found) -> Found {
    match of {
        Ok(Concrete::Truth(is)) => yes(!is),
        other => other,
    }
}

/// The worst cause of those without a value.
pub(super) fn worst(of: &[Found]) -> Option<Cause> {
    of.iter().filter_map(|found| found.as_ref().err()).max().copied()
}

/// The values of strict operands, or the worst cause.
pub(super) fn strict(of: Vec<Found>) -> Result<Vec<Concrete>, Cause> {
    match worst(&of) {
        Some(cause) => Err(cause),
        None => Ok(of.into_iter().flatten().collect()),
    }
}
