//! What the text says, looked up by what it is about. Computed once for a policy; nothing of a case is in it.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::clause::{Gives, Prerequisite, Rule, SwitchOff, Waits};
use whereas_hir::expr::{Expr, ExprId, Over, VarId};
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
    let (Gives::Is(gives) | Gives::Includes(gives) | Gives::Excludes(gives)) = rule.gives;
    rule.when.into_iter().chain(rule.unless).chain([gives])
}

fn sources(hir: &Hir, id: ExprId, value: Option<u32>, found: &mut BTreeSet<Source>) {
    let Some(expr) = hir.exprs.get(id) else { return };
    match expr {
        Expr::Under { decision, clauses, element } => {
            let under = Some(clauses.clone());
            found.insert(Source { decision: *decision, under, element: *element, value });
        }
        Expr::Apart { decision, element, .. } => {
            found.insert(Source { decision: *decision, under: None, element: *element, value });
        }
        Expr::Includes { set, value } => sources(hir, *set, Some(*value), found),
        _ => {
            for part in parts(expr) {
                sources(hir, part, None, found);
            }
        }
    }
}

/// The expressions that an expression is directly made of.
pub(crate) fn parts(expr: &Expr) -> Vec<ExprId> {
    let over = |over: &Over| over.filter.into_iter();
    match expr {
        Expr::Missing
        | Expr::Literal(_)
        | Expr::Fact(_)
        | Expr::Judgement(_)
        | Expr::Term(_)
        | Expr::Decision(_)
        | Expr::DecisionOf { .. }
        | Expr::Reading { .. }
        | Expr::Variable(_)
        | Expr::EventField(_)
        | Expr::AsOfDay
        | Expr::GoverningDay
        | Expr::IsDecided { .. }
        | Expr::Under { .. }
        | Expr::Apart { .. } => Vec::new(),
        Expr::Parameter { on, .. } => on.iter().copied().collect(),
        Expr::Field { base: one, .. }
        | Expr::Not(one)
        | Expr::Includes { set: one, .. }
        | Expr::IsEmpty(one)
        | Expr::IsKnown(one)
        | Expr::IsAbsent(one)
        | Expr::Rounded { value: one, .. } => vec![*one],
        Expr::And(of)
        | Expr::Or(of)
        | Expr::AtLeast { of, .. }
        | Expr::Lesser(of)
        | Expr::Greater(of) => of.clone(),
        Expr::Compare { left, right, .. } | Expr::Arithmetic { left, right, .. } => {
            vec![*left, *right]
        }
        Expr::OneOf { subject, values } => {
            [*subject].into_iter().chain(values.iter().copied()).collect()
        }
        Expr::Between { subject, low, high } => vec![*subject, *low, *high],
        Expr::If { test, then, otherwise } => vec![*test, *then, *otherwise],
        Expr::Elapsed { from, to, .. } => vec![*from, *to],
        Expr::Any(of) | Expr::Count(of) => over(of).collect(),
        Expr::Every { over: of, has: item }
        | Expr::CountDifferent { over: of, key: item }
        | Expr::Sum { over: of, item }
        | Expr::Extreme { over: of, item, .. }
        | Expr::Pick { over: of, key: item, .. } => over(of).chain([*item]).collect(),
    }
}
