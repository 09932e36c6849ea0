//! Forms over the elements of a list: `any (c in xs where C)`, `sum of (…)`, `the c in xs with smallest k`.

use whereas_source::Span;
use whereas_syntax::tree;
use whereas_value::id::FactId;
use whereas_value::types::Type;

use super::super::entry::Entry;
use super::super::faults;
use super::super::lower::{Env, Lower};
use super::super::scope::Lookup;
use crate::expr::{Expr, ExprId, Over};

impl Lower<'_> {
    /// Binds the element, reads the filter, and then whatever is said of the elements that count.
    pub(super) fn over(
        &mut self,
        env: &mut Env,
        each: &tree::Each,
        span: Span,
        body: impl FnOnce(&mut Self, &mut Env, Over) -> ExprId,
    ) -> ExprId {
        let Some(list) = self.list(env, each.list) else { return self.missing(span) };
        self.shadowing(env, &each.element);
        let variable = self.bind(&each.element.text, list);
        env.variables.push(variable);
        let filter = each.filter.map(|filter| self.condition(env, filter));
        let result = body(self, env, Over { variable, filter });
        env.variables.pop();
        result
    }

    /// The list that an expression names; reported where it names none.
    fn list(&mut self, env: &mut Env, id: tree::ExprId) -> Option<FactId> {
        let span = self.span_of(env.file, id);
        let list = self.expr(env, id, None);
        let found = self.hir.exprs.get(list)?;
        let fact = if let Expr::Fact(fact) = found { Some(*fact) } else { None };
        if *found == Expr::Missing {
            return None;
        }
        match (fact, self.known(list)) {
            (Some(fact), Some(Type::List(_))) => Some(fact),
            (_, Some(Type::Broken)) => None,
            _ => {
                self.report(faults::exprs::lists_are_facts(span));
                None
            }
        }
    }

    /// The list that a path names, as in `decision d of c in convictions`.
    pub fn list_of_path(&mut self, file: usize, path: &tree::FieldPath) -> Option<FactId> {
        let entry = match path.fields.as_slice() {
            [] => self.fact(file, &path.base),
            [name] => match self.aliased(file, &path.base, name) {
                Some(Ok(Entry::Fact(fact))) => Some(fact),
                Some(Err(problem)) => {
                    self.report(*problem);
                    return None;
                }
                Some(Ok(_)) | None => {
                    self.report(faults::exprs::lists_are_facts(path.span));
                    return None;
                }
            },
            [_, _, ..] => {
                self.report(faults::exprs::lists_are_facts(path.span));
                return None;
            }
        }?;
        match self.hir.facts.get(entry).map(|fact| &fact.ty) {
            Some(Type::List(_)) => Some(entry),
            Some(Type::Broken) | None => None,
            Some(
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
                | Type::Record(_)
                | Type::Set(_)
                | Type::Optional(_),
            ) => {
                self.report(faults::exprs::lists_are_facts(path.span));
                None
            }
        }
    }

    /// The name of an element hides no other name.
    pub fn shadowing(&mut self, env: &Env, name: &tree::Name) {
        if self.variable(env, &name.text).is_some() {
            self.report(faults::names::element_hides(name, "the element of another list here"));
            return;
        }
        if self.parameter_named(env, &name.text).is_some() {
            self.report(faults::names::element_hides(name, "what the function is given"));
            return;
        }
        let Some(scope) = self.scopes.get(env.file) else { return };
        let taken = match scope.look_up(&name.text) {
            Lookup::One(Entry::Broken) => None,
            Lookup::One(entry) => Some(entry.a_kind()),
            Lookup::Several(..) => Some("a name of a used file"),
            Lookup::Under(_) | Lookup::Nothing => {
                (!scope.values(&name.text).is_empty()).then_some("a value of a choice")
            }
        };
        if let Some(taken) = taken {
            self.report(faults::names::element_hides(name, taken));
        }
    }
}
