//! Yes and no, and comparisons.

use whereas_value::{Cause, Causes};

use super::{Args, At, Step, View, each, put, spot, truth};
use crate::cell::{Strict, Truth};
use crate::machine::Machine;
use crate::store::{Ends, Store, Tag, Units};

const NO: u8 = Truth::NO_BIT;
const YES: u8 = Truth::YES_BIT;
/// Everything but causes.
const PLAIN: u8 = NO | YES;

/// What is held against what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Test {
    /// A choice that is one of some.
    InSet,
    /// A number beside numbers written in the policy: from one, up to another.
    Within,
    /// `x <= y`
    AtMost,
    /// `x < y`
    Below,
    /// `x = y`
    Equal,
}

impl Machine<'_> {
    /// Whether there are others, of a list with nothing to make it complete but the case.
    pub(super) fn run_there(&self, store: &mut Store, all: &[Args], rows: Option<u32>) {
        let stated = &self.loaded.stated;
        fill(store, all, rows, |_, args, _| {
            Some(if stated.list(args.a).complete { Truth::NO } else { Truth::OPEN })
        });
    }

    pub(super) fn run_at_least(&self, store: &mut Store, all: &[Args], rows: Option<u32>) {
        self.tried(store, all, rows, |view, args, at| {
            let (mut any, mut may, mut must) = (0, 0_i64, 0_i64);
            for truth in self.truths(view.truth, args, at.row) {
                any |= truth;
                may = may.wrapping_add(i64::from(truth & YES != 0));
                must = must.wrapping_add(i64::from(truth & NO == 0));
            }
            let truth = Truth::of(must < args.k, may >= args.k, Causes::NONE);
            if any <= PLAIN { put(view.truth, at.out, truth) } else { None }
        });
    }

    /// The truths of an operation that has many.
    #[inline(always)]
    fn truths(&self, all: &[Truth], args: &Args, row: u32) -> impl Iterator<Item = u8> {
        self.code.many(args).iter().map(move |place| truth(all, spot(*place, row)))
    }

    /// Comparisons: with a set of choices, with numbers written in the policy, with another number.
    pub(super) fn run_compare(&self, store: &mut Store, all: &[Args], rows: Option<u32>) {
        self.steps_tried(store, all, rows, Compare);
    }
}

/// One comparison.
struct Compare;

impl Step for Compare {
    #[inline(always)]
    fn step(&mut self, view: &mut View<'_>, args: &Args, at: At) -> Option<()> {
        let truth = match args.test {
            Test::InSet => in_set(view, args, at)?,
            Test::Within => within(view, args, at)?,
            Test::AtMost => pair(view, at, |x, y| (x.hi > y.lo, x.lo <= y.hi))?,
            Test::Below => pair(view, at, |x, y| (x.hi >= y.lo, x.lo < y.hi))?,
            Test::Equal => pair(view, at, |x, y| {
                let same = x.lo == x.hi && y.lo == y.hi && x.lo == y.lo;
                (!same, x.lo <= y.hi && y.lo <= x.hi)
            })?,
        };
        put(view.truth, at.out, truth)
    }
}

#[inline(always)]
fn in_set(view: &View<'_>, args: &Args, at: At) -> Option<Truth> {
    let cell = view.choice.get(at.a)?;
    let set = args.k.cast_unsigned();
    Some(Truth::of(cell.bits & !set != 0, cell.bits & set != 0, cell.causes))
}

/// A number beside those that are written in the policy: whether it is one of them, or between them.
#[inline(always)]
fn within(view: &View<'_>, args: &Args, at: At) -> Option<Truth> {
    let Units { ends, tag } = *view.numbers.get(at.a)?;
    if tag.in_units() {
        let may_no = (ends.lo < args.k) | (ends.hi > args.q);
        let may_yes = (ends.lo <= args.q) & (ends.hi >= args.k);
        Some(Truth(u8::from(may_no) | u8::from(may_yes) << 1 | tag.causes_of_truth()))
    } else if tag.is_valueless() {
        Some(Truth(tag.causes_of_truth()))
    } else {
        None
    }
}

/// Two numbers of one unit. An end that is not there is below, or above, every number; of two that meet there, both
/// verdicts may be.
#[inline(always)]
fn pair(view: &View<'_>, at: At, verdict: impl Fn(Ends, Ends) -> (bool, bool)) -> Option<Truth> {
    let (x, y) = (view.numbers.get(at.a)?, view.numbers.get(at.b)?);
    if x.tag == Tag::UNITS && y.tag == Tag::UNITS {
        let (may_no, may_yes) = verdict(x.ends, y.ends);
        Some(Truth(u8::from(may_no) | u8::from(may_yes) << 1))
    } else if x.tag.is_valueless() || y.tag.is_valueless() {
        Some(without_value(x.tag, y.tag))
    } else {
        None
    }
}

pub(super) fn needs(store: &mut Store, all: &[Args], rows: Option<u32>) {
    fill(store, all, rows, |view, _, at| {
        let of = view.truth.get(at.a)?.0;
        let not_ready = Causes::of(Cause::NotReady).0 << 2;
        Some(Truth(of & !NO | if of & NO != 0 { not_ready } else { 0 }))
    });
}

/// Fills truths. Each kind is a function of its own: its loop then has the registers to itself.
#[inline(never)]
fn fill(
    store: &mut Store,
    all: &[Args],
    rows: Option<u32>,
    of: impl Fn(&View<'_>, &Args, At) -> Option<Truth>,
) {
    let view = store.view();
    each(all, rows, |args, at| {
        if let Some(truth) = of(&view, args, at) {
            put(view.truth, at.out, truth);
        }
    });
}

/// Of two numbers of which one has no value: the causes.
#[inline(never)]
fn without_value(x: Tag, y: Tag) -> Truth {
    let mut strict = Strict::NONE;
    strict.add(x.causes(), x.is_valueless());
    strict.add(y.causes(), y.is_valueless());
    Truth::of(false, false, strict.causes())
}
