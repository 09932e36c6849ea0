//! The rules of one question: what they give together.
//!
//! Ordered rows never conflict; none-standing is asked of `stands`, not of `prevails`; a row that surely stands
//! bounds the value by itself and what may displace it.

use whereas_plan::SlotId;
use whereas_plan::op::CombineId;
use whereas_plan::program::{Combine, CombineRow};
use whereas_value::{Cause, Causes};

use super::Machine;
use crate::cell::Truth;
use crate::store::{Kept, Store};

/// What comes of the rows of a question.
struct Prevailing<T> {
    /// The causes that may arise.
    possible: Causes,
    /// The worst cause that surely does.
    floor: Option<Cause>,
    /// The values of the rows that may prevail.
    value: T,
    /// Some row surely stands, or surely has no value.
    some_stands: bool,
}

impl Machine<'_> {
    pub(super) fn combine<T: Kept>(
        &self,
        store: &mut Store,
        id: SlotId,
        combine: CombineId,
        row: u32,
    ) {
        let value = self.combined::<T>(store, combine, row);
        self.put(store, id, row, value);
    }

    fn combined<T: Kept>(&self, store: &Store, id: CombineId, row: u32) -> T {
        let Some(combine) = self.program.combines.get(id) else { return T::EMPTY };
        let (mut out, may_be_decided) = self.waiting(store, combine, row);
        if !may_be_decided {
            return T::without_value(out);
        }
        let Prevailing { possible, floor, mut value, some_stands } =
            self.prevailing::<T>(store, (id, combine), row);
        if let Some(floor) = floor {
            return T::without_value(out.and(possible.at_least(floor)));
        }
        out = out.and(possible);
        for (place, rule) in (0_u32..).zip(&combine.rows) {
            if self.truth(store, rule.stands, row) == Truth::YES {
                value.meet_values(&self.bound::<T>(store, combine, place, rule, row));
            }
        }
        if !some_stands {
            match combine.otherwise.and_then(|otherwise| self.get::<T>(store, otherwise, row)) {
                Some(otherwise) => {
                    out = out.and(otherwise.causes());
                    value.join_values(&otherwise);
                }
                None => out = out.and(Causes::of(Cause::Undetermined)),
            }
        }
        value.add_causes(out);
        value
    }

    /// The causes for which a question may have to wait, and whether it may be decided at all.
    pub(super) fn waiting(&self, store: &Store, combine: &Combine, row: u32) -> (Causes, bool) {
        let Some(ready) = combine.ready else { return (Causes::NONE, true) };
        let ready = self.truth(store, ready, row);
        let not_ready = if ready.may_no() { Causes::of(Cause::NotReady) } else { Causes::NONE };
        (ready.causes().and(not_ready), ready.may_yes())
    }

    /// What the rows that may prevail give, and the worst that surely happens among them.
    fn prevailing<T: Kept>(
        &self,
        store: &Store,
        (id, combine): (CombineId, &Combine),
        row: u32,
    ) -> Prevailing<T> {
        let mut possible = Causes::NONE;
        let mut floor: Option<Cause> = None;
        let mut value = T::EMPTY;
        let mut some_stands = false;
        for (place, rule) in (0_u32..).zip(&combine.rows) {
            some_stands |= !self.truth(store, rule.stands, row).may_no();
            let prevails = self.truth(store, rule.prevails, row);
            possible = possible.and(prevails.causes());
            if prevails.is_valueless() {
                floor = floor.max(prevails.causes().least());
            }
            if !prevails.may_yes() {
                continue;
            }
            let Some(given) = self.get::<T>(store, rule.value, row) else { continue };
            possible = possible.and(given.causes());
            if prevails == Truth::YES && given.is_valueless() {
                floor = floor.max(given.causes().least());
            }
            value.join_values(&given);
            // What is found already is not looked for again.
            let had = (possible.has(Cause::Conflict), floor >= Some(Cause::Conflict));
            let (may, must) = self.conflicts(store, (id, combine), place, &*given, had, row);
            if may {
                possible = possible.and(Causes::of(Cause::Conflict));
            }
            if must {
                floor = floor.max(Some(Cause::Conflict));
            }
        }
        Prevailing { possible, floor, value, some_stands }
    }

    /// Whether something surely prevents a value.
    pub fn has_floor<T: Kept>(
        &self,
        store: &Store,
        combine: (CombineId, &Combine),
        row: u32,
    ) -> bool {
        self.prevailing::<T>(store, combine, row).floor.is_some()
    }

    /// Whether a row that may prevail may, and must, disagree with an earlier one that is not ordered with it. `had`: what was
    /// found of the rows before it, which is not found again.
    fn conflicts<T: Kept>(
        &self,
        store: &Store,
        (id, combine): (CombineId, &Combine),
        place: u32,
        given: &T,
        had: (bool, bool),
        row: u32,
    ) -> (bool, bool) {
        let (mut may, mut must) = had;
        let Some(rule) = combine.rows.get(place as usize) else { return had };
        let sure = self.truth(store, rule.prevails, row) == Truth::YES && given.causes().is_empty();
        for earlier in self.conflicts.before(id, place) {
            if may && (must || !sure) {
                break;
            }
            let Some(other) = combine.rows.get(earlier as usize) else { continue };
            let prevails = self.truth(store, other.prevails, row);
            if !prevails.may_yes() || may && prevails != Truth::YES {
                continue;
            }
            let Some(theirs) = self.get::<T>(store, other.value, row) else { continue };
            let (may_differ, must_differ) = given.differs(&theirs);
            may |= may_differ;
            must |= must_differ && sure && prevails == Truth::YES && theirs.causes().is_empty();
        }
        (may, must)
    }

    /// The values of a row and of those above it, where they may prevail.
    fn bound<T: Kept>(
        &self,
        store: &Store,
        combine: &Combine,
        place: u32,
        rule: &CombineRow,
        row: u32,
    ) -> T {
        let mut bound = T::EMPTY;
        for place in [place].iter().chain(&rule.above) {
            let Some(rule) = combine.rows.get(*place as usize) else { continue };
            if self.truth(store, rule.prevails, row).may_yes()
                && let Some(given) = self.get::<T>(store, rule.value, row)
            {
                bound.join_values(&given);
            }
        }
        bound
    }
}
