//! The state of every instance of every duty, as of a day.
//!
//! In one world an instance has exactly one state, by the table in [`state`]. Here the possible states are the union
//! of that table over independent parts: whether it arises, the due day, the first event, the conditions.

mod happened;
mod instances;
mod state;
mod timing;

use std::collections::{BTreeMap, BTreeSet};

use whereas_plan::duties::{Arises, Due as DueText, Duty, DutySlots};
use whereas_plan::{Plan, SlotId};
use whereas_value::duty::{Due, DutyAnswer, DutyState};
use whereas_value::id::{ClauseId, DutyId, EventKindId, Id, QuestionId};
use whereas_value::{Case, Date, Leaf};

use crate::case::Loaded;
use crate::cell::{Cell, NumberCell, Truth};
use crate::force::MAIN;
use crate::machine::Machine;
use crate::session::{Pass, Session};
use crate::store::Store;
use crate::variant::reading_of;
use crate::walk::{Walker, WithoutEvent};
pub use happened::{Happened, happened};
use instances::Instance;
pub(crate) use instances::events as seen;

/// By what an instance is told from the others of its duty: the day it opened, and the event it arose from.
type Key = (Option<Date>, Option<u32>);

/// What something turns on.
#[derive(Clone, Debug, Default)]
struct Open {
    leaves: BTreeSet<Leaf>,
    /// What is not said of the event that it reads.
    event: WithoutEvent,
}

impl Open {
    fn add(&mut self, other: Self) {
        self.leaves.extend(other.leaves);
        self.event = self.event.or(other.event);
    }
}

/// A truth with what it turns on.
#[derive(Clone, Debug)]
struct Seen {
    truth: Truth,
    open: Open,
}

impl Seen {
    fn sure(yes: bool) -> Self {
        Self { truth: Truth::sure(yes), open: Open::default() }
    }

    /// It, or the other; turning on these too, unless it is single.
    fn or(&self, other: &Self, open: &Open) -> Self {
        let (a, b) = (self.truth, other.truth);
        let truth = Truth::of(
            a.may_no() || b.may_no(),
            a.may_yes() || b.may_yes(),
            a.causes().and(b.causes()),
        );
        let mut joined = Open::default();
        if !truth.is_single() {
            joined.add(self.open.clone());
            joined.add(other.open.clone());
            joined.add(open.clone());
        }
        Self { truth, open: joined }
    }
}

/// One variant, with what duties ask of it.
struct Asking<'r> {
    plan: &'r Plan,
    case: &'r Case,
    variant: usize,
    machine: Machine<'r>,
    store: &'r Store,
    walker: &'r mut Walker,
}

impl Asking<'_> {
    fn reading(&self, question: QuestionId) -> Option<u32> {
        reading_of(&self.plan.meaning, self.variant, question)
    }

    fn is_live(&self, clause: ClauseId, day: Date) -> bool {
        self.plan.meaning.is_clause_in_force(clause, day, |question| self.reading(question))
    }

    /// The first day on which a clause is in force: force begins only on a day that is a cut.
    fn first_day(&self, clause: ClauseId) -> Option<Date> {
        let days = std::iter::once(Date::MIN).chain(self.plan.meaning.cuts.iter().copied());
        days.into_iter().find(|day| self.is_live(clause, *day))
    }

    /// The slots of a duty that arises from the events of a kind.
    fn slots(&self, id: DutyId, event: Option<EventKindId>) -> DutySlots {
        let all = self.machine.program.duties.get(id.index());
        let slots = all.and_then(|all| all.iter().find(|slots| slots.event == event));
        slots.cloned().unwrap_or_default()
    }

    /// The row of a slot that belongs to an event: the only one where it does not depend on the event.
    fn row(&self, slot: SlotId, event: Option<u32>) -> u32 {
        if self.machine.layout.dimensions(slot).is_empty() { 0 } else { event.unwrap_or(0) }
    }

    fn open(&mut self, slot: SlotId, row: u32) -> Open {
        let mut leaves = BTreeSet::new();
        self.walker.walk(&self.machine, self.store, slot, row, &mut leaves);
        Open { leaves, event: self.walker.without_event() }
    }

    fn truth(&mut self, slot: SlotId, event: Option<u32>) -> Seen {
        let row = self.row(slot, event);
        let truth = self.machine.truth(self.store, slot, row);
        Seen { truth, open: self.open(slot, row) }
    }

    fn number(&mut self, slot: SlotId, event: Option<u32>) -> (NumberCell, Open) {
        let row = self.row(slot, event);
        let number = self.machine.get::<NumberCell>(self.store, slot, row);
        (number.map_or(NumberCell::EMPTY, std::borrow::Cow::into_owned), self.open(slot, row))
    }
}

