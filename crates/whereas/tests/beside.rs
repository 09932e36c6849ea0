//! How policies of a package stand to each other in one case; what each wants said with every answer; and what is refused
//! since it asks for too much.

use whereas::outcome::Named;
use whereas::{Asked, Files, Package};

fn policy(name: &str, rest: &str) -> String {
    format!(
        r#"
policy {name}
  title "The {name}"
  issued 2020-01-01
  contest "Write to the {name}."
  days count from the next day
{rest}
"#
    )
}

const FIRST: &str = r#"  applies when x
source act "The Act"
  fidelity restated
fact x : yes/no "x" not "not x"
decision da : yes/no "da" not "not da"
  otherwise no
clause 1 "One"
  cites act [1]
  policy in force from 2020-01-01
  notice "NA"
  da is yes when x
"#;

const SECOND: &str = r#"  applies when y
source act "The Act"
  fidelity restated
fact y : yes/no "y" not "not y"
decision db : yes/no "db" not "not db"
  otherwise no
clause 1 "One"
  cites act [1]
  policy in force from 2020-01-01
  notice "NB"
  db is yes when y
"#;

fn package(relations: &str) -> Package {
    let files = Files::from([
        ("whereas.toml".to_owned(), format!("[package]\nname = \"p\"\n[relations]\n{relations}\n")),
        ("a.policy".to_owned(), policy("aa", FIRST)),
        ("b.policy".to_owned(), policy("bb", SECOND)),
    ]);
    Package::load(&files).unwrap_or_else(|faults| unreachable!("{faults}"))
}

const CONTROLS: &str = r#"relations = [{ policy = "aa", controls_over = "bb" }]"#;
const APART: &str = r#"each_for_its_own_scope = [["aa", "bb"]]"#;

/// Of the policy bb: the policies that control over it, perhaps do, and apply as well; and the text.
fn of_second(package: &Package, case: &str) -> ([Vec<String>; 3], String) {
    let decided = package.decide_text("case.json", case, None);
    let decided = decided.unwrap_or_else(|faults| unreachable!("{faults}"));
    let outcome = decided.outcome(Asked::default());
    let bb = outcome.policies.into_iter().find(|it| it.policy.name == "bb");
    let bb = bb.unwrap_or_else(|| unreachable!("the policy is there"));
    let text = decided.text(Asked::default());
    let names = |all: Vec<Named>| all.into_iter().map(|it| it.name).collect();
    ([bb.controlled_by, bb.perhaps_controlled_by, bb.also_applies].map(names), text)
}

