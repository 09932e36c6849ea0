//! What became of rules, and of what has to come first.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;
use whereas_eval::trace::NoResult;
use whereas_plan::book::NamedWords;
use whereas_plan::{Book, Plan};
use whereas_value::answer::{Met, RuleTrace, TraceUnder, Wait, Waits};
use whereas_value::types::Type;
use whereas_value::{Cause, Causes, Question, Standing};
use whereas_words::idle::Idle;
use whereas_words::telling::{OfRules, Reason};

use super::{Days, ForceOutcome, Reading, clause, force_outcome, readings, title, values};

/// A prerequisite: `d may be decided only after C`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Prerequisite {
    /// What it holds back.
    pub holds_back: HeldBack,
    /// The name of what it holds back; of a value with its decision, `priorities.public_safety`.
    pub name: String,
    /// Its label.
    pub label: String,
    /// The clause that asks for it, by its id.
    pub clause: String,
    /// The title of the clause.
    pub title: String,
    /// Whether it is met.
    pub status: PrerequisiteStatus,
    /// Of `switched_off`: the clauses that switch it off, by their ids.
    pub by: Vec<String>,
    /// The conditions that settle it, in words with what is stated of their facts.
    pub because: Vec<String>,
    /// The facts that are presumed in those conditions, by name.
    pub presumes: Vec<String>,
    /// The judgements in those conditions that count as *no* since nobody has shown them, by name.
    pub not_shown: Vec<String>,
    /// Of `valueless`: why.
    pub causes: Vec<Cause>,
}

/// What a prerequisite holds back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HeldBack {
    /// Deciding a decision.
    Decision,
    /// Including one value in a set.
    Value,
    /// Judging.
    Judgement,
}

/// Whether a prerequisite is met.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PrerequisiteStatus {
    /// It is.
    Met,
    /// It is not.
    NotMet,
    /// That is not known.
    Open,
    /// It has no answer.
    Valueless,
    /// Its clause is switched off: it need not be met.
    SwitchedOff,
}

/// What becomes of a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuleStanding {
    /// It applies, and nothing that applies goes before it: the answer comes from it.
    Prevails,
    /// It applies, and a rule that goes before it applies too.
    Overridden,
    /// Its clause is switched off.
    SwitchedOff,
    /// Its conditions do not hold.
    NotApplicable,
    /// It is not known whether it applies.
    Open,
    /// Whether it applies has no answer.
    Valueless,
}

/// What became of one rule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct TraceLine {
    /// The clause that holds it, by its id.
    pub clause: String,
    /// Of a row of a table: its id, `7(1).row1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// The title of the clause.
    pub title: String,
    /// The passages that the clause cites: `guidelines [II.A]`.
    pub cites: Vec<String>,
    /// What became of it.
    pub standing: RuleStanding,
    /// The clauses that override it or switch it off, by their ids.
    pub by: Vec<String>,
    /// The conditions that settle it, in words with what is stated of their facts: why it applies, why it does
    /// not, or what is not known.
    pub because: Vec<String>,
    /// Of a rule that is switched off, or may be: by what, and why.
    pub switches: Vec<SwitchedBy>,
    /// What it gives, in words, where it may prevail and rules may be in conflict, or readings or periods give different
    /// answers; else null.
    pub gives: Option<String>,
    /// Of a rule that adds to a total, or may: what it adds, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adds: Option<String>,
    /// Of a rule that prevails and gives what is worked out: how, in lines: the formula in words with its values, then
    /// what the names in it mean.
    pub worked_out: Vec<String>,
    /// Of a rule that may count and gives what has no result: the step at which it has none; else null.
    pub at_fault: Option<AtFault>,
    /// The facts that are presumed in those conditions and values, by name; on which of them a decided answer rests,
    /// `rests_on` says.
    pub presumes: Vec<String>,
    /// The judgements in those conditions that count as *no* since nobody has shown them, by name.
    pub not_shown: Vec<String>,
    /// Of `valueless`: why.
    pub causes: Vec<Cause>,
}

/// What becomes of the rules of a question under some readings, or by the law of some days, where that differs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct RulesUnder {
    /// Where that is so: one of these holds.
    pub when: Vec<Where>,
    /// What has to come first there.
    pub prerequisites: Vec<Prerequisite>,
    /// What becomes of every rule that is in force there; none where no rule is.
    pub trace: Vec<TraceLine>,
    /// Where no rule prevails there and what then holds is worked out: how; else null.
    pub otherwise: Option<Otherwise>,
}

/// Under which readings, and by the law of which days.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Where {
    /// The readings of those open questions on which it turns.
    pub readings: Vec<Reading>,
    /// The governing days, where it turns on them; else null.
    pub days: Option<Days>,
}

