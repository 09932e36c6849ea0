//! The scenarios of the project, replayed: each agrees, or a file says which clause bears our answer, and why.

#![expect(clippy::expect_used, reason = "what a test cannot do without, it may fail on")]

use std::path::Path;

use xtask::scenarios::{REASONS, Reason, reasons, replay};

fn text(path: &str) -> String {
    std::fs::read_to_string(xtask::root().join(path)).expect("a file of the project")
}

fn said() -> Vec<Reason> {
    reasons(&text(REASONS)).expect("reasons")
}

fn replayed(rows: &str) -> Result<xtask::scenarios::Report, String> {
    replay(Path::new(&xtask::root()), rows)
}

#[test]
fn the_scenarios_agree_or_have_a_reason() {
    let report = replayed(&text("policies/dhs/scenarios/scenarios.jsonl")).expect("scenarios");
    let of_2021 = report.compared.iter().filter(|one| one.policy == "mayorkas2021").count();
    assert_eq!(of_2021, 80);
    assert_eq!(report.unsettled(&said()), Vec::<String>::new(), "\n{}", report.table());
    let reasons = said().iter().filter(|reason| reason.policy == "mayorkas2021").count();
    assert!(reasons <= 4, "{reasons} reasons");
}

/// A scenario of nothing but the day, the component, and what is put in.
fn row(facts: &str, outcome: &str) -> String {
    format!(
        "{{\"id\": \"S\", \"facts\": {{\"decision_date\": \"2021-12-15\", \"component\": \"ERO\", {facts}}}, \
         \"expected\": {{\"mayorkas2021\": {{{outcome}}}}}}}"
    )
}

fn agrees(facts: &str, outcome: &str) -> bool {
    let report = replayed(&row(facts, outcome)).expect("a scenario");
    report.unsettled(&[]).is_empty()
}

#[test]
fn what_is_expected_otherwise_does_not_agree() {
    let full =
        "\"record_review\": {\"criminal\": \"full\", \"admin\": \"full\", \"other\": \"full\"}";
    let entered = |day: &str| format!("{full}, \"entry\": \"EWI\", \"entry_date\": {day}");
    let is = |class: &str| format!("\"outcome\": \"{class}\"");
    assert!(agrees(&entered("\"2020-11-02\""), &is("PRIORITY_BS")));
    assert!(!agrees(&entered("\"2020-11-02\""), &is("NO_LISTED_PRIORITY")));
    assert!(!agrees(&entered("\"2020-11-02\""), &is("PRIORITY_NS")));
    assert!(agrees(&entered("\"2020-11-01\""), &is("NO_LISTED_PRIORITY")));
    assert!(agrees(&entered("null"), &is("UNDETERMINED")));
    assert!(!agrees(&entered("null"), &is("NO_LISTED_PRIORITY")));
    let charged = format!("{full}, \"entry\": \"admitted\", \"charged\": true");
    let judged = |question: &str| {
        format!("\"outcome\": \"OFFICER_JUDGEMENT_REQUIRED\", \"question\": \"{question}\"")
    };
    assert!(agrees(&charged, &judged("public_safety")));
    assert!(!agrees(&charged, &judged("national_security")));
    let agency = "\"agency_duty_case\": true, \"consulted\": [\"CIO\"]";
    let owed = "\"outcome\": \"DUTY_MET\", \"clauses_apply\": [\"MEM-V-C-2\"]";
    assert!(!agrees(agency, owed), "four of the five offices were not asked");
}

#[test]
fn what_is_missing_must_be_among_ours() {
    let facts = "\"entry\": \"EWI\", \"entry_date_range\": [\"2020-09-01\", \"2020-12-15\"], \"entry_date\": null";
    let says = |missing: &str| {
        row(facts, "\"outcome\": \"UNDETERMINED\"")
            .replace("\"facts\"", &format!("\"missing_information\": [\"{missing}\"], \"facts\""))
    };
    let settled =
        |missing: &str| replayed(&says(missing)).expect("a scenario").unsettled(&[]).is_empty();
    assert!(settled("entry_date"));
    assert!(!settled("weapon"));
    assert!(settled("something that is no fact"));
}

#[test]
fn a_key_or_word_that_the_form_does_not_know_is_refused() {
    let told = |facts: &str| replayed(&row(facts, "\"outcome\": \"NO_LISTED_PRIORITY\"")).err();
    assert!(told("\"enttry\": \"EWI\"").is_some_and(|it| it.contains("no key `enttry`")));
    assert!(told("\"entry\": \"swam\"").is_some_and(|it| it.contains("`entry` may not be")));
    assert!(told("\"entry\": \"EWI\"").is_none());
    let twice = format!("{0}\n{0}", row("\"charged\": true", "\"outcome\": \"UNDETERMINED\""));
    assert!(replayed(&twice).err().is_some_and(|it| it.contains("a second scenario `S`")));
}

#[test]
fn a_reason_that_answers_nothing_is_told() {
    let text = "[[disagreement]]\nscenario = \"S\"\npolicy = \"mayorkas2021\"\nclause = \"0.1\"\nreason = \"r\"";
    let reasons = reasons(text).expect("a reason");
    let rows = |class: &str| row("\"charged\": false", &format!("\"outcome\": \"{class}\""));
    let told = |class: &str| replayed(&rows(class)).expect("a scenario").unsettled(&reasons);
    assert_eq!(told("PRIORITY_NS"), Vec::<String>::new());
    assert_eq!(told("UNDETERMINED").len(), 1, "it agrees");
}
