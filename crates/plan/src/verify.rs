//! Whether a plan is well made: named predicates, asked after lowering in tests and of every plan that is loaded.
//!
//! Reads a plan from anywhere; produces the predicates it breaks. A plan that breaks none is never read out of
//! range, never read before it is written, and never of the wrong class.

use whereas_value::id::Id;

use crate::op::{Class, Op, Seen, SlotId};
use crate::program::{Dimension, Given, Program, Working};
use crate::unit::units;
use crate::{FORMAT, Plan};

mod classes;

/// A predicate that a plan breaks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Predicate {
    /// The plan has the form that this version reads.
    FormatIsKnown,
    /// There is a slot for each operation.
    SlotsMatchOperations,
    /// Every slot is written before it is read.
    WrittenBeforeRead,
    /// Operands lie in the frame from which their operation reads.
    FramesAreConsistent,
    /// Operands and results have the classes of their operation.
    ClassesAreConsistent,
    /// Numbers are kept in the units that follow from their operations.
    UnitsFollowOperations,
    /// Every id is one that the plan holds.
    IdsInRange,
    /// The rows above a rule are rows of the same question.
    RowsInRange,
    /// The lists that are gone through within one another are those that the programs go through.
    NestedListsAreTold,
    /// Every variant has a program, and together they cover all days and readings.
    VariantsAreComplete,
    /// Days and constants that have an order are in it.
    InOrder,
}

impl Predicate {
    /// What is wrong where it is broken, in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::FormatIsKnown => "it has another form",
            Self::SlotsMatchOperations => "a slot has no operation, or an operation no slot",
            Self::WrittenBeforeRead => "a slot is read before it is written",
            Self::FramesAreConsistent => "an operand lies where its operation cannot read it",
            Self::ClassesAreConsistent => "a value is of another class than its operation takes",
            Self::UnitsFollowOperations => {
                "numbers are kept in another unit than their operation asks for"
            }
            Self::IdsInRange => "a number names what the plan does not hold",
            Self::RowsInRange => "a rule names a row that its question does not have",
            Self::NestedListsAreTold => "lists within lists are not told",
            Self::VariantsAreComplete => "not all days and readings have a program",
            Self::InOrder => "days or constants are out of order",
        }
    }
}

/// Where a plan breaks a predicate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Violation {
    /// The predicate.
    pub predicate: Predicate,
    /// The program, where it is about one.
    pub program: Option<u32>,
    /// The slot, or another place in a table.
    pub at: u32,
}

/// Everything that a plan breaks; nothing where it is well made.
#[must_use]
pub fn verify(plan: &Plan) -> Vec<Violation> {
    let mut found = Found { program: None, all: Vec::new() };
    found.expect(plan.format == FORMAT, Predicate::FormatIsKnown, 0);
    variants(plan, &mut found);
    tables(plan, &mut found);
    for (number, program) in (0_u32..).zip(&plan.meaning.programs) {
        found.program = Some(number);
        operations(plan, program, &mut found);
        let units = program.units == units(program, &plan.meaning);
        found.expect(units, Predicate::UnitsFollowOperations, 0);
        references(plan, program, &mut found);
    }
    found.all
}

struct Found {
    program: Option<u32>,
    all: Vec<Violation>,
}

impl Found {
    fn expect(&mut self, holds: bool, predicate: Predicate, at: usize) {
        if !holds {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            self.all.push(Violation { predicate, program: self.program, at });
        }
    }
}

fn variants(plan: &Plan, found: &mut Found) {
    let meaning = &plan.meaning;
    let mut readings = 1_usize;
    for question in &meaning.contested {
        let offered = meaning.readings.get(*question).copied().unwrap_or(0);
        readings = readings.saturating_mul(offered as usize);
    }
    found.expect(
        meaning.contested_read.len() == meaning.contested.len(),
        Predicate::VariantsAreComplete,
        0,
    );
    let periods = meaning.cuts.len().saturating_add(1);
    found.expect(
        meaning.variants.len() == periods.saturating_mul(readings),
        Predicate::VariantsAreComplete,
        0,
    );
    for (at, variant) in meaning.variants.iter().enumerate() {
        let program = meaning.programs.get(variant.program as usize);
        let whole = program.is_some() && variant.readings.len() == meaning.contested.len();
        found.expect(whole, Predicate::VariantsAreComplete, at);
    }
    let ordered = meaning.cuts.windows(2).all(|pair| pair.first() < pair.last());
    found.expect(ordered, Predicate::InOrder, 0);
    let ordered = meaning.contested.windows(2).all(|pair| pair.first() < pair.last());
    found.expect(ordered, Predicate::InOrder, 0);
}

