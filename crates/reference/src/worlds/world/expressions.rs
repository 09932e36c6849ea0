//! Section 2 in one world: what an expression is.
//!
//! Reads an expression and where it stands; produces its value, or the one cause for having none.

use whereas_hir::expr::{Arithmetic, Band, Compare, Elapsed, Ends, EventField, Expr, ExprId, Over};
use whereas_hir::policy::DecisionKind;
use whereas_value::id::FactId;
use whereas_value::{Cause, Date, Fault, MonthEnds, Number, Type};

use super::super::concrete::{Concrete, Found, all, any, not, strict, worst, yes};
use super::{At, Place, Which, World, which};
use crate::known::{self, Known};
use crate::open::Leaves;
use crate::semantics::{Fixed, Run, Setting};
use crate::text::Text;

impl<'a> World<'_, 'a> {
    pub(in crate::worlds) fn value(&mut self, id: ExprId, at: &At<'a>) -> Found {
        let hir = self.hir();
        let Some(expr) = hir.exprs.get(id) else { return Err(Cause::Undetermined) };
        match expr {
            Expr::Call { means, .. } => self.value(*means, at),
            Expr::Missing | Expr::Argument { .. } | Expr::Pick { .. } | Expr::Span { .. } => {
                Err(Cause::Undetermined)
            }
            Expr::Periods { asked, days } => {
                let days = strict(self.values(days, at))?;
                let days: Result<Vec<Number>, Cause> = days.into_iter().map(number).collect();
                super::super::periods::asked(*asked, &days?)
            }
            Expr::DaysInAny { over, item, within } => self.days_in_any(*over, *item, *within, at),
            Expr::Literal(literal) => Concrete::of(literal).ok_or(Cause::Undetermined),
            Expr::Fact(_) | Expr::Variable(_) | Expr::Field { .. } => {
                self.read(id, at).and_then(|value| value.ok_or(Cause::Undetermined))
            }
            Expr::Judgement(judgement) => self.judgement(*judgement),
            Expr::Term(term) => match hir.terms.get(*term) {
                Some(term) => self.value(term.means, &At::policy(self.policy_of(term.clause))),
                None => Err(Cause::Undetermined),
            },
            Expr::Decision(decision) => self.read_decision(*decision, which(None), at),
            Expr::DecisionOf { decision, element } => {
                self.read_decision(*decision, which(at.place(Some(*element))), at)
            }
            Expr::Parameter { parameter, on } => {
                let day = match on {
                    Some(on) => number(self.value(*on, at)?)?,
                    None => Number::from(self.governing.days()),
                };
                let parameter = hir.parameters.get(*parameter).ok_or(Cause::Undetermined)?;
                let begun = |(from, _): &&(Date, _)| Number::from(from.days()) <= day;
                let last = parameter.values.iter().rev().find(begun);
                last.and_then(|(_, value)| Concrete::of(value)).ok_or(Cause::Undetermined)
            }
            Expr::Reading { question, reading } => {
                let place = usize::try_from(question.0).unwrap_or(usize::MAX);
                yes(self.settled.questions.get(place) == Some(reading))
            }
            Expr::EventField(field) => {
                let event = at.event.ok_or(Cause::Undetermined)?;
                match field {
                    EventField::On => Ok(day(event.on)),
                    EventField::By(None) => yes(event.by.is_some()),
                    EventField::By(Some(actor)) => {
                        yes(event.by.map_or(self.unsaid, |by| by == *actor))
                    }
                    EventField::About => {
                        let unsaid = if self.unsaid { "some text" } else { "" };
                        let about = event.about.clone().unwrap_or_else(|| unsaid.into());
                        Ok(Concrete::Text(about))
                    }
                }
            }
            Expr::AsOfDay => Ok(day(self.case.as_of)),
            Expr::GoverningDay => Ok(day(self.governing)),
            Expr::Not(of) => not(self.value(*of, at)),
            Expr::And(of) => all(&self.values(of, &self.beside(of, true, at))),
            Expr::Or(of) => any(&self.values(of, &self.beside(of, false, at))),
            Expr::AtLeast { count, of } => {
                let of = self.values(of, at);
                let count = usize::try_from(*count).unwrap_or(usize::MAX);
                let said = of.iter().filter(|found| **found == yes(true)).count();
                let valueless = of.iter().filter(|found| found.is_err()).count();
                if said >= count {
                    yes(true)
                } else if said + valueless < count {
                    yes(false)
                } else {
                    worst(&of).map_or(yes(false), Err)
                }
            }
            Expr::Compare { op, left, right } => {
                let both = strict(self.values(&[*left, *right], at))?;
                let [left, right] = both.as_slice() else { return Err(Cause::Undetermined) };
                yes(match op {
                    Compare::Equal => left == right,
                    Compare::NotEqual => left != right,
                    Compare::Less => left < right,
                    Compare::AtMost => left <= right,
                    Compare::More => left > right,
                    Compare::AtLeast => left >= right,
                })
            }
            Expr::OneOf { subject, values } => {
                let mut of = vec![self.value(*subject, at)];
                of.extend(self.values(values, at));
                let of = strict(of)?;
                let (subject, values) = of.split_first().ok_or(Cause::Undetermined)?;
                yes(values.contains(subject))
            }
            Expr::Between { subject, low, high } => {
                let of = strict(self.values(&[*subject, *low, *high], at))?;
                let [subject, low, high] = of.as_slice() else { return Err(Cause::Undetermined) };
                yes(low <= subject && subject <= high)
            }
            Expr::Includes { set, value } => self.includes(*set, *value, at),
            Expr::IsEmpty(of) => self.is_empty(*of, at),
            Expr::IsKnown(of) => self.is_known(*of, at),
            Expr::IsAbsent(of) => match hir.exprs.get(*of) {
                Some(Expr::Term(term)) => match hir.terms.get(*term) {
                    Some(term) => {
                        let at = At::policy(self.policy_of(term.clause));
                        yes(self.read(term.means, &at)?.is_none())
                    }
                    None => Err(Cause::Undetermined),
                },
                _ => yes(self.read(*of, at)?.is_none()),
            },
            Expr::IsDecided { decision, element } => {
                let questions = match hir.decisions.get(*decision).map(|d| &d.kind) {
                    Some(DecisionKind::Set(choice)) => {
                        let place = at.place(*element);
                        let values = 0..self.size(*choice);
                        values.map(|value| Which { place, value: Some(value) }).collect()
                    }
                    Some(DecisionKind::Is(_)) | None => vec![which(at.place(*element))],
                };
                let mut each = Vec::new();
                for which in questions {
                    each.push(match self.across(*decision, which, at) {
                        Err(Cause::NotReady) => Err(Cause::NotReady),
                        found => yes(found.is_ok()),
                    });
                }
                all(&each)
            }
            Expr::If { test, then, otherwise } => {
                if self.value(*test, at)? == Concrete::Truth(true) {
                    self.value(*then, at)
                } else {
                    self.value(*otherwise, at)
                }
            }
            Expr::Arithmetic { op, left, right } => self.arithmetic(*op, *left, *right, at),
            Expr::Lesser(of) => {
                strict(self.values(of, at))?.into_iter().min().ok_or(Cause::Undetermined)
            }
            Expr::Greater(of) => {
                strict(self.values(of, at))?.into_iter().max().ok_or(Cause::Undetermined)
            }
            Expr::Scale { base, bands } => self.scale(*base, bands, at),
            Expr::Rounded { value, places, rounding } => {
                let value = number(self.value(*value, at)?)?;
                numeric(value.rounded(*places, *rounding))
            }
            Expr::Elapsed { unit, from, to } => self.elapsed(id, *unit, *from, *to, at),
            Expr::Under { decision, clauses, element } => {
                self.under(*decision, clauses, which(at.place(*element)))
            }
            Expr::Apart { decision, clause, element } => {
                self.apart(*decision, *clause, which(at.place(*element)))
            }
            Expr::Any(over) => {
                let each: Vec<Found> =
                    self.elements(*over, at).into_iter().map(|(c, _)| c).collect();
                any(&each)
            }
            Expr::Every { over, has } => {
                let elements = self.elements(*over, at);
                let mut each = Vec::new();
                for (counts, at) in elements {
                    each.push(any(&[not(counts), self.value(*has, &at)]));
                }
                all(&each)
            }
            Expr::Count(over) => {
                let counted = self.counted(*over, None, at)?;
                Ok(Concrete::Number(Number::from(counted.len())))
            }
            Expr::CountDifferent { over, key } => {
                let mut keys = self.counted(*over, Some(*key), at)?;
                keys.sort();
                keys.dedup();
                Ok(Concrete::Number(Number::from(keys.len())))
            }
            Expr::Sum { over, item } => {
                let mut total = Number::ZERO;
                for item in self.counted(*over, Some(*item), at)? {
                    total = total.checked_add(&number(item)?).map_err(|_| Cause::Fault)?;
                }
                Ok(Concrete::Number(total))
            }
            Expr::Extreme { largest, over, item } => {
                let items = self.counted(*over, Some(*item), at)?.into_iter();
                let end = if *largest { items.max() } else { items.min() };
                end.ok_or(Cause::Undetermined)
            }
        }
    }

    /// The days that lie in one of the periods of the elements that count: those of a set.
    fn days_in_any(&mut self, over: Over, item: Ends, within: Option<Ends>, at: &At<'a>) -> Found {
        let mut ends: Vec<Found> = Vec::new();
        for (counts, at) in self.elements(over, at) {
            match counts {
                Err(cause) => ends.push(Err(cause)),
                Ok(Concrete::Truth(true)) => {
                    ends.push(self.value(item.from, &at));
                    ends.push(self.value(item.to, &at));
                }
                Ok(_) => {}
            }
        }
        let counted = ends.len();
        if let Some(within) = within {
            ends.push(self.value(within.from, at));
            ends.push(self.value(within.to, at));
        }
        let ends: Result<Vec<Number>, Cause> = strict(ends)?.into_iter().map(number).collect();
        let ends = ends?;
        let (items, within) = ends.split_at(counted.min(ends.len()));
        super::super::periods::in_any(items, within)
    }

    fn values(&mut self, ids: &[ExprId], at: &At<'a>) -> Vec<Found> {
        ids.iter().map(|id| self.value(*id, at)).collect()
    }

    /// The value at a path, or that it is absent; a field of what is absent has no value.
    fn read(&mut self, id: ExprId, at: &At<'a>) -> Result<Option<Concrete>, Cause> {
        let hir = self.hir();
        let Some(expr) = hir.exprs.get(id) else { return Err(Cause::Undetermined) };
        if let Expr::Fact(fact) = expr {
            return Ok(self.settled.facts.get(*fact).cloned().flatten());
        }
        if let Expr::Variable(variable) = expr {
            let place = at.place(Some(*variable)).ok_or(Cause::Undetermined)?;
            return Ok(self.element(place));
        }
        if let Expr::Field { base, field } = expr {
            if let Some(Expr::Pick { .. }) = hir.exprs.get(*base) {
                return self.picked(*base, &[*field], at);
            }
            if let Some((term, day)) = whereas_hir::expr::day_of(hir, *base, *field) {
                let clause = hir.terms.get(term).map(|term| term.clause);
                let clause = clause.ok_or(Cause::Undetermined)?;
                return self.value(day, &At::policy(self.policy_of(clause))).map(Some);
            }
            // A field of a picked element's record.
            if let Some((pick, path)) = self.pick_path(id) {
                return self.picked(pick, &path, at);
            }
            let Some(base) = self.read(*base, at)? else { return Ok(None) };
            return field_of(&base, *field).ok_or(Cause::Undetermined);
        }
        self.value(id, at).map(Some)
    }

    fn pick_path(&self, id: ExprId) -> Option<(ExprId, Vec<u32>)> {
        let hir = self.hir();
        let (mut at, mut path) = (id, Vec::new());
        loop {
            let expr = hir.exprs.get(at)?;
            if let Expr::Field { base, field } = expr {
                path.insert(0, *field);
                at = *base;
                continue;
            }
            return matches!(expr, Expr::Pick { .. }).then_some((at, path));
        }
    }

    fn element(&self, (list, place): Place) -> Option<Concrete> {
        match self.settled.facts.get(list)? {
            Some(Concrete::List(all)) => all.get(place).cloned().flatten(),
            _ => None,
        }
    }

    /// The elements of a list in this world, whether each counts, and where it is bound.
    fn elements(&mut self, over: Over, at: &At<'a>) -> Vec<(Found, At<'a>)> {
        let hir = self.hir();
        let Some(list) = hir.variables.get(over.variable).map(|x| x.list) else {
            return Vec::new();
        };
        let length = match self.settled.facts.get(list) {
            Some(Some(Concrete::List(all))) => all.len(),
            _ => 0,
        };
        let places = (0..length).map(|place| {
            let at = at.with(Some(over.variable), Some((list, place)));
            let counts = match over.filter {
                Some(filter) => self.value(filter, &at),
                None => yes(true),
            };
            (counts, at)
        });
        places.collect()
    }

    /// What is asked of the elements that count, strictly.
    fn counted(
        &mut self,
        over: Over,
        item: Option<ExprId>,
        at: &At<'a>,
    ) -> Result<Vec<Concrete>, Cause> {
        let mut all = Vec::new();
        for (counts, at) in self.elements(over, at) {
            match (counts, item) {
                (Err(cause), _) => all.push(Err(cause)),
                (Ok(Concrete::Truth(true)), Some(item)) => all.push(self.value(item, &at)),
                (Ok(Concrete::Truth(true)), None) => all.push(yes(true)),
                (Ok(_), _) => {}
            }
        }
        strict(all)
    }

    /// `the c in xs with smallest k`, read at a field: a tie whose fields differ is undetermined.
    fn picked(
        &mut self,
        pick: ExprId,
        path: &[u32],
        at: &At<'a>,
    ) -> Result<Option<Concrete>, Cause> {
        let hir = self.hir();
        let Some(Expr::Pick { largest, over, key }) = hir.exprs.get(pick) else {
            return Err(Cause::Undetermined);
        };
        let mut candidates = Vec::new();
        let mut causes = Vec::new();
        for (counts, at) in self.elements(*over, at) {
            match counts {
                Err(cause) => causes.push(Err(cause)),
                Ok(Concrete::Truth(true)) => match self.value(*key, &at) {
                    Err(cause) => causes.push(Err(cause)),
                    Ok(key) => candidates.push((key, at.place(Some(over.variable)))),
                },
                Ok(_) => {}
            }
        }
        if let Some(cause) = worst(&causes) {
            return Err(cause);
        }
        let keys = candidates.iter().map(|(key, _)| key);
        let end = if *largest { keys.max() } else { keys.min() };
        let Some(end) = end.cloned() else { return Err(Cause::Undetermined) };
        let mut read: Vec<Found> = Vec::new();
        for (_, place) in candidates.iter().filter(|(key, _)| *key == end) {
            let mut value = place.and_then(|place| self.element(place));
            for field in path {
                value = value.and_then(|value| field_of(&value, *field)?);
            }
            read.push(value.ok_or(Cause::Undetermined));
        }
        read.sort();
        read.dedup();
        let differ = read.iter().filter(|found| found.is_ok()).count() > 1;
        if differ {
            read.push(Err(Cause::Undetermined));
        }
        match worst(&read) {
            Some(cause) => Err(cause),
            None => read.into_iter().next().unwrap_or(Err(Cause::Undetermined)).map(Some),
        }
    }

    fn includes(&mut self, set: ExprId, value: u32, at: &At<'a>) -> Found {
        let hir = self.hir();
        let which = |element| Which { place: at.place(element), value: Some(value) };
        match hir.exprs.get(set) {
            Some(Expr::Decision(decision)) => self.read_decision(*decision, which(None), at),
            Some(Expr::DecisionOf { decision, element }) => {
                self.read_decision(*decision, which(Some(*element)), at)
            }
            Some(Expr::Under { decision, clauses, element }) => {
                self.under(*decision, clauses, which(*element))
            }
            Some(Expr::Apart { decision, clause, element }) => {
                self.apart(*decision, *clause, which(*element))
            }
            _ => {
                let Concrete::Set(bits) = self.value(set, at)? else {
                    return Err(Cause::Undetermined);
                };
                yes(bits & known::bit(value) != 0)
            }
        }
    }

    fn is_empty(&mut self, of: ExprId, at: &At<'a>) -> Found {
        let hir = self.hir();
        if let Some((decision, element)) = hir.exprs.get(of).and_then(Expr::decision)
            && let Some(DecisionKind::Set(choice)) = hir.decisions.get(decision).map(|d| &d.kind)
        {
            let place = at.place(element);
            let each: Vec<Found> = (0..self.size(*choice))
                .map(|v| self.read_decision(decision, Which { place, value: Some(v) }, at))
                .collect();
            return not(any(&each));
        }
        let value = self.value(of, at)?;
        if let Concrete::List(all) = &value {
            return yes(all.is_empty());
        }
        let Concrete::Set(bits) = value else { return Err(Cause::Undetermined) };
        yes(bits == 0)
    }

    /// `F is known` speaks of the record: of what the case states, not of this world.
    /// Beside the operands of an `and` or an `or` that say whether something is absent.
    fn beside(&self, of: &[ExprId], of_and: bool, at: &At<'a>) -> At<'a> {
        let hir = self.hir();
        let guarded = of.iter().filter_map(|id| {
            let mut asked = hir.exprs.get(*id)?;
            if of_and {
                let Expr::Not(inner) = asked else { return None };
                asked = hir.exprs.get(*inner)?;
            }
            if let Expr::IsAbsent(of) = asked { self.class(*of) } else { None }
        });
        let mut inner = at.clone();
        inner.present.extend(guarded);
        inner
    }

    fn class(&self, id: ExprId) -> Option<u32> {
        self.checked.tables().classes.get(id).copied()
    }

    fn is_known(&mut self, of: ExprId, at: &At<'a>) -> Found {
        let facts = known::facts(self.hir(), self.case, true);
        let hir = self.hir();
        let (mut base, mut path, mut around) = (of, Vec::new(), Vec::new());
        while let Some(Expr::Field { base: inner, field }) = hir.exprs.get(base) {
            path.insert(0, *field);
            around.insert(0, *inner);
            base = *inner;
        }
        let mut known = match hir.exprs.get(base) {
            Some(Expr::Fact(fact)) => facts.get(*fact).map(|known| Known::clone(known)),
            Some(Expr::Variable(variable)) => {
                let place = at.place(Some(*variable));
                place.and_then(|(list, place)| match facts.get(list).map(|known| &**known) {
                    Some(Known::List { rows, .. }) => rows.get(place).cloned(),
                    _ => None,
                })
            }
            _ => None,
        };
        let is_present = |id| self.class(id).is_some_and(|class| at.present.contains(&class));
        for (field, record) in path.into_iter().zip(around) {
            known = match known {
                Some(Known::Record { may_be_absent: true, may_be_present: true, .. })
                    if !is_present(record) =>
                {
                    None
                }
                None => None,
                Some(Known::Record { fields, .. }) => {
                    usize::try_from(field).ok().and_then(|place| fields.get(place).cloned())
                }
                Some(Known::Value { .. } | Known::List { .. }) => None,
            };
        }
        let single = match known {
            Some(Known::List { rows, complete, .. }) => {
                let list = match hir.exprs.get(base) {
                    Some(Expr::Fact(fact)) => Some(*fact),
                    _ => None,
                };
                let closed = complete && list.is_some_and(|list| self.record_closes(list));
                closed && rows.iter().all(Known::is_single)
            }
            Some(Known::Value { values, .. }) if is_present(of) => values.is_single(),
            Some(known) => known.is_single(),
            None => false,
        };
        if single { yes(true) } else { Err(Cause::NotReady) }
    }

    /// Whether the record itself leaves no element of a list out: what it does not say surely, it does not hold.
    fn record_closes(&self, list: FactId) -> bool {
        let hir = self.hir();
        if hir.facts.get(list).is_none_or(|fact| fact.complete_only_when.is_none()) {
            return true;
        }
        let (checked, case) = (self.checked, self.case);
        let facts = known::facts(hir, case, true);
        let leaves = Leaves::new(hir, &facts);
        let (text, unfixed) = (Text::new(hir), Fixed::default());
        let setting = Setting { checked, case, text, leaves, unfixed };
        let unfixed = &setting.unfixed;
        let mut run = Run::new(&setting, &self.fixed, &facts, &facts, unfixed, false, &self.good);
        run.there(list).surely_no()
    }

    pub(in crate::worlds) fn month_ends(&self, at: &At<'a>) -> MonthEnds {
        let policy = self.hir().policies.get(at.policy);
        policy.and_then(|policy| policy.month_ends).unwrap_or(MonthEnds::RoundDown)
    }

    fn arithmetic(&mut self, op: Arithmetic, left: ExprId, right: ExprId, at: &At<'a>) -> Found {
        let (lt, rt) =
            (self.checked.ty(left).present().clone(), self.checked.ty(right).present().clone());
        let ends = self.month_ends(at);
        let both = strict(self.values(&[left, right], at))?;
        let [Concrete::Number(a), Concrete::Number(b)] = both.as_slice() else {
            return Err(Cause::Undetermined);
        };
        match (op, lt, rt) {
            (Arithmetic::Add, Type::Date, unit) => moved(a, b, &unit, ends),
            (Arithmetic::Add, unit, Type::Date) => moved(b, a, &unit, ends),
            (Arithmetic::Subtract, Type::Date, Type::Date) => numeric(a.checked_sub(b)),
            (Arithmetic::Subtract, Type::Date, unit) => moved(a, &b.negated(), &unit, ends),
            (Arithmetic::Add, _, _) => numeric(a.checked_add(b)),
            (Arithmetic::Subtract, _, _) => numeric(a.checked_sub(b)),
            (Arithmetic::Multiply, _, _) => numeric(a.checked_mul(b)),
            (Arithmetic::Divide, _, _) => numeric(a.checked_div(b)),
        }
    }

    /// Each band takes its rate of what of x lies in it.
    fn scale(&mut self, base: ExprId, bands: &[Band], at: &At<'a>) -> Found {
        let x = self.value(base, at);
        let mut below = Ok(Concrete::Number(Number::ZERO));
        let mut sum = Ok(Concrete::Number(Number::ZERO));
        for band in bands {
            let rate = self.value(band.rate, at);
            let limit = band.up_to.map(|limit| self.value(limit, at));
            let upper = limit.clone().unwrap_or_else(|| x.clone());
            let part = strict(vec![x.clone(), upper, below]).and_then(|of| {
                let [Concrete::Number(x), Concrete::Number(upper), Concrete::Number(below)] =
                    of.as_slice()
                else {
                    return Err(Cause::Undetermined);
                };
                if x <= below {
                    return Ok(Concrete::Number(Number::ZERO));
                }
                let part = numeric(x.min(upper).checked_sub(below))?;
                Ok(part.max(Concrete::Number(Number::ZERO)))
            });
            let share = pair(rate, part, Number::checked_mul);
            sum = pair(sum, share, Number::checked_add);
            below = limit.unwrap_or(Ok(Concrete::Number(Number::ZERO)));
        }
        sum
    }

    fn elapsed(
        &mut self,
        id: ExprId,
        unit: Elapsed,
        from: ExprId,
        to: ExprId,
        at: &At<'a>,
    ) -> Found {
        let ends = self.month_ends(at);
        let both = strict(self.values(&[from, to], at))?;
        let [from, to] = both.as_slice() else { return Err(Cause::Undetermined) };
        let (from, to) = (date(from)?, date(to)?);
        let count = match unit {
            Elapsed::Days => Ok(from.days_until(to)),
            Elapsed::Months => from.months_until(to, ends),
            Elapsed::Years => from.years_until(to, ends).map(|years| {
                let months = matches!(self.checked.ty(id).present(), Type::Months);
                if months { years.saturating_mul(12) } else { years }
            }),
        };
        numeric(count.map(Number::from))
    }
}

