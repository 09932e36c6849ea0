//! The table of crates in `docs/ARCHITECTURE.md` against the manifests.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "what a test cannot do without, it may fail on"
)]

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// Of each crate of the workspace, the crates of the workspace that it uses outside of tests, and the others.
struct Uses {
    ours: BTreeMap<String, BTreeSet<String>>,
    others: BTreeMap<String, BTreeSet<String>>,
}

/// `whereas-check` is `check`.
fn plain(package: &str) -> String {
    package.strip_prefix("whereas-").unwrap_or(package).to_owned()
}

fn uses() -> Uses {
    let metadata = MetadataCommand::new().no_deps().exec().expect("the workspace has manifests");
    let names: BTreeSet<&str> =
        metadata.packages.iter().map(|package| package.name.as_str()).collect();
    let (mut ours, mut others) = (BTreeMap::new(), BTreeMap::new());
    for package in &metadata.packages {
        let used = package.dependencies.iter().filter(|it| it.kind == DependencyKind::Normal);
        let (inside, outside): (BTreeSet<_>, BTreeSet<_>) =
            used.map(|it| it.name.as_str()).partition(|name| names.contains(name));
        ours.insert(plain(&package.name), inside.into_iter().map(plain).collect());
        others.insert(plain(&package.name), outside.into_iter().map(str::to_owned).collect());
    }
    Uses { ours, others }
}

/// The rows of the table: a crate and what it may use; `None` for all.
fn table() -> BTreeMap<String, Option<BTreeSet<String>>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/ARCHITECTURE.md");
    let page = std::fs::read_to_string(path).expect("the page is there");
    let (_, rest) = page.split_once("| crate | duty | may use |").expect("the page has its table");
    let mut rows = BTreeMap::new();
    for line in rest.lines().skip(2).take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, name, _, may_use, _] = cells.as_slice() else { panic!("three cells: {line}") };
        let names: BTreeSet<String> = may_use
            .split(',')
            .map(|it| it.trim().trim_matches('`').to_owned())
            .filter(|it| it != "–")
            .collect();
        let all = names.contains("all");
        rows.insert(name.trim_matches('`').to_owned(), if all { None } else { Some(names) });
    }
    rows
}

#[test]
fn every_crate_has_a_row_and_uses_what_the_row_allows() {
    let (table, uses) = (table(), uses());
    let rows: BTreeSet<&String> = table.keys().collect();
    let crates: BTreeSet<&String> = uses.ours.keys().collect();
    assert_eq!(rows, crates, "the rows of the table and the crates of the workspace");
    for (name, used) in &uses.ours {
        let Some(allowed) = &table[name] else { continue };
        let forbidden: Vec<_> = used.difference(allowed).collect();
        assert!(forbidden.is_empty(), "`{name}` uses {forbidden:?}, which its row does not allow");
        for known in allowed {
            assert!(
                table.contains_key(known),
                "the row of `{name}` allows `{known}`, which is no crate"
            );
        }
    }
}

#[test]
fn what_runs_a_plan_cannot_reach_the_parser() {
    let uses = uses();
    for start in ["eval", "cases", "words", "plan"] {
        let mut reached = BTreeSet::new();
        let mut open = vec![start.to_owned()];
        while let Some(name) = open.pop() {
            if reached.insert(name.clone()) {
                open.extend(uses.ours[&name].iter().cloned());
            }
        }
        for compiler in ["syntax", "hir", "check", "lower", "driver"] {
            assert!(!reached.contains(compiler), "`{start}` reaches `{compiler}`");
        }
    }
    for (name, others) in &uses.others {
        let grammar = others.iter().any(|it| it.starts_with("pest"));
        assert!(
            !grammar || ["syntax", "xtask"].contains(&name.as_str()),
            "`{name}` knows the grammar engine"
        );
    }
}
