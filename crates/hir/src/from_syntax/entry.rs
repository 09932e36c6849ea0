//! What a name can stand for.

use whereas_value::id::{
    ActorId, ChoiceId, DecisionId, DutyId, EventKindId, FactId, FactorId, GroundId, JudgementId,
    LedgerId, ParameterId, PermissionId, ProtectedId, QuestionId, RecordId, SourceId, TermId,
    UnitId,
};

use crate::expr::FunctionId;

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Entry {
    Source(SourceId),
    Choice(ChoiceId),
    Record(RecordId),
    Actor(ActorId),
    Ground(GroundId),
    Event(EventKindId),
    Protected(ProtectedId),
    Parameter(ParameterId),
    Fact(FactId),
    Decision(DecisionId),
    Ledger(LedgerId),
    Judgement(JudgementId),
    Factor(FactorId),
    Question(QuestionId),
    Term(TermId),
    Function(FunctionId),
    Duty(DutyId),
    Permission(PermissionId),
    Unit(UnitId),
    /// Declared by something that is not yet part of the language, or that could not be read: an error was
    /// reported there, and none is where the name is used.
    Broken,
}

impl Entry {
    /// `a fact`: what it is, in a sentence.
    pub const fn a_kind(self) -> &'static str {
        match self {
            Self::Source(_) => "a source",
            Self::Choice(_) => "a choice",
            Self::Record(_) => "a record",
            Self::Actor(_) => "an actor",
            Self::Ground(_) => "a ground",
            Self::Event(_) => "an event",
            Self::Protected(_) => "a protected characteristic",
            Self::Parameter(_) => "a parameter",
            Self::Fact(_) => "a fact",
            Self::Decision(_) => "a decision",
            Self::Ledger(_) => "a ledger",
            Self::Judgement(_) => "a judgement",
            Self::Factor(_) => "a factor",
            Self::Question(_) => "an open question",
            Self::Term(_) => "a term",
            Self::Function(_) => "a function",
            Self::Duty(_) => "a duty",
            Self::Permission(_) => "a permission",
            Self::Unit(_) => "a unit",
            Self::Broken => "a name",
        }
    }

    /// Whether an expression can read it.
    pub const fn is_read(self) -> bool {
        match self {
            Self::Parameter(_)
            | Self::Fact(_)
            | Self::Decision(_)
            | Self::Judgement(_)
            | Self::Question(_)
            | Self::Term(_) => true,
            Self::Source(_)
            | Self::Choice(_)
            | Self::Record(_)
            | Self::Actor(_)
            | Self::Ground(_)
            | Self::Event(_)
            | Self::Protected(_)
            | Self::Ledger(_)
            | Self::Factor(_)
            | Self::Function(_)
            | Self::Duty(_)
            | Self::Permission(_)
            | Self::Unit(_)
            | Self::Broken => false,
        }
    }

    /// Whether a case names it: then no other file of the policy may declare the name.
    pub const fn is_named_by_cases(self) -> bool {
        match self {
            Self::Actor(_)
            | Self::Ground(_)
            | Self::Event(_)
            | Self::Protected(_)
            | Self::Fact(_)
            | Self::Judgement(_)
            | Self::Factor(_) => true,
            Self::Source(_)
            | Self::Choice(_)
            | Self::Record(_)
            | Self::Parameter(_)
            | Self::Decision(_)
            | Self::Ledger(_)
            | Self::Question(_)
            | Self::Term(_)
            | Self::Function(_)
            | Self::Duty(_)
            | Self::Permission(_)
            | Self::Unit(_)
            | Self::Broken => false,
        }
    }
}
