//! Walking expressions: the operands of each, the roots they hang from, and an order with operands first.
//!
//! Reads a [`Hir`]; produces plain lists of ids. Invariant: nothing here recurses, so that no text, however it
//! is nested or however long its chains of terms are, can exhaust the stack.

use whereas_hir::Hir;
use whereas_hir::clause::{Gives, GuaranteeKind, Presence};
use whereas_hir::duty::{Arises, Due};
use whereas_hir::expr::{Expr, ExprId, Over, VarId};
use whereas_value::id::{
    ClauseId, DecisionId, DutyId, FactId, FactorId, GuaranteeId, IndexVec, PermissionId, PolicyId,
    RuleId, TermId,
};

/// Why an expression stands in a policy.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Root {
    /// `applies when C`
    Applies(PolicyId),
    /// `complete only when C`
    Complete(FactId),
    /// `otherwise V`
    Otherwise(DecisionId),
    /// `NAME means EXPR`
    Term(TermId),
    /// `d is E`, `d includes E`
    Gives(RuleId),
    /// `when C` of a rule
    When(RuleId),
    /// `unless D` of a rule
    Unless(RuleId),
    /// `clause X does not apply when C unless D`: which of the clause's statements
    SwitchOff(ClauseId, u32),
    /// `… only after C`: which of the clause's statements
    Prerequisite(ClauseId, u32),
    /// `factor f … when C`
    Factor(FactorId),
    /// `arises when C`, `arises on event E when C`
    Arises(DutyId),
    /// `within T`
    Within(DutyId),
    /// `within T of D`, `by D`, `before D`
    Due(DutyId),
    /// `discharged when C`
    Discharged(DutyId),
    /// `excused when C`
    Excused(DutyId),
    /// `permission … when C`
    Permission(PermissionId),
    /// `always C`, `never C`
    Guarantee(GuaranteeId),
}

impl Root {
    /// The clause it stands in.
    pub fn clause(self, hir: &Hir) -> Option<ClauseId> {
        match self {
            Self::Applies(_) | Self::Complete(_) | Self::Otherwise(_) => None,
            Self::Term(id) => hir.terms.get(id).map(|term| term.clause),
            Self::Gives(id) | Self::When(id) | Self::Unless(id) => {
                hir.rules.get(id).map(|rule| rule.clause)
            }
            Self::SwitchOff(clause, _) | Self::Prerequisite(clause, _) => Some(clause),
            Self::Factor(id) => hir.factors.get(id).map(|factor| factor.clause),
            Self::Arises(id)
            | Self::Within(id)
            | Self::Due(id)
            | Self::Discharged(id)
            | Self::Excused(id) => hir.duties.get(id).map(|duty| duty.clause),
            Self::Permission(id) => hir.permissions.get(id).map(|permission| permission.clause),
            Self::Guarantee(id) => hir.guarantees.get(id).map(|guarantee| guarantee.clause),
        }
    }

    /// The policy that reads through it.
    pub fn policy(self, hir: &Hir) -> PolicyId {
        match self {
            Self::Applies(policy) => policy,
            Self::Otherwise(id) => {
                hir.decisions.get(id).map_or(Hir::MAIN, |decision| decision.policy)
            }
            Self::Complete(_)
            | Self::Term(_)
            | Self::Gives(_)
            | Self::When(_)
            | Self::Unless(_)
            | Self::SwitchOff(..)
            | Self::Prerequisite(..)
            | Self::Factor(_)
            | Self::Arises(_)
            | Self::Within(_)
            | Self::Due(_)
            | Self::Discharged(_)
            | Self::Excused(_)
            | Self::Permission(_)
            | Self::Guarantee(_) => self
                .clause(hir)
                .and_then(|clause| hir.clauses.get(clause))
                .map_or(Hir::MAIN, |clause| clause.policy),
        }
    }
}

/// Every expression that something else than an expression holds.
pub fn roots(hir: &Hir) -> Vec<(Root, ExprId)> {
    let mut roots = Vec::new();
    let mut add = |root, expr: Option<ExprId>| roots.extend(expr.map(|expr| (root, expr)));
    for (id, policy) in hir.policies.enumerate() {
        add(Root::Applies(id), policy.applies_when);
    }
    for (id, fact) in hir.facts.enumerate() {
        add(Root::Complete(id), fact.complete_only_when);
    }
    for (id, decision) in hir.decisions.enumerate() {
        add(Root::Otherwise(id), decision.otherwise);
    }
    for (id, term) in hir.terms.enumerate() {
        add(Root::Term(id), Some(term.means));
    }
    for (id, rule) in hir.rules.enumerate() {
        add(Root::Gives(id), Some(given(&rule.gives)));
        add(Root::When(id), rule.when);
        add(Root::Unless(id), rule.unless);
    }
    for (id, clause) in hir.clauses.enumerate() {
        for (place, off) in (0_u32..).zip(&clause.switch_offs) {
            add(Root::SwitchOff(id, place), off.when);
            add(Root::SwitchOff(id, place), off.unless);
        }
        for (place, waits) in (0_u32..).zip(&clause.prerequisites) {
            add(Root::Prerequisite(id, place), Some(waits.condition));
        }
    }
    for (id, factor) in hir.factors.enumerate() {
        if let Presence::When(condition) = factor.present {
            add(Root::Factor(id), Some(condition));
        }
    }
    for (id, duty) in hir.duties.enumerate() {
        match duty.arises {
            Arises::When(condition) => add(Root::Arises(id), Some(condition)),
            Arises::OnEvent { when, .. } => add(Root::Arises(id), when),
            Arises::OnIssue | Arises::Ongoing | Arises::UponBreach => {}
        }
        match duty.due {
            Due::Within { time, of } => {
                add(Root::Within(id), Some(time));
                add(Root::Due(id), of);
            }
            Due::WithinHours { of, .. } => add(Root::Due(id), of),
            Due::By(day) | Due::Before(day) => add(Root::Due(id), Some(day)),
            Due::None | Due::BeforeEvent(_) | Due::Every(_) => {}
        }
        add(Root::Discharged(id), duty.discharged_when);
        add(Root::Excused(id), duty.excused_when);
    }
    for (id, permission) in hir.permissions.enumerate() {
        add(Root::Permission(id), permission.when);
    }
    for (id, guarantee) in hir.guarantees.enumerate() {
        match guarantee.kind {
            GuaranteeKind::Always(condition) | GuaranteeKind::Never(condition) => {
                add(Root::Guarantee(id), Some(condition));
            }
            GuaranteeKind::Raising { .. } => {}
        }
    }
    roots
}

