//! The state of the pass: what is made so far, and the ways to add to it.
//!
//! Invariant: the source map grows with the tables, and every expression's operands were pushed before it.

use std::collections::BTreeMap;
use std::rc::Rc;

use ecow::EcoString;
use whereas_diagnostics::{Diagnostic, near_name};
use whereas_source::Span;
use whereas_syntax::Tree;
use whereas_value::id::{ClauseId, EventKindId, FactId, IndexVec, PolicyId, TermId};
use whereas_value::types::Type;

use super::declare::Declared;
use super::depth::MAX_DEPTH;
use super::files::Files;
use super::functions::Given;
use super::references::ClauseIds;
use super::scope::{self, Scope};
use super::{Inputs, faults};
use crate::Hir;
use crate::expr::{Expr, ExprId, FunctionId, Literal, Periods, VarId, Variable};
use crate::map::SourceMap;
use crate::policy::DecisionKind;

/// How many problems are told with a near name.
const MOST_HELPED: usize = 300;

/// The pass under way.
pub(super) struct Lower<'t> {
    pub inputs: Inputs<'t>,
    pub files: Files<'t>,
    pub declared: Rc<Declared<'t>>,
    /// What each file can see, by place.
    pub scopes: Vec<Scope>,
    pub hir: Hir,
    pub map: SourceMap,
    pub problems: Vec<Diagnostic>,
    /// The clauses by their ids.
    pub clause_ids: ClauseIds,
    /// Of every term: its type, where one is written, or where the names of what it means say it.
    pub term_types: IndexVec<TermId, Option<Type>>,
    /// Of every expression: its type where the names alone say it, and how deep it nests.
    pub known: Vec<(Option<Type>, u16)>,
    /// Of every function: the types of its parameters, and of what it gives.
    pub function_types: IndexVec<FunctionId, (Vec<Type>, Type)>,
    /// The rows of tables by their clause and id, and where they stand.
    pub rows: BTreeMap<(ClauseId, EcoString), Span>,
    /// How many expressions calls have been written out to.
    pub written_out: usize,
    /// Whether a call is being written out.
    pub writing_out: bool,
}

/// Where an expression stands: what its names can mean.
#[derive(Clone, Default)]
pub(super) struct Env {
    /// The file, by place.
    pub file: usize,
    /// The clause, if it stands in one.
    pub clause: Option<ClauseId>,
    /// `d of x is …`: the element that the rule speaks of.
    pub element: Option<VarId>,
    /// The event that the duty arises from.
    pub event: Option<EventKindId>,
    /// The names bound to elements, outermost first.
    pub variables: Vec<VarId>,
    /// In what a function means: what it is given.
    pub given: Option<Rc<Given>>,
}

impl<'t> Lower<'t> {
    pub fn new(
        inputs: &Inputs<'t>,
        files: Files<'t>,
        declared: Declared<'t>,
        problems: Vec<Diagnostic>,
    ) -> Self {
        Self {
            inputs: inputs.clone(),
            files,
            declared: Rc::new(declared),
            scopes: Vec::new(),
            hir: Hir::default(),
            map: SourceMap::default(),
            problems,
            clause_ids: ClauseIds::default(),
            term_types: IndexVec::new(),
            known: Vec::new(),
            function_types: IndexVec::new(),
            rows: BTreeMap::new(),
            written_out: 0,
            writing_out: false,
        }
    }

