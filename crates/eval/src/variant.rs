//! The static variants that a case allows, and what findings settle in each.
//!
//! Reads a plan and a loaded case; produces, for each period that the governing day may lie in and each reading of the
//! contested questions, what is fixed there before its program runs.

use std::collections::BTreeMap;

use whereas_plan::op::InputId;
use whereas_plan::{Meaning, Plan};
use whereas_value::answer::Defect;
use whereas_value::id::{FactorId, IndexVec, JudgementId, QuestionId};
use whereas_value::{Case, Date, Interval, Values};

use crate::case::Loaded;
use crate::defects;
use crate::known::{self, State};

/// What is fixed in one variant.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Its program.
    pub program: u32,
    /// The governing day, within its period.
    pub days: (Date, Date),
    /// The fact that governs, within the period.
    pub governed: Option<Box<(InputId, State)>>,
    /// Of each finding of the case its formal defects.
    pub formal: Vec<Vec<Defect>>,
    findings: IndexVec<JudgementId, Option<Found>>,
    found: BTreeMap<FactorId, Option<bool>>,
}

impl Default for Taken {
    /// Of no program.
    fn default() -> Self {
        Self {
            program: u32::MAX,
            days: (Date::MIN, Date::MIN),
            governed: None,
            formal: Vec::new(),
            findings: IndexVec::new(),
            found: BTreeMap::new(),
        }
    }
}

/// The finding of a judgement.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its value.
    pub value: Values,
    /// Whether it is formally good.
    pub good: bool,
    /// The factors that it names.
    pub names: Vec<FactorId>,
}

impl Taken {
    /// The finding of a judgement that is no draft.
    pub fn finding(&self, judgement: JudgementId) -> Option<&Found> {
        self.findings.get(judgement)?.as_ref()
    }

    /// What the formally good findings that name a factor say of it, where they agree.
    pub fn found(&self, factor: FactorId) -> Option<bool> {
        self.found.get(&factor).copied().flatten()
    }

    /// Takes what is fixed in a variant, for a governing day, in the place of an earlier one.
    pub fn take(
        &mut self,
        plan: &Plan,
        case: &Case,
        loaded: &Loaded,
        number: u32,
        days: (Date, Date),
    ) {
        let meaning = &plan.meaning;
        (self.program, self.days) = (number, days);
        self.formal.clear();
        self.found.clear();
        if !self.findings.is_empty() {
            self.findings = IndexVec::new();
        }
        if !case.findings.is_empty() {
            self.take_findings(plan, case);
        }
        self.governed = meaning.governed_by.and_then(|input| {
            let state = loaded.input(meaning, case, input)?;
            Some(Box::new((input, state.within(&governing(days)))))
        });
    }

    fn take_findings(&mut self, plan: &Plan, case: &Case) {
        let meaning = &plan.meaning;
        let program = meaning.programs.get(self.program as usize);
        self.formal.extend(case.findings.iter().map(|finding| {
            program.map_or_else(Vec::new, |p| defects::formal(plan, p, case.as_of, finding))
        }));
        self.findings = meaning.facts.judgements.iter().map(|_| None).collect();
        for (finding, defects) in
            case.findings.iter().zip(&self.formal).filter(|(finding, _)| !finding.draft)
        {
            let good = defects.is_empty();
            if good {
                for weighed in &finding.weighing {
                    self.found
                        .entry(weighed.factor)
                        .and_modify(|said| *said = said.filter(|said| *said == weighed.present))
                        .or_insert(Some(weighed.present));
                }
            }
            let ty = meaning.facts.judgements.get(finding.judgement).map(|judgement| &judgement.ty);
            if let (Some(slot @ None), Some(ty)) = (self.findings.get_mut(finding.judgement), ty) {
                let value = match &finding.value {
                    Some(value) => known::some_value(&meaning.facts, ty, &Interval::ANY, value),
                    None => known::no_value(ty),
                };
                let names = finding.weighing.iter().map(|weighed| weighed.factor).collect();
                *slot = Some(Found { value, good, names });
            }
        }
    }

    /// The governing day as an interval.
    pub fn governing(&self) -> Interval {
        governing(self.days)
    }
}

fn governing((first, last): (Date, Date)) -> Interval {
    Interval::of_dates(first, last).unwrap_or_else(|| Interval::of_date(first))
}

/// The reading that a variant takes of a contested question.
pub fn reading_of(meaning: &Meaning, variant: usize, question: QuestionId) -> Option<u32> {
    let place = meaning.contested.binary_search(&question).ok()?;
    meaning.variants.get(variant)?.readings.get(place).copied()
}

/// The variants that a case allows, the earliest first, then the lowest readings: the place of each among the plan's, and
/// the governing day within its period.
pub fn variants<'m>(
    meaning: &'m Meaning,
    case: &Case,
    loaded: &'m Loaded,
) -> impl Iterator<Item = (usize, (Date, Date))> + use<'m> {
    let (first, last) = loaded.governing(meaning, case);
    let start = meaning
        .variants
        .partition_point(|variant| variant.before.is_some_and(|before| before <= first));
    let reached = move |from: Option<Date>| from.is_none_or(|from| from <= last);
    let allowed = |readings: &[u32]| {
        meaning.contested.iter().zip(readings).all(|(question, reading)| {
            loaded.fixed.questions.get(question).is_none_or(|fixed| fixed == reading)
        })
    };
    let all = meaning.variants.iter().enumerate().skip(start);
    all.take_while(move |(_, variant)| reached(variant.from))
        .filter(move |(_, variant)| allowed(&variant.readings))
        .map(move |(place, variant)| {
            let until =
                variant.before.and_then(|before| before.plus_days(-1).ok()).unwrap_or(Date::MAX);
            (place, (variant.from.unwrap_or(Date::MIN).max(first), until.min(last)))
        })
}
