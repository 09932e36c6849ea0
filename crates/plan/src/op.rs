//! Operations: what fills one slot of a program.
//!
//! Operation `n` fills slot `n`. Every operation is total and pure and lifted to what is not known. Its operands
//! are slots of the same frame, save where its line says otherwise; [`crate::verify()`] holds every plan to that.

mod leaf;
mod map;
mod reads;

use serde::{Deserialize, Serialize};
use whereas_value::Causes;
use whereas_value::define_ids;
use whereas_value::id::{ActorId, FactId, FactorId, ParameterId, QuestionId};
use whereas_value::month::MonthEnds;
use whereas_value::rounding::Rounding;

pub use leaf::{LeafAsked, LeafOf, LeafRead};
pub use map::Mapping;
pub use reads::Seen;

define_ids! {
    /// A slot of a program: what one operation fills, one value for each row of its frame.
    SlotId;
    /// A frame: the rows over which an operation runs. Frame 0 has one row.
    FrameId;
    /// A fact, or a field of a record fact, that a case may state.
    InputId;
    /// A field of the elements of a list.
    ColumnId;
    /// A value written in the policy.
    ConstantId;
    /// How the rules of one question come together.
    CombineId;
    /// How a judgement is taken from its finding.
    JudgingId;
}

/// A run of the flat array of operands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub struct Range {
    /// The place of the first.
    pub start: u32,
    /// How many.
    pub len: u32,
}

/// What the values of a slot are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Yes or no.
    Truth,
    /// One value of a choice.
    Choice,
    /// A number, an amount, a length of time, a date.
    Number,
    /// A text.
    Text,
    /// A set that is a fact.
    Set,
    /// A record: only whether it is there.
    Record,
}

/// An order of two values.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// `a is b`
    Equal,
    /// `a is less than b`
    Less,
    /// `a is at most b`
    AtMost,
}

/// An operation on two numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arithmetic {
    /// `a + b`
    Add,
    /// `a - b`
    Subtract,
    /// `a * b`
    Multiply,
    /// `a / b`, of numbers that may have fractions
    Divide,
    /// `a / b`, where b is whole
    DivideByWhole,
    /// `D + n days`
    AddDays,
    /// `D - n days`
    SubtractDays,
    /// `D + n months`
    AddMonths(MonthEnds),
    /// `D - n months`
    SubtractMonths(MonthEnds),
    /// `days from A to B`
    DaysBetween,
    /// `months from A to B`
    MonthsBetween(MonthEnds),
    /// `years from A to B`
    YearsBetween(MonthEnds),
    /// `a / b`, beside what settles the whole where b is zero
    DivideByNonzero,
    /// The same, where b is whole
    DivideByNonzeroWhole,
}

