//! Spanish. Labels stand in the indicative, as they are written: what would ask for another mood is said another way.

mod answers;
mod findings;
mod outcomes;
mod owing;

use whereas_value::number::Number;
use whereas_value::types::Rhythm;
use whereas_value::{Cause, Date};

use crate::grammar::{Grammar, Naming, Words};
use crate::plain;

/// Spanish sentences.
#[derive(Debug)]
pub(crate) struct Spanish;

impl Grammar for Spanish {
    fn code(&self) -> &'static str {
        "es"
    }
}

/// `de` before a phrase: `del oficial`.
fn de(phrase: &str) -> String {
    phrase.strip_prefix("el ").map_or_else(|| format!("de {phrase}"), |rest| format!("del {rest}"))
}

/// `a` before a phrase: `al oficial`.
fn a(phrase: &str) -> String {
    phrase.strip_prefix("el ").map_or_else(|| format!("a {phrase}"), |rest| format!("al {rest}"))
}

/// Whether a phrase is a plural: `los organismos`.
fn many(phrase: &str) -> bool {
    ["los ", "las ", "unos ", "unas "].iter().any(|start| phrase.starts_with(start))
}

fn counted(count: &Number, one: &str, many: &str) -> String {
    let word = if *count == Number::ONE { one } else { many };
    format!("{} {word}", plain::number(count))
}

/// Whether a text is an id such as `II.C.1`, which is read as a number.
fn is_id(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_some_and(|it| it.is_uppercase() || it == '.' || it.is_ascii_digit())
}

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

    fn days_between(&self, from: Date, to: Date) -> String {
        format!("{} al {}", self.date(from), self.date(to))
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

    fn months(&self, count: &Number) -> String {
        let years = count.checked_div(&Number::from(12_i64)).ok().filter(Number::is_integer);
        match years {
            Some(years) if !years.is_zero() => counted(&years, "año", "años"),
            Some(_) | None => counted(count, "mes", "meses"),
        }
    }

    fn minutes(&self, count: &Number) -> String {
        let minutes = |count: &Number| counted(count, "minuto", "minutos");
        match plain::hours_and_minutes(count) {
            (None, rest) => minutes(&rest),
            (Some(hours), rest) if rest.is_zero() => counted(&hours, "hora", "horas"),
            (Some(hours), rest) => {
                format!("{} {}", counted(&hours, "hora", "horas"), minutes(&rest))
            }
        }
    }

    fn between(&self, low: &str, high: &str) -> String {
        format!("entre {low} y {high}")
    }

    fn at_least(&self, low: &str) -> String {
        format!("como mínimo {low}")
    }

    fn at_most(&self, high: &str) -> String {
        format!("como máximo {high}")
    }

    fn any_value(&self) -> &'static str {
        "cualquier valor"
    }

    fn any_text(&self) -> &'static str {
        "cualquier texto"
    }

    fn truth(&self, yes: bool) -> &'static str {
        if yes { "sí" } else { "no" }
    }

    fn none(&self) -> &'static str {
        "nada"
    }

    fn quoted(&self, text: &str) -> String {
        format!("«{text}»")
    }

    /// `y`, or `e` before the sound of `i`; `o`, or `u` before that of `o`.
    fn joined(&self, things: &[&str], and: bool) -> String {
        let Some((last, most)) = things.split_last() else { return String::new() };
        if most.is_empty() {
            return (*last).to_owned();
        }
        let bare = if is_id(last) { String::new() } else { last.to_lowercase() };
        let bare = bare.trim_start_matches(['«', '(', '¿']);
        let starts = |with: &[&str]| with.iter().any(|it| bare.starts_with(it));
        let word = match and {
            true if starts(&["i", "hi", "í"]) && !starts(&["hie", "ia", "ie", "io"]) => "e",
            true => "y",
            false if starts(&["o", "ho", "ó"]) => "u",
            false => "o",
        };
        format!("{} {word} {last}", most.join(", "))
    }

    fn set(&self, sure: Option<&str>, perhaps: &str) -> String {
        match sure {
            None => format!("quizás {perhaps}"),
            Some(sure) => format!("{sure}, y quizás {perhaps}"),
        }
    }

    fn stated(&self, count: usize, complete: bool) -> String {
        let more = if complete { "" } else { ", y quizás haya más" };
        let word = if count == 1 { "consta" } else { "constan" };
        format!("{word} {count}{more}")
    }

    fn cause(&self, cause: Cause) -> &'static str {
        match cause {
            Cause::Undetermined => "indeterminado",
            Cause::Conflict => "en conflicto",
            Cause::Fault => "sin resultado",
            Cause::NotReady => "aún no puede decidirse",
            Cause::NotInForce => "no vigente",
            Cause::OutOfScope => "fuera del ámbito",
        }
    }

    fn not_so(&self, label: &str) -> String {
        format!("no se da lo siguiente: {label}")
    }
}

impl Naming for Spanish {
    fn whether(&self, label: &str) -> String {
        format!("si {label}")
    }

    fn field_of(&self, field: &str, of: &str) -> String {
        format!("{field} ({of})")
    }

    fn field_of_entry(&self, field: &str, place: u32, list: &str) -> String {
        format!("{field} (del número {place} entre {list})")
    }

    fn entry(&self, place: u32, list: &str) -> String {
        format!("el número {place} entre {list}")
    }

    fn others(&self, list: &str) -> String {
        format!("si hay algo más que añadir a lo siguiente: {list}")
    }

    fn reading_of(&self, question: &str) -> String {
        format!("cómo se entiende una cuestión abierta: «{question}»")
    }

    fn numbered(&self, decision: &str, place: u32) -> String {
        format!("{decision}, número {place}")
    }

    fn possibly_others(&self, decision: &str) -> String {
        format!("{decision}: quizás haya otros que no constan")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_and_conjunctions_join_as_people_say_them() {
        assert_eq!(de("el agente"), "del agente");
        assert_eq!(de("la Oficina"), "de la Oficina");
        assert_eq!(a("el Secretario"), "al Secretario");
        let all = |things: &[&str]| Spanish.joined(things, true);
        assert_eq!(all(&["padres", "hijos"]), "padres e hijos");
        assert_eq!(all(&["agua", "hielo"]), "agua y hielo");
        assert_eq!(all(&["II.0", "II.C.1"]), "II.0 y II.C.1");
        assert_eq!(Spanish.joined(&["siete", "ocho"], false), "siete u ocho");
        assert_eq!(Spanish.joined(&["sí", "no"], false), "sí o no");
    }

    #[test]
    fn days_are_written_out() {
        let day = Date::from_ymd(2020, 11, 2).unwrap();
        assert_eq!(Spanish.date(day), "2 de noviembre de 2020");
    }
}
