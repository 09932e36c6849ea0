//! What the reasons of an answer say, and what they must not say.

use whereas::{Asked, Files, Package};

/// A policy with these declarations and clauses.
fn package(body: &str) -> Package {
    let head = r#"policy p
  title "P"
  issued 2020-01-01
  month ends round down
  days count from the next day

source act "An act"
  fidelity restated

actor officer "the officer"
actor clerk "the clerk"
ground file "the file"
choice Letter
  a "first"
  b "second"
  c "third"
"#;
    let files = Files::from([("p.policy".to_owned(), format!("{head}{body}"))]);
    Package::load(&files).unwrap_or_else(|faults| unreachable!("{faults}"))
}

/// The answer to a case, as words and as data.
fn answer(package: &Package, facts: &str) -> (String, serde_json::Value) {
    let case = format!(r#"{{"as_of": "2024-06-01", "facts": {{{facts}}}}}"#);
    let decided = package.decide_text("case.json", &case, None);
    let decided = decided.unwrap_or_else(|faults| unreachable!("{faults}"));
    let text = decided.text(Asked::default());
    let json = decided.outcome(Asked::default()).to_json();
    let words: Vec<&str> = text.split_whitespace().collect();
    (words.join(" "), serde_json::from_str(&json).unwrap_or_default())
}

const LABELS: &str = r#"
fact a1 : integer "the income"
fact b1 : integer "the income of the partner"
decision d : Letter "the outcome"
  otherwise c

clause 1 "Comparing"
  cites act [1]
  policy in force from 2020-01-01
  d is a when b1 exceeds a1
"#;

#[test]
fn a_value_stands_behind_the_label_of_its_own_fact() {
    let (text, json) = answer(&package(LABELS), r#""a1": 5, "b1": 9"#);
    let told = "the income of the partner (9) is more than the income (5)";
    assert!(text.contains(told), "{text}");
    let line = &json["policies"][0]["questions"][0]["trace"][0];
    assert_eq!(line["because"][0], told);
}

const PRESUMED: &str = r#"
fact px : yes/no "the presumed thing holds"
  not "the presumed thing does not hold"
  presumed yes
fact x : yes/no "x holds"
  not "x does not hold"
decision d : Letter "the outcome"

clause 1 "Presumed"
  cites act [1]
  policy in force from 2020-01-01
  d is a when px

clause 2 "Stated"
  cites act [2]
  d is b when x
"#;

#[test]
fn what_is_presumed_is_told_as_presumed_whatever_the_answer() {
    let (text, json) = answer(&package(PRESUMED), r#""x": true"#);
    let told = "the presumed thing holds (presumed)";
    assert!(text.contains("in conflict") && text.contains(told), "{text}");
    let line = &json["policies"][0]["questions"][0]["trace"][0];
    assert_eq!(line["because"][0], told);
    assert_eq!(line["presumes"][0], "px");
}

const BURDEN: &str = r#"
decision d : yes/no "the fee is waived"
  otherwise no

clause 1 "Waiving"
  cites act [1]
  policy in force from 2020-01-01
  judgement good_cause : yes/no "there was good cause"
    not "there was no good cause"
    made by officer
    burden on clerk
  d is yes when good_cause
"#;

#[test]
fn what_nobody_has_shown_is_not_told_as_found() {
    let (text, json) = answer(&package(BURDEN), "");
    assert!(!text.contains("there was no good cause"), "{text}");
    assert!(text.contains("it is not shown that there was good cause"), "{text}");
    assert!(text.contains("whether there was good cause: for the officer to judge"), "{text}");
    assert!(text.contains("a sound finding may change the answer"), "{text}");
    let question = &json["policies"][0]["questions"][0];
    assert_eq!(question["trace"][0]["not_shown"][0], "good_cause");
    assert_eq!(question["counts_as_not_shown"][0]["name"], "good_cause");
}

const SWITCHED: &str = r#"
fact x : yes/no "x holds"
fact y : yes/no "y holds"
  not "y does not hold"
decision d : Letter "the outcome"
  otherwise c

clause 1 "Giving"
  cites act [1]
  policy in force from 2020-01-01
  d is a when x

clause 2 "Giving too"
  cites act [2]
  d is b when not x

clause 3 "Taking away"
  cites act [3]
  clause 1 does not apply when y
  clause 2 does not apply when y
"#;

#[test]
fn what_switches_a_clause_off_is_told_with_its_condition() {
    let package = package(SWITCHED);
    let (text, json) = answer(&package, r#""x": true, "y": true"#);
    assert!(text.contains("3 “Taking away” switches off 1"), "{text}");
    assert!(text.contains("y holds"), "{text}");
    assert_eq!(text.matches("switches off").count(), 1, "{text}");
    let line = &json["policies"][0]["questions"][0]["trace"][0];
    assert_eq!(line["switches"][0]["because"][0], "y holds");
    let (text, _) = answer(&package, r#""x": true"#);
    assert!(text.contains("3 “Taking away” may switch off 1"), "{text}");
}

const WHICHEVER: &str = r#"
fact x : yes/no "x holds"
  not "x does not hold"
fact y : yes/no "y holds"
  not "y does not hold"
decision d : Letter "the outcome"

clause 1 "One"
  cites act [1]
  policy in force from 2020-01-01
  d is a when x and y

clause 2 "Two"
  cites act [2]
  d is a when x and not y
"#;

#[test]
fn every_answer_names_the_clauses_it_turns_on() {
    let package = package(WHICHEVER);
    let (text, _) = answer(&package, r#""x": true"#);
    assert!(text.contains("whichever of these clauses apply, it is “first”"), "{text}");
    assert!(text.contains("1 “One” may apply") && text.contains("2 “Two” may apply"), "{text}");
    let (text, _) = answer(&package, r#""x": false"#);
    assert!(text.contains("undetermined"), "{text}");
    assert!(text.contains("1 “One” does not apply: x does not hold"), "{text}");
}

const TOTAL: &str = r#"
unit km "kilometres"
fact way : number in km "the way"
fact wait : minutes "the wait"
fact late : yes/no "it is late" not "it is not late"
decision fare : total money in USD "the fare"

clause 1 "By the way"
  cites act [1]
  policy in force from 2020-01-01
  fare adds 10 USD when way exceeds 1_500 km

clause 2 "By the wait"
  cites act [2]
  fare adds 2.50 USD when wait is at least 110 minutes
  fare adds 1 USD when late
"#;

#[test]
fn every_rule_that_adds_to_a_total_is_told_with_its_amount() {
    let facts = r#""way": "1500.5 km", "wait": {"at_least": "2 hours"}"#;
    let (text, json) = answer(&package(TOTAL), facts);
    assert!(text.contains("the fare: not known (between 12.5 USD and 13.5 USD)"), "{text}");
    for told in [
        "1 “By the way” adds 10 USD: the way (1,500.5 kilometres) is more than 1,500 kilometres",
        "2 “By the wait” adds 2.5 USD: the wait (at least 2 hours) is at least 1 hour 50 minutes",
        "2 “By the wait” may apply, and would add 1 USD: it is not known whether it is late",
    ] {
        assert!(text.contains(told), "{text}");
    }
    let trace = &json["policies"][0]["questions"][0]["trace"];
    assert_eq!((&trace[0]["adds"], &trace[0]["gives"]), (&"10 USD".into(), &().into()));
    let (text, _) = answer(&package(TOTAL), r#""way": 3, "wait": "1 minute", "late": false"#);
    assert!(text.contains("no clause adds anything to it; where none does, it is 0 USD"), "{text}");
}
