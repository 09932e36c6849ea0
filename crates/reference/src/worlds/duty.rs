//! Section 11 in one world: the one state of each instance of a duty.
//!
//! Beside the world, what the events leave open is settled one way at a time: whether an event that may be about the
//! same is, and where events may be missing, whether there was one more and when.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::duty::{Arises, Due as DueText, Duty, Modality};
use whereas_hir::policy::DaysCount;
use whereas_value::case::Event;
use whereas_value::duty::DutyState;
use whereas_value::id::{DutyId, EventKindId};
use whereas_value::{Cause, Date, Type};

use super::concrete::{Concrete, Found, yes};
use super::world::{At, World, date};
use crate::duties::by_the_hour;
use crate::force::{first_day, is_live};

/// One instance: the duty, the event it arose from, the day it arose where there is one.
pub(super) type Key = (DutyId, Option<u32>, Option<Date>);

#[derive(Clone)]
struct Instance<'a> {
    event: Option<(u32, &'a Event)>,
    day: Option<Date>,
    chain: bool,
    arises: Found,
    /// `ongoing`, and the clause is not in force as of the day.
    suspended: bool,
    /// The events of which one must be about the same for it to be there: places in the case. None: it is there.
    opened_by: Option<Vec<u32>>,
}

#[derive(Clone, Copy)]
enum Due {
    NoTime,
    On(Date),
    /// What it depends on has not been seen.
    NotYet,
    Valueless,
}

/// One way to settle what the events leave open.
#[derive(Clone, Copy)]
struct Events {
    /// Of the events that may be about the same, which are: one bit each.
    same: u32,
    /// One more event of the kind that discharges, and of the kind before which it is due.
    more: Option<Date>,
    more_before: Option<Date>,
    /// Where hours are counted from a day, by how many days the last day in time is later than at the least.
    hour: i64,
}

