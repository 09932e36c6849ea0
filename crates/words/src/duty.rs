//! Duties and permissions in words, as of a day.

use whereas_plan::Plan;
use whereas_value::duty::{Due, DutyAnswer, DutyState, PermissionAnswer};

use crate::leaf;
use crate::plain;
use crate::question::clause;

/// The lines of one instance of a duty: its state first, then what is open.
#[must_use]
pub fn lines(plan: &Plan, answer: &DutyAnswer) -> Vec<String> {
    let Some(words) = plan.book.duties.get(answer.duty) else { return Vec::new() };
    let owed: Vec<&str> = words
        .owed_by
        .iter()
        .filter_map(|actor| plan.book.actors.get(*actor))
        .map(|actor| actor.label.plain.as_str())
        .collect();
    let arose =
        answer.arose.map_or_else(String::new, |day| format!(", arisen {}", plain::date(day)));
    let about =
        answer.about.as_ref().map_or_else(String::new, |about| format!(", about “{about}”"));
    let mut out = vec![format!(
        "{} {} {}{arose}{about}: {}{}",
        plain::all_of(&owed),
        words.modality,
        words.label.plain,
        states(&answer.states),
        due(answer)
    )];
    out.push(format!("    by {}", clause(plan, answer.clause)));
    let mut open: Vec<String> = answer.missing.iter().map(|it| leaf::name(plan, it)).collect();
    if answer.other_events {
        open.push("whether there were other events".to_owned());
    }
    if answer.about_missing {
        open.push("what the event was about".to_owned());
    }
    if answer.by_missing {
        open.push("who caused the event".to_owned());
    }
    out.extend(would_settle(&open));
    if answer.possibly_further {
        out.push("    there may be further instances that no recorded event shows".to_owned());
    }
    if let (Some(text), true) = (&words.upon_breach, breached(&answer.states)) {
        out.push(format!("    upon breach: {}", text.plain));
    }
    out
}

fn breached(states: &[DutyState]) -> bool {
    states.iter().any(|state| matches!(state, DutyState::Breached | DutyState::NotMet))
}

fn states(states: &[DutyState]) -> String {
    let words: Vec<&str> = states.iter().map(|state| state.words()).collect();
    match words.as_slice() {
        [one] => (*one).to_owned(),
        many => format!("not known ({})", plain::one_of(many)),
    }
}

fn due(answer: &DutyAnswer) -> String {
    match &answer.due {
        Due::None => String::new(),
        Due::Valueless => ", without a due day that can be had".to_owned(),
        Due::Between(first, last) if first == last => format!(", due by {}", plain::date(*last)),
        Due::Between(first, last) => {
            format!(", due by a day from {} to {}", plain::date(*first), plain::date(*last))
        }
    }
}

/// The lines of one permission.
#[must_use]
pub fn permission(plan: &Plan, answer: &PermissionAnswer) -> Vec<String> {
    let Some(words) = plan.book.permissions.get(answer.permission) else { return Vec::new() };
    let held: Vec<&str> = words
        .held_by
        .iter()
        .filter_map(|actor| plan.book.actors.get(*actor))
        .map(|actor| actor.label.plain.as_str())
        .collect();
    let mut states = Vec::new();
    if answer.may_be_held {
        states.push("held");
    }
    if answer.may_not_be_held {
        states.push("not held");
    }
    states.extend(answer.causes.iter().map(whereas_value::Cause::words));
    let state = match states.as_slice() {
        [one] => (*one).to_owned(),
        many => format!("not known ({})", plain::one_of(many)),
    };
    let mut out = vec![format!(
        "{} may {}: {state}, by {}",
        plain::one_of(&held),
        words.label.plain,
        clause(plan, answer.clause)
    )];
    let open: Vec<String> = answer.missing.iter().map(|it| leaf::name(plan, it)).collect();
    out.extend(would_settle(&open));
    out
}

/// What would settle a state: one line each.
fn would_settle(open: &[String]) -> impl Iterator<Item = String> {
    open.iter().enumerate().map(|(place, name)| {
        let start = if place == 0 { "would settle it" } else { "            and" };
        format!("    {start}: {name}")
    })
}
