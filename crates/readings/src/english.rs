//! English.

mod clauses;
mod conditions;
mod duties;
mod judging;
mod nouns;
mod words;

use crate::grammar::{End, Grammar, Judged};

/// English sentences.
#[derive(Debug)]
pub(crate) struct English;

const fn is(yes: bool) -> &'static str {
    if yes { "is" } else { "is not" }
}

const fn end(end: End) -> &'static str {
    match (end.days, end.largest) {
        (true, true) => "latest",
        (true, false) => "earliest",
        (false, true) => "largest",
        (false, false) => "smallest",
    }
}

fn judged(of: Judged<'_>) -> String {
    match of {
        Judged::Whether(condition) => format!("whether {condition}"),
        Judged::What(what) => what.to_owned(),
    }
}

impl Grammar for English {
    fn code(&self) -> &'static str {
        "en"
    }
}
