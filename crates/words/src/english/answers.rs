//! The answer to a question, and why.

use whereas_eval::ledger::FactorState;
use whereas_eval::trace::NoResult;
use whereas_value::Status;

use super::{English, s};
use crate::grammar::{Answering, Reasoning};
use crate::plain;

impl Answering for English {
    fn head(&self, status: Status, possible: &str) -> String {
        match status {
            Status::Decided => possible.to_owned(),
            Status::Unknown => format!("not known ({possible})"),
            Status::AwaitingJudgement => format!("for a person to judge ({possible})"),
            Status::DependsOnQuestion => {
                format!("depends on how an open question is read ({possible})")
            }
            Status::NotReady => "not ready: it may not be decided yet".to_owned(),
            Status::Conflict => {
                "in conflict: rules that apply disagree, and nothing says which prevails".to_owned()
            }
            Status::Undetermined => "undetermined: nothing in the text gives an answer".to_owned(),
            Status::NotInForce => "not in force on that day".to_owned(),
            Status::OutOfScope => "out of scope: the policy does not apply to this case".to_owned(),
            Status::Fault => "a fault: the arithmetic has no result".to_owned(),
        }
    }

    fn by_clauses(&self, clauses: &str) -> String {
        format!(", by {clauses}")
    }

    fn because(&self, reasons: &str) -> String {
        format!("because {reasons}")
    }

    fn where_so(&self, when: &str) -> String {
        format!("if {when}:")
    }

    fn law_is_of(&self, days: &str) -> String {
        format!("the law is that of {days}")
    }

    fn clause_force(&self, clause: &str, law: Option<&str>, force: &str) -> String {
        let law = law.map_or_else(String::new, |law| format!(", by the law of {law}"));
        format!("{clause}{law}: {force}")
    }

    fn none_in_force(&self) -> &'static str {
        "no clause that decides it is in force"
    }

    fn none_applies(&self) -> &'static str {
        "no clause that speaks of it applies"
    }

    fn by_none(&self, value: &str) -> String {
        format!("no clause that speaks of it applies; where none does, it is {value}")
    }

    fn whichever(&self, value: &str) -> String {
        format!("whichever of these clauses apply, it is {value}")
    }

    fn more_idle(&self, count: usize, hint: bool) -> String {
        let hint = if hint { " (--trace shows them)" } else { "" };
        format!("and {count} more clauses that do not apply{hint}")
    }

    fn prevails(&self, clause: &str, gives: Option<&str>) -> String {
        match gives {
            Some(gives) => format!("by {clause}, which gives {gives}"),
            None => format!("by {clause}"),
        }
    }

    fn adds(&self, clause: &str, what: &str) -> String {
        format!("{clause} adds {what}")
    }

    fn overridden(&self, by: &str, several: bool, clause: &str) -> String {
        format!("{by} prevail{} over {clause}", s(!several))
    }

    fn earlier_row(&self, row: &str) -> String {
        format!("an earlier row prevails over {row}")
    }

    fn switched_off(&self, by: &str, several: bool, clause: &str) -> String {
        format!("{by} switch{} off {clause}", if several { "" } else { "es" })
    }

    fn may_switch_off(&self, by: &str, clause: &str) -> String {
        format!("{by} may switch off {clause}")
    }

    fn not_applicable(&self, clause: &str) -> String {
        format!("{clause} does not apply")
    }

    fn may_apply(&self, clause: &str, gives: Option<&str>) -> String {
        match gives {
            Some(gives) => format!("{clause} may apply, and would give {gives}"),
            None => format!("{clause} may apply"),
        }
    }

    fn may_add(&self, clause: &str, what: &str) -> String {
        format!("{clause} may apply, and would add {what}")
    }

    fn nothing_added(&self, value: &str) -> String {
        format!("no clause adds anything to it; where none does, it is {value}")
    }

    fn has_to_wait(&self, clause: &str) -> String {
        format!("{clause} has to wait")
    }

    fn applies_without_answer(&self, clause: &str, causes: &str) -> String {
        format!("whether {clause} applies has no answer ({causes})")
    }

    fn would_apply(&self, head: &str, reasons: &str) -> String {
        format!("{head}, which would apply: {reasons}")
    }

    fn prerequisite(&self, held_back: &str, clause: &str, met: &str) -> String {
        format!("before {held_back}, {clause} has to be met, {met}")
    }

    fn met(&self, met: Option<bool>) -> &'static str {
        match met {
            Some(true) => "and is",
            Some(false) => "and is not",
            None => "and it is not known whether it is",
        }
    }

    fn met_without_answer(&self, causes: &str) -> String {
        format!("and whether it is has no answer ({causes})")
    }

    fn met_switched_off(&self, by: &str) -> String {
        format!("but is switched off by {by}")
    }

    fn see_above(&self) -> &'static str {
        "(see above)"
    }

    fn deciding(&self) -> &'static str {
        "deciding"
    }

    fn deciding_of(&self, decision: &str) -> String {
        format!("deciding “{decision}”")
    }

    fn including(&self, value: &str) -> String {
        format!("including “{value}”")
    }

    fn judging(&self, whether: &str) -> String {
        format!("judging whether {whether}")
    }

    fn presumption(&self, what: &str) -> String {
        format!("rests on a presumption: {what}")
    }

    fn burden(&self, bearer: Option<&str>, what: &str) -> String {
        format!("rests on a burden: {} has not shown that {what}", bearer.unwrap_or("nobody"))
    }

    fn would_decide(&self, first: bool, what: &str, stated: Option<&str>, alone: bool) -> String {
        let start = if first { "would decide" } else { "          and" };
        let stated = stated.map_or_else(String::new, |stated| format!(" (stated: {stated})"));
        let alone = if alone { ", which alone decides" } else { "" };
        format!("{start}: {what}{stated}{alone}")
    }

    fn leaves_open(&self, clause: &str, question: &str, readings: &str) -> String {
        format!("the text leaves open ({clause}): {question} {readings}")
    }

    fn for_to_judge(&self, who: &str, what: &str) -> String {
        format!("for {who} to judge: {what}")
    }

    fn for_to_find(&self, who: &str, what: &str) -> String {
        format!("for {who} to find whether this factor is present: {what}")
    }

    fn a_person(&self) -> &'static str {
        "a person"
    }
}

