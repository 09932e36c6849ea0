//! Names resolved, sugar gone, every node with an id.
//!
//! Reads the tree of a policy and of the files it uses; produces [`Hir`], in which every name is an id and
//! every form of a thing is written one way. Carries no spans: the [`SourceMap`](map::SourceMap) beside it does,
//! so that a policy is equal to itself after a comment was edited.

pub mod clause;
pub mod duty;
pub mod example;
pub mod expr;
pub mod from_syntax;
pub mod map;
pub mod policy;
pub mod print;
pub mod vocabulary;

pub use from_syntax::{Inputs, from_syntax};

use std::collections::BTreeSet;

use whereas_value::id::{
    ActorId, ChoiceId, ClauseId, DecisionId, DutyId, EventKindId, ExampleId, FactId, FactorId,
    GroundId, GuaranteeId, IndexVec, JudgementId, LedgerId, ParameterId, PermissionId, PolicyId,
    ProtectedId, QuestionId, RecordId, RuleId, SourceId, TermId, UnitId,
};
use whereas_value::types::Type;

/// One policy with all that it uses.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hir {
    /// The policy itself is [`Hir::MAIN`]; the others are read by it through `use`.
    pub policies: IndexVec<PolicyId, policy::Policy>,
    /// `source`
    pub sources: IndexVec<SourceId, vocabulary::Source>,
    /// `choice`
    pub choices: IndexVec<ChoiceId, vocabulary::Choice>,
    /// `record`
    pub records: IndexVec<RecordId, vocabulary::Record>,
    /// Which record a period is, if the policy speaks of one.
    pub period: Option<RecordId>,
    /// `actor`
    pub actors: IndexVec<ActorId, vocabulary::Named>,
    /// `ground`
    pub grounds: IndexVec<GroundId, vocabulary::Named>,
    /// `event`
    pub events: IndexVec<EventKindId, vocabulary::Named>,
    /// `protected`
    pub protected: IndexVec<ProtectedId, vocabulary::Named>,
    /// `unit`
    pub units: IndexVec<UnitId, vocabulary::Named>,
    /// `parameter`
    pub parameters: IndexVec<ParameterId, vocabulary::Parameter>,
    /// `fact`
    pub facts: IndexVec<FactId, vocabulary::Fact>,
    /// `decision`
    pub decisions: IndexVec<DecisionId, policy::Decision>,
    /// `ledger`
    pub ledgers: IndexVec<LedgerId, vocabulary::Ledger>,
    /// `clause`, in the order of the files
    pub clauses: IndexVec<ClauseId, clause::Clause>,
    /// The rules of all clauses.
    pub rules: IndexVec<RuleId, clause::Rule>,
    /// `judgement`
    pub judgements: IndexVec<JudgementId, clause::Judgement>,
    /// `factor`
    pub factors: IndexVec<FactorId, clause::Factor>,
    /// `open question`
    pub questions: IndexVec<QuestionId, clause::OpenQuestion>,
    /// `NAME means EXPR`
    pub terms: IndexVec<TermId, clause::Term>,
    /// `function f(a : T) : U means EXPR`
    pub functions: IndexVec<expr::FunctionId, clause::Function>,
    /// `duty`
    pub duties: IndexVec<DutyId, duty::Duty>,
    /// `permission`
    pub permissions: IndexVec<PermissionId, duty::Permission>,
    /// `guarantee`
    pub guarantees: IndexVec<GuaranteeId, clause::Guarantee>,
    /// `example`
    pub examples: IndexVec<ExampleId, example::Example>,
    /// All expressions.
    pub exprs: IndexVec<expr::ExprId, expr::Expr>,
    /// All names bound to an element of a list: `c in xs`, `d of x in xs`, `clause X for x`.
    pub variables: IndexVec<expr::VarId, expr::Variable>,
}

impl Hir {
    /// The policy that is compiled.
    pub const MAIN: PolicyId = PolicyId(0);

    /// The fields of facts, and of the elements of lists, that are a field of a record or hold it, near or far.
    #[must_use]
    pub fn fields_with(&self, record: RecordId, field: u32) -> Vec<(FactId, u32)> {
        let mut found = Vec::new();
        for (id, fact) in self.facts.enumerate() {
            let Type::Record(outer) = fact.ty.element() else { continue };
            let fields = self.records.get(*outer).map_or(&[][..], |outer| &outer.fields);
            for (place, inner) in (0_u32..).zip(fields) {
                let is_it = *outer == record && place == field;
                let holds =
                    matches!(inner.ty.present(), Type::Record(of) if self.holds(*of, record));
                if is_it || holds {
                    found.push((id, place));
                }
            }
        }
        found
    }

    /// Whether a record is another one, or holds it in its fields, near or far.
    #[must_use]
    pub fn holds(&self, whole: RecordId, part: RecordId) -> bool {
        let (mut seen, mut todo) = (BTreeSet::from([whole]), vec![whole]);
        while let Some(at) = todo.pop() {
            if at == part {
                return true;
            }
            for field in self.records.get(at).into_iter().flat_map(|record| &record.fields) {
                if let Type::Record(inner) = field.ty.present()
                    && seen.insert(*inner)
                {
                    todo.push(*inner);
                }
            }
        }
        false
    }
}
