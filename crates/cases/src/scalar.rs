//! One word or text of a case, read as the type of its fact says.
//!
//! Produces values or a problem, never a guess: a text that other readers of YAML would take for something
//! else needs its quotes, an amount has its own currency. A number may stand in quotes: who writes outcomes without
//! floats writes it so.

use ecow::EcoString;
use whereas_diagnostics::Diagnostic;
use whereas_source::Span;
use whereas_value::date::DateError;
use whereas_value::number::NumberError;
use whereas_value::types::{Rhythm, Type};
use whereas_value::{Currency, Date, Number};

use crate::path::Path;
use crate::problems;
use crate::raw::{Kind, Node};
use crate::words;

/// A value, or what is wrong with it.
pub(crate) type Scalar<T> = Result<T, Box<Diagnostic>>;

/// A word with its quotes gone, and whether it had any.
#[derive(Clone, Copy)]
pub(crate) struct Word<'a> {
    pub text: &'a str,
    pub quoted: bool,
    pub span: Span,
}

impl<'a> Word<'a> {
    /// The word that stands there, if it is one.
    pub(crate) fn of(node: &'a Node) -> Option<Self> {
        match &node.kind {
            Kind::Plain(text) => Some(Self { text, quoted: false, span: node.span }),
            Kind::Quoted(text) => Some(Self { text, quoted: true, span: node.span }),
            Kind::Nothing | Kind::List(_) | Kind::Map(_) => None,
        }
    }
}

/// `yes`, `no`, `true`, `false`.
pub(crate) fn truth(word: Word<'_>) -> Option<bool> {
    match word.text {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}

/// A text. Without quotes it must be one that nothing else could be meant by.
pub(crate) fn text(word: Word<'_>, path: &Path<'_>) -> Scalar<EcoString> {
    if !word.quoted && looks_like_no_text(word.text) {
        return Err(Box::new(problems::needs_quotes(word.span, path, word.text)));
    }
    Ok(word.text.into())
}

/// What some reader of YAML takes for a truth, nothing, a number or a date.
fn looks_like_no_text(word: &str) -> bool {
    const WORDS: [&str; 10] = ["yes", "no", "true", "false", "on", "off", "y", "n", "null", "nan"];
    let digits =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | '_' | ':' | 'e' | 'E');
    WORDS.contains(&word.to_ascii_lowercase().as_str())
        || (word.chars().all(digits) && word.contains(|c: char| c.is_ascii_digit()))
}

/// A day, a month or a year: the days it may be.
pub(crate) fn date(word: Word<'_>, path: &Path<'_>) -> Scalar<(Date, Date)> {
    date_or(word, "a day such as 2020-11-01, or a part of one such as \"2020-11\"", path)
}

fn date_or(word: Word<'_>, wanted: &str, path: &Path<'_>) -> Scalar<(Date, Date)> {
    Date::parse_partial(word.text).map_err(|error| {
        Box::new(match error {
            DateError::Impossible | DateError::OutOfCalendar => {
                problems::impossible_date(word.span, path, word.text)
            }
            DateError::Malformed => {
                let problem = problems::wrong_type(word.span, path, wanted, &quoted(word));
                match nearly_a_day(word.text) {
                    Some(day) if word.quoted => {
                        problem.fix("did you mean", word.span, format!("\"{day}\""))
                    }
                    Some(day) => problem.fix("did you mean", word.span, day.to_string()),
                    None => problem,
                }
            }
        })
    })
}

/// The day that a text surely means which is not written as days are: with a time, with one digit for a month, or
/// without its dashes. Of `3/2/2021` nobody can tell which it is.
fn nearly_a_day(text: &str) -> Option<Date> {
    if let Some(day) = with_month_in_letters(text) {
        return Some(day);
    }
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    let parts: Vec<&str> = match (day.get(..4), day.get(4..6), day.get(6..8)) {
        (Some(year), Some(month), Some(rest)) if day.len() == 8 && !day.contains('-') => {
            vec![year, month, rest]
        }
        _ => day.split('-').collect(),
    };
    let [year, month, day] = parts.as_slice() else { return None };
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Date::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// `1 August 2024`, `August 1, 2024`.
fn with_month_in_letters(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let parts: Vec<&str> = text.split([' ', ',']).filter(|part| !part.is_empty()).collect();
    let [first, second, year] = parts.as_slice() else { return None };
    let letters = |word: &str| word.starts_with(|c: char| c.is_ascii_alphabetic());
    let (day, month) = if letters(first) { (second, first) } else { (first, second) };
    let start = month.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|it| *it == start)?.checked_add(1)?;
    Date::from_ymd(year.parse().ok()?, u32::try_from(month).ok()?, day.parse().ok()?)
}

/// A day, and nothing less.
pub(crate) fn day(word: Word<'_>, path: &Path<'_>) -> Scalar<Date> {
    let wanted = "a day such as 2020-11-01";
    match date_or(word, wanted, path)? {
        (first, last) if first == last && word.text.len() == 10 => Ok(first),
        _ => Err(Box::new(problems::wrong_type(word.span, path, wanted, &quoted(word)))),
    }
}