/// One operation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// A value written in the policy.
    Constant(ConstantId),
    /// No value, for this cause.
    Valueless(Causes),
    /// A fact or a field of a record fact.
    Input {
        /// Which.
        input: InputId,
        /// What stands beside `… is not absent`, one bit for each step of the way to it, the first for the fact
        /// itself: read as there.
        guards: u32,
    },
    /// `F is absent`
    Absent {
        /// Which.
        input: InputId,
        /// As of [`Op::Input`].
        guards: u32,
    },
    /// `F is known`
    Known {
        /// Which.
        input: InputId,
        /// As of [`Op::Input`].
        guards: u32,
    },
    /// A field of an element; in a frame of its list.
    Cell {
        /// Which.
        column: ColumnId,
        /// As of [`Op::Input`].
        guards: u32,
    },
    /// `x.field is absent`; in a frame of its list.
    CellAbsent {
        /// Which.
        column: ColumnId,
        /// As of [`Op::Input`].
        guards: u32,
    },
    /// `x.field is known`; in a frame of its list.
    CellKnown {
        /// Which.
        column: ColumnId,
        /// As of [`Op::Input`].
        guards: u32,
    },
    /// `as-of day`
    AsOfDay,
    /// `governing day`
    GoverningDay,
    /// `q is A`, of a question that does not settle what is in force.
    Reading {
        /// The question.
        question: QuestionId,
        /// The reading.
        reading: u32,
    },
    /// A factor that somebody must find.
    Found(FactorId),
    /// `E.on`; in a frame of events.
    EventOn,
    /// `E.by`; in a frame of events.
    EventBy(Option<ActorId>),
    /// `E.about`; in a frame of events.
    EventAbout,
    /// Whether there are elements that are not stated.
    There {
        /// The list.
        list: FactId,
        /// `complete only when C`: the slot of C.
        complete: Option<SlotId>,
    },
    /// `xs is empty`, of a list.
    ListEmpty {
        /// The list.
        list: FactId,
        /// Whether there are others.
        there: SlotId,
    },
    /// `xs is known`, of a list.
    ListKnown {
        /// The list.
        list: FactId,
        /// Whether there are others.
        there: SlotId,
    },
    /// The slot of a smaller frame, seen from each row of this one.
    Spread {
        /// The slot.
        from: SlotId,
        /// Which lists of this frame are those of the slot's frame, by place: among the operands.
        via: Range,
    },
    /// `not C`
    Not(SlotId),
    /// `C and D`
    And(Range),
    /// `C or D`
    Or(Range),
    /// `at least 2 of (…)`
    AtLeast {
        /// How many.
        count: u32,
        /// Of these.
        of: Range,
    },
    /// Yes where C is yes, *not ready* where it is no.
    Needs(SlotId),
    /// A decision where it is read: *not in force* and *out of scope* are read as *undetermined*.
    Read(SlotId),
    /// `d is decided`
    IsDecided(SlotId),
    /// A decision through the scope of its policy.
    Scoped {
        /// `applies when C`
        scope: SlotId,
        /// The decision.
        value: SlotId,
    },
    /// `if C then A else B`
    If {
        /// C
        test: SlotId,
        /// A
        then: SlotId,
        /// B
        otherwise: SlotId,
    },
    /// Two values of one class.
    Compare {
        /// Which comparison.
        order: Order,
        /// Both sides always have one value.
        same: bool,
        /// Left of it.
        left: SlotId,
        /// Right of it.
        right: SlotId,
    },
    /// `x is one of (…)`, the values being slots.
    OneOf {
        /// x
        subject: SlotId,
        /// The values.
        values: Range,
    },
    /// `x is one of (…)`, of a choice or a text, the values being written in the policy.
    OneOfConstant {
        /// x
        subject: SlotId,
        /// The values, as one constant.
        values: ConstantId,
    },
    /// `x is between A and B`
    Between {
        /// x
        subject: SlotId,
        /// A
        low: SlotId,
        /// B
        high: SlotId,
    },
    /// `S includes V`, of a set that is a fact.
    Includes {
        /// The set.
        set: SlotId,
        /// The place of V.
        value: u32,
    },
    /// `S is empty`, of a set that is a fact.
    SetEmpty {
        /// The set.
        set: SlotId,
        /// How many values its choice has.
        size: u32,
    },
    /// Two numbers.
    Arithmetic {
        /// The operation.
        op: Arithmetic,
        /// Both sides always have one value.
        same: bool,
        /// Left of it.
        left: SlotId,
        /// Right of it.
        right: SlotId,
    },
    /// `the lesser of (…)`
    Lesser(Range),
    /// `the greater of (…)`
    Greater(Range),
    /// `X rounded to 2 places half up`
    Rounded {
        /// X
        value: SlotId,
        /// To how many places.
        places: u32,
        /// Which way.
        rounding: Rounding,
    },
    /// `p on D`
    ParameterOn {
        /// The parameter.
        parameter: ParameterId,
        /// D
        day: SlotId,
    },
    /// `any (c in xs where C)`; C in the frame with the list behind this frame's lists.
    Any {
        /// C
        condition: SlotId,
        /// Whether there are others; in frame 0.
        there: SlotId,
    },
    /// `every (c in xs where F has C)`: there (in frame 0), F, C; the last two in the frame with the list behind this
    /// frame's.
    Every(Range),
    /// `sum of (…)`, and `count of (…)`; the item in the frame with the list behind this frame's.
    Sum {
        /// The item, 0 where the element does not count.
        item: SlotId,
        /// Whether there are others; in frame 0.
        there: SlotId,
    },
    /// `smallest of (…)`: C and item in the frame with the list behind this frame's.
    Extreme {
        /// The largest, or else the smallest.
        largest: bool,
        /// There (in frame 0), C, item.
        operands: Range,
    },
    /// `count of different (…)`: C and key likewise.
    Different(Range),
    /// `days in any of (…)`: there (in frame 0), C, the first and the last day of the element, and where it is said those of
    /// the period within which days count; all but the first in the frame with the list behind this frame's.
    DaysInAny(Range),
    /// `the c in xs with smallest k`, read at a field: C, key and field likewise.
    Pick {
        /// The largest, or else the smallest.
        largest: bool,
        /// There (in frame 0), C, key, field.
        operands: Range,
    },
    /// The rules of a question.
    Combine(CombineId),
    /// A judgement.
    Judging(JudgingId),
}
