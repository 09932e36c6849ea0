//! Periods: both days are in them, and one whose last day is before its first has no day.

use whereas_hir::expr::{Ends, ExprId, Over, Periods};
use whereas_value::{Interval, Lifted, Number, Values};

use super::operators::{binary, lifted};
use super::{At, Run};
use crate::tables::{Seen, strict, truth, verdict};

impl<'a> Run<'_, 'a> {
    pub(super) fn periods(&mut self, asked: Periods, days: &[ExprId], at: &At<'a>) -> Seen {
        let days = self.values(days, at);
        match (asked, days.as_slice()) {
            (Periods::Days, [from, to]) => length(from, to),
            (Periods::DaysWithin, [from, to, first, last]) => {
                length(&later(from, first), &earlier(to, last))
            }
            (Periods::Overlap, [from, to, first, last]) => {
                let both = [later(from, first), earlier(to, last)];
                let values = match both.each_ref().map(Seen::interval) {
                    [Some(from), Some(to)] => verdict(from.is_at_most(to)),
                    [_, _] => truth(false, false),
                };
                Seen::of(strict(&both), values).from(&both)
            }
            (Periods::DaysBetween, [from, to, first, last]) => {
                let between = |after: &Seen, before: &Seen| {
                    let days = binary(after, before, Interval::days_until);
                    binary(&days, &count(1), Interval::minus)
                };
                lifted(&[between(to, first), between(last, from), count(0)], |of| {
                    let (first, rest) = of.split_first()?;
                    let first = Interval::clone(first);
                    Some(Lifted::sure(rest.iter().fold(first, |a, b| a.greater(b))))
                })
            }
            (Periods::Days | Periods::DaysWithin | Periods::Overlap | Periods::DaysBetween, _) => {
                Seen::truth(false)
            }
        }
    }

    /// `days in any of (…) within Q`, each day once.
    pub(super) fn days_in_any(
        &mut self,
        over: Over,
        item: Ends,
        within: Option<Ends>,
        at: &At<'a>,
    ) -> Seen {
        let window = within.map(|ends| [self.value(ends.from, at), self.value(ends.to, at)]);
        let (elements, there) = self.elements(over, at);
        let mut parts = vec![there];
        let mut operands: Vec<Seen> = Vec::new();
        let (mut surely, mut perhaps): (Vec<Days>, Vec<Days>) = (Vec::new(), Vec::new());
        for element in elements {
            let may = element.counts.may_yes();
            let sure = !element.others && !element.counts.may_no();
            parts.push(element.counts.clone());
            let mut causes = element.counts.causes;
            let mut ends = None;
            if may {
                let both = [self.value(item.from, &element.at), self.value(item.to, &element.at)];
                causes = causes.and(strict(&both));
                if let [Some(from), Some(to)] = both.each_ref().map(Seen::interval) {
                    perhaps.push(Days { first: from.lo().cloned(), last: to.hi().cloned() });
                    if let (true, Some(first), Some(last)) = (sure, from.hi(), to.lo()) {
                        surely.push(Days { first: Some(first.clone()), last: Some(last.clone()) });
                    }
                    ends = Some(());
                }
                parts.extend(both);
            }
            // Strictly, each element that surely counts is needed.
            operands.push(Seen::of(causes, truth(!sure || ends.is_some(), false)));
        }
        let (mut inner, mut outer) = (Some(Days::ALL), Days::ALL);
        for end in window.iter().flatten() {
            operands.push(Seen::of(end.causes, truth(!end.valueless(), false)));
            parts.push(end.clone());
        }
        if let Some([Some(from), Some(to)]) =
            window.as_ref().map(|ends| ends.each_ref().map(Seen::interval))
        {
            outer = Days { first: from.lo().cloned(), last: to.hi().cloned() };
            inner = from
                .hi()
                .zip(to.lo())
                .map(|(first, last)| Days { first: Some(first.clone()), last: Some(last.clone()) });
        }
        let causes = strict(&operands);
        let value = if operands.iter().any(Seen::valueless) {
            None
        } else {
            let least = inner.map_or(Some(Number::ZERO), |inner| in_any(&surely, &inner));
            Interval::new(least, in_any(&perhaps, &outer))
        };
        Seen::of(causes, Values::Number(value)).from(&parts)
    }
}

/// Days from one to another, with both; on a side without an end where none is said.
#[derive(Clone)]
struct Days {
    first: Option<Number>,
    last: Option<Number>,
}

impl Days {
    const ALL: Self = Self { first: None, last: None };

    /// Those that are in another as well; none if there are none.
    fn within(&self, other: &Self) -> Option<Self> {
        let first = match (&self.first, &other.first) {
            (Some(a), Some(b)) => Some(a.max(b).clone()),
            (a, b) => a.clone().or_else(|| b.clone()),
        };
        let last = match (&self.last, &other.last) {
            (Some(a), Some(b)) => Some(a.min(b).clone()),
            (a, b) => a.clone().or_else(|| b.clone()),
        };
        let empty = matches!((&first, &last), (Some(first), Some(last)) if last < first);
        (!empty).then_some(Self { first, last })
    }
}

/// How many days lie in one of several; nothing where they go on without end. Between one first day and the next, and after
/// the last days, either all days are in one of them or none is.
fn in_any(all: &[Days], within: &Days) -> Option<Number> {
    let all: Vec<Days> = all.iter().filter_map(|days| days.within(within)).collect();
    let mut cuts: Vec<Number> = Vec::new();
    for days in &all {
        cuts.push(days.first.clone()?);
        cuts.push(days.last.as_ref()?.checked_add(&Number::ONE).ok()?);
    }
    cuts.sort();
    cuts.dedup();
    let mut total = Number::ZERO;
    for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
        let is_in = |days: &Days| {
            days.first.as_ref().is_some_and(|first| first <= start)
                && days.last.as_ref().is_some_and(|last| start <= last)
        };
        if all.iter().any(is_in) {
            total = total.checked_add(&end.checked_sub(start).ok()?).ok()?;
        }
    }
    Some(total)
}

fn count(count: i32) -> Seen {
    Seen::sure(Values::Number(Some(Interval::single(Number::from(count)))))
}

fn later(a: &Seen, b: &Seen) -> Seen {
    binary(a, b, |a, b| Lifted::sure(a.greater(b)))
}

fn earlier(a: &Seen, b: &Seen) -> Seen {
    binary(a, b, |a, b| Lifted::sure(a.lesser(b)))
}

/// How many days there are from the one to the other, with both.
fn length(from: &Seen, to: &Seen) -> Seen {
    let days = binary(from, to, Interval::days_until);
    let days = binary(&days, &count(1), Interval::plus);
    binary(&days, &count(0), |days, none| Lifted::sure(days.greater(none)))
}
