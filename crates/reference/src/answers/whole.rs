//! The view of a whole set, made of the answers of its values.

use std::collections::BTreeSet;

use whereas_value::answer::{Missing, Rest, SetView};
use whereas_value::{Abstract, Answer, Causes, Status, Values};

use super::status;
use crate::known;
use crate::tables::{Seen, strict};

/// `whole(d)`: the view of a set, made of the answers of its values.
pub(super) fn whole<'s>(values: impl Iterator<Item = &'s Answer> + Clone) -> Answer {
    let each: Vec<Seen> = values
        .clone()
        .map(|answer| Seen::of(answer.outcome.causes, answer.outcome.values.clone()))
        .collect();
    let causes: Causes = strict(&each);
    let view = if each.iter().any(Seen::valueless) {
        None
    } else {
        let mut view = SetView { definite: 0, possible: 0 };
        for (place, seen) in (0..).zip(&each) {
            if seen.may_yes() {
                view.possible |= known::bit(place);
                if !seen.may_no() {
                    view.definite |= known::bit(place);
                }
            }
        }
        Some(view)
    };
    let outcome = Abstract { causes, values: Values::Set(view) };
    let open: Vec<&Answer> = values.clone().filter(|answer| !answer.outcome.is_single()).collect();
    let mut missing: Vec<Missing> = Vec::new();
    let (mut awaits, mut questions) = (Vec::new(), Vec::new());
    if !outcome.is_single() {
        for answer in &open {
            for fact in &answer.missing {
                if !missing.iter().any(|other| other.leaf == fact.leaf) {
                    let alone_decides = fact.alone_decides && open.len() == 1;
                    missing.push(Missing { leaf: fact.leaf.clone(), alone_decides });
                }
            }
            awaits.extend(
                answer
                    .awaits
                    .iter()
                    .filter(|leaf| !awaits.contains(*leaf))
                    .cloned()
                    .collect::<Vec<_>>(),
            );
            questions.extend(
                answer
                    .questions
                    .iter()
                    .filter(|q| !questions.contains(*q))
                    .copied()
                    .collect::<Vec<_>>(),
            );
        }
    }
    let status = status(&outcome, &awaits, &questions);
    let rests: BTreeSet<Rest> = if status == Status::Decided {
        values.flat_map(|answer| answer.rests_on.iter().copied()).collect()
    } else {
        BTreeSet::new()
    };
    let rests_on = rests.into_iter().collect();
    Answer {
        status,
        outcome,
        missing,
        awaits,
        questions,
        rests_on,
        trace: Vec::new(),
        under: Vec::new(),
        waits: Vec::new(),
    }
}
