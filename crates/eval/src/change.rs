//! One fact settled in a case that has run: only what reads it, or reads what does, runs again.
//!
//! Reads a pass and the values of a fact; fills the same slots as a pass over the case with the fact settled. Invariant:
//! no slot is left as it was that would not be the same; where something reads the fact in another way than by its value
//! (whether it is there, beside what rules that out, as the day that governs), there is no [`Change`], and whoever asks
//! runs the whole.

use std::sync::Arc;

use whereas_plan::op::{LeafAsked, LeafOf};
use whereas_plan::{Meaning, Op, Program, SlotId};
use whereas_value::id::FactId;
use whereas_value::{Case, Leaf};

use crate::case::Loaded;
use crate::kernel::Run;
use crate::known::Known;
use crate::said::Unsaid;
use crate::session::{Pass, Session};
use crate::stated::{Packed, Stated};

/// What runs again in each run of a pass.
#[derive(Clone, Debug)]
pub struct Change {
    fact: FactId,
    runs: Vec<Arc<[Run]>>,
}

/// What is stated of a fact: at each of its places, how.
pub type Settled = Vec<(usize, Packed)>;

impl Change {
    /// How much runs again.
    pub fn size(&self) -> usize {
        self.runs.iter().flat_map(|runs| runs.iter()).map(Run::size).sum()
    }
}

impl Session<'_> {
    /// What runs again in a pass where the fact of a leaf is settled.
    pub fn change(&mut self, pass: &Pass, leaf: &Leaf) -> Option<Change> {
        let Leaf::Fact(fact, path) = leaf else { return None };
        if !path.is_empty() {
            return None;
        }
        let runs = pass.runs.iter().map(|ran| self.downstream(ran.taken.program, *fact));
        let runs = runs.collect::<Option<_>>()?;
        Some(Change { fact: *fact, runs })
    }

    /// A value of the fact as it is stated; nothing where it is not kept in units.
    pub fn settled(&self, change: &Change, known: &Known) -> Option<Settled> {
        let meaning = &self.plan().meaning;
        let leaves = self.unsaid().leaves();
        let inputs = self.unsaid().inputs_of(change.fact).iter();
        let packed = inputs.map(|input| {
            let (class, unit, place) = leaves.place(*input)?;
            let path = &meaning.inputs.get(*input)?.path;
            Some((place, Packed::of(class, unit, &known.state(path))?))
        });
        in_units(packed.collect::<Option<_>>()?)
    }

    /// What the case itself states of the fact.
    pub fn as_stated(&self, change: &Change, stated: &Stated) -> Option<Settled> {
        let leaves = self.unsaid().leaves();
        let inputs = self.unsaid().inputs_of(change.fact).iter();
        let packed = inputs.map(|input| {
            let (class, _, place) = leaves.place(*input)?;
            Some((place, stated.at(class, place)?))
        });
        in_units(packed.collect::<Option<_>>()?)
    }

    /// Settles the fact in a pass, and runs what reads it.
    pub fn settle(
        &self,
        case: &Case,
        loaded: &Loaded,
        pass: &mut Pass,
        change: &Change,
        settled: &[(usize, Packed)],
    ) {
        for (ran, runs) in pass.runs.iter_mut().zip(&change.runs) {
            for (place, packed) in settled {
                ran.store.put_stated(*place, *packed);
            }
            self.run_again(case, loaded, ran, runs);
        }
    }
}

/// A number that its unit does not hold is kept elsewhere: a pass takes it over.
fn in_units(settled: Settled) -> Option<Settled> {
    let beyond = |(_, packed): &(usize, Packed)| matches!(packed, Packed::Number(number) if number.tag.is_exact());
    (!settled.iter().any(beyond)).then_some(settled)
}

/// The slots of a program that read the value of a fact; nothing where some read it in another way.
pub fn readers(
    meaning: &Meaning,
    program: &Program,
    unsaid: &Unsaid,
    fact: FactId,
    is_taken: impl Fn(SlotId) -> bool,
) -> Option<Vec<SlotId>> {
    let inputs = unsaid.inputs_of(fact);
    if meaning.governed_by.is_some_and(|governs| inputs.contains(&governs)) {
        return None;
    }
    let mut readers = Vec::new();
    for (slot, op) in program.ops.enumerate() {
        let Some(read) = op.leaf() else { continue };
        let LeafOf::Input(input) = read.leaf else { continue };
        // Whether it is known turns on what the case itself says, whatever is settled.
        if !inputs.contains(&input) || read.asked == LeafAsked::Known {
            continue;
        }
        if !matches!(op, Op::Input { guards: 0, .. }) || !is_taken(slot) {
            return None;
        }
        readers.push(slot);
    }
    Some(readers)
}
