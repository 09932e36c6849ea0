//! How what a rule says is read: the reading of a clause that holds nothing but one statement with it.

use std::collections::BTreeMap;

use super::{Construct, Grammar};
use crate::generate::tree::{Item, Model, Part, write_pieces};
use crate::{generate, package};

/// Reads the statements of a drawn policy that use a rule of which no reading is known yet.
pub fn of(model: &Model, grammar: &Grammar, all: &mut BTreeMap<String, Construct>) {
    let Some(file) = model.files.first() else { return };
    for (at, item) in file.items.iter().enumerate() {
        if item.form != "clause" {
            continue;
        }
        for part in item.parts.iter().filter(|part| part.form != "cites") {
            let wanted = wanted(grammar, item, part, all);
            if wanted.is_empty() {
                continue;
            }
            let Some(sentence) = sentence(model, at, part) else { continue };
            for rule in wanted {
                if let Some(construct) = all.get_mut(&rule) {
                    construct.reading = Some(sentence.clone());
                }
            }
        }
    }
}

/// The rules of a statement that are not yet read.
fn wanted(
    grammar: &Grammar,
    item: &Item,
    part: &Part,
    all: &mut BTreeMap<String, Construct>,
) -> Vec<String> {
    let mut text = String::new();
    write_pieces(&item.head, &mut text);
    text.push('\n');
    let frame = grammar.rules_in(&text);
    write_pieces(&part.pieces, &mut text);
    let mut wanted = Vec::new();
    for rule in grammar.rules_in(&text) {
        if frame.contains(&rule) {
            continue;
        }
        if let Some(construct) = all.get_mut(&rule) {
            construct.in_clauses = true;
            if construct.reading.is_none() {
                wanted.push(rule);
            }
        }
    }
    wanted
}

/// The first sentence of the clause if it says only this; none where the policy does not stand without the rest of it.
fn sentence(model: &Model, at: usize, part: &Part) -> Option<String> {
    let mut alone = model.clone();
    let item = alone.files.first_mut()?.items.get_mut(at)?;
    item.parts.retain(|other| other.form == "cites" || other == part);
    let mut head = String::new();
    write_pieces(&item.head, &mut head);
    let id = head.split(' ').nth(1)?.to_owned();
    let compiled = package::compile(&generate::files(&alone)).ok()?;
    let hir = compiled.checked.hir();
    let (clause, _) = hir.clauses.enumerate().find(|(_, clause)| clause.id == id)?;
    whereas_readings::clause(&compiled.checked, clause).into_iter().next()
}