fn tables(plan: &Plan, found: &mut Found) {
    let meaning = &plan.meaning;
    found.expect(meaning.facts.nested == meaning.nested(), Predicate::NestedListsAreTold, 0);
    for (id, input) in meaning.inputs.enumerate() {
        let known = meaning.facts.facts.get(input.fact).is_some();
        found.expect(known, Predicate::IdsInRange, id.index());
    }
    for (id, column) in meaning.columns.enumerate() {
        let known = meaning.facts.facts.get(column.list).is_some();
        found.expect(known, Predicate::IdsInRange, id.index());
    }
    let governed = meaning.governed_by.is_none_or(|input| {
        meaning.inputs.get(input).is_some_and(|input| input.class == Class::Number)
    });
    found.expect(governed, Predicate::ClassesAreConsistent, 0);
    for (id, parameter) in meaning.parameters.enumerate() {
        let ordered = parameter
            .values
            .windows(2)
            .all(|pair| pair.first().map(|value| value.0) < pair.last().map(|value| value.0));
        found.expect(ordered, Predicate::InOrder, id.index());
        let classes = parameter.values.iter().all(|(_, value)| value.class() == parameter.class);
        found.expect(classes, Predicate::ClassesAreConsistent, id.index());
    }
    for (at, duty) in meaning.duties.iter().enumerate() {
        let known = duty.upon_breach.is_none_or(|other| other.index() < meaning.duties.len());
        found.expect(known, Predicate::IdsInRange, at);
    }
}

fn operations(plan: &Plan, program: &Program, found: &mut Found) {
    let matching = program.slots.len() == program.ops.len()
        && program.frames.as_slice().first().is_some_and(Vec::is_empty);
    found.expect(matching, Predicate::SlotsMatchOperations, 0);
    for (id, op) in program.ops.enumerate() {
        let Some(slot) = program.slots.get(id) else { continue };
        let here = program.frames.get(slot.frame);
        found.expect(here.is_some(), Predicate::IdsInRange, id.index());
        let here = here.map_or(&[][..], Vec::as_slice);
        let mut written = true;
        let mut framed = true;
        program.each_read(*op, |read, seen| {
            written &= read < id;
            let there = program.slots.get(read).and_then(|slot| program.frames.get(slot.frame));
            let there = there.map_or(&[][..], Vec::as_slice);
            framed &= match seen {
                Seen::Here => there == here,
                Seen::Once => there.is_empty(),
                Seen::Inside => {
                    there.len() == here.len().saturating_add(1)
                        && there.starts_with(here)
                        && matches!(there.last(), Some(Dimension::List(_)))
                }
                Seen::Spread => spreads(program, *op, there, here),
            };
        });
        found.expect(written, Predicate::WrittenBeforeRead, id.index());
        found.expect(framed, Predicate::FramesAreConsistent, id.index());
        found.expect(in_frame(plan, *op, here), Predicate::FramesAreConsistent, id.index());
        let classed = classes::fit(plan, program, id, *op);
        found.expect(classed, Predicate::ClassesAreConsistent, id.index());
    }
    for (id, combine) in program.combines.enumerate() {
        let rows = combine.rows.len();
        let held =
            combine.rows.iter().all(|row| row.above.iter().all(|above| (*above as usize) < rows));
        // A group is named by its first row.
        let grouped = combine.groups.as_ref().is_none_or(|groups| {
            groups.len() == rows && groups.iter().all(|group| (*group as usize) < rows)
        });
        found.expect(held && grouped, Predicate::RowsInRange, id.index());
    }
}

/// Whether a spread names, in order, the places of its operand's lists.
fn spreads(program: &Program, op: Op, there: &[Dimension], here: &[Dimension]) -> bool {
    let Op::Spread { via, .. } = op else { return false };
    let places = program.run(via);
    places.len() == there.len()
        && places.len() < here.len().max(1)
        && places.windows(2).all(|pair| pair.first() < pair.last())
        && places.iter().zip(there).all(|(place, list)| here.get(*place as usize) == Some(list))
}

/// Whether an operation on elements or events stands in a frame of them.
fn in_frame(plan: &Plan, op: Op, here: &[Dimension]) -> bool {
    match op {
        Op::Cell { column, .. } | Op::CellAbsent { column, .. } | Op::CellKnown { column, .. } => {
            let list = plan.meaning.columns.get(column).map(|column| Dimension::List(column.list));
            here.len() == 1 && here.first().copied() == list
        }
        Op::EventOn | Op::EventBy(_) | Op::EventAbout => {
            here.len() == 1 && matches!(here.first(), Some(Dimension::Events(_)))
        }
        Op::AsOfDay
        | Op::GoverningDay
        | Op::Constant(_)
        | Op::Valueless(_)
        | Op::Input { .. }
        | Op::Absent { .. }
        | Op::Known { .. }
        | Op::Reading { .. }
        | Op::Found(_)
        | Op::There { .. }
        | Op::ListEmpty { .. }
        | Op::ListKnown { .. }
        | Op::Judging(_) => here.is_empty(),
        Op::Spread { .. }
        | Op::Not(_)
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
        | Op::Any { .. }
        | Op::Every(_)
        | Op::Sum { .. }
        | Op::Extreme { .. }
        | Op::Different(_)
        | Op::DaysInAny(_)
        | Op::Pick { .. }
        | Op::Combine(_) => true,
    }
}

