//! Clauses and what they hold.

use whereas_value::id::ClauseId;

use super::{Printer, name_of, type_words};
use crate::clause::{
    Bar, BarKind, Barred, Clause, Direction, Factor, Gives, GuaranteeKind, Judgement, Prerequisite,
    Presence, Rule, SwitchOff, Waits,
};
use crate::expr::ExprId;
use crate::policy::DecisionKind;
use whereas_value::types::Type;

impl Printer<'_> {
    pub(super) fn clauses(&mut self) {
        for (id, clause) in self.hir.clauses.enumerate() {
            self.gap();
            self.clause(id, clause);
            self.examples_of(id);
        }
    }

    /// A clause without its examples.
    pub(super) fn clause(&mut self, id: ClauseId, clause: &Clause) {
        let hir = self.hir;
        self.head(clause);
        for question in hir.questions.iter().filter(|it| it.clause == id) {
            let readings = Self::names(&question.readings, |reading| {
                format!("{} {}", reading.name, Self::label(&reading.label))
            });
            let label = Self::label(&question.label);
            self.line(1, &format!("open question {} {label}: {readings}", question.name));
        }
        for term in hir.terms.iter().filter(|it| it.clause == id) {
            let ty = term
                .ty
                .as_ref()
                .map_or_else(String::new, |ty| format!(" : {}", type_words(hir, ty)));
            let label =
                term.label.as_ref().map_or_else(String::new, |it| format!(" {}", Self::label(it)));
            self.line(1, &format!("{}{ty}{label} means {}", term.name, self.expr(term.means)));
        }
        for function in hir.functions.iter().filter(|it| it.clause == id) {
            let given = Self::names(&function.parameters, |(name, ty)| {
                format!("{name} : {}", type_words(hir, ty))
            });
            let gives = type_words(hir, &function.ty);
            let means = self.expr(function.means);
            self.line(1, &format!("function {}({given}) : {gives} means {means}", function.name));
        }
        for judgement in hir.judgements.iter().filter(|it| it.clause == id) {
            self.judgement(judgement);
        }
        for factor in hir.factors.iter().filter(|it| it.clause == id) {
            self.factor(factor);
        }
        for rule in clause.rules.iter().filter_map(|rule| hir.rules.get(*rule)) {
            self.rule(rule);
        }
        self.between_clauses(clause);
        self.duties(id);
    }

    /// What a clause says of the force of its policy, and of the policies that go.
    pub(super) fn policy_force(&mut self, id: ClauseId, clause: &Clause) {
        let Some(policy) = self.hir.policies.get(clause.policy) else { return };
        for force in policy.force.iter().filter(|it| it.clause == id) {
            self.line(1, &format!("policy {}", self.force_words(force)));
        }
        for replaced in policy.replaces.iter().filter(|it| it.clause == id) {
            self.line(1, &format!("policy replaces {}", replaced.name));
        }
    }

    fn head(&mut self, clause: &Clause) {
        let hir = self.hir;
        let mut words = format!("clause {} {}", clause.id, Self::label(&clause.title));
        if clause.policy != crate::Hir::MAIN {
            let policy = name_of(hir.policies.get(clause.policy).map(|it| &it.name));
            words.push_str(&format!(" [policy {policy}]"));
        }
        self.line(0, &words);
        if !clause.cites.is_empty() {
            let cites = Self::names(&clause.cites, |(source, passage)| {
                format!("{} [{passage}]", name_of(hir.sources.get(*source).map(|it| &it.name)))
            });
            self.line(1, &format!("cites {cites}"));
        }
        if let Some(why) = &clause.commentary {
            self.line(1, &format!("commentary {}", Self::label(why)));
        }
        for force in &clause.force {
            self.force(1, force);
        }
        for notice in &clause.notices {
            self.line(1, &format!("notice {}", Self::label(notice)));
        }
        for (code, reason) in &clause.accepts {
            self.line(1, &format!("accept {code} {:?}", reason.as_str()));
        }
    }

    fn judgement(&mut self, judgement: &Judgement) {
        let hir = self.hir;
        let ty = type_words(hir, &judgement.ty);
        let label = Self::label(&judgement.label);
        self.line(1, &format!("judgement {} : {ty} {label}", judgement.name));
        for (actor, clause) in &judgement.makers {
            let actor = name_of(hir.actors.get(*actor).map(|it| &it.name));
            self.line(2, &format!("made by {actor} [{}]", self.clause_ids(&[*clause])));
        }
        for (ledger, clause) in &judgement.ledgers {
            let ledger = name_of(hir.ledgers.get(*ledger).map(|it| &it.name));
            self.line(2, &format!("weighing {ledger} [{}]", self.clause_ids(&[*clause])));
        }
        if let Some((actor, _)) = judgement.burden {
            let actor = name_of(hir.actors.get(actor).map(|it| &it.name));
            self.line(2, &format!("burden on {actor}"));
        }
    }

    fn factor(&mut self, factor: &Factor) {
        let hir = self.hir;
        let ledgers = Self::names(&factor.ledgers, |(ledger, direction)| {
            let direction = match direction {
                Direction::Toward => "toward",
                Direction::Away => "away",
                Direction::EitherWay => "either way",
            };
            let ledger = name_of(hir.ledgers.get(*ledger).map(|it| &it.name));
            format!("{direction} in {ledger}")
        });
        let present = match &factor.present {
            Presence::When(condition) => format!("when {}", self.expr(*condition)),
            Presence::FoundBy(actors) => {
                let names = actors.iter().map(|id| name_of(hir.actors.get(*id).map(|it| &it.name)));
                format!("found by {}", names.collect::<Vec<_>>().join(" or "))
            }
        };
        let label = Self::label(&factor.label);
        self.line(1, &format!("factor {} {label} {ledgers} {present}", factor.name));
    }

    fn conditions(&self, when: Option<ExprId>, unless: Option<ExprId>) -> String {
        let when = when.map_or_else(String::new, |id| format!(" when {}", self.expr(id)));
        let unless = unless.map_or_else(String::new, |id| format!(" unless {}", self.expr(id)));
        when + &unless
    }

    fn rule(&mut self, rule: &Rule) {
        let decision = self.decision_of(rule.decision, rule.element);
        let (verb, value) = match rule.gives {
            Gives::Is(value) => ("is", value),
            Gives::Includes(value) => ("includes", value),
            Gives::Excludes(value) => ("excludes", value),
            Gives::Adds(value) => ("adds", value),
        };
        let conditions = self.conditions(rule.when, rule.unless);
        let row = rule.row.as_ref().map_or_else(String::new, |row| {
            let first = row.first.as_ref().map_or("", |_| "first ");
            format!("[{first}{}] ", row.id)
        });
        self.line(1, &format!("rule {row}{decision} {verb} {}{conditions}", self.expr(value)));
    }

    /// What a clause says of others, of what must wait, and of what may not count.
    fn between_clauses(&mut self, clause: &Clause) {
        if !clause.despite.is_empty() {
            self.line(1, &format!("despite {}", self.clause_ids(&clause.despite)));
        }
        if !clause.subject_to.is_empty() {
            self.line(1, &format!("subject to {}", self.clause_ids(&clause.subject_to)));
        }
        for switch in &clause.switch_offs {
            self.switch_off(switch);
        }
        for prerequisite in &clause.prerequisites {
            self.prerequisite(prerequisite);
        }
        for bar in &clause.bars {
            self.bar(bar);
        }
    }

    fn switch_off(&mut self, switch: &SwitchOff) {
        let element =
            switch.element.map_or_else(String::new, |id| format!(" for {}", self.element(id)));
        let targets = self.clause_ids(&switch.targets);
        let conditions = self.conditions(switch.when, switch.unless);
        self.line(1, &format!("switches off {targets}{element}{conditions}"));
    }

    fn prerequisite(&mut self, prerequisite: &Prerequisite) {
        let hir = self.hir;
        let what = match prerequisite.of {
            Waits::Decision(id) => {
                format!("{} decided", self.decision_of(id, prerequisite.element))
            }
            Waits::Value(id, value) => {
                let value = match hir.decisions.get(id).map(|it| &it.kind) {
                    Some(DecisionKind::Set(choice)) => self.value_name(*choice, value),
                    Some(DecisionKind::Is(_) | DecisionKind::Total(_)) | None => {
                        format!("#{value}")
                    }
                };
                format!("{} includes {value}", self.decision_of(id, prerequisite.element))
            }
            Waits::Judgement(id) => {
                format!("{} found", name_of(hir.judgements.get(id).map(|it| &it.name)))
            }
        };
        self.line(1, &format!("{what} only after {}", self.expr(prerequisite.condition)));
    }

    fn bar(&mut self, bar: &Bar) {
        let hir = self.hir;
        let barred = Self::names(&bar.barred, |barred| match barred {
            Barred::Protected(id) => name_of(hir.protected.get(*id).map(|it| &it.name)),
            Barred::Ground(id) => name_of(hir.grounds.get(*id).map(|it| &it.name)),
            Barred::Fact(id) => name_of(hir.facts.get(*id).map(|it| &it.name)),
            Barred::Field(id, place) => self.field_of_fact(*id, *place),
            Barred::FieldOf(id, place) => {
                let record = hir.records.get(*id);
                let field = record.and_then(|it| it.fields.get(*place as usize));
                format!(
                    "{}.{}",
                    name_of(record.map(|it| &it.name)),
                    name_of(field.map(|it| &it.name))
                )
            }
            Barred::Factor(id) => name_of(hir.factors.get(*id).map(|it| &it.name)),
        });
        let decisions = bar.decisions.iter().map(|id| self.decision_name(*id));
        let judgements =
            bar.judgements.iter().map(|id| name_of(hir.judgements.get(*id).map(|it| &it.name)));
        let of = decisions.chain(judgements).collect::<Vec<_>>().join(", ");
        let words = match bar.kind {
            BarKind::RestOnlyOn => format!("{of} not only on {barred}"),
            BarKind::RestOn => format!("{of} not on {barred}"),
            BarKind::NeverConsider => format!("never consider {barred} in {of}"),
        };
        self.line(1, &words);
    }

    /// `convictions.undone`.
    pub(super) fn field_of_fact(&self, fact: whereas_value::id::FactId, place: u32) -> String {
        let Some(fact) = self.hir.facts.get(fact) else { return "?".to_owned() };
        let mut ty = fact.ty.present();
        if let Type::List(element) = ty {
            ty = element.present();
        }
        let field = if let Type::Record(record) = ty {
            let field = crate::vocabulary::field(&self.hir.records, *record, place);
            name_of(field.map(|it| &it.name))
        } else {
            format!("#{place}")
        };
        format!("{}.{field}", fact.name)
    }

    pub(super) fn guarantees_of(&mut self, clause: ClauseId) {
        let hir = self.hir;
        for guarantee in hir.guarantees.iter().filter(|it| it.clause == clause) {
            let kind = match guarantee.kind {
                GuaranteeKind::Always(condition) => format!("always {}", self.expr(condition)),
                GuaranteeKind::Never(condition) => format!("never {}", self.expr(condition)),
                GuaranteeKind::Raising { fact, never_raises, decision } => {
                    let fact = name_of(hir.facts.get(fact).map(|it| &it.name));
                    let verb = if never_raises { "raises" } else { "lowers" };
                    format!("raising {fact} never {verb} {}", self.decision_name(decision))
                }
            };
            self.line(1, &format!("guarantee {} {kind}", Self::label(&guarantee.label)));
        }
    }
}
