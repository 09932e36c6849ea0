//! Functions, and calls written out.
//!
//! A call is what the function means of what it is given: nothing but the text of the function, read where the call
//! stands, with each parameter replaced. So no other part of the compiler has to know what a function is, and a
//! function can be called nowhere where its text could not stand. Invariant: no function calls itself, however many
//! others are between, and all that calls are written out to stays below [`MOST`].

use std::rc::Rc;

use whereas_source::Span;
use whereas_syntax::tree;
use whereas_value::types::Type;

use super::faults;
use super::lower::{Env, Lower};
use super::policies::choice_of;
use super::types::Standing;
use crate::clause::Function;
use crate::expr::{Expr, ExprId, FunctionId};

/// How many expressions all calls together may be written out to.
/// The message names the number.
const MOST: usize = 50_000;

/// What the parameters of a function stand for.
pub(super) struct Given {
    /// The function whose text is read.
    function: FunctionId,
    /// What it is called with, and where; none where it is read by itself.
    call: Option<(Vec<tree::ExprId>, Env)>,
}

impl Lower<'_> {
    /// Every function: first what it takes and gives, then what it means.
    pub fn functions(&mut self) {
        let declared = Rc::clone(&self.declared);
        for it in &declared.functions {
            let file = self.env_of(it.clause).file;
            let parameters = it.node.parameters.iter();
            let given = parameters.map(|it| self.ty(file, &it.ty, Standing::Function)).collect();
            let gives = self.ty(file, &it.node.result, Standing::Function);
            self.function_types.push((given, gives));
        }
        for (id, it) in declared.functions.enumerate() {
            let mut env = self.env_of(it.clause);
            self.parameters_are_new(&env, &it.node.parameters);
            env.given = Some(Rc::new(Given { function: id, call: None }));
            let types = self.function_types.get(id).cloned();
            let (given, gives) = types.unwrap_or((Vec::new(), Type::Broken));
            let means = self.expr(&mut env, it.node.value, choice_of(&gives));
            let names = it.node.parameters.iter().map(|it| it.name.text.clone());
            self.hir.functions.push(Function {
                name: it.node.name.text.clone(),
                clause: it.clause,
                parameters: names.zip(given).collect(),
                ty: gives,
                means,
            });
        }
    }

    /// A parameter hides no other name, and stands once.
    fn parameters_are_new(&mut self, env: &Env, parameters: &[tree::FunctionParameter]) {
        for (place, parameter) in parameters.iter().enumerate() {
            let name = &parameter.name;
            let mut before = parameters.iter().take(place);
            match before.find(|it| it.name.text == name.text) {
                Some(first) => self.report(faults::names::declared_twice(
                    &name.text,
                    name.span,
                    first.name.span,
                    "a parameter of this function",
                )),
                None => self.shadowing(env, name),
            }
        }
    }

    /// The function and the place of the parameter that a name is, in what a function means.
    pub(super) fn parameter_named(&self, env: &Env, name: &str) -> Option<(FunctionId, usize)> {
        let function = env.given.as_ref()?.function;
        let parameters = &self.declared.functions.get(function)?.node.parameters;
        Some((function, parameters.iter().position(|it| it.name.text == name)?))
    }

    /// What a parameter stands for: the value that the call gives for it, read where the call stands.
    pub(super) fn given(
        &mut self,
        env: &Env,
        function: FunctionId,
        at: usize,
        span: Span,
    ) -> ExprId {
        match env.given.as_ref().and_then(|given| given.call.as_ref()) {
            None => {
                let place = u32::try_from(at).unwrap_or(u32::MAX);
                self.push(Expr::Argument { function, place }, span)
            }
            Some((arguments, caller)) => {
                let Some(argument) = arguments.get(at).copied() else { return self.missing(span) };
                let mut caller = caller.clone();
                self.argument(&mut caller, function, at, argument)
            }
        }
    }

    fn argument(
        &mut self,
        env: &mut Env,
        function: FunctionId,
        at: usize,
        id: tree::ExprId,
    ) -> ExprId {
        let given = self.function_types.get(function).and_then(|(given, _)| given.get(at));
        let hint = given.and_then(choice_of);
        self.expr(env, id, hint)
    }

    /// `f(a, b)`.
    pub(super) fn call(
        &mut self,
        env: &mut Env,
        name: &tree::Name,
        arguments: &[tree::ExprId],
        span: Span,
    ) -> ExprId {
        let Some(function) = self.function(env.file, name) else { return self.missing(span) };
        let all = Rc::clone(&self.declared);
        let Some(declared) = all.functions.get(function) else { return self.missing(span) };
        let wanted = declared.node.parameters.len();
        if wanted != arguments.len() {
            let parameters = declared.node.parameters.iter().map(|it| it.name.text.as_str());
            let place = declared.node.name.span;
            self.report(faults::exprs::arguments(name, parameters, arguments.len(), place));
            return self.missing(span);
        }
        if is_under_way(env, function) {
            self.report(faults::exprs::function_circle(name, declared.node.name.span));
            return self.missing(span);
        }
        let each = arguments.iter().enumerate();
        let given: Vec<ExprId> =
            each.map(|(at, id)| self.argument(env, function, at, *id)).collect();
        let outermost = !self.writing_out;
        if self.written_out >= MOST {
            return self.missing(span);
        }
        self.writing_out = true;
        let before = self.problems.len();
        let call = Some((arguments.to_vec(), env.clone()));
        let mut inside = self.env_of(declared.clause);
        inside.given = Some(Rc::new(Given { function, call }));
        let hint = self.function_types.get(function).and_then(|(_, gives)| choice_of(gives));
        let means = self.expr(&mut inside, declared.node.value, hint);
        self.writing_out = !outermost;
        self.once_each(before);
        // Told once, where it comes to be too much: every later call is left out.
        if outermost && self.written_out >= MOST {
            self.report(faults::exprs::written_out(name));
        }
        self.push(Expr::Call { function, arguments: given, means }, span)
    }

    /// What is wrong in a text that is read several times is told once: in a function for all calls of it.
    pub(super) fn once_each(&mut self, before: usize) {
        for problem in self.problems.split_off(before) {
            let same = |other: &whereas_diagnostics::Diagnostic| {
                other.code == problem.code && other.span() == problem.span()
            };
            if !self.problems.iter().any(same) {
                self.problems.push(problem);
            }
        }
    }
}

/// Whether what is read stands in what this function means, however many calls are between.
fn is_under_way(env: &Env, function: FunctionId) -> bool {
    let mut at = env.given.as_ref();
    while let Some(given) = at {
        if given.function == function {
            return true;
        }
        at = given.call.as_ref().and_then(|(_, caller)| caller.given.as_ref());
    }
    false
}
