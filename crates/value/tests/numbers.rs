//! Numbers: what is read, what is written, arithmetic at its limits, and rounding each way.

#![expect(clippy::panic, clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

#[path = "support/draw.rs"]
mod draw;

use std::cmp::Ordering;

use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use draw::Draw;
use whereas_value::{Fault, Number, NumberError, Rounding};

fn number(text: &str) -> Number {
    text.parse().unwrap_or_else(|problem| panic!("{text}: {problem}"))
}

/// The lines of a table as words, blank lines left out.
fn rows(table: &str) -> Vec<Vec<&str>> {
    let rows = table.lines().map(|line| line.split('|').map(str::trim).collect());
    rows.filter(|row: &Vec<&str>| row.len() > 1).collect()
}

fn shown(result: Result<Number, NumberError>) -> String {
    match result {
        Ok(number) => number.to_string(),
        Err(NumberError::TooManyDigits) => "too many digits".into(),
        Err(NumberError::ExponentTooLarge) => "exponent too large".into(),
        Err(NumberError::Malformed) => "malformed".into(),
    }
}

#[test]
fn a_policy_writes_numbers_in_groups_of_three() {
    let table = "
        0                | 0
        7                | 7
        -7               | -7
        1500             | 1500
        1_500            | 1500
        1_000_000        | 1000000
        12_345.50        | 12345.5
        2.5              | 2.5
        0.05             | 0.05
        2.50             | 2.5
        99999999999999999999999999999999999999   | 99999999999999999999999999999999999999
        99_999_999_999_999_999_999_999_999_999_999_999_999 | 99999999999999999999999999999999999999
        0.00000000000000000000000000000000000001 | 0.00000000000000000000000000000000000001
        100000000000000000000000000000000000000  | too many digits
        1.00000000000000000000000000000000000000 | too many digits
        0.000000000000000000000000000000000000001 | too many digits
        1_00             | malformed
        1000_000         | malformed
        _100             | malformed
        1_000_           | malformed
        1__000           | malformed
        0.000_001        | malformed
        1.               | malformed
        .5               | malformed
        1.2.3            | malformed
        1e3              | malformed
        +1               | malformed
        --1              | malformed
        007              | malformed
        0_100            | malformed
        1/3              | malformed
        ١                | malformed
        seven            | malformed
                         | malformed
        -                | malformed
    ";
    for row in rows(table) {
        assert_eq!(shown(Number::parse_literal(row[0])), row[1], "{}", row[0]);
    }
}

#[test]
fn a_case_file_writes_numbers_as_json_does() {
    let table = "
        0        | 0
        -0       | 0
        -12.50   | -12.5
        1.5e3    | 1500
        1.5E+3   | 1500
        25e-1    | 2.5
        1e38     | 100000000000000000000000000000000000000
        1e-38    | 0.00000000000000000000000000000000000001
        -1e-38   | -0.00000000000000000000000000000000000001
        0e38     | 0
        99999999999999999999999999999999999999    | 99999999999999999999999999999999999999
        -99999999999999999999999999999999999999   | -99999999999999999999999999999999999999
        999999999999999999999999999999999999999   | too many digits
        0.12345678901234567890123456789012345678  | 0.12345678901234567890123456789012345678
        0.123456789012345678901234567890123456789 | too many digits
        1e39     | exponent too large
        1e-39    | exponent too large
        1e309    | exponent too large
        1e99999999999999999999 | exponent too large
        01       | malformed
        1_000    | malformed
        1.       | malformed
        1.e3     | malformed
        1e       | malformed
        1e+-3    | malformed
        1e1.5    | malformed
        e5       | malformed
        NaN      | malformed
        Infinity | malformed
        0x10     | malformed
    ";
    for row in rows(table) {
        assert_eq!(shown(Number::parse_json(row[0])), row[1], "{}", row[0]);
    }
    let widest = Number::parse_json("12345678901234567890123456789012345678e38").unwrap();
    assert_eq!(
        widest.to_string(),
        format!("12345678901234567890123456789012345678{}", "0".repeat(38)),
    );
    let finest = Number::parse_json("0.12345678901234567890123456789012345678e-38").unwrap();
    assert_eq!(finest.places(), Some(76));
}