/// A clause that decides a question on other days.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct ClauseOutOfForce {
    /// The clause, by its id.
    pub clause: String,
    /// Its title.
    pub title: String,
    /// How it stands by the law that applies: once, or under each reading and in each period where that differs.
    pub force: Vec<ForceOutcome>,
}

/// The step at which a value has no result.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct AtFault {
    /// The step, in words with the values of what it reads.
    pub step: String,
    /// Why it has no result.
    pub why: NoResultOf,
}

/// Why a step has no result.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoResultOf {
    /// It divides by zero.
    DivisionByZero,
    /// There is no such day.
    NoSuchDay,
    /// It is more than can be computed.
    TooLong,
    /// What it reads has none.
    ReadHasNone,
}

/// How what holds where no rule prevails is worked out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Otherwise {
    /// How, in lines, as of a rule.
    pub worked_out: Vec<String>,
    /// The step at which it has no result; else null.
    pub at_fault: Option<AtFault>,
    /// The facts that are presumed in it, by name.
    pub presumes: Vec<String>,
    /// The judgements in it that count as *no* since nobody has shown them, by name.
    pub not_shown: Vec<String>,
}

/// What switches the clause of a rule off, or may.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct SwitchedBy {
    /// The clause that says so, by its id.
    pub clause: String,
    /// The title of the clause.
    pub title: String,
    /// Whether it surely does: else that is open.
    pub surely: bool,
    /// The conditions that settle it, in words with what is stated of their facts.
    pub because: Vec<String>,
    /// The facts that are presumed in those conditions, by name.
    pub presumes: Vec<String>,
    /// The judgements in those conditions that count as *no* since nobody has shown them, by name.
    pub not_shown: Vec<String>,
}

/// Reasons in words.
pub(super) fn texts(reasons: &[Reason]) -> Vec<String> {
    reasons.iter().map(|reason| reason.text.clone()).collect()
}

/// The facts that are presumed in reasons, each once.
pub(super) fn presumes<'r>(
    book: &Book,
    reasons: impl IntoIterator<Item = &'r Reason>,
) -> Vec<String> {
    let facts: BTreeSet<_> = reasons.into_iter().flat_map(|reason| &reason.presumes).collect();
    let facts = facts.into_iter().filter_map(|fact| book.facts.get(*fact));
    facts.map(|fact| fact.name.to_string()).collect()
}

/// The judgements in reasons that nobody has shown, each once.
pub(super) fn not_shown<'r>(
    book: &Book,
    reasons: impl IntoIterator<Item = &'r Reason>,
) -> Vec<String> {
    let all: BTreeSet<_> = reasons.into_iter().flat_map(|reason| &reason.not_shown).collect();
    let all = all.into_iter().filter_map(|judgement| book.judgements.get(*judgement));
    all.map(|judgement| judgement.name.to_string()).collect()
}

pub(super) fn prerequisite(plan: &Plan, wait: &Wait, why: Option<&OfRules>) -> Prerequisite {
    let book = &plan.book;
    let because = why.and_then(|why| why.waits.get(wait));
    let named = |it: Option<&NamedWords>| {
        it.map_or_else(Default::default, |it| (it.name.to_string(), it.label.plain.to_string()))
    };
    let (holds_back, (name, label)) = match wait.of {
        Waits::Decision(decision) => (HeldBack::Decision, named(book.decisions.get(decision))),
        Waits::Value(decision, place) => {
            let (of, _) = named(book.decisions.get(decision));
            let choice = match book.decision_types.get(decision).map(Type::present) {
                Some(Type::Set(choice)) => values::choice_values(book, *choice),
                Some(_) | None => &[],
            };
            let place = usize::try_from(place).unwrap_or(usize::MAX);
            let (value, label) = named(choice.get(place));
            (HeldBack::Value, (format!("{of}.{value}"), label))
        }
        Waits::Judgement(judgement) => (HeldBack::Judgement, named(book.judgements.get(judgement))),
    };
    let (status, by, causes) = match &wait.met {
        Met::Yes => (PrerequisiteStatus::Met, &[][..], Causes::NONE),
        Met::No => (PrerequisiteStatus::NotMet, &[][..], Causes::NONE),
        Met::Open => (PrerequisiteStatus::Open, &[][..], Causes::NONE),
        Met::Valueless(causes) => (PrerequisiteStatus::Valueless, &[][..], *causes),
        Met::SwitchedOff(by) => (PrerequisiteStatus::SwitchedOff, by.as_slice(), Causes::NONE),
    };
    let title = book.clauses.get(wait.clause).map(|it| it.title.plain.to_string());
    Prerequisite {
        holds_back,
        name,
        label,
        clause: clause(book, wait.clause),
        title: title.unwrap_or_default(),
        status,
        by: by.iter().map(|id| clause(book, *id)).collect(),
        because: because.map_or_else(Vec::new, |because| texts(because)),
        presumes: presumes(book, because.map_or(&[][..], Vec::as_slice)),
        not_shown: not_shown(book, because.map_or(&[][..], Vec::as_slice)),
        causes: causes.iter().collect(),
    }
}

