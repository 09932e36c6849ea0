//! What the text says, by what it is about. The same for all variants.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::clause::{Gives, Prerequisite, Rule, SwitchOff, Waits};
use whereas_hir::expr::{Expr, ExprId, VarId};
use whereas_value::id::{ClauseId, DecisionId, FactorId, IndexVec, JudgementId, RuleId};

/// Switch-offs, prerequisites, sources and factors.
pub struct Text<'a> {
    /// What switches a clause off, and the clause that says so.
    pub switch_offs: BTreeMap<ClauseId, Vec<(ClauseId, &'a SwitchOff)>>,
    /// What a question or a judgement has to wait for, and the clause that says so.
    pub prerequisites: BTreeMap<Waits, Vec<(ClauseId, &'a Prerequisite)>>,
    /// What each rule takes from other clauses.
    pub sources: IndexVec<RuleId, BTreeSet<Source>>,
    /// Of each judgement the factors that its ledgers may ask for.
    pub factors: IndexVec<JudgementId, Vec<FactorId>>,
}

/// `d under X`, `d apart from this clause`, in a rule: it stands only where its source gives something.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Source {
    /// The decision.
    pub decision: DecisionId,
    /// The clauses it is taken from; none: all that neither say so nor prevail over the one that does.
    pub under: Option<Vec<ClauseId>>,
    /// Of a set, which value.
    pub value: Option<u32>,
}

impl<'a> Text<'a> {
    /// Looks a policy through.
    pub fn new(hir: &'a Hir) -> Self {
        let mut switch_offs: BTreeMap<ClauseId, Vec<(ClauseId, &SwitchOff)>> = BTreeMap::new();
        let mut prerequisites: BTreeMap<Waits, Vec<(ClauseId, &Prerequisite)>> = BTreeMap::new();
        for (id, clause) in hir.clauses.enumerate() {
            for switch_off in &clause.switch_offs {
                for target in &switch_off.targets {
                    switch_offs.entry(*target).or_default().push((id, switch_off));
                }
            }
            for prerequisite in &clause.prerequisites {
                prerequisites.entry(prerequisite.of).or_default().push((id, prerequisite));
            }
        }
        let sources = hir.rules.iter().map(|rule| sources(hir, rule)).collect();
        let factors = hir.judgements.iter().map(|judgement| {
            let asked = |ledger| judgement.ledgers.iter().any(|(other, _)| *other == ledger);
            let factors = hir.factors.enumerate();
            let factors = factors
                .filter(|(_, factor)| factor.ledgers.iter().any(|(ledger, _)| asked(*ledger)));
            factors.map(|(id, _)| id).collect()
        });
        Self { switch_offs, prerequisites, sources, factors: factors.collect() }
    }
}

/// What a rule gives.
pub const fn given(rule: &Rule) -> ExprId {
    match rule.gives {
        Gives::Is(value) | Gives::Includes(value) | Gives::Excludes(value) | Gives::Adds(value) => {
            value
        }
    }
}

/// The expressions of a rule.
pub fn expressions(rule: &Rule) -> impl Iterator<Item = ExprId> + use<> {
    rule.when.into_iter().chain(rule.unless).chain([given(rule)])
}

fn sources(hir: &Hir, rule: &Rule) -> BTreeSet<Source> {
    let mut found = BTreeSet::new();
    let mut todo: Vec<(ExprId, Option<u32>)> = expressions(rule).map(|expr| (expr, None)).collect();
    while let Some((id, value)) = todo.pop() {
        let mut add =
            |decision: DecisionId, under: Option<Vec<ClauseId>>, element: Option<VarId>| {
                // Where the element is bound only inside the rule's own expressions there is nothing to ask of the rule.
                if element.is_none() || element == rule.element {
                    found.insert(Source { decision, under, value });
                }
            };
        match hir.exprs.get(id) {
            Some(Expr::Under { decision, clauses, element }) => {
                add(*decision, Some(clauses.clone()), *element);
            }
            Some(Expr::Apart { decision, element, .. }) => add(*decision, None, *element),
            Some(Expr::Includes { set, value }) => todo.push((*set, Some(*value))),
            Some(expr) => todo.extend(expr.operands().into_iter().map(|operand| (operand, None))),
            None => {}
        }
    }
    found
}
