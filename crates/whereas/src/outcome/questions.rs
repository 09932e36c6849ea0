//! Questions and their answers.

use serde::Serialize;
use serde_json::Value;
use whereas_plan::book::NamedWords;
use whereas_plan::{Book, Plan};
use whereas_value::answer::{Met, Rest, RuleTrace, Wait, Waits};
use whereas_value::id::JudgementId;
use whereas_value::types::Type;
use whereas_value::{Answer, Answers, Case, Cause, Causes, Question, Standing, Status, Values};

use whereas_words::telling::{Reason, Telling};

use super::leaves::{self, Awaited, MissingFact, OpenQuestion};
use super::values::{self, Possible};
use super::{Named, clause};
use crate::either_way;

/// One question and its answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct QuestionOutcome {
    /// The decision.
    pub decision: Named,
    /// Of a set, the value this question is of; null for the set as a whole and for other decisions.
    pub of_value: Option<Named>,
    /// Of a decision for each element, which: counted from one.
    pub of_element: Option<u32>,
    /// `decided`, `unknown`, `awaiting_judgement`, `depends_on_question`, `not_ready`, `conflict`,
    /// `undetermined`, `not_in_force`, `out_of_scope`, `fault`
    pub status: Status,
    /// The value; null unless it is decided.
    pub value: Option<Value>,
    /// All outcomes that are possible.
    pub possible: Possible,
    /// The facts that would decide, most decisive first.
    pub missing: Vec<MissingFact>,
    /// The judgements and factors that somebody must find.
    pub awaits: Vec<Awaited>,
    /// The open questions on which it may turn.
    pub questions: Vec<OpenQuestion>,
    /// The presumptions and burdens on which a decided answer rests.
    pub rests_on: Vec<RestsOn>,
    /// What has to come first: its own prerequisites; where it may be *not ready*, also those that are not met of what
    /// it reads.
    pub prerequisites: Vec<Prerequisite>,
    /// What became of every rule of the question; of a question out of scope none.
    pub trace: Vec<TraceLine>,
    /// What would follow from the judgements it awaits; only where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub either_way: Option<Vec<EitherWay>>,
}

/// What would follow from one way of finding the open judgements. It is no finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct EitherWay {
    /// What is supposed.
    #[serde(rename = "if")]
    pub supposed: Vec<Supposed>,
    /// What would follow: perhaps still open.
    pub then: Possible,
}

/// A judgement and a value it might be found to have.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Supposed {
    /// The judgement.
    pub judgement: String,
    /// The value.
    pub value: Option<Value>,
}

/// A presumption or a burden on which an answer rests.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RestsOn {
    /// `presumption` or `burden`
    pub kind: &'static str,
    /// The fact presumed, or the judgement nobody has shown.
    pub name: String,
    /// Its label.
    pub label: String,
    /// Who has not shown it, of a burden.
    pub bearer: Option<Named>,
    /// All of it in words.
    pub text: String,
}

/// A prerequisite: `d may be decided only after C`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Prerequisite {
    /// What it holds back: `decision`, `value`, `judgement`
    pub holds_back: &'static str,
    /// The name of what it holds back; of a value with its decision, `priorities.public_safety`.
    pub name: String,
    /// Its label.
    pub label: String,
    /// The clause that asks for it.
    pub clause: String,
    /// The title of the clause.
    pub title: String,
    /// `met`, `not_met`, `open`, `valueless`, `switched_off`
    pub status: &'static str,
    /// The clauses that switch it off.
    pub by: Vec<String>,
    /// The conditions that settle it, in words with what is stated of their facts.
    pub because: Vec<String>,
    /// Of `valueless`: why.
    pub causes: Vec<&'static str>,
}

/// What became of one rule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct TraceLine {
    /// The clause that holds it.
    pub clause: String,
    /// The title of the clause.
    pub title: String,
    /// The passages that the clause cites.
    pub cites: Vec<String>,
    /// `prevails`, `overridden`, `switched_off`, `not_applicable`, `open`, `valueless`
    pub standing: &'static str,
    /// The clauses that override it or switch it off.
    pub by: Vec<String>,
    /// The conditions that settle it, in words with what is stated of their facts: why it applies, why it does
    /// not, or what is not known.
    pub because: Vec<String>,
    /// Of `valueless`: why.
    pub causes: Vec<&'static str>,
}

