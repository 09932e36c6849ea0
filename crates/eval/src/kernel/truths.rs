//! Yes and no, choices, and comparisons.

use whereas_value::{Cause, Causes};

use super::{Args, Kind, Run, spot};
use crate::cell::{All, ChoiceCell, Truth};
use crate::machine::Machine;
use crate::store::{Ends, Store, Tag};

const NO: u8 = Truth::NO_BIT;
const YES: u8 = Truth::YES_BIT;
/// Everything but causes.
const PLAIN: u8 = NO | YES;

/// The truth at a place, as bits.
#[inline]
pub(super) fn truth(store: &Store, place: u32, row: u32) -> u8 {
    store.truth.get(spot(place, row)).map_or(0, |truth| truth.0)
}

impl Machine<'_> {
    /// Fills truths; by the step of the slot where there is nothing to put.
    #[inline(always)]
    pub(super) fn truths(
        &self,
        store: &mut Store,
        run: &Run,
        of: impl Fn(&Store, &Args, u32) -> Option<Truth>,
    ) {
        self.each(store, run, |store, args, row| match of(store, args, row) {
            Some(truth) => {
                if let Some(cell) = store.truth.get_mut(spot(args.out, row)) {
                    *cell = truth;
                }
            }
            None => self.slow(store, args, row),
        });
    }

    /// Fills choices likewise.
    #[inline(always)]
    pub(super) fn choices(
        &self,
        store: &mut Store,
        run: &Run,
        of: impl Fn(&Store, &Args, u32) -> Option<ChoiceCell>,
    ) {
        self.each(store, run, |store, args, row| match of(store, args, row) {
            Some(choice) => {
                if let Some(cell) = store.choice.get_mut(spot(args.out, row)) {
                    *cell = choice;
                }
            }
            None => self.slow(store, args, row),
        });
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "only runs of these kinds come here")]
    pub(super) fn run_truths(&self, store: &mut Store, run: &Run) {
        match run.kind {
            Kind::Not => self.truths(store, run, |store, args, row| {
                Some(Truth(truth(store, args.a, row)).negated())
            }),
            Kind::And2 => self.truths(store, run, |store, args, row| {
                let (x, y) = (truth(store, args.a, row), truth(store, args.b, row));
                let any = x | y;
                Some(if any <= PLAIN { Truth(any & NO | x & y & YES) } else { all(&[x, y]) })
            }),
            Kind::And3 => self.truths(store, run, |store, args, row| {
                let (x, y) = (truth(store, args.a, row), truth(store, args.b, row));
                let z = truth(store, args.c, row);
                let any = x | y | z;
                Some(if any <= PLAIN { Truth(any & NO | x & y & z & YES) } else { all(&[x, y, z]) })
            }),
            Kind::Or2 => self.truths(store, run, |store, args, row| {
                let (x, y) = (truth(store, args.a, row), truth(store, args.b, row));
                let any = x | y;
                Some(if any <= PLAIN { Truth(any & YES | x & y & NO) } else { some(&[x, y]) })
            }),
            Kind::Or3 => self.truths(store, run, |store, args, row| {
                let (x, y) = (truth(store, args.a, row), truth(store, args.b, row));
                let z = truth(store, args.c, row);
                let any = x | y | z;
                Some(if any <= PLAIN {
                    Truth(any & YES | x & y & z & NO)
                } else {
                    some(&[x, y, z])
                })
            }),
            Kind::And => self.truths(store, run, |store, args, row| {
                let (any, every) = self.folded(store, args, row);
                (any <= PLAIN).then_some(Truth(any & NO | every & YES))
            }),
            Kind::Or => self.truths(store, run, |store, args, row| {
                let (any, every) = self.folded(store, args, row);
                (any <= PLAIN).then_some(Truth(any & YES | every & NO))
            }),
            Kind::AtLeast => self.truths(store, run, |store, args, row| {
                let (mut any, mut may, mut must) = (0, 0_i64, 0_i64);
                for place in self.code.many(args) {
                    let truth = truth(store, *place, row);
                    any |= truth;
                    may = may.wrapping_add(i64::from(truth & YES != 0));
                    must = must.wrapping_add(i64::from(truth & NO == 0));
                }
                (any <= PLAIN).then_some(Truth::of(must < args.k, may >= args.k, Causes::NONE))
            }),
            Kind::Needs => self.truths(store, run, |store, args, row| {
                let of = truth(store, args.a, row);
                let not_ready = Causes::of(Cause::NotReady).0 << 2;
                Some(Truth(of & !NO | if of & NO != 0 { not_ready } else { 0 }))
            }),
            Kind::InSet => self.truths(store, run, |store, args, row| {
                let cell = store.choice.get(spot(args.a, row))?;
                let set = args.k.cast_unsigned();
                Some(Truth::of(cell.bits & !set != 0, cell.bits & set != 0, cell.causes))
            }),
            _ => {
                self.truths(store, run, |store, args, row| match Truth(truth(store, args.a, row)) {
                    Truth::YES => Some(Truth(truth(store, args.b, row))),
                    Truth::NO => Some(Truth(truth(store, args.c, row))),
                    Truth::OPEN => {
                        Some(Truth(truth(store, args.b, row) | truth(store, args.c, row)))
                    }
                    Truth(_) => None,
                })
            }
        }
    }

    /// What any of many truths has, and what every one has.
    #[inline]
    fn folded(&self, store: &Store, args: &Args, row: u32) -> (u8, u8) {
        let places = self.code.many(args).iter();
        places.fold((0, u8::MAX), |(any, every), place| {
            let truth = truth(store, *place, row);
            (any | truth, every & truth)
        })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "only runs of these kinds come here")]
    pub(super) fn run_comparisons(&self, store: &mut Store, run: &Run) {
        match run.kind {
            Kind::AtMostK => self.against(store, run, |x, k| (x.hi > k, x.lo <= k)),
            Kind::AtLeastK => self.against(store, run, |x, k| (x.lo < k, x.hi >= k)),
            Kind::BelowK => self.against(store, run, |x, k| (x.hi >= k, x.lo < k)),
            Kind::AboveK => self.against(store, run, |x, k| (x.lo <= k, x.hi > k)),
            Kind::EqualK => {
                self.against(store, run, |x, k| (x.lo != k || x.hi != k, x.lo <= k && k <= x.hi));
            }
            Kind::AtMost => self.both(store, run, |x, y| (x.hi > y.lo, x.lo <= y.hi)),
            Kind::Below => self.both(store, run, |x, y| (x.hi >= y.lo, x.lo < y.hi)),
            _ => self.both(store, run, |x, y| {
                let same = x.lo == x.hi && y.lo == y.hi && x.lo == y.lo;
                (!same, x.lo <= y.hi && y.lo <= x.hi)
            }),
        }
    }

    /// A number beside one that is written in the policy: whether it may be no, and may be yes.
    #[inline(always)]
    fn against(&self, store: &mut Store, run: &Run, verdict: impl Fn(Ends, i64) -> (bool, bool)) {
        self.truths(store, run, |store, args, row| {
            let at = spot(args.a, row);
            let (ends, tag) = (*store.ends.get(at)?, *store.tags.get(at)?);
            if tag.is_valueless() {
                return Some(Truth(tag.causes_of_truth()));
            }
            if !tag.in_units() {
                return None;
            }
            let (may_no, may_yes) = verdict(ends, args.k);
            Some(Truth(u8::from(may_no) | u8::from(may_yes) << 1 | tag.causes_of_truth()))
        });
    }

    /// Two numbers of one unit. An end that is not there is below, or above, every number; of two that meet there, both
    /// verdicts may be.
    #[inline(always)]
    fn both(&self, store: &mut Store, run: &Run, verdict: impl Fn(Ends, Ends) -> (bool, bool)) {
        self.truths(store, run, |store, args, row| {
            let (x, y) = (spot(args.a, row), spot(args.b, row));
            if *store.tags.get(x)? != Tag::UNITS || *store.tags.get(y)? != Tag::UNITS {
                return None;
            }
            let (may_no, may_yes) = verdict(*store.ends.get(x)?, *store.ends.get(y)?);
            Some(Truth(u8::from(may_no) | u8::from(may_yes) << 1))
        });
    }
}

/// `if`, of a choice.
#[inline]
pub(super) fn if_choice(store: &Store, args: &Args, row: u32) -> Option<ChoiceCell> {
    let (then, otherwise) =
        (store.choice.get(spot(args.b, row))?, store.choice.get(spot(args.c, row))?);
    match Truth(truth(store, args.a, row)) {
        Truth::YES => Some(*then),
        Truth::NO => Some(*otherwise),
        Truth::OPEN => Some(ChoiceCell {
            bits: then.bits | otherwise.bits,
            causes: then.causes.and(otherwise.causes),
        }),
        Truth(_) => None,
    }
}

/// A conjunction in which some have causes.
#[inline(never)]
fn all(truths: &[u8]) -> Truth {
    let mut all = All::NONE;
    truths.iter().for_each(|truth| all.add(Truth(*truth)));
    all.truth()
}

/// A disjunction likewise.
#[inline(never)]
fn some(truths: &[u8]) -> Truth {
    let mut none = All::NONE;
    truths.iter().for_each(|truth| none.add(Truth(*truth).negated()));
    none.truth().negated()
}
