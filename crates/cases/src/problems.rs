//! What can be wrong with a case file, in words: one function for each fault.
//!
//! Each says what was found and then what was wanted, and offers a name only where one is near.

use whereas_diagnostics::{Diagnostic, codes::cases as codes, near_name};
use whereas_source::{FileId, Span};
use whereas_value::Date;

use crate::MAX_CASE_BYTES;
use crate::path::Path;
use whereas_plan::facts::MAX_COMBINATIONS;

use crate::raw::{MAX_ELEMENTS, MAX_NESTING};

/// Words of the file, cut where they are long, with nothing that could disturb a terminal.
pub(crate) fn short(text: &str) -> String {
    let mut out: String = text.chars().take(40).flat_map(char::escape_debug).collect();
    if text.chars().nth(40).is_some() {
        out.push('…');
    }
    out.replace("\\'", "'").replace("\\\"", "\"")
}

/// A problem with a name, and the name that was perhaps meant.
fn named<'a>(
    problem: Diagnostic,
    span: Span,
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    match near_name(name, candidates) {
        Some(near) => problem.fix("did you mean", span, near),
        None => problem,
    }
}

pub(crate) fn ends_before(span: Span, path: &Path<'_>) -> Diagnostic {
    let message = format!("`{path}` ends before it begins");
    Diagnostic::new(whereas_diagnostics::codes::types::PERIOD_ENDS_BEFORE, span, message)
        .help("`from` is the first day of a period and `to` its last; both are in it")
}

pub(crate) fn too_large(name: &str) -> Diagnostic {
    let limit = MAX_CASE_BYTES >> 20;
    Diagnostic::placeless(
        codes::CASE_TOO_LARGE,
        format!("{name} is larger than {limit} MiB, the most that is read"),
    )
}

pub(crate) fn line_too_long(file: FileId) -> Diagnostic {
    let limit = MAX_CASE_BYTES >> 20;
    Diagnostic::new(
        codes::CASE_TOO_LARGE,
        Span::new(file, 0, 0),
        format!("this line is longer than {limit} MiB, the most that is read of one case"),
    )
}

pub(crate) fn empty_line(file: FileId) -> Diagnostic {
    Diagnostic::new(codes::CASE_NOT_READ, Span::new(file, 0, 0), "this line is empty")
        .help("each line is one case, as JSON; take the line out")
}

pub(crate) fn not_utf8(file: FileId, at: usize) -> Diagnostic {
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    Diagnostic::new(
        codes::CASE_NOT_UTF8,
        Span::new(file, at, at),
        "this byte is no part of a UTF-8 text",
    )
    .help("save the file as UTF-8")
}

pub(crate) fn not_text(file: FileId, at: usize) -> Diagnostic {
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    Diagnostic::new(
        codes::CASE_NOT_UTF8,
        Span::new(file, at, at),
        "a zero byte is no part of a text",
    )
    .help("this may be no text, or one in UTF-16: save the file as plain text in UTF-8")
}

pub(crate) fn not_read(span: Span, format: &str, what: &str) -> Diagnostic {
    let what = what.trim_end();
    Diagnostic::new(codes::CASE_NOT_READ, span, format!("this is no {format}: {what}"))
}

pub(crate) fn empty_file(span: Span) -> Diagnostic {
    Diagnostic::new(codes::CASE_NOT_READ, span, "the case file is empty")
        .help("a case says at least `as_of` and `facts`")
}

pub(crate) fn said_twice(key: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(codes::SAID_TWICE, second, format!("`{}` is said twice", short(key)))
        .label("the second time")
        .also(first, "the first time")
}

pub(crate) fn said_twice_here(key: &str, span: Span) -> Diagnostic {
    Diagnostic::new(codes::SAID_TWICE, span, format!("`{}` is said twice", short(key)))
}

pub(crate) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(
        codes::CASE_TOO_DEEP,
        span,
        format!("lists and maps are nested deeper than {MAX_NESTING}"),
    )
}

pub(crate) fn list_too_long(span: Span) -> Diagnostic {
    Diagnostic::new(
        codes::LIST_TOO_LONG,
        span,
        format!("this list has more than {MAX_ELEMENTS} elements"),
    )
}

pub(crate) fn too_many_combinations(span: Span, lists: &[&str]) -> Diagnostic {
    let mut names: Vec<String> = lists.iter().map(|list| format!("`{list}`")).collect();
    names.dedup();
    let message = format!(
        "the policy holds the elements of {} against each other, which are more than {MAX_COMBINATIONS} combinations here",
        names.join(" and ")
    );
    Diagnostic::new(codes::TOO_MANY_COMBINATIONS, span, message)
        .help("state only the elements that the case turns on")
}

pub(crate) fn yaml_reference(span: Span, what: &str, advice: &str) -> Diagnostic {
    Diagnostic::new(codes::YAML_REFERENCE, span, format!("{what} is not read in a case"))
        .help(advice)
}

