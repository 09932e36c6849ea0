//! What a run has to tell beside its answers: conditions with their truth, ledgers, what would follow either way.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "what a test cannot do without, it may fail on"
)]

use std::fmt::Write;

use whereas_driver::{Asked as Wanted, Files, compile};
use whereas_eval::either_way::either_way;
use whereas_eval::ledger::ledger;
use whereas_eval::trace::{Told, ToldForm};
use whereas_eval::{Asked, Session};
use whereas_plan::Plan;
use whereas_value::id::{DecisionId, JudgementId};
use whereas_value::{Case, Leaf};

const HOUSE: &str = r#"
policy house
  title "A house and its keys"
  authority "a test"
  issued 2024-01-01

source rules "The rules of the tests"
  passages "rules.md"
  fidelity restated

actor keeper "the keeper"
fact member : yes/no "the person is a member"
fact guest : yes/no "the person is a guest"
fact age : integer "the age"
  between 0 and 120
fact warned : yes/no "the person was warned"
decision key : yes/no "the person gets a key"
  otherwise no
decision bed : yes/no "the person gets a bed"
  otherwise no

ledger trust "what bears on trust"
  toward "a key"
  away "no key"
  open

clause 1 "Keys"
  cites rules [1]
  judgement trusted : yes/no "the person can be trusted"
    made by keeper
    weighing trust
  factor was_warned "a warning"
    away in trust when warned
  factor grown "the age"
    toward in trust when age >= 18
  factor manners "good manners"
    toward in trust found by keeper
  belongs means member or guest and age >= 12
  key is yes when belongs and trusted unless warned and age < 18

clause 2 "Beds"
  cites rules [2]
  bed is yes when not (member and age < 12) and not guest

  example "a warned child"
    as of 2024-05-01
    given member is yes, guest is no, age is 15, warned is yes
    expect key is no
  example "a grown member"
    as of 2024-05-01
    given member is yes, guest is no, age is 30
    expect key awaits trusted
  example "nobody knows"
    as of 2024-05-01
    expect key awaits trusted
"#;

fn compiled() -> (Plan, Vec<(String, Case)>) {
    let text = HOUSE.replace("member or guest and age >= 12", "member or (guest and age >= 12)");
    let mut files = Files::new();
    files.insert("house.policy".to_owned(), text.trim_start().to_owned());
    files.insert("rules.md".to_owned(), "## [1] One\n\nText.\n\n## [2] Two\n\nText.\n".to_owned());
    let compilation = compile(&files, Wanted::default());
    let said: Vec<_> = compilation.diagnostics.iter().map(|told| &told.message).collect();
    let policy = compilation.policies.first().expect("a policy");
    let compiled = policy.compiled.as_ref().unwrap_or_else(|| panic!("{said:?}"));
    let cases =
        policy.hir.examples.iter().map(|example| (example.title.to_string(), example.case.clone()));
    (whereas_lower::from_checked(&compiled.checked), cases.collect())
}

fn leaf(plan: &Plan, leaf: &Leaf) -> String {
    match leaf {
        Leaf::Fact(fact, _) => plan.book.facts[*fact].name.to_string(),
        Leaf::Judgement(judgement) => plan.book.judgements[*judgement].name.to_string(),
        other => format!("{other:?}"),
    }
}

fn condition(plan: &Plan, told: &Told, depth: usize, out: &mut String) {
    let truth = match (told.truth.may_no(), told.truth.may_yes()) {
        (true, true) => "open",
        (true, false) => "no",
        (false, true) => "yes",
        (false, false) => "valueless",
    };
    let indent = "  ".repeat(depth);
    let parts: &[Told] = match &told.form {
        ToldForm::And(parts) => {
            writeln!(out, "{indent}and: {truth}").unwrap();
            parts
        }
        ToldForm::Or(parts) => {
            writeln!(out, "{indent}or: {truth}").unwrap();
            parts
        }
        ToldForm::Not(part) => {
            writeln!(out, "{indent}not: {truth}").unwrap();
            std::slice::from_ref(part)
        }
        ToldForm::Atom(atom) => {
            let leaves: Vec<String> = plan.book.conditions[*atom as usize]
                .leaves
                .iter()
                .map(|it| leaf(plan, it))
                .collect();
            writeln!(out, "{indent}of {}: {truth}", leaves.join(", ")).unwrap();
            &[]
        }
    };
    parts.iter().for_each(|part| condition(plan, part, depth + 1, out));
}

