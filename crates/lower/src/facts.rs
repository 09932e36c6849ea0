//! What a case may state: types, bounds, makers, ledgers and bars.

use whereas_check::Checked;
use whereas_check::tables::FindingBar;
use whereas_hir::clause::{self, Presence};
use whereas_hir::expr::Literal;
use whereas_plan::Facts;
use whereas_plan::facts::{Bar, BarKind, Barred, Constant, FactType, FactorType, JudgementType};
use whereas_plan::meaning::Timeline;
use whereas_plan::op::Class;
use whereas_value::Number;
use whereas_value::id::JudgementId;

use crate::shared::constant;

/// The types of everything a case may state.
pub fn facts(checked: &Checked) -> Facts {
    let hir = checked.hir();
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    Facts {
        // They follow from the programs, which are made later.
        nested: Vec::new(),
        choices: hir.choices.iter().map(|choice| count(choice.values.len())).collect(),
        records: hir
            .records
            .iter()
            .map(|record| record.fields.iter().map(|field| field.ty.clone()).collect())
            .collect(),
        period: hir.period,
        facts: hir
            .facts
            .iter()
            .map(|fact| FactType {
                ty: fact.ty.clone(),
                least: fact.least.as_ref().and_then(number),
                most: fact.most.as_ref().and_then(number),
                presumed: fact.presumed.as_ref().and_then(constant),
            })
            .collect(),
        judgements: hir
            .judgements
            .enumerate()
            .map(|(id, judgement)| JudgementType {
                ty: judgement.ty.clone(),
                clause: judgement.clause,
                makers: judgement.makers.clone(),
                ledgers: judgement.ledgers.clone(),
                bars: bars(checked, id),
                burden: judgement.burden,
            })
            .collect(),
        factors: hir
            .factors
            .iter()
            .map(|factor| FactorType {
                clause: factor.clause,
                ledgers: factor.ledgers.iter().map(|(ledger, _)| *ledger).collect(),
                found_by: match &factor.present {
                    Presence::When(_) => Vec::new(),
                    Presence::FoundBy(actors) => actors.clone(),
                },
            })
            .collect(),
        open_ledgers: hir.ledgers.iter().map(|ledger| ledger.open).collect(),
        protected: checked.tables().protected.clone(),
        has_grounds: !hir.grounds.is_empty(),
    }
}

fn number(literal: &Literal) -> Option<Number> {
    match constant(literal)? {
        Constant::Number(number) => Some(number),
        Constant::Truth(_) | Constant::Choice(_) | Constant::Text(_) => None,
    }
}

/// The bars on a judgement, in the order of their clauses.
fn bars(checked: &Checked, judgement: JudgementId) -> Vec<Bar> {
    let bars = checked.tables().bars.get(judgement).into_iter().flatten();
    let bar = |bar: &FindingBar| Bar {
        clause: bar.clause,
        kind: match bar.kind {
            clause::BarKind::RestOnlyOn => BarKind::RestOnlyOn,
            clause::BarKind::RestOn => BarKind::RestOn,
            clause::BarKind::NeverConsider => BarKind::NeverConsider,
        },
        barred: bar.barred.iter().filter_map(barred).collect(),
        phrases: bar.phrases.clone(),
    };
    bars.map(bar).collect()
}

const fn barred(barred: &clause::Barred) -> Option<Barred> {
    Some(match barred {
        clause::Barred::Protected(id) => Barred::Protected(*id),
        clause::Barred::Ground(id) => Barred::Ground(*id),
        clause::Barred::Fact(id) => Barred::Fact(*id),
        clause::Barred::Field(fact, field) => Barred::Field(*fact, *field),
        clause::Barred::Factor(id) => Barred::Factor(*id),
        // The checker has put the fields of facts in its place.
        clause::Barred::FieldOf(..) => return None,
    })
}

/// The values of a parameter over time.
pub fn timeline(parameter: &whereas_hir::vocabulary::Parameter) -> Timeline {
    let values = parameter.values.iter().filter_map(|(day, value)| Some((*day, constant(value)?)));
    Timeline { class: Class::of(&parameter.ty), values: values.collect() }
}
