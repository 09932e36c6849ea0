//! Answers in another language, and cases that do not fit.

use super::{folder, put, run, run_in};

const DHS: &str = "policies/dhs";

#[test]
fn an_answer_is_told_in_spanish_whole() {
    let mut shown = String::new();
    for (case, policy) in [
        ("cases/entered-2-november.yaml", "dhs_2021"),
        ("cases/finding-defective-factor-left-out.yaml", "dhs_2021"),
        ("cases/duty-open-without-deadline.yaml", "dhs_2021"),
        ("cases/one-person-entered-1-november.yaml", "johnson_2014"),
    ] {
        let case = format!("{DHS}/{case}");
        let ran = run(&["eval", DHS, &case, "--policy", policy, "--language", "es"]);
        assert_eq!(ran.code, Some(0), "{}", ran.notes);
        // The reasons of a finding are a person's own words.
        for english in
            ["the person", " is ", " by ", "not known", "Notice", "To contest", "whether "]
        {
            assert!(!ran.results.contains(english), "{case}: {english:?} in\n{}", ran.results);
        }
        shown.push_str(&format!("── {case} {policy}\n{}\n", super::without_hashes(&ran.results)));
    }
    insta::assert_snapshot!(shown);
}

/// The same case has the same hashes in every language: only the words change.
#[test]
fn a_language_changes_no_answer() {
    let case = format!("{DHS}/cases/entered-2-november.yaml");
    let data = |language: &[&str]| {
        let mut arguments = vec!["eval", DHS, &case, "--output-format", "json"];
        arguments.extend(language);
        let all: serde_json::Value = serde_json::from_str(&run(&arguments).results).expect("JSON");
        all["policies"]
            .as_array()
            .expect("policies")
            .iter()
            .flat_map(|policy| {
                let answers = policy["questions"].as_array().expect("questions").iter();
                let answers =
                    answers.map(|it| (it["status"].clone(), it["possible"]["values"].clone()));
                let answers: Vec<_> = answers.collect();
                [serde_json::json!(answers), policy["hashes"].clone()]
            })
            .collect::<Vec<_>>()
    };
    let english = data(&[]);
    assert!(english.len() > 10, "{english:?}");
    assert_eq!(english, data(&["--language", "es"]));
    assert_eq!(english, data(&["--language", "en"]));
}

#[test]
fn duties_and_comparisons_are_told_in_it_too() {
    let case = format!("{DHS}/cases/duty-breached.yaml");
    let ran = run(&["duties", DHS, &case, "--policy", "dhs_2021", "--language", "es"]);
    assert!(ran.results.contains("Deberes y facultades"), "{}", ran.results);
    let case = format!("{DHS}/cases/one-person-entered-2-november.yaml");
    let ran = run(&["compare", DHS, &case, "--language", "es"]);
    assert!(
        ran.results.starts_with("Un mismo caso, a fecha de 15 de diciembre de 2021"),
        "{}",
        ran.results
    );
}

#[test]
fn a_language_that_the_labels_have_no_words_in_is_refused() {
    let at = folder("refused");
    assert_eq!(run_in(&at, &["new", "permits"], &[], "").code, Some(0));
    let paid = "permits/cases/paid.yaml";
    for (language, code) in [("es", 2), ("xx", 2), ("en", 0)] {
        let ran = run_in(&at, &["eval", "permits", paid, "--language", language], &[], "");
        assert_eq!(ran.code, Some(code), "{language}: {}", ran.notes);
        if code == 2 {
            let told = format!(
                "error: answers cannot be told in `{language}`: the labels here have words in `en`\n"
            );
            assert_eq!(ran.notes, told);
        }
    }
}

const HALF: &str = r#"policy pool
  title "The pool" es: "La piscina"
  languages en, es
  contest "Write to the town."

source rules "The rules"
  fidelity restated

fact escorted : yes/no "an adult comes along" not "no adult comes along"
  es: "viene un adulto" not "no viene ningún adulto"
fact swims : yes/no "the child swims" not "the child does not swim"
decision admitted : yes/no "the child may go in" es: "el niño puede entrar"
  otherwise no

