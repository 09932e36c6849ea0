//! Policies and vocabulary.

use super::{Printer, name_of, type_words};
use crate::policy::{DaysCount, DecisionKind, ForceKind, ForceStatement};
use crate::vocabulary::{Fidelity, Named};

impl Printer<'_> {
    pub(super) fn policies(&mut self) {
        let hir = self.hir;
        for policy in &hir.policies {
            self.line(0, &format!("policy {}", policy.name));
            self.line(1, &format!("title {}", Self::label(&policy.title)));
            if let Some(authority) = &policy.authority {
                self.line(1, &format!("authority {}", Self::label(authority)));
            }
            if let Some(issued) = policy.issued {
                self.line(1, &format!("issued {issued}"));
            }
            if let Some(edition) = policy.edition {
                self.line(1, &format!("edition {edition}"));
            }
            if let Some(fact) = policy.governed_by {
                let fact = name_of(hir.facts.get(fact).map(|it| &it.name));
                self.line(1, &format!("governed by {fact}"));
            }
            if let Some(condition) = policy.applies_when {
                self.line(1, &format!("applies when {}", self.expr(condition)));
            }
            if let Some(ends) = policy.month_ends {
                self.line(1, &format!("month ends {ends}"));
            }
            let count = match policy.days_count {
                DaysCount::NextDay => "next",
                DaysCount::SameDay => "same",
            };
            self.line(1, &format!("days count from the {count} day"));
            if !policy.languages.is_empty() {
                self.line(1, &format!("languages {}", policy.languages.join(", ")));
            }
            if let Some(contest) = &policy.contest {
                self.line(1, &format!("contest {}", Self::label(contest)));
            }
            for force in &policy.force {
                self.force(1, force);
            }
            if !policy.replaces.is_empty() {
                let names = Self::names(&policy.replaces, |it| it.name.to_string());
                self.line(1, &format!("replaces {names}"));
            }
            for replaced in &policy.replaced_by {
                let from = replaced.from.map_or_else(String::new, |day| format!(" from {day}"));
                self.line(1, &format!("replaced by {}{from}", replaced.by));
            }
            self.gap();
        }
    }

    pub(super) fn force(&mut self, indent: usize, force: &ForceStatement) {
        let mut words = self.force_words(force);
        words.push_str(&format!(" [{}]", self.clause_ids(&[force.clause])));
        self.line(indent, &words);
    }

    /// What a statement of force says, without the clause that says it.
    pub(super) fn force_words(&self, force: &ForceStatement) -> String {
        let mut words = match &force.kind {
            ForceKind::InForce => "in force".to_owned(),
            ForceKind::Suspended(_) => "suspended".to_owned(),
        };
        if let Some(from) = force.from {
            words.push_str(&format!(" from {from}"));
        }
        if let Some(before) = force.before {
            words.push_str(&format!(" before {before}"));
        }
        if let ForceKind::Suspended(why) = &force.kind {
            words.push_str(&format!(" {}", Self::label(why)));
        }
        if let Some((question, reading)) = force.when {
            let question = self.hir.questions.get(question);
            let place = usize::try_from(reading).unwrap_or(usize::MAX);
            let reading = question.and_then(|it| it.readings.get(place)).map(|it| &it.name);
            let name = name_of(question.map(|it| &it.name));
            words.push_str(&format!(" when {name} is {}", name_of(reading)));
        }
        words
    }

    pub(super) fn items(&mut self) {
        let hir = self.hir;
        for source in &hir.sources {
            let mut words = format!("source {} {}", source.name, Self::label(&source.title));
            if let Some(dated) = source.dated {
                words.push_str(&format!(" dated {dated}"));
            }
            if let Some(address) = &source.address {
                words.push_str(&format!(" address {address:?}"));
            }
            if let Some(passages) = &source.passages {
                words.push_str(&format!(" passages {passages:?}"));
            }
            let fidelity = source.fidelity.map(|fidelity| match fidelity {
                Fidelity::Official => " fidelity official",
                Fidelity::Translated => " fidelity translated",
                Fidelity::Restated => " fidelity restated",
            });
            words.push_str(fidelity.unwrap_or_default());
            self.line(0, &words);
            for passage in &source.texts {
                let unverified = if passage.unverified { " unverified" } else { "" };
                let commentary = if passage.commentary { " commentary" } else { "" };
                let title = &passage.title;
                self.line(1, &format!("[{}] {title:?}{unverified}{commentary}", passage.id));
            }
        }
        for choice in &hir.choices {
            let ordered = if choice.ordered { "ordered " } else { "" };
            self.line(0, &format!("{ordered}choice {}", choice.name));
            self.named(1, "", choice.values.iter());
        }
        for record in &hir.records {
            self.line(0, &format!("record {}", record.name));
            for field in &record.fields {
                let ty = type_words(hir, &field.ty);
                self.line(1, &format!("{} : {ty} {}", field.name, Self::label(&field.label)));
            }
        }
        self.named(0, "actor ", hir.actors.iter());
        self.named(0, "ground ", hir.grounds.iter());
        self.named(0, "event ", hir.events.iter());
        self.named(0, "protected ", hir.protected.iter());
        self.named(0, "unit ", hir.units.iter());
        for parameter in &hir.parameters {
            let ty = type_words(hir, &parameter.ty);
            let label = Self::label(&parameter.label);
            self.line(0, &format!("parameter {} : {ty} {label}", parameter.name));
            for (from, value) in &parameter.values {
                self.line(1, &format!("is {} from {from}", self.literal(value)));
            }
        }
        self.facts();
        self.decisions();
        for ledger in &hir.ledgers {
            let open = if ledger.open { "open" } else { "closed" };
            let (toward, away) = (Self::label(&ledger.toward), Self::label(&ledger.away));
            let label = Self::label(&ledger.label);
            self.line(
                0,
                &format!("ledger {} {label} toward {toward} away {away} {open}", ledger.name),
            );
        }
    }

    fn named<'n>(&mut self, indent: usize, word: &str, all: impl Iterator<Item = &'n Named>) {
        for one in all {
            self.line(indent, &format!("{word}{} {}", one.name, Self::label(&one.label)));
        }
    }

    fn facts(&mut self) {
        let hir = self.hir;
        for fact in &hir.facts {
            let ty = type_words(hir, &fact.ty);
            let mut words = format!("fact {} : {ty} {}", fact.name, Self::label(&fact.label));
            if let Some(ask) = &fact.ask {
                words.push_str(&format!(" ask {}", Self::label(ask)));
            }
            if let Some(held) = &fact.held_in {
                words.push_str(&format!(" held in {}", Self::label(held)));
            }
            if let Some(least) = &fact.least {
                words.push_str(&format!(" at least {}", self.literal(least)));
            }
            if let Some(most) = &fact.most {
                words.push_str(&format!(" at most {}", self.literal(most)));
            }
            if let Some(presumed) = &fact.presumed {
                words.push_str(&format!(" presumed {}", self.literal(presumed)));
            }
            if let Some(condition) = fact.complete_only_when {
                words.push_str(&format!(" complete only when {}", self.expr(condition)));
            }
            self.line(0, &words);
        }
    }

    fn decisions(&mut self) {
        let hir = self.hir;
        for decision in &hir.decisions {
            let of =
                decision.element.map_or_else(String::new, |id| format!(" of {}", self.element(id)));
            let ty = match &decision.kind {
                DecisionKind::Is(ty) => type_words(hir, ty),
                DecisionKind::Total(ty) => format!("total {}", type_words(hir, ty)),
                DecisionKind::Set(choice) => {
                    format!("set of {}", name_of(hir.choices.get(*choice).map(|it| &it.name)))
                }
            };
            let mut words =
                format!("decision {}{of} : {ty} {}", decision.name, Self::label(&decision.label));
            match (&decision.kind, decision.otherwise) {
                (DecisionKind::Is(_), Some(value)) => {
                    words.push_str(&format!(" otherwise {}", self.expr(value)));
                }
                (DecisionKind::Is(_), None) => words.push_str(" otherwise undetermined"),
                (DecisionKind::Set(_) | DecisionKind::Total(_), _) => {}
            }
            if decision.policy != crate::Hir::MAIN {
                let policy = name_of(hir.policies.get(decision.policy).map(|it| &it.name));
                words.push_str(&format!(" [policy {policy}]"));
            }
            self.line(0, &words);
        }
    }
}