/// The expression of what a rule gives.
pub const fn given(gives: &Gives) -> ExprId {
    match gives {
        Gives::Is(value) | Gives::Includes(value) | Gives::Excludes(value) | Gives::Adds(value) => {
            *value
        }
    }
}

/// The elements that a form over a list speaks of.
pub const fn over(expr: &Expr) -> Option<&Over> {
    match expr {
        Expr::Any(over)
        | Expr::Count(over)
        | Expr::Every { over, .. }
        | Expr::CountDifferent { over, .. }
        | Expr::Sum { over, .. }
        | Expr::Extreme { over, .. }
        | Expr::DaysInAny { over, .. }
        | Expr::Pick { over, .. } => Some(over),
        Expr::Missing
        | Expr::Literal(_)
        | Expr::Fact(_)
        | Expr::Judgement(_)
        | Expr::Term(_)
        | Expr::Decision(_)
        | Expr::DecisionOf { .. }
        | Expr::Parameter { .. }
        | Expr::Reading { .. }
        | Expr::Variable(_)
        | Expr::Field { .. }
        | Expr::EventField(_)
        | Expr::Argument { .. }
        | Expr::Call { .. }
        | Expr::AsOfDay
        | Expr::GoverningDay
        | Expr::Not(_)
        | Expr::And(_)
        | Expr::Or(_)
        | Expr::AtLeast { .. }
        | Expr::Compare { .. }
        | Expr::OneOf { .. }
        | Expr::Between { .. }
        | Expr::Includes { .. }
        | Expr::IsEmpty(_)
        | Expr::IsKnown(_)
        | Expr::IsAbsent(_)
        | Expr::IsDecided { .. }
        | Expr::If { .. }
        | Expr::Arithmetic { .. }
        | Expr::Lesser(_)
        | Expr::Greater(_)
        | Expr::Scale { .. }
        | Expr::Rounded { .. }
        | Expr::Elapsed { .. }
        | Expr::Span { .. }
        | Expr::Periods { .. }
        | Expr::Under { .. }
        | Expr::Apart { .. } => None,
    }
}

/// The list a name runs over.
pub fn list_of(hir: &Hir, variable: VarId) -> Option<FactId> {
    hir.variables.get(variable).map(|variable| variable.list)
}

/// Every expression once, each after its operands and, where it is a term, after what the term means. Terms that
/// mean each other in a circle come in some order: the search for cycles tells of them.
pub fn order(hir: &Hir) -> Vec<ExprId> {
    order_by(hir, |expr, out| {
        out.extend(expr.operands());
        if let Expr::Term(term) = expr
            && let Some(term) = hir.terms.get(*term)
        {
            out.push(term.means);
        }
    })
}

/// Every expression once, each after those that `before` names where that is possible.
pub fn order_by(hir: &Hir, mut before: impl FnMut(&Expr, &mut Vec<ExprId>)) -> Vec<ExprId> {
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Seen {
        Not,
        Open,
        Done,
    }
    let mut seen: IndexVec<ExprId, Seen> = hir.exprs.iter().map(|_| Seen::Not).collect();
    let mut order = Vec::with_capacity(hir.exprs.len());
    let mut stack = Vec::new();
    let mut found = Vec::new();
    for start in hir.exprs.ids() {
        stack.push(start);
        while let Some(top) = stack.last().copied() {
            let (Some(state), Some(expr)) = (seen.get_mut(top), hir.exprs.get(top)) else {
                stack.pop();
                continue;
            };
            match *state {
                Seen::Not => {
                    *state = Seen::Open;
                    found.clear();
                    before(expr, &mut found);
                    let news = found.iter().rev().copied();
                    stack.extend(news.filter(|id| seen.get(*id) == Some(&Seen::Not)));
                }
                Seen::Open => {
                    *state = Seen::Done;
                    order.push(top);
                    stack.pop();
                }
                Seen::Done => {
                    stack.pop();
                }
            }
        }
    }
    order
}

/// For every expression the first root that it hangs from, not through terms.
pub fn owners(hir: &Hir, roots: &[(Root, ExprId)]) -> IndexVec<ExprId, Option<Root>> {
    let mut owners: IndexVec<ExprId, Option<Root>> = hir.exprs.iter().map(|_| None).collect();
    let mut stack = Vec::new();
    for (root, expr) in roots {
        stack.push(*expr);
        while let Some(id) = stack.pop() {
            let (Some(owner), Some(expr)) = (owners.get_mut(id), hir.exprs.get(id)) else {
                continue;
            };
            if owner.is_none() {
                *owner = Some(*root);
                stack.extend(expr.operands());
            }
        }
    }
    owners
}
