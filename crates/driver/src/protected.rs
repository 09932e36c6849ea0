//! What is protected in one policy is not stated for another policy of the package under its label.
//!
//! Reads the declarations of all policies; reports whatever a case states or a person finds in whose words the label of
//! a protected characteristic of another policy stands. A case is one file for all of them. Within one policy the
//! checks of its own names tell this.

use std::collections::BTreeSet;

use whereas_diagnostics::Diagnostic;
use whereas_hir::Hir;
use whereas_hir::map::SourceMap;
use whereas_source::Span;
use whereas_value::{Label, Phrase};

use crate::{Policy, problems};

/// A text that a case or a finding speaks by: where its thing is declared, and what kind of thing it is.
struct Said<'a> {
    span: Span,
    kind: &'static str,
    label: &'a Label,
}

/// Reports what states in one policy what another protects.
pub(crate) fn check(policies: &[Policy], found: &mut Vec<Diagnostic>) {
    for (place, Policy { hir, map, .. }) in policies.iter().enumerate() {
        let protected: Vec<(&str, Span, Vec<Phrase>)> = hir
            .protected
            .iter()
            .zip(map.protected.iter())
            .map(|(it, span)| (it.name.as_str(), *span, Phrase::of_labels(&it.label).collect()))
            .collect();
        if protected.is_empty() {
            continue;
        }
        let places = map.facts.iter().chain(map.records.iter()).chain(map.events.iter());
        let here: BTreeSet<Span> = places.copied().collect();
        let others = policies.iter().enumerate().filter(|(other, _)| *other != place);
        for said in others.flat_map(|(_, it)| said(&it.hir, &it.map)) {
            // What both use from one file was told of this policy.
            if here.contains(&said.span) {
                continue;
            }
            let words: Vec<Phrase> = texts(said.label).map(Phrase::of).collect();
            let holds = |phrase: &Phrase| words.iter().any(|text| text.holds(phrase));
            if let Some((name, span, _)) = protected.iter().find(|it| it.2.iter().any(holds)) {
                found.push(problems::protected_elsewhere(said.kind, said.span, name, *span));
            }
        }
    }
}

fn said<'a>(hir: &'a Hir, map: &'a SourceMap) -> Vec<Said<'a>> {
    let mut all = Vec::new();
    for (it, span) in hir.facts.iter().zip(map.facts.iter()) {
        let labels = std::iter::once(&it.label).chain(&it.ask).chain(&it.held_in);
        all.extend(labels.map(|label| Said { span: *span, kind: "fact", label }));
    }
    for (it, span) in hir.records.iter().zip(map.records.iter()) {
        let labels = it.fields.iter().map(|field| &field.label);
        all.extend(labels.map(|label| Said { span: *span, kind: "record", label }));
    }
    for (it, span) in hir.events.iter().zip(map.events.iter()) {
        all.push(Said { span: *span, kind: "event", label: &it.label });
    }
    for (it, span) in hir.judgements.iter().zip(map.judgements.iter()) {
        all.push(Said { span: *span, kind: "judgement", label: &it.label });
    }
    for (it, span) in hir.factors.iter().zip(map.factors.iter()) {
        all.push(Said { span: *span, kind: "factor", label: &it.label });
    }
    all
}

/// The phrases of a label in all its languages.
fn texts(label: &Label) -> impl Iterator<Item = &str> {
    let first = std::iter::once(&label.plain).chain(&label.negated);
    let others = label.others.iter().flat_map(|it| std::iter::once(&it.plain).chain(&it.negated));
    first.chain(others).map(|it| it.as_str())
}
