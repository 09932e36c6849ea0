//! `never consider X in d, j`: nothing barred is read, through whatever terms and decisions.

use whereas_hir::Hir;
use whereas_hir::clause::{BarKind, Barred};
use whereas_value::id::{ClauseId, FactId, RecordId};
use whereas_value::types::Type;

use crate::checker::Checker;
use crate::faults::structure::{NeverConsidered, Step};
use crate::graph::{Graph, Node};

/// Checks every `never consider`. A protected characteristic or a ground cannot be read: no case states it.
pub fn run(ctx: &mut Checker<'_>, graph: &Graph) {
    let mut found = Vec::new();
    for (clause, stated) in ctx.hir.clauses.enumerate() {
        for bar in stated.bars.iter().filter(|bar| bar.kind == BarKind::NeverConsider) {
            let decisions = bar.decisions.iter().map(|id| Node::Answer(*id));
            let judgements = bar.judgements.iter().map(|id| Node::Judgement(*id));
            for start in decisions.chain(judgements) {
                for barred in &bar.barred {
                    found.extend(one(&ctx.hir, graph, clause, &start, barred));
                }
            }
        }
    }
    for fault in found {
        ctx.report(&fault);
    }
}

fn one(
    hir: &Hir,
    graph: &Graph,
    clause: ClauseId,
    start: &Node,
    barred: &Barred,
) -> Option<NeverConsidered> {
    let way = graph.way(graph.find(start)?, |node| is_barred(hir, barred, node))?;
    let steps = way.iter().filter_map(|(from, edge)| {
        Some(Step {
            from: graph.node(*from)?.clone(),
            to: graph.node(edge.to)?.clone(),
            span: edge.span,
        })
    });
    Some(NeverConsidered { clause, of: start.clone(), steps: steps.collect() })
}

/// Whether reading a node is reading what is barred. A fact is barred with all its parts.
pub fn is_barred(hir: &Hir, barred: &Barred, node: &Node) -> bool {
    match node {
        Node::Fact(read) => *barred == Barred::Fact(*read),
        Node::Field(read, path) => match barred {
            Barred::Fact(fact) => fact == read,
            Barred::Field(fact, field) => fact == read && path.first() == Some(field),
            Barred::FieldOf(record, field) => path.split_last().is_some_and(|(last, before)| {
                last == field && record_at(hir, *read, before) == Some(*record)
            }),
            Barred::Protected(_) | Barred::Ground(_) | Barred::Factor(_) => false,
        },
        Node::Whole(read, path) => match barred {
            Barred::Fact(fact) => fact == read,
            Barred::Field(fact, field) => {
                fact == read && path.first().is_none_or(|first| first == field)
            }
            Barred::FieldOf(record, _) => {
                record_at(hir, *read, path).is_some_and(|whole| hir.holds(whole, *record))
            }
            Barred::Protected(_) | Barred::Ground(_) | Barred::Factor(_) => false,
        },
        Node::Factor(read) => *barred == Barred::Factor(*read),
        // What these read are nodes of their own.
        Node::Answer(_)
        | Node::Decision(_)
        | Node::Rule(_)
        | Node::Under(..)
        | Node::Apart(..)
        | Node::Off(_)
        | Node::Judgement(_)
        | Node::Term(_)
        | Node::Scope(_)
        | Node::Force
        | Node::Arising(_)
        | Node::Due(_)
        | Node::Discharge(_)
        | Node::Excuse(_)
        | Node::Parameter(_)
        | Node::AsOfDay => false,
    }
}

/// The record to which some fields of a fact, or of the elements of a list, lead.
fn record_at(hir: &Hir, fact: FactId, path: &[u32]) -> Option<RecordId> {
    let mut ty = hir.facts.get(fact)?.ty.element();
    for place in path {
        let Type::Record(record) = ty else { return None };
        ty = whereas_hir::vocabulary::field(&hir.records, *record, *place)?.ty.present();
    }
    if let Type::Record(record) = ty { Some(*record) } else { None }
}
