//! The one pass over a program: every operation, at every row of its frame.
//!
//! Reads a program, a loaded case and what findings settle in one variant; fills the store. One `match` for each
//! operation; what takes more than a few lines is in `combine`, `lists` and `judging`.

mod combine;
mod judging;
mod leaves;
mod lists;
mod periods;
mod totals;
mod values;

use std::borrow::Cow;

use whereas_plan::op::{ConstantId, Range};
use whereas_plan::program::Dimension;
use whereas_plan::{Class, Meaning, Op, Program, SlotId};
use whereas_value::case::Event;
use whereas_value::id::IndexVec;
use whereas_value::{Case, Cause, Causes, Interval, TextSet, Values};

use crate::case::Loaded;
use crate::cell::{All, Cell, ChoiceCell, NumberCell, SetCell, TextCell, Truth};
use crate::conflict::Conflicts;
use crate::kernel::Code;
use crate::layout::Layout;
use crate::store::{Kept, Store};
use crate::variant::Taken;

/// A program over a case.
#[derive(Clone, Copy)]
pub struct Machine<'r> {
    /// The plan's meaning.
    pub meaning: &'r Meaning,
    /// The program.
    pub program: &'r Program,
    /// The case as it was given: of it only findings and events are read.
    pub case: &'r Case,
    /// The case as programs read it.
    pub loaded: &'r Loaded,
    /// What is fixed in this variant, and what findings settle.
    pub taken: &'r Taken,
    /// Where the rows are.
    pub layout: &'r Layout,
    /// The values written in the policy.
    pub constants: &'r IndexVec<ConstantId, Values>,
    /// The slots that are the same in every case.
    pub fixed: &'r [SlotId],
    /// The slots of numbers that a case states, with their places among them.
    pub stated_slots: &'r [(SlotId, u32)],
    /// Which rules of a question can conflict.
    pub conflicts: &'r Conflicts,
    /// What runs over the others.
    pub code: &'r Code,
}

/// Runs a generic function for the class of a slot.
macro_rules! by_class {
    ($class:expr, $machine:ident.$method:ident::<_>($($argument:expr),*)) => {
        match $class {
            Class::Truth => $machine.$method::<Truth>($($argument),*),
            Class::Choice => $machine.$method::<ChoiceCell>($($argument),*),
            Class::Number => $machine.$method::<NumberCell>($($argument),*),
            Class::Text => $machine.$method::<TextCell>($($argument),*),
            Class::Set | Class::Record => $machine.$method::<SetCell>($($argument),*),
        }
    };
}
pub(crate) use by_class;

