//! A case as an example of the policy would state it.

use whereas_hir::Hir;
use whereas_value::case::{Basis, Case, Finding, Given, Partial, Stated};
use whereas_value::{Date, Interval, TextSet, Type};

use super::fields;

/// The lines of a case.
#[must_use]
pub fn words(hir: &Hir, case: &Case) -> String {
    let mut out = format!("as of {}\n", case.as_of);
    for (id, stated) in case.facts.enumerate() {
        let Some(fact) = hir.facts.get(id) else { continue };
        match stated {
            Stated::LeftOut => {}
            Stated::Asked => out.push_str(&format!("given {} is unknown\n", fact.name)),
            Stated::Given(given) => match &given.value {
                Some(Partial::List { elements, complete: false }) => {
                    let elements: Vec<String> =
                        elements.iter().map(|one| value(hir, element(&fact.ty), one)).collect();
                    out.push_str(&format!(
                        "given {} includes [{}]\n",
                        fact.name,
                        elements.join(", ")
                    ));
                }
                _ => out.push_str(&format!(
                    "given {} is {}\n",
                    fact.name,
                    value(hir, &fact.ty, given)
                )),
            },
        }
    }
    for finding in &case.findings {
        out.push_str(&found(hir, finding));
    }
    for event in &case.events {
        let kind = hir.events.get(event.kind).map(|kind| kind.name.as_str()).unwrap_or_default();
        out.push_str(&format!("event {kind} on {}", event.on));
        if let Some(by) = event.by.and_then(|by| hir.actors.get(by)) {
            out.push_str(&format!(" by {}", by.name));
        }
        if let Some(about) = &event.about {
            out.push_str(&format!(" about \"{about}\""));
        }
        out.push('\n');
    }
    if !case.events_complete {
        out.push_str("events incomplete\n");
    }
    out
}

const fn element(ty: &Type) -> &Type {
    if let Type::List(of) = ty { of } else { ty }
}

fn found(hir: &Hir, finding: &Finding) -> String {
    let judgement = hir.judgements.get(finding.judgement);
    let name = judgement.map(|it| it.name.as_str()).unwrap_or_default();
    let mut out = format!("found {name}");
    match (&finding.value, judgement) {
        (Some(partial), Some(it)) => {
            out.push_str(&format!(" is {}", value(hir, &it.ty, &Given::present(partial.clone()))));
        }
        _ => out.push_str(" as draft"),
    }
    if let Some(by) = finding.by.and_then(|by| hir.actors.get(by)) {
        out.push_str(&format!(" by {}", by.name));
    }
    if let Some(on) = finding.on {
        out.push_str(&format!(" on {on}"));
    }
    out.push_str(&format!(" because \"{}\"", finding.because));
    let weighed = finding.weighing.iter().map(|one| {
        let name = hir.factors.get(one.factor).map(|it| it.name.as_str()).unwrap_or_default();
        format!("{name} {}", if one.present { "present" } else { "not shown" })
    });
    let weighed: Vec<String> =
        weighed.chain(finding.also_weighing.iter().map(|one| basis(hir, one))).collect();
    if !weighed.is_empty() {
        out.push_str(&format!(" weighing {}", weighed.join(", ")));
    }
    let resting: Vec<String> = finding.resting_on.iter().map(|one| basis(hir, one)).collect();
    if !resting.is_empty() {
        out.push_str(&format!(" resting on {}", resting.join(", ")));
    }
    out.push('\n');
    out
}

fn basis(hir: &Hir, basis: &Basis) -> String {
    let fact = |id| hir.facts.get(id).map(|it| it.name.to_string()).unwrap_or_default();
    match basis {
        Basis::Ground(id) => hir.grounds.get(*id).map(|it| it.name.to_string()).unwrap_or_default(),
        Basis::Fact(id) => fact(*id),
        Basis::Protected(id) => {
            hir.protected.get(*id).map(|it| it.name.to_string()).unwrap_or_default()
        }
        Basis::Field(id, field) => format!("{}.field{field}", fact(*id)),
        Basis::Factor(id) => hir.factors.get(*id).map(|it| it.name.to_string()).unwrap_or_default(),
        Basis::Other(words) => format!("\"{words}\""),
    }
}

