//! What findings may not rest on or name.
//!
//! Reads the bars of all clauses and the graph; produces those of each judgement. What may never count in a decision
//! may not come into it through a finding either: it is barred in every judgement that the decision reads.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::clause::{Bar, BarKind, Barred};
use whereas_value::Phrase;
use whereas_value::case::Basis;
use whereas_value::id::{IndexVec, JudgementId};

use super::never::is_barred;
use crate::graph::{Graph, Node};
use crate::phrases;
use crate::tables::FindingBar;

/// The bars of each judgement, in the order of the clauses.
pub fn of(hir: &Hir, graph: &Graph) -> IndexVec<JudgementId, Vec<FindingBar>> {
    let mut bars: IndexVec<JudgementId, Vec<FindingBar>> =
        hir.judgements.iter().map(|_| Vec::new()).collect();
    let mut read = BTreeMap::new();
    for (clause, stated) in hir.clauses.enumerate() {
        for bar in &stated.bars {
            let judgements = judgements(graph, bar, &mut read);
            if judgements.is_empty() {
                continue;
            }
            let mut named: BTreeSet<Barred> = bar.barred.iter().cloned().collect();
            if bar.kind == BarKind::NeverConsider {
                named.extend(factors(hir, graph, bar));
            }
            let phrases = match bar.kind {
                BarKind::NeverConsider => named.iter().flat_map(|it| words(hir, it)).collect(),
                BarKind::RestOnlyOn | BarKind::RestOn => Vec::new(),
            };
            let barred: BTreeSet<Barred> = named.iter().flat_map(|it| fields(hir, it)).collect();
            for judgement in judgements {
                if let Some(bars) = bars.get_mut(judgement) {
                    bars.push(FindingBar {
                        clause,
                        kind: bar.kind,
                        barred: barred.clone(),
                        phrases: phrases.clone(),
                    });
                }
            }
        }
    }
    bars
}

/// The judgements that a bar speaks of, and those that are read where it speaks.
fn judgements(
    graph: &Graph,
    bar: &Bar,
    read: &mut BTreeMap<Node, BTreeSet<JudgementId>>,
) -> BTreeSet<JudgementId> {
    match bar.kind {
        BarKind::RestOnlyOn | BarKind::RestOn => bar.judgements.iter().copied().collect(),
        BarKind::NeverConsider => {
            let decisions = bar.decisions.iter().map(|id| Node::Answer(*id));
            let judgements = bar.judgements.iter().map(|id| Node::Judgement(*id));
            let starts = decisions.chain(judgements);
            let all = starts.flat_map(|start| {
                read.entry(start.clone()).or_insert_with(|| read_from(graph, &start)).clone()
            });
            all.collect()
        }
    }
}

fn read_from(graph: &Graph, start: &Node) -> BTreeSet<JudgementId> {
    let reached = graph.find(start).map(|start| graph.from(start)).unwrap_or_default();
    let judgement = |place: usize| {
        if let Some(Node::Judgement(id)) = graph.node(place) { Some(*id) } else { None }
    };
    reached.into_iter().filter_map(judgement).collect()
}

/// The factors that turn on what is barred. Of the ledgers of the judgement there are none: that was an error.
fn factors(hir: &Hir, graph: &Graph, bar: &Bar) -> Vec<Barred> {
    if hir.factors.is_empty() {
        return Vec::new();
    }
    let leading =
        graph.leading_to(|node| bar.barred.iter().any(|barred| is_barred(hir, barred, node)));
    let reads =
        |id: &_| graph.find(&Node::Factor(*id)).is_some_and(|place| leading.contains(&place));
    hir.factors.ids().filter(reads).map(Barred::Factor).collect()
}

/// A field of a record stands for the fields of facts that are it or hold it.
fn fields(hir: &Hir, barred: &Barred) -> Vec<Barred> {
    if let Barred::FieldOf(record, field) = barred {
        let fields = hir.fields_with(*record, *field).into_iter();
        return fields.map(|(fact, field)| Barred::Field(fact, field)).collect();
    }
    vec![barred.clone()]
}

/// The words that name what is barred, and what a defect says that they name.
fn words(hir: &Hir, barred: &Barred) -> Option<(Basis, Vec<Phrase>)> {
    let basis = match barred {
        Barred::Protected(id) => Basis::Protected(*id),
        Barred::Ground(id) => Basis::Ground(*id),
        Barred::Fact(id) => Basis::Fact(*id),
        Barred::Factor(id) => Basis::Factor(*id),
        Barred::Field(fact, field) => Basis::Field(*fact, *field),
        Barred::FieldOf(record, field) => {
            let field = whereas_hir::vocabulary::field(&hir.records, *record, *field)?;
            Basis::Other(field.label.plain.clone())
        }
    };
    let phrases = phrases::of_barred(hir, barred);
    (!phrases.is_empty()).then_some((basis, phrases))
}
