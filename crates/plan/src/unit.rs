//! In which unit the numbers of a slot are kept: how many places after the point they need at most.
//!
//! Reads a program and the types of what a case states; produces the unit of every slot. A unit is chosen by what the
//! operation is, never by the values of a case: a value that needs more than its slot's unit, or more than 64 bits of
//! it, is kept as an exact fraction beside the others, so that a unit changes no answer.

use whereas_value::currency::Currency;
use whereas_value::id::IndexVec;
use whereas_value::number::MAX_SCALE;
use whereas_value::types::Type;

use crate::Meaning;
use crate::facts::Constant;
use crate::op::{Arithmetic, Class, Op, Range, SlotId};
use crate::program::{ConstantSet, Program};

/// The units of the slots: places after the point; none where fractions may need any number of them, and of what is
/// no number.
#[must_use]
pub fn units(program: &Program, meaning: &Meaning) -> IndexVec<SlotId, Option<u8>> {
    let mut units: IndexVec<SlotId, Option<u8>> = IndexVec::new();
    for (slot, op) in program.slots.iter().zip(&program.ops) {
        let unit = if slot.class == Class::Number {
            Units { program, meaning, units: &units }.of(*op)
        } else {
            None
        };
        units.push(unit.filter(|places| *places <= MAX_SCALE));
    }
    units
}

struct Units<'p> {
    program: &'p Program,
    meaning: &'p Meaning,
    units: &'p IndexVec<SlotId, Option<u8>>,
}

impl Units<'_> {
    fn of(&self, op: Op) -> Option<u8> {
        match op {
            Op::Constant(constant) => match self.program.constants.get(constant)? {
                ConstantSet::One(Constant::Number(number)) => u8::try_from(number.places()?).ok(),
                ConstantSet::One(_) | ConstantSet::Choices(_) | ConstantSet::Texts(_) => None,
            },
            Op::Input { input, .. } => of_type(&self.meaning.inputs.get(input)?.ty),
            Op::Cell { column, .. } => of_type(&self.meaning.columns.get(column)?.ty),
            Op::Judging(judging) => {
                let judgement = self.program.judgings.get(judging)?.judgement;
                of_type(&self.meaning.facts.judgements.get(judgement)?.ty)
            }
            Op::ParameterOn { parameter, .. } => {
                let values = &self.meaning.parameters.get(parameter)?.values;
                let places = values.iter().map(|(_, value)| match value {
                    Constant::Number(number) => u8::try_from(number.places()?).ok(),
                    Constant::Truth(_) | Constant::Choice(_) | Constant::Text(_) => None,
                });
                places.reduce(most).flatten()
            }
            Op::AsOfDay | Op::GoverningDay | Op::EventOn | Op::Different(_) | Op::DaysInAny(_) => {
                Some(0)
            }
            Op::Valueless(_) => Some(0),
            Op::Spread { from: one, .. }
            | Op::Read(one)
            | Op::Scoped { value: one, .. }
            | Op::Sum { item: one, .. } => self.at(one),
            Op::If { then, otherwise, .. } => most(self.at(then), self.at(otherwise)),
            Op::Lesser(all) | Op::Greater(all) => self.most_of(all),
            Op::Rounded { value, places, .. } => {
                let rounded = u8::try_from(places).ok();
                self.at(value).map_or(rounded, |had| rounded.map(|places| had.min(places)))
            }
            Op::Extreme { operands, .. } => self.nth(operands, 2),
            Op::Pick { operands, .. } => self.nth(operands, 3),
            Op::Combine(combine) => {
                let combine = self.program.combines.get(combine)?;
                let rows = combine.rows.iter().map(|row| row.value);
                rows.chain(combine.otherwise).map(|slot| self.at(slot)).reduce(most).flatten()
            }
            Op::Arithmetic { op, left, right, .. } => match op {
                Arithmetic::Add | Arithmetic::Subtract => most(self.at(left), self.at(right)),
                Arithmetic::Multiply => self.at(left)?.checked_add(self.at(right)?),
                Arithmetic::Divide
                | Arithmetic::DivideByWhole
                | Arithmetic::DivideByNonzero
                | Arithmetic::DivideByNonzeroWhole => None,
                Arithmetic::AddDays
                | Arithmetic::SubtractDays
                | Arithmetic::AddMonths(_)
                | Arithmetic::SubtractMonths(_)
                | Arithmetic::DaysBetween
                | Arithmetic::MonthsBetween(_)
                | Arithmetic::YearsBetween(_) => Some(0),
            },
            Op::Absent { .. }
            | Op::Known { .. }
            | Op::CellAbsent { .. }
            | Op::CellKnown { .. }
            | Op::Reading { .. }
            | Op::Found(_)
            | Op::EventBy(_)
            | Op::EventAbout
            | Op::There { .. }
            | Op::ListEmpty { .. }
            | Op::ListKnown { .. }
            | Op::Not(_)
            | Op::And(_)
            | Op::Or(_)
            | Op::AtLeast { .. }
            | Op::Needs(_)
            | Op::IsDecided(_)
            | Op::Compare { .. }
            | Op::OneOf { .. }
            | Op::OneOfConstant { .. }
            | Op::Between { .. }
            | Op::Includes { .. }
            | Op::SetEmpty { .. }
            | Op::Any { .. }
            | Op::Every(_) => None,
        }
    }

    fn at(&self, slot: SlotId) -> Option<u8> {
        self.units.get(slot).copied().flatten()
    }

    fn nth(&self, operands: Range, place: usize) -> Option<u8> {
        self.at(self.program.slots_of(operands).nth(place)?)
    }

    fn most_of(&self, all: Range) -> Option<u8> {
        self.program.slots_of(all).map(|slot| self.at(slot)).reduce(most).flatten()
    }
}

/// Places that are enough for both.
fn most(a: Option<u8>, b: Option<u8>) -> Option<u8> {
    Some(a?.max(b?))
}

/// The places that the values of a type need as far as a case may state them: of money those of its currency, of what
/// is counted none.
#[must_use]
pub fn of_type(ty: &Type) -> Option<u8> {
    match ty.present() {
        Type::Date | Type::Integer | Type::Days | Type::Months | Type::Minutes => Some(0),
        Type::Money { currency, .. } => u8::try_from(Currency::of(currency)?.places()).ok(),
        Type::Number
        | Type::NumberIn(_)
        | Type::Truth
        | Type::Text
        | Type::Choice(_)
        | Type::Record(_)
        | Type::List(_)
        | Type::Set(_)
        | Type::Optional(_)
        | Type::Broken => None,
    }
}
