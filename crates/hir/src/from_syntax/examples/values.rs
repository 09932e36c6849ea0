//! Values as an example states them, held against the type of what they are values of.

use whereas_source::Span;
use whereas_syntax::tree::{self, LiteralKind, ValueKind};
use whereas_value::case::{Given, Partial};
use whereas_value::date::Date;
use whereas_value::id::{ChoiceId, FactId};
use whereas_value::interval::Interval;
use whereas_value::number::Number;
use whereas_value::text::TextSet;
use whereas_value::types::Type;

use super::super::faults;
use super::super::literals::on_the_line;
use super::super::lower::Lower;
use super::givens::bit;
use crate::expr::Literal;

impl Lower<'_> {
    /// What a value says of something of a type; `fact` is the one whose bounds hold. Nothing where an error was
    /// reported.
    pub(super) fn given_value(
        &mut self,
        file: usize,
        value: &tree::Value,
        ty: &Type,
        fact: Option<FactId>,
    ) -> Option<Given> {
        let optional = matches!(ty, Type::Optional(_));
        match &value.kind {
            ValueKind::Unknown => {
                Some(Given { value: Some(Partial::Any), may_be_absent: optional })
            }
            ValueKind::Absent if optional => Some(Given::absent()),
            ValueKind::Absent => {
                self.report(faults::examples::not_optional(value.span));
                None
            }
            ValueKind::OneOf(values) => {
                let mut all: Option<Given> = None;
                for value in values {
                    let one = self.given_value(file, value, ty, fact)?;
                    all = Some(match all {
                        None => one,
                        Some(all) => match either(all, one) {
                            Some(either) => either,
                            None => {
                                self.report(faults::examples::one_of_single_values(value.span));
                                return None;
                            }
                        },
                    });
                }
                all
            }
            ValueKind::Literal(_)
            | ValueKind::Choice(_)
            | ValueKind::Month { .. }
            | ValueKind::Span(..)
            | ValueKind::List(_)
            | ValueKind::Record(_)
            | ValueKind::Set(_)
            | ValueKind::Between(..) => {
                self.partial(file, value, ty.present(), fact).map(Given::present)
            }
        }
    }

    /// A value that is there, of a type that is not optional.
    pub(super) fn partial(
        &mut self,
        file: usize,
        value: &tree::Value,
        ty: &Type,
        fact: Option<FactId>,
    ) -> Option<Partial> {
        match (&value.kind, ty) {
            (_, Type::Broken) => None,
            (ValueKind::Literal(literal), _) => {
                let lowered = self.literal(file, literal)?;
                let lowered = self.fitting(lowered, value.span, ty)?;
                match on_the_line(&lowered) {
                    Some(number) => self
                        .bounded(Interval::single(number), fact, value.span)
                        .map(Partial::Number),
                    None => single(&lowered),
                }
            }
            (ValueKind::Choice(name), Type::Choice(choice)) => {
                Some(Partial::Choice(bit(self.choice_value(file, *choice, name)?)))
            }
            (ValueKind::Month { year, month }, Type::Date) => {
                let days = month_days(*year, *month)?;
                self.bounded(days, fact, value.span).map(Partial::Number)
            }
            (ValueKind::Between(low, high), Type::Choice(choice)) => {
                self.between_choices(file, *choice, low, high, value.span)
            }
            (ValueKind::Between(low, high), _) if ty.is_numeric() => {
                let low = self.end(file, low, ty)?;
                let high = self.end(file, high, ty)?;
                let Some(between) = Interval::new(Some(low), Some(high)) else {
                    self.report(faults::types::bounds_crossed(value.span));
                    return None;
                };
                self.bounded(between, fact, value.span).map(Partial::Number)
            }
            (ValueKind::List(values), Type::List(element)) => {
                let elements = values
                    .iter()
                    .filter_map(|value| self.given_value(file, value, element, None))
                    .collect();
                Some(Partial::List { elements, complete: true })
            }
            (ValueKind::Record(stated), Type::Record(record)) => {
                let fields = self.stated_fields(*record, stated);
                let found = self.record_value(file, *record, &fields)?;
                self.ordered(found, ty, value.span)
            }
            (ValueKind::Span(from, to), Type::Record(record)) if self.is_period(ty) => {
                let found = self.record_value(file, *record, &[Some(from), Some(to)])?;
                self.ordered(found, ty, value.span)
            }
            // `{ }` is the empty set to the parser, and a record of which nothing is said.
            (ValueKind::Set(names), Type::Record(record)) if names.is_empty() => {
                let fields = self.stated_fields(*record, &[]);
                self.record_value(file, *record, &fields)
            }
            (ValueKind::Set(names), Type::Set(choice)) => {
                let may_in = self.name_bits(file, *choice, names);
                Some(Partial::Set { may_in, may_out: self.all_bits(*choice) & !may_in })
            }
            (
                ValueKind::Choice(_)
                | ValueKind::Month { .. }
                | ValueKind::Span(..)
                | ValueKind::List(_)
                | ValueKind::Record(_)
                | ValueKind::Set(_)
                | ValueKind::Unknown
                | ValueKind::Absent
                | ValueKind::Between(..)
                | ValueKind::OneOf(_),
                _,
            ) => {
                self.no_literal(value.span, ty);
                None
            }
        }
    }

    /// A period, unless it surely ends before it begins.
    fn ordered(&mut self, found: Partial, ty: &Type, span: Span) -> Option<Partial> {
        if !self.is_period(ty) {
            return Some(found);
        }
        let found = found.in_order();
        if found.is_none() {
            self.report(faults::types::ends_before(span));
        }
        found
    }

    fn record_value(
        &mut self,
        file: usize,
        record: whereas_value::id::RecordId,
        stated: &[Option<&tree::Value>],
    ) -> Option<Partial> {
        let fields = self.hir.records.get(record)?.fields.clone();
        let mut values = Vec::new();
        for (field, stated) in fields.iter().zip(stated) {
            let unstated = Given {
                value: Some(Partial::Any),
                may_be_absent: matches!(field.ty, Type::Optional(_)),
            };
            values.push(match stated {
                None => unstated,
                Some(value) => self.given_value(file, value, &field.ty, None).unwrap_or(unstated),
            });
        }
        Some(Partial::Record(values))
    }

    /// One end of `between A and B`.
    fn end(&mut self, file: usize, value: &tree::Value, ty: &Type) -> Option<Number> {
        let literal = self.literal_of(file, value, ty)?;
        on_the_line(&literal)
    }

    fn between_choices(
        &mut self,
        file: usize,
        choice: ChoiceId,
        low: &tree::Value,
        high: &tree::Value,
        span: Span,
    ) -> Option<Partial> {
        let ordered = self.hir.choices.get(choice).is_some_and(|it| it.ordered);
        if !ordered {
            self.report(faults::examples::no_order(span));
            return None;
        }
        let ty = Type::Choice(choice);
        let place = |literal: Literal| {
            if let Literal::Choice { value, .. } = literal { Some(value) } else { None }
        };
        let low = self.literal_of(file, low, &ty).and_then(place)?;
        let high = self.literal_of(file, high, &ty).and_then(place)?;
        if low > high {
            self.report(faults::types::bounds_crossed(span));
            return None;
        }
        Some(Partial::Choice((low..=high).fold(0, |bits, value| bits | bit(value))))
    }

    /// What of an interval is within the bounds of the fact; where nothing is, that is an error.
    fn bounded(&mut self, found: Interval, fact: Option<FactId>, span: Span) -> Option<Interval> {
        let Some(fact) = fact else { return Some(found) };
        let it = self.hir.facts.get(fact)?;
        let least = it.least.as_ref().and_then(on_the_line);
        let most = it.most.as_ref().and_then(on_the_line);
        let lo = found.lo().cloned().max(least);
        let hi = match (found.hi().cloned(), most) {
            (Some(hi), Some(most)) => Some(hi.min(most)),
            (hi, most) => hi.or(most),
        };
        let within = Interval::new(lo, hi);
        if within.is_none() {
            let name = it.name.clone();
            let declared = self.map.facts.get(fact).copied().unwrap_or(span);
            self.report(faults::types::out_of_bounds(span, &name, declared));
        }
        within
    }

    /// One single value of a type, as of a finding.
    pub(super) fn single_value(
        &mut self,
        file: usize,
        value: &tree::Value,
        ty: &Type,
    ) -> Option<Partial> {
        match &value.kind {
            ValueKind::Literal(_) | ValueKind::Choice(_) => self.partial(file, value, ty, None),
            ValueKind::Month { .. }
            | ValueKind::Span(..)
            | ValueKind::List(_)
            | ValueKind::Record(_)
            | ValueKind::Set(_)
            | ValueKind::Unknown
            | ValueKind::Absent
            | ValueKind::Between(..)
            | ValueKind::OneOf(_) => {
                self.report(faults::examples::one_value(value.span));
                None
            }
        }
    }
}

