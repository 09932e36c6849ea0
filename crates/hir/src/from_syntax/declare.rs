//! Every name that the files declare, with its id.
//!
//! Reads the items and clauses in order; gives every declaration the id that its table will give it. Nothing is
//! looked up here. Invariant: the n-th node of a list is the one whose id is n.

use ecow::EcoString;
use whereas_source::Span;
use whereas_syntax::tree::{self, Item, StatementKind};
use whereas_value::id::{
    ActorId, ChoiceId, ClauseId, DecisionId, DutyId, EventKindId, FactId, FactorId, GroundId,
    IndexVec, JudgementId, LedgerId, ParameterId, PermissionId, ProtectedId, QuestionId, RecordId,
    SourceId, TermId, UnitId,
};

use super::entry::Entry;
use super::files::Files;
use crate::expr::FunctionId;

/// A node of the tree and the file it stands in.
pub(super) struct InFile<'t, T> {
    pub file: usize,
    pub node: &'t T,
}

/// A node of the tree and the clause it stands in.
pub(super) struct InClause<'t, T> {
    pub clause: ClauseId,
    pub node: &'t T,
}

// Not derived: that would ask the node itself to be `Copy`, and it is only pointed at.
impl<T> Clone for InFile<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for InFile<'_, T> {}
impl<T> Clone for InClause<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for InClause<'_, T> {}

/// A name, where it is declared, and what for.
#[derive(Clone, Debug)]
pub(super) struct Declaration {
    pub name: EcoString,
    pub span: Span,
    pub entry: Entry,
}

/// Every declaration of the files.
#[derive(Default)]
pub(super) struct Declared<'t> {
    pub sources: IndexVec<SourceId, InFile<'t, tree::Source>>,
    pub choices: IndexVec<ChoiceId, InFile<'t, tree::Choice>>,
    pub records: IndexVec<RecordId, InFile<'t, tree::Record>>,
    pub actors: IndexVec<ActorId, InFile<'t, tree::Labelled>>,
    pub grounds: IndexVec<GroundId, InFile<'t, tree::Labelled>>,
    pub events: IndexVec<EventKindId, InFile<'t, tree::Event>>,
    pub protected: IndexVec<ProtectedId, InFile<'t, tree::Labelled>>,
    pub units: IndexVec<UnitId, InFile<'t, tree::Unit>>,
    pub parameters: IndexVec<ParameterId, InFile<'t, tree::Parameter>>,
    pub facts: IndexVec<FactId, InFile<'t, tree::Fact>>,
    pub decisions: IndexVec<DecisionId, InFile<'t, tree::Decision>>,
    pub ledgers: IndexVec<LedgerId, InFile<'t, tree::Ledger>>,
    pub clauses: IndexVec<ClauseId, InFile<'t, tree::Clause>>,
    pub judgements: IndexVec<JudgementId, InClause<'t, tree::Judgement>>,
    pub factors: IndexVec<FactorId, InClause<'t, tree::Factor>>,
    pub questions: IndexVec<QuestionId, InClause<'t, tree::OpenQuestion>>,
    pub terms: IndexVec<TermId, InClause<'t, tree::Means>>,
    pub functions: IndexVec<FunctionId, InClause<'t, tree::Function>>,
    pub duties: IndexVec<DutyId, InClause<'t, tree::Duty>>,
    pub permissions: IndexVec<PermissionId, InClause<'t, tree::Permission>>,
    /// What each file declares, in order.
    pub names: Vec<Vec<Declaration>>,
    /// Ids of clauses that could not be read, by file.
    pub broken_ids: Vec<Vec<EcoString>>,
}

/// Reads every declaration.
pub(super) fn names<'t>(files: &Files<'t>) -> Declared<'t> {
    let mut declared = Declared::default();
    for (file, found) in files.files.iter().enumerate() {
        declared.names.push(Vec::new());
        declared.broken_ids.push(Vec::new());
        for item in &found.tree.items {
            declared.item(file, item);
        }
    }
    declared
}

impl<'t> Declared<'t> {
    fn name(&mut self, file: usize, name: &tree::Name, entry: Entry) {
        if let Some(names) = self.names.get_mut(file) {
            names.push(Declaration { name: name.text.clone(), span: name.span, entry });
        }
    }

