//! What became of the findings.

use schemars::JsonSchema;
use serde::Serialize;
use whereas_plan::{Book, Plan};
use whereas_value::answer::{Defect, DefectKind, FindingClass, FindingReport};
use whereas_value::case::{Basis, Weighed};
use whereas_value::types::Type;
use whereas_value::{Case, Date};

use super::{Named, Value, clause, leaves, title, values};

/// What became of one finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct FindingOutcome {
    /// Its place in the case, counted from one.
    pub finding: u32,
    /// The judgement it answers.
    pub judgement: Named,
    /// What was found; null where it is not said.
    pub value: Option<Value>,
    /// What was found, in words; null where it is not said.
    pub words: Option<String>,
    /// Who found it.
    pub by: Option<Named>,
    /// When.
    pub on: Option<Date>,
    /// The reasons given.
    pub reasons: String,
    /// The factors it weighed.
    pub weighed: Vec<WeighedFactor>,
    /// What else it weighed, in words.
    pub also_weighed: Vec<String>,
    /// What it rests on, in words.
    pub rests_on: Vec<String>,
    /// How it is taken.
    pub status: FindingClass,
    /// Why it is defective.
    pub defects: Vec<DefectOutcome>,
    /// The factors it left out that may yet be present.
    pub may_be_present: Vec<Named>,
}

/// A factor that a finding weighed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct WeighedFactor {
    /// The factor.
    pub factor: Named,
    /// Whether the finding has it present, or not shown.
    pub present: bool,
}

/// One reason why a finding is defective.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct DefectOutcome {
    /// Of which kind it is.
    pub kind: DefectName,
    /// What it is about: an actor, a day, a factor, a basis; null where the kind says it all.
    pub about: Option<String>,
    /// The clause that asks for it, by its id.
    pub clause: String,
    /// The title of the clause.
    pub title: String,
    /// The reason in words.
    pub text: String,
}

/// The kinds of defects.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DefectName {
    /// Nobody, or somebody who may not, made it.
    NotTheMaker,
    /// It has no date.
    NoDate,
    /// It is dated after the day as of which the case is decided.
    DatedLater,
    /// It gives no reasons.
    NoReasons,
    /// It says nothing that it rests on.
    RestsOnNothing,
    /// It left out a factor that is present.
    FactorLeftOut,
    /// It rests only on what may not suffice alone.
    RestsOnlyOnInsufficient,
    /// It rests on what it may not rest on.
    RestsOnForbidden,
    /// It names a protected characteristic, perhaps in its reasons.
    NamesProtected,
    /// It names what may never be considered, perhaps in its reasons.
    NamesNeverConsidered,
    /// It weighs something that is no factor of the ledger, where no further factors may be weighed.
    LedgerClosed,
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
        words: finding.and_then(|it| whereas_words::finding::value_words(plan, it)),
        by: finding.and_then(|it| leaves::actor_named(book, it.by?)),
        on: finding.and_then(|it| it.on),
        reasons: finding.map_or_else(String::new, |it| it.because.to_string()),
        weighed: finding.map_or_else(Vec::new, |it| {
            it.weighing.iter().filter_map(|it| weighed(book, it)).collect()
        }),
        also_weighed: words_of(plan, finding.map(|it| it.also_weighing.as_slice())),
        rests_on: words_of(plan, finding.map(|it| it.resting_on.as_slice())),
        status: report.class,
        defects: report.defects.iter().map(|it| defect(plan, it)).collect(),
        may_be_present: report
            .may_be_present
            .iter()
            .filter_map(|factor| book.factors.get(*factor))
            .map(|it| Named { name: it.name.to_string(), label: it.label.plain.to_string() })
            .collect(),
    }
}

fn weighed(book: &Book, weighed: &Weighed) -> Option<WeighedFactor> {
    let factor = book.factors.get(weighed.factor)?;
    let (name, label) = (factor.name.to_string(), factor.label.plain.to_string());
    Some(WeighedFactor { factor: Named { name, label }, present: weighed.present })
}

fn words_of(plan: &Plan, named: Option<&[Basis]>) -> Vec<String> {
    whereas_words::finding::all_words(plan, named.unwrap_or_default())
}

fn defect(plan: &Plan, defect: &Defect) -> DefectOutcome {
    let book = &plan.book;
    let (kind, about) = match &defect.kind {
        DefectKind::NotTheMaker(actor) => {
            let actor = actor.and_then(|actor| book.actors.get(actor));
            (DefectName::NotTheMaker, actor.map(|it| it.name.to_string()))
        }
        DefectKind::NoDate => (DefectName::NoDate, None),
        DefectKind::DatedLater(day) => (DefectName::DatedLater, Some(day.to_string())),
        DefectKind::NoReasons => (DefectName::NoReasons, None),
        DefectKind::RestsOnNothing => (DefectName::RestsOnNothing, None),
        DefectKind::FactorLeftOut(factor) => {
            (DefectName::FactorLeftOut, book.factors.get(*factor).map(|it| it.name.to_string()))
        }
        DefectKind::RestsOnlyOnInsufficient => (DefectName::RestsOnlyOnInsufficient, None),
        DefectKind::RestsOnForbidden(on) => (DefectName::RestsOnForbidden, Some(basis(plan, on))),
        DefectKind::NamesProtected(id) => {
            (DefectName::NamesProtected, book.protected.get(*id).map(|it| it.name.to_string()))
        }
        DefectKind::NamesNeverConsidered(on) => {
            (DefectName::NamesNeverConsidered, Some(basis(plan, on)))
        }
        DefectKind::LedgerClosed(on) => (DefectName::LedgerClosed, Some(basis(plan, on))),
    };
    let text = whereas_words::finding::defect_words(plan, defect);
    DefectOutcome {
        kind,
        about,
        clause: clause(book, defect.clause),
        title: title(book, defect.clause),
        text,
    }
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
