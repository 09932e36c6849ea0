//! Values in words, by type and book.

use whereas_plan::Book;
use whereas_value::answer::SetView;
use whereas_value::id::ChoiceId;
use whereas_value::number::Number;
use whereas_value::types::Type;
use whereas_value::{Abstract, Date, Given, Interval, Partial, TextSet, Values};

use crate::plain;

/// All outcomes that are possible, in words: `yes or no`, `between 3 and 5, or undetermined`.
#[must_use]
pub fn possible(book: &Book, ty: &Type, outcome: &Abstract) -> String {
    let mut words = values(book, ty, &outcome.values);
    words.extend(outcome.causes.iter().map(|cause| cause.words().to_owned()));
    plain::one_of(&words)
}

/// The possible values, one text for each; a range is one text.
#[must_use]
pub fn values(book: &Book, ty: &Type, values: &Values) -> Vec<String> {
    match values {
        Values::Truth { may_no, may_yes } => truths(*may_no, *may_yes),
        Values::Choice(bits) => choices(book, ty, *bits),
        Values::Number(interval) => interval.iter().map(|it| range(ty, it)).collect(),
        Values::Text(texts) => self::texts(texts),
        Values::Set(view) => view.iter().map(|view| set(book, ty, *view)).collect(),
    }
}

fn truths(may_no: bool, may_yes: bool) -> Vec<String> {
    let words = [(may_yes, "yes"), (may_no, "no")];
    words.iter().filter(|(may, _)| *may).map(|(_, word)| (*word).to_owned()).collect()
}

fn texts(texts: &TextSet) -> Vec<String> {
    match texts {
        TextSet::Any => vec!["any text".to_owned()],
        TextSet::OneOf(texts) => texts.iter().map(|text| format!("“{text}”")).collect(),
    }
}

fn choices(book: &Book, ty: &Type, bits: u64) -> Vec<String> {
    let (Type::Choice(choice) | Type::Set(choice)) = ty.present() else { return Vec::new() };
    labels(book, *choice)
        .enumerate()
        .filter(|(place, _)| bits >> place & 1 == 1)
        .map(|(_, label)| format!("“{label}”"))
        .collect()
}

fn labels(book: &Book, choice: ChoiceId) -> impl Iterator<Item = &str> {
    book.choices
        .get(choice)
        .into_iter()
        .flat_map(|choice| choice.values.iter().take(64).map(|value| value.label.plain.as_str()))
}

fn set(book: &Book, ty: &Type, view: SetView) -> String {
    let sure = choices(book, ty, view.definite);
    let perhaps = choices(book, ty, view.possible & !view.definite);
    match (sure.is_empty(), perhaps.is_empty()) {
        (true, true) => "none".to_owned(),
        (false, true) => plain::all_of(&sure),
        (true, false) => format!("perhaps {}", plain::all_of(&perhaps)),
        (false, false) => {
            format!("{}, and perhaps {}", plain::all_of(&sure), plain::all_of(&perhaps))
        }
    }
}

/// A range of numbers, by what they count.
#[must_use]
pub fn range(ty: &Type, interval: &Interval) -> String {
    plain::range(interval, |end| number(ty, end))
}

/// A number, by what it counts.
#[must_use]
pub fn number(ty: &Type, number: &Number) -> String {
    match ty.present() {
        Type::Date => number
            .to_i64()
            .and_then(Date::from_days)
            .map_or_else(|| plain::number(number), plain::date),
        Type::Days => plain::days(number),
        Type::Months => plain::months(number),
        Type::Money { currency, per } => plain::money(number, currency, *per),
        Type::Truth
        | Type::Number
        | Type::Integer
        | Type::Text
        | Type::Choice(_)
        | Type::Record(_)
        | Type::List(_)
        | Type::Set(_)
        | Type::Optional(_)
        | Type::Broken => plain::number(number),
    }
}

/// What a case states of a fact, in words; `None` where it says nothing of it.
#[must_use]
pub fn given(book: &Book, ty: &Type, given: &Given) -> Option<String> {
    let absent = given.may_be_absent.then(|| "none".to_owned());
    let mut words = given.value.as_ref().map_or_else(Vec::new, |value| partial(book, ty, value));
    words.extend(absent);
    if words.is_empty() { None } else { Some(plain::one_of(&words)) }
}

fn partial(book: &Book, ty: &Type, value: &Partial) -> Vec<String> {
    match value {
        Partial::Any => Vec::new(),
        Partial::Truth { may_no, may_yes } => truths(*may_no, *may_yes),
        Partial::Choice(bits) => choices(book, ty, *bits),
        Partial::Number(interval) => vec![range(ty, interval)],
        Partial::Text(texts) => self::texts(texts),
        Partial::Set { may_in, may_out } => {
            vec![set(book, ty, SetView { definite: may_in & !may_out, possible: *may_in })]
        }
        Partial::Record(_) => Vec::new(),
        Partial::List { elements, complete } => {
            let count = elements.len();
            let all = if *complete { "" } else { ", perhaps more" };
            vec![format!("{count} stated{all}")]
        }
    }
}

/// A single value that a policy states, in words.
#[must_use]
pub fn constant(book: &Book, ty: &Type, value: &whereas_plan::facts::Constant) -> String {
    use whereas_plan::facts::Constant;
    match value {
        Constant::Truth(truth) => if *truth { "yes" } else { "no" }.to_owned(),
        Constant::Choice(place) => 1_u64
            .checked_shl(*place)
            .map_or_else(String::new, |bit| choices(book, ty, bit).concat()),
        Constant::Number(it) => number(ty, it),
        Constant::Text(text) => format!("“{text}”"),
    }
}
