//! Periods in one world, day by day where that is short.

use whereas_hir::expr::Periods;
use whereas_value::{Cause, Number};

use super::concrete::{Concrete, Found, yes};

/// What is asked of periods whose first and last days these are.
pub(super) fn asked(asked: Periods, days: &[Number]) -> Found {
    let found = match (asked, days) {
        (Periods::Days, [from, to]) => length(from, to),
        (Periods::DaysWithin, [from, to, first, last]) => length(from.max(first), to.min(last)),
        (Periods::Overlap, [from, to, first, last]) => {
            return yes(from.max(first) <= to.min(last));
        }
        (Periods::DaysBetween, [from, to, first, last]) => {
            // The days after the one and before the other are a period as well.
            let after = |last: &Number| last.checked_add(&Number::ONE).ok();
            let before = |first: &Number| first.checked_sub(&Number::ONE).ok();
            let gap = |last: &Number, first: &Number| length(&after(last)?, &before(first)?);
            gap(to, first).zip(gap(last, from)).map(|(a, b)| a.max(b))
        }
        (Periods::Days | Periods::DaysWithin | Periods::Overlap | Periods::DaysBetween, _) => None,
    };
    found.map(Concrete::Number).ok_or(Cause::Fault)
}

fn length(from: &Number, to: &Number) -> Option<Number> {
    if to < from {
        return Some(Number::ZERO);
    }
    to.checked_sub(from).ok()?.checked_add(&Number::ONE).ok()
}

/// How many days lie in one of the periods whose ends these are, one after the other; and within the last two, where there
/// are such. A day counts for the first period that it lies in.
pub(super) fn in_any(ends: &[Number], within: &[Number]) -> Found {
    let mut all: Vec<(Number, Number)> = Vec::new();
    let mut total = Number::ZERO;
    for pair in ends.chunks(2) {
        let [from, to] = pair else { continue };
        let (from, to) = match within {
            [first, last] => (from.max(first).clone(), to.min(last).clone()),
            _ => (from.clone(), to.clone()),
        };
        let mut left = vec![(from.clone(), to.clone())];
        for (first, last) in &all {
            left = left.into_iter().flat_map(|it| without(it, first, last)).collect();
        }
        for (from, to) in &left {
            let days = length(from, to).ok_or(Cause::Fault)?;
            total = total.checked_add(&days).map_err(|_| Cause::Fault)?;
        }
        if from <= to {
            all.push((from, to));
        }
    }
    Ok(Concrete::Number(total))
}

/// What is left of a stretch without another: nothing, a part, or a part on either side.
fn without((from, to): (Number, Number), first: &Number, last: &Number) -> Vec<(Number, Number)> {
    let before = first.checked_sub(&Number::ONE).map(|end| (from.clone(), end.min(to.clone())));
    let after = last.checked_add(&Number::ONE).map(|start| (start.max(from), to));
    before.into_iter().chain(after).filter(|(from, to)| from <= to).collect()
}
