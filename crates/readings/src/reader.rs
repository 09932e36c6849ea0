//! What a page about a policy asks for beside the readings of its clauses: labels, days and values in a language,
//! and the sentences of one thing at a time.
//!
//! Every text it gives holds marks, which [`crate::text`] takes out and [`crate::pieces`] tells apart.

use whereas_check::Checked;
use whereas_hir::clause::Direction;
use whereas_hir::expr::Literal;
use whereas_value::date::Date;
use whereas_value::id::{ActorId, ClauseId, DutyId, JudgementId, LedgerId, PermissionId};
use whereas_value::label::Label;

use crate::{Ctx, clause, duty, judgement, marks, noun};

/// A policy, spoken of in one language.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    ctx: Ctx<'a>,
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("language", &self.ctx.grammar.code()).finish()
    }
}

impl<'a> Reader<'a> {
    /// A policy in a language; none where no grammar speaks it.
    #[must_use]
    pub fn new(checked: &'a Checked, language: &str) -> Option<Self> {
        Some(Self { ctx: Ctx::new(checked, language)? })
    }

    /// The language of the plain labels, in which what has no translation stands.
    #[must_use]
    pub const fn first(&self) -> &'a str {
        self.ctx.first
    }

    /// A label.
    #[must_use]
    pub fn label(&self, label: &Label) -> String {
        self.ctx.label(label)
    }

    /// A label as a line of its own, with a capital.
    #[must_use]
    pub fn heading(&self, label: &Label) -> String {
        marks::capital(&self.ctx.label(label))
    }

    /// Text that the policy has only in its first language.
    #[must_use]
    pub fn untranslated(&self, text: &str) -> String {
        marks::label(text, self.ctx.first != self.ctx.grammar.code())
    }

    /// A label in quotes: a value of a choice.
    #[must_use]
    pub fn quoted(&self, label: &Label) -> String {
        self.ctx.grammar.quoted(&self.ctx.label(label))
    }

    /// A label as a question, with its marks.
    #[must_use]
    pub fn question(&self, label: &Label) -> String {
        self.ctx.grammar.question(&self.ctx.label(label))
    }

    /// A day.
    #[must_use]
    pub fn date(&self, day: Date) -> String {
        self.ctx.grammar.date(day)
    }

    /// A value written in the policy.
    #[must_use]
    pub fn value(&self, value: &Literal) -> String {
        noun::literal(self.ctx, value)
    }

    /// Things of which one will do: `a, b or c`.
    #[must_use]
    pub fn one_of(&self, things: &[String]) -> String {
        self.ctx.grammar.one_of(things)
    }

    /// Actors of whom one will do.
    #[must_use]
    pub fn actors(&self, of: &[ActorId]) -> String {
        judgement::actors(self.ctx, of)
    }

    /// What a clause says, sentence by sentence.
    #[must_use]
    pub fn clause(&self, id: ClauseId) -> Vec<String> {
        clause::sentences(Ctx { clause: Some(id), ..self.ctx }, id)
    }

    /// When the policy is in force and suspended, each sentence with the clause that says it.
    #[must_use]
    pub fn force(&self) -> Vec<(ClauseId, String)> {
        let policy = self.ctx.checked.hir().policies.get(whereas_hir::Hir::MAIN);
        let statements = policy.map(|policy| policy.force.as_slice()).unwrap_or_default();
        statements.iter().map(|it| (it.clause, clause::force(self.ctx, true, it))).collect()
    }

    /// What a clause says may not count.
    #[must_use]
    pub fn bars(&self, id: ClauseId) -> Vec<String> {
        let clause = self.ctx.checked.hir().clauses.get(id);
        let bars = clause.map(|clause| clause.bars.as_slice()).unwrap_or_default();
        bars.iter().map(|bar| marks::capital(&judgement::bar(self.ctx, bar))).collect()
    }

    /// What is judged: whether something holds, or what something is.
    #[must_use]
    pub fn judged(&self, id: JudgementId) -> String {
        judgement::with_judged(self.ctx, id, |of| {
            marks::capital(&judgement::judged_words(self.ctx, of))
        })
    }

    /// The factors of a ledger, each with the way it speaks.
    #[must_use]
    pub fn factors(&self, ledger: LedgerId) -> Vec<(String, Direction)> {
        let factors = self.ctx.checked.hir().factors.iter();
        factors
            .flat_map(|factor| {
                let here = factor.ledgers.iter().filter(move |(id, _)| *id == ledger);
                here.map(move |(_, direction)| (factor, *direction))
            })
            .map(|(factor, direction)| (self.heading(&factor.label), direction))
            .collect()
    }

    /// A duty, sentence by sentence.
    #[must_use]
    pub fn duty(&self, id: DutyId) -> Vec<String> {
        let found = self.ctx.checked.hir().duties.get(id);
        found.map(|found| duty::of(self.ctx, id, found)).unwrap_or_default()
    }

    /// A permission.
    #[must_use]
    pub fn permission(&self, id: PermissionId) -> String {
        let found = self.ctx.checked.hir().permissions.get(id);
        found.map(|found| duty::permission(self.ctx, found)).unwrap_or_default()
    }
}
