//! Answers held against the worlds: what an answer has to hold, what it costs, and what more facts may do to it.
//!
//! Reads the answers of one case and the outcomes of its worlds; produces a text for each place where a law is broken.

use std::collections::BTreeSet;

use whereas_hir::Hir;
use whereas_value::duty::DutyState;
use whereas_value::{Abstract, Answers, Question, Values};

use super::{Concrete, Outcome, Outcomes, Worlds};
use crate::known;

/// Where what is told of a duty or a permission does not hold what a world has: a text for each.
#[must_use]
pub fn unsound_duties(hir: &Hir, answers: &Answers, worlds: &Worlds) -> Vec<String> {
    let mut found = Vec::new();
    for ((duty, event, arose), states) in &worlds.duties {
        let told = answers.duties.iter().filter(|told| {
            told.duty == *duty
                && told.event == *event
                && (told.arose == *arose || told.arose.is_none())
        });
        let told: BTreeSet<DutyState> = told.flat_map(|told| told.states.iter().copied()).collect();
        for state in states.difference(&told) {
            let name = hir.duties.get(*duty).map(|duty| duty.name.as_str()).unwrap_or_default();
            found.push(format!(
                "{name} {event:?} {arose:?}: a world has {state:?}, told is {told:?}"
            ));
        }
    }
    for told in &answers.permissions {
        for outcome in worlds.permissions.get(&told.permission).into_iter().flatten() {
            let holds = match outcome {
                Outcome::None(cause) => told.causes.has(*cause),
                Outcome::Value(Concrete::Truth(true)) => told.may_be_held,
                Outcome::Value(_) => told.may_not_be_held,
            };
            if !holds {
                found.push(format!("{:?}: a world has {outcome:?}", told.permission));
            }
        }
    }
    found
}

/// Where an answer does not hold an outcome that a world has: a text for each; none where it is sound.
#[must_use]
pub fn unsound(hir: &Hir, answers: &Answers, outcomes: &Outcomes) -> Vec<String> {
    let mut found = Vec::new();
    for (question, answer) in &answers.questions {
        for outcome in outcomes.get(question).into_iter().flatten() {
            if !holds(&answer.outcome, outcome) {
                let name = crate::print::question(hir, *question);
                let said = crate::print::outcome(hir, question.decision, &answer.outcome);
                found.push(format!("{name}: a world has {outcome:?}, the answer is {said}"));
            }
        }
    }
    found
}

/// The questions that all worlds answer alike and the answer leaves open: what the abstraction costs.
#[must_use]
pub fn gaps(answers: &Answers, outcomes: &Outcomes) -> Vec<Question> {
    let open = answers.questions.iter().filter(|(_, answer)| !answer.outcome.is_single());
    let single = |question: &Question| outcomes.get(question).is_some_and(|all| all.len() == 1);
    open.map(|(question, _)| *question).filter(single).collect()
}

/// Whether an answer to less is within an answer to more: each outcome that is left was possible before, and what was
/// decided stays so. A text for each question where not.
#[must_use]
pub fn unlearnt(hir: &Hir, before: &Answers, after: &Answers) -> Vec<String> {
    let mut found = Vec::new();
    for (question, old) in &before.questions {
        let Some((_, new)) = after.questions.iter().find(|(other, _)| other == question) else {
            continue;
        };
        if !within(&new.outcome, &old.outcome) {
            let name = crate::print::question(hir, *question);
            let was = crate::print::outcome(hir, question.decision, &old.outcome);
            let is = crate::print::outcome(hir, question.decision, &new.outcome);
            found.push(format!("{name}: was {was}, is {is}"));
        }
    }
    found
}

fn within(new: &Abstract, old: &Abstract) -> bool {
    let values = match (&new.values, &old.values) {
        (new, _) if new.is_empty() => true,
        (_, old) if old.is_empty() => false,
        (Values::Truth { may_no: n, may_yes: y }, Values::Truth { may_no: m, may_yes: z }) => {
            (!n || *m) && (!y || *z)
        }
        (Values::Choice(new), Values::Choice(old)) => new & !old == 0,
        (Values::Number(Some(new)), Values::Number(Some(old))) => old.includes(new),
        (Values::Text(new), Values::Text(old)) => new.union(old) == *old,
        (Values::Set(Some(new)), Values::Set(Some(old))) => {
            old.definite & !new.definite == 0 && new.possible & !old.possible == 0
        }
        _ => false,
    };
    values && new.causes.without(old.causes).is_empty()
}

fn holds(answer: &Abstract, outcome: &Outcome) -> bool {
    match outcome {
        Outcome::None(cause) => answer.causes.has(*cause),
        Outcome::Value(value) => match (&answer.values, value) {
            (Values::Truth { may_no, may_yes }, Concrete::Truth(yes)) => {
                if *yes {
                    *may_yes
                } else {
                    *may_no
                }
            }
            (Values::Choice(bits), Concrete::Choice(value)) => bits & known::bit(*value) != 0,
            (Values::Number(Some(interval)), Concrete::Number(number)) => interval.contains(number),
            (Values::Text(texts), Concrete::Text(text)) => texts.contains(text),
            (Values::Set(Some(view)), Concrete::Set(bits)) => {
                view.definite & !bits == 0 && bits & !view.possible == 0
            }
            _ => false,
        },
    }
}