#[test]
fn a_number_is_written_as_a_decimal_where_that_is_exact() {
    let table = "
        1 | 3   | 1/3
        2 | 6   | 1/3
        -1 | 7  | -1/7
        1 | -7  | -1/7
        1 | 8   | 0.125
        -5 | 4  | -1.25
        -1 | 20 | -0.05
        3 | 1   | 3
        0 | 9   | 0
        7 | 30  | 7/30
        1 | 4294967295 | 1/4294967295
        1 | 4294967296 | 0.00000000023283064365386962890625
        1 | 4294967297 | 1/4294967297
        -9223372036854775808 | 1 | -9223372036854775808
        -9223372036854775808 | -1 | 9223372036854775808
    ";
    for row in rows(table) {
        let number = Number::ratio(row[0].parse().unwrap(), row[1].parse().unwrap()).unwrap();
        assert_eq!(number.to_string(), row[2]);
        assert_eq!(row[2].parse(), Ok(number), "reads back");
    }
}

#[test]
fn its_text_is_how_it_travels() {
    let number = Number::ratio(-1, 3).unwrap();
    assert_eq!(serde_json::to_string(&number).unwrap(), "\"-1/3\"");
    assert_eq!(serde_json::from_str::<Number>("\"-1/3\"").unwrap(), number);
    for bad in ["\"1/0\"", "\"1/-3\"", "\"\"", "\"1e5\"", "1.5", "\"/3\"", "\"1_000\""] {
        assert!(serde_json::from_str::<Number>(bad).is_err(), "{bad}");
    }
    let past = format!("\"{}\"", "9".repeat(5_999));
    assert!(serde_json::from_str::<Number>(&past).is_err());
}

#[test]
fn places_are_those_it_takes_to_write_it() {
    let table = "
        5 | 0
        2.5 | 1
        0.125 | 3
        1/3 | none
        0.00000000000000000000000000000000000001 | 38
        1/30000000000000000000000000000000000000 | none
        12345678901234567890 | 0
    ";
    for row in rows(table) {
        let places = number(row[0]).places().map_or("none".into(), |places| places.to_string());
        assert_eq!(places, row[1], "{}", row[0]);
    }
}

fn power_of_two(exponent: u32) -> Number {
    let mut power = Number::ONE;
    for _ in 0..exponent {
        power = power.checked_mul(&Number::from(2)).unwrap();
    }
    power
}

#[test]
fn a_result_past_4096_bits_is_a_fault() {
    let greatest_power = power_of_two(4_095);
    assert_eq!(greatest_power.bits(), 4_096);
    assert_eq!(greatest_power.checked_mul(&Number::from(2)), Err(Fault::TooLarge));
    assert_eq!(greatest_power.checked_add(&greatest_power), Err(Fault::TooLarge));
    let almost = greatest_power.checked_sub(&Number::ONE).unwrap();
    let greatest = greatest_power.checked_add(&almost).unwrap();
    assert_eq!(greatest.bits(), 4_096);
    assert_eq!(greatest.checked_add(&Number::ONE), Err(Fault::TooLarge));
    assert_eq!(greatest.negated().checked_sub(&Number::ONE), Err(Fault::TooLarge));

    let least = Number::ONE.checked_div(&greatest_power).unwrap();
    assert_eq!(least.places(), Some(4_095));
    assert_eq!(least.checked_div(&Number::from(2)), Err(Fault::TooLarge));
    assert_eq!(least.to_string().parse(), Ok(least.clone()), "reads back at the limit");
    assert_eq!(greatest.to_string().parse(), Ok(greatest.clone()), "reads back at the limit");
    let widest = greatest.checked_div(&greatest.checked_sub(&Number::ONE).unwrap()).unwrap();
    assert_eq!(widest.to_string().parse(), Ok(widest.clone()), "reads back at the limit");
}

#[test]
fn a_number_takes_16_bytes() {
    assert_eq!((size_of::<Number>(), size_of::<Option<Number>>()), (16, 16));
}

#[test]
fn nothing_is_divided_by_zero() {
    assert_eq!(Number::ONE.checked_div(&Number::ZERO), Err(Fault::DivisionByZero));
    assert_eq!(Number::ZERO.checked_div(&Number::ZERO), Err(Fault::DivisionByZero));
    assert_eq!(Number::ratio(1, 0), Err(Fault::DivisionByZero));
}

