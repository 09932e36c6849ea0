//! Texts in, texts out: the pages of the codes, and the topics under `tests/check/`.
//!
//! A topic is a Markdown file. Under each fenced `policy` stands what is said of it (`said`), or its types
//! (`types`) or classes (`classes`). `INSTA_UPDATE=always` writes them anew: read them before they are kept.

#![cfg(test)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use whereas_check::{Typed, check, print, seal};
use whereas_diagnostics::{Code, Diagnostic, codes, render};
use whereas_hir::Hir;
use whereas_hir::from_syntax::{Inputs, from_syntax};
use whereas_source::Sources;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

struct Compiled {
    hir: Hir,
    typed: Typed,
    found: Vec<Diagnostic>,
    sources: Sources,
}

/// A policy through all passes up to the seal. `=== name` lines cut the text into files.
fn compile(text: &str, passages: BTreeMap<&str, &str>) -> Compiled {
    let mut sources = Sources::new();
    let mut files: Vec<(String, String)> = vec![("p.policy".to_owned(), String::new())];
    for line in text.lines() {
        match line.strip_prefix("=== ") {
            Some(name) => files.push((name.to_owned(), String::new())),
            None => {
                let (_, body) = files.last_mut().unwrap();
                body.push_str(line);
                body.push('\n');
            }
        }
    }
    let mut found = Vec::new();
    let mut parses = BTreeMap::new();
    for (name, body) in &files {
        let file = sources.add(name.as_str(), body.as_str());
        let (parse, problems) = whereas_syntax::parse(file, body);
        found.extend(problems);
        parses.insert(name.clone(), parse);
    }
    let trees = parses.iter().map(|(name, parse)| (name.as_str().into(), &parse.tree)).collect();
    let passages = passages.into_iter().map(|(name, text)| (name.into(), text)).collect();
    let inputs = Inputs { main: "p.policy", trees, passages, sources: &sources };
    let (hir, map, problems) = from_syntax(&inputs);
    found.extend(problems);
    let (typed, problems) = check(hir.clone(), &map);
    found.extend(problems);
    Compiled { hir, typed, found, sources }
}

fn said(compiled: &Compiled) -> String {
    let mut text = String::new();
    for diagnostic in &compiled.found {
        text.push_str(&render::short(std::slice::from_ref(diagnostic), &compiled.sources));
        for label in &diagnostic.secondary {
            writeln!(text, "    {}: {}", compiled.sources.describe(label.span), label.text)
                .unwrap();
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

/// The classes that more than one expression of a clause has, each with its expressions.
fn classes(compiled: &Compiled) -> String {
    let mut members: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (id, class) in compiled.typed.tables().classes.enumerate() {
        members.entry(*class).or_default().push(print::expression(&compiled.hir, id));
    }
    let mut text = String::new();
    for same in members.values().filter(|same| same.len() > 1) {
        writeln!(text, "{}", same.join("  ==  ")).unwrap();
    }
    text
}

/// The thresholds and mentions of every leaf, by the name of the fact.
fn leaves(compiled: &Compiled) -> String {
    let tables = compiled.typed.tables();
    let name = |leaf: &whereas_value::Leaf| {
        use whereas_value::Leaf;
        let of =
            |fact| compiled.hir.facts.get(fact).map_or("?", |fact| fact.name.as_str()).to_owned();
        match leaf {
            Leaf::Fact(fact, path) => format!("{} {path:?}", of(*fact)),
            Leaf::Others(list) => format!("others of {}", of(*list)),
            Leaf::Element { .. } | Leaf::Judgement(_) | Leaf::Found(_) | Leaf::Question(_) => {
                format!("{leaf:?}")
            }
        }
    };
    let mut text = String::new();
    for (leaf, count) in &tables.mentions {
        let cut =
            tables.thresholds.get(leaf).map_or_else(String::new, |cut| format!(", cut at {cut:?}"));
        writeln!(text, "{}: {count}{cut}", name(leaf)).unwrap();
    }
    text
}

/// The file of a topic with every expectation written anew.
fn renewed(topic: &str) -> String {
    let mut out = String::new();
    let mut policy: Option<Compiled> = None;
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
        let body = match (kind, &policy) {
            ("policy", _) => {
                policy = Some(compile(&body, BTreeMap::new()));
                body
            }
            ("said", Some(policy)) => said(policy),
            ("types", Some(policy)) => print(policy.typed.hir(), policy.typed.tables()),
            ("classes", Some(policy)) => classes(policy),
            ("leaves", Some(policy)) => leaves(policy),
            (other, _) => panic!("a block `{other}` that no policy stands before"),
        };
        writeln!(out, "```{kind}\n{body}```").unwrap();
    }
    out
}

/// A policy that lacks one line, or has one twice, or has two words exchanged: nothing panics, and what could not
/// be read was told, so that the seal holds exactly where no error was found.
#[test]
fn nothing_is_sealed_that_was_not_read() {
    let mut sealed = 0;
    for folder in folders(&root().join("policies")) {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "policy") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            // The passages are left out: without them every citation is taken as it is.
            let lines: Vec<&str> =
                text.lines().filter(|line| !line.contains("passages \"")).collect();
            for place in (0..lines.len()).step_by(7) {
                let mut without = lines.clone();
                without.remove(place);
                let words: Vec<&str> = lines[place].split(' ').collect();
                let turned = words.iter().rev().copied().collect::<Vec<_>>().join(" ");
                let mut exchanged = lines.clone();
                exchanged[place] = &turned;
                for lines in [without, exchanged] {
                    let compiled = compile(&lines.join("\n"), BTreeMap::new());
                    let sound = !compiled.found.iter().any(Diagnostic::is_error);
                    let whole = seal(compiled.typed.clone(), &compiled.found).is_some();
                    assert_eq!(
                        whole,
                        sound,
                        "{}: {}\n{}",
                        path.display(),
                        lines[place.min(lines.len() - 1)],
                        said(&compiled)
                    );
                    sealed += u32::from(whole);
                }
            }
        }
    }
    assert!(sealed > 0);
}

