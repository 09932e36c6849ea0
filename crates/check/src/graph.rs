//! What reads what: the graph of a policy's meanings.
//!
//! Reads the policy; produces one node for everything that has a meaning of its own, and an edge to each thing that
//! meaning reads, with the place where it is read. What is read on some day is read: of force only the day that it
//! is asked of is a node.
//!
//! What each node reads stands in [`reads`]; the circles of the graph are found in [`circles`].

mod circles;
mod reads;

use std::collections::{BTreeMap, BTreeSet};

use whereas_source::Span;
use whereas_value::id::{
    ClauseId, DecisionId, DutyId, FactId, FactorId, JudgementId, ParameterId, PolicyId, RuleId,
    TermId,
};

use crate::checker::Checker;

pub use circles::circles;
use reads::Builder;

/// Something with a meaning of its own.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Node {
    /// The answer to `decision d`: what it is decided from, and the scope of its policy.
    Answer(DecisionId),
    /// `decision d`
    Decision(DecisionId),
    /// One of its rules.
    Rule(RuleId),
    /// `d under CLAUSE`
    Under(DecisionId, Vec<ClauseId>),
    /// `d apart from this clause`
    Apart(DecisionId, ClauseId),
    /// Whether a clause is switched off.
    Off(ClauseId),
    /// `judgement j`
    Judgement(JudgementId),
    /// `factor f`
    Factor(FactorId),
    /// `NAME means …`
    Term(TermId),
    /// `applies when C`
    Scope(PolicyId),
    /// `governed by FACT`: on which day it is asked what is in force.
    Force,
    /// `duty d … arises on event E when C`
    Arising(DutyId),
    /// `duty d … due within T of B`, `by D`, `before D`
    Due(DutyId),
    /// `duty d … discharged when C`
    Discharge(DutyId),
    /// `duty d … excused when C`
    Excuse(DutyId),
    /// A parameter, read as of the governing day.
    Parameter(ParameterId),
    /// A fact; of a list, `complete only when C` too.
    Fact(FactId),
    /// A field of a fact's record, or of the records of a list: the places of the fields that lead to it.
    Field(FactId, Vec<u32>),
    /// Every field there is of a fact, or of that field of it: `person is known`.
    Whole(FactId, Vec<u32>),
    /// `as-of day`
    AsOfDay,
}

/// The graph.
pub struct Graph {
    nodes: Vec<Node>,
    places: BTreeMap<Node, usize>,
    edges: Vec<Vec<Edge>>,
}

/// One thing that a meaning reads.
#[derive(Clone, Copy)]
pub struct Edge {
    /// The place of what is read among the nodes.
    pub to: usize,
    /// Where it is read.
    pub span: Option<Span>,
}

/// Which clauses are above another whenever both are in force.
pub type Above = BTreeMap<ClauseId, BTreeSet<ClauseId>>;

impl Graph {
    /// The graph of a policy.
    pub fn new(ctx: &Checker<'_>, above: &Above) -> Self {
        let hir = &ctx.hir;
        let mut graph = Self { nodes: Vec::new(), places: BTreeMap::new(), edges: Vec::new() };
        let builder = Builder::new(ctx, above);
        let starts = (hir.policies.ids().map(Node::Scope))
            .chain(hir.decisions.ids().map(Node::Answer))
            .chain(hir.decisions.ids().map(Node::Decision))
            .chain(hir.terms.ids().map(Node::Term))
            .chain(hir.judgements.ids().map(Node::Judgement))
            .chain(hir.factors.ids().map(Node::Factor))
            .chain(hir.clauses.ids().map(Node::Off))
            .chain(hir.facts.ids().map(Node::Fact))
            .chain(hir.duties.ids().map(Node::Arising))
            .chain(hir.duties.ids().map(Node::Due))
            .chain(hir.duties.ids().map(Node::Discharge))
            .chain(hir.duties.ids().map(Node::Excuse));
        for start in starts {
            graph.place(start);
        }
        // New nodes come at the end, so that the loop meets them too.
        let mut next = 0;
        while let Some(node) = graph.nodes.get(next).cloned() {
            let mut found = Vec::new();
            builder.reads(&node, &mut found);
            let mut edges = Vec::new();
            let mut seen = BTreeSet::new();
            for (to, span) in found {
                let to = graph.place(to);
                if seen.insert(to) {
                    edges.push(Edge { to, span });
                }
            }
            graph.edges.push(edges);
            next = next.saturating_add(1);
        }
        graph
    }

