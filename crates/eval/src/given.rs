//! What a case states, read: of one leaf, without asking for memory, or all that is known of a fact as a [`Known`].

use whereas_plan::Facts;
use whereas_plan::facts::FactType;
use whereas_value::case::Stated;
use whereas_value::{Given, Interval, Partial, Type, Values};

use crate::known::{self, Around, Arounds, Known, State};

/// What is stated where a path has led to.
#[derive(Clone, Copy)]
enum At<'c> {
    /// This.
    Said(&'c Given),
    /// The record around it does not exist.
    Absent,
    /// Nothing.
    Anything,
}

impl<'c> At<'c> {
    /// Of a record: whether it may exist, and whether it may not.
    fn around(self, ty: &Type) -> Around {
        match self {
            Self::Said(given) => {
                Around { absent: given.may_be_absent, present: given.value.is_some() }
            }
            Self::Absent => Around { absent: true, present: false },
            Self::Anything => Around { absent: matches!(ty, Type::Optional(_)), present: true },
        }
    }

    /// A field of it.
    fn field(self, place: u32) -> Self {
        match self {
            Self::Said(Given { value: None, .. }) | Self::Absent => Self::Absent,
            Self::Said(Given { value: Some(Partial::Record(fields)), .. }) => {
                fields.get(place as usize).map_or(Self::Anything, Self::Said)
            }
            Self::Said(Given { value: Some(_), .. }) | Self::Anything => Self::Anything,
        }
    }

    /// The elements of it, and whether these are all.
    fn elements(self) -> (&'c [Given], bool) {
        match self {
            Self::Said(Given { value: None, .. }) | Self::Absent => (&[], true),
            Self::Said(Given { value: Some(Partial::List { elements, complete }), .. }) => {
                (elements, *complete)
            }
            Self::Said(Given { value: Some(_), .. }) | Self::Anything => (&[], false),
        }
    }

    /// Its possible values, and whether it may not exist: of what is neither a record nor a list.
    fn values(self, facts: &Facts, ty: &Type, bounds: &Interval) -> (Values, bool) {
        match self {
            Self::Said(Given { value: None, .. }) | Self::Absent => {
                (known::no_value(ty.present()), true)
            }
            Self::Said(Given { value: Some(partial), may_be_absent }) => {
                (known::some_value(facts, ty.present(), bounds, partial), *may_be_absent)
            }
            Self::Anything => {
                (known::any_value(facts, ty, bounds), matches!(ty, Type::Optional(_)))
            }
        }
    }

    /// Whether one value is known, or that there surely is none.
    fn is_single(self, facts: &Facts, ty: &Type, bounds: &Interval) -> bool {
        let Some(record) = ty.record() else {
            let (values, may_be_absent) = self.values(facts, ty, bounds);
            return ty.listed().is_none() && is_single(&values, may_be_absent);
        };
        let Around { absent, present } = self.around(ty);
        let fields = facts.records.get(record).map_or(&[][..], Vec::as_slice);
        let mut fields = fields.iter().zip(0_u32..);
        let single =
            |(ty, place): (&Type, u32)| self.field(place).is_single(facts, ty, &Interval::ANY);
        !present || !absent && fields.all(single)
    }

    /// All that is known of it, with its fields or its elements.
    fn known(self, facts: &Facts, ty: &Type, bounds: &Interval) -> Known {
        if let Some(record) = ty.record() {
            let Around { absent, present } = self.around(ty);
            let fields = facts.records.get(record).map_or(&[][..], Vec::as_slice);
            let fields = fields.iter().zip(0_u32..);
            let fields =
                fields.map(|(ty, place)| self.field(place).known(facts, ty, &Interval::ANY));
            return Known::Record {
                may_be_absent: absent,
                may_be_present: present,
                fields: fields.collect(),
            };
        }
        if let Some(element) = ty.listed() {
            let (rows, complete) = self.elements();
            let rows = rows.iter().map(|row| Self::Said(row).known(facts, element, &Interval::ANY));
            return Known::List { rows: rows.collect(), complete };
        }
        let (values, may_be_absent) = self.values(facts, ty, bounds);
        Known::Value { values, may_be_absent }
    }

    /// What is read at the end of a path from here.
    fn state(self, facts: &Facts, ty: &Type, bounds: &Interval, path: &[u32]) -> State {
        let (mut at, mut ty, mut bounds) = (self, ty, bounds);
        let mut around = Arounds::new();
        for step in path {
            if ty.record().is_none() {
                return State::nothing();
            }
            around.push(at.around(ty));
            (at, ty, bounds) =
                (at.field(*step), known::field_type(facts, ty, *step), &Interval::ANY);
        }
        let single = at.is_single(facts, ty, bounds);
        if ty.record().is_some() {
            let Around { absent, present } = at.around(ty);
            return State::new(around, Values::Choice(0), absent, present, single);
        }
        if ty.listed().is_some() {
            return State::new(around, Values::Choice(0), false, true, single);
        }
        let (values, may_be_absent) = at.values(facts, ty, bounds);
        let present = !values.is_empty();
        State::new(around, values, may_be_absent, present, single)
    }
}

/// What is read of a fact that a case states: with its presumption, or only as stated.
pub fn of_fact(
    facts: &Facts,
    fact: &FactType,
    given: &Given,
    presume: bool,
    path: &[u32],
) -> State {
    let bounds = known::bounds(fact);
    let at = At::Said(given);
    if let (Some(presumed), [], true) = (&fact.presumed, path, presume)
        && fact.ty.record().is_none()
        && fact.ty.listed().is_none()
    {
        let (values, may_be_absent) = at.values(facts, &fact.ty, &bounds);
        // One value that is there is the presumed one, or excludes it.
        if may_be_absent || !values.is_single() {
            let presumed = known::constant(presumed);
            if known::meets(&values, &presumed) {
                return State::new(Arounds::new(), presumed, false, true, true);
            }
        }
        let (present, single) = (!values.is_empty(), is_single(&values, may_be_absent));
        return State::new(Arounds::new(), values, may_be_absent, present, single);
    }
    at.state(facts, &fact.ty, &bounds, path)
}

/// What is read of an element that is stated of a list.
pub fn of_element(facts: &Facts, element: &Type, row: &Given, path: &[u32]) -> State {
    At::Said(row).state(facts, element, &Interval::ANY, path)
}

/// Whether all is known of an element that is stated of a list.
pub fn element_is_single(facts: &Facts, element: &Type, row: &Given) -> bool {
    At::Said(row).is_single(facts, element, &Interval::ANY)
}

/// All that is known of what is given, or of anything where nothing is.
pub fn known(facts: &Facts, ty: &Type, bounds: &Interval, given: Option<&Given>) -> Known {
    given.map_or(At::Anything, At::Said).known(facts, ty, bounds)
}

/// What is given of a fact, where anything is.
pub fn given(stated: Option<&Stated>) -> Option<&Given> {
    match stated? {
        Stated::Given(given) => Some(given),
        Stated::LeftOut | Stated::Asked => None,
    }
}

/// The elements that are stated of a list, and whether these are all.
pub fn elements(stated: Option<&Stated>) -> (&[Given], bool) {
    given(stated).map_or(At::Anything, At::Said).elements()
}

fn is_single(values: &Values, may_be_absent: bool) -> bool {
    if values.is_empty() { may_be_absent } else { !may_be_absent && values.is_single() }
}
