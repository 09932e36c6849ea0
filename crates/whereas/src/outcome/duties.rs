//! Duties and permissions.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use whereas_plan::Plan;
use whereas_value::answer::Rest;
use whereas_value::duty::{Due, DutyAnswer, DutyState, PermissionAnswer, PermissionState};
use whereas_value::id::JudgementId;
use whereas_value::{Answers, Case, Cause, Date, Leaf};

use whereas_words::telling::{Arising, DutyTelling, Holds, Reason, Settled, Telling};

use super::beside;
use super::leaves::{self, Awaited, MissingFact, OpenQuestion};
use super::rules::{not_shown, presumes, texts};
use super::{Days, Named, RestsOn, clause, named, rests, title};

/// One instance of a duty.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct DutyOutcome {
    /// The duty.
    pub duty: Named,
    /// The clause that states it, by its id.
    pub clause: String,
    /// The title of the clause.
    pub title: String,
    /// How strictly it is owed.
    pub modality: Modality,
    /// Who owes it.
    pub owed_by: Vec<Named>,
    /// To whom.
    pub to: Option<Named>,
    /// How it arises.
    pub arises: Arises,
    /// Of a duty that arises from an event: the kind of event.
    pub arises_on: Option<Named>,
    /// The duties upon whose breach it arises, or would.
    pub upon_breach_of: Vec<Named>,
    /// The event it arose from: its place in the case, counted from one; null where it arose from none.
    pub event: Option<u32>,
    /// The same event.
    pub arose_from: Option<EventOutcome>,
    /// The day it arose; of one that has not arisen, the day on which it would.
    pub arose: Option<Date>,
    /// Of what recurs: the day on which this instance was opened, when the one before it was closed.
    pub opened_again: Option<Date>,
    /// Of one that has not arisen: the day on which it would, where that is still to come.
    pub not_before: Option<Date>,
    /// Of one that has not arisen: the day on which it would, and on which its clause is not in force.
    pub out_of_force: Option<Date>,
    /// The parts of the condition by which it arises that settle whether it does, in words with what is stated of their
    /// facts.
    pub because: Vec<String>,
    /// What it is about.
    pub about: Option<String>,
    /// When it is due.
    pub due: DueDay,
    /// The possible states as of the day of the outcome: one where the state is known.
    pub states: Vec<DutyState>,
    /// The events that discharge it, or breach it: those of the first day on which one surely counts. Whether they come in
    /// time, the state says.
    pub happened: Vec<EventOutcome>,
    /// The kind of event that would discharge it, or breach it, where none is recorded that may count.
    pub not_recorded: Option<Named>,
    /// The condition that discharges it, where its state turns on that.
    pub discharge: Option<ConditionOutcome>,
    /// The condition that excuses it, where its state turns on that.
    pub excuse: Option<ConditionOutcome>,
    /// The facts that are presumed in any of these conditions, by name.
    pub presumes: Vec<String>,
    /// The judgements in any of these conditions that count as *no* since nobody has shown them, by name.
    pub not_shown: Vec<String>,
    /// The questions that its conditions and days read, by the names by which they are asked for: `tier`,
    /// `priorities.border_security`. How each is answered, and why, stands among the `questions`.
    pub reads: Vec<String>,
    /// The presumptions and burdens on which its state rests, where that is known.
    pub rests_on: Vec<RestsOn>,
    /// The judgements that count as *no* in it since nobody has shown them, and whose finding could change it.
    pub counts_as_not_shown: Vec<Awaited>,
    /// The facts that would settle it.
    pub missing: Vec<MissingFact>,
    /// The judgements that would settle it.
    pub awaits: Vec<Awaited>,
    /// The open questions that would settle it.
    pub questions: Vec<OpenQuestion>,
    /// Whether other events, not recorded, would matter.
    pub other_events: bool,
    /// Whether what an event was about would matter.
    pub about_missing: bool,
    /// Whether who caused the event would matter.
    pub by_missing: bool,
    /// Whether the hour, which no case states, would matter: hours are counted from a day.
    pub hour_missing: bool,
    /// Whether it is excused, whatever is not known: told beside what was done late.
    pub excused: bool,
    /// Whether there may be further instances that no recorded event shows.
    pub possibly_further: bool,
    /// What follows from a breach, in words.
    pub upon_breach: Option<String>,
}

