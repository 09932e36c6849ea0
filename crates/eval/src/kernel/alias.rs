//! Which slots are the same in every case, and which always have the value of another slot.

use whereas_plan::facts::Constant;
use whereas_plan::op::{ConstantId, FrameId, Order, Range};
use whereas_plan::program::{Combine, ConstantSet};
use whereas_plan::{Op, Program, SlotId};
use whereas_value::id::{Id, IndexVec};

/// What is known of the slots of a program before any case.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    /// Of each slot the one whose value it has: itself, or an earlier one that has its own.
    pub roots: IndexVec<SlotId, SlotId>,
    /// Whether it is the same in every case.
    pub fixed: IndexVec<SlotId, bool>,
    known: IndexVec<SlotId, Option<bool>>,
}

impl Aliases {
    /// Of a program.
    pub fn of(program: &Program) -> Self {
        let mut aliases = Self::default();
        for (slot, op) in program.ops.enumerate() {
            let frame = program.slots.get(slot).map_or(FrameId(0), |slot| slot.frame);
            let known = aliases.known_of(program, *op);
            let root = aliases.like(program, *op).unwrap_or(slot);
            let fixed = aliases.is_fixed(program, *op, frame);
            aliases.known.push(known);
            aliases.roots.push(root);
            aliases.fixed.push(fixed);
        }
        aliases
    }

    /// The slot whose value a slot has.
    pub fn root(&self, slot: SlotId) -> SlotId {
        self.roots.get(slot).copied().unwrap_or(slot)
    }

    /// Whether it surely is yes, or surely no, in every case.
    pub fn known(&self, slot: SlotId) -> Option<bool> {
        self.known.get(slot).copied().flatten()
    }

    /// The operands of a conjunction (or of a disjunction) that may settle it.
    pub fn open(&self, program: &Program, of: Range, idle: bool) -> Vec<SlotId> {
        let open = program.slots_of(of).filter(|slot| self.known(*slot) != Some(idle));
        let mut open: Vec<SlotId> = open.map(|slot| self.root(slot)).collect();
        open.dedup();
        open
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the others have values of their own")]
    fn like(&self, program: &Program, op: Op) -> Option<SlotId> {
        match op {
            Op::Spread { from, via } => {
                let once = program.slots.get(from)?.frame == FrameId(0);
                (once && via.len == 0).then(|| self.root(from))
            }
            Op::And(of) => self.only(program, of, true),
            Op::Or(of) => self.only(program, of, false),
            // Rules that come together are in force: nothing is to be read otherwise than it is.
            Op::Read(of) => {
                matches!(program.ops.get(of), Some(Op::Combine(_))).then(|| self.root(of))
            }
            Op::Combine(combine) => self.whether_it_stands(program.combines.get(combine)?),
            _ => None,
        }
    }

    fn only(&self, program: &Program, of: Range, idle: bool) -> Option<SlotId> {
        match self.open(program, of, idle).as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// One rule that says yes, and otherwise no: whether it stands.
    fn whether_it_stands(&self, combine: &Combine) -> Option<SlotId> {
        // A total has no `otherwise`.
        let ([rule], None, Some(otherwise)) =
            (combine.rows.as_slice(), combine.ready, combine.otherwise)
        else {
            return None;
        };
        let stands = self.root(rule.stands);
        let plain = stands == self.root(rule.prevails)
            && self.known(rule.value) == Some(true)
            && self.known(otherwise) == Some(false);
        plain.then_some(stands)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "of the others nothing is known")]
    fn known_of(&self, program: &Program, op: Op) -> Option<bool> {
        match op {
            Op::Constant(constant) => match constant_of(program, constant)? {
                Constant::Truth(yes) => Some(*yes),
                Constant::Choice(_) | Constant::Number(_) | Constant::Text(_) => None,
            },
            Op::Compare { order, left, right, .. } => {
                let written = |slot| match program.ops.get(self.root(slot)) {
                    Some(Op::Constant(constant)) => constant_of(program, *constant),
                    _ => None,
                };
                match (written(left)?, written(right)?) {
                    (Constant::Choice(a), Constant::Choice(b)) => Some(match order {
                        Order::Equal => a == b,
                        Order::Less => a < b,
                        Order::AtMost => a <= b,
                    }),
                    _ => None,
                }
            }
            Op::Not(of) => self.known(of).map(|known| !known),
            Op::Spread { from, .. } => self.known(from),
            _ => None,
        }
    }

    /// Operations that read nothing of a case, over slots that are the same in every case.
    fn is_fixed(&self, program: &Program, op: Op, frame: FrameId) -> bool {
        let pure = match op {
            Op::Constant(_) | Op::Valueless(_) => return true,
            Op::Not(_)
            | Op::And(_)
            | Op::Or(_)
            | Op::AtLeast { .. }
            | Op::Needs(_)
            | Op::Read(_)
            | Op::IsDecided(_)
            | Op::Scoped { .. }
            | Op::If { .. }
            | Op::Compare { .. }
            | Op::OneOf { .. }
            | Op::OneOfConstant { .. }
            | Op::Between { .. }
            | Op::Includes { .. }
            | Op::SetEmpty { .. }
            | Op::Arithmetic { .. }
            | Op::Lesser(_)
            | Op::Greater(_)
            | Op::Rounded { .. }
            | Op::ParameterOn { .. }
            | Op::Combine(_) => true,
            Op::Input { .. }
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
            | Op::EventAbout
            | Op::There { .. }
            | Op::ListEmpty { .. }
            | Op::ListKnown { .. }
            | Op::Spread { .. }
            | Op::Any { .. }
            | Op::Every(_)
            | Op::Sum { .. }
            | Op::Extreme { .. }
            | Op::Different(_)
            | Op::DaysInAny(_)
            | Op::Pick { .. }
            | Op::Judging(_) => false,
        };
        let mut fixed = pure && frame == FrameId(0);
        program.each_read(op, |slot, _| fixed &= self.fixed.get(slot) == Some(&true));
        fixed
    }
}

/// The one value that a constant is.
pub fn constant_of(program: &Program, constant: ConstantId) -> Option<&Constant> {
    match program.constants.get(constant)? {
        ConstantSet::One(one) => Some(one),
        ConstantSet::Choices(_) | ConstantSet::Texts(_) => None,
    }
}

/// The number of a slot, for a place.
pub fn place_of(slot: SlotId) -> u32 {
    u32::try_from(slot.index()).unwrap_or(u32::MAX)
}
