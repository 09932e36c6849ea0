//! The independent parts from which the state of an instance follows: its due day, the first event, its conditions.

use std::collections::BTreeSet;

use whereas_plan::duties::{Arises, Due as DueText, Duty};
use whereas_value::duty::{Due, DutyState};
use whereas_value::id::{DutyId, EventKindId};
use whereas_value::{Case, Date, Interval, MonthEnds, Number};

use super::instances::{About, Instance, Unsaid, about, events};
use super::state::{Timing, World, of_cause, state, worlds};
use super::{Asking, Open, Seen};
use crate::cell::Truth;

/// The due day, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum DueDay {
    /// No time is set.
    NoTime,
    /// A day between these.
    Days(Date, Date),
    /// The event it depends on has not been seen: not due.
    NotYet,
    /// The due day has no value.
    Valueless,
}

/// The first event: on a day between these, or none.
pub type FirstEvent = Option<(Date, Date)>;

/// The parts of one instance.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The possible due days.
    pub due: Vec<DueDay>,
    /// The possible first events.
    pub first: Vec<FirstEvent>,
    /// `discharged when C`
    pub discharged: Truth,
    /// `excused when C`
    pub excused: Truth,
    /// What the conditions and days turn on.
    pub open: Open,
    /// What is not said of the events.
    pub unsaid: Unsaid,
}

impl Parts {
    /// Asks for the parts of an instance.
    pub fn new(asking: &mut Asking<'_>, id: DutyId, duty: &Duty, instance: &Instance) -> Self {
        let slots = asking.slots(id, instance.event.map(|event| event.kind));
        let row = instance.event.map(|event| event.row);
        let mut open = instance.when.open.clone();
        open.add(instance.day.clone());
        let mut condition = |asking: &mut Asking<'_>, slot: Option<_>| match slot {
            Some(slot) => {
                let seen = asking.truth(slot, row);
                open.add(seen.open);
                seen.truth
            }
            None => Truth::NO,
        };
        let discharged = condition(asking, slots.discharged);
        let excused = condition(asking, slots.excused);
        let due = due_days(asking, duty, &slots, instance, &mut open);
        let case = asking.case;
        let first = match duty.event {
            Some(kind) => {
                let counts =
                    |day: Date| duty.arises != Arises::Ongoing || asking.is_live(duty.clause, day);
                first_events(case, kind, instance, counts)
            }
            None => vec![None],
        };
        let before = match duty.due {
            DueText::BeforeEvent(kind) => Some(kind),
            DueText::None
            | DueText::WithinDays
            | DueText::WithinMonths
            | DueText::WithinHours(_)
            | DueText::By
            | DueText::Before
            | DueText::Every(_) => None,
        };
        let others = (duty.event.is_some() || before.is_some()) && !case.events_complete;
        let about = duty.event.into_iter().chain(before).any(|kind| {
            events(case, kind).any(|(_, event)| {
                may_be_later(instance, event.on) && about(case, instance, event) == About::MayBe
            })
        });
        let hour = matches!(duty.due, DueText::WithinHours(_));
        let unsaid = instance.unsaid.or(Unsaid { about, others, hour });
        Self { due, first, discharged, excused, open, unsaid }
    }

    /// Whether the hour could tell: it arose at an hour that tells, or today or the first event may be on a day that is
    /// in time or late by the hour.
    pub fn hour_tells(&self, instance: &Instance, today: Date) -> bool {
        let first = self.first.iter().copied().flatten();
        let days: Vec<(Date, Date)> = first.chain([(today, today)]).collect();
        instance.unsaid.hour
            || self.due.iter().any(|due| match *due {
                DueDay::Days(lo, hi) => days.iter().any(|(from, to)| *to > lo && *from <= hi),
                DueDay::NoTime | DueDay::NotYet | DueDay::Valueless => false,
            })
    }

    /// The union of the table over the parts.
    pub fn states(
        &self,
        duty: &Duty,
        instance: &Instance,
        due: &[DueDay],
        first: &[FirstEvent],
        today: Date,
    ) -> BTreeSet<DutyState> {
        if instance.suspended {
            return BTreeSet::from([DutyState::NotInForce]);
        }
        let mut states = BTreeSet::new();
        if instance.dated && today < instance.arises.1 {
            states.insert(DutyState::NotArisen);
            if today < instance.arises.0 {
                return states;
            }
        }
        for arises in worlds(instance.when.truth) {
            match arises {
                World::No => {
                    states.insert(DutyState::NotArisen);
                }
                World::Valueless(cause) => {
                    states.insert(of_cause(cause));
                }
                World::Yes => {
                    for (event, timing) in timings(due, first, today) {
                        for discharged in worlds(self.discharged) {
                            for excused in worlds(self.excused) {
                                states.insert(state(
                                    duty.modality,
                                    event,
                                    timing,
                                    discharged,
                                    excused,
                                ));
                            }
                        }
                    }
                }
            }
        }
        states
    }

    /// Whether the duty is breached as of the day after its due day.
    pub fn breached(
        &self,
        case: &Case,
        duty: &Duty,
        instance: &Instance,
        due: (Date, Date),
    ) -> Seen {
        // Only the days next to an event can differ from their neighbours.
        let mut days = BTreeSet::from([due.0, due.1]);
        for event in &case.events {
            days.extend([-2, -1, 0].into_iter().filter_map(|by| event.on.plus_days(by).ok()));
        }
        days.retain(|day| due.0 <= *day && *day <= due.1);
        let (mut yes, mut no) = (false, false);
        for day in days {
            let next = day.plus_days(1).unwrap_or(day);
            if next > case.as_of {
                // Not yet: what will be breached cannot be told from what has been seen.
                (yes, no) = (true, true);
                continue;
            }
            // What is done on the next day is late: the breach has happened.
            let first = seen_by(&self.first, day);
            let states = self.states(duty, instance, &[DueDay::Days(day, day)], &first, next);
            yes |= states.contains(&DutyState::Breached);
            no |= states.iter().any(|state| *state != DutyState::Breached);
        }
        let truth = Truth::of(no, yes, whereas_value::Causes::NONE);
        Seen { truth, open: if yes && no { self.open.clone() } else { Open::default() } }
    }
}

