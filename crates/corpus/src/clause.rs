//! A clause as one text, for its snapshot: the passages it cites, the clause as written, how it reads, its rules in
//! normal form, and what comes of each of its examples.
//!
//! Reads a compiled policy and the text it was compiled from. Invariant: it says nothing of other clauses but where
//! they stand above this one's rules in an example, so that an amended clause changes its own snapshot.

use std::fmt::Write as _;

use whereas_check::Checked;
use whereas_driver::Policy;
use whereas_hir::print::print_clause;
use whereas_plan::Plan;
use whereas_source::Sources;
use whereas_value::id::ClauseId;
use whereas_words::plain;

/// Every clause of a policy as one text, by its id.
#[must_use]
pub fn all(policy: &Policy, sources: &Sources) -> Vec<(String, String)> {
    let Some(compiled) = &policy.compiled else { return Vec::new() };
    let hir = compiled.checked.hir();
    hir.clauses
        .enumerate()
        .filter(|(_, clause)| clause.policy == whereas_hir::Hir::MAIN)
        .map(|(id, clause)| (clause.id.to_string(), text(policy, sources, id)))
        .collect()
}

/// One clause as one text.
#[must_use]
pub fn text(policy: &Policy, sources: &Sources, id: ClauseId) -> String {
    let Some(compiled) = &policy.compiled else { return String::new() };
    let (checked, plan) = (&compiled.checked, &compiled.plan);
    let mut out = String::new();
    passages(checked, id, &mut out);
    title("Clause", &mut out);
    if let Some(span) = policy.map.clause_bodies.get(id) {
        let written = sources.text(*span).unwrap_or_default();
        let without_examples = written.split("\n  example ").next().unwrap_or_default();
        let _ = writeln!(out, "{}", without_examples.trim_end());
    }
    title("How it reads", &mut out);
    for sentence in whereas_readings::clause(checked, id) {
        let _ = writeln!(out, "{}", plain::wrapped(&sentence).join("\n"));
    }
    title("In normal form", &mut out);
    let _ = writeln!(out, "{}", print_clause(checked.hir(), id).trim_end());
    examples(checked, plan, id, &mut out);
    out
}

fn title(text: &str, out: &mut String) {
    let _ = writeln!(out, "\n── {text}");
}

fn passages(checked: &Checked, id: ClauseId, out: &mut String) {
    let hir = checked.hir();
    let Some(clause) = hir.clauses.get(id) else { return };
    let _ = writeln!(out, "{} {}", clause.id, clause.title.plain);
    for (source, passage) in &clause.cites {
        let Some(source) = hir.sources.get(*source) else { continue };
        title(&format!("{} [{passage}]", source.title.plain), out);
        if let Some(text) = source.texts.iter().find(|it| it.id == *passage) {
            let mark = if text.unverified { " (unverified)" } else { "" };
            let _ = writeln!(out, "{}{mark}", text.text.trim());
        }
    }
}

fn examples(checked: &Checked, plan: &Plan, id: ClauseId, out: &mut String) {
    for example in checked.hir().examples.iter().filter(|example| example.clause == id) {
        title(&format!("Example “{}”", example.title), out);
        let mut session = whereas_eval::Session::new(plan);
        let answers = whereas_eval::answers(&mut session, &example.case);
        for expect in &example.expects {
            let _ = writeln!(out, "{}", expect.text);
        }
        for line in whereas_report::outcome(plan, example, id, &answers) {
            let _ = writeln!(out, "  {}", plain::wrapped(&line).join("\n  "));
        }
    }
}
