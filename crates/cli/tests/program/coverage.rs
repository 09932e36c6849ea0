//! `whereas coverage`.

use super::{folder, park, put, run, run_in, without_hashes};

#[test]
fn every_clause_of_the_memorandum_is_shown_both_ways_or_says_why_not() {
    let ran = run(&["coverage", "policies/dhs", "--policy", "dhs_2021", "--strict"]);
    assert_eq!((ran.code, ran.notes.as_str()), (Some(0), ""), "{}", ran.results);
    assert!(!ran.results.contains("NO EXAMPLE"), "{}", ran.results);
    let ran = run(&["coverage", "policies/dhs", "--policy", "dhs_2021", "--output-format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&ran.results).expect("JSON");
    let clauses = all["policies"][0]["clauses"].as_array().expect("clauses");
    assert!(clauses.len() >= 76, "{} clauses", clauses.len());
    for clause in clauses {
        let shown = |what: &str| !clause[what].as_array().expect("a list").is_empty();
        match clause["kind"].as_str().expect("a kind") {
            "operative" => assert!(shown("bites") && shown("does_not"), "{clause}"),
            "commentary" => {
                assert!(clause["reason"].as_str().is_some_and(|it| it.len() > 20), "{clause}")
            }
            other => assert_eq!(other, "indirect"),
        }
    }
}

#[test]
fn a_clause_that_no_example_shows_is_told() {
    let at = folder("coverage");
    // The park has no examples at all: clause 2 has rules, a judgement and a factor, and nothing shows them.
    put(&at, "park.policy", &park());
    let ran = run_in(&at, &["coverage", "."], &[], "");
    assert_eq!(ran.code, Some(0), "{}", ran.notes);
    insta::assert_snapshot!(without_hashes(&ran.results));
    assert_eq!(run_in(&at, &["coverage", ".", "--strict"], &[], "").code, Some(1));
    // With an example each way, it is shown.
    let examples = "\n\n  example \"on a leash\"\n    as of 2024-06-01\n    given leashed is yes, fee_paid is 15 EUR, dogs is 1\n    \
                    expect admitted is yes because 2\n  example \"four dogs\"\n    as of 2024-06-01\n    given dogs is 4\n    \
                    expect admitted is no\n  example \"the day before\"\n    as of 2023-12-31\n    expect admitted is not in force\n";
    put(&at, "park.policy", &(park().trim_end().to_owned() + examples));
    let ran = run_in(&at, &["coverage", "."], &[], "");
    assert!(
        ran.results.contains("bites: 4 “on a leash”; does not: 4 “four dogs”"),
        "{}{}",
        ran.results,
        ran.notes
    );
}

#[test]
fn a_policy_that_is_not_there_is_refused() {
    let ran = run(&["coverage", "policies/dhs", "--policy", "other"]);
    assert_eq!((ran.code, ran.results.as_str()), (Some(2), ""));
}
