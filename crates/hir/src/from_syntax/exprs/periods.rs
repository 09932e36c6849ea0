//! Periods: whatever is asked of one is asked of its first and its last day.
//!
//! So nothing behind this pass has to know what a period is: a stated one is a record of two dates, and one that is
//! written, `(A through B)`, is A and B. Invariant: both days of a period are in it, and one whose last day is before its
//! first has no day; so everything that is asked has an answer.

use whereas_source::{FileId, Id as _, Span};
use whereas_syntax::tree;
use whereas_value::id::{Id as _, RecordId};
use whereas_value::types::Type;

use super::super::faults;
use super::super::lower::{Env, Lower};
use crate::expr::{Ends, Expr, ExprId, Literal, Periods};
use crate::vocabulary;

/// The places of the fields of a period.
const FROM: u32 = 0;
const TO: u32 = 1;

impl Lower<'_> {
    /// The record that periods are: behind all those that are declared. It is declared when it is first spoken of, or,
    /// where that is in a record, when all of them are.
    pub fn period(&mut self) -> RecordId {
        let id = RecordId::from_index(self.declared.records.len());
        self.hir.period = Some(id);
        if self.hir.records.len() == self.declared.records.len() {
            self.declare_period();
        }
        id
    }

    /// Declares the record that periods are.
    pub fn declare_period(&mut self) {
        let policy = self.files.policy(crate::Hir::MAIN);
        let first = policy.and_then(|it| it.languages.first().map(|it| it.text.clone()));
        // It stands nowhere in the text.
        let nowhere = Span::new(FileId::from_index(0), 0, 0);
        self.map.records.push(nowhere);
        self.hir.records.push(vocabulary::period(first.as_deref().unwrap_or("en")));
    }

    /// Whether a type is that of periods.
    pub fn is_period(&self, ty: &Type) -> bool {
        ty.record().is_some() && ty.record() == self.hir.period
    }

    /// `(A through B)`
    pub(super) fn span(
        &mut self,
        env: &mut Env,
        from: tree::ExprId,
        to: tree::ExprId,
        span: Span,
    ) -> ExprId {
        self.period();
        let (from, to) = (self.expr(env, from, None), self.expr(env, to, None));
        if let (Some(Expr::Literal(Literal::Date(first))), Some(Expr::Literal(Literal::Date(last)))) =
            (self.hir.exprs.get(from), self.hir.exprs.get(to))
            && last < first
        {
            self.report(faults::types::ends_before(span));
        }
        self.push(Expr::Span { from, to }, span)
    }

    /// The first and the last day of a period; reported where there is none.
    fn ends(&mut self, env: &mut Env, written: tree::ExprId) -> Option<Ends> {
        let span = self.span_of(env.file, written);
        let period = self.expr(env, written, None);
        match (self.hir.exprs.get(period)?, self.known(period)) {
            (Expr::Span { from, to }, _) => Some(Ends { from: *from, to: *to }),
            (Expr::Missing, _) | (_, Some(Type::Broken)) => None,
            (_, Some(ty)) if self.is_period(ty) => {
                let from = self.push(Expr::Field { base: period, field: FROM }, span);
                let to = self.push(Expr::Field { base: period, field: TO }, span);
                Some(Ends { from, to })
            }
            (_, found) => {
                let found = found.map(|ty| crate::print::type_words(&self.hir, ty));
                self.report(faults::exprs::no_period(span, found.as_deref()));
                None
            }
        }
    }

    /// What is asked of two periods.
    pub(super) fn of_two(
        &mut self,
        env: &mut Env,
        asked: Periods,
        (first, second): (tree::ExprId, tree::ExprId),
        span: Span,
    ) -> ExprId {
        let (first, second) = (self.ends(env, first), self.ends(env, second));
        let (Some(first), Some(second)) = (first, second) else { return self.missing(span) };
        let days = vec![first.from, first.to, second.from, second.to];
        self.push(Expr::Periods { asked, days }, span)
    }

    /// `days in P`, `days in P within Q`
    pub(super) fn days_in(
        &mut self,
        env: &mut Env,
        period: tree::ExprId,
        within: Option<tree::ExprId>,
        span: Span,
    ) -> ExprId {
        if let Some(within) = within {
            return self.of_two(env, Periods::DaysWithin, (period, within), span);
        }
        let Some(ends) = self.ends(env, period) else { return self.missing(span) };
        let days = vec![ends.from, ends.to];
        self.push(Expr::Periods { asked: Periods::Days, days }, span)
    }

    /// `days in any of (c for c in xs where C) within Q`
    pub(super) fn days_in_any(
        &mut self,
        env: &mut Env,
        body: tree::ExprId,
        each: &tree::Each,
        within: Option<tree::ExprId>,
        span: Span,
    ) -> ExprId {
        let window = match within {
            Some(within) => match self.ends(env, within) {
                Some(ends) => Some(ends),
                None => return self.missing(span),
            },
            None => None,
        };
        self.over(env, each, span, |lower, env, over| match lower.ends(env, body) {
            Some(item) => lower.push(Expr::DaysInAny { over, item, within: window }, span),
            None => lower.missing(span),
        })
    }

    /// `D is within P`: between its first day and its last.
    pub(super) fn within(
        &mut self,
        env: &mut Env,
        subject: tree::ExprId,
        period: tree::ExprId,
        span: Span,
    ) -> ExprId {
        let subject = self.expr(env, subject, None);
        match self.ends(env, period) {
            Some(Ends { from: low, to: high }) => {
                self.push(Expr::Between { subject, low, high }, span)
            }
            None => self.missing(span),
        }
    }
}
