//! Duties and permissions in words, as of a day.

use whereas_plan::Plan;
use whereas_value::answer::Force;
use whereas_value::duty::{Due, DutyAnswer, DutyState, PermissionAnswer};
use whereas_value::{Answers, Leaf};

use crate::leaf;
use crate::plain;
use crate::question::clause;
use crate::telling::Telling;

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
        states(answer, &words.modality),
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
    if answer.hour_missing {
        open.push("at what hour it was (the hour is not stated)".to_owned());
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

fn states(answer: &DutyAnswer, modality: &str) -> String {
    let words: Vec<String> =
        answer.states.iter().map(|it| state(*it, answer, modality == "must not")).collect();
    match words.as_slice() {
        [one] => one.clone(),
        many => format!("not known ({})", plain::one_of(many)),
    }
}

/// A state as people say it of a duty that has a due day or has none, and of what must not be done.
fn state(state: DutyState, answer: &DutyAnswer, must_not: bool) -> String {
    let excuse = if answer.excused { ", which is excused" } else { "" };
    match state {
        DutyState::DischargedInTime if answer.due == Due::None => "done".to_owned(),
        DutyState::DischargedInTime => "done in time".to_owned(),
        DutyState::DischargedLate => format!("done late{excuse}"),
        DutyState::DischargedDayNotRecorded => {
            format!("done, on a day that is not recorded{excuse}")
        }
        DutyState::Pending | DutyState::OpenWithoutDeadline if must_not => {
            "not breached so far".to_owned()
        }
        DutyState::Pending => "not done yet".to_owned(),
        DutyState::OpenWithoutDeadline => "not done yet, and without a deadline".to_owned(),
        DutyState::NotArisen
        | DutyState::Excused
        | DutyState::Breached
        | DutyState::NotMet
        | DutyState::Kept
        | DutyState::Undetermined
        | DutyState::Fault
        | DutyState::Conflict
        | DutyState::NotReady
        | DutyState::NotInForce => state.words().to_owned(),
    }
}

fn due(answer: &DutyAnswer) -> String {
    // What has not arisen is due on no day.
    if answer.states == [DutyState::NotArisen] {
        return String::new();
    }
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
pub fn permission(
    plan: &Plan,
    answers: &Answers,
    telling: &Telling,
    answer: &PermissionAnswer,
) -> Vec<String> {
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
    let by = clause(plan, answer.clause);
    let may = format!("{} may {}", plain::one_of(&held), words.label.plain);
    if !answer.may_be_in_force {
        let idle = answers.force.iter().all(|it| it.force != Force::InForce);
        let what = if idle { "the policy" } else { "the clause" };
        return vec![format!("{may}: {what} is not in force on that day ({by})")];
    }
    let reasons = telling.permissions.get(&answer.permission).map_or(&[][..], Vec::as_slice);
    let reasons: Vec<&str> = reasons.iter().map(|reason| reason.text.as_str()).collect();
    let because =
        if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join("; ")) };
    let by = if state == "not held" {
        format!("{by} does not give it here")
    } else {
        format!("by {by}")
    };
    let mut out = vec![format!("{may}: {state}, {by}{because}")];
    // A question on which force turns stands beside what its condition lacks.
    let questions = answer.questions.iter().map(|it| Leaf::Question(*it));
    let questions = questions.filter(|it| !answer.missing.contains(it));
    let open = answer.missing.iter().cloned().chain(questions);
    let open: Vec<String> = open.map(|it| leaf::name(plan, &it)).collect();
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
