//! What a value is called.

use whereas_hir::expr::{Arithmetic, Elapsed, EventField};
use whereas_value::rounding::Rounding;

use super::{Spanish, de, end};
use crate::grammar::{End, Nouns};

impl Nouns for Spanish {
    fn answer_to(&self, question: &str) -> String {
        format!("la respuesta a «{question}»")
    }

    fn for_the_element(&self, decision: &str) -> String {
        format!("{decision} en ese caso")
    }

    fn parameter_on(&self, parameter: &str, day: &str, value: Option<&str>) -> String {
        let value = value.map_or_else(String::new, |value| format!(" ({value})"));
        let dated =
            day.strip_prefix("el ").is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()));
        let on = if dated { "" } else { "en " };
        format!("{parameter}, según regía {on}{day}{value}")
    }

    fn each_of(&self, list: &str) -> String {
        format!("cada uno entre {list}")
    }

    fn one_among(&self, list: &str) -> String {
        format!("uno entre {list}")
    }

    fn those(&self, list: &str, filter: &str) -> String {
        format!("{list} en que {filter}")
    }

    fn event_field(&self, field: EventField) -> &'static str {
        match field {
            EventField::On => "el día del hecho",
            EventField::By(_) => "quien lo hizo",
            EventField::About => "el asunto del hecho",
        }
    }

    fn as_of_day(&self) -> &'static str {
        "el día al que se refiere la decisión"
    }

    fn governing_day(&self) -> &'static str {
        "el día cuyo derecho se aplica"
    }

    fn arithmetic(&self, op: Arithmetic, left: &str, right: &str) -> String {
        match op {
            Arithmetic::Add => format!("{left} más {right}"),
            Arithmetic::Subtract => format!("{left} menos {right}"),
            Arithmetic::Multiply => format!("{left} por {right}"),
            Arithmetic::Divide => format!("{left} entre {right}"),
        }
    }

    fn half_of(&self, whole: &str) -> String {
        format!("la mitad {}", de(whole))
    }

    fn percent_of(&self, percent: &str, whole: &str) -> String {
        format!("el {percent} % {}", de(whole))
    }

    fn given_by(&self, function: &str, arguments: &str) -> String {
        format!("lo que {function} da para {arguments}")
    }

    fn part_between(&self, whole: &str, above: Option<&str>, up_to: Option<&str>) -> String {
        let of = de(whole);
        match (above, up_to) {
            (None, None) => format!("la parte {of} por encima de cero"),
            (None, Some(up_to)) => format!("la parte {of} hasta {up_to}"),
            (Some(above), None) => format!("la parte {of} por encima {}", de(above)),
            (Some(above), Some(up_to)) => {
                format!("la parte {of} por encima {} hasta {up_to}", de(above))
            }
        }
    }

    fn lesser(&self, items: &str) -> String {
        format!("lo menor entre {items}")
    }

    fn greater(&self, items: &str) -> String {
        format!("lo mayor entre {items}")
    }

    fn rounded(&self, value: &str, places: u32, rounding: Rounding) -> String {
        let places = match places {
            0 => "a un número entero".to_owned(),
            1 => "a 1 decimal".to_owned(),
            more => format!("a {more} decimales"),
        };
        let way = match rounding {
            Rounding::Up => "hacia arriba",
            Rounding::Down => "hacia abajo",
            Rounding::AwayFromZero => "alejándose del cero",
            Rounding::TowardZero => "hacia el cero",
            Rounding::HalfUp => "con la mitad hacia arriba",
            Rounding::HalfDown => "con la mitad hacia abajo",
            Rounding::HalfAwayFromZero => "con la mitad alejándose del cero",
            Rounding::HalfTowardZero => "con la mitad hacia el cero",
            Rounding::HalfEven => "con la mitad hacia el par",
        };
        format!("{value} con redondeo {places} {way}")
    }

    fn elapsed(&self, unit: Elapsed, from: &str, to: &str) -> String {
        let unit = match unit {
            Elapsed::Days => "los días",
            Elapsed::Months => "los meses cumplidos",
            Elapsed::Years => "los años cumplidos",
        };
        format!("{unit} desde {from} hasta {to}")
    }

    fn span(&self, from: &str, to: &str) -> String {
        format!("el tiempo desde {from} hasta {to}, ambos incluidos")
    }

    fn days_in(&self, period: &str, within: Option<&str>) -> String {
        let within = within.map_or_else(String::new, |it| format!(" que están dentro {}", de(it)));
        format!("el número de días {}{within}", de(period))
    }

    fn days_in_any(&self, item: Option<&str>, those: &str, within: Option<&str>) -> String {
        let within = within.map_or_else(String::new, |it| format!(" dentro {}", de(it)));
        let item = item.map_or_else(String::new, |it| format!("{it} de "));
        format!("el número de días{within} que están en {item}alguno de los siguientes: {those}")
    }

    fn days_between(&self, first: &str, second: &str) -> String {
        format!("el número de días que median entre {first} y {second}")
    }

    fn under(&self, clauses: &str, decision: &str) -> String {
        format!("lo que {clauses} da para {decision}")
    }

    fn apart(&self, decision: &str) -> String {
        format!("lo que dan las demás cláusulas para {decision}")
    }

    fn count(&self, those: &str) -> String {
        format!("el número {}", de(those))
    }

    fn count_different(&self, key: &str, those: &str) -> String {
        format!("el número de valores distintos {} entre {those}", de(key))
    }

    fn sum(&self, item: &str, those: &str) -> String {
        format!("la suma {} en {those}", de(item))
    }

    fn extreme(&self, of: End, item: &str, those: &str) -> String {
        format!("el valor {} {} entre {those}", end(of), de(item))
    }

    fn pick(&self, of: End, key: &str, those: &str) -> String {
        format!("entre {those}, el que tiene el valor {} {}", end(of), de(key))
    }
}
