//! Junctions of truths. Of one to three: one look-up in a table that is made when the program is compiled.
//!
//! A truth without causes is two bits, so what comes of two truths is a table of sixteen times two bits, and of three
//! one of sixty-four. What has causes is worked out by the rules of which the tables are made.

use super::{Args, At, Kind, put, spot, truth};
use crate::cell::{All, Truth};
use crate::machine::Machine;
use crate::store::Store;

/// Everything but causes.
const PLAIN: u8 = Truth::NO_BIT | Truth::YES_BIT;

/// What is made of truths.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Of {
    /// `not`
    Not,
    /// `and`
    All,
    /// `or`
    Some,
    /// `if`
    If,
}

/// How many truths there are, and where they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Many {
    /// At two places, of one truth the same.
    Two,
    /// At three places.
    Three,
    /// At the places of a run of operands.
    More,
}

impl Of {
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
fn all_of(truths: impl IntoIterator<Item = u8>) -> Truth {
    let mut all = All::NONE;
    truths.into_iter().for_each(|truth| all.add(Truth(truth)));
    all.truth()
}

/// A disjunction.
#[inline(never)]
fn some_of(truths: impl IntoIterator<Item = u8>) -> Truth {
    let mut none = All::NONE;
    truths.into_iter().for_each(|truth| none.add(Truth(truth).negated()));
    none.truth().negated()
}

/// What is made of the truths at these places, with its table.
pub(super) fn args(of: Of, places: &[u32]) -> Option<(Kind, Args)> {
    let table = |entries: u32, first: u32, truths: &dyn Fn(u32) -> Vec<u8>| {
        let mut bits = 0_u64;
        for entry in 0..entries {
            let truth = u64::from(of.of(truths(first.wrapping_add(entry))).0 & PLAIN);
            bits |= truth.wrapping_shl(entry.wrapping_mul(2));
        }
        bits.cast_signed()
    };
    let digit = |entry: u32, place: u32| (entry >> place.wrapping_mul(2) & 3) as u8;
    let args = match *places {
        [a] => {
            let k = table(16, 0, &|entry| vec![digit(entry, 0)]);
            Args { a, b: a, of, k, ..Args::default() }
        }
        [a, b] => {
            let k = table(16, 0, &|entry| vec![digit(entry, 0), digit(entry, 1)]);
            Args { a, b, of, k, ..Args::default() }
        }
        [a, b, c] => {
            let truths = |entry| vec![digit(entry, 0), digit(entry, 1), digit(entry, 2)];
            let (k, q) = (table(32, 0, &truths), table(32, 32, &truths));
            Args { a, b, c, of, many: Many::Three, k, q, ..Args::default() }
        }
        _ => return None,
    };
    Some((Kind::Junction, args))
}

impl Machine<'_> {
    #[inline(never)]
    pub(super) fn run_junctions(&self, store: &mut Store, all: &[Args], rows: Option<u32>) {
        let truths = store.truth.as_mut_slice();
        let Some(rows) = rows else {
            for args in all {
                let at = args.once();
                let found = self.junction(truths, args, at);
                put(truths, at.out, found);
            }
            return;
        };
        for args in all {
            for row in 0..rows {
                let at = args.at(row);
                let found = self.junction(truths, args, at);
                put(truths, at.out, found);
            }
        }
    }

    /// Within both loops: to call it takes as long as to look a truth up.
    #[inline(always)]
    fn junction(&self, truths: &[Truth], args: &Args, at: At) -> Truth {
        match args.many {
            Many::Two => two(truths, args, at),
            Many::Three => three(truths, args, at),
            Many::More => self.more(truths, args, at.row),
        }
    }

    #[inline(never)]
    fn more(&self, truths: &[Truth], args: &Args, row: u32) -> Truth {
        let places = self.code.many(args);
        let bits = || places.iter().map(|place| truth(truths, spot(*place, row)));
        let (any, every) =
            bits().fold((0, u8::MAX), |(any, every), truth| (any | truth, every & truth));
        let (one, each) = if args.of == Of::All {
            (Truth::NO_BIT, Truth::YES_BIT)
        } else {
            (Truth::YES_BIT, Truth::NO_BIT)
        };
        if any <= PLAIN { Truth(any & one | every & each) } else { args.of.of(bits()) }
    }
}

/// What comes of truths that have causes.
#[cold]
#[inline(never)]
fn beside(of: Of, truths: &[u8]) -> Truth {
    of.of(truths.iter().copied())
}

#[inline(always)]
fn two(truths: &[Truth], args: &Args, at: At) -> Truth {
    let (x, y) = (truth(truths, at.a), truth(truths, at.b));
    if x | y <= PLAIN {
        let entry = u32::from(x) | u32::from(y) << 2;
        Truth((args.k.cast_unsigned() >> (entry << 1)) as u8 & PLAIN)
    } else {
        beside(args.of, &[x, y])
    }
}

#[inline(always)]
fn three(truths: &[Truth], args: &Args, at: At) -> Truth {
    let (x, y, z) = (truth(truths, at.a), truth(truths, at.b), truth(truths, at.c));
    if x | y | z <= PLAIN {
        let entry = u32::from(x) | u32::from(y) << 2 | u32::from(z & 1) << 4;
        let half = if z & 2 == 0 { args.k } else { args.q };
        Truth((half.cast_unsigned() >> (entry << 1)) as u8 & PLAIN)
    } else {
        beside(args.of, &[x, y, z])
    }
}
