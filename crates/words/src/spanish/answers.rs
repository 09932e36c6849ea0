//! The answer to a question, and why.

use whereas_eval::ledger::FactorState;
use whereas_eval::trace::NoResult;
use whereas_value::Status;

use super::{Spanish, a};
use crate::grammar::{Answering, Reasoning, Words};

impl Answering for Spanish {
    fn head(&self, status: Status, possible: &str) -> String {
        match status {
            Status::Decided => possible.to_owned(),
            Status::Unknown => format!("no se sabe ({possible})"),
            Status::AwaitingJudgement => format!("debe valorarlo una persona ({possible})"),
            Status::DependsOnQuestion => {
                format!("depende de cómo se entienda una cuestión abierta ({possible})")
            }
            Status::NotReady => {
                "aún no puede decidirse: falta lo que debe cumplirse antes".to_owned()
            }
            Status::Conflict => {
                "en conflicto: hay reglas aplicables que se contradicen, y nada dice cuál prevalece"
                    .to_owned()
            }
            Status::Undetermined => "indeterminado: nada en el texto da una respuesta".to_owned(),
            Status::NotInForce => "no vigente ese día".to_owned(),
            Status::OutOfScope => "fuera del ámbito: la norma no se aplica a este caso".to_owned(),
            Status::Fault => "sin resultado: la operación aritmética no lo tiene".to_owned(),
        }
    }

    fn by_clauses(&self, clauses: &str) -> String {
        format!(", según {clauses}")
    }

    fn because(&self, reasons: &str) -> String {
        format!("porque {reasons}")
    }

    fn where_so(&self, when: &str) -> String {
        format!("si {when}:")
    }

    fn law_is_of(&self, days: &str) -> String {
        format!("rige la ley de {days}")
    }

    fn clause_force(&self, clause: &str, law: Option<&str>, force: &str) -> String {
        let law = law.map_or_else(String::new, |law| format!(", según la ley de {law}"));
        format!("{clause}{law}: {force}")
    }

    fn none_in_force(&self) -> &'static str {
        "no está vigente ninguna cláusula que lo decida"
    }

    fn none_applies(&self) -> &'static str {
        "no se aplica ninguna cláusula que trate de ello"
    }

    fn by_none(&self, value: &str) -> String {
        format!(
            "no se aplica ninguna cláusula que trate de ello; cuando no se aplica ninguna, la respuesta es: {value}"
        )
    }

    fn whichever(&self, value: &str) -> String {
        format!(
            "sean cuales sean las cláusulas aplicables de entre estas, la respuesta es: {value}"
        )
    }

    fn more_idle(&self, count: usize, hint: bool) -> String {
        let hint = if hint { " (--trace las muestra)" } else { "" };
        format!("y {count} cláusulas más que no se aplican{hint}")
    }

    fn prevails(&self, clause: &str, gives: Option<&str>) -> String {
        match gives {
            Some(gives) => format!("según {clause}, que da {gives}"),
            None => format!("según {clause}"),
        }
    }

    fn adds(&self, clause: &str, what: &str) -> String {
        format!("{clause} suma {what}")
    }

    fn overridden(&self, by: &str, several: bool, clause: &str) -> String {
        format!("{by} {} sobre {clause}", if several { "prevalecen" } else { "prevalece" })
    }

    fn earlier_row(&self, row: &str) -> String {
        format!("una fila anterior prevalece sobre {row}")
    }

    fn switched_off(&self, by: &str, several: bool, clause: &str) -> String {
        let verb = if several { "hacen" } else { "hace" };
        format!("{by} {verb} que no se aplique {clause}")
    }

    fn may_switch_off(&self, by: &str, clause: &str) -> String {
        format!("{by} puede hacer que no se aplique {clause}")
    }

    fn not_applicable(&self, clause: &str) -> String {
        format!("{clause} no se aplica")
    }

    fn may_apply(&self, clause: &str, gives: Option<&str>) -> String {
        match gives {
            Some(gives) => format!("{clause} puede aplicarse, y daría {gives}"),
            None => format!("{clause} puede aplicarse"),
        }
    }

    fn may_add(&self, clause: &str, what: &str) -> String {
        format!("{clause} puede aplicarse, y sumaría {what}")
    }

    fn nothing_added(&self, value: &str) -> String {
        format!("ninguna cláusula suma nada; si no lo hace ninguna, es {value}")
    }

    fn has_to_wait(&self, clause: &str) -> String {
        format!("{clause} tiene que esperar")
    }

    fn applies_without_answer(&self, clause: &str, causes: &str) -> String {
        format!("no hay respuesta a si {clause} se aplica ({causes})")
    }

    fn would_apply(&self, head: &str, reasons: &str) -> String {
        format!("{head}, que se aplicaría: {reasons}")
    }

    fn prerequisite(&self, held_back: &str, clause: &str, met: &str) -> String {
        format!("antes de {held_back}, debe cumplirse {clause}, {met}")
    }

    fn met(&self, met: Option<bool>) -> &'static str {
        match met {
            Some(true) => "y se cumple",
            Some(false) => "y no se cumple",
            None => "y no se sabe si se cumple",
        }
    }

    fn met_without_answer(&self, causes: &str) -> String {
        format!("y no hay respuesta a si se cumple ({causes})")
    }

    fn met_switched_off(&self, by: &str) -> String {
        format!("pero deja de aplicarse por {by}")
    }

    fn see_above(&self) -> &'static str {
        "(véase arriba)"
    }

    fn deciding(&self) -> &'static str {
        "decidir"
    }

    fn deciding_of(&self, decision: &str) -> String {
        format!("decidir «{decision}»")
    }

    fn including(&self, value: &str) -> String {
        format!("incluir «{value}»")
    }

    fn judging(&self, whether: &str) -> String {
        format!("valorar si {whether}")
    }

    fn presumption(&self, what: &str) -> String {
        format!("se apoya en una presunción: {what}")
    }

    fn burden(&self, bearer: Option<&str>, what: &str) -> String {
        let who = bearer.unwrap_or("nadie");
        let verb = if super::many(who) { "no han demostrado" } else { "no ha demostrado" };
        match bearer {
            Some(_) => format!("se apoya en una carga de la prueba: {who} {verb} que {what}"),
            None => format!("se apoya en una carga de la prueba: nadie ha demostrado que {what}"),
        }
    }

    fn would_decide(&self, first: bool, what: &str, stated: Option<&str>, alone: bool) -> String {
        let start = if first { "lo decidiría" } else { "           y" };
        let stated = stated.map_or_else(String::new, |stated| format!(" (consta: {stated})"));
        let alone = if alone { ", que por sí solo decide" } else { "" };
        format!("{start}: {what}{stated}{alone}")
    }

    fn leaves_open(&self, clause: &str, question: &str, readings: &str) -> String {
        format!("el texto deja abierto ({clause}): {question} {readings}")
    }

    fn for_to_judge(&self, who: &str, what: &str) -> String {
        format!("corresponde {} valorar: {what}", a(who))
    }

    fn for_to_find(&self, who: &str, what: &str) -> String {
        format!("corresponde {} apreciar si está presente este factor: {what}", a(who))
    }

    fn a_person(&self) -> &'static str {
        "una persona"
    }
}

