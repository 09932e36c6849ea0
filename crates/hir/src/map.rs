//! Where everything stands in the text.

use whereas_source::Span;
use whereas_value::id::{
    ActorId, ChoiceId, ClauseId, DecisionId, DutyId, EventKindId, ExampleId, FactId, FactorId,
    GroundId, GuaranteeId, IndexVec, JudgementId, LedgerId, ParameterId, PermissionId, PolicyId,
    ProtectedId, QuestionId, RecordId, RuleId, SourceId, TermId, UnitId,
};

use crate::expr::ExprId;

/// Spans by id, beside a [`Hir`](crate::Hir). Each vector is as long as the one it stands beside.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    /// Of every expression.
    pub exprs: IndexVec<ExprId, Span>,
    /// Of every rule.
    pub rules: IndexVec<RuleId, Span>,
    /// Of the id of every clause.
    pub clauses: IndexVec<ClauseId, Span>,
    /// Of every clause, whole.
    pub clause_bodies: IndexVec<ClauseId, Span>,
    /// Of the name of every fact.
    pub facts: IndexVec<FactId, Span>,
    /// Of the name of every decision.
    pub decisions: IndexVec<DecisionId, Span>,
    /// Of the name of every judgement.
    pub judgements: IndexVec<JudgementId, Span>,
    /// Of the name of every policy.
    pub policies: IndexVec<PolicyId, Span>,
    /// Of the name of every source.
    pub sources: IndexVec<SourceId, Span>,
    /// Of the name of every choice.
    pub choices: IndexVec<ChoiceId, Span>,
    /// Of the name of every record.
    pub records: IndexVec<RecordId, Span>,
    /// Of the name of every actor.
    pub actors: IndexVec<ActorId, Span>,
    /// Of the name of every ground.
    pub grounds: IndexVec<GroundId, Span>,
    /// Of the name of every kind of event.
    pub events: IndexVec<EventKindId, Span>,
    /// Of the name of every protected characteristic.
    pub protected: IndexVec<ProtectedId, Span>,
    /// Of the name of every unit.
    pub units: IndexVec<UnitId, Span>,
    /// Of the name of every parameter.
    pub parameters: IndexVec<ParameterId, Span>,
    /// Of the name of every ledger.
    pub ledgers: IndexVec<LedgerId, Span>,
    /// Of the name of every factor.
    pub factors: IndexVec<FactorId, Span>,
    /// Of the name of every open question.
    pub questions: IndexVec<QuestionId, Span>,
    /// Of the name of every term.
    pub terms: IndexVec<TermId, Span>,
    /// Of the name of every duty.
    pub duties: IndexVec<DutyId, Span>,
    /// Of the name of every permission.
    pub permissions: IndexVec<PermissionId, Span>,
    /// Of the label of every guarantee.
    pub guarantees: IndexVec<GuaranteeId, Span>,
    /// Of the title of every example.
    pub examples: IndexVec<ExampleId, Span>,
    /// Of every `expect` of every example.
    pub expects: IndexVec<ExampleId, Vec<Span>>,
    /// Of the code of every `accept` of every clause.
    pub accepts: IndexVec<ClauseId, Vec<Span>>,
    /// Of the passages of every source, in their own files; none where the file is not among the sources.
    pub passages: IndexVec<SourceId, Vec<PassagePlace>>,
}

/// Where a passage stands in its Markdown file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PassagePlace {
    /// The line of its heading.
    pub heading: Span,
    /// Its text, without heading and marks.
    pub text: Span,
}
