//! Forms over a list: the elements that are stated, one by one, and the others as one element that may be there.

use std::borrow::Cow;

use whereas_plan::SlotId;
use whereas_plan::op::Range;
use whereas_value::{Cause, Causes, Interval, Number};

use super::{Machine, by_class};
use crate::cell::{All, Cell, ChoiceCell, NumberCell, SetCell, Strict, TextCell, Truth};
use crate::store::{Kept, Store};
use whereas_plan::Class;

/// Where the elements of a list are, seen from a row of the frame around it.
#[derive(Clone, Copy)]
pub struct Rows {
    first: u32,
    /// The row of the others.
    others: u32,
    /// Whether there may be others.
    open: bool,
}

impl Rows {
    /// The row of the others, whether or not there may be some.
    pub const fn of_others(self) -> u32 {
        self.others
    }

    /// The rows to look at: the others only where there may be some. Of each, whether it is the others.
    pub fn each(self) -> impl Iterator<Item = (u32, bool)> {
        (self.first..self.others)
            .map(|row| (row, false))
            .chain(self.open.then_some((self.others, true)))
    }
}

/// An element that may count, in `smallest` and `the x with …`.
struct Candidate<'s, T: Clone> {
    row: u32,
    key: Interval,
    field: Cow<'s, T>,
    sure: bool,
    others: bool,
}

