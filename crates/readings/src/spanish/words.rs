//! Small things: days, numbers, amounts, and the words that join.

use whereas_value::date::Date;
use whereas_value::number::Number;
use whereas_value::types::Rhythm;
use whereas_words::plain;

use super::{Spanish, counted, joined};
use crate::grammar::Words;
use crate::marks::{capital, without_ends};

impl Words for Spanish {
    fn date(&self, day: Date) -> String {
        let (year, month, of_month) = day.ymd();
        let name = match month {
            1 => "enero",
            2 => "febrero",
            3 => "marzo",
            4 => "abril",
            5 => "mayo",
            6 => "junio",
            7 => "julio",
            8 => "agosto",
            9 => "septiembre",
            10 => "octubre",
            11 => "noviembre",
            _ => "diciembre",
        };
        format!("{of_month} de {name} de {year}")
    }

    fn the_day(&self, day: Date) -> String {
        format!("el {}", self.date(day))
    }

    fn number(&self, number: &Number) -> String {
        plain::number(number)
    }

    fn money(&self, amount: &Number, currency: &str, per: Option<Rhythm>) -> String {
        let rhythm = match per {
            None => "",
            Some(Rhythm::Day) => " al día",
            Some(Rhythm::Week) => " a la semana",
            Some(Rhythm::Month) => " al mes",
            Some(Rhythm::Year) => " al año",
        };
        format!("{} {currency}{rhythm}", plain::number(amount))
    }

    fn days(&self, count: &Number) -> String {
        counted(count, "día", "días")
    }

    fn hours(&self, count: u32) -> String {
        counted(&Number::from(i64::from(count)), "hora", "horas")
    }

    fn months(&self, count: &Number) -> String {
        let years = count.checked_div(&Number::from(12_i64)).ok().filter(Number::is_integer);
        match years {
            Some(years) if !years.is_zero() => counted(&years, "año", "años"),
            Some(_) | None => counted(count, "mes", "meses"),
        }
    }

    fn truth(&self, yes: bool) -> &'static str {
        if yes { "sí" } else { "no" }
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