/// How a duty arises.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Arises {
    /// From an event.
    OnEvent,
    /// By a condition.
    When,
    /// On the issue of the policy.
    OnIssue,
    /// On each day on which its clause is in force.
    Ongoing,
    /// Upon the breach of another duty.
    UponBreach,
}

/// An event of the case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct EventOutcome {
    /// What kind of event it is.
    pub kind: Named,
    /// Its day.
    pub on: Date,
    /// Who caused it, if that is said.
    pub by: Option<Named>,
    /// What it was about, if that is said.
    pub about: Option<String>,
}

/// A condition, and why it came out as it did.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct ConditionOutcome {
    /// Whether it holds.
    pub holds: ConditionHolds,
    /// The parts that settle it, in words with what is stated of their facts.
    pub because: Vec<String>,
}

/// Whether a condition holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConditionHolds {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// That is not known.
    Open,
    /// That has no answer.
    Valueless,
}

/// How strictly a duty is owed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// It must be done.
    Must,
    /// It should be done: it can be *not met*, and never *breached*.
    Should,
    /// It must not be done.
    MustNot,
}

/// When a duty is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DueDay {
    /// No time is set, or the event it waits for has not been seen.
    None,
    /// A day within these.
    Between(Days),
    /// The due day has no value.
    Valueless,
}

/// A permission.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct PermissionOutcome {
    /// The permission.
    pub permission: Named,
    /// The clause that states it, by its id.
    pub clause: String,
    /// The title of the clause.
    pub title: String,
    /// Who would hold it.
    pub held_by: Vec<Named>,
    /// Whether it is held.
    pub status: PermissionStatus,
    /// Whether the clause may be in force on the governing day: where it is not, the permission is not held.
    pub may_be_in_force: bool,
    /// Whether it is possible that it is held.
    pub may_be_held: bool,
    /// Whether it is possible that it is not held.
    pub may_not_be_held: bool,
    /// The parts of its condition that settle it, in words.
    pub because: Vec<String>,
    /// The facts that are presumed in those parts, by name.
    pub presumes: Vec<String>,
    /// The judgements in those parts that count as *no* since nobody has shown them, by name.
    pub not_shown: Vec<String>,
    /// The questions that its condition reads, by the names by which they are asked for.
    pub reads: Vec<String>,
    /// The presumptions and burdens on which it rests whether it is held, where that is known.
    pub rests_on: Vec<RestsOn>,
    /// The judgements that count as *no* in it since nobody has shown them, and whose finding could change it.
    pub counts_as_not_shown: Vec<Awaited>,
    /// The causes for which there may be no answer.
    pub causes: Vec<Cause>,
    /// The facts that would settle it.
    pub missing: Vec<MissingFact>,
    /// The judgements that would settle it.
    pub awaits: Vec<Awaited>,
    /// The open questions that would settle it.
    pub questions: Vec<OpenQuestion>,
}

/// Whether a permission is held.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum PermissionStatus {
    /// There is an answer, or there may be one.
    Answer(PermissionAnswered),
    /// There is surely no answer, for this cause.
    Cause(Cause),
}

/// Whether a permission is held, where there may be an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PermissionAnswered {
    /// It is held.
    Held,
    /// It is not held.
    NotHeld,
    /// More than one outcome is possible.
    Unknown,
}

pub(super) fn duties(
    plan: &Plan,
    case: &Case,
    answers: &Answers,
    telling: &Telling,
) -> Vec<DutyOutcome> {
    let all = answers.duties.iter().enumerate();
    all.map(|(place, answer)| duty(plan, case, answer, &telling.of_duty(place), telling)).collect()
}

