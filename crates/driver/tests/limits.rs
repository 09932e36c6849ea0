//! What policies and examples are too large for, and that what is just small enough is answered.

use std::fmt::Write as _;

use whereas_driver::{Asked, Files, compile, examples};

const HEAD: &str = "policy p\n  title \"P\"\n\nsource rules \"Rules\"\n  fidelity restated\n\nrecord Part\n  size : integer \
                    \"the size\"\n\nfact big : yes/no \"it is big\"\n  not \"it is small\"\nfact parts : list of Part \"the parts\"\n\
                    decision d : integer \"what is decided\"\n  otherwise 0\n\nclause 1 \"Force\"\n  cites rules [1]\n  policy in \
                    force from 2024-01-01\n";

fn files(clauses: &str) -> Files {
    [("p.policy".to_owned(), format!("{HEAD}{clauses}"))].into()
}

fn codes(clauses: &str) -> Vec<&'static str> {
    let compilation = compile(&files(clauses), Asked::default());
    let errors = compilation.diagnostics.iter().filter(|problem| problem.is_error());
    errors.map(|problem| problem.code.id()).collect()
}

/// So many clauses, each with what stands in it.
fn clauses(count: usize, says: impl Fn(usize) -> String) -> String {
    (2..count + 2).fold(String::new(), |mut text, id| {
        let says = says(id);
        let _ =
            write!(text, "\nclause {id} \"C\"\n  cites rules [{id}]\n{says}  d is {id} when big\n");
        text
    })
}

#[test]
fn clauses_prevail_over_one_another_in_a_million_pairs_at_most() {
    let chain = |count| {
        clauses(count, |id| if id > 2 { format!("  despite {}\n", id - 1) } else { String::new() })
    };
    // n clauses in a chain are n (n - 1) / 2 pairs.
    assert_eq!(codes(&chain(1_414)), [""; 0]);
    assert_eq!(codes(&chain(1_416)), ["E0337"]);
    // Exceptions to one rule are one pair each.
    let one_rule =
        clauses(3_000, |id| if id > 2 { "  despite 2\n".to_owned() } else { String::new() });
    assert_eq!(codes(&one_rule), [""; 0]);
}

#[test]
fn an_example_with_too_many_combinations_has_no_answer() {
    let example = |count: usize| {
        let parts = vec!["{ size: 1 }"; count].join(", ");
        format!(
            "\nclause 2 \"Pairs\"\n  cites rules [2]\n  d is 1 when any (a in parts where any (b in parts where a.size is less \
             than b.size))\n  example \"many\"\n    as of 2024-02-01\n    given big is no, parts is [ {parts} ]\n    expect d is 0\n"
        )
    };
    let came = |count: usize| {
        let compilation = compile(&files(&example(count)), Asked::default());
        let runs = compilation.policies.iter().flat_map(|policy| examples::run(policy, None));
        runs.flat_map(|run| run.failures).map(|failure| failure.came).collect::<Vec<_>>()
    };
    assert_eq!(came(999), [""; 0]);
    assert_eq!(
        came(1_000),
        ["no answer: lists within lists with more than 1000000 combinations (E0533)"]
    );
}
