//! W0401 and W0402: the quantities of a clause are in its passages, and those of a passage in some clause.
//!
//! Where a clause has one quantity that its passages do not have, and they one of the same kind that no clause
//! uses, the two are one finding: the one was meant.

use std::collections::{BTreeMap, BTreeSet};

use whereas_diagnostics::Diagnostic;
use whereas_source::Span;
use whereas_value::date::Date;
use whereas_value::id::{ClauseId, ParameterId, TermId};
use whereas_value::number::Number;

use super::Ctx;
use super::mentions::Value;
use super::passages::Passages;
use super::uses::{Origin, Quantity, Use};
use super::words;

/// How many terms, of terms, of a clause are followed.
const MOST_TERMS: usize = 64;

/// A quantity that no cited passage has.
pub(super) struct Unsaid {
    clause: ClauseId,
    quantity: Quantity,
    parameter: Option<ParameterId>,
    /// Every place of it in the clause.
    spans: Vec<Span>,
    /// Whether these places hold it and nothing else.
    alone: bool,
}

/// Marks what the clauses use of their passages; what they use beyond these is returned.
pub(super) fn mark(ctx: &Ctx<'_>, passages: &mut Passages) -> Vec<Unsaid> {
    let of_terms = by_term(ctx);
    let mut unsaid: BTreeMap<(ClauseId, Quantity), Unsaid> = BTreeMap::new();
    let mut parameters: BTreeMap<(ParameterId, Quantity), (bool, ClauseId, Vec<Span>)> =
        BTreeMap::new();
    for (clause, cited) in ctx.cites.enumerate() {
        let Some(own) = ctx.uses.clauses.get(clause) else { continue };
        for it in &own.uses {
            let mut found = false;
            for at in cited {
                let Some(passage) = passages.all.get_mut(*at) else { continue };
                let (same, shifted) = passage.find(it);
                found |= !same.is_empty() || !shifted.is_empty();
                for mention in same.into_iter().chain(shifted) {
                    passage.mark(mention);
                }
            }
            let whole = ctx.whole.get(clause).copied().unwrap_or(false);
            match it.origin {
                Origin::Parameter(parameter) => {
                    let key = (parameter, it.quantity.clone());
                    let entry = parameters.entry(key).or_insert((false, clause, Vec::new()));
                    entry.0 |= found || !whole;
                    entry.2.push(it.span);
                }
                Origin::Literal | Origin::Force => {
                    if !found && whole && !is_trivial(it) && !counted(it, cited, passages) {
                        let span = match it.origin {
                            Origin::Force => written(ctx, clause, it).unwrap_or(it.span),
                            Origin::Literal
                            | Origin::Parameter(_)
                            | Origin::ParameterDay
                            | Origin::Term => it.span,
                        };
                        let entry = unsaid.entry((clause, it.quantity.clone())).or_insert(Unsaid {
                            clause,
                            quantity: it.quantity.clone(),
                            parameter: None,
                            spans: Vec::new(),
                            alone: true,
                        });
                        entry.alone &= it.alone || it.origin == Origin::Force;
                        entry.spans.push(span);
                    }
                }
                Origin::Term | Origin::ParameterDay => {}
            }
        }
        // What the terms say that it reads, wherever they stand.
        for term in reached(ctx, clause) {
            for it in of_terms.get(&term).into_iter().flatten() {
                for at in cited {
                    let Some(passage) = passages.all.get_mut(*at) else { continue };
                    let (same, shifted) = passage.find(it);
                    for mention in same.into_iter().chain(shifted) {
                        passage.mark(mention);
                    }
                }
            }
        }
    }
    let mut all: Vec<Unsaid> = unsaid.into_values().collect();
    for ((parameter, quantity), (found, clause, spans)) in parameters {
        if !found {
            let parameter = Some(parameter);
            all.push(Unsaid { clause, quantity, parameter, spans, alone: false });
        }
    }
    all
}

fn by_term<'c>(ctx: &'c Ctx<'_>) -> BTreeMap<TermId, Vec<&'c Use>> {
    let mut of_terms: BTreeMap<TermId, Vec<&Use>> = BTreeMap::new();
    for it in ctx.uses.clauses.iter().flat_map(|clause| &clause.uses) {
        if let Some(term) = it.term {
            of_terms.entry(term).or_default().push(it);
        }
    }
    of_terms
}

/// The terms that a clause reads, and those they read.
fn reached(ctx: &Ctx<'_>, clause: ClauseId) -> BTreeSet<TermId> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<TermId> =
        ctx.uses.clauses.get(clause).into_iter().flat_map(|it| it.terms.iter().copied()).collect();
    while let Some(term) = open.pop().filter(|_| seen.len() < MOST_TERMS) {
        if seen.insert(term) {
            open.extend(ctx.uses.terms.get(term).into_iter().flatten().copied());
        }
    }
    seen
}

/// Nothing and one, and what only turns one scale into another.
fn is_trivial(it: &Use) -> bool {
    match &it.quantity {
        Quantity::Number(number) => {
            number.is_zero()
                || *number == Number::ONE
                || (it.calculated && *number == Number::from(100))
                || (!it.parts.is_empty()
                    && *number == Number::ratio(1, 100).unwrap_or(Number::ZERO))
        }
        Quantity::Money(amount, _) => amount.is_zero(),
        Quantity::Days(number) => number.is_zero() || (it.calculated && *number == Number::ONE),
        Quantity::Months(number) | Quantity::Minutes(number) => number.is_zero(),
        Quantity::Date(date) => *date == Date::MIN || *date == Date::MAX,
    }
}

