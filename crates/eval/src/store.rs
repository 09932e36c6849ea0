//! Where the values of slots are kept: one flat array for each class.
//!
//! A number is kept as two whole counts of its slot's unit, and as an exact interval only where that is not enough:
//! a fraction, or more than 64 bits. Which of the two is told by its tag; whoever reads it sees one and the same value.

use std::borrow::Cow;

use whereas_value::{Cause, Causes, Interval, Number};

use crate::cell::{Cell, ChoiceCell, NumberCell, SetCell, TextCell, Truth};
use crate::layout::{EXACT, Layout, Spot};
use crate::stated::Packed;

/// The least and the greatest of a number, in units of its slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ends {
    /// [`Ends::BELOW`] where there is none.
    pub lo: i64,
    /// [`Ends::ABOVE`] where there is none.
    pub hi: i64,
}

impl Ends {
    /// No lower end.
    pub const BELOW: i64 = i64::MIN;
    /// No upper end.
    pub const ABOVE: i64 = i64::MAX;
    /// Any number.
    pub const ANY: Self = Self { lo: Self::BELOW, hi: Self::ABOVE };

    /// An interval in units of this scale, where it fits.
    pub fn of(interval: &Interval, scale: u8) -> Option<Self> {
        if scale == EXACT {
            return None;
        }
        let lo = match interval.lo() {
            Some(lo) => lo.scaled(scale)?,
            None => Self::BELOW,
        };
        let hi = match interval.hi() {
            Some(hi) if interval.lo() == Some(hi) => lo,
            Some(hi) => hi.scaled(scale)?,
            None => Self::ABOVE,
        };
        Some(Self { lo, hi })
    }

    /// The interval of units of this scale.
    pub fn interval(self, scale: u8) -> Option<Interval> {
        let lo = (self.lo != Self::BELOW).then(|| Number::of_scaled(self.lo, scale));
        if self.lo == self.hi {
            return lo.map(Interval::single);
        }
        let hi = (self.hi != Self::ABOVE).then(|| Number::of_scaled(self.hi, scale));
        Interval::new(lo, hi)
    }
}

/// How a number is kept: two bits, and above them one for each cause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tag(pub u8);

impl Tag {
    /// No value, and no cause.
    pub const NONE: Self = Self(0);
    /// Units, and no cause.
    pub const UNITS: Self = Self(1);
    /// No value, and *undetermined*.
    pub const UNDETERMINED: Self = Self::of(0, Causes::of(Cause::Undetermined));
    /// A value that does not fit its unit, and no cause.
    pub const BEYOND: Self = Self(Self::EXACT);
    const EXACT: u8 = 2;
    const KIND: u8 = 3;

    /// Whether it is kept in units, whatever its causes.
    #[inline]
    pub const fn in_units(self) -> bool {
        self.0 & Self::KIND == 1
    }

    /// Whether there is no value.
    #[inline]
    pub const fn is_valueless(self) -> bool {
        self.0 & Self::KIND == 0
    }

    /// Whether it is kept as an exact interval.
    #[inline]
    pub const fn is_exact(self) -> bool {
        self.0 & Self::KIND == Self::EXACT
    }

    /// Why there may be no value.
    pub const fn causes(self) -> Causes {
        Causes(self.0 >> 2)
    }

    /// The causes, as a truth has them.
    #[inline]
    pub const fn causes_of_truth(self) -> u8 {
        self.0 & !Self::KIND
    }

    /// With these causes too.
    #[inline]
    pub const fn with_causes(self, causes: Causes) -> Self {
        Self(self.0 | causes.0 << 2)
    }

    /// Of two numbers in units: in units, with the causes of both.
    #[inline]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn of(kind: u8, causes: Causes) -> Self {
        Self(kind | causes.0 << 2)
    }
}

/// A number as the store keeps it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Units {
    /// Its ends, where it is kept in units.
    pub ends: Ends,
    /// How it is kept.
    pub tag: Tag,
}

impl Units {
    /// No value, and no cause.
    pub const NONE: Self = Self { ends: Ends::ANY, tag: Tag::NONE };
    /// No value, and *undetermined*.
    pub const UNDETERMINED: Self = Self { ends: Ends::ANY, tag: Tag::UNDETERMINED };
    /// A value that does not fit its unit, and no cause.
    pub const BEYOND: Self = Self { ends: Ends::ANY, tag: Tag::BEYOND };

