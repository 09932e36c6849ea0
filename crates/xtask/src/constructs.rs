//! `cargo xtask constructs`: for each rule of the grammar a test, a page, a reading and a share of the drawn
//! policies; written to `docs/language/constructs.md`.
//!
//! Reads the grammar, the tests, the policies and the pages of a working tree; runs the grammar itself over their
//! texts, so that nothing has to be listed by hand. Invariant: a rule that lacks something is a hole, unless
//! [`plumbing`] says why it needs none.

mod grammar;
mod page;
mod plumbing;
mod readings;
mod texts;

pub use grammar::Grammar;
pub use page::page;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::agree::{self, case_random, style_of};
use crate::{cases, generate, package};

/// How many policies are drawn to see what they reach.
pub const DRAWN: u64 = 400;

/// What there is of one rule.
#[derive(Clone, Debug, Default)]
pub struct Construct {
    /// The first test that uses it.
    pub test: Option<String>,
    /// The page of the reference that shows it.
    pub page: Option<String>,
    /// How a clause that uses it is read.
    pub reading: Option<String>,
    /// Whether it ever occurs in the statements of a clause: else nothing is read of it but its label.
    pub in_clauses: bool,
    /// How many of the drawn policies use it.
    pub drawn: u64,
}

/// Every rule of the grammar, with what there is of it.
///
/// # Errors
/// Where the grammar or a folder cannot be read.
pub fn constructs(root: &Path) -> Result<(Grammar, BTreeMap<String, Construct>), String> {
    let grammar = Grammar::read(&root.join("grammar/whereas.pest"))?;
    let mut all: BTreeMap<String, Construct> =
        grammar.rules.iter().map(|rule| (rule.name.clone(), Construct::default())).collect();
    for text in texts::tests(root) {
        for rule in grammar.rules_in(&text.text) {
            let place = text.place.clone();
            entry(&mut all, &rule, |it| it.test = it.test.take().or(Some(place)));
        }
    }
    for text in texts::pages(root) {
        for rule in grammar.rules_in(&text.text) {
            let place = text.place.clone();
            entry(&mut all, &rule, |it| it.page = it.page.take().or(Some(place)));
        }
    }
    for seed in 0..DRAWN {
        let model = generate::model(seed, style_of(seed));
        let mut met = rules_of(&grammar, &model);
        if let Ok(compiled) = package::compile(&generate::files(&model)) {
            let hir = compiled.checked.hir();
            for number in 0..6 {
                let case = cases::sayable(hir, &cases::draw(hir, &mut case_random(seed, number)));
                let answers = whereas_reference::decide(&compiled.checked, &case);
                let said = agree::with_example(&model, hir, &case, &answers, number == 0);
                met.extend(said.map(|said| rules_of(&grammar, &said)).unwrap_or_default());
            }
        }
        for rule in met {
            entry(&mut all, &rule, |it| it.drawn += 1);
        }
        readings::of(&model, &grammar, &mut all);
    }
    Ok((grammar, all))
}

fn rules_of(grammar: &Grammar, model: &generate::Model) -> BTreeSet<String> {
    let texts = generate::files(model).into_iter().filter(|(name, _)| name.ends_with(".policy"));
    texts
        .flat_map(|(_, text)| texts::items(&text))
        .flat_map(|item| grammar.rules_in(&item))
        .collect()
}

fn entry(all: &mut BTreeMap<String, Construct>, rule: &str, change: impl FnOnce(&mut Construct)) {
    if let Some(construct) = all.get_mut(rule) {
        change(construct);
    }
}

/// What is missing, a line each.
#[must_use]
pub fn holes(grammar: &Grammar, all: &BTreeMap<String, Construct>) -> Vec<String> {
    let mut holes = Vec::new();
    for rule in &grammar.rules {
        let Some(it) = all.get(&rule.name) else { continue };
        let lacks = [
            ("test", it.test.is_none()),
            ("page", it.page.is_none()),
            ("reading", it.in_clauses && it.reading.is_none()),
            ("drawn", it.drawn == 0),
        ];
        for (column, lacking) in lacks {
            if lacking && plumbing::reason(rule, column).is_none() {
                holes.push(format!("`{}` has no {column}", rule.name));
            }
        }
    }
    holes
}
