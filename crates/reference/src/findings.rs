//! What makes a finding formally good, and what became of each.
//!
//! Reads the findings of a case and the text in force; produces their defects and their reports. *Formally good* is
//! static: maker, date, reasons, what it rests on and what it names. Whether it also weighs every factor that is
//! present depends on the world and is told by a run.

use whereas_check::Checked;
use whereas_check::tables::FindingBar;
use whereas_hir::Hir;
use whereas_hir::clause::{BarKind, Barred, Judgement};
use whereas_value::answer::{Defect, DefectKind, FindingClass, FindingReport};
use whereas_value::case::Basis;
use whereas_value::id::ClauseId;
use whereas_value::{Case, Date, Finding, Phrase};

use crate::force::Variant;
use crate::semantics::Run;

/// The formal defects of a finding in one variant, in order.
pub(crate) fn defects(
    checked: &Checked,
    variant: &Variant,
    as_of: Date,
    finding: &Finding,
) -> Vec<Defect> {
    let hir = checked.hir();
    let Some(judgement) = hir.judgements.get(finding.judgement) else { return Vec::new() };
    let own = judgement.clause;
    let mut defects = Vec::new();
    let mut report = |kind: DefectKind, clause: ClauseId| defects.push(Defect { kind, clause });

    let mut makers = judgement.makers.iter().filter(|(_, by)| variant.is_live(*by)).peekable();
    let asked_by = makers.peek().map_or(own, |(_, by)| *by);
    let anybody = makers.peek().is_none();
    let made = finding.by.is_some_and(|by| anybody || makers.any(|(maker, _)| *maker == by));
    if !made {
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
    if finding.resting_on.is_empty() && !hir.grounds.is_empty() {
        report(DefectKind::RestsOnNothing, own);
    }
    for bar in bars(checked, variant, finding) {
        match bar.kind {
            BarKind::RestOnlyOn => {
                let bases = &finding.resting_on;
                let has_part = bases.iter().any(|basis| is_barred(bar, basis));
                if has_part
                    && bases.iter().all(|basis| suffices_not(checked, variant, finding, basis))
                {
                    report(DefectKind::RestsOnlyOnInsufficient, bar.clause);
                }
            }
            BarKind::RestOn => {
                for basis in finding.resting_on.iter().filter(|basis| is_barred(bar, basis)) {
                    report(DefectKind::RestsOnForbidden(basis.clone()), bar.clause);
                }
            }
            BarKind::NeverConsider => {
                for basis in named(hir, finding).into_iter().filter(|basis| is_barred(bar, basis)) {
                    report(DefectKind::NamesNeverConsidered(basis), bar.clause);
                }
                for (basis, phrases) in &bar.phrases {
                    if says(finding, phrases) {
                        report(DefectKind::NamesNeverConsidered(basis.clone()), bar.clause);
                    }
                }
            }
        }
    }
    for (characteristic, phrases) in checked.tables().protected.enumerate() {
        let basis = Basis::Protected(characteristic);
        let is_named =
            finding.also_weighing.contains(&basis) || finding.resting_on.contains(&basis);
        if is_named || says(finding, phrases) {
            let barred = Barred::Protected(characteristic);
            let bar = bars(checked, variant, finding)
                .find(|bar| bar.kind == BarKind::NeverConsider && bar.barred.contains(&barred));
            report(DefectKind::NamesProtected(characteristic), bar.map_or(own, |bar| bar.clause));
        }
    }
    if !open_ledger(hir, variant, judgement) {
        for basis in further(hir, judgement, finding) {
            report(DefectKind::LedgerClosed(basis), own);
        }
    }
    defects.sort();
    defects.dedup();
    defects
}

/// Whether a finding may not rest only on something, whichever clause says it.
fn suffices_not(checked: &Checked, variant: &Variant, finding: &Finding, basis: &Basis) -> bool {
    bars(checked, variant, finding)
        .any(|bar| bar.kind == BarKind::RestOnlyOn && is_barred(bar, basis))
}

/// The bars on a finding's judgement, of clauses in force. Switching a clause off does not lift its bars.
fn bars<'c>(
    checked: &'c Checked,
    variant: &Variant,
    finding: &Finding,
) -> impl Iterator<Item = &'c FindingBar> {
    let bars = checked.tables().bars.get(finding.judgement).into_iter().flatten();
    bars.filter(|bar| variant.is_live(bar.clause))
}

