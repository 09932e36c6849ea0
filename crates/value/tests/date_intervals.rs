//! The laws of intervals of dates, held against trying every day.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

#[path = "support/draw.rs"]
mod draw;

use draw::Draw;
use whereas_value::{Date, Fault, Interval, Lifted, MonthEnds, Number};

const RULES: [MonthEnds; 3] = [MonthEnds::RoundDown, MonthEnds::RoundUp, MonthEnds::Errors];

fn whole(lo: i64, hi: i64) -> Interval {
    Interval::new(Some(Number::from(lo)), Some(Number::from(hi))).unwrap()
}

/// `2020-11-01`, `2020-11`, `2020-11-01..2021-02-28`, `2020-11-01..`, `..`
fn dates(text: &str) -> Interval {
    let day = |date: Date| Number::from(date.days());
    match text.split_once("..") {
        None => {
            let (first, last) = Date::parse_partial(text).unwrap();
            Interval::of_dates(first, last).unwrap()
        }
        Some((lo, hi)) => {
            let end = |text: &str| (!text.is_empty()).then(|| day(Date::parse(text).unwrap()));
            Interval::new(end(lo), end(hi)).unwrap()
        }
    }
}

/// `3`, `1..3`, `1..`
fn count(text: &str) -> Interval {
    let end = |text: &str| (!text.is_empty()).then(|| text.parse::<Number>().unwrap());
    match text.split_once("..") {
        None => Interval::single(text.parse().unwrap()),
        Some((lo, hi)) => Interval::new(end(lo), end(hi)).unwrap(),
    }
}

fn told(lifted: &Lifted, end: fn(&Number) -> String) -> String {
    let fault = lifted.fault.map(|fault| format!("{fault:?}"));
    let value = lifted.value.as_ref().map(|value| match value.as_single() {
        Some(single) => end(single),
        None => {
            let end = |bound: Option<&Number>| bound.map_or(String::new(), end);
            format!("{}..{}", end(value.lo()), end(value.hi()))
        }
    });
    match (value, fault) {
        (Some(value), None) => value,
        (Some(value), Some(fault)) => format!("{value} or {fault}"),
        (None, Some(fault)) => fault,
        (None, None) => "neither".into(),
    }
}

fn as_day(number: &Number) -> String {
    Date::from_days(number.to_i64().unwrap()).unwrap().to_string()
}

fn rows(table: &str) -> Vec<Vec<&str>> {
    let rows = table.lines().map(|line| line.split('|').map(str::trim).collect());
    rows.filter(|row: &Vec<&str>| row.len() > 1).collect()
}

#[test]
fn days_worked_out_by_hand() {
    let table = "
        2020-11-01 | 30     | 2020-12-01
        2020-11    | 30     | 2020-12-01..2020-12-30
        2020-11    | 1..2   | 2020-11-02..2020-12-02
        2020-11    | -1     | 2020-10-31..2020-11-29
        2020-11-01 | 0..    | 2020-11-01..9999-12-31 or OutOfCalendar
        2020-11-01 | 3652058.. | OutOfCalendar
        2020-11-01 | 1/2    | NotWhole
        2020-11-01 | 1/2..2 | 2020-11-02..2020-11-03 or NotWhole
        ..         | 1      | 0001-01-02..9999-12-31 or OutOfCalendar
        ..2020-11-01 | 1    | 0001-01-02..2020-11-02
        9999-12-31 | 1      | OutOfCalendar
        9999-12    | 1      | 9999-12-02..9999-12-31 or OutOfCalendar
        0001-01-01 | 3652058 | 9999-12-31
        0001-01-01 | 3652059 | OutOfCalendar
        0001       | -1     | 0001-01-01..0001-12-30 or OutOfCalendar
    ";
    for row in rows(table) {
        let moved = dates(row[0]).date_plus_days(&count(row[1]));
        assert_eq!(told(&moved, as_day), row[2], "{row:?}");
    }
}

