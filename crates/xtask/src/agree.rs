//! `cargo xtask agree`: the two interpreters say the same, and what they say keeps the laws of the language.
//!
//! Reads a seed and how many pairs of a policy and a case to draw; produces figures, and where anything differs
//! the smallest policy and case that still show it. Invariant: the same seed finds the same.

mod difference;
mod examples;
mod figures;
mod laws;
mod pair;
mod shrink;

pub use difference::difference;
pub use examples::with_example;
pub use figures::{Figures, share};
pub use pair::{Failure, Kind};
pub use shrink::{Counterexample, shrink};

use whereas_eval::Session;

use crate::cases;
use crate::generate::{self, Style};
use crate::package::{self, Compiled};
use crate::random::Random;

/// What to run.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many pairs at least.
    pub pairs: u64,
    /// From which seed on.
    pub seed: u64,
    /// How many threads.
    pub jobs: u64,
    /// How many cases for each policy.
    pub cases: u64,
    /// How many counterexamples to look for before stopping.
    pub most: usize,
    /// In how many pairs of a hundred the laws are checked too.
    pub laws: usize,
}

/// What a run found.
#[derive(Debug, Default)]
pub struct Found {
    /// How often what was seen.
    pub figures: Figures,
    /// What differed or broke a law, by the seed of its policy and the number of its case.
    pub failures: Vec<Failure>,
}

/// The style of the policy of a seed: every other one is drafted.
#[must_use]
pub const fn style_of(seed: u64) -> Style {
    if seed.is_multiple_of(2) { Style::Drafted } else { Style::Wild }
}

/// What decides about the cases of a policy.
#[must_use]
pub const fn case_random(seed: u64, number: u64) -> Random {
    Random::new(
        seed.wrapping_mul(0x1000_0001).wrapping_add(number.wrapping_mul(7919)).wrapping_add(0x5eed),
    )
}

/// Runs the whole plan.
#[must_use]
pub fn run(plan: Plan) -> Found {
    let policies = plan.pairs.div_ceil(plan.cases.max(1));
    let jobs = plan.jobs.max(1);
    let mut parts: Vec<Found> = Vec::new();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..jobs)
            .map(|job| {
                // The interpreters recurse over small expressions, through a few layers of decisions.
                std::thread::Builder::new()
                    .stack_size(64 << 20)
                    .spawn_scoped(scope, move || some(plan, policies, job, jobs))
            })
            .collect();
        for thread in threads.into_iter().flatten() {
            parts.push(thread.join().unwrap_or_default());
        }
    });
    let mut found = Found::default();
    for part in parts {
        found.figures.join(part.figures);
        found.failures.extend(part.failures);
    }
    found.failures.sort_by_key(|failure| (failure.seed, failure.case));
    found
}

fn some(plan: Plan, policies: u64, job: u64, jobs: u64) -> Found {
    let mut found = Found::default();
    let mut number = job;
    while number < policies && found.failures.len() < plan.most {
        policy(plan, plan.seed.wrapping_mul(1_000_000_007).wrapping_add(number), &mut found);
        number += jobs;
    }
    found
}

/// One policy with its cases.
fn policy(plan: Plan, seed: u64, found: &mut Found) {
    let model = generate::model(seed, style_of(seed));
    match package::compile(&generate::files(&model)) {
        Ok(compiled) => {
            found.figures.policy(&model);
            let mut session = Session::new(&compiled.plan);
            for case in 0..plan.cases {
                one((plan, seed, case), &model, &compiled, &mut session, found);
                if found.failures.len() >= plan.most {
                    return;
                }
            }
        }
        Err(refused) => found.figures.refused(&refused),
    }
}

fn one(
    (plan, seed, number): (Plan, u64, u64),
    model: &generate::Model,
    compiled: &Compiled,
    session: &mut Session<'_>,
    found: &mut Found,
) {
    let mut random = case_random(seed, number);
    let case = cases::draw(compiled.checked.hir(), &mut random);
    match pair::answers(compiled, session, &case) {
        Ok(answers) => {
            found.figures.pair(model, compiled, &case, &answers);
            if random.chance(plan.laws)
                && let Err((kind, text)) =
                    laws::check(model, compiled, &case, &answers, &mut random, &mut found.figures)
            {
                found.failures.push(Failure { seed, case: number, kind, text });
            }
        }
        Err((kind, text)) => found.failures.push(Failure { seed, case: number, kind, text }),
    }
}

/// A counterexample in words: the policy, the case, and what goes wrong; made small first if wanted.
#[must_use]
pub fn told(failure: &Failure, small: bool) -> String {
    let model = generate::model(failure.seed, style_of(failure.seed));
    let Ok(compiled) = package::compile(&generate::files(&model)) else {
        return failure.text.clone();
    };
    let mut random = case_random(failure.seed, failure.case);
    let case = cases::draw(compiled.checked.hir(), &mut random);
    let mut found = Counterexample { model, case, text: failure.text.clone() };
    if small {
        let test = |model: &generate::Model, compiled: &Compiled, case: &whereas_value::Case| {
            let answers = pair::answers(compiled, &mut Session::new(&compiled.plan), case)?;
            if matches!(failure.kind, Kind::Differ | Kind::ReferencePanics | Kind::PlanPanics) {
                return Ok(());
            }
            let mut figures = Figures::default();
            // A law draws what it changes: a few draws show whether it still breaks.
            (0..6).try_for_each(|number| {
                let mut random = case_random(failure.seed, 1000 + number);
                laws::check(model, compiled, case, &answers, &mut random, &mut figures)
            })
        };
        found = shrink(found, failure.kind, &test);
    }
    let hir = package::compile(&generate::files(&found.model))
        .map(|compiled| compiled.checked.hir().clone());
    let mut out = format!("==== seed {} case {}: {:?}\n", failure.seed, failure.case, failure.kind);
    for (name, text) in generate::files(&found.model) {
        if name.ends_with(".policy") {
            out.push_str(&format!("---- {name}\n{text}"));
        }
    }
    if let Ok(hir) = hir {
        out.push_str(&format!("---- case\n{}", cases::words(&hir, &found.case)));
    }
    out.push_str(&format!("---- {:?}\n{}\n", failure.kind, found.text));
    out
}
