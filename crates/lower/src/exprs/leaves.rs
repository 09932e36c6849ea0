//! What a case, a parameter or an event gives, to slots.

use whereas_hir::expr::{EventField, Expr, ExprId};
use whereas_plan::op::{self, Class, Op, Order};
use whereas_plan::program::Dimension;
use whereas_value::id::{ParameterId, QuestionId};
use whereas_value::{Cause, Causes, Type};

use crate::lowering::{Lowering, Place, Value, bit, once};
use crate::shared::{self, Root};

impl Lowering<'_, '_> {
    /// A fact, an element, or a field of one.
    pub(super) fn leaf(&mut self, id: ExprId, place: &Place) -> Value {
        let class = self.class(id);
        let Some((root, path)) = shared::path(self.hir(), id) else {
            return self.undetermined(class);
        };
        let guards = guards(place, root, &path, path.len().saturating_add(1));
        self.leaf_at(
            root,
            &path,
            place,
            |input| Op::Input { input, guards },
            |column| Op::Cell { column, guards },
            None,
        )
        .unwrap_or_else(|| self.undetermined(class))
    }

    /// An operation on a leaf. `class`: of the result, where it is not that of the leaf.
    pub fn leaf_at(
        &mut self,
        root: Root,
        path: &[u32],
        place: &Place,
        of_fact: impl FnOnce(op::InputId) -> Op,
        of_element: impl FnOnce(op::ColumnId) -> Op,
        class: Option<Class>,
    ) -> Option<Value> {
        let hir = self.hir();
        match root {
            Root::Fact(fact) => {
                let input = self.shared.input(hir, fact, path);
                let class =
                    class.or_else(|| self.shared.inputs.get(input).map(|input| input.class))?;
                Some(once(self.builder.emit(of_fact(input), class, op::FrameId(0))))
            }
            Root::Variable(name) => {
                let list = hir.variables.get(name)?.list;
                let at = place.list_of(name)?;
                let column = self.shared.column(hir, list, path);
                let class =
                    class.or_else(|| self.shared.columns.get(column).map(|column| column.class))?;
                let frame = self.builder.frame(vec![Dimension::List(list)]);
                let slot = self.builder.emit(of_element(column), class, frame);
                Some(Value { slot, lists: bit(at) })
            }
        }
    }

    pub(super) fn field(&mut self, id: ExprId, place: &Place) -> Value {
        if shared::path(self.hir(), id).is_some() {
            return self.leaf(id, place);
        }
        let hir = self.hir();
        if let Some(Expr::Field { base, field }) = hir.exprs.get(id)
            && let Some((term, day)) = whereas_hir::expr::day_of(hir, *base, *field)
            && let Some(term) = hir.terms.get(term)
        {
            let place = Place::policy(self.policy_of(term.clause));
            return self.value(day, &place);
        }
        // `(the c in xs with smallest c.born).name`, perhaps of a record within the element.
        let mut path = Vec::new();
        let mut base = id;
        while let Some(Expr::Field { base: inner, field }) = hir.exprs.get(base) {
            path.insert(0, *field);
            base = *inner;
        }
        match hir.exprs.get(base) {
            Some(Expr::Pick { largest, over, key }) => {
                self.pick_in(*largest, *over, *key, &path, place)
            }
            Some(_) | None => {
                let class = self.class(id);
                self.undetermined(class)
            }
        }
    }

    pub(super) fn is_known(&mut self, of: ExprId, place: &Place) -> Value {
        let not_ready = Causes::of(Cause::NotReady);
        let Some((root, path)) = shared::path(self.hir(), of) else {
            return once(self.builder.valueless(not_ready, Class::Truth));
        };
        if let (Root::Fact(list), true) = (root, path.is_empty())
            && self.is_list(list)
        {
            let there = self.there(list);
            let op = Op::ListKnown { list, there };
            return once(self.builder.emit(op, Class::Truth, op::FrameId(0)));
        }
        let guards = guards(place, root, &path, path.len());
        let known = self.leaf_at(
            root,
            &path,
            place,
            |input| Op::Known { input, guards },
            |column| Op::CellKnown { column, guards },
            Some(Class::Truth),
        );
        known.unwrap_or_else(|| once(self.builder.valueless(not_ready, Class::Truth)))
    }

