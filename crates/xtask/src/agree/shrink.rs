//! A counterexample made small: fewer items, statements and operands, and a case that says less, while the same
//! thing still goes wrong.

use whereas_value::Case;

use super::pair::Kind;
use crate::cases;
use crate::generate::{self, Model, smaller};
use crate::package::{self, Compiled};

/// A policy and a case that show what goes wrong.
#[derive(Clone, Debug)]
pub struct Counterexample {
    /// The policy.
    pub model: Model,
    /// The case.
    pub case: Case,
    /// What goes wrong, in words.
    pub text: String,
}

/// What tells whether a pair still goes wrong, and in which words.
pub type Test<'a> = &'a dyn Fn(&Model, &Compiled, &Case) -> Result<(), (Kind, String)>;

/// The smallest that can be found from here by leaving something out, one thing at a time.
#[must_use]
pub fn shrink(mut found: Counterexample, kind: Kind, test: Test<'_>) -> Counterexample {
    let Ok(mut compiled) = package::compile(&generate::files(&found.model)) else { return found };
    let mut tries = 20_000_usize;
    loop {
        let mut better = false;
        let mut number = 0;
        while number < smaller::count(&found.model) && tries > 0 {
            tries -= 1;
            let model = smaller::smaller(&found.model, number);
            match still(&model, &found.case, &compiled, kind, test) {
                Some((next, case, text)) => {
                    compiled = next;
                    found = Counterexample { model, case, text };
                    better = true;
                }
                None => number += 1,
            }
        }
        while let Some((case, text)) = smaller_case(&found, &compiled, kind, test) {
            found.case = case;
            found.text = text;
            better = true;
        }
        if !better || tries == 0 {
            return found;
        }
    }
}

fn still(
    model: &Model,
    case: &Case,
    old: &Compiled,
    kind: Kind,
    test: Test<'_>,
) -> Option<(Compiled, Case, String)> {
    let compiled = package::compile(&generate::files(model)).ok()?;
    let case = cases::rebase(case, old.checked.hir(), compiled.checked.hir());
    match test(model, &compiled, &case) {
        Err((same, text)) if same == kind => Some((compiled, case, text)),
        Err(_) | Ok(()) => None,
    }
}

fn smaller_case(
    found: &Counterexample,
    compiled: &Compiled,
    kind: Kind,
    test: Test<'_>,
) -> Option<(Case, String)> {
    cases::smaller(&found.case).into_iter().find_map(|case| {
        match test(&found.model, compiled, &case) {
            Err((same, text)) if same == kind => Some((case, text)),
            Err(_) | Ok(()) => None,
        }
    })
}
