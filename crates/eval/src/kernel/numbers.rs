//! Arithmetic in units. Where a result does not fit, the step of the slot gives the exact one.

use std::cmp::{max, min};

use whereas_value::{Cause, Causes, Date, MonthEnds, Number};

use super::{Args, Kind, Run, spot};
use crate::cell::Truth;
use crate::machine::Machine;
use crate::store::{Ends, Store, Tag};

type Units = (Ends, Tag);

/// A number at a place.
#[inline]
pub(super) fn number(store: &Store, place: u32, row: u32) -> Option<Units> {
    let at = spot(place, row);
    Some((*store.ends.get(at)?, *store.tags.get(at)?))
}

/// A number in units without causes.
#[inline]
pub(super) fn plain(store: &Store, place: u32, row: u32) -> Option<Ends> {
    let (ends, tag) = number(store, place, row)?;
    (tag == Tag::UNITS).then_some(ends)
}

/// An end that is there, and fits.
#[inline]
fn end(units: Option<i64>) -> Option<i64> {
    units.filter(|units| *units != Ends::BELOW && *units != Ends::ABOVE)
}

impl Machine<'_> {
    /// Fills numbers; by the step of the slot where there is nothing to put.
    #[inline(always)]
    pub(super) fn numbers(
        &self,
        store: &mut Store,
        run: &Run,
        of: impl Fn(&Store, &Args, u32) -> Option<Units>,
    ) {
        self.each(store, run, |store, args, row| match of(store, args, row) {
            Some((ends, tag)) => store.put_units(spot(args.out, row), ends, tag),
            None => self.slow(store, args, row),
        });
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "only runs of these kinds come here")]
    pub(super) fn run_numbers(&self, store: &mut Store, run: &Run) {
        match run.kind {
            Kind::IfNumber => self.numbers(store, run, chosen),
            Kind::Finer => self.each(store, run, |store, args, row| {
                // What does not fit is left to the step of whoever reads it: it reads the number itself.
                let (ends, tag) = finer(store, args, row).unwrap_or((Ends::ANY, Tag::BEYOND));
                store.put_units(spot(args.out, row), ends, tag);
            }),
            Kind::Add => self.numbers(store, run, |store, args, row| {
                let (x, y) = (plain(store, args.a, row)?, plain(store, args.b, row)?);
                let lo = below(x.lo, y.lo, i64::checked_add, Ends::BELOW, Ends::BELOW)?;
                let hi = below(x.hi, y.hi, i64::checked_add, Ends::ABOVE, Ends::ABOVE)?;
                Some((Ends { lo, hi }, Tag::UNITS))
            }),
            Kind::Subtract => self.numbers(store, run, |store, args, row| {
                let (x, y) = (plain(store, args.a, row)?, plain(store, args.b, row)?);
                let lo = below(x.lo, y.hi, i64::checked_sub, Ends::BELOW, Ends::ABOVE)?;
                let hi = below(x.hi, y.lo, i64::checked_sub, Ends::ABOVE, Ends::BELOW)?;
                Some((Ends { lo, hi }, Tag::UNITS))
            }),
            Kind::Multiply => self.numbers(store, run, |store, args, row| {
                product(plain(store, args.a, row)?, plain(store, args.b, row)?)
            }),
            Kind::Lesser => self.numbers(store, run, |store, args, row| {
                self.ends_of(store, args, row, min::<i64>, min::<i64>)
            }),
            Kind::Greater => self.numbers(store, run, |store, args, row| {
                self.ends_of(store, args, row, max::<i64>, max::<i64>)
            }),
            Kind::Rounded(mode) => self.numbers(store, run, |store, args, row| {
                let (ends, tag) = number(store, args.a, row)?;
                let drop = u8::try_from(args.k).ok()?;
                if !tag.in_units() {
                    return tag.is_valueless().then_some((ends, tag));
                }
                let round = |units: i64, without: i64| {
                    if units == without {
                        Some(without)
                    } else {
                        end(Number::rounded_units(units, drop, mode))
                    }
                };
                let lo = round(ends.lo, Ends::BELOW)?;
                let hi = if ends.hi == ends.lo { lo } else { round(ends.hi, Ends::ABOVE)? };
                Some((Ends { lo, hi }, tag))
            }),
            Kind::AddMonths(rule) => self.numbers(store, run, |store, args, row| {
                let (ends, tag) = number(store, args.a, row)?;
                if tag.is_valueless() {
                    return Some((ends, tag));
                }
                moved(plain(store, args.a, row)?, args.k, rule)
            }),
            _ => self.each(store, run, |store, args, row| self.slow(store, args, row)),
        }
    }

    #[inline(always)]
    fn ends_of(
        &self,
        store: &Store,
        args: &Args,
        row: u32,
        lo: fn(i64, i64) -> i64,
        hi: fn(i64, i64) -> i64,
    ) -> Option<Units> {
        let (first, rest) = self.code.many(args).split_first()?;
        let mut ends = plain(store, *first, row)?;
        for place in rest {
            let other = plain(store, *place, row)?;
            ends = Ends { lo: lo(ends.lo, other.lo), hi: hi(ends.hi, other.hi) };
        }
        Some((ends, Tag::UNITS))
    }
}

