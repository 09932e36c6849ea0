//! The questions of a decision: itself, or one value or element of it.

use crate::id::DecisionId;

/// Which question of a decision.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Of {
    /// The decision itself; of a set, the view of the whole.
    Whole,
    /// `d includes V`: the place of V in its choice.
    Value(u32),
    /// `d of x`: the place of x in its list; of a set, the view of the whole.
    Element(u32),
    /// `d of x includes V`: the place of x in its list, and of V in its choice.
    ElementValue(u32, u32),
}

impl Of {
    /// Of the whole of a set, the question of one of its values.
    #[must_use]
    pub const fn includes(self, value: u32) -> Self {
        match self {
            Self::Whole | Self::Value(_) => Self::Value(value),
            Self::Element(row) | Self::ElementValue(row, _) => Self::ElementValue(row, value),
        }
    }

    /// Of the question of one value of a set, the whole of it.
    #[must_use]
    pub const fn whole(self) -> Self {
        match self {
            Self::Whole | Self::Value(_) => Self::Whole,
            Self::Element(row) | Self::ElementValue(row, _) => Self::Element(row),
        }
    }

    /// The element that is asked about, by its place.
    #[must_use]
    pub const fn row(self) -> Option<u32> {
        match self {
            Self::Element(row) | Self::ElementValue(row, _) => Some(row),
            Self::Whole | Self::Value(_) => None,
        }
    }

    /// The value of a set that is asked about, by its place.
    #[must_use]
    pub const fn value(self) -> Option<u32> {
        match self {
            Self::Value(value) | Self::ElementValue(_, value) => Some(value),
            Self::Whole | Self::Element(_) => None,
        }
    }
}

/// One question: a decision, or one value or element of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Question {
    /// The decision.
    pub decision: DecisionId,
    /// Which of its questions.
    pub of: Of,
}