fn duty(
    plan: &Plan,
    case: &Case,
    answer: &DutyAnswer,
    told: &DutyTelling,
    telling: &Telling,
) -> DutyOutcome {
    let book = &plan.book;
    let kind = |id| book.events.get(id).map(|it| named(&it.name, &it.label));
    let reasons: Vec<Reason> = told.reasons().cloned().collect();
    let (arises, arises_on) = match told.arising {
        Arising::FromEvent(place) => {
            let event = case.events.get(place as usize);
            (Arises::OnEvent, event.and_then(|event| kind(event.kind)))
        }
        Arising::NoEvent(id) => (Arises::OnEvent, kind(id)),
        Arising::When => (Arises::When, None),
        Arising::OnIssue => (Arises::OnIssue, None),
        Arising::Ongoing => (Arises::Ongoing, None),
        Arising::UponBreach => (Arises::UponBreach, None),
    };
    let words = book.duties.get(answer.duty);
    let actors = |ids: &[_]| ids.iter().filter_map(|id| leaves::actor_named(book, *id)).collect();
    DutyOutcome {
        duty: Named {
            name: words.map_or_else(String::new, |it| it.name.to_string()),
            label: words.map_or_else(String::new, |it| it.label.plain.to_string()),
        },
        clause: clause(book, answer.clause),
        title: title(book, answer.clause),
        modality: match words.map(|it| it.modality.as_str()) {
            Some("should") => Modality::Should,
            Some("must not") => Modality::MustNot,
            Some(_) | None => Modality::Must,
        },
        owed_by: words.map_or_else(Vec::new, |it| actors(&it.owed_by)),
        to: words.and_then(|it| it.to).and_then(|id| leaves::actor_named(book, id)),
        arises,
        arises_on,
        upon_breach_of: told
            .upon
            .iter()
            .filter_map(|id| book.duties.get(*id))
            .map(|it| named(&it.name, &it.label))
            .collect(),
        event: answer.event.map(|event| event.saturating_add(1)),
        arose_from: answer.event.and_then(|place| event(plan, case, place)),
        arose: answer.arose,
        opened_again: told.opened_again,
        not_before: told.not_before,
        out_of_force: told.out_of_force,
        because: texts(&told.because),
        about: answer.about.as_ref().map(ToString::to_string),
        due: match answer.due {
            Due::None => DueDay::None,
            Due::Between(from, to) => DueDay::Between(Days { from, to }),
            Due::Valueless => DueDay::Valueless,
        },
        states: answer.states.clone(),
        happened: told.happened.iter().filter_map(|place| event(plan, case, *place)).collect(),
        not_recorded: told.not_recorded.and_then(kind),
        discharge: told.discharge.as_ref().map(condition),
        excuse: told.excuse.as_ref().map(condition),
        presumes: presumes(book, &reasons),
        not_shown: not_shown(book, &reasons),
        reads: beside::reads(plan, &told.reads),
        rests_on: rests(plan, &answer.rests_on),
        counts_as_not_shown: counted(plan, case, &answer.rests_on, &told.counted(answer), telling),
        missing: leaves::facts(plan, case, &answer.missing),
        awaits: leaves::awaited(plan, case, &answer.missing, telling),
        questions: questions(plan, &answer.missing),
        other_events: answer.other_events,
        about_missing: answer.about_missing,
        by_missing: answer.by_missing,
        hour_missing: answer.hour_missing,
        excused: answer.excused,
        possibly_further: answer.possibly_further,
        upon_breach: words
            .and_then(|it| it.upon_breach.as_ref())
            .map(|label| label.plain.to_string()),
    }
}

fn condition(settled: &Settled) -> ConditionOutcome {
    ConditionOutcome {
        holds: match settled.holds {
            Holds::Yes => ConditionHolds::Yes,
            Holds::No => ConditionHolds::No,
            Holds::Open => ConditionHolds::Open,
            Holds::Valueless => ConditionHolds::Valueless,
        },
        because: texts(&settled.because),
    }
}

