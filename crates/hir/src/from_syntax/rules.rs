//! Rules, switch-offs and prerequisites.

use whereas_source::Span;
use whereas_syntax::tree::{self, RuleVerb};
use whereas_value::id::{ClauseId, DecisionId, FactId};
use whereas_value::types::Type;

use super::entry::Entry;
use super::faults;
use super::lower::{Env, Lower};
use super::policies::choice_of;
use super::scope::Lookup;
use crate::clause::{Gives, Prerequisite, Rule, SwitchOff, Waits};
use crate::expr::VarId;
use crate::policy::DecisionKind;

impl Lower<'_> {
    pub(super) fn rule(&mut self, clause: ClauseId, rule: &tree::Rule, span: Span) {
        let mut env = self.env_of(clause);
        let Some(decision) = self.decision(env.file, &rule.decision) else {
            self.read_anyway(&mut env, rule);
            return;
        };
        self.own_decision(clause, decision, &rule.decision);
        let element = self.rule_binds(&mut env, decision, rule);
        let given = self.gives(&mut env, decision, (rule.verb, &rule.decision), rule.value);
        let Some(gives) = given else {
            self.read_anyway(&mut env, rule);
            return;
        };
        let when = rule.when.map(|id| self.condition(&mut env, id));
        let unless = rule.unless.map(|id| self.condition(&mut env, id));
        self.map.rules.push(span);
        let rule = Rule { clause, decision, element, gives, when, unless, row: None };
        let rule = self.hir.rules.push(rule);
        self.clause(clause, |it| it.rules.push(rule));
    }

    /// `is E`, `includes E`, `excludes E`, `adds E`: what a rule or a row gives, where the decision takes that.
    pub(super) fn gives(
        &mut self,
        env: &mut Env,
        decision: DecisionId,
        (verb, name): (RuleVerb, &tree::Name),
        value: tree::ExprId,
    ) -> Option<Gives> {
        let kind = self.hir.decisions.get(decision).map(|it| it.kind.clone());
        match (verb, kind) {
            (RuleVerb::Adds, Some(DecisionKind::Total(_))) => {
                Some(Gives::Adds(self.expr(env, value, None)))
            }
            (RuleVerb::Is, Some(DecisionKind::Is(ty))) => {
                Some(Gives::Is(self.expr(env, value, choice_of(&ty))))
            }
            (RuleVerb::Includes, Some(DecisionKind::Set(choice))) => {
                Some(Gives::Includes(self.expr(env, value, Some(choice))))
            }
            (RuleVerb::Excludes, Some(DecisionKind::Set(choice))) => {
                Some(Gives::Excludes(self.expr(env, value, Some(choice))))
            }
            (verb, kind) => {
                let declared = self.map.decisions.get(decision).copied();
                let broken = kind
                    .as_ref()
                    .and_then(DecisionKind::one_value)
                    .is_some_and(|ty| *ty == Type::Broken);
                if let Some(kind) =
                    kind.as_ref().filter(|kind| kind.is_total() || verb == RuleVerb::Adds)
                {
                    if !broken {
                        self.report(faults::rules::verb_of_total(
                            name,
                            verb.word(),
                            kind,
                            declared,
                        ));
                    }
                } else if !broken {
                    let is_set = matches!(kind, Some(DecisionKind::Set(_)));
                    self.report(faults::rules::wrong_verb(name, verb.word(), is_set, declared));
                }
                None
            }
        }
    }

    /// Reads the expressions of a rule that is left out, so that what is wrong in them is reported too.
    fn read_anyway(&mut self, env: &mut Env, rule: &tree::Rule) {
        if rule.of.is_some() && env.element.is_none() {
            return;
        }
        for id in [rule.when, rule.unless].into_iter().flatten() {
            self.condition(env, id);
        }
    }

    /// A rule belongs to the policy that declares its decision.
    pub(super) fn own_decision(
        &mut self,
        clause: ClauseId,
        decision: DecisionId,
        name: &tree::Name,
    ) {
        let of = self.hir.decisions.get(decision).map(|it| it.policy);
        let here = self.hir.clauses.get(clause).map(|it| it.policy);
        if of != here {
            let declared = self.map.decisions.get(decision).copied();
            self.report(faults::rules::of_another_policy(name, "decision", declared));
        }
    }

    /// `d of x is …`: binds x to the elements that the decision speaks of.
    fn rule_binds(
        &mut self,
        env: &mut Env,
        decision: DecisionId,
        rule: &tree::Rule,
    ) -> Option<VarId> {
        let own = self.hir.decisions.get(decision)?.element;
        let list = own.and_then(|own| self.hir.variables.get(own)).map(|variable| variable.list);
        match (&rule.of, list) {
            (Some(name), Some(list)) => {
                self.shadowing(env, name);
                let element = self.bind(&name.text, list);
                env.variables.push(element);
                env.element = Some(element);
                Some(element)
            }
            (Some(name), None) => {
                self.report(faults::exprs::takes_no_element(&rule.decision, name.span));
                None
            }
            (None, Some(_)) => {
                let variable = self.element_of(decision).unwrap_or_default();
                self.report(faults::exprs::needs_element(&rule.decision, &variable));
                None
            }
            (None, None) => None,
        }
    }

    pub(super) fn switch_off(&mut self, clause: ClauseId, switch: &tree::SwitchOff) {
        let mut env = self.env_of(clause);
        let targets = self.clause_refs(clause, &switch.clauses);
        let element = switch.for_element.as_ref().and_then(|name| {
            if targets.is_empty() {
                return None;
            }
            let list = match self.lists_of(&targets).as_slice() {
                [list] => *list,
                lists => {
                    self.report(faults::rules::no_one_list(name, lists.len()));
                    return None;
                }
            };
            self.shadowing(&env, name);
            let element = self.bind(&name.text, list);
            env.variables.push(element);
            env.element = Some(element);
            Some(element)
        });
        if switch.for_element.is_some() && element.is_none() {
            return;
        }
        let when = switch.when.map(|id| self.condition(&mut env, id));
        let unless = switch.unless.map(|id| self.condition(&mut env, id));
        if !targets.is_empty() {
            let switch = SwitchOff { targets, element, when, unless };
            self.clause(clause, |it| it.switch_offs.push(switch));
        }
    }

    /// The lists whose elements the rules of these clauses speak of.
    fn lists_of(&self, clauses: &[ClauseId]) -> Vec<FactId> {
        let mut lists: Vec<FactId> = Vec::new();
        for id in clauses {
            let Some(declared) = self.declared.clauses.get(*id) else { continue };
            let Some(scope) = self.scopes.get(declared.file) else { continue };
            for statement in &declared.node.statements {
                let tree::StatementKind::Rule(rule) = &statement.kind else { continue };
                let Lookup::One(Entry::Decision(decision)) =
                    scope.look_up_anywhere(&rule.decision.text)
                else {
                    continue;
                };
                let element = self.hir.decisions.get(decision).and_then(|it| it.element);
                let list = element.and_then(|it| self.hir.variables.get(it)).map(|it| it.list);
                lists.extend(list);
            }
        }
        lists.sort_unstable();
        lists.dedup();
        lists
    }

    pub(super) fn only_after(&mut self, clause: ClauseId, after: &tree::OnlyAfter) {
        let mut env = self.env_of(clause);
        let name = &after.decision;
        // `j may be decided only after C` is said of a judgement by mistake often enough to be told apart.
        let Some(decision) = self.decision(env.file, name) else {
            self.condition(&mut env, after.after);
            return;
        };
        self.own_decision(clause, decision, name);
        let own = self.hir.decisions.get(decision).and_then(|it| it.element);
        let variable = own.and_then(|own| self.hir.variables.get(own)).cloned();
        let element = variable.map(|it| self.bind(&it.name, it.list));
        env.variables.extend(element);
        env.element = element;
        let condition = self.condition(&mut env, after.after);
        let kind = self.hir.decisions.get(decision).map(|it| it.kind.clone());
        let of = match (&after.value, kind) {
            (None, _) => Waits::Decision(decision),
            (Some(value), Some(DecisionKind::Set(choice))) => {
                match self.choice_value(env.file, choice, value) {
                    Some(value) => Waits::Value(decision, value),
                    None => return,
                }
            }
            (Some(value), Some(DecisionKind::Is(_) | DecisionKind::Total(_)) | None) => {
                self.report(faults::rules::includes_of_one(name, value));
                return;
            }
        };
        let prerequisite = Prerequisite { of, element, condition };
        self.clause(clause, |it| it.prerequisites.push(prerequisite));
    }
}
