//! Where the values of slots are kept: one flat array for each class, and where each slot begins in it.

use whereas_plan::op::FrameId;
use whereas_plan::program::Dimension;
use whereas_plan::{Class, Program, SlotId};
use whereas_value::id::IndexVec;

use crate::cell::{Cell, ChoiceCell, NumberCell, SetCell, TextCell, Truth};

/// How many combinations of elements a form over lists within forms over lists may look at. Past that it is a *fault*, as a
/// number past 4,096 bits is.
pub const NESTED_ROWS: u32 = 1 << 22;

/// The values of all slots of a program, for one case.
#[derive(Clone, Debug, Default)]
pub struct Store {
    truth: Vec<Truth>,
    choice: Vec<ChoiceCell>,
    number: Vec<NumberCell>,
    text: Vec<TextCell>,
    set: Vec<SetCell>,
    /// The version of the layout that it has room for.
    layout: u64,
}

/// A class of values that the store keeps.
pub trait Kept: Cell {
    /// Its array.
    fn column(store: &Store) -> &[Self];
    /// Its array, to fill.
    fn column_mut(store: &mut Store) -> &mut Vec<Self>;
}

macro_rules! kept {
    ($($cell:ty: $field:ident;)*) => {$(
        impl Kept for $cell {
            #[inline]
            fn column(store: &Store) -> &[Self] {
                &store.$field
            }
            #[inline]
            fn column_mut(store: &mut Store) -> &mut Vec<Self> {
                &mut store.$field
            }
        }
    )*};
}

kept! {
    Truth: truth;
    ChoiceCell: choice;
    NumberCell: number;
    TextCell: text;
    SetCell: set;
}

impl Store {
    /// Makes room. Whether there was none before: then nothing that runs have in common is filled in yet.
    pub fn fit(&mut self, layout: &Layout) -> bool {
        if self.layout == layout.version {
            return false;
        }
        self.layout = layout.version;
        let [truth, choice, number, text, set] = layout.totals;
        self.truth.resize(truth as usize, Truth::EMPTY);
        self.choice.resize(choice as usize, ChoiceCell::EMPTY);
        self.number.resize(number as usize, NumberCell::EMPTY);
        self.text.resize(text as usize, TextCell::EMPTY);
        self.set.resize(set as usize, SetCell::EMPTY);
        true
    }
}

/// Where the rows of each slot are, for the lengths that the lists of a case have.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Of each frame the lengths of its dimensions.
    dimensions: IndexVec<FrameId, Vec<u32>>,
    /// Of each slot its frame, where it begins in its class, and where among all.
    places: IndexVec<SlotId, Place>,
    /// How many cells each class needs.
    totals: [u32; 5],
    /// How many cells there are in all.
    cells: u32,
    /// Layouts of one program are told apart by their version.
    version: u64,
}

/// Where a slot is.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its class.
    pub class: Class,
    /// How many rows it has.
    pub rows: u32,
    frame: FrameId,
    base: u32,
    flat: u32,
}

impl Layout {
    /// Lays out a program. `length`: how many rows a list or a kind of event has.
    pub fn new(program: &Program, version: u64, length: impl Fn(Dimension) -> u32) -> Self {
        let mut layout = Self { version, ..Self::default() };
        for frame in &program.frames {
            let lengths: Vec<u32> = frame.iter().map(|dimension| length(*dimension)).collect();
            layout.dimensions.push(lengths);
        }
        for slot in &program.slots {
            let lengths = layout.dimensions.get(slot.frame).map_or(&[][..], Vec::as_slice);
            let rows = lengths.iter().fold(1, |rows: u32, length| rows.saturating_mul(*length));
            let rows = if lengths.len() > 1 && rows > NESTED_ROWS { 0 } else { rows };
            let class = match slot.class {
                Class::Truth => 0,
                Class::Choice => 1,
                Class::Number => 2,
                Class::Text => 3,
                Class::Set | Class::Record => 4,
            };
            let mut base = 0;
            if let Some(total) = layout.totals.get_mut(class) {
                base = *total;
                *total = total.saturating_add(rows);
            }
            layout.places.push(Place {
                class: slot.class,
                rows,
                frame: slot.frame,
                base,
                flat: layout.cells,
            });
            layout.cells = layout.cells.saturating_add(rows);
        }
        layout
    }

    /// Where a slot is.
    #[inline]
    pub fn place(&self, slot: SlotId) -> Option<Place> {
        self.places.get(slot).copied()
    }

    /// Which layout of its program it is.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// The lengths of the dimensions of a slot's frame.
    pub fn dimensions(&self, slot: SlotId) -> &[u32] {
        self.frame(slot).and_then(|frame| self.dimensions.get(frame)).map_or(&[], Vec::as_slice)
    }

    /// The length of the last dimension of a slot's frame: how many rows one row of the frame around it has.
    pub fn width(&self, slot: SlotId) -> u32 {
        self.dimensions(slot).last().copied().unwrap_or(1)
    }

    /// Whether a slot has more rows than are computed.
    pub fn is_past_limit(&self, slot: SlotId) -> bool {
        let rows = self.place(slot).map_or(0, |place| place.rows);
        rows == 0 && self.dimensions(slot).iter().all(|length| *length > 0)
    }

    /// The class of a slot.
    #[inline]
    pub fn class(&self, slot: SlotId) -> Class {
        self.places.get(slot).map_or(Class::Record, |place| place.class)
    }

    /// How many cells there are in all.
    pub fn cells(&self) -> usize {
        self.cells as usize
    }

    /// Where a slot's row is among all cells.
    pub fn flat(&self, slot: SlotId, row: u32) -> usize {
        self.places.get(slot).map_or(usize::MAX, |place| place.flat.saturating_add(row) as usize)
    }

    /// Where a slot's row is in the array of its class.
    #[inline]
    pub fn at(&self, slot: SlotId, row: u32) -> usize {
        self.places.get(slot).map_or(usize::MAX, |place| place.base.saturating_add(row) as usize)
    }

    fn frame(&self, slot: SlotId) -> Option<FrameId> {
        self.places.get(slot).map(|place| place.frame)
    }

    /// The row of a smaller frame that is seen from a row of this slot's frame. `via`: the places of its lists.
    pub fn seen_from(&self, slot: SlotId, row: u32, via: &[u32]) -> u32 {
        let lengths = self.dimensions(slot);
        let mut seen = 0_u32;
        for place in via {
            // The digit of the row at this place: rows count like the digits of a number, the last list fastest.
            let faster = lengths.get((*place as usize).saturating_add(1)..).unwrap_or(&[]);
            let step = faster.iter().fold(1_u32, |step, length| step.saturating_mul(*length));
            let length = lengths.get(*place as usize).copied().unwrap_or(1);
            let digit =
                row.checked_div(step).and_then(|digit| digit.checked_rem(length)).unwrap_or(0);
            seen = seen.saturating_mul(length).saturating_add(digit);
        }
        seen
    }
}
