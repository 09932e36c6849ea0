//! Section 4: of rules of which it may be open whether they add, what they come to.

use std::collections::BTreeSet;

use whereas_value::{Cause, Causes, Interval, Number, Values};

use super::combine::Row;
use crate::tables::{Seen, join, needs};

/// `total`: the sum of what the prevailing rules add.
///
/// Rows that are ordered with each other, near or far, are a component. One whose every two rows are ordered is a chain and
/// one group, as at most one of it prevails; any other row is a group of its own. A group adds what any of its rows may, or
/// nothing, unless a row of it cannot but prevail or (of a chain) surely stands.
pub(crate) fn total(ready: &Seen, rows: &[Row]) -> Seen {
    let none = Values::Number(None);
    let waiting = needs(ready);
    if !ready.may_yes() {
        return Seen::of(waiting.causes, none).from([ready]);
    }
    let may = |row: &Row| row.prevails.may_yes();
    let mut possible = Causes::NONE;
    let mut floor: Option<Cause> = None;
    for row in rows {
        possible = possible.and(row.prevails.causes);
        if row.prevails.valueless() {
            floor = floor.max(row.prevails.causes.least());
        }
        if may(row) {
            possible = possible.and(row.value.causes);
        }
        if row.prevails.surely_yes() && row.value.valueless() {
            floor = floor.max(row.value.causes.least());
        }
    }
    let mut open = ready.open.clone();
    for row in rows {
        open.add(&row.stands.open);
        open.add(&row.prevails.open);
        if may(row) {
            open.add(&row.value.open);
        }
    }
    if let Some(floor) = floor {
        return Seen::of(waiting.causes.and(possible.at_least(floor)), none).on(&open);
    }
    let mut causes = waiting.causes.and(possible);
    let mut sum = Some(Interval::single(Number::ZERO));
    for (group, chain) in groups(rows) {
        let mut adds = none.clone();
        let mut nothing = true;
        for row in group.iter().filter_map(|place| rows.get(*place)) {
            if may(row) {
                adds = join(&adds, &row.value.values);
            }
            if !row.prevails.may_no() || chain && row.stands.surely_yes() {
                nothing = false;
            }
        }
        if nothing {
            adds = join(&adds, &Values::Number(Some(Interval::single(Number::ZERO))));
        }
        sum = match (sum, adds) {
            (Some(sum), Values::Number(Some(adds))) => {
                let more = sum.plus(&adds);
                if more.fault.is_some() {
                    causes = causes.and(Causes::of(Cause::Fault));
                }
                more.value
            }
            (_, _) => None,
        };
    }
    Seen::of(causes, Values::Number(sum)).on(&open)
}

/// The groups, each by the places of its rows, and whether it is a chain.
fn groups(rows: &[Row]) -> Vec<(BTreeSet<usize>, bool)> {
    let ordered = |a: usize, b: usize| {
        let above = |upper: usize, lower: usize| {
            rows.get(lower).is_some_and(|row| row.above.contains(&upper))
        };
        above(a, b) || above(b, a)
    };
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for place in 0..rows.len() {
        if seen.contains(&place) {
            continue;
        }
        let mut component = BTreeSet::from([place]);
        loop {
            let more: Vec<usize> = (0..rows.len())
                .filter(|other| !component.contains(other))
                .filter(|other| component.iter().any(|one| ordered(*one, *other)))
                .collect();
            if more.is_empty() {
                break;
            }
            component.extend(more);
        }
        seen.extend(component.iter().copied());
        let chain = component.iter().all(|a| component.iter().all(|b| a == b || ordered(*a, *b)));
        if chain {
            all.push((component, true));
        } else {
            all.extend(component.into_iter().map(|one| (BTreeSet::from([one]), false)));
        }
    }
    all
}
