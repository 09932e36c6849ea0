//! Which rules of a question can conflict: those that are not ordered with one another and may give different values.
//!
//! Reads the rules of a program; produces a bit for each pair, so that a long chain of exceptions, or many rules that give one
//! value, cost no look at each of their pairs.

use std::collections::BTreeMap;

use whereas_plan::Program;
use whereas_plan::op::CombineId;
use whereas_plan::program::Combine;
use whereas_value::id::IndexVec;

/// Of the rules of every question, which pairs can never conflict.
#[derive(Clone, Debug, Default)]
pub struct Conflicts {
    questions: IndexVec<CombineId, Never>,
}

/// Of the rules of one question a row of bits each: those that it can never conflict with. No rows where there are none.
#[derive(Clone, Debug, Default)]
struct Never {
    bits: Vec<u64>,
    /// How many words a row has.
    width: usize,
}

const BITS: usize = 64;

impl Conflicts {
    /// Of a program.
    pub fn new(program: &Program) -> Self {
        Self { questions: program.combines.iter().map(Never::new).collect() }
    }

    /// The rows before a row that may conflict with it.
    pub fn before(&self, id: CombineId, place: u32) -> impl Iterator<Item = u32> + '_ {
        let place = place as usize;
        let row = self.questions.get(id).and_then(|never| {
            let start = place.saturating_mul(never.width);
            never.bits.get(start..start.saturating_add(never.width))
        });
        (0..place.div_ceil(BITS)).flat_map(move |word| {
            let never = row.and_then(|row| row.get(word)).copied().unwrap_or(0);
            let first = word.saturating_mul(BITS);
            let until = place.saturating_sub(first);
            let before = if until >= BITS { u64::MAX } else { bit(until).wrapping_sub(1) };
            let mut left = !never & before;
            std::iter::from_fn(move || {
                let at = left.trailing_zeros();
                left &= left.checked_sub(1)?;
                Some(u32::try_from(first).ok()?.saturating_add(at))
            })
        })
    }
}

impl Never {
    fn new(combine: &Combine) -> Self {
        // A total is never asked.
        if combine.groups.is_some() {
            return Self::default();
        }
        let mut classes: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (place, row) in combine.rows.iter().enumerate() {
            classes.entry(row.class).or_default().push(place);
        }
        let ordered = combine.rows.iter().any(|row| !row.above.is_empty());
        if !ordered && classes.len() == combine.rows.len() {
            return Self::default();
        }
        let width = combine.rows.len().div_ceil(BITS);
        let bits = vec![0; combine.rows.len().saturating_mul(width)];
        let mut never = Self { bits, width };
        for alike in classes.values().filter(|alike| alike.len() > 1) {
            let mut mask = vec![0; width];
            alike.iter().for_each(|place| set(&mut mask, *place));
            for place in alike {
                never.row(*place).iter_mut().zip(&mask).for_each(|(word, mask)| *word |= mask);
            }
        }
        for (place, row) in combine.rows.iter().enumerate() {
            for above in &row.above {
                set(never.row(place), *above as usize);
                set(never.row(*above as usize), place);
            }
        }
        never
    }

    fn row(&mut self, place: usize) -> &mut [u64] {
        let start = place.saturating_mul(self.width);
        self.bits.get_mut(start..start.saturating_add(self.width)).unwrap_or_default()
    }
}

fn set(words: &mut [u64], place: usize) {
    if let Some(word) = words.get_mut(place / BITS) {
        *word |= bit(place % BITS);
    }
}

const fn bit(at: usize) -> u64 {
    if at < BITS { 1 << at } else { 0 }
}
