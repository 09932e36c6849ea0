//! Every code has its page; the page's example reports that code and no other, its counterpart nothing.
//!
//! An example is a policy, the files of a package (each fence named for its file), or a case of `park.policy`.

#![expect(clippy::expect_used, reason = "what a test cannot do without, it may fail on")]

use std::collections::{BTreeMap, BTreeSet};

use whereas_cases::{Format, Vocabulary};
use whereas_diagnostics::{Code, Diagnostic, codes};
use whereas_driver::{Asked, Files, MANIFEST, compile};
use whereas_source::Sources;

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/diagnostics");

/// Codes whose fault does not fit on a page: a file too large, too many of something, bytes that are no text, a
/// compiled plan. Their tests stand with the crate that reports them.
const UNPRINTABLE: [&str; 18] = [
    "E0101", "E0337", "E0501", "E0502", "E0506", "E0532", "E0533", "E0606", "E0608", "E0609",
    "E0610", "E0115", "E0701", "E0702", "E0703", "E0704", "E0705", "E0706",
];

/// Codes whose pages show a form that is parsed and not yet resolved.
const AHEAD: [&str; 1] = ["E0117"];

/// The pages, by code.
fn pages() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for entry in std::fs::read_dir(PAGES).expect("the pages are there") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let Some((code, _)) = name.split_once('-') else { continue };
        let text = std::fs::read_to_string(&path).expect("a text");
        assert!(pages.insert(code.to_owned(), text).is_none(), "{code} has two pages");
    }
    pages
}

fn section<'a>(page: &'a str, title: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!("\n## {title}\n"))?;
    rest.split("\n## ").next()
}

/// One fence: what stands after its backticks, and its text.
struct Fence<'a> {
    info: &'a str,
    text: &'a str,
}

fn fences(section: &str) -> Vec<Fence<'_>> {
    let mut fences = Vec::new();
    let mut rest = section;
    while let Some((_, after)) = rest.split_once("\n```") {
        let (info, body) = after.split_once('\n').expect("a fence has lines");
        let (text, after) = body.split_once("```").expect("a fence ends");
        fences.push(Fence { info, text });
        rest = after;
    }
    fences
}

/// Everything that is said of what the fences hold.
fn said(code: Code, fences: &[Fence<'_>]) -> Vec<Diagnostic> {
    if let [Fence { info, text }] = fences
        && let Some(format) = info.strip_suffix(" case")
    {
        return said_of_case(format, text);
    }
    let mut files = Files::new();
    for fence in fences {
        let (language, name) = fence.info.split_once(' ').unwrap_or((fence.info, ""));
        let name = match (language, name) {
            ("policy", "") => "example.policy",
            ("toml", "") => MANIFEST,
            ("markdown" | "md", "") => "passages.md",
            (_, name) => name,
        };
        files.insert(name.to_owned(), fence.text.to_owned());
    }
    let mut found = compile(&files, Asked::default()).diagnostics;
    // A page of the syntax may show a piece of a policy.
    if codes::syntax::ALL.contains(&code) {
        found.retain(|it| it.code != codes::package::NO_POLICY);
    }
    found
}

fn said_of_case(format: &str, text: &str) -> Vec<Diagnostic> {
    let path = format!("{PAGES}/park.policy");
    let policy = std::fs::read_to_string(path).expect("the policy of the pages");
    let compilation = compile(&Files::from([("park.policy".to_owned(), policy)]), Asked::default());
    assert_eq!(compilation.diagnostics, [], "the policy of the pages is clean");
    let package = compilation.package().expect("so it is a package");
    let plan = package.plans.first().expect("of one policy");
    let vocabulary = Vocabulary { facts: &plan.meaning.facts, book: &plan.book };
    let mut sources = Sources::new();
    let format = Format::of_name(&format!("case.{format}")).expect("a format of cases");
    let file = sources.add("case", text);
    whereas_cases::read(text, file, format, None, &[vocabulary]).err().unwrap_or_default()
}

fn codes_of(found: &[Diagnostic]) -> BTreeSet<&'static str> {
    found.iter().map(|it| it.code.id()).collect()
}

fn faults_of_page(code: Code, page: &str) -> Vec<String> {
    let id = code.id();
    let mut faults = Vec::new();
    let head = format!(
        "---\ncode: {id}\ntitle: {}\nlevel: {}\nsince: ",
        code.title(),
        code.level().word()
    );
    if !page.starts_with(&head) {
        faults.push(format!("{id}: its head should be\n{head}"));
    }
    for title in ["What it means", "Why we insist"] {
        if section(page, title).is_none_or(|text| text.trim().len() < 20) {
            faults.push(format!("{id}: it does not say {title:?}"));
        }
    }
    let (example, instead) = (section(page, "Example"), section(page, "Instead"));
    let (Some(example), Some(instead)) = (example, instead) else {
        if !UNPRINTABLE.contains(&id) {
            faults.push(format!("{id}: it has no example"));
        }
        return faults;
    };
    let (example, instead) = (fences(example), fences(instead));
    if example.is_empty() {
        if !UNPRINTABLE.contains(&id) {
            faults.push(format!("{id}: its example has no fence"));
        }
        return faults;
    }
    if AHEAD.contains(&id) {
        return faults;
    }
    let found = codes_of(&said(code, &example));
    if found != BTreeSet::from([id]) {
        faults.push(format!("{id}: its example reports {found:?}"));
    }
    let found = said(code, &instead);
    if !found.is_empty() {
        let messages: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
        faults
            .push(format!("{id}: what to do instead reports {:?}: {messages:?}", codes_of(&found)));
    }
    faults
}

/// Whether the example of a page is a clause that cites a passage.
fn shows_law(page: &str) -> bool {
    let example = section(page, "Example").unwrap_or("");
    let mut lines = example.lines().map(str::trim_start);
    lines.any(|line| line.starts_with("cites ") && line.contains('['))
}

#[test]
fn at_least_half_of_the_pages_show_law() {
    let pages = pages();
    let law = pages.values().filter(|page| shows_law(page)).count();
    assert!(law * 2 >= pages.len(), "{law} of {}", pages.len());
}

#[test]
fn every_code_has_a_page_that_is_true() {
    let pages = pages();
    let mut faults = Vec::new();
    for code in codes::all() {
        match pages.get(code.id()) {
            Some(page) => faults.extend(faults_of_page(code, page)),
            None => faults.push(format!("{}: it has no page", code.id())),
        }
    }
    let known: BTreeSet<&str> = codes::all().map(Code::id).collect();
    faults.extend(
        pages
            .keys()
            .filter(|id| !known.contains(id.as_str()))
            .map(|id| format!("{id}: no such code")),
    );
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