/// Whether a day is counted from another by a length of time, both in the cited passages.
fn counted(it: &Use, cited: &[usize], passages: &mut Passages) -> bool {
    let Quantity::Date(date) = it.quantity else { return false };
    let mut days = Vec::new();
    let mut lengths = Vec::new();
    for at in cited {
        if let Some(passage) = passages.all.get(*at) {
            days.extend(passage.days().into_iter().map(|(mention, day)| (*at, mention, day)));
            lengths
                .extend(passage.lengths().into_iter().map(|(mention, days)| (*at, mention, days)));
        }
    }
    for (day_at, day, first) in &days {
        let apart = first.days_until(date);
        for (at, length, days) in &lengths {
            // The first day may count, or not.
            if apart == *days
                || apart.saturating_add(1) == *days
                || apart.saturating_add(*days) == 0
            {
                for (at, mention) in [(day_at, day), (at, length)] {
                    if let Some(passage) = passages.all.get_mut(*at) {
                        passage.mark(*mention);
                    }
                }
                return true;
            }
        }
    }
    false
}

/// Where a clause writes a day of its force: that day, or with `through` the day before.
pub(super) fn written(ctx: &Ctx<'_>, clause: ClauseId, it: &Use) -> Option<Span> {
    let Quantity::Date(date) = it.quantity else { return None };
    let body = ctx.map.clause_bodies.get(clause)?;
    let text = ctx.sources.text(*body)?;
    let rules = text.split("\n  example ").next().unwrap_or(text);
    let days = [Some(date), date.plus_days(-1).ok()];
    days.into_iter().flatten().find_map(|day| {
        let day = day.to_string();
        let start = body.start.saturating_add(u32::try_from(rules.find(&day)?).ok()?);
        Some(Span::new(body.file, start, start.saturating_add(u32::try_from(day.len()).ok()?)))
    })
}

/// A kind of quantity: what could have been meant by another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Family {
    Date,
    Money,
    Length,
    Number,
}

const fn family(quantity: &Quantity) -> Family {
    match quantity {
        Quantity::Date(_) => Family::Date,
        Quantity::Money(..) => Family::Money,
        Quantity::Days(_) | Quantity::Months(_) | Quantity::Minutes(_) => Family::Length,
        Quantity::Number(_) => Family::Number,
    }
}

const fn of_value(value: &Value) -> Family {
    match value {
        Value::Day(_) => Family::Date,
        Value::Money(..) => Family::Money,
        Value::Days(_) | Value::Months(_) | Value::Minutes(_) => Family::Length,
        Value::Bare(_) | Value::Percent(_) => Family::Number,
    }
}

/// Tells what is in a clause and not in its passages, and the other way round.
pub(super) fn report(
    ctx: &Ctx<'_>,
    passages: &mut Passages,
    unsaid: Vec<Unsaid>,
    found: &mut Vec<Diagnostic>,
) {
    let mut counts: BTreeMap<(ClauseId, Family), usize> = BTreeMap::new();
    for it in &unsaid {
        let count = counts.entry((it.clause, family(&it.quantity))).or_default();
        *count = count.saturating_add(1);
    }
    for it in unsaid {
        let kind = family(&it.quantity);
        let cited = ctx.cites.get(it.clause).map_or(&[][..], Vec::as_slice);
        let mut unused: Vec<(usize, usize)> = unused(passages, cited).into_iter().collect();
        unused.retain(|(at, mention)| {
            let said = passages.all.get(*at).and_then(|it| it.said.mentions.get(*mention));
            said.is_some_and(|it| of_value(&it.value) == kind)
        });
        let alone = counts.get(&(it.clause, kind)) == Some(&1);
        let meant = match unused.as_slice() {
            [one] if alone => Some(*one),
            _ => None,
        };
        if let Some((at, mention)) = meant
            && let Some(passage) = passages.all.get_mut(at)
        {
            passage.mark(mention);
        }
        let meant = meant.and_then(|(at, mention)| {
            let passage = passages.all.get(at)?;
            Some((passage.said.mentions.get(mention)?, *passage.places.get(mention)?))
        });
        let headings: Vec<Span> =
            cited.iter().filter_map(|at| passages.all.get(*at)).map(|it| it.heading).collect();
        let parameter = it.parameter.and_then(|id| {
            Some((ctx.hir.parameters.get(id)?.name.as_str(), *ctx.map.parameters.get(id)?))
        });
        let places = words::Places { spans: &it.spans, alone: it.alone, headings: &headings };
        found.extend(words::not_in_passage(ctx.sources, &it.quantity, places, parameter, meant));
    }
    for (clause, cited) in ctx.cites.enumerate() {
        let Some(place) = ctx.map.clauses.get(clause).copied() else { continue };
        let open = unused(passages, cited);
        let mut told: BTreeMap<&Value, Vec<Span>> = BTreeMap::new();
        for at in cited {
            let Some(passage) = passages.all.get(*at) else { continue };
            for (mention, said) in passage.said.mentions.iter().enumerate() {
                if open.contains(&(*at, passage.group(mention))) {
                    told.entry(&said.value)
                        .or_default()
                        .extend(passage.places.get(mention).copied());
                }
            }
        }
        for spans in told.values() {
            found.extend(words::not_in_clause(ctx.sources, place, spans));
        }
        for (at, mention) in open {
            if let Some(passage) = passages.all.get_mut(at) {
                passage.mark(mention);
            }
        }
    }
}

/// What no clause uses of these passages: one mention for all that say the same.
fn unused(passages: &Passages, cited: &[usize]) -> BTreeSet<(usize, usize)> {
    let mut found = BTreeSet::new();
    for at in cited {
        let Some(passage) = passages.all.get(*at).filter(|it| !it.commentary) else { continue };
        for (mention, said) in passage.said.mentions.iter().enumerate() {
            if said.strong && !passage.is_used(mention) {
                found.insert((*at, passage.group(mention)));
            }
        }
    }
    found
}
