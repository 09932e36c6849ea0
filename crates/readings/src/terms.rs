//! Derived terms: which are read out where they are used, and what the others are called.
//!
//! A term with a label is called by it. One without is read out where it says little, and else called by its name in
//! quotes. What is called is read once, at its own clause, and elsewhere says which clause that is.

use whereas_hir::clause::Term;
use whereas_hir::expr::{Expr, ExprId};
use whereas_value::id::TermId;
use whereas_value::types::Type;

use crate::{Ctx, marks};

/// How many expressions a term may be made of to be read out where it stands for a condition.
const MOST_IN_A_CONDITION: usize = 10;
/// The same where it stands for a value inside a sentence: a person reads no more than this between two verbs.
const MOST_IN_A_NOUN: usize = 5;

impl Ctx<'_> {
    /// Whether a term is called by a label or a name, rather than read out.
    pub(crate) fn is_called(self, term: TermId) -> bool {
        let hir = self.checked.hir();
        let Some(found) = hir.terms.get(term) else { return false };
        if found.label.is_some() {
            return true;
        }
        let truth = self.checked.ty(found.means).present() == &Type::Truth;
        let most = if truth { MOST_IN_A_CONDITION } else { MOST_IN_A_NOUN };
        let mut open: Vec<ExprId> = vec![found.means];
        let mut count = 0_usize;
        while let Some(expr) = open.pop().and_then(|id| hir.exprs.get(id)) {
            count = count.saturating_add(1);
            if count > most {
                return true;
            }
            open.extend(expr.operands());
            // What is itself called adds one name, and not all that it means.
            if let Expr::Term(inner) = expr
                && let Some(inner) = hir.terms.get(*inner)
                && inner.label.is_none()
            {
                open.push(inner.means);
            }
        }
        false
    }

    /// The name of a term where it has no label: “owned days”.
    pub(crate) fn term_name(self, term: &Term) -> String {
        self.name_in_quotes(&term.name)
    }

    /// A name that stands for itself.
    pub(crate) fn name_in_quotes(self, name: &str) -> String {
        let name = name.replace('_', " ");
        // A name is in the language of the policy, whatever the reading is in.
        self.grammar.quoted(&marks::label(&name, self.first != self.grammar.code()))
    }

    /// What a term that stands for a value is called.
    pub(crate) fn term_noun(self, term: &Term) -> String {
        let name = term.label.as_ref().map_or_else(|| self.term_name(term), |it| self.label(it));
        format!("{name}{}", self.where_said(term))
    }

    /// What a term that stands for a condition says.
    pub(crate) fn term_says(self, term: &Term, yes: bool) -> String {
        let said = match &term.label {
            Some(label) => self.says(label, yes),
            None => self.grammar.term_holds(&self.term_name(term), yes),
        };
        format!("{said}{}", self.where_said(term))
    }

    /// The clause that says what a term means, unless it is the one that is read: ` (121(a))`.
    fn where_said(self, term: &Term) -> String {
        if self.clause == Some(term.clause) {
            return String::new();
        }
        let clause = self.checked.hir().clauses.get(term.clause);
        clause.map_or_else(String::new, |clause| format!(" ({})", clause.id))
    }
}
