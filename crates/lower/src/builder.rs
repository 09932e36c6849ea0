//! Making a program, one operation at a time: equal operations become one slot.

use std::collections::BTreeMap;

use whereas_plan::facts::Constant;
use whereas_plan::op::{Class, CombineId, ConstantId, FrameId, JudgingId, Op, Range, SlotId};
use whereas_plan::program::{
    Combine, Condition, ConstantSet, Dimension, Figure, Judging, Program, Slot,
};
use whereas_value::Causes;

/// A program in the making.
#[derive(Default)]
pub struct Builder {
    /// What has been made.
    pub program: Program,
    slots: BTreeMap<(Op, FrameId, Class), SlotId>,
    frames: BTreeMap<Vec<Dimension>, FrameId>,
    runs: BTreeMap<Vec<u32>, Range>,
    constants: BTreeMap<ConstantSet, ConstantId>,
    combines: BTreeMap<Combine, CombineId>,
    judgings: BTreeMap<Judging, JudgingId>,
    conditions: BTreeMap<Condition, u32>,
    figures: BTreeMap<Figure, u32>,
}

impl Builder {
    /// An empty program.
    pub fn new() -> Self {
        let mut builder = Self::default();
        builder.frame(Vec::new());
        builder
    }

    /// The frame over these lists.
    pub fn frame(&mut self, dimensions: Vec<Dimension>) -> FrameId {
        if let Some(frame) = self.frames.get(&dimensions) {
            return *frame;
        }
        let frame = self.program.frames.push(dimensions.clone());
        self.frames.insert(dimensions, frame);
        frame
    }

    /// The slot that an operation fills.
    pub fn emit(&mut self, op: Op, class: Class, frame: FrameId) -> SlotId {
        if let Some(slot) = self.slots.get(&(op, frame, class)) {
            return *slot;
        }
        let slot = self.program.slots.push(Slot { class, frame });
        self.program.ops.push(op);
        self.slots.insert((op, frame, class), slot);
        slot
    }

    /// A run of operands.
    pub fn run(&mut self, operands: impl IntoIterator<Item = u32>) -> Range {
        let operands: Vec<u32> = operands.into_iter().collect();
        if let Some(range) = self.runs.get(&operands) {
            return *range;
        }
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let range = Range { start: count(self.program.operands.len()), len: count(operands.len()) };
        self.program.operands.extend(&operands);
        self.runs.insert(operands, range);
        range
    }

    /// A run of slots.
    pub fn slots(&mut self, slots: &[SlotId]) -> Range {
        self.run(slots.iter().map(|slot| slot.0))
    }

    /// A value written in the policy.
    pub fn constant(&mut self, value: Constant) -> SlotId {
        let class = value.class();
        let constant = self.constant_set(ConstantSet::One(value));
        self.emit(Op::Constant(constant), class, FrameId(0))
    }

    /// A set of values written in the policy.
    pub fn constant_set(&mut self, set: ConstantSet) -> ConstantId {
        if let Some(constant) = self.constants.get(&set) {
            return *constant;
        }
        let constant = self.program.constants.push(set.clone());
        self.constants.insert(set, constant);
        constant
    }

    /// Surely yes, or surely no.
    pub fn truth(&mut self, yes: bool) -> SlotId {
        self.constant(Constant::Truth(yes))
    }

    /// No value, for these causes.
    pub fn valueless(&mut self, causes: Causes, class: Class) -> SlotId {
        self.emit(Op::Valueless(causes), class, FrameId(0))
    }

    /// The truth that a slot always has, if it is written in the policy.
    pub fn known_truth(&self, slot: SlotId) -> Option<bool> {
        let Op::Constant(constant) = self.program.ops.get(slot)? else { return None };
        match self.program.constants.get(*constant)? {
            ConstantSet::One(Constant::Truth(yes)) => Some(*yes),
            ConstantSet::One(Constant::Choice(_) | Constant::Number(_) | Constant::Text(_))
            | ConstantSet::Choices(_)
            | ConstantSet::Texts(_) => None,
        }
    }

    /// How rules come together.
    pub fn combine(&mut self, combine: Combine) -> CombineId {
        if let Some(id) = self.combines.get(&combine) {
            return *id;
        }
        let id = self.program.combines.push(combine.clone());
        self.combines.insert(combine, id);
        id
    }

    /// How a judgement is taken.
    pub fn judging(&mut self, judging: Judging) -> JudgingId {
        if let Some(id) = self.judgings.get(&judging) {
            return *id;
        }
        let id = self.program.judgings.push(judging.clone());
        self.judgings.insert(judging, id);
        id
    }

    /// A node of a condition.
    pub fn condition(&mut self, condition: Condition) -> u32 {
        if let Some(place) = self.conditions.get(&condition) {
            return *place;
        }
        let place = u32::try_from(self.program.conditions.len()).unwrap_or(u32::MAX);
        self.program.conditions.push(condition.clone());
        self.conditions.insert(condition, place);
        place
    }

    /// A node of a value that is worked out.
    pub fn figure(&mut self, figure: Figure) -> u32 {
        if let Some(place) = self.figures.get(&figure) {
            return *place;
        }
        let place = u32::try_from(self.program.figures.len()).unwrap_or(u32::MAX);
        self.program.figures.push(figure.clone());
        self.figures.insert(figure, place);
        place
    }

    /// The frame of a slot.
    pub fn frame_of(&self, slot: SlotId) -> FrameId {
        self.program.slots.get(slot).map_or(FrameId(0), |slot| slot.frame)
    }

    /// The class of a slot.
    pub fn class_of(&self, slot: SlotId) -> Class {
        self.program.slots.get(slot).map_or(Class::Record, |slot| slot.class)
    }

    /// The operation of a slot.
    pub fn op_of(&self, slot: SlotId) -> Option<Op> {
        self.program.ops.get(slot).copied()
    }
}
