//! Compiles policies for tests, and holds answers against `expect` lines.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ecow::EcoString;
use whereas_check::{Checked, check, seal};
use whereas_diagnostics::Diagnostic;
use whereas_hir::example::{Expect, Expected, ExpectedAnswer};
use whereas_hir::from_syntax::{Inputs, from_syntax};
use whereas_source::Sources;
use whereas_syntax::{Tree, parse};
use whereas_value::answer::Standing;
use whereas_value::{Answer, Answers, Leaf, Partial, Question, Status, Values};

/// Every file below a folder, by its path inside of it.
pub fn files_of(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut todo = vec![folder.to_path_buf()];
    while let Some(next) = todo.pop() {
        for entry in std::fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                todo.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let inside = path.strip_prefix(folder).expect("inside");
                files.insert(inside.to_string_lossy().replace('\\', "/"), text);
            }
        }
    }
    files
}

/// The folders of the real policies: each is a package.
pub fn packages() -> Vec<PathBuf> {
    let policies = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies");
    let files = files_of(&policies);
    let folders = files.keys().filter_map(|path| path.strip_suffix("/whereas.toml"));
    folders.map(|folder| policies.join(folder)).collect()
}

/// Whether a file is the head of a policy, and no file of words or clauses that one uses.
fn heads(path: &str, text: &str) -> bool {
    path.ends_with(".policy") && text.lines().any(|line| line.starts_with("policy "))
}

/// The files that are heads of policies.
pub fn policies(files: &BTreeMap<String, String>) -> impl Iterator<Item = &String> {
    files.iter().filter(|(path, text)| heads(path, text)).map(|(path, _)| path)
}

/// One policy with what it uses and the passages of all: as if the other policies were not there.
pub fn alone(files: &BTreeMap<String, String>, path: &str) -> BTreeMap<String, String> {
    let kept = files.iter().filter(|(other, text)| *other == path || !heads(other, text));
    kept.map(|(path, text)| (path.clone(), text.clone())).collect()
}

/// One policy of some files, checked; or what is wrong with it.
pub fn compile(files: &BTreeMap<String, String>, main: &str) -> Result<Checked, String> {
    let mut sources = Sources::new();
    let mut said: Vec<Diagnostic> = Vec::new();
    let mut trees: BTreeMap<EcoString, Tree> = BTreeMap::new();
    for (path, text) in files {
        let file = sources.add(path.as_str(), text.as_str());
        if path.ends_with(".policy") {
            let (parsed, problems) = parse(file, text);
            said.extend(problems);
            trees.insert(path.into(), parsed.tree);
        }
    }
    let passages = files.iter().filter(|(path, _)| path.ends_with(".md"));
    let inputs = Inputs {
        main,
        trees: trees.iter().map(|(path, tree)| (path.clone(), tree)).collect(),
        passages: passages.map(|(path, text)| (path.into(), text.as_str())).collect(),
        sources: &sources,
    };
    let (hir, map, problems) = from_syntax(&inputs);
    said.extend(problems);
    let (typed, problems) = check(hir, &map);
    said.extend(problems);
    seal(typed, &said).ok_or_else(|| {
        let errors = said.iter().filter(|problem| problem.is_error());
        errors.map(|problem| format!("{}: {}\n", problem.code.id(), problem.message)).collect()
    })
}

/// Whether an `expect` line holds.
pub fn holds(answers: &Answers, expect: &Expect) -> bool {
    match &expect.of {
        Expected::Decision { decision, of, answer } => {
            let question = Question { decision: *decision, of: *of };
            let Some((_, found)) = answers.questions.iter().find(|(q, _)| *q == question) else {
                return false;
            };
            says(found, answer)
                && expect.because.iter().all(|clause| {
                    found.lines().any(|row| {
                        row.clause == *clause
                            && (row.standing == Standing::Prevails || of.value().is_none())
                    }) || found.trace.is_empty()
                        || found.status == Status::NotReady
                            && found
                                .waits
                                .iter()
                                .any(|wait| wait.clause == *clause && !wait.met.is_settled())
                })
                && expect.missing.iter().all(|leaf| names(found, leaf))
        }
        Expected::Finding { judgement, class } => answers
            .findings
            .iter()
            .any(|report| report.judgement == *judgement && report.class == *class),
        Expected::Duty { duty, states, until } => answers.duties.iter().any(|found| {
            found.duty == *duty
                && match (states.as_slice(), found.states.as_slice()) {
                    ([], found) => found.len() > 1,
                    (wanted, [state]) => wanted.contains(state),
                    (_, _) => false,
                }
                && until.is_none_or(|until| {
                    found.due == whereas_value::duty::Due::Between(until, until)
                })
        }),
        Expected::Permission { permission, state } => answers
            .permissions
            .iter()
            .any(|found| found.permission == *permission && found.state() == *state),
    }
}

fn names(found: &Answer, leaf: &Leaf) -> bool {
    found.missing.iter().any(|missing| match (&missing.leaf, leaf) {
        (Leaf::Element { list, .. }, Leaf::Others(asked)) => list == asked,
        (Leaf::Fact(fact, path), Leaf::Fact(asked, part)) => {
            fact == asked && path.starts_with(part)
        }
        (a, b) => a == b,
    }) || found.awaits.contains(leaf)
}

fn says(found: &Answer, expected: &ExpectedAnswer) -> bool {
    match expected {
        ExpectedAnswer::Value(value) => found.status == Status::Decided && is(found, value),
        ExpectedAnswer::OneOf(values) => {
            let mut all: Option<Values> = None;
            for value in values {
                let value = partial(value);
                all = Some(match (all, value) {
                    (None, value) => value,
                    (Some(a), b) => whereas_reference::join(&a, &b),
                });
            }
            found.outcome.causes.is_empty() && Some(&found.outcome.values) == all.as_ref()
        }
        ExpectedAnswer::Set(bits) => {
            found.status == Status::Decided
                && matches!(&found.outcome.values, Values::Set(Some(view))
                    if view.definite == *bits && view.possible == *bits)
        }
        ExpectedAnswer::Status(status) => found.status == *status,
        ExpectedAnswer::Awaits(judgement) => {
            found.status == Status::AwaitingJudgement
                && found.awaits.contains(&Leaf::Judgement(*judgement))
        }
        ExpectedAnswer::DependsOn(question) => found.questions.contains(question),
    }
}

fn is(found: &Answer, value: &Partial) -> bool {
    found.outcome.causes.is_empty() && found.outcome.values == partial(value)
}

fn partial(value: &Partial) -> Values {
    match value {
        Partial::Truth { may_no, may_yes } => Values::Truth { may_no: *may_no, may_yes: *may_yes },
        Partial::Choice(bits) => Values::Choice(*bits),
        Partial::Number(interval) => Values::Number(Some(interval.clone())),
        Partial::Text(texts) => Values::Text(texts.clone()),
        other => panic!("no value of a decision: {other:?}"),
    }
}