pub(super) fn value(hir: &Hir, ty: &Type, given: &Given) -> String {
    let Some(partial) = &given.value else { return "absent".to_owned() };
    let mut out = part(hir, ty.present(), partial);
    let optional = matches!(ty, Type::Optional(_));
    if *partial == Partial::Any {
        if optional && !given.may_be_absent {
            out.push_str(" and not absent");
        }
    } else if given.may_be_absent {
        out.push_str(" or absent");
    }
    out
}

fn part(hir: &Hir, ty: &Type, partial: &Partial) -> String {
    match partial {
        Partial::Any => "unknown".to_owned(),
        Partial::Truth { may_no, may_yes } => match (may_no, may_yes) {
            (true, true) => "yes or no",
            (false, true) => "yes",
            (true, false) => "no",
            (false, false) => "nothing",
        }
        .to_owned(),
        Partial::Choice(bits) => one_of(names(hir, ty, *bits)),
        Partial::Number(interval) => number(ty, interval),
        Partial::Text(TextSet::Any) => "any text".to_owned(),
        Partial::Text(TextSet::OneOf(texts)) => {
            one_of(texts.iter().map(|text| format!("\"{text}\"")).collect())
        }
        Partial::Set { may_in, may_out } => {
            let inside = format!("{{ {} }}", names(hir, ty, may_in & !may_out).join(", "));
            let perhaps = names(hir, ty, may_in & may_out).join(", ");
            if perhaps.is_empty() { inside } else { format!("{inside} perhaps {{ {perhaps} }}") }
        }
        Partial::Record(given) => {
            let Type::Record(record) = ty else { return "a record".to_owned() };
            let types = fields(hir, ty);
            if let (true, Some([from, to])) = (hir.period == Some(*record), days(given)) {
                return format!(
                    "{} through {}",
                    number(&Type::Date, from),
                    number(&Type::Date, to)
                );
            }
            let fields =
                hir.records.get(*record).map(|it| it.fields.as_slice()).unwrap_or_default();
            let said: Vec<String> = fields
                .iter()
                .zip(&types)
                .zip(given)
                .map(|((field, ty), given)| format!("{}: {}", field.name, value(hir, ty, given)))
                .collect();
            format!("{{ {} }}", said.join(", "))
        }
        Partial::List { elements, complete } => {
            let said: Vec<String> =
                elements.iter().map(|one| value(hir, element(ty), one)).collect();
            format!("[{}]{}", said.join(", "), if *complete { "" } else { " and perhaps others" })
        }
    }
}

/// The two days of a period, where both are known.
fn days(given: &[Given]) -> Option<[&Interval; 2]> {
    let day = |given: &Given| match &given.value {
        Some(Partial::Number(day)) if day.is_single() => Some(()),
        _ => None,
    };
    let [from, to] = given else { return None };
    day(from).and(day(to))?;
    match (&from.value, &to.value) {
        (Some(Partial::Number(from)), Some(Partial::Number(to))) => Some([from, to]),
        _ => None,
    }
}

fn names(hir: &Hir, ty: &Type, bits: u64) -> Vec<String> {
    let (Type::Choice(choice) | Type::Set(choice)) = ty else { return Vec::new() };
    let values = hir.choices.get(*choice).map(|it| it.values.as_slice()).unwrap_or_default();
    values
        .iter()
        .enumerate()
        .filter(|(place, _)| {
            bits & 1_u64.checked_shl(u32::try_from(*place).unwrap_or(64)).unwrap_or(0) != 0
        })
        .map(|(_, value)| value.name.to_string())
        .collect()
}

fn one_of(mut names: Vec<String>) -> String {
    match names.len() {
        1 => names.pop().unwrap_or_default(),
        _ => format!("one of ({})", names.join(", ")),
    }
}

fn number(ty: &Type, interval: &Interval) -> String {
    let say = |number: &whereas_value::Number| match (ty, number.to_i64()) {
        (Type::Date, Some(days)) => {
            Date::from_days(days).map_or_else(|| days.to_string(), |day| day.to_string())
        }
        (Type::Money { currency, per: None }, _) => format!("{number} {currency}"),
        (Type::Money { currency, per: Some(_) }, _) => format!("{number} {currency} a month"),
        (Type::Days, _) => format!("{number} days"),
        (Type::Months, _) => format!("{number} months"),
        _ => number.to_string(),
    };
    let end = |end: Option<&whereas_value::Number>| end.map_or_else(|| "any".to_owned(), say);
    match interval.as_single() {
        Some(one) => say(one),
        None => format!("between {} and {}", end(interval.lo()), end(interval.hi())),
    }
}
