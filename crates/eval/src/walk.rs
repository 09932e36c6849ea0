//! Backwards from a slot to the leaves it turns on, through slots that are not single.
//!
//! A row's value only where the row may prevail; a branch only where it may be taken; a judgement's prerequisites and
//! factors as well as itself; the others of a list only where there may be some. Linear in what it visits, and no
//! recursion.

use std::collections::BTreeSet;

use whereas_plan::op::{CombineId, LeafAsked, LeafOf, LeafRead};
use whereas_plan::program::Judging;
use whereas_plan::{Op, SlotId};
use whereas_value::Leaf;
use whereas_value::answer::FindingClass;
use whereas_value::id::FactId;

use crate::cell::{Cell, ChoiceCell, NumberCell, SetCell, TextCell, Truth};
use crate::layout::Spot;
use crate::machine::{Machine, by_class};
use crate::store::{Kept, Store};
use whereas_plan::Class;

/// The buffers of a walk, to be used again.
#[derive(Clone, Debug, Default)]
pub struct Walker {
    seen: Vec<u32>,
    round: u32,
    todo: Vec<(SlotId, u32)>,
    without: WithoutEvent,
}

/// What the case does not say of the event that a duty arises from, and the last walk met.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct WithoutEvent {
    /// Who caused it.
    pub by: bool,
    /// What it was about.
    pub about: bool,
}

impl WithoutEvent {
    /// Either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self { by: self.by || other.by, about: self.about || other.about }
    }
}

/// A walk over the slots of one run.
pub struct Walk<'w, 'r> {
    walker: &'w mut Walker,
    machine: &'r Machine<'r>,
    store: &'r Store,
}

impl Walker {
    /// What the last walk met that is not said of an event.
    #[must_use]
    pub const fn without_event(&self) -> WithoutEvent {
        self.without
    }

    /// Adds the leaves on which a slot turns at a row.
    pub fn walk(
        &mut self,
        machine: &Machine<'_>,
        store: &Store,
        slot: SlotId,
        row: u32,
        leaves: &mut BTreeSet<Leaf>,
    ) {
        self.seen.resize(machine.layout.cells(), 0);
        self.round = self.round.wrapping_add(1);
        if self.round == 0 {
            self.seen.fill(0);
            self.round = 1;
        }
        self.todo.clear();
        self.without = WithoutEvent::default();
        let mut walk = Walk { walker: self, machine, store };
        walk.push(slot, row);
        while let Some((slot, row)) = walk.walker.todo.pop() {
            walk.visit(slot, row, leaves);
        }
    }
}

impl Walk<'_, '_> {
    /// A slot to visit, unless it is single or was visited.
    fn push(&mut self, slot: SlotId, row: u32) {
        let Some(place) = self.machine.layout.place(slot) else { return };
        let Some(seen) = self.walker.seen.get_mut(place.flat(row)) else { return };
        if *seen == self.walker.round {
            return;
        }
        *seen = self.walker.round;
        if !by_class!(place.class, self.is_single::<_>(place.spot(row))) {
            self.walker.todo.push((slot, row));
        }
    }

    fn is_single<T: Kept>(&self, spot: Spot) -> bool {
        T::single(self.store, spot).unwrap_or(true)
    }

    fn truth(&self, slot: SlotId, row: u32) -> Truth {
        self.machine.truth(self.store, slot, row)
    }

