//! An order in which everything is lowered after what it reads.
//!
//! Lowering remembers what it has lowered; in this order it never goes deeper than one expression, however long the
//! chains of terms and decisions of a policy are. Nothing here recurses.

use std::collections::BTreeMap;

use whereas_hir::clause::{Presence, Waits};
use whereas_hir::expr::{Expr, ExprId};
use whereas_value::id::{ClauseId, DecisionId, FactId, FactorId, JudgementId, RuleId, TermId};

use crate::lowering::{Lowering, Place};
use crate::shared::over;
use crate::text::expressions;

/// What is lowered once and read by others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Item {
    Term(TermId),
    Decision(DecisionId),
    Rule(RuleId),
    Off(ClauseId),
    Judgement(JudgementId),
    Factor(FactorId),
    Others(FactId),
}

impl Lowering<'_, '_> {
    /// Lowers everything that is read by others, each after what it reads.
    pub fn in_order(&mut self) {
        let hir = self.hir();
        let mut seen: BTreeMap<Item, bool> = BTreeMap::new();
        let starts: Vec<Item> = hir
            .terms
            .ids()
            .map(Item::Term)
            .chain(hir.decisions.ids().map(Item::Decision))
            .chain(hir.judgements.ids().map(Item::Judgement))
            .chain(hir.clauses.ids().map(Item::Off))
            .collect();
        let mut todo: Vec<Item> = Vec::new();
        for start in starts {
            todo.push(start);
            while let Some(top) = todo.last().copied() {
                match seen.get(&top) {
                    None => {
                        seen.insert(top, false);
                        let reads = self.reads(top);
                        todo.extend(reads.into_iter().filter(|item| !seen.contains_key(item)));
                    }
                    Some(false) => {
                        seen.insert(top, true);
                        self.lower_item(top);
                        todo.pop();
                    }
                    Some(true) => {
                        todo.pop();
                    }
                }
            }
        }
    }

    fn lower_item(&mut self, item: Item) {
        match item {
            Item::Term(term) => {
                self.term(term);
            }
            Item::Decision(decision) => {
                for value in self.values_of(decision) {
                    self.question((decision, value));
                }
            }
            Item::Rule(rule) => {
                let Some(decision) = self.hir().rules.get(rule).map(|rule| rule.decision) else {
                    return;
                };
                for value in self.values_of(decision) {
                    if self.rules_of((decision, value), |_| true).contains(&rule) {
                        self.stands(rule, value);
                    }
                }
            }
            Item::Off(clause) => {
                self.off(clause, None);
            }
            Item::Judgement(judgement) => {
                self.judgement(judgement);
            }
            Item::Others(list) => {
                self.there(list);
            }
            // Factors are part of the judgements that weigh them.
            Item::Factor(_) => {}
        }
    }

    /// The questions of a decision: of a set one for each value.
    pub fn values_of(&self, decision: DecisionId) -> Vec<Option<u32>> {
        match self.hir().decisions.get(decision).map(|decision| &decision.kind) {
            Some(whereas_hir::policy::DecisionKind::Set(choice)) => {
                (0..self.size(*choice)).map(Some).collect()
            }
            Some(
                whereas_hir::policy::DecisionKind::Is(_)
                | whereas_hir::policy::DecisionKind::Total(_),
            ) => vec![None],
            None => Vec::new(),
        }
    }

