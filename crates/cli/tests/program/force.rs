//! `whereas force`.

use super::run;

#[test]
fn the_days_of_the_memoranda_are_told_in_stretches() {
    let ran = run(&["force", "policies/dhs", "--from", "2021-01-15", "--to", "2025-02-01"]);
    assert_eq!((ran.code, ran.notes.as_str()), (Some(0), ""));
    let lines: Vec<&str> =
        ran.results.lines().filter(|line| !line.starts_with("Stands on")).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn as_json_each_stretch_has_its_days_and_its_force() {
    let ran = run(&["force", "policies/dhs", "--policy", "dhs_2021", "--output-format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&ran.results).expect("JSON");
    assert_eq!(all["schema_version"], 1);
    let days = all["policies"][0]["days"].as_array().expect("stretches");
    assert!(days[0]["from"].is_null(), "from ever");
    assert!(days[days.len() - 1]["to"].is_null(), "for ever");
    for pair in days.windows(2) {
        let day = |value: &serde_json::Value| {
            whereas_value::Date::parse(value.as_str().expect("a day")).expect("a day")
        };
        let next = day(&pair[0]["to"]).plus_days(1).expect("a day");
        assert_eq!(next, day(&pair[1]["from"]), "no day is left out");
    }
    let contested: Vec<_> = days.iter().filter(|it| it["contested"] == true).collect();
    assert_eq!(contested.len(), 1);
    assert_eq!(contested[0]["from"], "2022-06-24");
    assert_eq!(contested[0]["to"], "2022-06-24");
    assert_eq!(contested[0]["force"].as_array().map(Vec::len), Some(2));
    assert_eq!(contested[0]["force"][0]["status"], "suspended");
}

/// What is told of a day is what an answer as of that day says.
#[test]
fn an_answer_of_each_day_at_an_edge_agrees() {
    let ran = run(&["force", "policies/dhs", "--policy", "dhs_2021", "--output-format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&ran.results).expect("JSON");
    let mut tried = 0;
    for stretch in all["policies"][0]["days"].as_array().expect("stretches") {
        for day in [&stretch["from"], &stretch["to"]].into_iter().filter_map(|it| it.as_str()) {
            let case = "policies/dhs/cases/entered-1-november.yaml";
            let answer = run(&[
                "eval",
                "policies/dhs",
                case,
                "--policy",
                "dhs_2021",
                "--as-of",
                day,
                "--output-format",
                "json",
            ]);
            let answer: serde_json::Value = serde_json::from_str(&answer.results).expect("JSON");
            let force = &answer["policies"][0]["force"];
            let statuses = |all: &serde_json::Value| -> Vec<String> {
                let all = all.as_array().expect("a list");
                let mut all: Vec<String> = all
                    .iter()
                    .map(|it| it["status"].as_str().expect("a status").to_owned())
                    .collect();
                all.dedup();
                all
            };
            assert_eq!(statuses(force), statuses(&stretch["force"]), "{day}");
            tried += 1;
        }
    }
    assert!(tried >= 10, "{tried} days");
}

#[test]
fn days_in_the_wrong_order_are_refused() {
    let ran = run(&["force", "policies/gallery", "--from", "2024-02-02", "--to", "2024-02-01"]);
    assert_eq!((ran.code, ran.results.as_str()), (Some(2), ""));
    let one = run(&["force", "policies/gallery", "--from", "2025-03-31", "--to", "2025-03-31"]);
    assert!(
        one.results.contains("  on 31 March 2025: suspended: the library was flooded"),
        "{}",
        one.results
    );
}