    fn item(&mut self, file: usize, item: &'t Item) {
        match item {
            Item::Policy(_) | Item::Use(_) => {}
            Item::Source(node) => {
                let id = self.sources.push(InFile { file, node });
                self.name(file, &node.name, Entry::Source(id));
            }
            Item::Choice(node) => {
                let id = self.choices.push(InFile { file, node });
                self.name(file, &node.name, Entry::Choice(id));
            }
            Item::Record(node) => {
                let id = self.records.push(InFile { file, node });
                self.name(file, &node.name, Entry::Record(id));
            }
            Item::Actor(node) => {
                let id = self.actors.push(InFile { file, node });
                self.name(file, &node.name, Entry::Actor(id));
            }
            Item::Ground(node) => {
                let id = self.grounds.push(InFile { file, node });
                self.name(file, &node.name, Entry::Ground(id));
            }
            Item::Protected(node) => {
                let id = self.protected.push(InFile { file, node });
                self.name(file, &node.name, Entry::Protected(id));
            }
            Item::Event(node) => {
                let id = self.events.push(InFile { file, node });
                self.name(file, &node.name, Entry::Event(id));
            }
            Item::Unit(node) => {
                let id = self.units.push(InFile { file, node });
                self.name(file, &node.name, Entry::Unit(id));
            }
            Item::Calendar(node) => self.name(file, &node.name, Entry::Broken),
            Item::Parameter(node) => {
                let id = self.parameters.push(InFile { file, node });
                self.name(file, &node.name, Entry::Parameter(id));
            }
            Item::Fact(node) => {
                let id = self.facts.push(InFile { file, node });
                self.name(file, &node.name, Entry::Fact(id));
            }
            Item::Decision(node) => {
                let id = self.decisions.push(InFile { file, node });
                self.name(file, &node.name, Entry::Decision(id));
            }
            Item::Ledger(node) => {
                let id = self.ledgers.push(InFile { file, node });
                self.name(file, &node.name, Entry::Ledger(id));
            }
            Item::Clause(node) => {
                let clause = self.clauses.push(InFile { file, node });
                for statement in &node.statements {
                    self.statement(file, clause, &statement.kind);
                }
                for broken in &node.broken {
                    self.broken(file, broken);
                }
            }
            Item::Broken(broken) => self.broken(file, broken),
        }
    }

    /// What could not be read: the names it seems to declare are known, and no more.
    fn broken(&mut self, file: usize, broken: &tree::BrokenItem) {
        for name in &broken.declares {
            self.name(file, name, Entry::Broken);
            self.broken_id(file, name.text.clone());
        }
    }

    fn broken_id(&mut self, file: usize, id: EcoString) {
        if let Some(ids) = self.broken_ids.get_mut(file) {
            ids.push(id);
        }
    }

    fn statement(&mut self, file: usize, clause: ClauseId, statement: &'t StatementKind) {
        match statement {
            StatementKind::Means(node) => {
                let id = self.terms.push(InClause { clause, node });
                self.name(file, &node.name, Entry::Term(id));
            }
            StatementKind::Function(node) => {
                let id = self.functions.push(InClause { clause, node });
                self.name(file, &node.name, Entry::Function(id));
            }
            StatementKind::Judgement(node) => {
                let id = self.judgements.push(InClause { clause, node });
                self.name(file, &node.name, Entry::Judgement(id));
            }
            StatementKind::Factor(node) => {
                let id = self.factors.push(InClause { clause, node });
                self.name(file, &node.name, Entry::Factor(id));
            }
            StatementKind::OpenQuestion(node) => {
                let id = self.questions.push(InClause { clause, node });
                self.name(file, &node.name, Entry::Question(id));
            }
            StatementKind::Duty(node) => {
                let id = self.duties.push(InClause { clause, node });
                self.name(file, &node.name, Entry::Duty(id));
            }
            StatementKind::Permission(node) => {
                let id = self.permissions.push(InClause { clause, node });
                self.name(file, &node.name, Entry::Permission(id));
            }
            StatementKind::Cites(_)
            | StatementKind::InForce(_)
            | StatementKind::PolicyInForce(_)
            | StatementKind::PolicySuspended(_)
            | StatementKind::PolicyReplaces(_)
            | StatementKind::Notice(_)
            | StatementKind::Rule(_)
            | StatementKind::Table(_)
            | StatementKind::Despite(_)
            | StatementKind::SubjectTo(_)
            | StatementKind::SwitchOff(_)
            | StatementKind::OnlyAfter(_)
            | StatementKind::JudgementPart(_)
            | StatementKind::RestLimit(_)
            | StatementKind::NeverConsider(_)
            | StatementKind::Guarantee(_)
            | StatementKind::Commentary(_)
            | StatementKind::Accept { .. } => {}
        }
    }
}
