//! Clauses in plain language, from the checked policy.
//!
//! Reads a [`Checked`] policy; produces sentences made of labels, never of names, and writes them into the
//! book of its plan. The words of a condition in a trace are the words of the clause's reading.

#![expect(
    clippy::indexing_slicing,
    reason = "every id in a checked policy is of the table it indexes: the seal has seen to it"
)]

mod clause;
mod condition;
mod duty;
mod judgement;
mod noun;

use std::collections::BTreeMap;

use ecow::EcoString;
use whereas_check::Checked;
use whereas_hir::expr::{Expr, ExprId};
use whereas_plan::Plan;
use whereas_plan::book::BothWays;
use whereas_value::id::{ClauseId, Id as _, TermId};

/// The language whose sentences this crate makes. Labels in other languages are carried by the book.
pub const LANGUAGE: &str = "en";

/// What a reading is made from.
#[derive(Clone, Copy)]
pub(crate) struct Ctx<'a> {
    pub(crate) checked: &'a Checked,
}

/// How many expressions a term may be made of, through other terms, to be read out where it is used.
const MOST_READ_OUT: usize = 300;
/// The same of a term that stands for a value inside a sentence: a person reads no more than this between two verbs.
const MOST_IN_A_NOUN: usize = 12;

impl Ctx<'_> {
    /// Whether a term says too much to be read out: then it is called by its name, and read at its own clause. Terms
    /// that double each other would else be longer than any memory.
    pub(crate) fn is_long(self, term: TermId) -> bool {
        self.is_longer(term, MOST_READ_OUT)
    }

    /// Whether a term that stands for a value is called by its name.
    pub(crate) fn is_long_noun(self, term: TermId) -> bool {
        self.is_longer(term, MOST_IN_A_NOUN)
    }

    /// The name of a term, as its clause introduces it: “owned days”.
    pub(crate) fn term_name(self, term: TermId) -> String {
        let name = self.checked.hir().terms.get(term).map_or("", |term| term.name.as_str());
        format!("“{}”", name.replace('_', " "))
    }

    fn is_longer(self, term: TermId, most: usize) -> bool {
        let hir = self.checked.hir();
        let means = |term: TermId| hir.terms.get(term).map(|term| term.means);
        let mut open: Vec<ExprId> = means(term).into_iter().collect();
        let mut count = 0_usize;
        while let Some(expr) = open.pop().and_then(|id| hir.exprs.get(id)) {
            count = count.saturating_add(1);
            if count > most {
                return true;
            }
            open.extend(expr.operands());
            if let Expr::Term(term) = expr {
                open.extend(means(*term));
            }
        }
        false
    }
}

/// The reading of one clause: its sentences, one for each thing it says.
#[must_use]
pub fn clause(checked: &Checked, clause: ClauseId) -> Vec<String> {
    clause::sentences(Ctx { checked }, clause)
}

/// A condition in words: where it holds, and where it does not.
#[must_use]
pub fn condition(checked: &Checked, condition: ExprId) -> (String, String) {
    let ctx = Ctx { checked };
    (condition::holds(ctx, condition), condition::fails(ctx, condition))
}

/// Words the conditions and the clauses in the book of a plan.
pub fn write_into_book(checked: &Checked, plan: &mut Plan) {
    let ctx = Ctx { checked };
    for words in &mut plan.book.conditions {
        let expr = ExprId(words.expr);
        if checked.hir().exprs.get(expr).is_none() {
            continue;
        }
        let both = BothWays {
            yes: condition::holds(ctx, expr).into(),
            no: condition::fails(ctx, expr).into(),
        };
        words.words = BTreeMap::from([(EcoString::from(LANGUAGE), both)]);
    }
    for place in 0..plan.book.clauses.len() {
        let id = ClauseId::from_index(place);
        if checked.hir().clauses.get(id).is_none() {
            continue;
        }
        let reading = clause::sentences(ctx, id).join(" ");
        if let Some(words) = plan.book.clauses.get_mut(id) {
            words.readings.insert(LANGUAGE.into(), reading.into());
        }
    }
}