impl Machine<'_> {
    /// The elements that a row of a form over a list looks at.
    pub fn rows_of(&self, store: &Store, inside: SlotId, there: SlotId, row: u32) -> Rows {
        let width = self.layout.width(inside);
        let first = row.saturating_mul(width);
        let others = first.saturating_add(width.saturating_sub(1));
        Rows { first, others, open: self.truth(store, there, 0).may_yes() }
    }

    pub(super) fn any(&self, store: &Store, condition: SlotId, there: SlotId, row: u32) -> Truth {
        if self.layout.is_past_limit(condition) {
            return Truth::without_value(Causes::of(Cause::Fault));
        }
        let rows = self.rows_of(store, condition, there, row);
        let mut none = All::NONE;
        for (row, others) in rows.each() {
            none.add(self.element_any(store, condition, there, row, others).negated());
        }
        none.truth().negated()
    }

    /// C of an element; of the others, that there are some and C.
    pub fn element_any(
        &self,
        store: &Store,
        condition: SlotId,
        there: SlotId,
        row: u32,
        others: bool,
    ) -> Truth {
        let condition = self.truth(store, condition, row);
        if !others {
            return condition;
        }
        let mut both = All::NONE;
        both.add(condition);
        both.add(self.truth(store, there, 0));
        both.truth()
    }

    pub(super) fn every(&self, store: &Store, operands: Range, row: u32) -> Truth {
        let Some((there, filter, has, _)) = self.operands(operands) else { return Truth::EMPTY };
        if self.layout.is_past_limit(filter) {
            return Truth::without_value(Causes::of(Cause::Fault));
        }
        let rows = self.rows_of(store, filter, there, row);
        let mut all = All::NONE;
        for (row, others) in rows.each() {
            all.add(self.element_every(store, [there, filter, has], row, others));
        }
        all.truth()
    }

    /// Not F, or C; of the others, or that there are none.
    pub fn element_every(
        &self,
        store: &Store,
        slots: [SlotId; 3],
        row: u32,
        others: bool,
    ) -> Truth {
        let [there, filter, has] = slots;
        let mut neither = All::NONE;
        neither.add(self.truth(store, filter, row));
        neither.add(self.truth(store, has, row).negated());
        if others {
            neither.add(self.truth(store, there, 0));
        }
        neither.truth().negated()
    }

    pub(super) fn sum(&self, store: &Store, item: SlotId, there: SlotId, row: u32) -> NumberCell {
        if self.layout.is_past_limit(item) {
            return NumberCell::without_value(Causes::of(Cause::Fault));
        }
        let rows = self.rows_of(store, item, there, row);
        let mut strict = Strict::NONE;
        let mut fault = Causes::NONE;
        let mut total = Some(Interval::single(Number::ZERO));
        for (row, others) in rows.each() {
            let Some(cell) = self.get::<NumberCell>(store, item, row) else { continue };
            strict.add(cell.causes, cell.value.is_none() && !others);
            let open;
            let item = if others {
                open = any_number_of(cell.value.as_ref());
                Some(&open)
            } else {
                cell.value.as_ref()
            };
            total = match (total, item) {
                (Some(total), Some(item)) => {
                    let sum = total.plus(item);
                    if sum.fault.is_some() {
                        fault = Causes::of(Cause::Fault);
                    }
                    sum.value
                }
                (Some(_) | None, None) | (None, Some(_)) => None,
            };
        }
        NumberCell { value: total, causes: strict.causes().and(fault) }
    }

    /// There, C and the others of a form over a list.
    pub fn operands(&self, range: Range) -> Option<(SlotId, SlotId, SlotId, Option<SlotId>)> {
        let mut slots = self.slots(range);
        Some((slots.next()?, slots.next()?, slots.next()?, slots.next()))
    }

    pub(super) fn extreme(
        &self,
        store: &Store,
        largest: bool,
        operands: Range,
        row: u32,
    ) -> NumberCell {
        let Some((there, condition, item, _)) = self.operands(operands) else {
            return NumberCell::EMPTY;
        };
        if self.layout.is_past_limit(item) {
            return NumberCell::without_value(Causes::of(Cause::Fault));
        }
        let rows = self.rows_of(store, condition, there, row);
        let mut strict = Strict::NONE;
        let (mut may, mut sure): (Option<Interval>, Option<Interval>) = (None, None);
        let (mut any_sure, mut valueless) = (false, false);
        for (row, others) in rows.each() {
            let counts = self.truth(store, condition, row);
            let Some(cell) = self.get::<NumberCell>(store, item, row) else { continue };
            let included = counts.may_yes() && cell.value.is_some();
            let lets = others || counts.may_no() || included;
            let causes =
                if counts.may_yes() { counts.causes().and(cell.causes) } else { counts.causes() };
            strict.add(causes, !lets);
            valueless |= !lets;
            let item = cell.value.as_ref().filter(|_| counts.may_yes());
            if let Some(item) = item {
                may = Some(may.map_or_else(|| item.clone(), |may| may.hull(item)));
            }
            if !others && !counts.may_no() {
                any_sure = true;
                match item {
                    None => valueless = true,
                    Some(item) => {
                        let take = if largest { Interval::greater } else { Interval::lesser };
                        sure = Some(sure.map_or_else(|| item.clone(), |sure| take(&sure, item)));
                    }
                }
            }
        }
        let mut causes = strict.causes();
        if !any_sure && !valueless {
            causes = causes.and(Causes::of(Cause::Undetermined));
        }
        let value = match (may, sure) {
            _ if valueless => None,
            (Some(may), Some(sure)) if largest => {
                Interval::new(sure.lo().cloned(), may.hi().cloned())
            }
            (Some(may), Some(sure)) => Interval::new(may.lo().cloned(), sure.hi().cloned()),
            (may, None) => may,
            (None, Some(_)) => None,
        };
        NumberCell { value, causes }
    }

    pub(super) fn different(&self, store: &Store, operands: Range, row: u32) -> NumberCell {
        let Some((there, condition, key, _)) = self.operands(operands) else {
            return NumberCell::EMPTY;
        };
        if self.layout.is_past_limit(key) {
            return NumberCell::without_value(Causes::of(Cause::Fault));
        }
        let rows = self.rows_of(store, condition, there, row);
        by_class!(self.class(key), self.different_as::<_>(store, condition, key, rows))
    }

    fn different_as<T: Kept>(
        &self,
        store: &Store,
        condition: SlotId,
        key: SlotId,
        rows: Rows,
    ) -> NumberCell {
        let mut strict = Strict::NONE;
        let (mut known, mut surely): (Vec<Cow<'_, T>>, Vec<Cow<'_, T>>) = (Vec::new(), Vec::new());
        let (mut valueless, mut unbounded, mut unknown, mut some) = (false, false, 0_u32, false);
        for (row, others) in rows.each() {
            let counts = self.truth(store, condition, row);
            let Some(cell) = self.get::<T>(store, key, row) else { continue };
            let included = counts.may_yes() && !cell.is_valueless();
            let lets = others || counts.may_no() || included;
            let causes =
                if counts.may_yes() { counts.causes().and(cell.causes()) } else { counts.causes() };
            strict.add(causes, !lets);
            valueless |= !lets;
            if !included {
                continue;
            }
            if others {
                unbounded = true;
            } else if cell.has_one_value() {
                push_new(&mut known, cell.clone());
            } else {
                unknown = unknown.saturating_add(1);
            }
            if !others && !counts.may_no() {
                some = true;
                if cell.has_one_value() {
                    push_new(&mut surely, cell);
                }
            }
        }
        let causes = strict.causes();
        if valueless {
            return NumberCell { value: None, causes };
        }
        let count = |keys: &[Cow<'_, T>]| u32::try_from(keys.len()).unwrap_or(u32::MAX);
        let lo = count(&surely).max(u32::from(some));
        let hi = (!unbounded).then(|| Number::from(count(&known).saturating_add(unknown)));
        NumberCell { value: Interval::new(Some(Number::from(lo)), hi), causes }
    }

    pub(super) fn pick<T: Kept>(
        &self,
        store: &mut Store,
        id: SlotId,
        largest: bool,
        operands: Range,
        row: u32,
    ) {
        if let Some(value) = self.picked::<T>(store, largest, operands, row) {
            self.put(store, id, row, value);
        }
    }

    fn picked<T: Kept>(
        &self,
        store: &Store,
        largest: bool,
        operands: Range,
        row: u32,
    ) -> Option<T> {
        if self
            .operands(operands)
            .is_some_and(|(_, condition, _, _)| self.layout.is_past_limit(condition))
        {
            return Some(T::without_value(Causes::of(Cause::Fault)));
        }
        let (candidates, causes) = self.choice::<T>(store, largest, operands, row)?;
        Some(if candidates.is_empty() {
            T::without_value(causes)
        } else {
            best(&candidates, causes)
        })
    }

    /// The rows whose field may be read.
    pub fn candidates(&self, store: &Store, largest: bool, operands: Range, row: u32) -> Vec<u32> {
        let Some((_, _, _, Some(field))) = self.operands(operands) else { return Vec::new() };
        by_class!(self.class(field), self.candidate_rows::<_>(store, largest, operands, row))
    }

    fn candidate_rows<T: Kept>(
        &self,
        store: &Store,
        largest: bool,
        operands: Range,
        row: u32,
    ) -> Vec<u32> {
        let found = self.choice::<T>(store, largest, operands, row);
        found.map_or_else(Vec::new, |(all, _)| all.iter().map(|candidate| candidate.row).collect())
    }

    /// The elements that may have the smallest key, and the causes. None where there surely is no smallest.
    fn choice<'s, T: Kept>(
        &self,
        store: &'s Store,
        largest: bool,
        operands: Range,
        row: u32,
    ) -> Option<(Vec<Candidate<'s, T>>, Causes)> {
        let (there, condition, key, Some(field)) = self.operands(operands)? else { return None };
        let rows = self.rows_of(store, condition, there, row);
        let mut strict = Strict::NONE;
        let mut candidates: Vec<Candidate<'s, T>> = Vec::new();
        let (mut top, mut any_sure, mut valueless) = (None::<Interval>, false, false);
        for (row, others) in rows.each() {
            let counts = self.truth(store, condition, row);
            let (key, causes) = self.key(store, key, row)?;
            let field = self.get::<T>(store, field, row)?;
            // The largest is the smallest seen from the other side.
            let key = key.map(|key| if largest { key.negated() } else { key });
            let key = key.filter(|_| counts.may_yes());
            let lets = others || counts.may_no() || key.is_some();
            let causes =
                if counts.may_yes() { counts.causes().and(causes) } else { counts.causes() };
            strict.add(causes, !lets);
            valueless |= !lets;
            let sure = !others && !counts.may_no();
            any_sure |= sure;
            if let (true, Some(key)) = (sure, &key) {
                top = Some(top.map_or_else(|| key.clone(), |top: Interval| top.lesser(key)));
            }
            if let Some(key) = key {
                candidates.push(Candidate { row, key, field, sure, others });
            }
        }
        let mut causes = strict.causes();
        if !any_sure {
            causes = causes.and(Causes::of(Cause::Undetermined));
        }
        if valueless {
            candidates.clear();
        }
        // Only those count that may be no greater than the smallest of those that surely count.
        if let Some(top) = &top {
            let bound = Interval::new(None, top.hi().cloned()).unwrap_or(Interval::ANY);
            candidates.retain(|candidate| candidate.key.is_at_most(&bound).may_yes);
        }
        Some((candidates, causes))
    }

    /// A key by which elements are ordered.
    fn key(&self, store: &Store, slot: SlotId, row: u32) -> Option<(Option<Interval>, Causes)> {
        match self.class(slot) {
            Class::Number => {
                let cell = self.get::<NumberCell>(store, slot, row)?;
                Some((cell.value.clone(), cell.causes))
            }
            Class::Choice => {
                let cell = self.get::<ChoiceCell>(store, slot, row)?;
                Some((super::values::Compared::ends(&*cell), cell.causes))
            }
            Class::Truth | Class::Text | Class::Set | Class::Record => None,
        }
    }
}

