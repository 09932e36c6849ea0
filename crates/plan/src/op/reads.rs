//! What an operation reads, as one list: for the checks on load, for the printer, and for walking back.

use super::{Op, Range, SlotId};
use crate::program::Program;

/// How an operand stands to the frame of the slot it is read for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seen {
    /// In the same frame, at the same row.
    Here,
    /// In frame 0.
    Once,
    /// In the frame with one list more.
    Inside,
    /// In a smaller frame: only of [`Op::Spread`].
    Spread,
}

impl Program {
    /// A run of operands as slots.
    pub fn slots_of(&self, range: Range) -> impl ExactSizeIterator<Item = SlotId> + Clone + '_ {
        self.run(range).iter().map(|slot| SlotId(*slot))
    }

    /// A run of operands; empty where there is no such run.
    #[must_use]
    pub fn run(&self, range: Range) -> &[u32] {
        let start = range.start as usize;
        start
            .checked_add(range.len as usize)
            .and_then(|end| self.operands.get(start..end))
            .unwrap_or(&[])
    }

    /// Everything that an operation reads.
    pub fn each_read(&self, op: Op, mut read: impl FnMut(SlotId, Seen)) {
        match op {
            Op::Constant(_)
            | Op::Valueless(_)
            | Op::Input { .. }
            | Op::Absent { .. }
            | Op::Known { .. }
            | Op::Cell { .. }
            | Op::CellAbsent { .. }
            | Op::CellKnown { .. }
            | Op::AsOfDay
            | Op::GoverningDay
            | Op::Reading { .. }
            | Op::Found(_)
            | Op::EventOn
            | Op::EventBy(_)
            | Op::EventAbout => {}
            Op::There { complete, .. } => {
                if let Some(complete) = complete {
                    read(complete, Seen::Once);
                }
            }
            Op::ListEmpty { there, .. } | Op::ListKnown { there, .. } => read(there, Seen::Once),
            Op::Spread { from, .. } => read(from, Seen::Spread),
            Op::Not(one)
            | Op::Needs(one)
            | Op::Read(one)
            | Op::IsDecided(one)
            | Op::OneOfConstant { subject: one, .. }
            | Op::Includes { set: one, .. }
            | Op::SetEmpty { set: one, .. }
            | Op::Rounded { value: one, .. }
            | Op::ParameterOn { day: one, .. } => read(one, Seen::Here),
            Op::And(all)
            | Op::Or(all)
            | Op::AtLeast { of: all, .. }
            | Op::Lesser(all)
            | Op::Greater(all) => {
                self.slots_of(all).for_each(|slot| read(slot, Seen::Here));
            }
            Op::Scoped { scope: left, value: right }
            | Op::Compare { left, right, .. }
            | Op::Arithmetic { left, right, .. } => {
                read(left, Seen::Here);
                read(right, Seen::Here);
            }
            Op::If { test: a, then: b, otherwise: c }
            | Op::Between { subject: a, low: b, high: c } => {
                read(a, Seen::Here);
                read(b, Seen::Here);
                read(c, Seen::Here);
            }
            Op::OneOf { subject, values } => {
                read(subject, Seen::Here);
                self.slots_of(values).for_each(|slot| read(slot, Seen::Here));
            }
            Op::Any { condition: inside, there } | Op::Sum { item: inside, there } => {
                read(there, Seen::Once);
                read(inside, Seen::Inside);
            }
            Op::Every(operands)
            | Op::Extreme { operands, .. }
            | Op::Different(operands)
            | Op::DaysInAny(operands)
            | Op::Pick { operands, .. } => {
                for (place, slot) in self.slots_of(operands).enumerate() {
                    read(slot, if place == 0 { Seen::Once } else { Seen::Inside });
                }
            }
            Op::Combine(combine) => {
                let Some(combine) = self.combines.get(combine) else { return };
                for slot in combine.ready.iter().chain(&combine.otherwise) {
                    read(*slot, Seen::Here);
                }
                for row in &combine.rows {
                    read(row.stands, Seen::Here);
                    read(row.prevails, Seen::Here);
                    read(row.value, Seen::Here);
                }
            }
            Op::Judging(judging) => {
                let Some(judging) = self.judgings.get(judging) else { return };
                read(judging.off, Seen::Once);
                read(judging.ready, Seen::Once);
                judging.factors.iter().for_each(|(_, slot)| read(*slot, Seen::Once));
            }
        }
    }
}