impl QuestionOutcome {
    /// Whether a name asks for this question: its decision, `priorities.border_security`, `exempt[2]`.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let rest = name.strip_prefix(&self.decision.name);
        let element = self.of_element.map_or_else(String::new, |it| format!("[{it}]"));
        let value = self.of_value.as_ref().map_or_else(String::new, |it| format!(".{}", it.name));
        // An element of a set decision is asked for with all its values.
        rest.is_some_and(|rest| {
            rest.is_empty() || rest == element || rest == format!("{element}{value}")
        })
    }
}

/// Adds to each question what would follow from the judgements it awaits.
pub(super) fn add_either_way(
    questions: &mut [QuestionOutcome],
    plan: &Plan,
    case: &Case,
    answers: &Answers,
) {
    let branches = either_way::of(plan, case, answers);
    for ((question, _), outcome) in answers.questions.iter().zip(questions) {
        let Some((_, branches)) = branches.iter().find(|(other, _)| other == question) else {
            continue;
        };
        let ty = type_of(plan, *question);
        let one = |branch: &whereas_eval::either_way::EitherWay| EitherWay {
            supposed: branch.found.iter().map(|(id, values)| supposed(plan, *id, values)).collect(),
            then: Possible::of(&plan.book, ty, &branch.outcome.values, branch.outcome.causes),
        };
        outcome.either_way = Some(branches.iter().map(one).collect());
    }
}

fn supposed(plan: &Plan, id: JudgementId, values: &Values) -> Supposed {
    let ty = plan.meaning.facts.judgements.get(id).map_or(&Type::Broken, |it| &it.ty);
    Supposed {
        judgement: plan.book.judgements.get(id).map_or_else(String::new, |it| it.name.to_string()),
        value: values::single(&plan.book, ty, values),
    }
}

/// The type of a question's values: of a value of a set, yes or no.
fn type_of(plan: &Plan, question: Question) -> &Type {
    let declared = plan.book.decision_types.get(question.decision).unwrap_or(&Type::Broken);
    if question.of.value().is_some() { &Type::Truth } else { declared }
}

/// Every question in order.
pub(super) fn of(
    plan: &Plan,
    case: &Case,
    answers: &Answers,
    telling: &Telling,
) -> Vec<QuestionOutcome> {
    answers
        .questions
        .iter()
        .map(|(question, answer)| one(plan, case, *question, answer, telling))
        .collect()
}

/// Why the case is out of scope, or may be.
pub(super) fn scope_because(answers: &Answers, telling: &Telling) -> Vec<String> {
    let outside = |(_, answer): &(Question, Answer)| answer.outcome.causes.has(Cause::OutOfScope);
    if answers.questions.iter().any(outside) { texts(&telling.scope) } else { Vec::new() }
}

fn texts(reasons: &[Reason]) -> Vec<String> {
    reasons.iter().map(|reason| reason.text.clone()).collect()
}

fn one(
    plan: &Plan,
    case: &Case,
    question: Question,
    answer: &Answer,
    telling: &Telling,
) -> QuestionOutcome {
    let book = &plan.book;
    let words = book.decisions.get(question.decision);
    let declared = book.decision_types.get(question.decision).unwrap_or(&Type::Broken);
    let ty = type_of(plan, question);
    let of_value = match (question.of.value(), declared.present()) {
        (Some(place), Type::Set(choice)) => {
            let place = usize::try_from(place).unwrap_or(usize::MAX);
            let value = values::choice_values(book, *choice).get(place);
            value.map(|it| Named { name: it.name.to_string(), label: it.label.plain.to_string() })
        }
        _ => None,
    };
    let of_element = question.of.row().map(|row| row.saturating_add(1));
    let outcome = &answer.outcome;
    let decided = answer.status == Status::Decided;
    QuestionOutcome {
        decision: Named {
            name: words.map_or_else(String::new, |it| it.name.to_string()),
            label: words.map_or_else(String::new, |it| it.label.plain.to_string()),
        },
        of_value,
        of_element,
        status: answer.status,
        value: if decided { values::single(book, ty, &outcome.values) } else { None },
        possible: Possible::of(book, ty, &outcome.values, outcome.causes),
        missing: leaves::missing(plan, case, &answer.missing),
        awaits: leaves::awaited(plan, case, &answer.awaits, telling),
        questions: leaves::questions(book, &answer.questions),
        rests_on: answer.rests_on.iter().filter_map(|rest| rests_on(plan, *rest)).collect(),
        prerequisites: answer
            .waits
            .iter()
            .filter(|_| answer.status != Status::OutOfScope)
            .map(|wait| prerequisite(plan, wait, telling.waits.get(&(question, wait.clone()))))
            .collect(),
        trace: answer
            .trace
            .iter()
            .filter(|_| answer.status != Status::OutOfScope)
            .map(|line| trace(book, line, telling.reasons.get(&(question, line.rule))))
            .collect(),
        either_way: None,
    }
}

