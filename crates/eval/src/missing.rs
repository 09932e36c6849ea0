//! The order of the missing facts: the most decisive first.

use std::cmp::Ordering;

use whereas_plan::Meaning;
use whereas_value::Leaf;
use whereas_value::answer::Missing;

use crate::refine::{Open, Tried};

/// Past this many missing facts none is tried: they are in the order of how often the policy mentions them.
pub const TRIED_FACTS: usize = 32;

/// The facts of a walk.
pub fn facts(walk: &[Leaf]) -> impl Iterator<Item = &Leaf> {
    walk.iter().filter(|leaf| match leaf {
        Leaf::Fact(..) | Leaf::Element { .. } | Leaf::Others(_) => true,
        Leaf::Judgement(_) | Leaf::Found(_) | Leaf::Question(_) => false,
    })
}

/// Whether the facts of a question are tried.
pub fn is_tried(open: &Open) -> bool {
    facts(&open.walk).count() <= TRIED_FACTS
}

/// The missing facts of a question in order.
pub fn missing(meaning: &Meaning, open: &Open) -> Vec<Missing> {
    if !is_tried(open) {
        let mut all: Vec<&Leaf> = facts(&open.walk).collect();
        all.sort_by(|a, b| mentions(meaning, b).cmp(&mentions(meaning, a)).then_with(|| a.cmp(b)));
        return all
            .into_iter()
            .map(|leaf| Missing { leaf: leaf.clone(), alone_decides: false })
            .collect();
    }
    let now = u64::try_from(open.walk.len()).unwrap_or(u64::MAX);
    let scored = facts(&open.walk).map(|leaf| {
        let runs = open.runs.get(leaf).map_or(&[][..], Vec::as_slice);
        (Score::of(runs, now), leaf)
    });
    let mut scored: Vec<(Score, &Leaf)> = scored.collect();
    scored.sort_by(|(a, left), (b, right)| a.compare(b).then_with(|| left.cmp(right)));
    let missing = scored.into_iter().map(|(score, leaf)| Missing {
        leaf: leaf.clone(),
        alone_decides: score.decides == score.runs,
    });
    missing.collect()
}

/// How often a leaf is mentioned; what is in a list as often as the list.
fn mentions(meaning: &Meaning, leaf: &Leaf) -> u32 {
    let leaf = match leaf {
        Leaf::Element { list, .. } => &Leaf::Others(*list),
        Leaf::Fact(..)
        | Leaf::Others(_)
        | Leaf::Judgement(_)
        | Leaf::Found(_)
        | Leaf::Question(_) => leaf,
    };
    let place = meaning.mentions.binary_search_by(|(other, _)| other.cmp(leaf));
    place.ok().and_then(|place| meaning.mentions.get(place)).map_or(0, |(_, count)| *count)
}

/// How decisive a leaf is: of so many runs, how many decide, and how much all of them leave open.
struct Score {
    decides: u64,
    runs: u64,
    left: u64,
}

impl Score {
    /// A leaf that was not tried decides nothing and leaves open what is open now.
    fn of(runs: &[Tried], now: u64) -> Self {
        if runs.is_empty() {
            return Self { decides: 0, runs: 1, left: now };
        }
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        Self {
            decides: count(runs.iter().filter(|tried| tried.outcome.is_single()).count()),
            runs: count(runs.len()),
            left: runs.iter().fold(0, |left, tried| left.saturating_add(tried.left)),
        }
    }

    /// The more decisive first. Fractions are compared crosswise, so that nothing is rounded.
    fn compare(&self, other: &Self) -> Ordering {
        let cross = |above: u64, below: u64| u128::from(above).saturating_mul(u128::from(below));
        let decides = cross(other.decides, self.runs).cmp(&cross(self.decides, other.runs));
        decides.then(cross(self.left, other.runs).cmp(&cross(other.left, self.runs)))
    }
}
