//! Dates: the calendar, its text, and months of different lengths.

#![expect(clippy::panic, reason = "helpers of tests fail as tests do")]

use jiff::ToSpan;
use jiff::civil;
use whereas_value::{Date, DateError, Fault, MonthEnds};

fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem}"))
}

fn rows(table: &str) -> Vec<Vec<&str>> {
    let rows = table.lines().map(|line| line.split('|').map(str::trim).collect());
    rows.filter(|row: &Vec<&str>| row.len() > 1).collect()
}

#[test]
fn every_day_of_the_calendar_is_that_of_an_independent_one() {
    let mut other = civil::date(1, 1, 1);
    for days in Date::MIN.days()..=Date::MAX.days() {
        let ours = Date::from_days(i64::from(days)).unwrap();
        let (year, month, day) = ours.ymd();
        let theirs = (i32::from(other.year()), other.month() as u32, other.day() as u32);
        assert_eq!((year, month, day), theirs);
        assert_eq!(Date::from_ymd(year, month, day), Some(ours));
        assert_eq!(ours.weekday(), other.weekday().to_monday_one_offset() as u32);
        if days < Date::MAX.days() {
            other = other.tomorrow().unwrap();
        }
    }
    assert_eq!(other, civil::Date::MAX, "both end on the same day");
    assert_eq!(date("1970-01-01").days(), 0);
    assert_eq!(Date::from_days(i64::from(Date::MAX.days()) + 1), None);
    assert_eq!(Date::from_days(i64::from(Date::MIN.days()) - 1), None);
    assert_eq!(Date::from_days(i64::MAX), None);
}

#[test]
fn a_date_is_ten_characters() {
    let table = "
        2020-11-01 | 2020-11-01
        0001-01-01 | 0001-01-01
        9999-12-31 | 9999-12-31
        2020-02-29 | 2020-02-29
        2000-02-29 | 2000-02-29
        2021-02-29 | impossible
        1900-02-29 | impossible
        2021-13-01 | impossible
        2021-00-01 | impossible
        2021-01-00 | impossible
        2021-04-31 | impossible
        0000-01-01 | out of calendar
        2020-11    | malformed
        2020       | malformed
        2020-1-1   | malformed
        2020-11-1  | malformed
        20-11-01   | malformed
        02020-11-01 | malformed
        2020/11/01 | malformed
        20201101   | malformed
        2020-11-01T00:00 | malformed
        2020-11-01Z | malformed
        2020-11-01- | malformed
        -020-11-01 | malformed
        +020-11-01 | malformed
        2020-1a-01 | malformed
        ２０２0-11-01 | malformed
                   | malformed
    ";
    for row in rows(table) {
        let shown = match Date::parse(row[0]) {
            Ok(date) => date.to_string(),
            Err(DateError::Impossible) => "impossible".into(),
            Err(DateError::OutOfCalendar) => "out of calendar".into(),
            Err(DateError::Malformed) => "malformed".into(),
        };
        assert_eq!(shown, row[1], "{}", row[0]);
    }
    assert_eq!(Date::parse(" 2020-11-01"), Err(DateError::Malformed));
}

#[test]
fn a_part_of_a_date_is_the_days_it_may_be() {
    let table = "
        2020-11-05 | 2020-11-05 | 2020-11-05
        2020-11    | 2020-11-01 | 2020-11-30
        2020-02    | 2020-02-01 | 2020-02-29
        2021-02    | 2021-02-01 | 2021-02-28
        2020       | 2020-01-01 | 2020-12-31
        9999       | 9999-01-01 | 9999-12-31
    ";
    for row in rows(table) {
        assert_eq!(Date::parse_partial(row[0]), Ok((date(row[1]), date(row[2]))));
    }
    for (text, problem) in [
        ("2020-13", DateError::Impossible),
        ("2020-00", DateError::Impossible),
        ("0000", DateError::OutOfCalendar),
        ("2020-", DateError::Malformed),
        ("2020-1", DateError::Malformed),
        ("202", DateError::Malformed),
        ("20201", DateError::Malformed),
        ("", DateError::Malformed),
    ] {
        assert_eq!(Date::parse_partial(text), Err(problem), "{text}");
    }
}

