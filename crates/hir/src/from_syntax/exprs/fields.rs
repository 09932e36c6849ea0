//! Fields, events, and the forms that say of what or under what: `d of x`, `p on D`, `d under 7(1)`.

use whereas_diagnostics::near_name;
use whereas_source::Span;
use whereas_syntax::tree;
use whereas_value::id::{DecisionId, EventKindId};
use whereas_value::types::Type;

use super::super::entry::Entry;
use super::super::faults;
use super::super::lower::{Env, Lower};
use super::super::scope::Lookup;
use crate::expr::{EventField, Expr, ExprId, VarId};

impl Lower<'_> {
    pub(super) fn field(
        &mut self,
        env: &mut Env,
        base: tree::ExprId,
        field: &tree::Name,
        span: Span,
    ) -> ExprId {
        if let Some(name) = self.plain_name(env, base) {
            if let Some(entry) = self.aliased(env.file, &name, field) {
                return match entry {
                    Ok(entry) => self.entry(entry, field, span),
                    Err(problem) => {
                        self.report(*problem);
                        self.missing(span)
                    }
                };
            }
            if let Some(event) = self.event_of(env, &name) {
                return self.event_field(env, event, &name, field, span);
            }
        }
        let base = match self.tree(env.file).map(|tree| tree.expr(base)) {
            Some(tree::Expr::TheOne { each, word, key }) => {
                let largest = super::is_largest(*word);
                let picked = self.span_of(env.file, base);
                self.over(env, each, picked, |lower, env, over| {
                    let key = lower.expr(env, *key, None);
                    lower.push(Expr::Pick { largest, over, key }, picked)
                })
            }
            Some(_) | None => self.expr(env, base, None),
        };
        if let Some(Expr::Span { from, to }) = self.hir.exprs.get(base)
            && let ("from", from, _) | ("to", _, from) = (field.text.as_str(), *from, *to)
        {
            return from;
        }
        let readable = match self.hir.exprs.get(base) {
            Some(
                Expr::Fact(_)
                | Expr::Variable(_)
                | Expr::Field { .. }
                | Expr::Pick { .. }
                | Expr::Argument { .. }
                | Expr::Term(_)
                | Expr::Missing,
            ) => true,
            Some(_) | None => false,
        };
        match self.known(base).map(Type::present).cloned() {
            Some(Type::Record(record)) if readable => match self.field_place(record, field) {
                Some(place) => self.push(Expr::Field { base, field: place }, span),
                None => self.missing(span),
            },
            Some(Type::Broken) => self.missing(span),
            Some(
                ty @ (Type::Truth
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
                | Type::Record(_)
                | Type::List(_)
                | Type::Set(_)
                | Type::Optional(_)),
            ) => {
                let found = crate::print::type_words(&self.hir, &ty);
                self.report(faults::exprs::no_fields(field, Some(&found)));
                self.missing(span)
            }
            None => {
                self.report(faults::exprs::no_fields(field, None));
                self.missing(span)
            }
        }
    }

    /// The place of a field in its record; nothing where it has none of that name, which is reported.
    pub fn field_place(
        &mut self,
        record: whereas_value::id::RecordId,
        field: &tree::Name,
    ) -> Option<u32> {
        let found = self.hir.records.get(record)?;
        if let Some(place) = found.fields.iter().position(|it| it.name == field.text) {
            return u32::try_from(place).ok();
        }
        let near = near_name(&field.text, found.fields.iter().map(|it| it.name.as_str()));
        let problem = faults::exprs::no_such_field(field, &found.name, &found.fields, near);
        self.report(problem);
        None
    }

    /// The name that an expression is, if it is one and no element hides it.
    pub(super) fn plain_name(&self, env: &Env, id: tree::ExprId) -> Option<tree::Name> {
        let tree::Expr::Name(name) = self.tree(env.file)?.expr(id) else { return None };
        self.variable(env, &name.text).is_none().then(|| name.clone())
    }

    /// `eu.limit`: what the name under an alias stands for.
    pub fn aliased(
        &self,
        file: usize,
        alias: &tree::Name,
        name: &tree::Name,
    ) -> Option<Result<Entry, Box<whereas_diagnostics::Diagnostic>>> {
        let scope = self.scopes.get(file)?;
        if !scope.is_alias(&alias.text) {
            return None;
        }
        Some(scope.under_alias(&alias.text, &name.text).ok_or_else(|| {
            let near = near_name(&name.text, scope.alias_names(&alias.text));
            Box::new(faults::names::not_under_alias(name, alias, near))
        }))
    }

    /// The event that a name stands for.
    pub(super) fn event_of(&self, env: &Env, name: &tree::Name) -> Option<EventKindId> {
        match self.scopes.get(env.file)?.look_up_anywhere(&name.text) {
            Lookup::One(Entry::Event(event)) => Some(event),
            Lookup::One(_) | Lookup::Several(..) | Lookup::Under(_) | Lookup::Nothing => None,
        }
    }

    /// Whether the conditions here may read an event; reported where they may not.
    pub(super) fn may_read_event(
        &mut self,
        env: &Env,
        event: EventKindId,
        name: &tree::Name,
        span: Span,
    ) -> bool {
        let may = env.event == Some(event);
        if !may {
            self.report(faults::duties::event_outside(name, span));
        }
        may
    }

    fn event_field(
        &mut self,
        env: &Env,
        event: EventKindId,
        name: &tree::Name,
        field: &tree::Name,
        span: Span,
    ) -> ExprId {
        if !self.may_read_event(env, event, name, span) {
            return self.missing(span);
        }
        match field.text.as_str() {
            "on" => self.push(Expr::EventField(EventField::On), span),
            "about" => self.push(Expr::EventField(EventField::About), span),
            "by" => {
                self.report(faults::duties::by_alone(name, span));
                self.missing(span)
            }
            _ => {
                self.report(faults::duties::no_event_field(name, field));
                self.missing(span)
            }
        }
    }

    pub(super) fn decision_of(
        &mut self,
        env: &mut Env,
        decision: &tree::Name,
        element: tree::ExprId,
        span: Span,
    ) -> ExprId {
        let Some(id) = self.decision(env.file, decision) else { return self.missing(span) };
        let at = self.span_of(env.file, element);
        let variable = match self.tree(env.file).map(|tree| tree.expr(element)) {
            Some(tree::Expr::Name(name)) => self.variable(env, &name.text),
            Some(_) | None => None,
        };
        match self.same_element(id, decision, variable, at) {
            Some(element) => self.push(Expr::DecisionOf { decision: id, element }, span),
            None => self.missing(span),
        }
    }

    /// The element, if it is one of the list that the decision speaks of; reported where it is not.
    pub fn same_element(
        &mut self,
        decision: DecisionId,
        name: &tree::Name,
        variable: Option<VarId>,
        at: Span,
    ) -> Option<VarId> {
        let Some(own) = self.hir.decisions.get(decision)?.element else {
            self.report(faults::exprs::takes_no_element(name, at));
            return None;
        };
        let list = self.hir.variables.get(own)?.list;
        let list_name = self.hir.facts.get(list)?.name.clone();
        match variable.and_then(|id| Some((id, self.hir.variables.get(id)?.list))) {
            Some((variable, of)) if of == list => Some(variable),
            Some(_) | None => {
                self.report(faults::exprs::not_its_element(name, &list_name, at));
                None
            }
        }
    }

    pub(super) fn parameter_on(
        &mut self,
        env: &mut Env,
        parameter: &tree::Name,
        day: tree::ExprId,
        span: Span,
    ) -> ExprId {
        let found = self.parameter(env.file, parameter);
        let on = self.expr(env, day, None);
        match found {
            Some(parameter) => self.push(Expr::Parameter { parameter, on: Some(on) }, span),
            None => self.missing(span),
        }
    }

    /// The element that `d under X` and `d apart from this clause` are about: the one of the rule.
    fn rule_element(
        &mut self,
        env: &Env,
        decision: DecisionId,
        name: &tree::Name,
    ) -> Result<Option<VarId>, ()> {
        if self.element_of(decision).is_none() {
            return Ok(None);
        }
        self.same_element(decision, name, env.element, name.span).map(Some).ok_or(())
    }

    pub(super) fn under_clause(
        &mut self,
        env: &Env,
        decision: &tree::Name,
        clause: &tree::Id,
        span: Span,
    ) -> ExprId {
        let Some(id) = self.decision(env.file, decision) else { return self.missing(span) };
        let policy = self.hir.decisions.get(id).map_or(crate::Hir::MAIN, |it| it.policy);
        let clause = self.clause_id(policy, clause);
        let Ok(element) = self.rule_element(env, id, decision) else { return self.missing(span) };
        match clause {
            Some(clause) => {
                self.push(Expr::Under { decision: id, clauses: vec![clause], element }, span)
            }
            None => self.missing(span),
        }
    }

    pub(super) fn apart(&mut self, env: &Env, decision: &tree::Name, span: Span) -> ExprId {
        let Some(id) = self.decision(env.file, decision) else { return self.missing(span) };
        let Ok(element) = self.rule_element(env, id, decision) else { return self.missing(span) };
        match env.clause {
            Some(clause) => self.push(Expr::Apart { decision: id, clause, element }, span),
            None => {
                self.report(faults::exprs::apart_outside(span));
                self.missing(span)
            }
        }
    }
}
