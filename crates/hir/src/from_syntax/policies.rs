//! `policy` items and decisions.

use std::rc::Rc;

use whereas_syntax::tree::{self, DecisionType, Otherwise};
use whereas_value::id::{Id, PolicyId};
use whereas_value::label::Label;
use whereas_value::month::MonthEnds;
use whereas_value::types::Type;

use super::faults;
use super::labels::{date, small};
use super::lower::{Env, Lower};
use super::types::Standing;
use crate::policy::{DaysCount, Decision, DecisionKind, Policy};

impl Lower<'_> {
    /// Every policy, without its scope.
    pub fn policies(&mut self) {
        for (index, head) in self.files.heads.clone().into_iter().enumerate() {
            let item = self.files.policy(PolicyId::from_index(index));
            let (policy, span) = match item {
                Some(item) => (self.one_policy(head, item), item.name.span),
                None => (nameless(), self.file_start(head)),
            };
            self.map.policies.push(span);
            self.hir.policies.push(policy);
        }
    }

    fn file_start(&self, file: usize) -> whereas_source::Span {
        let id = self.tree(file).map_or_else(|| whereas_source::Id::from_index(0), |it| it.file);
        whereas_source::Span::new(id, 0, 0)
    }

    fn one_policy(&mut self, file: usize, policy: &tree::Policy) -> Policy {
        if policy.title.is_none() {
            self.report(faults::files::no_title(&policy.name));
        }
        let governed_by = policy.governed_by.as_ref().and_then(|name| {
            let fact = self.fact(file, name)?;
            let ty = &self.hir.facts.get(fact)?.ty;
            if !matches!(ty, Type::Date | Type::Broken) {
                self.report(faults::types::no_governing_day(name));
                return None;
            }
            Some(fact)
        });
        Policy {
            name: policy.name.text.clone(),
            title: policy
                .title
                .as_ref()
                .map_or_else(Label::default, |label| self.label(file, label)),
            authority: policy.authority.as_ref().map(|label| self.label(file, label)),
            issued: policy.issued.map(date),
            edition: policy.edition.as_ref().and_then(small),
            governed_by,
            applies_when: None,
            month_ends: policy.month_ends.map(|written| match written {
                tree::MonthEnds::RoundDown => MonthEnds::RoundDown,
                tree::MonthEnds::RoundUp => MonthEnds::RoundUp,
                tree::MonthEnds::AreErrors => MonthEnds::Errors,
            }),
            days_count: policy.days_count.map_or_else(
                DaysCount::default,
                |written| match written {
                    tree::DaysCount::FromNextDay => DaysCount::NextDay,
                    tree::DaysCount::FromSameDay => DaysCount::SameDay,
                },
            ),
            languages: policy.languages.iter().map(|name| name.text.clone()).collect(),
            contest: policy.contest.as_ref().map(|label| self.label(file, label)),
            force: Vec::new(),
            replaces: Vec::new(),
            replaced_by: Vec::new(),
        }
    }

    /// Every decision, without its `otherwise`.
    pub fn decisions(&mut self) {
        let declared = Rc::clone(&self.declared);
        for decision in &declared.decisions {
            let (file, node) = (decision.file, decision.node);
            self.not_shared(file, &node.name.text, node.name.span);
            let element = node.of.as_ref().and_then(|of| {
                let list = self.list_of_path(file, &of.list)?;
                self.shadowing(&Env { file, ..Env::default() }, &of.name);
                Some(self.bind(&of.name.text, list))
            });
            let kind = self.decision_kind(file, node);
            let lowered = Decision {
                name: node.name.text.clone(),
                label: self.label(file, &node.label),
                policy: self.policy_of(file),
                kind,
                element,
                otherwise: None,
            };
            self.map.decisions.push(node.name.span);
            self.hir.decisions.push(lowered);
        }
    }

    fn decision_kind(&mut self, file: usize, decision: &tree::Decision) -> DecisionKind {
        let written = match &decision.ty {
            DecisionType::Plain(written) => written,
            DecisionType::Total(written) => {
                let ty = self.ty(file, written, Standing::Decision);
                if ty == Type::Broken || ty.is_summed() {
                    return DecisionKind::Total(ty);
                }
                self.report(faults::types::cannot_stand(
                    written.span,
                    "a total",
                    "only numbers, amounts and lengths of time are added up",
                ));
                return DecisionKind::Total(Type::Broken);
            }
        };
        match self.ty(file, written, Standing::Decision) {
            Type::Set(choice) => DecisionKind::Set(choice),
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
            | Type::Optional(_)
            | Type::Broken) => DecisionKind::Is(ty),
        }
    }

    /// What belongs to one policy may not stand in a file that two policies use.
    pub fn not_shared(&mut self, file: usize, what: &str, span: whereas_source::Span) {
        if self.files.files.get(file).is_some_and(|file| file.shared) {
            self.report(faults::files::shared(what, span));
        }
    }

    /// The conditions outside of clauses: scopes, completeness of lists, `otherwise`.
    pub fn conditions(&mut self) {
        for (index, head) in self.files.heads.clone().into_iter().enumerate() {
            let id = PolicyId::from_index(index);
            let condition = self.files.policy(id).and_then(|policy| policy.applies_when);
            let Some(condition) = condition else { continue };
            let condition = self.condition(&mut Env { file: head, ..Env::default() }, condition);
            if let Some(policy) = self.hir.policies.get_mut(id) {
                policy.applies_when = Some(condition);
            }
        }
        self.complete_only_when();
        for id in self.hir.decisions.ids().collect::<Vec<_>>() {
            let Some(declared) = self.declared.decisions.get(id).copied() else { continue };
            let Some(decision) = self.hir.decisions.get(id) else { continue };
            let (kind, element) = (decision.kind.clone(), decision.element);
            let otherwise = self.otherwise(declared.file, declared.node, &kind, element);
            if let Some(decision) = self.hir.decisions.get_mut(id) {
                decision.otherwise = otherwise;
            }
        }
    }

    fn otherwise(
        &mut self,
        file: usize,
        decision: &tree::Decision,
        kind: &DecisionKind,
        element: Option<crate::expr::VarId>,
    ) -> Option<crate::expr::ExprId> {
        match (kind, decision.otherwise) {
            (
                DecisionKind::Set(_) | DecisionKind::Total(_),
                Some(Otherwise::Undetermined(span)),
            ) => {
                self.report(faults::rules::otherwise_of(&decision.name, kind.is_total(), span));
                None
            }
            (DecisionKind::Set(_) | DecisionKind::Total(_), Some(Otherwise::Value(value))) => {
                let span = self.span_of(file, value);
                self.report(faults::rules::otherwise_of(&decision.name, kind.is_total(), span));
                None
            }
            (DecisionKind::Is(Type::Truth), None) => {
                self.report(faults::rules::no_otherwise(&decision.name));
                None
            }
            (DecisionKind::Is(ty), Some(Otherwise::Value(value))) => {
                let mut env = Env { file, element, ..Env::default() };
                env.variables.extend(element);
                Some(self.expr(&mut env, value, choice_of(ty)))
            }
            (DecisionKind::Is(_), Some(Otherwise::Undetermined(_)) | None)
            | (DecisionKind::Set(_) | DecisionKind::Total(_), None) => None,
        }
    }
}

/// The choice of a type whose values are those of a choice.
pub(super) fn choice_of(ty: &Type) -> Option<whereas_value::id::ChoiceId> {
    match ty.present() {
        Type::Choice(id) | Type::Set(id) => Some(*id),
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
        | Type::Record(_)
        | Type::List(_)
        | Type::Optional(_)
        | Type::Broken => None,
    }
}

/// What stands for a policy where the main file has none.
fn nameless() -> Policy {
    Policy {
        name: "policy".into(),
        title: Label::default(),
        authority: None,
        issued: None,
        edition: None,
        governed_by: None,
        applies_when: None,
        month_ends: None,
        days_count: DaysCount::default(),
        languages: Vec::new(),
        contest: None,
        force: Vec::new(),
        replaces: Vec::new(),
        replaced_by: Vec::new(),
    }
}
