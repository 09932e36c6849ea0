//! Which rules of a question are not ordered with one another: only those can conflict.
//!
//! Reads the rules of a program; produces for each pair whether one prevails over the other, as bits, so that a long chain of
//! exceptions costs no look at each of its pairs.

use whereas_plan::Program;
use whereas_plan::op::CombineId;
use whereas_plan::program::Combine;
use whereas_value::id::IndexVec;

/// Of the rules of every question, which are ordered.
#[derive(Clone, Debug, Default)]
pub struct Unordered {
    /// Of each question the rows, each as many words as it takes to hold a bit for all of them; nothing where none is
    /// ordered with another.
    ordered: IndexVec<CombineId, Vec<u64>>,
    /// How many words a row has.
    width: IndexVec<CombineId, usize>,
}

const BITS: usize = 64;

impl Unordered {
    /// Of a program.
    pub fn new(program: &Program) -> Self {
        let mut all = Self::default();
        for combine in &program.combines {
            let width = combine.rows.len().div_ceil(BITS);
            all.ordered.push(ordered(combine, width));
            all.width.push(width);
        }
        all
    }

    /// The rows before a row that are not ordered with it.
    pub fn before(&self, id: CombineId, place: u32) -> impl Iterator<Item = u32> + '_ {
        let place = place as usize;
        let width = self.width.get(id).copied().unwrap_or(0);
        let start = place.saturating_mul(width);
        let row = self.ordered.get(id).and_then(|all| all.get(start..start.saturating_add(width)));
        let words = place.div_ceil(BITS);
        (0..words).flat_map(move |word| {
            let ordered = row.and_then(|row| row.get(word)).copied().unwrap_or(0);
            let first = word.saturating_mul(BITS);
            let until = place.saturating_sub(first);
            let below = if until >= BITS { u64::MAX } else { bit(until).wrapping_sub(1) };
            let mut left = !ordered & below;
            std::iter::from_fn(move || {
                let at = left.trailing_zeros();
                left &= left.checked_sub(1)?;
                Some(u32::try_from(first).ok()?.saturating_add(at))
            })
        })
    }
}

fn ordered(combine: &Combine, width: usize) -> Vec<u64> {
    if combine.rows.iter().all(|row| row.above.is_empty()) {
        return Vec::new();
    }
    let mut all = vec![0; combine.rows.len().saturating_mul(width)];
    let mut set = |row: usize, other: usize| {
        let word = row.saturating_mul(width).saturating_add(other / BITS);
        if let Some(word) = all.get_mut(word) {
            *word |= bit(other % BITS);
        }
    };
    for (place, row) in combine.rows.iter().enumerate() {
        for above in &row.above {
            set(place, *above as usize);
            set(*above as usize, place);
        }
    }
    all
}

const fn bit(at: usize) -> u64 {
    if at < BITS { 1 << at } else { 0 }
}
