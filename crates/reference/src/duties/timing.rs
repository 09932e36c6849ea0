//! When an instance is due, which event comes first, and how the two may stand to each other.
//!
//! Reads a duty, an instance and the events; produces what is possible, day by day.

use std::collections::BTreeSet;

use whereas_hir::duty::{Due as DueText, Duty};
use whereas_hir::expr::ExprId;
use whereas_hir::policy::DaysCount;
use whereas_value::case::Event;
use whereas_value::duty::Due;
use whereas_value::id::EventKindId;
use whereas_value::{Case, Date, Interval, MonthEnds, Number, Type};

use super::instances::Instance;
use super::table::Timing;
use super::{events, policy_of};
use crate::open::Open;
use crate::semantics::{At, Run, Setting};
use crate::tables::Seen;

/// The due day, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum DueDay {
    /// No time is set.
    NoTime,
    /// A day between these.
    Days(Date, Date),
    /// The event it depends on has not been seen: not due.
    NotYet,
    /// The due day has no value.
    Valueless,
}

/// The first event: on a day between these, or none.
pub(super) type FirstEvent = Option<(Date, Date)>;

/// Whether an event is about what an instance is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Same,
    MayBe,
    Other,
}

/// Both say and agree, or neither says: the same. One says: it may be. A duty that arose from no event is about the case.
pub(super) fn about(instance: &Instance<'_>, event: &Event) -> About {
    let Some((_, from)) = instance.event else { return About::Same };
    match (&from.about, &event.about) {
        (Some(a), Some(b)) if a == b => About::Same,
        (Some(_), Some(_)) => About::Other,
        (None, None) => About::Same,
        (Some(_), None) | (None, Some(_)) => About::MayBe,
    }
}

/// What has been seen of the first event by a day.
pub(super) fn first_before(first: &[FirstEvent], day: Date) -> Vec<FirstEvent> {
    let seen = first.iter().map(|first| match first {
        Some((from, to)) if *from <= day => Some((*from, *to.min(&day))),
        Some(_) | None => None,
    });
    let mut all: BTreeSet<FirstEvent> = seen.collect();
    // Of an event that may be later than this day, nothing may have been seen by it.
    if first.iter().flatten().any(|(_, to)| *to > day) {
        all.insert(None);
    }
    all.into_iter().collect()
}

/// The possible pairs of: whether there is an event, and how it and today stand to the due day.
pub(super) fn timings(
    due: &[DueDay],
    first: &[FirstEvent],
    today: Date,
) -> BTreeSet<(bool, Timing)> {
    let mut all = BTreeSet::new();
    for due in due {
        for first in first {
            let event = first.is_some();
            match (due, first) {
                (DueDay::NoTime, _) => {
                    all.insert((event, Timing::NoTime));
                }
                (DueDay::Valueless, _) => {
                    all.insert((event, Timing::Valueless));
                }
                (DueDay::NotYet, _) => {
                    all.insert((event, Timing::Day { today: true, event: true }));
                }
                (DueDay::Days(lo, hi), None) => {
                    if today <= *hi {
                        all.insert((false, Timing::Day { today: true, event: false }));
                    }
                    if today > *lo {
                        all.insert((false, Timing::Day { today: false, event: false }));
                    }
                }
                (DueDay::Days(lo, hi), Some((from, to))) => {
                    // An event is never later than today: if today is by the due day, so is the event.
                    if today <= *hi {
                        all.insert((true, Timing::Day { today: true, event: true }));
                    }
                    let yesterday = today.plus_days(-1).unwrap_or(today);
                    if *lo.max(from) <= *hi.min(&yesterday) && today > *lo {
                        all.insert((true, Timing::Day { today: false, event: true }));
                    }
                    if to > lo {
                        all.insert((true, Timing::Day { today: false, event: false }));
                    }
                }
            }
        }
    }
    all
}

/// Whether an event of this day may come after the instance arose (of a chain: on a later day).
pub(super) fn later(instance: &Instance<'_>, day: Date) -> bool {
    !instance.dated
        || if instance.chain { day > instance.arises.0 } else { day >= instance.arises.0 }
}

