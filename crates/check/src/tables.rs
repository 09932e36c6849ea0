//! The side tables: what the checker knows of every expression and every fact.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::clause::{BarKind, Barred};
use whereas_hir::expr::ExprId;
use whereas_value::answer::Waits;
use whereas_value::case::Basis;
use whereas_value::id::{ClauseId, DecisionId, FactId, IndexVec, JudgementId, ProtectedId, RuleId};
use whereas_value::number::Number;
use whereas_value::types::Type;
use whereas_value::{Leaf, Phrase};

/// What the checker found out about a policy.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// The type of every expression. One that reads an `optional` fact or field keeps that in its type; every other
    /// is without. A term has the type it is declared with, or else that of what it means.
    pub types: IndexVec<ExprId, Type>,
    /// Expressions of one class always have one value: terms stand for what they mean, the order and the doubles of
    /// `and` and `or` do not count. This is what "the same value on both sides" means.
    pub classes: IndexVec<ExprId, u32>,
    /// For each numeric fact (or field of a record fact): the constants it is compared with directly, in order,
    /// without doubles, at most seven. They cut its values into the pieces that order the missing facts.
    pub thresholds: BTreeMap<Leaf, Vec<Number>>,
    /// How many expressions of the policy mention each leaf: the order of missing facts where there are more than 32.
    pub mentions: BTreeMap<Leaf, u32>,
    /// What may make a question wait besides its own prerequisites.
    pub waiting: Waiting,
    /// What the findings of each judgement may not rest on or name, in the order of the clauses.
    pub bars: IndexVec<JudgementId, Vec<FindingBar>>,
    /// The judgements that no decision reads, near or far: somebody makes them all the same.
    pub undecisive: BTreeSet<JudgementId>,
    /// Of each list that is `complete only when C`, the facts that C reads, near or far, in order: they are named where C
    /// is not yes.
    pub completing: BTreeMap<FactId, Vec<Leaf>>,
    /// The words that name each protected characteristic.
    pub protected: IndexVec<ProtectedId, Vec<Phrase>>,
}

/// What the findings of one judgement may not rest on or name, by one statement: `j may not rest on G`, `never consider
/// X in j`, and `never consider X in d` where d reads j, near or far.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FindingBar {
    /// The clause that says it.
    pub clause: ClauseId,
    /// Which bar it is.
    pub kind: BarKind,
    /// What is barred. Never [`Barred::FieldOf`]: a field stands for every field of a fact that is it or holds it. What
    /// may never count takes with it each factor that turns on it.
    pub barred: BTreeSet<Barred>,
    /// The words that name what may never count, and what they name.
    pub phrases: Vec<(Basis, Vec<Phrase>)>,
}

/// What expressions read, near or far, that has prerequisites.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Waiting {
    /// Of each rule.
    pub rules: BTreeMap<RuleId, BTreeSet<Waits>>,
    /// Of each decision, through its prerequisites and its `otherwise`.
    pub decisions: BTreeMap<DecisionId, BTreeSet<Waits>>,
}