/// An event of the case by its place.
fn event(plan: &Plan, case: &Case, place: u32) -> Option<EventOutcome> {
    let event = case.events.get(usize::try_from(place).ok()?)?;
    let kind = plan.book.events.get(event.kind)?;
    Some(EventOutcome {
        kind: named(&kind.name, &kind.label),
        on: event.on,
        by: event.by.and_then(|by| leaves::actor_named(&plan.book, by)),
        about: event.about.as_ref().map(ToString::to_string),
    })
}

/// The judgements that nobody has shown among what something rests on, and those in the reasons of what is open.
fn counted(
    plan: &Plan,
    case: &Case,
    rests: &[Rest],
    open: &BTreeSet<JudgementId>,
    telling: &Telling,
) -> Vec<Awaited> {
    let judgement = |rest: &Rest| match rest {
        Rest::Burden(id) => Some(*id),
        Rest::Presumed(_) => None,
    };
    let all: BTreeSet<_> = rests.iter().filter_map(judgement).chain(open.iter().copied()).collect();
    let all: Vec<Leaf> = all.into_iter().map(Leaf::Judgement).collect();
    leaves::awaited(plan, case, &all, telling)
}

fn questions(plan: &Plan, leaves: &[Leaf]) -> Vec<OpenQuestion> {
    let ids: Vec<_> = leaves
        .iter()
        .filter_map(|leaf| match leaf {
            Leaf::Question(id) => Some(*id),
            Leaf::Fact(..)
            | Leaf::Element { .. }
            | Leaf::Others(_)
            | Leaf::Judgement(_)
            | Leaf::Found(_) => None,
        })
        .collect();
    leaves::questions(&plan.book, &ids)
}

pub(super) fn permissions(
    plan: &Plan,
    case: &Case,
    answers: &Answers,
    telling: &Telling,
) -> Vec<PermissionOutcome> {
    answers.permissions.iter().map(|answer| permission(plan, case, answer, telling)).collect()
}

fn permission(
    plan: &Plan,
    case: &Case,
    answer: &PermissionAnswer,
    telling: &Telling,
) -> PermissionOutcome {
    let book = &plan.book;
    let words = book.permissions.get(answer.permission);
    let status = match answer.state() {
        PermissionState::Held => PermissionStatus::Answer(PermissionAnswered::Held),
        PermissionState::NotHeld => PermissionStatus::Answer(PermissionAnswered::NotHeld),
        PermissionState::Unknown => PermissionStatus::Answer(PermissionAnswered::Unknown),
        PermissionState::NoValue(cause) => PermissionStatus::Cause(cause),
    };
    let reasons = telling.permissions.get(&answer.permission).map_or(&[][..], Vec::as_slice);
    let mut open = questions(plan, &answer.missing);
    let mut others = leaves::questions(book, &answer.questions);
    others.retain(|it| !open.contains(it));
    open.append(&mut others);
    PermissionOutcome {
        permission: Named {
            name: words.map_or_else(String::new, |it| it.name.to_string()),
            label: words.map_or_else(String::new, |it| it.label.plain.to_string()),
        },
        clause: clause(book, answer.clause),
        title: title(book, answer.clause),
        held_by: words.map_or_else(Vec::new, |it| {
            it.held_by.iter().filter_map(|id| leaves::actor_named(book, *id)).collect()
        }),
        status,
        may_be_in_force: answer.may_be_in_force,
        may_be_held: answer.may_be_held,
        may_not_be_held: answer.may_not_be_held,
        because: texts(reasons),
        presumes: presumes(book, reasons),
        not_shown: not_shown(book, reasons),
        reads: telling
            .permission_reads
            .get(&answer.permission)
            .map_or_else(Vec::new, |it| beside::reads(plan, it)),
        rests_on: rests(plan, &answer.rests_on),
        counts_as_not_shown: counted(
            plan,
            case,
            &answer.rests_on,
            &telling.counted_in(answer),
            telling,
        ),
        causes: answer.causes.iter().collect(),
        missing: leaves::facts(plan, case, &answer.missing),
        awaits: leaves::awaited(plan, case, &answer.missing, telling),
        questions: open,
    }
}
