//! A case as far as an example of the language can state it, and the lines that do.

use whereas_hir::Hir;
use whereas_value::case::{Basis, Case, Given, Partial, Stated};
use whereas_value::{Interval, TextSet, Type};

use super::{fields, words};

/// The case without what has no words: a value that may be absent, an open set, events that may be missing, a weighed
/// field.
#[must_use]
pub fn sayable(hir: &Hir, case: &Case) -> Case {
    let mut said = case.clone();
    said.events_complete = true;
    for (fact, stated) in hir.facts.iter().zip(said.facts.iter_mut()) {
        if let Stated::Given(given) = stated {
            match plain(hir, &fact.ty, given) {
                Given { value: Some(Partial::Any), .. } => *stated = Stated::Asked,
                given => *stated = Stated::Given(given),
            }
        }
    }
    for finding in &mut said.findings {
        let named = |basis: &Basis| {
            matches!(basis, Basis::Fact(_) | Basis::Ground(_) | Basis::Protected(_))
        };
        finding.also_weighing.retain(named);
        finding.resting_on.retain(named);
        finding.because = finding.because.trim().into();
    }
    said
}

fn plain(hir: &Hir, ty: &Type, given: &Given) -> Given {
    let unknown =
        Given { value: Some(Partial::Any), may_be_absent: matches!(ty, Type::Optional(_)) };
    let Some(value) = &given.value else { return Given::absent() };
    let value = match (value, ty.present()) {
        (Partial::Any | Partial::Truth { may_no: true, may_yes: true }, _) => return unknown,
        (Partial::Text(TextSet::Any), _) => return unknown,
        (Partial::Set { may_in, may_out }, _) => {
            Partial::Set { may_in: *may_in, may_out: may_out & !may_in }
        }
        (Partial::Record(given), ty) => {
            let types = fields(hir, ty);
            let given = types.iter().zip(given).map(|(ty, given)| plain(hir, ty, given));
            let said = Partial::Record(given.collect());
            match said.clone().in_order().filter(|_| ty.record() == hir.period) {
                Some(period) => period,
                None if ty.record() == hir.period => return unknown,
                None => said,
            }
        }
        (Partial::List { elements, complete }, Type::List(of)) => {
            let elements = elements.iter().map(|given| plain(hir, of, given)).collect();
            Partial::List { elements, complete: *complete }
        }
        (other, _) => other.clone(),
    };
    Given::present(value)
}

/// The lines of a sayable case, but for its day.
#[must_use]
pub fn lines(hir: &Hir, case: &Case) -> Vec<String> {
    let all = words(hir, case);
    all.lines().skip(1).map(str::to_owned).collect()
}

/// A single value as it is written: none where no literal says it.
#[must_use]
pub fn single(hir: &Hir, ty: &Type, partial: &Partial) -> Option<String> {
    if let Partial::Number(interval) = partial {
        let number = interval.as_single()?;
        number.places()?;
        return Some(super::words::value(
            hir,
            ty,
            &Given::present(Partial::Number(Interval::single(number.clone()))),
        ));
    }
    Some(super::words::value(hir, ty, &Given::present(partial.clone())))
}
