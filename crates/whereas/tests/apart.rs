//! Where readings or periods differ, each is told apart; what is not in force says from when; how values came about.

use serde_json::Value;
use whereas::{Asked, Files, Package};

const HEAD: &str = r#"policy p
  title "P"
  issued 2020-01-01
  month ends round down
  days count from the next day
"#;

const DECLARED: &str = r#"
source act "An act"
  fidelity restated

choice Letter
  a "first"
  b "second"
  c "third"
fact x : yes/no "x is so"
  not "x is not so"
fact y : yes/no "y is so"
  not "y is not so"
fact z : yes/no "z is so"
  not "z is not so"
fact gd : date "the day of the application"
"#;

fn package(head: &str, body: &str) -> Package {
    let text = format!("{HEAD}{head}{DECLARED}{body}");
    let files = Files::from([("p.policy".to_owned(), text)]);
    Package::load(&files).unwrap_or_else(|faults| unreachable!("{faults}"))
}

/// The answer to a case, as words and as data.
fn answer(package: &Package, facts: &str) -> (String, Value) {
    let case = format!(r#"{{"as_of": "2021-06-01", "facts": {{{facts}}}}}"#);
    let decided = package.decide_text("case.json", &case, None);
    let decided = decided.unwrap_or_else(|faults| unreachable!("{faults}"));
    let text = decided.text(Asked::default());
    let json = decided.outcome(Asked::default()).to_json();
    let words: Vec<&str> = text.split_whitespace().collect();
    (words.join(" "), serde_json::from_str(&json).unwrap_or_default())
}

#[track_caller]
fn tells(package: &Package, facts: &str, wanted: &[&str]) -> Value {
    let (text, mut json) = answer(package, facts);
    for wanted in wanted {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    let questions = json.pointer_mut("/policies/0/questions");
    questions.map(serde_json::Value::take).unwrap_or_default()
}

const CONTESTED: &str = r#"
decision d : Letter "the letter"
  otherwise c
clause 1 "One"
  cites act [1]
  policy in force from 2020-01-01
  open question q "what is meant?"
    either q1 "the one"
    or q2 "the other"
  d is a when x
clause 2 "Two"
  cites act [2]
  in force from 2021-01-01 when q is q1
  despite 1
  d is b when y
"#;

#[test]
fn each_reading_is_told_by_clause() {
    let told = tells(
        &package("", CONTESTED),
        r#""x": "yes", "y": "yes""#,
        &[
            "if “what is meant?” is read as “the one”: 2 prevails over 1 “One”, which would apply: x is so \
             by 2 “Two”, which gives “second”: y is so",
            "if “what is meant?” is read as “the other”: by 1 “One”, which gives “first”: x is so",
        ],
    );
    let standing: Vec<&Value> =
        told[0]["trace"].as_array().into_iter().flatten().map(|it| &it["standing"]).collect();
    assert_eq!(standing, ["open", "open"], "the trace of the whole is open where readings differ");
    let under = &told[0]["under"];
    assert_eq!(under[0]["when"][0]["readings"][0]["reading"]["name"], "q1");
    assert_eq!(under[0]["trace"][0]["standing"], "overridden");
    assert_eq!(under[1]["trace"][0]["standing"], "prevails");
    assert_eq!(under[1]["trace"][1], Value::Null, "clause 2 is not in force there");
}

#[test]
fn what_all_readings_agree_in_is_told_once() {
    let told = tells(&package("", CONTESTED), r#""x": "yes", "y": "no""#, &["by 1 “One”: x is so"]);
    // Clause 2 is in force in one of them only, and told there.
    assert_eq!(told[0]["status"], "decided");
    let same = CONTESTED.replace(" when q is q1", "");
    let told = tells(&package("", &same), r#""x": "yes", "y": "no""#, &["by 1 “One”: x is so"]);
    assert_eq!(told[0]["under"], serde_json::json!([]));
}

#[test]
fn readings_that_agree_in_the_rules_and_not_in_the_reasons_are_told_apart() {
    let body = CONTESTED.replace("d is a when x", "d is a when (q is q1 and x) or (q is q2 and y)");
    let body = body.replace("d is b when y", "d is b when z");
    let told = tells(
        &package("", &body),
        r#""x": "yes", "y": "yes", "z": "no""#,
        &[
            "if “what is meant?” is read as “the one”: by 1 “One”: the open question “What is meant?” is read as “the one”; x is so",
            "if “what is meant?” is read as “the other”: by 1 “One”: the open question “What is meant?” is read as “the other”; y is so",
        ],
    );
    assert_eq!(told[0]["status"], "decided");
}

const CAPPED: &str = r#"
fact price : money in USD "the price"
parameter cap : money in USD "the limit"
  is 200 USD from 2020-01-01
  is 300 USD from 2021-01-01
decision fee : money in USD "the fee"
clause 1 "One"
  cites act [1]
  policy in force from 2020-01-01
  ceiling "the most" means cap - 50 USD
  fee is the lesser of (price, ceiling)
    when ceiling exceeds 100 USD
"#;

#[test]
fn what_periods_differ_in_is_not_told_as_if_it_were_one() {
    let capped = package("  governed by gd\n", CAPPED);
    // One line, since the rules and the reasons agree; what differs is not put in.
    let told = tells(
        &capped,
        r#""price": "20 USD", "gd": {"between": ["2020-06-01", "2021-06-01"]}"#,
        &["the fee: 20 USD by 1 “One”: the most (1) is more than 100 USD"],
    );
    assert_eq!(told[0]["under"], serde_json::json!([]));
    tells(
        &capped,
        r#""price": "20 USD", "gd": "2020-06-01""#,
        &[
            "the most (1) (150 USD) is more than 100 USD it is the lesser of the price (20 USD) and the most (1) (150 USD)",
        ],
    );
}

const PERIODS: &str = r#"
decision d : Letter "the letter"
  otherwise c
clause 1 "One"
  cites act [1]
  policy in force from 2020-01-01
clause 2 "Two"
  cites act [2]
  in force from 2020-01-01 through 2020-12-31
  d is a when x
clause 3 "Three"
  cites act [3]
  in force from 2021-01-01
  d is a when y
"#;

#[test]
fn each_period_of_the_governing_day_is_told_by_clause() {
    let package = package("  governed by gd\n", PERIODS);
    let told = tells(
        &package,
        r#""x": "yes", "y": "yes", "gd": {"between": ["2020-12-01", "2021-02-01"]}"#,
        &[
            "the letter: “first” if the law is that of 1 December 2020 to 31 December 2020: by 2 “Two”: x is so",
            "if the law is that of 1 January 2021 to 1 February 2021: by 3 “Three”: y is so",
        ],
    );
    assert_eq!(told[0]["under"][1]["when"][0]["days"]["from"], "2021-01-01");
    // A day that is not known at all, where the policy itself is not in force at first.
    let told =
        tells(&package, r#""x": "yes", "y": "yes""#, &["no clause that decides it is in force"]);
    assert_eq!(told[0]["trace"].as_array().map(Vec::len), Some(2));
}

#[test]
fn what_is_not_in_force_names_its_clauses_and_days() {
    let body = PERIODS
        .replace("through 2020-12-31", "through 2020-06-30")
        .replace("2021-01-01", "2022-01-01");
    let told = tells(
        &package("", &body),
        r#""x": "yes""#,
        &["the letter: not in force on that day 2 “Two”: no longer in force (since 1 July 2020) \
             3 “Three”: not yet in force (from 1 January 2022)"],
    );
    assert_eq!(told[0]["not_in_force"][1]["clause"], "3");
    assert_eq!(told[0]["not_in_force"][1]["force"][0]["day"], "2022-01-01");
    tells(
        &package("  governed by gd\n", &body),
        r#""x": "yes", "gd": "2021-01-15""#,
        &["2 “Two”, by the law of 15 January 2021: no longer in force (since 1 July 2020)"],
    );
}

const WORKED: &str = r#"
record Stay
  grave : yes/no "it is grave"
    not "it is not grave"
  length : days "its length"
fact price : money in USD "the price"
fact cost : money in USD "the cost"
  presumed 0 USD
fact n : integer "the number of years"
fact stays : list of Stay "the stays"
fact began : date "the first day"
parameter cap : money in USD "the limit"
  is 250000 USD from 2020-01-01
  is 300000 USD from 2022-01-01
decision exclusion : money in USD "the exclusion"
  otherwise fallback
decision share : money in USD "the share"
decision rate : number "the rate"
decision ends : date "the last day"
decision long : yes/no "there was a long stay"
  otherwise no
decision two : yes/no "two are so"
  otherwise no
decision total : days "all days"
clause 1 "One"
  cites act [1]
  policy in force from 2020-01-01
  gain "the gain" means price - cost
  fallback means (price / n) rounded to 2 places half up
  exclusion is the lesser of (gain, cap)
    when x
clause 2 "Two"
  cites act [2]
  despite 1
  exclusion is (half of (exclusion under 1)) rounded to 2 places half up
    when n exceeds 3
clause 3 "Three"
  cites act [3]
  share is if y then (half of price) rounded to 2 places half up else 30 USD
  rate is 10 / n
  ends is began + 10 days
  long is yes when any (s in stays where s.grave and s.length exceeds 100 days)
  two is yes when at least 2 of (x, y, z)
  total is sum of (s.length for s in stays where s.grave)
"#;

const STATED: &str = r#""price": "500000 USD", "x": "yes", "y": "no", "began": "9999-12-30", "stays": [{"grave": "yes", "length": "200 days"}, {"grave": "no", "length": "300 days"}, {"grave": "yes", "length": "30 days"}]"#;

#[test]
fn how_a_value_came_about_is_told_with_the_values_put_in() {
    let told = tells(
        &package("", WORKED),
        &format!(r#"{STATED}, "n": 2"#),
        &[
            "it is the lesser of the gain (1) (500,000 USD) and the limit (250,000 USD) the gain (1): the price \
             (500,000 USD) less the cost (presumed: 0 USD)",
            "because y is not so",
            "it is 10 divided by the number of years (2)",
            "(230 days: number 1 (200 days) and number 3 (30 days))",
            "(number 1: it is grave; its length (200 days) is more than 100 days)",
            "whether at least 2 of these hold is open: x is so; y is not so; it is not known whether z is so",
        ],
    );
    assert_eq!(told[0]["trace"][0]["presumes"], serde_json::json!(["cost"]));
    assert_eq!(told[0]["trace"][1]["worked_out"], serde_json::json!([]), "it does not prevail");
    tells(
        &package("", WORKED),
        &format!(r#"{STATED}, "n": 4"#),
        &[
            "it is (half of what 1 gives for the exclusion (250,000 USD)) rounded half up to 2 places",
        ],
    );
}

#[test]
fn a_fault_names_the_step_that_has_no_result() {
    let package = package("", WORKED);
    let told = tells(
        &package,
        &format!(r#"{STATED}, "n": 0"#),
        &[
            "no result: 10 divided by the number of years (0) is a division by zero",
            "no result: there is no such day as the first day (30 December 9999) plus 10 days",
        ],
    );
    let rate = &told[2]["trace"][0]["at_fault"];
    assert_eq!(rate["why"], "division_by_zero");
    assert_eq!(rate["step"], "10 divided by the number of years (0)");
    let no = STATED.replace(r#""x": "yes""#, r#""x": "no""#);
    let told = tells(
        &package,
        &format!(r#"{no}, "n": 0"#),
        &[
            "no result: the price (500,000 USD) divided by the number of years (0) is a division by zero",
        ],
    );
    assert_eq!(told[0]["otherwise"]["at_fault"]["why"], "division_by_zero");
}
