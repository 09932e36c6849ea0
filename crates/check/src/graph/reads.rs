//! What each node of the graph reads.
//!
//! What a decision or a judgement depends on is listed here and nowhere else. Every match over a form names all of its
//! parts, so that a new construct does not compile before it has said what it reads.
//!
//! A clause that is above another in every static variant stands nowhere that one prevails: `d apart from this
//! clause` does not read it.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::clause::{
    Factor, Judgement, Prerequisite, Presence, Rule, SwitchOff, Term, Waits,
};
use whereas_hir::duty::{Arises, Due, Duty};
use whereas_hir::expr::{Expr, ExprId};
use whereas_hir::policy::{Decision, Policy};
use whereas_hir::vocabulary::Fact;
use whereas_source::Span;
use whereas_value::id::{ClauseId, DecisionId, FactId, FactorId, JudgementId, RuleId};

use super::{Above, Node};
use crate::checker::{Checker, Places};
use crate::visit;

/// What a node reads, and where.
pub(super) type Found = Vec<(Node, Option<Span>)>;

/// Says of every node what it reads.
pub(super) struct Builder<'a> {
    ctx: &'a Checker<'a>,
    hir: &'a Hir,
    places: Places<'a>,
    above: &'a Above,
    rules: BTreeMap<DecisionId, Vec<RuleId>>,
    offs: BTreeMap<ClauseId, Vec<(ClauseId, usize)>>,
    waits: BTreeMap<Waited, Vec<(ClauseId, usize)>>,
    factors: BTreeMap<JudgementId, Vec<FactorId>>,
}

/// What has to wait for a prerequisite.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Waited {
    Decision(DecisionId),
    Judgement(JudgementId),
}

impl<'a> Builder<'a> {
    pub(super) fn new(ctx: &'a Checker<'_>, above: &'a Above) -> Self {
        let hir = &ctx.hir;
        let mut rules: BTreeMap<DecisionId, Vec<RuleId>> = BTreeMap::new();
        for (id, rule) in hir.rules.enumerate() {
            rules.entry(rule.decision).or_default().push(id);
        }
        let mut offs: BTreeMap<ClauseId, Vec<(ClauseId, usize)>> = BTreeMap::new();
        let mut waits: BTreeMap<Waited, Vec<(ClauseId, usize)>> = BTreeMap::new();
        for (id, clause) in hir.clauses.enumerate() {
            for (place, off) in clause.switch_offs.iter().enumerate() {
                for target in &off.targets {
                    offs.entry(*target).or_default().push((id, place));
                }
            }
            for (place, prerequisite) in clause.prerequisites.iter().enumerate() {
                let waited = match prerequisite.of {
                    Waits::Decision(decision) | Waits::Value(decision, _) => {
                        Waited::Decision(decision)
                    }
                    Waits::Judgement(judgement) => Waited::Judgement(judgement),
                };
                waits.entry(waited).or_default().push((id, place));
            }
        }
        let factors = factors_of(hir);
        Self { ctx, hir, places: ctx.places, above, rules, offs, waits, factors }
    }