    /// Between these ends, without causes.
    #[inline]
    pub const fn of(lo: i64, hi: i64) -> Self {
        Self { ends: Ends { lo, hi }, tag: Tag::UNITS }
    }
}

/// Values, by class.
#[derive(Clone, Debug, Default)]
pub struct Store {
    /// Yes or no.
    pub truth: Vec<Truth>,
    /// Choices.
    pub choice: Vec<ChoiceCell>,
    /// Numbers.
    pub numbers: Vec<Units>,
    exact: Vec<Interval>,
    text: Vec<TextCell>,
    set: Vec<SetCell>,
    /// The version of the layout that it has room for.
    layout: u64,
}

/// A class of values that the store keeps.
pub trait Kept: Cell {
    /// The value at a spot.
    fn read(store: &Store, spot: Spot) -> Option<Cow<'_, Self>>;
    /// Puts a value at a spot.
    fn write(store: &mut Store, spot: Spot, value: Self);
    /// Whether there is one single outcome at a spot.
    fn single(store: &Store, spot: Spot) -> Option<bool> {
        Self::read(store, spot).map(|cell| cell.is_single())
    }
}

macro_rules! kept {
    ($($cell:ty: $field:ident;)*) => {$(
        impl Kept for $cell {
            #[inline]
            fn read(store: &Store, spot: Spot) -> Option<Cow<'_, Self>> {
                store.$field.get(spot.at).map(Cow::Borrowed)
            }
            #[inline]
            fn write(store: &mut Store, spot: Spot, value: Self) {
                if let Some(cell) = store.$field.get_mut(spot.at) {
                    *cell = value;
                }
            }
        }
    )*};
}

kept! {
    Truth: truth;
    ChoiceCell: choice;
    TextCell: text;
    SetCell: set;
}

impl Kept for NumberCell {
    fn read(store: &Store, spot: Spot) -> Option<Cow<'_, Self>> {
        let Units { ends, tag } = *store.numbers.get(spot.at)?;
        let value = if tag.is_valueless() {
            None
        } else if tag.in_units() {
            ends.interval(spot.scale)
        } else {
            store.exact.get(spot.at).cloned()
        };
        Some(Cow::Owned(Self { value, causes: tag.causes() }))
    }

    fn write(store: &mut Store, spot: Spot, value: Self) {
        let Some(Units { ends, tag }) = store.numbers.get_mut(spot.at) else { return };
        let kind = match value.value {
            None => 0,
            Some(interval) => match Ends::of(&interval, spot.scale) {
                Some(units) => {
                    *ends = units;
                    1
                }
                None => {
                    if let Some(exact) = store.exact.get_mut(spot.at) {
                        *exact = interval;
                    }
                    Tag::EXACT
                }
            },
        };
        *tag = Tag::of(kind, value.causes);
    }

    fn single(store: &Store, spot: Spot) -> Option<bool> {
        let Units { ends, tag } = *store.numbers.get(spot.at)?;
        if tag == Tag::UNITS {
            return Some(ends.lo == ends.hi);
        }
        Self::read(store, spot).map(|cell| cell.is_single())
    }
}

impl Store {
    /// Puts what is stated of a fact at its place.
    pub fn put_stated(&mut self, place: usize, packed: Packed) {
        match packed {
            Packed::Truth(truth) => put(&mut self.truth, place, truth),
            Packed::Choice(choice) => put(&mut self.choice, place, choice),
            Packed::Number(number) => put(&mut self.numbers, place, number),
        }
    }

    /// Makes room. Whether there was none before: then nothing that runs have in common is filled in yet.
    pub fn fit(&mut self, layout: &Layout) -> bool {
        if self.layout == layout.version() {
            return false;
        }
        self.layout = layout.version();
        let [truth, choice, number, text, set] = layout.totals();
        self.truth.resize(truth as usize, Truth::EMPTY);
        self.choice.resize(choice as usize, ChoiceCell::EMPTY);
        self.numbers.resize(number as usize, Units::NONE);
        self.exact.resize(number as usize, Interval::ANY);
        self.text.resize(text as usize, TextCell::EMPTY);
        self.set.resize(set as usize, SetCell::EMPTY);
        true
    }
}

fn put<T>(all: &mut [T], place: usize, value: T) {
    if let Some(cell) = all.get_mut(place) {
        *cell = value;
    }
}
