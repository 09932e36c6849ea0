//! Learning: a case in which more is known, and nothing that was known is otherwise.

use whereas_hir::Hir;
use whereas_hir::expr::Literal;
use whereas_value::case::{Case, Given, Partial, Stated};
use whereas_value::id::FactId;
use whereas_value::{Interval, Number, TextSet, Type};

use super::{bounds, draw, fields, findings, size_of};
use crate::random::Random;

/// A case whose worlds are among those of `case`, once the presumptions are applied.
///
/// A presumed fact is left alone, or stated as presumed; a judgement with a burden is left alone, or found *no*.
#[must_use]
pub fn refine(hir: &Hir, case: &Case, random: &mut Random) -> Case {
    let percent = random.pick(&[25, 50, 75]).copied().unwrap_or(50);
    let mut next = case.clone();
    for (id, stated) in hir.facts.ids().zip(next.facts.iter_mut()) {
        if random.chance(percent) {
            *stated = fact(hir, id, stated, random);
        }
    }
    for judgement in hir.judgements.ids() {
        let found =
            next.findings.iter().any(|finding| finding.judgement == judgement && !finding.draft);
        if !found && random.chance(percent) {
            let mut finding = findings::sound(hir, judgement, &next.findings, random, case.as_of);
            if hir.judgements.get(judgement).is_some_and(|it| it.burden.is_some()) {
                finding.value = Some(Partial::Truth { may_no: true, may_yes: false });
            }
            next.findings.push(finding);
        }
    }
    if !case.events_complete && !hir.events.is_empty() && random.chance(percent) {
        if random.chance(50) {
            next.events.push(draw::event(hir, random));
        }
        next.events_complete = random.chance(60);
    }
    next
}

fn fact(hir: &Hir, id: FactId, stated: &Stated, random: &mut Random) -> Stated {
    let Some(it) = hir.facts.get(id) else { return stated.clone() };
    if let Some(presumed) = it.presumed.as_ref().and_then(single) {
        let holds = match stated {
            Stated::LeftOut | Stated::Asked => true,
            Stated::Given(given) => {
                given.value.as_ref().is_some_and(|value| contains(value, &presumed))
            }
        };
        if holds {
            return if random.chance(50) {
                stated.clone()
            } else {
                Stated::Given(Given::present(presumed))
            };
        }
    }
    let all =
        Given { value: Some(Partial::Any), may_be_absent: matches!(it.ty, Type::Optional(_)) };
    let given = match stated {
        Stated::LeftOut | Stated::Asked => &all,
        Stated::Given(given) => given,
    };
    Stated::Given(narrower(hir, &it.ty, bounds(hir, id), given, random))
}

/// A presumed fact stated with some value within what the case says, whatever is presumed. Lists are left alone.
#[must_use]
pub fn restated(hir: &Hir, id: FactId, stated: &Stated, random: &mut Random) -> Stated {
    let Some(it) = hir.facts.get(id) else { return stated.clone() };
    let all =
        Given { value: Some(Partial::Any), may_be_absent: matches!(it.ty, Type::Optional(_)) };
    let given = match stated {
        Stated::LeftOut | Stated::Asked => &all,
        Stated::Given(given) => given,
    };
    Stated::Given(narrower(hir, &it.ty, bounds(hir, id), given, random))
}

fn single(literal: &Literal) -> Option<Partial> {
    Some(match literal {
        Literal::Truth(yes) => Partial::Truth { may_no: !yes, may_yes: *yes },
        Literal::Choice { value, .. } => Partial::Choice(1_u64.checked_shl(*value)?),
        Literal::Text(text) => Partial::Text(TextSet::single(text.clone())),
        other => Partial::Number(Interval::single(super::number_of(other)?)),
    })
}

fn contains(stated: &Partial, one: &Partial) -> bool {
    match (stated, one) {
        (Partial::Any, _) => true,
        (Partial::Truth { may_no, may_yes }, Partial::Truth { may_no: no, may_yes: yes }) => {
            (!no || *may_no) && (!yes || *may_yes)
        }
        (Partial::Choice(bits), Partial::Choice(one)) => bits & one == *one,
        (Partial::Number(interval), Partial::Number(one)) => interval.includes(one),
        (Partial::Text(texts), Partial::Text(one)) => {
            one.as_single().is_some_and(|text| texts.contains(text))
        }
        _ => false,
    }
}

