//! Exact numbers.
//!
//! A [`Number`] is a rational in lowest terms. Almost every number of a case is a small one (money, days,
//! percentages) and is held in place, in 16 bytes and without allocation; the others share one allocation.
//!
//! Invariant: a number has one representation, so equality and hashing may look at it alone. Every number
//! made by a public function has at most [`MAX_BITS`] bits above and below the line.

#![deny(clippy::arithmetic_side_effects)]

mod arithmetic;
mod exact;
mod round;
mod scaled;
mod text;

use std::cmp::Ordering;
use std::fmt;
use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::Arc;

use dashu_int::ops::BitTest;
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

pub use scaled::{MAX_SCALE, power_of_ten};
pub use text::{MAX_DIGITS, MAX_EXPONENT, NumberError};

use crate::fault::Fault;
use crate::rounding::Rounding;

/// The bits that a numerator or denominator may have. A result past it is [`Fault::TooLarge`].
pub const MAX_BITS: usize = 4_096;

/// `1_500`, `32 %`, a third: an exact number.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Repr);

/// Lowest terms; `Small` whenever it fits, so that equal numbers are equal bit for bit.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small { num: i64, den: NonZeroU32 },
    Big(Arc<RBig>),
}

impl Number {
    /// Nothing.
    pub const ZERO: Self = Self::small(0);
    /// One.
    pub const ONE: Self = Self::small(1);

    const fn small(num: i64) -> Self {
        Self(Repr::Small { num, den: NonZeroU32::MIN })
    }

    /// `num / den`; a fault where `den` is 0.
    pub fn ratio(num: i64, den: i64) -> Result<Self, Fault> {
        Self::from(num).checked_div(&Self::from(den))
    }

    /// The number in lowest terms, of parts that need not be. The caller sees to `den` being no 0.
    fn reduced(num: i128, den: u128) -> Self {
        let common = gcd(num.unsigned_abs(), den);
        let (Some(above), Some(below)) =
            (num.unsigned_abs().checked_div(common), den.checked_div(common))
        else {
            return Self::ZERO;
        };
        let signed = i64::try_from(above)
            .ok()
            .and_then(|above| if num < 0 { above.checked_neg() } else { Some(above) });
        match (signed, u32::try_from(below).ok().and_then(NonZeroU32::new)) {
            (Some(num), Some(den)) => Self(Repr::Small { num, den }),
            _ => Self::of_big(RBig::from_parts(IBig::from(num), UBig::from(den))),
        }
    }

    /// Small where it fits. May be past the limit: see [`Self::limited`].
    fn of_big(big: RBig) -> Self {
        let small = i64::try_from(big.numerator()).ok().filter(|num| *num != i64::MIN);
        match (small, u32::try_from(big.denominator()).ok().and_then(NonZeroU32::new)) {
            (Some(num), Some(den)) => Self(Repr::Small { num, den }),
            _ => Self(Repr::Big(Arc::new(big))),
        }
    }

    fn to_big(&self) -> RBig {
        match &self.0 {
            Repr::Small { num, den } => RBig::from_parts(IBig::from(*num), UBig::from(den.get())),
            Repr::Big(big) => RBig::clone(big),
        }
    }

    /// The number itself, or the fault where it is past [`MAX_BITS`].
    pub(crate) fn limited(self) -> Result<Self, Fault> {
        if self.bits() > MAX_BITS { Err(Fault::TooLarge) } else { Ok(self) }
    }

    /// The bits of the numerator or of the denominator, whichever has more.
    #[must_use]
    pub fn bits(&self) -> usize {
        match &self.0 {
            Repr::Small { num, den } => {
                BitTest::bit_len(&num.unsigned_abs()).max(BitTest::bit_len(&den.get()))
            }
            Repr::Big(big) => big.numerator().bit_len().max(big.denominator().bit_len()),
        }
    }

