//! Expressions and their arena.
//!
//! Invariant: an expression refers only to expressions pushed before it.

use whereas_source::{Id as _, Span};

use super::{
    ArithmeticWord, CompareWord, DayWord, Id, Literal, ManyWord, Name, Number, PickWord,
    RoundingWord, SpanWord, TestWord,
};

whereas_source::typed_id! {
    /// Names an expression of a [`Tree`](super::Tree): which stretch of items it was read with, and its place there.
    pub struct ExprId;
}

/// How many bits of an id are the place within the stretch: enough for every expression of the longest file.
const PLACE_BITS: u32 = 25;
/// How many stretches a file is read in, at most.
pub(crate) const MOST_STRETCHES: usize = 1 << (u32::BITS - PLACE_BITS);

/// Every expression of a file, each with its span.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Exprs {
    stretches: Vec<Vec<(Expr, Span)>>,
}

impl Exprs {
    /// An expression; [`Expr::Missing`] for an id of another file.
    pub fn get(&self, id: ExprId) -> &Expr {
        self.node(id).map_or(&Expr::Missing, |(expr, _)| expr)
    }

    /// Where an expression stands: without the brackets around it.
    pub fn span(&self, id: ExprId) -> Option<Span> {
        self.node(id).map(|(_, span)| *span)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.stretches.iter().map(Vec::len).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.stretches.iter().all(Vec::is_empty)
    }

    /// Every id, operands before what uses them.
    pub fn ids(&self) -> impl Iterator<Item = ExprId> {
        let stretches = self.stretches.iter().enumerate();
        stretches.flat_map(|(number, nodes)| (0..nodes.len()).map(move |place| id(number, place)))
    }

    /// Adds the next stretch of the file.
    pub(crate) fn add(&mut self, stretch: Stretch) {
        self.stretches.push(stretch.nodes);
    }

    fn node(&self, id: ExprId) -> Option<&(Expr, Span)> {
        let number = usize::try_from(id.index() >> PLACE_BITS).ok()?;
        self.stretches.get(number)?.get(place(id))
    }
}

fn id(number: usize, place: usize) -> ExprId {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    ExprId::from_index(number << PLACE_BITS | u32::try_from(place).unwrap_or(u32::MAX))
}

fn place(id: ExprId) -> usize {
    usize::try_from(id.index() & ((1 << PLACE_BITS) - 1)).unwrap_or(usize::MAX)
}

/// The expressions of one stretch of a file's items, while it is read. Stretches are numbered, so that several are
/// read at the same time and their ids never meet.
#[derive(Debug)]
pub(crate) struct Stretch {
    number: usize,
    nodes: Vec<(Expr, Span)>,
    /// How deep each is.
    depths: Vec<u16>,
}

impl Stretch {
    pub(crate) fn new(number: usize) -> Self {
        Self { number, nodes: Vec::new(), depths: Vec::new() }
    }

    pub(crate) fn push(&mut self, expr: Expr, span: Span, depth: u16) -> ExprId {
        let id = id(self.number, self.nodes.len());
        self.nodes.push((expr, span));
        self.depths.push(depth);
        id
    }

    /// How deep an expression of this stretch is.
    pub(crate) fn depth(&self, id: ExprId) -> u16 {
        self.depths.get(place(id)).copied().unwrap_or(0)
    }
}

