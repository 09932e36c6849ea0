//! One variant of a policy to its program.
//!
//! Reads a checked policy and what is static in the variant; fills a [`Builder`]. What many things read (terms,
//! questions, switch-offs, judgements) is lowered once and remembered; [`crate::order`] sees to it that each is
//! lowered after what it reads, so that nothing here goes deep.

use std::collections::{BTreeMap, BTreeSet};

use whereas_check::Checked;
use whereas_hir::Hir;
use whereas_hir::expr::{ExprId, VarId};
use whereas_plan::op::{Class, FrameId, Op, SlotId};
use whereas_plan::program::{Dimension, WaitSlots};
use whereas_value::answer::Waits;
use whereas_value::id::{
    ClauseId, DecisionId, EventKindId, FactId, JudgementId, PolicyId, RuleId, TermId,
};
use whereas_value::{Cause, Causes};

use crate::builder::Builder;
use crate::force::Static;
use crate::shared::{Root, Shared};
use crate::text::Text;

/// A slot, and over which lists of the place where it is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Value {
    /// The slot.
    pub slot: SlotId,
    /// One bit for each list around the place: those that the slot's frame has.
    pub lists: u128,
}

/// Where an expression stands: what is around it, and what has been asked beside it.
#[derive(Clone, Debug)]
pub struct Place {
    /// The policy it is read in.
    pub policy: PolicyId,
    /// The lists and events around it, from the outside.
    pub around: Vec<Dimension>,
    /// The name bound to the element of each.
    pub names: Vec<Option<VarId>>,
    /// What stands beside `… is not absent`: read as there.
    pub present: BTreeSet<(Root, Vec<u32>)>,
    /// The classes of what stands beside a guard that settles the whole where it is zero: a division by it is no fault.
    pub nonzero: BTreeSet<u32>,
}

impl Place {
    /// In a clause or item of a policy.
    pub const fn policy(policy: PolicyId) -> Self {
        Self {
            policy,
            around: Vec::new(),
            names: Vec::new(),
            present: BTreeSet::new(),
            nonzero: BTreeSet::new(),
        }
    }

    /// Where questions about the elements of a list are asked; without a list, those about nothing else.
    pub fn of(policy: PolicyId, list: Option<FactId>, name: Option<VarId>) -> Self {
        let mut place = Self::policy(policy);
        if let Some(list) = list {
            place.around.push(Dimension::List(list));
            place.names.push(name);
        }
        place
    }

    /// In a condition of a duty that arises from events of a kind.
    pub fn event(policy: PolicyId, event: Option<EventKindId>) -> Self {
        let mut place = Self::policy(policy);
        if let Some(kind) = event {
            place.around.push(Dimension::Events(kind));
            place.names.push(None);
        }
        place
    }

    /// With a list more.
    pub fn within(&self, list: FactId, name: VarId) -> Self {
        let mut place = self.clone();
        place.around.push(Dimension::List(list));
        place.names.push(Some(name));
        place
    }

    /// Which of the lists around a name is bound to.
    pub fn list_of(&self, name: VarId) -> Option<usize> {
        self.names.iter().rposition(|bound| *bound == Some(name))
    }
}

/// A question of a decision that programs ask: of a set, of which value.
pub type QuestionKey = (DecisionId, Option<u32>);

/// One variant in the making.
pub struct Lowering<'a, 's> {
    /// The policy.
    pub checked: &'a Checked,
    /// What is static.
    pub fixed: &'s Static,
    /// What the policy says, by what it is about.
    pub text: &'s Text<'a>,
    /// What all programs share.
    pub shared: &'s mut Shared,
    /// The program.
    pub builder: Builder,
    /// Whether a fact governs: else the governing day is the as-of day.
    pub governed: bool,
    pub(crate) terms: BTreeMap<TermId, SlotId>,
    pub(crate) questions: BTreeMap<QuestionKey, Value>,
    pub(crate) offs: BTreeMap<(ClauseId, Option<FactId>), Value>,
    pub(crate) standing: BTreeMap<(RuleId, Option<u32>), Value>,
    pub(crate) judgements: BTreeMap<JudgementId, SlotId>,
    pub(crate) there: BTreeMap<FactId, SlotId>,
    pub(crate) scopes: BTreeMap<PolicyId, SlotId>,
    pub(crate) conditions: BTreeMap<ExprId, u32>,
    /// The terms whose values are told.
    pub(crate) figures: BTreeMap<TermId, Option<u32>>,
    /// The prerequisites that are told.
    pub(crate) waits: Vec<WaitSlots>,
    pub(crate) waits_of: BTreeMap<(Waits, Option<FactId>), Vec<u32>>,
}

impl<'a, 's> Lowering<'a, 's> {
    /// An empty program of a variant.
    pub fn new(
        checked: &'a Checked,
        fixed: &'s Static,
        text: &'s Text<'a>,
        shared: &'s mut Shared,
    ) -> Self {
        let governed = checked
            .hir()
            .policies
            .get(Hir::MAIN)
            .is_some_and(|policy| policy.governed_by.is_some());
        Self {
            checked,
            fixed,
            text,
            shared,
            builder: Builder::new(),
            governed,
            terms: BTreeMap::new(),
            questions: BTreeMap::new(),
            offs: BTreeMap::new(),
            standing: BTreeMap::new(),
            judgements: BTreeMap::new(),
            there: BTreeMap::new(),
            scopes: BTreeMap::new(),
            conditions: BTreeMap::new(),
            figures: BTreeMap::new(),
            waits: Vec::new(),
            waits_of: BTreeMap::new(),
        }
    }