#[test]
fn months_worked_out_by_hand() {
    // dates | months | round down | round up | are errors
    let table = "
        2021-01-31 | 1 | 2021-02-28 | 2021-03-01 | ImpossibleDate
        2021-01    | 1 | 2021-02-01..2021-02-28 | 2021-02-01..2021-03-01 | 2021-02-01..2021-02-28 or ImpossibleDate
        2021-01-29..2021-01-31 | 1 | 2021-02-28 | 2021-03-01 | ImpossibleDate
        2021-01-29..2021-02-02 | 1 | 2021-02-28..2021-03-02 | 2021-03-01..2021-03-02 | 2021-03-01..2021-03-02 or ImpossibleDate
        2021-02    | 1 | 2021-03-01..2021-03-28 | 2021-03-01..2021-03-28 | 2021-03-01..2021-03-28
        2021       | 12 | 2022-01-01..2022-12-31 | 2022-01-01..2022-12-31 | 2022-01-01..2022-12-31
        2020       | 12 | 2021-01-01..2021-12-31 | 2021-01-01..2021-12-31 | 2021-01-01..2021-12-31 or ImpossibleDate
        2021-01-31 | 1..2 | 2021-02-28..2021-03-31 | 2021-03-01..2021-03-31 | 2021-03-31 or ImpossibleDate
        2021-01-15 | -1..1 | 2020-12-15..2021-02-15 | 2020-12-15..2021-02-15 | 2020-12-15..2021-02-15
        2021-01-15 | 0.. | 2021-01-15..9999-12-31 or OutOfCalendar | 2021-01-15..9999-12-31 or OutOfCalendar | 2021-01-15..9999-12-31 or OutOfCalendar
        9999       | 1 | 9999-02-01..9999-12-31 or OutOfCalendar | 9999-02-01..9999-12-31 or OutOfCalendar | 9999-02-01..9999-12-30 or ImpossibleDate
        9999-12    | 1 | OutOfCalendar | OutOfCalendar | OutOfCalendar
        0001-01    | -1 | OutOfCalendar | OutOfCalendar | OutOfCalendar
        2021-01-31 | 1/2 | NotWhole | NotWhole | NotWhole
        2021-01-31 | 200000 | OutOfCalendar | OutOfCalendar | OutOfCalendar
        ..         | 0 | 0001-01-01..9999-12-31 | 0001-01-01..9999-12-31 | 0001-01-01..9999-12-31 or ImpossibleDate
    ";
    for row in rows(table) {
        for (ends, expected) in RULES.into_iter().zip(&row[2..]) {
            let moved = dates(row[0]).date_plus_months(&count(row[1]), ends);
            assert_eq!(told(&moved, as_day), *expected, "{row:?} {ends}");
        }
    }
}

#[test]
fn counts_worked_out_by_hand() {
    // from | to | days | years: down | up | errors
    let table = "
        2004-02-29 | 2022-02-28 | 6574 | 18 | 17 | ImpossibleDate
        2004-02    | 2022-02-28 | 6574..6602 | 18 | 17..18 | 18 or ImpossibleDate
        2004-02    | 2022-02 | 6547..6602 | 17..18 | 17..18 | 17..18 or ImpossibleDate
        2004       | 2022-05-10 | 6339..6704 | 17..18 | 17..18 | 17..18
        2022-05    | 2004-05-10 | -6595..-6565 | -18..-17 | -18..-17 | -18..-17
        ..2004-05-10 | 2022-05-10 | 6574.. | 18..2021 | 18..2021 | 18..2021 or ImpossibleDate
    ";
    for row in rows(table) {
        let (from, to) = (dates(row[0]), dates(row[1]));
        let days = told(&from.days_until(&to), Number::to_string);
        if row[2].ends_with("..") {
            assert!(days.starts_with(row[2]), "{row:?}: {days}");
        } else {
            assert_eq!(days, row[2], "{row:?}");
        }
        for (ends, expected) in RULES.into_iter().zip(&row[3..]) {
            let years = from.years_until(&to, ends);
            assert_eq!(told(&years, Number::to_string), *expected, "{row:?} {ends}");
        }
    }
}

fn days_of(interval: &Interval) -> impl Iterator<Item = Date> {
    let first = interval.lo().unwrap().to_i64().unwrap();
    let last = interval.hi().unwrap().to_i64().unwrap();
    (first..=last).map(|day| Date::from_days(day).unwrap())
}

/// The hull of what trying gave, and whether a try failed.
fn tried(results: impl Iterator<Item = Result<i64, Fault>>) -> (Option<Interval>, bool) {
    let (mut ends, mut failed) = (None, false);
    for result in results {
        match result {
            Ok(value) => {
                let (lo, hi) = ends.unwrap_or((value, value));
                ends = Some((value.min(lo), value.max(hi)));
            }
            Err(_) => failed = true,
        }
    }
    (ends.map(|(lo, hi)| whole(lo, hi)), failed)
}

fn some_days(draw: &mut Draw, span: u64) -> Interval {
    // A leap year in the middle; now and then an end of the calendar.
    let (from, room) = match draw.below(12) {
        0 => (i64::from(Date::MIN.days()), 200),
        1 => (i64::from(Date::MAX.days()) - 700, 400),
        _ => (i64::from(Date::parse("2019-10-01").unwrap().days()), 900),
    };
    let first = from + draw.below(room) as i64;
    whole(first, first + draw.below(span) as i64)
}

/// A part of it, of at least one.
fn part_of(draw: &mut Draw, interval: &Interval) -> Interval {
    let (lo, hi) =
        (interval.lo().unwrap().to_i64().unwrap(), interval.hi().unwrap().to_i64().unwrap());
    let first = lo + draw.below((hi - lo + 1) as u64) as i64;
    whole(first, first + draw.below((hi - first + 1) as u64) as i64)
}

fn within(narrow: &Lifted, wide: &Lifted) -> bool {
    let value = match (&narrow.value, &wide.value) {
        (None, _) => true,
        (Some(narrow), Some(wide)) => wide.includes(narrow),
        (Some(_), None) => false,
    };
    value && (wide.fault_possible() || !narrow.fault_possible())
}

