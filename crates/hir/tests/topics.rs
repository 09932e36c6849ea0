//! Texts in, texts out: the topics under `tests/names/`.
//!
//! A topic is a Markdown file. Under a heading stand the files of a package, each in a fence: `policy` (the main
//! one), `policy NAME`, `markdown NAME`; and under them what is said of it (`said`), the whole of the resolved
//! policy (`hir`), or its clauses (`clauses`). `INSTA_UPDATE=always` writes them anew: read them before they are kept.

#![cfg(test)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use whereas_diagnostics::{Diagnostic, render};
use whereas_hir::{Hir, Inputs, from_syntax, print};
use whereas_source::Sources;

const MAIN: &str = "main.policy";

fn topics() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/names")
}

struct Resolved {
    hir: Hir,
    found: Vec<Diagnostic>,
    sources: Sources,
}

fn resolve(files: &BTreeMap<String, String>) -> Resolved {
    let mut sources = Sources::new();
    let mut found = Vec::new();
    let mut parses = BTreeMap::new();
    for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".policy")) {
        let file = sources.add(name.as_str(), text.as_str());
        let (parse, problems) = whereas_syntax::parse(file, text);
        found.extend(problems);
        parses.insert(name.clone(), parse);
    }
    let trees = parses.iter().map(|(name, parse)| (name.as_str().into(), &parse.tree)).collect();
    let passages = files.iter().map(|(name, text)| (name.as_str().into(), text.as_str())).collect();
    let inputs = Inputs { main: MAIN, trees, passages, sources: &sources };
    let (hir, map, problems) = from_syntax(&inputs);
    assert_eq!(hir.exprs.len(), map.exprs.len(), "every expression has its place");
    assert_eq!(hir.clauses.len(), map.clauses.len());
    assert_eq!(hir.rules.len(), map.rules.len());
    assert_eq!(hir.terms.len(), map.terms.len());
    assert_eq!(hir.examples.len(), map.expects.len());
    for (example, spans) in hir.examples.iter().zip(map.expects.iter()) {
        assert_eq!(example.expects.len(), spans.len(), "{}", example.title);
    }
    found.extend(problems);
    Resolved { hir, found, sources }
}

fn said(resolved: &Resolved) -> String {
    let mut text = String::new();
    for diagnostic in &resolved.found {
        text.push_str(&render::short(std::slice::from_ref(diagnostic), &resolved.sources));
        for label in &diagnostic.secondary {
            let place = resolved.sources.describe(label.span);
            writeln!(text, "    {place}: {}", label.text).unwrap();
        }
        for note in &diagnostic.notes {
            writeln!(text, "    note: {note}").unwrap();
        }
        for help in &diagnostic.help {
            writeln!(text, "    help: {}", help.message).unwrap();
        }
    }
    if text.is_empty() { "nothing\n".to_owned() } else { text }
}

fn clauses(hir: &Hir) -> String {
    let text = print::print(hir);
    match text.split_once("\nclause ") {
        Some((_, rest)) => format!("clause {rest}"),
        None => "none\n".to_owned(),
    }
}

/// A topic with every expectation written anew.
fn renewed(topic: &str) -> String {
    let mut out = String::new();
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut lines = topic.lines();
    while let Some(line) = lines.next() {
        if line.starts_with('#') {
            files.clear();
        }
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else {
            writeln!(out, "{line}").unwrap();
            continue;
        };
        let body: String = lines
            .by_ref()
            .take_while(|line| *line != "```")
            .fold(String::new(), |body, line| body + line + "\n");
        let body = match info.split_once(' ').unwrap_or((info, MAIN)) {
            ("policy" | "markdown", name) => {
                files.insert(name.to_owned(), body.clone());
                body
            }
            ("said", _) => said(&resolve(&files)),
            ("hir", _) => print::print(&resolve(&files).hir),
            ("clauses", _) => clauses(&resolve(&files).hir),
            (other, _) => panic!("a block `{other}` that nothing reads"),
        };
        writeln!(out, "```{info}\n{body}```").unwrap();
    }
    out
}

#[test]
fn every_topic_says_what_is_said() {
    let update = std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always");
    let mut topics_seen = 0;
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(topics()).unwrap() {
        let path = entry.unwrap().path();
        let topic = std::fs::read_to_string(&path).unwrap();
        let renewed = renewed(&topic);
        topics_seen += 1;
        if update {
            std::fs::write(&path, &renewed).unwrap();
        } else if topic != renewed {
            let differs = topic.lines().zip(renewed.lines()).find(|(a, b)| a != b);
            wrong.push(format!("{}: {differs:?}", path.display()));
        }
    }
    assert!(topics_seen > 0);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
