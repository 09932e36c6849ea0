//! One to three truths: one look-up in a table that is made when the program is compiled.
//!
//! A truth without causes is two bits, so what comes of two truths is a table of sixteen times two bits, and of three
//! one of sixty-four. What has causes is worked out by the rules of which the tables are made.

use super::{Args, Kind, each, put};
use crate::cell::{All, Truth};
use crate::store::Store;

/// Everything but causes.
const PLAIN: u8 = Truth::NO_BIT | Truth::YES_BIT;

/// What is made of few truths.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Few {
    /// `not`
    Not,
    /// `and`
    All,
    /// `or`
    Some,
    /// `if`
    If,
}

impl Few {
    /// What comes of some truths.
    fn of(self, truths: impl IntoIterator<Item = u8>) -> Truth {
        match self {
            Self::All => all_of(truths),
            Self::Some => some_of(truths),
            Self::Not => truths.into_iter().next().map_or(Truth::EMPTY, |of| Truth(of).negated()),
            Self::If => {
                let mut truths = truths.into_iter().map(Truth);
                let mut next = || truths.next().unwrap_or(Truth::EMPTY);
                let (test, then, otherwise) = (next(), next(), next());
                chosen(test, then, otherwise)
            }
        }
    }
}

/// `if`, of a yes/no: what the branches that may be taken may be.
fn chosen(test: Truth, then: Truth, otherwise: Truth) -> Truth {
    let then = if test.may_yes() { then } else { Truth::EMPTY };
    let otherwise = if test.may_no() { otherwise } else { Truth::EMPTY };
    Truth(test.0 & !PLAIN | then.0 | otherwise.0)
}

/// A conjunction.
#[inline(never)]
pub(super) fn all_of(truths: impl IntoIterator<Item = u8>) -> Truth {
    let mut all = All::NONE;
    truths.into_iter().for_each(|truth| all.add(Truth(truth)));
    all.truth()
}

/// A disjunction.
#[inline(never)]
pub(super) fn some_of(truths: impl IntoIterator<Item = u8>) -> Truth {
    let mut none = All::NONE;
    truths.into_iter().for_each(|truth| none.add(Truth(truth).negated()));
    none.truth().negated()
}

/// What is made of the truths at these places, with its table.
pub(super) fn args(of: Few, places: &[u32]) -> Option<(Kind, Args)> {
    let table = |entries: u32, first: u32, truths: &dyn Fn(u32) -> Vec<u8>| {
        let mut bits = 0_u64;
        for entry in 0..entries {
            let truth = u64::from(of.of(truths(first.wrapping_add(entry))).0 & PLAIN);
            bits |= truth.wrapping_shl(entry.wrapping_mul(2));
        }
        bits.cast_signed()
    };
    let digit = |entry: u32, place: u32| (entry >> place.wrapping_mul(2) & 3) as u8;
    Some(match *places {
        [a] => {
            let k = table(16, 0, &|entry| vec![digit(entry, 0)]);
            (Kind::Two, Args { a, b: a, of, k, ..Args::default() })
        }
        [a, b] => {
            let k = table(16, 0, &|entry| vec![digit(entry, 0), digit(entry, 1)]);
            (Kind::Two, Args { a, b, of, k, ..Args::default() })
        }
        [a, b, c] => {
            let truths = |entry| vec![digit(entry, 0), digit(entry, 1), digit(entry, 2)];
            let (k, q) = (table(32, 0, &truths), table(32, 32, &truths));
            (Kind::Three, Args { a, b, c, of, k, q, ..Args::default() })
        }
        _ => return None,
    })
}

#[inline(never)]
pub(super) fn two(store: &mut Store, all: &[Args], rows: Option<u32>) {
    let truths = store.truth.as_mut_slice();
    each(all, rows, |args, at| {
        let (Some(x), Some(y)) = (truths.get(at.a), truths.get(at.b)) else { return };
        let (x, y) = (x.0, y.0);
        let truth = if x | y <= PLAIN {
            let entry = u32::from(x) | u32::from(y) << 2;
            Truth((args.k.cast_unsigned() >> (entry << 1)) as u8 & PLAIN)
        } else {
            args.of.of([x, y])
        };
        put(truths, at.out, truth);
    });
}

#[inline(never)]
pub(super) fn three(store: &mut Store, all: &[Args], rows: Option<u32>) {
    let truths = store.truth.as_mut_slice();
    each(all, rows, |args, at| {
        let (Some(x), Some(y), Some(z)) = (truths.get(at.a), truths.get(at.b), truths.get(at.c))
        else {
            return;
        };
        let (x, y, z) = (x.0, y.0, z.0);
        let truth = if x | y | z <= PLAIN {
            let entry = u32::from(x) | u32::from(y) << 2 | u32::from(z & 1) << 4;
            let half = if z & 2 == 0 { args.k } else { args.q };
            Truth((half.cast_unsigned() >> (entry << 1)) as u8 & PLAIN)
        } else {
            args.of.of([x, y, z])
        };
        put(truths, at.out, truth);
    });
}
