//! The instances of a duty: from events, from conditions, upon breach, in chains.

use std::collections::BTreeSet;

use whereas_plan::duties::{Arises, Due, Duty};
use whereas_value::case::Event;
use whereas_value::id::{DutyId, EventKindId, Id};
use whereas_value::{Case, Date};

use super::timing::{DueDay, Parts};
use super::{Asking, Seen};

/// One instance, before its state is known.
#[derive(Clone, Debug)]
pub struct Instance {
    /// The event it arose from.
    pub event: Option<From>,
    /// The days on which it may arise.
    pub arises: (Date, Date),
    /// An instance of a chain: an event of the day it opens is not its own.
    pub chain: bool,
    /// Whether it arises at all.
    pub when: Seen,
    /// An `ongoing` duty whose clause is not in force on the as-of day.
    pub suspended: bool,
    /// Whether a day of arising is known at all.
    pub dated: bool,
}

/// The event an instance arose from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct From {
    /// Its kind.
    pub kind: EventKindId,
    /// Its place in the case.
    pub place: u32,
    /// Its place among the events of its kind that are seen.
    pub row: u32,
}

/// Whether an event is about what an instance is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    /// Both say and agree, or neither says.
    Same,
    /// One says.
    MayBe,
    /// Both say and disagree.
    Other,
}

/// The events of a kind that are seen, with their places in the case.
pub fn events(case: &Case, kind: EventKindId) -> impl Iterator<Item = (u32, &Event)> {
    (0_u32..)
        .zip(&case.events)
        .filter(move |(_, event)| event.kind == kind && event.on <= case.as_of)
}

/// Whether an event is about what an instance is about; a duty that arose from no event is about the case.
pub fn about(case: &Case, instance: &Instance, event: &Event) -> About {
    let from = instance.event.and_then(|from| case.events.get(from.place as usize));
    let Some(from) = from else { return About::Same };
    match (&from.about, &event.about) {
        (Some(a), Some(b)) if a == b => About::Same,
        (None, None) => About::Same,
        (Some(_), Some(_)) => About::Other,
        (Some(_), None) | (None, Some(_)) => About::MayBe,
    }
}

/// The instances of a duty in one variant.
pub fn instances(asking: &mut Asking<'_>, id: DutyId, duty: &Duty, depth: usize) -> Vec<Instance> {
    let case = asking.case;
    let first = asking.first_day(duty.clause);
    let one = |day: Date, when: Seen| Instance {
        event: None,
        arises: (day, day),
        chain: false,
        when,
        suspended: false,
        dated: true,
    };
    let mut all = match duty.arises {
        Arises::OnEvent(kind) => {
            let condition = asking.slots(id, Some(kind)).arises;
            let mut all = Vec::new();
            for ((place, event), row) in events(case, kind).zip(0_u32..) {
                let live = asking.is_live(duty.clause, event.on);
                let when = match condition {
                    Some(slot) if live => asking.truth(slot, Some(row)),
                    Some(_) | None => Seen::sure(live),
                };
                let from = From { kind, place, row };
                all.push(Instance { event: Some(from), ..one(event.on, when) });
            }
            all
        }
        Arises::When => {
            let live = asking.machine.program.live.get(duty.clause).copied().unwrap_or(false);
            let when = match asking.slots(id, None).arises {
                Some(slot) if live => asking.truth(slot, None),
                Some(_) | None => Seen::sure(false),
            };
            vec![Instance { dated: false, ..one(Date::MIN, when) }]
        }
        // Force often begins after the issue day: until then it has not arisen.
        Arises::OnIssue(issued) => match (issued.or(first), first) {
            (Some(issued), Some(first)) => vec![one(issued, Seen::sure(first <= case.as_of))],
            (None, _) | (_, None) => Vec::new(),
        },
        Arises::Ongoing => {
            let suspended = !asking.is_live(duty.clause, case.as_of);
            vec![Instance { suspended, ..one(first.unwrap_or(Date::MIN), Seen::sure(true)) }]
        }
        Arises::UponBreach => Vec::new(),
    };
    if depth > 0 {
        all.extend(upon_breach(asking, id, depth));
    }
    if matches!(duty.due, Due::Every(_)) {
        all = all.into_iter().flat_map(|instance| chain(case, duty, &instance)).collect();
    }
    all
}

/// `upon breach duty D`: the day after the due day, if the first duty is breached as of that day.
fn upon_breach(asking: &mut Asking<'_>, id: DutyId, depth: usize) -> Vec<Instance> {
    let plan = asking.plan;
    let mut all = Vec::new();
    for (number, parent) in plan.meaning.duties.iter().enumerate() {
        if parent.upon_breach != Some(id) {
            continue;
        }
        let parent_id = DutyId::from_index(number);
        for instance in instances(asking, parent_id, parent, depth.saturating_sub(1)) {
            let parts = Parts::new(asking, parent_id, parent, &instance);
            for due in &parts.due {
                let DueDay::Days(first, last) = *due else { continue };
                let next = |day: Date| day.plus_days(1).unwrap_or(day);
                all.push(Instance {
                    event: instance.event,
                    arises: (next(first), next(last)),
                    chain: false,
                    when: parts.breached(asking.case, parent, &instance, (first, last)),
                    suspended: false,
                    dated: true,
                });
            }
        }
    }
    all
}

/// `every n days`: each later day with an event of the kind closes the open instance and opens the next.
fn chain(case: &Case, duty: &Duty, base: &Instance) -> Vec<Instance> {
    let mut opened: BTreeSet<Date> = BTreeSet::new();
    if let Some(kind) = duty.event {
        let later = events(case, kind).filter(|(_, event)| event.on > base.arises.1);
        let same = later.filter(|(_, event)| about(case, base, event) == About::Same);
        opened.extend(same.map(|(_, event)| event.on));
    }
    let first = Instance { chain: true, ..base.clone() };
    let next =
        opened.into_iter().map(|day| Instance { arises: (day, day), chain: true, ..base.clone() });
    std::iter::once(first).chain(next).collect()
}
