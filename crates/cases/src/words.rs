//! Types and values in the words of a message.

use whereas_plan::Book;
use whereas_plan::facts::FactType;
use whereas_value::Date;
use whereas_value::id::UnitId;
use whereas_value::number::Number;
use whereas_value::types::{Rhythm, Type};

use crate::problems::{list, short};
use crate::raw::Kind;

/// What a value of this type looks like.
pub(crate) fn wanted(ty: &Type, book: &Book) -> String {
    match ty.present() {
        Type::Truth => "`yes` or `no`".to_owned(),
        Type::Number => "a number".to_owned(),
        Type::Integer => "a whole number".to_owned(),
        Type::Money { currency, per } => {
            format!("an amount such as `250 {currency}{}`", per.map(rhythm).unwrap_or_default())
        }
        Type::Date => "a day such as 2020-11-01, or a part of one such as \"2020-11\"".to_owned(),
        Type::Days => "a number of days such as `90 days`".to_owned(),
        Type::Months => "a number of months or years such as `6 months`".to_owned(),
        Type::Minutes => "a number of minutes or hours such as `90 minutes`".to_owned(),
        Type::NumberIn(unit) => format!("a number such as `100 {}`", unit_name(book, *unit)),
        Type::Text => "a text in quotes".to_owned(),
        Type::Choice(id) => {
            let values = book.choices.get(*id).map(|it| it.values.as_slice()).unwrap_or(&[]);
            list(values.iter().map(|value| value.name.as_str()))
        }
        Type::Record(id) => {
            let fields = book.records.get(*id).map(|it| it.fields.as_slice()).unwrap_or(&[]);
            format!("a map of {}", list(fields.iter().map(|field| field.name.as_str())))
        }
        Type::List(_) => "a list, or `{list: […], complete: false}`".to_owned(),
        Type::Set(id) => {
            let values = book.choices.get(*id).map(|it| it.values.as_slice()).unwrap_or(&[]);
            format!("a list of {}", list(values.iter().map(|value| value.name.as_str())))
        }
        // `present` leaves no optional type.
        Type::Optional(_) | Type::Broken => "a value".to_owned(),
    }
}

/// ` a month`
pub(crate) fn rhythm(per: Rhythm) -> &'static str {
    match per {
        Rhythm::Day => " a day",
        Rhythm::Week => " a week",
        Rhythm::Month => " a month",
        Rhythm::Year => " a year",
    }
}

/// What stands in the file.
pub(crate) fn found(kind: &Kind) -> String {
    match kind {
        Kind::Nothing => "empty".to_owned(),
        Kind::Plain(word) => format!("`{}`", short(word)),
        Kind::Quoted(text) => format!("the text \"{}\"", short(text)),
        Kind::List(_) => "a list".to_owned(),
        Kind::Map(_) => "a map".to_owned(),
    }
}

fn unit_name(book: &Book, unit: UnitId) -> &str {
    book.units.get(unit).map_or("", |it| it.name.as_str())
}

/// `at least 0`, `between 0 and 120`.
pub(crate) fn bounds(fact: &FactType, book: &Book) -> String {
    let words = |number: &Number| match fact.ty.present() {
        Type::Date => number
            .to_i64()
            .and_then(Date::from_days)
            .map_or_else(|| number.to_string(), |day| day.to_string()),
        Type::Days => format!("{number} days"),
        Type::Months => format!("{number} months"),
        Type::Minutes => format!("{number} minutes"),
        Type::NumberIn(unit) => format!("{number} {}", unit_name(book, *unit)),
        Type::Money { currency, per } => {
            format!("{number} {currency}{}", per.map(rhythm).unwrap_or_default())
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
    };
    match (&fact.least, &fact.most) {
        (Some(least), Some(most)) => format!("between {} and {}", words(least), words(most)),
        (Some(least), None) => format!("at least {}", words(least)),
        (None, Some(most)) => format!("at most {}", words(most)),
        (None, None) => "any value".to_owned(),
    }
}
