//! What is open, in words: facts, elements of lists, judgements, questions.

use whereas_plan::{Book, Plan};
use whereas_value::id::FactId;
use whereas_value::types::Type;
use whereas_value::{Case, Given, Leaf, Partial, Stated};

use crate::grammar::{self, Grammar};
use crate::value;

/// What a leaf is called. The label of a yes or no is a sentence: it is called *whether* that is so.
#[must_use]
pub fn name(plan: &Plan, leaf: &Leaf) -> String {
    let (book, say) = (&plan.book, grammar::of(&plan.book));
    match leaf {
        Leaf::Fact(fact, path) => {
            let label = fact_label(book, *fact);
            match field(plan, *fact, path) {
                Some((field, ty)) => say.field_of(&asked(say, field, ty), &label),
                None => {
                    let ty = plan.meaning.facts.facts.get(*fact).map(|it| &it.ty);
                    asked(say, &label, ty.unwrap_or(&Type::Broken))
                }
            }
        }
        Leaf::Element { list, row, path } => {
            let label = fact_label(book, *list);
            let place = row.saturating_add(1);
            match field(plan, *list, path) {
                Some((field, ty)) => say.field_of_entry(&asked(say, field, ty), place, &label),
                None => say.entry(place, &label),
            }
        }
        Leaf::Others(list) => say.others(&fact_label(book, *list)),
        Leaf::Judgement(judgement) => book
            .judgements
            .get(*judgement)
            .map_or_else(String::new, |it| say.whether(&it.label.plain)),
        Leaf::Found(factor) => {
            book.factors.get(*factor).map_or_else(String::new, |it| it.label.plain.to_string())
        }
        Leaf::Question(question) => book
            .questions
            .get(*question)
            .map_or_else(String::new, |it| say.reading_of(&it.label.plain)),
    }
}

/// The label of what a leaf speaks of: of a field its own.
pub(crate) fn label(plan: &Plan, leaf: &Leaf) -> String {
    match leaf {
        Leaf::Fact(fact, path) => field(plan, *fact, path)
            .map_or_else(|| fact_label(&plan.book, *fact), |(label, _)| label.to_owned()),
        Leaf::Element { list, path, .. } => {
            field(plan, *list, path).map_or_else(String::new, |(label, _)| label.to_owned())
        }
        Leaf::Others(_) | Leaf::Judgement(_) | Leaf::Found(_) | Leaf::Question(_) => {
            name(plan, leaf)
        }
    }
}

/// A label as it is asked for.
fn asked(say: &dyn Grammar, label: &str, ty: &Type) -> String {
    if matches!(ty.present(), Type::Truth) { say.whether(label) } else { label.to_owned() }
}

fn fact_label(book: &Book, fact: FactId) -> String {
    book.facts.get(fact).map_or_else(String::new, |it| it.label.plain.to_string())
}

/// The label and type of the field at the end of a path.
fn field<'a>(plan: &'a Plan, fact: FactId, path: &[u32]) -> Option<(&'a str, &'a Type)> {
    let mut ty = &plan.meaning.facts.facts.get(fact)?.ty;
    let mut label = None;
    for place in path {
        let Type::Record(record) = ty.element() else { return None };
        let place = usize::try_from(*place).ok()?;
        label = plan.book.records.get(*record)?.fields.get(place);
        ty = plan.meaning.facts.records.get(*record)?.get(place)?;
    }
    label.map(|label| (label.label.plain.as_str(), ty))
}

/// The question that asks for a fact, if the policy words one.
#[must_use]
pub fn ask<'a>(book: &'a Book, leaf: &Leaf) -> Option<&'a str> {
    let (Leaf::Fact(fact, _) | Leaf::Element { list: fact, .. } | Leaf::Others(fact)) = leaf else {
        return None;
    };
    Some(book.facts.get(*fact)?.ask.as_ref()?.plain.as_str())
}

/// What the case states of a leaf, in words; `None` where it states nothing.
#[must_use]
pub fn stated(plan: &Plan, case: &Case, leaf: &Leaf) -> Option<String> {
    match leaf {
        Leaf::Fact(fact, path) => {
            let Stated::Given(given) = case.facts.get(*fact)? else { return None };
            let ty = &plan.meaning.facts.facts.get(*fact)?.ty;
            let ty = field(plan, *fact, path).map_or(ty, |(_, ty)| ty);
            value::given(&plan.book, ty, inside(given, path)?)
        }
        Leaf::Element { list, row, path } => {
            let Stated::Given(given) = case.facts.get(*list)? else { return None };
            let Some(Partial::List { elements, .. }) = &given.value else { return None };
            let element = elements.get(usize::try_from(*row).ok()?)?;
            let (_, ty) = field(plan, *list, path)?;
            value::given(&plan.book, ty, inside(element, path)?)
        }
        Leaf::Others(_) | Leaf::Judgement(_) | Leaf::Found(_) | Leaf::Question(_) => None,
    }
}

fn inside<'a>(given: &'a Given, path: &[u32]) -> Option<&'a Given> {
    path.iter().try_fold(given, |given, place| match &given.value {
        Some(Partial::Record(fields)) => fields.get(usize::try_from(*place).ok()?),
        _ => None,
    })
}
