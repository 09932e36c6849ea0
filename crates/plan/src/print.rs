//! A plan as text: `whereas show plan`.
//!
//! One line for each operation, `slot class frame unit = operation`, in the form of the data; names come from the book.

use std::fmt::Write;

use whereas_value::id::Id;

use crate::Plan;
use crate::op::{Class, Op, SlotId};
use crate::program::{Dimension, Program};

/// The plan as text, always the same for the same plan.
#[must_use]
pub fn print(plan: &Plan) -> String {
    let mut out = String::new();
    let meaning = &plan.meaning;
    // Writing to a string never fails.
    let _ = writeln!(out, "plan of {}, form {}", plan.book.policy.name, plan.format);
    let _ = writeln!(out, "meaning {}", meaning.hash());
    let _ = writeln!(out, "book {}", plan.book.hash());
    for (id, input) in meaning.inputs.enumerate() {
        let name = plan.book.facts.get(input.fact).map_or("", |fact| fact.name.as_str());
        let _ = writeln!(out, "input {} = {name}{:?} {:?}", id.index(), input.path, input.class);
    }
    for (id, column) in meaning.columns.enumerate() {
        let name = plan.book.facts.get(column.list).map_or("", |fact| fact.name.as_str());
        let _ = writeln!(out, "column {} = {name}{:?} {:?}", id.index(), column.path, column.class);
    }
    for variant in &meaning.variants {
        let from = variant.from.map_or_else(|| "ever".to_owned(), |day| day.to_string());
        let before = variant.before.map_or_else(|| "ever".to_owned(), |day| day.to_string());
        let _ = writeln!(
            out,
            "variant from {from} before {before} readings {:?} program {}",
            variant.readings, variant.program
        );
    }
    for (number, program) in meaning.programs.iter().enumerate() {
        let _ = writeln!(out, "\nprogram {number}");
        operations(plan, program, &mut out);
        questions(plan, program, &mut out);
    }
    out
}

fn operations(plan: &Plan, program: &Program, out: &mut String) {
    for (id, op) in program.ops.enumerate() {
        let Some(slot) = program.slots.get(id) else { continue };
        let _ = write!(out, "  {:>5} {:?}", id.index(), slot.class);
        for list in program.frames.get(slot.frame).map_or(&[][..], Vec::as_slice) {
            let _ = match list {
                Dimension::List(list) => {
                    let name = plan.book.facts.get(*list).map_or("", |fact| fact.name.as_str());
                    write!(out, " each of {name}")
                }
                Dimension::Events(kind) => {
                    let name = plan.book.events.get(*kind).map_or("", |event| event.name.as_str());
                    write!(out, " each event {name}")
                }
            };
        }
        let _ = writeln!(out, "{} = {}", kept(program, id), operation(program, *op));
    }
}

/// How the numbers of a slot are kept: as counts of a unit, or as exact fractions.
fn kept(program: &Program, id: SlotId) -> String {
    if program.slots.get(id).is_none_or(|slot| slot.class != Class::Number) {
        return String::new();
    }
    match program.units.get(id).copied().flatten() {
        Some(0) => " whole".to_owned(),
        Some(1) => " to 1 place".to_owned(),
        Some(places) => format!(" to {places} places"),
        None => " exact".to_owned(),
    }
}

/// An operation by its kind, with its operands spelled out.
fn operation(program: &Program, op: Op) -> String {
    let slots = |range| {
        let slots: Vec<usize> = program.slots_of(range).map(SlotId::index).collect();
        format!("{slots:?}")
    };
    match op {
        Op::Constant(constant) => match program.constants.get(constant) {
            Some(value) => format!("{value:?}"),
            None => "missing constant".to_owned(),
        },
        Op::And(all) => format!("And {}", slots(all)),
        Op::Or(all) => format!("Or {}", slots(all)),
        Op::AtLeast { count, of } => format!("AtLeast {count} {}", slots(of)),
        Op::Lesser(all) => format!("Lesser {}", slots(all)),
        Op::Greater(all) => format!("Greater {}", slots(all)),
        Op::OneOf { subject, values } => format!("OneOf {} {}", subject.index(), slots(values)),
        Op::Spread { from, via } => format!("Spread {} via {:?}", from.index(), program.run(via)),
        Op::Extreme { largest, operands } => {
            format!("Extreme largest={largest} {}", slots(operands))
        }
        Op::Every(operands) => format!("Every {}", slots(operands)),
        Op::Different(operands) => format!("Different {}", slots(operands)),
        Op::DaysInAny(operands) => format!("DaysInAny {}", slots(operands)),
        Op::Pick { largest, operands } => format!("Pick largest={largest} {}", slots(operands)),
        Op::OneOfConstant { subject, values } => match program.constants.get(values) {
            Some(values) => format!("OneOf {} {values:?}", subject.index()),
            None => "missing constant".to_owned(),
        },
        Op::Combine(combine) => {
            let Some(combine) = program.combines.get(combine) else { return String::new() };
            let mut text = "Combine".to_owned();
            if let Some(ready) = combine.ready {
                let _ = write!(text, " ready={}", ready.index());
            }
            for row in &combine.rows {
                let _ = write!(
                    text,
                    " [{} {} gives {} class {} above {:?}]",
                    row.stands.index(),
                    row.prevails.index(),
                    row.value.index(),
                    row.class,
                    row.above
                );
            }
            if let Some(otherwise) = combine.otherwise {
                let _ = write!(text, " otherwise={}", otherwise.index());
            }
            if let Some(groups) = &combine.groups {
                let _ = write!(text, " total {groups:?}");
            }
            text
        }
        Op::Judging(judging) => match program.judgings.get(judging) {
            Some(judging) => format!(
                "Judging {} off={} ready={} factors {:?}",
                judging.judgement.index(),
                judging.off.index(),
                judging.ready.index(),
                judging.factors
            ),
            None => String::new(),
        },
        Op::Valueless(_)
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
        | Op::EventAbout
        | Op::There { .. }
        | Op::ListEmpty { .. }
        | Op::ListKnown { .. }
        | Op::Not(_)
        | Op::Needs(_)
        | Op::Read(_)
        | Op::IsDecided(_)
        | Op::Scoped { .. }
        | Op::If { .. }
        | Op::Compare { .. }
        | Op::Between { .. }
        | Op::Includes { .. }
        | Op::SetEmpty { .. }
        | Op::Arithmetic { .. }
        | Op::Rounded { .. }
        | Op::ParameterOn { .. }
        | Op::Any { .. }
        | Op::Sum { .. } => format!("{op:?}"),
    }
}

fn questions(plan: &Plan, program: &Program, out: &mut String) {
    for (id, decision) in program.decisions.enumerate() {
        let name = plan.book.decisions.get(id).map_or("", |decision| decision.name.as_str());
        for (value, question) in decision.questions.iter().enumerate() {
            let _ = writeln!(out, "  answer {name} {value} = {}", question.answer.index());
            for row in &question.rows {
                let clause =
                    plan.book.clauses.get(row.clause).map_or("", |clause| clause.id.as_str());
                let _ = writeln!(
                    out,
                    "    {clause}: stands {} prevails {} gives {} off {}",
                    row.stands.index(),
                    row.prevails.index(),
                    row.value.index(),
                    row.off.index()
                );
            }
            for at in question.waits.iter().chain(&question.beyond) {
                let Some(wait) = program.waits.get(*at as usize) else { continue };
                let clause =
                    plan.book.clauses.get(wait.clause).map_or("", |clause| clause.id.as_str());
                let _ = writeln!(out, "    {clause}: asks first {}", wait.met.index());
            }
        }
    }
}