#[test]
fn rounding_each_way() {
    let heading = [
        Rounding::Up,
        Rounding::Down,
        Rounding::AwayFromZero,
        Rounding::TowardZero,
        Rounding::HalfUp,
        Rounding::HalfDown,
        Rounding::HalfAwayFromZero,
        Rounding::HalfTowardZero,
        Rounding::HalfEven,
    ];
    // number | places | up | down | away | toward | half: up | down | away | toward | even
    let table = "
        2.5   | 0 | 3    | 2    | 3    | 2    | 3    | 2    | 3    | 2    | 2
        -2.5  | 0 | -2   | -3   | -3   | -2   | -2   | -3   | -3   | -2   | -2
        3.5   | 0 | 4    | 3    | 4    | 3    | 4    | 3    | 4    | 3    | 4
        -3.5  | 0 | -3   | -4   | -4   | -3   | -3   | -4   | -4   | -3   | -4
        0.5   | 0 | 1    | 0    | 1    | 0    | 1    | 0    | 1    | 0    | 0
        -0.5  | 0 | 0    | -1   | -1   | 0    | 0    | -1   | -1   | 0    | 0
        2.45  | 1 | 2.5  | 2.4  | 2.5  | 2.4  | 2.5  | 2.4  | 2.5  | 2.4  | 2.4
        -2.45 | 1 | -2.4 | -2.5 | -2.5 | -2.4 | -2.4 | -2.5 | -2.5 | -2.4 | -2.4
        2.45  | 0 | 3    | 2    | 3    | 2    | 2    | 2    | 2    | 2    | 2
        -2.45 | 0 | -2   | -3   | -3   | -2   | -2   | -2   | -2   | -2   | -2
        2.51  | 0 | 3    | 2    | 3    | 2    | 3    | 3    | 3    | 3    | 3
        -2.51 | 0 | -2   | -3   | -3   | -2   | -3   | -3   | -3   | -3   | -3
        1/3   | 2 | 0.34 | 0.33 | 0.34 | 0.33 | 0.33 | 0.33 | 0.33 | 0.33 | 0.33
        -2/3  | 2 | -0.66 | -0.67 | -0.67 | -0.66 | -0.67 | -0.67 | -0.67 | -0.67 | -0.67
        2.5   | 1 | 2.5  | 2.5  | 2.5  | 2.5  | 2.5  | 2.5  | 2.5  | 2.5  | 2.5
        2.5   | 4000000000 | 2.5 | 2.5 | 2.5 | 2.5 | 2.5 | 2.5 | 2.5 | 2.5 | 2.5
        -7    | 0 | -7   | -7   | -7   | -7   | -7   | -7   | -7   | -7   | -7
        0     | 3 | 0    | 0    | 0    | 0    | 0    | 0    | 0    | 0    | 0
        99999999999999999999999999.5 | 0 | 100000000000000000000000000 | 99999999999999999999999999 | 100000000000000000000000000 | 99999999999999999999999999 | 100000000000000000000000000 | 99999999999999999999999999 | 100000000000000000000000000 | 99999999999999999999999999 | 100000000000000000000000000
        -99999999999999999999999998.5 | 0 | -99999999999999999999999998 | -99999999999999999999999999 | -99999999999999999999999999 | -99999999999999999999999998 | -99999999999999999999999998 | -99999999999999999999999999 | -99999999999999999999999999 | -99999999999999999999999998 | -99999999999999999999999998
    ";
    for row in rows(table) {
        let places = row[1].parse().unwrap();
        for (mode, expected) in heading.into_iter().zip(&row[2..]) {
            let rounded = number(row[0]).rounded(places, mode).unwrap();
            assert_eq!(rounded.to_string(), *expected, "{} {mode} to {places} places", row[0]);
        }
        assert_eq!(row.len(), 11);
    }
}

#[test]
fn rounding_to_more_places_than_a_number_may_have_is_a_fault() {
    let third = Number::ratio(1, 3).unwrap();
    assert!(third.rounded(1_200, Rounding::Down).is_ok());
    assert_eq!(third.rounded(1_300, Rounding::Down), Err(Fault::TooLarge));
    assert_eq!(third.rounded(u32::MAX, Rounding::Down), Err(Fault::TooLarge));
}

