//! Values in words, by type and book.

use whereas_plan::Book;
use whereas_value::answer::SetView;
use whereas_value::id::ChoiceId;
use whereas_value::number::Number;
use whereas_value::types::Type;
use whereas_value::{Abstract, Date, Given, Interval, Partial, TextSet, Values};

use crate::grammar::{self, Grammar, all_of, one_of};
use crate::plain;

/// All outcomes that are possible, in words: `yes or no`, `between 3 and 5, or undetermined`.
#[must_use]
pub fn possible(book: &Book, ty: &Type, outcome: &Abstract) -> String {
    let mut words = values(book, ty, &outcome.values);
    let say = grammar::of(book);
    words.extend(outcome.causes.iter().map(|cause| say.cause(cause).to_owned()));
    one_of(say, &words)
}

/// The possible values, one text for each; a range is one text.
#[must_use]
pub fn values(book: &Book, ty: &Type, values: &Values) -> Vec<String> {
    let say = grammar::of(book);
    match values {
        Values::Truth { may_no, may_yes } => truths(say, *may_no, *may_yes),
        Values::Choice(bits) => choices(book, ty, *bits),
        Values::Number(interval) => interval.iter().map(|it| range(book, ty, it)).collect(),
        Values::Text(texts) => self::texts(say, texts),
        Values::Set(view) => view.iter().map(|view| set(book, ty, *view)).collect(),
    }
}

fn truths(say: &dyn Grammar, may_no: bool, may_yes: bool) -> Vec<String> {
    let words = [(may_yes, true), (may_no, false)];
    words.iter().filter(|(may, _)| *may).map(|(_, yes)| say.truth(*yes).to_owned()).collect()
}

fn texts(say: &dyn Grammar, texts: &TextSet) -> Vec<String> {
    match texts {
        TextSet::Any => vec![say.any_text().to_owned()],
        TextSet::OneOf(texts) => texts.iter().map(|text| say.quoted(text)).collect(),
    }
}

fn choices(book: &Book, ty: &Type, bits: u64) -> Vec<String> {
    let (Type::Choice(choice) | Type::Set(choice)) = ty.present() else { return Vec::new() };
    let say = grammar::of(book);
    labels(book, *choice)
        .enumerate()
        .filter(|(place, _)| bits >> place & 1 == 1)
        .map(|(_, label)| say.quoted(label))
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
    let say = grammar::of(book);
    let all = |things: &[String]| all_of(say, things);
    match (sure.is_empty(), perhaps.is_empty()) {
        (true, true) => say.none().to_owned(),
        (false, true) => all(&sure),
        (true, false) => say.set(None, &all(&perhaps)),
        (false, false) => say.set(Some(&all(&sure)), &all(&perhaps)),
    }
}

/// A range of numbers, by what they count.
#[must_use]
pub fn range(book: &Book, ty: &Type, interval: &Interval) -> String {
    let say = grammar::of(book);
    let show = |end: &Number| match (ty.present(), end.to_i64().and_then(Date::from_days)) {
        (Type::Date, Some(day)) => say.the_day(day),
        _ => number(book, ty, end),
    };
    match (interval.lo(), interval.hi()) {
        (Some(low), Some(high)) if low == high => number(book, ty, low),
        (Some(low), Some(high)) => say.between(&show(low), &show(high)),
        (Some(low), None) => say.at_least(&show(low)),
        (None, Some(high)) => say.at_most(&show(high)),
        (None, None) => say.any_value().to_owned(),
    }
}

/// A number, by what it counts.
#[must_use]
pub fn number(book: &Book, ty: &Type, number: &Number) -> String {
    let say = grammar::of(book);
    match ty.present() {
        Type::Date => number
            .to_i64()
            .and_then(Date::from_days)
            .map_or_else(|| plain::number(number), |day| say.date(day)),
        Type::Days => say.days(number),
        Type::Months => say.months(number),
        Type::Minutes => say.minutes(number),
        Type::NumberIn(unit) => match book.units.get(*unit) {
            Some(unit) => plain::in_unit(number, &unit.name, &unit.label.plain),
            None => plain::number(number),
        },
        Type::Money { currency, per } => say.money(number, currency, *per),
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
    let say = grammar::of(book);
    let absent = given.may_be_absent.then(|| say.none().to_owned());
    let mut words = given.value.as_ref().map_or_else(Vec::new, |value| partial(book, ty, value));
    words.extend(absent);
    if words.is_empty() { None } else { Some(one_of(say, &words)) }
}

fn partial(book: &Book, ty: &Type, value: &Partial) -> Vec<String> {
    let say = grammar::of(book);
    match value {
        Partial::Any => Vec::new(),
        Partial::Truth { may_no, may_yes } => truths(say, *may_no, *may_yes),
        Partial::Choice(bits) => choices(book, ty, *bits),
        Partial::Number(interval) => vec![range(book, ty, interval)],
        Partial::Text(texts) => self::texts(say, texts),
        Partial::Set { may_in, may_out } => {
            vec![set(book, ty, SetView { definite: may_in & !may_out, possible: *may_in })]
        }
        Partial::Record(_) => Vec::new(),
        Partial::List { elements, complete } => vec![say.stated(elements.len(), *complete)],
    }
}

/// A single value that a policy states, in words.
#[must_use]
pub fn constant(book: &Book, ty: &Type, value: &whereas_plan::facts::Constant) -> String {
    use whereas_plan::facts::Constant;
    let say = grammar::of(book);
    match value {
        Constant::Truth(truth) => say.truth(*truth).to_owned(),
        Constant::Choice(place) => 1_u64
            .checked_shl(*place)
            .map_or_else(String::new, |bit| choices(book, ty, bit).concat()),
        Constant::Number(it) => number(book, ty, it),
        Constant::Text(text) => say.quoted(text),
    }
}
