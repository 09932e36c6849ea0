//! Whatever the text, names are resolved without a panic, and what comes out holds together.

#![cfg(test)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use whereas_hir::clause::{Gives, Presence, Waits};
use whereas_hir::expr::{Expr, ExprId, Literal};
use whereas_hir::{Hir, Inputs, from_syntax, print};
use whereas_source::Sources;
use whereas_value::Id as _;

/// The policies of the package, and the syntax tests, sound and broken.
fn texts() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut open = vec![root.join("policies"), root.join("tests/syntax")];
    let mut texts = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "policy") {
                let text = std::fs::read(&path).unwrap();
                texts.push((path, String::from_utf8_lossy(&text).into_owned()));
            }
        }
    }
    texts.sort();
    texts
}

fn resolve(text: &str) -> Hir {
    let mut sources = Sources::new();
    let file = sources.add("main.policy", text);
    let (parse, problems) = whereas_syntax::parse(file, text);
    let inputs = Inputs {
        main: "main.policy",
        trees: BTreeMap::from([("main.policy".into(), &parse.tree)]),
        passages: BTreeMap::new(),
        sources: &sources,
    };
    let (hir, map, found) = from_syntax(&inputs);
    assert_eq!(hir.exprs.len(), map.exprs.len());
    assert_eq!(hir.facts.len(), map.facts.len());
    assert_eq!(hir.clauses.len(), map.clauses.len());
    assert_eq!(hir.clauses.len(), map.clause_bodies.len());
    assert_eq!(hir.rules.len(), map.rules.len());
    assert_eq!(hir.judgements.len(), map.judgements.len());
    assert_eq!(hir.examples.len(), map.expects.len());
    let missing = hir.exprs.iter().any(|expr| *expr == Expr::Missing);
    let reported = found.iter().chain(&problems).any(whereas_diagnostics::Diagnostic::is_error);
    assert!(!missing || reported, "what is missing was reported");
    hir
}

/// Every id leads somewhere, and operands come before what uses them.
fn holds_together(hir: &Hir) {
    assert!(!hir.policies.is_empty());
    for (id, expr) in hir.exprs.enumerate() {
        for operand in expr.operands() {
            assert!(operand < id, "{id:?} uses {operand:?}");
        }
        if let Expr::Fact(id) = expr {
            assert!(hir.facts.get(*id).is_some());
        } else if let Expr::Term(id) = expr {
            assert!(hir.terms.get(*id).is_some());
        } else if let Expr::Decision(id) = expr {
            assert!(hir.decisions.get(*id).is_some());
        } else if let Expr::Judgement(id) = expr {
            assert!(hir.judgements.get(*id).is_some());
        } else if let Expr::Variable(id) = expr {
            assert!(hir.variables.get(*id).is_some());
        } else if let Expr::Literal(Literal::Choice { choice, value }) = expr {
            assert!(hir.choices[*choice].values.get(*value as usize).is_some());
        }
    }
    let known = |expr: ExprId| assert!(hir.exprs.get(expr).is_some());
    for rule in &hir.rules {
        let (Gives::Is(value)
        | Gives::Includes(value)
        | Gives::Excludes(value)
        | Gives::Adds(value)) = rule.gives;
        known(value);
        rule.when.into_iter().chain(rule.unless).for_each(known);
        assert!(hir.clauses.get(rule.clause).is_some());
        assert!(hir.decisions.get(rule.decision).is_some());
    }
    for (id, clause) in hir.clauses.enumerate() {
        let others = clause.despite.iter().chain(&clause.subject_to);
        for other in others.chain(clause.switch_offs.iter().flat_map(|it| &it.targets)) {
            assert!(hir.clauses.get(*other).is_some() && *other != id);
        }
        for prerequisite in &clause.prerequisites {
            known(prerequisite.condition);
            if let Waits::Judgement(id) = prerequisite.of {
                assert!(hir.judgements.get(id).is_some());
            }
        }
    }
    for factor in &hir.factors {
        if let Presence::When(condition) = factor.present {
            known(condition);
        }
    }
    for duty in &hir.duties {
        if let Some(id) = duty.upon_breach_duty {
            assert!(id.index() < hir.duties.len());
        }
    }
    for example in &hir.examples {
        assert_eq!(example.case.facts.len(), hir.facts.len());
        for finding in &example.case.findings {
            assert!(hir.judgements.get(finding.judgement).is_some());
        }
    }
    assert!(!print::print(hir).is_empty());
}

#[test]
fn every_policy_holds_together() {
    let texts = texts();
    assert!(texts.len() > 4);
    for (path, text) in texts {
        println!("{}", path.display());
        holds_together(&resolve(&text));
    }
}

#[test]
fn a_policy_without_a_line_holds_together() {
    for (path, text) in texts().into_iter().filter(|(path, _)| path.ends_with("statuses.policy")) {
        let lines: Vec<&str> = text.lines().collect();
        for at in (0..lines.len()).step_by(3) {
            println!("{}:{}", path.display(), at + 1);
            let rest: String = lines
                .iter()
                .enumerate()
                .filter(|(line, _)| *line != at)
                .map(|(_, line)| format!("{line}\n"))
                .collect();
            holds_together(&resolve(&rest));
        }
    }
}

#[test]
fn a_policy_with_its_words_exchanged_holds_together() {
    let names = ["branch", "careless", "lent", "librarian", "religion", "wear", "share", "book"];
    for (path, text) in texts().into_iter().filter(|(path, _)| path.ends_with("statuses.policy")) {
        for (from, to) in names.iter().flat_map(|a| names.iter().map(move |b| (a, b))) {
            if from != to {
                println!("{}: {from} for {to}", path.display());
                holds_together(&resolve(&text.replace(*from, to)));
            }
        }
    }
}

#[test]
fn a_long_chain_of_else_if_is_refused() {
    let mut text = String::from(
        "policy p\n  title \"P\"\nsource s \"S\"\nfact n : number \"n\"\nclause 1 \"T\"\n  cites s [1]\n  x means ",
    );
    for at in 0..5_000 {
        text.push_str(&format!("if n is {at} then {at} else "));
    }
    text.push_str("0\n");
    let hir = resolve(&text);
    holds_together(&hir);
}

#[test]
fn a_long_chain_of_files_and_examples_is_walked() {
    let mut sources = Sources::new();
    let mut parses = Vec::new();
    for at in 0..2_000 {
        let path = format!("f{at}.policy");
        let text = if at == 0 {
            "policy p\n  title \"P\"\nuse \"f1.policy\"\n".to_owned()
        } else {
            format!("use \"f{}.policy\"\nfact n{at} : number \"n\"\n", at + 1)
        };
        let file = sources.add(path.as_str(), text.as_str());
        parses.push((path, whereas_syntax::parse(file, &text).0));
    }
    let trees = parses.iter().map(|(path, parse)| (path.as_str().into(), &parse.tree)).collect();
    let inputs = Inputs { main: "f0.policy", trees, passages: BTreeMap::new(), sources: &sources };
    let (hir, _, found) = from_syntax(&inputs);
    assert_eq!(hir.facts.len(), 1_999);
    assert_eq!(found.len(), 1, "the last file is missing");
}
