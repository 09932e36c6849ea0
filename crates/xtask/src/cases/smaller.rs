//! Cases that say a little less, or say it more simply: for finding the smallest that still shows a difference.

use whereas_value::case::{Case, Given, Partial, Stated};

/// The cases one step smaller, the greatest steps first.
#[must_use]
pub fn smaller(case: &Case) -> Vec<Case> {
    let mut out = Vec::new();
    let with = |change: &dyn Fn(&mut Case)| {
        let mut next = case.clone();
        change(&mut next);
        next
    };
    for at in 0..case.findings.len() {
        out.push(with(&|next| {
            next.findings.remove(at);
        }));
    }
    for at in 0..case.events.len() {
        out.push(with(&|next| {
            next.events.remove(at);
        }));
    }
    for (id, stated) in case.facts.enumerate() {
        let replaced = |other: Stated| {
            let mut next = case.clone();
            if let Some(slot) = next.facts.get_mut(id) {
                *slot = other;
            }
            next
        };
        match stated {
            Stated::LeftOut => {}
            Stated::Asked => out.push(replaced(Stated::LeftOut)),
            Stated::Given(given) => {
                out.push(replaced(Stated::LeftOut));
                out.extend(simpler(given).into_iter().map(|given| replaced(Stated::Given(given))));
            }
        }
    }
    for at in 0..case.findings.len() {
        for part in 0..4 {
            out.push(with(&|next| {
                if let Some(finding) = next.findings.get_mut(at) {
                    match part {
                        0 => finding.weighing.clear(),
                        1 => finding.also_weighing.clear(),
                        2 => finding.resting_on.truncate(1),
                        _ => finding.draft = false,
                    }
                }
            }));
        }
    }
    if !case.events_complete {
        out.push(with(&|next| next.events_complete = true));
    }
    out.retain(|next| next != case);
    out
}

fn simpler(given: &Given) -> Vec<Given> {
    let Some(value) = &given.value else { return Vec::new() };
    let mut out = Vec::new();
    if given.may_be_absent {
        out.push(Given { may_be_absent: false, ..given.clone() });
    }
    match value {
        Partial::List { elements, complete } => {
            for at in 0..elements.len() {
                let mut fewer = elements.clone();
                fewer.remove(at);
                out.push(Given::present(Partial::List { elements: fewer, complete: *complete }));
                for simple in elements.get(at).map(simpler).unwrap_or_default() {
                    let mut other = elements.clone();
                    if let Some(slot) = other.get_mut(at) {
                        *slot = simple;
                    }
                    out.push(Given::present(Partial::List {
                        elements: other,
                        complete: *complete,
                    }));
                }
            }
            if !complete {
                out.push(Given::present(Partial::List {
                    elements: elements.clone(),
                    complete: true,
                }));
            }
        }
        Partial::Record(fields) => {
            for (at, field) in fields.iter().enumerate() {
                let mut others = simpler(field);
                others
                    .push(Given { value: Some(Partial::Any), may_be_absent: field.may_be_absent });
                for simple in others {
                    let mut other = fields.clone();
                    if let Some(slot) = other.get_mut(at) {
                        *slot = simple;
                    }
                    let next = Given {
                        value: Some(Partial::Record(other)),
                        may_be_absent: given.may_be_absent,
                    };
                    if next != *given {
                        out.push(next);
                    }
                }
            }
        }
        Partial::Any
        | Partial::Truth { .. }
        | Partial::Choice(_)
        | Partial::Number(_)
        | Partial::Text(_)
        | Partial::Set { .. } => {}
    }
    out
}
