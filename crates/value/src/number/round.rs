//! Rounding to places, exactly.

use std::cmp::Ordering;

use dashu_int::IBig;
use dashu_ratio::RBig;

use super::{MAX_BITS, Number, Repr, exact};
use crate::fault::Fault;
use crate::rounding::Rounding;

impl Number {
    /// `x rounded to 2 places half up`. A number that fits already is unchanged, however many places are
    /// asked for; more than 4,096 places of one that never fits is a fault, as the result would be.
    pub fn rounded(&self, places: u32, mode: Rounding) -> Result<Self, Fault> {
        if self.is_integer() {
            return Ok(self.clone());
        }
        if let Some(small) = small(self, places, mode) {
            return Ok(small);
        }
        if self.places().is_some_and(|needed| needed <= places) {
            return Ok(self.clone());
        }
        match usize::try_from(places) {
            Ok(places) if places <= MAX_BITS => big(self, places, mode).limited(),
            _ => Err(Fault::TooLarge),
        }
    }
}

/// Where the exact value lies between the multiple below it and the next one.
struct Between {
    /// The part of the way from the one to the other, against one half.
    half: Ordering,
    negative: bool,
    /// Whether the lower multiple is even.
    even: bool,
}

impl Between {
    /// Whether the upper multiple is taken.
    const fn goes_up(&self, mode: Rounding) -> bool {
        let in_the_middle = match mode {
            Rounding::Up => return true,
            Rounding::Down => return false,
            Rounding::AwayFromZero => return !self.negative,
            Rounding::TowardZero => return self.negative,
            Rounding::HalfUp => true,
            Rounding::HalfDown => false,
            Rounding::HalfAwayFromZero => !self.negative,
            Rounding::HalfTowardZero => self.negative,
            Rounding::HalfEven => !self.even,
        };
        match self.half {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => in_the_middle,
        }
    }
}

fn small(number: &Number, places: u32, mode: Rounding) -> Option<Number> {
    let Repr::Small { num, den } = &number.0 else {
        return None;
    };
    let (scale, den) = (10_i128.checked_pow(places)?, i128::from(den.get()));
    let scaled = i128::from(*num).checked_mul(scale)?;
    let (below, rest) = (scaled.checked_div_euclid(den)?, scaled.checked_rem_euclid(den)?);
    let whole = if rest == 0 {
        below
    } else {
        let half = rest.checked_mul(2)?.cmp(&den);
        let between = Between { half, negative: *num < 0, even: below & 1 == 0 };
        if between.goes_up(mode) { below.checked_add(1)? } else { below }
    };
    Some(Number::reduced(whole, u128::try_from(scale).ok()?))
}

/// Whole units, rounded to multiples of `unit` and counted in them.
pub(super) fn units(units: i64, unit: i64, mode: Rounding) -> Option<i64> {
    let (below, rest) = (units.checked_div_euclid(unit)?, units.checked_rem_euclid(unit)?);
    if rest == 0 {
        return Some(below);
    }
    let half = rest.cmp(&unit.checked_sub(rest)?);
    let between = Between { half, negative: units < 0, even: below & 1 == 0 };
    if between.goes_up(mode) { below.checked_add(1) } else { Some(below) }
}

fn big(number: &Number, places: usize, mode: Rounding) -> Number {
    let (num, den) = number.to_big().into_parts();
    let negative = num < IBig::ZERO;
    let scale = exact::ten_to(places);
    let (below, rest) = exact::divided(exact::scaled(num, &scale), &den);
    let whole = if rest.is_zero() {
        below
    } else {
        let even = below.trailing_zeros().is_none_or(|zeros| zeros > 0);
        let between = Between { half: exact::doubled(rest).cmp(&den), negative, even };
        if between.goes_up(mode) { exact::successor(below) } else { below }
    };
    Number::of_big(RBig::from_parts(whole, scale))
}
