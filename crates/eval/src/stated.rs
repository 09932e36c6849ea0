//! What a case states, as the store keeps it: packed when the case is read, taken over in a few copies by whatever
//! program runs.
//!
//! Of each class first what is stated of facts, each at its place; then column after column of the lists, each with as
//! many rows as the list has, and one for the others.

use smallvec::SmallVec;
use whereas_plan::op::{ColumnId, InputId};
use whereas_plan::unit::of_type;
use whereas_plan::{Class, Meaning};
use whereas_value::id::{FactId, IndexVec};
use whereas_value::{Interval, Type};

use crate::cell::{Cell, ChoiceCell, NumberCell, Truth};
use crate::known::State;
use crate::layout::{EXACT, ranks};
use crate::store::{Ends, Tag, Units};

/// How the leaves of a plan are kept.
#[derive(Clone, Debug, Default)]
pub struct Leaves {
    /// Of each input its place among those of its class.
    pub inputs: IndexVec<InputId, u32>,
    /// How many inputs of each class there are.
    pub counts: [u32; 5],
    /// The columns of lists.
    pub columns: IndexVec<ColumnId, Kept>,
    kinds: IndexVec<InputId, (Class, u8)>,
    lists: Vec<FactId>,
}

/// How a column is kept.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// Its class.
    pub class: Class,
    /// The place of its list among the lists.
    pub list: u32,
    /// The places of its unit.
    pub unit: u8,
}

impl Leaves {
    /// Of a plan.
    pub fn new(meaning: &Meaning) -> Self {
        let unit = |ty| of_type(ty).unwrap_or(EXACT);
        let (inputs, counts) = ranks(meaning.inputs.iter().map(|input| input.class));
        let lists = meaning.facts.facts.enumerate();
        let lists = lists.filter(|(_, fact)| matches!(fact.ty.present(), Type::List(_)));
        let mut leaves = Self {
            inputs,
            counts,
            kinds: meaning.inputs.iter().map(|input| (input.class, unit(&input.ty))).collect(),
            columns: IndexVec::new(),
            lists: lists.map(|(id, _)| id).collect(),
        };
        for column in &meaning.columns {
            let list = leaves.list(column.list);
            leaves.columns.push(Kept { class: column.class, list, unit: unit(&column.ty) });
        }
        leaves
    }

    /// The place of a list among the lists.
    pub fn list(&self, list: FactId) -> u32 {
        let place = self.lists.binary_search(&list).ok();
        place.and_then(|place| u32::try_from(place).ok()).unwrap_or(u32::MAX)
    }

    /// The lists.
    pub fn lists(&self) -> &[FactId] {
        &self.lists
    }

    /// How an input is kept: its class, its unit, and its place among those of its class.
    pub fn place(&self, input: InputId) -> Option<(Class, u8, usize)> {
        let (class, unit) = *self.kinds.get(input)?;
        Some((class, unit, *self.inputs.get(input)? as usize))
    }

    /// Puts the state of an input among those of a case.
    pub fn put(&self, stated: &mut Stated, input: InputId, state: &State) {
        if let Some((class, unit, place)) = self.place(input)
            && let Some(packed) = Packed::of(class, unit, state)
        {
            stated.put(place, packed);
        }
    }
}

/// A value as the store keeps it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Packed {
    /// Yes or no.
    Truth(Truth),
    /// A choice.
    Choice(ChoiceCell),
    /// A number.
    Number(Units),
}

impl Packed {
    /// Of what a program reads, where the store keeps it so.
    pub fn of(class: Class, unit: u8, state: &State) -> Option<Self> {
        match class {
            Class::Truth => Some(Self::Truth(with_causes(state))),
            Class::Choice => Some(Self::Choice(with_causes(state))),
            Class::Number => {
                let NumberCell { value, causes } = with_causes(state);
                let Units { ends, tag } = value.map_or(Units::NONE, |value| in_units(&value, unit));
                Some(Self::Number(Units { ends, tag: tag.with_causes(causes) }))
            }
            Class::Text | Class::Set | Class::Record => None,
        }
    }
}

