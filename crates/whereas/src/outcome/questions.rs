//! Questions and their answers.

use serde::Serialize;
use serde_json::Value;
use whereas_plan::{Book, Plan};
use whereas_value::answer::{Rest, RuleTrace};
use whereas_value::types::Type;
use whereas_value::{Answer, Answers, Of, Question, Standing, Status};

use super::leaves::{self, Awaited, MissingFact, OpenQuestion};
use super::values::{self, Possible};
use super::{Named, clause};

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
    /// What became of every rule of the question.
    pub trace: Vec<TraceLine>,
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
    /// Of `valueless`: why.
    pub causes: Vec<&'static str>,
}

/// Every question in order.
pub(super) fn of(plan: &Plan, answers: &Answers) -> Vec<QuestionOutcome> {
    answers.questions.iter().map(|(question, answer)| one(plan, *question, answer)).collect()
}

fn one(plan: &Plan, question: Question, answer: &Answer) -> QuestionOutcome {
    let book = &plan.book;
    let words = book.decisions.get(question.decision);
    let declared = book.decision_types.get(question.decision).unwrap_or(&Type::Broken);
    let (of_value, of_element, ty) = match (question.of, declared.present()) {
        (Of::Value(place), Type::Set(choice)) => {
            let place = usize::try_from(place).unwrap_or(usize::MAX);
            let value = values::choice_values(book, *choice).get(place);
            let named = value
                .map(|it| Named { name: it.name.to_string(), label: it.label.plain.to_string() });
            (named, None, &Type::Truth)
        }
        (Of::Element(row), _) => (None, Some(row.saturating_add(1)), declared),
        (Of::Value(_) | Of::Whole, _) => (None, None, declared),
    };
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
        missing: leaves::missing(plan, &answer.missing),
        awaits: leaves::awaited(plan, &answer.awaits),
        questions: leaves::questions(book, &answer.questions),
        rests_on: answer.rests_on.iter().filter_map(|rest| rests_on(book, *rest)).collect(),
        trace: answer.trace.iter().map(|line| trace(book, line)).collect(),
    }
}

fn rests_on(book: &Book, rest: Rest) -> Option<RestsOn> {
    Some(match rest {
        Rest::Presumed(fact) => {
            let words = book.facts.get(fact)?;
            RestsOn {
                kind: "presumption",
                name: words.name.to_string(),
                label: words.label.plain.to_string(),
            }
        }
        Rest::Burden(judgement) => {
            let words = book.judgements.get(judgement)?;
            RestsOn {
                kind: "burden",
                name: words.name.to_string(),
                label: words.label.plain.to_string(),
            }
        }
    })
}

fn trace(book: &Book, line: &RuleTrace) -> TraceLine {
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
        causes,
    }
}