    pub(super) fn reads(&self, node: &Node, out: &mut Found) {
        match node {
            Node::Answer(id) => {
                if let Some(decision) = self.hir.decisions.get(*id) {
                    self.decision(*id, decision, out);
                    out.push((Node::Scope(decision.policy), self.places.policy(decision.policy)));
                }
            }
            Node::Decision(id) => {
                if let Some(decision) = self.hir.decisions.get(*id) {
                    self.decision(*id, decision, out);
                }
            }
            Node::Rule(id) => {
                if let Some(rule) = self.hir.rules.get(*id) {
                    self.rule(rule, out);
                }
            }
            Node::Under(decision, clauses) => {
                self.rules_of(*decision, |clause| clauses.contains(&clause), out);
                out.push((Node::Force, None));
            }
            Node::Apart(decision, clause) => {
                let above = self.above.get(clause);
                let read =
                    |other| other != *clause && !above.is_some_and(|above| above.contains(&other));
                self.rules_of(*decision, read, out);
                out.push((Node::Force, None));
            }
            Node::Off(clause) => self.off(*clause, out),
            Node::Judgement(id) => {
                if let Some(judgement) = self.hir.judgements.get(*id) {
                    self.judgement(*id, judgement, out);
                }
            }
            Node::Factor(id) => {
                if let Some(factor) = self.hir.factors.get(*id) {
                    self.factor(factor, out);
                }
            }
            Node::Term(id) => {
                if let Some(Term { means, clause: _, name: _, ty: _, label: _ }) =
                    self.hir.terms.get(*id)
                {
                    self.expr(*means, out);
                }
            }
            Node::Scope(id) => {
                if let Some(policy) = self.hir.policies.get(*id) {
                    self.scope(policy, out);
                }
            }
            Node::Arising(id) => {
                if let Some(Duty {
                    arises: Arises::OnEvent { when: Some(condition), event: _ },
                    ..
                }) = self.hir.duties.get(*id)
                {
                    self.expr(*condition, out);
                }
            }
            Node::Due(id) => {
                let due = self.hir.duties.get(*id).map(|duty| &duty.due);
                for part in due.into_iter().flat_map(Due::exprs) {
                    self.expr(part, out);
                }
            }
            Node::Discharge(id) => {
                if let Some(Duty { discharged_when: Some(condition), .. }) =
                    self.hir.duties.get(*id)
                {
                    self.expr(*condition, out);
                }
            }
            Node::Excuse(id) => {
                if let Some(Duty { excused_when: Some(condition), .. }) = self.hir.duties.get(*id) {
                    self.expr(*condition, out);
                }
            }
            Node::Fact(id) => {
                if let Some(fact) = self.hir.facts.get(*id) {
                    self.fact(fact, out);
                }
            }
            Node::Parameter(id) => {
                let day = self.governing_day();
                // One that has a single value does not change with the day.
                let changes = self.hir.parameters.get(*id).is_some_and(|it| it.values.len() > 1);
                if changes || day != Node::AsOfDay {
                    out.push((day, None));
                }
            }
            Node::Force => {
                // Without such a fact it is the as-of day, which no case leaves open.
                let main = self.hir.policies.get(Hir::MAIN);
                if let Some(fact) = main.and_then(|main| main.governed_by) {
                    out.push((Node::Fact(fact), self.places.policy(Hir::MAIN)));
                }
            }
            Node::Field(..) | Node::Whole(..) | Node::AsOfDay => {}
        }
    }

    /// What decides a decision. Its policy is read by its answer, and by whoever reads it from another policy.
    fn decision(&self, id: DecisionId, decision: &Decision, out: &mut Found) {
        let Decision { otherwise, element, policy: _, kind: _, name: _, label: _ } = decision;
        for rule in self.rules.get(&id).into_iter().flatten() {
            out.push((Node::Rule(*rule), self.places.rule(*rule)));
        }
        self.waits(Waited::Decision(id), out);
        if let Some(value) = otherwise {
            self.expr(*value, out);
        }
        // There is one question for each element that the case states.
        if let Some(list) = element.and_then(|element| visit::list_of(self.hir, element)) {
            out.push((Node::Fact(list), self.places.decision(id)));
        }
        out.push((Node::Force, None));
    }

    fn off(&self, clause: ClauseId, out: &mut Found) {
        for (by, place) in self.offs.get(&clause).into_iter().flatten() {
            let off = self.hir.clauses.get(*by).and_then(|by| by.switch_offs.get(*place));
            // For which element it speaks is no condition of its own: its conditions read it.
            if let Some(SwitchOff { when, unless, targets: _, element: _ }) = off {
                for part in when.iter().chain(unless) {
                    self.expr(*part, out);
                }
            }
            out.push((Node::Off(*by), self.places.clause(*by)));
        }
    }

    /// What bears on a judgement. Who makes it and who bears the burden are no facts of the case.
    fn judgement(&self, id: JudgementId, judgement: &Judgement, out: &mut Found) {
        let Judgement { clause, ledgers: _, makers: _, burden: _, ty: _, name: _, label: _ } =
            judgement;
        out.push((Node::Off(*clause), self.places.clause(*clause)));
        self.waits(Waited::Judgement(id), out);
        for factor in self.factors.get(&id).into_iter().flatten() {
            out.push((Node::Factor(*factor), self.places.factor(*factor)));
        }
        out.push((Node::Force, None));
    }

