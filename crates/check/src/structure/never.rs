//! `never consider X in d, j`: nothing barred is read, through whatever terms and decisions.

use whereas_hir::clause::{BarKind, Barred};
use whereas_value::id::ClauseId;

use crate::checker::Checker;
use crate::faults::structure::{NeverConsidered, Step};
use crate::graph::{Graph, Node};

/// Checks every `never consider`. A protected characteristic or a ground cannot be read: no case states it.
pub fn run(ctx: &mut Checker<'_>, graph: &Graph) {
    let mut found = Vec::new();
    for (clause, stated) in ctx.hir.clauses.enumerate() {
        for bar in stated.bars.iter().filter(|bar| bar.kind == BarKind::NeverConsider) {
            let decisions = bar.decisions.iter().map(|id| Node::Decision(*id));
            let judgements = bar.judgements.iter().map(|id| Node::Judgement(*id));
            for start in decisions.chain(judgements) {
                for barred in &bar.barred {
                    found.extend(one(graph, clause, &start, barred));
                }
            }
        }
    }
    for fault in found {
        ctx.report(&fault);
    }
}

fn one(graph: &Graph, clause: ClauseId, start: &Node, barred: &Barred) -> Option<NeverConsidered> {
    let wanted = |node: &Node| match (barred, node) {
        (Barred::Fact(barred), Node::Fact(read) | Node::Field(read, _)) => barred == read,
        (Barred::Field(fact, field), Node::Field(read, read_field)) => {
            fact == read && field == read_field
        }
        (Barred::Factor(barred), Node::Factor(read)) => barred == read,
        _ => false,
    };
    let way = graph.way(graph.find(start)?, wanted)?;
    let steps = way.iter().filter_map(|(from, edge)| {
        Some(Step {
            from: graph.node(*from)?.clone(),
            to: graph.node(edge.to)?.clone(),
            span: edge.span,
        })
    });
    Some(NeverConsidered { clause, of: start.clone(), steps: steps.collect() })
}