pub(crate) fn unknown_field<'a>(
    span: Span,
    name: &str,
    of: &str,
    fields: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let problem =
        Diagnostic::new(codes::UNKNOWN_FIELD, span, format!("{of} has no `{}`", short(name)));
    let all = list(fields.clone());
    let near = named(problem, span, name, fields);
    if near.help.is_empty() { near.help(format!("it may have {all}")) } else { near }
}

pub(crate) fn missing_field(span: Span, of: &str, field: &str) -> Diagnostic {
    let problem =
        Diagnostic::new(codes::MISSING_FIELD, span, format!("{of} does not say its `{field}`"));
    match field {
        "on" => problem.help("add the day: `on: 2024-01-31`"),
        _ => problem.help(format!("add it: `{field}: …`")),
    }
}

pub(crate) fn no_as_of(span: Span) -> Diagnostic {
    let problem = Diagnostic::new(
        codes::NO_AS_OF_DAY,
        span,
        "the case does not say as of which day it is decided",
    )
    .help("write `as_of: 2021-12-15`, or give the day on the command line: `--as-of 2021-12-15`");
    Diagnostic { pointer: Some("/as_of".to_owned()), ..problem }
}

pub(crate) fn unknown_fact<'a>(
    span: Span,
    name: &str,
    facts: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let problem =
        Diagnostic::new(codes::UNKNOWN_FACT, span, format!("no fact is called `{}`", short(name)));
    let problem = named(problem, span, name, facts);
    let unaided = problem.help.is_empty();
    if unaided { problem.help("`whereas schema` lists what a case may state") } else { problem }
}

pub(crate) fn judgement_as_fact(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` is a judgement: no case states it as a fact");
    Diagnostic::new(codes::JUDGEMENT_AS_FACT, span, message).help(format!(
        "record who found it, when and why, under `findings` with `judgement: {name}`"
    ))
}

pub(crate) fn protected_as_fact(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` is a protected characteristic: no case may state it");
    Diagnostic::new(codes::PROTECTED_AS_FACT, span, message).help("take it out of the file")
}

