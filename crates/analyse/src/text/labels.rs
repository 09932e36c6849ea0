//! What a clause says in words rather than in rules: labels, notices, bounds, dates of the documents.
//!
//! A passage that speaks of "a sentence of five years" may be encoded as a fact with that label; then the five
//! years are used.

use std::collections::BTreeSet;

use whereas_hir::vocabulary::Field;
use whereas_value::id::{ClauseId, IndexVec};
use whereas_value::label::Label;
use whereas_value::types::Type;

use super::Ctx;
use super::dates::Day;
use super::lexicon::Lexicon;
use super::mentions::read;
use super::passages::{Key, Passages, keys};
use super::uses::Quantity;

type Keys = Vec<Key>;

/// Marks what the labels of a clause, and of what it reads, say.
pub(super) fn mark(ctx: &Ctx<'_>, passages: &mut Passages, lexicon: &Lexicon) {
    let hir = ctx.hir;
    let said = |label: &Label| -> Keys { spoken(&label.plain, lexicon) };
    let facts: IndexVec<_, Keys> = hir
        .facts
        .iter()
        .map(|fact| {
            let mut all = said(&fact.label);
            let bounds = [&fact.least, &fact.most, &fact.presumed];
            all.extend(
                bounds.into_iter().flatten().filter_map(Quantity::of).flat_map(|it| of(&it)),
            );
            all.extend(fields(ctx, &fact.ty).flat_map(|field| said(&field.label)));
            all
        })
        .collect();
    let judgements: IndexVec<_, Keys> = hir.judgements.iter().map(|it| said(&it.label)).collect();
    let questions: IndexVec<_, Keys> = hir
        .questions
        .iter()
        .map(|it| {
            let readings = it.readings.iter().flat_map(|reading| said(&reading.label));
            said(&it.label).into_iter().chain(readings).collect()
        })
        .collect();
    let mut own: IndexVec<ClauseId, Keys> =
        hir.clauses.iter().map(|clause| clause.notices.iter().flat_map(said).collect()).collect();
    let named = hir.factors.iter().map(|it| (it.clause, &it.label));
    let named = named.chain(hir.duties.iter().map(|it| (it.clause, &it.label)));
    let named = named.chain(hir.permissions.iter().map(|it| (it.clause, &it.label)));
    let named = named.chain(hir.guarantees.iter().map(|it| (it.clause, &it.label)));
    for (clause, label) in named {
        if let Some(keys) = own.get_mut(clause) {
            keys.extend(said(label));
        }
    }
    let mut documents: Keys = Vec::new();
    let dated = hir.sources.iter().filter_map(|it| it.dated);
    for date in dated.chain(hir.policies.iter().filter_map(|it| it.issued)) {
        documents.push(Key::Day(Day::Full(date)));
    }
    let documents: BTreeSet<Key> = documents.into_iter().collect();
    for (clause, cited) in ctx.cites.enumerate() {
        let Some(uses) = ctx.uses.clauses.get(clause).filter(|_| !cited.is_empty()) else {
            continue;
        };
        let mut all: Keys = own.get(clause).cloned().unwrap_or_default();
        all.extend(uses.facts.iter().filter_map(|id| facts.get(*id)).flatten().cloned());
        all.extend(uses.judgements.iter().filter_map(|id| judgements.get(*id)).flatten().cloned());
        all.extend(uses.questions.iter().filter_map(|id| questions.get(*id)).flatten().cloned());
        for (choice, value, _) in &uses.values {
            let named = hir.choices.get(*choice).and_then(|it| it.values.get(*value as usize));
            all.extend(named.into_iter().flat_map(|it| said(&it.label)));
        }
        for at in cited {
            let Some(passage) = passages.all.get_mut(*at) else { continue };
            for key in all.iter().chain(&documents) {
                passage.mark_key(key);
            }
        }
    }
}

fn spoken(text: &str, lexicon: &Lexicon) -> Keys {
    read(text, lexicon).mentions.iter().flat_map(keys).collect()
}

/// The fields of the records of a type.
fn fields<'c>(ctx: &Ctx<'c>, ty: &Type) -> impl Iterator<Item = &'c Field> {
    let record = ty.element().record().and_then(|record| ctx.hir.records.get(record));
    record.into_iter().flat_map(|it| &it.fields)
}

/// The keys of a quantity of the policy.
fn of(quantity: &Quantity) -> Keys {
    match quantity {
        Quantity::Number(number) => {
            vec![Key::Written(number.clone()), Key::Percent(number.clone())]
        }
        Quantity::Money(amount, _) => vec![Key::Money(amount.clone())],
        Quantity::Date(date) => vec![Key::Day(Day::Full(*date))],
        Quantity::Days(number) => vec![Key::Days(number.clone())],
        Quantity::Months(number) => vec![Key::Months(number.clone())],
        Quantity::Minutes(number) => vec![Key::Minutes(number.clone())],
    }
}