    fn reads(&self, item: Item) -> Vec<Item> {
        let hir = self.hir();
        let mut out = Vec::new();
        match item {
            Item::Term(term) => {
                if let Some(term) = hir.terms.get(term) {
                    self.reads_of(term.means, &mut out);
                }
            }
            Item::Decision(id) => {
                let rules = self.fixed.rules.get(id).map_or(&[][..], Vec::as_slice);
                out.extend(rules.iter().copied().map(Item::Rule));
                self.reads_of_prerequisites(Waits::Decision(id), &mut out);
                for value in self.values_of(id).into_iter().flatten() {
                    self.reads_of_prerequisites(Waits::Value(id, value), &mut out);
                }
                if let Some(decision) = hir.decisions.get(id) {
                    if let Some(expr) = decision.otherwise {
                        self.reads_of(expr, &mut out);
                    }
                    let applies =
                        hir.policies.get(decision.policy).and_then(|policy| policy.applies_when);
                    if let Some(expr) = applies {
                        self.reads_of(expr, &mut out);
                    }
                }
            }
            Item::Rule(id) => {
                if let Some(rule) = hir.rules.get(id) {
                    out.push(Item::Off(rule.clause));
                    expressions(rule).for_each(|expr| self.reads_of(expr, &mut out));
                }
            }
            Item::Off(clause) => {
                for (by, switch_off) in self.text.switch_offs.get(&clause).into_iter().flatten() {
                    if self.fixed.is_live(*by) {
                        out.push(Item::Off(*by));
                        for expr in switch_off.when.into_iter().chain(switch_off.unless) {
                            self.reads_of(expr, &mut out);
                        }
                    }
                }
            }
            Item::Judgement(id) => {
                out.extend(hir.judgements.get(id).map(|judgement| Item::Off(judgement.clause)));
                out.extend(
                    self.text.factors.get(id).into_iter().flatten().copied().map(Item::Factor),
                );
                self.reads_of_prerequisites(Waits::Judgement(id), &mut out);
            }
            Item::Factor(id) => {
                if let Some(factor) = hir.factors.get(id) {
                    out.push(Item::Off(factor.clause));
                    if let Presence::When(condition) = factor.present {
                        self.reads_of(condition, &mut out);
                    }
                }
            }
            Item::Others(list) => {
                if let Some(expr) = hir.facts.get(list).and_then(|fact| fact.complete_only_when) {
                    self.reads_of(expr, &mut out);
                }
            }
        }
        out
    }

    fn reads_of_prerequisites(&self, waits: Waits, out: &mut Vec<Item>) {
        for (by, prerequisite) in self.text.prerequisites.get(&waits).into_iter().flatten() {
            if self.fixed.is_live(*by) {
                out.push(Item::Off(*by));
                self.reads_of(prerequisite.condition, out);
            }
        }
    }

    /// What an expression reads, not through what it names.
    fn reads_of(&self, expr: ExprId, out: &mut Vec<Item>) {
        let hir = self.hir();
        let mut todo = vec![expr];
        while let Some(id) = todo.pop() {
            let Some(expr) = hir.exprs.get(id) else { continue };
            todo.extend(expr.operands());
            let rules = |decision: &DecisionId| {
                self.fixed.rules.get(*decision).into_iter().flatten().copied()
            };
            let clause_of = |rule: &RuleId| hir.rules.get(*rule).map(|rule| rule.clause);
            if let Expr::Term(term) = expr {
                out.push(Item::Term(*term));
            } else if let Expr::Judgement(judgement) = expr {
                out.push(Item::Judgement(*judgement));
            } else if let Expr::Decision(decision)
            | Expr::DecisionOf { decision, .. }
            | Expr::IsDecided { decision, .. } = expr
            {
                out.push(Item::Decision(*decision));
            } else if let Expr::Under { decision, clauses, .. } = expr {
                let held =
                    |rule: &RuleId| clause_of(rule).is_some_and(|clause| clauses.contains(&clause));
                out.extend(rules(decision).filter(held).map(Item::Rule));
            } else if let Expr::Apart { decision, clause, .. } = expr {
                let held = |rule: &RuleId| {
                    clause_of(rule).is_some_and(|other| {
                        other != *clause && !self.fixed.is_above(other, *clause)
                    })
                };
                out.extend(rules(decision).filter(held).map(Item::Rule));
            } else if let Expr::Fact(fact) = expr {
                out.extend(self.is_list(*fact).then_some(Item::Others(*fact)));
            } else if let Some(over) = over(expr) {
                let list = hir.variables.get(over.variable).map(|variable| variable.list);
                out.extend(list.map(Item::Others));
            }
        }
    }

    /// Where conditions of a policy stand.
    pub fn place_in(&self, clause: ClauseId) -> Place {
        Place::policy(self.policy_of(clause))
    }
}
