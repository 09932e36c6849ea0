//! The code of a program: its operations sorted into runs of equal ones, over places instead of slots.
//!
//! Made once for a program ([`compile`]) and placed once for a layout. What an operation does in the plain case (no
//! causes, units, few rows) is done here; for everything else it is done by the step of its slot in
//! [`Machine`](crate::machine::Machine), so that there is one meaning: whatever happens here must be what happens there.

mod alias;
mod choices;
pub mod compile;
mod junctions;
mod lists;
mod numbers;
mod schedule;
mod truths;

use whereas_plan::op::FrameId;
use whereas_plan::{Class, SlotId};
use whereas_value::{MonthEnds, Rounding};

use crate::cell::{ChoiceCell, Truth};
use crate::kernel::junctions::{Many, Of};
use crate::kernel::truths::Test;
use crate::layout::Layout;
use crate::machine::Machine;
use crate::store::{Ends, Store, Tag, Units};

/// What a run of operations does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// By the step of its slot.
    Step,
    /// Whether there are others, of a list that is complete where the case says so.
    There,
    /// `not`, `and` and `or`, and `if` of a yes/no.
    Junction,
    /// `at least k of (…)`
    AtLeast,
    /// `needs(C)`
    Needs,
    /// A choice or a number held against others.
    Compare,
    /// `if`, of a choice.
    IfChoice,
    /// `if`, of a number.
    IfNumber,
    /// A number in a finer unit.
    Finer,
    /// `x + y`
    Add,
    /// `x - y`
    Subtract,
    /// `x * y`
    Multiply,
    /// `the lesser of (…)`
    Lesser,
    /// `the greater of (…)`
    Greater,
    /// `x rounded to 2 places half up`
    Rounded(Rounding),
    /// `D + 18 years`
    AddMonths(MonthEnds),
    /// `any (…)`
    Any,
    /// `sum of (…)`
    Sum,
    /// `smallest of (…)`
    Smallest,
    /// `largest of (…)`
    Largest,
    /// The rules of a question, each of which gives one choice.
    ChoiceOfRules,
    /// The rules of a question, each of which gives yes or no.
    TruthOfRules,
}

/// One operation: its slot, where its result goes, where its operands are, and a number.
#[derive(Clone, Copy, Debug)]
pub struct Args {
    slot: SlotId,
    out: u32,
    a: u32,
    b: u32,
    c: u32,
    /// Of a junction, what is made of its truths, and how many there are.
    of: Of,
    many: Many,
    /// Of a comparison, with what.
    test: Test,
    k: i64,
    q: i64,
}

impl Default for Args {
    /// Of no slot.
    fn default() -> Self {
        Self {
            slot: SlotId(u32::MAX),
            out: u32::MAX,
            a: 0,
            b: 0,
            c: 0,
            of: Of::Not,
            many: Many::Two,
            test: Test::Within,
            k: 0,
            q: 0,
        }
    }
}

/// Operations of one kind over one frame; what comes first may be read by what comes after.
#[derive(Clone, Debug)]
pub struct Run {
    kind: Kind,
    frame: FrameId,
    all: Vec<Args>,
}

/// The rules of a question that give values written in the policy.
#[derive(Clone, Debug, Default)]
struct Rules {
    rows: Vec<Rule>,
    otherwise: Option<u64>,
    /// Which rules give each value.
    giving: Vec<(u64, u64)>,
}

/// One of them.
#[derive(Clone, Copy, Debug, Default)]
struct Rule {
    stands: u32,
    prevails: u32,
    /// Its value, one bit.
    gives: u64,
    /// The earlier rules with which it disagrees where both prevail.
    against: u64,
    /// Itself and the rules above it.
    within: u64,
}

/// `x.field`: a column of a list, taken over from what a case states.
#[derive(Clone, Copy, Debug)]
struct Column {
    slot: SlotId,
    class: Class,
    /// The place of its list among the lists.
    list: u32,
    /// Where its rows go.
    out: u32,
    /// It is read no more: what comes after it is another column.
    last: bool,
}

/// The code of a program.
#[derive(Clone, Debug, Default)]
pub struct Code {
    /// How many truths, choices and numbers a case states of facts.
    stated: [usize; 3],
    /// All columns of the plan, in their order.
    columns: Vec<Column>,
    runs: Vec<Run>,
    operands: Vec<u32>,
    rules: Vec<Rules>,
    /// Numbers written in the policy, in the units of what they are compared with.
    literals: Vec<(u32, i64)>,
}

/// The bit of a place whose value is the same in every row.
const ONCE: u32 = 1 << 31;

/// Where a place is at a row.
#[inline]
const fn spot(place: u32, row: u32) -> usize {
    if place & ONCE == 0 { place.wrapping_add(row) as usize } else { (place & !ONCE) as usize }
}

