//! Why a question has no value.

use std::fmt;

/// A cause of "no value". The order is the one order used everywhere: the worst comes last.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Cause {
    /// Nothing in the text gives a value.
    Undetermined = 0,
    /// Two rules that prevail disagree.
    Conflict = 1,
    /// The arithmetic has no result: a division by zero, an impossible date, a number too large.
    Fault = 2,
    /// A prerequisite is not met: the question may not be decided before it is.
    NotReady = 3,
    /// No rule of the question is in force on the governing day.
    NotInForce = 4,
    /// The case is outside what the policy applies to.
    OutOfScope = 5,
}

impl Cause {
    /// All causes, from the least to the worst.
    pub const ALL: [Self; 6] = [
        Self::Undetermined,
        Self::Conflict,
        Self::Fault,
        Self::NotReady,
        Self::NotInForce,
        Self::OutOfScope,
    ];
    /// The causes that arise inside a policy; the other two are of answers only.
    pub const INNER: [Self; 4] = [Self::Undetermined, Self::Conflict, Self::Fault, Self::NotReady];

    /// The words a person reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Undetermined => "undetermined",
            Self::Conflict => "conflict",
            Self::Fault => "fault",
            Self::NotReady => "not ready",
            Self::NotInForce => "not in force",
            Self::OutOfScope => "out of scope",
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// A set of possible causes, one bit each.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct Causes(pub u8);

impl Causes {
    /// No cause is possible.
    pub const NONE: Self = Self(0);

    /// The set of one cause.
    #[must_use]
    pub const fn of(cause: Cause) -> Self {
        Self(1 << cause as u8)
    }

    /// Whether no cause is possible.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether this cause is possible.
    #[must_use]
    pub const fn has(self, cause: Cause) -> bool {
        self.0 & (1 << cause as u8) != 0
    }

    /// The causes of both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The causes of this set that are not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether some possible cause is no worse than this one.
    #[must_use]
    pub const fn has_up_to(self, cause: Cause) -> bool {
        self.0 & ((2 << cause as u8) - 1) != 0
    }

    /// The causes of this set that are at least as bad as this one.
    #[must_use]
    pub const fn at_least(self, cause: Cause) -> Self {
        Self(self.0 & !((1 << cause as u8) - 1))
    }

    /// How many causes are possible.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// The least bad cause of the set.
    #[must_use]
    pub fn least(self) -> Option<Cause> {
        Cause::ALL.into_iter().find(|cause| self.has(*cause))
    }

    /// The worst cause of the set.
    #[must_use]
    pub fn worst(self) -> Option<Cause> {
        Cause::ALL.into_iter().rev().find(|cause| self.has(*cause))
    }

    /// The causes in order, from the least.
    pub fn iter(self) -> impl Iterator<Item = Cause> {
        Cause::ALL.into_iter().filter(move |cause| self.has(*cause))
    }
}

impl FromIterator<Cause> for Causes {
    fn from_iter<I: IntoIterator<Item = Cause>>(causes: I) -> Self {
        causes.into_iter().fold(Self::NONE, |set, cause| set.and(Self::of(cause)))
    }
}

impl fmt::Debug for Causes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Cause::words)).finish()
    }
}