/// Something within what is given.
fn narrower(
    hir: &Hir,
    ty: &Type,
    bounds: (Option<Number>, Option<Number>),
    given: &Given,
    random: &mut Random,
) -> Given {
    let Some(value) = &given.value else { return given.clone() };
    if given.may_be_absent && random.chance(30) {
        return Given::absent();
    }
    let may_be_absent = given.may_be_absent && random.chance(30);
    Given { value: Some(partial(hir, ty.present(), bounds, value, random)), may_be_absent }
}

fn partial(
    hir: &Hir,
    ty: &Type,
    (least, most): (Option<Number>, Option<Number>),
    value: &Partial,
    random: &mut Random,
) -> Partial {
    match value {
        Partial::Any => match ty {
            Type::Record(_) => {
                let all: Vec<Given> = fields(hir, ty)
                    .iter()
                    .map(|field| Given {
                        value: Some(Partial::Any),
                        may_be_absent: matches!(field, Type::Optional(_)),
                    })
                    .collect();
                partial(hir, ty, (None, None), &Partial::Record(all), random)
            }
            Type::List(_) => partial(
                hir,
                ty,
                (None, None),
                &Partial::List { elements: Vec::new(), complete: false },
                random,
            ),
            _ => draw::given(hir, ty, (least, most), random, 75).value.unwrap_or(Partial::Any),
        },
        Partial::Truth { may_no: true, may_yes: true } => {
            let yes = random.chance(50);
            Partial::Truth { may_no: !yes, may_yes: yes }
        }
        Partial::Truth { .. } => value.clone(),
        Partial::Choice(bits) => Partial::Choice(some_of(*bits, size_of(hir, ty), random)),
        Partial::Number(interval) => {
            let (Some(lo), Some(hi)) = (interval.lo(), interval.hi()) else { return value.clone() };
            let a = draw::between(ty, lo, hi, random);
            let b = if random.chance(70) { a.clone() } else { draw::between(ty, lo, hi, random) };
            Partial::Number(super::interval(a, b))
        }
        Partial::Text(texts) => match texts {
            TextSet::Any => Partial::Text(TextSet::single("ab")),
            TextSet::OneOf(all) => {
                let all: Vec<_> = all.iter().cloned().collect();
                random.pick(&all).map_or_else(
                    || value.clone(),
                    |one| Partial::Text(TextSet::single(one.clone())),
                )
            }
        },
        Partial::Set { may_in, may_out } => {
            let both = may_in & may_out;
            let inside = random.next() & both;
            Partial::Set {
                may_in: (may_in & !both) | inside,
                may_out: (may_out & !both) | (both & !inside),
            }
        }
        Partial::Record(given) => {
            let fields = fields(hir, ty);
            let narrow = |(field, given): (&Type, &Given), random: &mut Random| {
                if random.chance(50) {
                    narrower(hir, field, (None, None), given, random)
                } else {
                    given.clone()
                }
            };
            Partial::Record(fields.iter().zip(given).map(|both| narrow(both, random)).collect())
        }
        Partial::List { elements, complete } => list(hir, ty, elements, *complete, random),
    }
}

fn list(hir: &Hir, ty: &Type, elements: &[Given], complete: bool, random: &mut Random) -> Partial {
    let Type::List(of) = ty else { return Partial::List { elements: elements.to_vec(), complete } };
    let mut next: Vec<Given> = elements
        .iter()
        .map(|given| {
            if random.chance(50) {
                narrower(hir, of, (None, None), given, random)
            } else {
                given.clone()
            }
        })
        .collect();
    if !complete && random.chance(40) {
        let any =
            Given { value: Some(Partial::Any), may_be_absent: matches!(**of, Type::Optional(_)) };
        next.push(narrower(hir, of, (None, None), &any, random));
    }
    Partial::List { elements: next, complete: complete || random.chance(50) }
}

fn some_of(bits: u64, size: u32, random: &mut Random) -> u64 {
    let kept = bits & random.next() & draw::mask(size);
    if kept != 0 {
        return kept;
    }
    let ones: Vec<u64> =
        (0..size.min(63)).map(|place| 1 << place).filter(|bit| bits & bit != 0).collect();
    random.pick(&ones).copied().unwrap_or(bits)
}
