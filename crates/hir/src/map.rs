//! Where everything stands in the text.

use whereas_source::Span;
use whereas_value::id::{
    ClauseId, DecisionId, ExampleId, FactId, IndexVec, JudgementId, PolicyId, RuleId,
};

use crate::expr::ExprId;

/// Spans by id, beside a [`Hir`](crate::Hir).
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
    /// Of the label of every example.
    pub examples: IndexVec<ExampleId, Span>,
}
