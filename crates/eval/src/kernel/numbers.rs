//! Arithmetic in units. Where a result does not fit, the step of the slot gives the exact one.

use std::cmp::{max, min};

use whereas_value::{Cause, Causes, Date, MonthEnds, Number};

use super::{Args, At, Kind, View, put, spot};
use crate::cell::Truth;
use crate::machine::Machine;
use crate::store::{Ends, Store, Tag, Units};

/// An end that is there, and fits.
#[inline(always)]
fn end(units: Option<i64>) -> Option<i64> {
    units.filter(|units| *units != Ends::BELOW && *units != Ends::ABOVE)
}

impl Machine<'_> {
    /// Fills numbers; by the step of the slot where there is nothing to put.
    #[inline(always)]
    fn numbers(
        &self,
        store: &mut Store,
        all: &[Args],
        rows: Option<u32>,
        of: impl Fn(&View<'_>, &Args, At) -> Option<Units>,
    ) {
        self.tried(store, all, rows, |view, args, at| {
            let number = of(view, args, at)?;
            put(view.numbers, at.out, number)
        });
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "only these kinds come here")]
    pub(super) fn run_numbers(
        &self,
        store: &mut Store,
        kind: Kind,
        all: &[Args],
        rows: Option<u32>,
    ) {
        match kind {
            Kind::IfNumber => self.numbers(store, all, rows, |view, _, at| chosen(view, at)),
            // What does not fit is left to the step of whoever reads it: it reads the number itself.
            Kind::Finer => self.numbers(store, all, rows, |view, args, at| {
                Some(finer(view, args, at).unwrap_or(Units::BEYOND))
            }),
            Kind::Add => self.numbers(store, all, rows, |view, _, at| {
                let (x, y) = (view.plain(at.a)?, view.plain(at.b)?);
                ends(
                    x,
                    y,
                    |x, y| {
                        let lo = below(x.lo, y.lo, i64::checked_add, Ends::BELOW, Ends::BELOW)?;
                        let hi = below(x.hi, y.hi, i64::checked_add, Ends::ABOVE, Ends::ABOVE)?;
                        Some(Units::of(lo, hi))
                    },
                    i64::checked_add,
                )
            }),
            Kind::Subtract => self.numbers(store, all, rows, |view, _, at| {
                let (x, y) = (view.plain(at.a)?, view.plain(at.b)?);
                ends(
                    x,
                    y,
                    |x, y| {
                        let lo = below(x.lo, y.hi, i64::checked_sub, Ends::BELOW, Ends::ABOVE)?;
                        let hi = below(x.hi, y.lo, i64::checked_sub, Ends::ABOVE, Ends::BELOW)?;
                        Some(Units::of(lo, hi))
                    },
                    i64::checked_sub,
                )
            }),
            Kind::Multiply => self.numbers(store, all, rows, |view, _, at| {
                let (x, y) = (view.plain(at.a)?, view.plain(at.b)?);
                ends(x, y, product, i64::checked_mul)
            }),
            Kind::Lesser => self.numbers(store, all, rows, |view, args, at| {
                self.ends_of(view, args, at.row, min::<i64>)
            }),
            Kind::Greater => self.numbers(store, all, rows, |view, args, at| {
                self.ends_of(view, args, at.row, max::<i64>)
            }),
            Kind::Rounded(mode) => self.numbers(store, all, rows, |view, args, at| {
                let number = *view.numbers.get(at.a)?;
                if !number.tag.in_units() {
                    return number.tag.is_valueless().then_some(number);
                }
                let drop = u8::try_from(args.k).ok()?;
                let round = |units: i64, without: i64| {
                    if units == without {
                        Some(without)
                    } else {
                        end(Number::rounded_units(units, drop, mode))
                    }
                };
                let Ends { lo, hi } = number.ends;
                let first = round(lo, Ends::BELOW)?;
                let last = if hi == lo { first } else { round(hi, Ends::ABOVE)? };
                Some(Units { ends: Ends { lo: first, hi: last }, tag: number.tag })
            }),
            Kind::AddMonths(rule) => self.numbers(store, all, rows, |view, args, at| {
                let number = *view.numbers.get(at.a)?;
                if number.tag.is_valueless() {
                    return Some(number);
                }
                moved(view.plain(at.a)?, args.k, rule)
            }),
            _ => super::each(all, rows, |args, at| self.slow(store, args, at.row)),
        }
    }

    #[inline(always)]
    fn ends_of(
        &self,
        view: &View<'_>,
        args: &Args,
        row: u32,
        take: impl Fn(i64, i64) -> i64,
    ) -> Option<Units> {
        let (first, rest) = self.code.many(args).split_first()?;
        let mut ends = view.plain(spot(*first, row))?;
        for place in rest {
            let other = view.plain(spot(*place, row))?;
            ends = Ends { lo: take(ends.lo, other.lo), hi: take(ends.hi, other.hi) };
        }
        Some(Units::of(ends.lo, ends.hi))
    }
}