#[test]
fn its_text_is_how_it_travels() {
    let day = date("2020-11-01");
    assert_eq!(serde_json::to_string(&day).unwrap(), "\"2020-11-01\"");
    assert_eq!(serde_json::from_str::<Date>("\"2020-11-01\"").unwrap(), day);
    assert!(serde_json::from_str::<Date>("\"2020-11\"").is_err());
    assert!(serde_json::from_str::<Date>("18567").is_err());
}

#[test]
fn days_stay_in_the_calendar() {
    assert_eq!(date("2020-02-28").plus_days(2), Ok(date("2020-03-01")));
    assert_eq!(date("2021-02-28").plus_days(1), Ok(date("2021-03-01")));
    assert_eq!(date("2021-03-01").plus_days(-1), Ok(date("2021-02-28")));
    assert_eq!(Date::MAX.plus_days(1), Err(Fault::OutOfCalendar));
    assert_eq!(Date::MIN.plus_days(-1), Err(Fault::OutOfCalendar));
    assert_eq!(Date::MIN.plus_days(i64::MIN), Err(Fault::OutOfCalendar));
    assert_eq!(date("2021-01-01").days_until(date("2021-03-01")), 59);
    assert_eq!(date("2021-03-01").days_until(date("2021-01-01")), -59);
}

const RULES: [MonthEnds; 3] = [MonthEnds::RoundDown, MonthEnds::RoundUp, MonthEnds::Errors];

fn shown(result: Result<Date, Fault>) -> String {
    match result {
        Ok(date) => date.to_string(),
        Err(fault) => format!("{fault:?}"),
    }
}

#[test]
fn months_by_each_rule() {
    // date | months | round down | round up | are errors
    let table = "
        2021-01-31 | 1   | 2021-02-28 | 2021-03-01 | ImpossibleDate
        2020-01-31 | 1   | 2020-02-29 | 2020-03-01 | ImpossibleDate
        2021-01-29 | 1   | 2021-02-28 | 2021-03-01 | ImpossibleDate
        2020-01-29 | 1   | 2020-02-29 | 2020-02-29 | 2020-02-29
        2021-01-28 | 1   | 2021-02-28 | 2021-02-28 | 2021-02-28
        2021-01-31 | 2   | 2021-03-31 | 2021-03-31 | 2021-03-31
        2021-01-31 | 3   | 2021-04-30 | 2021-05-01 | ImpossibleDate
        2020-02-29 | 12  | 2021-02-28 | 2021-03-01 | ImpossibleDate
        2020-02-29 | 48  | 2024-02-29 | 2024-02-29 | 2024-02-29
        2020-02-29 | -12 | 2019-02-28 | 2019-03-01 | ImpossibleDate
        2021-03-31 | -1  | 2021-02-28 | 2021-03-01 | ImpossibleDate
        2021-01-15 | -1  | 2020-12-15 | 2020-12-15 | 2020-12-15
        2021-01-15 | -13 | 2019-12-15 | 2019-12-15 | 2019-12-15
        2021-12-31 | 0   | 2021-12-31 | 2021-12-31 | 2021-12-31
        2020-12-31 | 2   | 2021-02-28 | 2021-03-01 | ImpossibleDate
        9999-12-01 | 1   | OutOfCalendar | OutOfCalendar | OutOfCalendar
        0001-01-31 | -1  | OutOfCalendar | OutOfCalendar | OutOfCalendar
        9999-10-31 | 1   | 9999-11-30 | 9999-12-01 | ImpossibleDate
        2020-01-01 | 9223372036854775807 | OutOfCalendar | OutOfCalendar | OutOfCalendar
        2020-01-01 | -9223372036854775808 | OutOfCalendar | OutOfCalendar | OutOfCalendar
    ";
    for row in rows(table) {
        for (ends, expected) in RULES.into_iter().zip(&row[2..]) {
            let moved = date(row[0]).plus_months(row[1].parse().unwrap(), ends);
            assert_eq!(shown(moved), *expected, "{} + {} months {ends}", row[0], row[1]);
        }
    }
}