fn push_new<'s, T: Kept>(keys: &mut Vec<Cow<'s, T>>, key: Cow<'s, T>) {
    if !keys.iter().any(|other| other.has_values_of(&key)) {
        keys.push(key);
    }
}

/// The field of those that may be the smallest; a tie that matters is *undetermined*.
fn best<T: Kept>(candidates: &[Candidate<'_, T>], mut causes: Causes) -> T {
    let mut value = T::EMPTY;
    let undetermined = Causes::of(Cause::Undetermined);
    let low = candidates
        .iter()
        .map(|candidate| &candidate.key)
        .fold(None, |low: Option<Interval>, key| {
            Some(low.map_or_else(|| key.clone(), |low| low.lesser(key)))
        });
    // Those that surely are the smallest.
    let wins = |candidate: &&Candidate<'_, T>| {
        let least = low.as_ref().and_then(Interval::lo);
        candidate.sure
            && candidate.key.hi().is_some_and(|hi| least.is_some_and(|least| hi <= least))
    };
    for candidate in candidates {
        causes = causes.and(candidate.field.causes());
        value.join_values(&candidate.field);
        if candidate.others && candidate.field.differs(&candidate.field).0 {
            causes = causes.and(undetermined);
        }
    }
    if has_tie(candidates) {
        causes = causes.and(undetermined);
    }
    let mut distinct: Vec<&T> = Vec::new();
    let none = candidates.iter().filter(wins).any(|winner| {
        let field = winner.field.as_ref();
        let splits = distinct.iter().any(|other| field.differs(other).1);
        if !distinct.iter().any(|other| field.has_values_of(other)) {
            distinct.push(field);
        }
        field.is_valueless() || splits
    });
    if none {
        return T::without_value(causes);
    }
    value.add_causes(causes);
    value
}

