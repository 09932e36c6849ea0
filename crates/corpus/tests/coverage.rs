//! The Guidelines clause by clause: each is there under its id with its passage, and the examples show each bite and
//! not bite.

#![expect(clippy::expect_used, reason = "what a test cannot do without, it may fail on")]

use std::path::Path;

use whereas_corpus::packages;
use whereas_driver::coverage::{Kind, coverage};
use whereas_driver::{Asked, Compilation, Policy};
use whereas_hir::vocabulary::Fidelity;
use whereas_value::answer::Force;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies/dhs");

/// The clauses of the memorandum, 76 in all.
const CLAUSES: &str = "0.1 0.2 I.1 I.2 I.3 I.4 I.5 I.6 II.0 II.A.1 II.A.2 II.A.3 II.B.1 II.B.2 II.B.3 II.B.agg.0 \
    II.B.agg.1 II.B.agg.2 II.B.agg.3 II.B.agg.4 II.B.agg.5 II.B.mit.0 II.B.mit.1 II.B.mit.2 II.B.mit.3 II.B.mit.4 \
    II.B.mit.5 II.B.mit.6 II.B.mit.7 II.B.mit.8 II.B.mit.9 II.B.4 II.B.5 II.B.6 II.B.7 II.B.8 II.B.9 II.B.10 II.B.11 \
    II.B.12 II.B.13 II.C.1 II.C.2a II.C.2b II.C.3 II.C.4 II.C.5 III.1 III.2 III.3 III.4 III.5 IV.1 IV.2 IV.3a IV.3b \
    IV.3c V.0a V.0b V.A.1 V.A.2 V.B.1 V.B.2 V.B.3 V.B.4 V.B.5 V.C.1 V.C.2 V.D.1 V.D.2 VI.1 VI.2a VI.2b VI.3 VI.4 VII.1";
/// Those that interpret or define, and from which nothing follows for a case.
const COMMENTARY: [&str; 6] = ["I.2", "I.5", "I.6", "II.B.7", "II.B.11", "IV.1"];
/// What they do is done to another policy: its examples show it.
const REPLACING: [(&str, &str); 2] = [("VI.2a", "pekoske_2021"), ("VI.2b", "ice_february_2021")];

fn compiled() -> Compilation {
    let files = packages::files(Path::new(FOLDER)).expect("the folder can be read");
    whereas_driver::compile(&files, Asked::default())
}

fn named<'a>(compilation: &'a Compilation, name: &str) -> &'a Policy {
    compilation.policies.iter().find(|policy| policy.name == name).expect("the policy is there")
}

#[test]
fn every_clause_is_there_with_its_passage() {
    let compilation = compiled();
    let hir = &named(&compilation, "dhs_2021").hir;
    let mut there: Vec<&str> = hir.clauses.iter().map(|clause| clause.id.as_str()).collect();
    let mut wanted: Vec<&str> = CLAUSES.split_whitespace().collect();
    assert_eq!(wanted.len(), 76);
    there.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(there, wanted);
    for clause in hir.clauses.iter() {
        let (source, _) =
            clause.cites.iter().find(|(_, passage)| *passage == clause.id).expect("its passage");
        let source = hir.sources.get(*source).expect("a source");
        assert_eq!(source.name, "memo", "{}", clause.id);
        assert_eq!(source.fidelity, Some(Fidelity::Restated));
        assert!(source.texts.iter().any(|text| text.id == clause.id && !text.text.is_empty()));
    }
}

#[test]
fn every_clause_bites_in_an_example_and_does_not_in_another() {
    let compilation = compiled();
    let mut lacking = Vec::new();
    let mut shown = 0;
    for row in coverage(named(&compilation, "dhs_2021")) {
        let clause = row.clause.as_str();
        if REPLACING.iter().any(|(it, _)| *it == clause) {
            continue;
        }
        if let Kind::Commentary(reason) = &row.kind {
            assert!(COMMENTARY.contains(&clause), "{clause} is commentary");
            assert!(!reason.is_empty());
            continue;
        }
        if row.bites.is_empty() || row.does_not.is_empty() {
            lacking.push(format!("{clause}: {:?}, {:?}", row.bites.first(), row.does_not.first()));
        }
        shown += 1;
    }
    assert_eq!(lacking, Vec::<String>::new());
    assert_eq!(shown, 76 - COMMENTARY.len() - REPLACING.len());
}

/// Every other policy of the package too: nothing in it can bite that no example shows both ways.
#[test]
fn every_clause_of_every_policy_is_shown_both_ways() {
    let compilation = compiled();
    let mut lacking = Vec::new();
    for policy in &compilation.policies {
        let mut shown = 0;
        for row in coverage(policy) {
            if row.kind != Kind::Operative {
                continue;
            }
            shown += 1;
            if row.bites.is_empty() || row.does_not.is_empty() {
                lacking.push(format!("{}: {}", policy.name, row.clause));
            }
        }
        assert!(shown >= 9, "{}: {shown} clauses", policy.name);
    }
    assert_eq!(lacking, Vec::<String>::new());
    assert_eq!(compilation.policies.len(), 7);
}

#[test]
fn what_the_guidelines_replace_is_replaced_in_one_example_and_not_in_another() {
    let compilation = compiled();
    for (clause, name) in REPLACING {
        let policy = named(&compilation, name);
        let compiled = policy.compiled.as_ref().expect("a sound policy");
        let mut session = whereas_eval::Session::new(&compiled.plan);
        let (mut replaced, mut stands) = (false, false);
        for example in compiled.checked.hir().examples.iter() {
            let answers = whereas_eval::answers(&mut session, &example.case);
            replaced |= answers
                .force
                .iter()
                .all(|it| matches!(&it.force, Force::Replaced { by } if by == "dhs_2021"));
            stands |= answers.force.iter().all(|it| it.force == Force::InForce);
        }
        assert!(replaced && stands, "{clause}: {name}");
    }
}
