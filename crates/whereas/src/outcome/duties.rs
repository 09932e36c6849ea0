//! Duties and permissions.

use schemars::JsonSchema;
use serde::Serialize;
use whereas_plan::Plan;
use whereas_value::duty::{Due, DutyAnswer, DutyState, PermissionAnswer, PermissionState};
use whereas_value::{Answers, Case, Cause, Date, Leaf};

use whereas_words::telling::Telling;

use super::leaves::{self, Awaited, MissingFact, OpenQuestion};
use super::rules::{not_shown, presumes, texts};
use super::{Days, Named, clause, title};

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
    /// The event it arose from: its place in the case, counted from one; null where it arose from none.
    pub event: Option<u32>,
    /// The day it arose.
    pub arose: Option<Date>,
    /// What it is about.
    pub about: Option<String>,
    /// When it is due.
    pub due: DueDay,
    /// The possible states as of the day of the outcome: one where the state is known.
    pub states: Vec<DutyState>,
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
    answers.duties.iter().map(|answer| duty(plan, case, answer, telling)).collect()
}

fn duty(plan: &Plan, case: &Case, answer: &DutyAnswer, telling: &Telling) -> DutyOutcome {
    let book = &plan.book;
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
        event: answer.event.map(|event| event.saturating_add(1)),
        arose: answer.arose,
        about: answer.about.as_ref().map(ToString::to_string),
        due: match answer.due {
            Due::None => DueDay::None,
            Due::Between(from, to) => DueDay::Between(Days { from, to }),
            Due::Valueless => DueDay::Valueless,
        },
        states: answer.states.clone(),
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
        causes: answer.causes.iter().collect(),
        missing: leaves::facts(plan, case, &answer.missing),
        awaits: leaves::awaited(plan, case, &answer.missing, telling),
        questions: open,
    }
}
