//! `policy replaces NAME`: whether what is said so can be meant.
//!
//! Reads which policies say that they replace others; reports policies that replace each other in a ring, so that none
//! of them would ever be law, and a replacement in a clause that has a force of its own.

use std::collections::{BTreeMap, BTreeSet};

use whereas_diagnostics::Diagnostic;
use whereas_hir::Hir;
use whereas_hir::policy::Replaces;
use whereas_source::Span;

use crate::{Policy, problems};

/// Reports a replacement in a clause with days of its own: the force of the other policy ends with this policy's first
/// day, which such a clause seems to say otherwise.
pub(crate) fn clauses(policies: &[Policy], found: &mut Vec<Diagnostic>) {
    for policy in policies {
        for (replaces, span) in replaced(policy) {
            let clause = policy.hir.clauses.get(replaces.clause);
            if clause.is_some_and(|clause| !clause.force.is_empty()) {
                found.push(problems::replaces_in_part(span, &replaces.name));
            }
        }
    }
}

/// Reports every ring of policies that replace each other, once.
pub(crate) fn rings(policies: &[Policy], found: &mut Vec<Diagnostic>) {
    let by_name: BTreeMap<&str, &Policy> =
        policies.iter().map(|policy| (policy.name.as_str(), policy)).collect();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for policy in policies.iter().filter(|policy| by_name.contains_key(policy.name.as_str())) {
        if told.contains(policy.name.as_str()) {
            continue;
        }
        let Some(ring) = ring(&by_name, policy) else { continue };
        told.extend(ring.iter().map(|(name, _)| *name));
        found.push(problems::replaced_in_a_ring(&ring));
    }
}

/// The shortest way from a policy over what it replaces back to itself: each policy with the clause that says it.
fn ring<'a>(
    by_name: &BTreeMap<&'a str, &'a Policy>,
    start: &'a Policy,
) -> Option<Vec<(&'a str, Span)>> {
    let mut ways: Vec<Vec<(&str, Span)>> = vec![Vec::new()];
    let mut at: Vec<&Policy> = vec![start];
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut next = 0;
    while let (Some(policy), Some(way)) = (at.get(next).copied(), ways.get(next).cloned()) {
        next = next.saturating_add(1);
        for (replaces, span) in replaced(policy) {
            let mut way = way.clone();
            way.push((policy.name.as_str(), span));
            if replaces.name == start.name {
                return Some(way);
            }
            let Some(replaced) = by_name.get(replaces.name.as_str()) else { continue };
            if seen.insert(replaced.name.as_str()) {
                at.push(replaced);
                ways.push(way);
            }
        }
    }
    None
}

/// What a policy says it replaces, and the place of the clause that says it.
fn replaced(policy: &Policy) -> impl Iterator<Item = (&Replaces, Span)> {
    let own = policy.hir.policies.get(Hir::MAIN).into_iter().flat_map(|it| &it.replaces);
    own.filter_map(|it| Some((it, *policy.map.clauses.get(it.clause)?)))
}
