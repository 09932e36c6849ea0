//! Expressions to slots. One arm for each form, in the order of the form's declaration.

pub mod leaves;
mod periods;

use whereas_hir::expr::{Arithmetic, Band, Compare, Elapsed, Expr, ExprId, Literal};
use whereas_hir::policy::DecisionKind;
use whereas_plan::facts::Constant;
use whereas_plan::op::{self, Class, Op, Order};
use whereas_plan::program::ConstantSet;
use whereas_value::id::TermId;
use whereas_value::{MonthEnds, Number, Type};

use crate::lowering::{Lowering, Place, Value, once};
use crate::shared;

impl Lowering<'_, '_> {
    /// The slot of an expression.
    pub fn value(&mut self, id: ExprId, place: &Place) -> Value {
        let class = self.class(id);
        let Some(expr) = self.hir().exprs.get(id) else { return self.undetermined(class) };
        match expr {
            Expr::Missing => self.undetermined(class),
            Expr::Literal(literal) => self.literal(literal, class),
            Expr::Fact(_) | Expr::Variable(_) => self.leaf(id, place),
            Expr::Field { .. } => self.field(id, place),
            Expr::Judgement(judgement) => once(self.judgement(*judgement)),
            Expr::Term(term) => once(self.term(*term)),
            Expr::Decision(decision) => self.read_decision((*decision, None), None, place),
            Expr::DecisionOf { decision, element } => {
                self.read_decision((*decision, None), Some(*element), place)
            }
            Expr::Parameter { parameter, on } => self.parameter(*parameter, *on, place),
            Expr::Reading { question, reading } => self.reading(*question, *reading),
            Expr::Call { means, .. } => self.value(*means, place),
            // Only in the text of a function, which nothing decides by.
            Expr::Argument { .. } => self.undetermined(class),
            Expr::EventField(field) => self.event_field(*field, class, place),
            Expr::AsOfDay => once(self.builder.emit(Op::AsOfDay, Class::Number, op::FrameId(0))),
            Expr::GoverningDay => once(self.governing_day()),
            Expr::Not(of) => {
                let of = self.value(*of, place);
                self.not(of)
            }
            Expr::And(of) => {
                let all = self.beside(of, place, true);
                self.all(place, &all)
            }
            Expr::Or(of) => {
                let all = self.beside(of, place, false);
                self.any(place, &all)
            }
            Expr::AtLeast { count, of } => {
                let all = self.values(of, place);
                let (mut slots, lists) = self.together(place, &all);
                slots.sort_unstable();
                let of = self.builder.slots(&slots);
                self.emit(place, Op::AtLeast { count: *count, of }, Class::Truth, lists)
            }
            Expr::Compare { op, left, right } => self.compare(*op, *left, *right, place),
            Expr::OneOf { subject, values } => self.one_of(*subject, values, place),
            Expr::Between { subject, low, high } => {
                let all = self.values(&[*subject, *low, *high], place);
                let (slots, lists) = self.together(place, &all);
                let [subject, low, high] = slots.as_slice() else {
                    return self.undetermined(class);
                };
                let op = Op::Between { subject: *subject, low: *low, high: *high };
                self.emit(place, op, Class::Truth, lists)
            }
            Expr::Includes { set, value } => self.includes(*set, *value, place),
            Expr::IsEmpty(of) => self.is_empty(*of, place),
            Expr::IsKnown(of) => self.is_known(*of, place),
            Expr::IsAbsent(of) => self.is_absent(*of, place),
            Expr::IsDecided { decision, element } => self.is_decided(*decision, *element, place),
            Expr::If { test, then, otherwise } => {
                let test = self.value(*test, place);
                let (then, otherwise) = (self.value(*then, place), self.value(*otherwise, place));
                self.choose(test, then, otherwise, class, place)
            }
            Expr::Arithmetic { op, left, right } => self.arithmetic(*op, *left, *right, place),
            Expr::Lesser(of) => self.end_of(of, place, Op::Lesser),
            Expr::Greater(of) => self.end_of(of, place, Op::Greater),
            Expr::Scale { base, bands } => self.scale(*base, bands, place),
            Expr::Rounded { value, places, rounding } => {
                let of = self.value(*value, place);
                let op = Op::Rounded { value: of.slot, places: *places, rounding: *rounding };
                self.on(of, op, Class::Number)
            }
            Expr::Elapsed { unit, from, to } => self.elapsed(id, *unit, *from, *to, place),
            // Only ever what a call is given; whatever is asked of it is asked of its two days.
            Expr::Span { .. } => self.undetermined(class),
            Expr::Periods { asked, days } => self.periods(*asked, days, place),
            Expr::DaysInAny { over, item, within } => {
                self.days_in_any(*over, *item, *within, place)
            }
            Expr::Under { decision, clauses, element } => {
                self.under((*decision, None), clauses, *element, place)
            }
            Expr::Apart { decision, clause, element } => {
                self.apart((*decision, None), *clause, *element, place)
            }
            Expr::Any(over) => self.any_in(*over, place),
            Expr::Every { over, has } => self.every_in(*over, *has, place),
            Expr::Count(over) => self.sum_in(*over, None, place),
            Expr::CountDifferent { over, key } => self.different_in(*over, *key, place),
            Expr::Sum { over, item } => self.sum_in(*over, Some(*item), place),
            Expr::Extreme { largest, over, item } => self.extreme_in(*largest, *over, *item, place),
            // A picked element is only ever read at a field of it.
            Expr::Pick { .. } => self.undetermined(class),
        }
    }

