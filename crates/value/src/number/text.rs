//! Numbers as text: what a policy writes, what a case file writes, and the one form we write.

use std::fmt;
use std::str::FromStr;

use dashu_int::{IBig, Sign, UBig};
use dashu_ratio::RBig;

use super::{Number, Repr, exact};

/// The digits that a number in a policy or case may have, a leading 0 before the point aside.
pub const MAX_DIGITS: usize = 38;
/// The greatest exponent, either way, that a number in a case may have.
pub const MAX_EXPONENT: i32 = 38;
/// The longest text that a number of at most 4,096 bits can have, and a little more.
const MAX_TEXT: usize = 6_000;

/// Why a text is no number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NumberError {
    /// A number of more than 38 digits.
    TooManyDigits,
    /// `1e39`: an exponent below -38 or above 38.
    ExponentTooLarge,
    /// `1_00`, `1.`, `007`, `seven`.
    Malformed,
}

impl NumberError {
    /// The words a person reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::TooManyDigits => "a number has at most 38 digits",
            Self::ExponentTooLarge => "an exponent is between -38 and 38",
            Self::Malformed => "this is no number",
        }
    }
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl std::error::Error for NumberError {}

impl Number {
    /// A number as a policy writes it: `1_500`, `2.5`. An underscore stands only between groups of three
    /// digits before the point. A minus sign before it is taken too.
    pub fn parse_literal(text: &str) -> Result<Self, NumberError> {
        let (negative, digits) = sign_of(text);
        let (whole, fraction) = split_point(digits)?;
        if whole.contains('_') {
            let mut groups = whole.split('_');
            let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
            if !first || groups.any(|group| group.len() != 3) {
                return Err(NumberError::Malformed);
            }
        }
        decimal(negative, &whole.replace('_', ""), fraction, 0)
    }

    /// A number as JSON writes it: `-12.50`, `1.5e3`.
    pub fn parse_json(text: &str) -> Result<Self, NumberError> {
        let (negative, digits) = sign_of(text);
        let (digits, exponent) = match digits.split_once(['e', 'E']) {
            None => (digits, 0),
            Some((digits, exponent)) => (digits, exponent_of(exponent)?),
        };
        let (whole, fraction) = split_point(digits)?;
        decimal(negative, whole, fraction, exponent)
    }
}

fn sign_of(text: &str) -> (bool, &str) {
    text.strip_prefix('-').map_or((false, text), |digits| (true, digits))
}

fn split_point(digits: &str) -> Result<(&str, &str), NumberError> {
    match digits.split_once('.') {
        None => Ok((digits, "")),
        Some((_, "")) => Err(NumberError::Malformed),
        Some(parts) => Ok(parts),
    }
}

fn exponent_of(text: &str) -> Result<i32, NumberError> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !is_digits(digits) {
        return Err(NumberError::Malformed);
    }
    // What does not fit an i32 is too large as well.
    match text.parse() {
        Ok(exponent) if (-MAX_EXPONENT..=MAX_EXPONENT).contains(&exponent) => Ok(exponent),
        _ => Err(NumberError::ExponentTooLarge),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `whole` is digits without a needless leading 0; `fraction` is digits or nothing.
fn decimal(
    negative: bool,
    whole: &str,
    fraction: &str,
    exponent: i32,
) -> Result<Number, NumberError> {
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    if !is_digits(whole) || leading_zero || !(fraction.is_empty() || is_digits(fraction)) {
        return Err(NumberError::Malformed);
    }
    let counted = if whole == "0" && !fraction.is_empty() { 0 } else { whole.len() };
    if counted.saturating_add(fraction.len()) > MAX_DIGITS {
        return Err(NumberError::TooManyDigits);
    }
    // 38 digits fit an i128.
    let mut digits: i128 = 0;
    for byte in whole.bytes().chain(fraction.bytes()) {
        let digit = i128::from(byte.saturating_sub(b'0'));
        digits = digits.saturating_mul(10).saturating_add(digit);
    }
    let digits = if negative { digits.saturating_neg() } else { digits };
    let places = i32::try_from(fraction.len()).unwrap_or(i32::MAX);
    let exponent = exponent.saturating_sub(places);
    if let (true, Some(scale)) = (exponent <= 0, 10_u128.checked_pow(exponent.unsigned_abs())) {
        return Ok(Number::reduced(digits, scale));
    }
    let scale = exact::ten_to(usize::try_from(exponent.unsigned_abs()).unwrap_or(0));
    Ok(Number::of_big(if exponent < 0 {
        RBig::from_parts(IBig::from(digits), scale)
    } else {
        RBig::from(exact::scaled(IBig::from(digits), &scale))
    }))
}

/// The canonical text: a whole number, a decimal where one is exact, else `n/d`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Repr::Small { num, den } = &self.0
            && den.get() == 1
        {
            return write!(f, "{num}");
        }
        let (num, den) = self.to_big().into_parts();
        let places = match self.places() {
            None => return write!(f, "{num}/{den}"),
            Some(0) => return write!(f, "{num}"),
            Some(places) => usize::try_from(places).unwrap_or(0),
        };
        let (sign, magnitude) = num.into_parts();
        let factor = exact::shared_out(exact::ten_to(places), &den);
        let digits = exact::scaled(IBig::from(magnitude), &factor).to_string();
        let padded = format!("{digits:0>width$}", width = places.saturating_add(1));
        let (whole, fraction) =
            padded.split_at_checked(padded.len().saturating_sub(places)).unwrap_or((&padded, ""));
        let sign = if sign == Sign::Negative { "-" } else { "" };
        write!(f, "{sign}{whole}.{fraction}")
    }
}

/// The canonical text and nothing more, without the limit of digits: results are longer than literals.
impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        if text.len() > MAX_TEXT {
            return Err(NumberError::TooManyDigits);
        }
        let (negative, digits) = sign_of(text);
        let (above, below) = match digits.split_once('/') {
            Some((above, below)) => (above.to_owned(), natural(below)?),
            None => {
                let (whole, fraction) = split_point(digits)?;
                if !is_digits(whole) {
                    return Err(NumberError::Malformed);
                }
                (format!("{whole}{fraction}"), exact::ten_to(fraction.len()))
            }
        };
        let sign = if negative { Sign::Negative } else { Sign::Positive };
        let above = IBig::from_parts(sign, natural(&above)?);
        if below.is_zero() {
            return Err(NumberError::Malformed);
        }
        let number = Self::of_big(RBig::from_parts(above, below));
        number.limited().map_err(|_| NumberError::TooManyDigits)
    }
}

fn natural(digits: &str) -> Result<UBig, NumberError> {
    if !is_digits(digits) {
        return Err(NumberError::Malformed);
    }
    UBig::from_str_radix(digits, 10).map_err(|_| NumberError::Malformed)
}

impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::serde_text::deserialize(deserializer, "a number as text")
    }
}