/// What has been seen of the first event by a day.
fn seen_by(first: &[FirstEvent], day: Date) -> Vec<FirstEvent> {
    let mut all: BTreeSet<FirstEvent> = BTreeSet::new();
    for first in first {
        match first {
            Some((from, to)) => {
                all.insert((*from <= day).then(|| (*from, *to.min(&day))));
                // Of an event that may be later than this day, nothing may have been seen by it.
                if *to > day {
                    all.insert(None);
                }
            }
            None => {
                all.insert(None);
            }
        }
    }
    all.into_iter().collect()
}

/// The possible pairs of: whether there is an event, and how it and today stand to the due day.
fn timings(due: &[DueDay], first: &[FirstEvent], today: Date) -> BTreeSet<(bool, Timing)> {
    let mut all = BTreeSet::new();
    let yesterday = today.plus_days(-1).unwrap_or(today);
    for due in due {
        for first in first {
            let event = first.is_some();
            match (*due, *first) {
                (DueDay::NoTime, _) => {
                    all.insert((event, Timing::NoTime));
                }
                (DueDay::Valueless, _) => {
                    all.insert((event, Timing::Valueless));
                }
                (DueDay::NotYet, _) => {
                    all.insert((event, Timing::Day { today: true, event: true }));
                }
                (DueDay::Days(lo, hi), first) => {
                    // An event is never later than today: while today is by the due day, so is the event.
                    if today <= hi {
                        all.insert((event, Timing::Day { today: true, event }));
                    }
                    match first {
                        None if today > lo => {
                            all.insert((false, Timing::Day { today: false, event: false }));
                        }
                        Some((from, to)) => {
                            if lo.max(from) <= hi.min(yesterday) && today > lo {
                                all.insert((true, Timing::Day { today: false, event: true }));
                            }
                            if to > lo {
                                all.insert((true, Timing::Day { today: false, event: false }));
                            }
                        }
                        None => {}
                    }
                }
            }
        }
    }
    all
}

/// Whether an event of this day may come after the instance arose (of a chain: on a later day).
fn may_be_later(instance: &Instance, day: Date) -> bool {
    let arises = instance.arises.0;
    !instance.dated || if instance.chain { day > arises } else { day >= arises }
}

/// Whether it surely does.
fn is_later(instance: &Instance, day: Date) -> bool {
    let arises = instance.arises.1;
    !instance.dated || if instance.chain { day > arises } else { day >= arises }
}

/// The possible first events of a kind: the first that surely counts, those that may before it, and, where events may
/// be missing, any earlier day.
fn first_events(
    case: &Case,
    kind: EventKindId,
    instance: &Instance,
    counts: impl Fn(Date) -> bool,
) -> Vec<FirstEvent> {
    let mut may: BTreeSet<Date> = BTreeSet::new();
    let mut sure: Option<Date> = None;
    let counted = events(case, kind)
        .filter(|(_, event)| may_be_later(instance, event.on) && counts(event.on));
    for (_, event) in counted {
        match about(case, instance, event) {
            About::Other => {}
            About::Same if is_later(instance, event.on) => {
                sure = Some(sure.map_or(event.on, |day| day.min(event.on)));
            }
            About::Same | About::MayBe => {
                may.insert(event.on);
            }
        }
    }
    may.retain(|day| sure.is_none_or(|sure| *day < sure));
    let mut all: Vec<FirstEvent> = may.into_iter().map(|day| Some((day, day))).collect();
    all.push(sure.map(|day| (day, day)));
    if !case.events_complete {
        let from = match (instance.dated, instance.chain) {
            (false, _) => Date::MIN,
            (true, true) => instance.arises.0.plus_days(1).unwrap_or(instance.arises.0),
            (true, false) => instance.arises.0,
        };
        let to = sure.map_or(case.as_of, |sure| sure.plus_days(-1).unwrap_or(sure));
        if from <= to {
            all.push(Some((from, to)));
        }
    }
    all
}