#[test]
fn moving_is_what_moving_every_day_gives() {
    let mut draw = Draw::new(3);
    let (mut impossible, mut surely) = (0, 0);
    for round in 0..3_000 {
        let span = if round % 3 == 0 { 1 } else { 90 };
        let from = some_days(&mut draw, span);
        let least = draw.below(60) as i64 - 30;
        let by = whole(least, least + draw.below(4) as i64);
        let steps = || {
            let (lo, hi) = (by.lo().unwrap().to_i64().unwrap(), by.hi().unwrap().to_i64().unwrap());
            lo..=hi
        };
        let days = |date: Result<Date, Fault>| date.map(|date| i64::from(date.days()));

        let moved = from.date_plus_days(&by);
        let exact =
            tried(days_of(&from).flat_map(|day| steps().map(move |n| days(day.plus_days(n)))));
        assert_eq!((moved.value.clone(), moved.fault_possible()), exact, "{from:?} {by:?}");

        for ends in RULES {
            let moved = from.date_plus_months(&by, ends);
            let exact = tried(
                days_of(&from).flat_map(|day| steps().map(move |n| days(day.plus_months(n, ends)))),
            );
            assert_eq!(moved.fault_possible(), exact.1, "{from:?} {by:?} {ends}");
            if moved.fault == Some(Fault::OutOfCalendar) {
                // The end of the calendar stands for the last day that is reached before it.
                let exact = Lifted { value: exact.0, fault: moved.fault };
                assert!(within(&exact, &moved), "{from:?} {by:?} {ends}");
                assert_eq!(moved.value.is_some(), exact.value.is_some(), "{from:?} {by:?} {ends}");
            } else {
                assert_eq!(moved.value, exact.0, "{from:?} {by:?} {ends}");
            }
            impossible += usize::from(moved.fault == Some(Fault::ImpossibleDate));
            surely += usize::from(moved.fault_certain());
            let narrow = part_of(&mut draw, &from).date_plus_months(&part_of(&mut draw, &by), ends);
            assert!(within(&narrow, &moved), "{from:?} {by:?} {ends}");
        }
    }
    assert!(impossible > 100 && surely > 100, "{impossible} {surely}");
}

#[test]
fn counting_is_what_counting_every_pair_gives() {
    let mut draw = Draw::new(4);
    let mut impossible = 0;
    for round in 0..1_500 {
        let span = if round % 3 == 0 { 1 } else { 60 };
        let (from, to) = (some_days(&mut draw, span), some_days(&mut draw, 60));
        let pairs = || days_of(&from).flat_map(|day| days_of(&to).map(move |later| (day, later)));

        let counted = from.days_until(&to);
        let exact = tried(pairs().map(|(day, later)| Ok(day.days_until(later))));
        assert_eq!((counted.value, counted.fault.is_some()), exact);

        for ends in RULES {
            let months = from.months_until(&to, ends);
            let exact = tried(pairs().map(|(day, later)| day.months_until(later, ends)));
            assert_eq!(
                (months.value.clone(), months.fault_possible()),
                exact,
                "{from:?} {to:?} {ends}"
            );
            let years = from.years_until(&to, ends);
            let exact = tried(pairs().map(|(day, later)| day.years_until(later, ends)));
            assert_eq!((years.value, years.fault.is_some()), exact, "{from:?} {to:?} {ends}");
            impossible += usize::from(months.fault == Some(Fault::ImpossibleDate));
            let narrow = part_of(&mut draw, &from).months_until(&part_of(&mut draw, &to), ends);
            assert!(within(&narrow, &months), "{from:?} {to:?} {ends}");
        }
    }
    assert!(impossible > 100, "{impossible}");
}

#[test]
fn long_spans_still_hold_what_their_parts_give() {
    let mut draw = Draw::new(5);
    let mut coarse = 0;
    for _ in 0..400 {
        let (from, to) = (some_days(&mut draw, 40_000), some_days(&mut draw, 300));
        let (from, to) = match (cut(&from), cut(&to)) {
            (Some(from), Some(to)) => (from, to),
            _ => continue,
        };
        let by = whole(-40, -40 + draw.below(90) as i64);
        let (part, to_part, by_part) =
            (part_of(&mut draw, &from), part_of(&mut draw, &to), part_of(&mut draw, &by));
        for ends in RULES {
            let moved = from.date_plus_months(&by, ends);
            assert!(within(&part.date_plus_months(&by_part, ends), &moved), "{from:?} {by:?}");
            let years = from.years_until(&to, ends);
            assert!(within(&part.years_until(&to_part, ends), &years), "{from:?} {to:?}");
            let months = to.months_until(&from, ends);
            assert!(within(&to_part.months_until(&part, ends), &months), "{from:?} {to:?}");
            for day in days_of(&part).step_by(97) {
                let one = Interval::of_date(day);
                assert!(within(&one.years_until(&to_part, ends), &years));
                assert!(within(&one.date_plus_months(&by_part, ends), &moved));
            }
        }
        coarse += 1;
    }
    assert!(coarse > 300);
}

/// What of it is in the calendar.
fn cut(interval: &Interval) -> Option<Interval> {
    interval.meet(&Interval::of_dates(Date::MIN, Date::MAX)?)
}
