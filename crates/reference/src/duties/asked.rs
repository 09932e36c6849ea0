//! The parts from which the state of an instance follows, and the union of the table over them.
//!
//! Reads a duty and an instance of it; produces its possible states, and whether it is breached.

use std::collections::BTreeSet;

use whereas_hir::duty::{Arises, Due as DueText, Duty};
use whereas_value::Date;
use whereas_value::duty::{DutyAnswer, DutyState};
use whereas_value::id::DutyId;

use super::instances::{Instance, Unsaid};
use super::table::{Truth, cause_state, state, truths};
use super::timing::{
    About, DueDay, FirstEvent, about, due_days, first_before, first_events, later, timings,
    told_due,
};
use super::{events, policy_of};
use crate::answers::named;
use crate::force::is_live;
use crate::open::Open;
use crate::semantics::{At, Run, Setting};
use crate::tables::Seen;

/// The independent parts from which the state of an instance follows.
pub(super) struct Asked {
    /// The possible due days.
    pub due: Vec<DueDay>,
    first: Vec<FirstEvent>,
    discharged: Option<Seen>,
    excused: Option<Seen>,
    /// What the conditions and days turn on.
    pub open: Open,
    /// What is not said of the events.
    pub unsaid: Unsaid,
}

impl Asked {
    /// Asks for the parts of an instance.
    pub fn new<'a>(
        setting: &Setting<'a>,
        run: &mut Run<'_, 'a>,
        duty: &'a Duty,
        instance: &Instance<'a>,
    ) -> Self {
        let hir = setting.checked.hir();
        let at = At::event(policy_of(hir, duty.clause), instance.event.map(|(_, event)| event));
        let discharged = duty.discharged_when.map(|condition| run.value(condition, &at));
        let excused = duty.excused_when.map(|condition| run.value(condition, &at));
        let mut open = instance.when.open.clone();
        open.add(&instance.day);
        for seen in discharged.iter().chain(&excused) {
            open.add(&seen.open);
        }
        let due = due_days(setting, run, duty, instance, &at, &mut open);
        let until = setting.case.as_of;
        let first = match duty.event {
            Some(kind) => {
                let counts = |day: Date| {
                    duty.arises != Arises::Ongoing
                        || is_live(hir, duty.clause, day, &run.variant.readings)
                };
                first_events(setting.case, kind, instance, until, counts)
            }
            None => vec![None],
        };
        let kinds = duty.event.into_iter().chain(match duty.due {
            DueText::BeforeEvent(kind) => Some(kind),
            DueText::None
            | DueText::Within { .. }
            | DueText::WithinHours { .. }
            | DueText::By(_)
            | DueText::Before(_)
            | DueText::Every(_) => None,
        });
        let by_events = kinds.clone().count() > 0;
        let about = kinds.into_iter().any(|kind| {
            events(setting.case, kind, until).any(|(_, event)| {
                later(instance, event.on) && about(instance, event) == About::MayBe
            })
        });
        let others = by_events && !setting.case.events_complete;
        let hour = matches!(duty.due, DueText::WithinHours { .. });
        let unsaid = instance.unsaid.or(Unsaid { about, others, hour });
        Self { due, first, discharged, excused, open, unsaid }
    }

    /// The instance with its states.
    pub fn answer<'a>(
        &self,
        setting: &Setting<'a>,
        id: DutyId,
        duty: &Duty,
        instance: &Instance<'a>,
    ) -> DutyAnswer {
        let states = self.states(duty, instance, &self.due, &self.first, setting.case.as_of);
        let open = states.len() > 1;
        let dated = instance.dated && instance.arises.0 == instance.arises.1;
        DutyAnswer {
            duty: id,
            clause: duty.clause,
            event: instance.event.map(|(place, _)| place),
            upon: instance.upon.iter().copied().collect(),
            arose: dated.then_some(instance.arises.0),
            about: instance.event.and_then(|(_, event)| event.about.clone()),
            due: told_due(&self.due),
            missing: if open { named(setting, &self.open) } else { Vec::new() },
            other_events: open && self.unsaid.others,
            about_missing: open && (self.unsaid.about || setting.leaves.about(&self.open)),
            by_missing: open && setting.leaves.by(&self.open),
            hour_missing: open
                && self.unsaid.hour
                && (instance.unsaid.hour || self.is_by_the_hour(setting.case.as_of)),
            excused: self.excused.as_ref().is_some_and(Seen::surely_yes),
            possibly_further: false,
            rests_on: Vec::new(),
            states: states.into_iter().collect(),
        }
    }

    /// Whether today, or a day on which the first event may be, is in time at some hours and late at others.
    fn is_by_the_hour(&self, today: Date) -> bool {
        let by_the_hour = |from: Date, to: Date| {
            self.due.iter().any(|due| match due {
                DueDay::Days(sure, last) => to > *sure && from <= *last,
                DueDay::NoTime | DueDay::NotYet | DueDay::Valueless => false,
            })
        };
        by_the_hour(today, today) || self.first.iter().flatten().any(|it| by_the_hour(it.0, it.1))
    }

    /// The union of the table over the parts.
    fn states(
        &self,
        duty: &Duty,
        instance: &Instance<'_>,
        due: &[DueDay],
        first: &[FirstEvent],
        today: Date,
    ) -> BTreeSet<DutyState> {
        let mut states = BTreeSet::new();
        if instance.suspended {
            return BTreeSet::from([DutyState::NotInForce]);
        }
        if instance.dated && today < instance.arises.1 {
            states.insert(DutyState::NotArisen);
        }
        if instance.dated && today < instance.arises.0 {
            return states;
        }
        for arises in truths(Some(&instance.when)) {
            match arises {
                Truth::No => {
                    states.insert(DutyState::NotArisen);
                }
                Truth::Valueless(cause) => {
                    states.insert(cause_state(cause));
                }
                Truth::Yes => {
                    for (event, timing) in timings(due, first, today) {
                        for discharged in truths(self.discharged.as_ref()) {
                            for excused in truths(self.excused.as_ref()) {
                                let modality = duty.modality;
                                states.insert(state(modality, event, timing, discharged, excused));
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
        setting: &Setting<'_>,
        duty: &Duty,
        instance: &Instance<'_>,
        due: (Date, Date),
    ) -> Seen {
        // Only the days next to an event can differ from their neighbours.
        let mut days = BTreeSet::from([due.0, due.1]);
        for event in &setting.case.events {
            for by in [-2, -1, 0] {
                days.extend(event.on.plus_days(by).ok());
            }
        }
        days.retain(|day| due.0 <= *day && *day <= due.1);
        let (mut yes, mut no) = (false, false);
        for day in days {
            let next = day.plus_days(1).unwrap_or(day);
            if next > setting.case.as_of {
                // Not yet: what will be breached cannot be told from what has been seen.
                yes = true;
                no = true;
                continue;
            }
            // What is done on the next day is late: the breach has happened.
            let first = first_before(&self.first, day);
            let states = self.states(duty, instance, &[DueDay::Days(day, day)], &first, next);
            yes |= states.contains(&DutyState::Breached);
            no |= states.iter().any(|state| *state != DutyState::Breached);
        }
        Seen::sure(crate::tables::truth(no, yes)).on(&self.open)
    }
}