    /// How it stands to zero: `Less` for a negative number.
    #[must_use]
    pub fn sign(&self) -> Ordering {
        match &self.0 {
            Repr::Small { num, .. } => num.cmp(&0),
            Repr::Big(big) => big.numerator().cmp(&IBig::ZERO),
        }
    }

    /// Whether it is 0.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.sign() == Ordering::Equal
    }

    /// Whether it is less than 0.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.sign() == Ordering::Less
    }

    /// Whether it is whole.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Small { den, .. } => *den == NonZeroU32::MIN,
            Repr::Big(big) => big.is_int(),
        }
    }

    /// The whole number it is, where it is one that fits.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small { num, den } => (*den == NonZeroU32::MIN).then_some(*num),
            Repr::Big(big) => {
                if big.is_int() {
                    i64::try_from(big.numerator()).ok()
                } else {
                    None
                }
            }
        }
    }

    /// The greatest whole number not above it, where it fits.
    #[must_use]
    pub fn floor(&self) -> Option<i64> {
        self.rounded(0, Rounding::Down).ok()?.to_i64()
    }

    /// The least whole number not below it, where it fits.
    #[must_use]
    pub fn ceiling(&self) -> Option<i64> {
        self.rounded(0, Rounding::Up).ok()?.to_i64()
    }

    /// The places after the point that it takes to write it; `None` where no number of places is enough.
    #[must_use]
    pub fn places(&self) -> Option<u32> {
        match &self.0 {
            Repr::Small { den, .. } => places_of_small(den.get()),
            Repr::Big(big) => {
                let (twos, fives) = exact::twos_and_fives(big.denominator())?;
                u32::try_from(twos.max(fives)).ok()
            }
        }
    }
}

/// The places of a fraction over `den`: the greater exponent of `2^a 5^b`, and nothing else may be left.
fn places_of_small(den: u32) -> Option<u32> {
    let twos = den.trailing_zeros();
    let mut rest = den.checked_shr(twos).unwrap_or(0);
    let mut fives = 0_u32;
    while rest > 1 {
        if !rest.is_multiple_of(5) {
            return None;
        }
        rest /= 5;
        fives = fives.saturating_add(1);
    }
    Some(twos.max(fives))
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    loop {
        if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(gcd_of_small(a, b));
        }
        match a.checked_rem(b) {
            None => return a,
            Some(rest) => (a, b) = (b, rest),
        }
    }
}

/// Apart from [`gcd`] because division of 64 bits is much faster than of 128, and nearly always enough.
fn gcd_of_small(mut a: u64, mut b: u64) -> u64 {
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small { num: a, den: p }, Repr::Small { num: b, den: q }) => {
                if p == q {
                    return a.cmp(b);
                }
                let scaled = |num: i64, den: NonZeroU32| {
                    i128::from(num).saturating_mul(i128::from(den.get())) // 95 bits at most.
                };
                scaled(*a, *q).cmp(&scaled(*b, *p))
            }
            (Repr::Big(a), Repr::Big(b)) => a.cmp(b),
            (Repr::Small { .. }, Repr::Big(b)) => self.to_big().cmp(b),
            (Repr::Big(a), Repr::Small { .. }) => RBig::cmp(a, &other.to_big()),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<i64> for Number {
    fn from(whole: i64) -> Self {
        Self::reduced(i128::from(whole), 1)
    }
}

impl From<i32> for Number {
    fn from(whole: i32) -> Self {
        Self::small(i64::from(whole))
    }
}

impl From<u32> for Number {
    fn from(whole: u32) -> Self {
        Self::small(i64::from(whole))
    }
}

impl From<u64> for Number {
    fn from(whole: u64) -> Self {
        Self::reduced(i128::from(whole), 1)
    }
}

impl From<usize> for Number {
    fn from(whole: usize) -> Self {
        // No platform has a usize of more than 64 bits.
        Self::from(u64::try_from(whole).unwrap_or(u64::MAX))
    }
}
