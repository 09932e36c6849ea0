//! What makes a finding formally good: maker, date, reasons, what it rests on and what it names. It is static: the
//! world has no say in it.

use whereas_plan::facts::{Bar, BarKind, Barred};
use whereas_plan::{Plan, Program};
use whereas_value::answer::{Defect, DefectKind};
use whereas_value::case::Basis;
use whereas_value::id::ClauseId;
use whereas_value::{Date, Finding, Phrase, Words};

/// Adds the formal defects of a finding in one variant, in order. `words` is room for what it says in its maker's own words.
pub fn formal(
    plan: &Plan,
    program: &Program,
    as_of: Date,
    finding: &Finding,
    words: &mut Words,
    defects: &mut Vec<Defect>,
) {
    let facts = &plan.meaning.facts;
    let Some(judgement) = facts.judgements.get(finding.judgement) else { return };
    let is_live = |clause: ClauseId| program.live.get(clause).copied().unwrap_or(false);
    let own = judgement.clause;
    let mut report = |kind: DefectKind, clause: ClauseId| defects.push(Defect { kind, clause });

    let mut makers = judgement.makers.iter().filter(|(_, by)| is_live(*by)).peekable();
    let asked_by = makers.peek().map_or(own, |(_, by)| *by);
    let anybody = makers.peek().is_none();
    if !finding.by.is_some_and(|by| anybody || makers.any(|(maker, _)| *maker == by)) {
        report(DefectKind::NotTheMaker(finding.by), asked_by);
    }
    match finding.on {
        None => report(DefectKind::NoDate, own),
        Some(on) if on > as_of => report(DefectKind::DatedLater(on), own),
        Some(_) => {}
    }
    if finding.because.trim().is_empty() {
        report(DefectKind::NoReasons, own);
    }
    if finding.resting_on.is_empty() && facts.has_grounds {
        report(DefectKind::RestsOnNothing, own);
    }
    let bars = || judgement.bars.iter().filter(|bar| is_live(bar.clause));
    let named = || finding.also_weighing.iter().chain(&finding.resting_on);
    own_words(finding, words);
    let says = |phrases: &Vec<Phrase>| phrases.iter().any(|phrase| words.hold(phrase));
    // What may not suffice alone may not suffice together either, whichever clauses say it of each.
    let insufficient =
        |basis: &Basis| bars().any(|bar| bar.kind == BarKind::RestOnlyOn && is_barred(bar, basis));
    let only_insufficient = finding.resting_on.iter().all(insufficient);
    for bar in bars() {
        match bar.kind {
            BarKind::RestOnlyOn => {
                let has_part = finding.resting_on.iter().any(|basis| is_barred(bar, basis));
                if has_part && only_insufficient {
                    report(DefectKind::RestsOnlyOnInsufficient, bar.clause);
                }
            }
            BarKind::RestOn => {
                for basis in finding.resting_on.iter().filter(|basis| is_barred(bar, basis)) {
                    report(DefectKind::RestsOnForbidden(basis.clone()), bar.clause);
                }
            }
            BarKind::NeverConsider => {
                for (basis, _) in bar.phrases.iter().filter(|(_, phrases)| says(phrases)) {
                    report(DefectKind::NamesNeverConsidered(basis.clone()), bar.clause);
                }
                // Protected characteristics have a defect of their own.
                let other = |basis: &&Basis| !matches!(basis, Basis::Protected(_));
                for basis in named().filter(other).filter(|basis| is_barred(bar, basis)) {
                    report(DefectKind::NamesNeverConsidered(basis.clone()), bar.clause);
                }
                for weighed in &finding.weighing {
                    if bar.barred.contains(&Barred::Factor(weighed.factor)) {
                        let basis = Basis::Factor(weighed.factor);
                        report(DefectKind::NamesNeverConsidered(basis), bar.clause);
                    }
                }
            }
        }
    }
    for (characteristic, phrases) in facts.protected.enumerate() {
        if named().any(|basis| *basis == Basis::Protected(characteristic)) || says(phrases) {
            let barred = Barred::Protected(characteristic);
            let bar = bars()
                .find(|bar| bar.kind == BarKind::NeverConsider && bar.barred.contains(&barred));
            report(DefectKind::NamesProtected(characteristic), bar.map_or(own, |bar| bar.clause));
        }
    }
    let mut ledgers = judgement.ledgers.iter().filter(|(_, by)| is_live(*by));
    let open = ledgers.any(|(ledger, _)| facts.open_ledgers.get(*ledger).copied().unwrap_or(false));
    if !open {
        // A protected characteristic has a defect of its own.
        let further =
            finding.also_weighing.iter().filter(|basis| !matches!(basis, Basis::Protected(_)));
        for basis in further {
            report(DefectKind::LedgerClosed(basis.clone()), own);
        }
        for weighed in &finding.weighing {
            let ledgers = facts.factors.get(weighed.factor).map_or(&[][..], |it| &it.ledgers);
            // Those of a ledger that is not in force on that day need not be weighed, and may be.
            if !judgement.ledgers.iter().any(|(ledger, _)| ledgers.contains(ledger)) {
                report(DefectKind::LedgerClosed(Basis::Factor(weighed.factor)), own);
            }
        }
    }
    defects.sort_unstable();
    defects.dedup();
}

/// The texts of a finding that are in its maker's own words. No phrase stands across two of them.
fn own_words(finding: &Finding, words: &mut Words) {
    words.clear();
    words.add(&finding.because);
    for basis in finding.also_weighing.iter().chain(&finding.resting_on) {
        if let Basis::Other(text) = basis {
            words.gap();
            words.add(text);
        }
    }
}

/// A fact that is barred is barred with all its fields; and whoever names a whole record names each of its fields.
fn is_barred(bar: &Bar, basis: &Basis) -> bool {
    bar.barred.iter().any(|barred| match (barred, basis) {
        (Barred::Ground(barred), Basis::Ground(named)) => barred == named,
        (Barred::Fact(barred), Basis::Fact(named) | Basis::Field(named, _))
        | (Barred::Field(barred, _), Basis::Fact(named)) => barred == named,
        (Barred::Field(fact, field), Basis::Field(named, place)) => (fact, field) == (named, place),
        (Barred::Factor(barred), Basis::Factor(named)) => barred == named,
        (Barred::Protected(barred), Basis::Protected(named)) => barred == named,
        (
            Barred::Ground(_)
            | Barred::Fact(_)
            | Barred::Field(..)
            | Barred::Protected(_)
            | Barred::Factor(_),
            Basis::Ground(_)
            | Basis::Fact(_)
            | Basis::Field(..)
            | Basis::Protected(_)
            | Basis::Factor(_)
            | Basis::Other(_),
        ) => false,
    })
}
