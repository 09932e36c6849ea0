//! Periods, written out: what is asked of them is asked of their first and last days.

use whereas_hir::expr::{ExprId, Periods};
use whereas_plan::facts::Constant;
use whereas_plan::op::{self, Class, Op, Order};
use whereas_value::Number;

use crate::lowering::{Lowering, Place, Value, once};

impl Lowering<'_, '_> {
    /// `P overlaps Q`: the later first day is on or before the earlier last one. `days in P`, `days in P within Q`: those
    /// from first to last and one more, and never less than none. `days between P and Q`: those from the last day of one to
    /// the first of the other and one less, whichever comes first.
    pub(super) fn periods(&mut self, asked: Periods, days: &[ExprId], place: &Place) -> Value {
        let days = self.values(days, place);
        match (asked, days.as_slice()) {
            (Periods::Days, [from, to]) => self.length(*from, *to, place),
            (Periods::DaysWithin, [from, to, first, last]) => {
                let from = self.end_of_values(&[*from, *first], place, Op::Greater);
                let to = self.end_of_values(&[*to, *last], place, Op::Lesser);
                self.length(from, to, place)
            }
            (Periods::Overlap, [from, to, first, last]) => {
                let from = self.end_of_values(&[*from, *first], place, Op::Greater);
                let to = self.end_of_values(&[*to, *last], place, Op::Lesser);
                let (slots, lists) = self.together(place, &[from, to]);
                let [left, right] = slots.as_slice() else { return self.truth(false) };
                let (left, right) = (*left, *right);
                let op = Op::Compare { order: Order::AtMost, same: false, left, right };
                self.emit(place, op, Class::Truth, lists)
            }
            (Periods::DaysBetween, [from, to, first, last]) => {
                let one = self.count(1);
                let mut gap = |after, before| {
                    let gap =
                        self.calculate(op::Arithmetic::DaysBetween, false, after, before, place);
                    self.calculate(op::Arithmetic::Subtract, false, gap, one, place)
                };
                let (before, after) = (gap(*to, *first), gap(*last, *from));
                let none = self.count(0);
                self.end_of_values(&[none, before, after], place, Op::Greater)
            }
            (Periods::Days | Periods::DaysWithin | Periods::Overlap | Periods::DaysBetween, _) => {
                self.undetermined(Class::Number)
            }
        }
    }

    /// How many days there are from the one to the other, with both.
    fn length(&mut self, from: Value, to: Value, place: &Place) -> Value {
        let days = self.calculate(op::Arithmetic::DaysBetween, false, from, to, place);
        let (one, none) = (self.count(1), self.count(0));
        let days = self.calculate(op::Arithmetic::Add, false, days, one, place);
        self.end_of_values(&[none, days], place, Op::Greater)
    }

    fn count(&mut self, count: i32) -> Value {
        once(self.builder.constant(Constant::Number(Number::from(count))))
    }
}
