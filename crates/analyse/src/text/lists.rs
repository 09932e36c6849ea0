//! W0405: all of a list where the passage says any of it, or the other way round.
//!
//! Told only where the passages say one of the two and the clause has one condition that does the other.

use std::collections::BTreeSet;

use whereas_diagnostics::Diagnostic;

use super::Ctx;
use super::lexicon::Whole;
use super::passages::Passages;
use super::uses::Joined;
use super::words;

/// Tells the conditions that join otherwise than their passages.
pub(super) fn report(ctx: &Ctx<'_>, passages: &Passages, found: &mut Vec<Diagnostic>) {
    for (clause, cited) in ctx.cites.enumerate() {
        let Some(own) = ctx.uses.clauses.get(clause) else { continue };
        let Some(joined) = one_way(&own.joined).filter(|_| !own.turned) else { continue };
        // Several rules are a way to say any; a list of several values as well.
        let several = own.roots > 2 || own.values.len() > 1;
        let mut ways = BTreeSet::new();
        let mut place = None;
        for passage in cited.iter().filter_map(|at| passages.all.get(*at)) {
            for (whole, range) in &passage.said.listings {
                ways.insert(*whole == Whole::All);
                place = Some(passage.place(range));
            }
        }
        let said_all = match ways.iter().collect::<Vec<_>>().as_slice() {
            [one] => **one,
            _ => continue,
        };
        if let Some(place) = place.filter(|_| said_all != joined.all && !several) {
            found.extend(words::all_or_any(ctx.sources, joined.span, place, said_all));
        }
    }
}

/// The widest condition, where all of the clause's join one way.
fn one_way(joined: &[Joined]) -> Option<Joined> {
    let first = joined.first()?;
    let widest = joined.iter().max_by_key(|it| it.span.end.saturating_sub(it.span.start))?;
    joined.iter().all(|it| it.all == first.all).then_some(*widest)
}
