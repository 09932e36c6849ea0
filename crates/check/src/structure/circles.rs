//! Circles: of meanings, and of clauses that prevail over each other; and scopes that read a decision.

use std::collections::BTreeSet;

use whereas_value::id::ClauseId;

use crate::checker::Checker;
use crate::faults::structure::{
    Circle, OverrideCircle, ScopeReadsDecision, Step, TooManyOverrides,
};
use crate::force::Variant;
use crate::graph::{self, Graph, Node};

/// Everything that is said to mean itself, in the end.
pub fn of_meanings(ctx: &mut Checker<'_>, graph: &Graph) {
    for part in graph::circles(graph) {
        // Clauses that each start from what the other gives are told as what they are, by `apart`.
        let apart: Option<BTreeSet<_>> = part
            .iter()
            .filter(|place| !matches!(graph.node(**place), Some(Node::Rule(_))))
            .map(|place| {
                if let Some(Node::Apart(decision, _)) = graph.node(*place) {
                    Some(*decision)
                } else {
                    None
                }
            })
            .collect();
        if apart.is_some_and(|decisions| decisions.len() == 1) {
            continue;
        }
        let inside: BTreeSet<usize> = part.iter().copied().collect();
        // A circle is told from something that has a name.
        let named = part.iter().find(|place| !matches!(graph.node(**place), Some(Node::Rule(_))));
        let Some(start) = named.or(part.first()).copied() else { continue };
        let Some(node) = graph.node(start).cloned() else { continue };
        let back = |reached: &Node| *reached == node;
        let Some(way) = graph.way_within(start, &back, |place| inside.contains(&place)) else {
            continue;
        };
        let steps = way.iter().filter_map(|(from, edge)| {
            Some(Step {
                from: graph.node(*from)?.clone(),
                to: graph.node(edge.to)?.clone(),
                span: edge.span,
            })
        });
        let steps = steps.collect();
        ctx.report(&Circle { steps });
    }
}

/// Clauses that prevail over each other in a circle on some day, or more than can be held against each other.
pub fn of_overrides(ctx: &mut Checker<'_>, variants: &[Variant]) {
    if let Some(variant) = variants.iter().find(|variant| variant.too_many) {
        let most = variant.above.iter().max_by_key(|(_, above)| above.len());
        if let Some((clause, above)) = most {
            ctx.report(&TooManyOverrides { clause: *clause, above: above.len() });
        }
        return;
    }
    let mut told: BTreeSet<ClauseId> = BTreeSet::new();
    for variant in variants {
        let turning = variant.above.iter().filter(|(id, above)| above.contains(*id));
        for id in turning.map(|(id, _)| *id).collect::<Vec<_>>() {
            if told.contains(&id) {
                continue;
            }
            let way = way_round(variant, id);
            told.extend(&way);
            // Whatever else turns through the same clauses is told with them.
            told.extend(
                variant
                    .above
                    .iter()
                    .filter(|(other, above)| above.contains(&id) && variant.is_above(**other, id))
                    .map(|(other, _)| *other),
            );
            ctx.report(&OverrideCircle { clauses: way });
        }
    }
}

/// A shortest circle from a clause upwards: each is below the next, the last below the first.
fn way_round(variant: &Variant, from: ClauseId) -> Vec<ClauseId> {
    let mut came = std::collections::BTreeMap::new();
    let mut queue = std::collections::VecDeque::from([from]);
    while let Some(at) = queue.pop_front() {
        for upper in variant.directly.get(&at).into_iter().flatten() {
            if *upper == from {
                let (mut way, mut back) = (vec![at], at);
                while let Some(before) = came.get(&back).copied().filter(|_| back != from) {
                    way.push(before);
                    back = before;
                }
                way.reverse();
                return way;
            }
            if !came.contains_key(upper) {
                came.insert(*upper, at);
                queue.push_back(*upper);
            }
        }
    }
    vec![from]
}

/// `applies when C`: C reads no decision.
pub fn scopes(ctx: &mut Checker<'_>, graph: &Graph) {
    for policy in ctx.hir.policies.ids().collect::<Vec<_>>() {
        let Some(start) = graph.find(&Node::Scope(policy)) else { continue };
        let Some(way) = graph.way(start, |node| {
            matches!(node, Node::Decision(_) | Node::Under(..) | Node::Apart(..))
        }) else {
            continue;
        };
        let spans = way.iter().map(|(_, edge)| edge.span).collect();
        let read = way.last().and_then(|(_, edge)| graph.node(edge.to)).cloned();
        if let Some(read) = read {
            ctx.report(&ScopeReadsDecision { policy, read, spans });
        }
    }
}
