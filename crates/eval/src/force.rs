//! Whether the policy is in force on the governing day.

use whereas_plan::Plan;
use whereas_plan::meaning::ForceSpan;
use whereas_value::Date;
use whereas_value::answer::{Force, ForceUnder};
use whereas_value::id::{PolicyId, QuestionId};

use crate::session::Pass;
use crate::variant::reading_of;

/// The policy that is compiled.
pub const MAIN: PolicyId = PolicyId(0);

/// The force of the policy in each variant.
pub fn told(plan: &Plan, pass: &Pass) -> Vec<ForceUnder> {
    let meaning = &plan.meaning;
    let first = pass.runs.first().map(|ran| ran.taken.days);
    let cut = pass.runs.iter().any(|ran| Some(ran.taken.days) != first);
    let told = pass.variants.iter().filter_map(|active| {
        let ran = pass.runs.get(active.run)?;
        let variant = active.variant;
        let reading = |question| reading_of(meaning, variant, question);
        let readings =
            meaning.contested.iter().filter_map(|question| Some((*question, reading(*question)?)));
        Some(ForceUnder {
            readings: readings.collect(),
            from: cut.then_some(ran.taken.days.0),
            force: force(plan, MAIN, ran.taken.days.0, reading),
        })
    });
    told.collect()
}

/// The force of a policy on a day.
pub fn force(
    plan: &Plan,
    policy: PolicyId,
    day: Date,
    reading: impl Fn(QuestionId) -> Option<u32> + Copy,
) -> Force {
    let Some(policy) = plan.meaning.policies.get(policy) else { return Force::InForce };
    let suspends = |span: &ForceSpan| span.suspended.is_some() && span.covers(day, reading);
    // A suspension is told before a replacement: it may be lifted.
    if !policy.spans.iter().any(suspends)
        && let Some(replaced) = policy.replaced_on(day)
    {
        let by = plan.book.replacements.get(replaced.by as usize).cloned().unwrap_or_default();
        return Force::Replaced { by };
    }
    of_spans(plan, &policy.spans, day, reading)
}

/// What statements of force, of a policy or of a clause, say of a day.
pub fn of_spans(
    plan: &Plan,
    spans: &[ForceSpan],
    day: Date,
    reading: impl Fn(QuestionId) -> Option<u32> + Copy,
) -> Force {
    let suspends = |span: &&ForceSpan| span.suspended.is_some() && span.covers(day, reading);
    if let Some(span) = spans.iter().find(suspends) {
        let by = span.suspended.and_then(|by| plan.book.suspensions.get(by as usize));
        let by = by.map(|label| label.plain.clone()).unwrap_or_default();
        return Force::Suspended { by, clause: span.clause };
    }
    let said = || spans.iter().filter(|span| span.suspended.is_none());
    if said().next().is_none() || said().any(|span| span.covers(day, reading)) {
        return Force::InForce;
    }
    let is_read = |span: &&ForceSpan| {
        span.when.is_none_or(|(question, wanted)| reading(question) == Some(wanted))
    };
    let ended =
        said().filter(is_read).filter_map(|span| span.before).filter(|before| *before <= day).max();
    let begins =
        said().filter(is_read).filter_map(|span| span.from).filter(|from| *from > day).min();
    match (ended, begins) {
        (Some(before), _) => Force::Ended { before },
        (None, Some(from)) => Force::NotYet { from },
        // No statement speaks of this reading.
        (None, None) => Force::NotYet { from: Date::MAX },
    }
}