    fn factor(&self, factor: &Factor, out: &mut Found) {
        let Factor { clause, present, ledgers: _, name: _, label: _ } = factor;
        out.push((Node::Off(*clause), self.places.clause(*clause)));
        match present {
            Presence::When(condition) => self.expr(*condition, out),
            Presence::FoundBy(_) => {}
        }
        out.push((Node::Force, None));
    }

    /// The day of force and what a policy replaces are no part of its scope.
    fn scope(&self, policy: &Policy, out: &mut Found) {
        let Policy {
            applies_when,
            governed_by: _,
            force: _,
            replaces: _,
            replaced_by: _,
            name: _,
            title: _,
            authority: _,
            issued: _,
            edition: _,
            month_ends: _,
            days_count: _,
            languages: _,
            contest: _,
        } = policy;
        if let Some(condition) = applies_when {
            self.expr(*condition, out);
        }
    }

    /// What else is read where a fact is. Bounds and presumptions are literals.
    fn fact(&self, fact: &Fact, out: &mut Found) {
        let Fact {
            complete_only_when,
            least: _,
            most: _,
            presumed: _,
            ty: _,
            name: _,
            label: _,
            ask: _,
            held_in: _,
        } = fact;
        if let Some(condition) = complete_only_when {
            self.expr(*condition, out);
        }
    }

    fn rules_of(&self, decision: DecisionId, clause: impl Fn(ClauseId) -> bool, out: &mut Found) {
        for id in self.rules.get(&decision).into_iter().flatten() {
            if self.hir.rules.get(*id).is_some_and(|rule| clause(rule.clause)) {
                out.push((Node::Rule(*id), self.places.rule(*id)));
            }
        }
    }

    fn rule(&self, rule: &Rule, out: &mut Found) {
        let Rule { gives, when, unless, clause, decision: _, element: _, row: _ } = rule;
        self.expr(visit::given(gives), out);
        for part in when.iter().chain(unless) {
            self.expr(*part, out);
        }
        out.push((Node::Off(*clause), self.places.clause(*clause)));
    }

    fn waits(&self, waited: Waited, out: &mut Found) {
        for (clause, place) in self.waits.get(&waited).into_iter().flatten() {
            let found =
                self.hir.clauses.get(*clause).and_then(|clause| clause.prerequisites.get(*place));
            if let Some(Prerequisite { condition, of: _, element: _ }) = found {
                self.expr(*condition, out);
                out.push((Node::Off(*clause), self.places.clause(*clause)));
            }
        }
    }

    fn governing_day(&self) -> Node {
        match self.hir.policies.get(Hir::MAIN).and_then(|main| main.governed_by) {
            Some(fact) => Node::Fact(fact),
            None => Node::AsOfDay,
        }
    }

    /// What an expression reads, not through anything that has a meaning of its own.
    fn expr(&self, start: ExprId, out: &mut Found) {
        let mut stack = vec![start];
        while let Some(id) = stack.pop() {
            let Some(expr) = self.hir.exprs.get(id) else { continue };
            let mut operands = expr.operands();
            operands.reverse();
            stack.extend(operands);
            self.one(id, expr, out);
        }
    }

