//! The classes of outcome of the memoranda before and after the Guidelines: what their decisions and permissions come
//! to.
//!
//! A judgement is awaited wherever one may matter; the class that says so is told where no fact is missing beside it.

use whereas_value::answer::Missing;
use whereas_value::duty::DutyState;
use whereas_value::{Answer, Leaf, Of, Status, Values};

use super::Decided;

/// What our answer comes to under this policy; none for a policy that is not among these.
pub fn of(policy: &str, decided: &Decided<'_>) -> Option<String> {
    let class = match policy {
        "johnson2014" => tier(decided),
        "kelly2017" => yes_or_no(decided, "prioritised", "PRIORITISED", |decided| {
            let exempt = answer(decided, "exempt").and_then(truth);
            if exempt == Some(false) { "NOT_PRIORITISED_BUT_NOT_EXEMPT" } else { "none" }
        }),
        "pekoske2021" => yes_or_no(decided, "prioritised", "PRIORITY", |_| "NOT_A_PRIORITY"),
        "ice_feb2021" => yes_or_no(decided, "presumed_priority", "PRESUMED_PRIORITY", approval),
        "doyle2022" => designation(decided),
        _ => return None,
    };
    Some(class)
}

fn tier(decided: &Decided<'_>) -> String {
    let Some(answer) = answer(decided, "tier") else { return "none".to_owned() };
    match answer.status {
        Status::Decided => match chosen(decided, "Tier", answer).unwrap_or_default() {
            "first_tier" => "PRIORITY_1",
            "second_tier" => "PRIORITY_2",
            "third_tier" => "PRIORITY_3",
            _ => "NOT_A_PRIORITY",
        }
        .to_owned(),
        // What is missing is tried before what the text leaves open.
        Status::DependsOnQuestion if answer.missing.iter().any(is_fact) => {
            "UNDETERMINED".to_owned()
        }
        Status::DependsOnQuestion => "UNSETTLED".to_owned(),
        Status::Unknown => "UNDETERMINED".to_owned(),
        other => other.words().to_owned(),
    }
}

/// The class of a decision that is yes or no.
fn yes_or_no(
    decided: &Decided<'_>,
    decision: &str,
    yes: &str,
    no: impl Fn(&Decided<'_>) -> &'static str,
) -> String {
    let Some(answer) = answer(decided, decision) else { return "none".to_owned() };
    match (answer.status, truth(answer)) {
        (Status::Decided, Some(true)) => yes.to_owned(),
        (Status::Decided, Some(false)) => no(decided).to_owned(),
        (Status::AwaitingJudgement, _) if answer.missing.is_empty() => "JUDGEMENT".to_owned(),
        (Status::AwaitingJudgement | Status::Unknown, _) => "UNDETERMINED".to_owned(),
        (other, _) => other.words().to_owned(),
    }
}

/// Action against somebody who is no presumed priority: by approval first, or in an exigency with approval after.
fn approval(decided: &Decided<'_>) -> &'static str {
    let held = decided.answers.permissions.iter().any(|it| it.may_be_held && !it.may_not_be_held);
    let duties = &decided.answers.duties;
    let pending = duties.iter().any(|duty| duty.states.contains(&DutyState::Pending));
    match (held, pending) {
        (true, true) => "ALLOWED_SUBJECT_TO_LATER_APPROVAL",
        (true, false) => "none",
        (false, _) => "OTHER",
    }
}

fn designation(decided: &Decided<'_>) -> String {
    let Some(answer) = answer(decided, "nonpriority_case") else { return "none".to_owned() };
    match (answer.status, truth(answer)) {
        (Status::OutOfScope, _) => "NOT_APPLICABLE".to_owned(),
        (Status::Decided, Some(true)) => "NONPRIORITY".to_owned(),
        (Status::AwaitingJudgement, _) => "DESIGNATION_OPEN".to_owned(),
        (other, _) => other.words().to_owned(),
    }
}

fn answer<'a>(decided: &'a Decided<'_>, decision: &str) -> Option<&'a Answer> {
    let book = &decided.plan.book;
    let found = decided.answers.questions.iter().find(|(question, _)| {
        question.of == Of::Whole
            && book.decisions.get(question.decision).is_some_and(|it| it.name == decision)
    });
    found.map(|(_, answer)| answer)
}

const fn is_fact(missing: &Missing) -> bool {
    match missing.leaf {
        Leaf::Fact(..) | Leaf::Element { .. } | Leaf::Others(_) => true,
        Leaf::Judgement(_) | Leaf::Found(_) | Leaf::Question(_) => false,
    }
}

/// Yes or no, where it is one of them.
fn truth(answer: &Answer) -> Option<bool> {
    match answer.outcome.values {
        Values::Truth { may_no: false, may_yes: true } => Some(true),
        Values::Truth { may_no: true, may_yes: false } => Some(false),
        _ => None,
    }
}

/// The one value of a choice that is possible.
fn chosen<'a>(decided: &'a Decided<'_>, choice: &str, answer: &Answer) -> Option<&'a str> {
    let Values::Choice(bits) = answer.outcome.values else { return None };
    let choice = decided.plan.book.choices.iter().find(|it| it.name == choice)?;
    let place = usize::try_from(bits.trailing_zeros()).ok()?;
    choice.values.get(place).map(|value| value.name.as_str())
}
