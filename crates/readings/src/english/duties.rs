//! Duties and permissions.

use whereas_hir::duty::Modality;

use super::English;
use crate::grammar::{Begins, DueBy, Duties, DutySaid};
use crate::marks::{capital, without_ends};

impl Duties for English {
    fn duty(&self, said: DutySaid<'_>) -> String {
        let start = match said.begins {
            Begins::Event(event, _) => format!("upon {event}, "),
            Begins::Issue => "from the day the policy is issued, ".to_owned(),
            Begins::Breach(Some(first)) => format!("once the duty to {first} is breached, "),
            Begins::Breach(None) | Begins::When(_) | Begins::Ongoing => String::new(),
        };
        let modality = match said.modality {
            Modality::Must => "must",
            Modality::Should => "should",
            Modality::MustNot => "must not",
        };
        let jointly = if said.jointly { ", jointly," } else { "" };
        let due = match said.due {
            DueBy::None => String::new(),
            DueBy::Within(time, None) => format!(" within {time}"),
            DueBy::Within(time, Some(day)) => format!(" within {time} of {day}"),
            DueBy::By(day) => format!(" by {day}"),
            DueBy::Before(what) => format!(" before {what}"),
            DueBy::Every(1) => " every day".to_owned(),
            DueBy::Every(days) => format!(" every {days} days"),
        };
        let tail = match said.begins {
            Begins::When(condition) => format!(", where {condition}"),
            Begins::Event(_, Some(condition)) => format!(", if {condition}"),
            Begins::Ongoing => ", for as long as this applies".to_owned(),
            Begins::Event(_, None) | Begins::Issue | Begins::Breach(_) => String::new(),
        };
        let owed = said.to.map_or_else(String::new, |to| format!(" This is owed to {to}."));
        format!("{start}{}{jointly} {modality} {}{due}{tail}.{owed}", said.who, said.what)
    }

    fn done(&self, modality: Modality, event: Option<&str>, condition: Option<&str>) -> String {
        let verb = match modality {
            Modality::Must | Modality::Should => "done",
            Modality::MustNot => "breached",
        };
        match (event, condition) {
            (Some(event), Some(condition)) => {
                format!("It is {verb} by {event}, or once {condition}.")
            }
            (Some(event), None) => format!("It is {verb} by {event}."),
            (None, Some(condition)) => format!("It is {verb} once {condition}."),
            (None, None) => String::new(),
        }
    }

    fn excused(&self, condition: &str) -> String {
        format!("It is excused where {condition}.")
    }

    fn upon_breach(&self, what: &str) -> String {
        format!("If it is breached: {}.", capital(&without_ends(what, &['.'])))
    }

    fn upon_breach_duty(&self, duty: &str) -> String {
        format!("If it is breached, the duty to {duty} arises.")
    }

    fn permission(&self, who: &str, what: &str) -> String {
        format!("{who} may {what}")
    }
}