    /// What one form reads, its operands aside.
    fn one(&self, id: ExprId, expr: &Expr, out: &mut Found) {
        let span = self.places.expr(id);
        let mut decision = |decision: DecisionId, node: Node| {
            let of = self.hir.decisions.get(decision).map(|decision| decision.policy);
            // A decision of another policy is read through its scope.
            if let Some(of) = of.filter(|of| *of != self.ctx.policy_of(id)) {
                out.push((Node::Scope(of), span));
            }
            out.push((node, span));
        };
        match expr {
            Expr::Decision(read)
            | Expr::DecisionOf { decision: read, element: _ }
            | Expr::IsDecided { decision: read, element: _ } => {
                decision(*read, Node::Decision(*read));
            }
            Expr::Under { decision: read, clauses, element: _ } => {
                decision(*read, Node::Under(*read, clauses.clone()));
            }
            Expr::Apart { decision: read, clause, element: _ } => {
                decision(*read, Node::Apart(*read, *clause));
            }
            Expr::Judgement(read) => out.push((Node::Judgement(*read), span)),
            Expr::Term(read) => out.push((Node::Term(*read), span)),
            Expr::Fact(read) => out.push((Node::Fact(*read), span)),
            Expr::Variable(read) => {
                if let Some(list) = visit::list_of(self.hir, *read) {
                    out.push((Node::Fact(list), span));
                }
            }
            Expr::Field { .. } => {
                if let Some((fact, path)) = self.path(id) {
                    out.push((Node::Field(fact, path), span));
                }
            }
            // Known is what is known in all its parts.
            Expr::IsKnown(of) => {
                if let Some((fact, path)) = self.path(*of) {
                    out.push((Node::Whole(fact, path), span));
                }
            }
            Expr::AsOfDay => out.push((Node::AsOfDay, span)),
            Expr::GoverningDay => out.push((self.governing_day(), span)),
            Expr::Parameter { parameter, on: None } => {
                out.push((Node::Parameter(*parameter), span));
            }
            Expr::Any(over)
            | Expr::Count(over)
            | Expr::Every { over, has: _ }
            | Expr::CountDifferent { over, key: _ }
            | Expr::Sum { over, item: _ }
            | Expr::Extreme { over, item: _, largest: _ }
            | Expr::DaysInAny { over, item: _, within: _ }
            | Expr::Pick { over, key: _, largest: _ } => {
                if let Some(list) = visit::list_of(self.hir, over.variable) {
                    out.push((Node::Fact(list), span));
                }
            }
            // Readings, literals and events are no facts of the case; whatever else there is reads by its operands.
            Expr::Missing
            | Expr::Literal(_)
            | Expr::Parameter { parameter: _, on: Some(_) }
            | Expr::Reading { .. }
            | Expr::EventField(_)
            | Expr::Argument { .. }
            | Expr::Call { .. }
            | Expr::Not(_)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::AtLeast { .. }
            | Expr::Compare { .. }
            | Expr::OneOf { .. }
            | Expr::Between { .. }
            | Expr::Includes { .. }
            | Expr::IsEmpty(_)
            | Expr::IsAbsent(_)
            | Expr::If { .. }
            | Expr::Arithmetic { .. }
            | Expr::Lesser(_)
            | Expr::Greater(_)
            | Expr::Scale { .. }
            | Expr::Rounded { .. }
            | Expr::Elapsed { .. }
            | Expr::Span { .. }
            | Expr::Periods { .. } => {}
        }
    }

    /// The fact that an expression names a part of, or of whose elements, and the fields that lead there.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "a field is read of a fact, of an element, or of another field"
    )]
    fn path(&self, of: ExprId) -> Option<(FactId, Vec<u32>)> {
        let (mut at, mut path) = (of, Vec::new());
        let fact = loop {
            match self.hir.exprs.get(at)? {
                Expr::Field { base, field } => {
                    path.push(*field);
                    at = *base;
                }
                Expr::Fact(fact) => break *fact,
                Expr::Variable(variable) => break visit::list_of(self.hir, *variable)?,
                Expr::Pick { over, .. } => break visit::list_of(self.hir, over.variable)?,
                _ => return None,
            }
        };
        path.reverse();
        Some((fact, path))
    }
}

/// The factors of the ledgers that a judgement weighs.
fn factors_of(hir: &Hir) -> BTreeMap<JudgementId, Vec<FactorId>> {
    let mut found: BTreeMap<JudgementId, Vec<FactorId>> = BTreeMap::new();
    for (judgement, weighing) in hir.judgements.enumerate() {
        let ledgers: BTreeSet<_> = weighing.ledgers.iter().map(|(ledger, _)| *ledger).collect();
        for (factor, stands) in hir.factors.enumerate() {
            if stands.ledgers.iter().any(|(ledger, _)| ledgers.contains(ledger)) {
                found.entry(judgement).or_default().push(factor);
            }
        }
    }
    found
}
