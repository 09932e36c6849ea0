//! Duties and permissions.

use whereas_hir::duty::Modality;

use super::{Spanish, a, de, many};
use crate::grammar::{Begins, DueBy, Duties, DutySaid};
use crate::marks::{capital, without_ends};

impl Duties for Spanish {
    fn duty(&self, said: DutySaid<'_>) -> String {
        let start = match said.begins {
            Begins::Event(event, _) => format!("a partir {}, ", de(event)),
            Begins::Issue => "desde el día en que se emite la norma, ".to_owned(),
            Begins::Breach(Some(first)) => {
                format!("una vez incumplido el deber de {first}, ")
            }
            Begins::Breach(None) | Begins::When(_) | Begins::Ongoing => String::new(),
        };
        let modality = match (said.modality, said.several || many(said.who)) {
            (Modality::Must, false) => "debe",
            (Modality::Must, true) => "deben",
            (Modality::Should, false) => "debería",
            (Modality::Should, true) => "deberían",
            (Modality::MustNot, false) => "no debe",
            (Modality::MustNot, true) => "no deben",
        };
        let jointly = if said.jointly { ", conjuntamente," } else { "" };
        let due = match said.due {
            DueBy::None => String::new(),
            DueBy::Within(time, None) => format!(" en el plazo de {time}"),
            DueBy::Within(time, Some(day)) => {
                format!(" en el plazo de {time} contado desde {day}")
            }
            DueBy::By(day) => format!(" a más tardar {day}"),
            DueBy::Before(what) => format!(" antes {}", de(what)),
            DueBy::Every(1) => " cada día".to_owned(),
            DueBy::Every(days) => format!(" cada {days} días"),
        };
        let tail = match said.begins {
            Begins::When(condition) | Begins::Event(_, Some(condition)) => {
                format!(", si {condition}")
            }
            Begins::Ongoing => ", mientras esto se aplique".to_owned(),
            Begins::Event(_, None) | Begins::Issue | Begins::Breach(_) => String::new(),
        };
        let owed = said.to.map_or_else(String::new, |to| format!(" Esto se debe {}.", a(to)));
        format!("{start}{}{jointly} {modality} {}{due}{tail}.{owed}", said.who, said.what)
    }

    fn done(&self, modality: Modality, event: Option<&str>, condition: Option<&str>) -> String {
        let verb = match modality {
            Modality::Must | Modality::Should => "se cumple",
            Modality::MustNot => "se incumple",
        };
        match (event, condition) {
            (Some(event), Some(condition)) => {
                format!("Este deber {verb} con {event}, o cuando {condition}.")
            }
            (Some(event), None) => format!("Este deber {verb} con {event}."),
            (None, Some(condition)) => format!("Este deber {verb} cuando {condition}."),
            (None, None) => String::new(),
        }
    }

    fn excused(&self, condition: &str) -> String {
        format!("Queda excusado si {condition}.")
    }

    fn upon_breach(&self, what: &str) -> String {
        format!("Si se incumple: {}.", capital(&without_ends(what, &['.'])))
    }

    fn upon_breach_duty(&self, duty: &str) -> String {
        format!("Si se incumple, nace el deber de {duty}.")
    }

    fn permission(&self, who: &str, what: &str) -> String {
        format!("{who} {} {what}", if many(who) { "pueden" } else { "puede" })
    }
}
