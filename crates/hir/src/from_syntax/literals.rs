//! Literals, and whether they are of a type.

use whereas_source::Span;
use whereas_syntax::tree::{self, LiteralKind, ValueKind};
use whereas_value::id::ChoiceId;
use whereas_value::number::Number;
use whereas_value::types::Type;

use super::faults;
use super::labels::{date, number};
use super::lower::{Lower, literal_type};
use super::types::rhythm;
use crate::expr::Literal;
use crate::print;

impl Lower<'_> {
    /// A literal; nothing where an error was reported.
    pub fn literal(&mut self, file: usize, literal: &tree::Literal) -> Option<Literal> {
        Some(match &literal.kind {
            LiteralKind::Number(written) => Literal::Number(number(written)?),
            LiteralKind::Percent(written) => Literal::Number(percent(written)?),
            LiteralKind::Money { amount, currency, rhythm: per } => {
                if !self.currency(currency) {
                    return None;
                }
                if let Some(problem) = faults::types::thousands(amount, currency) {
                    self.report(problem);
                }
                Literal::Money {
                    amount: number(amount)?,
                    currency: currency.text.clone(),
                    per: per.map(rhythm),
                }
            }
            LiteralKind::Days(written) => Literal::Days(number(written)?),
            LiteralKind::Months(written) => Literal::Months(number(written)?),
            LiteralKind::Weeks(written) => {
                Literal::Days(number(written)?.checked_mul(&Number::from(7_i32)).ok()?)
            }
            LiteralKind::Years(written) => {
                Literal::Months(number(written)?.checked_mul(&Number::from(12_i32)).ok()?)
            }
            LiteralKind::Minutes(written) => Literal::Minutes(number(written)?),
            LiteralKind::Hours(written) => {
                Literal::Minutes(number(written)?.checked_mul(&Number::from(60_i32)).ok()?)
            }
            LiteralKind::Quantity { amount, unit } => {
                let unit = self.unit(file, unit)?;
                Literal::Quantity { amount: number(amount)?, unit }
            }
            LiteralKind::Date(day) => Literal::Date(date(*day)),
            LiteralKind::YesNo(truth) => Literal::Truth(*truth),
            LiteralKind::Text(text) => Literal::Text(text.text.clone()),
        })
    }

    /// The place of a value in a choice; nothing where it has none of that name, which is reported.
    pub fn choice_value(
        &mut self,
        file: usize,
        choice: ChoiceId,
        name: &tree::Name,
    ) -> Option<u32> {
        let found = self.hir.choices.get(choice)?;
        if let Some(place) = found.values.iter().position(|value| value.name == name.text) {
            return u32::try_from(place).ok();
        }
        if self.is_broken(file, name) {
            return None;
        }
        let near = self.near(&name.text, found.values.iter().map(|value| value.name.as_str()));
        let scope = self.scopes.get(file)?;
        let others = scope
            .values(&name.text)
            .iter()
            .filter_map(|(other, _)| self.hir.choices.get(*other))
            .map(|other| other.name.clone())
            .collect();
        let problem = faults::types::no_such_value(name, &found.name, &found.values, near, others);
        self.problems.push(problem);
        None
    }

    /// Whether a name was declared by something that could not be read.
    pub fn is_broken(&self, file: usize, name: &tree::Name) -> bool {
        self.scopes.get(file).is_some_and(|scope| {
            matches!(
                scope.look_up_anywhere(&name.text),
                super::scope::Lookup::One(super::entry::Entry::Broken)
            )
        })
    }

    /// A value that must be one literal of a type: of a parameter or a presumption.
    pub fn literal_of(&mut self, file: usize, value: &tree::Value, ty: &Type) -> Option<Literal> {
        let literal = match &value.kind {
            ValueKind::Literal(literal) => self.literal(file, literal)?,
            ValueKind::Choice(name) => {
                let Type::Choice(choice) = ty.present() else {
                    self.no_literal(value.span, ty);
                    return None;
                };
                let value = self.choice_value(file, *choice, name)?;
                Literal::Choice { choice: *choice, value }
            }
            ValueKind::Absent => {
                self.report(faults::types::absent_here(value.span));
                return None;
            }
            ValueKind::Month { .. }
            | ValueKind::Span(..)
            | ValueKind::List(_)
            | ValueKind::Record(_)
            | ValueKind::Set(_)
            | ValueKind::Unknown
            | ValueKind::Between(..)
            | ValueKind::OneOf(_) => {
                self.no_literal(value.span, ty);
                return None;
            }
        };
        self.fitting(literal, value.span, ty)
    }

    /// Reports what stands where a value of a type is wanted.
    pub fn no_literal(&mut self, span: Span, ty: &Type) {
        if *ty != Type::Broken {
            let wanted = print::type_words(&self.hir, ty);
            let text = self.text(span);
            let instead = self.meant(&text, ty);
            self.report(faults::types::not_of_type(span, &text, &wanted, instead.as_deref()));
        }
    }

    /// What a text was most likely meant to say as a value of a type: `true`, `"no"`, a value's label, a bare number.
    fn meant(&self, text: &str, ty: &Type) -> Option<String> {
        let bare = text.trim_matches('"');
        let number = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let of_unit = |unit: &str| number.then(|| format!("{bare} {unit}"));
        match ty.present() {
            Type::Truth => match bare.to_ascii_lowercase().as_str() {
                "true" | "yes" => Some("yes".to_owned()),
                "false" | "no" => Some("no".to_owned()),
                _ => None,
            },
            Type::Choice(choice) => {
                let mut values = self.hir.choices.get(*choice)?.values.iter();
                let said = |it: &&crate::vocabulary::Named| {
                    it.name == bare || it.label.plain.eq_ignore_ascii_case(bare)
                };
                values.find(said).map(|it| it.name.to_string())
            }
            Type::Money { currency, per: None } => of_unit(currency),
            Type::Days => of_unit("days"),
            Type::Months => of_unit("months"),
            Type::Minutes => of_unit("minutes"),
            Type::NumberIn(unit) => of_unit(&self.hir.units.get(*unit)?.name),
            Type::Number | Type::Integer => number.then(|| bare.to_owned()),
            Type::Money { .. }
            | Type::Date
            | Type::Text
            | Type::Record(_)
            | Type::List(_)
            | Type::Set(_)
            | Type::Optional(_)
            | Type::Broken => None,
        }
    }

    /// The literal, if it is of the type; reported where it is not.
    pub fn fitting(&mut self, literal: Literal, span: Span, ty: &Type) -> Option<Literal> {
        if fits(&literal, ty) {
            return Some(literal);
        }
        let whole = literal_type(&literal).is_some_and(|found| {
            matches!(
                (&found, ty.present()),
                (Type::Number, Type::Integer)
                    | (Type::Days, Type::Days)
                    | (Type::Months, Type::Months)
                    | (Type::Minutes, Type::Minutes)
            )
        });
        if whole {
            self.report(faults::types::not_whole(span, &self.text(span)));
        } else {
            self.no_literal(span, ty);
        }
        None
    }
}