#[test]
fn a_run_tells_why() {
    let (plan, cases) = compiled();
    let mut session = Session::new(&plan);
    let mut out = String::new();
    for (title, case) in &cases {
        writeln!(out, "== {title}").unwrap();
        let mut loaded = session.load(case);
        let pass = session.pass(case, &loaded);
        for (decision, words) in plan.book.decisions.enumerate() {
            let asked = Asked { decision, value: 0, row: 0 };
            let ran = &pass.runs[0];
            let machine = session.machine(case, &loaded, ran).unwrap();
            for rule in machine.conditions(&ran.store, asked, |_| true) {
                for (word, told) in [("when", &rule.when), ("unless", &rule.unless)] {
                    let Some(told) = told else { continue };
                    writeln!(out, "{} {word}", words.name).unwrap();
                    condition(&plan, told, 1, &mut out);
                    let reasons = told.reasons().into_iter().map(|(atom, told)| {
                        let truth = told.truth;
                        let leaves = &plan.book.conditions[atom as usize].leaves;
                        let names: Vec<String> = leaves.iter().map(|it| leaf(&plan, it)).collect();
                        format!(
                            "{} {}",
                            names.join(", "),
                            if truth.may_yes() && truth.may_no() {
                                "open"
                            } else if truth.may_yes() {
                                "yes"
                            } else {
                                "no"
                            }
                        )
                    });
                    writeln!(out, "  because {}", reasons.collect::<Vec<_>>().join("; ")).unwrap();
                }
            }
        }
        let trusted = JudgementId(0);
        for entry in ledger(&mut session, case, &loaded, &pass, trusted) {
            let missing: Vec<String> = entry.missing.iter().map(|it| leaf(&plan, it)).collect();
            let factor = &plan.book.factors[entry.factor].name;
            writeln!(out, "factor {factor} {:?} {}", entry.state, missing.join(", ")).unwrap();
        }
        session.done(pass);
        let key = Asked { decision: DecisionId(0), value: 0, row: 0 };
        let (_, answer) = whereas_eval::answers(&mut session, case).questions.swap_remove(0);
        let outcome = &answer.outcome;
        for row in either_way(&mut session, case, &mut loaded, key, outcome, &[trusted]) {
            writeln!(out, "if {:?} then {:?}", row.found[0].1, row.outcome).unwrap();
        }
    }
    insta::assert_snapshot!(out);
}

/// The plan of a policy without a file of passages, and the cases of its examples.
fn compiled_from(text: &str) -> (Plan, Vec<Case>) {
    let files = Files::from([("p.policy".to_owned(), text.to_owned())]);
    let compilation = compile(&files, Wanted::default());
    let said: Vec<_> = compilation.diagnostics.iter().map(|told| &told.message).collect();
    let policy = compilation.policies.first().expect("a policy");
    let compiled = policy.compiled.as_ref().unwrap_or_else(|| panic!("{said:?}"));
    let cases = policy.hir.examples.iter().map(|example| example.case.clone()).collect();
    (whereas_lower::from_checked(&compiled.checked), cases)
}

/// A decision `d` that reads the judgement `j`, and what `--either-way` tells of it: the answer, then each value.
fn either(clauses: &str, found: &str) -> Vec<String> {
    let text = format!(
        "policy p\n  title \"P\"\n  authority \"a test\"\n  issued 2020-01-01\n\n\
         source act \"A\"\n  fidelity restated\n\nactor officer \"the officer\"\n\
         choice V\n  a \"a\"\n  b \"b\"\n  c \"c\"\n\
         fact x : yes/no \"x\" not \"not x\"\n\
         decision d : V \"d\"\n  otherwise c\n\
         ledger l \"l\"\n  toward \"t\"\n  away \"a\"\n  open\n{clauses}\n\
         \x20 example \"e\"\n    as of 2021-06-01\n{found}    expect d awaits j\n"
    );
    let (plan, cases) = compiled_from(&text);
    let case = &cases[0];
    let mut session = Session::new(&plan);
    let (_, answer) = whereas_eval::answers(&mut session, case).questions.swap_remove(0);
    let mut loaded = session.load(case);
    let d = Asked { decision: DecisionId(0), value: 0, row: 0 };
    let told = either_way(&mut session, case, &mut loaded, d, &answer.outcome, &[JudgementId(0)]);
    let outcome = |it: &whereas_value::Abstract| {
        let whereas_value::Values::Choice(bits) = it.values else { panic!("a choice") };
        let names: String = "abc"
            .chars()
            .enumerate()
            .filter(|(at, _)| (bits >> at) & 1 == 1)
            .map(|(_, it)| it)
            .collect();
        let causes: Vec<String> = it.causes.iter().map(|cause| format!(" {cause:?}")).collect();
        format!("{names}{}", causes.concat())
    };
    let told = told.iter().map(|row| outcome(&row.outcome));
    std::iter::once(outcome(&answer.outcome)).chain(told).collect()
}