/// What a case states. What most cases have lies side by side: a pass then finds all of it with few ways to memory.
#[derive(Debug, Default)]
pub struct Stated {
    /// Of each list what is stated of the whole.
    pub lists: SmallVec<[Stretch; 4]>,
    /// Yes or no.
    pub truth: SmallVec<[Truth; 32]>,
    /// Choices.
    pub choice: SmallVec<[ChoiceCell; 8]>,
    /// Numbers.
    pub numbers: SmallVec<[Units; 16]>,
    /// Some number that is stated of a fact does not fit its unit.
    pub beyond: bool,
    /// Some number that is stated of an element does not.
    pub rows_beyond: bool,
}

impl Clone for Stated {
    fn clone(&self) -> Self {
        let mut stated = Self::default();
        stated.clone_from(self);
        stated
    }

    /// Into the room that is there.
    fn clone_from(&mut self, from: &Self) {
        self.truth.clone_from(&from.truth);
        self.choice.clone_from(&from.choice);
        self.numbers.clone_from(&from.numbers);
        self.lists.clone_from(&from.lists);
        (self.beyond, self.rows_beyond) = (from.beyond, from.rows_beyond);
    }
}

/// How long a list is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// Its elements that are stated, and one for the others.
    pub rows: u32,
    /// Whether the case says that there are no others.
    pub complete: bool,
}

impl Stretch {
    /// Of a list of which nothing is said.
    pub const UNSAID: Self = Self { rows: 1, complete: false };
}

impl Stated {
    /// How long a list is, by its place among the lists.
    #[inline]
    pub fn list(&self, place: u32) -> Stretch {
        self.lists.get(place as usize).copied().unwrap_or(Stretch::UNSAID)
    }

    /// What is stated of a fact, at its place.
    pub fn at(&self, class: Class, place: usize) -> Option<Packed> {
        match class {
            Class::Truth => self.truth.get(place).copied().map(Packed::Truth),
            Class::Choice => self.choice.get(place).copied().map(Packed::Choice),
            Class::Number => self.numbers.get(place).copied().map(Packed::Number),
            Class::Text | Class::Set | Class::Record => None,
        }
    }

    /// Puts what is stated of a fact at its place.
    pub fn put(&mut self, place: usize, packed: Packed) {
        match packed {
            Packed::Truth(truth) => put(&mut self.truth, place, Truth::EMPTY, truth),
            Packed::Choice(choice) => put(&mut self.choice, place, ChoiceCell::EMPTY, choice),
            Packed::Number(number) => {
                self.beyond |= number.tag.is_exact();
                put(&mut self.numbers, place, Units::NONE, number);
            }
        }
    }

    /// Adds what is stated of an element to its column.
    pub fn push(&mut self, packed: Packed) {
        match packed {
            Packed::Truth(truth) => self.truth.push(truth),
            Packed::Choice(choice) => self.choice.push(choice),
            Packed::Number(number) => {
                self.rows_beyond |= number.tag.is_exact();
                self.numbers.push(number);
            }
        }
    }

    /// Adds what is known of an element to its column.
    pub fn push_state(&mut self, class: Class, unit: u8, state: &State) {
        if let Some(packed) = Packed::of(class, unit, state) {
            self.push(packed);
        }
    }
}

/// A number in units, where it fits.
pub fn in_units(interval: &Interval, unit: u8) -> Units {
    match Ends::of(interval, unit) {
        Some(ends) => Units { ends, tag: Tag::UNITS },
        None => Units::BEYOND,
    }
}

/// Puts a value at a place, making room.
fn put<A: smallvec::Array<Item: Clone>>(
    all: &mut SmallVec<A>,
    place: usize,
    empty: A::Item,
    value: A::Item,
) {
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
