//! What reads what: the graph of a policy's meanings.
//!
//! Reads the policy; produces one node for everything that has a meaning of its own, and an edge to each thing that
//! meaning reads, with the place where it is read. What is read on some day is read: of force only the day that it
//! is asked of is a node.
//!
//! What a decision or a judgement depends on is listed here and nowhere else. Every match over a form names all of its
//! parts, so that a new construct does not compile before it has said what it reads.
//!
//! A clause that is above another in every static variant stands nowhere that one prevails: `d apart from this
//! clause` does not read it.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::clause::{
    Factor, Judgement, Prerequisite, Presence, Rule, SwitchOff, Term, Waits,
};
use whereas_hir::duty::Duty;
use whereas_hir::expr::{Expr, ExprId};
use whereas_hir::policy::{Decision, Policy};
use whereas_hir::vocabulary::Fact;
use whereas_source::Span;
use whereas_value::id::{
    ClauseId, DecisionId, DutyId, FactId, FactorId, JudgementId, ParameterId, PolicyId, RuleId,
    TermId,
};

use crate::checker::{Checker, Places};
use crate::visit;

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

type Found = Vec<(Node, Option<Span>)>;

struct Builder<'a> {
    ctx: &'a Checker<'a>,
    hir: &'a Hir,
    places: Places<'a>,
    above: &'a Above,
    rules: BTreeMap<DecisionId, Vec<RuleId>>,
    offs: BTreeMap<ClauseId, Vec<(ClauseId, usize)>>,
    waits: BTreeMap<Waited, Vec<(ClauseId, usize)>>,
    factors: BTreeMap<JudgementId, Vec<FactorId>>,
}

/// What has to wait for a prerequisite.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Waited {
    Decision(DecisionId),
    Judgement(JudgementId),
}

impl<'a> Builder<'a> {
    fn new(ctx: &'a Checker<'_>, above: &'a Above) -> Self {
        let hir = &ctx.hir;
        let mut rules: BTreeMap<DecisionId, Vec<RuleId>> = BTreeMap::new();
        for (id, rule) in hir.rules.enumerate() {
            rules.entry(rule.decision).or_default().push(id);
        }
        let mut offs: BTreeMap<ClauseId, Vec<(ClauseId, usize)>> = BTreeMap::new();
        let mut waits: BTreeMap<Waited, Vec<(ClauseId, usize)>> = BTreeMap::new();
        for (id, clause) in hir.clauses.enumerate() {
            for (place, off) in clause.switch_offs.iter().enumerate() {
                for target in &off.targets {
                    offs.entry(*target).or_default().push((id, place));
                }
            }
            for (place, prerequisite) in clause.prerequisites.iter().enumerate() {
                let waited = match prerequisite.of {
                    Waits::Decision(decision) | Waits::Value(decision, _) => {
                        Waited::Decision(decision)
                    }
                    Waits::Judgement(judgement) => Waited::Judgement(judgement),
                };
                waits.entry(waited).or_default().push((id, place));
            }
        }
        let factors = factors_of(hir);
        Self { ctx, hir, places: ctx.places, above, rules, offs, waits, factors }
    }