#[test]
fn rounding_down_is_what_an_independent_calendar_does() {
    for first in ["2019-12-29", "2020-01-31", "2020-02-29", "1899-12-31", "2023-08-30"] {
        let ours = date(first);
        let theirs: civil::Date = first.parse().unwrap();
        for months in -700_i64..700 {
            let moved = theirs.checked_add(months.months()).unwrap();
            let expected = moved.to_string();
            assert_eq!(shown(ours.plus_months(months, MonthEnds::RoundDown)), expected);
        }
    }
}

#[test]
fn completed_years_and_months_by_each_rule() {
    // from | to | years: down | up | errors | months: down | up | errors
    let table = "
        2004-02-29 | 2022-02-27 | 17 | 17 | 17 | 215 | 215 | 215
        2004-02-29 | 2022-02-28 | 18 | 17 | ImpossibleDate | 216 | 215 | ImpossibleDate
        2004-02-29 | 2022-03-01 | 18 | 18 | 18 | 216 | 216 | 216
        2004-02-29 | 2024-02-28 | 19 | 19 | 19 | 239 | 239 | 239
        2004-02-29 | 2024-02-29 | 20 | 20 | 20 | 240 | 240 | 240
        2004-05-10 | 2022-05-09 | 17 | 17 | 17 | 215 | 215 | 215
        2004-05-10 | 2022-05-10 | 18 | 18 | 18 | 216 | 216 | 216
        2020-01-31 | 2021-02-28 | 1  | 1  | 1  | 13  | 12  | ImpossibleDate
        2020-01-31 | 2020-02-29 | 0  | 0  | 0  | 1   | 0   | ImpossibleDate
        2020-01-31 | 2020-03-01 | 0  | 0  | 0  | 1   | 1   | 1
        2020-05-10 | 2020-05-10 | 0  | 0  | 0  | 0   | 0   | 0
        2022-05-10 | 2004-05-10 | -18 | -18 | -18 | -216 | -216 | -216
        2022-05-10 | 2004-05-11 | -17 | -17 | -17 | -215 | -215 | -215
        2022-02-28 | 2004-02-29 | -18 | -17 | ImpossibleDate | -216 | -215 | ImpossibleDate
        0001-01-01 | 9999-12-31 | 9998 | 9998 | 9998 | 119987 | 119987 | 119987
    ";
    let shown = |count: Result<i64, Fault>| match count {
        Ok(count) => count.to_string(),
        Err(fault) => format!("{fault:?}"),
    };
    for row in rows(table) {
        let (from, to) = (date(row[0]), date(row[1]));
        for (place, ends) in RULES.into_iter().enumerate() {
            assert_eq!(shown(from.years_until(to, ends)), row[2 + place], "{row:?} {ends}");
            assert_eq!(shown(from.months_until(to, ends)), row[5 + place], "{row:?} {ends}");
        }
    }
}

#[test]
fn a_count_of_months_is_the_greatest_that_fits() {
    let start = date("2019-11-27");
    for ends in [MonthEnds::RoundDown, MonthEnds::RoundUp] {
        for first in (0..130).map(|days| start.plus_days(days).unwrap()) {
            for later in (0..500).map(|days| first.plus_days(days).unwrap()) {
                let months = first.months_until(later, ends).unwrap();
                assert!(first.plus_months(months, ends).unwrap() <= later);
                assert!(first.plus_months(months + 1, ends).unwrap() > later);
                assert_eq!(first.years_until(later, ends), Ok(months / 12));
                assert_eq!(later.months_until(first, ends), Ok(-months), "the mirror");
            }
        }
    }
}
