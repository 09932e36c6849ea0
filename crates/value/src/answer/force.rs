//! Whether a policy is in force, and whether a case is in its scope.

use ecow::EcoString;

use crate::cause::Causes;
use crate::date::Date;
use crate::id::{ClauseId, QuestionId};

/// Whether a case is in the scope of a policy (`applies when`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scope {
    /// It may be in it.
    pub may_be_in: bool,
    /// It may be out of it.
    pub may_be_out: bool,
    /// Why there may be no answer.
    pub causes: Causes,
}

impl Scope {
    /// Whether it is in it, whatever is not known.
    #[must_use]
    pub const fn is_in(&self) -> bool {
        self.may_be_in && !self.may_be_out && self.causes.is_empty()
    }
}

/// Whether a policy is in force on the governing day.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Force {
    /// In force.
    InForce,
    /// Before its first day.
    NotYet {
        /// The first day in force.
        from: Date,
    },
    /// After its last day.
    Ended {
        /// The first day after it.
        before: Date,
    },
    /// Suspended.
    Suspended {
        /// By what, in the text's words.
        by: EcoString,
        /// The clause that says so.
        clause: ClauseId,
    },
    /// Replaced by another policy.
    Replaced {
        /// The policy that replaced it.
        by: EcoString,
    },
}

/// Force under one reading of the questions on which it turns (none: one entry without readings).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ForceUnder {
    /// The readings taken, by question.
    pub readings: Vec<(QuestionId, u32)>,
    /// The period of the governing day this is said of, where the day is not known.
    pub from: Option<Date>,
    /// The force.
    pub force: Force,
}
