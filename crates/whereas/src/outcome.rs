//! Outcomes: all that a run says of a case, by names, ready to be written as JSON.
//!
//! Reads a plan, a case and the answers of a run; produces an [`Outcome`]. Invariant: an outcome is complete.
//! Notices, how to contest, what the plan and the case were, every question with its status, and every list an
//! answer has, are always there; no caller can ask for less. Every statement of the words is in the data too. The form
//! is documented in `docs/formats.md`, and published as a JSON Schema that is made from these types and their comments.

mod beside;
mod duties;
mod findings;
mod leaves;
mod questions;
mod rules;
mod values;

use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use whereas_plan::{Book, Plan};
use whereas_value::answer::{Force, ForceUnder, Rest};
use whereas_value::id::{ClauseId, QuestionId};
use whereas_value::{Answers, Case, Cause, Date, Label};
use whereas_words::telling::Telling;

pub use beside::{BrokenGuarantee, ClauseForceStatus, NoticeOutcome, QuestionNamed};
pub use duties::{
    Arises, ConditionHolds, ConditionOutcome, DueDay, DutyOutcome, EventOutcome, Modality,
    PermissionAnswered, PermissionOutcome, PermissionStatus,
};
pub use findings::{DefectName, DefectOutcome, FindingOutcome, WeighedFactor};
pub use leaves::{
    Awaited, AwaitedKind, Direction, FactorNamed, FactorStatus, JudgementOutcome, LedgerNamed,
    MissingFact, OpenQuestion,
};
pub(crate) use questions::rests_on;
pub use questions::{EitherWay, QuestionOutcome, RestsOn, RestsOnKind, Supposed};
pub use rules::{
    AtFault, ClauseOutOfForce, HeldBack, NoResultOf, Otherwise, Prerequisite, PrerequisiteStatus,
    RuleStanding, RulesUnder, SwitchedBy, TraceLine, Where,
};
pub use values::{Amount, AnyText, Possible, PossibleValues, Value};

/// The version of the form of an outcome. The schema of a form names everything that may stand in it, so the version
/// rises with every change.
pub const SCHEMA_VERSION: u32 = 1;

/// What a hash looks like.
pub(crate) const HASH: &str = "^[0-9a-f]{64}$";

/// All that is said of one case by the policies of a package.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Outcome {
    /// The version of this form. It rises with every change of it.
    #[schemars(extend("const" = SCHEMA_VERSION))]
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
        pretty(self)
    }

    /// The outcome as JSON on one line, with a line break at its end.
    #[must_use]
    pub fn to_json_line(&self) -> String {
        on_one_line(self)
    }
}

/// As JSON on one line, with a line break at its end.
pub(crate) fn on_one_line(told: &impl Serialize) -> String {
    // As below.
    serde_json::to_string(told).map(|json| format!("{json}\n")).unwrap_or_default()
}

/// As JSON, with a line break at its end.
pub(crate) fn pretty(told: &impl Serialize) -> String {
    // What is told is made of names, texts and numbers: it can always be written.
    serde_json::to_string_pretty(told).map(|json| format!("{json}\n")).unwrap_or_default()
}

/// The engine and its version.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Engine {
    /// Its name.
    #[schemars(extend("const" = "whereas"))]
    pub name: &'static str,
    /// Its version: `0.1.0`. The same version, plan and case give the same answer.
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
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Named {
    /// The name.
    pub name: String,
    /// The label.
    pub label: String,
}

