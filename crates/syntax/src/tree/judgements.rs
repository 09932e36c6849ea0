//! Judgements, factors, limits on what may count, and open questions.

use whereas_source::Span;

use super::{ExprId, FieldPath, Label, Name, Type};

/// `judgement j : T "…" made by A or B weighing L only after C burden on P`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judgement {
    /// `j`
    pub name: Name,
    /// `T`
    pub ty: Type,
    /// Its label.
    pub label: Label,
    /// `made by A or B`; may be said elsewhere.
    pub made_by: Vec<Name>,
    /// `weighing L`; may be said elsewhere.
    pub weighing: Option<Name>,
    /// `only after C`
    pub only_after: Option<ExprId>,
    /// `burden on P`
    pub burden_on: Option<Name>,
}

/// A part of a judgement said on its own, perhaps in another clause.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum JudgementPart {
    /// `j made by A or B`
    MadeBy {
        /// `j`
        judgement: Name,
        /// `A`, `B`
        actors: Vec<Name>,
    },
    /// `j weighs L`
    Weighs {
        /// `j`
        judgement: Name,
        /// `L`
        ledger: Name,
    },
    /// `j may be found only after C`
    FoundOnlyAfter {
        /// `j`
        judgement: Name,
        /// `C`
        after: ExprId,
    },
    /// `j burden on P`
    BurdenOn {
        /// `j`
        judgement: Name,
        /// `P`
        actor: Name,
    },
}

/// `factor f "…" toward in L, M when C`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Factor {
    /// `f`
    pub name: Name,
    /// Its label.
    pub label: Label,
    /// Which way it bears, and in which ledgers; never empty.
    pub bearings: Vec<FactorBearing>,
    /// What makes it present.
    pub basis: FactorBasis,
}

/// `toward in L, M`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FactorBearing {
    /// Which way.
    pub side: FactorSide,
    /// `L`, `M`; never empty.
    pub ledgers: Vec<Name>,
}

/// Which way a factor bears.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FactorSide {
    /// `toward`
    Toward,
    /// `away`
    Away,
    /// `either way`
    EitherWay,
}

/// What makes a factor present.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FactorBasis {
    /// `when C`
    When(ExprId),
    /// `found by A or B`
    FoundBy(Vec<Name>),
}

/// `j may not rest only on G, H`, `j may not rest on G, H`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RestLimit {
    /// `j`
    pub judgement: Name,
    /// Whether `only` was said.
    pub only: bool,
    /// `G`, `H`; never empty.
    pub grounds: Vec<Name>,
}

/// `never consider X, Y in d, j`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NeverConsider {
    /// A protected characteristic, a ground, a fact or a field, each; never empty.
    pub what: Vec<FieldPath>,
    /// Decisions and judgements; never empty.
    pub within: Vec<Name>,
}

/// `open question q "…" either A "…" or B "…"`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenQuestion {
    /// `q`
    pub name: Name,
    /// The question.
    pub label: Label,
    /// The answers; two or more.
    pub answers: Vec<Answer>,
}

/// `june_24 "24 June 2022"`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// `june_24`
    pub name: Name,
    /// Its label, if it has one.
    pub label: Option<Label>,
    /// The whole.
    pub span: Span,
}