clause 1 "Who may go in" es: "Quién puede entrar"
  cites rules [1]
  policy in force from 2024-01-01
  admitted is yes when escorted and swims
"#;

/// Half of its labels: `check` says which lack words, and an answer keeps them and marks them.
#[test]
fn a_language_with_half_its_labels_is_told_and_falls_back_visibly() {
    let at = folder("half");
    put(&at, "p/pool.policy", HALF);
    let ran = run_in(&at, &["check", "p"], &[], "");
    for part in
        ["W0415", "3 of 7 labels have no words in `es`", "fact `swims`: \"the child swims\""]
    {
        assert!(ran.results.contains(part), "{part}\n{}", ran.results);
    }
    put(&at, "case.yaml", "as_of: 2024-06-01\nfacts: { escorted: yes, swims: no }\n");
    let ran = run_in(&at, &["eval", "p", "case.yaml", "--language", "es"], &[], "");
    assert!(ran.results.contains("the child does not swim [en]"), "{}", ran.results);
    assert!(ran.results.contains("Cómo impugnar: Write to the town. [en]"), "{}", ran.results);
    // Nobody has begun with a language that no label has words in.
    let none: Vec<&str> = HALF.split(" es: \"").collect();
    let english = none
        .iter()
        .enumerate()
        .map(
            |(place, part)| {
                if place == 0 { part } else { part.split_once('\n').map_or("", |it| it.1) }
            },
        )
        .collect::<Vec<_>>()
        .join("\n");
    put(&at, "p/pool.policy", &english);
    let ran = run_in(&at, &["check", "p"], &[], "");
    assert!(!ran.results.contains("W0415"), "{}", ran.results);
}

#[test]
fn what_only_another_policy_asks_is_told_with_its_name() {
    let case = "policies/dhs/contradictory/facts-of-another-policy.yaml";
    let eval = |policy| run(&["eval", DHS, case, "--policy", policy]);
    let ran = eval("dhs_2021");
    assert_eq!(ran.code, Some(0), "{}", ran.notes);
    assert_eq!(ran.notes, "note: the case states `act_ground`, which only `kelly_2017` asks\n");
    assert_eq!(eval("kelly_2017").notes, "");
    assert_eq!(run(&["eval", DHS, case]).notes, "", "among all of them somebody asks it");
    // Of one file alone nobody knows what others ask.
    let ran = run(&["eval", "policies/dhs/guidelines-2021.policy", case]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.notes.contains("no fact is called `act_ground`"), "{}", ran.notes);
}

#[test]
fn on_a_day_in_nobodys_force_no_policy_answers_and_each_says_why() {
    let case = "policies/dhs/contradictory/a-day-in-nobodys-force.yaml";
    let ran = run(&["eval", DHS, case]);
    assert_eq!(ran.code, Some(0), "{}", ran.notes);
    let days = ran.results.lines().filter(|line| line.starts_with("as of 31 December 2014: "));
    let days: Vec<&str> = days.collect();
    assert_eq!(days.len(), 7, "{}", ran.results);
    assert!(days.iter().all(|line| line.contains(": not yet in force (from ")), "{days:?}");
    let all = ["eval", DHS, case, "--output-format", "json"];
    let all: serde_json::Value = serde_json::from_str(&run(&all).results).expect("JSON");
    for policy in all["policies"].as_array().expect("policies") {
        for question in policy["questions"].as_array().expect("questions") {
            assert_eq!(question["status"], "not_in_force", "{}", policy["policy"]["name"]);
        }
    }
}

#[test]
fn a_finding_that_the_facts_contradict_changes_no_answer() {
    let case = "policies/dhs/contradictory/a-finding-against-the-facts.yaml";
    let ran = run(&["eval", DHS, case, "--policy", "dhs_2021"]);
    assert!(ran.results.contains("a threat to public safety: no"), "{}", ran.results);
    assert!(ran.results.contains("found yes by the deciding officer"), "{}", ran.results);
    assert!(ran.results.contains("not yet usable"), "{}", ran.results);
}
