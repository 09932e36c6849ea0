//! What became of the findings.

use serde::Serialize;
use whereas_plan::Plan;
use whereas_value::answer::{Defect, DefectKind, FindingClass, FindingReport};
use whereas_value::case::Basis;
use whereas_value::types::Type;
use whereas_value::{Case, Date};

use super::{Named, clause, leaves, values};

/// What became of one finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FindingOutcome {
    /// Its place in the case, counted from one.
    pub finding: u32,
    /// The judgement it answers.
    pub judgement: Named,
    /// What was found; null where it is not said.
    pub value: Option<serde_json::Value>,
    /// Who found it.
    pub by: Option<Named>,
    /// When.
    pub on: Option<Date>,
    /// The reasons given.
    pub reasons: String,
    /// `used`, `defective`, `not_yet_usable`, `draft`, `not_asked`
    pub status: &'static str,
    /// Why it is defective.
    pub defects: Vec<DefectOutcome>,
    /// The factors it left out that may yet be present.
    pub may_be_present: Vec<Named>,
}

/// One reason why a finding is defective.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct DefectOutcome {
    /// `not_the_maker`, `no_date`, `dated_later`, `no_reasons`, `rests_on_nothing`, `factor_left_out`,
    /// `rests_only_on_insufficient`, `rests_on_forbidden`, `names_protected`, `names_never_considered`,
    /// `ledger_closed`
    pub kind: &'static str,
    /// What it is about: an actor, a day, a factor, a basis; null where the kind says it all.
    pub about: Option<String>,
    /// The clause that asks for it.
    pub clause: String,
    /// The reason in words.
    pub text: String,
}

pub(super) fn of(plan: &Plan, case: &Case, reports: &[FindingReport]) -> Vec<FindingOutcome> {
    reports.iter().map(|report| one(plan, case, report)).collect()
}

fn one(plan: &Plan, case: &Case, report: &FindingReport) -> FindingOutcome {
    let book = &plan.book;
    let finding = case.findings.get(report.finding as usize);
    let ty = plan.meaning.facts.judgements.get(report.judgement).map_or(&Type::Broken, |it| &it.ty);
    let words = book.judgements.get(report.judgement);
    FindingOutcome {
        finding: report.finding.saturating_add(1),
        judgement: Named {
            name: words.map_or_else(String::new, |it| it.name.to_string()),
            label: words.map_or_else(String::new, |it| it.label.plain.to_string()),
        },
        value: finding.and_then(|it| values::of_partial(book, ty, it.value.as_ref()?)),
        by: finding.and_then(|it| leaves::actor_named(book, it.by?)),
        on: finding.and_then(|it| it.on),
        reasons: finding.map_or_else(String::new, |it| it.because.to_string()),
        status: match report.class {
            FindingClass::Used => "used",
            FindingClass::Defective => "defective",
            FindingClass::NotYetUsable => "not_yet_usable",
            FindingClass::Draft => "draft",
            FindingClass::NotAsked => "not_asked",
        },
        defects: report.defects.iter().map(|it| defect(plan, it)).collect(),
        may_be_present: report
            .may_be_present
            .iter()
            .filter_map(|factor| book.factors.get(*factor))
            .map(|it| Named { name: it.name.to_string(), label: it.label.plain.to_string() })
            .collect(),
    }
}

fn defect(plan: &Plan, defect: &Defect) -> DefectOutcome {
    let book = &plan.book;
    let (kind, about) = match &defect.kind {
        DefectKind::NotTheMaker(actor) => {
            let actor = actor.and_then(|actor| book.actors.get(actor));
            ("not_the_maker", actor.map(|it| it.name.to_string()))
        }
        DefectKind::NoDate => ("no_date", None),
        DefectKind::DatedLater(day) => ("dated_later", Some(day.to_string())),
        DefectKind::NoReasons => ("no_reasons", None),
        DefectKind::RestsOnNothing => ("rests_on_nothing", None),
        DefectKind::FactorLeftOut(factor) => {
            ("factor_left_out", book.factors.get(*factor).map(|it| it.name.to_string()))
        }
        DefectKind::RestsOnlyOnInsufficient => ("rests_only_on_insufficient", None),
        DefectKind::RestsOnForbidden(on) => ("rests_on_forbidden", Some(basis(plan, on))),
        DefectKind::NamesProtected(id) => {
            ("names_protected", book.protected.get(*id).map(|it| it.name.to_string()))
        }
        DefectKind::NamesNeverConsidered(on) => ("names_never_considered", Some(basis(plan, on))),
        DefectKind::LedgerClosed(on) => ("ledger_closed", Some(basis(plan, on))),
    };
    let text = whereas_words::finding::defect_words(plan, defect);
    DefectOutcome { kind, about, clause: clause(book, defect.clause), text }
}

fn basis(plan: &Plan, basis: &Basis) -> String {
    let book = &plan.book;
    let name = match basis {
        Basis::Ground(id) => book.grounds.get(*id).map(|it| it.name.to_string()),
        Basis::Fact(id) => book.facts.get(*id).map(|it| it.name.to_string()),
        Basis::Protected(id) => book.protected.get(*id).map(|it| it.name.to_string()),
        Basis::Field(id, field) => Some(leaves::field(plan, *id, *field)),
        Basis::Factor(id) => book.factors.get(*id).map(|it| it.name.to_string()),
        Basis::Other(text) => Some(text.to_string()),
    };
    name.unwrap_or_default()
}
