//! Values by type, as data: exact numbers as text, dates as days, choices by name.

use schemars::JsonSchema;
use serde::Serialize;
use whereas_plan::Book;
use whereas_plan::book::NamedWords;
use whereas_value::answer::SetView;
use whereas_value::id::ChoiceId;
use whereas_value::types::{Rhythm, Type};
use whereas_value::{Abstract, Cause, Date, Interval, Number, Partial, TextSet, Values};

/// One value, written so that nothing is lost.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// Of yes/no: `true` is yes.
    Truth(bool),
    /// The name of a value of a choice; an exact number, `"33.33"`, or `"1/3"` where no decimal is exact; a day,
    /// `"2020-11-02"`; a length of time with its unit, `"28 days"`, `"6 months"` or `"90 minutes"`; a number with a unit of
    /// the policy's own, `"1500 km"`; a text.
    Text(String),
    /// Of money.
    Amount(Amount),
    /// Of a set: the names of what is in it, in the order of the policy.
    Set(Vec<String>),
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// An amount of money, exact.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Amount {
    /// How much, in whole units of the currency: `"33.33"`; `"100/3"` where no decimal is exact.
    pub amount: String,
    /// The currency by its ISO 4217 code: `USD`.
    pub currency: String,
    /// Of an amount with a rhythm: each day, week, month or year. It is left out of an amount without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<Rhythm>,
}

/// All outcomes that are possible.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Possible {
    /// The possible values.
    pub values: PossibleValues,
    /// The causes for which there may be no value.
    pub causes: Vec<Cause>,
    /// Both in words: `“a book” or “a tool”`, `between 3 and 5 or undetermined`.
    pub words: String,
}

/// The possible values of a question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum PossibleValues {
    /// Each value that is possible; none where there is surely no value.
    Each(Vec<Value>),
    /// A range of numbers, amounts, days or lengths of time, both ends in.
    Range {
        /// The least and the greatest; null where there is none.
        between: [Option<Value>; 2],
    },
    /// Of a set of which something is open.
    Set {
        /// What is surely in it.
        surely: Vec<String>,
        /// What may be in it.
        perhaps: Vec<String>,
    },
    /// Of a text that may be anything.
    Any(AnyText),
}

/// Any text at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnyText {
    /// Any text.
    Any,
}

impl Possible {
    pub(super) fn of(book: &Book, ty: &Type, outcome: &Abstract) -> Self {
        Self {
            values: possible(book, ty, &outcome.values),
            causes: outcome.causes.iter().collect(),
            words: whereas_words::value::possible(book, ty, outcome),
        }
    }
}

/// The one value, where there is one.
pub(super) fn single(book: &Book, ty: &Type, values: &Values) -> Option<Value> {
    match values {
        Values::Truth { may_no, may_yes } => (may_no != may_yes).then_some(Value::Truth(*may_yes)),
        Values::Choice(bits) => match names(book, ty, *bits).as_slice() {
            [one] => Some(Value::Text(one.clone())),
            _ => None,
        },
        Values::Number(interval) => Some(number(book, ty, interval.as_ref()?.as_single()?)),
        Values::Text(texts) => texts.as_single().map(|text| Value::Text(text.to_string())),
        Values::Set(view) => {
            let SetView { definite, possible } = (*view)?;
            (definite == possible).then(|| Value::Set(names(book, ty, definite)))
        }
    }
}

/// One value that a finding states.
pub(super) fn of_partial(book: &Book, ty: &Type, value: &Partial) -> Option<Value> {
    match value {
        Partial::Truth { may_no, may_yes } => (may_no != may_yes).then_some(Value::Truth(*may_yes)),
        Partial::Choice(bits) => names(book, ty, *bits).into_iter().next().map(Value::Text),
        Partial::Number(interval) => Some(number(book, ty, interval.as_single()?)),
        Partial::Text(texts) => texts.as_single().map(|text| Value::Text(text.to_string())),
        Partial::Set { may_in, .. } => Some(Value::Set(names(book, ty, *may_in))),
        Partial::Any | Partial::Record(_) | Partial::List { .. } => None,
    }
}

fn possible(book: &Book, ty: &Type, values: &Values) -> PossibleValues {
    PossibleValues::Each(match values {
        Values::Truth { may_no, may_yes } => {
            let truths = [(*may_no, false), (*may_yes, true)];
            truths.iter().filter(|(may, _)| *may).map(|(_, it)| Value::Truth(*it)).collect()
        }
        Values::Choice(bits) => names(book, ty, *bits).into_iter().map(Value::Text).collect(),
        Values::Number(None) | Values::Set(None) => Vec::new(),
        Values::Number(Some(interval)) => return range(book, ty, interval),
        Values::Text(TextSet::Any) => return PossibleValues::Any(AnyText::Any),
        Values::Text(TextSet::OneOf(texts)) => {
            texts.iter().map(|text| Value::Text(text.to_string())).collect()
        }
        Values::Set(Some(view)) => {
            return PossibleValues::Set {
                surely: names(book, ty, view.definite),
                perhaps: names(book, ty, view.possible & !view.definite),
            };
        }
    })
}

fn range(book: &Book, ty: &Type, interval: &Interval) -> PossibleValues {
    if let Some(single) = interval.as_single() {
        return PossibleValues::Each(vec![number(book, ty, single)]);
    }
    let end = |end: Option<&Number>| end.map(|end| number(book, ty, end));
    PossibleValues::Range { between: [end(interval.lo()), end(interval.hi())] }
}

/// `"33.33"`, `{"amount": "33.33", "currency": "USD"}`, `"2020-11-01"`, `"28 days"`, `"1500 km"`.
fn number(book: &Book, ty: &Type, number: &Number) -> Value {
    Value::Text(match ty.present() {
        Type::Date => match number.to_i64().and_then(Date::from_days) {
            Some(day) => day.to_string(),
            None => number.to_string(),
        },
        Type::Days => unit(number, "day"),
        Type::Months => unit(number, "month"),
        Type::Minutes => unit(number, "minute"),
        Type::NumberIn(id) => {
            let unit = book.units.get(*id).map_or("", |it| it.name.as_str());
            format!("{number} {unit}")
        }
        Type::Money { currency, per } => {
            let (amount, currency) = (number.to_string(), currency.to_string());
            return Value::Amount(Amount { amount, currency, per: *per });
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
        | Type::Broken => number.to_string(),
    })
}

fn unit(number: &Number, unit: &str) -> String {
    if *number == Number::ONE { format!("{number} {unit}") } else { format!("{number} {unit}s") }
}

fn names(book: &Book, ty: &Type, bits: u64) -> Vec<String> {
    let (Type::Choice(choice) | Type::Set(choice)) = ty.present() else { return Vec::new() };
    choice_values(book, *choice)
        .iter()
        .zip(0_u32..)
        .filter(|(_, place)| bits.checked_shr(*place).unwrap_or(0) & 1 == 1)
        .map(|(value, _)| value.name.to_string())
        .collect()
}

/// The values of a choice.
pub(super) fn choice_values(book: &Book, choice: ChoiceId) -> &[NamedWords] {
    book.choices.get(choice).map(|it| it.values.as_slice()).unwrap_or(&[])
}
