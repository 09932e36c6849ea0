//! What a slot holds at one row: the possible values, and the causes for which there may be none.
//!
//! A truth is one byte. Every class of values has its own type, and [`Cell`] is what they share: joining, meeting,
//! and telling apart. Invariant: never both parts empty once an operation has filled the cell.

use whereas_value::answer::SetView;
use whereas_value::{Cause, Causes, Interval, TextSet, Values};

/// A yes/no: bit 0 may be no, bit 1 may be yes, above them one bit for each cause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Truth(pub u8);

impl Truth {
    /// May be no.
    pub const NO_BIT: u8 = 1;
    /// May be yes.
    pub const YES_BIT: u8 = 2;
    const VALUES: u8 = 3;
    /// Surely no.
    pub const NO: Self = Self(Self::NO_BIT);
    /// Surely yes.
    pub const YES: Self = Self(Self::YES_BIT);
    /// Yes or no.
    pub const OPEN: Self = Self(Self::VALUES);
    /// Nothing yet.
    pub const EMPTY: Self = Self(0);

    /// Of possible values and causes.
    #[must_use]
    pub const fn of(may_no: bool, may_yes: bool, causes: Causes) -> Self {
        Self(may_no as u8 | (may_yes as u8) << 1 | causes.0 << 2)
    }

    /// Surely one of the two.
    #[must_use]
    pub const fn sure(yes: bool) -> Self {
        if yes { Self::YES } else { Self::NO }
    }

    /// It may be no.
    #[must_use]
    pub const fn may_no(self) -> bool {
        self.0 & Self::NO_BIT != 0
    }

    /// It may be yes.
    #[must_use]
    pub const fn may_yes(self) -> bool {
        self.0 & Self::YES_BIT != 0
    }

    /// Why there may be no value.
    #[must_use]
    pub const fn causes(self) -> Causes {
        Causes(self.0 >> 2)
    }

    /// The same without causes.
    #[must_use]
    pub const fn values(self) -> Self {
        Self(self.0 & Self::VALUES)
    }

    /// Surely without a value.
    #[must_use]
    pub const fn is_valueless(self) -> bool {
        self.0 & Self::VALUES == 0
    }

    /// `not`: the cause stays.
    #[must_use]
    pub const fn negated(self) -> Self {
        let swapped = (self.0 & Self::NO_BIT) << 1 | (self.0 & Self::YES_BIT) >> 1;
        Self(self.0 & !Self::VALUES | swapped)
    }
}

/// A value of a choice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ChoiceCell {
    /// The possible values, one bit each.
    pub bits: u64,
    /// Why there may be none.
    pub causes: Causes,
}

/// A number, amount, length of time or date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NumberCell {
    /// The possible values.
    pub value: Option<Interval>,
    /// Why there may be none.
    pub causes: Causes,
}

/// A text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextCell {
    /// The possible values.
    pub value: TextSet,
    /// Why there may be none.
    pub causes: Causes,
}

/// A set that is a fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SetCell {
    /// What is surely in and what may be.
    pub value: Option<SetView>,
    /// Why there may be none.
    pub causes: Causes,
}

/// What all classes of values share.
pub trait Cell: Clone + PartialEq {
    /// Neither value nor cause.
    const EMPTY: Self;
    /// Why there may be no value.
    fn causes(&self) -> Causes;
    /// Adds causes.
    fn add_causes(&mut self, causes: Causes);
    /// Takes the causes away.
    fn clear_causes(&mut self);
    /// Whether there surely is no value.
    fn is_valueless(&self) -> bool;
    /// Whether one value is possible, causes aside.
    fn has_one_value(&self) -> bool;
    /// Takes up the values of the other, not its causes.
    fn join_values(&mut self, other: &Self);
    /// Keeps the values that the other has too.
    fn meet_values(&mut self, other: &Self);
    /// Whether both have the same possible values.
    fn has_values_of(&self, other: &Self) -> bool;
    /// The possible values as data.
    fn to_values(&self) -> Values;
    /// The cell of possible values; of values of another class nothing.
    fn from_values(values: &Values) -> Self;

    /// Whether there is one single outcome.
    fn is_single(&self) -> bool {
        if self.is_valueless() {
            self.causes().count() <= 1
        } else {
            self.causes().is_empty() && self.has_one_value()
        }
    }

    /// No value, for these causes.
    #[must_use]
    fn without_value(causes: Causes) -> Self {
        let mut cell = Self::EMPTY;
        cell.add_causes(causes);
        cell
    }

