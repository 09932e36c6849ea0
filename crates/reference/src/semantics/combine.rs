//! Section 4: of rules of which it may be open whether they stand and prevail, what is decided.

use whereas_value::id::{ClauseId, RuleId};
use whereas_value::{Cause, Causes, Values};

use crate::tables::{Seen, differ, join, meet, needs};

/// One rule of a question, as it stands in a run.
pub(crate) struct Row {
    pub clause: ClauseId,
    pub rule: RuleId,
    pub stands: Seen,
    pub prevails: Seen,
    /// What it gives, where it may prevail.
    pub value: Seen,
    /// Rows with the same value, whatever it is, never conflict.
    pub same: Same,
    /// The places of the rows above it.
    pub above: Vec<usize>,
}

/// What makes two values the same before they are known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Same {
    /// Expressions of one class.
    Class(u32),
    /// Both include the value of a set, or both exclude it.
    Polarity(bool),
    /// Nothing is known of it.
    No,
}

/// `combine`: of the rules that stand (S), prevail (P) and give a value (V), what is decided.
///
/// *Ordered rows never conflict*; *none standing is asked of S, not of P*; *a sure row bounds the values by itself and
/// what may displace it*. `otherwise`: asked only where no rule may stand.
pub(crate) fn combine(
    ready: &Seen,
    rows: &[Row],
    none: Values,
    otherwise: impl FnOnce() -> Option<Seen>,
) -> Seen {
    let waiting = needs(ready);
    if !ready.may_yes() {
        return Seen::of(waiting.causes, none).from([ready]);
    }
    let may = |row: &Row| row.prevails.may_yes();
    let must = |row: &Row| row.prevails.surely_yes();

    // What may happen, and the worst that surely does.
    let mut possible = Causes::NONE;
    let mut floor: Option<Cause> = None;
    for row in rows {
        possible = possible.and(row.prevails.causes);
        if may(row) {
            possible = possible.and(row.value.causes);
        }
        if row.prevails.valueless() {
            floor = floor.max(row.prevails.causes.least());
        }
        if must(row) && row.value.valueless() {
            floor = floor.max(row.value.causes.least());
        }
    }
    for (place, row) in rows.iter().enumerate() {
        for (before, other) in rows.iter().enumerate().take(place) {
            let ordered = row.above.contains(&before) || other.above.contains(&place);
            let same = row.same == other.same && row.same != Same::No;
            if ordered || same || !may(row) || !may(other) {
                continue;
            }
            let (differ_may, differ_must) = differ(&row.value.values, &other.value.values);
            if differ_may {
                possible = possible.and(Causes::of(Cause::Conflict));
            }
            let there = row.value.causes.is_empty() && other.value.causes.is_empty();
            if differ_must && must(row) && must(other) && there {
                floor = floor.max(Some(Cause::Conflict));
            }
        }
    }
    let possible = floor.map_or(possible, |floor| possible.at_least(floor));
    let mut causes = waiting.causes.and(possible);

    // The values, unless something surely prevents one.
    let mut values = none.clone();
    let mut open = ready.open.clone();
    for row in rows {
        open.add(&row.stands.open);
        open.add(&row.prevails.open);
        if may(row) {
            open.add(&row.value.open);
        }
    }
    if floor.is_none() {
        for row in rows.iter().filter(|row| may(row)) {
            values = join(&values, &row.value.values);
        }
        for (place, row) in rows.iter().enumerate().filter(|(_, row)| row.stands.surely_yes()) {
            let displacing = rows.iter().enumerate();
            let displacing = displacing.filter(|(i, _)| *i == place || row.above.contains(i));
            let bound = displacing
                .filter(|(_, row)| may(row))
                .fold(none.clone(), |bound, (_, row)| join(&bound, &row.value.values));
            values = meet(&values, &bound);
        }
        if rows.iter().all(|row| row.stands.may_no()) {
            match otherwise() {
                Some(otherwise) => {
                    causes = causes.and(otherwise.causes);
                    values = join(&values, &otherwise.values);
                    open.add(&otherwise.open);
                }
                None => causes = causes.and(Causes::of(Cause::Undetermined)),
            }
        }
    }
    Seen::of(causes, values).on(&open)
}
