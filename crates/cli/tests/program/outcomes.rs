//! `whereas test`: outcomes that are kept, and the forms of its results.

use super::{counts, folder, got, names, put, run_in, without_hashes};

fn package(name: &str) -> std::path::PathBuf {
    let at = folder(name);
    assert_eq!(run_in(&at, &["new", "permits"], &[], "").code, Some(0));
    at.join("permits")
}

#[test]
fn outcomes_are_kept_compared_and_kept_anew() {
    let at = package("outcomes");
    let run = |arguments: &[&str]| run_in(&at, arguments, &[], "");
    assert_eq!(
        counts(&run(&["test"])),
        "examples: 5 passed",
        "where none are kept, none are compared"
    );
    let kept = run(&["test", "--update"]);
    assert_eq!(counts(&kept), "examples: 5 passed\noutcomes: 1 passed\noutcomes kept anew: 1");
    assert_eq!(names(&at.join("outcomes")), ["paid.yaml.txt"]);
    let text = got(&at, "outcomes/paid.yaml.txt");
    assert!(text.contains("the permit is granted: yes") && text.contains("To contest: "), "{text}");
    assert!(text.contains("plan … · engine … · case …"), "{text}");
    assert_eq!(counts(&run(&["test"])), "examples: 5 passed\noutcomes: 1 passed");

    // Another answer, a case without an outcome, an outcome without its case, and a case at fault.
    let policy = got(&at, "permits.policy");
    put(&at, "permits.policy", &policy.replace("at least 20 EUR\n\n", "at least 21 EUR\n\n"));
    put(&at, "cases/new.yaml", "as_of: 2024-06-01\n");
    put(&at, "cases/wrong.yaml", "as_of: 2024-06-01\nfacts: { payed: 20 EUR }\n");
    put(&at, "outcomes/gone.yaml.txt", "gone\n");
    let ran = run(&["test"]);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(without_hashes(&ran.results));
    // Only what is asked for.
    assert!(run(&["test", ".", "new.yaml"]).results.contains("outcomes: 0 passed, 1 failed"));

    put(&at, "permits.policy", &policy);
    std::fs::remove_file(at.join("cases/wrong.yaml")).expect("removed");
    assert_eq!(run(&["test", "--update"]).code, Some(0));
    assert_eq!(names(&at.join("outcomes")), ["new.yaml.txt", "paid.yaml.txt"]);
    assert_eq!(counts(&run(&["test"])), "examples: 5 passed\noutcomes: 2 passed");
}

#[test]
fn a_build_server_keeps_no_outcomes() {
    let at = package("outcomes-ci");
    for (value, code) in [("true", 2), ("1", 2), ("", 0), ("false", 0)] {
        let ran = run_in(&at, &["test", "--update"], &[("CI", value)], "");
        assert_eq!(ran.code, Some(code), "CI={value}: {}", ran.notes);
        assert_eq!(at.join("outcomes").is_dir(), code == 0, "CI={value}");
        let _ = std::fs::remove_dir_all(at.join("outcomes"));
    }
}

/// In every form: by which plan and engine, what the policy wants said, and how to contest; of a policy once.
#[test]
fn every_form_says_by_which_plan_and_how_to_contest() {
    let at = package("standings");
    let run = |arguments: &[&str]| run_in(&at, arguments, &[], "");
    let force = run(&["force", "--output-format", "json"]);
    let force: serde_json::Value = serde_json::from_str(&force.results).expect("JSON");
    let policy = &force["policies"][0];
    let plan = policy["plan"].as_str().expect("a hash");
    let contest = policy["contest"].as_str().expect("how to contest");
    for command in ["test", "coverage"] {
        let told = run(&[command]).results;
        assert_eq!(told.matches("To contest: ").count(), 1, "{told}");
        assert!(
            told.ends_with(&format!(
                "Stands on: plan {} · engine 0.1.0\n",
                plan.get(..12).expect("a hash")
            )),
            "{told}"
        );
        let told = run(&[command, "--output-format", "json"]).results;
        let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
        assert_eq!(told["engine"], force["engine"]);
        assert_eq!(told["policies"][0]["plan"], plan);
        assert_eq!(told["policies"][0]["notices"], policy["notices"]);
        assert_eq!(told["policies"][0]["contest"], contest);
    }
    let junit = run(&["test", "--output-format", "junit"]).results;
    assert!(junit.contains(&format!("name=\"permits.plan\" value=\"{plan}\"")), "{junit}");
    assert!(junit.contains("name=\"permits.contest\""), "{junit}");
    // Where nothing of a policy is tested, nothing of it is told.
    assert_eq!(run(&["test", ".", "no such example"]).results, "");
}

