//! Outcomes: all that a run says of a case, by names, ready to be written as JSON.
//!
//! Reads a plan, a case and the answers of a run; produces an [`Outcome`]. Invariant: an outcome is complete.
//! Notices, how to contest, what the plan and the case were, every question with its status, and every list an
//! answer has, are always there; no caller can ask for less. The form is documented in `docs/formats.md`.

mod duties;
mod findings;
mod leaves;
mod questions;
mod values;

use serde::Serialize;
use whereas_plan::{Book, Plan};
use whereas_value::answer::{Force, ForceUnder};
use whereas_value::id::ClauseId;
use whereas_value::{Answers, Case, Date};
use whereas_words::telling::Telling;

pub use duties::{DueDay, DutyOutcome, PermissionOutcome};
pub use findings::{DefectOutcome, FindingOutcome};
pub use leaves::{Awaited, FactorNamed, LedgerNamed, MissingFact, OpenQuestion};
pub use questions::{EitherWay, Prerequisite, QuestionOutcome, RestsOn, Supposed, TraceLine};
pub use values::Possible;

/// The version of the form of an outcome. It rises when a reader of the old form would be misled.
pub const SCHEMA_VERSION: u32 = 1;

/// All that is said of one case by the policies of a package.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Outcome {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// The engine that ran.
    pub engine: Engine,
    /// The day as of which the case was decided.
    pub as_of: Date,
    /// What each policy says, in the order of the package.
    pub policies: Vec<PolicyOutcome>,
}

impl Outcome {
    /// The outcome as JSON, with a line break at its end.
    #[must_use]
    pub fn to_json(&self) -> String {
        // What an outcome is made of can always be written.
        serde_json::to_string_pretty(self).map(|json| format!("{json}\n")).unwrap_or_default()
    }
}

/// The engine and its version.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Engine {
    /// `whereas`
    pub name: &'static str,
    /// `0.1.0`
    pub version: &'static str,
}

impl Engine {
    /// This engine.
    #[must_use]
    pub const fn this() -> Self {
        Self { name: "whereas", version: env!("CARGO_PKG_VERSION") }
    }
}

/// A name and what it is called in plain words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Named {
    /// The name.
    pub name: String,
    /// The label.
    pub label: String,
}

/// What one policy says of the case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PolicyOutcome {
    /// The policy: its name and title.
    pub policy: Named,
    /// The hash of the plan's meaning.
    pub plan: String,
    /// The hash of the plan's words.
    pub book: String,
    /// The hash of the case, as this policy reads it.
    pub case: String,
    /// The governing day, as far as it is known: the day whose law applies.
    pub governing: Days,
    /// Whether the policy is in force; under each reading of the questions on which that turns.
    pub force: Vec<ForceOutcome>,
    /// The policies that control over this one: both are in force, and the case is in the scope of both.
    pub controlled_by: Vec<String>,
    /// Those of which it is open whether they do.
    pub perhaps_controlled_by: Vec<String>,
    /// The policies that apply as well, although each is said to stand for its own scope.
    pub also_applies: Vec<String>,
    /// Whether the events that are stated are taken to be all there were.
    pub events_complete: bool,
    /// Of a case that is out of scope, or may be: the conditions that settle it, in words.
    pub scope_because: Vec<String>,
    /// Every question, with its answer.
    pub questions: Vec<QuestionOutcome>,
    /// Decisions of each element of a list that may have elements nobody stated.
    pub possibly_others: Vec<String>,
    /// What became of each finding.
    pub findings: Vec<FindingOutcome>,
    /// The duties, one line for each instance.
    pub duties: Vec<DutyOutcome>,
    /// The permissions.
    pub permissions: Vec<PermissionOutcome>,
    /// The guarantees of the policy that this case breaks, in their words.
    pub broken_guarantees: Vec<String>,
    /// What the policy wants said with every answer.
    pub notices: Vec<Notice>,
    /// How to contest; null where the policy does not say.
    pub contest: Option<String>,
}

/// The days from one to another, both in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Days {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
}

/// A notice, and the clause that gives it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Notice {
    /// The clause.
    pub clause: String,
    /// The words.
    pub text: String,
}

