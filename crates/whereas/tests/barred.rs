//! What may never count does not come into an answer through a finding: by name, by a whole record, by a factor of
//! another ledger, or in the finder's own words.

use whereas::{Asked, Files, Package};

const POLICY: &str = r#"
policy p
  title "T"
  authority "A"
  issued 2020-01-01
  contest "C"
  languages en, es

source act "The Act"
  fidelity restated

record Home
  city : text "the town of birth"
record Who
  home : Home "the home"
  age : integer "the age"
actor officer "the officer"
actor clerk "the clerk"
ground interview "an interview"
ground rumour "a rumour"
protected religion "the person's faith"
  es: "la fe de la persona"
fact who : Who "the person"
fact nat : yes/no "the person is a national"
  not "the person is a foreigner"
fact plain : yes/no "it is plain"
  not "it is not plain"
ledger wide "what bears on it"
  toward "for it"
  away "against it"
  open
ledger narrow "what bears on the other"
  toward "for it"
  away "against it"
decision d : yes/no "d"
  not "not d"
  otherwise no
decision e : yes/no "e"
  not "not e"
  otherwise no

clause 1 "One"
  cites act [1]
  policy in force from 2020-01-01
  judgement j : yes/no "j"
    not "not j"
    made by officer
    weighing wide
  middle means j
  d is yes when middle
  factor of_j "of j" toward in wide when plain

clause 2 "Two"
  cites act [1]
  judgement k : yes/no "k"
    not "not k"
    made by officer
    weighing narrow
  e is yes when k
  factor of_k "of k" toward in narrow found by clerk
  factor of_nat "of the nation" toward in narrow when nat

clause 3 "Equal treatment"
  cites act [1]
  never consider nat, Home.city, rumour in d
"#;

/// The status of the finding, and its defects with what they are about.
fn found(judgement: &str, more: &str) -> String {
    let files = Files::from([("p.policy".to_owned(), POLICY.to_owned())]);
    let package = Package::load(&files).unwrap_or_else(|faults| unreachable!("{faults}"));
    let case = format!(
        r#"{{"as_of": "2021-06-01", "facts": {{"plain": false, "nat": false}}, "findings": [
            {{"judgement": "{judgement}", "value": true, "by": "officer", "on": "2021-05-01", {more}}}]}}"#
    );
    let decided = package
        .decide_text("case.json", &case, None)
        .unwrap_or_else(|faults| unreachable!("{faults:?}"));
    let json: serde_json::Value =
        serde_json::from_str(&decided.outcome(Asked::default()).to_json()).unwrap_or_default();
    let Some(finding) = json.pointer("/policies/0/findings/0") else { return json.to_string() };
    let mut words = finding.get("status").and_then(|it| it.as_str()).unwrap_or("?").to_owned();
    for defect in finding.get("defects").and_then(|it| it.as_array()).into_iter().flatten() {
        let part =
            |name: &str| defect.get(name).and_then(|it| it.as_str()).unwrap_or_default().to_owned();
        words.push_str(&format!("; {} {} by {}", part("kind"), part("about"), part("clause")));
    }
    words
}

fn of_j(more: &str) -> String {
    found("j", more)
}

const SOUND: &str = r#""because": "because it is", "resting_on": ["interview"]"#;

#[test]
fn a_sound_finding_is_used() {
    assert_eq!(of_j(SOUND), "used");
    assert_eq!(
        of_j(&format!(r#"{SOUND}, "weighing": ["plain", "a further point", "of_k"]"#)),
        "used"
    );
    assert_eq!(of_j(r#""because": "embrace", "resting_on": ["who.age", "plain"]"#), "used");
}

#[test]
fn what_is_barred_in_a_decision_is_barred_in_the_judgements_it_reads() {
    let rests =
        |on: &str| of_j(&format!(r#""because": "it is", "resting_on": ["interview", "{on}"]"#));
    assert_eq!(rests("nat"), "defective; names_never_considered nat by 3");
    assert_eq!(rests("rumour"), "defective; names_never_considered rumour by 3");
    assert_eq!(rests("who.home"), "defective; names_never_considered who.home by 3");
    assert_eq!(rests("who"), "defective; names_never_considered who by 3");
    let weighs = |it: &str| of_j(&format!(r#"{SOUND}, "weighing": ["{it}"]"#));
    assert_eq!(weighs("who"), "defective; names_never_considered who by 3");
    assert_eq!(weighs("of_nat"), "defective; names_never_considered of_nat by 3");
    assert_eq!(
        found("k", r#""because": "it is", "resting_on": ["nat"], "not_shown": ["of_k"]"#),
        "used"
    );
}

#[test]
fn a_protected_characteristic_is_named_in_whatever_words() {
    let defect = "defective; names_protected religion by 1";
    for text in [
        "the person's faith",
        "religion and age",
        "THE PERSON’S  FAITH",
        "La fe de la persona, y más",
    ] {
        assert_eq!(of_j(&format!(r#"{SOUND}, "weighing": ["{text}"]"#)), defect, "{text}");
        let because = format!(r#""because": "Since {text}.", "resting_on": ["interview"]"#);
        assert_eq!(of_j(&because), defect, "{text}");
    }
}

#[test]
fn what_may_never_count_is_named_in_whatever_words() {
    for (text, about) in [
        ("The person is a foreigner.", "nat"),
        ("A mere rumour has it", "rumour"),
        ("born in the TOWN of birth of others", "the town of birth"),
    ] {
        let because = format!(r#""because": "{text}", "resting_on": ["interview"]"#);
        let defect = format!("defective; names_never_considered {about} by 3");
        assert_eq!(of_j(&because), defect, "{text}");
        assert_eq!(of_j(&format!(r#"{SOUND}, "weighing": ["{text}"]"#)), defect, "{text}");
    }
}

#[test]
fn a_closed_ledger_holds_its_own_factors_only() {
    let weighs = |field: &str, it: &str| {
        found("k", &format!(r#"{SOUND}, "not_shown": ["of_k"], "{field}": ["{it}"]"#))
    };
    assert_eq!(weighs("weighing", "of_nat"), "used");
    for it in ["plain", "interview", "who.age", "of_j", "a further point"] {
        assert_eq!(weighs("weighing", it), format!("defective; ledger_closed {it} by 2"), "{it}");
    }
    assert_eq!(weighs("present", "of_j"), "defective; ledger_closed of_j by 2");
}