    fn reads(&self, node: &Node, out: &mut Found) {
        match node {
            Node::Answer(id) => {
                if let Some(decision) = self.hir.decisions.get(*id) {
                    self.decision(*id, decision, out);
                    out.push((Node::Scope(decision.policy), self.places.policy(decision.policy)));
                }
            }
            Node::Decision(id) => {
                if let Some(decision) = self.hir.decisions.get(*id) {
                    self.decision(*id, decision, out);
                }
            }
            Node::Rule(id) => {
                if let Some(rule) = self.hir.rules.get(*id) {
                    self.rule(rule, out);
                }
            }
            Node::Under(decision, clauses) => {
                self.rules_of(*decision, |clause| clauses.contains(&clause), out);
                out.push((Node::Force, None));
            }
            Node::Apart(decision, clause) => {
                let above = self.above.get(clause);
                let read =
                    |other| other != *clause && !above.is_some_and(|above| above.contains(&other));
                self.rules_of(*decision, read, out);
                out.push((Node::Force, None));
            }
            Node::Off(clause) => self.off(*clause, out),
            Node::Judgement(id) => {
                if let Some(judgement) = self.hir.judgements.get(*id) {
                    self.judgement(*id, judgement, out);
                }
            }
            Node::Factor(id) => {
                if let Some(factor) = self.hir.factors.get(*id) {
                    self.factor(factor, out);
                }
            }
            Node::Term(id) => {
                if let Some(Term { means, clause: _, name: _, ty: _ }) = self.hir.terms.get(*id) {
                    self.expr(*means, out);
                }
            }
            Node::Scope(id) => {
                if let Some(policy) = self.hir.policies.get(*id) {
                    self.scope(policy, out);
                }
            }
            Node::Discharge(id) => {
                if let Some(Duty { discharged_when: Some(condition), .. }) =
                    self.hir.duties.get(*id)
                {
                    self.expr(*condition, out);
                }
            }
            Node::Excuse(id) => {
                if let Some(Duty { excused_when: Some(condition), .. }) = self.hir.duties.get(*id) {
                    self.expr(*condition, out);
                }
            }
            Node::Fact(id) => {
                if let Some(fact) = self.hir.facts.get(*id) {
                    self.fact(fact, out);
                }
            }
            Node::Parameter(_) => out.push((self.governing_day(), None)),
            Node::Force => {
                // Without such a fact it is the as-of day, which no case leaves open.
                let main = self.hir.policies.get(Hir::MAIN);
                if let Some(fact) = main.and_then(|main| main.governed_by) {
                    out.push((Node::Fact(fact), self.places.policy(Hir::MAIN)));
                }
            }
            Node::Field(..) | Node::Whole(..) | Node::AsOfDay => {}
        }
    }

    /// What decides a decision. Its policy is read by its answer, and by whoever reads it from another policy.
    fn decision(&self, id: DecisionId, decision: &Decision, out: &mut Found) {
        let Decision { otherwise, element, policy: _, kind: _, name: _, label: _ } = decision;
        for rule in self.rules.get(&id).into_iter().flatten() {
            out.push((Node::Rule(*rule), self.places.rule(*rule)));
        }
        self.waits(Waited::Decision(id), out);
        if let Some(value) = otherwise {
            self.expr(*value, out);
        }
        // There is one question for each element that the case states.
        if let Some(list) = element.and_then(|element| visit::list_of(self.hir, element)) {
            out.push((Node::Fact(list), self.places.decision(id)));
        }
        out.push((Node::Force, None));
    }

    fn off(&self, clause: ClauseId, out: &mut Found) {
        for (by, place) in self.offs.get(&clause).into_iter().flatten() {
            let off = self.hir.clauses.get(*by).and_then(|by| by.switch_offs.get(*place));
            // For which element it speaks is no condition of its own: its conditions read it.
            if let Some(SwitchOff { when, unless, targets: _, element: _ }) = off {
                for part in when.iter().chain(unless) {
                    self.expr(*part, out);
                }
            }
            out.push((Node::Off(*by), self.places.clause(*by)));
        }
    }

    /// What bears on a judgement. Who makes it and who bears the burden are no facts of the case.
    fn judgement(&self, id: JudgementId, judgement: &Judgement, out: &mut Found) {
        let Judgement { clause, ledgers: _, makers: _, burden: _, ty: _, name: _, label: _ } =
            judgement;
        out.push((Node::Off(*clause), self.places.clause(*clause)));
        self.waits(Waited::Judgement(id), out);
        for factor in self.factors.get(&id).into_iter().flatten() {
            out.push((Node::Factor(*factor), self.places.factor(*factor)));
        }
        out.push((Node::Force, None));
    }

    fn factor(&self, factor: &Factor, out: &mut Found) {
        let Factor { clause, present, ledgers: _, name: _, label: _ } = factor;
        out.push((Node::Off(*clause), self.places.clause(*clause)));
        match present {
            Presence::When(condition) => self.expr(*condition, out),
            Presence::FoundBy(_) => {}
        }
        out.push((Node::Force, None));
    }

    /// The day of force and what a policy replaces are no part of its scope.
    fn scope(&self, policy: &Policy, out: &mut Found) {
        let Policy {
            applies_when,
            governed_by: _,
            force: _,
            replaces: _,
            replaced_by: _,
            name: _,
            title: _,
            authority: _,
            issued: _,
            edition: _,
            month_ends: _,
            days_count: _,
            languages: _,
            contest: _,
        } = policy;
        if let Some(condition) = applies_when {
            self.expr(*condition, out);
        }
    }