/// The duties of the policy, each with its instances.
pub fn duties(
    session: &mut Session<'_>,
    case: &Case,
    loaded: &Loaded,
    pass: &Pass,
) -> Vec<DutyAnswer> {
    let plan = session.plan();
    let all = &plan.meaning.duties;
    let order = first_duties_first(all);
    let further = further(case, all, &order);
    let main = |duty: &Duty| {
        plan.meaning.clauses.get(duty.clause).is_none_or(|clause| clause.policy == MAIN)
    };
    // What arises upon the breach of a duty of another policy needs that one too.
    let mut wanted: Vec<bool> = all.iter().map(main).collect();
    for id in order.iter().rev() {
        let second = all.get(id.index()).and_then(|duty| duty.upon_breach);
        let of_second = second.and_then(|id| wanted.get(id.index()).copied()).unwrap_or(false);
        if let Some(wanted) = wanted.get_mut(id.index()) {
            *wanted |= of_second;
        }
    }
    let order: Vec<DutyId> =
        order.into_iter().filter(|id| wanted.get(id.index()) == Some(&true)).collect();

    let mut walker = session.take_walker();
    let mut told: BTreeMap<DutyId, BTreeMap<Key, Vec<(usize, DutyAnswer)>>> = BTreeMap::new();
    for (place, active) in pass.variants.iter().enumerate() {
        let Some(ran) = pass.runs.get(active.run) else { continue };
        let Some(machine) = session.machine(case, loaded, ran) else { continue };
        let (variant, store) = (active.variant, &ran.store);
        let mut asking = Asking { plan, case, variant, machine, store, walker: &mut walker };
        for (key, answer) in of_variant(&mut asking, &order) {
            let found = told.entry(answer.duty).or_default();
            found.entry(key).or_default().push((place, answer));
        }
    }
    session.put_walker(walker);

    let mut answers = Vec::new();
    for (number, duty) in all.iter().enumerate().filter(|(_, duty)| main(duty)) {
        let id = DutyId::from_index(number);
        let found = told.remove(&id).unwrap_or_default();
        let joined = found.into_values().filter_map(|each| joined(plan, pass, each));
        let mut all: Vec<DutyAnswer> = joined.collect();
        if all.is_empty() {
            all.push(not_arisen(id, duty));
        }
        for answer in &mut all {
            answer.possibly_further = further.contains(&id);
        }
        all.sort_by_key(|answer| (answer.arose, answer.event));
        answers.extend(all);
    }
    answers
}

/// Every instance of every duty in one variant, with its states.
fn of_variant(asking: &mut Asking<'_>, order: &[DutyId]) -> Vec<(Key, DutyAnswer)> {
    let plan = asking.plan;
    let mut upon_breach: BTreeMap<DutyId, Vec<Instance>> = BTreeMap::new();
    let mut told = Vec::new();
    for id in order {
        let Some(duty) = plan.meaning.duties.get(id.index()) else { continue };
        let begun = upon_breach.remove(id).unwrap_or_default();
        for instance in instances::instances(asking, *id, duty, begun) {
            let parts = timing::Parts::new(asking, *id, duty, &instance);
            if let Some(second) = duty.upon_breach {
                let begun = upon_breach.entry(second).or_default();
                instances::upon_breach(asking.case, (*id, duty), &instance, &parts, begun);
            }
            let answer = answer(asking.case, *id, duty, &instance, parts);
            let key = (answer.arose.filter(|_| instance.by_day), answer.event);
            told.push((key, answer));
        }
    }
    told
}

/// One instance in all variants: the states it may have in any of them.
fn joined(plan: &Plan, pass: &Pass, each: Vec<(usize, DutyAnswer)>) -> Option<DutyAnswer> {
    let apart = apart(plan, pass, &each);
    let everywhere = each.len() == pass.variants.len();
    let mut all = each.into_iter().map(|(_, answer)| answer);
    let mut told = all.next()?;
    for found in all {
        told.upon.extend(found.upon);
        told.states.extend(found.states);
        told.missing.extend(found.missing);
        told.other_events |= found.other_events;
        told.about_missing |= found.about_missing;
        told.by_missing |= found.by_missing;
        told.hour_missing |= found.hour_missing;
        told.excused &= found.excused;
        told.arose = told.arose.filter(|day| Some(*day) == found.arose);
        told.due = match (&told.due, found.due) {
            (Due::Between(a, b), Due::Between(c, d)) => Due::Between(*a.min(&c), *b.max(&d)),
            (Due::None | Due::Valueless, due @ Due::Between(..)) | (Due::None, due) => due,
            (due, _) => due.clone(),
        };
    }
    if !everywhere {
        told.states.push(DutyState::NotArisen);
    }
    told.upon.sort();
    told.upon.dedup();
    told.states.sort();
    told.states.dedup();
    if told.states.len() > 1 {
        told.missing.extend(apart);
    } else {
        told.missing.clear();
    }
    told.missing.sort();
    told.missing.dedup();
    Some(told)
}