impl Reasoning for Spanish {
    fn no_answer(&self, condition: &str) -> String {
        format!("no hay respuesta a si {condition}")
    }

    fn not_known(&self, condition: &str) -> String {
        format!("no se sabe si {condition}")
    }

    fn exception(&self, reason: &str) -> String {
        format!("la excepción: {reason}")
    }

    fn source_gives_nothing(&self) -> &'static str {
        "aquello de lo que toma su respuesta no da ninguna aquí"
    }

    fn it_is_worked_out(&self, formula: &str) -> String {
        format!("es {formula}")
    }

    fn worked_out_from(&self, values: &str) -> String {
        format!("calculado a partir de {values}")
    }

    fn since(&self, what: &str, because: &str) -> String {
        format!("{what}, puesto que {because}")
    }

    fn at_fault(&self, why: NoResult, step: &str) -> String {
        match why {
            NoResult::DivisionByZero => format!("sin resultado: {step} es una división entre cero"),
            NoResult::NoSuchDay => format!("sin resultado: no existe el día {step}"),
            NoResult::TooLong => format!("sin resultado: {step} excede lo que puede calcularse"),
            NoResult::ReadHasNone => format!("sin resultado: {step} no lo tiene"),
        }
    }

    fn at_least_of(&self, count: u32, holds: Option<bool>, parts: &str) -> String {
        match holds {
            Some(true) => format!("se cumplen al menos {count} de estas condiciones: {parts}"),
            Some(false) => format!("se cumplen menos de {count} de estas condiciones: {parts}"),
            None => {
                format!("no se sabe si se cumplen al menos {count} de estas condiciones: {parts}")
            }
        }
    }

    fn numbers(&self, places: &[u32]) -> String {
        let number = if places.len() > 1 { "números" } else { "número" };
        let places: Vec<String> = places.iter().map(ToString::to_string).collect();
        let places: Vec<&str> = places.iter().map(String::as_str).collect();
        format!("{number} {}", self.joined(&places, true))
    }

    fn and_others(&self, count: usize) -> String {
        format!("y {count} más")
    }

    fn answer_to(&self) -> (&'static str, char) {
        ("la respuesta a «", '»')
    }

    fn negative(&self) -> &'static [&'static str] {
        &["no hay nada ", "no consta nada ", "no hay ninguno ", "en ningún caso ", "nada "]
    }

    fn says_it_is(&self, condition: &str, value: &str) -> bool {
        condition.ends_with(&format!(" es {value}"))
    }

    fn it_is(&self, condition: &str, value: &str) -> String {
        format!("{condition} (es {value})")
    }

    fn but(&self, condition: &str, value: &str) -> String {
        format!("{condition}, sino {value}")
    }

    fn presumed(&self, value: Option<&str>) -> String {
        value.map_or_else(|| " (se presume)".to_owned(), |value| format!(" (se presume: {value})"))
    }

    fn not_shown(&self, what: &str, bearer: Option<&str>) -> String {
        let bearer =
            bearer.map_or_else(String::new, |it| format!(" (corresponde {} demostrarlo)", a(it)));
        format!("no se ha demostrado que {what}{bearer}")
    }

    fn counts_as_not_shown(&self, what: &str) -> String {
        format!(" (no se ha demostrado que {what})")
    }

    fn found(&self, by: &str) -> String {
        format!(" (así lo determinó {by})")
    }

    fn speaks(&self, side: Option<&str>) -> String {
        side.map_or_else(
            || "en uno u otro sentido".to_owned(),
            |side| format!("a favor {}", super::de(side)),
        )
    }

    fn factor(&self, state: FactorState, would_tell: &str) -> String {
        match state {
            FactorState::Present => "presente".to_owned(),
            FactorState::Absent => "no presente".to_owned(),
            FactorState::NotShown => "no acreditado".to_owned(),
            FactorState::MustBeFound => "debe apreciarlo una persona".to_owned(),
            FactorState::Valueless => "no puede saberse".to_owned(),
            FactorState::MayBePresent if would_tell.is_empty() => "puede estar presente".to_owned(),
            FactorState::MayBePresent => {
                format!("puede estar presente; lo diría: {would_tell}")
            }
        }
    }
}