    /// What else is read where a fact is. Bounds and presumptions are literals.
    fn fact(&self, fact: &Fact, out: &mut Found) {
        let Fact {
            complete_only_when,
            least: _,
            most: _,
            presumed: _,
            ty: _,
            name: _,
            label: _,
            ask: _,
            held_in: _,
        } = fact;
        if let Some(condition) = complete_only_when {
            self.expr(*condition, out);
        }
    }

    fn rules_of(&self, decision: DecisionId, clause: impl Fn(ClauseId) -> bool, out: &mut Found) {
        for id in self.rules.get(&decision).into_iter().flatten() {
            if self.hir.rules.get(*id).is_some_and(|rule| clause(rule.clause)) {
                out.push((Node::Rule(*id), self.places.rule(*id)));
            }
        }
    }

    fn rule(&self, rule: &Rule, out: &mut Found) {
        let Rule { gives, when, unless, clause, decision: _, element: _ } = rule;
        self.expr(visit::given(gives), out);
        for part in when.iter().chain(unless) {
            self.expr(*part, out);
        }
        out.push((Node::Off(*clause), self.places.clause(*clause)));
    }

    fn waits(&self, waited: Waited, out: &mut Found) {
        for (clause, place) in self.waits.get(&waited).into_iter().flatten() {
            let found =
                self.hir.clauses.get(*clause).and_then(|clause| clause.prerequisites.get(*place));
            if let Some(Prerequisite { condition, of: _, element: _ }) = found {
                self.expr(*condition, out);
                out.push((Node::Off(*clause), self.places.clause(*clause)));
            }
        }
    }

    fn governing_day(&self) -> Node {
        match self.hir.policies.get(Hir::MAIN).and_then(|main| main.governed_by) {
            Some(fact) => Node::Fact(fact),
            None => Node::AsOfDay,
        }
    }

    /// What an expression reads, not through anything that has a meaning of its own.
    fn expr(&self, start: ExprId, out: &mut Found) {
        let mut stack = vec![start];
        while let Some(id) = stack.pop() {
            let Some(expr) = self.hir.exprs.get(id) else { continue };
            let mut operands = expr.operands();
            operands.reverse();
            stack.extend(operands);
            self.one(id, expr, out);
        }
    }

    /// What one form reads, its operands aside.
    fn one(&self, id: ExprId, expr: &Expr, out: &mut Found) {
        let span = self.places.expr(id);
        let mut decision = |decision: DecisionId, node: Node| {
            let of = self.hir.decisions.get(decision).map(|decision| decision.policy);
            // A decision of another policy is read through its scope.
            if let Some(of) = of.filter(|of| *of != self.ctx.policy_of(id)) {
                out.push((Node::Scope(of), span));
            }
            out.push((node, span));
        };
        match expr {
            Expr::Decision(read)
            | Expr::DecisionOf { decision: read, element: _ }
            | Expr::IsDecided { decision: read, element: _ } => {
                decision(*read, Node::Decision(*read));
            }
            Expr::Under { decision: read, clauses, element: _ } => {
                decision(*read, Node::Under(*read, clauses.clone()));
            }
            Expr::Apart { decision: read, clause, element: _ } => {
                decision(*read, Node::Apart(*read, *clause));
            }
            Expr::Judgement(read) => out.push((Node::Judgement(*read), span)),
            Expr::Term(read) => out.push((Node::Term(*read), span)),
            Expr::Fact(read) => out.push((Node::Fact(*read), span)),
            Expr::Variable(read) => {
                if let Some(list) = visit::list_of(self.hir, *read) {
                    out.push((Node::Fact(list), span));
                }
            }
            Expr::Field { .. } => {
                if let Some((fact, path)) = self.path(id) {
                    out.push((Node::Field(fact, path), span));
                }
            }
            // Known is what is known in all its parts.
            Expr::IsKnown(of) => {
                if let Some((fact, path)) = self.path(*of) {
                    out.push((Node::Whole(fact, path), span));
                }
            }
            Expr::AsOfDay => out.push((Node::AsOfDay, span)),
            Expr::GoverningDay => out.push((self.governing_day(), span)),
            Expr::Parameter { parameter, on: None } => {
                out.push((Node::Parameter(*parameter), span));
            }
            Expr::Any(over)
            | Expr::Count(over)
            | Expr::Every { over, has: _ }
            | Expr::CountDifferent { over, key: _ }
            | Expr::Sum { over, item: _ }
            | Expr::Extreme { over, item: _, largest: _ }
            | Expr::Pick { over, key: _, largest: _ } => {
                if let Some(list) = visit::list_of(self.hir, over.variable) {
                    out.push((Node::Fact(list), span));
                }
            }
            // Readings, literals and events are no facts of the case; whatever else there is reads by its operands.
            Expr::Missing
            | Expr::Literal(_)
            | Expr::Parameter { parameter: _, on: Some(_) }
            | Expr::Reading { .. }
            | Expr::EventField(_)
            | Expr::Not(_)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::AtLeast { .. }
            | Expr::Compare { .. }
            | Expr::OneOf { .. }
            | Expr::Between { .. }
            | Expr::Includes { .. }
            | Expr::IsEmpty(_)
            | Expr::IsAbsent(_)
            | Expr::If { .. }
            | Expr::Arithmetic { .. }
            | Expr::Lesser(_)
            | Expr::Greater(_)
            | Expr::Rounded { .. }
            | Expr::Elapsed { .. } => {}
        }
    }