/// Where result and operands of an operation are at a row.
#[derive(Clone, Copy)]
struct At {
    out: usize,
    a: usize,
    b: usize,
    c: usize,
    row: u32,
}

impl Args {
    /// Outside all lists.
    #[inline(always)]
    const fn once(&self) -> At {
        let Self { out, a, b, c, .. } = *self;
        At { out: out as usize, a: a as usize, b: b as usize, c: c as usize, row: 0 }
    }

    /// At a row.
    #[inline(always)]
    const fn at(&self, row: u32) -> At {
        let Self { out, a, b, c, .. } = *self;
        At { out: spot(out, row), a: spot(a, row), b: spot(b, row), c: spot(c, row), row }
    }
}

/// Runs through operations, at each row. Without rows: outside all lists.
#[inline(always)]
fn each(all: &[Args], rows: Option<u32>, mut step: impl FnMut(&Args, At)) {
    let Some(rows) = rows else {
        for args in all {
            step(args, args.once());
        }
        return;
    };
    for args in all {
        for row in 0..rows {
            step(args, args.at(row));
        }
    }
}

impl Code {
    /// The same code for a layout: places instead of slots.
    pub fn placed(&self, layout: &Layout) -> Self {
        let place = |slot: u32| place(layout, slot);
        let mut code = self.clone();
        code.runs.iter_mut().for_each(|run| run.put(layout));
        code.operands.iter_mut().for_each(|slot| *slot = place(*slot));
        code.columns.iter_mut().for_each(|column| column.out = place(column.out));
        for rule in code.rules.iter_mut().flat_map(|rules| &mut rules.rows) {
            rule.stands = place(rule.stands);
            rule.prevails = place(rule.prevails);
        }
        code.literals.iter_mut().for_each(|(slot, _)| *slot = place(*slot));
        code
    }

    /// Puts the literals in their places.
    pub fn fill(&self, store: &mut Store) {
        for (place, units) in &self.literals {
            if let Some(number) = store.numbers.get_mut(spot(*place, 0)) {
                *number = Units::of(*units, *units);
            }
        }
    }

    fn many(&self, args: &Args) -> &[u32] {
        let first = args.a as usize;
        let last = first.saturating_add(args.b as usize);
        self.operands.get(first..last).unwrap_or(&[])
    }
}

/// Where a slot is, in a layout.
fn place(layout: &Layout, slot: u32) -> u32 {
    let place = layout.place(SlotId(slot));
    place.map_or(u32::MAX, |place| if place.once { place.base | ONCE } else { place.base })
}

impl Run {
    /// How many operations it has.
    pub const fn size(&self) -> usize {
        self.all.len()
    }

    /// Places instead of slots.
    fn put(&mut self, layout: &Layout) {
        // Outside all lists there is one row, except of what an operation reads of the elements of a list.
        let within = matches!(self.kind, Kind::Any | Kind::Sum | Kind::Smallest | Kind::Largest);
        let outside = self.frame == FrameId(0);
        let operand = |slot: u32| match place(layout, slot) {
            place if outside && !within => place & !ONCE,
            place => place,
        };
        for args in &mut self.all {
            let [a, b, c] = self.kind.places(args);
            args.out = place(layout, args.out) & if outside { !ONCE } else { u32::MAX };
            args.a = if a { operand(args.a) } else { args.a };
            args.b = if b { operand(args.b) } else { args.b };
            args.c = if c { operand(args.c) } else { args.c };
        }
    }
}

impl Kind {
    /// Which of a, b and c are places.
    const fn places(self, args: &Args) -> [bool; 3] {
        match self {
            Self::Junction => match args.many {
                Many::Two => [true, true, false],
                Many::Three => [true, true, true],
                Many::More => [false, false, false],
            },
            Self::Compare => match args.test {
                Test::InSet | Test::Within => [true, false, false],
                Test::AtMost | Test::Below | Test::Equal => [true, true, false],
            },
            Self::Step
            | Self::There
            | Self::AtLeast
            | Self::Lesser
            | Self::Greater
            | Self::ChoiceOfRules
            | Self::TruthOfRules => [false, false, false],
            Self::Needs | Self::Finer | Self::Rounded(_) | Self::AddMonths(_) => {
                [true, false, false]
            }
            Self::Add | Self::Subtract | Self::Multiply | Self::Any | Self::Sum => {
                [true, true, false]
            }
            Self::IfChoice | Self::IfNumber | Self::Smallest | Self::Largest => [true, true, true],
        }
    }
}

