//! `policies/dhs/timeline.md`: every cell of its table is held against what `whereas force` prints as data, and no day
//! next to a change is left out.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what a test cannot do without, it may fail on"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use whereas_value::Date;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn cells(line: &str) -> Vec<&str> {
    line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect()
}

/// The stretches of a policy, or of one of its clauses.
fn stretches<'a>(force: &'a Value, column: &str) -> &'a Vec<Value> {
    let policies = force["policies"].as_array().unwrap();
    let own = policies.iter().find(|it| it["policy"]["name"] == column);
    let of_clause = || {
        let mut clauses = policies.iter().flat_map(|it| it["clauses"].as_array().unwrap());
        clauses.find(|it| it["clause"] == column).unwrap()
    };
    own.unwrap_or_else(of_clause)["days"].as_array().unwrap()
}

/// What a stretch comes to, in the words of the page.
fn words(stretch: &Value) -> String {
    let mut all: Vec<&str> = Vec::new();
    for force in stretch["force"].as_array().unwrap() {
        let word = match force["status"].as_str().unwrap() {
            "not_yet" => "not yet",
            "in_force" => "in force",
            "ended" => "no longer",
            other => other,
        };
        if !all.contains(&word) {
            all.push(word);
        }
    }
    all.join(" or ")
}

#[test]
fn the_days_around_each_change_are_as_force_says() {
    let ran = Command::new(env!("CARGO_BIN_EXE_whereas"))
        .args(["force", "policies/dhs", "--output-format", "json"])
        .current_dir(root())
        .output()
        .unwrap();
    let force: Value = serde_json::from_slice(&ran.stdout).unwrap();
    let page = std::fs::read_to_string(root().join("policies/dhs/timeline.md")).unwrap();
    let mut rows = page.lines().filter(|line| line.starts_with('|'));
    let columns = cells(rows.next().unwrap());
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    for column in columns.iter().skip(1) {
        for from in stretches(&force, column).iter().filter_map(|it| it["from"].as_str()) {
            let day: Date = from.parse().unwrap();
            wanted.extend([-1, 0, 1].map(|by| day.plus_days(by).unwrap().to_string()));
        }
    }
    let mut told = BTreeSet::new();
    for row in rows.skip(1) {
        let row = cells(row);
        let day = *row.first().unwrap();
        told.insert(day.to_owned());
        for (column, cell) in columns.iter().zip(&row).skip(1) {
            let by = |end: &Value, holds: fn(&str, &str) -> bool| {
                end.as_str().is_none_or(|end| holds(end, day))
            };
            let stretches = stretches(&force, column).iter();
            let mut on = stretches
                .filter(|it| by(&it["from"], |a, b| a <= b) && by(&it["to"], |a, b| a >= b));
            assert_eq!(words(on.next().unwrap()), *cell, "{column} on {day}");
        }
    }
    assert_eq!(told, wanted);
    let policies = force["policies"].as_array().unwrap();
    for policy in policies {
        let name = policy["policy"]["name"].as_str().unwrap();
        assert!(columns.contains(&name), "{name} has no column");
    }
}