/// What one policy says of the case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct PolicyOutcome {
    /// The policy: its name and title.
    pub policy: Named,
    /// The hash of what the policy means: BLAKE3, in 64 hexadecimal digits. Names, comments and layout do not change it.
    #[schemars(extend("pattern" = HASH))]
    pub plan: String,
    /// The hash of the policy's words, likewise.
    #[schemars(extend("pattern" = HASH))]
    pub book: String,
    /// The hash of the case, as this policy reads it, likewise.
    #[schemars(extend("pattern" = HASH))]
    pub case: String,
    /// The governing day, as far as it is known: the day whose law applies.
    pub governing: Days,
    /// Whether the policy is in force; under each reading of the questions on which that turns.
    pub force: Vec<ForceOutcome>,
    /// The policies that control over this one: both are in force, and the case is in the scope of both. Their answers go
    /// before this one's.
    pub controlled_by: Vec<Named>,
    /// Those of which it is open whether they do.
    pub perhaps_controlled_by: Vec<Named>,
    /// The policies that apply as well, although each is said to stand for its own scope.
    pub also_applies: Vec<Named>,
    /// The presumptions and burdens on which it rests that these policies and this one apply.
    pub beside_rests_on: Vec<RestsOn>,
    /// Whether the events that are stated are taken to be all there were.
    pub events_complete: bool,
    /// Whether the case is in the scope of the policy. Its duties and permissions do not turn on that.
    pub scope: ScopeOutcome,
    /// The presumptions and burdens on which that rests, where it is known.
    pub scope_rests_on: Vec<RestsOn>,
    /// Of a case that is out of scope, or may be: the conditions that settle it, in words.
    pub scope_because: Vec<String>,
    /// The facts that are presumed in those conditions, by name.
    pub scope_presumes: Vec<String>,
    /// The judgements in those conditions that count as *no* since nobody has shown them, by name.
    pub scope_not_shown: Vec<String>,
    /// Every question, with its answer.
    pub questions: Vec<QuestionOutcome>,
    /// Decisions of each element of a list that may have elements nobody stated.
    pub possibly_others: Vec<Named>,
    /// Every judgement of the policy, whoever may make it, and whether anything turns on it or not.
    pub judgements: Vec<JudgementOutcome>,
    /// What became of each finding.
    pub findings: Vec<FindingOutcome>,
    /// The duties, one line for each instance.
    pub duties: Vec<DutyOutcome>,
    /// The permissions.
    pub permissions: Vec<PermissionOutcome>,
    /// The guarantees of the policy that this case breaks: it is surely in the scope of the policy.
    pub broken_guarantees: Vec<BrokenGuarantee>,
    /// What the policy wants said with every answer.
    pub notices: Vec<NoticeOutcome>,
    /// How to contest; null where the policy does not say.
    pub contest: Option<String>,
}

/// Whether a case is in the scope of a policy.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct ScopeOutcome {
    /// It may be in it.
    pub may_be_in: bool,
    /// It may be out of it.
    pub may_be_out: bool,
    /// The causes for which there may be no answer.
    pub causes: Vec<Cause>,
}

/// The days from one to another, both in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Days {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
}

/// A notice, and the clause that gives it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Notice {
    /// The clause that gives it, by its id.
    pub clause: String,
    /// The words.
    pub text: String,
}

/// Whether the policy is in force.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct ForceOutcome {
    /// The readings under which this holds; empty where it turns on none.
    pub readings: Vec<Reading>,
    /// The first day of the part of the governing days that this is said of, where there are several.
    pub from: Option<Date>,
    /// What holds.
    pub status: ForceStatus,
    /// Of `not_yet` the first day in force, where there is one; of `ended` the first day after; else null.
    pub day: Option<Date>,
    /// Of `suspended`: by what, in words.
    pub by: Option<String>,
    /// Of `suspended`: the clause that says so.
    pub clause: Option<ClauseNamed>,
    /// Of `replaced`: the policy that replaces this one. Where the package does not have it, its label is its name.
    pub replaced_by: Option<Named>,
}

/// Whether a policy or a clause is in force.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ForceStatus {
    /// It is in force.
    InForce,
    /// It is not in force yet.
    NotYet,
    /// It is no longer in force.
    Ended,
    /// It is suspended.
    Suspended,
    /// Another policy has replaced it.
    Replaced,
}

/// A clause.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct ClauseNamed {
    /// Its id, as lawyers write it: `II.C.2b`.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A reading of an open question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// The question.
    pub question: Named,
    /// The reading.
    pub reading: Named,
}

/// What a plan says of a case; `case` is its hash.
#[must_use]
pub fn of(
    plan: &Plan,
    hashes: Hashes<'_>,
    case: &Case,
    answers: &Answers,
    telling: &Telling,
    titles: &BTreeMap<String, String>,
) -> PolicyOutcome {
    let book = &plan.book;
    let (from, to) = answers.governing;
    let outside = questions::outside(answers, telling);
    PolicyOutcome {
        policy: Named {
            name: book.policy.name.to_string(),
            label: book.policy.title.plain.to_string(),
        },
        plan: hashes.plan.to_owned(),
        book: hashes.book.to_owned(),
        case: hashes.case.to_owned(),
        governing: Days { from, to },
        force: answers.force.iter().map(|force| force_outcome(book, force, titles)).collect(),
        controlled_by: Vec::new(),
        perhaps_controlled_by: Vec::new(),
        also_applies: Vec::new(),
        beside_rests_on: Vec::new(),
        events_complete: case.events_complete,
        scope: ScopeOutcome {
            may_be_in: answers.scope.may_be_in,
            may_be_out: answers.scope.may_be_out,
            causes: answers.scope.causes.iter().collect(),
        },
        scope_rests_on: rests(plan, &answers.scope_rests_on),
        scope_because: rules::texts(outside),
        scope_presumes: rules::presumes(book, outside),
        scope_not_shown: rules::not_shown(book, outside),
        questions: questions::of(plan, case, answers, telling),
        possibly_others: answers
            .possibly_others
            .iter()
            .filter_map(|decision| book.decisions.get(*decision))
            .map(|it| named(&it.name, &it.label))
            .collect(),
        judgements: leaves::judgements(plan),
        findings: findings::of(plan, case, &answers.findings),
        duties: duties::duties(plan, case, answers, telling),
        permissions: duties::permissions(plan, case, answers, telling),
        broken_guarantees: beside::broken(plan, case, answers, telling),
        notices: beside::notices(plan, answers),
        contest: contest(book),
    }
}

