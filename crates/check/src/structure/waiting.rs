//! What may make a question wait besides its own prerequisites: those of the judgements and decisions that its rules
//! read, near or far.
//!
//! Reads the policy and its graph; produces [`Waiting`]. Backwards from each thing that has to wait, so that a policy
//! without prerequisites costs nothing.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::clause::Waits;
use whereas_value::id::JudgementId;

use crate::graph::{Graph, Node};
use crate::tables::Waiting;

/// The judgements that no decision reads, near or far.
pub fn undecisive(hir: &Hir, graph: &Graph) -> BTreeSet<JudgementId> {
    let mut all: BTreeSet<JudgementId> = hir.judgements.ids().collect();
    for decision in hir.decisions.ids() {
        let reached = graph.find(&Node::Answer(decision)).map(|start| graph.from(start));
        for place in reached.into_iter().flatten() {
            if let Some(Node::Judgement(judgement)) = graph.node(place) {
                all.remove(judgement);
            }
        }
    }
    all
}

/// What reads, near or far, something that has prerequisites.
pub fn of(hir: &Hir, graph: &Graph) -> Waiting {
    let mut waited: BTreeMap<usize, BTreeSet<Waits>> = BTreeMap::new();
    for prerequisite in hir.clauses.iter().flat_map(|clause| &clause.prerequisites) {
        let node = match prerequisite.of {
            Waits::Decision(decision) | Waits::Value(decision, _) => Node::Decision(decision),
            Waits::Judgement(judgement) => Node::Judgement(judgement),
        };
        if let Some(place) = graph.find(&node) {
            waited.entry(place).or_default().insert(prerequisite.of);
        }
    }
    let mut waiting = Waiting::default();
    if waited.is_empty() {
        return waiting;
    }
    let readers = graph.readers();
    for (start, waits) in waited {
        let mut reached = BTreeSet::from([start]);
        let mut todo = vec![start];
        while let Some(at) = todo.pop() {
            for reader in readers.get(at).into_iter().flatten() {
                let is_rule = matches!(graph.node(at), Some(Node::Rule(_)));
                match graph.node(*reader) {
                    Some(Node::Rule(rule)) => {
                        waiting.rules.entry(*rule).or_default().extend(&waits);
                    }
                    // What its rules read is told of them.
                    Some(Node::Decision(decision)) if !is_rule => {
                        waiting.decisions.entry(*decision).or_default().extend(&waits);
                    }
                    Some(_) | None => {}
                }
                if reached.insert(*reader) {
                    todo.push(*reader);
                }
            }
        }
    }
    waiting
}
