//! The facts on which it turns whether a list can be complete: those that `complete only when C` reads, near or far.
//!
//! Where C is not yes, no statement of elements completes the list, and these are named as what would.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_value::Leaf;
use whereas_value::id::FactId;
use whereas_value::types::Type;

use crate::graph::{Graph, Node};

/// Of each list that is complete only when something holds, the facts of that condition, in order.
pub fn of(hir: &Hir, graph: &Graph) -> BTreeMap<FactId, Vec<Leaf>> {
    let lists = hir.facts.enumerate().filter(|(_, fact)| fact.complete_only_when.is_some());
    let facts = lists.map(|(list, _)| {
        let mut leaves = BTreeSet::new();
        let reached = graph.find(&Node::Fact(list)).map(|start| graph.from(start));
        for node in reached.into_iter().flatten().filter_map(|place| graph.node(place)) {
            match node {
                Node::Fact(fact) if *fact != list => named(hir, *fact, &[], &mut leaves),
                Node::Field(fact, path) | Node::Whole(fact, path) => {
                    named(hir, *fact, path, &mut leaves);
                }
                Node::Fact(_)
                | Node::Answer(_)
                | Node::Decision(_)
                | Node::Rule(_)
                | Node::Under(..)
                | Node::Apart(..)
                | Node::Off(_)
                | Node::Judgement(_)
                | Node::Factor(_)
                | Node::Term(_)
                | Node::Scope(_)
                | Node::Force
                | Node::Arising(_)
                | Node::Due(_)
                | Node::Discharge(_)
                | Node::Excuse(_)
                | Node::Parameter(_)
                | Node::AsOfDay => {}
            }
        }
        (list, leaves.into_iter().collect())
    });
    facts.collect()
}

/// Adds what is named of a fact, or of a field of it: of a record its fields, of what is in a list the list.
fn named(hir: &Hir, fact: FactId, path: &[u32], leaves: &mut BTreeSet<Leaf>) {
    let Some(declared) = hir.facts.get(fact) else { return };
    let mut ty = declared.ty.present();
    for field in path {
        let Type::Record(record) = ty else { break };
        let Some(field) = whereas_hir::vocabulary::field(&hir.records, *record, *field) else {
            return;
        };
        ty = field.ty.present();
    }
    if let Type::List(_) = declared.ty.present() {
        leaves.insert(Leaf::Others(fact));
    } else if let Type::Record(record) = ty {
        let fields = hir.records.get(*record).map_or(0, |record| record.fields.len());
        for field in 0..u32::try_from(fields).unwrap_or(0) {
            named(hir, fact, &[path, &[field]].concat(), leaves);
        }
    } else {
        leaves.insert(Leaf::Fact(fact, path.to_vec()));
    }
}
