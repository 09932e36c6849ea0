//! All that a case says, by the leaves of a plan; and what is known of each where a case says nothing.

use std::collections::BTreeMap;

use whereas_plan::Meaning;
use whereas_plan::op::{ColumnId, InputId};
use whereas_value::id::{FactId, IndexVec};
use whereas_value::{Case, Interval};

use crate::given;
use crate::known::{self, Known, State};
use crate::stated::{Leaves, Stated, Stretch};

/// All that a case says.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The facts.
    pub facts: IndexVec<FactId, Known>,
    /// The facts whose presumption says more than the case does.
    pub presumed: Vec<FactId>,
    /// What programs read of facts.
    pub inputs: IndexVec<InputId, State>,
    /// What programs read of elements: those that are stated, then the others.
    pub columns: IndexVec<ColumnId, Vec<State>>,
    /// What the case itself says of inputs that are settled now: `is known` speaks of it.
    pub record: BTreeMap<InputId, State>,
}

impl Said {
    /// Of a case.
    pub fn new(meaning: &Meaning, unsaid: &Unsaid, case: &Case) -> Self {
        let mut said = Self::default();
        for (id, declared) in meaning.facts.facts.enumerate() {
            let stated = case.facts.get(id);
            let (known, changed) = known::fact(&meaning.facts, declared, stated, unsaid.presume);
            if changed {
                said.presumed.push(id);
            }
            said.facts.push(known);
        }
        for (id, input) in meaning.inputs.enumerate() {
            let known = said.facts.get(input.fact).map(|known| known.state(&input.path));
            if let Some(state) = known.or_else(|| unsaid.inputs.get(id).cloned()) {
                said.inputs.push(state);
            }
        }
        for (id, column) in meaning.columns.enumerate() {
            let rows = said.rows(column.list).iter().map(|row| row.state(&column.path));
            let rows = rows.chain(unsaid.columns.get(id).cloned()).collect();
            said.columns.push(rows);
        }
        said
    }

    /// The elements of a list that are stated.
    pub fn rows(&self, list: FactId) -> &[Known] {
        match self.facts.get(list) {
            Some(Known::List { rows, .. }) => rows,
            Some(Known::Value { .. } | Known::Record { .. }) | None => &[],
        }
    }
}

/// What is known of each leaf in a case that says nothing: the same for all cases.
#[derive(Clone, Debug, Default)]
pub struct Unsaid {
    presume: bool,
    inputs_of: IndexVec<FactId, Vec<InputId>>,
    inputs: IndexVec<InputId, State>,
    columns: IndexVec<ColumnId, State>,
    stated: Stated,
    leaves: Leaves,
}

impl Unsaid {
    /// With presumptions or without.
    pub fn new(meaning: &Meaning, presume: bool) -> Self {
        let mut unsaid = Self { presume, leaves: Leaves::new(meaning), ..Self::default() };
        let facts = &meaning.facts;
        let known: IndexVec<FactId, Known> =
            facts.facts.iter().map(|fact| known::fact(facts, fact, None, presume).0).collect();
        unsaid.inputs_of = known.iter().map(|_| Vec::new()).collect();
        for (id, input) in meaning.inputs.enumerate() {
            let state = match known.get(input.fact) {
                Some(known) => known.state(&input.path),
                None => given::known(facts, &input.ty, &Interval::ANY, None).state(&[]),
            };
            unsaid.leaves.put(&mut unsaid.stated, id, &state);
            unsaid.inputs.push(state);
            if let Some(inputs) = unsaid.inputs_of.get_mut(input.fact) {
                inputs.push(id);
            }
        }
        for column in &meaning.columns {
            let element = known::element_type(facts, column.list);
            let others = given::known(facts, element, &Interval::ANY, None);
            unsaid.columns.push(others.state(&column.path));
        }
        unsaid.stated.lists = unsaid.leaves.lists().iter().map(|_| Stretch::UNSAID).collect();
        unsaid
    }

    /// Whether presumptions stand.
    pub const fn presume(&self) -> bool {
        self.presume
    }

    /// How the leaves are kept.
    pub const fn leaves(&self) -> &Leaves {
        &self.leaves
    }

    /// The inputs that read a fact.
    pub fn inputs_of(&self, fact: FactId) -> &[InputId] {
        self.inputs_of.get(fact).map_or(&[], Vec::as_slice)
    }

    /// What is stated where nothing is.
    pub const fn stated(&self) -> &Stated {
        &self.stated
    }

    /// What is known of an input.
    pub fn input(&self, input: InputId) -> Option<&State> {
        self.inputs.get(input)
    }

    /// What is known of a column of the others.
    pub fn others(&self, column: ColumnId) -> Option<&State> {
        self.columns.get(column)
    }
}
