//! Small things: days, numbers, amounts, and the words that join.

use whereas_value::date::Date;
use whereas_value::number::Number;
use whereas_value::types::Rhythm;
use whereas_words::plain;

use super::English;
use crate::grammar::Words;
use crate::marks::{capital, without_ends};

impl Words for English {
    fn date(&self, day: Date) -> String {
        plain::date(day)
    }

    fn the_day(&self, day: Date) -> String {
        plain::date(day)
    }

    fn number(&self, number: &Number) -> String {
        plain::number(number)
    }

    fn money(&self, amount: &Number, currency: &str, per: Option<Rhythm>) -> String {
        plain::money(amount, currency, per)
    }

    fn days(&self, count: &Number) -> String {
        plain::days(count)
    }

    fn hours(&self, count: u32) -> String {
        format!("{count} {}", if count == 1 { "hour" } else { "hours" })
    }

    fn months(&self, count: &Number) -> String {
        plain::months(count)
    }

    fn minutes(&self, count: &Number) -> String {
        plain::minutes(count)
    }

    fn truth(&self, yes: bool) -> &'static str {
        if yes { "yes" } else { "no" }
    }

    fn quoted(&self, text: &str) -> String {
        format!("“{text}”")
    }

    fn all_of(&self, things: &[String]) -> String {
        plain::all_of(things)
    }

    fn one_of(&self, things: &[String]) -> String {
        plain::one_of(things)
    }

    fn and(&self) -> &'static str {
        "and"
    }

    fn or(&self) -> &'static str {
        "or"
    }

    fn joining(&self) -> &'static [&'static str] {
        &[" and ", " or "]
    }

    fn asking(&self) -> &'static [&'static str] {
        &["how ", "where ", "when ", "whether ", "who ", "why ", "for how ", "to whom "]
    }

    fn question(&self, text: &str) -> String {
        format!("{}?", capital(&without_ends(text, &['?', ' '])))
    }
}
