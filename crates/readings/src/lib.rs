//! Clauses in plain language, from the checked policy.
//!
//! Reads a [`Checked`] policy; produces sentences made of labels, never of names, in English and in Spanish, and
//! writes them into the book of its plan. The words of a condition in a trace are the words of the clause's reading.
//! One walk decides what is said, the [`grammar`] of a language how.

#![expect(
    clippy::indexing_slicing,
    reason = "every id in a checked policy is of the table it indexes: the seal has seen to it"
)]

mod clause;
mod condition;
mod duty;
mod english;
mod grammar;
mod judgement;
mod labels;
mod marks;
mod noun;
mod reader;
mod spanish;
mod terms;

use ecow::EcoString;
use whereas_check::Checked;
use whereas_hir::Hir;
use whereas_hir::expr::ExprId;
use whereas_plan::Plan;
use whereas_plan::book::BothWays;
use whereas_value::id::{ClauseId, Id as _};
use whereas_value::label::Label;

use condition::Place;
pub use labels::{Missing, missing};
pub use marks::{Piece, pieces, text};
use marks::{kept, marked};
pub use reader::Reader;

/// The language in which everything can be read, whatever the policy says.
pub const LANGUAGE: &str = "en";

/// What a reading is made from.
#[derive(Clone, Copy)]
pub(crate) struct Ctx<'a> {
    pub(crate) checked: &'a Checked,
    /// The language.
    pub(crate) grammar: &'a dyn grammar::Grammar,
    /// The language of the plain labels.
    pub(crate) first: &'a str,
    /// The clause that is read.
    pub(crate) clause: Option<ClauseId>,
    /// Whether it is read for answers to cases.
    pub(crate) answers: Answers,
}

/// What goes with a reading for answers to cases: the values of a parameter that changes, each with its day, and the
/// places where values are put.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Answers {
    /// Nothing: it is read for itself.
    No,
    /// A condition: what is stated of its facts is told by their labels.
    Conditions,
    /// A value that is worked out.
    Figures,
}

impl<'a> Ctx<'a> {
    fn new(checked: &'a Checked, language: &str) -> Option<Self> {
        let grammar: &'a dyn grammar::Grammar = grammar::of(language)?;
        let policy = checked.hir().policies.get(Hir::MAIN);
        let first = policy.and_then(|it| it.languages.first()).map_or(LANGUAGE, EcoString::as_str);
        Some(Self { checked, grammar, first, clause: None, answers: Answers::No })
    }

    /// What a label says in the language of the reading.
    pub(crate) fn label(self, label: &Label) -> String {
        let (words, foreign) = labels::phrase(label, self.first, self.grammar.code());
        marks::label(words, foreign)
    }

    /// A label that is a clause of its own, as it is or negated: `something raises a threat`.
    pub(crate) fn says(self, label: &Label, yes: bool) -> String {
        if yes {
            return self.label(label);
        }
        match labels::negation(label, self.first, self.grammar.code()) {
            Some((words, foreign)) => marks::label(words, foreign),
            None => self.grammar.not_so(&self.label(label)),
        }
    }
}

/// The languages that have a grammar.
#[must_use]
pub fn languages() -> Vec<&'static str> {
    grammar::ALL.iter().map(|it| it.code()).collect()
}

/// The reading of one clause in a language: its sentences, one for each thing it says. They hold marks, which
/// [`text`] takes out and [`pieces`] tells apart. None where no grammar speaks the language.
#[must_use]
pub fn sentences(checked: &Checked, clause: ClauseId, language: &str) -> Option<Vec<String>> {
    let ctx = Ctx::new(checked, language)?;
    Some(clause::sentences(Ctx { clause: Some(clause), ..ctx }, clause))
}

/// The reading of one clause in plain English text.
#[must_use]
pub fn clause(checked: &Checked, clause: ClauseId) -> Vec<String> {
    let sentences = sentences(checked, clause, LANGUAGE).unwrap_or_default();
    sentences.iter().map(|sentence| text(sentence)).collect()
}

/// A condition in plain English text: where it holds, and where it does not.
#[must_use]
pub fn condition(checked: &Checked, condition: ExprId) -> (String, String) {
    let Some(ctx) = Ctx::new(checked, LANGUAGE) else { return Default::default() };
    let said = |yes| marked(&condition::said(ctx, condition, yes, Place::Inside), ctx.first);
    (said(true), said(false))
}

/// A condition both ways, its labels between marks.
fn both_ways(ctx: Ctx<'_>, condition: ExprId) -> BothWays {
    let ctx = Ctx { answers: Answers::Conditions, ..ctx };
    let said = |yes| kept(&condition::said(ctx, condition, yes, Place::Inside), ctx.first).into();
    BothWays { yes: said(true), no: said(false) }
}

/// Words the conditions and the clauses in the book of a plan: in English, and in each language that the policy
/// says it is written in and that has a grammar.
pub fn write_into_book(checked: &Checked, plan: &mut Plan) {
    let said = checked.hir().policies.get(Hir::MAIN).map(|it| it.languages.as_slice());
    let said = said.unwrap_or_default().iter().map(EcoString::as_str);
    let mut languages: Vec<&str> = said.chain([LANGUAGE]).collect();
    languages.sort_unstable();
    languages.dedup();
    for language in languages {
        write_language(checked, plan, language);
    }
}

/// Words the conditions and the clauses in the book of a plan in one more language, where a grammar speaks it.
pub fn write_language(checked: &Checked, plan: &mut Plan, language: &str) {
    let Some(ctx) = Ctx::new(checked, language) else { return };
    for words in &mut plan.book.conditions {
        let expr = ExprId(words.expr);
        if checked.hir().exprs.get(expr).is_none() {
            continue;
        }
        words.words.insert(language.into(), both_ways(ctx, expr));
    }
    for words in &mut plan.book.figures {
        let expr = ExprId(words.expr);
        if checked.hir().exprs.get(expr).is_some() {
            let ctx = Ctx { answers: Answers::Figures, ..ctx };
            let said = kept(&noun::noun(ctx, expr), ctx.first);
            words.words.insert(language.into(), said.into());
        }
    }
    for place in 0..plan.book.clauses.len() {
        let id = ClauseId::from_index(place);
        if checked.hir().clauses.get(id).is_none() {
            continue;
        }
        let sentences = clause::sentences(Ctx { clause: Some(id), ..ctx }, id);
        if let Some(words) = plan.book.clauses.get_mut(id) {
            let reading = marked(&sentences.join(" "), ctx.first);
            words.readings.insert(language.into(), reading.into());
        }
    }
}
