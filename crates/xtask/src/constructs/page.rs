//! The page: a table for each section of the grammar, and why a rule may lack something.

use std::collections::BTreeMap;

use super::{Construct, DRAWN, Grammar, plumbing};
use crate::agree::share;

/// The text of `docs/language/constructs.md`.
#[must_use]
pub fn page(grammar: &Grammar, all: &BTreeMap<String, Construct>) -> String {
    let mut out = format!(
        "<!-- Written by `cargo xtask constructs`. Do not edit. -->\n\n# Constructs\n\n\
         Every rule of the grammar: where it is tested, which page shows it, how a clause that uses it is read, and \
         in what share of {DRAWN} drawn policies it occurs. A test fails where one is missing and no reason is given \
         at the end.\n"
    );
    let mut section = "";
    let mut why: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for rule in &grammar.rules {
        let Some(it) = all.get(&rule.name) else { continue };
        for column in ["test", "page", "reading", "drawn"] {
            let lacking = match column {
                "test" => it.test.is_none(),
                "page" => it.page.is_none(),
                "reading" => it.in_clauses && it.reading.is_none(),
                _ => it.drawn == 0,
            };
            if let Some(reason) = plumbing::reason(rule, column).filter(|_| lacking) {
                let names = why.entry(reason).or_default();
                let name = format!("`{}`", rule.name);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        // Words, tokens and what leaves no trace stand in the rules that name them.
        if plumbing::reason(rule, "row").is_some() || it.test.is_none() && it.drawn == 0 {
            continue;
        }
        if rule.section != section {
            section = &rule.section;
            out.push_str(&format!(
                "\n## {section}\n\n| rule | says | test | page | reading | drawn |\n| --- | --- | --- | --- | --- | --- |\n"
            ));
        }
        let cell = |text: &Option<String>| text.as_deref().map_or_else(|| "–".to_owned(), escaped);
        let reading = if it.in_clauses { it.reading.as_deref().map(shortened) } else { None };
        let reading = if it.in_clauses { cell(&reading) } else { "its label".to_owned() };
        out.push_str(&format!(
            "| `{}` | {} | {} | {} | {reading} | {} |\n",
            rule.name,
            said(rule),
            cell(&it.test),
            cell(&it.page),
            share(it.drawn, DRAWN)
        ));
    }
    out.push_str("\n## What may be missing, and why\n\n| why | rules |\n| --- | --- |\n");
    for (reason, names) in why {
        out.push_str(&format!("| {reason} | {} |\n", names.join(", ")));
    }
    out
}

/// What a rule says; of what is refused later, that first.
fn said(rule: &super::grammar::Rule) -> String {
    let says = escaped(&rule.says);
    if plumbing::is_later(rule) {
        format!("**Refused: read, and not yet part of the language (E0207).** {says}")
    } else {
        says
    }
}

/// So much of a sentence as a cell can show.
fn shortened(sentence: &str) -> String {
    const MOST: usize = 90;
    if sentence.chars().count() <= MOST {
        return sentence.to_owned();
    }
    sentence.chars().take(MOST).chain(['…']).collect()
}

fn escaped(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