#[test]
fn what_follows_either_way_is_refined_as_the_answer_is() {
    let clauses = "clause 1 \"One\"\n  cites act [1]\n  policy in force from 2020-01-01\n\
                   \x20 judgement j : yes/no \"j\" not \"not j\"\n    made by officer\n  d is a when j\n\
                   clause 2 \"Two\"\n  cites act [2]\n  clause 1 does not apply when x\n";
    // Not found: c, whether clause 1 applies or not. Found: a where it applies, else c; never undetermined.
    assert_eq!(either(clauses, ""), ["ac", "c", "ac"]);
}

#[test]
fn a_finding_on_file_does_not_count_beside_what_is_supposed() {
    let clauses = "clause 1 \"One\"\n  cites act [1]\n  policy in force from 2020-01-01\n\
                   \x20 judgement j : yes/no \"j\" not \"not j\"\n    made by officer\n    weighing l\n\
                   \x20 factor h \"h\" toward in l when x\n  d is a when j\n  d is b when not j\n";
    // It weighs nothing, and h may be present: not yet usable.
    let found = "    found j is yes by officer on 2021-05-01 because \"so\"\n";
    assert_eq!(either(clauses, found), ["ab", "b", "a"]);
}

#[test]
fn what_does_not_suffice_alone_does_not_suffice_together() {
    let (plan, cases) = compiled_from(
        r#"policy p
  title "P"
  authority "a test"
  issued 2020-01-01

source act "A"
  fidelity restated

actor officer "the officer"
ground hearsay "hearsay"
ground rumour "a rumour"
ground paper "a paper"
decision d : yes/no "d" not "not d"
  otherwise no

clause 1 "One"
  cites act [1]
  policy in force from 2020-01-01
  judgement j : yes/no "j" not "not j"
    made by officer
  d is yes when j
clause 2 "Two"
  cites act [2]
  j may not rest only on hearsay
clause 3 "Three"
  cites act [3]
  j may not rest only on rumour

  example "only on what two clauses say"
    as of 2021-06-01
    found j is yes by officer on 2021-05-01 because "so" resting on hearsay, rumour
    expect d awaits j
  example "on one of them"
    as of 2021-06-01
    found j is yes by officer on 2021-05-01 because "so" resting on rumour
    expect d awaits j
  example "on something else too"
    as of 2021-06-01
    found j is yes by officer on 2021-05-01 because "so" resting on hearsay, rumour, paper
    expect d is yes
"#,
    );
    let mut session = Session::new(&plan);
    let clauses: Vec<Vec<&str>> = cases
        .iter()
        .map(|case| {
            let report = whereas_eval::answers(&mut session, case).findings.swap_remove(0);
            let clause =
                |it: &whereas_value::answer::Defect| plan.book.clauses[it.clause].id.as_str();
            report.defects.iter().map(clause).collect()
        })
        .collect();
    assert_eq!(clauses, [vec!["2", "3"], vec!["3"], vec![]]);
}

#[test]
fn a_run_leaves_nothing_behind() {
    let (plan, cases) = compiled();
    let mut session = Session::new(&plan);
    let alone: Vec<_> = cases
        .iter()
        .map(|(_, case)| whereas_eval::answers(&mut Session::new(&plan), case))
        .collect();
    for _ in 0..2 {
        for ((_, case), alone) in cases.iter().zip(&alone) {
            assert_eq!(&whereas_eval::answers(&mut session, case), alone);
        }
    }
}
