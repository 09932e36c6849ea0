//! What a case states, taken over; and the forms over one list.

use whereas_plan::op::FrameId;
use whereas_plan::{Class, Op, SlotId};

use super::{Args, put, spot, truth};
use crate::cell::Truth;
use crate::machine::Machine;
use crate::store::{Ends, Store, Units};

impl Machine<'_> {
    /// Takes over what a case states.
    pub(super) fn take_stated(&self, store: &mut Store) {
        let stated = &self.loaded.stated;
        let [truths, choices, numbers] = self.code.stated;
        copy(&mut store.truth, 0, &stated.truth, 0, truths);
        copy(&mut store.choice, 0, &stated.choice, 0, choices);
        copy(&mut store.numbers, 0, &stated.numbers, 0, numbers);
        let (mut truth, mut choice, mut number) = (truths, choices, numbers);
        for column in &self.code.columns {
            let (out, rows) = (column.out as usize, stated.list(column.list).rows as usize);
            let from = match column.class {
                Class::Truth => {
                    copy(&mut store.truth, out, &stated.truth, truth, rows);
                    &mut truth
                }
                Class::Choice => {
                    copy(&mut store.choice, out, &stated.choice, choice, rows);
                    &mut choice
                }
                Class::Number => {
                    copy(&mut store.numbers, out, &stated.numbers, number, rows);
                    &mut number
                }
                Class::Text | Class::Set | Class::Record => continue,
            };
            if column.last {
                *from = from.saturating_add(rows);
            }
        }
        if stated.beyond || stated.rows_beyond || self.taken.governed.is_some() {
            self.take_exact(store);
        }
    }

    /// Takes over what is not kept in units, and the day that governs, as it is in this variant.
    #[cold]
    #[inline(never)]
    fn take_exact(&self, store: &mut Store) {
        let stated = &self.loaded.stated;
        for (slot, place) in self.stated_slots {
            let number = stated.numbers.get(*place as usize);
            if number.is_none_or(|number| number.tag.is_exact()) || self.is_governing(*slot) {
                self.slow(store, &Args { slot: *slot, ..Args::default() }, 0);
            }
        }
        if stated.rows_beyond {
            for column in self.code.columns.iter().filter(|column| column.class == Class::Number) {
                for row in 0..stated.list(column.list).rows {
                    self.slow(store, &Args { slot: column.slot, ..Args::default() }, row);
                }
            }
        }
    }

    /// Whether a slot reads the fact that governs.
    fn is_governing(&self, slot: SlotId) -> bool {
        let governed = self.taken.governed.as_ref();
        let governs = |input| governed.is_some_and(|(it, _)| *it == input);
        matches!(self.program.ops.get(slot), Some(Op::Input { input, .. }) if governs(*input))
    }

    pub(super) fn run_any(&self, store: &mut Store, all: &[Args], rows: Option<u32>) {
        self.tried(store, all, rows, |view, args, at| {
            let (elements, others) = self.elements(args, at.row);
            let (mut any, mut every) = (0, Truth::NO_BIT);
            for element in elements {
                let truth = truth(view.truth, spot(args.a, element));
                any |= truth;
                every &= truth;
            }
            match Truth(truth(view.truth, spot(args.b, 0))) {
                Truth::NO => {}
                Truth::OPEN => any |= truth(view.truth, spot(args.a, others)) & !Truth::NO_BIT,
                Truth(_) => return None,
            }
            let found = Truth(any & Truth::YES_BIT | every & Truth::NO_BIT);
            if any <= Truth::OPEN.0 { put(view.truth, at.out, found) } else { None }
        });
    }

    pub(super) fn run_sum(&self, store: &mut Store, all: &[Args], rows: Option<u32>) {
        self.tried(store, all, rows, |view, args, at| {
            let (elements, others) = self.elements(args, at.row);
            let (mut lo, mut hi) = (0_i64, 0_i64);
            let add = |sum: i64, units: i64, without: i64| {
                if sum == without || units == without {
                    return Some(without);
                }
                sum.checked_add(units).filter(|sum| *sum != Ends::BELOW && *sum != Ends::ABOVE)
            };
            for element in elements {
                let ends = view.plain(spot(args.a, element))?;
                lo = add(lo, ends.lo, Ends::BELOW)?;
                hi = add(hi, ends.hi, Ends::ABOVE)?;
            }
            match Truth(truth(view.truth, spot(args.b, 0))) {
                Truth::NO => {}
                Truth::OPEN => {
                    let ends = view.plain(spot(args.a, others))?;
                    lo = if ends.lo < 0 { Ends::BELOW } else { lo };
                    hi = if ends.hi > 0 { Ends::ABOVE } else { hi };
                }
                Truth(_) => return None,
            }
            put(view.numbers, at.out, Units::of(lo, hi))
        });
    }

    /// The extreme of the elements that count, where each surely counts or surely does not, and there are no others.
    #[inline(always)]
    pub(super) fn run_extremes(
        &self,
        store: &mut Store,
        all: &[Args],
        rows: Option<u32>,
        take: impl Fn(i64, i64) -> i64,
    ) {
        self.tried(store, all, rows, |view, args, at| {
            if Truth(truth(view.truth, spot(args.b, 0))) != Truth::NO {
                return None;
            }
            let (elements, _) = self.elements(args, at.row);
            let mut found: Option<Ends> = None;
            for element in elements {
                match Truth(truth(view.truth, spot(args.a, element))) {
                    Truth::NO => continue,
                    Truth::YES => {}
                    Truth(_) => return None,
                }
                let ends = view.plain(spot(args.c, element))?;
                found = Some(found.map_or(ends, |found| Ends {
                    lo: take(found.lo, ends.lo),
                    hi: take(found.hi, ends.hi),
                }));
            }
            let found = found.map_or(Units::UNDETERMINED, |Ends { lo, hi }| Units::of(lo, hi));
            put(view.numbers, at.out, found)
        });
    }

    /// The rows of the stated elements of a list within its own frame, seen from outside, and that of the others.
    #[inline(always)]
    fn elements(&self, args: &Args, row: u32) -> (std::ops::Range<u32>, u32) {
        let width = self.layout.rows(FrameId(u32::try_from(args.k).unwrap_or(0)));
        let first = row.wrapping_mul(width);
        let others = first.wrapping_add(width.saturating_sub(1));
        (first..others, others)
    }
}

/// Copies some values. Few are put one by one: most lists are short, and to copy a run of memory takes as long as they do.
#[inline(always)]
fn copy<T: Copy>(to: &mut [T], at: usize, from: &[T], first: usize, count: usize) {
    let from = from.get(first..).and_then(|from| from.get(..count));
    let to = to.get_mut(at..).and_then(|to| to.get_mut(..count));
    match (to, from) {
        (Some([a]), Some([x])) => *a = *x,
        (Some([a, b]), Some([x, y])) => (*a, *b) = (*x, *y),
        (Some([a, b, c]), Some([x, y, z])) => (*a, *b, *c) = (*x, *y, *z),
        (Some(to), Some(from)) => to.copy_from_slice(from),
        _ => {}
    }
}