/// A value of a numeric type other than a date.
pub(crate) fn number(word: Word<'_>, ty: &Type, wanted: &str, path: &Path<'_>) -> Scalar<Number> {
    let wrong = || Box::new(problems::wrong_type(word.span, path, wanted, &quoted(word)));
    let (digits, unit) = split(word.text);
    let amount = parsed(digits, word.span, path, wrong)?;
    let whole = |number: Number| if number.is_integer() { Ok(number) } else { Err(wrong()) };
    match (ty.present(), unit) {
        (Type::Number, "") => Ok(amount),
        (Type::Number, "%") => amount.checked_div(&Number::from(100)).map_err(|_| wrong()),
        (Type::Integer, "") => whole(amount),
        (Type::Money { currency, per }, unit) => {
            money(amount, unit, currency, *per, word.span, path, wrong)
        }
        (Type::Days | Type::Months | Type::Minutes, unit) => {
            whole(length(amount, unit, ty, wrong)?)
        }
        (Type::Number | Type::Integer, unit) => {
            let problem = problems::wrong_type(word.span, path, wanted, &quoted(word));
            Err(Box::new(problem.fix(
                format!("a number is stated without its unit, here `{}`", problems::short(unit)),
                word.span,
                digits,
            )))
        }
        _ => Err(wrong()),
    }
}

/// A number in a unit of the policy's own, with or without the unit: `1500`, `1500 km`.
pub(crate) fn number_in(
    word: Word<'_>,
    unit: &str,
    wanted: &str,
    path: &Path<'_>,
) -> Scalar<Number> {
    let wrong = || Box::new(problems::wrong_type(word.span, path, wanted, &quoted(word)));
    let (digits, said) = split(word.text);
    if !said.is_empty() && said != unit {
        return Err(wrong());
    }
    parsed(digits, word.span, path, wrong)
}

/// `90`, or `90` and `days`.
fn split(text: &str) -> (&str, &str) {
    if let Some(digits) = text.strip_suffix('%') {
        return (digits.trim_end(), "%");
    }
    match text.split_once(' ') {
        Some((digits, unit)) => (digits, unit.trim_start()),
        None => (text, ""),
    }
}

fn parsed(
    digits: &str,
    span: Span,
    path: &Path<'_>,
    wrong: impl Fn() -> Box<Diagnostic>,
) -> Scalar<Number> {
    let number = match Number::parse_json(digits) {
        // A case may group its digits as a policy does.
        Err(NumberError::Malformed) if digits.contains('_') => Number::parse_literal(digits),
        other => other,
    };
    number.map_err(|error| match error {
        NumberError::TooManyDigits | NumberError::ExponentTooLarge => {
            Box::new(problems::long_number(span, path, error.words()))
        }
        NumberError::Malformed => wrong(),
    })
}

/// `{amount: "20", currency: EUR}`, as outcomes write it: its digits, and its unit in the words of a case.
pub(crate) fn amount(
    digits: Word<'_>,
    unit: &str,
    ty: &Type,
    wanted: &str,
    path: &Path<'_>,
) -> Scalar<Number> {
    let Type::Money { currency, per } = ty.present() else {
        return Err(Box::new(problems::wrong_type(digits.span, path, wanted, &quoted(digits))));
    };
    let field = path.field("amount");
    let wrong = || {
        let wanted = "a number such as \"33.33\"";
        Box::new(problems::wrong_type(digits.span, &field, wanted, &quoted(digits)))
    };
    let amount = parsed(digits.text, digits.span, &field, wrong)?;
    money(amount, unit, currency, *per, digits.span, path, wrong)
}

fn money(
    amount: Number,
    unit: &str,
    currency: &str,
    per: Option<Rhythm>,
    span: Span,
    path: &Path<'_>,
    wrong: impl Fn() -> Box<Diagnostic>,
) -> Scalar<Number> {
    let declared = format!("{currency}{}", per.map(words::rhythm).unwrap_or_default());
    if !unit.is_empty() && unit != declared {
        let code = unit.split(' ').next().unwrap_or("");
        return Err(match Currency::of(code) {
            Some(_) => Box::new(problems::wrong_currency(span, path, &declared, unit)),
            None => wrong(),
        });
    }
    let places = Currency::of(currency).map_or(2, Currency::places);
    if amount.places().is_none_or(|has| has > places) {
        let written = amount.to_string();
        return Err(Box::new(problems::too_many_places(span, path, currency, places, &written)));
    }
    Ok(amount)
}

/// A length of time in its type's unit. A week is seven days, a year twelve months and an hour sixty minutes; days,
/// months and minutes are never each other.
pub(crate) fn length(
    amount: Number,
    unit: &str,
    ty: &Type,
    wrong: impl Fn() -> Box<Diagnostic>,
) -> Scalar<Number> {
    let by = match (ty.present(), unit) {
        (Type::Days, "day" | "days") | (Type::Months, "month" | "months") => 1,
        (Type::Days, "week" | "weeks") => 7,
        (Type::Months, "year" | "years") => 12,
        (Type::Minutes, "minute" | "minutes") => 1,
        (Type::Minutes, "hour" | "hours") => 60,
        _ => return Err(wrong()),
    };
    amount.checked_mul(&Number::from(by)).map_err(|_| wrong())
}

fn quoted(word: Word<'_>) -> String {
    let kind =
        if word.quoted { Kind::Quoted(word.text.into()) } else { Kind::Plain(word.text.into()) };
    words::found(&kind)
}
