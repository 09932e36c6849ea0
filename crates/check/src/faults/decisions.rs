//! Faults of decisions, rules, judgements and what is declared beside them.

use ecow::EcoString;
use whereas_diagnostics::{Diagnostic, codes::types as codes};
use whereas_hir::Hir;
use whereas_hir::expr::ExprId;
use whereas_source::Span;
use whereas_value::id::{ClauseId, DecisionId, GuaranteeId, RuleId};
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
        diagnostic.help(format!("name the clause that has the rule for `{name}`"))
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

/// Two rules that give different answers, with nothing that keeps them apart.
pub struct PossibleConflict {
    /// One rule.
    pub first: RuleId,
    /// The other.
    pub second: RuleId,
    /// Whether what they give differs for certain: it is nothing that has to be worked out.
    pub surely: bool,
}

impl Describe for PossibleConflict {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let rule = |id: RuleId| hir.rules.get(id);
        let clause = |id: RuleId| rule(id).map_or("?", |rule| words::clause(hir, rule.clause));
        let name = rule(self.first).map_or("?", |rule| words::decision(hir, rule.decision));
        let (a, b) = (clause(self.first), clause(self.second));
        let same = a == b;
        let give = if self.surely { "give" } else { "may give" };
        let message = if same {
            format!(
                "two rules of clause {a} {give} different answers for `{name}`, and both may apply"
            )
        } else {
            format!(
                "clauses {a} and {b} {give} different answers for `{name}`, both may apply, and neither prevails"
            )
        };
        let diagnostic = at(codes::POSSIBLE_CONFLICT, places.rule(self.second), message);
        let diagnostic = also(diagnostic, places.rule(self.first), "the other rule");
        let diagnostic = if same {
            diagnostic.help("give both conditions that exclude each other, or put the exception into a clause of its own that says `despite`")
        } else {
            diagnostic.help(format!("say which of the two prevails, as the text does: `despite {a}` in clause {b}, or the other way round"))
        };
        diagnostic.note("if no case can meet both, say why in the clause: `accept W0411 \"…\"`")
    }
}

/// `if x is A then … else if x is B then … else …`, and x may be C or D
pub struct WildcardArm {
    /// What the last `else` gives.
    pub expr: ExprId,
    /// The whole chain.
    pub first: ExprId,
    /// The values that nobody names.
    pub rest: Vec<EcoString>,
}

impl Describe for WildcardArm {
    fn describe(&self, _: &Hir, places: Places<'_>) -> Diagnostic {
        let shown: Vec<String> = self.rest.iter().take(6).map(|it| format!("`{it}`")).collect();
        let more = self.rest.len().saturating_sub(shown.len());
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        let message = format!(
            "the last `else` stands for values that are not named: {}{more}",
            shown.join(", ")
        );
        let diagnostic = at(codes::WILDCARD_ARM, places.expr(self.expr), message);
        also(diagnostic, places.expr(self.first), "the values are told apart here")
            .help("name them, each or together: `else if x is one of (…) then …`, so that only one value is left")
            .note("if it is meant of every other value, say why: `accept W0413 \"…\"`")
    }
}
