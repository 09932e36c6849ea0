//! With what a missing fact is tried, and how decisive it is.

use std::cmp::Ordering;

use whereas_value::{Interval, Number, Values};

use crate::known;
use crate::tables::Seen;

/// A question that was asked with one leaf settled: its outcome and how much is still open.
pub(super) type Tried = (Seen, u64);

/// Possible values one by one, where they are few by their type.
pub(super) fn singles(values: &Values) -> Option<Vec<Values>> {
    match values {
        Values::Truth { may_no, may_yes } => {
            let no = may_no.then(|| crate::tables::truth(true, false));
            let yes = may_yes.then(|| crate::tables::truth(false, true));
            Some(no.into_iter().chain(yes).collect())
        }
        Values::Choice(bits) => {
            let values = (0..64).map(known::bit).filter(|bit| bits & bit != 0);
            Some(values.map(Values::Choice).collect())
        }
        Values::Number(_) | Values::Text(_) | Values::Set(_) => None,
    }
}

/// An interval, cut at the constants it is compared with. `None`: none of them lies within.
pub(super) fn pieces(
    interval: &Interval,
    thresholds: &[Number],
    discrete: bool,
) -> Option<Vec<Interval>> {
    let within: Vec<&Number> = thresholds.iter().filter(|t| interval.contains(t)).collect();
    if within.is_empty() {
        return None;
    }
    let step = |number: &Number, by: i32| {
        if discrete { number.checked_add(&Number::from(by)).ok() } else { Some(number.clone()) }
    };
    let mut pieces: Vec<Interval> = Vec::new();
    let mut lo = interval.lo().cloned();
    for threshold in within {
        pieces.extend(step(threshold, -1).and_then(|hi| Interval::new(lo.clone(), Some(hi))));
        pieces.push(Interval::single(threshold.clone()));
        lo = step(threshold, 1);
    }
    pieces.extend(Interval::new(lo, interval.hi().cloned()));
    let mut distinct: Vec<Interval> = Vec::new();
    for piece in pieces {
        if !distinct.contains(&piece) {
            distinct.push(piece);
        }
    }
    Some(distinct)
}

/// How decisive a leaf is: of so many runs, how many decide, and what is left open in all of them together.
pub(super) struct Score {
    decides: u64,
    runs: u64,
    left: u64,
}

impl Score {
    /// A leaf that was not tried decides nothing and leaves open what is open now.
    pub(super) fn of(runs: &[Tried], bare: &Seen) -> Self {
        if runs.is_empty() {
            return Self { decides: 0, runs: 1, left: bare.open.len() };
        }
        let decides = runs.iter().filter(|(seen, _)| seen.is_single()).count();
        Self {
            decides: u64::try_from(decides).unwrap_or(u64::MAX),
            runs: u64::try_from(runs.len()).unwrap_or(u64::MAX),
            left: runs.iter().map(|(_, left)| left).sum(),
        }
    }

    /// Whether every run decides.
    pub(super) fn always_decides(&self) -> bool {
        self.decides == self.runs
    }

    /// The more decisive first: fractions are compared crosswise, so that nothing is rounded.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let share = |a: &Self, b: &Self| u128::from(a.decides) * u128::from(b.runs);
        let left = |a: &Self, b: &Self| u128::from(a.left) * u128::from(b.runs);
        share(other, self).cmp(&share(self, other)).then(left(self, other).cmp(&left(other, self)))
    }
}
