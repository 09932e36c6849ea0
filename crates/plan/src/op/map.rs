//! The same operation over other slots: for those who leave slots out or put programs together.

use super::{CombineId, ConstantId, JudgingId, Op, Range, SlotId};

/// What becomes of the parts of an operation.
pub trait Mapping {
    /// A slot that it reads.
    fn slot(&mut self, slot: SlotId) -> SlotId;
    /// A run of slots that it reads.
    fn slots(&mut self, slots: Range) -> Range;
    /// A run of operands that are no slots.
    fn places(&mut self, places: Range) -> Range;
    /// A constant.
    fn constant(&mut self, constant: ConstantId) -> ConstantId;
    /// How rules come together.
    fn combine(&mut self, combine: CombineId) -> CombineId;
    /// How a judgement is taken.
    fn judging(&mut self, judging: JudgingId) -> JudgingId;
}

impl Op {
    /// The same operation with its parts replaced.
    #[must_use]
    pub fn mapped(self, to: &mut impl Mapping) -> Self {
        match self {
            Self::Valueless(_)
            | Self::Input { .. }
            | Self::Absent { .. }
            | Self::Known { .. }
            | Self::Cell { .. }
            | Self::CellAbsent { .. }
            | Self::CellKnown { .. }
            | Self::AsOfDay
            | Self::GoverningDay
            | Self::Reading { .. }
            | Self::Found(_)
            | Self::EventOn
            | Self::EventBy(_)
            | Self::EventAbout => self,
            Self::Constant(constant) => Self::Constant(to.constant(constant)),
            Self::There { list, complete } => {
                Self::There { list, complete: complete.map(|slot| to.slot(slot)) }
            }
            Self::ListEmpty { list, there } => Self::ListEmpty { list, there: to.slot(there) },
            Self::ListKnown { list, there } => Self::ListKnown { list, there: to.slot(there) },
            Self::Spread { from, via } => Self::Spread { from: to.slot(from), via: to.places(via) },
            Self::Not(of) => Self::Not(to.slot(of)),
            Self::And(of) => Self::And(to.slots(of)),
            Self::Or(of) => Self::Or(to.slots(of)),
            Self::AtLeast { count, of } => Self::AtLeast { count, of: to.slots(of) },
            Self::Needs(of) => Self::Needs(to.slot(of)),
            Self::Read(of) => Self::Read(to.slot(of)),
            Self::IsDecided(of) => Self::IsDecided(to.slot(of)),
            Self::Scoped { scope, value } => {
                Self::Scoped { scope: to.slot(scope), value: to.slot(value) }
            }
            Self::If { test, then, otherwise } => {
                Self::If { test: to.slot(test), then: to.slot(then), otherwise: to.slot(otherwise) }
            }
            Self::Compare { order, same, left, right } => {
                Self::Compare { order, same, left: to.slot(left), right: to.slot(right) }
            }
            Self::OneOf { subject, values } => {
                Self::OneOf { subject: to.slot(subject), values: to.slots(values) }
            }
            Self::OneOfConstant { subject, values } => {
                Self::OneOfConstant { subject: to.slot(subject), values: to.constant(values) }
            }
            Self::Between { subject, low, high } => {
                Self::Between { subject: to.slot(subject), low: to.slot(low), high: to.slot(high) }
            }
            Self::Includes { set, value } => Self::Includes { set: to.slot(set), value },
            Self::SetEmpty { set, size } => Self::SetEmpty { set: to.slot(set), size },
            Self::Arithmetic { op, same, left, right } => {
                Self::Arithmetic { op, same, left: to.slot(left), right: to.slot(right) }
            }
            Self::Lesser(of) => Self::Lesser(to.slots(of)),
            Self::Greater(of) => Self::Greater(to.slots(of)),
            Self::Rounded { value, places, rounding } => {
                Self::Rounded { value: to.slot(value), places, rounding }
            }
            Self::ParameterOn { parameter, day } => {
                Self::ParameterOn { parameter, day: to.slot(day) }
            }
            Self::Any { condition, there } => {
                Self::Any { condition: to.slot(condition), there: to.slot(there) }
            }
            Self::Every(operands) => Self::Every(to.slots(operands)),
            Self::Sum { item, there } => Self::Sum { item: to.slot(item), there: to.slot(there) },
            Self::Extreme { largest, operands } => {
                Self::Extreme { largest, operands: to.slots(operands) }
            }
            Self::Different(operands) => Self::Different(to.slots(operands)),
            Self::DaysInAny(operands) => Self::DaysInAny(to.slots(operands)),
            Self::Pick { largest, operands } => {
                Self::Pick { largest, operands: to.slots(operands) }
            }
            Self::Combine(combine) => Self::Combine(to.combine(combine)),
            Self::Judging(judging) => Self::Judging(to.judging(judging)),
        }
    }
}
