//! What the text says about its own force.

use std::collections::BTreeMap;

use ecow::EcoString;
use whereas_diagnostics::near_name;
use whereas_syntax::tree::{self, Item, StatementKind};
use whereas_value::date::Date;
use whereas_value::id::{ClauseId, PolicyId};
use whereas_value::label::Label;

use super::faults;
use super::labels::{date, label_of};
use super::lower::Lower;
use crate::policy::{ForceKind, ForceStatement, Replaced, Replaces};

impl Lower<'_> {
    pub(super) fn in_force(&mut self, clause: ClauseId, force: &tree::InForce) {
        let statement = self.force(clause, force.force, ForceKind::InForce);
        let Some(statement) = self.under_reading(clause, statement, force.when.as_ref()) else {
            return;
        };
        self.clause(clause, |it| it.force.push(statement));
    }

    pub(super) fn policy_in_force(&mut self, clause: ClauseId, force: &tree::InForce) {
        let statement = self.force(clause, force.force, ForceKind::InForce);
        let Some(statement) = self.under_reading(clause, statement, force.when.as_ref()) else {
            return;
        };
        self.of_policy(clause, |policy| policy.force.push(statement));
    }

    /// A statement under one reading of an open question, where that is said; none where there is no such reading.
    fn under_reading(
        &mut self,
        clause: ClauseId,
        statement: ForceStatement,
        when: Option<&(tree::Name, tree::Name)>,
    ) -> Option<ForceStatement> {
        let Some((question, reading)) = when else { return Some(statement) };
        let question = self.question(self.env_of(clause).file, question)?;
        let reading = self.reading(question, reading)?;
        Some(ForceStatement { when: Some((question, reading)), ..statement })
    }

    pub(super) fn suspended(&mut self, clause: ClauseId, suspension: &tree::Suspension) {
        let file = self.env_of(clause).file;
        let why = suspension
            .why
            .as_ref()
            .map_or_else(|| Label::plain("suspended"), |label| self.label(file, label));
        let statement = self.force(clause, suspension.force, ForceKind::Suspended(why));
        let Some(statement) = self.under_reading(clause, statement, suspension.when.as_ref())
        else {
            return;
        };
        self.of_policy(clause, |policy| policy.force.push(statement));
    }

    fn of_policy(&mut self, clause: ClauseId, change: impl FnOnce(&mut crate::policy::Policy)) {
        let policy = self.hir.clauses.get(clause).map(|it| it.policy);
        if let Some(policy) = policy.and_then(|id| self.hir.policies.get_mut(id)) {
            change(policy);
        }
    }

    fn force(&mut self, clause: ClauseId, force: tree::Force, kind: ForceKind) -> ForceStatement {
        let from = date(force.from);
        let before = before(force);
        if before.is_some_and(|before| before <= from) {
            self.report(faults::clauses::no_day_in_force(force.span));
        }
        ForceStatement { clause, kind, from: Some(from), before, when: None }
    }

    pub(super) fn replaces(&mut self, clause: ClauseId, policy: &tree::Name) {
        let names: Vec<EcoString> = self
            .inputs
            .trees
            .values()
            .filter_map(|tree| tree.policy())
            .map(|policy| policy.name.text.clone())
            .collect();
        if !names.contains(&policy.text) {
            let near = near_name(&policy.text, names.iter().map(EcoString::as_str));
            self.report(faults::names::unknown(policy, "a policy of this package", near));
        }
        let file = self.env_of(clause).file;
        if self.tree(file).is_some_and(|tree| begins_on_contested_day(&tree.items)) {
            self.report(faults::clauses::replaces_from_contested_day(policy));
        }
        let mut policies = self.inputs.trees.values().filter_map(|tree| tree.policy());
        let title = policies
            .find(|it| it.name.text == policy.text)
            .and_then(|it| it.title.as_ref())
            .map(label_of);
        let one = Replaces { clause, name: policy.text.clone(), title };
        self.of_policy(clause, |it| it.replaces.push(one));
    }

    /// Which policies of the package say that they replace one of these.
    pub(super) fn replaced(&mut self) {
        let mut replaced: BTreeMap<EcoString, Vec<Replaced>> = BTreeMap::new();
        for tree in self.inputs.trees.values() {
            let Some(by) = tree.policy() else { continue };
            let from = first_day(&tree.items);
            for name in replaced_names(&tree.items) {
                let one = Replaced { by: by.name.text.clone(), from };
                replaced.entry(name).or_default().push(one);
            }
        }
        for id in self.hir.policies.ids().collect::<Vec<PolicyId>>() {
            let Some(policy) = self.hir.policies.get_mut(id) else { continue };
            if let Some(by) = replaced.get(&policy.name) {
                policy.replaced_by.clone_from(by);
            }
        }
    }
}

/// The first day after: `through D` is the day before it.
fn before(force: tree::Force) -> Option<Date> {
    let through = force.through.and_then(|day| date(day).plus_days(1).ok());
    force.before.map(date).or(through)
}

fn statements(items: &[Item]) -> impl Iterator<Item = &StatementKind> {
    items
        .iter()
        .filter_map(|item| if let Item::Clause(it) = item { Some(it) } else { None })
        .flat_map(|clause| clause.statements.iter().map(|statement| &statement.kind))
}

/// Whether the first day on which the policy of a file is in force turns on an open question.
fn begins_on_contested_day(items: &[Item]) -> bool {
    let said = || {
        statements(items).filter_map(|it| {
            if let StatementKind::PolicyInForce(it) = it { Some(it) } else { None }
        })
    };
    let first_of = |contested: bool| {
        let of = said().filter(|it| it.when.is_some() == contested);
        of.map(|it| date(it.force.from)).min()
    };
    match (first_of(true), first_of(false)) {
        (Some(contested), Some(sure)) => contested < sure,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

/// The first day that a file says its policy is in force.
fn first_day(items: &[Item]) -> Option<Date> {
    statements(items)
        .filter_map(|it| {
            if let StatementKind::PolicyInForce(it) = it { Some(it.force.from) } else { None }
        })
        .map(date)
        .min()
}

fn replaced_names(items: &[Item]) -> Vec<EcoString> {
    statements(items)
        .filter_map(|it| if let StatementKind::PolicyReplaces(it) = it { Some(it) } else { None })
        .map(|name| name.text.clone())
        .collect()
}
