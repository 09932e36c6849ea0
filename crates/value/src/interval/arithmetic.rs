//! Arithmetic on intervals: the exact range of what members give.

use std::cmp::Ordering;

use super::{Interval, Lifted};
use crate::fault::Fault;
use crate::number::Number;
use crate::rounding::Rounding;

/// An end, or a product of ends, on the line that infinity closes on both sides.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Below,
    At(Number),
    Above,
}

impl End {
    fn sign(&self) -> Ordering {
        match self {
            Self::Below => Ordering::Less,
            Self::At(number) => number.sign(),
            Self::Above => Ordering::Greater,
        }
    }

    fn infinite(sign: Ordering) -> Self {
        match sign {
            Ordering::Less => Self::Below,
            Ordering::Equal => Self::At(Number::ZERO),
            Ordering::Greater => Self::Above,
        }
    }

    /// Zero times infinity is zero: no member is infinite, and zero times any member is zero.
    fn times(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::At(a), Self::At(b)) => Self::At(a.exact_mul(b)),
            (Self::Below | Self::Above, _) | (_, Self::Below | Self::Above) => {
                let sign = match (self.sign(), other.sign()) {
                    (Ordering::Equal, _) | (_, Ordering::Equal) => Ordering::Equal,
                    (a, b) if a == b => Ordering::Greater,
                    _ => Ordering::Less,
                };
                Self::infinite(sign)
            }
        }
    }

    fn finite(self) -> Option<Number> {
        match self {
            Self::At(number) => Some(number),
            Self::Below | Self::Above => None,
        }
    }
}

/// The part of a divisor on one side of zero, turned over: what to multiply with.
struct Reciprocal {
    lo: End,
    hi: End,
}

impl Interval {
    /// `a + b`.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Lifted {
        sealed(
            both(&self.lo, &other.lo, Number::exact_add),
            both(&self.hi, &other.hi, Number::exact_add),
        )
    }

    /// `a - b`.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Lifted {
        sealed(
            both(&self.lo, &other.hi, Number::exact_sub),
            both(&self.hi, &other.lo, Number::exact_sub),
        )
    }

    /// `-a`.
    #[must_use]
    pub fn negated(&self) -> Self {
        Self {
            lo: self.hi.as_ref().map(Number::negated),
            hi: self.lo.as_ref().map(Number::negated),
        }
    }

    /// `a * b`.
    #[must_use]
    pub fn times(&self, other: &Self) -> Lifted {
        let (lo, hi) = corners(&self.ends(), &other.ends());
        sealed(lo.finite(), hi.finite())
    }

    /// `a / b`. A divisor that may be zero may be a fault; the result is what the rest of the divisor gives,
    /// and there is none where zero is all there is. A divisor that is an integer (or a count of days) comes
    /// no nearer to zero than 1 and -1; another one comes as near as it likes, so the result is unbounded on
    /// that side.
    #[must_use]
    pub fn over(&self, divisor: &Self, divisor_is_integer: bool) -> Lifted {
        let fault = divisor.contains(&Number::ZERO).then_some(Fault::DivisionByZero);
        let Some(result) = self.over_the_rest(divisor, divisor_is_integer) else {
            return Lifted::failed(Fault::DivisionByZero);
        };
        Lifted { fault: fault.or(result.fault), value: result.value }
    }

    /// `a / b` beside what settles the whole where b is zero: what the rest of the divisor gives, and any number where
    /// zero is all there is.
    #[must_use]
    pub fn over_nonzero(&self, divisor: &Self, divisor_is_integer: bool) -> Lifted {
        self.over_the_rest(divisor, divisor_is_integer).unwrap_or(Lifted::sure(Self::ANY))
    }

    /// What is left of `a / b` without zero as the divisor; nothing where zero is all there is.
    fn over_the_rest(&self, divisor: &Self, divisor_is_integer: bool) -> Option<Lifted> {
        let above = divisor.positive_reciprocal(divisor_is_integer);
        // Below zero is above zero, seen from the other side.
        let below = divisor.negated().positive_reciprocal(divisor_is_integer);
        let above = above.map(|part| corners(&self.ends(), &(part.lo, part.hi)));
        let below = below.map(|part| corners(&self.negated().ends(), &(part.lo, part.hi)));
        let (lo, hi) = match (above, below) {
            (None, None) => return None,
            (Some(part), None) | (None, Some(part)) => part,
            (Some(above), Some(below)) => (above.0.min(below.0), above.1.max(below.1)),
        };
        Some(sealed(lo.finite(), hi.finite()))
    }

    /// `x rounded to 2 places half up`. Rounding keeps the order, so the ends say it all.
    #[must_use]
    pub fn rounded(&self, places: u32, mode: Rounding) -> Lifted {
        if let Some(number) = self.as_single() {
            return number.rounded(places, mode).into();
        }
        let mut fault = None;
        let mut end = |end: &Option<Number>| {
            let rounded = end.as_ref()?.rounded(places, mode);
            rounded.map_err(|found| fault = Some(found)).ok()
        };
        let (lo, hi) = (end(&self.lo), end(&self.hi));
        Lifted { value: Some(Self { lo, hi }), fault }
    }

    fn ends(&self) -> (End, End) {
        (self.lo.clone().map_or(End::Below, End::At), self.hi.clone().map_or(End::Above, End::At))
    }

    /// One over the part of the divisor above zero, where there is such a part.
    fn positive_reciprocal(&self, integer: bool) -> Option<Reciprocal> {
        let nearest = if integer { Number::ONE } else { Number::ZERO };
        let least = match &self.lo {
            Some(lo) if *lo > nearest => lo.clone(),
            Some(_) | None => nearest,
        };
        let lo = match &self.hi {
            None => Number::ZERO,
            Some(hi) if hi.sign() == Ordering::Greater && *hi >= least => {
                Number::ONE.exact_div(hi)?
            }
            Some(_) => return None,
        };
        Some(Reciprocal {
            lo: End::At(lo),
            hi: Number::ONE.exact_div(&least).map_or(End::Above, End::At),
        })
    }
}

fn both(
    a: &Option<Number>,
    b: &Option<Number>,
    join: fn(&Number, &Number) -> Number,
) -> Option<Number> {
    Some(join(a.as_ref()?, b.as_ref()?))
}

/// The least and the greatest product of a member of the one and a member of the other.
fn corners(a: &(End, End), b: &(End, End)) -> (End, End) {
    let first = a.0.times(&b.0);
    let (mut lo, mut hi) = (first.clone(), first);
    for product in [a.0.times(&b.1), a.1.times(&b.0), a.1.times(&b.1)] {
        if product < lo {
            lo = product;
        } else if product > hi {
            hi = product;
        }
    }
    (lo, hi)
}

/// Holds the ends to the limit of bits.
fn sealed(lo: Option<Number>, hi: Option<Number>) -> Lifted {
    if lo.is_some() && lo == hi {
        return lo.map_or(Lifted::sure(Interval::ANY), |number| number.limited().into());
    }
    let mut fault = None;
    let mut end = |end: Option<Number>| {
        let limited = end?.limited();
        limited.map_err(|found| fault = Some(found)).ok()
    };
    let (lo, hi) = (end(lo), end(hi));
    Lifted { value: Some(Interval { lo, hi }), fault }
}
