//! Facts, fields and elements, read beside what rules out that they are absent.

use whereas_plan::Op;
use whereas_value::{Causes, Interval};

use super::Machine;
use crate::cell::Truth;
use crate::known::{self, State};

impl Machine<'_> {
    /// What an operation reads of its leaf at a row.
    pub fn leaf_state(&self, op: Op, row: u32) -> Option<State> {
        leaf_state(self, op, row)
    }
}

/// What an operation on a leaf reads at a row.
pub fn leaf_state(machine: &Machine<'_>, op: Op, row: u32) -> Option<State> {
    let facts = &machine.meaning.facts;
    match op {
        Op::Input { input, guards } | Op::Absent { input, guards } | Op::Known { input, guards } => {
            let declared = machine.meaning.inputs.get(input)?;
            let state = match &machine.taken.governed {
                Some((governed, state)) if *governed == input => state,
                Some(_) | None => machine.loaded.inputs.get(input)?,
            };
            if guards == 0 {
                return Some(state.clone());
            }
            let fact = facts.facts.get(declared.fact)?;
            let bounds = if declared.path.is_empty() { known::bounds(fact) } else { Interval::ANY };
            Some(state.guarded(guards, facts, &fact.ty, &declared.path, &bounds))
        }
        Op::Cell { column, guards } | Op::CellAbsent { column, guards } | Op::CellKnown { column, guards } => {
            let declared = machine.meaning.columns.get(column)?;
            let state = machine.loaded.columns.get(column)?.get(row as usize)?;
            if guards == 0 {
                return Some(state.clone());
            }
            let whereas_value::Type::List(element) = facts.facts.get(declared.list)?.ty.present() else {
                return Some(state.clone());
            };
            Some(state.guarded(guards, facts, element, &declared.path, &Interval::ANY))
        }
        _ => None,
    }
}

/// What the case itself says of a leaf, whatever is settled beyond it: `is known` asks it.
pub fn record_state(machine: &Machine<'_>, op: Op, row: u32) -> Option<State> {
    let Op::Known { input, guards } = op else { return leaf_state(machine, op, row) };
    let Some(state) = machine.loaded.record.get(&input) else { return leaf_state(machine, op, row) };
    let declared = machine.meaning.inputs.get(input)?;
    let governs = machine.taken.governed.as_ref().is_some_and(|(governed, _)| *governed == input);
    if governs {
        return Some(state.within(&machine.taken.governing));
    }
    let fact = machine.meaning.facts.facts.get(declared.fact)?;
    let bounds = if declared.path.is_empty() { known::bounds(fact) } else { Interval::ANY };
    Some(state.guarded(guards, &machine.meaning.facts, &fact.ty, &declared.path, &bounds))
}

/// `F is absent`: yes or no.
pub fn absence(state: &State) -> Truth {
    let may_no = state.present && state.may_be_placed();
    Truth::of(may_no, state.absent || state.may_be_missing(), Causes::NONE)
}
