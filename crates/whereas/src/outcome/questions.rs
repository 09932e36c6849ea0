//! Questions and their answers.

use schemars::JsonSchema;
use serde::Serialize;
use whereas_plan::Plan;
use whereas_plan::book::NamedWords;
use whereas_value::answer::Rest;
use whereas_value::id::JudgementId;
use whereas_value::types::Type;
use whereas_value::{Answer, Answers, Case, Cause, Leaf, Question, Status, Values};

use whereas_words::telling::{Reason, Telling};

use super::leaves::{self, Awaited, MissingFact, OpenQuestion};
use super::rules::{
    ClauseOutOfForce, Otherwise, Prerequisite, RulesUnder, TraceLine, otherwise, out_of_force,
    prerequisite, trace, under,
};
use super::values::{self, Possible};
use super::{Named, Value};
use crate::either_way;

/// One question and its answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct QuestionOutcome {
    /// The decision.
    pub decision: Named,
    /// Of a set, the value this question is of; null for the set as a whole and for other decisions.
    pub of_value: Option<Named>,
    /// Of a decision for each element, which: counted from one.
    pub of_element: Option<u32>,
    /// What kind of answer it is.
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
    /// The judgements that count as *no* in it since nobody has shown them, and whose finding could change it.
    pub counts_as_not_shown: Vec<Awaited>,
    /// What has to come first: its own prerequisites; where it may be *not ready*, also those that are not met of what
    /// it reads.
    pub prerequisites: Vec<Prerequisite>,
    /// What became of every rule of the question that is in force; of a question out of scope none. Where readings or
    /// periods differ in what becomes of a rule it is `open`, and `under` tells it.
    pub trace: Vec<TraceLine>,
    /// Where no rule prevails and what then holds is worked out: how; else null.
    pub otherwise: Option<Otherwise>,
    /// Where the readings of an open question, or the periods in which the governing day may lie, differ in what becomes
    /// of some rule, or in why: each of them; else none.
    pub under: Vec<RulesUnder>,
    /// Of a question that is not in force though the policy is: the clauses that decide it on other days.
    pub not_in_force: Vec<ClauseOutOfForce>,
    /// What would follow from the judgements it awaits; only where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub either_way: Option<Vec<EitherWay>>,
}

/// What would follow from one way of finding the open judgements. It is no finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct EitherWay {
    /// What is supposed.
    #[serde(rename = "if")]
    pub supposed: Vec<Supposed>,
    /// What would follow: perhaps still open.
    pub then: Possible,
}

/// A judgement and a value it might be found to have.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Supposed {
    /// The judgement.
    pub judgement: Named,
    /// The value it might be found to have.
    pub value: Option<Value>,
    /// The value in words.
    pub words: String,
}

/// A presumption or a burden on which an answer rests.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct RestsOn {
    /// Whether it is a presumption or a burden.
    pub kind: RestsOnKind,
    /// The fact presumed, or the judgement nobody has shown.
    pub name: String,
    /// Its label.
    pub label: String,
    /// Of a burden: who has not shown it.
    pub bearer: Option<Named>,
    /// All of it in words.
    pub text: String,
}

/// On what an answer rests.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RestsOnKind {
    /// A fact that the policy presumes, and that nobody has stated otherwise.
    Presumption,
    /// A judgement that counts as *no* since nobody has shown it.
    Burden,
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
            then: Possible::of(&plan.book, ty, &branch.outcome),
        };
        outcome.either_way = Some(branches.iter().map(one).collect());
    }
}

fn supposed(plan: &Plan, id: JudgementId, values: &Values) -> Supposed {
    let ty = plan.meaning.facts.judgements.get(id).map_or(&Type::Broken, |it| &it.ty);
    Supposed {
        judgement: named_words(plan.book.judgements.get(id)),
        value: values::single(&plan.book, ty, values),
        words: whereas_words::value::values(&plan.book, ty, values).join(" or "),
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
pub(super) fn outside<'a>(answers: &Answers, telling: &'a Telling) -> &'a [Reason] {
    let outside = |(_, answer): &(Question, Answer)| answer.outcome.causes.has(Cause::OutOfScope);
    if answers.questions.iter().any(outside) { &telling.scope } else { &[] }
}

