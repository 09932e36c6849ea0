//! Spanish. What would ask for the subjunctive is said so that labels can stay in the indicative, in which they are
//! written: `salvo si`, `una vez cumplido esto`.

mod clauses;
mod conditions;
mod duties;
mod judging;
mod nouns;
mod words;

use whereas_value::number::Number;
use whereas_words::plain;

use crate::grammar::{End, Grammar, Judged};
use crate::marks::{starts_with, text, without_start};

/// Spanish sentences.
#[derive(Debug)]
pub(crate) struct Spanish;

/// `de` before a phrase: `del oficial`.
fn de(phrase: &str) -> String {
    without_start(phrase, "el ")
        .map_or_else(|| format!("de {phrase}"), |rest| format!("del {rest}"))
}

/// `a` before a phrase: `al oficial`.
fn a(phrase: &str) -> String {
    without_start(phrase, "el ").map_or_else(|| format!("a {phrase}"), |rest| format!("al {rest}"))
}

/// Whether a phrase is a plural: `los organismos`.
fn many(phrase: &str) -> bool {
    starts_with(phrase, &["los ", "las ", "unos ", "unas "])
}

const fn esta(yes: bool) -> &'static str {
    if yes { "está" } else { "no está" }
}

/// `y`, or `e` before the sound of `i`; `o`, or `u` before that of `o`.
fn joined(things: &[String], and: bool) -> String {
    let Some((last, most)) = things.split_last() else { return String::new() };
    if most.is_empty() {
        return last.clone();
    }
    let last_words = text(last);
    // An id such as `II.C.1` is read as a number: `y`.
    let mut start = last_words.chars();
    let is_id = start.next().is_some_and(char::is_uppercase)
        && start.next().is_some_and(|it| it.is_uppercase() || it == '.' || it.is_ascii_digit());
    let bare = if is_id { String::new() } else { last_words.to_lowercase() };
    let bare = bare.trim_start_matches(['«', '(', '¿']);
    let vowel = |starts: &[&str]| starts.iter().any(|it| bare.starts_with(it));
    let word = match and {
        true if vowel(&["i", "hi", "í"]) && !vowel(&["hie", "ia", "ie", "io"]) => "e",
        true => "y",
        false if vowel(&["o", "ho", "ó"]) => "u",
        false => "o",
    };
    format!("{} {word} {last}", most.join(", "))
}

const fn end(end: End) -> &'static str {
    match (end.days, end.largest) {
        (true, true) => "más reciente",
        (true, false) => "más antiguo",
        (false, true) => "mayor",
        (false, false) => "menor",
    }
}

fn judged(of: Judged<'_>) -> String {
    match of {
        Judged::Whether(condition) => format!("si {condition}"),
        Judged::What(what) => what.to_owned(),
    }
}

fn counted(count: &Number, one: &str, many: &str) -> String {
    let word = if *count == Number::ONE { one } else { many };
    format!("{} {word}", plain::number(count))
}

impl Grammar for Spanish {
    fn code(&self) -> &'static str {
        "es"
    }
}
