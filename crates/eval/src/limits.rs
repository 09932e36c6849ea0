//! How much a case may ask for: instances of duties, and what is told of them and of decisions.
//!
//! Reads a plan and a case, or its answers; produces what is past a limit. A case past one is refused before it is decided,
//! or before what is open in it is told: a small file may ask for the square of what it holds, or for more.

use std::collections::BTreeMap;

use whereas_plan::Plan;
use whereas_plan::duties::{Arises, Due};
use whereas_value::case::Event;
use whereas_value::id::{DutyId, EventKindId, Id};
use whereas_value::{Answers, Case};

use crate::duties::first_duties_first;

/// How many instances of duties are followed.
pub const INSTANCES: usize = 20_000;
/// How many things that would decide are told of one case.
pub const TOLD: usize = 200_000;

/// What is past a limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Past {
    /// More than [`INSTANCES`].
    Instances,
    /// More than [`TOLD`].
    Told,
}

/// The limit that a case is past, before it is decided.
#[must_use]
pub fn past(plan: &Plan, case: &Case) -> Option<Past> {
    (instances(plan, case) > INSTANCES).then_some(Past::Instances)
}

/// The limit that the answers are past.
#[must_use]
pub fn past_telling(answers: &Answers) -> Option<Past> {
    let questions = answers.questions.iter().map(|(_, answer)| answer.missing.len());
    let duties = answers.duties.iter().map(|duty| duty.missing.len());
    let told = questions.chain(duties).fold(0_usize, usize::saturating_add);
    (told > TOLD).then_some(Past::Told)
}

/// How many instances of duties there are at most, those of duties that follow upon the breach of others among them.
fn instances(plan: &Plan, case: &Case) -> usize {
    let duties = &plan.meaning.duties;
    let of = |kind: EventKindId| {
        case.events.iter().filter(move |event| event.kind == kind && event.on <= case.as_of)
    };
    let mut begun: BTreeMap<DutyId, usize> = BTreeMap::new();
    let mut all = 0_usize;
    for id in first_duties_first(duties) {
        let Some(duty) = duties.get(id.index()) else { continue };
        let later = begun.get(&id).copied().unwrap_or(0);
        let (kind, every) = (duty.event, matches!(duty.due, Due::Every(_)));
        let mut own = match duty.arises {
            Arises::OnEvent(from) if !every => of(from).count(),
            Arises::OnEvent(from) => chains(of(from), || kind.into_iter().flat_map(of)),
            Arises::When | Arises::OnIssue(_) | Arises::Ongoing => 1,
            Arises::UponBreach => 0,
        };
        let opened = if every { kind.map_or(0, |kind| of(kind).count()) } else { 0 };
        if !matches!(duty.arises, Arises::OnEvent(_)) {
            own = own.saturating_mul(opened.saturating_add(1));
        }
        let later = later.saturating_mul(opened.saturating_add(1));
        let mine = own.saturating_add(later);
        all = all.saturating_add(mine);
        if all > INSTANCES {
            return all;
        }
        if let Some(second) = duty.upon_breach {
            let days = match duty.due {
                Due::BeforeEvent(kind) => of(kind).count().saturating_add(1),
                Due::None
                | Due::WithinDays
                | Due::WithinMonths
                | Due::WithinHours(_)
                | Due::By
                | Due::Before
                | Due::Every(_) => 1,
            };
            let begun = begun.entry(second).or_default();
            *begun = begun.saturating_add(mine.saturating_mul(days));
        }
    }
    all
}

/// The instances of chains: of each event the first, and one for each later event that may be about the same.
fn chains<'c, I: Iterator<Item = &'c Event>>(
    from: impl Iterator<Item = &'c Event>,
    closing: impl Fn() -> I,
) -> usize {
    let mut all = 0_usize;
    for event in from {
        let about = |other: &&Event| match (&event.about, &other.about) {
            (Some(a), Some(b)) => a == b,
            (Some(_) | None, None) | (None, Some(_)) => true,
        };
        let later = closing().filter(|other| other.on > event.on).filter(about).count();
        all = all.saturating_add(later).saturating_add(1);
        if all > INSTANCES {
            break;
        }
    }
    all
}
