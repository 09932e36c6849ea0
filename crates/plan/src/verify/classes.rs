//! Whether the operands and the result of an operation have the classes that it needs.

use whereas_value::types::Type;

use crate::Plan;
use crate::facts::Constant;
use crate::op::{Arithmetic, Class, Op, Range, SlotId};
use crate::program::{ConstantSet, Program};

impl Constant {
    /// What it is a value of.
    #[must_use]
    pub const fn class(&self) -> Class {
        match self {
            Self::Truth(_) => Class::Truth,
            Self::Choice(_) => Class::Choice,
            Self::Number(_) => Class::Number,
            Self::Text(_) => Class::Text,
        }
    }
}

impl Class {
    /// What the values of a type are; lists have no slots of their own and count as records.
    #[must_use]
    pub fn of(ty: &Type) -> Self {
        match ty.present() {
            Type::Truth => Self::Truth,
            Type::Choice(_) => Self::Choice,
            Type::Number
            | Type::Integer
            | Type::Money { .. }
            | Type::Date
            | Type::Days
            | Type::Months
            | Type::Minutes
            | Type::NumberIn(_) => Self::Number,
            Type::Text => Self::Text,
            Type::Set(_) => Self::Set,
            Type::Record(_) | Type::List(_) | Type::Optional(_) | Type::Broken => Self::Record,
        }
    }
}

