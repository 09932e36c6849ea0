//! W0403: what is compared with a quantity is compared as the passage says.
//!
//! Certain is which side the limit itself falls on: "exceeds 5" and "does not exceed 5" agree in it, and "5 or
//! more" does not. So a clause that states the opposite condition is not told to be wrong.

use std::collections::BTreeSet;

use whereas_diagnostics::Diagnostic;

use super::Ctx;
use super::lexicon::Sign;
use super::mentions::Value;
use super::passages::Passages;
use super::uses::{How, Use};
use super::words;

/// Tells the comparisons that their passages make otherwise.
pub(super) fn report(ctx: &Ctx<'_>, passages: &Passages, found: &mut Vec<Diagnostic>) {
    for (clause, cited) in ctx.cites.enumerate() {
        let Some(own) = ctx.uses.clauses.get(clause) else { continue };
        let mut told = BTreeSet::new();
        for it in &own.uses {
            let Some((at, mention)) = disagreeing(it, cited, passages) else { continue };
            let Some(passage) = passages.all.get(at) else { continue };
            let place = passage.signs.get(mention).copied().flatten();
            let (Some(place), Some(sign)) = (place, passage.sign(mention)) else { continue };
            let span = match it.comparison {
                Some((span, _)) => span,
                None => super::quantities::written(ctx, clause, it).unwrap_or(it.span),
            };
            if told.insert((span, place)) {
                let wanted = wanted(it.how, sign);
                let date = matches!(
                    passage.said.mentions.get(mention).map(|it| &it.value),
                    Some(Value::Day(_))
                );
                found.extend(words::other_comparison(ctx.sources, it, span, place, wanted, date));
            }
        }
    }
}

/// The sign the clause should have: its own direction, with the limit where the passage has it.
const fn wanted(how: How, said: Sign) -> Option<Sign> {
    match how {
        How::Sign(own) => Some(own.other_limit()),
        How::Equal => Some(said),
        How::Plain | How::Cap(_) => None,
    }
}

/// A mention of the quantity with comparing words that disagree, where none agrees.
fn disagreeing(it: &Use, cited: &[usize], passages: &Passages) -> Option<(usize, usize)> {
    if it.how == How::Plain {
        return None;
    }
    let mut first = None;
    for at in cited {
        let passage = passages.all.get(*at)?;
        let (same, shifted) = passage.find(it);
        if !shifted.is_empty() {
            return None;
        }
        for mention in same {
            let said = passage.said.mentions.get(mention)?;
            let sign = said.sign.as_ref().map(|(sign, _)| *sign);
            let agrees = match (it.how, sign) {
                (How::Plain, _) => true,
                // What the passage says without any comparing word may be what is meant.
                (How::Equal | How::Cap(_), None) => true,
                (How::Sign(_), None) => continue,
                (How::Equal, Some(_)) => false,
                // `within` of a date that is moved by a length of time says too little on the last day.
                (How::Sign(_), Some(_)) if said.span && it.embedded => continue,
                (How::Sign(own), Some(said)) => own.limit_is_above() == said.limit_is_above(),
                (How::Cap(own), Some(said @ (Sign::AtLeast | Sign::AtMost))) => {
                    own.is_upward() == said.is_upward()
                }
                (How::Cap(_), Some(Sign::More | Sign::Less)) => true,
            };
            if agrees {
                return None;
            }
            first = first.or(Some((*at, mention)));
        }
    }
    first
}