impl<'a> World<'_, 'a> {
    /// Every instance with the states it may have in this world.
    pub fn duties(&mut self) -> Vec<(Key, BTreeSet<DutyState>)> {
        let hir = self.hir();
        let mut all = Vec::new();
        for (id, duty) in hir.duties.enumerate() {
            if self.policy_of(duty.clause) != whereas_hir::Hir::MAIN {
                continue;
            }
            for instance in self.instances(id, duty) {
                let key = (id, instance.event.map(|(place, _)| place), instance.day);
                let today = self.case.as_of;
                let ways = self.ways(duty, &instance);
                let states =
                    ways.into_iter().map(|way| self.state(duty, &instance, way, today, today));
                all.push((key, states.collect()));
            }
        }
        all
    }

    fn instances(&mut self, id: DutyId, duty: &'a Duty) -> Vec<Instance<'a>> {
        let (hir, case) = (self.hir(), self.case);
        let policy = self.policy_of(duty.clause);
        let readings = self.fixed.readings.clone();
        let first = first_day(hir, duty.clause, &readings);
        let one = |day: Option<Date>, arises: Found| Instance {
            event: None,
            day,
            chain: false,
            arises,
            suspended: false,
            opened_by: None,
        };
        let mut all = Vec::new();
        match &duty.arises {
            Arises::OnEvent { event: kind, when } => {
                for (place, event) in (0..).zip(&case.events) {
                    if event.kind != *kind || event.on > case.as_of {
                        continue;
                    }
                    let condition = when.map_or(yes(true), |when| {
                        self.value(when, &At::event(policy, Some(event)))
                    });
                    let live = is_live(hir, duty.clause, event.on, &readings);
                    let arises = if live { condition } else { yes(false) };
                    all.push(Instance {
                        event: Some((place, event)),
                        ..one(Some(event.on), arises)
                    });
                }
            }
            Arises::When(condition) => {
                let condition = self.value(*condition, &At::policy(policy));
                all.push(one(None, if self.live(duty.clause) { condition } else { yes(false) }));
            }
            Arises::OnIssue => {
                let issued = hir.policies.get(policy).and_then(|policy| policy.issued).or(first);
                if let (Some(issued), Some(first)) = (issued, first) {
                    all.push(one(Some(issued), yes(first <= case.as_of)));
                }
            }
            Arises::Ongoing => {
                let suspended = !is_live(hir, duty.clause, case.as_of, &readings);
                let day = Some(first.unwrap_or(Date::MIN));
                all.push(Instance { suspended, ..one(day, yes(true)) });
            }
            Arises::UponBreach => {}
        }
        // What follows upon breach in several ways is there once: else each step of a long chain would multiply them.
        let mut upon_breach: BTreeSet<(Option<u32>, Date, bool)> = BTreeSet::new();
        for (parent_id, parent) in hir.duties.enumerate() {
            if parent.upon_breach_duty != Some(id) {
                continue;
            }
            for instance in self.instances(parent_id, parent) {
                // Of each day after a due day, whether the first duty may be breached as of it, and may not.
                let mut days: BTreeMap<Date, BTreeSet<bool>> = BTreeMap::new();
                // By the hour that nobody states: at each the due day is one, unless the events leave it open.
                let mut dues: BTreeMap<i64, BTreeSet<Option<Date>>> = BTreeMap::new();
                for way in self.ways(parent, &instance) {
                    let due = match self.due(parent, &instance, way) {
                        Due::On(due) => due.plus_days(1).ok().map(|next| (due, next)),
                        Due::NoTime | Due::NotYet | Due::Valueless => None,
                    };
                    dues.entry(way.hour).or_default().insert(due.map(|(due, _)| due));
                    let Some((due, next)) = due else { continue };
                    let state = self.state(parent, &instance, way, next, due);
                    let breached = state == DutyState::Breached;
                    days.entry(next).or_default().insert(breached);
                }
                for (day, mut breached) in days {
                    // Another way it is due on another day, and nothing arises on this one.
                    if dues.values().any(|dues| dues.len() > 1) {
                        breached.insert(false);
                    }
                    let live = is_live(hir, duty.clause, day, &readings);
                    for breached in breached {
                        let breached = breached && live;
                        let event = instance.event;
                        let place = event.map(|(place, _)| place);
                        if upon_breach.insert((place, day, breached)) {
                            all.push(Instance { event, ..one(Some(day), yes(breached)) });
                        }
                    }
                }
            }
        }
        if let (DueText::Every(_), Some(kind)) = (&duty.due, duty.event) {
            all = all.into_iter().flat_map(|instance| self.chain(kind, instance)).collect();
        }
        all
    }

    /// The instances of a chain: each later day with an event that is, or may be, about the same opens the next.
    fn chain(&self, kind: EventKindId, instance: Instance<'a>) -> Vec<Instance<'a>> {
        let mut days: BTreeMap<Date, Option<Vec<u32>>> = BTreeMap::new();
        for (place, event) in (0..).zip(&self.case.events) {
            let is_later = instance.day.is_none_or(|day| event.on > day);
            if event.kind != kind || event.on > self.case.as_of || !is_later {
                continue;
            }
            match about(&instance, event) {
                Some(true) => {
                    days.insert(event.on, None);
                }
                Some(false) => {}
                None => {
                    if let Some(places) = days.entry(event.on).or_insert(Some(Vec::new())) {
                        places.push(place);
                    }
                }
            }
        }
        let mut opened = vec![Instance { chain: true, ..instance.clone() }];
        for (day, opened_by) in days {
            opened.push(Instance { chain: true, day: Some(day), opened_by, ..instance.clone() });
        }
        opened
    }

    /// Every way to settle what the events leave open.
    fn ways(&self, duty: &Duty, instance: &Instance<'a>) -> Vec<Events> {
        let open = self.case.events.iter().filter(|event| about(instance, event).is_none()).count();
        let open = u32::try_from(open.min(4)).unwrap_or(0);
        let mut days: BTreeSet<Date> = BTreeSet::new();
        if !self.case.events_complete {
            let from = instance.day.unwrap_or(self.case.as_of);
            let known = self.case.events.iter().map(|event| event.on);
            for day in known.chain([self.case.as_of, from]) {
                days.extend((-12..=12).filter_map(|by| day.plus_days(by).ok()));
            }
            let counts = |day: &Date| match instance.day {
                Some(arose) if instance.chain => *day > arose,
                Some(arose) => *day >= arose,
                None => true,
            };
            days.retain(|day| *day <= self.case.as_of && counts(day));
        }
        let before = matches!(duty.due, DueText::BeforeEvent(_));
        let more = || [None].into_iter().chain(days.iter().copied().map(Some));
        let hours = if let DueText::WithinHours { hours, .. } = duty.due {
            let (least, most) = by_the_hour(hours);
            most.saturating_sub(least)
        } else {
            0
        };
        let mut ways = Vec::new();
        for same in 0..1_u32 << open {
            for more_one in more() {
                for hour in 0..=hours {
                    ways.push(Events { same, more: more_one, more_before: None, hour });
                }
                for day in days.iter().filter(|_| before) {
                    let more_before = Some(*day);
                    ways.push(Events { same, more: more_one, more_before, hour: 0 });
                }
            }
        }
        ways
    }

    /// The first event of a kind that counts for an instance, seen by a day.
    fn first(
        &self,
        kind: EventKindId,
        instance: &Instance<'a>,
        way: Events,
        more: Option<Date>,
        until: Date,
        counts: impl Fn(Date) -> bool,
    ) -> Option<Date> {
        let mut open = 0;
        let mut days: Vec<Date> = more.into_iter().collect();
        for event in &self.case.events {
            let same = about(instance, event).unwrap_or_else(|| {
                let chosen = way.same >> open & 1 == 1;
                open += 1;
                chosen
            });
            if event.kind == kind && same && counts(event.on) {
                days.push(event.on);
            }
        }
        let days = days.into_iter().filter(|day| {
            let after = match instance.day {
                Some(arose) if instance.chain => *day > arose,
                Some(arose) => *day >= arose,
                None => true,
            };
            after && *day <= until
        });
        days.min()
    }

    fn due(&mut self, duty: &'a Duty, instance: &Instance<'a>, way: Events) -> Due {
        let policy = self.policy_of(duty.clause);
        let at = At::event(policy, instance.event.map(|(_, event)| event));
        let on = |found: Found, by: i64| {
            let day = found.and_then(|value| date(&value));
            let day = day.and_then(|day| day.plus_days(by).map_err(|_| Cause::Fault));
            day.map_or(Due::Valueless, Due::On)
        };
        match &duty.due {
            DueText::None => Due::NoTime,
            DueText::By(day) => on(self.value(*day, &at), 0),
            DueText::Before(day) => on(self.value(*day, &at), -1),
            DueText::Every(days) => match instance.day {
                Some(day) => day.plus_days(i64::from(*days)).map_or(Due::Valueless, Due::On),
                None => Due::NoTime,
            },
            DueText::BeforeEvent(kind) => {
                let until = self.case.as_of;
                match self.first(*kind, instance, way, way.more_before, until, |_| true) {
                    // Nothing is before the first day of the calendar.
                    Some(day) => Due::On(day.plus_days(-1).unwrap_or(day)),
                    None => Due::NotYet,
                }
            }
            DueText::WithinHours { hours, of } => {
                let base = match (of, instance.day) {
                    (Some(of), _) => self.value(*of, &at).and_then(|value| date(&value)),
                    (None, Some(day)) => Ok(day),
                    (None, None) => Err(Cause::Undetermined),
                };
                let days = by_the_hour(*hours).0.saturating_add(way.hour);
                let last = base.and_then(|day| day.plus_days(days).map_err(|_| Cause::Fault));
                last.map_or(Due::Valueless, Due::On)
            }
            DueText::Within { time, of } => {
                let base = match (of, instance.day) {
                    (Some(of), _) => self.value(*of, &at).and_then(|value| date(&value)),
                    (None, Some(day)) => Ok(day),
                    (None, None) => Err(Cause::Undetermined),
                };
                let length = self.value(*time, &at);
                let (Ok(base), Ok(Concrete::Number(length))) = (base, length) else {
                    return Due::Valueless;
                };
                let Some(length) = length.to_i64() else { return Due::Valueless };
                let months = matches!(self.checked.ty(*time).present(), Type::Months);
                let count = self.hir().policies.get(policy).map(|policy| policy.days_count);
                let due = if months {
                    base.plus_months(length, self.month_ends(&at))
                } else if count == Some(DaysCount::SameDay) {
                    base.plus_days(length.saturating_sub(1))
                } else {
                    base.plus_days(length)
                };
                due.map_or(Due::Valueless, Due::On)
            }
        }
    }

    /// The first line of the table that holds, as of a day, with the events seen by a day.
    fn state(
        &mut self,
        duty: &'a Duty,
        instance: &Instance<'a>,
        way: Events,
        today: Date,
        seen: Date,
    ) -> DutyState {
        let hir = self.hir();
        let readings = self.fixed.readings.clone();
        let ongoing = duty.arises == Arises::Ongoing;
        if instance.suspended {
            return DutyState::NotInForce;
        }
        if instance.day.is_some_and(|day| today < day) {
            return DutyState::NotArisen;
        }
        if let Some(places) = &instance.opened_by {
            let mayhap = (0_u32..).zip(&self.case.events);
            let mayhap = mayhap.filter(|(_, event)| about(instance, event).is_none());
            let same = (0_u32..).zip(mayhap).filter(|(bit, _)| way.same >> bit.min(&31) & 1 == 1);
            if !same.into_iter().any(|(_, (place, _))| places.contains(&place)) {
                return DutyState::NotArisen;
            }
        }
        match &instance.arises {
            Ok(Concrete::Truth(true)) => {}
            Ok(_) => return DutyState::NotArisen,
            Err(cause) => return of_cause(*cause),
        }
        let due = self.due(duty, instance, way);
        let counts = |day: Date| !ongoing || is_live(hir, duty.clause, day, &readings);
        let event = duty
            .event
            .and_then(|kind| self.first(kind, instance, way, way.more, seen.min(today), counts));
        let policy = self.policy_of(duty.clause);
        let at = At::event(policy, instance.event.map(|(_, event)| event));
        let discharged = duty.discharged_when.map_or(yes(false), |c| self.value(c, &at));
        let excused = duty.excused_when.map_or(yes(false), |c| self.value(c, &at));

        let by_due = |day: Date| match due {
            Due::NoTime | Due::NotYet => true,
            Due::On(due) => day <= due,
            Due::Valueless => false,
        };
        let in_time = event.is_some_and(by_due);
        let is_yes = |found: &Found| *found == yes(true);

        if duty.modality == Modality::MustNot {
            return match (due, event, &excused) {
                (_, _, excused) if is_yes(excused) => DutyState::Excused,
                (Due::Valueless, Some(_), _) => DutyState::Undetermined,
                (Due::Valueless, None, Err(cause)) => of_cause(*cause),
                (Due::Valueless, None, Ok(_)) => DutyState::OpenWithoutDeadline,
                (_, Some(_), Err(cause)) if in_time => of_cause(*cause),
                (_, Some(_), Ok(_)) if in_time => DutyState::Breached,
                (Due::NoTime, _, _) => DutyState::OpenWithoutDeadline,
                (Due::On(_) | Due::NotYet, _, _) if by_due(today) => DutyState::Pending,
                (Due::On(_) | Due::NotYet, _, _) => DutyState::Kept,
            };
        }
        if in_time {
            return DutyState::DischargedInTime;
        }
        if is_yes(&discharged) {
            let timely = !matches!(due, Due::Valueless) && by_due(today);
            return if timely {
                DutyState::DischargedInTime
            } else {
                DutyState::DischargedDayNotRecorded
            };
        }
        if event.is_some() {
            return match due {
                Due::Valueless => DutyState::DischargedDayNotRecorded,
                Due::NoTime | Due::On(_) | Due::NotYet => DutyState::DischargedLate,
            };
        }
        if is_yes(&excused) {
            return DutyState::Excused;
        }
        let causes = [discharged.err(), excused.err()];
        if let Some(cause) = causes.into_iter().flatten().max() {
            return of_cause(cause);
        }
        match due {
            Due::Valueless => DutyState::Undetermined,
            Due::NoTime => DutyState::OpenWithoutDeadline,
            Due::On(_) | Due::NotYet if by_due(today) => DutyState::Pending,
            Due::On(_) | Due::NotYet => match duty.modality {
                Modality::Should => DutyState::NotMet,
                Modality::Must | Modality::MustNot => DutyState::Breached,
            },
        }
    }

    /// Whether a permission is held in this world.
    pub fn permission(&mut self, permission: &whereas_hir::duty::Permission) -> Found {
        if !self.live(permission.clause) {
            return yes(false);
        }
        let at = At::policy(self.policy_of(permission.clause));
        permission.when.map_or(yes(true), |when| self.value(when, &at))
    }
}

/// Whether an event is about what an instance is about; none: it may be.
fn about(instance: &Instance<'_>, event: &Event) -> Option<bool> {
    let Some((_, from)) = instance.event else { return Some(true) };
    match (&from.about, &event.about) {
        (Some(from), Some(about)) => Some(from == about),
        (None, None) => Some(true),
        (Some(_), None) | (None, Some(_)) => None,
    }
}

const fn of_cause(cause: Cause) -> DutyState {
    match cause {
        Cause::Undetermined | Cause::NotInForce | Cause::OutOfScope => DutyState::Undetermined,
        Cause::Conflict => DutyState::Conflict,
        Cause::Fault => DutyState::Fault,
        Cause::NotReady => DutyState::NotReady,
    }
}