/// Presumptions and burdens.
fn rests(plan: &Plan, rests: &[Rest]) -> Vec<RestsOn> {
    rests.iter().filter_map(|rest| rests_on(plan, *rest)).collect()
}

/// What a policy wants said with every answer.
pub(crate) fn notices(book: &Book) -> Vec<Notice> {
    let notice = |(at, text): &(ClauseId, Label)| Notice {
        clause: clause(book, *at),
        text: text.plain.to_string(),
    };
    book.notices.iter().map(notice).collect()
}

/// How to contest an answer; nothing where the policy does not say.
pub(crate) fn contest(book: &Book) -> Option<String> {
    book.policy.contest.as_ref().map(|label| label.plain.to_string())
}

/// The notices, and how to contest where the policy says it, in lines.
pub(crate) fn said_with(notices: &[Notice], contest: Option<&str>) -> Vec<String> {
    let say = whereas_words::grammar::english();
    let mut lines: Vec<String> =
        notices.iter().map(|it| say.notice(&it.clause, &it.text)).collect();
    lines.extend(contest.map(|how| say.contest(Some(how))));
    lines.iter().flat_map(|line| whereas_words::plain::wrapped(line)).map(|it| it + "\n").collect()
}

/// A name with its label.
pub(crate) fn named(name: &str, label: &Label) -> Named {
    Named { name: name.to_owned(), label: label.plain.to_string() }
}

/// A policy by its title; where the package does not have it, by its name.
pub(crate) fn policy_named(name: &str, titles: &BTreeMap<String, String>) -> Named {
    let label = titles.get(name).map_or(name, String::as_str);
    Named { name: name.to_owned(), label: label.to_owned() }
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

/// The title of a clause.
pub(crate) fn title(book: &Book, id: ClauseId) -> String {
    book.clauses.get(id).map_or_else(String::new, |it| it.title.plain.to_string())
}

/// Whether a policy is in force under a reading; the titles are those of the policies of the package, by name.
pub(crate) fn force_outcome(
    book: &Book,
    under: &ForceUnder,
    titles: &BTreeMap<String, String>,
) -> ForceOutcome {
    let plain = ForceOutcome {
        readings: Vec::new(),
        from: under.from,
        status: ForceStatus::InForce,
        day: None,
        by: None,
        clause: None,
        replaced_by: None,
    };
    let told = match &under.force {
        Force::InForce => plain,
        // No statement of force speaks of this reading.
        Force::NotYet { from: Date::MAX } => ForceOutcome { status: ForceStatus::NotYet, ..plain },
        Force::NotYet { from } => {
            ForceOutcome { status: ForceStatus::NotYet, day: Some(*from), ..plain }
        }
        Force::Ended { before } => {
            ForceOutcome { status: ForceStatus::Ended, day: Some(*before), ..plain }
        }
        Force::Suspended { by, clause: id } => ForceOutcome {
            status: ForceStatus::Suspended,
            by: Some(by.to_string()),
            clause: Some(ClauseNamed { id: clause(book, *id), title: title(book, *id) }),
            ..plain
        },
        Force::Replaced { by } => ForceOutcome {
            status: ForceStatus::Replaced,
            replaced_by: Some(policy_named(by, titles)),
            ..plain
        },
    };
    ForceOutcome { readings: readings(book, &under.readings), ..told }
}

/// Readings of open questions, by names.
pub(crate) fn readings(book: &Book, all: &[(QuestionId, u32)]) -> Vec<Reading> {
    let read = all.iter().filter_map(|(question, reading)| {
        let words = book.questions.get(*question)?;
        let reading = words.readings.get(usize::try_from(*reading).ok()?)?;
        Some(Reading {
            question: named(&words.name, &words.label),
            reading: named(&reading.name, &reading.label),
        })
    });
    read.collect()
}
