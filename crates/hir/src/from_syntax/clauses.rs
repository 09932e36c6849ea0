//! Clauses: their heads, and each statement in turn.

use std::rc::Rc;

use whereas_diagnostics::{codes, near_name};
use whereas_syntax::tree::{self, StatementKind};
use whereas_value::id::{ClauseId, SourceId};

use super::faults;
use super::labels::words_of;
use super::lower::Lower;
use super::references::near_id;
use super::types::Standing;
use crate::clause::{Clause, Judgement, OpenQuestion};
use crate::expr::Expr;
use crate::vocabulary::Named;
use whereas_value::label::Label;

impl Lower<'_> {
    /// Every clause by its id, and what other clauses need to know before they are read.
    pub fn clause_heads(&mut self) {
        let all = Rc::clone(&self.declared);
        for (id, declared) in all.clauses.enumerate() {
            let (file, node) = (declared.file, declared.node);
            let policy = self.policy_of(file);
            self.not_shared(file, &node.id.text, node.id.span);
            if let Some(first) = self.clause_ids.insert(policy, &node.id.text, id) {
                let first = self.map.clauses.get(first).copied().unwrap_or(node.id.span);
                let problem =
                    faults::names::declared_twice(&node.id.text, node.id.span, first, "a clause");
                self.report(problem);
            }
            self.map.clauses.push(node.id.span);
            self.map.clause_bodies.push(node.span);
            self.map.accepts.push(Vec::new());
            let title = self.label(file, &node.title);
            self.hir.clauses.push(Clause {
                id: node.id.text.clone(),
                title,
                policy,
                cites: Vec::new(),
                commentary: None,
                force: Vec::new(),
                rules: Vec::new(),
                despite: Vec::new(),
                subject_to: Vec::new(),
                switch_offs: Vec::new(),
                prerequisites: Vec::new(),
                bars: Vec::new(),
                notices: Vec::new(),
                accepts: Vec::new(),
            });
        }
        for (file, ids) in self.declared.broken_ids.iter().enumerate() {
            let policy = self.policy_of(file);
            for id in ids {
                self.clause_ids.insert_broken(policy, id);
            }
        }
        self.judgement_heads();
        self.questions();
        let declared = Rc::clone(&self.declared);
        for term in &declared.terms {
            let file = self.env_of(term.clause).file;
            let ty = term.node.ty.as_ref().map(|ty| self.ty(file, ty, Standing::Term));
            self.term_types.push(ty);
        }
    }

    fn judgement_heads(&mut self) {
        let declared = Rc::clone(&self.declared);
        for it in &declared.judgements {
            let file = self.env_of(it.clause).file;
            let judgement = Judgement {
                name: it.node.name.text.clone(),
                label: self.label(file, &it.node.label),
                clause: it.clause,
                ty: self.ty(file, &it.node.ty, Standing::Judgement),
                makers: Vec::new(),
                ledgers: Vec::new(),
                burden: None,
            };
            self.map.judgements.push(it.node.name.span);
            self.hir.judgements.push(judgement);
        }
    }

    fn questions(&mut self) {
        let declared = Rc::clone(&self.declared);
        for it in &declared.questions {
            let file = self.env_of(it.clause).file;
            let mut readings: Vec<Named> = Vec::new();
            for answer in &it.node.answers {
                let name = answer.name.text.clone();
                if readings.iter().any(|known| known.name == name) {
                    let first = it.node.answers.iter().find(|other| other.name.text == name);
                    let first = first.map_or(answer.span, |first| first.name.span);
                    let what = "a reading of this question";
                    let span = answer.name.span;
                    self.report(faults::names::declared_twice(&name, span, first, what));
                }
                let label = answer
                    .label
                    .as_ref()
                    .map_or_else(|| Label::plain(words_of(&name)), |label| self.label(file, label));
                readings.push(Named { name, label });
            }
            let label = self.label(file, &it.node.label);
            let name = it.node.name.text.clone();
            self.map.questions.push(it.node.name.span);
            self.hir.questions.push(OpenQuestion { name, label, clause: it.clause, readings });
        }
    }

    /// Every clause, statement by statement.
    pub fn clauses(&mut self) {
        for id in self.hir.clauses.ids().collect::<Vec<_>>() {
            let Some(declared) = self.declared.clauses.get(id).copied() else { continue };
            for statement in &declared.node.statements {
                self.statement(id, statement);
            }
            self.cited(id, declared.node);
        }
        self.replaced();
        self.duties_that_never_arise();
        self.circles_of_breach();
    }

    fn statement(&mut self, clause: ClauseId, statement: &tree::Statement) {
        let span = statement.span;
        let file = self.env_of(clause).file;
        match &statement.kind {
            StatementKind::Cites(cites) => self.cites(clause, file, cites),
            StatementKind::InForce(force) => self.in_force(clause, force),
            StatementKind::PolicyInForce(force) => self.policy_in_force(clause, force),
            StatementKind::PolicySuspended(suspension) => self.suspended(clause, suspension),
            StatementKind::PolicyReplaces(policy) => self.replaces(clause, policy),
            StatementKind::Notice(label) => {
                let label = self.label(file, label);
                self.clause(clause, |it| it.notices.push(label));
            }
            StatementKind::Means(means) => self.term(clause, file, means),
            // Read before all else, so that every call finds it.
            StatementKind::Function(_) => {}
            StatementKind::Rule(rule) => self.rule(clause, rule, span),
            StatementKind::Despite(refs) => {
                let refs = self.clause_refs(clause, refs);
                self.clause(clause, |it| it.despite.extend(refs));
            }
            StatementKind::SubjectTo(refs) => {
                let refs = self.clause_refs(clause, refs);
                self.clause(clause, |it| it.subject_to.extend(refs));
            }
            StatementKind::SwitchOff(switch) => self.switch_off(clause, switch),
            StatementKind::OnlyAfter(after) => self.only_after(clause, after),
            StatementKind::Judgement(judgement) => self.judgement_parts(clause, judgement),
            StatementKind::JudgementPart(part) => self.judgement_part(clause, part),
            StatementKind::Factor(factor) => self.one_factor(clause, factor),
            StatementKind::RestLimit(limit) => self.rest_limit(clause, limit),
            StatementKind::NeverConsider(never) => self.never_consider(clause, never),
            StatementKind::OpenQuestion(_) => {}
            StatementKind::Guarantee(guarantee) => self.guarantee(clause, guarantee),
            StatementKind::Duty(duty) => self.one_duty(clause, duty, span),
            StatementKind::Permission(permission) => self.permission(clause, permission),
            StatementKind::Table(written) => self.table(clause, written),
            StatementKind::Commentary(why) => {
                let why = self.label(file, why);
                self.clause(clause, |it| it.commentary = Some(why));
            }
            StatementKind::Accept { code, reason } => {
                if codes::Code::find(&code.text).is_none() {
                    let all: Vec<&str> = codes::all().map(codes::Code::id).collect();
                    self.report(faults::clauses::unknown_code(code, near_name(&code.text, all)));
                }
                let accept = (code.text.clone(), reason.text.clone());
                self.clause(clause, |it| it.accepts.push(accept));
                if let Some(accepts) = self.map.accepts.get_mut(clause) {
                    accepts.push(code.span);
                }
            }
        }
    }

    /// Changes a clause that is under way.
    pub fn clause(&mut self, id: ClauseId, change: impl FnOnce(&mut Clause)) {
        if let Some(clause) = self.hir.clauses.get_mut(id) {
            change(clause);
        }
    }

    fn cites(&mut self, clause: ClauseId, file: usize, cites: &[tree::Cites]) {
        for one in cites {
            let Some(source) = self.source(file, &one.source) else { continue };
            self.passage_exists(source, one);
            let cited = (source, one.passage.text.clone());
            self.clause(clause, |it| {
                if !it.cites.contains(&cited) {
                    it.cites.push(cited);
                }
            });
        }
    }

    /// Of a source whose passages could be read, the passage must be among them.
    fn passage_exists(&mut self, id: SourceId, cites: &tree::Cites) {
        let Some(source) = self.hir.sources.get(id) else { return };
        let passage = &cites.passage.text;
        if source.texts.is_empty() || source.texts.iter().any(|text| text.id == *passage) {
            return;
        }
        let near = near_id(passage, source.texts.iter().map(|text| text.id.as_str()));
        let file = source.passages.clone().unwrap_or_default();
        self.report(faults::clauses::unknown_passage(&cites.passage, &file, near));
    }

    /// A clause says where it comes from, unless it is commentary; and then it decides nothing.
    fn cited(&mut self, id: ClauseId, node: &tree::Clause) {
        let Some(clause) = self.hir.clauses.get(id) else { return };
        // What could not be read may be the citation.
        let cites = node.statements.iter().any(|it| matches!(it.kind, StatementKind::Cites(_)))
            || !node.broken.is_empty();
        if clause.commentary.is_none() {
            if !cites {
                self.report(faults::clauses::not_cited(&node.id));
            }
            return;
        }
        let operative = node.statements.iter().find(|it| is_operative(&it.kind));
        if let Some(operative) = operative {
            self.report(faults::clauses::operative_commentary(&node.id, operative.span));
        }
    }

    fn term(&mut self, clause: ClauseId, file: usize, means: &tree::Means) {
        let label = means.label.as_ref().map(|label| self.label(file, label));
        let id = self.hir.terms.ids().len();
        let id = whereas_value::Id::from_index(id);
        let ty = self.term_types.get(id).cloned().flatten();
        let mut env = self.env_of(clause);
        let hint = ty.as_ref().and_then(super::policies::choice_of);
        let value = self.expr(&mut env, means.value, hint);
        let written = means.ty.as_ref().and(ty);
        if written.as_ref().is_some_and(|ty| self.is_period(ty))
            && !matches!(self.hir.exprs.get(value), Some(Expr::Span { .. } | Expr::Missing))
        {
            self.report(faults::exprs::no_days(self.span_of(file, means.value)));
        }
        if written.is_none()
            && let Some(slot) = self.term_types.get_mut(id)
        {
            *slot = self.known.get(whereas_value::Id::index(value)).and_then(|it| it.0.clone());
        }
        self.map.terms.push(means.name.span);
        self.hir.terms.push(crate::clause::Term {
            name: means.name.text.clone(),
            clause,
            ty: written,
            label,
            means: value,
        });
    }
}

/// Whether a statement decides, bars or obliges anything.
fn is_operative(statement: &StatementKind) -> bool {
    match statement {
        StatementKind::Cites(_)
        | StatementKind::Notice(_)
        | StatementKind::Commentary(_)
        | StatementKind::Guarantee(_)
        | StatementKind::Accept { .. } => false,
        StatementKind::InForce(_)
        | StatementKind::PolicyInForce(_)
        | StatementKind::PolicySuspended(_)
        | StatementKind::PolicyReplaces(_)
        | StatementKind::Means(_)
        | StatementKind::Function(_)
        | StatementKind::Rule(_)
        | StatementKind::Despite(_)
        | StatementKind::SubjectTo(_)
        | StatementKind::SwitchOff(_)
        | StatementKind::OnlyAfter(_)
        | StatementKind::Judgement(_)
        | StatementKind::JudgementPart(_)
        | StatementKind::Factor(_)
        | StatementKind::RestLimit(_)
        | StatementKind::NeverConsider(_)
        | StatementKind::OpenQuestion(_)
        | StatementKind::Duty(_)
        | StatementKind::Permission(_)
        | StatementKind::Table(_) => true,
    }
}
