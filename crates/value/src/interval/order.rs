//! Comparing intervals, joining them, and taking what they share.

use std::cmp::Ordering;

use super::Interval;
use crate::number::Number;

/// What a comparison may say. Where only one is possible it is sure.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Verdict {
    /// It may be no.
    pub may_no: bool,
    /// It may be yes.
    pub may_yes: bool,
}

impl Verdict {
    /// Whether it is yes whatever the values are.
    #[must_use]
    pub const fn must(self) -> bool {
        self.may_yes && !self.may_no
    }

    /// Whether it is no whatever the values are.
    #[must_use]
    pub const fn must_not(self) -> bool {
        self.may_no && !self.may_yes
    }

    /// The opposite question.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { may_no: self.may_yes, may_yes: self.may_no }
    }
}

impl Interval {
    /// `a is less than b`.
    #[must_use]
    pub fn is_less_than(&self, other: &Self) -> Verdict {
        other.is_at_most(self).negated()
    }

    /// `a is at most b`. It may be where the least here is at most the greatest there; it may not be where
    /// the greatest here is more than the least there.
    #[must_use]
    pub fn is_at_most(&self, other: &Self) -> Verdict {
        let may_yes = match (&self.lo, &other.hi) {
            (Some(mine), Some(theirs)) => mine <= theirs,
            (None, _) | (_, None) => true,
        };
        let may_no = match (&self.hi, &other.lo) {
            (Some(mine), Some(theirs)) => mine > theirs,
            (None, _) | (_, None) => true,
        };
        Verdict { may_no, may_yes }
    }

    /// `a is b`.
    #[must_use]
    pub fn is_equal_to(&self, other: &Self) -> Verdict {
        let same = self.as_single().is_some_and(|value| other.as_single() == Some(value));
        Verdict { may_yes: self.meet(other).is_some(), may_no: !same }
    }

    /// `the lesser of (a, b)`.
    #[must_use]
    pub fn lesser(&self, other: &Self) -> Self {
        Self {
            lo: pick(&self.lo, &other.lo, Ordering::Less, Unbounded::Wins),
            hi: pick(&self.hi, &other.hi, Ordering::Less, Unbounded::Loses),
        }
    }

    /// `the greater of (a, b)`.
    #[must_use]
    pub fn greater(&self, other: &Self) -> Self {
        Self {
            lo: pick(&self.lo, &other.lo, Ordering::Greater, Unbounded::Loses),
            hi: pick(&self.hi, &other.hi, Ordering::Greater, Unbounded::Wins),
        }
    }

    /// The smallest interval that holds both.
    #[must_use]
    pub fn hull(&self, other: &Self) -> Self {
        Self {
            lo: pick(&self.lo, &other.lo, Ordering::Less, Unbounded::Wins),
            hi: pick(&self.hi, &other.hi, Ordering::Greater, Unbounded::Wins),
        }
    }

    /// What both hold; `None` where that is nothing.
    #[must_use]
    pub fn meet(&self, other: &Self) -> Option<Self> {
        Self::new(
            pick(&self.lo, &other.lo, Ordering::Greater, Unbounded::Loses),
            pick(&self.hi, &other.hi, Ordering::Less, Unbounded::Loses),
        )
    }
}

/// Whether an unbounded end is the one to take.
#[derive(Clone, Copy)]
enum Unbounded {
    Wins,
    Loses,
}

/// The end that stands to the other one as asked.
fn pick(
    a: &Option<Number>,
    b: &Option<Number>,
    wanted: Ordering,
    unbounded: Unbounded,
) -> Option<Number> {
    match (a, b, unbounded) {
        (Some(a), Some(b), _) => Some(if a.cmp(b) == wanted { a.clone() } else { b.clone() }),
        (Some(end), None, Unbounded::Loses) | (None, Some(end), Unbounded::Loses) => {
            Some(end.clone())
        }
        (Some(_), None, Unbounded::Wins)
        | (None, Some(_), Unbounded::Wins)
        | (None, None, Unbounded::Wins | Unbounded::Loses) => None,
    }
}
