//! The words that name a thing of a policy in a finding's own words.
//!
//! Reads labels and names; produces phrases. A protected characteristic is named by its label in any language and by
//! its name. Whatever else may never count is named by its labels, and by a name of two words or more: a name of one
//! word is often a common word of the language that means something else.

use ecow::EcoString;
use whereas_hir::Hir;
use whereas_hir::clause::Barred;
use whereas_hir::vocabulary::{self, Named};
use whereas_value::{Label, Phrase, Type};

/// What names a protected characteristic.
pub fn of_protected(protected: &Named) -> Vec<Phrase> {
    Phrase::of_labels(&protected.label).chain(Phrase::of_label(&protected.name)).collect()
}

/// What names something that may never count; of a fact or a field, also what names a part of it.
pub fn of_barred(hir: &Hir, barred: &Barred) -> Vec<Phrase> {
    let mut found = Vec::new();
    match barred {
        // It is a defect in every finding.
        Barred::Protected(_) => {}
        Barred::Ground(id) => {
            if let Some(ground) = hir.grounds.get(*id) {
                thing(&ground.label, &ground.name, &mut found);
            }
        }
        Barred::Factor(id) => {
            if let Some(factor) = hir.factors.get(*id) {
                thing(&factor.label, &factor.name, &mut found);
            }
        }
        Barred::Fact(id) => {
            if let Some(fact) = hir.facts.get(*id) {
                thing(&fact.label, &fact.name, &mut found);
                parts(hir, &fact.ty, &mut found);
            }
        }
        Barred::Field(id, place) => {
            if let Some(fact) = hir.facts.get(*id)
                && let Type::Record(record) = fact.ty.element()
                && let Some(field) = vocabulary::field(&hir.records, *record, *place)
            {
                thing(&field.label, &ecow::eco_format!("{}.{}", fact.name, field.name), &mut found);
                parts(hir, &field.ty, &mut found);
            }
        }
        Barred::FieldOf(record, place) => {
            if let Some(field) = vocabulary::field(&hir.records, *record, *place) {
                found.extend(Phrase::of_labels(&field.label));
                parts(hir, &field.ty, &mut found);
            }
        }
    }
    found
}

fn thing(label: &Label, name: &EcoString, found: &mut Vec<Phrase>) {
    found.extend(Phrase::of_labels(label));
    found.extend(Phrase::of_label(name).filter(|name| name.len() > 1));
}

/// The labels of all fields of a record, or of the elements of a list, near or far.
fn parts(hir: &Hir, ty: &Type, found: &mut Vec<Phrase>) {
    let (mut todo, mut seen) = (vec![ty], std::collections::BTreeSet::new());
    while let Some(ty) = todo.pop() {
        if let Type::Record(record) = ty.element()
            && seen.insert(*record)
        {
            for field in hir.records.get(*record).into_iter().flat_map(|record| &record.fields) {
                found.extend(Phrase::of_labels(&field.label));
                todo.push(&field.ty);
            }
        }
    }
}
