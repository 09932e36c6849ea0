//! Findings in words: whether each is used, and why not.

use whereas_plan::Plan;
use whereas_value::Case;
use whereas_value::answer::{Defect, DefectKind, FindingClass, FindingReport};
use whereas_value::case::{Basis, Finding, Given, Partial};
use whereas_value::types::Type;

use crate::question::clause;
use crate::{plain, value};

/// The lines of one finding: how it was taken first, then the reasons.
#[must_use]
pub fn lines(plan: &Plan, case: &Case, report: &FindingReport) -> Vec<String> {
    let label = plan.book.judgements.get(report.judgement).map_or("", |it| it.label.plain.as_str());
    let head = match report.class {
        FindingClass::Used => "used",
        FindingClass::Defective => "defective, and not used",
        FindingClass::NotYetUsable => "not yet usable",
        FindingClass::Draft => "a draft, and not used",
        FindingClass::NotAsked => {
            "not asked for: its clause is not in force, is switched off, or is not ready"
        }
    };
    let said = case.findings.get(report.finding as usize).map_or_else(String::new, |it| {
        let value = value_words(plan, it).map_or_else(String::new, |words| format!("{words} "));
        format!("found {value}{}: ", by(plan, it))
    });
    let mut out = vec![format!("whether {label}: {said}{head}")];
    if let Some(finding) = case.findings.get(report.finding as usize) {
        out.extend(stated(plan, finding).into_iter().map(|line| format!("    {line}")));
    }
    for defect in &report.defects {
        let why = defect_words(plan, defect);
        out.push(format!("    {why}, by {}", clause(plan, defect.clause)));
    }
    for factor in &report.may_be_present {
        let label = plan.book.factors.get(*factor).map_or("", |it| it.label.plain.as_str());
        out.push(format!("    it left out a factor that may yet be present: {label}"));
    }
    out
}

/// What a finding itself says: its reasons, what it weighed and found, and what it rests on.
fn stated(plan: &Plan, finding: &Finding) -> Vec<String> {
    let mut out = Vec::new();
    if !finding.because.is_empty() {
        out.push(format!("its reasons: “{}”", finding.because));
    }
    let weighed = |present: bool| -> Vec<&str> {
        let these = finding.weighing.iter().filter(|it| it.present == present);
        let factors = these.filter_map(|it| plan.book.factors.get(it.factor));
        factors.map(|it| it.label.plain.as_str()).collect()
    };
    let further: Vec<String> = all_words(plan, &finding.also_weighing);
    let rests: Vec<String> = all_words(plan, &finding.resting_on);
    for (says, things) in [
        ("it weighed as present", weighed(true).join("; ")),
        ("it weighed as not shown", weighed(false).join("; ")),
        ("it also weighed", further.join("; ")),
        ("it rests on", rests.join("; ")),
    ] {
        if !things.is_empty() {
            out.push(format!("{says}: {things}"));
        }
    }
    out
}

/// What a finding rests on, or weighed beside its factors, each by its label.
#[must_use]
pub fn all_words(plan: &Plan, named: &[Basis]) -> Vec<String> {
    named.iter().map(|it| basis_words(plan, it)).collect()
}

/// What a finding found; nothing where it does not say.
#[must_use]
pub fn value_words(plan: &Plan, finding: &Finding) -> Option<String> {
    let ty =
        plan.meaning.facts.judgements.get(finding.judgement).map_or(&Type::Broken, |it| &it.ty);
    let given = |value: &Partial| Given { value: Some(value.clone()), may_be_absent: false };
    finding.value.as_ref().and_then(|it| value::given(&plan.book, ty, &given(it)))
}

/// Who made a finding, and when: `by the deciding officer on 10 December 2021`.
#[must_use]
pub fn by(plan: &Plan, finding: &Finding) -> String {
    let by = finding.by.and_then(|actor| plan.book.actors.get(actor));
    let by = by.map_or("nobody named", |actor| actor.label.plain.as_str());
    let on = finding.on.map_or_else(String::new, |day| format!(" on {}", plain::date(day)));
    format!("by {by}{on}")
}

/// Why a finding is defective.
#[must_use]
pub fn defect_words(plan: &Plan, defect: &Defect) -> String {
    let book = &plan.book;
    match &defect.kind {
        DefectKind::NotTheMaker(None) => "nobody is said to have made it".to_owned(),
        DefectKind::NotTheMaker(Some(actor)) => {
            let actor = book.actors.get(*actor).map_or("", |it| it.label.plain.as_str());
            format!("{actor} may not make it")
        }
        DefectKind::NoDate => "it has no date".to_owned(),
        DefectKind::DatedLater(day) => {
            format!(
                "it is dated {}, after the day as of which the case is decided",
                plain::date(*day)
            )
        }
        DefectKind::NoReasons => "it gives no reasons".to_owned(),
        DefectKind::RestsOnNothing => "it says nothing that it rests on".to_owned(),
        DefectKind::FactorLeftOut(factor) => {
            let factor = book.factors.get(*factor).map_or("", |it| it.label.plain.as_str());
            format!("it left out a factor that is present: {factor}")
        }
        DefectKind::RestsOnlyOnInsufficient => {
            "it rests only on what may not suffice alone".to_owned()
        }
        DefectKind::RestsOnForbidden(basis) => {
            format!("it rests on what it may not rest on: {}", basis_words(plan, basis))
        }
        DefectKind::NamesProtected(protected) => {
            let label = book.protected.get(*protected).map_or("", |it| it.label.plain.as_str());
            format!("it names a protected characteristic: {label}")
        }
        DefectKind::NamesNeverConsidered(basis) => {
            format!("it names what may never be considered: {}", basis_words(plan, basis))
        }
        DefectKind::LedgerClosed(basis) => {
            let weighed = basis_words(plan, basis);
            format!("it weighs “{weighed}”, and no further factors may be weighed")
        }
    }
}

/// What a finding rests on, by its label.
#[must_use]
pub fn basis_words(plan: &Plan, basis: &Basis) -> String {
    let book = &plan.book;
    match basis {
        Basis::Ground(id) => {
            book.grounds.get(*id).map_or_else(String::new, |it| it.label.plain.to_string())
        }
        Basis::Fact(id) => {
            book.facts.get(*id).map_or_else(String::new, |it| it.label.plain.to_string())
        }
        Basis::Protected(id) => {
            book.protected.get(*id).map_or_else(String::new, |it| it.label.plain.to_string())
        }
        Basis::Field(id, field) => {
            crate::leaf::name(plan, &whereas_value::Leaf::Fact(*id, vec![*field]))
        }
        Basis::Factor(id) => {
            book.factors.get(*id).map_or_else(String::new, |it| it.label.plain.to_string())
        }
        Basis::Other(text) => text.to_string(),
    }
}
