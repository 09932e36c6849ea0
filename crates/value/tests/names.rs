//! Currencies by their codes, and sets of texts.

use ecow::EcoString;
use whereas_value::{Currency, TextSet, Verdict};

#[test]
fn a_currency_has_the_places_of_its_smallest_unit() {
    for (code, places) in [
        ("USD", 2),
        ("EUR", 2),
        ("GBP", 2),
        ("JPY", 0),
        ("KWD", 3),
        ("CLF", 4),
        ("ZWG", 2),
        ("AED", 2),
    ] {
        let currency = Currency::of(code).unwrap();
        assert_eq!((currency.code(), currency.places()), (code, places));
        assert_eq!(currency.to_string().parse(), Ok(currency));
    }
    for unknown in ["usd", "US", "USDX", "", " ", "EUR ", "XYZ", "USD EUR"] {
        assert_eq!(Currency::of(unknown), None, "{unknown}");
    }
    assert_eq!(serde_json::to_string(&Currency::of("EUR").unwrap()).unwrap(), "\"EUR\"");
    assert!(serde_json::from_str::<Currency>("\"EURO\"").is_err());
}

#[test]
fn the_table_of_currencies_is_in_order_and_says_nothing_twice() {
    let codes = Currency::codes();
    assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
    for code in codes {
        assert!(code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()), "{code:?}");
        assert!(Currency::of(code).is_some(), "{code}");
    }
}

/// `any`, `a`, `a,b`, `none`
fn texts(text: &str) -> TextSet {
    match text {
        "any" => TextSet::Any,
        "none" => TextSet::one_of([]),
        _ => TextSet::one_of(text.split(',').map(EcoString::from)),
    }
}

#[test]
fn sets_of_texts_worked_out_by_hand() {
    // a | b | is | both | either
    let table = "
        a    | a    | yes    | a    | a
        a    | b    | no     | none | a,b
        a,b  | b,c  | either | b    | a,b,c
        a,b  | a,b  | either | a,b  | a,b
        any  | a    | either | a    | any
        any  | any  | either | any  | any
        none | a    | neither | none | a
        none | any  | neither | none | any
    ";
    for line in table.lines().filter(|line| line.contains('|')) {
        let row: Vec<&str> = line.split('|').map(str::trim).collect();
        let (a, b) = (texts(row[0]), texts(row[1]));
        let said = match a.is_equal_to(&b) {
            Verdict { may_yes: true, may_no: false } => "yes",
            Verdict { may_yes: false, may_no: true } => "no",
            Verdict { may_yes: true, may_no: true } => "either",
            Verdict { may_yes: false, may_no: false } => "neither",
        };
        assert_eq!(said, row[2], "{line}");
        assert_eq!(b.is_equal_to(&a), a.is_equal_to(&b), "{line}");
        assert_eq!((a.meet(&b), b.meet(&a)), (texts(row[3]), texts(row[3])), "{line}");
        assert_eq!((a.union(&b), b.union(&a)), (texts(row[4]), texts(row[4])), "{line}");
    }
    assert!(texts("a").is_single() && !texts("a,b").is_single() && !TextSet::Any.is_single());
    assert!(texts("none").is_empty() && !texts("none").is_single());
    assert!(TextSet::Any.contains("x") && texts("a,b").contains("b") && !texts("a").contains("b"));
}