#[test]
fn results_as_json_and_as_junit() {
    let at = package("junit");
    let run = |arguments: &[&str]| run_in(&at, arguments, &[], "");
    let policy = got(&at, "permits.policy");
    let wrong =
        policy.replace("example \"a cent less\"", "example \"a cent <less> & more\"").replace(
            "given paid is 19.99 EUR\n    expect granted is no",
            "given paid is 19.99 EUR\n    expect granted is yes",
        );
    assert_ne!(policy, wrong);
    put(&at, "permits.policy", &wrong);
    let ran = run(&["test", "--output-format", "junit"]);
    assert_eq!(ran.code, Some(1), "{}", ran.notes);
    insta::assert_snapshot!(without_hashes(&ran.results));
    let ran = run(&["test", "--output-format", "json"]);
    assert_eq!(ran.code, Some(1));
    let all: serde_json::Value = serde_json::from_str(&ran.results).expect("JSON");
    assert_eq!((&all["passed"], &all["failed"]), (&4.into(), &1.into()));
    let failed: Vec<_> = all["examples"]
        .as_array()
        .expect("examples")
        .iter()
        .filter(|it| it["passed"] == false)
        .collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0]["title"], "a cent <less> & more");
    assert_eq!(failed[0]["failures"][0]["came"], "no");
}

/// Whatever form is asked for, a run in which something is wrong does not look like one in which nothing is.
#[test]
fn what_could_not_be_tested_stands_in_every_form() {
    let at = package("not-tested");
    let policy = got(&at, "permits.policy");
    put(&at, "permits.policy", &policy.replace("granted is yes when", "grated is yes when"));
    let run = |arguments: &[&str]| run_in(&at, arguments, &[], "");
    let ran = run(&["test"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.results, "examples: 0 passed\nnot tested, because of errors: .\n");
    let ran = run(&["test", "--output-format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&ran.results).expect("JSON");
    assert_eq!((ran.code, &all["errors"]), (Some(1), &1.into()));
    assert_eq!(all["diagnostics"][0]["code"], "E0202");
    let ran = run(&["test", "--output-format", "junit"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.results.contains("tests=\"1\" failures=\"0\" errors=\"1\""), "{}", ran.results);
    assert!(ran.results.contains("<error message=\"E0202: "), "{}", ran.results);
}

#[test]
fn the_numbers_are_the_same_in_every_form() {
    let at = package("numbers");
    let run = |arguments: &[&str]| run_in(&at, arguments, &[], "");
    assert_eq!(run(&["test", "--update"]).code, Some(0));
    put(&at, "cases/paid.yaml", "as_of: 2024-06-01\n");
    // A case that is no text is a failed outcome, and stops nothing.
    std::fs::write(at.join("cases/odd.yaml"), b"facts: \xff\n").expect("written");
    let ran = run(&["test"]);
    assert_eq!(ran.code, Some(1), "{}", ran.notes);
    assert!(ran.results.contains("\nexamples: 5 passed\noutcomes: 0 passed, 2 failed\n\n"));
    assert!(ran.results.contains("./cases/odd.yaml:1:8"), "{}", ran.results);
    let ran = run(&["test", "--output-format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&ran.results).expect("JSON");
    assert_eq!((&all["passed"], &all["failed"], &all["errors"]), (&5.into(), &2.into(), &0.into()));
    let ran = run(&["test", "--output-format", "junit"]);
    assert!(ran.results.contains("tests=\"7\" failures=\"2\" errors=\"0\""), "{}", ran.results);
    assert!(
        ran.results.contains("file=\"./permits.policy\"")
            || ran.results.contains("file=\"permits.policy\"")
    );
}
