//! What may never count, and what may not suffice alone; and the ways to name it.

use whereas_syntax::tree;
use whereas_value::case::Basis;
use whereas_value::id::{ClauseId, FactId, RecordId};
use whereas_value::types::Type;

use super::entry::Entry;
use super::faults;
use super::lower::Lower;
use crate::clause::{Bar, BarKind, Barred};

impl Lower<'_> {
    pub(super) fn rest_limit(&mut self, clause: ClauseId, limit: &tree::RestLimit) {
        let file = self.env_of(clause).file;
        let judgement = self.judgement(file, &limit.judgement);
        if let Some(id) = judgement {
            self.own_judgement(clause, id, &limit.judgement);
        }
        let barred: Vec<Barred> = limit
            .grounds
            .iter()
            .flat_map(|name| {
                let path =
                    tree::FieldPath { base: name.clone(), fields: Vec::new(), span: name.span };
                self.barred(file, &path)
            })
            .collect();
        let kind = if limit.only { BarKind::RestOnlyOn } else { BarKind::RestOn };
        if let (Some(judgement), false) = (judgement, barred.is_empty()) {
            let bar = Bar { kind, barred, judgements: vec![judgement], decisions: Vec::new() };
            self.clause(clause, |it| it.bars.push(bar));
        }
    }

    pub(super) fn never_consider(&mut self, clause: ClauseId, never: &tree::NeverConsider) {
        let file = self.env_of(clause).file;
        let barred: Vec<Barred> =
            never.what.iter().flat_map(|path| self.barred(file, path)).collect();
        let (mut judgements, mut decisions) = (Vec::new(), Vec::new());
        for name in &never.within {
            let within = |entry| matches!(entry, Entry::Decision(_) | Entry::Judgement(_));
            match self.find(file, name, within, "a decision or a judgement") {
                Some(Entry::Decision(id)) => decisions.push(id),
                Some(Entry::Judgement(id)) => {
                    self.own_judgement(clause, id, name);
                    judgements.push(id);
                }
                Some(other) => {
                    let wanted = "a decision or a judgement";
                    self.report(faults::names::wrong_kind(name, other.a_kind(), wanted));
                }
                None => {}
            }
        }
        if !barred.is_empty() {
            let bar = Bar { kind: BarKind::NeverConsider, barred, judgements, decisions };
            self.clause(clause, |it| it.bars.push(bar));
        }
    }

    /// What a path bars.
    fn barred(&mut self, file: usize, path: &tree::FieldPath) -> Vec<Barred> {
        let wanted = "a protected characteristic, a ground, a fact, a field or a factor";
        match self.named(file, path, wanted) {
            Some(Named::Thing(Entry::Protected(id))) => vec![Barred::Protected(id)],
            Some(Named::Thing(Entry::Ground(id))) => vec![Barred::Ground(id)],
            Some(Named::Thing(Entry::Fact(id))) => vec![Barred::Fact(id)],
            Some(Named::Thing(Entry::Factor(id))) => vec![Barred::Factor(id)],
            Some(Named::Thing(other)) => {
                self.report(faults::names::wrong_kind(&path.base, other.a_kind(), wanted));
                Vec::new()
            }
            Some(Named::Field(fact, field)) => vec![Barred::Field(fact, field)],
            Some(Named::FieldOf(record, field)) => vec![Barred::FieldOf(record, field)],
            None => Vec::new(),
        }
    }

    /// What a finding rests on, or weighed beside the factors of its ledger.
    pub(super) fn basis(&mut self, file: usize, path: &tree::FieldPath) -> Vec<Basis> {
        let wanted = "a ground, a fact or a field";
        match self.named(file, path, wanted) {
            Some(Named::Thing(Entry::Protected(id))) => vec![Basis::Protected(id)],
            Some(Named::Thing(Entry::Ground(id))) => vec![Basis::Ground(id)],
            Some(Named::Thing(Entry::Fact(id))) => vec![Basis::Fact(id)],
            Some(Named::Thing(other)) => {
                self.report(faults::names::wrong_kind(&path.base, other.a_kind(), wanted));
                Vec::new()
            }
            Some(Named::Field(fact, field)) => vec![Basis::Field(fact, field)],
            Some(Named::FieldOf(record, field)) => self
                .hir
                .fields_with(record, field)
                .into_iter()
                .map(|(fact, field)| Basis::Field(fact, field))
                .collect(),
            None => Vec::new(),
        }
    }

    /// What a path names: a thing, or a field.
    pub(super) fn named(
        &mut self,
        file: usize,
        path: &tree::FieldPath,
        wanted: &str,
    ) -> Option<Named> {
        let (base, fields) = match path.fields.as_slice() {
            [first, rest @ ..] => match self.aliased(file, &path.base, first) {
                Some(Ok(entry)) => (entry, rest),
                Some(Err(problem)) => {
                    self.report(*problem);
                    return None;
                }
                None => (self.bases(file, &path.base, wanted)?, path.fields.as_slice()),
            },
            [] => (self.bases(file, &path.base, wanted)?, path.fields.as_slice()),
        };
        let [field] = fields else {
            if let [_, second, ..] = fields {
                self.report(faults::exprs::no_fields(second, None));
                return None;
            }
            return Some(Named::Thing(base));
        };
        match base {
            Entry::Fact(fact) => {
                let Some(record) = self.record_of(fact) else {
                    let ty = self.hir.facts.get(fact)?.ty.clone();
                    let found = crate::print::type_words(&self.hir, &ty);
                    self.report(faults::exprs::no_fields(field, Some(&found)));
                    return None;
                };
                let place = self.field_place(record, field)?;
                Some(Named::Field(fact, place))
            }
            Entry::Record(record) => {
                let place = self.field_place(record, field)?;
                Some(Named::FieldOf(record, place))
            }
            Entry::Source(_)
            | Entry::Choice(_)
            | Entry::Actor(_)
            | Entry::Ground(_)
            | Entry::Event(_)
            | Entry::Protected(_)
            | Entry::Parameter(_)
            | Entry::Decision(_)
            | Entry::Ledger(_)
            | Entry::Judgement(_)
            | Entry::Factor(_)
            | Entry::Question(_)
            | Entry::Term(_)
            | Entry::Function(_)
            | Entry::Duty(_)
            | Entry::Permission(_)
            | Entry::Unit(_)
            | Entry::Broken => {
                self.report(faults::exprs::no_fields(field, Some(base.a_kind())));
                None
            }
        }
    }

    fn bases(&mut self, file: usize, name: &tree::Name, wanted: &str) -> Option<Entry> {
        let bases = |entry| {
            matches!(
                entry,
                Entry::Protected(_)
                    | Entry::Ground(_)
                    | Entry::Fact(_)
                    | Entry::Factor(_)
                    | Entry::Record(_)
            )
        };
        self.find(file, name, bases, wanted)
    }

    /// The record of a fact, or of the elements of a list.
    pub(super) fn record_of(&self, fact: FactId) -> Option<RecordId> {
        let mut ty = self.hir.facts.get(fact)?.ty.present();
        if let Type::List(element) = ty {
            ty = element.present();
        }
        if let Type::Record(record) = ty { Some(*record) } else { None }
    }
}

/// What a path names.
pub(super) enum Named {
    /// Something with a name of its own.
    Thing(Entry),
    /// `convictions.offence`: a field of a fact's record, or of the elements of a list.
    Field(FactId, u32),
    /// `Conviction.offence`: that field wherever a fact has the record.
    FieldOf(RecordId, u32),
}
