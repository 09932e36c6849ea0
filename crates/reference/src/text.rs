//! What the text says, looked up by what it is about. Computed once for a policy; nothing of a case is in it.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::clause::{Gives, Prerequisite, Rule, SwitchOff, Waits};
use whereas_hir::expr::{Expr, ExprId, VarId};
use whereas_value::id::{ClauseId, DecisionId, RuleId};

/// Switch-offs, prerequisites and sources, each by what it is about.
pub(crate) struct Text<'a> {
    /// What switches a clause off, and the clause that says so.
    pub switch_offs: BTreeMap<ClauseId, Vec<(ClauseId, &'a SwitchOff)>>,
    /// What a question or a judgement has to wait for, and the clause that says so.
    pub prerequisites: BTreeMap<Waits, Vec<(ClauseId, &'a Prerequisite)>>,
    /// What each rule takes from other clauses.
    pub sources: BTreeMap<RuleId, BTreeSet<Source>>,
}

/// `d under X`, `d apart from this clause`, in a rule: it stands only where its source gives something.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Source {
    /// The decision.
    pub decision: DecisionId,
    /// The clauses it is taken from; none: all that neither say so nor prevail over the one that does.
    pub under: Option<Vec<ClauseId>>,
    /// Of a decision for each element, which.
    pub element: Option<VarId>,
    /// Of a set, which value.
    pub value: Option<u32>,
}

impl<'a> Text<'a> {
    /// Looks a policy through.
    pub fn new(hir: &'a Hir) -> Self {
        let mut text = Self {
            switch_offs: BTreeMap::new(),
            prerequisites: BTreeMap::new(),
            sources: BTreeMap::new(),
        };
        for (id, clause) in hir.clauses.enumerate() {
            for switch_off in &clause.switch_offs {
                for target in &switch_off.targets {
                    text.switch_offs.entry(*target).or_default().push((id, switch_off));
                }
            }
            for prerequisite in &clause.prerequisites {
                text.prerequisites.entry(prerequisite.of).or_default().push((id, prerequisite));
            }
        }
        for (id, rule) in hir.rules.enumerate() {
            let mut found = BTreeSet::new();
            for expr in expressions(rule) {
                sources(hir, expr, None, &mut found);
            }
            // Where the element is bound only inside the rule's own expressions there is nothing to ask of the rule.
            found.retain(|source| source.element.is_none() || source.element == rule.element);
            text.sources.insert(id, found);
        }
        text
    }
}

/// The expressions of a rule.
pub(crate) fn expressions(rule: &Rule) -> impl Iterator<Item = ExprId> {
    let (Gives::Is(gives) | Gives::Includes(gives) | Gives::Excludes(gives) | Gives::Adds(gives)) =
        rule.gives;
    rule.when.into_iter().chain(rule.unless).chain([gives])
}

fn sources(hir: &Hir, id: ExprId, value: Option<u32>, found: &mut BTreeSet<Source>) {
    let Some(expr) = hir.exprs.get(id) else { return };
    if let Expr::Under { decision, clauses, element } = expr {
        let under = Some(clauses.clone());
        found.insert(Source { decision: *decision, under, element: *element, value });
    }
    if let Expr::Apart { decision, element, .. } = expr {
        found.insert(Source { decision: *decision, under: None, element: *element, value });
    }
    let value = if let Expr::Includes { value, .. } = expr { Some(*value) } else { None };
    for operand in expr.operands() {
        sources(hir, operand, value, found);
    }
}
