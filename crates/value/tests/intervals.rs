//! The laws of intervals of numbers: sound, monotone, exact; and tables of ends worked out by hand.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail as tests do"
)]

#[path = "support/draw.rs"]
mod draw;

use draw::Draw;
use whereas_value::{Fault, Interval, Lifted, Number, Rounding, Verdict};

fn number(text: &str) -> Number {
    text.parse().unwrap_or_else(|problem| panic!("{text}: {problem}"))
}

/// `2`, `1..5`, `..5`, `1..`, `..`
fn interval(text: &str) -> Interval {
    let end = |text: &str| (!text.is_empty()).then(|| number(text));
    match text.split_once("..") {
        None => Interval::single(number(text)),
        Some((lo, hi)) => Interval::new(end(lo), end(hi)).unwrap(),
    }
}

fn shown(interval: &Interval) -> String {
    let end = |end: Option<&Number>| end.map_or(String::new(), Number::to_string);
    match interval.as_single() {
        Some(value) => value.to_string(),
        None => format!("{}..{}", end(interval.lo()), end(interval.hi())),
    }
}

/// `1..5`, `1..5 or fault`, `fault`.
fn told(lifted: &Lifted) -> String {
    match (&lifted.value, lifted.fault) {
        (Some(value), None) => shown(value),
        (Some(value), Some(_)) => format!("{} or fault", shown(value)),
        (None, Some(_)) => "fault".into(),
        (None, None) => "neither".into(),
    }
}

fn rows(table: &str) -> Vec<Vec<&str>> {
    let rows = table.lines().map(|line| line.split('|').map(str::trim).collect());
    rows.filter(|row: &Vec<&str>| row.len() > 1).collect()
}

#[test]
fn arithmetic_worked_out_by_hand() {
    let table = "
        1..2   | +  | 10..20 | 11..22
        1..    | +  | 10..20 | 11..
        ..     | +  | 3      | ..
        1..2   | -  | 10..20 | -19..-8
        ..2    | -  | ..5    | ..
        ..2    | -  | 5..    | ..-3
        -2..3  | *  | -5..7  | -15..21
        -2..3  | *  | 0      | 0
        ..     | *  | 0      | 0
        0..    | *  | 0..    | 0..
        2..    | *  | -3..   | ..
        ..-2   | *  | ..-3   | 6..
        -1..   | *  | 2..3   | -3..
        6..12  | /  | 2..3   | 2..6
        6..12  | /  | 0      | fault
        6..12  | /  | 0..3   | 2.. or fault
        6..12  | /  | -3..0  | ..-2 or fault
        6..12  | /  | -3..3  | .. or fault
        0      | /  | -3..3  | 0 or fault
        -6..12 | /  | 2..    | -3..6
        1..    | /  | 1..    | 0..
        1..    | /  | 4      | 0.25..
        0..5   | /  | ..     | .. or fault
        6..12  | /i | 0..3   | 2..12 or fault
        6..12  | /i | -3..0  | -12..-2 or fault
        6..12  | /i | -3..3  | -12..12 or fault
        6..12  | /i | 0..    | 0..12 or fault
        6..12  | /i | 0      | fault
        6..12  | /i | ..     | -12..12 or fault
        6..12  | /i | -1/2..1/2 | fault
        5      | min | 1..9  | 1..5
        5..    | min | 7     | 5..7
        ..     | min | 7     | ..7
        5      | max | 1..9  | 5..9
        5..    | max | 7     | 7..
        ..5    | max | 7     | 7
        ..5    | max | 2..   | 2..
        1..2   | hull | 7..8 | 1..8
        ..2    | hull | 7    | ..7
        1..5   | meet | 3..8 | 3..5
        1..5   | meet | ..   | 1..5
        1..5   | meet | 5..  | 5
        1..5   | meet | 6..  | nothing
    ";
    for row in rows(table) {
        let (a, b) = (interval(row[0]), interval(row[2]));
        let told = match row[1] {
            "+" => told(&a.plus(&b)),
            "-" => told(&a.minus(&b)),
            "*" => told(&a.times(&b)),
            "/" => told(&a.over(&b, false)),
            "/i" => told(&a.over(&b, true)),
            "min" => shown(&a.lesser(&b)),
            "max" => shown(&a.greater(&b)),
            "hull" => shown(&a.hull(&b)),
            "meet" => a.meet(&b).as_ref().map_or("nothing".into(), shown),
            other => panic!("{other}"),
        };
        assert_eq!(told, row[3], "{row:?}");
    }
}

