//! What a clause says of force, meanings and rules.

use super::{Spanish, a};
use crate::grammar::{Clauses, Conditions, ForceSaid, Judging, Waiting, Words};
use crate::marks::capital;

impl Clauses for Spanish {
    fn commentary(&self, why: &str) -> String {
        format!("Aquí no se decide nada: {why}")
    }

    fn force(&self, said: ForceSaid<'_>) -> String {
        let subject = if said.of_policy { "La norma" } else { "Esta cláusula" };
        let state = if said.suspended.is_some() { "está suspendida" } else { "está vigente" };
        let from = said.from.map_or_else(String::new, |day| format!(" desde el {day}"));
        let through = said
            .through
            .map_or_else(String::new, |day| format!(" hasta el {day}, este día incluido"));
        let by = said.suspended.map_or_else(String::new, |by| format!(" ({by})"));
        let reading = said.reading.map_or_else(String::new, |(question, reading)| {
            format!(", si {}", self.read_as(question, reading, true))
        });
        format!("{subject} {state}{from}{through}{by}{reading}.")
    }

    fn replaces(&self, title: &str, last: Option<&str>) -> String {
        match last {
            Some(last) => format!(
                "Esta norma sustituye a «{title}», que está vigente a lo sumo hasta el {last}, este \
                 día incluido."
            ),
            None => format!(
                "Esta norma sustituye a «{title}», que deja de estar vigente cuando lo está esta."
            ),
        }
    }

    fn open_question(&self, question: &str, readings: &[String]) -> String {
        let readings: Vec<String> = readings.iter().map(|it| format!("«{it}»")).collect();
        format!("El texto deja abierto: «{question}» O bien {}.", self.one_of(&readings))
    }

    fn means(&self, name: &str, meaning: &str) -> String {
        format!("{name} significa: {meaning}.")
    }

    fn means_condition(&self, name: &str, condition: &str) -> String {
        format!("{name} significa lo siguiente: {condition}.")
    }

    fn is_value(&self, what: &str, value: &str) -> String {
        format!("{what} es {value}")
    }

    fn exactly_where(&self, what: &str, condition: &str) -> String {
        format!("se da lo siguiente ({what}) si, y solo si, {condition}")
    }

    fn for_each(&self, list: &str, main: &str) -> String {
        format!("en cada caso entre {list}: {main}")
    }

    fn on_condition(&self, condition: &str) -> String {
        format!("si {condition}")
    }

    fn except(&self, condition: &str) -> String {
        format!("salvo si {condition}")
    }

    fn exception(&self, condition: &str) -> String {
        format!("Esto no es así si {condition}.")
    }

    fn row(&self, id: &str, sentence: &str) -> String {
        format!("Fila {id}: {sentence}")
    }

    fn adds(&self, what: &str, to: &str) -> String {
        format!("{} se le suma {what}", a(to))
    }

    fn first_row(&self, because: &str) -> String {
        format!("De las filas de la tabla cuenta la primera que se aplica ({because}).")
    }

    fn prevails(&self, over: &str) -> String {
        format!("Esto prevalece sobre {over}.")
    }

    fn gives_way(&self, to: &str) -> String {
        format!("Esto cede ante {to}.")
    }

    fn does_not_apply(&self, clauses: &str, several: bool, to: Option<&str>) -> String {
        let verb = if several { "no se aplican" } else { "no se aplica" };
        let to = to.map_or_else(String::new, |to| format!(" {}", a(to)));
        format!("{clauses} {verb}{to}")
    }

    fn only_once(&self, of: Waiting<'_>, condition: &str) -> String {
        let what = match of {
            Waiting::Decision(what) => format!("«{}» puede decidirse", capital(what)),
            Waiting::Value(value, set) => format!("«{}» puede estar entre {set}", capital(value)),
            Waiting::Judgement(of) => format!("{} puede hacerse", self.finding_on(of)),
        };
        format!("{what} solo una vez cumplido esto: {condition}.")
    }

    fn always(&self, condition: &str) -> String {
        format!("En todo caso se cumple esto: {condition}.")
    }

    fn never(&self, condition: &str) -> String {
        format!("En ningún caso se da esto: {condition}.")
    }

    fn raising(&self, fact: &str, never_raises: bool, decision: &str) -> String {
        let verb = if never_raises { "aumenta" } else { "reduce" };
        format!("Aumentar {fact} nunca {verb} {decision}.")
    }

    fn notice(&self, text: &str) -> String {
        format!("Todo resultado dice: «{}»", capital(text))
    }
}
