//! Totals: the sum of what the rules that prevail add.
//!
//! The rows stand in groups of which at most one row adds. A group adds what any of its rows may add, and perhaps nothing;
//! nothing is out of the question where a row cannot but prevail, or one of a group whose rows are all ordered surely
//! stands. Where no row stands at all, the sum is zero.

use smallvec::SmallVec;
use whereas_plan::SlotId;
use whereas_plan::op::CombineId;
use whereas_plan::program::Combine;
use whereas_value::{Cause, Causes, Interval, Number};

use super::Machine;
use crate::cell::{Cell as _, NumberCell, Truth};
use crate::store::Store;

/// What a group may add.
#[derive(Clone)]
struct Group {
    /// Whether a row is of it: a group is named by its first row.
    named: bool,
    /// What its rows that may prevail give.
    adds: NumberCell,
    /// Whether it may add nothing.
    nothing: bool,
}

impl Machine<'_> {
    pub(super) fn is_total(&self, combine: CombineId) -> bool {
        self.program.combines.get(combine).is_some_and(|combine| combine.groups.is_some())
    }

    pub(super) fn total(&self, store: &mut Store, id: SlotId, combine: CombineId, row: u32) {
        let number = match self.program.combines.get(combine) {
            Some(combine) => self.added_up(store, combine, row),
            None => NumberCell::EMPTY,
        };
        self.put(store, id, row, number);
    }

    fn added_up(&self, store: &Store, combine: &Combine, row: u32) -> NumberCell {
        let of = combine.groups.as_deref().unwrap_or_default();
        let (mut causes, may_be_decided) = self.waiting(store, combine, row);
        if !may_be_decided {
            return NumberCell::without_value(causes);
        }
        let mut possible = Causes::NONE;
        let mut floor: Option<Cause> = None;
        let none = Group { named: false, adds: NumberCell::EMPTY, nothing: true };
        // For up to eight rows no memory is taken.
        let mut groups: SmallVec<[Group; 8]> = SmallVec::from_elem(none, combine.rows.len());
        for (rule, group) in combine.rows.iter().zip(of) {
            let Some(into) = groups.get_mut(*group as usize) else { continue };
            let (stands, prevails) =
                (self.truth(store, rule.stands, row), self.truth(store, rule.prevails, row));
            into.named = true;
            possible = possible.and(prevails.causes());
            if prevails.is_valueless() {
                floor = floor.max(prevails.causes().least());
            }
            let chain = rule.above.iter().all(|above| of.get(*above as usize) == Some(group));
            if !prevails.may_no() || chain && stands == Truth::YES {
                into.nothing = false;
            }
            if !prevails.may_yes() {
                continue;
            }
            let Some(given) = self.get::<NumberCell>(store, rule.value, row) else { continue };
            possible = possible.and(given.causes());
            if prevails == Truth::YES && given.is_valueless() {
                floor = floor.max(given.causes().least());
            }
            into.adds.join_values(&given);
        }
        if let Some(floor) = floor {
            return NumberCell::without_value(causes.and(possible.at_least(floor)));
        }
        causes = causes.and(possible);
        let mut sum = Some(Interval::single(Number::ZERO));
        for Group { mut adds, nothing, .. } in groups.into_iter().filter(|group| group.named) {
            if nothing {
                let zero = Some(Interval::single(Number::ZERO));
                adds.join_values(&NumberCell { value: zero, causes: Causes::NONE });
            }
            sum = match (sum, &adds.value) {
                (Some(sum), Some(adds)) => {
                    let more = sum.plus(adds);
                    if more.fault.is_some() {
                        causes = causes.and(Causes::of(Cause::Fault));
                    }
                    more.value
                }
                (Some(_) | None, None) | (None, Some(_)) => None,
            };
        }
        NumberCell { value: sum, causes }
    }
}
