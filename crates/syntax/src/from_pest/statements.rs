//! Clauses, and the statements in them that are not about judgements, duties or tables.

use whereas_diagnostics::{Diagnostic, codes};

use super::{Builder, Node, Parts};
use crate::grammar::Rule;
use crate::tree::{
    Cites, Clause, ClauseRef, ExprId, Force, Function, FunctionParameter, Guarantee, GuaranteeKind,
    InForce, Means, Name, Rule as RuleStatement, RuleVerb, Statement, StatementKind, Suspension,
    SwitchOff,
};

impl Builder<'_> {
    pub(super) fn clause(&mut self, node: Node<'_>) -> Option<Clause> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let id = self.id(parts.take(Rule::id)?);
        let title = self.label_in(&mut parts)?;
        let (statements, examples, broken) = (Vec::new(), Vec::new(), Vec::new());
        let mut clause = Clause { id, title, statements, examples, broken, span };
        while let Some(part) = parts.next() {
            self.clause_part(part, &mut clause)?;
        }
        Some(clause)
    }

    /// Adds a statement or an example to a clause.
    pub(super) fn clause_part(&mut self, part: Node<'_>, clause: &mut Clause) -> Option<()> {
        if part.as_rule() == Rule::example {
            clause.examples.push(self.example(part)?);
            return Some(());
        }
        let statement = self.statement(part)?;
        let of_first = clause.examples.first().map(|example| example.span.start);
        let said = clause.statements.last().map(|before| before.span.start) > of_first;
        if let Some(last) = clause.examples.last()
            && !said
        {
            let message = "a clause's examples come last; move this before them";
            let code = codes::syntax::STATEMENT_AFTER_EXAMPLE;
            let problem = Diagnostic::new(code, statement.span, message);
            self.problems.push(problem.also(last.span, "after this example"));
        }
        clause.statements.push(statement);
        Some(())
    }

    fn statement(&mut self, node: Node<'_>) -> Option<Statement> {
        let span = self.span(&node);
        let kind = self.statement_kind(node.into_inner().next()?)?;
        Some(Statement { kind, span })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a statement is one of a few rules")]
    fn statement_kind(&mut self, node: Node<'_>) -> Option<StatementKind> {
        let rule = node.as_rule();
        let mut parts = Parts::of(node);
        Some(match rule {
            Rule::cites => self.cites(parts)?,
            Rule::in_force => StatementKind::InForce(self.in_force(parts)?),
            Rule::policy_in_force => StatementKind::PolicyInForce(self.in_force(parts)?),
            Rule::policy_suspended => StatementKind::PolicySuspended(self.suspension(parts)?),
            Rule::policy_replaces => StatementKind::PolicyReplaces(self.name_in(&mut parts)?),
            Rule::notice => StatementKind::Notice(self.label_in(&mut parts)?),
            Rule::means => StatementKind::Means(self.means(parts)?),
            Rule::function => StatementKind::Function(self.function(parts)?),
            Rule::rule_statement => StatementKind::Rule(self.rule(parts)?),
            Rule::despite => StatementKind::Despite(self.clause_refs(parts)?),
            Rule::subject_to => StatementKind::SubjectTo(self.clause_refs(parts)?),
            Rule::switch_off => StatementKind::SwitchOff(self.switch_off(parts)?),
            Rule::judgement => StatementKind::Judgement(self.judgement(parts)?),
            Rule::judgement_made | Rule::judgement_weighs | Rule::judgement_burden => {
                StatementKind::JudgementPart(self.judgement_statement(rule, parts)?)
            }
            Rule::may_statement => self.may(parts)?,
            Rule::factor_statement => StatementKind::Factor(self.factor_statement(parts)?),
            Rule::never_consider => StatementKind::NeverConsider(self.never_consider(parts)?),
            Rule::open_question => StatementKind::OpenQuestion(self.open_question(parts)?),
            Rule::guarantee => StatementKind::Guarantee(self.guarantee(parts)?),
            Rule::duty => StatementKind::Duty(self.duty(parts)?),
            Rule::permission => StatementKind::Permission(self.permission(parts)?),
            Rule::table => StatementKind::Table(self.table(parts)?),
            Rule::commentary => StatementKind::Commentary(self.label_in(&mut parts)?),
            Rule::accept => StatementKind::Accept {
                code: self.name(parts.take(Rule::code)?),
                reason: self.text(parts.take(Rule::text)?)?,
            },
            _ => return None,
        })
    }

    fn cites(&mut self, mut parts: Parts<'_>) -> Option<StatementKind> {
        let citations = parts.all(Rule::citation).into_iter().map(|citation| {
            let mut parts = Parts::of(citation);
            let source = self.name_in(&mut parts)?;
            Some(Cites { source, passage: self.id(parts.take(Rule::passage)?) })
        });
        Some(StatementKind::Cites(citations.collect::<Option<_>>()?))
    }

    fn force_in(&mut self, parts: &mut Parts<'_>) -> Option<Force> {
        let node = parts.take(Rule::force_days)?;
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let from = self.date_in(&mut parts)?;
        let mut force = Force { from, before: None, through: None, span };
        let Some(end) = parts.next() else { return Some(force) };
        let rule = end.as_rule();
        let mut parts = Parts::of(end);
        let word = parts.any()?;
        let date = self.date_in(&mut parts)?;
        if rule == Rule::through_day {
            force.through = Some(date);
        } else {
            force.before = Some(date);
        }
        if rule == Rule::until_day {
            let at = self.span(&word);
            let message = "`until` does not say whether that day is still in; say which";
            self.problems.push(
                Diagnostic::new(codes::syntax::BARE_UNTIL, at.to(date.span), message)
                    .fix("the day before is the last", at, "before")
                    .fix("that day is the last", at, "through"),
            );
        }
        Some(force)
    }

    fn in_force(&mut self, mut parts: Parts<'_>) -> Option<InForce> {
        let force = self.force_in(&mut parts)?;
        Some(InForce { force, when: self.under_reading(&mut parts)? })
    }

    /// `when q is A`, if it is there; `None` where it cannot be read.
    fn under_reading(&mut self, parts: &mut Parts<'_>) -> Option<Option<(Name, Name)>> {
        let Some(reading) = parts.take(Rule::under_reading) else { return Some(None) };
        let mut parts = Parts::of(reading);
        let question = self.name_in(&mut parts)?;
        Some(Some((question, self.name_in(&mut parts)?)))
    }

    fn suspension(&mut self, mut parts: Parts<'_>) -> Option<Suspension> {
        let force = self.force_in(&mut parts)?;
        let why = match parts.take(Rule::label) {
            Some(label) => Some(self.label(label)?),
            None => None,
        };
        Some(Suspension { force, why, when: self.under_reading(&mut parts)? })
    }

    fn means(&mut self, mut parts: Parts<'_>) -> Option<Means> {
        let name = self.name_in(&mut parts)?;
        let ty = self.type_in(&mut parts);
        let label = match parts.take(Rule::label) {
            Some(label) => Some(self.label(label)?),
            None => None,
        };
        Some(Means { name, ty, label, value: self.expr_in(&mut parts)? })
    }

    fn function(&mut self, mut parts: Parts<'_>) -> Option<Function> {
        let name = self.name_in(&mut Parts::of(parts.take(Rule::call_head)?))?;
        let parameters = parts
            .all(Rule::function_parameter)
            .into_iter()
            .map(|parameter| {
                let mut parts = Parts::of(parameter);
                let name = self.name_in(&mut parts)?;
                Some(FunctionParameter { name, ty: self.type_in(&mut parts)? })
            })
            .collect::<Option<_>>()?;
        let result = self.type_in(&mut parts)?;
        Some(Function { name, parameters, result, value: self.expr_in(&mut parts)? })
    }

    fn rule(&mut self, mut parts: Parts<'_>) -> Option<RuleStatement> {
        let decision = self.name_in(&mut parts)?;
        let of = self.name_in(&mut parts);
        let verb = rule_verb(parts.take(Rule::rule_verb)?)?;
        let value = self.expr_in(&mut parts)?;
        let when = self.when_in(&mut parts)?;
        let unless = self.condition_in(&mut parts, Rule::unless_part)?;
        Some(RuleStatement { decision, of, verb, value, when, unless })
    }

    // `None` is a wrong shape; `Some(None)` says nothing was said.
    pub(super) fn when_in(&mut self, parts: &mut Parts<'_>) -> Option<Option<ExprId>> {
        self.condition_in(parts, Rule::when_part)
    }

    fn condition_in(&mut self, parts: &mut Parts<'_>, rule: Rule) -> Option<Option<ExprId>> {
        match parts.take(rule) {
            Some(part) => Some(Some(self.expr_in(&mut Parts::of(part))?)),
            None => Some(None),
        }
    }

    fn clause_refs(&mut self, mut parts: Parts<'_>) -> Option<Vec<ClauseRef>> {
        let refs = Parts::of(parts.take(Rule::clause_refs)?).all(Rule::clause_ref);
        refs.into_iter().map(|node| self.clause_ref(node)).collect()
    }

    /// `7(1)`, `clauses under 7(1)`, `under 7(1)`.
    fn clause_ref(&mut self, node: Node<'_>) -> Option<ClauseRef> {
        let mut parts = Parts::of(node);
        parts.word(Rule::k_clauses);
        let under = parts.word(Rule::k_under);
        let id = self.id(parts.take(Rule::id)?);
        Some(if under { ClauseRef::Under(id) } else { ClauseRef::One(id) })
    }

    fn switch_off(&mut self, mut parts: Parts<'_>) -> Option<SwitchOff> {
        let mut for_element = None;
        let clauses = match parts.take(Rule::switch_one) {
            Some(one) => {
                let mut parts = Parts::of(one);
                let id = self.id(parts.take(Rule::id)?);
                for_element = self.name_in(&mut parts);
                vec![ClauseRef::One(id)]
            }
            None => Parts::of(parts.take(Rule::switch_many)?)
                .all(Rule::switch_ref)
                .into_iter()
                .map(|node| self.clause_ref(node))
                .collect::<Option<_>>()?,
        };
        let when = self.when_in(&mut parts)?;
        let unless = self.condition_in(&mut parts, Rule::unless_part)?;
        Some(SwitchOff { clauses, for_element, when, unless })
    }

    fn guarantee(&mut self, mut parts: Parts<'_>) -> Option<Guarantee> {
        let label = self.label_in(&mut parts)?;
        let kind = if parts.word(Rule::k_always) {
            GuaranteeKind::Always(self.expr_in(&mut parts)?)
        } else if let Some(monotone) = parts.take(Rule::monotone) {
            let mut parts = Parts::of(monotone);
            let raising = self.name_in(&mut parts)?;
            parts.word(Rule::k_never);
            let lowers = parts.word(Rule::k_lowers);
            GuaranteeKind::Monotone { raising, lowers, decision: self.name_in(&mut parts)? }
        } else {
            GuaranteeKind::Never(self.expr_in(&mut parts)?)
        };
        Some(Guarantee { label, kind })
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a rule's verb is one of four words")]
fn rule_verb(node: Node<'_>) -> Option<RuleVerb> {
    Some(match node.into_inner().next()?.as_rule() {
        Rule::k_is => RuleVerb::Is,
        Rule::k_includes => RuleVerb::Includes,
        Rule::k_excludes => RuleVerb::Excludes,
        Rule::k_adds => RuleVerb::Adds,
        _ => return None,
    })
}