/// A literal that is on no line, as what is known.
fn single(literal: &Literal) -> Option<Partial> {
    match literal {
        Literal::Truth(truth) => Some(Partial::Truth { may_no: !truth, may_yes: *truth }),
        Literal::Text(text) => Some(Partial::Text(TextSet::single(text.clone()))),
        Literal::Choice { value, .. } => Some(Partial::Choice(bit(*value))),
        Literal::Number(_)
        | Literal::Money { .. }
        | Literal::Date(_)
        | Literal::Days(_)
        | Literal::Months(_)
        | Literal::Minutes(_)
        | Literal::Quantity { .. }
        | Literal::ChoiceName(_) => None,
    }
}

/// The days of a month.
fn month_days(year: u16, month: u8) -> Option<Interval> {
    let (year, month) = (i32::from(year), u32::from(month));
    let first = Date::from_ymd(year, month, 1)?;
    let last = Date::from_ymd(year, month, whereas_value::date::days_in_month(year, month))?;
    Interval::of_dates(first, last)
}

/// What is known where one or the other is: of single values only.
fn either(a: Given, b: Given) -> Option<Given> {
    let may_be_absent = a.may_be_absent || b.may_be_absent;
    let value = match (a.value, b.value) {
        (Some(a), Some(b)) => Some(either_value(a, b)?),
        (a, b) => a.or(b),
    };
    Some(Given { value, may_be_absent })
}