    fn visit(&mut self, slot: SlotId, row: u32, leaves: &mut BTreeSet<Leaf>) {
        let machine = self.machine;
        let Some(op) = machine.program.ops.get(slot).copied() else { return };
        match op {
            Op::Input { .. } | Op::Absent { .. } | Op::Cell { .. } | Op::CellAbsent { .. } => {
                if let Some(read) = op.leaf() {
                    self.leaves_of(read, row, leaves);
                }
            }
            Op::GoverningDay => {
                let governed =
                    machine.meaning.governed_by.and_then(|input| machine.meaning.inputs.get(input));
                leaves.extend(governed.map(|input| Leaf::Fact(input.fact, Vec::new())));
            }
            Op::Reading { question, .. } => {
                leaves.insert(Leaf::Question(question));
            }
            Op::Found(factor) => {
                leaves.insert(Leaf::Found(factor));
            }
            Op::There { list, complete } => {
                leaves.insert(Leaf::Others(list));
                // No statement of elements completes the list then: what would is named.
                if complete.is_some_and(|complete| !self.truth(complete, 0).may_yes()) {
                    let completing = &machine.meaning.completing;
                    let facts = completing.binary_search_by_key(&list, |(list, _)| *list).ok();
                    let facts = facts.and_then(|place| completing.get(place));
                    leaves.extend(facts.into_iter().flat_map(|(_, facts)| facts).cloned());
                }
                if machine.loaded.is_complete(list)
                    && let Some(complete) = complete
                {
                    self.push(complete, 0);
                }
            }
            Op::Spread { from, via } => {
                let seen = machine.layout.seen_from(slot, row, machine.program.run(via));
                self.push(from, seen);
            }
            Op::Scoped { scope, value } => {
                self.push(scope, row);
                if self.truth(scope, row).may_yes() {
                    self.push(value, row);
                }
            }
            Op::If { test, then, otherwise } => {
                self.push(test, row);
                let test = self.truth(test, row);
                if test.may_yes() {
                    self.push(then, row);
                }
                if test.may_no() {
                    self.push(otherwise, row);
                }
            }
            Op::Any { condition, there } => {
                for (row, others) in machine.rows_of(self.store, condition, there, row).each() {
                    if !machine.element_any(self.store, condition, there, row, others).is_single() {
                        self.push(condition, row);
                        if others {
                            self.push(there, 0);
                        }
                    }
                }
            }
            Op::Every(operands) => {
                let Some((there, filter, has, _)) = machine.operands(operands) else { return };
                for (row, others) in machine.rows_of(self.store, filter, there, row).each() {
                    let slots = [there, filter, has];
                    if !machine.element_every(self.store, slots, row, others).is_single() {
                        self.push(filter, row);
                        self.push(has, row);
                        if others {
                            self.push(there, 0);
                        }
                    }
                }
            }
            Op::Sum { item, there } => {
                self.push(there, 0);
                for (row, _) in machine.rows_of(self.store, item, there, row).each() {
                    self.push(item, row);
                }
            }
            Op::Extreme { operands, .. } | Op::Different(operands) => {
                self.keyed(operands, row);
            }
            Op::DaysInAny(operands) => self.days_in_any(operands, row),
            Op::Pick { largest, operands } => {
                self.keyed(operands, row);
                if let Some((_, _, _, Some(field))) = machine.operands(operands) {
                    for row in machine.candidates(self.store, largest, operands, row) {
                        self.push(field, row);
                    }
                }
            }
            Op::Combine(combine) => {
                let class = machine.layout.class(slot);
                by_class!(class, self.combine::<_>(combine, row));
            }
            Op::Judging(judging) => {
                let Some(judging) = machine.program.judgings.get(judging) else { return };
                let class = machine.layout.class(slot);
                by_class!(class, self.judging::<_>(judging, leaves));
            }
            Op::Constant(_)
            | Op::Valueless(_)
            | Op::Known { .. }
            | Op::CellKnown { .. }
            | Op::ListKnown { .. }
            | Op::AsOfDay
            | Op::EventOn => {}
            Op::EventBy(_) => self.walker.without.by = true,
            Op::EventAbout => self.walker.without.about = true,
            Op::ListEmpty { .. }
            | Op::Not(_)
            | Op::And(_)
            | Op::Or(_)
            | Op::AtLeast { .. }
            | Op::Needs(_)
            | Op::Read(_)
            | Op::IsDecided(_)
            | Op::Compare { .. }
            | Op::OneOf { .. }
            | Op::OneOfConstant { .. }
            | Op::Between { .. }
            | Op::Includes { .. }
            | Op::SetEmpty { .. }
            | Op::Arithmetic { .. }
            | Op::Lesser(_)
            | Op::Greater(_)
            | Op::Rounded { .. }
            | Op::ParameterOn { .. } => {
                let program = machine.program;
                program.each_read(op, |read, _| self.push(read, row));
            }
        }
    }

