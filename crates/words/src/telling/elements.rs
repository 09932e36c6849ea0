//! Of conditions over several parts: which of the parts hold, and which elements of a list made it so.

use whereas_eval::cell::Truth;
use whereas_eval::trace::Told;
use whereas_plan::program::{Figure, Form, OverKind, Working};
use whereas_value::Abstract;
use whereas_value::id::FactId;

use super::{Reason, Teller, figures, parts};

/// How many elements are told with why.
const TOLD: usize = 3;
/// How many elements are named.
const NAMED: usize = 6;

/// `at least 2 of (C, D, …)`: how each of them came out.
pub(super) fn at_least(teller: Teller<'_>, count: u32, of: &[u32], told: &Told) -> Reason {
    let say = teller.say();
    let mut all = Reason::default();
    let mut texts = Vec::new();
    for part in of {
        let Some(part) = teller.machine.told_at(teller.store, *part, &told.at) else { continue };
        let reasons = parts(teller, &part);
        let several = reasons.len() > 1;
        let mut said = Vec::new();
        for reason in reasons {
            said.push(reason.text);
            all.presumes.extend(reason.presumes);
            all.not_shown.extend(reason.not_shown);
        }
        let said = said.join("; ");
        texts.push(if several { format!("({said})") } else { said });
    }
    let holds = match told.truth {
        Truth::YES => Some(true),
        Truth::NO => Some(false),
        _ => None,
    };
    all.text = say.at_least_of(count, holds, &texts.join("; "));
    all
}

/// Behind a condition over a list: the elements that made it so, and why.
pub(super) fn put(teller: Teller<'_>, form: &Form, told: &Told, reason: &mut Reason) {
    if teller.bare {
        return;
    }
    let (list, filter, has) = match form {
        Form::Any { list, filter, .. } => (*list, *filter, None),
        Form::Every { list, filter, has, .. } => (*list, *filter, Some(*has)),
        Form::And(_) | Form::Or(_) | Form::Not(_) | Form::Atom(_) | Form::AtLeast { .. } => return,
    };
    let truth = |condition: Option<u32>, at: &[u32]| {
        condition.map_or(Truth::YES, |it| teller.machine.condition_truth(teller.store, it, at))
    };
    // What an element has to be for the whole to be as it is.
    let counts = |at: &[u32]| {
        let (filter, has) = (truth(filter, at), has.map(|has| truth(Some(has), at)));
        match (told.truth, has) {
            (Truth::YES, None) => filter == Truth::YES,
            (Truth::NO, None) => true,
            (_, None) => filter != Truth::NO,
            (Truth::NO, Some(has)) => filter == Truth::YES && has == Truth::NO,
            (Truth::YES, Some(_)) => filter == Truth::YES,
            (_, Some(has)) => filter != Truth::NO && has != Truth::YES,
        }
    };
    let elements: Vec<(u32, Vec<u32>)> =
        teller.machine.elements_of(list, &told.at).filter(|(_, at)| counts(at)).collect();
    // Where it takes all of them, they are told only where they are few.
    let all = (told.truth == Truth::NO) == has.is_none();
    if elements.is_empty() || all && elements.len() > TOLD {
        return;
    }
    let say = teller.say();
    let mut texts = Vec::new();
    for (row, at) in elements.iter().take(TOLD) {
        let asked = [filter, has].into_iter().flatten();
        // What it was chosen by is no reason where another thing settles it.
        let asked = asked.filter(|condition| match has {
            Some(has) => *condition == has || truth(Some(*condition), at) != Truth::YES,
            None => true,
        });
        let mut because = Vec::new();
        for condition in asked {
            let told = teller.machine.told_at(teller.store, condition, at);
            for part in told.map_or_else(Vec::new, |told| parts(teller, &told)) {
                because.push(part.text);
                reason.presumes.extend(part.presumes);
                reason.not_shown.extend(part.not_shown);
            }
        }
        let name = say.numbers(&[row.saturating_add(1)]);
        texts.push(if because.is_empty() {
            name
        } else {
            format!("{name}: {}", because.join("; "))
        });
    }
    if let Some(more @ 1..) = elements.len().checked_sub(TOLD) {
        texts.push(say.and_others(more));
    }
    reason.text.push_str(&format!(" ({})", texts.join("; ")));
}

/// The elements of a list from which a value comes: `numbers 1 and 3`.
pub(super) fn of_value(
    teller: Teller<'_>,
    figure: &Figure,
    at: &[u32],
    outcome: &Abstract,
) -> Option<String> {
    let Working::Over { list, filter, item, kind } = figure.form else { return None };
    let say = teller.say();
    let counting = counting(teller, list, filter, at);
    let number = |row: &u32| row.saturating_add(1);
    match kind {
        OverKind::Count if counting.is_empty() || counting.len() > NAMED => None,
        OverKind::Count => {
            let rows: Vec<u32> = counting.iter().map(|(row, _)| number(row)).collect();
            Some(say.numbers(&rows))
        }
        OverKind::Sum => {
            let item = item.filter(|_| !counting.is_empty() && counting.len() <= NAMED)?;
            let each = counting.iter().map(|(row, at)| {
                let value = figures::value_of(teller, item, at);
                let value = value.map_or_else(String::new, |value| format!(" ({value})"));
                format!("{}{value}", say.numbers(&[number(row)]))
            });
            Some(crate::grammar::all_of(say, &each.collect::<Vec<_>>()))
        }
        OverKind::Smallest | OverKind::Largest => {
            let item = teller.machine.figure(item?)?;
            // Of what is picked by another value, the value itself does not tell which it is.
            let of = |at: &[u32]| teller.machine.figure_value(teller.store, item, at);
            let rows = counting.iter().filter(|(_, at)| of(at) == *outcome);
            let rows: Vec<u32> = rows.map(|(row, _)| number(row)).collect();
            (!rows.is_empty() && rows.len() <= NAMED).then(|| say.numbers(&rows))
        }
    }
}

/// The elements of a list that surely count.
fn counting(
    teller: Teller<'_>,
    list: FactId,
    filter: Option<u32>,
    at: &[u32],
) -> Vec<(u32, Vec<u32>)> {
    let counts = |at: &[u32]| {
        filter.is_none_or(|filter| {
            teller.machine.condition_truth(teller.store, filter, at) == Truth::YES
        })
    };
    teller.machine.elements_of(list, at).filter(|(_, at)| counts(at)).collect()
}
