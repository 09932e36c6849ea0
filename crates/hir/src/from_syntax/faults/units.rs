//! Units of the policy's own.

use whereas_diagnostics::{Diagnostic, codes::names as codes};
use whereas_syntax::currency_of;
use whereas_syntax::tree::Name;

use super::offer;

/// What the language counts by itself, one and many.
const OWN: [[&str; 2]; 6] = [
    ["day", "days"],
    ["week", "weeks"],
    ["month", "months"],
    ["year", "years"],
    ["hour", "hours"],
    ["minute", "minutes"],
];

/// The unit of the language's own that is called so.
pub fn own(name: &str) -> Option<&'static str> {
    OWN.iter().find(|words| words.contains(&name)).map(|[_, many]| *many)
}

/// Every unit that the language has by itself.
pub fn all_own<'a>() -> Vec<&'a str> {
    OWN.iter().flatten().copied().collect()
}

/// `120 dollars`, `3500 kgs`, `number in kgs`
pub fn unknown(unit: &Name, near: Option<&str>) -> Diagnostic {
    if let Some(currency) = currency_of(&unit.text) {
        let message = format!("`{}` is no currency of the language: say `{currency}`", unit.text);
        return Diagnostic::new(codes::UNKNOWN_UNIT, unit.span, message)
            .fix("say", unit.span, currency);
    }
    let message = format!("nothing declares the unit `{}`", unit.text);
    let problem = Diagnostic::new(codes::UNKNOWN_UNIT, unit.span, message);
    match near {
        Some(_) => offer(problem, unit.span, near),
        None => problem.help(format!("declare it: `unit {} \"…\"`", unit.text)),
    }
}

/// `unit days "days"`, `number in days`
pub fn of_the_language(unit: &Name, own: &str) -> Diagnostic {
    let message = format!("`{}` is a unit of the language's own", unit.text);
    let lengths = match own {
        "weeks" | "days" => "days",
        "hours" | "minutes" => "minutes",
        _ => "months",
    };
    Diagnostic::new(codes::UNIT_OF_THE_LANGUAGE, unit.span, message)
        .help(format!("say `{lengths}` for the type: `2 {own}` is a value of it"))
}