/// Whether it surely does.
fn surely_later(instance: &Instance<'_>, day: Date) -> bool {
    !instance.dated
        || if instance.chain { day > instance.arises.1 } else { day >= instance.arises.1 }
}

/// The possible first events of a kind: the first that surely counts, those that may before it, and, where events may
/// be missing, any earlier day.
pub(super) fn first_events(
    case: &Case,
    kind: EventKindId,
    instance: &Instance<'_>,
    until: Date,
    counts: impl Fn(Date) -> bool,
) -> Vec<FirstEvent> {
    let mut may: BTreeSet<Date> = BTreeSet::new();
    let mut sure: Option<Date> = None;
    for (_, event) in events(case, kind, until) {
        if !later(instance, event.on) || !counts(event.on) {
            continue;
        }
        match about(instance, event) {
            About::Other => {}
            About::Same if surely_later(instance, event.on) => {
                sure = Some(sure.map_or(event.on, |day| day.min(event.on)));
            }
            About::Same | About::MayBe => {
                may.insert(event.on);
            }
        }
    }
    let before_sure = |day: &Date| sure.is_none_or(|sure| *day < sure);
    let mut all: Vec<FirstEvent> =
        may.into_iter().filter(before_sure).map(|day| Some((day, day))).collect();
    all.push(sure.map(|day| (day, day)));
    if !case.events_complete {
        let from = if !instance.dated {
            Date::MIN
        } else if instance.chain {
            instance.arises.0.plus_days(1).unwrap_or(instance.arises.0)
        } else {
            instance.arises.0
        };
        let to = sure.map_or(until, |sure| sure.plus_days(-1).unwrap_or(sure));
        if from <= to {
            all.push(Some((from, to)));
        }
    }
    all
}

/// The possible due days.
pub(super) fn due_days<'a>(
    setting: &Setting<'a>,
    run: &mut Run<'_, 'a>,
    duty: &'a Duty,
    instance: &Instance<'a>,
    at: &At<'a>,
    open: &mut Open,
) -> Vec<DueDay> {
    let hir = setting.checked.hir();
    let arose = || Interval::of_dates(instance.arises.0, instance.arises.1);
    match &duty.due {
        DueText::None => vec![DueDay::NoTime],
        DueText::Within { time, of } => {
            let base = match of {
                Some(of) => run.value(*of, at),
                None => Seen::sure(whereas_value::Values::Number(arose())),
            };
            let length = run.value(*time, at);
            open.add(&base.open);
            open.add(&length.open);
            let causes = base.causes.and(length.causes);
            let policy = hir.policies.get(policy_of(hir, duty.clause));
            let ends = policy.and_then(|policy| policy.month_ends).unwrap_or(MonthEnds::RoundDown);
            let count = policy.map(|policy| policy.days_count).unwrap_or_default();
            let months = matches!(setting.checked.ty(*time).present(), Type::Months);
            match (base.interval(), length.interval()) {
                (Some(base), Some(length)) => {
                    let moved = if months {
                        base.date_plus_months(length, ends)
                    } else {
                        let first = match count {
                            DaysCount::NextDay => base.clone(),
                            DaysCount::SameDay => {
                                let back = Interval::single(Number::from(-1_i32));
                                base.plus(&back).value.unwrap_or_else(|| base.clone())
                            }
                        };
                        first.date_plus_days(length)
                    };
                    of_days(moved.value.as_ref(), moved.fault.is_some() || !causes.is_empty())
                }
                (None, _) | (_, None) => vec![DueDay::Valueless],
            }
        }
        DueText::WithinHours { hours, of } => {
            let base = match of {
                Some(of) => run.value(*of, at),
                None => Seen::sure(whereas_value::Values::Number(arose())),
            };
            open.add(&base.open);
            let (sure, last) = by_the_hour(*hours);
            let length = Interval::new(Some(Number::from(sure)), Some(Number::from(last)));
            match (base.interval(), length) {
                (Some(days), Some(length)) => {
                    let moved = days.date_plus_days(&length);
                    let valueless = moved.fault.is_some() || !base.causes.is_empty();
                    of_days(moved.value.as_ref(), valueless)
                }
                (None, _) | (_, None) => vec![DueDay::Valueless],
            }
        }
        DueText::By(day) => due_on(run, *day, at, 0, open),
        DueText::Before(day) => due_on(run, *day, at, -1, open),
        DueText::BeforeEvent(kind) => {
            let until = setting.case.as_of;
            let back = |day: Date| day.plus_days(-1).unwrap_or(day);
            first_events(setting.case, *kind, instance, until, |_| true)
                .into_iter()
                .map(|first| match first {
                    Some((from, to)) => DueDay::Days(back(from), back(to)),
                    None => DueDay::NotYet,
                })
                .collect()
        }
        DueText::Every(days) => {
            let length = Interval::single(Number::from(*days));
            let moved = arose().map(|arose| arose.date_plus_days(&length));
            match moved {
                Some(moved) if instance.dated => {
                    of_days(moved.value.as_ref(), moved.fault.is_some())
                }
                Some(_) | None => vec![DueDay::NoTime],
            }
        }
    }
}

