//! `whereas eval` of many cases, one a line.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{folder, park, put, run_in};

/// What can be known of a dog, in one of many ways.
fn case(number: usize) -> Value {
    let mut facts = serde_json::Map::new();
    let mut state = |fact: &str, value: Value| facts.insert(fact.to_owned(), value);
    if !number.is_multiple_of(3) {
        state("leashed", json!(number % 3 == 1));
    }
    if !number.is_multiple_of(5) {
        state("dogs", json!(number % 5));
    }
    if number.is_multiple_of(2) {
        state("fee_paid", json!({ "between": [number % 7, 20] }));
    }
    json!({ "as_of": "2024-06-01", "facts": facts })
}

/// The outcome of a line is that of the same case in a file: as data and in words, with the hash of its case.
#[test]
fn a_line_is_answered_as_a_file_is() {
    let at = folder("many-as-one");
    put(&at, "park.policy", &park());
    // More than are decided in one round.
    let cases: Vec<Value> = (0..600).map(case).collect();
    let lines = cases.iter().fold(String::new(), |lines, case| lines + &format!("{case}\n"));
    put(&at, "cases.jsonl", &lines);
    let eval = ["eval", "park.policy", "cases.jsonl"];
    let as_data = run_in(&at, &[&eval[..], &["--output-format", "json"]].concat(), &[], "");
    assert_eq!((as_data.code, as_data.notes.as_str()), (Some(0), ""));
    let told: Vec<&str> = as_data.results.lines().collect();
    assert_eq!(told.len(), cases.len());
    let in_words = run_in(&at, &eval, &[], "").results;
    let mut wanted = String::new();
    // Thirty of them have every combination there is.
    for (place, line) in told.iter().enumerate() {
        if place >= 30 {
            assert_eq!(hash_of(line), hash_of(told[place % 210]), "line {}", place + 1);
            continue;
        }
        put(&at, "one.json", &cases[place].to_string());
        let alone =
            run_in(&at, &["eval", "park.policy", "one.json", "--output-format", "json"], &[], "");
        assert_eq!(
            serde_json::from_str::<Value>(line).expect("JSON"),
            serde_json::from_str::<Value>(&alone.results).expect("JSON"),
            "line {}",
            place + 1
        );
        let alone = run_in(&at, &["eval", "park.policy", "one.json"], &[], "").results;
        let _ = write!(wanted, "cases.jsonl, line {}\n\n{alone}\n", place + 1);
    }
    assert!(in_words.starts_with(&wanted));
    assert_eq!(in_words.matches("\ncases.jsonl, line ").count(), cases.len() - 1);
}

fn hash_of(line: &str) -> Value {
    let outcome: Value = serde_json::from_str(line).expect("JSON");
    outcome.pointer("/policies/0/case").cloned().unwrap_or_default()
}

/// A line at fault has no answer, says where and what, and keeps no other from being answered.
#[test]
fn the_other_lines_are_answered() {
    let at = folder("many-faulty");
    put(&at, "park.policy", &park());
    let lines = "{\"as_of\": \"2024-06-01\", \"facts\": {\"leashed\": false}}\n\
                 {\"as_of\": \"2024-06-01\", \"facts\": {\"leash\": true}}\n\
                 \n\
                 {\"as_of\": \"2024-06-01\",\n\
                 {\"as_of\": \"2024-06-01\", \"facts\": {\"leashed\": false}}";
    put(&at, "cases.jsonl", lines);
    let ran =
        run_in(&at, &["eval", "park.policy", "cases.jsonl", "--output-format", "json"], &[], "");
    assert_eq!(ran.code, Some(1));
    let told: Vec<Value> =
        ran.results.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(told.len(), 5);
    assert_eq!(told[0], told[4], "the same case has the same answer");
    assert_eq!(told[0]["policies"][0]["policy"]["name"], "dog_park");
    for (place, code, column) in [(1, "E0511", 35), (2, "E0503", 1), (3, "E0503", 24)] {
        let told = &told[place];
        assert_eq!(told.get("policies"), None);
        assert_eq!(told["line"], place + 1);
        assert_eq!(told["engine"]["name"], "whereas");
        let found = &told["diagnostics"][0];
        assert_eq!(found["code"], code, "{found}");
        assert_eq!(found["place"]["start"]["line"], place + 1);
        assert_eq!(found["place"]["start"]["column"], column, "{found}");
        assert_eq!(found["place"]["file"], "cases.jsonl");
    }
    assert_eq!(told[1]["diagnostics"][0]["pointer"], "/facts/leash");
    insta::assert_snapshot!(ran.notes);
    let words = run_in(&at, &["eval", "park.policy", "cases.jsonl"], &[], "");
    assert_eq!(words.code, Some(1));
    assert!(
        words.results.contains("\ncases.jsonl, line 3: no answer; the line is at fault\n"),
        "{}",
        words.results
    );
    assert_eq!(words.notes, ran.notes);
}

#[test]
fn standard_input_is_read_as_lines_where_that_is_asked_for() {
    let at = folder("many-piped");
    put(&at, "park.policy", &park());
    let lines = "{\"facts\": {}}\n{\"facts\": {\"leashed\": false}}\n";
    let asked = ["eval", "park.policy", "-", "--cases-format", "jsonl", "--as-of", "2024-06-01"];
    let ran = run_in(&at, &asked, &[], lines);
    assert_eq!((ran.code, ran.notes.as_str()), (Some(0), ""));
    assert!(ran.results.starts_with("standard input, line 1\n\n"), "{}", ran.results);
    // And as one case where that is, whatever it looks like.
    let ran = run_in(&at, &["eval", "park.policy", "-", "--cases-format", "toml"], &[], lines);
    assert_eq!(ran.code, Some(1));
    assert!(ran.notes.contains("no TOML"), "{}", ran.notes);
    // Nothing at all is no case, and has no answer.
    let ran = run_in(&at, &asked, &[], "");
    assert_eq!((ran.code, ran.results.as_str(), ran.notes.as_str()), (Some(0), "", ""));
}

#[test]
fn what_many_cases_cannot_be_asked_is_refused() {
    let at = folder("many-refused");
    put(&at, "park.policy", &park());
    put(&at, "cases.jsonl", "{\"as_of\": \"2024-06-01\"}\n");
    let refused = |arguments: &[&str], why: &str| {
        let ran = run_in(&at, arguments, &[], "");
        assert_eq!((ran.code, ran.results.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ran.notes.contains(why), "{}", ran.notes);
    };
    let eval = ["eval", "park.policy", "cases.jsonl"];
    refused(&[&eval[..], &["--exit-code-from", "admitted"]].concat(), "one case");
    refused(&[&eval[..], &["--decision", "admited"]].concat(), "did you mean `admitted`");
    refused(&["eval", "park.policy", "nowhere.jsonl"], "nowhere.jsonl");
    refused(&["duties", "park.policy", "cases.jsonl"], "holds many cases");
    refused(&["compare", "park.policy", "cases.jsonl"], "holds many cases");
}