pub(crate) fn decision_as_fact(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` is what the policy decides: no case states it as a fact");
    Diagnostic::new(codes::DECISION_AS_FACT, span, message)
        .help("take it out, and state the facts that decide it")
}

pub(crate) fn wrong_type(span: Span, path: &Path<'_>, wanted: &str, found: &str) -> Diagnostic {
    Diagnostic::new(codes::WRONG_TYPE, span, format!("`{path}` is {found}, and should be {wanted}"))
}

pub(crate) fn needs_quotes(span: Span, path: &Path<'_>, word: &str) -> Diagnostic {
    let message = format!(
        "`{path}` is a text, and `{}` without quotes may be read as something else",
        short(word)
    );
    Diagnostic::new(codes::NEEDS_QUOTES, span, message).fix(
        "put it in quotes",
        span,
        format!("\"{}\"", short(word)),
    )
}

pub(crate) fn impossible_date(span: Span, path: &Path<'_>, word: &str) -> Diagnostic {
    let problem = Diagnostic::new(
        codes::IMPOSSIBLE_DATE,
        span,
        format!("`{path}` is {}, which no calendar has", short(word)),
    );
    // `2021-02-31`: of the month, where there is one, the last day.
    match word.get(..7).filter(|_| word.len() == 10).map(Date::parse_partial) {
        Some(Ok((_, last))) => problem.help(format!("the last day of that month is {last}")),
        Some(Err(_)) | None => problem,
    }
}

pub(crate) fn no_such_date(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(codes::IMPOSSIBLE_DATE, span, format!("`{}` is in no calendar", short(word)))
}

pub(crate) fn long_number(span: Span, path: &Path<'_>, limit: &str) -> Diagnostic {
    Diagnostic::new(codes::LONG_NUMBER, span, format!("`{path}` cannot be read: {limit}"))
        .help("write the number out in digits, or round it as its source does")
}

pub(crate) fn out_of_bounds(span: Span, path: &Path<'_>, value: &str, bounds: &str) -> Diagnostic {
    Diagnostic::new(
        codes::OUT_OF_BOUNDS,
        span,
        format!("`{path}` is {}, and must be {bounds}", short(value)),
    )
    .help("correct the case; if it is true, the bounds in the policy are too narrow")
}

pub(crate) fn too_many_places(
    span: Span,
    path: &Path<'_>,
    currency: &str,
    places: u32,
    written: &str,
) -> Diagnostic {
    let has = match places {
        0 => "has no decimal places".to_owned(),
        1 => "has 1 decimal place".to_owned(),
        more => format!("has {more} decimal places"),
    };
    let message =
        format!("`{path}` has more decimal places than an amount in {currency}, which {has}");
    let problem = Diagnostic::new(codes::TOO_MANY_PLACES, span, message);
    match written.split_once('.') {
        Some((whole, fraction)) if fraction.len() == 3 && (1..=3).contains(&whole.len()) => problem
            .help(format!(
                "if the point parts the thousands, leave it out: {whole}{fraction}; \
                 if it is the decimal mark, round the amount"
            )),
        _ => problem.help("say the amount as it was paid or rounded"),
    }
}

pub(crate) fn wrong_currency(span: Span, path: &Path<'_>, wanted: &str, found: &str) -> Diagnostic {
    let message = format!(
        "`{path}` is in {}, and is declared as {wanted}: nothing is converted",
        short(found)
    );
    Diagnostic::new(codes::WRONG_CURRENCY, span, message)
}

pub(crate) fn unknown_value<'a>(
    span: Span,
    path: &Path<'_>,
    word: &str,
    values: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let message = format!("`{path}` cannot be `{}`", short(word));
    let all = list(values.clone());
    let problem = named(Diagnostic::new(codes::UNKNOWN_VALUE, span, message), span, word, values);
    if problem.help.is_empty() { problem.help(format!("it may be {all}")) } else { problem }
}

pub(crate) fn unknown_record_field<'a>(
    span: Span,
    path: &Path<'_>,
    name: &str,
    fields: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let message = format!("`{path}` has no field `{}`", short(name));
    let all = list(fields.clone());
    let problem =
        named(Diagnostic::new(codes::UNKNOWN_RECORD_FIELD, span, message), span, name, fields);
    if problem.help.is_empty() { problem.help(format!("its fields are {all}")) } else { problem }
}

pub(crate) fn says_nothing(span: Span, path: &Path<'_>) -> Diagnostic {
    Diagnostic::new(codes::SAYS_NOTHING, span, format!("`{path}` is named without a value"))
        .help("leave it out, or write `{unknown: asked}` where somebody asked, `{absent: true}` where there is none")
}

pub(crate) fn not_optional(span: Span, path: &Path<'_>) -> Diagnostic {
    Diagnostic::new(
        codes::NOT_OPTIONAL,
        span,
        format!("`{path}` always exists: its type is not `optional`"),
    )
    .help("write `{unknown: asked}` where it is only not known")
}

pub(crate) fn nothing_possible(span: Span, path: &Path<'_>, why: &str) -> Diagnostic {
    Diagnostic::new(codes::NOTHING_POSSIBLE, span, format!("`{path}` allows no value: {why}"))
}

pub(crate) fn unknown_judgement<'a>(
    span: Span,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!("no judgement is called `{}`", short(name));
    named(Diagnostic::new(codes::UNKNOWN_JUDGEMENT, span, message), span, name, known)
}

pub(crate) fn unknown_actor<'a>(
    span: Span,
    name: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let all = list(known.clone());
    let message = format!("no actor is called `{}`", short(name));
    let problem = named(Diagnostic::new(codes::UNKNOWN_ACTOR, span, message), span, name, known);
    if problem.help.is_empty() { problem.help(format!("the actors are {all}")) } else { problem }
}

/// An actor that only another policy of the package declares.
pub(crate) fn foreign_actor<'a>(
    span: Span,
    name: &str,
    policy: &str,
    own: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let name = short(name);
    let message = format!(
        "`{name}` is an actor of another policy of the package, and not of `{policy}`, which reads this"
    );
    Diagnostic::new(codes::UNKNOWN_ACTOR, span, message)
        .help(format!("the actors of `{policy}` are {}", list(own)))
        .help("if it is the same actor for both, declare it once in a file that both policies use")
}

pub(crate) fn unknown_basis<'a>(
    span: Span,
    name: &str,
    kinds: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!("no {kinds} is called `{}`", short(name));
    named(Diagnostic::new(codes::UNKNOWN_BASIS, span, message), span, name, known)
}

pub(crate) fn two_findings(first: Span, second: Span, judgement: &str) -> Diagnostic {
    Diagnostic::new(codes::TWO_FINDINGS, second, format!("`{judgement}` has two findings"))
        .label("the second")
        .also(first, "the first")
        .help("keep the one that counts, or mark the other with `draft: true`")
}

pub(crate) fn unknown_event<'a>(
    span: Span,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!("no kind of event is called `{}`", short(name));
    named(Diagnostic::new(codes::UNKNOWN_EVENT, span, message), span, name, known)
}

/// `` `a`, `b` or `c` ``, cut where there are many.
pub(crate) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    let shown = names.get(..names.len().min(8)).unwrap_or(&[]);
    match (shown, names.len() > shown.len()) {
        ([], _) => "nothing".to_owned(),
        (shown, true) => format!("{}, …", shown.join(", ")),
        ([one], false) => one.clone(),
        ([first @ .., last], false) => format!("{} or {last}", first.join(", ")),
    }
}
