//! Cases drawn for a policy, learning more of a case, and cases in words.
//!
//! Reads the resolved policy; produces [`Case`]s as a case file would give them: values within their types and
//! bounds, one finding for a judgement.

mod draw;
mod findings;
mod rebase;
mod refine;
mod sayable;
mod settle;
mod smaller;
mod words;

pub use draw::draw;
pub use rebase::rebase;
pub use refine::{refine, restated};
pub use sayable::{lines, sayable, single};
pub use settle::settle;
pub use smaller::smaller;
pub use words::words;

use whereas_hir::Hir;
use whereas_hir::expr::Literal;
use whereas_value::id::FactId;
use whereas_value::{Date, Interval, Number, Type};

/// The day `offset` days after the first of the window in which drawn policies speak.
fn window(offset: i64) -> Date {
    let start = Date::from_ymd(2024, 1, 28);
    start.and_then(|day| day.plus_days(offset).ok()).unwrap_or(Date::MIN)
}

/// The sum of two small numbers.
fn plus(a: &Number, b: i64) -> Number {
    a.checked_add(&Number::from(b)).unwrap_or_else(|_| a.clone())
}

/// A literal as the number that runs compute with.
fn number_of(literal: &Literal) -> Option<Number> {
    match literal {
        Literal::Number(number)
        | Literal::Days(number)
        | Literal::Months(number)
        | Literal::Minutes(number)
        | Literal::Quantity { amount: number, .. }
        | Literal::Money { amount: number, .. } => Some(number.clone()),
        Literal::Date(date) => Some(Number::from(i64::from(date.days()))),
        Literal::Truth(_) | Literal::Text(_) | Literal::Choice { .. } | Literal::ChoiceName(_) => {
            None
        }
    }
}

/// The bounds of a numeric fact.
fn bounds(hir: &Hir, fact: FactId) -> (Option<Number>, Option<Number>) {
    let Some(it) = hir.facts.get(fact) else { return (None, None) };
    (it.least.as_ref().and_then(number_of), it.most.as_ref().and_then(number_of))
}

/// An interval of two ends, whatever their order.
fn interval(a: Number, b: Number) -> Interval {
    let (lo, hi) = if a <= b { (a, b) } else { (b, a) };
    Interval::new(Some(lo.clone()), Some(hi)).unwrap_or_else(|| Interval::single(lo))
}

/// How many values a choice has.
fn size_of(hir: &Hir, ty: &Type) -> u32 {
    let (Type::Choice(choice) | Type::Set(choice)) = ty.present() else { return 0 };
    hir.choices.get(*choice).map_or(0, |choice| u32::try_from(choice.values.len()).unwrap_or(0))
}

/// The types of the fields of a record type; none of another.
fn fields(hir: &Hir, ty: &Type) -> Vec<Type> {
    let Type::Record(record) = ty.present() else { return Vec::new() };
    hir.records
        .get(*record)
        .map(|record| record.fields.iter().map(|field| field.ty.clone()).collect())
        .unwrap_or_default()
}
