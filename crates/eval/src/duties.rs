//! The state of every instance of every duty, as of a day.
//!
//! In one world an instance has exactly one state, by the table in [`state`]. Here the possible states are the union
//! of that table over independent parts: whether it arises, the due day, the first event, the conditions.

mod instances;
mod state;
mod timing;

use std::collections::BTreeSet;

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
use crate::walk::Walker;
use instances::Instance;

/// How deep one duty may arise upon the breach of another.
const BREACH_DEPTH: usize = 16;

/// A truth with the leaves it turns on.
#[derive(Clone, Debug)]
struct Seen {
    truth: Truth,
    leaves: BTreeSet<Leaf>,
}

impl Seen {
    const fn sure(yes: bool) -> Self {
        Self { truth: Truth::sure(yes), leaves: BTreeSet::new() }
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

    fn leaves(&mut self, slot: SlotId, row: u32) -> BTreeSet<Leaf> {
        let mut leaves = BTreeSet::new();
        self.walker.walk(&self.machine, self.store, slot, row, &mut leaves);
        leaves
    }

    fn truth(&mut self, slot: SlotId, event: Option<u32>) -> Seen {
        let row = self.row(slot, event);
        let truth = self.machine.truth(self.store, slot, row);
        Seen { truth, leaves: self.leaves(slot, row) }
    }

    fn number(&mut self, slot: SlotId, event: Option<u32>) -> (NumberCell, BTreeSet<Leaf>) {
        let row = self.row(slot, event);
        let number = self.machine.get::<NumberCell>(self.store, slot, row);
        (number.map_or(NumberCell::EMPTY, std::borrow::Cow::into_owned), self.leaves(slot, row))
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
    let mut walker = session.take_walker();
    let apart = apart(plan, loaded, pass);
    let mut answers = Vec::new();
    for (number, duty) in plan.meaning.duties.iter().enumerate() {
        let clause = plan.meaning.clauses.get(duty.clause);
        if clause.is_some_and(|clause| clause.policy != MAIN) {
            continue;
        }
        let id = DutyId::from_index(number);
        let mut told: Vec<DutyAnswer> = Vec::new();
        for active in &pass.variants {
            let Some(ran) = pass.runs.get(active.run) else { continue };
            let Some(machine) = session.machine(case, loaded, ran) else { continue };
            let (variant, store) = (active.variant, &ran.store);
            let mut asking = Asking { plan, case, variant, machine, store, walker: &mut walker };
            for found in instances_of(&mut asking, id, duty) {
                join(&mut told, found);
            }
        }
        for answer in &mut told {
            if answer.states.len() > 1 {
                answer.missing.extend(apart.iter().cloned());
            } else {
                answer.missing.clear();
            }
            answer.missing.sort();
            answer.missing.dedup();
        }
        told.sort_by_key(|answer| (answer.arose, answer.event));
        answers.extend(told);
    }
    session.put_walker(walker);
    answers
}

/// What tells the variants apart for duties, which look at the force of other days too.
fn apart(plan: &Plan, loaded: &Loaded, pass: &Pass) -> Vec<Leaf> {
    let fixed = &loaded.fixed.questions;
    let contested = plan.meaning.contested.iter().filter(|question| !fixed.contains_key(question));
    let questions = contested.copied().map(Leaf::Question);
    pass.apart
        .iter()
        .filter(|leaf| !matches!(leaf, Leaf::Question(_)))
        .cloned()
        .chain(questions)
        .collect()
}

/// An instance in one more variant: the states of both.
fn join(told: &mut Vec<DutyAnswer>, found: DutyAnswer) {
    let same = |other: &&mut DutyAnswer| other.event == found.event && other.arose == found.arose;
    let Some(other) = told.iter_mut().find(same) else {
        told.push(found);
        return;
    };
    other.states.extend(found.states);
    other.states.sort();
    other.states.dedup();
    other.missing.extend(found.missing);
    other.other_events |= found.other_events;
    other.about_missing |= found.about_missing;
    other.possibly_further |= found.possibly_further;
    other.due = match (&other.due, found.due) {
        (Due::Between(a, b), Due::Between(c, d)) => Due::Between(*a.min(&c), *b.max(&d)),
        (Due::None | Due::Valueless, due @ Due::Between(..)) | (Due::None, due) => due,
        (due, _) => due.clone(),
    };
}

/// The instances of a duty in one variant, with their states; at least one answer.
fn instances_of(asking: &mut Asking<'_>, id: DutyId, duty: &Duty) -> Vec<DutyAnswer> {
    let mut told = Vec::new();
    for instance in instances::instances(asking, id, duty, BREACH_DEPTH) {
        let parts = timing::Parts::new(asking, id, duty, &instance);
        told.push(answer(asking, id, duty, &instance, parts));
    }
    if told.is_empty() {
        told.push(DutyAnswer {
            duty: id,
            clause: duty.clause,
            event: None,
            arose: None,
            about: None,
            due: Due::None,
            states: vec![DutyState::NotArisen],
            missing: Vec::new(),
            other_events: false,
            about_missing: false,
            possibly_further: further(asking.case, duty),
        });
    }
    told
}

fn answer(
    asking: &Asking<'_>,
    id: DutyId,
    duty: &Duty,
    instance: &Instance,
    parts: timing::Parts,
) -> DutyAnswer {
    let states = parts.states(duty, instance, &parts.due, &parts.first, asking.case.as_of);
    let open = states.len() > 1;
    let by_events = duty.event.is_some() || matches!(duty.due, DueText::BeforeEvent(_));
    let dated = instance.dated && instance.arises.0 == instance.arises.1;
    let event = instance.event.and_then(|event| asking.case.events.get(event.place as usize));
    DutyAnswer {
        duty: id,
        clause: duty.clause,
        event: instance.event.map(|event| event.place),
        arose: dated.then_some(instance.arises.0),
        about: event.and_then(|event| event.about.clone()),
        due: timing::told(&parts.due),
        states: states.into_iter().collect(),
        missing: if open { parts.leaves.into_iter().collect() } else { Vec::new() },
        other_events: open && by_events && !asking.case.events_complete,
        about_missing: open && parts.about_missing,
        possibly_further: further(asking.case, duty),
    }
}

/// Whether there may be instances that no recorded event shows.
fn further(case: &Case, duty: &Duty) -> bool {
    let by_event =
        matches!(duty.arises, Arises::OnEvent(_)) || matches!(duty.due, DueText::Every(_));
    by_event && !case.events_complete
}
