//! What reads what: the graph of a policy's meanings.
//!
//! Reads the policy; produces one node for everything that has a meaning of its own, and an edge to each thing that
//! meaning reads, with the place where it is read. Force is left out: what is read on some day is read.
//!
//! A clause that is above another in every static variant stands nowhere that one prevails: `d apart from this
//! clause` does not read it.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::clause::{Presence, Rule, Waits};
use whereas_hir::expr::{Expr, ExprId};
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
    /// `duty d … discharged when C`
    Discharge(DutyId),
    /// `duty d … excused when C`
    Excuse(DutyId),
    /// A parameter, read as of the governing day.
    Parameter(ParameterId),
    /// A fact; of a list, `complete only when C` too.
    Fact(FactId),
    /// A field of a fact's record, or of the records of a list.
    Field(FactId, u32),
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
            Node::Decision(id) => {
                for rule in self.rules.get(id).into_iter().flatten() {
                    out.push((Node::Rule(*rule), self.places.rule(*rule)));
                }
                self.waits(Waited::Decision(*id), out);
                if let Some(value) =
                    self.hir.decisions.get(*id).and_then(|decision| decision.otherwise)
                {
                    self.expr(value, out);
                }
            }
            Node::Rule(id) => {
                if let Some(rule) = self.hir.rules.get(*id) {
                    self.rule(rule, out);
                }
            }
            Node::Under(decision, clauses) => {
                self.rules_of(*decision, |clause| clauses.contains(&clause), out);
            }
            Node::Apart(decision, clause) => {
                let above = self.above.get(clause);
                let read =
                    |other| other != *clause && !above.is_some_and(|above| above.contains(&other));
                self.rules_of(*decision, read, out);
            }
            Node::Off(clause) => {
                for (by, place) in self.offs.get(clause).into_iter().flatten() {
                    let off = self.hir.clauses.get(*by).and_then(|by| by.switch_offs.get(*place));
                    for part in off.into_iter().flat_map(|off| off.when.iter().chain(&off.unless)) {
                        self.expr(*part, out);
                    }
                    out.push((Node::Off(*by), self.places.clause(*by)));
                }
            }
            Node::Judgement(id) => {
                if let Some(judgement) = self.hir.judgements.get(*id) {
                    out.push((Node::Off(judgement.clause), self.places.clause(judgement.clause)));
                }
                self.waits(Waited::Judgement(*id), out);
                for factor in self.factors.get(id).into_iter().flatten() {
                    out.push((Node::Factor(*factor), self.places.factor(*factor)));
                }
            }
            Node::Factor(id) => {
                if let Some(factor) = self.hir.factors.get(*id) {
                    out.push((Node::Off(factor.clause), self.places.clause(factor.clause)));
                    if let Presence::When(condition) = factor.present {
                        self.expr(condition, out);
                    }
                }
            }
            Node::Term(id) => {
                if let Some(term) = self.hir.terms.get(*id) {
                    self.expr(term.means, out);
                }
            }
            Node::Scope(id) => {
                if let Some(condition) =
                    self.hir.policies.get(*id).and_then(|policy| policy.applies_when)
                {
                    self.expr(condition, out);
                }
            }
            Node::Discharge(id) => {
                if let Some(condition) =
                    self.hir.duties.get(*id).and_then(|duty| duty.discharged_when)
                {
                    self.expr(condition, out);
                }
            }
            Node::Excuse(id) => {
                if let Some(condition) = self.hir.duties.get(*id).and_then(|duty| duty.excused_when)
                {
                    self.expr(condition, out);
                }
            }
            Node::Fact(id) => {
                if let Some(condition) =
                    self.hir.facts.get(*id).and_then(|fact| fact.complete_only_when)
                {
                    self.expr(condition, out);
                }
            }
            Node::Parameter(_) => {
                out.push((self.governing_day(), None));
            }
            Node::Field(..) | Node::AsOfDay => {}
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
        self.expr(visit::given(&rule.gives), out);
        for part in rule.when.iter().chain(&rule.unless) {
            self.expr(*part, out);
        }
        out.push((Node::Off(rule.clause), self.places.clause(rule.clause)));
    }

    fn waits(&self, waited: Waited, out: &mut Found) {
        for (clause, place) in self.waits.get(&waited).into_iter().flatten() {
            let found =
                self.hir.clauses.get(*clause).and_then(|clause| clause.prerequisites.get(*place));
            if let Some(prerequisite) = found {
                self.expr(prerequisite.condition, out);
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
            if let Some(over) = visit::over(expr)
                && let Some(list) = visit::list_of(self.hir, over.variable)
            {
                out.push((Node::Fact(list), self.places.expr(id)));
            }
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "every other form reads nothing of its own")]
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
            | Expr::DecisionOf { decision: read, .. }
            | Expr::IsDecided { decision: read, .. } => decision(*read, Node::Decision(*read)),
            Expr::Under { decision: read, clauses, .. } => {
                decision(*read, Node::Under(*read, clauses.clone()));
            }
            Expr::Apart { decision: read, clause, .. } => {
                decision(*read, Node::Apart(*read, *clause))
            }
            Expr::Judgement(read) => out.push((Node::Judgement(*read), span)),
            Expr::Term(read) => out.push((Node::Term(*read), span)),
            Expr::Fact(read) => out.push((Node::Fact(*read), span)),
            Expr::Field { base, field } => {
                if let Some(fact) = self.record_of(*base) {
                    out.push((Node::Field(fact, *field), span));
                }
            }
            Expr::AsOfDay => out.push((Node::AsOfDay, span)),
            Expr::GoverningDay => out.push((self.governing_day(), span)),
            Expr::Parameter { parameter, on: None } => {
                out.push((Node::Parameter(*parameter), span))
            }
            _ => {}
        }
    }

    /// The fact whose record, or whose elements, an expression names.
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other form reads nothing of its own")]
    fn record_of(&self, base: ExprId) -> Option<FactId> {
        match self.hir.exprs.get(base)? {
            Expr::Fact(fact) => Some(*fact),
            Expr::Variable(variable) => visit::list_of(self.hir, *variable),
            Expr::Pick { over, .. } => visit::list_of(self.hir, over.variable),
            _ => None,
        }
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