    /// The slots of expressions.
    pub fn values(&mut self, ids: &[ExprId], place: &Place) -> Vec<Value> {
        ids.iter().map(|id| self.value(*id, place)).collect()
    }

    fn literal(&mut self, literal: &Literal, class: Class) -> Value {
        match shared::constant(literal) {
            Some(constant) => once(self.builder.constant(constant)),
            None => self.undetermined(class),
        }
    }

    /// A term stands for what it means, wherever it is read.
    pub fn term(&mut self, id: TermId) -> whereas_plan::SlotId {
        if let Some(slot) = self.terms.get(&id) {
            return *slot;
        }
        let Some(term) = self.hir().terms.get(id) else { return self.builder.truth(false) };
        // Terms in a circle are an error of the text; should one come here, it has no value.
        let class = self.class(term.means);
        let of_itself = self.undetermined(class).slot;
        self.terms.insert(id, of_itself);
        let place = Place::policy(self.policy_of(term.clause));
        let slot = self.value(term.means, &place).slot;
        self.terms.insert(id, slot);
        slot
    }

    // -------------------------------------------------------------- and, or, beside `is absent`

    /// The operands of an `and` or `or`: beside `F is not absent` (in `or`: `F is absent`) F is read as there, and beside a
    /// guard against zero a division is no fault.
    pub fn beside(&mut self, of: &[ExprId], place: &Place, all: bool) -> Vec<Value> {
        let (guards, inner) = self.guarded(of, place, all);
        let each = of.iter().zip(guards);
        each.map(|(id, guard)| self.value(*id, if guard { place } else { &inner })).collect()
    }

    /// Which operands are such guards, and where the others stand.
    pub fn guarded(&self, of: &[ExprId], place: &Place, all: bool) -> (Vec<bool>, Place) {
        let hir = self.hir();
        let mut inner = place.clone();
        let mut guards = Vec::with_capacity(of.len());
        for id in of {
            let asked = match hir.exprs.get(*id) {
                Some(Expr::Not(of)) if all => hir.exprs.get(*of),
                Some(expr @ Expr::IsAbsent(_)) if !all => Some(expr),
                Some(_) | None => None,
            };
            let path = match asked {
                Some(Expr::IsAbsent(of)) => shared::path(hir, *of),
                Some(_) | None => None,
            };
            guards.push(path.is_some());
            inner.present.extend(path);
            inner.nonzero.extend(self.checked.not_zero_beside(*id, all));
        }
        (guards, inner)
    }

