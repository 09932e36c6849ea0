//! W0408: what is rounded is rounded as the passage says.
//!
//! Told only where the passages have one way to round and the clause has one: "rounded up to the next dollar" beside
//! `rounded to 0 places down`. "Rounded up" alone may speak of the middle, so that half up agrees with it.

use std::collections::BTreeSet;

use whereas_diagnostics::Diagnostic;
use whereas_value::rounding::Rounding;

use super::Ctx;
use super::lexicon::Way;
use super::passages::Passages;
use super::words;

/// Tells the roundings that go another way than their passages.
pub(super) fn report(ctx: &Ctx<'_>, passages: &Passages, found: &mut Vec<Diagnostic>) {
    for (clause, cited) in ctx.cites.enumerate() {
        let own = ctx.uses.clauses.get(clause).map_or(&[][..], |own| &own.rounded);
        let [(span, rounding)] = own else { continue };
        let mut ways = BTreeSet::new();
        let mut place = None;
        for passage in cited.iter().filter_map(|at| passages.all.get(*at)) {
            for (way, range) in &passage.said.roundings {
                ways.insert(*way);
                place = Some(passage.place(range));
            }
        }
        let (Some(way), 1, Some(place)) = (ways.first(), ways.len(), place) else { continue };
        if !agrees(*way, *rounding) {
            found.extend(words::other_rounding(ctx.sources, *span, place, (*way, *rounding)));
        }
    }
}

/// Whether a passage that says this may mean that. Amounts below nothing are rare, so that `down` may be said of
/// what goes toward zero.
const fn agrees(way: Way, own: Rounding) -> bool {
    match own {
        Rounding::Up | Rounding::AwayFromZero => matches!(way, Way::Up | Way::AlwaysUp),
        Rounding::Down | Rounding::TowardZero => matches!(way, Way::Down | Way::AlwaysDown),
        Rounding::HalfUp | Rounding::HalfAwayFromZero => matches!(way, Way::Up | Way::Nearest),
        Rounding::HalfDown | Rounding::HalfTowardZero => matches!(way, Way::Down | Way::Nearest),
        Rounding::HalfEven => matches!(way, Way::Nearest),
    }
}
