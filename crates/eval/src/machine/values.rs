//! Comparisons and arithmetic: strict in their operands, the worst cause of which they pass on.

use whereas_plan::op::{Arithmetic, ConstantId, Order, Range};
use whereas_plan::program::ConstantSet;
use whereas_plan::{Class, SlotId};
use whereas_value::id::ParameterId;
use whereas_value::{Cause, Causes, Interval, Lifted, Number, Rounding, TextSet, Verdict};

use super::{Machine, by_class};
use crate::cell::{Cell, ChoiceCell, NumberCell, SetCell, Strict, TextCell, Truth};
use crate::known;
use crate::store::{Kept, Store};

/// Values that are compared.
pub(super) trait Compared: Kept {
    /// `a is b`
    fn is_equal(&self, other: &Self) -> Verdict {
        let mut both = self.clone();
        both.meet_values(other);
        Verdict {
            may_yes: !both.is_valueless(),
            may_no: !(self.has_one_value() && self.has_values_of(other)),
        }
    }
    /// From the least to the greatest it may be, where it has an order.
    fn ends(&self) -> Option<Interval>;
}

impl Compared for Truth {
    fn ends(&self) -> Option<Interval> {
        None
    }
}
impl Compared for ChoiceCell {
    fn ends(&self) -> Option<Interval> {
        if self.bits == 0 {
            return None;
        }
        let highest = self.bits.checked_ilog2().unwrap_or(0);
        Interval::new(Some(self.bits.trailing_zeros().into()), Some(highest.into()))
    }
}
impl Compared for NumberCell {
    fn is_equal(&self, other: &Self) -> Verdict {
        match (&self.value, &other.value) {
            (Some(a), Some(b)) => a.is_equal_to(b),
            (Some(_) | None, None) | (None, Some(_)) => Verdict { may_no: false, may_yes: false },
        }
    }
    fn ends(&self) -> Option<Interval> {
        self.value.clone()
    }
}
impl Compared for TextCell {
    fn is_equal(&self, other: &Self) -> Verdict {
        self.value.is_equal_to(&other.value)
    }
    fn ends(&self) -> Option<Interval> {
        None
    }
}
impl Compared for SetCell {
    fn ends(&self) -> Option<Interval> {
        None
    }
}