    // -------------------------------------------------------------- facts, fields, elements

    fn compare(&mut self, op: Compare, left: ExprId, right: ExprId, place: &Place) -> Value {
        let same = self.is_same(left, right);
        let (left, right) = (self.value(left, place), self.value(right, place));
        let (order, left, right) = match op {
            Compare::Equal | Compare::NotEqual => (Order::Equal, left, right),
            Compare::Less => (Order::Less, left, right),
            Compare::AtMost => (Order::AtMost, left, right),
            Compare::More => (Order::Less, right, left),
            Compare::AtLeast => (Order::AtMost, right, left),
        };
        let (slots, lists) = self.together(place, &[left, right]);
        let [left, right] = slots.as_slice() else { return self.truth(false) };
        let compare = Op::Compare { order, same, left: *left, right: *right };
        let value = self.emit(place, compare, Class::Truth, lists);
        if op == Compare::NotEqual { self.not(value) } else { value }
    }

    fn one_of(&mut self, subject: ExprId, values: &[ExprId], place: &Place) -> Value {
        let class = self.class(subject);
        let value = self.value(subject, place);
        let hir = self.hir();
        let literals: Option<Vec<&Literal>> = values
            .iter()
            .map(|id| match hir.exprs.get(*id) {
                Some(Expr::Literal(literal)) => Some(literal),
                Some(_) | None => None,
            })
            .collect();
        if let Some(set) = literals.and_then(|literals| constant_set(class, &literals)) {
            let values = self.builder.constant_set(set);
            return self.on(value, Op::OneOfConstant { subject: value.slot, values }, Class::Truth);
        }
        let mut all = vec![value];
        all.extend(self.values(values, place));
        let (slots, lists) = self.together(place, &all);
        let Some((subject, values)) = slots.split_first() else { return self.truth(false) };
        let values = self.builder.slots(values);
        self.emit(place, Op::OneOf { subject: *subject, values }, Class::Truth, lists)
    }

    /// `if C then A else B`; where C is written in the policy, the branch.
    pub fn choose(
        &mut self,
        test: Value,
        then: Value,
        otherwise: Value,
        class: Class,
        place: &Place,
    ) -> Value {
        match self.builder.known_truth(test.slot) {
            Some(true) => return then,
            Some(false) => return otherwise,
            None => {}
        }
        let (slots, lists) = self.together(place, &[test, then, otherwise]);
        let [test, then, otherwise] = slots.as_slice() else { return self.undetermined(class) };
        let op = Op::If { test: *test, then: *then, otherwise: *otherwise };
        self.emit(place, op, class, lists)
    }

    fn end_of(&mut self, of: &[ExprId], place: &Place, op: fn(op::Range) -> Op) -> Value {
        let all = self.values(of, place);
        self.end_of_values(&all, place, op)
    }

    fn end_of_values(&mut self, all: &[Value], place: &Place, op: fn(op::Range) -> Op) -> Value {
        let (mut slots, lists) = self.together(place, all);
        slots.sort_unstable();
        slots.dedup();
        let range = self.builder.slots(&slots);
        self.emit(place, op(range), Class::Number, lists)
    }

