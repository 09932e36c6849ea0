//! Numbers as whole counts of a decimal unit: what columns of amounts hold.

use super::Number;
use crate::rounding::Rounding;

/// The most places that a number of 64 bits is scaled by.
pub const MAX_SCALE: u8 = 18;

/// 10 to the power of `places`, where it fits.
#[must_use]
pub const fn power_of_ten(places: u8) -> Option<i64> {
    10_i64.checked_pow(places as u32)
}

impl Number {
    /// How many units of 10 to the power of `-places` it is: where that is a whole number that fits, neither the least
    /// nor the greatest of 64 bits.
    #[must_use]
    pub fn scaled(&self, places: u8) -> Option<i64> {
        let fits = |units: &i64| *units > i64::MIN && *units < i64::MAX;
        if let (0, Some(whole)) = (places, self.to_i64()) {
            return Some(whole).filter(fits);
        }
        let super::Repr::Small { num, den } = &self.0 else { return None };
        let unit = i128::from(power_of_ten(places)?);
        let den = i128::from(den.get());
        if unit.checked_rem(den)? != 0 {
            return None;
        }
        let units = i128::from(*num).checked_mul(unit.checked_div(den)?)?;
        i64::try_from(units).ok().filter(fits)
    }

    /// The number of so many units of 10 to the power of `-places`.
    #[must_use]
    pub fn of_scaled(units: i64, places: u8) -> Self {
        match power_of_ten(places) {
            Some(1) | None => Self::from(units),
            Some(unit) => Self::reduced(i128::from(units), u128::from(unit.unsigned_abs())),
        }
    }

    /// So many units with `drop` places less, rounded: the same as [`Self::rounded`] of the number.
    #[must_use]
    pub fn rounded_units(units: i64, drop: u8, mode: Rounding) -> Option<i64> {
        super::round::units(units, power_of_ten(drop)?, mode)
    }
}