    /// Whether two values may differ, and whether they must; neither, where one is surely not there.
    fn differs(&self, other: &Self) -> (bool, bool) {
        if self.is_valueless() || other.is_valueless() {
            return (false, false);
        }
        let may = !(self.has_one_value() && self.has_values_of(other));
        let must = may && {
            let mut both = self.clone();
            both.meet_values(other);
            both.is_valueless()
        };
        (may, must)
    }
}

impl Cell for Truth {
    const EMPTY: Self = Self::EMPTY;
    fn causes(&self) -> Causes {
        (*self).causes()
    }
    fn add_causes(&mut self, causes: Causes) {
        self.0 |= causes.0 << 2;
    }
    fn clear_causes(&mut self) {
        *self = self.values();
    }
    fn is_valueless(&self) -> bool {
        (*self).is_valueless()
    }
    fn has_one_value(&self) -> bool {
        self.may_no() != self.may_yes()
    }
    fn join_values(&mut self, other: &Self) {
        self.0 |= other.values().0;
    }
    fn meet_values(&mut self, other: &Self) {
        self.0 &= other.0 | !Self::VALUES;
    }
    fn has_values_of(&self, other: &Self) -> bool {
        self.values() == other.values()
    }
    fn to_values(&self) -> Values {
        Values::Truth { may_no: self.may_no(), may_yes: self.may_yes() }
    }
    fn from_values(values: &Values) -> Self {
        match values {
            Values::Truth { may_no, may_yes } => Self::of(*may_no, *may_yes, Causes::NONE),
            Values::Choice(_) | Values::Number(_) | Values::Text(_) | Values::Set(_) => Self::EMPTY,
        }
    }
}

impl Cell for ChoiceCell {
    const EMPTY: Self = Self { bits: 0, causes: Causes::NONE };
    fn causes(&self) -> Causes {
        self.causes
    }
    fn add_causes(&mut self, causes: Causes) {
        self.causes = self.causes.and(causes);
    }
    fn clear_causes(&mut self) {
        self.causes = Causes::NONE;
    }
    fn is_valueless(&self) -> bool {
        self.bits == 0
    }
    fn has_one_value(&self) -> bool {
        self.bits.is_power_of_two()
    }
    fn join_values(&mut self, other: &Self) {
        self.bits |= other.bits;
    }
    fn meet_values(&mut self, other: &Self) {
        self.bits &= other.bits;
    }
    fn has_values_of(&self, other: &Self) -> bool {
        self.bits == other.bits
    }
    fn to_values(&self) -> Values {
        Values::Choice(self.bits)
    }
    fn from_values(values: &Values) -> Self {
        match values {
            Values::Choice(bits) => Self { bits: *bits, causes: Causes::NONE },
            Values::Truth { .. } | Values::Number(_) | Values::Text(_) | Values::Set(_) => {
                Self::EMPTY
            }
        }
    }
}

impl Cell for NumberCell {
    const EMPTY: Self = Self { value: None, causes: Causes::NONE };
    fn causes(&self) -> Causes {
        self.causes
    }
    fn add_causes(&mut self, causes: Causes) {
        self.causes = self.causes.and(causes);
    }
    fn clear_causes(&mut self) {
        self.causes = Causes::NONE;
    }
    fn is_valueless(&self) -> bool {
        self.value.is_none()
    }
    fn has_one_value(&self) -> bool {
        self.value.as_ref().is_some_and(Interval::is_single)
    }
    fn join_values(&mut self, other: &Self) {
        match (&self.value, &other.value) {
            (Some(mine), Some(theirs)) => self.value = Some(mine.hull(theirs)),
            (None, Some(theirs)) => self.value = Some(theirs.clone()),
            (Some(_) | None, None) => {}
        }
    }
    fn meet_values(&mut self, other: &Self) {
        self.value = match (&self.value, &other.value) {
            (Some(mine), Some(theirs)) => mine.meet(theirs),
            (Some(_) | None, None) | (None, Some(_)) => None,
        };
    }
    fn has_values_of(&self, other: &Self) -> bool {
        self.value == other.value
    }
    fn to_values(&self) -> Values {
        Values::Number(self.value.clone())
    }
    fn from_values(values: &Values) -> Self {
        match values {
            Values::Number(value) => Self { value: value.clone(), causes: Causes::NONE },
            Values::Truth { .. } | Values::Choice(_) | Values::Text(_) | Values::Set(_) => {
                Self::EMPTY
            }
        }
    }
}