    fn place(&mut self, node: Node) -> usize {
        if let Some(place) = self.places.get(&node) {
            return *place;
        }
        let place = self.nodes.len();
        self.places.insert(node.clone(), place);
        self.nodes.push(node);
        place
    }

    /// The node at a place.
    pub fn node(&self, place: usize) -> Option<&Node> {
        self.nodes.get(place)
    }

    /// The place of a node.
    pub fn find(&self, node: &Node) -> Option<usize> {
        self.places.get(node).copied()
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// What a node reads.
    pub fn edges(&self, place: usize) -> &[Edge] {
        self.edges.get(place).map_or(&[], Vec::as_slice)
    }

    /// The nodes from which one that is wanted is read, near or far, and those that are wanted themselves.
    pub fn leading_to(&self, wanted: impl Fn(&Node) -> bool) -> BTreeSet<usize> {
        let readers = self.readers();
        let wanted = self.nodes.iter().enumerate().filter(|(_, node)| wanted(node));
        let mut todo: Vec<usize> = wanted.map(|(place, _)| place).collect();
        let mut reached: BTreeSet<usize> = todo.iter().copied().collect();
        while let Some(at) = todo.pop() {
            for reader in readers.get(at).into_iter().flatten() {
                if reached.insert(*reader) {
                    todo.push(*reader);
                }
            }
        }
        reached
    }

    /// Every node that is read from one, near or far, and that one.
    pub fn from(&self, start: usize) -> BTreeSet<usize> {
        let (mut reached, mut todo) = (BTreeSet::from([start]), vec![start]);
        while let Some(at) = todo.pop() {
            todo.extend(self.edges(at).iter().map(|edge| edge.to).filter(|to| reached.insert(*to)));
        }
        reached
    }

    /// Of each node, which nodes read it.
    pub fn readers(&self) -> Vec<Vec<usize>> {
        let mut readers: Vec<Vec<usize>> = vec![Vec::new(); self.len()];
        for from in 0..self.len() {
            for edge in self.edges(from) {
                if let Some(readers) = readers.get_mut(edge.to) {
                    readers.push(from);
                }
            }
        }
        readers
    }

    /// A shortest way from one node to one that is wanted, as the edges along it; none where there is none. The
    /// start itself is reached only by a way back to it.
    pub fn way(&self, from: usize, wanted: impl Fn(&Node) -> bool) -> Option<Vec<(usize, Edge)>> {
        self.way_within(from, &wanted, |_| true)
    }

    /// The same, through nodes of one kind only.
    pub fn way_within(
        &self,
        from: usize,
        wanted: &impl Fn(&Node) -> bool,
        within: impl Fn(usize) -> bool,
    ) -> Option<Vec<(usize, Edge)>> {
        let mut came: BTreeMap<usize, (usize, Edge)> = BTreeMap::new();
        let mut queue = std::collections::VecDeque::from([from]);
        while let Some(at) = queue.pop_front() {
            for edge in self.edges(at) {
                if !within(edge.to) || came.contains_key(&edge.to) {
                    continue;
                }
                came.insert(edge.to, (at, *edge));
                if self.node(edge.to).is_some_and(wanted) {
                    return Some(way_back(&came, from, edge.to));
                }
                queue.push_back(edge.to);
            }
        }
        None
    }
}

fn way_back(came: &BTreeMap<usize, (usize, Edge)>, from: usize, to: usize) -> Vec<(usize, Edge)> {
    let (mut way, mut at) = (Vec::new(), to);
    while let Some((before, edge)) = came.get(&at) {
        way.push((*before, *edge));
        at = *before;
        if at == from || way.len() > came.len() {
            break;
        }
    }
    way.reverse();
    way
}
