//! Values by type, as JSON: exact numbers as text, dates as days, choices by name.

use serde::Serialize;
use serde_json::{Value, json};
use whereas_plan::Book;
use whereas_plan::book::NamedWords;
use whereas_value::answer::SetView;
use whereas_value::id::ChoiceId;
use whereas_value::types::{Rhythm, Type};
use whereas_value::{Cause, Causes, Date, Interval, Number, Partial, TextSet, Values};

/// All outcomes that are possible.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Possible {
    /// The possible values; of numbers and dates a range `{"between": [a, b]}` whose ends may be null, of a
    /// text that may be anything `"any"`, of a set `{"surely": […], "perhaps": […]}`.
    pub values: Value,
    /// The causes for which there may be none.
    pub causes: Vec<&'static str>,
}

impl Possible {
    pub(super) fn of(book: &Book, ty: &Type, values: &Values, causes: Causes) -> Self {
        Self { values: possible(book, ty, values), causes: causes.iter().map(cause).collect() }
    }
}

/// A cause as a field of JSON.
pub(super) const fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Undetermined => "undetermined",
        Cause::Conflict => "conflict",
        Cause::Fault => "fault",
        Cause::NotReady => "not_ready",
        Cause::NotInForce => "not_in_force",
        Cause::OutOfScope => "out_of_scope",
    }
}

/// The one value, where there is one.
pub(super) fn single(book: &Book, ty: &Type, values: &Values) -> Option<Value> {
    match values {
        Values::Truth { may_no, may_yes } => (may_no != may_yes).then_some(json!(may_yes)),
        Values::Choice(bits) => match names(book, ty, *bits).as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        },
        Values::Number(interval) => Some(number(ty, interval.as_ref()?.as_single()?)),
        Values::Text(texts) => texts.as_single().map(|text| json!(text)),
        Values::Set(view) => {
            let SetView { definite, possible } = (*view)?;
            (definite == possible).then(|| json!(names(book, ty, definite)))
        }
    }
}

/// One value that a finding states.
pub(super) fn of_partial(book: &Book, ty: &Type, value: &Partial) -> Option<Value> {
    match value {
        Partial::Truth { may_no, may_yes } => (may_no != may_yes).then_some(json!(may_yes)),
        Partial::Choice(bits) => names(book, ty, *bits).into_iter().next(),
        Partial::Number(interval) => Some(number(ty, interval.as_single()?)),
        Partial::Text(texts) => texts.as_single().map(|text| json!(text)),
        Partial::Set { may_in, .. } => Some(json!(names(book, ty, *may_in))),
        Partial::Any | Partial::Record(_) | Partial::List { .. } => None,
    }
}

fn possible(book: &Book, ty: &Type, values: &Values) -> Value {
    match values {
        Values::Truth { may_no, may_yes } => {
            let truths = [(*may_no, false), (*may_yes, true)];
            json!(
                truths.iter().filter(|(may, _)| *may).map(|(_, truth)| *truth).collect::<Vec<_>>()
            )
        }
        Values::Choice(bits) => json!(names(book, ty, *bits)),
        Values::Number(None) => json!([]),
        Values::Number(Some(interval)) => range(ty, interval),
        Values::Text(TextSet::Any) => json!("any"),
        Values::Text(TextSet::OneOf(texts)) => json!(texts),
        Values::Set(None) => json!([]),
        Values::Set(Some(view)) => json!({
            "surely": names(book, ty, view.definite),
            "perhaps": names(book, ty, view.possible & !view.definite),
        }),
    }
}

fn range(ty: &Type, interval: &Interval) -> Value {
    if let Some(single) = interval.as_single() {
        return json!([number(ty, single)]);
    }
    let end = |end: Option<&Number>| end.map_or(Value::Null, |end| number(ty, end));
    json!({ "between": [end(interval.lo()), end(interval.hi())] })
}

/// `"33.33"`, `{"amount": "33.33", "currency": "USD"}`, `"2020-11-01"`, `"28 days"`.
pub(super) fn number(ty: &Type, number: &Number) -> Value {
    match ty.present() {
        Type::Date => match number.to_i64().and_then(Date::from_days) {
            Some(day) => json!(day),
            None => json!(number),
        },
        Type::Days => json!(unit(number, "day")),
        Type::Months => json!(unit(number, "month")),
        Type::Money { currency, per: None } => json!({ "amount": number, "currency": currency }),
        Type::Money { currency, per: Some(per) } => {
            let per = match per {
                Rhythm::Day => "day",
                Rhythm::Week => "week",
                Rhythm::Month => "month",
                Rhythm::Year => "year",
            };
            json!({ "amount": number, "currency": currency, "per": per })
        }
        Type::Truth
        | Type::Number
        | Type::Integer
        | Type::Text
        | Type::Choice(_)
        | Type::Record(_)
        | Type::List(_)
        | Type::Set(_)
        | Type::Optional(_)
        | Type::Broken => json!(number),
    }
}

fn unit(number: &Number, unit: &str) -> String {
    if *number == Number::ONE { format!("{number} {unit}") } else { format!("{number} {unit}s") }
}

fn names(book: &Book, ty: &Type, bits: u64) -> Vec<Value> {
    let (Type::Choice(choice) | Type::Set(choice)) = ty.present() else { return Vec::new() };
    choice_values(book, *choice)
        .iter()
        .zip(0_u32..)
        .filter(|(_, place)| bits.checked_shr(*place).unwrap_or(0) & 1 == 1)
        .map(|(value, _)| json!(value.name))
        .collect()
}

/// The values of a choice.
pub(super) fn choice_values(book: &Book, choice: ChoiceId) -> &[NamedWords] {
    book.choices.get(choice).map(|it| it.values.as_slice()).unwrap_or(&[])
}
