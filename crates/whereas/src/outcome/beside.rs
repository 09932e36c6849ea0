//! Guarantees that a case breaks, and what the policy wants said with every answer.

use schemars::JsonSchema;
use serde::Serialize;
use whereas_plan::Plan;
use whereas_value::id::DecisionId;
use whereas_value::{Answers, Case, Of, Question};
use whereas_words::outcome::{ClauseForce, clause_force};
use whereas_words::question::{self, Told};
use whereas_words::telling::{Reads, Telling};

use super::rules::{not_shown, presumes, texts};
use super::{Named, RestsOn, clause, questions, rests, title};

/// A guarantee that a case breaks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct BrokenGuarantee {
    /// Its words.
    pub label: String,
    /// The clause that gives it, by its id.
    pub clause: String,
    /// The title of the clause.
    pub title: String,
    /// The parts of its condition that settle it, in words with what is stated of their facts.
    pub because: Vec<String>,
    /// The facts that are presumed in those parts, by name.
    pub presumes: Vec<String>,
    /// The judgements in those parts that count as *no* since nobody has shown them, by name.
    pub not_shown: Vec<String>,
    /// The questions that its condition reads; how each is answered, and why, stands among the `questions`.
    pub reads: Vec<QuestionNamed>,
    /// The presumptions and burdens on which it rests that it is broken.
    pub rests_on: Vec<RestsOn>,
}

/// A question that a guarantee reads.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct QuestionNamed {
    /// The decision.
    pub decision: Named,
    /// Of a set, the value it is of.
    pub of_value: Option<Named>,
    /// Its answer in words, with the clauses that prevail.
    pub words: String,
}

/// A notice, the clause that gives it, and whether that is in force for the case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct NoticeOutcome {
    /// The clause that gives it, by its id.
    pub clause: String,
    /// Whether the clause is in force for the case, as far as the policy is. A notice is told all the same.
    pub force: ClauseForceStatus,
    /// The words.
    pub text: String,
}

/// Whether a clause is in force for a case, as far as its policy is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClauseForceStatus {
    /// It is, wherever the policy is.
    InForce,
    /// It is not.
    NotInForce,
    /// That turns on how an open question is read, or on the day whose law applies.
    Open,
}

/// The guarantees that a case breaks.
pub(super) fn broken(
    plan: &Plan,
    case: &Case,
    answers: &Answers,
    telling: &Telling,
) -> Vec<BrokenGuarantee> {
    let book = &plan.book;
    let told = Told { plan, case, telling, trace: false, page_of: None };
    let all = answers.broken.iter().filter_map(|broken| {
        let words = book.guarantees.get(broken.guarantee)?;
        let telling = telling.guarantees.get(&broken.guarantee);
        let reasons = telling.map_or(&[][..], |it| it.because.as_slice());
        let read = answers.questions.iter().filter(|(it, _)| {
            let of = if it.of == Of::Whole { None } else { Some(it.of) };
            telling.is_some_and(|telling| telling.reads.contains(&(it.decision, of)))
        });
        let read = read.map(|(it, answer)| {
            let (decision, of_value) = questions::named(plan, *it);
            QuestionNamed { decision, of_value, words: question::short(told, *it, answer) }
        });
        Some(BrokenGuarantee {
            label: words.label.plain.to_string(),
            clause: clause(book, words.clause),
            title: title(book, words.clause),
            because: texts(reasons),
            presumes: presumes(book, reasons),
            not_shown: not_shown(book, reasons),
            reads: read.collect(),
            rests_on: rests(plan, &broken.rests_on),
        })
    });
    all.collect()
}

/// Questions by the names by which they are asked for: `tier`, `priorities.border_security`.
pub(super) fn reads(plan: &Plan, reads: &Reads) -> Vec<String> {
    let name = |(decision, of): &(DecisionId, Option<Of>)| {
        let question = Question { decision: *decision, of: of.unwrap_or(Of::Whole) };
        let (decision, of_value) = questions::named(plan, question);
        let value = of_value.map_or_else(String::new, |it| format!(".{}", it.name));
        format!("{}{value}", decision.name)
    };
    reads.iter().map(name).collect()
}

/// What a policy wants said with every answer.
pub(super) fn notices(plan: &Plan, answers: &Answers) -> Vec<NoticeOutcome> {
    let notice = |(at, text): &(_, whereas_value::Label)| NoticeOutcome {
        clause: clause(&plan.book, *at),
        force: match clause_force(plan, answers, *at) {
            ClauseForce::InForce => ClauseForceStatus::InForce,
            ClauseForce::NotInForce => ClauseForceStatus::NotInForce,
            ClauseForce::Open => ClauseForceStatus::Open,
        },
        text: text.plain.to_string(),
    };
    plan.book.notices.iter().map(notice).collect()
}
