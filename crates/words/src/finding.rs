//! Findings in words: whether each is used, and why not.

use whereas_plan::Plan;
use whereas_value::Case;
use whereas_value::answer::{Defect, DefectKind, FindingReport};
use whereas_value::case::{Basis, Finding, Given, Partial};
use whereas_value::types::Type;

use crate::question::clause;
use crate::{grammar, value};

/// The lines of one finding: how it was taken first, then the reasons.
#[must_use]
pub fn lines(plan: &Plan, case: &Case, report: &FindingReport) -> Vec<String> {
    let say = grammar::of(&plan.book);
    let label = plan.book.judgements.get(report.judgement).map_or("", |it| it.label.plain.as_str());
    let finding = case.findings.get(report.finding as usize);
    let value = finding.and_then(|it| value_words(plan, it));
    let by = finding.map(|it| by(plan, it));
    let said = by.as_deref().map(|by| (value.as_deref(), by));
    let mut out = vec![say.finding(label, said, say.class(report.class))];
    if let Some(finding) = finding {
        out.extend(stated(plan, finding).into_iter().map(|line| format!("    {line}")));
    }
    for defect in &report.defects {
        let why = defect_words(plan, defect);
        out.push(format!("    {}", say.defect(&why, &clause(plan, defect.clause))));
    }
    for factor in &report.may_be_present {
        let label = plan.book.factors.get(*factor).map_or("", |it| it.label.plain.as_str());
        out.push(format!("    {}", say.left_out_perhaps(label)));
    }
    out
}

/// What a finding itself says: its reasons, what it weighed and found, and what it rests on.
fn stated(plan: &Plan, finding: &Finding) -> Vec<String> {
    let say = grammar::of(&plan.book);
    let mut out = Vec::new();
    if !finding.because.is_empty() {
        out.push(say.its_reasons(&finding.because));
    }
    let weighed = |present: bool| -> Vec<&str> {
        let these = finding.weighing.iter().filter(|it| it.present == present);
        let factors = these.filter_map(|it| plan.book.factors.get(it.factor));
        factors.map(|it| it.label.plain.as_str()).collect()
    };
    let further: Vec<String> = all_words(plan, &finding.also_weighing);
    let rests: Vec<String> = all_words(plan, &finding.resting_on);
    let all =
        [weighed(true).join("; "), weighed(false).join("; "), further.join("; "), rests.join("; ")];
    for (says, things) in say.stated_heads().into_iter().zip(all) {
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
    grammar::of(&plan.book).by(by.map(|actor| actor.label.plain.as_str()), finding.on)
}

/// Why a finding is defective.
#[must_use]
pub fn defect_words(plan: &Plan, defect: &Defect) -> String {
    let (book, say) = (&plan.book, grammar::of(&plan.book));
    match &defect.kind {
        DefectKind::NotTheMaker(None) => say.made_by_nobody().to_owned(),
        DefectKind::NotTheMaker(Some(actor)) => {
            say.may_not_make(book.actors.get(*actor).map_or("", |it| it.label.plain.as_str()))
        }
        DefectKind::NoDate => say.no_date().to_owned(),
        DefectKind::DatedLater(day) => say.dated_later(*day),
        DefectKind::NoReasons => say.no_reasons().to_owned(),
        DefectKind::RestsOnNothing => say.rests_on_nothing().to_owned(),
        DefectKind::FactorLeftOut(factor) => {
            say.left_out(book.factors.get(*factor).map_or("", |it| it.label.plain.as_str()))
        }
        DefectKind::RestsOnlyOnInsufficient => say.rests_on_insufficient().to_owned(),
        DefectKind::RestsOnForbidden(basis) => say.rests_on_forbidden(&basis_words(plan, basis)),
        DefectKind::NamesProtected(protected) => {
            let label = book.protected.get(*protected).map_or("", |it| it.label.plain.as_str());
            say.names_protected(label)
        }
        DefectKind::NamesNeverConsidered(basis) => say.names_never(&basis_words(plan, basis)),
        DefectKind::LedgerClosed(basis) => say.ledger_closed(&basis_words(plan, basis)),
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
