//! Sums, differences, products, quotients.
//!
//! Each has a form on small numbers that gives up (`None`) rather than overflow, and an exact form on big
//! ones. The `exact_` functions know no limit: intervals compare their results first and hold the chosen
//! ends to the limit afterwards.

use dashu_ratio::RBig;

use super::{Number, Repr, exact};
use crate::fault::Fault;

impl Number {
    /// `a + b`.
    pub fn checked_add(&self, other: &Self) -> Result<Self, Fault> {
        self.exact_add(other).limited()
    }

    /// `a - b`.
    pub fn checked_sub(&self, other: &Self) -> Result<Self, Fault> {
        self.exact_sub(other).limited()
    }

    /// `a * b`.
    pub fn checked_mul(&self, other: &Self) -> Result<Self, Fault> {
        self.exact_mul(other).limited()
    }

    /// `a / b`.
    pub fn checked_div(&self, other: &Self) -> Result<Self, Fault> {
        self.exact_div(other).ok_or(Fault::DivisionByZero)?.limited()
    }

    /// `-a`.
    #[must_use]
    pub fn negated(&self) -> Self {
        Self::ZERO.exact_sub(self)
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_negative() { self.negated() } else { self.clone() }
    }

    pub(crate) fn exact_add(&self, other: &Self) -> Self {
        small_sum(self, other, i128::checked_add)
            .unwrap_or_else(|| Self::of_big(big(self, other, exact::sum)))
    }

    pub(crate) fn exact_sub(&self, other: &Self) -> Self {
        small_sum(self, other, i128::checked_sub)
            .unwrap_or_else(|| Self::of_big(big(self, other, exact::difference)))
    }

    pub(crate) fn exact_mul(&self, other: &Self) -> Self {
        small_product(self, other).unwrap_or_else(|| Self::of_big(big(self, other, exact::product)))
    }

    /// `None` where the divisor is 0.
    pub(crate) fn exact_div(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        let small = small_quotient(self, other);
        Some(small.unwrap_or_else(|| Self::of_big(big(self, other, exact::quotient))))
    }
}

fn small_sum(a: &Number, b: &Number, join: fn(i128, i128) -> Option<i128>) -> Option<Number> {
    let (Repr::Small { num: a, den: p }, Repr::Small { num: b, den: q }) = (&a.0, &b.0) else {
        return None;
    };
    let (a, b, p, q) = (i128::from(*a), i128::from(*b), p.get(), q.get());
    if p == q {
        return Some(Number::reduced(join(a, b)?, u128::from(p)));
    }
    let above = join(a.checked_mul(i128::from(q))?, b.checked_mul(i128::from(p))?)?;
    Some(Number::reduced(above, u128::from(p).checked_mul(u128::from(q))?))
}

fn small_product(a: &Number, b: &Number) -> Option<Number> {
    let (Repr::Small { num: a, den: p }, Repr::Small { num: b, den: q }) = (&a.0, &b.0) else {
        return None;
    };
    let above = i128::from(*a).checked_mul(i128::from(*b))?;
    Some(Number::reduced(above, u128::from(p.get()).checked_mul(u128::from(q.get()))?))
}

fn small_quotient(a: &Number, b: &Number) -> Option<Number> {
    let (Repr::Small { num: a, den: p }, Repr::Small { num: b, den: q }) = (&a.0, &b.0) else {
        return None;
    };
    let above = i128::from(*a).checked_mul(i128::from(q.get()))?;
    let above = if *b < 0 { above.checked_neg()? } else { above };
    let below = u128::from(p.get()).checked_mul(u128::from(b.unsigned_abs()))?;
    Some(Number::reduced(above, below))
}

fn big(a: &Number, b: &Number, join: fn(&RBig, &RBig) -> RBig) -> RBig {
    match (&a.0, &b.0) {
        (Repr::Big(a), Repr::Big(b)) => join(a, b),
        _ => join(&a.to_big(), &b.to_big()),
    }
}
