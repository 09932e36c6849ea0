//! Faults of decisions, rules, judgements and what is declared beside them.

use ecow::EcoString;
use whereas_diagnostics::{Diagnostic, codes::types as codes};
use whereas_hir::Hir;
use whereas_hir::expr::ExprId;
use whereas_source::Span;
use whereas_value::id::{ClauseId, DecisionId, GuaranteeId};
use whereas_value::types::Type;

use crate::checker::{Describe, Places, also, at};
use crate::words;

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
        let message = format!(
            "clause {} has no rule for `{name}`, so that there is never anything under it",
            clauses.join(", ")
        );
        let mut diagnostic = at(codes::UNDER_NOTHING, places.expr(self.expr), message);
        for clause in self.clauses.iter().take(3) {
            diagnostic = also(diagnostic, places.clause(*clause), "gives nothing for it");
        }
        diagnostic
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
        let message = format!(
            "`{}` is to be found as {ty}, and a finding is a yes/no, a choice, a number or a date",
            self.name
        );
        at(codes::DECIDED_TYPE, self.place, message)
            .help("name the possible findings in a `choice`")
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
