//! Which events end an instance: what discharges it, or breaches it.

use whereas_plan::Plan;
use whereas_plan::duties::{Arises, Due};
use whereas_value::case::Event;
use whereas_value::duty::DutyAnswer;
use whereas_value::id::{EventKindId, Id};
use whereas_value::{Case, Date};

use super::instances::events;

/// What is recorded of the events that end an instance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Happened {
    /// The places in the case of the events of the first day on which one surely counts.
    On(Vec<u32>),
    /// An event may count: what is not said of it, or of when the instance arose, would tell.
    Perhaps,
    /// No event of this kind that may count.
    Never(EventKindId),
}

/// The events of the kind that discharges or breaches an instance, about the same, and after it arose. `counts`: whether an
/// event of a day may count at all, and whether it may not.
#[must_use]
pub fn happened(
    plan: &Plan,
    case: &Case,
    answer: &DutyAnswer,
    counts: impl Fn(Date) -> (bool, bool),
) -> Happened {
    let duty = plan.meaning.duties.get(answer.duty.index());
    let Some((duty, kind)) = duty.and_then(|duty| Some((duty, duty.event?))) else {
        return Happened::Perhaps;
    };
    // Of what arises by a condition every event counts; of what arises on a day that is not known, perhaps.
    let sure = answer.arose.is_some() || duty.arises == Arises::When && answer.upon.is_empty();
    let from = answer.event.and_then(|place| case.events.get(place as usize));
    let chain = matches!(duty.due, Due::Every(_));
    let later =
        |day: Date| answer.arose.is_none_or(|arose| if chain { day > arose } else { day >= arose });
    let same = |event: &Event| from.is_none_or(|from| from.about == event.about);
    let other = |event: &Event| {
        from.is_some_and(|from| {
            from.about.is_some() && event.about.is_some() && from.about != event.about
        })
    };
    let may: Vec<_> = events(case, kind)
        .filter(|(_, event)| later(event.on) && counts(event.on).0 && !other(event))
        .collect();
    if may.is_empty() {
        return Happened::Never(kind);
    }
    let surely = |it: &&(u32, &Event)| sure && same(it.1) && !counts(it.1.on).1;
    let first = may.iter().filter(surely).map(|(_, event)| event.on).min();
    let Some(first) = first else { return Happened::Perhaps };
    let on_it = may.iter().filter(surely).filter(|(_, event)| event.on == first);
    Happened::On(on_it.map(|(place, _)| *place).collect())
}
