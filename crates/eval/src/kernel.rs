//! The code of a program: its operations sorted into runs of equal ones, over places instead of slots.
//!
//! Made once for a program ([`compile`]) and placed once for a layout. What an operation does in the plain case (no
//! causes, units, few rows) is done here; for everything else it is done by the step of its slot in
//! [`Machine`](crate::machine::Machine), so that there is one meaning: whatever happens here must be what happens there.

mod alias;
mod combines;
pub mod compile;
mod lists;
mod numbers;
mod truths;

use whereas_plan::SlotId;
use whereas_plan::op::FrameId;
use whereas_value::{MonthEnds, Rounding};

use crate::layout::Layout;
use crate::machine::Machine;
use crate::store::{Ends, Store, Tag};

/// What a run of operations does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// By the step of its slot.
    Step,
    /// `x.field`, of all elements.
    TruthColumn,
    /// The same of a choice.
    ChoiceColumn,
    /// The same of a number.
    NumberColumn,
    /// Whether there are others, of a list that is complete where the case says so.
    There,
    /// `not C`
    Not,
    /// `C and D`
    And2,
    /// `C and D and E`
    And3,
    /// More of them.
    And,
    /// `C or D`
    Or2,
    /// `C or D or E`
    Or3,
    /// More of them.
    Or,
    /// `at least k of (…)`
    AtLeast,
    /// `needs(C)`
    Needs,
    /// A choice that is one of some.
    InSet,
    /// `x <= 5`
    AtMostK,
    /// `5 <= x`
    AtLeastK,
    /// `x < 5`
    BelowK,
    /// `5 < x`
    AboveK,
    /// `x = 5`
    EqualK,
    /// `x <= y`
    AtMost,
    /// `x < y`
    Below,
    /// `x = y`
    Equal,
    /// `if`, of a yes/no.
    IfTruth,
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
    k: i64,
}

impl Default for Args {
    /// Of no slot.
    fn default() -> Self {
        Self { slot: SlotId(u32::MAX), out: u32::MAX, a: 0, b: 0, c: 0, k: 0 }
    }
}

/// Operations of one kind over one frame, none of which reads another.
#[derive(Clone, Copy, Debug)]
struct Run {
    kind: Kind,
    frame: FrameId,
    first: u32,
    len: u32,
}

/// The rules of a question that give values written in the policy.
#[derive(Clone, Debug, Default)]
struct Rules {
    rows: Vec<Rule>,
    otherwise: Option<u64>,
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

/// The code of a program.
#[derive(Clone, Debug, Default)]
pub struct Code {
    runs: Vec<Run>,
    all: Vec<Args>,
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

impl Code {
    /// The same code for a layout: places instead of slots.
    pub fn placed(&self, layout: &Layout) -> Self {
        let place = |slot: u32| {
            layout
                .place(SlotId(slot))
                .map_or(u32::MAX, |place| if place.once { place.base | ONCE } else { place.base })
        };
        let mut code = self.clone();
        for run in &self.runs {
            for args in code.all.iter_mut().skip(run.first as usize).take(run.len as usize) {
                let [a, b, c] = run.kind.places();
                args.out = place(args.out);
                args.a = if a { place(args.a) } else { args.a };
                args.b = if b { place(args.b) } else { args.b };
                args.c = if c { place(args.c) } else { args.c };
            }
        }
        code.operands.iter_mut().for_each(|slot| *slot = place(*slot));
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
            store.put_units(spot(*place, 0), Ends { lo: *units, hi: *units }, Tag::UNITS);
        }
    }

    fn args(&self, run: &Run) -> &[Args] {
        let first = run.first as usize;
        let last = first.saturating_add(run.len as usize);
        self.all.get(first..last).unwrap_or(&[])
    }

    fn many(&self, args: &Args) -> &[u32] {
        let first = args.a as usize;
        let last = first.saturating_add(args.b as usize);
        self.operands.get(first..last).unwrap_or(&[])
    }
}

impl Kind {
    /// Which of a, b and c are places.
    const fn places(self) -> [bool; 3] {
        match self {
            Self::Step
            | Self::TruthColumn
            | Self::ChoiceColumn
            | Self::NumberColumn
            | Self::There
            | Self::And
            | Self::Or
            | Self::AtLeast
            | Self::Lesser
            | Self::Greater
            | Self::ChoiceOfRules
            | Self::TruthOfRules => [false, false, false],
            Self::Not
            | Self::Needs
            | Self::InSet
            | Self::AtMostK
            | Self::AtLeastK
            | Self::BelowK
            | Self::AboveK
            | Self::EqualK
            | Self::Finer
            | Self::Rounded(_)
            | Self::AddMonths(_) => [true, false, false],
            Self::And2
            | Self::Or2
            | Self::AtMost
            | Self::Below
            | Self::Equal
            | Self::Add
            | Self::Subtract
            | Self::Multiply
            | Self::Any
            | Self::Sum => [true, true, false],
            Self::And3
            | Self::Or3
            | Self::IfTruth
            | Self::IfChoice
            | Self::IfNumber
            | Self::Smallest
            | Self::Largest => [true, true, true],
        }
    }
}

impl Machine<'_> {
    /// Fills everything that a case may change.
    pub fn run_code(&self, store: &mut Store) {
        self.take_stated(store);
        for run in &self.code.runs {
            match run.kind {
                Kind::Step => self.each(store, run, |store, args, row| self.slow(store, args, row)),
                Kind::TruthColumn | Kind::ChoiceColumn | Kind::NumberColumn => {
                    self.columns(store, run);
                }
                Kind::There => self.truths(store, run, |_, args, _| self.is_open(args)),
                Kind::Not
                | Kind::And2
                | Kind::And3
                | Kind::And
                | Kind::Or2
                | Kind::Or3
                | Kind::Or
                | Kind::AtLeast
                | Kind::Needs
                | Kind::InSet
                | Kind::IfTruth => self.run_truths(store, run),
                Kind::AtMostK
                | Kind::AtLeastK
                | Kind::BelowK
                | Kind::AboveK
                | Kind::EqualK
                | Kind::AtMost
                | Kind::Below
                | Kind::Equal => self.run_comparisons(store, run),
                Kind::IfChoice => self.choices(store, run, truths::if_choice),
                Kind::IfNumber
                | Kind::Finer
                | Kind::Add
                | Kind::Subtract
                | Kind::Multiply
                | Kind::Lesser
                | Kind::Greater
                | Kind::Rounded(_)
                | Kind::AddMonths(_) => self.run_numbers(store, run),
                Kind::Any | Kind::Sum | Kind::Smallest | Kind::Largest => {
                    self.run_lists(store, run)
                }
                Kind::ChoiceOfRules => {
                    self.choices(store, run, |store, args, row| {
                        self.choice_of_rules(store, args, row)
                    });
                }
                Kind::TruthOfRules => {
                    self.truths(store, run, |store, args, row| {
                        self.truth_of_rules(store, args, row)
                    });
                }
            }
        }
    }

    /// Runs through the operations of a run, at each row.
    #[inline(always)]
    fn each(&self, store: &mut Store, run: &Run, mut step: impl FnMut(&mut Store, &Args, u32)) {
        let rows = self.layout.rows(run.frame);
        if rows == 1 {
            for args in self.code.args(run) {
                step(store, args, 0);
            }
            return;
        }
        for args in self.code.args(run) {
            for row in 0..rows {
                step(store, args, row);
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