    /// The policy as resolved.
    pub const fn hir(&self) -> &'a Hir {
        self.checked.hir()
    }

    /// The policy of a clause.
    pub fn policy_of(&self, clause: ClauseId) -> PolicyId {
        self.hir().clauses.get(clause).map_or(Hir::MAIN, |clause| clause.policy)
    }

    /// Whether two expressions always have one value.
    pub fn is_same(&self, a: ExprId, b: ExprId) -> bool {
        let class = |expr| self.checked.tables().classes.get(expr);
        class(a).is_some() && class(a) == class(b)
    }

    /// What the values of an expression are.
    pub fn class(&self, expr: ExprId) -> Class {
        Class::of(self.checked.ty(expr))
    }

    /// *Undetermined*, where a value of a class is wanted.
    pub fn undetermined(&mut self, class: Class) -> Value {
        once(self.builder.valueless(Causes::of(Cause::Undetermined), class))
    }

    /// Surely yes, or surely no.
    pub fn truth(&mut self, yes: bool) -> Value {
        once(self.builder.truth(yes))
    }

    /// The frame over some of the lists around a place.
    pub fn frame(&mut self, place: &Place, lists: u128) -> FrameId {
        let around = place.around.iter().enumerate().filter(|(at, _)| has(lists, *at));
        let dimensions = around.map(|(_, dimension)| *dimension).collect();
        self.builder.frame(dimensions)
    }

    /// A value as seen from over more lists.
    pub fn spread(&mut self, place: &Place, value: Value, lists: u128) -> SlotId {
        if value.lists == lists {
            return value.slot;
        }
        let frame = self.frame(place, lists);
        let wanted = (0..place.around.len()).filter(|at| has(lists, *at));
        let via =
            (0_u32..).zip(wanted).filter(|(_, at)| has(value.lists, *at)).map(|(place, _)| place);
        let via: Vec<u32> = via.collect();
        let via = self.builder.run(via);
        let class = self.builder.class_of(value.slot);
        self.builder.emit(Op::Spread { from: value.slot, via }, class, frame)
    }

    /// Values as seen from over the lists of all of them.
    pub fn together(&mut self, place: &Place, values: &[Value]) -> (Vec<SlotId>, u128) {
        let lists = values.iter().fold(0, |lists, value| lists | value.lists);
        let slots = values.iter().map(|value| self.spread(place, *value, lists)).collect();
        (slots, lists)
    }

    /// An operation over lists around a place.
    pub fn emit(&mut self, place: &Place, op: Op, class: Class, lists: u128) -> Value {
        let frame = self.frame(place, lists);
        Value { slot: self.builder.emit(op, class, frame), lists }
    }

    /// `C and D`. What is always yes says nothing; the order and doubles do not matter.
    pub fn all(&mut self, place: &Place, values: &[Value]) -> Value {
        self.junction(place, values, true)
    }

    /// `C or D`. What is always no says nothing.
    pub fn any(&mut self, place: &Place, values: &[Value]) -> Value {
        self.junction(place, values, false)
    }

    fn junction(&mut self, place: &Place, values: &[Value], all: bool) -> Value {
        let mut kept: Vec<Value> = Vec::new();
        let mut seen = BTreeSet::new();
        for value in values {
            match self.builder.known_truth(value.slot) {
                Some(yes) if yes == all => {}
                // It settles the whole.
                Some(_) => return self.truth(!all),
                None if seen.insert((value.slot, value.lists)) => kept.push(*value),
                None => {}
            }
        }
        match kept.as_slice() {
            [] => return self.truth(all),
            [one] => return *one,
            _ => {}
        }
        let (mut slots, lists) = self.together(place, &kept);
        slots.sort_unstable();
        slots.dedup();
        if let [one] = slots.as_slice() {
            return Value { slot: *one, lists };
        }
        let range = self.builder.slots(&slots);
        let op = if all { Op::And(range) } else { Op::Or(range) };
        self.emit(place, op, Class::Truth, lists)
    }

    /// `not C`
    pub fn not(&mut self, value: Value) -> Value {
        if let Some(yes) = self.builder.known_truth(value.slot) {
            return self.truth(!yes);
        }
        if let Some(Op::Not(inner)) = self.builder.op_of(value.slot) {
            return Value { slot: inner, lists: value.lists };
        }
        let frame = self.builder.frame_of(value.slot);
        let slot = self.builder.emit(Op::Not(value.slot), Class::Truth, frame);
        Value { slot, lists: value.lists }
    }

    /// An operation on one value, in its frame.
    pub fn on(&mut self, value: Value, op: Op, class: Class) -> Value {
        let frame = self.builder.frame_of(value.slot);
        Value { slot: self.builder.emit(op, class, frame), lists: value.lists }
    }
}

/// A value that does not depend on any list.
pub const fn once(slot: SlotId) -> Value {
    Value { slot, lists: 0 }
}

/// The bit of a list around a place.
pub const fn bit(at: usize) -> u128 {
    if at < 128 { 1 << at } else { 0 }
}

/// Whether a list around a place is among these.
pub const fn has(lists: u128, at: usize) -> bool {
    lists & bit(at) != 0
}
