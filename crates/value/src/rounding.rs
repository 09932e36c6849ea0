//! The ways to round, as a policy names them.
//!
//! Invariant: the names are those of the language; [`crate::Number::rounded`] is the only code that gives
//! them a meaning.

use std::fmt;

/// `rounded to 2 places half up`: what becomes of a number between two that fit.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// `up`: toward plus infinity.
    Up,
    /// `down`: toward minus infinity.
    Down,
    /// `away from zero`.
    AwayFromZero,
    /// `toward zero`.
    TowardZero,
    /// `half up`: to the nearest; the middle goes toward plus infinity.
    HalfUp,
    /// `half down`: to the nearest; the middle goes toward minus infinity.
    HalfDown,
    /// `half away from zero`: to the nearest; the middle goes away from zero.
    HalfAwayFromZero,
    /// `half toward zero`: to the nearest; the middle goes toward zero.
    HalfTowardZero,
    /// `half even`: to the nearest; the middle goes to the even neighbour.
    HalfEven,
}

impl Rounding {
    /// Every way to round.
    pub const ALL: [Self; 9] = [
        Self::Up,
        Self::Down,
        Self::AwayFromZero,
        Self::TowardZero,
        Self::HalfUp,
        Self::HalfDown,
        Self::HalfAwayFromZero,
        Self::HalfTowardZero,
        Self::HalfEven,
    ];

    /// The words of the language.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::AwayFromZero => "away from zero",
            Self::TowardZero => "toward zero",
            Self::HalfUp => "half up",
            Self::HalfDown => "half down",
            Self::HalfAwayFromZero => "half away from zero",
            Self::HalfTowardZero => "half toward zero",
            Self::HalfEven => "half even",
        }
    }

    /// The way these words name, if they name one.
    #[must_use]
    pub fn from_words(words: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.words() == words)
    }
}

impl fmt::Display for Rounding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}