#[test]
fn comparisons_worked_out_by_hand() {
    let table = "
        1    | 2    | yes    | yes    | no
        2    | 2    | no     | yes    | yes
        3    | 2    | no     | no     | no
        1..2 | 2..3 | either | yes    | either
        1..2 | 3..4 | yes    | yes    | no
        2..3 | 1..2 | no     | either | either
        3..4 | 1..2 | no     | no     | no
        1..5 | 2..3 | either | either | either
        ..   | 3    | either | either | either
        ..2  | 3..  | yes    | yes    | no
        ..3  | 3..  | either | yes    | either
        4..  | ..3  | no     | no     | no
    ";
    let said = |verdict: Verdict| match (verdict.must(), verdict.must_not()) {
        (true, _) => "yes",
        (_, true) => "no",
        _ => "either",
    };
    for row in rows(table) {
        let (a, b) = (interval(row[0]), interval(row[1]));
        assert_eq!(said(a.is_less_than(&b)), row[2], "{row:?} <");
        assert_eq!(said(a.is_at_most(&b)), row[3], "{row:?} <=");
        assert_eq!(said(a.is_equal_to(&b)), row[4], "{row:?} =");
        assert_eq!(a.is_equal_to(&b), b.is_equal_to(&a));
    }
}

#[test]
fn at_the_limit_of_bits() {
    let mut great = Number::ONE;
    for _ in 0..4_095 {
        great = great.checked_mul(&Number::from(2)).unwrap();
    }
    let one = Interval::single(great.clone());
    assert_eq!(one.plus(&one), Lifted::failed(Fault::TooLarge));
    assert_eq!(one.times(&one), Lifted::failed(Fault::TooLarge));
    let upto = Interval::new(Some(Number::ONE), Some(great.clone())).unwrap();
    let twice = upto.plus(&upto);
    assert_eq!(told(&twice), "2.. or fault");
    assert_eq!(twice.fault, Some(Fault::TooLarge));
    assert_eq!(told(&upto.negated().times(&upto)), "..-1 or fault");
    let tiny = Interval::single(Number::ONE.checked_div(&great).unwrap());
    assert_eq!(tiny.times(&tiny), Lifted::failed(Fault::TooLarge));
    let third = Interval::single(Number::ratio(1, 3).unwrap());
    assert_eq!(third.rounded(2_000, Rounding::Up), Lifted::failed(Fault::TooLarge));
}