fn either_value(a: Partial, b: Partial) -> Option<Partial> {
    match (a, b) {
        (Partial::Any, _) | (_, Partial::Any) => Some(Partial::Any),
        (
            Partial::Truth { may_no, may_yes },
            Partial::Truth { may_no: other_no, may_yes: other_yes },
        ) => Some(Partial::Truth { may_no: may_no || other_no, may_yes: may_yes || other_yes }),
        (Partial::Choice(a), Partial::Choice(b)) => Some(Partial::Choice(a | b)),
        (Partial::Text(a), Partial::Text(b)) => Some(Partial::Text(a.union(&b))),
        (Partial::Number(a), Partial::Number(b)) => {
            let lo = a.lo().cloned().zip(b.lo().cloned()).map(|(a, b)| a.min(b));
            let hi = a.hi().cloned().zip(b.hi().cloned()).map(|(a, b)| a.max(b));
            Interval::new(lo, hi).map(Partial::Number)
        }
        (
            Partial::Truth { .. }
            | Partial::Choice(_)
            | Partial::Text(_)
            | Partial::Number(_)
            | Partial::Set { .. }
            | Partial::Record(_)
            | Partial::List { .. },
            _,
        ) => None,
    }
}

/// The text of a literal that is one.
pub(super) fn text_of(value: &tree::Value) -> Option<&ecow::EcoString> {
    if let ValueKind::Literal(tree::Literal { kind: LiteralKind::Text(text), .. }) = &value.kind {
        Some(&text.text)
    } else {
        None
    }
}
