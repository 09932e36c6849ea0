//! A name in an expression: an element, a thing that is read, or a value of a choice.

use whereas_source::Span;
use whereas_syntax::tree;
use whereas_value::id::{ChoiceId, DecisionId};

use super::super::entry::Entry;
use super::super::faults;
use super::super::lower::{Env, Lower};
use super::super::policies::choice_of;
use super::super::scope::Lookup;
use crate::expr::{Expr, ExprId, Literal, VarId};

impl Lower<'_> {
    /// The element that a name is bound to, innermost first.
    pub fn variable(&self, env: &Env, name: &str) -> Option<VarId> {
        env.variables
            .iter()
            .rev()
            .copied()
            .find(|id| self.hir.variables.get(*id).is_some_and(|it| it.name == name))
    }

    /// The choice whose values an expression has, where the names alone say it.
    pub fn choice_hint(&self, id: ExprId) -> Option<ChoiceId> {
        self.known(id).and_then(choice_of)
    }

    pub(super) fn name(
        &mut self,
        env: &mut Env,
        name: &tree::Name,
        hint: Option<ChoiceId>,
    ) -> ExprId {
        if let Some(variable) = self.variable(env, &name.text) {
            return self.push(Expr::Variable(variable), name.span);
        }
        if let Some((function, at)) = self.parameter_named(env, &name.text) {
            return self.given(env, function, at, name.span);
        }
        let Some(scope) = self.scopes.get(env.file) else { return self.missing(name.span) };
        match scope.look_up(&name.text) {
            Lookup::One(entry) => self.entry(entry, name, name.span),
            Lookup::Several(first, second) => {
                self.report(faults::names::ambiguous(name, first, second));
                self.missing(name.span)
            }
            found @ (Lookup::Under(_) | Lookup::Nothing) => {
                if let Some(value) = self.value_of_hint(env.file, name, hint) {
                    return self.literal_expr(value, name.span);
                }
                if let Some(literal) = self.value_without_hint(env.file, name, hint) {
                    return self.literal_expr(literal, name.span);
                }
                self.unknown(env, name, hint, &found);
                self.missing(name.span)
            }
        }
    }

    /// What a declared name is as an expression.
    pub(super) fn entry(&mut self, entry: Entry, name: &tree::Name, span: Span) -> ExprId {
        let problem = match entry {
            Entry::Fact(id) => return self.push(Expr::Fact(id), span),
            Entry::Judgement(id) => return self.push(Expr::Judgement(id), span),
            Entry::Term(id) => return self.push(Expr::Term(id), span),
            Entry::Parameter(parameter) => {
                return self.push(Expr::Parameter { parameter, on: None }, span);
            }
            Entry::Decision(id) => {
                let Some(variable) = self.element_of(id) else {
                    return self.push(Expr::Decision(id), span);
                };
                faults::exprs::needs_element(name, &variable)
            }
            Entry::Broken => return self.missing(span),
            Entry::Protected(_) => faults::exprs::protected_read(name),
            Entry::Question(_) => faults::exprs::bare_question(name),
            Entry::Event(_) => faults::exprs::bare_event(name),
            other @ (Entry::Source(_)
            | Entry::Choice(_)
            | Entry::Record(_)
            | Entry::Actor(_)
            | Entry::Ground(_)
            | Entry::Ledger(_)
            | Entry::Factor(_)
            | Entry::Function(_)
            | Entry::Duty(_)
            | Entry::Permission(_)
            | Entry::Unit(_)) => {
                faults::names::wrong_kind(name, other.a_kind(), "something that has a value")
            }
        };
        self.report(problem);
        self.missing(span)
    }

    /// The name of the element of a decision that has one.
    pub fn element_of(&self, decision: DecisionId) -> Option<ecow::EcoString> {
        let element = self.hir.decisions.get(decision)?.element?;
        self.hir.variables.get(element).map(|variable| variable.name.clone())
    }

    /// Whether a name can only be the value of a choice or a reading.
    pub(super) fn is_value(&self, env: &Env, id: tree::ExprId) -> bool {
        let Some(tree::Expr::Name(name)) = self.tree(env.file).map(|tree| tree.expr(id)) else {
            return false;
        };
        self.variable(env, &name.text).is_none()
            && self.parameter_named(env, &name.text).is_none()
            && self.scopes.get(env.file).is_some_and(|scope| {
                matches!(scope.look_up(&name.text), Lookup::Nothing | Lookup::Under(_))
                    && !scope.values(&name.text).is_empty()
            })
    }

    /// The value of the choice that is wanted, if it has one of this name.
    fn value_of_hint(
        &self,
        file: usize,
        name: &tree::Name,
        hint: Option<ChoiceId>,
    ) -> Option<Literal> {
        let hint = hint?;
        let scope = self.scopes.get(file)?;
        if let Some((choice, value)) = scope.values(&name.text).iter().find(|it| it.0 == hint) {
            return Some(Literal::Choice { choice: *choice, value: *value });
        }
        // The choice may be declared where this file does not look: its values are still its values.
        let values = &self.hir.choices.get(hint)?.values;
        let value = values.iter().position(|value| value.name == name.text)?;
        Some(Literal::Choice { choice: hint, value: u32::try_from(value).ok()? })
    }

    /// The value of the only choice that has one of this name; where several have, the checker decides which.
    fn value_without_hint(
        &self,
        file: usize,
        name: &tree::Name,
        hint: Option<ChoiceId>,
    ) -> Option<Literal> {
        if hint.is_some() {
            return None;
        }
        match self.scopes.get(file)?.values(&name.text) {
            [] => None,
            [(choice, value)] => Some(Literal::Choice { choice: *choice, value: *value }),
            [_, _, ..] => Some(Literal::ChoiceName(name.text.clone())),
        }
    }

    fn unknown(&mut self, env: &Env, name: &tree::Name, hint: Option<ChoiceId>, found: &Lookup) {
        if let Lookup::Under(alias) = found {
            self.report(faults::names::under_alias(name, alias));
            return;
        }
        let Some(scope) = self.scopes.get(env.file) else { return };
        if hint.is_some() && !scope.values(&name.text).is_empty() {
            if let Some(choice) = hint {
                self.choice_value(env.file, choice, name);
            }
            return;
        }
        let reading = scope.readings(&name.text).first().copied();
        if let Some((question, _)) = reading {
            let question = self
                .declared
                .questions
                .get(question)
                .map_or_else(ecow::EcoString::new, |it| it.node.name.text.clone());
            self.report(faults::exprs::reading_alone(name, &question));
            return;
        }
        let elements = env
            .variables
            .iter()
            .filter_map(|id| self.hir.variables.get(*id))
            .map(|variable| variable.name.as_str());
        let values = hint
            .and_then(|choice| self.hir.choices.get(choice))
            .into_iter()
            .flat_map(|choice| choice.values.iter().map(|value| value.name.as_str()));
        let near =
            self.near(
                &name.text,
                values
                    .chain(elements)
                    .chain(scope.names_where(|entry| {
                        entry.is_read() || matches!(entry, Entry::Protected(_))
                    }))
                    .chain(scope.value_names()),
            );
        let problem = match hint.and_then(|choice| self.hir.choices.get(choice)) {
            Some(choice) => faults::types::no_value_and_no_name(name, choice, near),
            None => faults::names::unknown_in_expression(name, near),
        };
        self.problems.push(problem);
    }
}