/// The folders that are packages.
fn folders(at: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    if at.join("whereas.toml").exists() {
        found.push(at.to_owned());
    }
    for entry in std::fs::read_dir(at).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(folders(&path));
        }
    }
    found.sort();
    found
}

#[test]
fn every_topic_says_what_is_said() {
    let update = std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always");
    let mut topics = 0;
    for entry in std::fs::read_dir(root().join("tests/check")).unwrap() {
        let path = entry.unwrap().path();
        let topic = std::fs::read_to_string(&path).unwrap();
        let renewed = renewed(&topic);
        topics += 1;
        if update {
            std::fs::write(&path, &renewed).unwrap();
        } else {
            assert_eq!(topic, renewed, "{}", path.display());
        }
    }
    assert!(topics > 0);
}

fn section<'a>(page: &'a str, title: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("\n## {title}\n")).unwrap();
    rest.split("\n## ").next().unwrap()
}

fn policy(section: &str) -> &str {
    let (_, rest) = section.split_once("```policy\n").unwrap();
    rest.split_once("```").unwrap().0
}

#[test]
fn every_page_is_true() {
    let folder = root().join("docs/diagnostics");
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if let Some((code, _)) = name.split_once('-') {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(pages.insert(code.to_owned(), text).is_none(), "{code} has two pages");
        }
    }
    let mut wrong = String::new();
    // A fault of thousands of clauses does not fit on a page; its test stands with the limits of the driver.
    for code in codes::types::ALL.iter().filter(|code| code.id() != "E0337") {
        let id = code.id();
        let page = pages.get(id).unwrap_or_else(|| panic!("{id} has no page"));
        let (title, level) = (code.title(), code.level().word());
        let head = format!("---\ncode: {id}\ntitle: {title}\nlevel: {level}\nsince: ");
        assert!(page.starts_with(&head), "{id}: the head of its page is\n{head}");
        for title in ["What it means", "Example", "Instead", "Why we insist"] {
            assert!(section(page, title).trim().len() > 20, "{id}: {title}");
        }
        for (title, wanted) in [("Example", vec![*code]), ("Instead", Vec::new())] {
            let passages = BTreeMap::from([("sources/act.md", "# Act\n\n## [1] One\n\nText.\n")]);
            let compiled = compile(policy(section(page, title)), passages);
            let found: Vec<Code> =
                compiled.found.iter().map(|diagnostic| diagnostic.code).collect();
            if found != wanted {
                writeln!(wrong, "{id}, {title}:\n{}", said(&compiled)).unwrap();
            }
            let errors = compiled.found.iter().any(Diagnostic::is_error);
            assert_eq!(seal(compiled.typed, &compiled.found).is_none(), errors, "{id}: {title}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
