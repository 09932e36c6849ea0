//! Of every clause of a policy: an example in which it bites, and one in which it does not.
//!
//! Reads a compiled policy and runs its examples; produces one row for each clause. A clause *bites* in an example
//! where something it says changes an answer or is what an answer says: a rule of it prevails, it sets other clauses
//! aside, holds an answer back, a duty of it arises, a permission of it is held, a judgement of it is asked for or
//! found, a factor of it is weighed or left out, a finding is defective by it, the policy's scope or force turns on it. It
//! *does not bite* where it could have, and did not. Invariant: nothing is counted that the answers do not say.

mod parts;

use whereas_eval::Session;
use whereas_hir::Hir;
use whereas_value::Answers;
use whereas_value::id::ClauseId;

use crate::{Compiled, Policy};
use parts::Part;

/// What the examples show of one clause.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClauseCoverage {
    /// The clause.
    pub clause: String,
    /// Its title.
    pub title: String,
    /// Whether it has anything that can bite.
    pub kind: Kind,
    /// How many examples stand in it.
    pub own: usize,
    /// The examples in which it bites, its own first.
    pub bites: Vec<ExampleNamed>,
    /// The examples in which it could have and does not, its own first.
    pub does_not: Vec<ExampleNamed>,
}

/// What a clause is, for the examples.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// It has something that can bite.
    Operative,
    /// What it says works through other clauses: terms, parameters, guarantees, open questions.
    Indirect,
    /// `commentary`: it has no operative content, for this reason.
    Commentary(String),
}

/// An example by its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExampleNamed {
    /// The clause it stands in.
    pub clause: String,
    /// Its title.
    pub title: String,
}

impl ClauseCoverage {
    /// Whether the examples leave something of it unshown.
    #[must_use]
    pub fn lacks(&self) -> bool {
        self.kind == Kind::Operative && (self.bites.is_empty() || self.does_not.is_empty())
    }
}

/// The clauses of a policy, in their order; none where the policy has an error.
#[must_use]
pub fn coverage(policy: &Policy) -> Vec<ClauseCoverage> {
    let Some(compiled) = &policy.compiled else { return Vec::new() };
    let hir = compiled.checked.hir();
    let ran = run(compiled);
    hir.clauses
        .enumerate()
        .filter(|(_, clause)| clause.policy == Hir::MAIN)
        .map(|(id, clause)| {
            let parts = parts::of(hir, id);
            let kind = match &clause.commentary {
                Some(reason) => Kind::Commentary(reason.plain.to_string()),
                None if parts.is_empty() => Kind::Indirect,
                None => Kind::Operative,
            };
            let (bites, does_not) = shown(hir, id, &parts, &ran);
            ClauseCoverage {
                clause: clause.id.to_string(),
                title: clause.title.plain.to_string(),
                kind,
                own: hir.examples.iter().filter(|example| example.clause == id).count(),
                bites,
                does_not,
            }
        })
        .collect()
}

/// The answers of every example, in order.
fn run(compiled: &Compiled) -> Vec<Answers> {
    let mut session = Session::new(&compiled.plan);
    let examples = compiled.checked.hir().examples.iter();
    examples.map(|example| whereas_eval::answers(&mut session, &example.case)).collect()
}

fn shown(
    hir: &Hir,
    id: ClauseId,
    parts: &[Part],
    ran: &[Answers],
) -> (Vec<ExampleNamed>, Vec<ExampleNamed>) {
    let (mut bites, mut does_not) = (Vec::new(), Vec::new());
    // An example that stands in the clause shows more than one that happens to meet it.
    for own in [true, false] {
        for (example, answers) in hir.examples.iter().zip(ran) {
            if (example.clause == id) != own {
                continue;
            }
            let seen: Vec<parts::Seen> =
                parts.iter().map(|part| parts::seen(hir, *part, id, example, answers)).collect();
            let into = if seen.contains(&parts::Seen::Bites) {
                &mut bites
            } else if seen.contains(&parts::Seen::DoesNot) {
                &mut does_not
            } else {
                continue;
            };
            let clause = hir.clauses.get(example.clause);
            into.push(ExampleNamed {
                clause: clause.map_or_else(String::new, |it| it.id.to_string()),
                title: example.title.to_string(),
            });
        }
    }
    (bites, does_not)
}