    /// The sum over the bands of the rate times the part that lies in the band: the lesser of x and its limit, less the
    /// limit below, and never less than nothing. So said, each band only rises with x, and an x that is known to lie in
    /// a range gives no more than the range of what is owed.
    fn scale(&mut self, base: ExprId, bands: &[Band], place: &Place) -> Value {
        let x = self.value(base, place);
        let nothing = once(self.builder.constant(Constant::Number(Number::ZERO)));
        let (mut below, mut sum): (Option<Value>, Option<Value>) = (None, None);
        for band in bands {
            let rate = self.value(band.rate, place);
            let limit = band.up_to.map(|limit| self.value(limit, place));
            let up_to = match limit {
                Some(limit) => self.end_of_values(&[x, limit], place, Op::Lesser),
                None => x,
            };
            let part = match below {
                Some(below) => self.calculate(op::Arithmetic::Subtract, false, up_to, below, place),
                None => up_to,
            };
            let part = self.end_of_values(&[nothing, part], place, Op::Greater);
            let share = self.calculate(op::Arithmetic::Multiply, false, rate, part, place);
            sum = Some(match sum {
                Some(sum) => self.calculate(op::Arithmetic::Add, false, sum, share, place),
                None => share,
            });
            below = limit;
        }
        sum.unwrap_or(nothing)
    }

    fn arithmetic(&mut self, op: Arithmetic, left: ExprId, right: ExprId, place: &Place) -> Value {
        let same = op == Arithmetic::Subtract && self.is_same(left, right);
        let (lt, rt) =
            (self.checked.ty(left).present().clone(), self.checked.ty(right).present().clone());
        let ends = self.month_ends(place);
        let by = right;
        let (left, right) = (self.value(left, place), self.value(right, place));
        let whole = rt.is_discrete();
        let class = self.checked.tables().classes.get(by);
        let guarded = class.is_some_and(|class| place.nonzero.contains(class));
        let (op, left, right) = match (op, &lt, &rt) {
            _ if same => (op::Arithmetic::Subtract, left, right),
            (Arithmetic::Add, Type::Date, Type::Months) => {
                (op::Arithmetic::AddMonths(ends), left, right)
            }
            (Arithmetic::Add, Type::Months, Type::Date) => {
                (op::Arithmetic::AddMonths(ends), right, left)
            }
            (Arithmetic::Add, Type::Date, _) => (op::Arithmetic::AddDays, left, right),
            (Arithmetic::Add, _, Type::Date) => (op::Arithmetic::AddDays, right, left),
            (Arithmetic::Subtract, Type::Date, Type::Date) => {
                (op::Arithmetic::DaysBetween, right, left)
            }
            (Arithmetic::Subtract, Type::Date, Type::Months) => {
                (op::Arithmetic::SubtractMonths(ends), left, right)
            }
            (Arithmetic::Subtract, Type::Date, _) => (op::Arithmetic::SubtractDays, left, right),
            (Arithmetic::Add, _, _) => (op::Arithmetic::Add, left, right),
            (Arithmetic::Subtract, _, _) => (op::Arithmetic::Subtract, left, right),
            (Arithmetic::Multiply, _, _) => (op::Arithmetic::Multiply, left, right),
            (Arithmetic::Divide, _, _) if guarded && whole => {
                (op::Arithmetic::DivideByNonzeroWhole, left, right)
            }
            (Arithmetic::Divide, _, _) if guarded => (op::Arithmetic::DivideByNonzero, left, right),
            (Arithmetic::Divide, _, _) if whole => (op::Arithmetic::DivideByWhole, left, right),
            (Arithmetic::Divide, _, _) => (op::Arithmetic::Divide, left, right),
        };
        self.calculate(op, same, left, right, place)
    }

    fn calculate(
        &mut self,
        op: op::Arithmetic,
        same: bool,
        left: Value,
        right: Value,
        place: &Place,
    ) -> Value {
        let (slots, lists) = self.together(place, &[left, right]);
        let [left, right] = slots.as_slice() else { return self.undetermined(Class::Number) };
        let op = Op::Arithmetic { op, same, left: *left, right: *right };
        self.emit(place, op, Class::Number, lists)
    }

