//! Whether answers are what an `expect` line expects.

use whereas_hir::example::{Expect, Expected, ExpectedAnswer};
use whereas_plan::Plan;
use whereas_value::answer::{FindingClass, FindingReport, SetView};
use whereas_value::case::Partial;
use whereas_value::duty::{Due, DutyAnswer, DutyState};
use whereas_value::id::{ClauseId, DecisionId};
use whereas_value::{Answer, Answers, Leaf, Of, Status, Values};

pub(super) fn holds(plan: &Plan, answers: &Answers, expect: &Expect) -> bool {
    match &expect.of {
        Expected::Decision { decision, of, answer } => {
            let question = find(answers, *decision, *of);
            question.is_some_and(|found| {
                is_answer(found, answer)
                    && expect.because.iter().all(|clause| carries(answers, *decision, *of, *clause))
                    && expect
                        .rows
                        .iter()
                        .all(|row| carried_by(plan, answers, (*decision, *of), row))
                    && expect.missing.iter().all(|leaf| {
                        found.missing.iter().any(|missing| is_part_of(&missing.leaf, leaf))
                    })
            })
        }
        Expected::Finding { judgement, class } => answers.findings.iter().any(|report| {
            report.judgement == *judgement
                && (report.class == *class || is_defective_draft(report, *class))
                && expect.because.iter().all(|clause| {
                    report.defects.iter().any(|it| it.clause == *clause)
                        || may_be_present(plan, report).any(|by| by == *clause)
                })
        }),
        Expected::Duty { duty, states, until } => {
            let mut instances = answers.duties.iter().filter(|it| it.duty == *duty).peekable();
            // Nothing from which it could arise: it has not arisen.
            if instances.peek().is_none() {
                return states.contains(&DutyState::NotArisen);
            }
            instances.any(|instance| {
                is_state(instance, states)
                    && until.is_none_or(|day| instance.due == Due::Between(day, day))
                    && expect.because.iter().all(|clause| instance.clause == *clause)
                    && expect
                        .missing
                        .iter()
                        .all(|leaf| instance.missing.iter().any(|it| is_part_of(it, leaf)))
            })
        }
        Expected::Permission { permission, state } => answers.permissions.iter().any(|found| {
            found.permission == *permission
                && expect.because.iter().all(|clause| found.clause == *clause)
                && expect
                    .missing
                    .iter()
                    .all(|leaf| found.missing.iter().any(|it| is_part_of(it, leaf)))
                && found.state() == *state
        }),
    }
}

pub(super) fn find(answers: &Answers, decision: DecisionId, of: Of) -> Option<&Answer> {
    let is =
        |question: &whereas_value::Question| question.decision == decision && question.of == of;
    answers.questions.iter().find(|(question, _)| is(question)).map(|(_, answer)| answer)
}

fn is_answer(found: &Answer, expected: &ExpectedAnswer) -> bool {
    match expected {
        ExpectedAnswer::Value(value) => {
            found.status == Status::Decided && same(&found.outcome.values, value)
        }
        ExpectedAnswer::OneOf(values) => {
            let mut all: Option<Values> = None;
            for value in values {
                let Some(value) = values_of(value) else { return false };
                all = Some(match all {
                    None => value,
                    Some(before) => union(before, value),
                });
            }
            found.outcome.causes.is_empty() && all.as_ref() == Some(&found.outcome.values)
        }
        ExpectedAnswer::Set(bits) => {
            let view = SetView { definite: *bits, possible: *bits };
            found.status == Status::Decided && found.outcome.values == Values::Set(Some(view))
        }
        ExpectedAnswer::Status(status) => found.status == *status,
        ExpectedAnswer::Awaits(judgement) => {
            found.status == Status::AwaitingJudgement
                && found.awaits.contains(&Leaf::Judgement(*judgement))
        }
        ExpectedAnswer::DependsOn(question) => {
            found.status == Status::DependsOnQuestion && found.questions.contains(question)
        }
    }
}

fn same(found: &Values, expected: &Partial) -> bool {
    values_of(expected).is_some_and(|expected| *found == expected)
}

