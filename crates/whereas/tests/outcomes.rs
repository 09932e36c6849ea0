//! Packages and cases in; outcomes as JSON and in words out.

use whereas::{Asked, Files, Package};

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
  judgement gentle : yes/no "the dog is gentle"
    not "the dog is not gentle"
    made by warden
  {name}_open is yes when leashed and not barked
  {name}_open is yes when leashed and barked and gentle

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
    let controlled: Vec<(&str, &[String])> = outcome
        .policies
        .iter()
        .map(|it| (it.policy.name.as_str(), it.controlled_by.as_slice()))
        .collect();
    assert_eq!(controlled, [("beach", ["park".to_owned()].as_slice()), ("park", [].as_slice())]);
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
    let none: &[String] = &[];
    let one = ["park_open".to_owned()];
    let all = [
        Asked::default(),
        Asked { decisions: Some(none), ..Asked::default() },
        Asked { decisions: Some(&one), trace: true, either_way: true },
    ];
    for asked in all {
        let outcome = decided.outcome(asked);
        for policy in &outcome.policies {
            assert_eq!(policy.notices.len(), 1);
            assert_eq!(policy.contest.as_deref(), Some("Write to the town council."));
        }
    }
    for text in
        [decided.text(Asked { decisions: Some(&one), ..Asked::default() }), decided.duties_text()]
    {
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