impl Reasoning for English {
    fn no_answer(&self, condition: &str) -> String {
        format!("there is no answer to whether {condition}")
    }

    fn not_known(&self, condition: &str) -> String {
        format!("it is not known whether {condition}")
    }

    fn exception(&self, reason: &str) -> String {
        format!("the exception: {reason}")
    }

    fn source_gives_nothing(&self) -> &'static str {
        "what it takes its answer from gives none here"
    }

    fn it_is_worked_out(&self, formula: &str) -> String {
        format!("it is {formula}")
    }

    fn worked_out_from(&self, values: &str) -> String {
        format!("worked out from {values}")
    }

    fn since(&self, what: &str, because: &str) -> String {
        format!("{what}, since {because}")
    }

    fn at_fault(&self, why: NoResult, step: &str) -> String {
        match why {
            NoResult::DivisionByZero => format!("no result: {step} is a division by zero"),
            NoResult::NoSuchDay => format!("no result: there is no such day as {step}"),
            NoResult::TooLong => format!("no result: {step} is more than can be computed"),
            NoResult::ReadHasNone => format!("no result: {step} has none"),
        }
    }

    fn at_least_of(&self, count: u32, holds: Option<bool>, parts: &str) -> String {
        match holds {
            Some(true) => format!("at least {count} of these hold: {parts}"),
            Some(false) => format!("fewer than {count} of these hold: {parts}"),
            None => format!("whether at least {count} of these hold is open: {parts}"),
        }
    }

    fn numbers(&self, places: &[u32]) -> String {
        let several = places.len() > 1;
        let places: Vec<String> = places.iter().map(ToString::to_string).collect();
        format!("number{} {}", s(several), plain::all_of(&places))
    }

    fn and_others(&self, count: usize) -> String {
        format!("and {count} more")
    }

    fn answer_to(&self) -> (&'static str, char) {
        ("the answer to “", '”')
    }

    fn negative(&self) -> &'static [&'static str] {
        &["there are none ", "there is none ", "there is no ", "nothing ", "none of "]
    }

    fn says_it_is(&self, condition: &str, value: &str) -> bool {
        condition.ends_with(&format!(" is {value}"))
    }

    fn it_is(&self, condition: &str, value: &str) -> String {
        format!("{condition} (it is {value})")
    }

    fn but(&self, condition: &str, value: &str) -> String {
        format!("{condition} but {value}")
    }

    fn presumed(&self, value: Option<&str>) -> String {
        value.map_or_else(|| " (presumed)".to_owned(), |value| format!(" (presumed: {value})"))
    }

    fn not_shown(&self, what: &str, bearer: Option<&str>) -> String {
        let bearer = bearer.map_or_else(String::new, |it| format!(" (it is for {it} to show)"));
        format!("it is not shown that {what}{bearer}")
    }

    fn counts_as_not_shown(&self, what: &str) -> String {
        format!(" (it is not shown that {what})")
    }

    fn found(&self, by: &str) -> String {
        format!(" (found {by})")
    }

    fn speaks(&self, side: Option<&str>) -> String {
        side.map_or_else(|| "either way".to_owned(), |side| format!("for {side}"))
    }

    fn factor(&self, state: FactorState, would_tell: &str) -> String {
        match state {
            FactorState::Present => "present".to_owned(),
            FactorState::Absent => "not present".to_owned(),
            FactorState::NotShown => "not shown".to_owned(),
            FactorState::MustBeFound => "for a person to find".to_owned(),
            FactorState::Valueless => "cannot be told".to_owned(),
            FactorState::MayBePresent if would_tell.is_empty() => "may be present".to_owned(),
            FactorState::MayBePresent => format!("may be present; would tell: {would_tell}"),
        }
    }
}
