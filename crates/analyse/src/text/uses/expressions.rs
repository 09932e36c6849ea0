//! What one expression uses, and with what it compares it.

use whereas_hir::expr::{Arithmetic, Compare, Elapsed, Expr, ExprId, Literal};
use whereas_source::Span;
use whereas_value::id::ClauseId;
use whereas_value::number::Number;
use whereas_value::types::Type;

use super::{At, How, Joined, Origin, Quantity, Walk};
use crate::text::lexicon::Sign;

impl Walk<'_> {
    pub(super) fn one(
        &mut self,
        clause: ClauseId,
        id: ExprId,
        at: At,
        open: &mut Vec<(ExprId, At)>,
    ) {
        let hir = self.checked.hir();
        let (Some(expr), Some(span)) = (hir.exprs.get(id), self.map.exprs.get(id).copied()) else {
            return;
        };
        let rule = at.rule.map(|(rule, _)| rule);
        match expr {
            Expr::Literal(Literal::Choice { choice, value }) => {
                let asked = at.rule.filter(|(_, gives)| !gives).map(|(rule, _)| rule);
                self.of(clause, |it| {
                    it.values.insert((*choice, *value, asked));
                });
            }
            Expr::Literal(literal) => {
                if let Some(quantity) = Quantity::of(literal) {
                    self.add(clause, quantity, span, Origin::Literal, at);
                }
            }
            Expr::Parameter { parameter, on } => {
                open.extend(on.map(|on| (on, at.inside())));
                let values = hir.parameters.get(*parameter).map_or(&[][..], |it| &it.values);
                for quantity in values.iter().filter_map(|(_, literal)| Quantity::of(literal)) {
                    self.add(clause, quantity, span, Origin::Parameter(*parameter), at);
                }
                for (day, _) in values {
                    let plain = At::plain(at.rule);
                    self.add(clause, Quantity::Date(*day), span, Origin::ParameterDay, plain);
                }
            }
            Expr::Term(term) => {
                self.of(clause, |it| {
                    it.terms.insert(*term);
                });
                if let Some(reads) = self.term.and_then(|id| self.out.terms.get_mut(id)) {
                    reads.insert(*term);
                }
                let means = hir.terms.get(*term).and_then(|term| hir.exprs.get(term.means));
                if let Some(Expr::Literal(literal)) = means
                    && let Some(quantity) = Quantity::of(literal)
                {
                    self.add(clause, quantity, span, Origin::Term, at);
                }
            }
            Expr::Fact(fact) => self.of(clause, |it| {
                it.facts.insert(*fact);
            }),
            Expr::Variable(variable) => {
                let list = hir.variables.get(*variable).map(|it| it.list);
                self.of(clause, |it| it.facts.extend(list));
            }
            Expr::Judgement(judgement) => self.of(clause, |it| {
                it.judgements.insert(*judgement);
            }),
            Expr::Reading { question, .. } => self.of(clause, |it| {
                it.questions.insert(*question);
            }),
            Expr::Compare { op, left, right } => self.compare(*op, *left, *right, span, at, open),
            Expr::Between { subject, low, high } => {
                let step = self.step(*subject, *low);
                let comparison = Some((span, None));
                let side = |sign| At { how: How::Sign(sign), comparison, step, ..at.inside() };
                open.push((*subject, at.inside()));
                open.push((*low, side(Sign::AtLeast)));
                open.push((*high, side(Sign::AtMost)));
            }
            Expr::Lesser(all) | Expr::Greater(all) => {
                let sign =
                    if matches!(expr, Expr::Lesser(_)) { Sign::AtMost } else { Sign::AtLeast };
                let cap = At { how: How::Cap(sign), comparison: Some((span, None)), ..at.inside() };
                open.extend(all.iter().map(|it| (*it, cap)));
            }
            Expr::Arithmetic { op, left, right } => {
                if !self.fraction(clause, *op, (*left, *right), span, at, open) {
                    self.arithmetic(*op, *left, *right, id, at, open);
                }
            }
            Expr::AtLeast { count, of } => {
                let counted = At {
                    how: How::Sign(Sign::AtLeast),
                    comparison: Some((span, None)),
                    step: Some(1),
                    ..at.inside()
                };
                let count = Quantity::Number(Number::from(*count));
                self.add(clause, count, span, Origin::Literal, counted);
                self.of(clause, |it| it.turned = true);
                open.extend(of.iter().map(|it| (*it, at.inside())));
            }
            Expr::And(all) | Expr::Or(all) => {
                let joined = Joined { all: matches!(expr, Expr::And(_)), span };
                self.of(clause, |it| it.joined.push(joined));
                open.extend(all.iter().map(|it| (*it, at.inside())));
            }
            Expr::Scale { base, bands } => {
                open.push((*base, at.inside()));
                let limit = At {
                    how: How::Cap(Sign::AtMost),
                    comparison: Some((span, None)),
                    ..at.inside()
                };
                open.extend(bands.iter().filter_map(|band| band.up_to).map(|it| (it, limit)));
                let rate = At { calculated: true, ..at.inside() };
                open.extend(bands.iter().map(|band| (band.rate, rate)));
            }
            Expr::Rounded { value, rounding, .. } => {
                self.of(clause, |it| it.rounded.push((span, *rounding)));
                open.push((*value, at.inside()));
            }
            Expr::Not(of) => {
                self.of(clause, |it| it.turned = true);
                open.push((*of, at.inside()));
            }
            Expr::Includes { set, value } => {
                if let Type::Set(choice) = self.checked.ty(*set).present() {
                    let named = (*choice, *value, rule);
                    self.of(clause, |it| {
                        it.values.insert(named);
                    });
                }
                open.push((*set, at.inside()));
            }
            // What a function says stands in its own clause.
            Expr::Call { arguments, .. } => {
                open.extend(arguments.iter().map(|it| (*it, at.inside())));
            }
            Expr::Missing
            | Expr::Argument { .. }
            | Expr::Decision(_)
            | Expr::DecisionOf { .. }
            | Expr::Field { .. }
            | Expr::EventField(_)
            | Expr::AsOfDay
            | Expr::GoverningDay
            | Expr::OneOf { .. }
            | Expr::IsEmpty(_)
            | Expr::IsKnown(_)
            | Expr::IsAbsent(_)
            | Expr::IsDecided { .. }
            | Expr::If { .. }
            | Expr::Elapsed { .. }
            | Expr::Span { .. }
            | Expr::Periods { .. }
            | Expr::DaysInAny { .. }
            | Expr::Under { .. }
            | Expr::Apart { .. }
            | Expr::Any(_)
            | Expr::Every { .. }
            | Expr::Count(_)
            | Expr::CountDifferent { .. }
            | Expr::Sum { .. }
            | Expr::Extreme { .. }
            | Expr::Pick { .. } => {
                open.extend(expr.operands().into_iter().map(|it| (it, at.inside())))
            }
        }
    }

    fn compare(
        &mut self,
        op: Compare,
        left: ExprId,
        right: ExprId,
        span: Span,
        at: At,
        open: &mut Vec<(ExprId, At)>,
    ) {
        let (of_right, of_left) = match op {
            Compare::Equal => (How::Equal, How::Equal),
            Compare::NotEqual => (How::Plain, How::Plain),
            Compare::Less => (How::Sign(Sign::Less), How::Sign(Sign::More)),
            Compare::AtMost => (How::Sign(Sign::AtMost), How::Sign(Sign::AtLeast)),
            Compare::More => (How::Sign(Sign::More), How::Sign(Sign::Less)),
            Compare::AtLeast => (How::Sign(Sign::AtLeast), How::Sign(Sign::AtMost)),
        };
        let place = |id: ExprId| self.map.exprs.get(id).copied();
        let between = match (place(left), place(right)) {
            (Some(a), Some(b)) if a.file == b.file && a.end <= b.start => {
                Some(Span::new(a.file, a.end, b.start))
            }
            _ => None,
        };
        let comparison = Some((span, between));
        let of = |how, step| At { how, comparison, step, ..at.inside() };
        open.push((left, of(of_left, self.step(right, left))));
        open.push((right, of(of_right, self.step(left, right))));
    }

    /// What neighbouring values differ by, of what is compared with this.
    fn step(&self, subject: ExprId, with: ExprId) -> Option<i64> {
        let hir = self.checked.hir();
        if let Some(Expr::Elapsed { unit: Elapsed::Years, .. }) = hir.exprs.get(subject) {
            return Some(12);
        }
        let discrete = |id| self.checked.ty(id).present().is_discrete();
        (discrete(subject) || discrete(with)).then_some(1)
    }

    /// `2 / 3`, `x / 10`, `x * 2 / 3`: a part of a whole.
    fn fraction(
        &mut self,
        clause: ClauseId,
        op: Arithmetic,
        (left, right): (ExprId, ExprId),
        span: Span,
        at: At,
        open: &mut Vec<(ExprId, At)>,
    ) -> bool {
        let hir = self.checked.hir();
        let number = |id: ExprId| match hir.exprs.get(id) {
            Some(Expr::Literal(Literal::Number(number))) => Some(number.clone()),
            _ => None,
        };
        let Some(below) = number(right).filter(|it| op == Arithmetic::Divide && !it.is_zero())
        else {
            return false;
        };
        let inside = At { calculated: true, ..at.inside() };
        let (above, rest, span) = match (number(left), hir.exprs.get(left)) {
            (Some(above), _) => (above, None, span),
            (None, Some(Expr::Arithmetic { op: Arithmetic::Multiply, left: a, right: b })) => {
                match (number(*a), number(*b)) {
                    (Some(above), _) => (above, Some(*b), span),
                    (None, Some(above)) => (above, Some(*a), span),
                    (None, None) => (Number::ONE, Some(left), self.place(right, span)),
                }
            }
            _ => (Number::ONE, Some(left), self.place(right, span)),
        };
        let Ok(part) = above.checked_div(&below) else { return false };
        let held = if rest.is_none() { at } else { inside };
        let parts = vec![above, below];
        self.add_made_of(clause, Quantity::Number(part), span, Origin::Literal, held, parts);
        open.extend(rest.map(|rest| (rest, inside)));
        true
    }

    fn place(&self, id: ExprId, or: Span) -> Span {
        self.map.exprs.get(id).copied().unwrap_or(or)
    }

    fn arithmetic(
        &self,
        op: Arithmetic,
        left: ExprId,
        right: ExprId,
        id: ExprId,
        at: At,
        open: &mut Vec<(ExprId, At)>,
    ) {
        let date = *self.checked.ty(id).present() == Type::Date;
        let inside = At { calculated: true, ..at.inside() };
        // `filed_on is on or before hearing - 30 days`: the hearing is at least 30 days after the filing.
        let moved = |turn: bool| {
            let how = match at.how {
                How::Sign(sign) if turn => How::Sign(sign.mirrored()),
                How::Sign(_) | How::Plain | How::Equal | How::Cap(_) => at.how,
            };
            let days = at.step.filter(|_| *self.checked.ty(right).present() == Type::Days);
            At {
                how,
                step: days,
                embedded: true,
                turned: at.turned != turn,
                calculated: true,
                ..at
            }
        };
        match op {
            Arithmetic::Add if date => open.extend([(left, inside), (right, moved(false))]),
            Arithmetic::Subtract if date => open.extend([(left, inside), (right, moved(true))]),
            Arithmetic::Add | Arithmetic::Subtract | Arithmetic::Multiply | Arithmetic::Divide => {
                open.extend([(left, inside), (right, inside)]);
            }
        }
    }
}
