//! What stays with people: the judgements of a policy, who makes them, and how each stands in a case.

use whereas_plan::Plan;
use whereas_value::answer::FindingClass;
use whereas_value::id::JudgementId;
use whereas_value::{Answers, Case, Leaf};

use crate::plain;

/// Who may make a judgement.
#[must_use]
pub fn makers(plan: &Plan, judgement: JudgementId) -> String {
    let Some(words) = plan.meaning.facts.judgements.get(judgement) else { return String::new() };
    let mut names: Vec<&str> = Vec::new();
    for (actor, _) in &words.makers {
        if let Some(actor) = plan.book.actors.get(*actor)
            && !names.contains(&actor.label.plain.as_str())
        {
            names.push(&actor.label.plain);
        }
    }
    if names.is_empty() { "a person".to_owned() } else { plain::one_of(&names) }
}

/// One line for each judgement: whose it is, and how it stands here. Of those on which nothing turns, where they are
/// several, only how many they are; all of them where all are asked for.
#[must_use]
pub fn judgements(plan: &Plan, case: &Case, answers: &Answers, all: bool) -> Vec<String> {
    let (mut out, mut idle) = (Vec::new(), Vec::new());
    for (id, words) in plan.book.judgements.enumerate() {
        let label = &words.label.plain;
        let makers = makers(plan, id);
        let used = answers
            .findings
            .iter()
            .find(|report| report.judgement == id && report.class == FindingClass::Used);
        let leaf = Leaf::Judgement(id);
        let awaited = answers.questions.iter().any(|(_, it)| it.awaits.contains(&leaf))
            || answers.duties.iter().any(|it| it.missing.contains(&leaf))
            || answers.permissions.iter().any(|it| it.missing.contains(&leaf));
        if let Some(report) = used {
            let finding = case.findings.get(report.finding as usize);
            let by = finding
                .and_then(|it| plan.book.actors.get(it.by?))
                .map_or("a person", |actor| actor.label.plain.as_str());
            let on = finding
                .and_then(|it| it.on)
                .map_or_else(String::new, |day| format!(" on {}", plain::date(day)));
            out.push(format!("whether {label}: found by {by}{on}"));
        } else if awaited {
            out.push(format!("whether {label}: for {makers} to judge"));
        } else {
            idle.push(format!(
                "whether {label}: for {makers} to judge; nothing in this case turns on it yet"
            ));
        }
    }
    let count = idle.len();
    if all || count < 2 {
        out.append(&mut idle);
    } else {
        out.push(format!("{count} other judgements, on which nothing in this case turns yet"));
    }
    out
}
