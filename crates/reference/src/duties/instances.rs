//! The instances of a duty: from events, from conditions, upon breach, in chains.
//!
//! Reads a duty, the events, and the instances of the duties whose breach brings it about; produces its own.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::duty::{Arises, Due as DueText, Duty};
use whereas_value::case::Event;
use whereas_value::id::DutyId;
use whereas_value::{Case, Date};

use super::asked::Asked;
use super::timing::{About, DueDay, about};
use super::{events, policy_of};
use crate::force::{Readings, first_day, is_live, pieces};
use crate::open::Open;
use crate::semantics::{At, Run, Setting};
use crate::tables::{Seen, either};

/// One instance, before its state is known.
#[derive(Clone)]
pub(super) struct Instance<'a> {
    /// The event it arose from, and its place in the case.
    pub event: Option<(u32, &'a Event)>,
    /// The duties upon whose breach it arises.
    pub upon: BTreeSet<DutyId>,
    /// The days on which it may arise.
    pub arises: (Date, Date),
    /// Whether an event of the day it opens is not yet its own: an instance of a chain.
    pub chain: bool,
    /// Whether it arises at all.
    pub when: Seen,
    /// Whether it is owed by a standing condition of force (`ongoing`), and the clause is not in force.
    pub suspended: bool,
    /// Whether a day of arising is known at all.
    pub dated: bool,
    /// Whether it is told from others by its day: there is not just one for each case.
    pub by_day: bool,
    /// What the day of its arising turns on.
    pub day: Open,
    /// What is not said of the events, on which its arising turns.
    pub unsaid: Unsaid,
}

/// What is not said of the events.
#[derive(Clone, Copy, Default)]
pub(super) struct Unsaid {
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

/// The instances of a duty in one variant. `begun`: those that arise upon the breach of other duties.
pub(super) fn instances<'a>(
    setting: &Setting<'a>,
    run: &mut Run<'_, 'a>,
    duty: &'a Duty,
    begun: Vec<Instance<'a>>,
) -> Vec<Instance<'a>> {
    let (hir, case) = (setting.checked.hir(), setting.case);
    let policy = policy_of(hir, duty.clause);
    let readings = &run.variant.readings;
    let first = first_day(hir, duty.clause, readings);
    let one = |arises: Date, when: Seen| Instance {
        event: None,
        upon: BTreeSet::new(),
        arises: (arises, arises),
        chain: false,
        when,
        suspended: false,
        dated: true,
        by_day: false,
        day: Open::default(),
        unsaid: Unsaid::default(),
    };
    let mut all = match &duty.arises {
        Arises::OnEvent { event, when } => {
            let mut all = Vec::new();
            for (place, event) in events(case, *event, case.as_of) {
                let live = is_live(hir, duty.clause, event.on, &run.variant.readings);
                let at = At::event(policy, Some(event));
                let condition = match when {
                    Some(when) if live => run.value(*when, &at),
                    Some(_) | None => Seen::truth(live),
                };
                let event = Some((place, event));
                let on = event.map_or(Date::MIN, |(_, event)| event.on);
                all.push(Instance { event, by_day: true, ..one(on, condition) });
            }
            all
        }
        Arises::When(condition) => {
            let live = run.variant.is_live(duty.clause);
            let when =
                if live { run.value(*condition, &At::policy(policy)) } else { Seen::truth(false) };
            vec![Instance { dated: false, ..one(Date::MIN, when) }]
        }
        Arises::OnIssue => {
            let issued = hir.policies.get(policy).and_then(|policy| policy.issued).or(first);
            match (issued, first) {
                (Some(issued), Some(first)) => {
                    // Force often begins after the issue day: until then it has not arisen.
                    vec![one(issued, Seen::truth(first <= case.as_of))]
                }
                (None, _) | (_, None) => Vec::new(),
            }
        }
        Arises::Ongoing => {
            let suspended = !is_live(hir, duty.clause, case.as_of, readings);
            let arises = first.unwrap_or(Date::MIN);
            vec![Instance { suspended, ..one(arises, Seen::truth(true)) }]
        }
        Arises::UponBreach => Vec::new(),
    };
    let in_force = |instance: Instance<'a>| while_in_force(hir, duty, readings, instance);
    all.extend(merged(begun).into_iter().map(in_force));
    if let DueText::Every(_) = duty.due {
        all = all.into_iter().flat_map(|instance| chain(case, duty, instance)).collect();
    }
    all
}