fn rests_on(plan: &Plan, rest: Rest) -> Option<RestsOn> {
    let book = &plan.book;
    let text = whereas_words::question::rests_on(plan, rest);
    Some(match rest {
        Rest::Presumed(fact) => {
            let words = book.facts.get(fact)?;
            RestsOn {
                kind: "presumption",
                name: words.name.to_string(),
                label: words.label.plain.to_string(),
                bearer: None,
                text,
            }
        }
        Rest::Burden(judgement) => {
            let words = book.judgements.get(judgement)?;
            RestsOn {
                kind: "burden",
                name: words.name.to_string(),
                label: words.label.plain.to_string(),
                bearer: plan
                    .meaning
                    .facts
                    .judgements
                    .get(judgement)
                    .and_then(|it| leaves::actor_named(book, it.burden?)),
                text,
            }
        }
    })
}

fn prerequisite(plan: &Plan, wait: &Wait, because: Option<&Vec<Reason>>) -> Prerequisite {
    let book = &plan.book;
    let named = |it: Option<&NamedWords>| {
        it.map_or_else(Default::default, |it| (it.name.to_string(), it.label.plain.to_string()))
    };
    let (holds_back, (name, label)) = match wait.of {
        Waits::Decision(decision) => ("decision", named(book.decisions.get(decision))),
        Waits::Value(decision, place) => {
            let (of, _) = named(book.decisions.get(decision));
            let choice = match book.decision_types.get(decision).map(Type::present) {
                Some(Type::Set(choice)) => values::choice_values(book, *choice),
                Some(_) | None => &[],
            };
            let place = usize::try_from(place).unwrap_or(usize::MAX);
            let (value, label) = named(choice.get(place));
            ("value", (format!("{of}.{value}"), label))
        }
        Waits::Judgement(judgement) => ("judgement", named(book.judgements.get(judgement))),
    };
    let (status, by, causes) = match &wait.met {
        Met::Yes => ("met", &[][..], Causes::NONE),
        Met::No => ("not_met", &[][..], Causes::NONE),
        Met::Open => ("open", &[][..], Causes::NONE),
        Met::Valueless(causes) => ("valueless", &[][..], *causes),
        Met::SwitchedOff(by) => ("switched_off", by.as_slice(), Causes::NONE),
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
        causes: causes.iter().map(values::cause).collect(),
    }
}

fn trace(book: &Book, line: &RuleTrace, because: Option<&Vec<Reason>>) -> TraceLine {
    let words = book.clauses.get(line.clause);
    let ids = |clauses: &[_]| clauses.iter().map(|id| clause(book, *id)).collect();
    let (standing, by, causes) = match &line.standing {
        Standing::Prevails => ("prevails", Vec::new(), Vec::new()),
        Standing::Overridden(by) => ("overridden", ids(by), Vec::new()),
        Standing::SwitchedOff(by) => ("switched_off", ids(by), Vec::new()),
        Standing::NotApplicable => ("not_applicable", Vec::new(), Vec::new()),
        Standing::Open => ("open", Vec::new(), Vec::new()),
        Standing::Valueless(causes) => {
            ("valueless", Vec::new(), causes.iter().map(values::cause).collect())
        }
    };
    TraceLine {
        clause: clause(book, line.clause),
        title: words.map_or_else(String::new, |it| it.title.plain.to_string()),
        cites: words.map_or_else(Vec::new, |it| {
            let source = |id| book.sources.get(id).map_or("", |source| source.name.as_str());
            it.cites.iter().map(|(id, passage)| format!("{} [{passage}]", source(*id))).collect()
        }),
        standing,
        by,
        because: because.map_or_else(Vec::new, |because| texts(because)),
        causes,
    }
}
