//! The pages for drafters. The pieces of the guide, put together, are a policy that checks clean and whose examples come
//! true, and it names every word that the language keeps for itself; so are the pieces of each page of the reference, and of
//! each section of the page for those who come from another system.

#![expect(clippy::expect_used, reason = "what a test cannot do without, it may fail on")]

use std::collections::BTreeSet;

use whereas_driver::{Asked, Files, compile, examples};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn text(path: &str) -> String {
    std::fs::read_to_string(format!("{ROOT}/{path}")).expect("a file of the project")
}

/// The blocks of the page in this language, one after the other.
fn blocks(page: &str, language: &str) -> String {
    let start = format!("\n```{language}\n");
    let blocks = page.split(&start).skip(1);
    let blocks = blocks.map(|rest| rest.split("\n```").next().unwrap_or_default());
    blocks.collect::<Vec<_>>().join("\n\n")
}

/// The files of a page: the blocks that name one, `policy shared.policy`, and in `main.policy` those that do not.
fn files_of(page: &str) -> Files {
    let mut files = Files::new();
    for block in page.split("\n```").skip(1).step_by(2) {
        let (head, text) = block.split_once('\n').unwrap_or((block, ""));
        let (language, name) = head.split_once(' ').unwrap_or((head, "main.policy"));
        if ["policy", "markdown"].contains(&language) {
            let file = files.entry(name.to_owned()).or_default();
            file.push_str(text);
            file.push_str("\n\n");
        }
    }
    files
}

/// Checks a policy that nothing may be said of, and runs its examples: how many there are.
fn sound(files: &Files) -> usize {
    let compilation = compile(files, Asked::default());
    let told = whereas_diagnostics::render::short(&compilation.diagnostics, &compilation.sources);
    assert_eq!(told, "");
    let runs: Vec<_> =
        compilation.policies.iter().flat_map(|policy| examples::run(policy, None)).collect();
    for run in &runs {
        assert!(run.passed(), "{} {}: {:#?}", run.clause, run.title, run.failures);
    }
    runs.len()
}

#[test]
fn the_pieces_are_one_sound_policy() {
    let page = text("docs/guide.md");
    let files: Files = [
        ("permits.policy".to_owned(), blocks(&page, "policy") + "\n"),
        ("sources/rules.md".to_owned(), blocks(&page, "markdown") + "\n"),
    ]
    .into_iter()
    .collect();
    let examples = sound(&files);
    assert!(examples > 25, "only {examples} examples");
}

/// What is warned of while later pieces are not there yet.
const NOT_YET: [&str; 2] = ["W0202", "W0406"];

#[test]
fn from_the_third_section_on_every_piece_leaves_a_policy_that_checks() {
    let page = text("docs/guide.md");
    let passages = blocks(&page, "markdown") + "\n";
    let mut so_far = String::new();
    let mut sections = 0;
    for section in page.split("\n## ") {
        so_far.push_str(&blocks(section, "policy"));
        so_far.push_str("\n\n");
        // The headings of the passages are within the first section.
        let number = section.split_once(". ").and_then(|(number, _)| number.parse::<u32>().ok());
        let Some(place @ 3..=11) = number else { continue };
        sections += 1;
        let files: Files = [
            ("permits.policy".to_owned(), so_far.clone()),
            ("sources/rules.md".to_owned(), passages.clone()),
        ]
        .into_iter()
        .collect();
        let compilation = compile(&files, Asked::default());
        let (found, sources) = (&compilation.diagnostics, &compilation.sources);
        let told = whereas_diagnostics::render::short(found, sources);
        let other = told.lines().find(|line| !NOT_YET.iter().any(|code| line.contains(code)));
        assert_eq!(other, None, "section {place}");
        let runs = compilation.policies.iter().flat_map(|policy| examples::run(policy, None));
        for run in runs {
            assert!(run.passed(), "section {place}: {} {}", run.clause, run.title);
        }
    }
    assert_eq!(sections, 9);
}

#[test]
fn each_page_of_the_reference_is_a_sound_policy() {
    let index = text("docs/language/reference/README.md");
    let pages: Vec<&str> = index
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|link| !link.contains('/'))
        .collect();
    for page in &pages {
        let examples = sound(&files_of(&text(&format!("docs/language/reference/{page}"))));
        assert!(examples > 2, "{page}: only {examples} examples");
    }
    let folder = std::fs::read_dir(format!("{ROOT}/docs/language/reference")).expect("a folder");
    assert_eq!(pages.len() + 1, folder.count(), "every page is in the index: {pages:?}");
}

#[test]
fn each_section_for_those_who_come_from_elsewhere_is_a_sound_policy() {
    let page = text("docs/coming-from.md");
    let mut sections = page.split("\n## ");
    let start = blocks(sections.next().expect("a beginning"), "policy");
    let named: Vec<&str> = sections
        .map(|section| {
            let name = section.lines().next().expect("a heading");
            let text = format!("{start}\n\n{}\n", blocks(section, "policy"));
            let files: Files = std::iter::once(("benefits.policy".to_owned(), text)).collect();
            let examples = sound(&files);
            assert!(examples > 4, "{name}: only {examples} examples");
            name
        })
        .collect();
    assert_eq!(named, ["Catala", "OpenFisca", "Publicodes", "DMN tables", "Rego", "Cedar"]);
}

#[test]
fn every_word_of_the_language_is_named() {
    let grammar = text("grammar/whereas.pest");
    let rule = grammar.split("\nreserved = ").nth(1).expect("the rule of reserved words");
    let rule = rule.split("\n\n").next().expect("its end");
    let words = rule.split('"').skip(1).step_by(2).filter(|word| word.len() > 1);
    let kept: BTreeSet<&str> = words.collect();
    let page = text("docs/guide.md");
    let list = page.split("\n## 13. ").nth(1).expect("the section of words");
    let list = list.split("\n\n").nth(1).expect("the list");
    let named: BTreeSet<&str> = list.split('`').skip(1).step_by(2).collect();
    assert_eq!(named, kept);
}
