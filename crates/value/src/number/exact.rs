//! The operators of big numbers, as functions.
//!
//! Everywhere else in this crate an operator is refused, because on machine integers it may overflow. Here
//! they are exact; what bounds the size of a result is [`super::Number::limited`]. The caller sees to a
//! divisor being no 0.

#![expect(clippy::arithmetic_side_effects, reason = "big numbers do not overflow")]

use dashu_int::ops::DivRemEuclid;
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

pub(super) fn sum(a: &RBig, b: &RBig) -> RBig {
    a + b
}

pub(super) fn difference(a: &RBig, b: &RBig) -> RBig {
    a - b
}

pub(super) fn product(a: &RBig, b: &RBig) -> RBig {
    a * b
}

pub(super) fn quotient(a: &RBig, b: &RBig) -> RBig {
    a / b
}

/// `10^exponent`.
pub(super) fn ten_to(exponent: usize) -> UBig {
    UBig::from(10_u8).pow(exponent)
}

/// `a * b`.
pub(super) fn scaled(a: IBig, b: &UBig) -> IBig {
    a * b
}

/// `a / b`, where that is whole.
pub(super) fn shared_out(a: UBig, b: &UBig) -> UBig {
    a / b
}

pub(super) fn successor(a: IBig) -> IBig {
    a + IBig::ONE
}

pub(super) fn doubled(a: UBig) -> UBig {
    a << 1
}

/// The quotient rounded down, and the rest.
pub(super) fn divided(a: IBig, b: &UBig) -> (IBig, UBig) {
    a.div_rem_euclid(IBig::from(b.clone()))
}

/// The exponents of 2 and 5 in a number that has no other factors; `None` where it has.
pub(super) fn twos_and_fives(number: &UBig) -> Option<(usize, usize)> {
    let twos = number.trailing_zeros().unwrap_or(0);
    let mut rest = number >> twos;
    let mut fives = 0;
    while !rest.is_one() {
        if &rest % 5_u8 != 0 {
            return None;
        }
        rest /= 5_u8;
        fives += 1;
    }
    Some((twos, fives))
}
