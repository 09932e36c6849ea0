//! Policies of one package that may be in force on the same day: the package says how they stand to each other.

use std::collections::BTreeMap;

use ecow::EcoString;
use whereas_diagnostics::Diagnostic;
use whereas_hir::Hir;
use whereas_hir::policy::{ForceKind, ForceStatement};
use whereas_source::{FileId, Span};
use whereas_value::Date;

use crate::manifest::{Manifest, Said};
use crate::{Policy, problems};

/// Reports relations of policies that are not there, relations that contradict each other, names that two
/// policies have, and every two policies in force together without a word on it.
pub(crate) fn check(
    manifest: &Manifest,
    policies: &[Policy],
    file: Option<FileId>,
    found: &mut Vec<Diagnostic>,
) {
    names(manifest, policies, found);
    contradictions(manifest, found);
    let mut first: BTreeMap<&EcoString, Span> = BTreeMap::new();
    for policy in policies {
        let Some(span) = policy.map.policies.get(Hir::MAIN) else { continue };
        if let Some(before) = first.insert(&policy.name, *span) {
            found.push(problems::policy_twice(&policy.name, before, *span));
        }
    }
    for (index, a) in policies.iter().enumerate() {
        for b in policies.iter().skip(index.saturating_add(1)) {
            overlap(manifest, a, b, file, found);
        }
    }
}

fn names(manifest: &Manifest, policies: &[Policy], found: &mut Vec<Diagnostic>) {
    let known = || policies.iter().map(|policy| policy.name.as_str());
    let of_relations = manifest.relations.iter().flat_map(|it| [&it.policy, &it.controls_over]);
    for said in of_relations.chain(manifest.apart.iter().flatten()) {
        if !known().any(|name| name == said.name) {
            found.push(problems::unknown_policy(said.span, &said.name, known()));
        }
    }
}

fn contradictions(manifest: &Manifest, found: &mut Vec<Diagnostic>) {
    for (index, one) in manifest.relations.iter().enumerate() {
        let (a, b) = (&one.policy, &one.controls_over);
        if a.name == b.name {
            found.push(problems::itself(a.span, &a.name));
        }
        for other in manifest.relations.iter().skip(index.saturating_add(1)) {
            if other.policy.name == b.name && other.controls_over.name == a.name {
                found.push(problems::both_ways(other.policy.span, a.span, &a.name, &b.name));
            }
        }
        let group =
            manifest.apart.iter().find(|group| holds(group, &a.name) && holds(group, &b.name));
        if let Some(said) = group.and_then(|group| group.first()) {
            found.push(problems::both_ways(said.span, a.span, &a.name, &b.name));
        }
    }
}

fn holds(group: &[Said], name: &str) -> bool {
    group.iter().any(|said| said.name == name)
}

fn overlap(
    manifest: &Manifest,
    a: &Policy,
    b: &Policy,
    file: Option<FileId>,
    found: &mut Vec<Diagnostic>,
) {
    let (one, other) = (a.name.as_str(), b.name.as_str());
    // Two policies of one name have been told apart from this.
    if one == other
        || manifest.controls(one, other)
        || manifest.controls(other, one)
        || manifest.are_apart(one, other)
    {
        return;
    }
    let (Some(first), Some(second)) =
        (a.map.policies.get(Hir::MAIN), b.map.policies.get(Hir::MAIN))
    else {
        return;
    };
    let (governs_one, governs_other) = (governing(a), governing(b));
    if governs_one != governs_other {
        // The days by which they are in force have nothing to do with each other: a case may lie within both.
        let one = (one, *first, governs_one);
        let other = (other, *second, governs_other);
        found.push(problems::other_governing_day(one, other, file.is_some()));
        return;
    }
    let Some(day) = first_common_day(&force(a), &force(b)) else { return };
    found.push(problems::undeclared_overlap((one, *first), (other, *second), day, file.is_some()));
}

/// The fact that gives the day whose law applies; none where it is the as-of day.
fn governing(policy: &Policy) -> Option<&str> {
    let fact = policy.hir.policies.get(Hir::MAIN)?.governed_by?;
    policy.hir.facts.get(fact).map(|fact| fact.name.as_str())
}

/// A stretch of days: the first, and the first after it.
type Days = (Option<Date>, Option<Date>);

/// The days on which a policy may be in force, whatever the reading of an open question. Another policy that
/// replaces it ends its force; suspensions are left aside, since what is suspended may return.
fn force(policy: &Policy) -> Vec<Days> {
    let Some(own) = policy.hir.policies.get(Hir::MAIN) else { return Vec::new() };
    let said = |it: &&ForceStatement| matches!(it.kind, ForceKind::InForce);
    let mut days: Vec<Days> =
        own.force.iter().filter(said).map(|it| (it.from, it.before)).collect();
    if days.is_empty() {
        days.push((None, None));
    }
    for replaced in &own.replaced_by {
        for (_, before) in &mut days {
            *before = earlier(*before, replaced.from);
        }
    }
    days
}

/// The earlier of two ends; none is the end of time.
fn earlier(a: Option<Date>, b: Option<Date>) -> Option<Date> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, None) | (None, one) => one,
    }
}

fn first_common_day(a: &[Days], b: &[Days]) -> Option<Option<Date>> {
    for (from, before) in a {
        for (other_from, other_before) in b {
            let start = match (from, other_from) {
                (Some(x), Some(y)) => Some(*x.max(y)),
                (one, None) | (None, one) => *one,
            };
            let end = earlier(*before, *other_before);
            let empty = matches!((start, end), (Some(start), Some(end)) if start >= end);
            if !empty {
                return Some(start);
            }
        }
    }
    None
}
