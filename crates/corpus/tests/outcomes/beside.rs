//! What stands beside the decisions, in words and as data: one policy in which duties arise, stand and end in every way.

use serde_json::Value;
use whereas::{Asked, Decided, Files, Package};

/// Each case of `beside/cases.json`, decided in a language: its name and what was decided. Gives how many there were.
pub(super) fn each(language: &str, mut of: impl FnMut(&str, &Decided<'_>)) -> usize {
    let policy = include_str!("beside/loans.policy");
    let files = Files::from([("loans.policy".to_owned(), policy.to_owned())]);
    let mut package = Package::load(&files).unwrap_or_else(|faults| panic!("{faults}"));
    assert!(package.tell_in(language));
    let cases: Value = serde_json::from_str(include_str!("beside/cases.json")).expect("JSON");
    let cases = cases.as_object().expect("cases");
    for (name, case) in cases {
        let decided = package.decide_text("case.json", &case.to_string(), None);
        of(name, &decided.unwrap_or_else(|faults| panic!("{name}: {faults}")));
    }
    cases.len()
}

#[test]
fn duties_and_guarantees_say_why_in_english_and_in_spanish() {
    for language in ["en", "es"] {
        let mut out = String::new();
        each(language, |name, decided| {
            out.push_str(&format!("== {name}\n\n{}\n", decided.duties_text()));
        });
        // The hashes change with every change of the form of plans.
        let mut stands_on = false;
        let lines = out.lines().filter(|it| {
            let start = it.starts_with("Stands on:") || it.starts_with("Se apoya en:");
            stands_on = !it.is_empty() && (stands_on || start);
            !stands_on
        });
        let lines: Vec<&str> = lines.collect();
        insta::assert_snapshot!(format!("duties_{language}"), lines.join("\n"));
    }
}

#[test]
fn duties_say_as_data_what_they_say_in_words() {
    let cases = each("en", |name, decided| {
        let json = decided.outcome(Asked::default()).to_json();
        let json: Value = serde_json::from_str(&json).expect("JSON");
        let policy = &json["policies"][0];
        let of = |duty: &str| {
            let duties = policy["duties"].as_array().expect("duties");
            duties.iter().find(|it| it["duty"]["name"] == duty).expect("the duty").clone()
        };
        match name {
            "breached" => {
                let duty = of("return_it");
                assert_eq!(duty["states"][0], "breached");
                assert_eq!(duty["because"][0], "the reader is a member (presumed)");
                assert_eq!(duty["presumes"][0], "member");
                assert_eq!(duty["rests_on"][0]["name"], "member");
                assert_eq!(duty["arose_from"]["by"]["name"], "reader");
                assert_eq!(duty["not_recorded"]["name"], "returned");
                assert_eq!(duty["discharge"]["holds"], "no");
                assert_eq!(duty["excuse"]["because"][0], "the reader was not ill");
                let second = of("remind");
                assert_eq!(second["upon_breach_of"][0]["name"], "return_it");
                assert_eq!(second["rests_on"][0]["name"], "member");
                let forbidden = of("keep_it");
                assert_eq!(forbidden["happened"][0]["kind"]["name"], "passed");
                assert_eq!(forbidden["rests_on"][0]["kind"], "burden");
                assert_eq!(forbidden["counts_as_not_shown"][0]["name"], "careless");
                let broken = &policy["broken_guarantees"][0];
                assert_eq!(broken["clause"], "1");
                assert_eq!(broken["reads"][0]["words"], "the reader is bound: yes, by 1");
                assert_eq!(broken["rests_on"].as_array().map(Vec::len), Some(2));
                assert_eq!(policy["notices"][0]["force"], "not_in_force");
                assert_eq!(policy["notices"][1]["force"], "open");
                assert_eq!(policy["scope_rests_on"][0]["name"], "borrower");
            }
            "excused" => {
                let pay = of("pay");
                assert_eq!(pay["states"][0], "breached");
                assert_eq!(pay["reads"][0], "bound");
                assert_eq!(pay["rests_on"][1]["name"], "fee_day");
                assert_eq!(of("return_it")["excuse"]["holds"], "yes");
                let because = of("keep_it")["excuse"]["because"][0].to_string();
                assert!(because.contains("found by the librarian on 2 June 2021"), "{because}");
            }
            "late-and-excused" => {
                let duty = of("return_it");
                assert_eq!(duty["happened"].as_array().map(Vec::len), Some(2));
                assert_eq!(duty["excuse"]["holds"], "yes");
                assert_eq!(of("pay")["discharge"]["holds"], "yes");
            }
            "nothing-happened" => {
                assert_eq!(of("return_it")["arises_on"]["name"], "lent");
                assert_eq!(of("return_it")["arose_from"], Value::Null);
                let because = of("pay")["because"].clone();
                let wanted = ["the reader is not bound", "the number of items (0) is less than 1"];
                assert_eq!(because, serde_json::json!(wanted));
            }
            // Where it is not said what the reader may be shown to be, a finding may change what is open.
            "perhaps-others" => {
                assert_eq!(of("keep_it")["counts_as_not_shown"][0]["name"], "careless");
            }
            "in-time" => {
                let again = policy["duties"].as_array().expect("duties").iter().filter(|it| {
                    it["duty"]["name"] == "count_again" && !it["opened_again"].is_null()
                });
                assert_eq!(again.count(), 1);
            }
            // A guarantee speaks of cases in scope and in force.
            "out-of-scope" | "not-in-force" => {
                assert_eq!(policy["broken_guarantees"], serde_json::json!([]), "{name}");
            }
            _ => {}
        }
    });
    assert!(cases > 9);
}
