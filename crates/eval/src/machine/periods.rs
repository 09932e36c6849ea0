//! `days in any of (…) within Q`: how many days lie in one of several periods, each day counted once.
//!
//! At least the days that surely lie in a period that surely counts: from the latest that its first day may be to the
//! earliest that its last may be. At most those that may lie in one that may count. Of either it is the days of a union, in
//! one sweep over the periods in the order of their first days.

use smallvec::SmallVec;
use whereas_plan::op::Range;
use whereas_value::{Cause, Causes, Interval, Number};

use super::Machine;
use crate::cell::{Cell as _, NumberCell, Strict};
use crate::store::Store;

/// A stretch of days with both its ends; none where it goes on without one.
type Stretch = (Option<Number>, Option<Number>);
/// The stretches of a list: for a list of up to eight no memory is taken.
type Stretches = SmallVec<[Stretch; 8]>;

impl Machine<'_> {
    pub(super) fn days_in_any(&self, store: &Store, operands: Range, row: u32) -> NumberCell {
        let Some((there, condition, from, Some(to))) = self.operands(operands) else {
            return NumberCell::EMPTY;
        };
        if self.layout.is_past_limit(condition) {
            return NumberCell::without_value(Causes::of(Cause::Fault));
        }
        let rows = self.rows_of(store, condition, there, row);
        let mut strict = Strict::NONE;
        let mut within: SmallVec<[Interval; 2]> = SmallVec::new();
        let mut valueless = false;
        for slot in self.slots(operands).skip(4) {
            let Some(cell) = self.get::<NumberCell>(store, slot, rows.of_others()) else {
                continue;
            };
            strict.add_cell(&*cell);
            valueless |= cell.value.is_none();
            within.extend(cell.value.clone());
        }
        let (mut surely, mut perhaps) = (Stretches::new(), Stretches::new());
        for (row, others) in rows.each() {
            let counts = self.truth(store, condition, row);
            let (Some(from), Some(to)) =
                (self.get::<NumberCell>(store, from, row), self.get::<NumberCell>(store, to, row))
            else {
                continue;
            };
            let mut both = Strict::NONE;
            both.add_cell(&*from);
            both.add_cell(&*to);
            let ends = from.value.as_ref().zip(to.value.as_ref());
            let ends = ends.filter(|_| counts.may_yes());
            let lets = others || counts.may_no() || ends.is_some();
            let causes =
                if counts.may_yes() { counts.causes().and(both.causes()) } else { counts.causes() };
            strict.add(causes, !lets);
            valueless |= !lets;
            let Some((from, to)) = ends else { continue };
            perhaps.push((from.lo().cloned(), to.hi().cloned()));
            if let (Some(first), Some(last)) = (from.hi(), to.lo())
                && !others
                && !counts.may_no()
            {
                surely.push((Some(first.clone()), Some(last.clone())));
            }
        }
        let causes = strict.causes();
        if valueless {
            return NumberCell { value: None, causes };
        }
        let (inner, outer) = match within.as_slice() {
            [from, to] => (
                from.hi().cloned().zip(to.lo().cloned()).map(|(from, to)| (Some(from), Some(to))),
                (from.lo().cloned(), to.hi().cloned()),
            ),
            _ => (Some((None, None)), (None, None)),
        };
        let least = inner.map_or(Some(Number::ZERO), |inner| united(surely, &inner));
        let most = united(perhaps, &outer);
        NumberCell { value: Interval::new(least, most), causes }
    }
}

/// How many days lie in one of some stretches and within another; none where that goes on without end.
fn united(mut stretches: Stretches, within: &Stretch) -> Option<Number> {
    let (first, last) = within;
    for (from, to) in &mut stretches {
        *from = from.take().max(first.clone());
        *to = match (to.take(), last) {
            (Some(to), Some(last)) => Some(to.min(last.clone())),
            (to, last) => to.or_else(|| last.clone()),
        };
    }
    stretches.retain(|stretch| match stretch {
        (Some(from), Some(to)) => from <= to,
        (None, _) | (_, None) => true,
    });
    stretches.sort_unstable();
    let mut days = Number::ZERO;
    // All days up to this one are counted.
    let mut counted: Option<Number> = None;
    for (from, to) in stretches {
        let (from, to) = (from?, to?);
        let before = from.checked_sub(&Number::ONE).ok()?;
        let after = counted.as_ref().map_or(before.clone(), |counted| counted.clone().max(before));
        if to > after {
            days = days.checked_add(&to.checked_sub(&after).ok()?).ok()?;
            counted = Some(to);
        }
    }
    Some(days)
}
