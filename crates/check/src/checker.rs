//! What the passes share: the policy, where it stands in the text, the types so far, and what was found wrong.
//!
//! Invariant: `types` and `pending` have an entry for every expression. A pending expression is a name of a choice
//! value (or an `if` of nothing else) before it is known of which choice.

use std::collections::BTreeSet;

use whereas_diagnostics::{Code, Diagnostic};
use whereas_hir::Hir;
use whereas_hir::expr::{Expr, ExprId};
use whereas_hir::map::SourceMap;
use whereas_source::Span;
use whereas_value::id::{
    ChoiceId, ClauseId, DecisionId, DutyId, FactId, FactorId, GuaranteeId, IndexVec, JudgementId,
    ParameterId, PolicyId, QuestionId, RuleId, TermId,
};
use whereas_value::types::Type;

use crate::visit::Root;

/// The state of a check.
pub struct Checker<'a> {
    /// The policy; names of choice values in it are resolved as their choice becomes known.
    pub hir: Hir,
    /// Where everything stands.
    pub places: Places<'a>,
    /// The types so far.
    pub types: IndexVec<ExprId, Type>,
    /// Names of choice values whose choice is not known yet.
    pub pending: BTreeSet<ExprId>,
    /// What every expression hangs from.
    pub owners: IndexVec<ExprId, Option<Root>>,
    /// What was found.
    pub out: Vec<Diagnostic>,
}

/// The words for one fault.
pub trait Describe {
    /// The diagnostic.
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic;
}

impl Checker<'_> {
    /// Takes down a fault.
    pub fn report(&mut self, fault: &impl Describe) {
        let diagnostic = fault.describe(&self.hir, self.places);
        self.out.push(diagnostic);
    }

    /// The expression, [`Expr::Missing`] for an id that is none.
    pub fn expr(&self, id: ExprId) -> &Expr {
        self.hir.exprs.get(id).unwrap_or(&Expr::Missing)
    }

    /// The policy that reads through an expression.
    pub fn policy_of(&self, id: ExprId) -> PolicyId {
        self.owners.get(id).copied().flatten().map_or(Hir::MAIN, |root| root.policy(&self.hir))
    }

    /// The type of an expression where it is read: without `optional`.
    pub fn ty(&self, id: ExprId) -> Type {
        self.types.get(id).map_or(Type::Broken, |ty| ty.present().clone())
    }

    /// Gives an expression its type.
    pub fn set_type(&mut self, id: ExprId, ty: Type) {
        if let Some(place) = self.types.get_mut(id) {
            *place = ty;
        }
    }
}

/// Where things stand, or nothing where the map does not say.
#[derive(Clone, Copy)]
pub struct Places<'a>(pub &'a SourceMap);

/// One lookup for each kind of id.
macro_rules! places {
    ($($(#[$doc:meta])* $name:ident: $id:ident in $table:ident;)*) => {
        impl Places<'_> {$(
            $(#[$doc])*
            pub fn $name(self, id: $id) -> Option<Span> {
                self.0.$table.get(id).copied()
            }
        )*}
    };
}

places! {
    /// Of an expression.
    expr: ExprId in exprs;
    /// Of a rule.
    rule: RuleId in rules;
    /// Of the id of a clause.
    clause: ClauseId in clauses;
    /// Of the name of a fact.
    fact: FactId in facts;
    /// Of the name of a decision.
    decision: DecisionId in decisions;
    /// Of the name of a judgement.
    judgement: JudgementId in judgements;
    /// Of the name of a policy.
    policy: PolicyId in policies;
    /// Of the name of a choice.
    choice: ChoiceId in choices;
    /// Of the name of a parameter.
    parameter: ParameterId in parameters;
    /// Of the name of a factor.
    factor: FactorId in factors;
    /// Of the name of an open question.
    question: QuestionId in questions;
    /// Of the name of a term.
    term: TermId in terms;
    /// Of the name of a duty.
    duty: DutyId in duties;
    /// Of the label of a guarantee.
    guarantee: GuaranteeId in guarantees;
}

/// A diagnostic at a place, or about none where the place is not known.
pub fn at(code: Code, place: Option<Span>, message: impl Into<String>) -> Diagnostic {
    match place {
        Some(span) => Diagnostic::new(code, span, message),
        None => Diagnostic::placeless(code, message),
    }
}

/// A further place, where it is known.
pub fn also(diagnostic: Diagnostic, place: Option<Span>, text: impl Into<String>) -> Diagnostic {
    match place {
        Some(span) => diagnostic.also(span, text),
        None => diagnostic,
    }
}
