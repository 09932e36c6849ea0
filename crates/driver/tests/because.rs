//! `because` of an example: every clause that gives the answer in some reading of what the text leaves open.

use whereas_driver::{Asked, Files, compile, examples};

const POLICY: &str = r#"policy p
  title "P"
  issued 2020-01-01

source act "An act"
  fidelity restated

fact x : yes/no "x is so"
  not "x is not so"
decision d : yes/no "d is so"
  not "d is not so"
  otherwise no
clause 1 "One"
  cites act [1]
  policy in force from 2020-01-01
  open question q "what is meant?"
    either q1 "the one"
    or q2 "the other"
  d is yes when x
clause 2 "Two"
  cites act [2]
  in force from 2021-01-01 when q is q1
  clause 1 does not apply
  d is yes when x
clause 3 "Three"
  cites act [3]
  d is yes when not x
  example "both readings give it"
    as of 2021-06-01
    given x is yes
    expect d is yes because BECAUSE
"#;

fn passes(because: &str) -> bool {
    let text = POLICY.replace("BECAUSE", because);
    let files = Files::from([("p.policy".to_owned(), text)]);
    let compilation = compile(&files, Asked::default());
    let runs = compilation.policies.iter().flat_map(|policy| examples::run(policy, None));
    let runs: Vec<_> = runs.collect();
    assert_eq!(runs.len(), 1, "{:?}", compilation.diagnostics);
    runs.iter().all(examples::ExampleRun::passed)
}

#[test]
fn because_names_what_prevails_in_some_reading() {
    for (because, holds) in
        [("1, 2", true), ("1", true), ("2", true), ("3", false), ("1, 3", false)]
    {
        assert_eq!(passes(because), holds, "{because}");
    }
}
