//! English.

mod answers;
mod findings;
mod outcomes;
mod owing;

use whereas_value::number::Number;
use whereas_value::types::Rhythm;
use whereas_value::{Cause, Date};

use crate::grammar::{Grammar, Naming, Words};
use crate::plain;

/// English sentences.
#[derive(Debug)]
pub(crate) struct English;

impl Grammar for English {
    fn code(&self) -> &'static str {
        "en"
    }
}

/// The *s* of one that acts, or of several things.
const fn s(is: bool) -> &'static str {
    if is { "s" } else { "" }
}

impl Words for English {
    fn date(&self, day: Date) -> String {
        plain::date(day)
    }

    fn the_day(&self, day: Date) -> String {
        plain::date(day)
    }

    fn days_between(&self, from: Date, to: Date) -> String {
        format!("{} to {}", plain::date(from), plain::date(to))
    }

    fn money(&self, amount: &Number, currency: &str, per: Option<Rhythm>) -> String {
        plain::money(amount, currency, per)
    }

    fn days(&self, count: &Number) -> String {
        plain::days(count)
    }

    fn months(&self, count: &Number) -> String {
        plain::months(count)
    }

    fn minutes(&self, count: &Number) -> String {
        plain::minutes(count)
    }

    fn between(&self, low: &str, high: &str) -> String {
        format!("between {low} and {high}")
    }

    fn at_least(&self, low: &str) -> String {
        format!("at least {low}")
    }

    fn at_most(&self, high: &str) -> String {
        format!("at most {high}")
    }

    fn any_value(&self) -> &'static str {
        "any value"
    }

    fn any_text(&self) -> &'static str {
        "any text"
    }

    fn truth(&self, yes: bool) -> &'static str {
        if yes { "yes" } else { "no" }
    }

    fn none(&self) -> &'static str {
        "none"
    }

    fn quoted(&self, text: &str) -> String {
        format!("“{text}”")
    }

    fn joined(&self, things: &[&str], and: bool) -> String {
        if and { plain::all_of(things) } else { plain::one_of(things) }
    }

    fn set(&self, sure: Option<&str>, perhaps: &str) -> String {
        match sure {
            None => format!("perhaps {perhaps}"),
            Some(sure) => format!("{sure}, and perhaps {perhaps}"),
        }
    }

    fn stated(&self, count: usize, complete: bool) -> String {
        format!("{count} stated{}", if complete { "" } else { ", perhaps more" })
    }

    fn cause(&self, cause: Cause) -> &'static str {
        cause.words()
    }

    fn not_so(&self, label: &str) -> String {
        format!("it is not so that {label}")
    }
}

impl Naming for English {
    fn whether(&self, label: &str) -> String {
        format!("whether {label}")
    }

    fn field_of(&self, field: &str, of: &str) -> String {
        format!("{field} ({of})")
    }

    fn field_of_entry(&self, field: &str, place: u32, list: &str) -> String {
        format!("{field} (of number {place} of {list})")
    }

    fn entry(&self, place: u32, list: &str) -> String {
        format!("number {place} of {list}")
    }

    fn others(&self, list: &str) -> String {
        format!("whether there are others of {list}")
    }

    fn reading_of(&self, question: &str) -> String {
        format!("how an open question is read: “{question}”")
    }

    fn numbered(&self, decision: &str, place: u32) -> String {
        format!("{decision}, number {place}")
    }

    fn possibly_others(&self, decision: &str) -> String {
        format!("{decision}: possibly others that are not stated")
    }
}