impl Machine<'_> {
    /// Fills everything that a case may change.
    pub fn run_code(&self, store: &mut Store) {
        self.take_stated(store);
        self.run_all(store, &self.code.runs);
    }

    /// Runs some of the code.
    pub fn run_all(&self, store: &mut Store, runs: &[Run]) {
        for run in runs {
            let all = run.all.as_slice();
            let rows = (run.frame != FrameId(0)).then(|| self.layout.rows(run.frame));
            match run.kind {
                Kind::Step => each(all, rows, |args, at| self.slow(store, args, at.row)),
                Kind::There => self.run_there(store, all, rows),
                Kind::Junction => self.run_junctions(store, all, rows),
                Kind::AtLeast => self.run_at_least(store, all, rows),
                Kind::Needs => truths::needs(store, all, rows),
                Kind::Compare => self.run_compare(store, all, rows),
                Kind::IfChoice => self.run_if_choice(store, all, rows),
                Kind::ChoiceOfRules => self.run_choice_of_rules(store, all, rows),
                Kind::TruthOfRules => self.run_truth_of_rules(store, all, rows),
                Kind::IfNumber
                | Kind::Finer
                | Kind::Add
                | Kind::Subtract
                | Kind::Multiply
                | Kind::Lesser
                | Kind::Greater
                | Kind::Rounded(_)
                | Kind::AddMonths(_) => self.run_numbers(store, run.kind, all, rows),
                Kind::Any => self.run_any(store, all, rows),
                Kind::Sum => self.run_sum(store, all, rows),
                Kind::Smallest => self.run_extremes(store, all, rows, i64::min),
                Kind::Largest => self.run_extremes(store, all, rows, i64::max),
            }
        }
    }

    /// Runs through operations, at each row; by the step of the slot where there is nothing to put.
    /// Each kind is a function of its own: its loop then has the registers to itself.
    #[inline(always)]
    fn tried(
        &self,
        store: &mut Store,
        all: &[Args],
        rows: Option<u32>,
        step: impl FnMut(&mut View<'_>, &Args, At) -> Option<()>,
    ) {
        self.steps_tried(store, all, rows, step);
    }

    #[inline(never)]
    fn steps_tried(&self, store: &mut Store, all: &[Args], rows: Option<u32>, mut step: impl Step) {
        let Some(rows) = rows else {
            let mut rest = all;
            loop {
                let mut view = store.view();
                let stuck =
                    rest.iter().position(|args| step.step(&mut view, args, args.once()).is_none());
                let Some((args, others)) = stuck.and_then(|at| rest.get(at..)?.split_first())
                else {
                    return;
                };
                self.slow(store, args, 0);
                rest = others;
            }
        };
        for args in all {
            let mut row = 0;
            loop {
                let mut view = store.view();
                let Some(stuck) =
                    (row..rows).find(|row| step.step(&mut view, args, args.at(*row)).is_none())
                else {
                    break;
                };
                self.slow(store, args, stuck);
                row = stuck.wrapping_add(1);
            }
        }
    }

    /// An operation by the step of its slot.
    #[cold]
    #[inline(never)]
    fn slow(&self, store: &mut Store, args: &Args, row: u32) {
        if let (Some(op), Some(place)) =
            (self.program.ops.get(args.slot), self.layout.place(args.slot))
        {
            self.step(store, args.slot, *op, place.class, row);
        }
    }
}

/// What an operation does in the plain case; nothing where it is not one. What is long and often run is not given as a
/// closure: that would be called in each of the loops.
trait Step {
    fn step(&mut self, view: &mut View<'_>, args: &Args, at: At) -> Option<()>;
}

impl<F: FnMut(&mut View<'_>, &Args, At) -> Option<()>> Step for F {
    #[inline(always)]
    fn step(&mut self, view: &mut View<'_>, args: &Args, at: At) -> Option<()> {
        self(view, args, at)
    }
}

/// The arrays of a store that code works on.
struct View<'s> {
    truth: &'s mut [Truth],
    choice: &'s mut [ChoiceCell],
    numbers: &'s mut [Units],
}

impl Store {
    #[inline(always)]
    fn view(&mut self) -> View<'_> {
        let Self { truth, choice, numbers, .. } = self;
        View { truth, choice, numbers }
    }
}

impl View<'_> {
    /// A truth, as bits.
    #[inline(always)]
    fn truth(&self, at: usize) -> u8 {
        truth(self.truth, at)
    }

    /// A number in units without causes.
    #[inline(always)]
    fn plain(&self, at: usize) -> Option<Ends> {
        let number = self.numbers.get(at)?;
        (number.tag == Tag::UNITS).then_some(number.ends)
    }
}

/// A truth, as bits.
#[inline(always)]
fn truth(all: &[Truth], at: usize) -> u8 {
    all.get(at).map_or(0, |truth| truth.0)
}

/// Puts a value at a place.
#[inline(always)]
fn put<T>(all: &mut [T], at: usize, value: T) -> Option<()> {
    *all.get_mut(at)? = value;
    Some(())
}