/// An operation on two numbers: on two values, where both are one.
#[inline(always)]
fn ends(
    x: Ends,
    y: Ends,
    each: impl Fn(Ends, Ends) -> Option<Units>,
    one: impl Fn(i64, i64) -> Option<i64>,
) -> Option<Units> {
    if x.lo == x.hi && y.lo == y.hi {
        let units = end(one(x.lo, y.lo))?;
        return Some(Units::of(units, units));
    }
    each(x, y)
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
#[inline(always)]
fn chosen(view: &View<'_>, at: At) -> Option<Units> {
    let branch = match Truth(view.truth(at.a)) {
        Truth::YES => at.b,
        Truth::NO => at.c,
        Truth::OPEN => {
            let (then, otherwise) = (view.numbers.get(at.b)?, view.numbers.get(at.c)?);
            if !then.tag.in_units() || !otherwise.tag.in_units() {
                return None;
            }
            let lo = then.ends.lo.min(otherwise.ends.lo);
            let hi = then.ends.hi.max(otherwise.ends.hi);
            return Some(Units { ends: Ends { lo, hi }, tag: then.tag.with(otherwise.tag) });
        }
        Truth(_) => return None,
    };
    view.numbers.get(branch).copied().filter(|number| !number.tag.is_exact())
}

#[inline(always)]
fn finer(view: &View<'_>, args: &Args, at: At) -> Option<Units> {
    let number = *view.numbers.get(at.a)?;
    if !number.tag.in_units() {
        return number.tag.is_valueless().then_some(number);
    }
    let scaled = |units: i64, without: i64| {
        if units == without { Some(without) } else { end(units.checked_mul(args.k)) }
    };
    let lo = scaled(number.ends.lo, Ends::BELOW)?;
    let hi = scaled(number.ends.hi, Ends::ABOVE)?;
    Some(Units { ends: Ends { lo, hi }, tag: number.tag })
}

/// The product of two intervals that both have ends.
fn product(x: Ends, y: Ends) -> Option<Units> {
    let times = |x: i64, y: i64| end(x.checked_mul(y));
    let open =
        x.lo == Ends::BELOW || x.hi == Ends::ABOVE || y.lo == Ends::BELOW || y.hi == Ends::ABOVE;
    if open {
        return None;
    }
    let (a, b) = (times(x.lo, y.lo)?, times(x.lo, y.hi)?);
    let (c, d) = (times(x.hi, y.lo)?, times(x.hi, y.hi)?);
    Some(Units::of(a.min(b).min(c).min(d), a.max(b).max(c).max(d)))
}

/// Dates moved by months, under a rule that rounds: an end that leaves the calendar stays at its end, and a fault is
/// possible. What surely leaves it is left to the step.
fn moved(dates: Ends, months: i64, rule: MonthEnds) -> Option<Units> {
    let (least, most) = (i64::from(Date::MIN.days()), i64::from(Date::MAX.days()));
    let (lo, hi) = (dates.lo.max(least), dates.hi.min(most));
    if lo > hi {
        return None;
    }
    if lo == hi
        && let Some(Ok(date)) = Date::from_days(lo).map(|date| date.plus_months(months, rule))
    {
        let days = i64::from(date.days());
        return Some(Units::of(days, days));
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
        return Some(Units::of(first, last));
    }
    // Both ends outside: surely a fault.
    let outside = |days: i64| {
        Date::from_days(days).is_none_or(|date| date.plus_months(months, rule).is_err())
    };
    if outside(lo) && outside(hi) {
        return None;
    }
    let tag = Tag::UNITS.with_causes(Causes::of(Cause::Fault));
    Some(Units { ends: Ends { lo: first, hi: last }, tag })
}