/// An expression. Brackets leave no node: the shape says what they said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expr {
    /// Something that could not be read; a diagnostic says so.
    Missing,
    /// `250 EUR`, `2020-11-01`, `yes`, `"x"`
    Literal(Literal),
    /// `entered_on`: anything a name can be.
    Name(Name),
    /// `c.on`
    Field {
        /// `c`
        base: ExprId,
        /// `on`
        field: Name,
    },
    /// `significant(o)`
    Call {
        /// `significant`
        function: Name,
        /// `o`
        arguments: Vec<ExprId>,
    },
    /// `counted of c`: the decision for one element.
    Of {
        /// `counted`
        decision: Name,
        /// `c`
        element: ExprId,
    },
    /// `rate on 2020-01-01`: the parameter as of that day.
    On {
        /// `rate`
        parameter: Name,
        /// `2020-01-01`
        day: ExprId,
    },
    /// `compensation under 7(1)`
    Under {
        /// `compensation`
        decision: Name,
        /// `7(1)`
        clause: Id,
    },
    /// `compensation apart from this clause`
    Apart {
        /// `compensation`
        decision: Name,
    },
    /// `as-of day`, `governing day`, `decision date`
    Day(DayWord),

    /// `if a then b else if c then d else e`
    If {
        /// The tests in order, each with its value; never empty.
        branches: Vec<Branch>,
        /// `e`
        otherwise: ExprId,
    },
    /// `a and b and c`: two or more.
    And(Vec<ExprId>),
    /// `a or b or c`: two or more.
    Or(Vec<ExprId>),
    /// `not a`
    Not(ExprId),
    /// `a is after b`, `a is not after b`, `a exceeds b`, `a <= b`
    Compare {
        /// `a`
        left: ExprId,
        /// The words chosen.
        word: CompareWord,
        /// Whether `is not` stands before them.
        negated: bool,
        /// `b`
        right: ExprId,
    },
    /// `a is one of (b, c)`, `a is not one of (b, c)`
    OneOf {
        /// `a`
        subject: ExprId,
        /// Whether it is `is not`.
        negated: bool,
        /// `b`, `c`
        options: Vec<ExprId>,
    },
    /// `a is between b and c`: both ends in.
    Between {
        /// `a`
        subject: ExprId,
        /// Whether it is `is not`.
        negated: bool,
        /// `b`
        low: ExprId,
        /// `c`
        high: ExprId,
    },
    /// `d is within p`, `d is not within p`
    Within {
        /// `d`
        subject: ExprId,
        /// Whether it is `is not`.
        negated: bool,
        /// `p`
        period: ExprId,
    },
    /// `a is known`, `a is not absent`
    Test {
        /// `a`
        subject: ExprId,
        /// Whether it is `is not`.
        negated: bool,
        /// `known`
        test: TestWord,
    },
    /// `x but not less than a and not more than b`: at least one of the two.
    Clamp {
        /// `x`
        value: ExprId,
        /// `a`
        least: Option<ExprId>,
        /// `b`
        most: Option<ExprId>,
        /// Whether `not less than` was said first.
        least_first: bool,
    },
    /// `a + b`
    Arithmetic {
        /// `+`
        word: ArithmeticWord,
        /// `a`
        left: ExprId,
        /// `b`
        right: ExprId,
    },
    /// `32 % of x`
    PercentOf {
        /// `32`
        rate: Number,
        /// `x`
        base: ExprId,
    },
    /// `half of x`
    HalfOf(ExprId),
    /// `x rounded to 2 places half up`
    Rounded {
        /// `x`
        value: ExprId,
        /// `2`
        places: Number,
        /// `half up`
        word: RoundingWord,
    },

    /// `the lesser of (a, b)`, `latest of (a, b)`
    Pick {
        /// `lesser`
        word: PickWord,
        /// `a`, `b`
        options: Vec<ExprId>,
    },
    /// `latest of (c.on for c in xs where c.undone)`
    PickEach {
        /// `latest`
        word: PickWord,
        /// `c.on`
        body: ExprId,
        /// `c in xs where c.undone`
        each: Each,
    },
    /// `any of (a, b)`, `none of (a, b)`, `at least 2 of (a, b, c)`
    Many {
        /// `any`
        word: ManyWord,
        /// `a`, `b`
        conditions: Vec<ExprId>,
    },
    /// `any (c in xs where c.undone)`
    AnyElement(Each),
    /// `every (c in xs where f has c.undone)`
    EveryElement {
        /// `c in xs where f`
        each: Each,
        /// `c.undone`
        has: ExprId,
    },
    /// `count of (c in xs where c.undone)`
    Count(Each),
    /// `count of different (c.incident for c in xs where c.undone)`
    CountDifferent {
        /// `c.incident`
        key: ExprId,
        /// `c in xs where c.undone`
        each: Each,
        /// Whether brackets stand around the whole, not the list alone.
        bracketed: bool,
    },
    /// `sum of (c.pay for c in xs where c.due)`
    Sum {
        /// `c.pay`
        body: ExprId,
        /// `c in xs where c.due`
        each: Each,
    },
    /// `the c in xs with smallest c.born`
    TheOne {
        /// `c in xs`
        each: Each,
        /// `smallest`
        word: PickWord,
        /// `c.born`
        key: ExprId,
    },
    /// `years from a to b`, `days from a to b`
    Elapsed {
        /// `years`
        word: SpanWord,
        /// `a`
        from: ExprId,
        /// `b`
        to: ExprId,
    },
    /// `(a through b)`: the period from the one day to the other.
    Span {
        /// `a`
        from: ExprId,
        /// `b`
        to: ExprId,
    },
    /// `days in p`, `days in p within q`
    DaysIn {
        /// `p`
        period: ExprId,
        /// `q`
        within: Option<ExprId>,
    },
    /// `days in any of (c for c in xs where C) within q`
    DaysInAny {
        /// `c`: the period of each.
        body: ExprId,
        /// `c in xs where C`
        each: Each,
        /// `q`
        within: Option<ExprId>,
    },
    /// `days between p and q`
    DaysBetween {
        /// `p`
        first: ExprId,
        /// `q`
        second: ExprId,
    },
    /// `marginal scale x (0 % up to 10_000, 40 % above)`
    Scale {
        /// `x`
        base: ExprId,
        /// The bands, in order.
        bands: Vec<ScaleBand>,
    },
}

/// One test of an `if` and its value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Branch {
    /// After `if`.
    pub test: ExprId,
    /// After `then`.
    pub value: ExprId,
}

/// `c in xs where C`: the elements something is said of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Each {
    /// `c`
    pub element: Name,
    /// `xs`
    pub list: ExprId,
    /// `C`
    pub filter: Option<ExprId>,
}

/// One band of a marginal scale: `20 % up to 40_000`, `40 % above`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScaleBand {
    /// `20 %`
    pub rate: ExprId,
    /// `40_000`; none for `above`.
    pub up_to: Option<ExprId>,
}
