//! A case in which what an answer names as missing is known, whatever it turns out to be.

use whereas_hir::Hir;
use whereas_reference::Fixed;
use whereas_value::answer::{Answer, Leaf};
use whereas_value::case::{Case, Given, Partial, Stated};
use whereas_value::{Number, TextSet, Type};

use super::{bounds, draw, fields, findings, interval, size_of};
use crate::random::Random;

/// The case with all that the answer names settled, and what is settled beside it: readings of open questions, found
/// factors, and judgements that have a finding which cannot be used yet. None where a list is not complete whatever is
/// stated of it.
#[must_use]
pub fn settle(
    hir: &Hir,
    case: &Case,
    answer: &Answer,
    random: &mut Random,
) -> Option<(Case, Fixed)> {
    let mut fixed = Fixed::default();
    for id in &answer.questions {
        let readings = hir.questions.get(*id)?.readings.len();
        fixed.questions.insert(*id, u32::try_from(random.below(readings)).unwrap_or(0));
    }
    let mut next = case.clone();
    for missing in &answer.missing {
        let fact = match &missing.leaf {
            Leaf::Fact(fact, _) | Leaf::Element { list: fact, .. } | Leaf::Others(fact) => *fact,
            Leaf::Judgement(_) | Leaf::Found(_) | Leaf::Question(_) => return None,
        };
        let it = hir.facts.get(fact)?;
        let any =
            Given { value: Some(Partial::Any), may_be_absent: matches!(it.ty, Type::Optional(_)) };
        let slot = next.facts.get_mut(fact)?;
        let given = match slot {
            Stated::LeftOut | Stated::Asked => any,
            Stated::Given(given) => given.clone(),
        };
        let ends = bounds(hir, fact);
        let settled = match &missing.leaf {
            Leaf::Fact(_, path) => at_path(hir, &it.ty, ends, &given, path, random)?,
            Leaf::Element { row, path, .. } => {
                let (Some(Partial::List { mut elements, complete }), Type::List(of)) =
                    (given.value, &it.ty)
                else {
                    return None;
                };
                let element = elements.get_mut(usize::try_from(*row).ok()?)?;
                *element = at_path(hir, of, (None, None), element, path, random)?;
                Given::present(Partial::List { elements, complete })
            }
            _ if it.complete_only_when.is_some() => return None,
            _ => match given.value {
                Some(Partial::List { elements, .. }) => {
                    Given::present(Partial::List { elements, complete: true })
                }
                _ => Given::present(Partial::List { elements: Vec::new(), complete: true }),
            },
        };
        *slot = Stated::Given(settled);
    }
    for leaf in &answer.awaits {
        let judgement = match leaf {
            Leaf::Judgement(judgement) => judgement,
            Leaf::Found(factor) => {
                fixed.found.insert(*factor, random.chance(50));
                continue;
            }
            Leaf::Fact(..) | Leaf::Element { .. } | Leaf::Others(_) | Leaf::Question(_) => continue,
        };
        let finding = findings::sound(hir, *judgement, &next.findings, random, case.as_of);
        if next.findings.iter().any(|other| other.judgement == *judgement && !other.draft) {
            let ty = &hir.judgements.get(*judgement)?.ty;
            let value = whereas_reference::finding_value(hir, ty, finding.value.as_ref()?);
            fixed.judgements.insert(*judgement, value);
        } else {
            next.findings.push(finding);
        }
    }
    Some((next, fixed))
}

/// What is given, single at a path of fields.
fn at_path(
    hir: &Hir,
    ty: &Type,
    ends: (Option<Number>, Option<Number>),
    given: &Given,
    path: &[u32],
    random: &mut Random,
) -> Option<Given> {
    let Some((first, rest)) = path.split_first() else {
        return Some(single(hir, ty, ends, given, random));
    };
    let types = fields(hir, ty);
    let mut own = match &given.value {
        None => return Some(Given::absent()),
        Some(Partial::Record(own)) => own.clone(),
        Some(_) => types
            .iter()
            .map(|ty| Given {
                value: Some(Partial::Any),
                may_be_absent: matches!(ty, Type::Optional(_)),
            })
            .collect(),
    };
    let place = usize::try_from(*first).ok()?;
    let field = own.get_mut(place)?;
    *field = at_path(hir, types.get(place)?, (None, None), field, rest, random)?;
    Some(Given { value: Some(Partial::Record(own)), may_be_absent: given.may_be_absent })
}

fn single(
    hir: &Hir,
    ty: &Type,
    ends: (Option<Number>, Option<Number>),
    given: &Given,
    random: &mut Random,
) -> Given {
    let Some(value) = &given.value else { return Given::absent() };
    if given.may_be_absent && random.chance(30) {
        return Given::absent();
    }
    // Whether a record exists at all is one thing, what is in it another.
    if let Partial::Record(_) = value {
        return Given::present(value.clone());
    }
    Given::present(match value {
        Partial::Any if matches!(ty.present(), Type::Record(_)) => {
            let any = |ty: &Type| Given {
                value: Some(Partial::Any),
                may_be_absent: matches!(ty, Type::Optional(_)),
            };
            Partial::Record(fields(hir, ty).iter().map(any).collect())
        }
        Partial::Any => {
            draw::given(hir, ty.present(), ends, random, 100).value.unwrap_or(Partial::Any)
        }
        Partial::Truth { may_no, may_yes } => {
            let yes = *may_yes && (!may_no || random.chance(50));
            Partial::Truth { may_no: !yes, may_yes: yes }
        }
        Partial::Choice(bits) => {
            let ones: Vec<u64> = (0..size_of(hir, ty).min(63))
                .map(|place| 1 << place)
                .filter(|bit| bits & bit != 0)
                .collect();
            Partial::Choice(random.pick(&ones).copied().unwrap_or(*bits))
        }
        Partial::Number(within) => match (within.lo(), within.hi()) {
            (Some(lo), Some(hi)) => {
                let one = draw::between(ty.present(), lo, hi, random);
                Partial::Number(interval(one.clone(), one))
            }
            _ => value.clone(),
        },
        Partial::Text(TextSet::OneOf(texts)) => {
            let all: Vec<_> = texts.iter().cloned().collect();
            Partial::Text(
                random.pick(&all).map_or_else(|| TextSet::Any, |one| TextSet::single(one.clone())),
            )
        }
        Partial::Text(TextSet::Any) => Partial::Text(TextSet::single("ab")),
        Partial::Set { may_in, may_out } => {
            let inside = may_in & (!may_out | random.next());
            Partial::Set { may_in: inside, may_out: may_out & !inside }
        }
        Partial::Record(_) | Partial::List { .. } => value.clone(),
    })
}