    /// The fact that an expression names a part of, or of whose elements, and the fields that lead there.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "a field is read of a fact, of an element, or of another field"
    )]
    fn path(&self, of: ExprId) -> Option<(FactId, Vec<u32>)> {
        let (mut at, mut path) = (of, Vec::new());
        let fact = loop {
            match self.hir.exprs.get(at)? {
                Expr::Field { base, field } => {
                    path.push(*field);
                    at = *base;
                }
                Expr::Fact(fact) => break *fact,
                Expr::Variable(variable) => break visit::list_of(self.hir, *variable)?,
                Expr::Pick { over, .. } => break visit::list_of(self.hir, over.variable)?,
                _ => return None,
            }
        };
        path.reverse();
        Some((fact, path))
    }
}

/// The factors of the ledgers that a judgement weighs.
pub fn factors_of(hir: &Hir) -> BTreeMap<JudgementId, Vec<FactorId>> {
    let mut found: BTreeMap<JudgementId, Vec<FactorId>> = BTreeMap::new();
    for (judgement, weighing) in hir.judgements.enumerate() {
        let ledgers: BTreeSet<_> = weighing.ledgers.iter().map(|(ledger, _)| *ledger).collect();
        for (factor, stands) in hir.factors.enumerate() {
            if stands.ledgers.iter().any(|(ledger, _)| ledgers.contains(ledger)) {
                found.entry(judgement).or_default().push(factor);
            }
        }
    }
    found
}

/// The strongly connected parts that hold a circle, each as the places of its nodes in order.
pub fn circles(graph: &Graph) -> Vec<Vec<usize>> {
    // Tarjan's search, with its stack on the heap.
    let count = graph.len();
    let mut index = vec![usize::MAX; count];
    let mut low = vec![usize::MAX; count];
    let mut on_stack = vec![false; count];
    let (mut stack, mut circles, mut next) = (Vec::new(), Vec::new(), 0_usize);
    for start in 0..count {
        if index.get(start) != Some(&usize::MAX) {
            continue;
        }
        let mut calls = vec![(start, 0_usize)];
        while let Some((at, edge)) = calls.pop() {
            if edge == 0 {
                set(&mut index, at, next);
                set(&mut low, at, next);
                next = next.saturating_add(1);
                stack.push(at);
                set(&mut on_stack, at, true);
            }
            if let Some(to) = graph.edges(at).get(edge).map(|edge| edge.to) {
                calls.push((at, edge.saturating_add(1)));
                if index.get(to) == Some(&usize::MAX) {
                    calls.push((to, 0));
                } else if on_stack.get(to) == Some(&true) {
                    let reached = low.get(at).copied().min(index.get(to).copied());
                    set(&mut low, at, reached.unwrap_or(0));
                }
                continue;
            }
            if let Some((above, _)) = calls.last().copied() {
                let reached = low.get(above).copied().min(low.get(at).copied());
                set(&mut low, above, reached.unwrap_or(0));
            }
            if low.get(at) == index.get(at) {
                let mut part = Vec::new();
                while let Some(top) = stack.pop() {
                    set(&mut on_stack, top, false);
                    part.push(top);
                    if top == at {
                        break;
                    }
                }
                part.sort_unstable();
                let reads_itself = || graph.edges(at).iter().any(|edge| edge.to == at);
                if part.len() > 1 || reads_itself() {
                    circles.push(part);
                }
            }
        }
    }
    circles.sort();
    circles
}

fn set<T>(table: &mut [T], place: usize, value: T) {
    if let Some(slot) = table.get_mut(place) {
        *slot = value;
    }
}