impl Machine<'_> {
    pub(super) fn compare(
        &self,
        store: &Store,
        order: Order,
        same: bool,
        left: SlotId,
        right: SlotId,
        row: u32,
    ) -> Truth {
        by_class!(self.class(left), self.compare_as::<_>(store, order, same, left, right, row))
    }

    fn compare_as<T: Compared>(
        &self,
        store: &Store,
        order: Order,
        same: bool,
        left: SlotId,
        right: SlotId,
        row: u32,
    ) -> Truth {
        let (Some(a), Some(b)) =
            (self.get::<T>(store, left, row), self.get::<T>(store, right, row))
        else {
            return Truth::EMPTY;
        };
        let mut strict = Strict::NONE;
        strict.add_cell(&*a);
        strict.add_cell(&*b);
        let verdict = if a.is_valueless() || b.is_valueless() {
            Verdict { may_no: false, may_yes: false }
        } else if same {
            let yes = order != Order::Less;
            Verdict { may_no: !yes, may_yes: yes }
        } else {
            match order {
                Order::Equal => a.is_equal(&b),
                Order::Less => ordered(&*a, &*b, Interval::is_less_than),
                Order::AtMost => ordered(&*a, &*b, Interval::is_at_most),
            }
        };
        Truth::of(verdict.may_no, verdict.may_yes, strict.causes())
    }

    pub(super) fn one_of(&self, store: &Store, subject: SlotId, values: Range, row: u32) -> Truth {
        by_class!(self.class(subject), self.one_of_as::<_>(store, subject, values, row))
    }

    fn one_of_as<T: Compared>(
        &self,
        store: &Store,
        subject: SlotId,
        values: Range,
        row: u32,
    ) -> Truth {
        let Some(subject) = self.get::<T>(store, subject, row) else { return Truth::EMPTY };
        let mut strict = Strict::NONE;
        strict.add_cell(&*subject);
        let (mut may, mut must, mut valueless) = (false, false, subject.is_valueless());
        for value in self.slots(values).filter_map(|slot| self.get::<T>(store, slot, row)) {
            strict.add_cell(&*value);
            valueless |= value.is_valueless();
            let verdict = subject.is_equal(&value);
            may |= verdict.may_yes;
            must |= verdict.must();
        }
        Truth::of(!must && !valueless, may && !valueless, strict.causes())
    }

    pub(super) fn one_of_constant(
        &self,
        store: &Store,
        subject: SlotId,
        values: ConstantId,
        row: u32,
    ) -> Truth {
        match self.program.constants.get(values) {
            Some(ConstantSet::Choices(listed)) => {
                let Some(cell) = self.get::<ChoiceCell>(store, subject, row) else {
                    return Truth::EMPTY;
                };
                Truth::of(cell.bits & !listed != 0, cell.bits & listed != 0, cell.causes)
            }
            Some(ConstantSet::Texts(listed)) => {
                let Some(cell) = self.get::<TextCell>(store, subject, row) else {
                    return Truth::EMPTY;
                };
                match &cell.value {
                    TextSet::Any => Truth::of(true, !listed.is_empty(), cell.causes),
                    TextSet::OneOf(texts) => {
                        let found = texts.iter().filter(|text| listed.contains(*text)).count();
                        Truth::of(found < texts.len(), found > 0, cell.causes)
                    }
                }
            }
            Some(ConstantSet::One(_)) | None => Truth::EMPTY,
        }
    }

    pub(super) fn between(
        &self,
        store: &Store,
        subject: SlotId,
        low: SlotId,
        high: SlotId,
        row: u32,
    ) -> Truth {
        by_class!(self.class(subject), self.between_as::<_>(store, [subject, low, high], row))
    }

    fn between_as<T: Compared>(&self, store: &Store, slots: [SlotId; 3], row: u32) -> Truth {
        let [Some(subject), Some(low), Some(high)] =
            slots.map(|slot| self.get::<T>(store, slot, row))
        else {
            return Truth::EMPTY;
        };
        let mut strict = Strict::NONE;
        [&subject, &low, &high].into_iter().for_each(|cell| strict.add_cell(&**cell));
        let causes = strict.causes();
        match (subject.ends(), low.ends(), high.ends()) {
            (Some(subject), Some(low), Some(high)) => {
                let (above, below) = (low.is_at_most(&subject), subject.is_at_most(&high));
                Truth::of(above.may_no || below.may_no, above.may_yes && below.may_yes, causes)
            }
            _ => Truth::of(false, false, causes),
        }
    }

    pub(super) fn arithmetic(
        &self,
        store: &Store,
        op: Arithmetic,
        same: bool,
        left: SlotId,
        right: SlotId,
        row: u32,
    ) -> NumberCell {
        let (Some(a), Some(b)) =
            (self.get::<NumberCell>(store, left, row), self.get::<NumberCell>(store, right, row))
        else {
            return NumberCell::EMPTY;
        };
        let mut strict = Strict::NONE;
        strict.add_cell(&*a);
        strict.add_cell(&*b);
        let (Some(x), Some(y)) = (&a.value, &b.value) else {
            return NumberCell { value: None, causes: strict.causes() };
        };
        let result = match op {
            Arithmetic::Subtract if same => Lifted::sure(Interval::single(Number::ZERO)),
            Arithmetic::Add => x.plus(y),
            Arithmetic::Subtract => x.minus(y),
            Arithmetic::Multiply => x.times(y),
            Arithmetic::Divide => x.over(y, false),
            Arithmetic::DivideByWhole => x.over(y, true),
            Arithmetic::DivideByNonzero => x.over_nonzero(y, false),
            Arithmetic::DivideByNonzeroWhole => x.over_nonzero(y, true),
            Arithmetic::AddDays => x.date_plus_days(y),
            Arithmetic::SubtractDays => x.date_plus_days(&y.negated()),
            Arithmetic::AddMonths(ends) => x.date_plus_months(y, ends),
            Arithmetic::SubtractMonths(ends) => x.date_plus_months(&y.negated(), ends),
            Arithmetic::DaysBetween => x.days_until(y),
            Arithmetic::MonthsBetween(ends) => x.months_until(y, ends),
            Arithmetic::YearsBetween(ends) => x.years_until(y, ends),
        };
        lifted(result, strict.causes())
    }

    pub(super) fn end_of(
        &self,
        store: &Store,
        of: Range,
        row: u32,
        take: fn(&Interval, &Interval) -> Interval,
    ) -> NumberCell {
        let mut strict = Strict::NONE;
        let mut value: Option<Interval> = None;
        let mut valueless = false;
        for cell in self.slots(of).filter_map(|slot| self.get::<NumberCell>(store, slot, row)) {
            strict.add_cell(&*cell);
            match (&value, &cell.value) {
                (_, None) => valueless = true,
                (None, Some(one)) => value = Some(one.clone()),
                (Some(so_far), Some(one)) => value = Some(take(so_far, one)),
            }
        }
        NumberCell { value: value.filter(|_| !valueless), causes: strict.causes() }
    }

    pub(super) fn rounded(
        &self,
        store: &Store,
        value: SlotId,
        places: u32,
        rounding: Rounding,
        row: u32,
    ) -> NumberCell {
        let Some(cell) = self.get::<NumberCell>(store, value, row) else {
            return NumberCell::EMPTY;
        };
        match &cell.value {
            Some(value) => lifted(value.rounded(places, rounding), cell.causes),
            None => cell.into_owned(),
        }
    }

    pub(super) fn parameter_on<T: Kept>(
        &self,
        store: &mut Store,
        id: SlotId,
        parameter: ParameterId,
        day: SlotId,
        row: u32,
    ) {
        let Some(day) = self.get::<NumberCell>(store, day, row) else { return };
        let Some(parameter) = self.meaning.parameters.get(parameter) else { return };
        let mut result = T::without_value(day.causes);
        if let Some(days) = &day.value {
            let mut later = parameter.values.iter().skip(1).map(|(from, _)| *from);
            for (from, value) in &parameter.values {
                let last = later.next().and_then(|next| next.plus_days(-1).ok());
                let last = last.map(|last| Number::from(last.days()));
                let period = Interval::new(Some(Number::from(from.days())), last);
                if period.is_some_and(|period| period.meet(days).is_some()) {
                    result.join_values(&T::from_values(&known::constant(value)));
                }
            }
            let first = parameter.values.first().map(|(from, _)| Number::from(from.days()));
            if first.is_none_or(|first| days.lo().is_none_or(|lo| *lo < first)) {
                result.add_causes(Causes::of(Cause::Undetermined));
            }
        }
        self.put(store, id, row, result);
    }
}

fn ordered<T: Compared>(a: &T, b: &T, compare: fn(&Interval, &Interval) -> Verdict) -> Verdict {
    match (a.ends(), b.ends()) {
        (Some(a), Some(b)) => compare(&a, &b),
        _ => Verdict { may_no: true, may_yes: true },
    }
}

/// The result of an operation that may be a fault.
pub(super) fn lifted(result: Lifted, causes: Causes) -> NumberCell {
    let fault = if result.fault.is_some() { Causes::of(Cause::Fault) } else { Causes::NONE };
    NumberCell { value: result.value, causes: causes.and(fault) }
}
