//! Faults of decisions, rules, judgements and what is declared beside them.

use whereas_diagnostics::{Diagnostic, codes::types as codes};
use whereas_hir::Hir;
use whereas_hir::expr::{ExprId, VarId};
use whereas_source::Span;
use whereas_value::id::{ClauseId, DecisionId};

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