/// What arises upon the breach of one instance: on the day after the due day, if it is breached as of that day.
pub(super) fn upon_breach<'a>(
    setting: &Setting<'_>,
    (id, first): (DutyId, &Duty),
    instance: &Instance<'a>,
    asked: &Asked,
    begun: &mut Vec<Instance<'a>>,
) {
    let next = |day: Date| day.plus_days(1).unwrap_or(day);
    for due in &asked.due {
        let DueDay::Days(from, to) = *due else { continue };
        let mut when = asked.breached(setting, first, instance, (from, to));
        if asked.due.len() > 1 {
            // It may be due on another day, or on none: then nothing arises on this one.
            when = either(&when, &Seen::truth(false)).on(&asked.open);
        }
        let open = !when.is_single() || from != to;
        begun.push(Instance {
            event: instance.event,
            upon: BTreeSet::from([id]),
            arises: (next(from), next(to)),
            chain: false,
            when,
            suspended: false,
            dated: true,
            by_day: true,
            day: if from == to { Open::default() } else { asked.open.clone() },
            unsaid: if open { asked.unsaid } else { Unsaid::default() },
        });
    }
}

/// Nothing arises on a day on which the clause is not in force.
fn while_in_force<'a>(
    hir: &Hir,
    duty: &Duty,
    readings: &Readings,
    instance: Instance<'a>,
) -> Instance<'a> {
    let mut live = pieces(hir, instance.arises)
        .into_iter()
        .map(|(day, _)| is_live(hir, duty.clause, day, readings));
    let when = match (live.clone().any(|live| live), live.any(|live| !live)) {
        (true, false) => return instance,
        (true, true) => either(&instance.when, &Seen::truth(false)).on(&instance.day),
        (false, _) => Seen::truth(false),
    };
    Instance { when, ..instance }
}

/// Those from one event that arise on the same days are one: it arises where any of them does.
fn merged(begun: Vec<Instance<'_>>) -> Vec<Instance<'_>> {
    let mut all: BTreeMap<_, Instance<'_>> = BTreeMap::new();
    for instance in begun {
        let key = (instance.event.map(|(place, _)| place), instance.arises);
        match all.get_mut(&key) {
            Some(same) => {
                same.upon.extend(instance.upon);
                same.when = either(&same.when, &instance.when);
                same.day.add(&instance.day);
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
fn chain<'a>(case: &'a Case, duty: &Duty, base: Instance<'a>) -> Vec<Instance<'a>> {
    let mut opened: BTreeMap<Date, (bool, bool)> = BTreeMap::new();
    if let Some(kind) = duty.event {
        for (_, event) in events(case, kind, case.as_of) {
            let about = about(&base, event);
            if event.on > base.arises.0 && about != About::Other {
                let (sure, same) = opened.entry(event.on).or_default();
                *sure |= about == About::Same && event.on > base.arises.1;
                *same |= about == About::Same;
            }
        }
    }
    let next = opened.into_iter().map(|(day, (sure, same))| {
        let when = match sure {
            true => base.when.clone(),
            false => either(&base.when, &Seen::truth(false)).on(&base.day),
        };
        let unsaid = Unsaid { about: base.unsaid.about || !same, ..base.unsaid };
        let of_day = Open::default();
        Instance {
            arises: (day, day),
            chain: true,
            by_day: true,
            when,
            unsaid,
            day: of_day,
            ..base.clone()
        }
    });
    [Instance { chain: true, by_day: true, ..base.clone() }].into_iter().chain(next).collect()
}