pub(super) fn trace(
    book: &Book,
    question: Question,
    line: &RuleTrace,
    why: Option<&OfRules>,
) -> TraceLine {
    let because = why.and_then(|why| why.reasons.get(&line.rule));
    let worked = why.and_then(|why| why.worked_out.get(&line.rule)).map_or(&[][..], Vec::as_slice);
    let reasons = || because.into_iter().flatten().chain(worked);
    let switches = why.and_then(|why| why.switches.get(&line.rule)).map_or(&[][..], Vec::as_slice);
    let is_total = book.totals.contains(&question.decision);
    let gives = || why.and_then(|why| why.gives.get(&line.rule));
    let words = book.clauses.get(line.clause);
    let ids = |clauses: &[_]| clauses.iter().map(|id| clause(book, *id)).collect();
    let (standing, by, causes) = match &line.standing {
        Standing::Prevails => (RuleStanding::Prevails, Vec::new(), Vec::new()),
        Standing::Overridden(by) => (RuleStanding::Overridden, ids(by), Vec::new()),
        Standing::SwitchedOff(by) => (RuleStanding::SwitchedOff, ids(by), Vec::new()),
        Standing::NotApplicable => (RuleStanding::NotApplicable, Vec::new(), Vec::new()),
        Standing::Open => (RuleStanding::Open, Vec::new(), Vec::new()),
        Standing::Valueless(causes) => {
            (RuleStanding::Valueless, Vec::new(), causes.iter().collect())
        }
    };
    TraceLine {
        clause: clause(book, line.clause),
        row: book.rows.get(&line.rule).map(ToString::to_string),
        title: words.map_or_else(String::new, |it| it.title.plain.to_string()),
        cites: words.map_or_else(Vec::new, |it| {
            let source = |id| book.sources.get(id).map_or("", |source| source.name.as_str());
            it.cites.iter().map(|(id, passage)| format!("{} [{passage}]", source(*id))).collect()
        }),
        standing,
        by,
        because: because.map_or_else(Vec::new, |because| texts(because)),
        switches: switches
            .iter()
            .map(|it| SwitchedBy {
                clause: clause(book, it.by),
                title: title(book, it.by),
                surely: it.surely,
                because: texts(&it.because),
                presumes: presumes(book, &it.because),
                not_shown: not_shown(book, &it.because),
            })
            .collect(),
        worked_out: texts(worked),
        at_fault: why.and_then(|why| why.at_fault.get(&line.rule)).map(at_fault),
        gives: gives().filter(|_| !is_total).cloned(),
        adds: gives().filter(|_| is_total).cloned(),
        presumes: presumes(book, reasons()),
        not_shown: not_shown(book, reasons()),
        causes,
    }
}

/// Each reading and period apart, where they differ.
pub(super) fn under(
    plan: &Plan,
    question: Question,
    under: &TraceUnder,
    why: &OfRules,
) -> RulesUnder {
    let (book, why) = (&plan.book, Some(why));
    let when = under.when.iter().map(|when| Where {
        readings: readings(book, &when.readings),
        days: when.days.map(|(from, to)| Days { from, to }),
    });
    RulesUnder {
        when: when.collect(),
        prerequisites: under.waits.iter().map(|wait| prerequisite(plan, wait, why)).collect(),
        trace: under.trace.iter().map(|line| trace(book, question, line, why)).collect(),
        otherwise: otherwise(book, why),
    }
}

/// A clause that decides a question on other days.
pub(super) fn out_of_force(book: &Book, idle: &Idle) -> ClauseOutOfForce {
    let titles = BTreeMap::new();
    ClauseOutOfForce {
        clause: clause(book, idle.clause),
        title: title(book, idle.clause),
        force: idle.force.iter().map(|force| force_outcome(book, force, &titles)).collect(),
    }
}

fn at_fault(fault: &whereas_words::telling::AtFault) -> AtFault {
    let why = match fault.why {
        NoResult::DivisionByZero => NoResultOf::DivisionByZero,
        NoResult::NoSuchDay => NoResultOf::NoSuchDay,
        NoResult::TooLong => NoResultOf::TooLong,
        NoResult::ReadHasNone => NoResultOf::ReadHasNone,
    };
    AtFault { step: fault.words.clone(), why }
}

/// How what holds where no rule prevails is worked out.
pub(super) fn otherwise(book: &Book, why: Option<&OfRules>) -> Option<Otherwise> {
    let why = why?;
    let (worked, fault) = (&why.otherwise, &why.otherwise_at_fault);
    (!worked.is_empty() || fault.is_some()).then(|| Otherwise {
        worked_out: texts(worked),
        at_fault: fault.as_ref().map(at_fault),
        presumes: presumes(book, worked),
        not_shown: not_shown(book, worked),
    })
}
