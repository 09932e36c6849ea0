//! What a clause says of force, meanings and rules.

use whereas_words::plain;

use super::English;
use crate::grammar::{Clauses, Conditions, ForceSaid, Judging, Waiting};
use crate::marks::capital;

impl Clauses for English {
    fn commentary(&self, why: &str) -> String {
        format!("Nothing is decided here: {why}")
    }

    fn force(&self, said: ForceSaid<'_>) -> String {
        let subject = if said.of_policy { "The policy" } else { "This clause" };
        let state = if said.suspended.is_some() { "suspended" } else { "in force" };
        let from = said.from.map_or_else(String::new, |day| format!(" from {day}"));
        let through = said.through.map_or_else(String::new, |day| format!(" through {day}"));
        let by = said.suspended.map_or_else(String::new, |by| format!(" ({by})"));
        let reading = said.reading.map_or_else(String::new, |(question, reading)| {
            format!(", if {}", self.read_as(question, reading, true))
        });
        format!("{subject} is {state}{from}{through}{by}{reading}.")
    }

    fn replaces(&self, title: &str, last: Option<&str>) -> String {
        match last {
            Some(last) => format!(
                "This policy replaces “{title}”, which is in force no longer than through {last}."
            ),
            None => format!(
                "This policy replaces “{title}”, which is no longer in force once this one is."
            ),
        }
    }

    fn open_question(&self, question: &str, readings: &[String]) -> String {
        let readings: Vec<String> = readings.iter().map(|it| format!("“{it}”")).collect();
        format!("The text leaves open: “{question}” Either {}.", plain::one_of(&readings))
    }

    fn means(&self, name: &str, meaning: &str) -> String {
        format!("{name} means: {meaning}.")
    }

    fn means_condition(&self, name: &str, condition: &str) -> String {
        format!("{name} means that {condition}.")
    }

    fn is_value(&self, what: &str, value: &str) -> String {
        format!("{what} is {value}")
    }

    fn exactly_where(&self, what: &str, condition: &str) -> String {
        format!("it is so that {what} exactly where {condition}")
    }

    fn for_each(&self, list: &str, main: &str) -> String {
        format!("of each of {list}, {main}")
    }

    fn on_condition(&self, condition: &str) -> String {
        format!("if {condition}")
    }

    fn except(&self, condition: &str) -> String {
        format!("unless {condition}")
    }

    fn exception(&self, condition: &str) -> String {
        format!("This is not so if {condition}.")
    }

    fn row(&self, id: &str, sentence: &str) -> String {
        format!("Row {id}: {sentence}")
    }

    fn adds(&self, what: &str, to: &str) -> String {
        format!("{what} is added to {to}")
    }

    fn first_row(&self, because: &str) -> String {
        format!("Of the rows of the table the first that applies counts ({because}).")
    }

    fn prevails(&self, over: &str) -> String {
        format!("This prevails over {over}.")
    }

    fn gives_way(&self, to: &str) -> String {
        format!("This gives way to {to}.")
    }

    fn does_not_apply(&self, clauses: &str, several: bool, to: Option<&str>) -> String {
        let verb = if several { "do not apply" } else { "does not apply" };
        let to = to.map_or_else(String::new, |to| format!(" to {to}"));
        format!("{clauses} {verb}{to}")
    }

    fn only_once(&self, of: Waiting<'_>, condition: &str) -> String {
        let what = match of {
            Waiting::Decision(what) => format!("“{}” may be decided", capital(what)),
            Waiting::Value(value, set) => format!("“{}” may be among {set}", capital(value)),
            Waiting::Judgement(of) => format!("{} may be made", self.finding_on(of)),
        };
        format!("{what} only once {condition}.")
    }

    fn always(&self, condition: &str) -> String {
        format!("In every case {condition}.")
    }

    fn never(&self, condition: &str) -> String {
        format!("In no case is it so that {condition}.")
    }

    fn raising(&self, fact: &str, never_raises: bool, decision: &str) -> String {
        let verb = if never_raises { "raises" } else { "lowers" };
        format!("Raising {fact} never {verb} {decision}.")
    }

    fn notice(&self, text: &str) -> String {
        format!("Every outcome says: “{}”", capital(text))
    }
}
