//! W0404: what a rule gives stands on the line of the passage that has its condition.
//!
//! Reads lists and tables of passages. Told only where the amount stands on another line, and the line of the
//! condition has another amount of that kind.

use std::collections::{BTreeMap, BTreeSet};

use whereas_diagnostics::Diagnostic;
use whereas_value::id::RuleId;

use super::Ctx;
use super::passages::{Passage, Passages};
use super::uses::{ClauseUses, How, Use};
use super::words;

/// Tells the amounts that were taken from another line.
pub(super) fn report(ctx: &Ctx<'_>, passages: &Passages, found: &mut Vec<Diagnostic>) {
    for (clause, cited) in ctx.cites.enumerate() {
        let Some(own) = ctx.uses.clauses.get(clause) else { continue };
        let lists: Vec<&Passage> = cited
            .iter()
            .filter_map(|at| passages.all.get(*at))
            .filter(|it| it.said.items.len() > 1)
            .collect();
        if lists.is_empty() {
            continue;
        }
        let mut given: BTreeMap<RuleId, Vec<&Use>> = BTreeMap::new();
        let mut asked: BTreeMap<RuleId, Vec<&Use>> = BTreeMap::new();
        for it in &own.uses {
            match it.rule {
                Some((rule, true)) if it.how == How::Plain && !it.calculated => {
                    given.entry(rule).or_default().push(it);
                }
                Some((rule, false)) => asked.entry(rule).or_default().push(it),
                Some((_, true)) | None => {}
            }
        }
        for (rule, given) in given {
            let [given] = given.as_slice() else { continue };
            let asked = asked.get(&rule).map_or(&[][..], Vec::as_slice);
            for passage in &lists {
                let Some(lines) = lines_of(ctx, own, rule, asked, passage) else { continue };
                let asked: BTreeSet<usize> = asked
                    .iter()
                    .flat_map(|it| {
                        let (same, shifted) = passage.find(it);
                        same.into_iter().chain(shifted)
                    })
                    .collect();
                found.extend(other_line(ctx, given, passage, &lines, &asked));
            }
        }
    }
}

/// The one line, or the few, that have all that the rule asks for.
fn lines_of(
    ctx: &Ctx<'_>,
    own: &ClauseUses,
    rule: RuleId,
    asked: &[&Use],
    passage: &Passage,
) -> Option<BTreeSet<u32>> {
    let mut lines: Option<BTreeSet<u32>> = None;
    let mut narrow = |these: BTreeSet<u32>| {
        if !these.is_empty() {
            lines = Some(match lines.take() {
                Some(lines) => lines.intersection(&these).copied().collect(),
                None => these,
            });
        }
    };
    for it in asked {
        let (same, shifted) = passage.find(it);
        narrow(items(passage, same.into_iter().chain(shifted)));
    }
    for (choice, value, _) in own.values.iter().filter(|it| it.2 == Some(rule)) {
        let Some(named) =
            ctx.hir.choices.get(*choice).and_then(|it| it.values.get(*value as usize))
        else {
            continue;
        };
        let label = named.label.plain.to_lowercase();
        let words: Vec<&str> = label.split_whitespace().filter(|it| it.len() > 2).collect();
        let phrase = words.join(" ");
        if phrase.is_empty() {
            continue;
        }
        let has = |line: &&(u32, String)| format!(" {} ", line.1).contains(&format!(" {phrase} "));
        narrow(passage.said.items.iter().filter(has).map(|it| it.0).collect());
    }
    lines.filter(|it| !it.is_empty())
}

fn items(passage: &Passage, mentions: impl Iterator<Item = usize>) -> BTreeSet<u32> {
    mentions
        .filter_map(|at| passage.said.mentions.get(at))
        .map(|it| it.item)
        .filter(|item| *item > 0)
        .collect()
}

fn other_line(
    ctx: &Ctx<'_>,
    given: &Use,
    passage: &Passage,
    lines: &BTreeSet<u32>,
    asked: &BTreeSet<usize>,
) -> Option<Diagnostic> {
    let (same, _) = passage.find(given);
    let own = items(passage, same.iter().copied());
    let all_in_lines =
        same.iter().all(|at| passage.said.mentions.get(*at).is_some_and(|it| it.item > 0));
    if own.is_empty() || !all_in_lines || !own.is_disjoint(lines) {
        return None;
    }
    // Every line of the condition has an amount of its own.
    let mut meant = None;
    for line in lines {
        let of_kind = |(at, it): &(usize, &super::mentions::Mention)| {
            it.item == *line
                && !asked.contains(at)
                && words::literal(&it.value, &given.quantity).is_some()
        };
        let here: Vec<_> = passage.said.mentions.iter().enumerate().filter(of_kind).collect();
        let [here] = here.as_slice() else { return None };
        meant = Some(*here);
    }
    let (at, mention) = meant?;
    let wrong = same.first().and_then(|at| passage.places.get(*at)).copied()?;
    let right = passage.places.get(at).copied()?;
    let fix = words::literal(&mention.value, &given.quantity).filter(|_| lines.len() == 1);
    words::other_line(ctx.sources, given.span, wrong, right, fix)
}