/// What is expected, as a run would say it.
fn values_of(partial: &Partial) -> Option<Values> {
    match partial {
        Partial::Truth { may_no, may_yes } => {
            Some(Values::Truth { may_no: *may_no, may_yes: *may_yes })
        }
        Partial::Choice(bits) => Some(Values::Choice(*bits)),
        Partial::Number(interval) => Some(Values::Number(Some(interval.clone()))),
        Partial::Text(texts) => Some(Values::Text(texts.clone())),
        Partial::Any | Partial::Set { .. } | Partial::Record(_) | Partial::List { .. } => None,
    }
}

fn union(a: Values, b: Values) -> Values {
    match (a, b) {
        (Values::Truth { may_no: a, may_yes: c }, Values::Truth { may_no: b, may_yes: d }) => {
            Values::Truth { may_no: a || b, may_yes: c || d }
        }
        (Values::Choice(a), Values::Choice(b)) => Values::Choice(a | b),
        (Values::Number(Some(a)), Values::Number(Some(b))) => Values::Number(Some(a.hull(&b))),
        (Values::Text(a), Values::Text(b)) => Values::Text(a.union(&b)),
        // Both are of one type, so nothing else meets.
        (a, _) => a,
    }
}

/// The defects of a draft are told, though it would never be used.
fn is_defective_draft(report: &FindingReport, expected: FindingClass) -> bool {
    expected == FindingClass::Defective
        && report.class == FindingClass::Draft
        && !report.defects.is_empty()
}

/// `because CLAUSE`: a rule of it prevailed (where readings or periods differ, in one of them: the answer as a whole rests
/// on what prevails in each), or, of a question that is not ready, it asks for something that has to
/// come first and is not met. The whole of a set has no rules: those of its values have.
fn carries(answers: &Answers, decision: DecisionId, of: Of, clause: ClauseId) -> bool {
    let asked = answers.questions.iter().filter(|(question, _)| {
        question.decision == decision && (question.of == of || question.of.whole() == of)
    });
    let prevails = |answer: &Answer| answer.prevailing().iter().any(|line| line.clause == clause);
    asked
        .into_iter()
        .any(|(_, answer)| prevails(answer) || holding_back(answer).any(|by| by == clause))
}

/// `because ROW`: that row of a table prevailed.
fn carried_by(plan: &Plan, answers: &Answers, (decision, of): (DecisionId, Of), row: &str) -> bool {
    let mut asked = answers.questions.iter().filter(|(question, _)| {
        question.decision == decision && (question.of == of || question.of.whole() == of)
    });
    asked.any(|(_, answer)| {
        let rows = answer.prevailing().into_iter();
        rows.filter_map(|line| plan.book.rows.get(&line.rule)).any(|id| id == row)
    })
}

/// The clauses that hold a question back which is not ready.
pub(super) fn holding_back(answer: &Answer) -> impl Iterator<Item = ClauseId> {
    let waits = answer.waits.iter().filter(|_| answer.status == Status::NotReady);
    waits.filter(|wait| !wait.met.is_settled()).map(|wait| wait.clause)
}

/// The clauses of the factors that may yet be present, for which a finding is not usable yet.
pub(super) fn may_be_present(
    plan: &Plan,
    report: &FindingReport,
) -> impl Iterator<Item = ClauseId> {
    let factors = report.may_be_present.iter();
    factors.filter_map(|factor| plan.meaning.facts.factors.get(*factor)).map(|it| it.clause)
}

/// Whether what is missing is what was named, or a part of it: an element of a list, a field of a record.
fn is_part_of(missing: &Leaf, named: &Leaf) -> bool {
    if missing == named {
        return true;
    }
    match (missing, named) {
        (Leaf::Fact(fact, path), Leaf::Fact(wanted, start)) => {
            fact == wanted && path.starts_with(start)
        }
        (Leaf::Element { list, path, .. }, Leaf::Fact(wanted, start)) => {
            list == wanted && path.starts_with(start)
        }
        // A list is named whole: its others, and whatever is missing in what is stated.
        (Leaf::Element { list, .. }, Leaf::Others(wanted)) => list == wanted,
        (Leaf::Others(list), Leaf::Fact(wanted, start)) => list == wanted && start.is_empty(),
        _ => false,
    }
}

fn is_state(instance: &DutyAnswer, states: &[DutyState]) -> bool {
    match instance.states.as_slice() {
        [one] => states.contains(one),
        _ => states.is_empty(),
    }
}
