//! Ten thousand clauses, each with its passage.

#![cfg(test)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use whereas_analyse::text;
use whereas_hir::from_syntax::{Inputs, from_syntax};
use whereas_source::Sources;

/// Far more than it takes, so that only what is not linear fails: a clause for each must not look at all passages.
const MOST: Duration = Duration::from_secs(20);

#[test]
fn ten_thousand_clauses_are_held_against_their_passages_at_once() {
    let mut policy = "policy p\n  title \"T\"\n\nsource act \"The Act\"\n  passages \"act.md\"\n  fidelity restated\n\n\
        fact pay : money in USD \"the income\"\nfact stay : days \"the stay\"\n\
        decision fee : money in USD \"the fee\"\n  otherwise 0 USD\n\n\
        clause 0 \"Force\"\n  cites act [0]\n  policy in force from 2020-01-01\n\n"
        .to_owned();
    let mut passages = "## [0]\nIn force from 1 January 2020.\n\n".to_owned();
    for at in 1..=10_000 {
        writeln!(
            policy,
            "clause {at} \"C\"\n cites act [{at}]\n fee is {at} USD when pay exceeds {at} USD and stay >= {} days\n",
            at % 90 + 2
        )
        .unwrap();
        writeln!(
            passages,
            "## [{at}]\nWhere the yearly income of the person exceeds ${at}, and the stay lasted {} days or\n\
             more, the fee is {at} dollars. It is paid to the office under section {at}(a) of the Act.\n",
            at % 90 + 2
        )
        .unwrap();
    }
    let mut sources = Sources::new();
    let file = sources.add("p.policy", policy.as_str());
    sources.add("act.md", passages.as_str());
    let (parse, _) = whereas_syntax::parse(file, &policy);
    let inputs = Inputs {
        main: "p.policy",
        trees: BTreeMap::from([("p.policy".into(), &parse.tree)]),
        passages: BTreeMap::from([("act.md".into(), passages.as_str())]),
        sources: &sources,
    };
    let (hir, map, found) = from_syntax(&inputs);
    let (typed, more) = whereas_check::check(hir, &map);
    let errors: Vec<_> = found.into_iter().chain(more).filter(|it| it.is_error()).collect();
    let checked = whereas_check::seal(typed, &errors).expect("it has no error");
    let start = Instant::now();
    let found = text::check(&checked, &map, &sources);
    let took = start.elapsed();
    println!("{took:?} for 10,000 clauses");
    assert_eq!(found, []);
    assert!(took < MOST, "{took:?}");
}
