//! Facts, fields and elements, read beside what rules out that they are absent.

use std::borrow::Cow;

use whereas_plan::op::{LeafOf, LeafRead};
use whereas_value::{Causes, Interval, Leaf};

use super::Machine;
use crate::cell::Truth;
use crate::known::{self, State};

impl Machine<'_> {
    /// What an operation reads of its leaf at a row.
    pub fn leaf_state(&self, read: LeafRead, row: u32) -> Option<Cow<'_, State>> {
        let state = self.plain_state(read.leaf, row)?;
        self.beside(read, state)
    }

    /// What a leaf is where nothing stands beside it.
    pub fn plain_state(&self, leaf: LeafOf, row: u32) -> Option<Cow<'_, State>> {
        match leaf {
            LeafOf::Input(input) => match &self.taken.governed {
                Some((governed, state)) if *governed == input => Some(Cow::Borrowed(state)),
                Some(_) | None => self.loaded.input(self.meaning, self.case, input),
            },
            LeafOf::Column(column) => self.loaded.cell(self.meaning, self.case, column, row),
        }
    }

    /// What the case itself says of a leaf, whatever is settled beyond it: `is known` asks it.
    pub fn record_state(&self, read: LeafRead, row: u32) -> Option<Cow<'_, State>> {
        let LeafOf::Input(input) = read.leaf else { return self.leaf_state(read, row) };
        // Not even the period of the variant cuts it: the record of the day that governs is what the case states.
        let settled = self.loaded.record(input).map(Cow::Borrowed);
        let state = settled.or_else(|| self.loaded.input(self.meaning, self.case, input))?;
        self.beside(read, state)
    }

    /// A leaf read with what stands beside it.
    fn beside<'s>(&self, read: LeafRead, state: Cow<'s, State>) -> Option<Cow<'s, State>> {
        if read.guards == 0 {
            return Some(state);
        }
        let facts = &self.meaning.facts;
        let guarded = match read.leaf {
            LeafOf::Input(input) => {
                let declared = self.meaning.inputs.get(input)?;
                let fact = facts.facts.get(declared.fact)?;
                let bounds =
                    if declared.path.is_empty() { known::bounds(fact) } else { Interval::ANY };
                state.guarded(read.guards, facts, &fact.ty, &declared.path, &bounds)
            }
            LeafOf::Column(column) => {
                let declared = self.meaning.columns.get(column)?;
                let element = known::element_type(facts, declared.list);
                state.guarded(read.guards, facts, element, &declared.path, &Interval::ANY)
            }
        };
        Some(Cow::Owned(guarded))
    }

    /// The name of a leaf at a row, at some step of the way to it.
    pub fn leaf_name(&self, leaf: LeafOf, row: u32, steps: usize) -> Option<Leaf> {
        match leaf {
            LeafOf::Input(input) => {
                let input = self.meaning.inputs.get(input)?;
                Some(Leaf::Fact(input.fact, input.path.get(..steps)?.to_vec()))
            }
            LeafOf::Column(column) => {
                let column = self.meaning.columns.get(column)?;
                let list = column.list;
                if row < self.loaded.length(list) {
                    Some(Leaf::Element { list, row, path: column.path.get(..steps)?.to_vec() })
                } else {
                    Some(Leaf::Others(list))
                }
            }
        }
    }
}

/// `F is absent`: yes or no.
pub fn absence(state: &State) -> Truth {
    let may_no = state.present && state.may_be_placed();
    Truth::of(may_no, state.absent || state.may_be_missing(), Causes::NONE)
}
