//! The instances of a duty: from events, from conditions, upon breach, in chains.

use std::collections::{BTreeMap, BTreeSet};

use whereas_plan::duties::{Arises, Due, Duty};
use whereas_value::case::Event;
use whereas_value::id::{DutyId, EventKindId};
use whereas_value::{Case, Date};

use super::timing::{DueDay, Parts};
use super::{Asking, Open, Seen};
use crate::cell::Cell;

/// One instance, before its state is known.
#[derive(Clone, Debug)]
pub struct Instance {
    /// The event it arose from.
    pub event: Option<From>,
    /// The duties upon whose breach it arises.
    pub upon: BTreeSet<DutyId>,
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
    /// It is told from others by its day: there is not just one for each case.
    pub by_day: bool,
    /// What the day of its arising turns on.
    pub day: Open,
    /// What is not said of the events, on which its arising turns.
    pub unsaid: Unsaid,
}

/// What is not said of the events.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unsaid {
    /// What an event was about.
    pub about: bool,
    /// Whether there were others.
    pub others: bool,
    /// At what hour a day from which hours are counted began.
    pub hour: bool,
}

impl Unsaid {
    /// Either.
    pub const fn or(self, other: Self) -> Self {
        Self {
            about: self.about || other.about,
            others: self.others || other.others,
            hour: self.hour || other.hour,
        }
    }
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

/// The instances of a duty in one variant. `begun`: those that arise upon the breach of other duties.
pub fn instances(
    asking: &mut Asking<'_>,
    id: DutyId,
    duty: &Duty,
    begun: Vec<Instance>,
) -> Vec<Instance> {
    let case = asking.case;
    let first = asking.first_day(duty.clause);
    let one = |day: Date, when: Seen| Instance {
        event: None,
        upon: BTreeSet::new(),
        arises: (day, day),
        chain: false,
        when,
        suspended: false,
        dated: true,
        by_day: false,
        day: Open::default(),
        unsaid: Unsaid::default(),
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
                all.push(Instance { event: Some(from), by_day: true, ..one(event.on, when) });
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
    all.extend(merged(begun).into_iter().map(|it| while_in_force(asking, duty, it)));
    if matches!(duty.due, Due::Every(_)) {
        all = all.into_iter().flat_map(|instance| chain(case, duty, &instance)).collect();
    }
    all
}

/// What arises upon the breach of one instance: on the day after the due day, if it is breached as of that day.
pub fn upon_breach(
    case: &Case,
    (id, first): (DutyId, &Duty),
    instance: &Instance,
    parts: &Parts,
    begun: &mut Vec<Instance>,
) {
    let next = |day: Date| day.plus_days(1).unwrap_or(day);
    for due in &parts.due {
        let DueDay::Days(from, to) = *due else { continue };
        let mut when = parts.breached(case, first, instance, (from, to));
        if parts.due.len() > 1 {
            // It may be due on another day, or on none: then nothing arises on this one.
            when = when.or(&Seen::sure(false), &parts.open);
        }
        let open = !when.truth.is_single() || from != to;
        begun.push(Instance {
            event: instance.event,
            upon: BTreeSet::from([id]),
            arises: (next(from), next(to)),
            chain: false,
            when,
            suspended: false,
            dated: true,
            by_day: true,
            day: if from == to { Open::default() } else { parts.open.clone() },
            unsaid: if open { parts.unsaid } else { Unsaid::default() },
        });
    }
}

/// Nothing arises on a day on which the clause is not in force.
fn while_in_force(asking: &Asking<'_>, duty: &Duty, instance: Instance) -> Instance {
    let (first, last) = instance.arises;
    let cuts = asking.plan.meaning.cuts.iter().copied();
    let days = std::iter::once(first).chain(cuts.filter(|cut| first < *cut && *cut <= last));
    let mut live = days.map(|day| asking.is_live(duty.clause, day));
    let when = match (live.clone().any(|live| live), live.any(|live| !live)) {
        (true, false) => return instance,
        (true, true) => instance.when.or(&Seen::sure(false), &instance.day),
        (false, _) => Seen::sure(false),
    };
    Instance { when, ..instance }
}

/// Those from one event that arise on the same days are one: it arises where any of them does.
fn merged(begun: Vec<Instance>) -> Vec<Instance> {
    let mut all: BTreeMap<(Option<u32>, (Date, Date)), Instance> = BTreeMap::new();
    for instance in begun {
        let key = (instance.event.map(|event| event.place), instance.arises);
        match all.get_mut(&key) {
            Some(same) => {
                same.when = same.when.or(&instance.when, &Open::default());
                same.upon.extend(instance.upon);
                same.day.add(instance.day);
                same.unsaid = same.unsaid.or(instance.unsaid);
            }
            None => {
                all.insert(key, instance);
            }
        }
    }
    all.into_values().collect()
}

/// `every n days`: each later day with an event of the kind closes the open instance and opens the next. Where it is open
/// whether an event is about the same, or whether it is later, it may.
fn chain(case: &Case, duty: &Duty, base: &Instance) -> Vec<Instance> {
    let mut opened: BTreeMap<Date, (bool, bool)> = BTreeMap::new();
    for (_, event) in duty.event.into_iter().flat_map(|kind| events(case, kind)) {
        let about = about(case, base, event);
        if event.on > base.arises.0 && about != About::Other {
            let (sure, same) = opened.entry(event.on).or_default();
            *sure |= about == About::Same && event.on > base.arises.1;
            *same |= about == About::Same;
        }
    }
    let next = opened.into_iter().map(|(day, (sure, same))| Instance {
        arises: (day, day),
        chain: true,
        by_day: true,
        when: if sure { base.when.clone() } else { base.when.or(&Seen::sure(false), &base.day) },
        day: Open::default(),
        unsaid: Unsaid { about: base.unsaid.about || !same, ..base.unsaid },
        ..base.clone()
    });
    let first = Instance { chain: true, by_day: true, ..base.clone() };
    std::iter::once(first).chain(next).collect()
}