    /// A leaf, and the records around it that may be absent.
    fn leaves_of(&self, read: LeafRead, row: u32, leaves: &mut BTreeSet<Leaf>) {
        if let Some(fact) = self.whole_fact(read) {
            leaves.insert(Leaf::Fact(fact, Vec::new()));
            return;
        }
        let Some(state) = self.machine.leaf_state(read, row) else { return };
        let open = match read.asked {
            LeafAsked::Absent => state.absent && state.present,
            LeafAsked::Value | LeafAsked::Known => state.open,
        };
        let around =
            state.around.iter().enumerate().filter(|(_, record)| record.absent && record.present);
        let steps = around.map(|(steps, _)| steps).chain(open.then_some(state.around.len()));
        leaves.extend(steps.filter_map(|steps| self.machine.leaf_name(read.leaf, row, steps)));
    }

    /// The fact whose value is read, where it is a whole one and nothing stands beside it. What is read of it is not single:
    /// so it is open itself, and no record is around it.
    fn whole_fact(&self, read: LeafRead) -> Option<FactId> {
        let LeafOf::Input(input) = read.leaf else { return None };
        let declared = self.machine.meaning.inputs.get(input)?;
        let whole = read.guards == 0 && read.asked == LeafAsked::Value && declared.path.is_empty();
        whole.then_some(declared.fact)
    }

    /// Whether there are others, what counts, and the keys of what may count.
    fn keyed(&mut self, operands: whereas_plan::op::Range, row: u32) {
        let machine = self.machine;
        let Some((there, condition, key, _)) = machine.operands(operands) else { return };
        self.push(there, 0);
        for (row, _) in machine.rows_of(self.store, condition, there, row).each() {
            self.push(condition, row);
            if self.truth(condition, row).may_yes() {
                self.push(key, row);
            }
        }
    }

    fn days_in_any(&mut self, operands: whereas_plan::op::Range, row: u32) {
        let machine = self.machine;
        let Some((there, condition, _, _)) = machine.operands(operands) else { return };
        self.push(there, 0);
        let rows = machine.rows_of(self.store, condition, there, row);
        let days: Vec<SlotId> = machine.program.slots_of(operands).skip(2).collect();
        let (item, within) = days.split_at(days.len().min(2));
        for (row, _) in rows.each() {
            self.push(condition, row);
            if self.truth(condition, row).may_yes() {
                item.iter().for_each(|slot| self.push(*slot, row));
            }
        }
        within.iter().for_each(|slot| self.push(*slot, rows.of_others()));
    }

    fn combine<T: Kept>(&mut self, id: CombineId, row: u32) {
        let Some(combine) = self.machine.program.combines.get(id) else { return };
        let ready = combine.ready.map_or(Truth::YES, |ready| self.truth(ready, row));
        if let Some(slot) = combine.ready {
            self.push(slot, row);
        }
        if !ready.may_yes() {
            return;
        }
        for rule in &combine.rows {
            self.push(rule.stands, row);
            self.push(rule.prevails, row);
            if self.truth(rule.prevails, row).may_yes() {
                self.push(rule.value, row);
            }
        }
        let none_stands = combine.rows.iter().all(|rule| self.truth(rule.stands, row).may_no());
        if none_stands
            && !self.machine.has_floor::<T>(self.store, (id, combine), row)
            && let Some(otherwise) = combine.otherwise
        {
            self.push(otherwise, row);
        }
    }

    fn judging<T: Kept>(&mut self, judging: &Judging, leaves: &mut BTreeSet<Leaf>) {
        let machine = self.machine;
        self.push(judging.off, 0);
        if !self.truth(judging.off, 0).may_no() {
            return;
        }
        let ready = self.truth(judging.ready, 0);
        let found = machine.found_value::<T>(self.store, judging);
        if machine.readied(ready, &found).is_single() {
            return;
        }
        self.push(judging.ready, 0);
        if !ready.may_yes() || found.is_single() {
            return;
        }
        leaves.insert(Leaf::Judgement(judging.judgement));
        let class = machine.validity(self.store, judging);
        let Some(finding) = machine.taken.finding(judging.judgement) else { return };
        if finding.good && class != Some(FindingClass::Used) {
            let unnamed =
                judging.factors.iter().filter(|(factor, _)| !finding.names(machine.case, *factor));
            unnamed.for_each(|(_, slot)| self.push(*slot, 0));
        }
    }
}
