//! The text against the code: planted faults and their repaired twins, under `tests/lint/`.
//!
//! A topic is a Markdown file: first the `policy` that its clauses are added to, then for each heading the `passage`,
//! a `fault`, what is `said` of it, and the `twin`, of which nothing is said. `INSTA_UPDATE=always` writes what is
//! said anew: read it before it is kept. Where the diagnostic offers an edit, the edit must make a twin of the fault.

#![cfg(test)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use whereas_analyse::accept::{self, Accepted};
use whereas_analyse::text;
use whereas_diagnostics::{Diagnostic, Edit};
use whereas_hir::from_syntax::{Inputs, from_syntax};
use whereas_source::Sources;

const TOPICS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/lint");

struct Compiled {
    found: Vec<Diagnostic>,
    accepted: Vec<Accepted>,
    sources: Sources,
}

/// A policy and its passages through the passes, and against each other.
fn compiled(policy: &str, passage: &str, wrong: &mut Vec<String>) -> Compiled {
    let passages =
        if passage.contains("## [") { passage.to_owned() } else { format!("## [1]\n{passage}") };
    let passages = format!("## [0] Force\nIn force from 1 January 2020.\n\n{passages}");
    let mut sources = Sources::new();
    let file = sources.add("p.policy", policy);
    sources.add("act.md", passages.as_str());
    let (parse, mut errors) = whereas_syntax::parse(file, policy);
    let inputs = Inputs {
        main: "p.policy",
        trees: BTreeMap::from([("p.policy".into(), &parse.tree)]),
        passages: BTreeMap::from([("act.md".into(), passages.as_str())]),
        sources: &sources,
    };
    let (hir, map, found) = from_syntax(&inputs);
    errors.extend(found);
    let (typed, found) = whereas_check::check(hir.clone(), &map);
    errors.extend(found);
    let mut found = accept::check(&hir, &map);
    let refused = !found.is_empty();
    errors.extend(found.iter().cloned());
    match whereas_check::seal(typed, &errors) {
        Some(checked) => found.extend(text::check(&checked, &map, &sources)),
        None if refused => {}
        None => {
            errors.retain(Diagnostic::is_error);
            let messages: Vec<&str> = errors.iter().map(|it| it.message.as_str()).collect();
            wrong.push(format!("{messages:?} in\n{policy}"));
        }
    }
    found.extend(text::uncited([(&hir, &map)].into_iter()));
    found.sort_by_key(|it| (it.span(), it.code.id()));
    let (found, accepted) = accept::settle(found, [(&hir, &map)].into_iter());
    Compiled { found, accepted, sources }
}

/// The line and the words of every place, and the edits.
fn said(compilation: &Compiled) -> String {
    let mut out = String::new();
    for it in &compilation.found {
        writeln!(out, "{}[{}]: {}", it.level().word(), it.code.id(), it.message).unwrap();
        for label in it.primary.iter().chain(&it.secondary) {
            let text = compilation.sources.text(label.span).unwrap();
            let place = compilation.sources.describe(label.span);
            let file = place.split(':').next().unwrap();
            writeln!(out, "    {file}, {}: {text}", label.text).unwrap();
        }
        for help in it.help.iter().filter(|it| !it.edits.is_empty()) {
            let texts: Vec<&str> = help.edits.iter().map(|it| it.text.trim()).collect();
            writeln!(out, "    {}: {}", help.message, texts.join(", ")).unwrap();
        }
    }
    for it in &compilation.accepted {
        writeln!(
            out,
            "accepted in clause {}: {}: {}",
            it.clause,
            it.diagnostic.code.id(),
            it.reason
        )
        .unwrap();
    }
    out
}

/// The policy with every edit that is offered.
fn repaired(policy: &str, compilation: &Compiled) -> Option<String> {
    let found = &compilation.found;
    let mut edits: Vec<&Edit> =
        found.iter().flat_map(|it| &it.help).flat_map(|it| &it.edits).collect();
    if edits.is_empty() || found.iter().any(|it| it.help.iter().all(|it| it.edits.is_empty())) {
        return None;
    }
    edits.sort_by_key(|it| std::cmp::Reverse(it.span.start));
    let mut text = policy.to_owned();
    for edit in edits {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    Some(text)
}

struct Counts {
    faults: usize,
    repaired: usize,
    wrong: Vec<String>,
}

/// The topic with what is said written anew.
fn renewed(topic: &str, counts: &mut Counts) -> String {
    let mut out = String::new();
    let (mut head, mut passage) = (String::new(), String::new());
    let mut fault: Option<Compiled> = None;
    let mut lines = topic.lines();
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else {
            writeln!(out, "{line}").unwrap();
            continue;
        };
        let body: String = lines
            .by_ref()
            .take_while(|line| *line != "```")
            .fold(String::new(), |body, line| body + line + "\n");
        let mut shown = body.clone();
        match kind {
            "policy" => head = body,
            "passage" => passage = body,
            "fault" => {
                let policy = format!("{head}\n{body}");
                let compilation = compiled(&policy, &passage, &mut counts.wrong);
                counts.faults += 1;
                if let Some(text) = repaired(&policy, &compilation) {
                    let said = said(&compiled(&text, &passage, &mut counts.wrong));
                    if !said.is_empty() {
                        counts.wrong.push(format!("its edits do not repair\n{body}: {said}"));
                    }
                    counts.repaired += 1;
                }
                fault = Some(compilation);
            }
            "said" => {
                shown = said(&fault.take().expect("a fault before what is said"));
                if shown.is_empty() {
                    counts.wrong.push(format!("nothing is said of a fault with\n{passage}"));
                }
            }
            "twin" => {
                let compilation = compiled(&format!("{head}\n{body}"), &passage, &mut counts.wrong);
                let shown = said(&compilation);
                let silent = shown.lines().all(|line| line.starts_with("accepted"));
                if !silent {
                    counts.wrong.push(format!("of a twin with\n{passage}is said\n{shown}"));
                }
            }
            other => panic!("a block `{other}`"),
        }
        writeln!(out, "```{kind}\n{shown}```").unwrap();
    }
    out
}

#[test]
fn every_fault_is_found_and_every_twin_is_silent() {
    let update = std::env::var("INSTA_UPDATE").is_ok_and(|it| it == "always");
    let mut counts = Counts { faults: 0, repaired: 0, wrong: Vec::new() };
    let mut paths: Vec<_> =
        std::fs::read_dir(Path::new(TOPICS)).unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let topic = std::fs::read_to_string(&path).unwrap();
        let renewed = renewed(&topic, &mut counts);
        if update {
            std::fs::write(&path, &renewed).unwrap();
        } else {
            assert_eq!(topic, renewed, "{}", path.display());
        }
    }
    assert!(counts.wrong.is_empty(), "{}", counts.wrong.join("\n"));
    assert!(counts.faults >= 30, "{} faults", counts.faults);
    assert!(counts.repaired >= 15, "{} repaired by their edits", counts.repaired);
}