fn case(x: &str) -> String {
    format!(r#"{{"as_of": "2021-06-01", "facts": {{{x}"y": true}}}}"#)
}

#[test]
fn a_policy_stands_back_only_behind_one_that_applies_to_the_case() {
    let none: Vec<String> = Vec::new();
    let aa = vec!["aa".to_owned()];
    let mut package = package(CONTROLS);
    let (beside, text) = of_second(&package, &case(r#""x": true, "#));
    assert_eq!(beside, [aa.clone(), none.clone(), none.clone()]);
    assert!(text.contains("stands back behind “The aa”, which controls"), "{text}");
    let (beside, text) = of_second(&package, &case(r#""x": false, "#));
    assert_eq!(beside, [none.clone(), none.clone(), none.clone()]);
    assert!(!text.contains("stands back"), "{text}");
    let (beside, text) = of_second(&package, &case(""));
    assert_eq!(beside, [none.clone(), aa.clone(), none.clone()]);
    assert!(text.contains("may stand back behind “The aa”"), "{text}");
    // It is told where only the one that stands back is asked.
    assert!(package.only_policy("bb"));
    let (beside, text) = of_second(&package, &case(r#""x": true, "#));
    assert_eq!(beside, [aa, none.clone(), none]);
    assert!(text.contains("stands back behind “The aa”, which controls"), "{text}");
}

#[test]
fn a_case_in_the_scope_of_two_that_stand_each_for_their_own_says_so() {
    let package = package(APART);
    let also = |x: &str| of_second(&package, &case(x)).0[2].clone();
    assert_eq!(also(r#""x": true, "#), ["aa"]);
    assert!(also(r#""x": false, "#).is_empty());
    let (_, text) = of_second(&package, &case(r#""x": true, "#));
    assert!(text.contains("“The aa” applies to this case as well"), "{text}");
}

#[test]
fn asking_for_one_decision_leaves_out_no_notice() {
    let package = package(CONTROLS);
    let decided = package.decide_text("case.json", &case(r#""x": true, "#), None);
    let decided = decided.unwrap_or_else(|faults| unreachable!("{faults}"));
    let asked = decided.decisions(&["db".to_owned()]);
    let asked = asked.unwrap_or_else(|unknown| unreachable!("{unknown}"));
    let text = decided.text(Asked { decisions: Some(&asked), ..Asked::default() });
    for said in ["NA", "NB", "Write to the aa.", "Write to the bb."] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

const DUTIES: &str = r#"
source act "The Act"
  fidelity restated
actor officer "the officer"
event asked "a request"
event answered "an answer"
fact x : yes/no "x" not "not x"
decision d : yes/no "d" not "not d"
  otherwise no
record Item
  k : integer "k"
fact items : list of Item "items"
decision first : yes/no "there is one before"
  otherwise no
clause 1 "One"
  cites act [1]
  policy in force from 2020-01-01
  d is yes when x
  first is yes when any (a in items where any (b in items where a.k exceeds b.k))
  duty answer "answer"
    owed by officer must
    arises on event asked
    due every 1 days
    discharged by event answered
    upon breach duty explain
  duty explain "explain"
    owed by officer must
    due within 3 days
    discharged by event answered
"#;

fn duties() -> Package {
    let files = Files::from([("p.policy".to_owned(), policy("p", DUTIES))]);
    Package::load(&files).unwrap_or_else(|faults| unreachable!("{faults}"))
}

/// Events of two kinds, in turn, so many of each.
fn events(count: usize) -> String {
    let days =
        (0..count).map(|number| (2000 + number / 336, 1 + number / 28 % 12, 1 + number % 28));
    let all = days.flat_map(|(year, month, day)| {
        ["asked", "answered"]
            .map(|kind| format!(r#"{{"kind": "{kind}", "on": "{year}-{month:02}-{day:02}"}}"#))
    });
    all.collect::<Vec<String>>().join(", ")
}

#[test]
fn a_case_that_asks_for_the_square_of_what_it_holds_is_refused() {
    let package = duties();
    let refused = |case: &str| match package.decide_text("case.json", case, None) {
        Ok(_) => String::new(),
        Err(faults) => faults.to_string(),
    };
    let with_events = |count| {
        format!(r#"{{"as_of": "2021-06-01", "facts": {{}}, "events": [{}]}}"#, events(count))
    };
    assert_eq!(refused(&with_events(20)), "");
    assert!(refused(&with_events(800)).contains("E0532"));
    let with_items = |count: usize| {
        let items = vec![r#"{"k": 1}"#; count].join(", ");
        format!(r#"{{"as_of": "2021-06-01", "facts": {{"items": [{items}]}}}}"#)
    };
    assert_eq!(refused(&with_items(100)), "");
    assert!(refused(&with_items(1024)).contains("E0533"));
}

#[test]
fn where_events_may_be_missing_so_may_what_follows_from_them() {
    let package = duties();
    let told = |complete: bool| {
        let case = format!(
            r#"{{"as_of": "2021-06-01", "facts": {{}}, "events": [], "events_complete": {complete}}}"#
        );
        let decided = package.decide_text("case.json", &case, None);
        let decided = decided.unwrap_or_else(|faults| unreachable!("{faults}"));
        let mut outcome = decided.outcome(Asked::default());
        let policy = outcome.policies.pop().unwrap_or_else(|| unreachable!("there is one"));
        assert_eq!(policy.events_complete, complete);
        policy.duties.iter().map(|duty| duty.possibly_further).collect::<Vec<bool>>()
    };
    assert_eq!(told(true), [false, false]);
    assert_eq!(told(false), [true, true]);
}

#[test]
fn that_a_policy_stands_back_names_the_presumptions_on_which_that_rests() {
    let presumed = FIRST.replace("not \"not x\"", "not \"not x\" presumed yes");
    let files = Files::from([
        ("whereas.toml".to_owned(), format!("[package]\nname = \"p\"\n[relations]\n{CONTROLS}\n")),
        ("a.policy".to_owned(), policy("aa", &presumed)),
        ("b.policy".to_owned(), policy("bb", SECOND)),
    ]);
    let package = Package::load(&files).unwrap_or_else(|faults| unreachable!("{faults}"));
    let rests = |case: &str| {
        let decided = package.decide_text("case.json", case, None);
        let decided = decided.unwrap_or_else(|faults| unreachable!("{faults}"));
        let (mut outcome, text) =
            (decided.outcome(Asked::default()), decided.text(Asked::default()));
        let bb = outcome.policies.remove(1);
        assert_eq!((bb.policy.name.as_str(), bb.controlled_by.len()), ("bb", 1));
        let names: Vec<String> = bb.beside_rests_on.into_iter().map(|it| it.name).collect();
        (names, text)
    };
    let told = "which controls\n    rests on a presumption: x\n";
    let (names, text) = rests(&case(""));
    assert_eq!(names, ["x"]);
    assert!(text.contains(told), "{text}");
    let (names, text) = rests(&case(r#""x": true, "#));
    assert!(names.is_empty() && !text.contains(told), "{text}");
}