/// The possible due days.
fn due_days(
    asking: &mut Asking<'_>,
    duty: &Duty,
    slots: &whereas_plan::duties::DutySlots,
    instance: &Instance,
    open: &mut Open,
) -> Vec<DueDay> {
    let row = instance.event.map(|event| event.row);
    let arose = || Interval::of_dates(instance.arises.0, instance.arises.1);
    match duty.due {
        DueText::None => vec![DueDay::NoTime],
        DueText::WithinDays | DueText::WithinMonths => {
            let (base, base_causes) = match slots.day {
                Some(slot) => {
                    let (day, of) = asking.number(slot, row);
                    open.add(of);
                    (day.value, day.causes)
                }
                None => (arose(), whereas_value::Causes::NONE),
            };
            let Some(time) = slots.time else { return vec![DueDay::Valueless] };
            let (length, of) = asking.number(time, row);
            open.add(of);
            let causes = base_causes.and(length.causes);
            let (Some(base), Some(length)) = (base, length.value) else {
                return vec![DueDay::Valueless];
            };
            let moved = if duty.due == DueText::WithinMonths {
                base.date_plus_months(&length, duty.month_ends.unwrap_or(MonthEnds::RoundDown))
            } else {
                let back = if duty.counts_same_day { -1_i32 } else { 0 };
                let first = base.plus(&Interval::single(Number::from(back))).value;
                first.unwrap_or(base).date_plus_days(&length)
            };
            of_days(moved.value.as_ref(), moved.fault.is_some() || !causes.is_empty())
        }
        DueText::WithinHours(hours) => {
            let (base, causes) = match slots.day {
                Some(slot) => {
                    let (day, of) = asking.number(slot, row);
                    open.add(of);
                    (day.value, day.causes)
                }
                None => (arose(), whereas_value::Causes::NONE),
            };
            let (Some(base), Some(days)) = (base, days_of_hours(hours)) else {
                return vec![DueDay::Valueless];
            };
            let moved = base.date_plus_days(&days);
            of_days(moved.value.as_ref(), moved.fault.is_some() || !causes.is_empty())
        }
        DueText::By | DueText::Before => {
            let by = if duty.due == DueText::Before { -1_i32 } else { 0 };
            let Some(slot) = slots.day else { return vec![DueDay::Valueless] };
            let (day, of) = asking.number(slot, row);
            open.add(of);
            let Some(value) = &day.value else { return vec![DueDay::Valueless] };
            let moved = value.date_plus_days(&Interval::single(Number::from(by)));
            of_days(moved.value.as_ref(), moved.fault.is_some() || !day.causes.is_empty())
        }
        DueText::BeforeEvent(kind) => {
            let back = |day: Date| day.plus_days(-1).unwrap_or(day);
            let first = first_events(asking.case, kind, instance, |_| true).into_iter();
            let due = first.map(|first| match first {
                Some((from, to)) => DueDay::Days(back(from), back(to)),
                None => DueDay::NotYet,
            });
            due.collect()
        }
        DueText::Every(days) => match arose().filter(|_| instance.dated) {
            Some(arose) => {
                let moved = arose.date_plus_days(&Interval::single(Number::from(days)));
                of_days(moved.value.as_ref(), moved.fault.is_some())
            }
            None => vec![DueDay::NoTime],
        },
    }
}

/// By how many days the last day on which it is surely or possibly in time lies after the day whose hour nobody knows.
/// From the first moment of that day: the whole days in so many hours, less the day itself; from its last moment: the
/// day in which they end.
fn days_of_hours(hours: u32) -> Option<Interval> {
    let sure = i64::from(hours.div_euclid(24)).saturating_sub(1);
    let at_most = i64::from(hours.div_ceil(24));
    Interval::new(Some(Number::from(sure)), Some(Number::from(at_most)))
}

fn of_days(days: Option<&Interval>, valueless: bool) -> Vec<DueDay> {
    let day = |end: Option<i64>, open: Date| end.map_or(Some(open), Date::from_days);
    let days = days.and_then(|days| {
        let first = day(days.lo().and_then(Number::ceiling), Date::MIN)?;
        let last = day(days.hi().and_then(Number::floor), Date::MAX)?;
        (first <= last).then_some(DueDay::Days(first, last))
    });
    let valueless = (valueless || days.is_none()).then_some(DueDay::Valueless);
    days.into_iter().chain(valueless).collect()
}

/// The due day as it is told: a range where it is not known, none where there is no time or it is not yet due.
pub fn told(due: &[DueDay]) -> Due {
    let mut told = Due::None;
    for due in due {
        told = match (told, *due) {
            (Due::Between(a, b), DueDay::Days(c, d)) => Due::Between(a.min(c), b.max(d)),
            (Due::None | Due::Valueless, DueDay::Days(c, d)) => Due::Between(c, d),
            (Due::None, DueDay::Valueless) => Due::Valueless,
            (told, DueDay::NoTime | DueDay::NotYet | DueDay::Valueless) => told,
        };
    }
    told
}
