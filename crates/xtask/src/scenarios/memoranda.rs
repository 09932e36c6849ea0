//! The classes of outcome of the memoranda before and after the Guidelines: what their one decision comes to.

use whereas_value::{Answer, Of, Status, Values};

use super::Decided;

/// What our answer comes to under this policy; none for a policy that is not among these.
pub fn of(policy: &str, decided: &Decided<'_>) -> Option<String> {
    match policy {
        "johnson2014" => Some(tier(decided)),
        _ => None,
    }
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
        Status::DependsOnQuestion => "UNSETTLED".to_owned(),
        Status::Unknown => "UNDETERMINED".to_owned(),
        other => other.words().to_owned(),
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

/// The one value of a choice that is possible.
fn chosen<'a>(decided: &'a Decided<'_>, choice: &str, answer: &Answer) -> Option<&'a str> {
    let Values::Choice(bits) = answer.outcome.values else { return None };
    let choice = decided.plan.book.choices.iter().find(|it| it.name == choice)?;
    let place = usize::try_from(bits.trailing_zeros()).ok()?;
    choice.values.get(place).map(|value| value.name.as_str())
}
