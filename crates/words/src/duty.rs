//! Duties and permissions in words, as of a day.

use whereas_plan::Plan;
use whereas_value::answer::Force;
use whereas_value::duty::{Due, DutyAnswer, DutyState, PermissionAnswer, PermissionState};
use whereas_value::{Answers, Cause, Leaf};

use crate::grammar::{self, DutyStands, Grammar, Owed, one_of};
use crate::leaf;
use crate::question::clause;
use crate::telling::Telling;

/// The lines of one instance of a duty: its state first, then what is open.
#[must_use]
pub fn lines(plan: &Plan, answer: &DutyAnswer) -> Vec<String> {
    let say = grammar::of(&plan.book);
    let Some(words) = plan.book.duties.get(answer.duty) else { return Vec::new() };
    let owed: Vec<&str> = words
        .owed_by
        .iter()
        .filter_map(|actor| plan.book.actors.get(*actor))
        .map(|actor| actor.label.plain.as_str())
        .collect();
    let mut out = vec![say.owed(Owed {
        who: &owed,
        modality: &words.modality,
        what: &words.label.plain,
        arose: answer.arose,
        about: answer.about.as_deref(),
        state: &states(say, answer, &words.modality),
        due: &due(say, answer),
    })];
    out.push(format!("    {}", say.by_clause(&clause(plan, answer.clause))));
    let mut open: Vec<String> = answer.missing.iter().map(|it| leaf::name(plan, it)).collect();
    let gaps = [answer.other_events, answer.about_missing, answer.by_missing, answer.hour_missing];
    let gaps = say.event_gaps().into_iter().zip(gaps).filter(|(_, is)| *is);
    open.extend(gaps.map(|(words, _)| words.to_owned()));
    out.extend(would_settle(say, &open));
    if answer.possibly_further {
        out.push(format!("    {}", say.further()));
    }
    if let (Some(text), true) = (&words.upon_breach, breached(&answer.states)) {
        out.push(format!("    {}", say.upon_breach(&text.plain)));
    }
    out
}

fn breached(states: &[DutyState]) -> bool {
    states.iter().any(|state| matches!(state, DutyState::Breached | DutyState::NotMet))
}

fn states(say: &dyn Grammar, answer: &DutyAnswer, modality: &str) -> String {
    let words: Vec<String> = answer
        .states
        .iter()
        .map(|it| say.duty_state(stands(*it, answer, modality == "must not"), answer.excused))
        .collect();
    match words.as_slice() {
        [one] => one.clone(),
        many => say.states_open(&one_of(say, many)),
    }
}

/// A state as people say it of a duty that has a due day or has none, and of what must not be done.
fn stands(state: DutyState, answer: &DutyAnswer, must_not: bool) -> DutyStands {
    match state {
        DutyState::DischargedInTime if answer.due == Due::None => DutyStands::Done,
        DutyState::DischargedInTime => DutyStands::DoneInTime,
        DutyState::DischargedLate => DutyStands::DoneLate,
        DutyState::DischargedDayNotRecorded => DutyStands::DoneUnrecorded,
        DutyState::Pending | DutyState::OpenWithoutDeadline if must_not => DutyStands::NotBreached,
        DutyState::Pending => DutyStands::NotDone,
        DutyState::OpenWithoutDeadline => DutyStands::NotDoneOpen,
        DutyState::NotArisen => DutyStands::NotArisen,
        DutyState::Excused => DutyStands::Excused,
        DutyState::Breached => DutyStands::Breached,
        DutyState::NotMet => DutyStands::NotMet,
        DutyState::Kept => DutyStands::Kept,
        DutyState::Undetermined => DutyStands::NoValue(Cause::Undetermined),
        DutyState::Fault => DutyStands::NoValue(Cause::Fault),
        DutyState::Conflict => DutyStands::NoValue(Cause::Conflict),
        DutyState::NotReady => DutyStands::NoValue(Cause::NotReady),
        DutyState::NotInForce => DutyStands::NoValue(Cause::NotInForce),
    }
}

fn due(say: &dyn Grammar, answer: &DutyAnswer) -> String {
    // What has not arisen is due on no day.
    if answer.states == [DutyState::NotArisen] {
        return String::new();
    }
    match &answer.due {
        Due::None => String::new(),
        Due::Valueless => say.due(None),
        Due::Between(first, last) => say.due(Some((*first, *last))),
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
    let say = grammar::of(&plan.book);
    let Some(words) = plan.book.permissions.get(answer.permission) else { return Vec::new() };
    let held: Vec<&str> = words
        .held_by
        .iter()
        .filter_map(|actor| plan.book.actors.get(*actor))
        .map(|actor| actor.label.plain.as_str())
        .collect();
    let mut states = Vec::new();
    if answer.may_be_held {
        states.push(say.held(true));
    }
    if answer.may_not_be_held {
        states.push(say.held(false));
    }
    states.extend(answer.causes.iter().map(|cause| say.cause(cause)));
    let state = match states.as_slice() {
        [one] => (*one).to_owned(),
        many => say.states_open(&one_of(say, many)),
    };
    let by = clause(plan, answer.clause);
    let may = say.may(&held, &words.label.plain);
    if !answer.may_be_in_force {
        let idle = answers.force.iter().all(|it| it.force != Force::InForce);
        return vec![format!("{may}: {}", say.not_in_force(idle, &by))];
    }
    let reasons = telling.permissions.get(&answer.permission).map_or(&[][..], Vec::as_slice);
    let reasons: Vec<&str> = reasons.iter().map(|reason| reason.text.as_str()).collect();
    let because =
        if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join("; ")) };
    let by = if answer.state() == PermissionState::NotHeld {
        say.does_not_give(&by)
    } else {
        say.by_clause(&by)
    };
    let mut out = vec![format!("{may}: {state}, {by}{because}")];
    // A question on which force turns stands beside what its condition lacks.
    let questions = answer.questions.iter().map(|it| Leaf::Question(*it));
    let questions = questions.filter(|it| !answer.missing.contains(it));
    let open = answer.missing.iter().cloned().chain(questions);
    let open: Vec<String> = open.map(|it| leaf::name(plan, &it)).collect();
    out.extend(would_settle(say, &open));
    out
}

/// What would settle a state: one line each.
fn would_settle<'a>(say: &'a dyn Grammar, open: &'a [String]) -> impl Iterator<Item = String> + 'a {
    let lines = open.iter().enumerate();
    lines.map(|(place, name)| format!("    {}", say.would_settle(place == 0, name)))
}
