//! Lists: what is stated of their elements, and the forms over one list.

use super::{Args, Kind, Run, spot, truths::truth};
use crate::cell::Truth;
use crate::machine::Machine;
use crate::store::{Ends, Store, Tag};
use whereas_plan::op::{ColumnId, FrameId};
use whereas_plan::{Op, SlotId};
use whereas_value::id::FactId;

use super::numbers::plain;

impl Machine<'_> {
    /// Takes over what a case states of facts.
    pub(super) fn take_stated(&self, store: &mut Store) {
        let stated = &self.loaded.stated;
        copy(&mut store.truth, 0, &stated.truth);
        copy(&mut store.choice, 0, &stated.choice);
        copy(&mut store.ends, 0, &stated.ends);
        copy(&mut store.tags, 0, &stated.tags);
        if stated.beyond || self.taken.governed.is_some() {
            for (slot, place) in self.stated_slots {
                let exact = stated.tags.get(*place as usize).is_none_or(|tag| tag.is_exact());
                if exact || self.is_governing(*slot) {
                    self.slow(store, &Args { slot: *slot, ..Args::default() }, 0);
                }
            }
        }
    }

    /// Whether a slot reads the fact that governs.
    fn is_governing(&self, slot: SlotId) -> bool {
        let governs = |input| self.taken.governed.as_ref().is_some_and(|(it, _)| *it == input);
        matches!(self.program.ops.get(slot), Some(Op::Input { input, .. }) if governs(*input))
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "only runs of these kinds come here")]
    pub(super) fn columns(&self, store: &mut Store, run: &Run) {
        for args in self.code.args(run) {
            let at = spot(args.out, 0);
            let Some(stated) = self.loaded.stated_rows.get(ColumnId(args.a)) else { continue };
            match run.kind {
                Kind::TruthColumn => copy(&mut store.truth, at, &stated.truth),
                Kind::ChoiceColumn => copy(&mut store.choice, at, &stated.choice),
                _ => {
                    copy(&mut store.ends, at, &stated.ends);
                    copy(&mut store.tags, at, &stated.tags);
                    if stated.beyond {
                        for row in 0..self.layout.rows(run.frame) {
                            self.slow(store, args, row);
                        }
                    }
                }
            }
        }
    }

    /// Whether there are others, of a list with nothing to make it complete but the case.
    #[inline]
    pub(super) fn is_open(&self, args: &Args) -> Option<Truth> {
        let complete = self.loaded.is_complete(FactId(args.a));
        Some(if complete { Truth::NO } else { Truth::OPEN })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "only runs of these kinds come here")]
    pub(super) fn run_lists(&self, store: &mut Store, run: &Run) {
        match run.kind {
            Kind::Any => self.truths(store, run, |store, args, row| {
                let (first, others) = self.elements(args, row);
                let (mut any, mut every) = (0, Truth::NO_BIT);
                for element in first..others {
                    let truth = truth(store, args.a, element);
                    any |= truth;
                    every &= truth;
                }
                match Truth(truth(store, args.b, 0)) {
                    Truth::NO => {}
                    Truth::OPEN => any |= truth(store, args.a, others) & !Truth::NO_BIT,
                    Truth(_) => return None,
                }
                let plain = any <= Truth::OPEN.0;
                plain.then_some(Truth(any & Truth::YES_BIT | every & Truth::NO_BIT))
            }),
            Kind::Sum => self.numbers(store, run, |store, args, row| {
                let (first, others) = self.elements(args, row);
                let (mut lo, mut hi) = (0_i64, 0_i64);
                let add = |sum: i64, units: i64, without: i64| {
                    if sum == without || units == without {
                        return Some(without);
                    }
                    sum.checked_add(units).filter(|sum| *sum != Ends::BELOW && *sum != Ends::ABOVE)
                };
                for element in first..others {
                    let ends = plain(store, args.a, element)?;
                    lo = add(lo, ends.lo, Ends::BELOW)?;
                    hi = add(hi, ends.hi, Ends::ABOVE)?;
                }
                match Truth(truth(store, args.b, 0)) {
                    Truth::NO => {}
                    Truth::OPEN => {
                        let ends = plain(store, args.a, others)?;
                        lo = if ends.lo < 0 { Ends::BELOW } else { lo };
                        hi = if ends.hi > 0 { Ends::ABOVE } else { hi };
                    }
                    Truth(_) => return None,
                }
                Some((Ends { lo, hi }, Tag::UNITS))
            }),
            Kind::Largest => self.numbers(store, run, |store, args, row| {
                self.extreme_cell(store, args, row, i64::max)
            }),
            _ => self.numbers(store, run, |store, args, row| {
                self.extreme_cell(store, args, row, i64::min)
            }),
        }
    }

    /// The extreme of the elements that count, where each surely counts or surely does not, and there are no others.
    #[inline]
    fn extreme_of(
        &self,
        store: &Store,
        args: &Args,
        row: u32,
        take: fn(i64, i64) -> i64,
    ) -> Option<Option<Ends>> {
        if Truth(truth(store, args.b, 0)) != Truth::NO {
            return None;
        }
        let (first, others) = self.elements(args, row);
        let mut found: Option<Ends> = None;
        for element in first..others {
            match Truth(truth(store, args.a, element)) {
                Truth::NO => continue,
                Truth::YES => {}
                Truth(_) => return None,
            }
            let ends = plain(store, args.c, element)?;
            found = Some(found.map_or(ends, |found| Ends {
                lo: take(found.lo, ends.lo),
                hi: take(found.hi, ends.hi),
            }));
        }
        Some(found)
    }

    #[inline]
    fn extreme_cell(
        &self,
        store: &Store,
        args: &Args,
        row: u32,
        take: fn(i64, i64) -> i64,
    ) -> Option<(Ends, Tag)> {
        Some(match self.extreme_of(store, args, row, take)? {
            Some(ends) => (ends, Tag::UNITS),
            None => (Ends::ANY, Tag::UNDETERMINED),
        })
    }

    /// The rows of the stated elements of a list within its own frame, seen from outside: from the first to that of the
    /// others.
    #[inline]
    fn elements(&self, args: &Args, row: u32) -> (u32, u32) {
        let width = self.layout.rows(FrameId(u32::try_from(args.k).unwrap_or(0)));
        let first = row.wrapping_mul(width);
        (first, first.wrapping_add(width.saturating_sub(1)))
    }
}

fn copy<T: Copy>(to: &mut [T], at: usize, from: &[T]) {
    if let Some(to) = to.get_mut(at..at.saturating_add(from.len())) {
        to.copy_from_slice(from);
    }
}
