//! What a value is called.

use whereas_hir::expr::{Arithmetic, Elapsed, EventField};
use whereas_value::rounding::Rounding;

use super::{English, end};
use crate::grammar::{End, Nouns};

impl Nouns for English {
    fn answer_to(&self, question: &str) -> String {
        format!("the answer to “{question}”")
    }

    fn for_the_element(&self, decision: &str) -> String {
        format!("{decision} there")
    }

    fn parameter_on(&self, parameter: &str, day: &str, value: Option<&str>) -> String {
        let value = value.map_or_else(String::new, |value| format!(" ({value})"));
        format!("{parameter} as it stood on {day}{value}")
    }

    fn each_of(&self, list: &str) -> String {
        format!("each of {list}")
    }

    fn one_among(&self, list: &str) -> String {
        format!("one of {list}")
    }

    fn those(&self, list: &str, filter: &str) -> String {
        format!("{list} for which {filter}")
    }

    fn event_field(&self, field: EventField) -> &'static str {
        match field {
            EventField::On => "the day of the event",
            EventField::By(_) => "who did it",
            EventField::About => "what the event was about",
        }
    }

    fn as_of_day(&self) -> &'static str {
        "the day as of which the case is decided"
    }

    fn governing_day(&self) -> &'static str {
        "the day whose law applies"
    }

    fn arithmetic(&self, op: Arithmetic, left: &str, right: &str) -> String {
        let word = match op {
            Arithmetic::Add => "plus",
            Arithmetic::Subtract => "less",
            Arithmetic::Multiply => "times",
            Arithmetic::Divide => "divided by",
        };
        format!("{left} {word} {right}")
    }

    fn half_of(&self, whole: &str) -> String {
        format!("half of {whole}")
    }

    fn percent_of(&self, percent: &str, whole: &str) -> String {
        format!("{percent} % of {whole}")
    }

    fn given_by(&self, function: &str, arguments: &str) -> String {
        format!("what {function} gives for {arguments}")
    }

    fn part_between(&self, whole: &str, above: Option<&str>, up_to: Option<&str>) -> String {
        match (above, up_to) {
            (None, None) => format!("the part of {whole} above zero"),
            (None, Some(up_to)) => format!("the part of {whole} up to {up_to}"),
            (Some(above), None) => format!("the part of {whole} above {above}"),
            (Some(above), Some(up_to)) => {
                format!("the part of {whole} above {above} up to {up_to}")
            }
        }
    }

    fn lesser(&self, items: &str) -> String {
        format!("the lesser of {items}")
    }

    fn greater(&self, items: &str) -> String {
        format!("the greater of {items}")
    }

    fn rounded(&self, value: &str, places: u32, rounding: Rounding) -> String {
        let places = match places {
            0 => "a whole number".to_owned(),
            1 => "1 place".to_owned(),
            more => format!("{more} places"),
        };
        format!("{value} rounded {} to {places}", rounding.words())
    }

    fn elapsed(&self, unit: Elapsed, from: &str, to: &str) -> String {
        let unit = match unit {
            Elapsed::Days => "days",
            Elapsed::Months => "completed months",
            Elapsed::Years => "completed years",
        };
        format!("the {unit} from {from} to {to}")
    }

    fn span(&self, from: &str, to: &str) -> String {
        format!("the time from {from} through {to}")
    }

    fn days_in(&self, period: &str, within: Option<&str>) -> String {
        let within = within.map_or_else(String::new, |it| format!(" that lie within {it}"));
        format!("the number of days in {period}{within}")
    }

    fn days_in_any(&self, item: Option<&str>, those: &str, within: Option<&str>) -> String {
        let within = within.map_or_else(String::new, |it| format!(" within {it}"));
        let item = item.map_or_else(String::new, |it| format!("{it} of "));
        format!("the number of days{within} that lie in {item}any of {those}")
    }

    fn days_between(&self, first: &str, second: &str) -> String {
        format!("the number of days that lie between {first} and {second}")
    }

    fn under(&self, clauses: &str, decision: &str) -> String {
        format!("what {clauses} gives for {decision}")
    }

    fn apart(&self, decision: &str) -> String {
        format!("what the other clauses give for {decision}")
    }

    fn count(&self, those: &str) -> String {
        format!("the number of {those}")
    }

    fn count_different(&self, key: &str, those: &str) -> String {
        format!("the number of different values of {key} among {those}")
    }

    fn sum(&self, item: &str, those: &str) -> String {
        format!("the sum of {item} over {those}")
    }

    fn extreme(&self, of: End, item: &str, those: &str) -> String {
        format!("the {} of {item} among {those}", end(of))
    }

    fn pick(&self, of: End, key: &str, those: &str) -> String {
        format!("the one of {those} with the {} {key}", end(of))
    }
}
