//! `whereas compare`.

use serde_json::Value;

use super::run;

/// One person, entered on three days or in two ways, under every memorandum: the answers on a line each.
#[test]
fn one_person_under_every_memorandum() {
    let mut shown = String::new();
    for case in ["1-november-lawfully", "1-november", "2-november"] {
        let case = format!("policies/dhs/cases/one-person-entered-{case}.yaml");
        let ran = run(&["compare", "policies/dhs", &case]);
        assert_eq!((ran.code, ran.notes.as_str()), (Some(0), ""));
        // The answers on a line each stand before the first policy is told whole.
        let summary = ran.results.split("\nas of ").next().unwrap_or_default();
        let summary = summary.rsplit_once("\n\n").expect("the title of a policy").0;
        shown.push_str(&format!("── {case}\n{summary}\n\n"));
    }
    insta::assert_snapshot!(shown);
}

/// Each policy answers as it would alone, as of the day that is told, and loses nothing an outcome has to carry.
#[test]
fn each_policy_answers_as_it_would_alone() {
    let case = "policies/dhs/cases/one-person-entered-1-november.yaml";
    let ran = run(&["compare", "policies/dhs", case, "--output-format", "json"]);
    let all: Value = serde_json::from_str(&ran.results).expect("JSON");
    assert_eq!(all["schema_version"], 1);
    let policies = all["policies"].as_array().expect("policies");
    assert_eq!(policies.len(), 6, "the case review decides nothing");
    for compared in policies {
        let name = compared["outcome"]["policy"]["name"].as_str().expect("a name");
        let day = compared["as_of"].as_str().expect("a day");
        let alone = run(&[
            "eval",
            "policies/dhs",
            case,
            "--policy",
            name,
            "--as-of",
            day,
            "--output-format",
            "json",
        ]);
        let mut alone: Value = serde_json::from_str(&alone.results).expect("JSON");
        // Beside others it also says which of them controls.
        alone["policies"][0]["controlled_by"] = compared["outcome"]["controlled_by"].clone();
        assert_eq!(compared["outcome"], alone["policies"][0], "{name}");
        let open = compared["outcome"]["force"][0]["status"] == "in_force";
        assert!(open, "{name} is not in force on {day}");
    }
    let days: Vec<&str> = policies.iter().filter_map(|it| it["as_of"].as_str()).collect();
    assert!(days.is_sorted(), "{days:?}");
    let why = |name: &str| {
        let found = policies.iter().find(|it| it["outcome"]["policy"]["name"] == name);
        found.map(|it| it["chosen"].clone()).unwrap_or_default()
    };
    assert_eq!(why("johnson_2014"), "last_day_in_force");
    assert_eq!(why("dhs_2021"), "day_of_case");
    assert_eq!(why("doyle_2022"), "first_day_in_force");
}

#[test]
fn a_case_of_nothing_known_is_refused() {
    let ran = run(&["compare", "policies/dhs", "policies/gallery/cases/answer-conflict.yaml"]);
    assert_eq!((ran.code, ran.results.as_str()), (Some(1), ""));
    assert!(ran.notes.contains("E0511"), "{}", ran.notes);
}
