//! Where the values of slots are, for the lists of a case.
//!
//! A slot has its place in the array of its class: first what a case states, then what is computed once, then the rows
//! of lists, with room for more elements than the case has, so that the next case finds everything where it was. What
//! lies past the rows of the present case is stale: every reader asks [`Layout::rows`].

use whereas_plan::facts::MAX_COMBINATIONS;
use whereas_plan::op::FrameId;
use whereas_plan::program::Dimension;
use whereas_plan::{Class, Program, SlotId};
use whereas_value::id::{Id, IndexVec};

/// The room for rows that is made at first.
const ROOM: u32 = 8;

/// Where a value is in the array of its class, and the places of its unit, where it is a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spot {
    /// Its place.
    pub at: usize,
    /// The places after the point of its unit; [`EXACT`] where it has none.
    pub scale: u8,
}

/// The scale of a number that is kept as an exact fraction.
pub const EXACT: u8 = u8::MAX;

/// What the layout is told of a slot.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    /// Its class.
    pub class: Class,
    /// Its frame.
    pub frame: FrameId,
    /// The places of its unit.
    pub scale: u8,
    /// The slot whose value it always is, if it has none of its own.
    pub like: Option<u32>,
    /// Its place among what a case states of its class.
    pub stated: Option<u32>,
}

/// Where the rows of each slot are, for the lengths that the lists of a case have.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Of each frame the lengths of its dimensions.
    dimensions: IndexVec<FrameId, Vec<u32>>,
    /// Of each frame how many rows it has, and for how many there is room.
    rows: IndexVec<FrameId, (u32, u32)>,
    /// Of each slot, and of what is computed on the way, where it is.
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
    /// The places of its unit.
    pub scale: u8,
    /// It is the same in every row.
    pub once: bool,
    /// Its frame.
    pub frame: FrameId,
    /// Where it begins in its class.
    pub base: u32,
    flat: u32,
}

impl Place {
    /// Where a row is in the array of its class.
    #[inline]
    pub const fn spot(&self, row: u32) -> Spot {
        let row = if self.once { 0 } else { row };
        Spot { at: self.base.saturating_add(row) as usize, scale: self.scale }
    }

    /// Where a row is among all cells.
    #[inline]
    pub const fn flat(&self, row: u32) -> usize {
        self.flat.saturating_add(row) as usize
    }
}

/// The array of a class.
const fn array(class: Class) -> usize {
    match class {
        Class::Truth => 0,
        Class::Choice => 1,
        Class::Number => 2,
        Class::Text => 3,
        Class::Set | Class::Record => 4,
    }
}

impl Layout {
    /// For a program and its slots. `stated`: how many leaves of each class a case states.
    pub fn new(program: &Program, placed: &[Placed], stated: [u32; 5]) -> Self {
        let mut layout = Self { version: 1, ..Self::default() };
        for frame in &program.frames {
            layout.dimensions.push(frame.iter().map(|_| 1).collect());
            layout.rows.push((1, if frame.is_empty() { 1 } else { ROOM }));
        }
        layout.lay(placed, stated);
        layout
    }

    /// Takes the lengths of a case. Whether slots had to move to make room.
    pub fn fit(
        &mut self,
        program: &Program,
        placed: &[Placed],
        stated: [u32; 5],
        length: impl Fn(Dimension) -> u32,
    ) -> bool {
        let mut grown = false;
        let frames = program.frames.iter().zip(self.dimensions.iter_mut());
        for ((frame, lengths), (rows, room)) in frames.zip(self.rows.iter_mut()) {
            let mut all = 1_u32;
            for (dimension, known) in frame.iter().zip(lengths.iter_mut()) {
                *known = length(*dimension);
                all = all.saturating_mul(*known);
            }
            // Whoever reads a case refuses it; of one that nobody read it is a *fault*.
            *rows = if frame.len() > 1 && all > MAX_COMBINATIONS { 0 } else { all };
            if *rows > *room {
                *room = rows.checked_next_power_of_two().unwrap_or(*rows);
                grown = true;
            }
        }
        if grown {
            self.version = self.version.saturating_add(1);
            self.lay(placed, stated);
        }
        grown
    }

    fn lay(&mut self, placed: &[Placed], stated: [u32; 5]) {
        self.totals = stated;
        self.cells = 0;
        self.places = IndexVec::new();
        for slot in placed {
            let room = self.rows.get(slot.frame).map_or(1, |(_, room)| *room);
            let flat = self.cells;
            self.cells = self.cells.saturating_add(room);
            let mut place = Place {
                class: slot.class,
                scale: slot.scale,
                once: slot.frame == FrameId(0),
                frame: slot.frame,
                base: 0,
                flat,
            };
            let like = slot.like.and_then(|like| self.places.get(SlotId(like)));
            if let Some(like) = like {
                (place.base, place.once, place.scale) = (like.base, like.once, like.scale);
            } else if let Some(stated) = slot.stated {
                place.base = stated;
            } else if let Some(total) = self.totals.get_mut(array(slot.class)) {
                place.base = *total;
                *total = total.saturating_add(room);
            }
            self.places.push(place);
        }
    }

    /// How many cells each class needs.
    pub const fn totals(&self) -> [u32; 5] {
        self.totals
    }

    /// Where a slot is.
    #[inline]
    pub fn place(&self, slot: SlotId) -> Option<Place> {
        self.places.get(slot).copied()
    }

    /// How many rows a frame has in the present case.
    #[inline]
    pub fn rows(&self, frame: FrameId) -> u32 {
        self.rows.get(frame).map_or(0, |(rows, _)| *rows)
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
        let rows = self.frame(slot).map_or(0, |frame| self.rows(frame));
        rows == 0 && self.dimensions(slot).iter().all(|length| *length > 0)
    }

    /// The class of a slot.
    #[inline]
    pub fn class(&self, slot: SlotId) -> Class {
        self.places.get(slot).map_or(Class::Record, |place| place.class)
    }

    /// How many cells there are in all.
    pub const fn cells(&self) -> usize {
        self.cells as usize
    }

    /// Where a slot's row is in the array of its class.
    #[inline]
    pub fn spot(&self, slot: SlotId, row: u32) -> Spot {
        match self.places.get(slot) {
            Some(place) => place.spot(row),
            None => Spot { at: usize::MAX, scale: EXACT },
        }
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

/// The places of the leaves of one class among what a case states.
pub fn ranks<I: Id>(classes: impl Iterator<Item = Class>) -> (IndexVec<I, u32>, [u32; 5]) {
    let mut counts = [0_u32; 5];
    let ranks = classes.map(|class| match counts.get_mut(array(class)) {
        Some(count) => {
            let rank = *count;
            *count = count.saturating_add(1);
            rank
        }
        None => 0,
    });
    let ranks = ranks.collect();
    (ranks, counts)
}