    fn elapsed(
        &mut self,
        id: ExprId,
        unit: Elapsed,
        from: ExprId,
        to: ExprId,
        place: &Place,
    ) -> Value {
        let ends = self.month_ends(place);
        let in_months = matches!(self.checked.ty(id).present(), Type::Months);
        let (from, to) = (self.value(from, place), self.value(to, place));
        match unit {
            Elapsed::Days => self.calculate(op::Arithmetic::DaysBetween, false, from, to, place),
            Elapsed::Months => {
                self.calculate(op::Arithmetic::MonthsBetween(ends), false, from, to, place)
            }
            Elapsed::Years => {
                let years =
                    self.calculate(op::Arithmetic::YearsBetween(ends), false, from, to, place);
                if !in_months {
                    return years;
                }
                let twelve = once(self.builder.constant(Constant::Number(Number::from(12_i32))));
                self.calculate(op::Arithmetic::Multiply, false, years, twelve, place)
            }
        }
    }

    fn month_ends(&self, place: &Place) -> MonthEnds {
        let policy = self.hir().policies.get(place.policy);
        policy.and_then(|policy| policy.month_ends).unwrap_or(MonthEnds::RoundDown)
    }

    // -------------------------------------------------------------- sets

    fn includes(&mut self, set: ExprId, value: u32, place: &Place) -> Value {
        match self.hir().exprs.get(set) {
            Some(Expr::Decision(decision)) => {
                self.read_decision((*decision, Some(value)), None, place)
            }
            Some(Expr::DecisionOf { decision, element }) => {
                self.read_decision((*decision, Some(value)), Some(*element), place)
            }
            Some(Expr::Under { decision, clauses, element }) => {
                self.under((*decision, Some(value)), clauses, *element, place)
            }
            Some(Expr::Apart { decision, clause, element }) => {
                self.apart((*decision, Some(value)), *clause, *element, place)
            }
            Some(_) | None => {
                let set = self.value(set, place);
                self.on(set, Op::Includes { set: set.slot, value }, Class::Truth)
            }
        }
    }

    fn is_empty(&mut self, of: ExprId, place: &Place) -> Value {
        let hir = self.hir();
        if let Some((decision, element)) = hir.exprs.get(of).and_then(Expr::decision)
            && let Some(DecisionKind::Set(choice)) =
                hir.decisions.get(decision).map(|decision| &decision.kind)
        {
            let all: Vec<Value> = (0..self.size(*choice))
                .map(|value| self.read_decision((decision, Some(value)), element, place))
                .collect();
            let any = self.any(place, &all);
            return self.not(any);
        }
        if let Some(Expr::Fact(list)) = hir.exprs.get(of)
            && self.is_list(*list)
        {
            let there = self.there(*list);
            let op = Op::ListEmpty { list: *list, there };
            return once(self.builder.emit(op, Class::Truth, op::FrameId(0)));
        }
        let size = if let Type::Set(choice) = self.checked.ty(of).present() {
            self.size(*choice)
        } else {
            0
        };
        let set = self.value(of, place);
        self.on(set, Op::SetEmpty { set: set.slot, size }, Class::Truth)
    }

    /// How many values a choice has.
    pub fn size(&self, choice: whereas_value::id::ChoiceId) -> u32 {
        let count = self.hir().choices.get(choice).map_or(0, |choice| choice.values.len());
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

/// Literals as one set, where they are of a choice or texts.
fn constant_set(class: Class, literals: &[&Literal]) -> Option<ConstantSet> {
    match class {
        Class::Choice => {
            let mut bits = 0_u64;
            for literal in literals {
                let Literal::Choice { value, .. } = literal else { return None };
                bits |= 1_u64.checked_shl(*value).unwrap_or(0);
            }
            Some(ConstantSet::Choices(bits))
        }
        Class::Text => {
            let texts = literals.iter().map(|literal| {
                if let Literal::Text(text) = literal { Some(text.clone()) } else { None }
            });
            Some(ConstantSet::Texts(texts.collect::<Option<_>>()?))
        }
        Class::Truth | Class::Number | Class::Set | Class::Record => None,
    }
}