fn pair(a: Found, b: Found, of: impl FnOnce(&Number, &Number) -> Result<Number, Fault>) -> Found {
    let both = strict(vec![a, b])?;
    let [Concrete::Number(a), Concrete::Number(b)] = both.as_slice() else {
        return Err(Cause::Undetermined);
    };
    numeric(of(a, b))
}

fn field_of(record: &Concrete, field: u32) -> Option<Option<Concrete>> {
    let Concrete::Record(fields) = record else { return None };
    fields.get(usize::try_from(field).ok()?).cloned()
}

fn day(date: Date) -> Concrete {
    Concrete::Number(Number::from(date.days()))
}

fn number(value: Concrete) -> Result<Number, Cause> {
    let Concrete::Number(number) = value else { return Err(Cause::Undetermined) };
    Ok(number)
}

pub(in crate::worlds) fn date(value: &Concrete) -> Result<Date, Cause> {
    let number = number(value.clone())?;
    number.to_i64().and_then(Date::from_days).ok_or(Cause::Fault)
}

fn numeric(result: Result<Number, Fault>) -> Found {
    result.map(Concrete::Number).map_err(|_| Cause::Fault)
}

/// A date moved by days, or by months.
fn moved(from: &Number, by: &Number, unit: &Type, ends: MonthEnds) -> Found {
    let from = date(&Concrete::Number(from.clone()))?;
    let by = by.to_i64().ok_or(Cause::Fault)?;
    let by_months = matches!(unit, Type::Months);
    let moved = if by_months { from.plus_months(by, ends) } else { from.plus_days(by) };
    moved.map(day).map_err(|_| Cause::Fault)
}
