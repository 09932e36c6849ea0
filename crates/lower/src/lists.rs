//! Forms over a list: what is asked of an element is lowered in the frame with that list behind the lists around.

use whereas_hir::expr::{Ends, ExprId, Over};
use whereas_plan::facts::Constant;
use whereas_plan::op::{self, Class, Op, SlotId};
use whereas_value::Number;
use whereas_value::id::FactId;

use crate::exprs::leaves::guards;
use crate::lowering::{Lowering, Place, Value, bit, once};
use crate::shared::Root;

/// What is asked of each element, in one frame.
struct Elements {
    /// Whether there are others.
    there: SlotId,
    /// What is asked, in the frame with the list last.
    slots: Vec<SlotId>,
    /// The lists around.
    lists: u128,
}

impl Lowering<'_, '_> {
    /// Whether there are elements of a list that are not stated.
    pub fn there(&mut self, list: FactId) -> SlotId {
        if let Some(slot) = self.there.get(&list) {
            return *slot;
        }
        let open = Op::There { list, complete: None };
        let open_end = self.builder.emit(open, Class::Truth, op::FrameId(0));
        let condition = self.hir().facts.get(list).and_then(|fact| fact.complete_only_when);
        let slot = match condition {
            None => open_end,
            Some(condition) => {
                self.there.insert(list, open_end);
                let place = Place::policy(whereas_hir::Hir::MAIN);
                let complete = self.value(condition, &place).slot;
                let op = Op::There { list, complete: Some(complete) };
                self.builder.emit(op, Class::Truth, op::FrameId(0))
            }
        };
        self.there.insert(list, slot);
        slot
    }

    /// The place within the list that a form speaks of.
    pub(crate) fn inside(&self, over: Over, place: &Place) -> Option<(FactId, Place)> {
        let list = self.hir().variables.get(over.variable)?.list;
        Some((list, place.within(list, over.variable)))
    }

    fn filter(&mut self, over: Over, inner: &Place) -> Value {
        match over.filter {
            Some(filter) => self.value(filter, inner),
            None => self.truth(true),
        }
    }

    /// Brings what is asked of elements into one frame, with the list last.
    fn elements(&mut self, list: FactId, inner: &Place, asked: &[Value]) -> Elements {
        let own = bit(inner.around.len().saturating_sub(1));
        let lists = asked.iter().fold(own, |lists, value| lists | value.lists);
        let slots = asked.iter().map(|value| self.spread(inner, *value, lists)).collect();
        Elements { there: self.there(list), slots, lists: lists & !own }
    }

    fn over(
        &mut self,
        place: &Place,
        elements: &Elements,
        class: Class,
        op: impl FnOnce(op::Range) -> Op,
    ) -> Value {
        let mut operands = vec![elements.there];
        operands.extend(&elements.slots);
        let range = self.builder.slots(&operands);
        self.emit(place, op(range), class, elements.lists)
    }

    /// `any (c in xs where C)`
    pub fn any_in(&mut self, over: Over, place: &Place) -> Value {
        let Some((list, inner)) = self.inside(over, place) else { return self.truth(false) };
        let condition = self.filter(over, &inner);
        let elements = self.elements(list, &inner, &[condition]);
        let Some(condition) = elements.slots.first().copied() else { return self.truth(false) };
        self.emit(place, Op::Any { condition, there: elements.there }, Class::Truth, elements.lists)
    }

    /// `every (c in xs where F has C)`
    pub fn every_in(&mut self, over: Over, has: ExprId, place: &Place) -> Value {
        let Some((list, inner)) = self.inside(over, place) else { return self.truth(true) };
        let filter = self.filter(over, &inner);
        let has = self.value(has, &inner);
        let elements = self.elements(list, &inner, &[filter, has]);
        self.over(place, &elements, Class::Truth, Op::Every)
    }

    /// `sum of (c.pay for c in xs where C)`; `count of (…)` adds one for each.
    pub fn sum_in(&mut self, over: Over, item: Option<ExprId>, place: &Place) -> Value {
        let Some((list, inner)) = self.inside(over, place) else {
            return self.undetermined(Class::Number);
        };
        let counts = self.filter(over, &inner);
        let item = match item {
            Some(item) => self.value(item, &inner),
            None => once(self.builder.constant(Constant::Number(Number::ONE))),
        };
        let zero = once(self.builder.constant(Constant::Number(Number::ZERO)));
        let added = self.choose(counts, item, zero, Class::Number, &inner);
        let elements = self.elements(list, &inner, &[added]);
        let Some(item) = elements.slots.first().copied() else {
            return self.undetermined(Class::Number);
        };
        self.emit(place, Op::Sum { item, there: elements.there }, Class::Number, elements.lists)
    }

    /// `smallest of (…)`, and the other ends
    pub fn extreme_in(&mut self, largest: bool, over: Over, item: ExprId, place: &Place) -> Value {
        let Some((list, inner)) = self.inside(over, place) else {
            return self.undetermined(Class::Number);
        };
        let counts = self.filter(over, &inner);
        let item = self.value(item, &inner);
        let elements = self.elements(list, &inner, &[counts, item]);
        self.over(place, &elements, Class::Number, |operands| Op::Extreme { largest, operands })
    }

    /// `count of different (c.k for c in xs where C)`
    pub fn different_in(&mut self, over: Over, key: ExprId, place: &Place) -> Value {
        let Some((list, inner)) = self.inside(over, place) else {
            return self.undetermined(Class::Number);
        };
        let counts = self.filter(over, &inner);
        let key = self.value(key, &inner);
        let elements = self.elements(list, &inner, &[counts, key]);
        self.over(place, &elements, Class::Number, Op::Different)
    }

    /// `days in any of (c for c in xs where C) within Q`; the days of Q are those of the place around, for every element.
    pub fn days_in_any(
        &mut self,
        over: Over,
        item: Ends,
        within: Option<Ends>,
        place: &Place,
    ) -> Value {
        let Some((list, inner)) = self.inside(over, place) else {
            return self.undetermined(Class::Number);
        };
        let counts = self.filter(over, &inner);
        let mut asked = vec![counts, self.value(item.from, &inner), self.value(item.to, &inner)];
        if let Some(within) = within {
            asked.push(self.value(within.from, place));
            asked.push(self.value(within.to, place));
        }
        let elements = self.elements(list, &inner, &asked);
        self.over(place, &elements, Class::Number, Op::DaysInAny)
    }

    /// `the c in xs with smallest k`, read at a field
    pub fn pick_in(
        &mut self,
        largest: bool,
        over: Over,
        key: ExprId,
        path: &[u32],
        place: &Place,
    ) -> Value {
        let Some((list, inner)) = self.inside(over, place) else {
            return self.undetermined(Class::Truth);
        };
        let counts = self.filter(over, &inner);
        let key = self.value(key, &inner);
        let root = Root::Variable(over.variable);
        let guards = guards(&inner, root, path, path.len().saturating_add(1));
        let field = self.leaf_at(
            root,
            path,
            &inner,
            |input| Op::Input { input, guards },
            |column| Op::Cell { column, guards },
            None,
        );
        let Some(field) = field else { return self.undetermined(Class::Truth) };
        let class = self.builder.class_of(field.slot);
        let elements = self.elements(list, &inner, &[counts, key, field]);
        self.over(place, &elements, class, |operands| Op::Pick { largest, operands })
    }
}
