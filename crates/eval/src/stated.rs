//! What a case states, as the store keeps it: taken over in one copy by whatever program runs.

use whereas_plan::op::{ColumnId, InputId};
use whereas_plan::unit::of_type;
use whereas_plan::{Class, Meaning};
use whereas_value::id::IndexVec;

use crate::cell::{Cell, ChoiceCell, NumberCell, Truth};
use crate::known::State;
use crate::layout::{EXACT, ranks};
use crate::store::{Ends, Tag};

/// How the leaves of a plan are kept.
#[derive(Clone, Debug, Default)]
pub struct Leaves {
    /// Of each input its place among those of its class.
    pub inputs: IndexVec<InputId, u32>,
    /// How many inputs of each class there are.
    pub counts: [u32; 5],
    kinds: IndexVec<InputId, (Class, u8)>,
    columns: IndexVec<ColumnId, (Class, u8)>,
}

impl Leaves {
    /// Of a plan.
    pub fn new(meaning: &Meaning) -> Self {
        let unit = |ty| of_type(ty).unwrap_or(EXACT);
        let (inputs, counts) = ranks(meaning.inputs.iter().map(|input| input.class));
        Self {
            inputs,
            counts,
            kinds: meaning.inputs.iter().map(|input| (input.class, unit(&input.ty))).collect(),
            columns: meaning
                .columns
                .iter()
                .map(|column| (column.class, unit(&column.ty)))
                .collect(),
        }
    }

    /// Puts the state of an input among those of a case.
    pub fn put(&self, stated: &mut Stated, input: InputId, state: &State) {
        if let (Some(place), Some((class, unit))) = (self.inputs.get(input), self.kinds.get(input))
        {
            stated.put(*place as usize, *class, *unit, state);
        }
    }

    /// Puts the states of a column, row by row.
    pub fn put_rows(&self, stated: &mut Stated, column: ColumnId, rows: &[State]) {
        let Some((class, unit)) = self.columns.get(column) else { return };
        stated.clear();
        for (place, state) in rows.iter().enumerate() {
            stated.put(place, *class, *unit, state);
        }
    }
}

/// What a case states of facts, or of one field of the elements of a list.
#[derive(Clone, Debug, Default)]
pub struct Stated {
    /// Yes or no.
    pub truth: Vec<Truth>,
    /// Choices.
    pub choice: Vec<ChoiceCell>,
    /// Numbers in units.
    pub ends: Vec<Ends>,
    /// How each number is kept.
    pub tags: Vec<Tag>,
    /// Some number does not fit its unit.
    pub beyond: bool,
}

impl Stated {
    fn clear(&mut self) {
        self.truth.clear();
        self.choice.clear();
        self.ends.clear();
        self.tags.clear();
        self.beyond = false;
    }

    fn put(&mut self, place: usize, class: Class, unit: u8, state: &State) {
        match class {
            Class::Truth => put(&mut self.truth, place, Truth::EMPTY, with_causes(state)),
            Class::Choice => put(&mut self.choice, place, ChoiceCell::EMPTY, with_causes(state)),
            Class::Number => {
                let cell: NumberCell = with_causes(state);
                let units = cell.value.as_ref().map(|value| Ends::of(value, unit));
                let (ends, tag) = match units {
                    None => (Ends::ANY, Tag::NONE),
                    Some(Some(units)) => (units, Tag::UNITS),
                    Some(None) => {
                        self.beyond = true;
                        (Ends::ANY, Tag::BEYOND)
                    }
                };
                put(&mut self.ends, place, Ends::ANY, ends);
                put(&mut self.tags, place, Tag::NONE, tag.with_causes(cell.causes));
            }
            Class::Text | Class::Set | Class::Record => {}
        }
    }
}

/// Puts a value at a place, making room.
fn put<T: Clone>(all: &mut Vec<T>, place: usize, empty: T, value: T) {
    if all.len() <= place {
        all.resize(place.saturating_add(1), empty);
    }
    if let Some(cell) = all.get_mut(place) {
        *cell = value;
    }
}

/// What a program reads of a leaf.
pub fn with_causes<T: Cell>(state: &State) -> T {
    let mut value = T::from_values(&state.values);
    value.add_causes(state.causes);
    value
}
