//! The examples of a policy, run by its plan and held against what they expect.

mod came;
mod matches;

use whereas_eval::Session;
use whereas_hir::example::{Example, Expect, Expected};
use whereas_plan::facts::MAX_COMBINATIONS;
use whereas_source::Span;
use whereas_value::id::{DecisionId, ExampleId, Id};
use whereas_value::{Answers, Case, Of};

use crate::{Compiled, Policy};

/// One example and what came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExampleRun {
    /// The policy.
    pub policy: String,
    /// The clause it stands in.
    pub clause: String,
    /// Its title.
    pub title: String,
    /// Where its title stands.
    pub span: Option<Span>,
    /// What it gives, where something did not come as expected.
    pub case: Option<Case>,
    /// What did not come as expected.
    pub failures: Vec<Failure>,
}

/// One `expect` line that did not come true.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// The line as written.
    pub expected: String,
    /// Where it stands.
    pub span: Option<Span>,
    /// What came instead.
    pub came: String,
    /// The question of a decision that it is about.
    pub question: Option<(DecisionId, Of)>,
}

impl ExampleRun {
    /// Whether all came as expected.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }
}

/// Runs the examples of a policy whose policy, clause or title holds the filter; in their order. None where the
/// policy has an error.
#[must_use]
pub fn run(policy: &Policy, filter: Option<&str>) -> Vec<ExampleRun> {
    let Some(compiled) = &policy.compiled else { return Vec::new() };
    let mut session = Session::new(&compiled.plan);
    let mut runs = Vec::new();
    for (id, example) in compiled.checked.hir().examples.enumerate() {
        let clause = compiled.checked.hir().clauses.get(example.clause);
        let clause = clause.map_or_else(String::new, |clause| clause.id.to_string());
        let name = format!("{} {clause} {}", policy.name, example.title);
        if filter.is_none_or(|filter| name.contains(filter)) {
            if compiled.plan.meaning.facts.too_many(&example.case).is_some() {
                runs.push(too_many(policy, (id, example), clause));
                continue;
            }
            let answers = whereas_eval::answers(&mut session, &example.case);
            runs.push(one(policy, compiled, &answers, (id, example), clause));
        }
    }
    runs
}

fn one(
    policy: &Policy,
    compiled: &Compiled,
    answers: &Answers,
    (id, example): (ExampleId, &Example),
    clause: String,
) -> ExampleRun {
    let spans = policy.map.expects.get(id);
    let failures: Vec<Failure> = example
        .expects
        .iter()
        .enumerate()
        .filter_map(|(place, expect)| {
            let span = spans.and_then(|spans| spans.get(place)).copied();
            failure(compiled, answers, expect, span)
        })
        .collect();
    ExampleRun {
        policy: policy.name.to_string(),
        clause,
        title: example.title.to_string(),
        span: policy.map.examples.get(ExampleId::from_index(id.index())).copied(),
        case: (!failures.is_empty()).then(|| example.case.clone()),
        failures,
    }
}

/// An example that takes too many elements together is not decided, as no case file would be.
fn too_many(policy: &Policy, (id, example): (ExampleId, &Example), clause: String) -> ExampleRun {
    let spans = policy.map.expects.get(id);
    let came = format!(
        "no answer: lists within lists with more than {MAX_COMBINATIONS} combinations (E0533)"
    );
    let failures = example.expects.iter().enumerate().map(|(place, expect)| Failure {
        expected: expect.text.to_string(),
        span: spans.and_then(|spans| spans.get(place)).copied(),
        came: came.clone(),
        question: None,
    });
    ExampleRun {
        policy: policy.name.to_string(),
        clause,
        title: example.title.to_string(),
        span: policy.map.examples.get(id).copied(),
        case: None,
        failures: failures.collect(),
    }
}

fn failure(
    compiled: &Compiled,
    answers: &Answers,
    expect: &Expect,
    span: Option<Span>,
) -> Option<Failure> {
    if matches::holds(&compiled.plan, answers, expect) {
        return None;
    }
    let question = match &expect.of {
        Expected::Decision { decision, of, .. } => Some((*decision, *of)),
        Expected::Finding { .. } | Expected::Duty { .. } | Expected::Permission { .. } => None,
    };
    let mut came = came::words(&compiled.plan, answers, &expect.of);
    // Whoever reads `came: yes` under `expect … is yes` needs to be told what the difference is.
    let without = |because: &[_], missing: &[_]| Expect {
        because: because.to_vec(),
        missing: missing.to_vec(),
        ..expect.clone()
    };
    let only = |left: Expect| matches::holds(&compiled.plan, answers, &left);
    if only(without(&[], &expect.missing)) {
        came.push_str("; the answer is as expected, only the clauses after `because` differ");
    } else if only(without(&expect.because, &[])) {
        came.push_str("; the answer is as expected, only what is missing differs");
    } else if only(without(&[], &[])) {
        came.push_str("; the answer is as expected, only the clauses and what is missing differ");
    }
    Some(Failure { expected: expect.text.to_string(), span, question, came })
}
