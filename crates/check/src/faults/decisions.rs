//! Faults of decisions, rules, judgements and what is declared beside them.

use ecow::EcoString;
use whereas_diagnostics::{Diagnostic, codes::types as codes};
use whereas_hir::Hir;
use whereas_hir::expr::{ExprId, VarId};
use whereas_hir::policy::DecisionKind;
use whereas_source::Span;
use whereas_value::id::{ClauseId, DecisionId, GuaranteeId, JudgementId, RuleId};
use whereas_value::types::Type;

use crate::checker::{Describe, Places, also, at};
use crate::words;

/// `d` where `d of x` is meant, `d of x` where `d` is, or of another list.
pub struct ElementMismatch {
    /// Where it is named.
    pub place: Option<Span>,
    /// The decision.
    pub decision: DecisionId,
    /// The element it is named with.
    pub element: Option<VarId>,
}

impl Describe for ElementMismatch {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::decision(hir, self.decision);
        let declared = hir.decisions.get(self.decision).and_then(|decision| decision.element);
        let list = |variable: VarId| {
            hir.variables.get(variable).map_or("?", |variable| words::fact(hir, variable.list)).to_owned()
        };
        let (message, help) = match (declared, self.element) {
            (Some(of), None) => (
                format!("`{name}` is decided for each of `{}`: say of which", list(of)),
                format!("write `{name} of x`, inside a form such as `any (x in {} where …)`", list(of)),
            ),
            (None, Some(of)) => (
                format!("`{name}` is one decision, not one for each of `{}`", list(of)),
                format!("write `{name}` without `of`"),
            ),
            (Some(of), Some(named)) => (
                format!("`{name}` is decided for each of `{}`, not for each of `{}`", list(of), list(named)),
                format!("name an element of `{}`", list(of)),
            ),
            (None, None) => (format!("`{name}` is named with the wrong element"), "leave it out".to_owned()),
        };
        let diagnostic = at(codes::ELEMENT_MISMATCH, self.place, message);
        also(diagnostic, places.decision(self.decision), "declared here").help(help)
    }
}

/// `d under X` where no rule of X speaks of d
pub struct UnderNothing {
    /// Where it is read.
    pub expr: ExprId,
    /// The decision.
    pub decision: DecisionId,
    /// The clauses that are named.
    pub clauses: Vec<ClauseId>,
}

impl Describe for UnderNothing {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::decision(hir, self.decision);
        let clauses: Vec<_> = self.clauses.iter().map(|id| words::clause(hir, *id)).collect();
        let message = format!("clause {} has no rule for `{name}`, so that there is never anything under it", clauses.join(", "));
        let mut diagnostic = at(codes::UNDER_NOTHING, places.expr(self.expr), message);
        for clause in self.clauses.iter().take(3) {
            diagnostic = also(diagnostic, places.clause(*clause), "gives nothing for it");
        }
        diagnostic
    }
}

/// `priorities is public_safety` as a rule; `tier includes top`
pub struct RuleForm {
    /// The rule.
    pub rule: RuleId,
    /// Its decision.
    pub decision: DecisionId,
    /// What it gives.
    pub value: ExprId,
}

impl Describe for RuleForm {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::decision(hir, self.decision);
        let value = words::expr(hir, self.value);
        let is_set = hir
            .decisions
            .get(self.decision)
            .is_some_and(|decision| matches!(decision.kind, DecisionKind::Set(_)));
        let (message, help) = if is_set {
            (
                format!("`{name}` is a set, and a rule says of one value whether it is in"),
                format!("write `{name} includes {value}` or `{name} excludes {value}`"),
            )
        } else {
            (format!("`{name}` has one value, it includes none"), format!("write `{name} is {value}`"))
        };
        let diagnostic = at(codes::RULE_FORM, places.rule(self.rule), message);
        also(diagnostic, places.decision(self.decision), "declared here").help(help)
    }
}

/// `judgement j : text`
pub struct DecidedType {
    /// Where it is declared.
    pub place: Option<Span>,
    /// Its name.
    pub name: EcoString,
    /// Its type.
    pub found: Type,
}

impl Describe for DecidedType {
    fn describe(&self, hir: &Hir, _: Places<'_>) -> Diagnostic {
        let ty = words::type_name(hir, &self.found);
        let message = format!("`{}` is to be found as {ty}, and a finding is a yes/no, a choice, a number or a date", self.name);
        at(codes::DECIDED_TYPE, self.place, message).help("name the possible findings in a `choice`")
    }
}

/// `burden on A` of what is no yes/no
pub struct BurdenType {
    /// The judgement.
    pub judgement: JudgementId,
}

impl Describe for BurdenType {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let Some(judgement) = hir.judgements.get(self.judgement) else {
            return at(codes::BURDEN_TYPE, None, "a burden is on a yes/no");
        };
        let ty = words::a_type(hir, &judgement.ty);
        let message = format!("`{}` is {ty}, and a burden is on a yes/no: it is no until it is shown", judgement.name);
        at(codes::BURDEN_TYPE, places.judgement(self.judgement), message)
            .help("ask for what the bearer must show, as a yes/no of its own")
    }
}

/// `raising F never raises D` where one of the two has no order
pub struct GuaranteeTypes {
    /// The guarantee.
    pub guarantee: GuaranteeId,
    /// The type that cannot rise.
    pub found: Type,
}

impl Describe for GuaranteeTypes {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let ty = words::a_type(hir, &self.found);
        let message = format!("this speaks of rising, and {ty} has no more and no less");
        at(codes::GUARANTEE_TYPES, places.guarantee(self.guarantee), message)
            .help("a fact rises if it is a number, money, a date, a length of time or an ordered choice; a decision also as a yes/no")
    }
}