/// Whether two candidates whose keys may be the same may differ in their fields. In the order of the least that a key may
/// be, one is held against those before it that reach furthest: the furthest, and the furthest that differs from that one.
fn has_tie<T: Kept>(candidates: &[Candidate<'_, T>]) -> bool {
    let mut sorted: Vec<&Candidate<'_, T>> = candidates.iter().collect();
    sorted.sort_by(|a, b| a.key.lo().cmp(&b.key.lo()));
    let further = |a: &Candidate<'_, T>, b: &Candidate<'_, T>| match (a.key.hi(), b.key.hi()) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(a), Some(b)) => a > b,
    };
    let mut furthest: [Option<&Candidate<'_, T>>; 2] = [None, None];
    for candidate in sorted.into_iter().filter(|candidate| !candidate.field.is_valueless()) {
        let differs = |other: &Candidate<'_, T>| candidate.field.differs(other.field.as_ref()).0;
        let tied = |other: &Candidate<'_, T>| candidate.key.meet(&other.key).is_some();
        if furthest.iter().flatten().any(|other| tied(other) && differs(other)) {
            return true;
        }
        furthest = match furthest {
            [None, _] => [Some(candidate), None],
            [Some(first), second] if differs(first) => {
                if further(candidate, first) {
                    [Some(candidate), Some(first)]
                } else if second.is_none_or(|second| further(candidate, second)) {
                    [Some(first), Some(candidate)]
                } else {
                    furthest
                }
            }
            [Some(first), second] if further(candidate, first) => [Some(candidate), second],
            kept => kept,
        };
    }
    false
}

/// What any number of elements of which each gives this may add up to.
fn any_number_of(item: Option<&Interval>) -> Interval {
    let Some(item) = item else { return Interval::single(Number::ZERO) };
    let below = item.lo().is_none_or(Number::is_negative);
    let above = item.hi().is_none_or(|hi| hi.sign() == std::cmp::Ordering::Greater);
    let end = |open: bool| (!open).then_some(Number::ZERO);
    Interval::new(end(below), end(above)).unwrap_or(Interval::ANY)
}
