//! A case for a policy, at random.

use whereas_hir::Hir;
use whereas_value::case::{Case, Event, Given, Partial, Stated};
use whereas_value::id::{ActorId, EventKindId, FactId};
use whereas_value::{Id, Interval, Number, TextSet, Type};

use super::{bounds, fields, findings, interval, plus, size_of, window};
use crate::random::Random;

/// A case of this policy; known for the most part, half, or little.
#[must_use]
pub fn draw(hir: &Hir, random: &mut Random) -> Case {
    let known = random.pick(&[20, 50, 80]).copied().unwrap_or(50);
    let as_of = window(i64::try_from(random.between(0, 7)).unwrap_or(0));
    let facts = hir.facts.ids().map(|fact| stated(hir, fact, random, known)).collect();
    let findings = findings::draw(hir, random, as_of);
    let events = if hir.events.is_empty() || random.chance(40) {
        Vec::new()
    } else {
        (0..random.between(1, 4)).map(|_| event(hir, random)).collect()
    };
    Case { as_of, facts, findings, events, events_complete: random.chance(75) }
}

/// What happened, about the days of the window.
pub(super) fn event(hir: &Hir, random: &mut Random) -> Event {
    let on = window(i64::try_from(random.between(0, 9)).unwrap_or(0) - 3);
    let by = random.chance(60).then(|| ActorId::from_index(random.below(hir.actors.len())));
    let about = random.chance(60).then(|| random.word(&["ab", "cd"]).into());
    Event { kind: EventKindId::from_index(random.below(hir.events.len())), on, by, about }
}

fn stated(hir: &Hir, fact: FactId, random: &mut Random, known: usize) -> Stated {
    let Some(it) = hir.facts.get(fact) else { return Stated::LeftOut };
    let (least, most) = bounds(hir, fact);
    match random.below(100) {
        percent if percent < known => Stated::Given(given(hir, &it.ty, (least, most), random, 85)),
        percent if percent < known + 15 => {
            Stated::Given(given(hir, &it.ty, (least, most), random, 30))
        }
        percent if percent < 97 => Stated::LeftOut,
        _ => Stated::Asked,
    }
}

/// A value of a type, single with so many chances in a hundred.
pub(super) fn given(
    hir: &Hir,
    ty: &Type,
    bounds: (Option<Number>, Option<Number>),
    random: &mut Random,
    single: usize,
) -> Given {
    let optional = matches!(ty, Type::Optional(_));
    if optional && random.chance(25) {
        return Given::absent();
    }
    let may_be_absent = optional && !random.chance(single);
    Given { value: Some(partial(hir, ty.present(), bounds, random, single)), may_be_absent }
}

fn partial(
    hir: &Hir,
    ty: &Type,
    (least, most): (Option<Number>, Option<Number>),
    random: &mut Random,
    single: usize,
) -> Partial {
    match ty {
        Type::Truth => {
            let yes = random.chance(50);
            Partial::Truth { may_no: !yes, may_yes: yes }
        }
        Type::Choice(_) => Partial::Choice(some_bits(size_of(hir, ty), random, single)),
        Type::Integer
        | Type::Number
        | Type::Money { .. }
        | Type::Date
        | Type::Days
        | Type::Months
        | Type::Minutes
        | Type::NumberIn(_) => {
            let low = least.unwrap_or_else(|| lowest(ty));
            let high = most.unwrap_or_else(|| plus(&low, 3));
            let one = between(ty, &low, &high, random);
            if random.chance(single) {
                return Partial::Number(Interval::single(one));
            }
            Partial::Number(interval(one, between(ty, &low, &high, random)))
        }
        Type::Text => {
            let one: ecow::EcoString = random.word(&["ab", "cd", "ef", "gh"]).into();
            if random.chance(single) {
                return Partial::Text(TextSet::single(one));
            }
            Partial::Text(TextSet::one_of([one, random.word(&["ab", "cd", "ef"]).into()]))
        }
        Type::Set(_) => {
            let all = mask(size_of(hir, ty));
            let inside = random.next() & all;
            let open = if random.chance(single) { 0 } else { random.next() & all };
            Partial::Set { may_in: inside | open, may_out: (all & !inside) | open }
        }
        Type::Record(_) => record(hir, ty, random, single),
        Type::List(of) => {
            let count = random.pick(&[0, 1, 1, 2, 2, 3]).copied().unwrap_or(1);
            let single = if random.chance(50) { 95 } else { 45 };
            let elements = (0..count)
                .map(|_| match of.present() {
                    Type::Record(_) => Given::present(record(hir, of, random, single)),
                    _ => given(hir, of, (None, None), random, single),
                })
                .collect();
            Partial::List { elements, complete: random.chance(55) }
        }
        Type::Optional(inner) => partial(hir, inner, (least, most), random, single),
        Type::Broken => Partial::Any,
    }
}

/// A record; a period by its days as they come, or the other way round where they would end before they begin.
fn record(hir: &Hir, ty: &Type, random: &mut Random, single: usize) -> Partial {
    let drawn = Partial::Record(each_field(hir, ty, random, single));
    if ty.record() != hir.period {
        return drawn;
    }
    let turned = match &drawn {
        Partial::Record(days) => Partial::Record(days.iter().rev().cloned().collect()),
        _ => Partial::Any,
    };
    drawn.in_order().or_else(|| turned.in_order()).unwrap_or(Partial::Any)
}

fn each_field(hir: &Hir, ty: &Type, random: &mut Random, single: usize) -> Vec<Given> {
    fields(hir, ty)
        .iter()
        .map(|field| {
            if random.chance(single) || random.chance(40) {
                given(hir, field, (None, None), random, single)
            } else {
                let optional = matches!(field, Type::Optional(_));
                Given { value: Some(Partial::Any), may_be_absent: optional && random.chance(70) }
            }
        })
        .collect()
}

pub(super) fn mask(size: u32) -> u64 {
    1_u64.checked_shl(size).map_or(u64::MAX, |bit| bit - 1)
}

fn some_bits(size: u32, random: &mut Random, single: usize) -> u64 {
    let one = 1_u64 << random.below(usize::try_from(size.max(1)).unwrap_or(1));
    if random.chance(single) {
        return one;
    }
    one | (random.next() & mask(size))
}

fn lowest(ty: &Type) -> Number {
    if matches!(ty, Type::Date) {
        Number::from(i64::from(window(1).days()))
    } else {
        Number::from(0)
    }
}

/// One of the values between two, ends in: a whole one where the type has only these.
pub(super) fn between(ty: &Type, low: &Number, high: &Number, random: &mut Random) -> Number {
    let span = high.checked_sub(low).ok().and_then(|span| span.floor()).unwrap_or(0).clamp(0, 20);
    let whole = random.below(usize::try_from(span).unwrap_or(0) + 1);
    let mut number = plus(low, i64::try_from(whole).unwrap_or(0));
    if !ty.is_discrete() && random.chance(35) {
        let part = if matches!(ty, Type::Money { .. }) {
            Number::ratio(1, 2)
        } else {
            Number::ratio(1, 4)
        };
        let more = part.and_then(|part| number.checked_add(&part));
        if let Some(more) = more.ok().filter(|more| more <= high) {
            number = more;
        }
    }
    number
}