impl Machine<'_> {
    /// Fills the store. What is written in the policy is filled in once for a layout.
    pub fn run(&self, store: &mut Store) {
        if store.fit(self.layout) {
            self.steps(store, self.fixed);
            self.code.fill(store);
        }
        self.run_code(store);
    }

    fn steps(&self, store: &mut Store, steps: &[SlotId]) {
        for id in steps {
            let (Some(op), Some(place)) = (self.program.ops.get(*id), self.layout.place(*id))
            else {
                continue;
            };
            for row in 0..self.layout.rows(place.frame) {
                self.step(store, *id, *op, place.class, row);
            }
        }
    }

    /// The value of a slot at a row.
    #[inline]
    pub fn get<'s, T: Kept>(&self, store: &'s Store, slot: SlotId, row: u32) -> Option<Cow<'s, T>> {
        T::read(store, self.layout.spot(slot, row))
    }

    /// The truth of a slot at a row.
    #[inline]
    pub fn truth(&self, store: &Store, slot: SlotId, row: u32) -> Truth {
        store.truth.get(self.layout.spot(slot, row).at).copied().unwrap_or(Truth::EMPTY)
    }

    #[inline]
    fn put<T: Kept>(&self, store: &mut Store, slot: SlotId, row: u32, value: T) {
        T::write(store, self.layout.spot(slot, row), value);
    }

    #[inline]
    fn class(&self, slot: SlotId) -> Class {
        self.layout.class(slot)
    }

    /// Fills a slot at a row.
    pub(crate) fn step(&self, store: &mut Store, id: SlotId, op: Op, class: Class, row: u32) {
        match op {
            Op::Constant(constant) => by_class!(class, self.constant::<_>(store, id, constant)),
            Op::Valueless(causes) => by_class!(class, self.valueless::<_>(store, id, row, causes)),
            Op::Input { .. } | Op::Cell { .. } => {
                by_class!(class, self.leaf::<_>(store, id, op, row))
            }
            Op::Absent { .. } | Op::CellAbsent { .. } => {
                let state = op.leaf().and_then(|read| self.leaf_state(read, row));
                self.put(store, id, row, state.map_or(Truth::NO, |state| leaves::absence(&state)));
            }
            Op::Known { .. } | Op::CellKnown { .. } => {
                let known = op.leaf().and_then(|read| self.record_state(read, row));
                let known = known.is_some_and(|state| state.is_placed() && state.single);
                self.put(store, id, row, needs(Truth::sure(known)));
            }
            Op::AsOfDay => self.put(store, id, row, day(Interval::of_date(self.loaded.as_of))),
            Op::GoverningDay => self.put(store, id, row, day(self.taken.governing())),
            Op::Reading { question, reading } => {
                let fixed = self.loaded.fixed.questions.get(&question);
                let count = self.meaning.readings.get(question).copied().unwrap_or(0);
                let truth = match fixed {
                    Some(fixed) => Truth::sure(*fixed == reading),
                    None => Truth::of(count > 1, true, Causes::NONE),
                };
                self.put(store, id, row, truth);
            }
            Op::Found(factor) => {
                let truth = self.found(factor).map_or(Truth::OPEN, Truth::sure);
                self.put(store, id, row, truth);
            }
            Op::EventOn => {
                let on = self.event(id, row).map(|event| day(Interval::of_date(event.on)));
                self.put(store, id, row, on.unwrap_or(NumberCell::EMPTY));
            }
            Op::EventBy(actor) => {
                let truth = self.event(id, row).map_or(Truth::OPEN, |event| match actor {
                    None => Truth::sure(event.by.is_some()),
                    Some(actor) => event.by.map_or(Truth::OPEN, |by| Truth::sure(by == actor)),
                });
                self.put(store, id, row, truth);
            }
            Op::EventAbout => {
                let about = self.event(id, row).and_then(|event| event.about.clone());
                let value = about.map_or(TextSet::Any, TextSet::single);
                self.put(store, id, row, TextCell { value, causes: Causes::NONE });
            }
            Op::There { list, complete } => {
                let complete = complete.is_none_or(|slot| self.truth(store, slot, 0) == Truth::YES);
                let closed = self.loaded.is_complete(list) && complete;
                self.put(store, id, row, if closed { Truth::NO } else { Truth::OPEN });
            }
            Op::ListEmpty { list, there } => {
                let truth = if self.loaded.length(list) == 0 {
                    let may_be_more = self.truth(store, there, 0).may_yes();
                    Truth::of(may_be_more, true, Causes::NONE)
                } else {
                    Truth::NO
                };
                self.put(store, id, row, truth);
            }
            Op::ListKnown { list, there } => {
                let known = self.loaded.elements_are_known(self.meaning, self.case, list);
                let asked = (self.taken.program, self.taken.days.0, list);
                let closed = self.loaded.closed.get(&asked).copied();
                let closed = closed.unwrap_or_else(|| self.truth(store, there, 0) == Truth::NO);
                self.put(store, id, row, needs(Truth::sure(known && closed)));
            }
            Op::Spread { from, via } => {
                by_class!(class, self.spread::<_>(store, id, from, via, row))
            }
            Op::Not(of) => {
                let truth = self.truth(store, of, row).negated();
                self.put(store, id, row, truth);
            }
            Op::And(of) => {
                let truth = self.all_of(store, of, row);
                self.put(store, id, row, truth);
            }
            Op::Or(of) => {
                let truth = self.any_of(store, of, row);
                self.put(store, id, row, truth);
            }
            Op::AtLeast { count, of } => {
                let truth = self.at_least(store, count, of, row);
                self.put(store, id, row, truth);
            }
            Op::Needs(of) => {
                let truth = needs(self.truth(store, of, row));
                self.put(store, id, row, truth);
            }
            Op::Read(of) => by_class!(class, self.read::<_>(store, id, of, row)),
            Op::IsDecided(of) => {
                let of_class = self.class(of);
                by_class!(of_class, self.is_decided::<_>(store, id, of, row));
            }
            Op::Scoped { scope, value } => {
                by_class!(class, self.scoped::<_>(store, id, scope, value, row))
            }
            Op::If { test, then, otherwise } => {
                by_class!(class, self.choose::<_>(store, id, test, [then, otherwise], row));
            }
            Op::Compare { order, same, left, right } => {
                let truth = self.compare(store, order, same, left, right, row);
                self.put(store, id, row, truth);
            }
            Op::OneOf { subject, values } => {
                let truth = self.one_of(store, subject, values, row);
                self.put(store, id, row, truth);
            }
            Op::OneOfConstant { subject, values } => {
                let truth = self.one_of_constant(store, subject, values, row);
                self.put(store, id, row, truth);
            }
            Op::Between { subject, low, high } => {
                let truth = self.between(store, subject, low, high, row);
                self.put(store, id, row, truth);
            }
            Op::Includes { set, value } => {
                let truth = self
                    .get::<SetCell>(store, set, row)
                    .map_or(Truth::EMPTY, |set| includes(&set, value));
                self.put(store, id, row, truth);
            }
            Op::SetEmpty { set, .. } => {
                let truth = self
                    .get::<SetCell>(store, set, row)
                    .map_or(Truth::EMPTY, |set| set_is_empty(&set));
                self.put(store, id, row, truth);
            }
            Op::Arithmetic { op, same, left, right } => {
                let number = self.arithmetic(store, op, same, left, right, row);
                self.put(store, id, row, number);
            }
            Op::Lesser(of) => {
                let number = self.end_of(store, of, row, Interval::lesser);
                self.put(store, id, row, number);
            }
            Op::Greater(of) => {
                let number = self.end_of(store, of, row, Interval::greater);
                self.put(store, id, row, number);
            }
            Op::Rounded { value, places, rounding } => {
                let number = self.rounded(store, value, places, rounding, row);
                self.put(store, id, row, number);
            }
            Op::ParameterOn { parameter, day } => {
                by_class!(class, self.parameter_on::<_>(store, id, parameter, day, row));
            }
            Op::Any { condition, there } => {
                let truth = self.any(store, condition, there, row);
                self.put(store, id, row, truth);
            }
            Op::Every(operands) => {
                let truth = self.every(store, operands, row);
                self.put(store, id, row, truth);
            }
            Op::Sum { item, there } => {
                let number = self.sum(store, item, there, row);
                self.put(store, id, row, number);
            }
            Op::Extreme { largest, operands } => {
                let number = self.extreme(store, largest, operands, row);
                self.put(store, id, row, number);
            }
            Op::Different(operands) => {
                let number = self.different(store, operands, row);
                self.put(store, id, row, number);
            }
            Op::DaysInAny(operands) => {
                let number = self.days_in_any(store, operands, row);
                self.put(store, id, row, number);
            }
            Op::Pick { largest, operands } => {
                by_class!(class, self.pick::<_>(store, id, largest, operands, row));
            }
            Op::Combine(combine) if self.is_total(combine) => self.total(store, id, combine, row),
            Op::Combine(combine) => by_class!(class, self.combine::<_>(store, id, combine, row)),
            Op::Judging(judging) => by_class!(class, self.judging::<_>(store, id, judging, row)),
        }
    }

    /// The operands of an operation that has many.
    fn slots(&self, range: Range) -> impl ExactSizeIterator<Item = SlotId> + Clone + '_ {
        self.program.slots_of(range)
    }

    fn constant<T: Kept>(&self, store: &mut Store, id: SlotId, constant: ConstantId) {
        let value = match self.constants.get(constant) {
            Some(values) => T::from_values(values),
            None => T::EMPTY,
        };
        self.put(store, id, 0, value);
    }

    fn valueless<T: Kept>(&self, store: &mut Store, id: SlotId, row: u32, causes: Causes) {
        self.put(store, id, row, T::without_value(causes));
    }

    fn leaf<T: Kept>(&self, store: &mut Store, id: SlotId, op: Op, row: u32) {
        let Some(read) = op.leaf() else { return };
        let value = self.leaf_state(read, row).map(|state| crate::stated::with_causes(&state));
        self.put(
            store,
            id,
            row,
            value.unwrap_or_else(|| T::without_value(Causes::of(Cause::Undetermined))),
        );
    }

    fn spread<T: Kept>(&self, store: &mut Store, id: SlotId, from: SlotId, via: Range, row: u32) {
        let seen = self.layout.seen_from(id, row, self.program.run(via));
        let value = self.get::<T>(store, from, seen).map_or(T::EMPTY, Cow::into_owned);
        self.put(store, id, row, value);
    }

    fn all_of(&self, store: &Store, of: Range, row: u32) -> Truth {
        let (mut no, mut yes, mut all) = (0, Truth::YES_BIT, 0);
        for slot in self.slots(of) {
            let truth = self.truth(store, slot, row).0;
            no |= truth & Truth::NO_BIT;
            yes &= truth;
            all |= truth;
        }
        if all & !(Truth::NO_BIT | Truth::YES_BIT) == 0 {
            return Truth(no | yes);
        }
        let mut truths = All::NONE;
        self.slots(of).for_each(|slot| truths.add(self.truth(store, slot, row)));
        truths.truth()
    }

    fn any_of(&self, store: &Store, of: Range, row: u32) -> Truth {
        let (mut yes, mut no, mut all) = (0, Truth::NO_BIT, 0);
        for slot in self.slots(of) {
            let truth = self.truth(store, slot, row).0;
            yes |= truth & Truth::YES_BIT;
            no &= truth;
            all |= truth;
        }
        if all & !(Truth::NO_BIT | Truth::YES_BIT) == 0 {
            return Truth(no | yes);
        }
        let mut truths = All::NONE;
        self.slots(of).for_each(|slot| truths.add(self.truth(store, slot, row).negated()));
        truths.truth().negated()
    }

    /// `at least k`: yes where k say yes; no where yes and valueless together are fewer; else the worst cause.
    fn at_least(&self, store: &Store, count: u32, of: Range, row: u32) -> Truth {
        let truths = || self.slots(of).map(|slot| self.truth(store, slot, row));
        let counted = |test: &dyn Fn(Truth) -> bool| {
            u32::try_from(truths().filter(|truth| test(*truth)).count()).unwrap_or(u32::MAX)
        };
        let may_yes = counted(&Truth::may_yes) >= count;
        let may_no = counted(&|truth| !truth.may_no()) < count;
        let mut causes = Causes::NONE;
        let all = truths().fold(Causes::NONE, |all, truth| all.and(truth.causes()));
        for cause in all.iter() {
            let lets = |truth: Truth| truth.causes().has_up_to(cause);
            let worse = counted(&|truth| truth.is_valueless() && !lets(truth));
            let most = counted(&|truth| truth.may_yes() || lets(truth));
            let least = counted(&|truth| !truth.may_no() && !lets(truth));
            // The one that has the cause lets it through: it is among the most and not among the least.
            if worse == 0 && most >= count && least < count {
                causes = causes.and(Causes::of(cause));
            }
        }
        Truth::of(may_no, may_yes, causes)
    }

    fn read<T: Kept>(&self, store: &mut Store, id: SlotId, of: SlotId, row: u32) {
        let outside = Causes::of(Cause::NotInForce).and(Causes::of(Cause::OutOfScope));
        let mut value = self.get::<T>(store, of, row).map_or(T::EMPTY, Cow::into_owned);
        let causes = value.causes();
        if !causes.without(causes.without(outside)).is_empty() {
            value.clear_causes();
            value.add_causes(causes.without(outside).and(Causes::of(Cause::Undetermined)));
        }
        self.put(store, id, row, value);
    }

    fn is_decided<T: Kept>(&self, store: &mut Store, id: SlotId, of: SlotId, row: u32) {
        let Some(value) = self.get::<T>(store, of, row) else { return };
        let not_ready = Causes::of(Cause::NotReady);
        let others = value.causes().without(not_ready);
        let causes = value.causes().without(others);
        let truth = Truth::of(!others.is_empty(), !value.is_valueless(), causes);
        self.put(store, id, row, truth);
    }

    fn scoped<T: Kept>(
        &self,
        store: &mut Store,
        id: SlotId,
        scope: SlotId,
        value: SlotId,
        row: u32,
    ) {
        let scope = self.truth(store, scope, row);
        let mut scoped = T::without_value(scope.causes());
        if scope.may_no() {
            scoped.add_causes(Causes::of(Cause::OutOfScope));
        }
        if scope.may_yes()
            && let Some(value) = self.get::<T>(store, value, row)
        {
            scoped.join_values(&value);
            scoped.add_causes(value.causes());
        }
        self.put(store, id, row, scoped);
    }

    fn choose<T: Kept>(
        &self,
        store: &mut Store,
        id: SlotId,
        test: SlotId,
        branches: [SlotId; 2],
        row: u32,
    ) {
        let test = self.truth(store, test, row);
        let mut value = T::without_value(test.causes());
        for (branch, taken) in branches.into_iter().zip([test.may_yes(), test.may_no()]) {
            if taken && let Some(branch) = self.get::<T>(store, branch, row) {
                value.join_values(&branch);
                value.add_causes(branch.causes());
            }
        }
        self.put(store, id, row, value);
    }

    /// The event of a row, in a frame of events.
    fn event(&self, id: SlotId, row: u32) -> Option<&Event> {
        let frame = self.program.frames.get(self.program.slots.get(id)?.frame)?;
        let Some(Dimension::Events(kind)) = frame.first() else { return None };
        let place = self.loaded.events.get(kind)?.get(row as usize)?;
        self.case.events.get(*place as usize)
    }
}

fn day(value: Interval) -> NumberCell {
    NumberCell { value: Some(value), causes: Causes::NONE }
}

/// `needs(C)`: yes where C is yes, *not ready* where it is no, else its cause; never no.
fn needs(truth: Truth) -> Truth {
    let causes = truth.causes();
    let causes = if truth.may_no() { causes.and(Causes::of(Cause::NotReady)) } else { causes };
    Truth::of(false, truth.may_yes(), causes)
}

fn includes(set: &SetCell, value: u32) -> Truth {
    let bit = 1_u64.checked_shl(value).unwrap_or(0);
    match set.value {
        Some(view) => Truth::of(view.definite & bit == 0, view.possible & bit != 0, set.causes),
        None => Truth::of(false, false, set.causes),
    }
}

fn set_is_empty(set: &SetCell) -> Truth {
    match set.value {
        Some(view) => Truth::of(view.possible != 0, view.definite == 0, set.causes),
        None => Truth::of(false, false, set.causes),
    }
}