#[test]
fn an_interval_is_never_empty() {
    assert_eq!(Interval::new(Some(number("2")), Some(number("1"))), None);
    let read = |text| serde_json::from_str::<Interval>(text);
    assert_eq!(read(r#"{"lo":"1","hi":"5/2"}"#).unwrap(), interval("1..2.5"));
    assert_eq!(read(r#"{"lo":null,"hi":"5"}"#).unwrap(), interval("..5"));
    assert!(read(r#"{"lo":"3","hi":"2"}"#).is_err());
    let written = serde_json::to_string(&interval("..5")).unwrap();
    assert_eq!(read(&written).unwrap(), interval("..5"));
}

/// Ends and members are drawn from these, and from a little of everything between.
const POOL: [&str; 19] = [
    "-100000000000000000000000000000",
    "-12",
    "-3",
    "-2.5",
    "-2",
    "-1",
    "-1/2",
    "-1/3",
    "0",
    "0.004",
    "1/3",
    "1/2",
    "1",
    "2",
    "2.45",
    "3",
    "7",
    "31",
    "100000000000000000000000000000",
];

fn drawn(draw: &mut Draw, pool: &[Number]) -> Interval {
    let pick = |draw: &mut Draw| pool[draw.below(pool.len() as u64) as usize].clone();
    let (a, b) = (pick(draw), pick(draw));
    let (lo, hi) = if a <= b { (a, b) } else { (b, a) };
    match draw.below(6) {
        0 => Interval::new(None, Some(hi)).unwrap(),
        1 => Interval::new(Some(lo), None).unwrap(),
        2 => Interval::single(lo),
        _ => Interval::new(Some(lo), Some(hi)).unwrap(),
    }
}

fn members(interval: &Interval, pool: &[Number]) -> Vec<Number> {
    pool.iter().filter(|number| interval.contains(number)).cloned().collect()
}

type Lift = Box<dyn Fn(&Interval, &Interval) -> Lifted>;
type Concrete = Box<dyn Fn(&Number, &Number) -> Result<Number, Fault>>;

fn operations() -> Vec<(String, bool, Lift, Concrete)> {
    let mut all: Vec<(String, bool, Lift, Concrete)> = vec![
        ("plus".into(), false, Box::new(Interval::plus), Box::new(Number::checked_add)),
        ("minus".into(), false, Box::new(Interval::minus), Box::new(Number::checked_sub)),
        ("times".into(), false, Box::new(Interval::times), Box::new(Number::checked_mul)),
        ("over".into(), false, Box::new(|a, b| a.over(b, false)), Box::new(Number::checked_div)),
        (
            "over a whole".into(),
            true,
            Box::new(|a, b| a.over(b, true)),
            Box::new(Number::checked_div),
        ),
        (
            "lesser".into(),
            false,
            Box::new(|a, b| Lifted::sure(a.lesser(b))),
            Box::new(|a, b| Ok(a.min(b).clone())),
        ),
        (
            "greater".into(),
            false,
            Box::new(|a, b| Lifted::sure(a.greater(b))),
            Box::new(|a, b| Ok(a.max(b).clone())),
        ),
        (
            "negated".into(),
            false,
            Box::new(|a, _| Lifted::sure(a.negated())),
            Box::new(|a, _| Ok(a.negated())),
        ),
    ];
    for mode in Rounding::ALL {
        for places in [0, 1, 2] {
            all.push((
                format!("rounded {mode} {places}"),
                false,
                Box::new(move |a, _| a.rounded(places, mode)),
                Box::new(move |a, _| a.rounded(places, mode)),
            ));
        }
    }
    all
}

#[test]
fn every_operation_is_sound_monotone_and_exact() {
    let mut draw = Draw::new(1);
    let pool: Vec<Number> = POOL.iter().map(|text| number(text)).collect();
    let wholes: Vec<Number> = pool.iter().filter(|number| number.is_integer()).cloned().collect();
    for (name, whole, lift, concrete) in operations() {
        let second = if whole { &wholes } else { &pool };
        let (mut faults, mut values) = (0, 0);
        for _ in 0..1_500 {
            let (a, b) = (drawn(&mut draw, &pool), drawn(&mut draw, second));
            let wide = lift(&a, &b);
            assert!(wide.value.is_some() || wide.fault_possible(), "{name} gives something");
            for x in members(&a, &pool) {
                for y in members(&b, second) {
                    match concrete(&x, &y) {
                        Ok(result) => {
                            let held = wide.value.as_ref().is_some_and(|v| v.contains(&result));
                            assert!(held, "{name}: {a:?} {b:?} holds {x} {y}: {result}");
                            values += 1;
                        }
                        Err(_) => {
                            assert!(wide.fault_possible(), "{name}: {a:?} {b:?} at {x} {y}");
                            faults += 1;
                        }
                    }
                    let exact = lift(&Interval::single(x.clone()), &Interval::single(y.clone()));
                    assert_eq!(exact, Lifted::from(concrete(&x, &y)), "{name}: {x} {y}");
                }
            }
            let narrow_a = a.meet(&drawn(&mut draw, &pool));
            let narrow_b = b.meet(&drawn(&mut draw, second));
            if let (Some(narrow_a), Some(narrow_b)) = (narrow_a, narrow_b) {
                let narrow = lift(&narrow_a, &narrow_b);
                assert!(wide.fault_possible() || !narrow.fault_possible(), "{name}");
                if let Some(value) = &narrow.value {
                    let within = wide.value.as_ref().is_some_and(|wide| wide.includes(value));
                    assert!(within, "{name}: {narrow_a:?} {narrow_b:?} within {a:?} {b:?}");
                }
            }
        }
        assert!(values > 1_000, "{name}");
        assert_eq!(faults > 0, name.starts_with("over"), "{name}");
    }
}

#[test]
fn every_comparison_is_sound_and_exact_at_ends() {
    type Compare = fn(&Interval, &Interval) -> Verdict;
    type Ask = fn(&Number, &Number) -> bool;
    let comparisons: [(Compare, Ask); 3] = [
        (Interval::is_less_than, |a, b| a < b),
        (Interval::is_at_most, |a, b| a <= b),
        (Interval::is_equal_to, |a, b| a == b),
    ];
    let mut draw = Draw::new(2);
    let pool: Vec<Number> = POOL.iter().map(|text| number(text)).collect();
    for _ in 0..3_000 {
        let (a, b) = (drawn(&mut draw, &pool), drawn(&mut draw, &pool));
        for (compare, ask) in comparisons {
            let verdict = compare(&a, &b);
            let (mut yes, mut no) = (false, false);
            for x in members(&a, &pool) {
                for y in members(&b, &pool) {
                    if ask(&x, &y) { yes = true } else { no = true }
                }
            }
            assert!(!yes || verdict.may_yes, "{a:?} {b:?}");
            assert!(!no || verdict.may_no, "{a:?} {b:?}");
            let bounded = [a.lo(), a.hi(), b.lo(), b.hi()].iter().all(Option::is_some);
            if bounded {
                // The ends are members, and they decide.
                assert_eq!((verdict.may_yes, verdict.may_no), (yes, no), "{a:?} {b:?}");
            }
        }
    }
}
