//! The groups of a total: which of its rules add beside which others.
//!
//! Reads the order of its rows; produces the group of each, named by the first row of it. Invariant: two rows of one
//! group are ordered, so that at most one of a group prevails.

use whereas_plan::program::CombineRow;

/// Rows that are ordered with each other, near or far, are a component. Where every two of it are ordered, it is one
/// group; else each of its rows is a group of its own.
pub(crate) fn groups(rows: &[CombineRow]) -> Vec<u32> {
    let mut groups: Vec<u32> = (0_u32..).take(rows.len()).collect();
    for component in components(rows) {
        let ordered = |a: u32, b: u32| {
            let is_above = |upper: u32, lower: u32| {
                rows.get(lower as usize).is_some_and(|row| row.above.contains(&upper))
            };
            is_above(a, b) || is_above(b, a)
        };
        let chain = component
            .iter()
            .enumerate()
            .all(|(at, a)| component.iter().skip(at.saturating_add(1)).all(|b| ordered(*a, *b)));
        let Some(first) = component.first().copied().filter(|_| chain) else { continue };
        for row in component {
            if let Some(group) = groups.get_mut(row as usize) {
                *group = first;
            }
        }
    }
    groups
}

/// The rows that are joined by the order, in order.
fn components(rows: &[CombineRow]) -> Vec<Vec<u32>> {
    let mut of: Vec<u32> = (0_u32..).take(rows.len()).collect();
    for (row, place) in rows.iter().zip(0_u32..) {
        for above in &row.above {
            let (mine, theirs) = (root(&of, place), root(&of, *above));
            if let Some(slot) = of.get_mut(mine.max(theirs) as usize) {
                *slot = mine.min(theirs);
            }
        }
    }
    let mut found: std::collections::BTreeMap<u32, Vec<u32>> = std::collections::BTreeMap::new();
    for place in (0_u32..).take(rows.len()) {
        found.entry(root(&of, place)).or_default().push(place);
    }
    found.into_values().collect()
}

/// The first row of the component of a row, as far as it is joined.
fn root(of: &[u32], mut place: u32) -> u32 {
    while let Some(next) = of.get(place as usize).copied().filter(|next| *next != place) {
        place = next;
    }
    place
}