/// What tells the variants apart for one instance: the governing day where it is cut, and each open question of force
/// of which some reading alone makes a difference to the instance.
fn apart(plan: &Plan, pass: &Pass, each: &[(usize, DutyAnswer)]) -> Vec<Leaf> {
    let meaning = &plan.meaning;
    let day = pass.apart.iter().filter(|leaf| matches!(leaf, Leaf::Fact(..))).cloned();
    let mut told: Vec<Option<(&Vec<DutyState>, &Due)>> = vec![None; pass.variants.len()];
    for (place, answer) in each {
        if let Some(told) = told.get_mut(*place) {
            *told = Some((&answer.states, &answer.due));
        }
    }
    let told: Vec<_> = pass.variants.iter().zip(told).collect();
    let questions = meaning.contested.iter().enumerate().filter(|(number, _)| {
        // Of the variants that differ in nothing but this question's reading: whether one is told otherwise.
        let mut but_for: BTreeMap<_, Option<(&Vec<DutyState>, &Due)>> = BTreeMap::new();
        told.iter().any(|(active, told)| {
            let Some(variant) = meaning.variants.get(active.variant) else { return false };
            let mut readings = variant.readings.clone();
            if let Some(reading) = readings.get_mut(*number) {
                *reading = 0;
            }
            *but_for.entry((variant.from, readings)).or_insert(*told) != *told
        })
    });
    day.chain(questions.map(|(_, question)| Leaf::Question(*question))).collect()
}

/// The duties, each before what arises upon its breach.
pub(crate) fn first_duties_first(duties: &[Duty]) -> Vec<DutyId> {
    let mut firsts = vec![0_usize; duties.len()];
    for second in duties.iter().filter_map(|duty| duty.upon_breach) {
        if let Some(firsts) = firsts.get_mut(second.index()) {
            *firsts = firsts.saturating_add(1);
        }
    }
    let none = firsts.iter().enumerate().filter(|(_, firsts)| **firsts == 0);
    let mut order: Vec<DutyId> = none.map(|(number, _)| DutyId::from_index(number)).collect();
    let mut next = 0;
    while let Some(id) = order.get(next).copied() {
        next = next.saturating_add(1);
        let second = duties.get(id.index()).and_then(|duty| duty.upon_breach);
        if let Some(second) = second
            && let Some(left) = firsts.get_mut(second.index())
        {
            *left = left.saturating_sub(1);
            if *left == 0 {
                order.push(second);
            }
        }
    }
    order
}

/// The duties that may have instances that no recorded event shows: they arise from events, or upon the breach of one
/// that does.
fn further(case: &Case, duties: &[Duty], order: &[DutyId]) -> BTreeSet<DutyId> {
    let mut further = BTreeSet::new();
    if case.events_complete {
        return further;
    }
    for id in order {
        let Some(duty) = duties.get(id.index()) else { continue };
        if matches!(duty.arises, Arises::OnEvent(_)) || matches!(duty.due, DueText::Every(_)) {
            further.insert(*id);
        }
        if further.contains(id) {
            further.extend(duty.upon_breach);
        }
    }
    further
}

fn answer(
    case: &Case,
    id: DutyId,
    duty: &Duty,
    instance: &Instance,
    parts: timing::Parts,
) -> DutyAnswer {
    let states = parts.states(duty, instance, &parts.due, &parts.first, case.as_of);
    let open = states.len() > 1;
    let dated = instance.dated && instance.arises.0 == instance.arises.1;
    let event = instance.event.and_then(|event| case.events.get(event.place as usize));
    DutyAnswer {
        duty: id,
        clause: duty.clause,
        event: instance.event.map(|event| event.place),
        upon: instance.upon.iter().copied().collect(),
        arose: dated.then_some(instance.arises.0),
        about: event.and_then(|event| event.about.clone()),
        due: timing::told(&parts.due),
        states: states.into_iter().collect(),
        other_events: open && parts.unsaid.others,
        about_missing: open && (parts.unsaid.about || parts.open.event.about),
        by_missing: open && parts.open.event.by,
        hour_missing: open && parts.unsaid.hour && parts.hour_tells(instance, case.as_of),
        excused: parts.excused == Truth::YES,
        missing: if open { parts.open.leaves.into_iter().collect() } else { Vec::new() },
        possibly_further: false,
        rests_on: Vec::new(),
    }
}

/// A duty of which there is no instance.
fn not_arisen(id: DutyId, duty: &Duty) -> DutyAnswer {
    DutyAnswer {
        duty: id,
        clause: duty.clause,
        event: None,
        upon: Vec::new(),
        arose: None,
        about: None,
        due: Due::None,
        states: vec![DutyState::NotArisen],
        missing: Vec::new(),
        other_events: false,
        about_missing: false,
        by_missing: false,
        hour_missing: false,
        excused: false,
        possibly_further: false,
        rests_on: Vec::new(),
    }
}
