//! What became of the rules of a question, and of what has to come first.

use std::collections::BTreeSet;

use crate::cause::Causes;
use crate::id::{ClauseId, DecisionId, JudgementId, RuleId};

/// What a prerequisite holds back.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Waits {
    /// `d may be decided only after C`
    Decision(DecisionId),
    /// `d may include V only after C`: V by its place.
    Value(DecisionId, u32),
    /// `j may be found only after C`
    Judgement(JudgementId),
}

/// One prerequisite and whether it is met.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Wait {
    /// What it holds back.
    pub of: Waits,
    /// The clause that asks for it.
    pub clause: ClauseId,
    /// Its place among those that the clause asks for.
    pub place: u32,
    /// Whether it is met.
    pub met: Met,
}

impl Wait {
    /// Whether it is the same prerequisite, met or not.
    #[must_use]
    pub fn is_of(&self, other: &Self) -> bool {
        (self.of, self.clause, self.place) == (other.of, other.clause, other.place)
    }
}

/// Whether a prerequisite is met.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Met {
    /// Its condition holds.
    Yes,
    /// Its condition does not hold.
    No,
    /// Its condition is open, or whether its clause is switched off; or readings or periods differ.
    Open,
    /// Its condition has no value, for one of these causes.
    Valueless(Causes),
    /// These clauses switch its clause off.
    SwitchedOff(Vec<ClauseId>),
}

impl Met {
    /// Whether it holds nothing back.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        matches!(self, Self::Yes | Self::SwitchedOff(_))
    }
}

/// What became of one rule.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct RuleTrace {
    /// The clause that holds it.
    pub clause: ClauseId,
    /// The rule.
    pub rule: RuleId,
    /// What became of it.
    pub standing: Standing,
}

/// Whether a rule stands and prevails.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// It applies, and nothing that stands is above it.
    Prevails,
    /// It applies, and these clauses prevail over it.
    Overridden(Vec<ClauseId>),
    /// These clauses switch its clause off.
    SwitchedOff(Vec<ClauseId>),
    /// Its condition does not hold.
    NotApplicable,
    /// Its condition, or what would set it aside, is open; or readings or periods differ.
    Open,
    /// Its condition has no value, for one of these causes.
    Valueless(Causes),
}

impl Standing {
    /// Whether what the rule reads may count: not where it surely does not apply or is set aside.
    #[must_use]
    pub const fn may_count(&self) -> bool {
        match self {
            Self::Prevails | Self::Open | Self::Valueless(_) => true,
            Self::Overridden(_) | Self::SwitchedOff(_) | Self::NotApplicable => false,
        }
    }

    /// What is said where the one or the other may be.
    pub(super) fn or(self, other: &Self) -> Self {
        let both = |a: Vec<ClauseId>, b: &[ClauseId]| -> Vec<ClauseId> {
            let all: BTreeSet<ClauseId> = a.into_iter().chain(b.iter().copied()).collect();
            all.into_iter().collect()
        };
        match (self, other) {
            (Self::Overridden(a), Self::Overridden(b)) => Self::Overridden(both(a, b)),
            (Self::SwitchedOff(a), Self::SwitchedOff(b)) => Self::SwitchedOff(both(a, b)),
            (Self::Valueless(a), Self::Valueless(b)) => Self::Valueless(a.and(*b)),
            (a, b) if a == *b => a,
            (_, _) => Self::Open,
        }
    }
}