fn one(
    plan: &Plan,
    case: &Case,
    question: Question,
    answer: &Answer,
    telling: &Telling,
) -> QuestionOutcome {
    let book = &plan.book;
    let (decision, of_value) = named(plan, question);
    let ty = type_of(plan, question);
    let of_element = question.of.row().map(|row| row.saturating_add(1));
    let told = telling.rules.get(&question);
    let all = told.map(|told| &told.all);
    let outcome = &answer.outcome;
    let decided = answer.status == Status::Decided;
    let counted = telling.counted.get(&question).into_iter().flatten();
    let counted: Vec<Leaf> = counted.map(|id| Leaf::Judgement(*id)).collect();
    QuestionOutcome {
        decision,
        of_value,
        of_element,
        status: answer.status,
        value: if decided { values::single(book, ty, &outcome.values) } else { None },
        possible: Possible::of(book, ty, outcome),
        missing: leaves::missing(plan, case, &answer.missing),
        awaits: leaves::awaited(plan, case, &answer.awaits, telling),
        questions: leaves::questions(book, &answer.questions),
        rests_on: super::rests(plan, &answer.rests_on),
        counts_as_not_shown: leaves::awaited(plan, case, &counted, telling),
        prerequisites: answer
            .waits
            .iter()
            .filter(|_| answer.status != Status::OutOfScope)
            .map(|wait| prerequisite(plan, wait, all))
            .collect(),
        trace: answer
            .trace
            .iter()
            .filter(|_| answer.status != Status::OutOfScope)
            .map(|line| trace(book, question, line, all))
            .collect(),
        otherwise: otherwise(book, all).filter(|_| answer.status != Status::OutOfScope),
        under: told
            .into_iter()
            .flat_map(|told| &told.under)
            .filter(|_| answer.status != Status::OutOfScope)
            .map(|(it, why)| under(plan, question, it, why))
            .collect(),
        not_in_force: told
            .into_iter()
            .flat_map(|told| &told.idle)
            .map(|idle| out_of_force(book, idle))
            .collect(),
        either_way: None,
    }
}

/// A question by its decision and, of a set, its value.
pub(super) fn named(plan: &Plan, question: Question) -> (Named, Option<Named>) {
    let book = &plan.book;
    let declared = book.decision_types.get(question.decision).unwrap_or(&Type::Broken);
    let of_value = match (question.of.value(), declared.present()) {
        (Some(place), Type::Set(choice)) => {
            let place = usize::try_from(place).unwrap_or(usize::MAX);
            let value = values::choice_values(book, *choice).get(place);
            value.map(|it| Named { name: it.name.to_string(), label: it.label.plain.to_string() })
        }
        _ => None,
    };
    (named_words(book.decisions.get(question.decision)), of_value)
}

fn named_words(words: Option<&NamedWords>) -> Named {
    words.map_or_else(
        || Named { name: String::new(), label: String::new() },
        |it| super::named(&it.name, &it.label),
    )
}

/// A presumption or a burden by its name.
pub(crate) fn rests_on(plan: &Plan, rest: Rest) -> Option<RestsOn> {
    let book = &plan.book;
    let text = whereas_words::question::rests_on(plan, rest);
    Some(match rest {
        Rest::Presumed(fact) => {
            let words = book.facts.get(fact)?;
            RestsOn {
                kind: RestsOnKind::Presumption,
                name: words.name.to_string(),
                label: words.label.plain.to_string(),
                bearer: None,
                text,
            }
        }
        Rest::Burden(judgement) => {
            let words = book.judgements.get(judgement)?;
            RestsOn {
                kind: RestsOnKind::Burden,
                name: words.name.to_string(),
                label: words.label.plain.to_string(),
                bearer: plan
                    .meaning
                    .facts
                    .judgements
                    .get(judgement)
                    .and_then(|it| leaves::actor_named(book, it.burden?.0)),
                text,
            }
        }
    })
}
