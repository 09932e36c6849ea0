//! `policies/dhs/article.md` against the clauses of its folder: every clause it names is there, every statement has
//! its row.

#![expect(clippy::expect_used, reason = "what a test cannot do without, it may fail on")]

use std::collections::BTreeSet;
use std::path::Path;

use whereas_corpus::packages;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies/dhs");

/// The ids of all clauses of the folder.
fn clauses() -> BTreeSet<String> {
    let files = packages::files(Path::new(FOLDER)).expect("the folder can be read");
    let compilation = whereas_driver::compile(&files, whereas_driver::Asked::default());
    let of_policy = |policy: &whereas_driver::Policy| -> Vec<String> {
        policy.hir.clauses.iter().map(|clause| clause.id.to_string()).collect()
    };
    compilation.policies.iter().flat_map(of_policy).collect()
}

/// What stands between backticks, in order.
fn named(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn every_clause_that_the_article_is_held_against_is_there() {
    let page = std::fs::read_to_string(format!("{FOLDER}/article.md")).expect("the page is there");
    let clauses = clauses();
    assert!(clauses.len() > 70, "the clauses of the memorandum: {}", clauses.len());
    let gone: Vec<&str> = named(&page).into_iter().filter(|id| !clauses.contains(*id)).collect();
    assert!(gone.is_empty(), "the article names clauses that are not there: {gone:?}");
}

#[test]
fn every_statement_of_the_article_has_its_row_and_its_clauses() {
    let page = std::fs::read_to_string(format!("{FOLDER}/article.md")).expect("the page is there");
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with("| S"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let statements: Vec<&str> = rows.iter().filter_map(|row| row.first().copied()).collect();
    let wanted: Vec<String> = (0..=13).map(|number| format!("S{number}")).collect();
    assert_eq!(statements, wanted, "one row for each statement, in order");
    for row in &rows {
        let [statement, says, ids, verdict] = row.as_slice() else {
            unreachable!("four cells: {row:?}");
        };
        assert!(!says.is_empty() && !verdict.is_empty(), "{statement} says nothing");
        let carried = named(ids);
        assert_eq!(carried.is_empty(), *ids == "none", "{statement}: {ids}");
        // Whatever the verdict rests on is among the clauses of the row.
        for id in named(verdict) {
            assert!(carried.contains(&id), "{statement} argues from {id}, and does not name it");
        }
    }
}