/// A fact that is barred is barred with all its fields; and whoever names a whole record names each of its fields.
fn is_barred(bar: &FindingBar, basis: &Basis) -> bool {
    bar.barred.iter().any(|barred| match (barred, basis) {
        (Barred::Ground(barred), Basis::Ground(named)) => barred == named,
        (Barred::Fact(barred), Basis::Fact(named) | Basis::Field(named, _)) => barred == named,
        (Barred::Field(fact, _), Basis::Fact(named)) => fact == named,
        (Barred::Field(fact, field), Basis::Field(named, place)) => (fact, field) == (named, place),
        (Barred::Factor(barred), Basis::Factor(named)) => barred == named,
        (Barred::Protected(barred), Basis::Protected(named)) => barred == named,
        _ => false,
    })
}

/// What a finding names, its factors among them; protected characteristics have a defect of their own.
fn named(hir: &Hir, finding: &Finding) -> Vec<Basis> {
    let all = finding.also_weighing.iter().chain(&finding.resting_on);
    let known = |basis: &&Basis| match basis {
        Basis::Protected(named) => hir.protected.get(*named).is_none(),
        Basis::Ground(_)
        | Basis::Fact(_)
        | Basis::Field(..)
        | Basis::Factor(_)
        | Basis::Other(_) => true,
    };
    let factors = finding.weighing.iter().map(|weighed| Basis::Factor(weighed.factor));
    all.filter(known).cloned().chain(factors).collect()
}

/// Whether the reasons of a finding, or what it weighs or rests on in its maker's own words, name something.
fn says(finding: &Finding, phrases: &[Phrase]) -> bool {
    let all = finding.also_weighing.iter().chain(&finding.resting_on);
    let own =
        all.filter_map(|basis| if let Basis::Other(text) = basis { Some(text) } else { None });
    let texts = own.chain([&finding.because]);
    let mut words = texts.map(|text| Phrase::of(text));
    words.any(|words| phrases.iter().any(|phrase| words.holds(phrase)))
}

/// What a finding weighs beside the factors of its judgement's ledgers. Those of a ledger that is not in force on that
/// day need not be weighed, and may be.
fn further(hir: &Hir, judgement: &Judgement, finding: &Finding) -> Vec<Basis> {
    let also = named(hir, &Finding { resting_on: Vec::new(), ..finding.clone() });
    let own = |basis: &Basis| {
        let Basis::Factor(factor) = basis else { return false };
        let stands = hir.factors.get(*factor).map_or(&[][..], |factor| &factor.ledgers);
        let weighs = |ledger| judgement.ledgers.iter().any(|(weighed, _)| *weighed == ledger);
        stands.iter().any(|(ledger, _)| weighs(*ledger))
    };
    also.into_iter().filter(|basis| !own(basis)).collect()
}

/// Whether a finding may weigh further factors: where some ledger in force of its judgement is open.
fn open_ledger(hir: &Hir, variant: &Variant, judgement: &Judgement) -> bool {
    let live = judgement.ledgers.iter().filter(|(_, by)| variant.is_live(*by));
    live.filter_map(|(ledger, _)| hir.ledgers.get(*ledger)).any(|ledger| ledger.open)
}

/// Whether each finding is formally good, and the defects of those that are not.
pub(crate) fn formal(checked: &Checked, variant: &Variant, case: &Case) -> Vec<Vec<Defect>> {
    case.findings.iter().map(|finding| defects(checked, variant, case.as_of, finding)).collect()
}

/// What became of each finding: in all variants the same, or else *not yet usable*.
pub(crate) fn reports(
    case: &Case,
    hir: &Hir,
    runs: &mut [Run<'_, '_>],
    formal: &[Vec<Vec<Defect>>],
) -> Vec<FindingReport> {
    let mut reports = Vec::new();
    for (place, finding) in case.findings.iter().enumerate() {
        let mut class: Option<FindingClass> = None;
        let (mut defects, mut may_be_present) = (Vec::new(), Vec::new());
        for (run, formal) in runs.iter_mut().zip(formal) {
            let taken = run.taken(place, finding);
            class = match class {
                None => Some(taken.class),
                Some(class) if class == taken.class => Some(class),
                Some(_) => Some(FindingClass::NotYetUsable),
            };
            if taken.class == FindingClass::NotAsked {
                continue;
            }
            defects.extend(formal.get(place).into_iter().flatten().cloned());
            for factor in taken.left_out {
                let clause = hir.factors.get(factor).map(|factor| factor.clause);
                let kind = DefectKind::FactorLeftOut(factor);
                defects.extend(clause.map(|clause| Defect { kind, clause }));
            }
            may_be_present.extend(taken.may_be_present);
        }
        defects.sort();
        defects.dedup();
        may_be_present.sort();
        may_be_present.dedup();
        reports.push(FindingReport {
            finding: u32::try_from(place).unwrap_or(u32::MAX),
            judgement: finding.judgement,
            class: class.unwrap_or(FindingClass::NotAsked),
            defects,
            may_be_present,
        });
    }
    reports
}