/// Slots and conditions that the tables of a program name.
fn references(plan: &Plan, program: &Program, found: &mut Found) {
    let slot = |slot: SlotId| slot.index() < program.slots.len();
    let truth =
        |slot: SlotId| program.slots.get(slot).is_some_and(|slot| slot.class == Class::Truth);
    let decisions = program.decisions.len() == plan.meaning.decisions.len();
    let duties = program.duties.len() == plan.meaning.duties.len();
    let judgements = program.judgements.len() == plan.meaning.facts.judgements.len();
    found.expect(decisions && duties && judgements, Predicate::IdsInRange, 0);
    for (id, decision) in program.decisions.enumerate() {
        let declared = plan.meaning.decisions.get(id);
        for question in &decision.questions {
            let classed = program.slots.get(question.answer).map(|slot| slot.class)
                == declared.map(|decision| decision.class);
            found.expect(classed, Predicate::ClassesAreConsistent, id.index());
            let waits = question.waits.iter().chain(&question.beyond);
            let held = waits.copied().all(|at| (at as usize) < program.waits.len());
            found.expect(held, Predicate::IdsInRange, id.index());
            let given = question.rows.iter().filter_map(|row| row.given).chain(question.otherwise);
            let held = given.into_iter().all(|given| match given {
                Given::Figure(at) => (at as usize) < program.figures.len(),
                Given::Condition(at) => (at as usize) < program.conditions.len(),
            });
            found.expect(held, Predicate::IdsInRange, id.index());
            for row in &question.rows {
                let held = truth(row.stands)
                    && truth(row.prevails)
                    && program.slots.get(row.value).map(|slot| slot.class)
                        == declared.map(|decision| decision.class)
                    && truth(row.off)
                    && row.switches.iter().all(|(_, slot)| truth(*slot))
                    && row.above.iter().all(|above| (*above as usize) < question.rows.len())
                    && row
                        .when
                        .iter()
                        .chain(&row.unless)
                        .all(|at| (*at as usize) < program.conditions.len())
                    && row.waits.iter().all(|at| (*at as usize) < program.waits.len());
                found.expect(held, Predicate::RowsInRange, id.index());
            }
        }
    }
    for (at, wait) in program.waits.iter().enumerate() {
        let held = truth(wait.met)
            && truth(wait.off)
            && wait.switches.iter().all(|(_, slot)| truth(*slot))
            && (wait.condition as usize) < program.conditions.len();
        found.expect(held, Predicate::IdsInRange, at);
    }
    for (at, condition) in program.conditions.iter().enumerate() {
        let held = truth(condition.slot)
            && condition.form.parts().all(|part| (part as usize) < at)
            && condition.form.atom().is_none_or(|it| (it as usize) < plan.book.conditions.len())
            && condition.reads.iter().all(|it| (*it as usize) < program.figures.len());
        found.expect(held, Predicate::IdsInRange, at);
    }
    let condition = |at: u32| (at as usize) < program.conditions.len();
    for (at, figure) in program.figures.iter().enumerate() {
        let before = |other: u32| (other as usize) < at;
        let held = slot(figure.slot)
            && (figure.words as usize) < plan.book.figures.len()
            && figure.parts.iter().copied().all(before)
            && match &figure.form {
                Working::Said => true,
                Working::Means(means) => before(*means),
                Working::If { test, then, otherwise } => {
                    condition(*test) && then.iter().chain(otherwise).copied().all(before)
                }
                Working::Over { filter, item, .. } => {
                    filter.is_none_or(condition) && item.is_none_or(before)
                }
            };
        found.expect(held, Predicate::IdsInRange, at);
    }
    let conditions = program.guarantees.iter().flatten().chain(&program.permissions);
    found.expect(conditions.copied().all(truth), Predicate::ClassesAreConsistent, 0);
    for (at, duty) in program.duties.iter().enumerate() {
        for duty in duty {
            let conditions = duty.arises.iter().chain(&duty.discharged).chain(&duty.excused);
            let held = conditions.copied().all(truth)
                && duty.time.iter().chain(&duty.day).copied().all(slot);
            let told = [duty.told.arises, duty.told.discharged, duty.told.excused];
            let is_there = |at: &u32| (*at as usize) < program.conditions.len();
            let held = held && told.iter().flatten().all(is_there);
            found.expect(held, Predicate::IdsInRange, at);
        }
    }
    let scope = program.scope.is_none_or(|at| (at as usize) < program.conditions.len());
    found.expect(scope, Predicate::IdsInRange, 0);
    let told = program.permissions_told.iter().chain(&program.guarantees_told);
    for (at, told) in told.enumerate() {
        let held = told.is_none_or(|told| (told as usize) < program.conditions.len());
        found.expect(held, Predicate::IdsInRange, at);
    }
    let there = program.there.iter().all(|(_, slot)| truth(*slot));
    found.expect(there, Predicate::ClassesAreConsistent, 0);
}
