//! Small things: days, numbers and amounts as answers say them, and the words that join.

use whereas_value::date::Date;
use whereas_value::number::Number;
use whereas_value::types::Rhythm;
use whereas_words::grammar::spanish;
use whereas_words::plain;

use super::{Spanish, counted, joined};
use crate::grammar::Words;
use crate::marks::{capital, without_ends};

impl Words for Spanish {
    fn date(&self, day: Date) -> String {
        spanish().date(day)
    }

    fn the_day(&self, day: Date) -> String {
        spanish().the_day(day)
    }

    fn number(&self, number: &Number) -> String {
        plain::number(number)
    }

    fn money(&self, amount: &Number, currency: &str, per: Option<Rhythm>) -> String {
        spanish().money(amount, currency, per)
    }

    fn days(&self, count: &Number) -> String {
        spanish().days(count)
    }

    fn hours(&self, count: u32) -> String {
        counted(&Number::from(i64::from(count)), "hora", "horas")
    }

    fn months(&self, count: &Number) -> String {
        spanish().months(count)
    }

    fn minutes(&self, count: &Number) -> String {
        spanish().minutes(count)
    }

    fn truth(&self, yes: bool) -> &'static str {
        spanish().truth(yes)
    }

    fn quoted(&self, text: &str) -> String {
        format!("«{text}»")
    }

    fn all_of(&self, things: &[String]) -> String {
        joined(things, true)
    }

    fn one_of(&self, things: &[String]) -> String {
        joined(things, false)
    }

    fn and(&self) -> &'static str {
        "y"
    }

    fn or(&self) -> &'static str {
        "o"
    }

    fn joining(&self) -> &'static [&'static str] {
        &[" y ", " e ", " o ", " u "]
    }

    fn asking(&self) -> &'static [&'static str] {
        &[
            "cómo ",
            "dónde ",
            "cuándo ",
            "si ",
            "quién ",
            "quiénes ",
            "por qué ",
            "cuánto ",
            "cuánta ",
            "cuántos ",
            "cuántas ",
            "cuál ",
            "cuáles ",
            "qué ",
            "durante cuánto ",
            "por cuánto ",
            "a quién ",
        ]
    }

    fn question(&self, text: &str) -> String {
        format!("¿{}?", capital(&without_ends(text, &['¿', '?', ' '])))
    }
}