/// How many days after the day from which hours are counted the last day is that is in time: at the least, where they
/// begin with that day and what is done is done at the end of its own; at the most, where they begin at its end.
pub(crate) fn by_the_hour(hours: u32) -> (i64, i64) {
    let hours = i64::from(hours);
    let whole = hours.div_euclid(24);
    let begun = whole.saturating_add(i64::from(hours.rem_euclid(24) > 0));
    (whole.saturating_sub(1), begun)
}

fn due_on<'a>(
    run: &mut Run<'_, 'a>,
    day: ExprId,
    at: &At<'a>,
    by: i32,
    open: &mut Open,
) -> Vec<DueDay> {
    let seen = run.value(day, at);
    open.add(&seen.open);
    let moved = seen.interval().map(|day| day.date_plus_days(&Interval::single(Number::from(by))));
    match moved {
        Some(moved) => {
            of_days(moved.value.as_ref(), moved.fault.is_some() || !seen.causes.is_empty())
        }
        None => vec![DueDay::Valueless],
    }
}

fn of_days(days: Option<&Interval>, valueless: bool) -> Vec<DueDay> {
    let day = |end: Option<i64>, open: Date| end.map_or(Some(open), Date::from_days);
    let days = days.and_then(|days| {
        let first = day(days.lo().and_then(Number::ceiling), Date::MIN)?;
        let last = day(days.hi().and_then(Number::floor), Date::MAX)?;
        (first <= last).then_some(DueDay::Days(first, last))
    });
    let valueless = (valueless || days.is_none()).then_some(DueDay::Valueless);
    days.into_iter().chain(valueless).collect()
}

/// The due day as it is told: a range where it is not known, none where there is no time or it is not yet due.
pub(super) fn told_due(due: &[DueDay]) -> Due {
    let mut told = Due::None;
    for due in due {
        told = match (told, due) {
            (Due::Between(a, b), DueDay::Days(c, d)) => Due::Between(a.min(*c), b.max(*d)),
            (Due::None | Due::Valueless, DueDay::Days(c, d)) => Due::Between(*c, *d),
            (Due::None, DueDay::Valueless) => Due::Valueless,
            (told, DueDay::NoTime | DueDay::NotYet | DueDay::Valueless) => told,
        };
    }
    told
}

#[cfg(test)]
mod tests {
    use super::by_the_hour;

    /// Half an hour is enough to tell: hours are whole, and both moments lie before the end of their days.
    #[test]
    fn the_days_are_those_of_all_moments() {
        for hours in 0_u32..=200 {
            let (sure, last) = by_the_hour(hours);
            for day in 0_i64..=12 {
                let mut in_time = std::collections::BTreeSet::new();
                for begun in 0_i64..48 {
                    for done in (0_i64..48).filter(|done| day > 0 || *done >= begun) {
                        in_time.insert(day * 48 + done - begun <= i64::from(hours) * 2);
                    }
                }
                assert_eq!(in_time.contains(&true), day <= last, "{hours} hours, day {day}");
                // Of the day itself: with no hours at all only the same moment is in time.
                assert_eq!(!in_time.contains(&false), day <= sure, "{hours} hours, day {day}");
            }
        }
    }
}