pub(super) fn fit(plan: &Plan, program: &Program, id: SlotId, op: Op) -> bool {
    let class = |slot: SlotId| program.slots.get(slot).map(|slot| slot.class);
    let mine = class(id);
    let is = |slot: SlotId, wanted: Class| class(slot) == Some(wanted);
    let all = |range: Range, wanted: Class| {
        program.run(range).len() == range.len as usize
            && program.slots_of(range).all(|slot| is(slot, wanted))
    };
    let truth = mine == Some(Class::Truth);
    let number = mine == Some(Class::Number);
    let input = |input| plan.meaning.inputs.get(input).map(|input| input.class);
    let column = |column| plan.meaning.columns.get(column).map(|column| column.class);
    match op {
        Op::Constant(constant) => match program.constants.get(constant) {
            Some(ConstantSet::One(one)) => mine == Some(one.class()),
            Some(ConstantSet::Choices(_) | ConstantSet::Texts(_)) | None => false,
        },
        Op::Valueless(causes) => mine.is_some() && !causes.is_empty(),
        Op::Input { input: id, .. } => mine.is_some() && mine == input(id),
        Op::Absent { input: id, .. } | Op::Known { input: id, .. } => truth && input(id).is_some(),
        Op::Cell { column: id, .. } => mine.is_some() && mine == column(id),
        Op::CellAbsent { column: id, .. } | Op::CellKnown { column: id, .. } => {
            truth && column(id).is_some()
        }
        Op::AsOfDay | Op::GoverningDay | Op::EventOn => number,
        Op::Reading { question, reading } => {
            truth && plan.meaning.readings.get(question).is_some_and(|offered| reading < *offered)
        }
        Op::Found(factor) => truth && plan.meaning.facts.factors.get(factor).is_some(),
        Op::EventBy(_) => truth,
        Op::EventAbout => mine == Some(Class::Text),
        Op::There { list, complete } => {
            let known = plan.meaning.facts.facts.get(list).is_some();
            truth && known && complete.is_none_or(|complete| is(complete, Class::Truth))
        }
        Op::ListEmpty { there, .. } | Op::ListKnown { there, .. } => {
            truth && is(there, Class::Truth)
        }
        Op::Spread { from, .. } => mine == class(from),
        Op::Not(one) | Op::Needs(one) => truth && is(one, Class::Truth),
        Op::Read(one) => mine.is_some() && mine == class(one),
        Op::IsDecided(one) => truth && class(one).is_some(),
        Op::And(range) | Op::Or(range) | Op::AtLeast { of: range, .. } => {
            truth && all(range, Class::Truth)
        }
        Op::Scoped { scope, value } => is(scope, Class::Truth) && mine == class(value),
        Op::If { test, then, otherwise } => {
            is(test, Class::Truth) && mine == class(then) && mine == class(otherwise)
        }
        Op::Compare { left, right, .. } => {
            truth && class(left).is_some() && class(left) == class(right)
        }
        Op::OneOf { subject, values } => {
            truth && class(subject).is_some_and(|class| all(values, class))
        }
        Op::OneOfConstant { subject, values } => {
            truth
                && match program.constants.get(values) {
                    Some(ConstantSet::Choices(_)) => is(subject, Class::Choice),
                    Some(ConstantSet::Texts(_)) => is(subject, Class::Text),
                    Some(ConstantSet::One(_)) | None => false,
                }
        }
        Op::Between { subject, low, high } => {
            truth && class(subject) == class(low) && class(subject) == class(high)
        }
        Op::Includes { set, .. } | Op::SetEmpty { set, .. } => truth && is(set, Class::Set),
        Op::Arithmetic { op, left, right, .. } => {
            let has_rule = match op {
                Arithmetic::Add
                | Arithmetic::Subtract
                | Arithmetic::Multiply
                | Arithmetic::Divide
                | Arithmetic::DivideByWhole
                | Arithmetic::DivideByNonzero
                | Arithmetic::DivideByNonzeroWhole
                | Arithmetic::AddDays
                | Arithmetic::SubtractDays
                | Arithmetic::AddMonths(_)
                | Arithmetic::SubtractMonths(_)
                | Arithmetic::DaysBetween
                | Arithmetic::MonthsBetween(_)
                | Arithmetic::YearsBetween(_) => true,
            };
            number && has_rule && is(left, Class::Number) && is(right, Class::Number)
        }
        Op::Lesser(range) | Op::Greater(range) => {
            range.len > 0 && number && all(range, Class::Number)
        }
        Op::Rounded { value, .. } => number && is(value, Class::Number),
        Op::ParameterOn { parameter, day } => {
            let given = plan.meaning.parameters.get(parameter).map(|parameter| parameter.class);
            mine.is_some() && mine == given && is(day, Class::Number)
        }
        Op::Any { condition: inside, there } => {
            truth && is(inside, Class::Truth) && is(there, Class::Truth)
        }
        Op::Every(operands) => truth && listed(program, operands, 3) && all(operands, Class::Truth),
        Op::Sum { item, there } => number && is(item, Class::Number) && is(there, Class::Truth),
        Op::Extreme { operands, .. } => {
            let item = program.slots_of(operands).nth(2);
            number
                && listed(program, operands, 3)
                && item.is_some_and(|item| is(item, Class::Number))
        }
        Op::Different(operands) => number && listed(program, operands, 3),
        Op::DaysInAny(operands) => {
            let days = program.slots_of(operands).skip(2);
            let counted = listed(program, operands, 4) || listed(program, operands, 6);
            number && counted && days.into_iter().all(|slot| is(slot, Class::Number))
        }
        Op::Pick { operands, .. } => {
            listed(program, operands, 4)
                && program.slots_of(operands).nth(3).is_some_and(|field| mine == class(field))
        }
        Op::Combine(combine) => program.combines.get(combine).is_some_and(|combine| {
            combine.ready.is_none_or(|ready| is(ready, Class::Truth))
                && combine.otherwise.is_none_or(|value| mine == class(value))
                && (combine.groups.is_none() || number && combine.otherwise.is_none())
                && combine.rows.iter().all(|row| {
                    is(row.stands, Class::Truth)
                        && is(row.prevails, Class::Truth)
                        && mine == class(row.value)
                })
        }),
        Op::Judging(judging) => program.judgings.get(judging).is_some_and(|judging| {
            let known = plan.meaning.facts.judgements.get(judging.judgement).is_some();
            known
                && mine.is_some()
                && is(judging.off, Class::Truth)
                && is(judging.ready, Class::Truth)
                && judging.factors.iter().all(|(_, slot)| is(*slot, Class::Truth))
        }),
    }
}

/// Whether the operands of a form over a list are there: whether there are others, the condition, and values.
fn listed(program: &Program, operands: Range, count: usize) -> bool {
    let mut slots =
        program.slots_of(operands).map(|slot| program.slots.get(slot).map(|slot| slot.class));
    slots.len() == count
        && slots.next() == Some(Some(Class::Truth))
        && slots.next() == Some(Some(Class::Truth))
        && slots.all(|class| class.is_some())
}