#[test]
fn the_words_of_rounding_name_it() {
    for mode in Rounding::ALL {
        assert_eq!(Rounding::from_words(mode.words()), Some(mode));
    }
    assert_eq!(Rounding::from_words("half"), None);
}

#[test]
fn floor_and_ceiling_of_numbers_below_zero() {
    let half = Number::ratio(-7, 2).unwrap();
    assert_eq!((half.floor(), half.ceiling()), (Some(-4), Some(-3)));
    assert_eq!(number("123456789012345678901").floor(), None);
}

/// Numbers of every size, so that the small form, the big one and the step between them are met.
fn parts(draw: &mut Draw) -> (IBig, UBig) {
    let bits = draw.below(70);
    let num = i128::from(draw.next() as i64) >> (63 - bits.min(63));
    let num = if bits > 63 { num << 20 } else { num };
    let den = match draw.below(4) {
        0 => 1,
        1 => 10_u128.pow(draw.below(12) as u32),
        2 => u128::from(draw.below(1_000)) + 1,
        _ => u128::from(draw.next() >> draw.below(60)) + 1,
    };
    (IBig::from(num), UBig::from(den))
}

#[test]
fn small_and_big_numbers_are_the_same_numbers() {
    let mut draw = Draw::new(7);
    let read = |exact: &RBig| -> Number { exact.to_string().parse().unwrap() };
    for _ in 0..20_000 {
        let (p, q) = (parts(&mut draw), parts(&mut draw));
        let a = RBig::from_parts(p.0, p.1);
        let b = RBig::from_parts(q.0, q.1);
        let (x, y) = (read(&a), read(&b));
        assert_eq!(x.checked_add(&y), Ok(read(&(&a + &b))), "{x} + {y}");
        assert_eq!(x.checked_sub(&y), Ok(read(&(&a - &b))), "{x} - {y}");
        assert_eq!(x.checked_mul(&y), Ok(read(&(&a * &b))), "{x} * {y}");
        if y.is_zero() {
            assert_eq!(x.checked_div(&y), Err(Fault::DivisionByZero));
        } else {
            assert_eq!(x.checked_div(&y), Ok(read(&(&a / &b))), "{x} / {y}");
        }
        assert_eq!(x.cmp(&y), a.cmp(&b), "{x} against {y}");
        assert_eq!(x == y, x.cmp(&y) == Ordering::Equal);
        assert_eq!(x.to_string().parse(), Ok(x.clone()));
        assert_eq!(x.is_integer(), a.is_int());
        assert_eq!(x.negated().negated(), x);
        let back = x.checked_add(&y).unwrap().checked_sub(&y).unwrap();
        assert_eq!(back, x, "one number, one form");
    }
}

#[test]
fn rounding_agrees_with_its_definition() {
    let mut draw = Draw::new(11);
    for _ in 0..5_000 {
        let (num, den) = parts(&mut draw);
        let x: Number = RBig::from_parts(num, den).to_string().parse().unwrap();
        let places = draw.below(25) as u32;
        let step: Number = format!("1/1{}", "0".repeat(places as usize)).parse().unwrap();
        let down = x.rounded(places, Rounding::Down).unwrap();
        let up = x.rounded(places, Rounding::Up).unwrap();
        assert!(down <= x && x <= up);
        assert!(down.checked_div(&step).unwrap().is_integer());
        assert!(x < down.checked_add(&step).unwrap() && up.checked_sub(&step).unwrap() < x);
        let negative = x.is_negative();
        let is = |mode| x.rounded(places, mode).unwrap();
        assert_eq!(is(Rounding::TowardZero), if negative { up.clone() } else { down.clone() });
        assert_eq!(is(Rounding::AwayFromZero), if negative { down.clone() } else { up.clone() });
        let below = x.checked_sub(&down).unwrap();
        let above = up.checked_sub(&x).unwrap();
        for mode in [
            Rounding::HalfUp,
            Rounding::HalfDown,
            Rounding::HalfEven,
            Rounding::HalfAwayFromZero,
            Rounding::HalfTowardZero,
        ] {
            match below.cmp(&above) {
                Ordering::Less => assert_eq!(is(mode), down),
                Ordering::Greater => assert_eq!(is(mode), up),
                Ordering::Equal => assert!(is(mode) == down || is(mode) == up),
            }
        }
    }
}