impl Cell for TextCell {
    const EMPTY: Self = Self { value: TextSet::OneOf(ecow::EcoVec::new()), causes: Causes::NONE };
    fn causes(&self) -> Causes {
        self.causes
    }
    fn add_causes(&mut self, causes: Causes) {
        self.causes = self.causes.and(causes);
    }
    fn clear_causes(&mut self) {
        self.causes = Causes::NONE;
    }
    fn is_valueless(&self) -> bool {
        self.value.is_empty()
    }
    fn has_one_value(&self) -> bool {
        self.value.is_single()
    }
    fn join_values(&mut self, other: &Self) {
        self.value = self.value.union(&other.value);
    }
    fn meet_values(&mut self, other: &Self) {
        self.value = self.value.meet(&other.value);
    }
    fn has_values_of(&self, other: &Self) -> bool {
        self.value == other.value
    }
    fn to_values(&self) -> Values {
        Values::Text(self.value.clone())
    }
    fn from_values(values: &Values) -> Self {
        match values {
            Values::Text(value) => Self { value: value.clone(), causes: Causes::NONE },
            Values::Truth { .. } | Values::Choice(_) | Values::Number(_) | Values::Set(_) => {
                Self::EMPTY
            }
        }
    }
}

impl Cell for SetCell {
    const EMPTY: Self = Self { value: None, causes: Causes::NONE };
    fn causes(&self) -> Causes {
        self.causes
    }
    fn add_causes(&mut self, causes: Causes) {
        self.causes = self.causes.and(causes);
    }
    fn clear_causes(&mut self) {
        self.causes = Causes::NONE;
    }
    fn is_valueless(&self) -> bool {
        self.value.is_none()
    }
    fn has_one_value(&self) -> bool {
        self.value.is_some_and(|view| view.definite == view.possible)
    }
    fn join_values(&mut self, other: &Self) {
        self.value = match (self.value, other.value) {
            (Some(a), Some(b)) => Some(SetView {
                definite: a.definite & b.definite,
                possible: a.possible | b.possible,
            }),
            (None, one) | (one, None) => one,
        };
    }
    fn meet_values(&mut self, other: &Self) {
        self.value = match (self.value, other.value) {
            (Some(a), Some(b)) => {
                let (definite, possible) = (a.definite | b.definite, a.possible & b.possible);
                (definite & !possible == 0).then_some(SetView { definite, possible })
            }
            (Some(_) | None, None) | (None, Some(_)) => None,
        };
    }
    fn has_values_of(&self, other: &Self) -> bool {
        self.value == other.value
    }
    fn to_values(&self) -> Values {
        Values::Set(self.value)
    }
    fn from_values(values: &Values) -> Self {
        match values {
            Values::Set(value) => Self { value: *value, causes: Causes::NONE },
            Values::Truth { .. } | Values::Choice(_) | Values::Number(_) | Values::Text(_) => {
                Self::EMPTY
            }
        }
    }
}

/// The causes of a strict operator: of some operand, and no other operand surely has only worse ones.
#[derive(Clone, Copy, Debug)]
pub struct Strict {
    causes: Causes,
    floor: Option<Cause>,
}

impl Strict {
    /// Of no operands.
    pub const NONE: Self = Self { causes: Causes::NONE, floor: None };

    /// With one operand more.
    pub fn add(&mut self, causes: Causes, valueless: bool) {
        self.causes = self.causes.and(causes);
        if valueless {
            self.floor = self.floor.max(causes.least());
        }
    }

    /// With one operand more.
    pub fn add_cell(&mut self, cell: &impl Cell) {
        self.add(cell.causes(), cell.is_valueless());
    }

    /// The possible causes.
    #[must_use]
    pub fn causes(self) -> Causes {
        self.floor.map_or(self.causes, |floor| self.causes.at_least(floor))
    }
}

/// A conjunction of truths, one by one: any no, then no; else any without a value, then the worst cause; else yes.
#[derive(Clone, Copy, Debug)]
pub struct All {
    may_no: bool,
    may_yes: bool,
    causes: Causes,
    /// The least cause that an operand which cannot be yes lets through.
    floor: Option<Cause>,
    /// Some operand is surely no.
    settled: bool,
}

impl All {
    /// Of no operands: yes.
    pub const NONE: Self =
        Self { may_no: false, may_yes: true, causes: Causes::NONE, floor: None, settled: false };

    /// With one operand more.
    pub fn add(&mut self, truth: Truth) {
        self.may_no |= truth.may_no();
        self.may_yes &= truth.may_yes();
        self.causes = self.causes.and(truth.causes());
        if !truth.may_yes() {
            let least = truth.causes().least();
            self.settled |= least.is_none();
            self.floor = self.floor.max(least);
        }
    }

    /// What they give together.
    #[must_use]
    pub fn truth(self) -> Truth {
        let causes = match self.floor {
            _ if self.settled => Causes::NONE,
            Some(floor) => self.causes.at_least(floor),
            None => self.causes,
        };
        Truth::of(self.may_no, self.may_yes, causes)
    }
}
