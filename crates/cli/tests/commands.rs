//! Commands in; exit codes, results and notes out.

#![expect(clippy::expect_used, reason = "what a test cannot do without, it may fail on")]

use std::io::Write as _;
use std::process::{Command, Stdio};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Runs the program at the root of the project, with something on standard input.
fn run_with(input: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_whereas"))
        .args(arguments)
        .current_dir(ROOT)
        .env_remove("NO_COLOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // Who does not read its input may have closed it.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    run_with("", arguments)
}

/// What a person sees who runs it, hashes left out: they change with every word of a policy.
fn shown(arguments: &[&str]) -> String {
    let (code, results, notes) = run(arguments);
    let code = code.map_or_else(|| "killed".to_owned(), |code| code.to_string());
    let lines = |title: &str, text: &str| {
        if text.is_empty() { String::new() } else { format!("{title}:\n{text}") }
    };
    let all = format!(
        "$ whereas {}\nexit {code}\n{}{}",
        arguments.join(" "),
        lines("stdout", &results),
        lines("stderr", &notes)
    );
    without_hashes(&all)
}

fn without_hashes(text: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    let flush = |word: &mut String, out: &mut String| {
        let hex = word.len() >= 12 && word.chars().all(|c| c.is_ascii_hexdigit());
        out.push_str(if hex { "HASH" } else { word });
        word.clear();
    };
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            word.push(c);
        } else {
            flush(&mut word, &mut out);
            out.push(c);
        }
    }
    flush(&mut word, &mut out);
    out
}

const PARK: &str = "docs/diagnostics/park.policy";

#[test]
fn a_command_that_cannot_run_says_why_and_ends_with_2() {
    let all = [
        vec!["nonsense"],
        vec!["check", "nowhere"],
        vec!["eval", "policies/dhs", "nowhere.yaml"],
        vec!["eval", "policies/dhs", "policies/dhs/cases/status-decided.yaml", "--policy", "other"],
        vec![
            "eval",
            "policies/dhs",
            "policies/dhs/cases/status-decided.yaml",
            "--decision",
            "other",
        ],
        vec![
            "eval",
            "policies/dhs",
            "policies/dhs/cases/status-decided.yaml",
            "--as-of",
            "2021-02-30",
        ],
        vec!["eval", "policies", "policies/dhs/cases/status-decided.yaml"],
        vec!["explain", "E0999"],
        vec!["explain", "E110"],
        vec!["test", "policies/dhs", "no example is called this"],
        vec!["show", "tree", "policies/dhs"],
    ];
    for arguments in &all {
        assert_eq!(run(arguments).0, Some(2), "{arguments:?}");
    }
    let told: Vec<String> = all.iter().map(|arguments| shown(arguments)).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn check_ends_with_0_where_nothing_is_found_and_with_1_where_something_is() {
    assert_eq!(run(&["check", "policies"]).0, Some(0), "the policies of the project are clean");
    let (code, results, notes) = run(&["check", PARK]);
    assert_eq!(
        (code, results.as_str(), notes.as_str()),
        (Some(0), "", "dog_park: nothing found\n")
    );
    let folder = broken();
    let path = folder.join("park.policy");
    let path = path.to_str().expect("a path");
    let (code, results, notes) = run(&["check", path, "--output-format", "short"]);
    assert_eq!(code, Some(1));
    assert!(results.contains(": error[E0"), "{results}");
    assert!(notes.ends_with("1 error\n"), "{notes}");
    let (code, results, _) = run(&["check", path, "--output-format", "json"]);
    assert_eq!(code, Some(1));
    let value: serde_json::Value = serde_json::from_str(&results).expect("JSON");
    assert_eq!(value["schema_version"], 1);
    assert_eq!(value["diagnostics"].as_array().map(Vec::len), Some(1));
    // Colours only where they are asked for: this is no terminal.
    let (_, plain, _) = run(&["check", path]);
    assert!(!plain.contains('\u{1b}'));
    let (_, coloured, _) = run(&["check", path, "--color", "always"]);
    assert!(coloured.contains('\u{1b}'));
    // A policy with an error decides nothing.
    let case = folder.join("case.yaml");
    std::fs::write(&case, "as_of: 2024-06-01\nfacts: { leashed: yes }\n").expect("written");
    let (code, results, notes) = run(&["eval", path, case.to_str().expect("a path")]);
    assert_eq!((code, results.as_str()), (Some(1), ""));
    assert!(notes.contains("error[E0"));
    std::fs::remove_dir_all(folder).expect("removed");
}

/// A folder with a policy that has one error.
fn broken() -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("whereas-broken-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let park = std::fs::read_to_string(format!("{ROOT}/{PARK}")).expect("the policy");
    let broken = park.replace("fee_paid is at least 15 EUR", "fee_paid is at least 15 days");
    assert_ne!(park, broken);
    std::fs::write(folder.join("park.policy"), broken).expect("written");
    folder
}

#[test]
fn explain_prints_the_page() {
    let (code, results, _) = run(&["explain", "e0511"]);
    assert_eq!(code, Some(0));
    assert!(results.starts_with("# E0511: "), "{results}");
    assert!(results.contains("## Why we insist"));
    let (_, all, _) = run(&["explain"]);
    assert!(all.lines().count() > 50);
}

#[test]
fn a_faulty_case_has_no_answer() {
    let case = "as_of: 2024-06-01\nfacts:\n  leashd: yes\n  dogs: 21\n";
    let (code, results, notes) = run_with(case, &["eval", PARK, "-"]);
    assert_eq!((code, results.as_str()), (Some(1), ""));
    insta::assert_snapshot!(notes);
}

#[test]
fn a_case_may_come_through_a_pipe_in_either_format() {
    let yaml = run_with("facts: { leashed: no }", &["eval", PARK, "-", "--as-of", "2024-06-01"]);
    let json = run_with(
        "{\"facts\": {\"leashed\": false}}",
        &["eval", PARK, "-", "--as-of", "2024-06-01"],
    );
    assert_eq!(yaml.0, Some(0), "{}", yaml.2);
    assert_eq!(yaml, json);
}

#[test]
fn a_reader_who_has_seen_enough_is_left_in_peace() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_whereas"))
        .args(["show", "tree", "policies/dhs/guidelines-2021.policy"])
        .current_dir(ROOT)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stderr, b"");
}

#[test]
fn the_schema_and_the_shells() {
    let (code, results, _) = run(&["schema", "case", PARK]);
    assert_eq!(code, Some(0));
    let schema: serde_json::Value = serde_json::from_str(&results).expect("JSON");
    assert!(schema["properties"]["facts"]["properties"]["fee_paid"].is_object());
    assert!(schema["properties"]["facts"]["properties"]["creed"].is_null(), "no case may state it");
    for (of, published) in [
        ("outcome", include_str!("../../../docs/schema/outcome-1.json")),
        ("comparison", include_str!("../../../docs/schema/comparison-1.json")),
        ("force", include_str!("../../../docs/schema/force-1.json")),
    ] {
        assert_eq!(run(&["schema", of]), (Some(0), published.to_owned(), String::new()));
    }
    assert!(run(&["completions", "bash"]).1.contains("whereas"));
    let page = run(&["man", "eval"]).1.replace('\\', "");
    assert!(page.contains("--exit-code-from"), "{page}");
    assert!(page.contains("18 fault"));
}
