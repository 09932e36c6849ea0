//! Packages and cases in; outcomes as JSON and in words out.

use whereas::{Asked, Decided, Decisions, Faults, Files, Loaded, Outcome, Package, Part};

/// A policy that lets a dog in if it is leashed and, where somebody barked, a warden finds it gentle.
fn policy(name: &str) -> String {
    format!(
        r#"
policy {name}
  title "Rules of the {name}"
  authority "Town council"
  issued 2024-01-01
  contest "Write to the town council."

source rules "House rules"
  fidelity restated

actor warden "the park warden"
ground visit "a visit"
fact leashed : yes/no "the dog is on a leash"
  not "the dog is off the leash"
fact barked : yes/no "the dog barked"
  not "the dog did not bark"
  presumed no
fact fee : money in EUR "the fee that was paid"
  ask "How much was paid?"
  at least 0 EUR
decision {name}_open : yes/no "the {name} is open to the dog"
  otherwise no
decision {name}_refund : money in EUR "what is paid back"
  otherwise 0 EUR

clause 1 "Taking effect"
  cites rules [1]
  policy in force from 2024-01-01
  notice "A dog that is let in may be sent away."

clause 2 "Who is let in"
  cites rules [2]
  judgement {name}_gentle : yes/no "the dog is gentle"
    not "the dog is not gentle"
    made by warden
  {name}_open is yes when leashed and not barked
  {name}_open is yes when leashed and barked and {name}_gentle

clause 3 "Paying back"
  cites rules [3]
  {name}_refund is (half of fee) rounded to 2 places half up when fee is more than 10 EUR
"#
    )
}

fn package(manifest: &str) -> Package {
    let files = Files::from([
        ("whereas.toml".to_owned(), manifest.to_owned()),
        ("park.policy".to_owned(), policy("park")),
        ("beach.policy".to_owned(), policy("beach")),
    ]);
    Package::load(&files).unwrap_or_else(|faults| unreachable!("{faults}"))
}

const CONTROLS: &str =
    "[relations]\nrelations = [{ policy = \"park\", controls_over = \"beach\" }]\n";

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.add_filter("[0-9a-f]{64}", "HASH");
    settings.add_filter(r"\b(plan|case) [0-9a-f]{12}\b", "$1 HASH");
    settings
}

#[test]
fn an_outcome_as_json_has_everything() {
    let files = Files::from([("park.policy".to_owned(), policy("park"))]);
    let package = Package::load(&files).unwrap_or_else(|faults| unreachable!("{faults}"));
    let case = r#"{"as_of": "2024-06-01", "facts": {"leashed": true, "barked": true, "fee": {"between": [20, 30]}}}"#;
    let decided = package.decide_text("case.json", case, None).unwrap();
    let asked = Asked { either_way: true, ..Asked::default() };
    settings().bind(|| insta::assert_snapshot!(decided.outcome(asked).to_json()));
}

#[test]
fn each_policy_answers_and_the_one_that_controls_is_named() {
    let package = package(CONTROLS);
    let case = "as_of: 2024-06-01\nfacts: { leashed: yes, fee: 5 EUR }\n";
    let decided = package.decide_text("case.yaml", case, None).unwrap();
    let outcome = decided.outcome(Asked::default());
    let controlled = outcome.policies.iter().flat_map(|policy| {
        policy.controlled_by.iter().map(|by| (policy.policy.name.as_str(), by.label.as_str()))
    });
    assert_eq!(controlled.collect::<Vec<_>>(), [("beach", "Rules of the park")]);
    settings().bind(|| insta::assert_snapshot!(decided.text(Asked::default())));
    // Before the one that controls is in force, nothing controls.
    let decided =
        package.decide_text("case.yaml", case, whereas_value::Date::from_ymd(2023, 1, 1)).unwrap();
    assert!(
        decided.outcome(Asked::default()).policies.iter().all(|it| it.controlled_by.is_empty())
    );
}

#[test]
fn whatever_is_asked_notices_and_how_to_contest_are_told() {
    let package = package(CONTROLS);
    let decided = package.decide_text("case.json", r#"{"as_of": "2024-06-01"}"#, None).unwrap();
    let none = Decisions::none();
    let one = decided.decisions(&["park_open"]).unwrap();
    let all = [
        Asked::default(),
        Asked { decisions: Some(&none), ..Asked::default() },
        Asked { decisions: Some(&one), trace: true, either_way: true },
    ];
    for asked in all {
        let outcome = decided.outcome(asked);
        for policy in &outcome.policies {
            assert_eq!(policy.notices.len(), 1);
            assert_eq!(policy.contest.as_deref(), Some("Write to the town council."));
        }
    }
    let only = |decisions| decided.text(Asked { decisions: Some(decisions), ..Asked::default() });
    for text in [only(&none), only(&one), decided.duties_text()] {
        assert!(text.contains("Notice (1): A dog that is let in may be sent away."), "{text}");
        assert!(text.contains("To contest: Write to the town council."), "{text}");
    }
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let case = r#"{"as_of": "2024-06-01", "facts": {"leashed": true}}"#;
    let once = || {
        let package = package(CONTROLS);
        let decided = package.decide_text("case.json", case, None).unwrap();
        (decided.outcome(Asked::default()).to_json(), decided.text(Asked::default()))
    };
    assert_eq!(once(), once());
}

#[test]
fn a_name_that_nothing_has_is_told_and_narrows_nothing() {
    let mut package = package(CONTROLS);
    let decided = package.decide_text("case.json", r#"{"as_of": "2024-06-01"}"#, None).unwrap();
    let told = |name: &str| decided.decisions(&[name]).unwrap_err().to_string();
    insta::assert_snapshot!(
        [told("nope"), told("park_opne"), told("park_open.nope"), told("park_open[2]")].join("\n")
    );
    drop(decided);
    assert!(!package.only_policy("nope"));
    assert_eq!(package.identities().count(), 2, "nothing changed");
    assert!(package.only_policy("park"));
    assert_eq!(package.identities().count(), 1);
    // What the other policy decides is no decision of this one.
    let decided = package.decide_text("case.json", r#"{"as_of": "2024-06-01"}"#, None).unwrap();
    assert!(decided.decisions(&["beach_open"]).is_err());
}

#[test]
fn warnings_come_with_the_package_and_faults_say_what_is_at_fault() {
    let text = policy("park").replace(
        "clause 3",
        "fact unused : yes/no \"a fact that nothing reads\"\n  not \"no\"\n\nclause 3",
    );
    let loaded = Loaded::from_files(&Files::from([("park.policy".to_owned(), text)])).unwrap();
    let codes: Vec<_> = loaded.warnings.diagnostics().iter().map(|it| it.code.id()).collect();
    assert_eq!(codes, ["W0202"]);
    let case = "as_of: 2024-06-01\nfacts: { fee: many }\n";
    let faults = loaded.package.decide_text("case.yaml", case, None).unwrap_err();
    assert_eq!(faults.part(), Part::Case);
    assert_eq!(faults.diagnostics()[0].pointer.as_deref(), Some("/facts/fee"));
    assert!(faults.to_json().contains("\"pointer\": \"/facts/fee\""));
    assert_eq!(Package::load(&Files::new()).unwrap_err().part(), Part::Package);
    assert_eq!(Package::from_plan("a", b"no plan").unwrap_err().part(), Part::Plan);
}

/// A server shares one package among its threads, and hands what came of it on.
#[test]
fn everything_may_be_shared_among_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Package>();
    shared::<Loaded>();
    shared::<Decided<'_>>();
    shared::<Decisions>();
    shared::<Faults>();
    shared::<Outcome>();
}