    pub fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// The name that was probably meant; none after so many problems that nobody reads them, as each look costs a
    /// look at every name.
    pub fn near<'n>(
        &self,
        wanted: &str,
        candidates: impl IntoIterator<Item = &'n str>,
    ) -> Option<&'n str> {
        if self.problems.len() < MOST_HELPED { near_name(wanted, candidates) } else { None }
    }

    /// Finds out what each file can see.
    pub fn scopes(&mut self) {
        self.scopes = scope::all(&self.files, &self.declared, &mut self.problems);
    }

    /// The result, with what is wrong in the order of the text.
    pub fn finish(mut self) -> (Hir, SourceMap, Vec<Diagnostic>) {
        self.warnings();
        self.problems.sort_by_key(|problem| problem.span().map(|span| (span.file, span.start)));
        (self.hir, self.map, self.problems)
    }

    /// The tree of a file.
    pub fn tree(&self, file: usize) -> Option<&'t Tree> {
        self.files.files.get(file).map(|file| file.tree)
    }

    /// The policy that a file belongs to.
    pub fn policy_of(&self, file: usize) -> PolicyId {
        self.files.files.get(file).map_or(Hir::MAIN, |file| file.policy)
    }

    /// Where the expressions of a clause stand.
    pub fn env_of(&self, clause: ClauseId) -> Env {
        let file = self.declared.clauses.get(clause).map_or(0, |clause| clause.file);
        Env { file, clause: Some(clause), ..Env::default() }
    }

    /// Adds an expression.
    pub fn push(&mut self, expr: Expr, span: Span) -> ExprId {
        let below = expr.operands().iter().map(|id| self.depth(*id)).max().unwrap_or(0);
        let depth = below.saturating_add(1);
        let (expr, depth) = if depth > MAX_DEPTH {
            self.report(faults::exprs::too_deep(span));
            (Expr::Missing, 1)
        } else {
            (expr, depth)
        };
        if self.writing_out {
            self.written_out = self.written_out.saturating_add(1);
        }
        self.known.push((self.infer(&expr), depth));
        self.map.exprs.push(span);
        self.hir.exprs.push(expr)
    }

    /// Adds what could not be resolved.
    pub fn missing(&mut self, span: Span) -> ExprId {
        self.push(Expr::Missing, span)
    }

    /// Adds a literal.
    pub fn literal_expr(&mut self, literal: Literal, span: Span) -> ExprId {
        self.push(Expr::Literal(literal), span)
    }

    /// Binds a name to the elements of a list.
    pub fn bind(&mut self, name: &str, list: FactId) -> VarId {
        self.hir.variables.push(Variable { name: name.into(), list })
    }

    fn depth(&self, id: ExprId) -> u16 {
        self.known.get(whereas_value::Id::index(id)).map_or(0, |(_, depth)| *depth)
    }

    /// The type of an expression, where the names alone say it.
    pub fn known(&self, id: ExprId) -> Option<&Type> {
        self.known.get(whereas_value::Id::index(id))?.0.as_ref()
    }

    /// The type of an element of a list.
    pub fn element_type(&self, list: FactId) -> Option<Type> {
        self.hir.facts.get(list)?.ty.listed().cloned()
    }

    fn infer(&self, expr: &Expr) -> Option<Type> {
        match expr {
            Expr::Missing => Some(Type::Broken),
            Expr::Literal(literal) => literal_type(literal),
            Expr::Fact(id) => self.hir.facts.get(*id).map(|fact| fact.ty.clone()),
            Expr::Judgement(id) => self.hir.judgements.get(*id).map(|it| it.ty.clone()),
            Expr::Term(id) => self.term_types.get(*id)?.clone(),
            Expr::Argument { function, place } => {
                let (given, _) = self.function_types.get(*function)?;
                given.get(usize::try_from(*place).ok()?).cloned()
            }
            Expr::Call { function, .. } => {
                self.function_types.get(*function).map(|(_, gives)| gives.clone())
            }
            Expr::Decision(id)
            | Expr::DecisionOf { decision: id, .. }
            | Expr::Under { decision: id, .. }
            | Expr::Apart { decision: id, .. } => match &self.hir.decisions.get(*id)?.kind {
                DecisionKind::Is(ty) | DecisionKind::Total(ty) => Some(ty.clone()),
                DecisionKind::Set(choice) => Some(Type::Set(*choice)),
            },
            Expr::Parameter { parameter, .. } => {
                self.hir.parameters.get(*parameter).map(|it| it.ty.clone())
            }
            Expr::Variable(variable) => self.element_type(self.hir.variables.get(*variable)?.list),
            Expr::Field { base, field } => match self.known(*base)?.present() {
                Type::Record(record) => {
                    crate::vocabulary::field(&self.hir.records, *record, *field)
                        .map(|field| field.ty.clone())
                }
                Type::Broken => Some(Type::Broken),
                Type::Truth
                | Type::Number
                | Type::Integer
                | Type::Money { .. }
                | Type::Date
                | Type::Days
                | Type::Months
                | Type::Minutes
                | Type::NumberIn(_)
                | Type::Text
                | Type::Choice(_)
                | Type::Set(_)
                | Type::List(_)
                | Type::Optional(_) => None,
            },
            Expr::Pick { over, .. } => {
                self.element_type(self.hir.variables.get(over.variable)?.list)
            }
            Expr::AsOfDay | Expr::GoverningDay => Some(Type::Date),
            Expr::Reading { .. }
            | Expr::Not(_)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::AtLeast { .. }
            | Expr::Compare { .. }
            | Expr::OneOf { .. }
            | Expr::Between { .. }
            | Expr::Includes { .. }
            | Expr::IsEmpty(_)
            | Expr::IsKnown(_)
            | Expr::IsAbsent(_)
            | Expr::IsDecided { .. }
            | Expr::Any(_)
            | Expr::Every { .. } => Some(Type::Truth),
            Expr::If { then, otherwise, .. } => {
                self.known(*then).or_else(|| self.known(*otherwise)).cloned()
            }
            Expr::Lesser(of) | Expr::Greater(of) => {
                of.iter().find_map(|id| self.known(*id)).cloned()
            }
            Expr::Scale { base, .. } => self.known(*base).cloned(),
            Expr::Extreme { item, .. } => self.known(*item).cloned(),
            Expr::Rounded { value, .. } => self.known(*value).cloned(),
            Expr::Count(_) | Expr::CountDifferent { .. } => Some(Type::Integer),
            Expr::Span { .. } => self.hir.period.map(Type::Record),
            Expr::Periods { asked: Periods::Overlap, .. } => Some(Type::Truth),
            Expr::Periods { .. } | Expr::DaysInAny { .. } => Some(Type::Days),
            Expr::EventField(_)
            | Expr::Arithmetic { .. }
            | Expr::Elapsed { .. }
            | Expr::Sum { .. } => None,
        }
    }
}

/// The type that a literal has by itself.
pub(super) fn literal_type(literal: &Literal) -> Option<Type> {
    match literal {
        Literal::Truth(_) => Some(Type::Truth),
        Literal::Number(_) => Some(Type::Number),
        Literal::Money { currency, per, .. } => {
            Some(Type::Money { currency: currency.clone(), per: *per })
        }
        Literal::Date(_) => Some(Type::Date),
        Literal::Days(_) => Some(Type::Days),
        Literal::Months(_) => Some(Type::Months),
        Literal::Minutes(_) => Some(Type::Minutes),
        Literal::Quantity { unit, .. } => Some(Type::NumberIn(*unit)),
        Literal::Text(_) => Some(Type::Text),
        Literal::Choice { choice, .. } => Some(Type::Choice(*choice)),
        Literal::ChoiceName(_) => None,
    }
}
