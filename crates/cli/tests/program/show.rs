//! `whereas show` and `whereas explain`.

use super::{PARK, run};

#[test]
fn every_form_of_a_policy_is_printed() {
    for (form, has) in [
        ("tokens", "\"dog_park\""),
        ("tree", "dog_park"),
        ("hir", "dog_park"),
        ("types", "fee_paid is at least 15 EUR : Truth"),
        ("plan", "meaning"),
    ] {
        let ran = run(&["show", form, PARK]);
        assert_eq!((ran.code, ran.notes.as_str()), (Some(0), ""), "{form}");
        assert!(ran.results.contains(has), "{form}: {}", ran.results);
    }
    // The tokens are the whole text.
    let tokens = run(&["show", "tokens", PARK]).results;
    let texts = tokens.lines().filter_map(|line| line.split_once(' '));
    let text: String =
        texts.map(|(_, text)| serde_json::from_str::<String>(text).expect("a text")).collect();
    assert_eq!(text, super::park());
}

#[test]
fn a_code_is_found_whatever_its_capitals_and_a_near_one_is_offered() {
    assert_eq!(run(&["explain", "e0110"]), run(&["explain", "E0110"]));
    for (asked, near) in
        [("E110", "E0110"), ("110", "E0110"), ("e0011", "E0101"), ("W0402x", "W0402")]
    {
        let ran = run(&["explain", asked]);
        assert_eq!((ran.code, ran.results.as_str()), (Some(2), ""), "{asked}");
        assert!(ran.notes.contains(&format!("did you mean {near}?")), "{}", ran.notes);
    }
    let ran = run(&["explain", "religion"]);
    assert!(ran.code == Some(2) && !ran.notes.contains("did you mean"), "{}", ran.notes);
    assert!(run(&["explain", "E0704"]).results.contains("checksum"));
}

#[test]
fn several_pages_are_printed_and_all_codes_stand_in_order() {
    let ran = run(&["explain", "e0704", "E0110"]);
    assert!(ran.results.starts_with("# E0704: ") && ran.results.contains("\n# E0110: "));
    let all = run(&["explain"]).results;
    let codes: Vec<&str> = all.lines().filter_map(|line| line.get(..5)).collect();
    assert!(codes.is_sorted(), "{codes:?}");
    // What was asked for is said as it was asked for.
    assert!(run(&["explain", "/dev/X.policy"]).notes.contains("the code /dev/X.policy"));
}

#[test]
fn a_file_without_a_policy_is_shown_as_well() {
    for form in ["tokens", "tree"] {
        let ran = run(&["show", form, "policies/dhs/vocabulary.policy"]);
        assert_eq!((ran.code, ran.notes.as_str()), (Some(0), ""), "{form}");
        assert!(!ran.results.is_empty());
    }
    assert_eq!(run(&["show", "hir", "policies/dhs/vocabulary.policy"]).code, Some(1));
}

#[test]
fn every_command_has_its_manual_page() {
    let whole = run(&["man"]).results.replace('\\', "");
    assert!(whole.contains("whereas-eval(1)"), "{whole}");
    let eval = run(&["man", "eval"]).results.replace('\\', "");
    assert!(eval.contains("--exit-code-from") && eval.contains("18 fault"), "{eval}");
    assert!(run(&["man", "check"]).results.replace('\\', "").contains("--fail-on"));
    let ran = run(&["man", "nope"]);
    assert_eq!((ran.code, ran.results.as_str()), (Some(2), ""));
    assert!(ran.notes.contains("there is new, check, fmt"), "{}", ran.notes);
}

#[test]
fn a_name_that_is_not_there_is_told_with_those_that_are() {
    let case = "policies/dhs/cases/status-decided.yaml";
    let told = |more: &[&str]| {
        let ran = run(&[&["eval", "policies/dhs", case], more].concat());
        assert_eq!((ran.code, ran.results.as_str()), (Some(2), ""), "{more:?}");
        ran.notes
    };
    insta::assert_snapshot!(
        [
            told(&["--decision", "prioritys"]),
            told(&["--decision", "priorities.nope"]),
            told(&["--policy", "dhs_2021", "--decision", "tier"]),
            told(&["--policy", "dhs_2012"]),
            told(&["--exit-code-from", "teir"]),
        ]
        .concat()
    );
}

#[test]
fn a_case_from_standard_input_is_read_as_what_it_looks_like() {
    let root = std::path::Path::new(super::ROOT);
    let of = |text: &str| super::run_in(root, &["eval", PARK, "-"], &[], text);
    let toml = of("# a case\nas_of = \"2024-06-01\"\n[facts]\nleashed = true\n");
    assert_eq!(toml.code, Some(0), "{}", toml.notes);
    assert_eq!(toml, of("as_of: 2024-06-01\nfacts: { leashed: yes }\n"));
}