/// `32 %` as a number.
pub(super) fn percent(written: &tree::Number) -> Option<Number> {
    number(written)?.checked_div(&Number::from(100_i32)).ok()
}

/// Whether a literal is of a type.
pub(super) fn fits(literal: &Literal, ty: &Type) -> bool {
    match (literal, ty.present()) {
        (_, Type::Broken)
        | (Literal::Truth(_), Type::Truth)
        | (Literal::Number(_), Type::Number)
        | (Literal::Date(_), Type::Date)
        | (Literal::Text(_), Type::Text) => true,
        (Literal::Number(number), Type::Integer)
        | (Literal::Days(number), Type::Days)
        | (Literal::Months(number), Type::Months)
        | (Literal::Minutes(number), Type::Minutes) => number.is_integer(),
        (Literal::Quantity { unit, .. }, Type::NumberIn(wanted)) => unit == wanted,
        (Literal::Money { currency, per, .. }, Type::Money { currency: wanted, per: rhythm }) => {
            currency == wanted && per == rhythm
        }
        (Literal::Choice { choice, .. }, Type::Choice(wanted)) => choice == wanted,
        (
            Literal::Truth(_)
            | Literal::Number(_)
            | Literal::Money { .. }
            | Literal::Date(_)
            | Literal::Days(_)
            | Literal::Months(_)
            | Literal::Minutes(_)
            | Literal::Quantity { .. }
            | Literal::Text(_)
            | Literal::Choice { .. }
            | Literal::ChoiceName(_),
            _,
        ) => false,
    }
}

/// Where a literal stands on the line of its type: a number, an amount, or a day's number.
pub(super) fn on_the_line(literal: &Literal) -> Option<Number> {
    match literal {
        Literal::Number(number)
        | Literal::Days(number)
        | Literal::Months(number)
        | Literal::Minutes(number)
        | Literal::Quantity { amount: number, .. }
        | Literal::Money { amount: number, .. } => Some(number.clone()),
        Literal::Date(date) => Some(Number::from(date.days())),
        Literal::Truth(_) | Literal::Text(_) | Literal::Choice { .. } | Literal::ChoiceName(_) => {
            None
        }
    }
}
