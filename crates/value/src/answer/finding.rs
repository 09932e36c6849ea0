//! How a finding was taken, and why one is defective.

use crate::date::Date;
use crate::id::{ActorId, ClauseId, FactorId, JudgementId, ProtectedId};

/// How a finding was taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FindingReport {
    /// The place of the finding in the case.
    pub finding: u32,
    /// The judgement it answers.
    pub judgement: JudgementId,
    /// Whether it is used.
    pub class: FindingClass,
    /// Why it is defective, in the order of [`DefectKind`].
    pub defects: Vec<Defect>,
    /// The factors it left out that may yet be present.
    pub may_be_present: Vec<FactorId>,
}

/// Whether a finding is used.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FindingClass {
    /// Sound: its value is the judgement's.
    Used,
    /// Surely not valid: not used.
    Defective,
    /// It left out a factor that may yet be present: the value stays open.
    NotYetUsable,
    /// A draft: never used.
    Draft,
    /// Its judgement's clause is not in force, surely switched off, or surely not ready: it answers nothing.
    NotAsked,
}

impl FindingClass {
    /// The words a person reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Defective => "defective",
            Self::NotYetUsable => "not yet usable",
            Self::Draft => "a draft",
            Self::NotAsked => "not asked for",
        }
    }
}

/// One reason why a finding is defective, with the clause it comes from.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Defect {
    /// The reason.
    pub kind: DefectKind,
    /// The clause that asks for it.
    pub clause: ClauseId,
}

/// Why a finding is defective.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum DefectKind {
    /// Nobody is said to have made it, or somebody who may not.
    NotTheMaker(Option<ActorId>),
    /// It has no date.
    NoDate,
    /// It is dated after the as-of day.
    DatedLater(Date),
    /// It gives no reasons.
    NoReasons,
    /// It rests on nothing, where the policy declares grounds.
    RestsOnNothing,
    /// It leaves out a factor that is present.
    FactorLeftOut(FactorId),
    /// It rests only on what may not suffice alone.
    RestsOnlyOnInsufficient,
    /// It rests on what it may not rest on, in the words of the basis.
    RestsOnForbidden(crate::case::Basis),
    /// It names a protected characteristic, perhaps in its reasons.
    NamesProtected(ProtectedId),
    /// It names what may never count, perhaps in its reasons.
    NamesNeverConsidered(crate::case::Basis),
    /// It weighs a further factor, and the ledger is closed.
    LedgerClosed(crate::case::Basis),
}