    pub(super) fn is_absent(&mut self, of: ExprId, place: &Place) -> Value {
        let hir = self.hir();
        if let Some((root, path)) = shared::path(hir, of) {
            let guards = guards(place, root, &path, path.len());
            let absent = self.leaf_at(
                root,
                &path,
                place,
                |input| Op::Absent { input, guards },
                |column| Op::CellAbsent { column, guards },
                Some(Class::Truth),
            );
            return absent.unwrap_or_else(|| self.truth(false));
        }
        if let Some(Expr::Term(term)) = hir.exprs.get(of)
            && let Some(term) = hir.terms.get(*term)
        {
            return self.is_absent(term.means, &Place::policy(self.policy_of(term.clause)));
        }
        // Nothing else can be absent: it is itself wherever it has a value.
        let value = self.value(of, place);
        let op =
            Op::Compare { order: Order::Equal, same: true, left: value.slot, right: value.slot };
        let same = self.on(value, op, Class::Truth);
        self.not(same)
    }

    /// Whether a fact is a list.
    pub fn is_list(&self, fact: whereas_value::id::FactId) -> bool {
        self.hir().facts.get(fact).is_some_and(|fact| matches!(fact.ty.present(), Type::List(_)))
    }

    // -------------------------------------------------------------- questions, days, parameters, events

    pub(super) fn reading(&mut self, question: QuestionId, reading: u32) -> Value {
        match self.fixed.readings.get(&question) {
            Some(taken) => self.truth(*taken == reading),
            None => {
                let op = Op::Reading { question, reading };
                once(self.builder.emit(op, Class::Truth, op::FrameId(0)))
            }
        }
    }

    pub(super) fn governing_day(&mut self) -> whereas_plan::SlotId {
        let op = if self.governed { Op::GoverningDay } else { Op::AsOfDay };
        self.builder.emit(op, Class::Number, op::FrameId(0))
    }

    /// `p`: in each period one value. `p on D`: the value that is in force on the day.
    pub(super) fn parameter(
        &mut self,
        id: ParameterId,
        on: Option<ExprId>,
        place: &Place,
    ) -> Value {
        let Some(parameter) = self.hir().parameters.get(id) else { return self.truth(false) };
        let class = Class::of(&parameter.ty);
        let Some(on) = on else {
            let begun = |day| self.fixed.from.is_some_and(|from| day <= from);
            let value = parameter.values.iter().rev().find(|(day, _)| begun(*day));
            return match value {
                Some((_, literal)) => self.literal(literal, class),
                None => self.undetermined(class),
            };
        };
        let day = self.value(on, place);
        self.on(day, Op::ParameterOn { parameter: id, day: day.slot }, class)
    }

    pub(super) fn event_field(&mut self, field: EventField, class: Class, place: &Place) -> Value {
        let Some(events @ Dimension::Events(_)) = place.around.first().copied() else {
            return self.undetermined(class);
        };
        let (op, class) = match field {
            EventField::On => (Op::EventOn, Class::Number),
            EventField::By(actor) => (Op::EventBy(actor), Class::Truth),
            EventField::About => (Op::EventAbout, Class::Text),
        };
        let frame = self.builder.frame(vec![events]);
        Value { slot: self.builder.emit(op, class, frame), lists: bit(0) }
    }

    // -------------------------------------------------------------- strict operators
}

/// What is read as there on the way to a leaf: one bit for each step that is asked about beside it.
pub fn guards(place: &Place, root: Root, path: &[u32], steps: usize) -> u32 {
    if place.present.is_empty() {
        return 0;
    }
    let guarded = |depth: &usize| {
        path.get(..*depth).is_some_and(|way| place.present.contains(&(root, way.to_vec())))
    };
    let depths = (0..steps.min(32)).filter(guarded);
    depths.fold(0, |bits, depth| {
        bits | 1_u32.checked_shl(u32::try_from(depth).unwrap_or(32)).unwrap_or(0)
    })
}
