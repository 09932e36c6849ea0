//! Duties and permissions in words, as of a day.

use whereas_plan::Plan;
use whereas_value::answer::{Broken, Force, Rest};
use whereas_value::duty::{Due, DutyAnswer, DutyState, PermissionAnswer, PermissionState};
use whereas_value::id::{EventKindId, FactId};
use whereas_value::{Answers, Case, Cause, Leaf, Of};

use crate::grammar::{self, DutyStands, Grammar, Owed, Upon, all_of, one_of};
use crate::leaf;
use crate::question::{self, clause};
use crate::telling::{Arising, DutyTelling, Reason, Telling};

/// The lines of one instance of a duty: its state first, then how it arose and what ended it, then what is open.
#[must_use]
pub fn lines(plan: &Plan, case: &Case, answer: &DutyAnswer, told: &DutyTelling) -> Vec<String> {
    let say = grammar::of(&plan.book);
    let Some(words) = plan.book.duties.get(answer.duty) else { return Vec::new() };
    let owed: Vec<&str> = words
        .owed_by
        .iter()
        .filter_map(|actor| plan.book.actors.get(*actor))
        .map(|actor| actor.label.plain.as_str())
        .collect();
    let idle = answer.states == [DutyState::NotArisen];
    let mut out = vec![say.owed(Owed {
        who: &owed,
        modality: &words.modality,
        what: &words.label.plain,
        arose: answer.arose.filter(|_| !idle),
        about: answer.about.as_deref(),
        state: &states(say, answer, &words.modality),
        due: &due(say, answer),
    })];
    let clause = clause(plan, answer.clause);
    let by = if idle { say.gives_no_rise(&clause) } else { say.by_clause(&clause) };
    let because = arising(plan, case, answer, told);
    out.push(if because.is_empty() {
        format!("    {by}")
    } else {
        format!("    {by}: {}", because.join("; "))
    });
    if !told.happened.is_empty() {
        let events: Vec<String> =
            told.happened.iter().filter_map(|place| event(plan, case, *place)).collect();
        out.push(format!("    {}", say.what_happened(&all_of(say, &events))));
    }
    out.extend(told.not_recorded.map(|kind| format!("    {}", no_event(plan, kind))));
    for (discharged, settled) in [(true, &told.discharge), (false, &told.excuse)] {
        if let Some(settled) = settled {
            let because = texts(&settled.because).join("; ");
            out.push(format!("    {}", say.settled(discharged, settled.holds, &because)));
        }
    }
    out.extend(rests_on(plan, &answer.rests_on, told.reasons()));
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

/// How it arose, or why it did not: the event, the breach, the conditions.
fn arising(plan: &Plan, case: &Case, answer: &DutyAnswer, told: &DutyTelling) -> Vec<String> {
    let say = grammar::of(&plan.book);
    let mut because = Vec::new();
    match told.arising {
        Arising::FromEvent(place) => because.extend(event(plan, case, place)),
        Arising::NoEvent(kind) => because.push(no_event(plan, kind)),
        Arising::When => {}
        Arising::OnIssue => because.push(say.on_issue().to_owned()),
        Arising::Ongoing => because.push(say.ongoing().to_owned()),
        Arising::UponBreach => {
            let firsts = told.upon.iter().filter_map(|id| plan.book.duties.get(*id));
            let firsts: Vec<String> = firsts.map(|it| say.quoted(&it.label.plain)).collect();
            let upon = match told.not_before {
                Some(day) => Upon::On(day),
                None if answer.states != [DutyState::NotArisen] => Upon::Arisen,
                // Why it has not arisen is then not that there is no breach.
                None if told.out_of_force.is_some() => Upon::Arisen,
                None => Upon::NoBreach,
            };
            because.push(say.upon(&one_of(say, &firsts), upon));
        }
    }
    because.extend(told.opened_again.map(|day| say.opened_again(day)));
    because.extend(told.out_of_force.map(|day| say.not_in_force_on(day)));
    because.extend(texts(&told.because).into_iter().map(ToOwned::to_owned));
    because
}

/// An event of a case in words; what it was about is told of the instance.
fn event(plan: &Plan, case: &Case, place: u32) -> Option<String> {
    let event = case.events.get(place as usize)?;
    let kind = plan.book.events.get(event.kind)?;
    let by = event.by.and_then(|by| plan.book.actors.get(by));
    let by = by.map(|by| by.label.plain.as_str());
    Some(grammar::of(&plan.book).event(&kind.label.plain, event.on, by))
}

fn no_event(plan: &Plan, kind: EventKindId) -> String {
    let label = plan.book.events.get(kind).map_or("", |it| it.label.plain.as_str());
    grammar::of(&plan.book).no_event(label)
}

fn texts(reasons: &[Reason]) -> Vec<&str> {
    reasons.iter().map(|reason| reason.text.as_str()).collect()
}

/// The presumptions and burdens that something rests on and its reasons do not name already, one line each.
fn rests_on<'a>(
    plan: &Plan,
    rests: &[Rest],
    reasons: impl Iterator<Item = &'a Reason>,
) -> Vec<String> {
    let shown: Vec<FactId> = reasons.flat_map(|it| it.presumes.iter().copied()).collect();
    let unsaid = |rest: &&Rest| !matches!(rest, Rest::Presumed(fact) if shown.contains(fact));
    rests
        .iter()
        .filter(unsaid)
        .map(|rest| format!("    {}", question::rests_on(plan, *rest)))
        .collect()
}

/// The lines of a guarantee that a case breaks: its words, then the clause that gives it and why, then what is decided of
/// what it speaks of.
#[must_use]
pub fn guarantee(told: question::Told<'_>, answers: &Answers, broken: &Broken) -> Vec<String> {
    let plan = told.plan;
    let say = grammar::of(&plan.book);
    let Some(words) = plan.book.guarantees.get(broken.guarantee) else { return Vec::new() };
    let telling = told.telling.guarantees.get(&broken.guarantee);
    let reasons = telling.map_or(&[][..], |it| it.because.as_slice());
    let by = say.by_clause(&clause(plan, words.clause));
    let because = texts(reasons).join("; ");
    let mut out = vec![words.label.plain.to_string()];
    out.push(if because.is_empty() { format!("    {by}") } else { format!("    {by}: {because}") });
    // What is decided of each element of a list is told of each of them.
    let read = answers.questions.iter().filter(|(it, _)| {
        let of = if it.of == Of::Whole { None } else { Some(it.of) };
        telling.is_some_and(|telling| telling.reads.contains(&(it.decision, of)))
    });
    out.extend(read.map(|(it, answer)| format!("    {}", question::short(told, *it, answer))));
    out.extend(rests_on(plan, &broken.rests_on, reasons.iter()));
    out
}

fn breached(states: &[DutyState]) -> bool {
    states.contains(&DutyState::Breached)
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
    let because =
        if reasons.is_empty() { String::new() } else { format!(": {}", texts(reasons).join("; ")) };
    let by = if answer.state() == PermissionState::NotHeld {
        say.does_not_give(&by)
    } else {
        say.by_clause(&by)
    };
    let mut out = vec![format!("{may}: {state}, {by}{because}")];
    out.extend(rests_on(plan, &answer.rests_on, reasons.iter()));
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