/// Whether the policy is in force.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ForceOutcome {
    /// The readings under which this holds; empty where it turns on none.
    pub readings: Vec<Reading>,
    /// The first day of the part of the governing days that this is said of, where there are several.
    pub from: Option<Date>,
    /// `in_force`, `not_yet`, `ended`, `suspended`, `replaced`
    pub status: &'static str,
    /// Of `not_yet` the first day in force, of `ended` the first day after.
    pub day: Option<Date>,
    /// By what it is suspended or replaced.
    pub by: Option<String>,
    /// The clause that suspends it.
    pub clause: Option<String>,
}

/// A reading of an open question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Reading {
    /// The question.
    pub question: String,
    /// The reading.
    pub reading: String,
}

/// What a plan says of a case; `case` is its hash.
#[must_use]
pub fn of(
    plan: &Plan,
    hashes: Hashes<'_>,
    case: &Case,
    answers: &Answers,
    telling: &Telling,
) -> PolicyOutcome {
    let book = &plan.book;
    let (from, to) = answers.governing;
    PolicyOutcome {
        policy: Named {
            name: book.policy.name.to_string(),
            label: book.policy.title.plain.to_string(),
        },
        plan: hashes.plan.to_owned(),
        book: hashes.book.to_owned(),
        case: hashes.case.to_owned(),
        governing: Days { from, to },
        force: answers.force.iter().map(|force| force_outcome(book, force)).collect(),
        controlled_by: Vec::new(),
        perhaps_controlled_by: Vec::new(),
        also_applies: Vec::new(),
        events_complete: case.events_complete,
        scope_because: questions::scope_because(answers, telling),
        questions: questions::of(plan, case, answers, telling),
        possibly_others: answers
            .possibly_others
            .iter()
            .map(|decision| {
                book.decisions.get(*decision).map_or_else(String::new, |it| it.name.to_string())
            })
            .collect(),
        findings: findings::of(plan, case, &answers.findings),
        duties: duties::duties(plan, case, answers, telling),
        permissions: duties::permissions(plan, case, answers, telling),
        broken_guarantees: answers
            .broken
            .iter()
            .filter_map(|id| book.guarantees.get(*id))
            .map(|label| label.plain.to_string())
            .collect(),
        notices: book
            .notices
            .iter()
            .map(|(at, text)| Notice { clause: clause(book, *at), text: text.plain.to_string() })
            .collect(),
        contest: book.policy.contest.as_ref().map(|label| label.plain.to_string()),
    }
}

/// Adds to each question what would follow from the judgements it awaits.
pub(crate) fn add_either_way(
    outcome: &mut PolicyOutcome,
    plan: &Plan,
    case: &Case,
    answers: &Answers,
) {
    questions::add_either_way(&mut outcome.questions, plan, case, answers);
}

/// What identifies a run: the hashes of the plan's meaning, of its words, and of the case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hashes<'a> {
    /// Of the meaning.
    pub plan: &'a str,
    /// Of the book.
    pub book: &'a str,
    /// Of the case.
    pub case: &'a str,
}

/// The id of a clause, as lawyers write it.
pub(crate) fn clause(book: &Book, id: ClauseId) -> String {
    book.clauses.get(id).map_or_else(String::new, |it| it.id.to_string())
}

pub(crate) fn force_outcome(book: &Book, under: &ForceUnder) -> ForceOutcome {
    let (status, day, by, clause) = match &under.force {
        Force::InForce => ("in_force", None, None, None),
        // No statement of force speaks of this reading.
        Force::NotYet { from: Date::MAX } => ("not_yet", None, None, None),
        Force::NotYet { from } => ("not_yet", Some(*from), None, None),
        Force::Ended { before } => ("ended", Some(*before), None, None),
        Force::Suspended { by, clause: id } => {
            ("suspended", None, Some(by.to_string()), Some(clause(book, *id)))
        }
        Force::Replaced { by } => ("replaced", None, Some(by.to_string()), None),
    };
    let readings = under
        .readings
        .iter()
        .filter_map(|(question, reading)| {
            let words = book.questions.get(*question)?;
            let reading = words.readings.get(usize::try_from(*reading).ok()?)?;
            Some(Reading { question: words.name.to_string(), reading: reading.name.to_string() })
        })
        .collect();
    ForceOutcome { readings, from: under.from, status, day, by, clause }
}
