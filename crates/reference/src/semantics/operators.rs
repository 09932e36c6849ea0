//! Operators that are strict: without a value of each operand there is none; with several, every one that they may give.

use whereas_hir::expr::{Arithmetic, Band, Elapsed, Expr, ExprId};
use whereas_value::{Cause, Causes, Interval, Lifted, MonthEnds, Number, TextSet, Type, Values};

use super::{At, Run};
use crate::known;
use crate::tables::{Seen, choose, ends, equal, strict, truth};

impl<'a> Run<'_, 'a> {
    /// `x is one of (a, b)`: equal to one of them; once strict, over all.
    pub(super) fn one_of(&mut self, subject: ExprId, values: &[ExprId], at: &At<'a>) -> Seen {
        let hir = self.hir();
        let literal = |id: &ExprId| matches!(hir.exprs.get(*id), Some(Expr::Literal(_)));
        let literals = values.iter().all(literal);
        let mut all = vec![self.value(subject, at)];
        all.extend(self.values(values, at));
        let causes = strict(&all);
        let Some((subject, values)) = all.split_first() else { return Seen::truth(false) };
        let listed = values.iter().map(|seen| &seen.values);
        let one = match (&subject.values, literals) {
            _ if all.iter().any(Seen::valueless) => truth(false, false),
            (Values::Choice(bits), true) => {
                let listed = listed.fold(0, |set, value| match value {
                    Values::Choice(bits) => set | bits,
                    Values::Truth { .. } | Values::Number(_) | Values::Text(_) | Values::Set(_) => {
                        set
                    }
                });
                truth(bits & !listed != 0, bits & listed != 0)
            }
            (Values::Text(TextSet::OneOf(texts)), true) => {
                let is_listed =
                    |text: &&ecow::EcoString| values.iter().any(|seen| has_text(seen, text));
                let found = texts.iter().filter(is_listed).count();
                truth(found < texts.len(), found > 0)
            }
            (subject, _) => {
                let verdicts: Vec<_> = listed.map(|value| equal(subject, value)).collect();
                truth(
                    !verdicts.iter().any(|verdict| verdict.must()),
                    verdicts.iter().any(|verdict| verdict.may_yes),
                )
            }
        };
        Seen::of(causes, one).from(&all)
    }

    /// `x is between A and B`: both ends in; once strict, over all three.
    pub(super) fn between(
        &mut self,
        subject: ExprId,
        low: ExprId,
        high: ExprId,
        at: &At<'a>,
    ) -> Seen {
        let all = self.values(&[subject, low, high], at);
        let causes = strict(&all);
        let ends: Option<Vec<Interval>> = all.iter().map(|seen| ends(&seen.values)).collect();
        let values = match ends.as_deref() {
            Some([subject, low, high]) => {
                let (above, below) = (low.is_at_most(subject), subject.is_at_most(high));
                truth(above.may_no || below.may_no, above.may_yes && below.may_yes)
            }
            Some(_) | None => truth(false, false),
        };
        Seen::of(causes, values).from(&all)
    }

    pub(super) fn branch(
        &mut self,
        id: ExprId,
        test: ExprId,
        then: ExprId,
        otherwise: ExprId,
        at: &At<'a>,
    ) -> Seen {
        let test = self.value(test, at);
        let none = known::nothing(self.setting.checked.ty(id));
        let yes = test.may_yes().then(|| self.value(then, at));
        let no = test.may_no().then(|| self.value(otherwise, at));
        let missing = Seen::sure(none.clone());
        let (yes, no) = (yes.unwrap_or(missing.clone()), no.unwrap_or(missing));
        choose(&test, || yes, || no, none)
    }

    pub(super) fn least_of(
        &mut self,
        of: &[ExprId],
        take: fn(&Interval, &Interval) -> Interval,
        at: &At<'a>,
    ) -> Seen {
        let all = self.values(of, at);
        lifted(&all, |of| {
            let (first, rest) = of.split_first()?;
            Some(Lifted::sure(rest.iter().fold(Interval::clone(first), |a, b| take(&a, b))))
        })
    }

    /// `marginal scale x (…)`: of each band its rate, times the part of x that lies above the limit below and not above
    /// its own; added up. Of a negative x no part lies in any.
    pub(super) fn scale(&mut self, base: ExprId, bands: &[Band], at: &At<'a>) -> Seen {
        let x = self.value(base, at);
        let nothing = Interval::single(Number::ZERO);
        let mut sum = Seen::sure(Values::Number(Some(nothing.clone())));
        let mut below: Option<Seen> = None;
        for (place, band) in bands.iter().enumerate() {
            let rate = self.value(band.rate, at);
            let limit = band.up_to.map(|limit| self.value(limit, at));
            let up_to = match &limit {
                Some(limit) => binary(&x, limit, |x, limit| Lifted::sure(x.lesser(limit))),
                None => x.clone(),
            };
            let over = match &below {
                Some(below) => binary(&up_to, below, Interval::minus),
                None => up_to,
            };
            let part = lifted(&[over], |of| Some(Lifted::sure(of.first()?.greater(&nothing))));
            let share = binary(&rate, &part, Interval::times);
            sum = if place == 0 { share } else { binary(&sum, &share, Interval::plus) };
            below = limit;
        }
        sum
    }

    /// `A + B` and the others; dates move by days and months.
    pub(super) fn arithmetic(
        &mut self,
        op: Arithmetic,
        left: ExprId,
        right: ExprId,
        at: &At<'a>,
    ) -> Seen {
        let checked = self.setting.checked;
        let (a, b) = (self.value(left, at), self.value(right, at));
        let (lt, rt) = (checked.ty(left).present(), checked.ty(right).present());
        let ends = self.month_ends(at);
        let whole = rt.is_discrete();
        let guarded = self.class(right).is_some_and(|class| at.nonzero.contains(&class));
        if self.same(left, right) && op == Arithmetic::Subtract {
            return lifted(&[a, b], |_| Some(Lifted::sure(Interval::single(Number::ZERO))));
        }
        lifted(&[a, b], |of| {
            let [a, b] = of else { return None };
            Some(match (op, lt, rt) {
                (Arithmetic::Add, Type::Date, Type::Months) => a.date_plus_months(b, ends),
                (Arithmetic::Add, Type::Months, Type::Date) => b.date_plus_months(a, ends),
                (Arithmetic::Add, Type::Date, _) => a.date_plus_days(b),
                (Arithmetic::Add, _, Type::Date) => b.date_plus_days(a),
                (Arithmetic::Subtract, Type::Date, Type::Date) => b.days_until(a),
                (Arithmetic::Subtract, Type::Date, Type::Months) => {
                    a.date_plus_months(&b.negated(), ends)
                }
                (Arithmetic::Subtract, Type::Date, _) => a.date_plus_days(&b.negated()),
                (Arithmetic::Add, _, _) => a.plus(b),
                (Arithmetic::Subtract, _, _) => a.minus(b),
                (Arithmetic::Multiply, _, _) => a.times(b),
                (Arithmetic::Divide, _, _) if guarded => a.over_nonzero(b, whole),
                (Arithmetic::Divide, _, _) => a.over(b, whole),
            })
        })
    }

    pub(super) fn month_ends(&self, at: &At<'a>) -> MonthEnds {
        let policy = self.hir().policies.get(at.policy);
        policy.and_then(|policy| policy.month_ends).unwrap_or(MonthEnds::RoundDown)
    }

    /// `days from A to B`; completed months; completed years, which are kept as months where the type says so.
    pub(super) fn elapsed(
        &mut self,
        id: ExprId,
        unit: Elapsed,
        from: ExprId,
        to: ExprId,
        at: &At<'a>,
    ) -> Seen {
        let (ends, all) = (self.month_ends(at), self.values(&[from, to], at));
        let in_months = matches!(self.setting.checked.ty(id).present(), Type::Months);
        lifted(&all, |of| {
            let [from, to] = of else { return None };
            Some(match unit {
                Elapsed::Days => from.days_until(to),
                Elapsed::Months => from.months_until(to, ends),
                Elapsed::Years => {
                    let years = from.years_until(to, ends);
                    let twelve = Interval::single(Number::from(12_i32));
                    match (&years.value, in_months) {
                        (Some(value), true) => {
                            Lifted { value: value.times(&twelve).value, fault: years.fault }
                        }
                        (Some(_), false) | (None, _) => years,
                    }
                }
            })
        })
    }
}

fn has_text(seen: &Seen, text: &str) -> bool {
    matches!(&seen.values, Values::Text(texts) if texts.contains(text))
}

pub(super) fn binary(a: &Seen, b: &Seen, of: impl FnOnce(&Interval, &Interval) -> Lifted) -> Seen {
    lifted(&[a.clone(), b.clone()], |both| {
        let [a, b] = both else { return None };
        Some(of(a, b))
    })
}

/// A strict operator on numbers: the causes of the operands, and *fault* where it may have no result.
pub(super) fn lifted(all: &[Seen], of: impl FnOnce(&[&Interval]) -> Option<Lifted>) -> Seen {
    let causes = strict(all);
    let operands: Option<Vec<&Interval>> = all.iter().map(Seen::interval).collect();
    let result = operands.and_then(|operands| of(&operands));
    let seen = match result {
        None => Seen::of(causes, Values::Number(None)),
        Some(Lifted { value, fault }) => {
            let fault = if fault.is_some() { Causes::of(Cause::Fault) } else { Causes::NONE };
            Seen::of(causes.and(fault), Values::Number(value))
        }
    };
    seen.from(all)
}