/// An end that is missing where one of its parts is.
#[inline]
fn below(
    x: i64,
    y: i64,
    join: fn(i64, i64) -> Option<i64>,
    without_x: i64,
    without_y: i64,
) -> Option<i64> {
    if x == without_x || y == without_y { Some(without_x) } else { end(join(x, y)) }
}

/// `if`, of a number.
#[inline]
fn chosen(store: &Store, args: &Args, row: u32) -> Option<Units> {
    let branch = match Truth(super::truths::truth(store, args.a, row)) {
        Truth::YES => args.b,
        Truth::NO => args.c,
        Truth::OPEN => {
            let (then, tag) = number(store, args.b, row)?;
            let (otherwise, other) = number(store, args.c, row)?;
            if !tag.in_units() || !other.in_units() {
                return None;
            }
            let lo = then.lo.min(otherwise.lo);
            let hi = then.hi.max(otherwise.hi);
            return Some((Ends { lo, hi }, tag.with(other)));
        }
        Truth(_) => return None,
    };
    number(store, branch, row).filter(|(_, tag)| !tag.is_exact())
}

#[inline]
fn finer(store: &Store, args: &Args, row: u32) -> Option<Units> {
    let (ends, tag) = number(store, args.a, row)?;
    if !tag.in_units() {
        return tag.is_valueless().then_some((ends, tag));
    }
    let scaled = |units: i64, without: i64| {
        if units == without { Some(without) } else { end(units.checked_mul(args.k)) }
    };
    let lo = scaled(ends.lo, Ends::BELOW)?;
    let hi = scaled(ends.hi, Ends::ABOVE)?;
    Some((Ends { lo, hi }, tag))
}

#[inline]
fn product(x: Ends, y: Ends) -> Option<Units> {
    let times = |x: i64, y: i64| end(x.checked_mul(y));
    if x.lo == x.hi && y.lo == y.hi {
        let units = times(x.lo, y.lo)?;
        return Some((Ends { lo: units, hi: units }, Tag::UNITS));
    }
    let open =
        x.lo == Ends::BELOW || x.hi == Ends::ABOVE || y.lo == Ends::BELOW || y.hi == Ends::ABOVE;
    if open {
        return None;
    }
    let (a, b) = (times(x.lo, y.lo)?, times(x.lo, y.hi)?);
    let (c, d) = (times(x.hi, y.lo)?, times(x.hi, y.hi)?);
    Some((Ends { lo: a.min(b).min(c).min(d), hi: a.max(b).max(c).max(d) }, Tag::UNITS))
}

/// Dates moved by months, under a rule that rounds: an end that leaves the calendar stays at its end, and a fault is
/// possible. What surely leaves it is left to the step.
#[inline]
fn moved(dates: Ends, months: i64, rule: MonthEnds) -> Option<Units> {
    let (least, most) = (i64::from(Date::MIN.days()), i64::from(Date::MAX.days()));
    let (lo, hi) = (dates.lo.max(least), dates.hi.min(most));
    if lo > hi {
        return None;
    }
    let mut fault = false;
    let mut moved = |days: i64, beyond: i64| {
        let date = Date::from_days(days)?;
        match date.plus_months(months, rule) {
            Ok(date) => Some(i64::from(date.days())),
            Err(_) => {
                fault = true;
                (months < 0).then_some(least).or(Some(most)).filter(|end| *end == beyond)
            }
        }
    };
    let beyond = if months < 0 { least } else { most };
    let first = moved(lo, beyond)?;
    let last = if hi == lo { first } else { moved(hi, beyond)? };
    if !fault {
        return Some((Ends { lo: first, hi: last }, Tag::UNITS));
    }
    // Both ends outside: surely a fault.
    let outside = |days: i64| {
        Date::from_days(days).is_none_or(|date| date.plus_months(months, rule).is_err())
    };
    if outside(lo) && outside(hi) {
        return None;
    }
    Some((Ends { lo: first, hi: last }, Tag::UNITS.with_causes(Causes::of(Cause::Fault))))
}
