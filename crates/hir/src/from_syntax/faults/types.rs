//! Types, and literals that are not of them.

use ecow::EcoString;
use whereas_diagnostics::codes::syntax::NUMBER_FORM;
use whereas_diagnostics::{Diagnostic, codes::names as codes, near_name};
use whereas_source::Span;
use whereas_syntax::tree::{self, Name};
use whereas_value::currency::Currency;
use whereas_value::date::Date;

use super::{listed, offer};
use crate::vocabulary::{Choice, Named};

pub fn cannot_stand(span: Span, place: &str, why: &str) -> Diagnostic {
    let message = format!("{place} cannot be of this type: {why}");
    let problem = Diagnostic::new(codes::TYPE_CANNOT_STAND, span, message);
    if why.contains("only as facts") {
        return problem.help("declare it as a `fact`, of which the case states the value");
    }
    problem
}

pub fn unknown_currency(currency: &Name) -> Diagnostic {
    let message = format!("there is no currency `{}`", currency.text);
    let near = near_name(&currency.text, Currency::codes());
    offer(Diagnostic::new(codes::UNKNOWN_CURRENCY, currency.span, message), currency.span, near)
}

/// `1.500 USD`: three places, where the currency has none or two, may be thousands as half of the world writes them.
pub fn thousands(amount: &tree::Number, currency: &Name) -> Option<Diagnostic> {
    let places = Currency::of(&currency.text)?.places();
    let (whole, fraction) = amount.written.split_once('.')?;
    let grouped = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    if places > 2 || fraction.len() != 3 || !grouped {
        return None;
    }
    let mut decimals = fraction.trim_end_matches('0').to_owned();
    let length = if decimals.len() == 3 { 4 } else { usize::try_from(places).ok()? };
    while decimals.len() < length {
        decimals.push('0');
    }
    let point = if decimals.is_empty() { "" } else { "." };
    let (written, code) = (&amount.written, &currency.text);
    let (many, few) = (format!("{whole}_{fraction}"), format!("{whole}{point}{decimals}"));
    let message = format!("`{written} {code}` may be `{many} {code}` or `{few} {code}`; say which");
    let problem = Diagnostic::new(NUMBER_FORM, amount.span, message);
    Some(problem.fix("if the point parts the thousands", amount.span, many).fix(
        "if it parts whole and fraction",
        amount.span,
        few,
    ))
}

pub fn no_such_value(
    name: &Name,
    choice: &str,
    values: &[Named],
    near: Option<&str>,
    others: Vec<EcoString>,
) -> Diagnostic {
    let message = match others.first() {
        Some(other) => format!("`{}` is a value of {other}, not of {choice}", name.text),
        None => format!("`{}` is no value of {choice}", name.text),
    };
    let problem = Diagnostic::new(codes::UNKNOWN_VALUE, name.span, message);
    match near {
        Some(_) => offer(problem, name.span, near),
        None => {
            let known = listed(values.iter().map(|value| value.name.as_str()));
            problem.note(format!("its values are {known}"))
        }
    }
}

pub fn no_value_and_no_name(name: &Name, choice: &Choice, near: Option<&str>) -> Diagnostic {
    let message = format!("`{}` is no value of {}, and no other name", name.text, choice.name);
    let problem = Diagnostic::new(codes::UNKNOWN_VALUE, name.span, message);
    match near {
        Some(_) => offer(problem, name.span, near),
        None => {
            let known = listed(choice.values.iter().map(|value| value.name.as_str()));
            problem.note(format!("its values are {known}"))
        }
    }
}

pub fn absent_here(span: Span) -> Diagnostic {
    Diagnostic::new(codes::WRONG_LITERAL, span, "a value is wanted here, and `absent` is none")
}

pub fn not_of_type(span: Span, text: &str, wanted: &str, instead: Option<&str>) -> Diagnostic {
    let message = format!("`{}` is found where a value of type `{wanted}` is wanted", short(text));
    let problem = Diagnostic::new(codes::WRONG_LITERAL, span, message);
    match instead {
        Some(instead) => problem.fix("say", span, instead),
        None => problem,
    }
}

pub fn not_whole(span: Span, text: &str) -> Diagnostic {
    let message =
        format!("`{}` is not whole, and what it is stated of counts whole ones", short(text));
    Diagnostic::new(codes::WRONG_LITERAL, span, message)
}

/// The beginning of a text that may be long.
fn short(text: &str) -> String {
    let mut words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() > 40 {
        words = words.chars().take(39).chain(['…']).collect();
    }
    words
}

pub fn too_many_values(choice: &Name, count: usize) -> Diagnostic {
    let message = format!("`{}` has {count} values, and a choice has at most 64", choice.text);
    Diagnostic::new(codes::TOO_MANY_VALUES, choice.span, message)
        .help("name groups of them that the text treats alike, or make what it says a `text`")
}

pub fn record_in_itself(span: Span, record: &Name) -> Diagnostic {
    let message = format!("a {} would hold a {}, and never end", record.text, record.text);
    Diagnostic::new(codes::RECORD_IN_ITSELF, span, message)
        .also(record.span, "the record")
        .help("say what the rules need of the other one, in fields of its own: a `date`, a `text`")
}

pub fn day_twice(span: Span, first: Span, day: Date) -> Diagnostic {
    let message = format!("two values are said to hold from {day}");
    Diagnostic::new(codes::DAY_TWICE, span, message)
        .also(first, "the first")
        .help("leave one of the two out, or say from which other day it holds")
}

pub fn no_governing_day(fact: &Name) -> Diagnostic {
    let message = format!("`{}` is no date, and a day is what a policy is governed by", fact.text);
    Diagnostic::new(codes::NO_GOVERNING_DAY, fact.span, message).help("name a fact of type `date`")
}

pub fn not_a_list(fact: &Name) -> Diagnostic {
    let message = format!("`{}` is no list: only a list can be complete", fact.text);
    Diagnostic::new(codes::LIST_NOT_A_FACT, fact.span, message)
}

pub fn out_of_bounds(span: Span, fact: &str, declared: Span) -> Diagnostic {
    let message = format!("this is outside the bounds of `{fact}`");
    Diagnostic::new(codes::OUT_OF_BOUNDS, span, message)
        .also(declared, "its bounds stand here")
        .help("no case can state this: say a value within the bounds, or widen them")
}

pub fn bounds_crossed(span: Span) -> Diagnostic {
    Diagnostic::new(codes::OUT_OF_BOUNDS, span, "the lower end is above the upper end")
}

pub fn no_bounds(span: Span) -> Diagnostic {
    Diagnostic::new(
        codes::BOUNDS,
        span,
        "only numbers, amounts, dates and lengths of time have bounds",
    )
}

pub fn bound_twice(span: Span) -> Diagnostic {
    Diagnostic::new(codes::BOUNDS, span, "this end is already bounded")
        .help("say one bound for each end, or `between A and B`")
}

/// `2024-02-01 through 2024-01-01`
pub fn ends_before(span: Span) -> Diagnostic {
    let message = "this period ends before it begins";
    Diagnostic::new(whereas_diagnostics::codes::types::PERIOD_ENDS_BEFORE, span, message)
        .help("the first day of a period stands first; both days are in it")
}
