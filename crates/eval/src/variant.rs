//! The static variants that a case allows, and what findings settle in each.
//!
//! Reads a plan and a loaded case; produces, for each period that the governing day may lie in and each reading of the
//! contested questions, what is fixed there before its program runs.

use whereas_plan::facts::JudgementType;
use whereas_plan::op::InputId;
use whereas_plan::{Meaning, Plan};
use whereas_value::answer::Defect;
use whereas_value::id::{FactorId, IndexVec, JudgementId, QuestionId};
use whereas_value::{Case, Date, Interval, Values, Words};

use crate::case::Loaded;
use crate::defects;
use crate::known::{self, State};

/// What is fixed in one variant. Its buffers are used again for the next case.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Its program.
    pub program: u32,
    /// The governing day, within its period.
    pub days: (Date, Date),
    /// The fact that governs, within the period.
    pub governed: Option<(InputId, State)>,
    /// Of each finding of the case its formal defects. There may be more, of earlier cases with more findings.
    formal: Vec<Vec<Defect>>,
    findings: IndexVec<JudgementId, Option<Found>>,
    /// What the formally good findings say of the factors that they name.
    found: Vec<(FactorId, Option<bool>)>,
    /// What a finding says in its maker's own words.
    words: Words,
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
            found: Vec::new(),
            words: Words::default(),
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
    /// Its place among the findings of the case.
    place: usize,
}

impl Found {
    /// Whether it names a factor.
    pub fn names(&self, case: &Case, factor: FactorId) -> bool {
        let finding = case.findings.get(self.place);
        finding.is_some_and(|it| it.weighing.iter().any(|weighed| weighed.factor == factor))
    }
}

impl Taken {
    /// The finding of a judgement that is no draft.
    pub fn finding(&self, judgement: JudgementId) -> Option<&Found> {
        self.findings.get(judgement)?.as_ref()
    }

    /// The formal defects of a finding, by its place in the case.
    pub fn formal(&self, place: usize) -> &[Defect] {
        self.formal.get(place).map_or(&[], Vec::as_slice)
    }

    /// What the formally good findings that name a factor say of it, where they agree.
    pub fn found(&self, factor: FactorId) -> Option<bool> {
        self.found.iter().find(|(other, _)| *other == factor).and_then(|(_, said)| *said)
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
        self.found.clear();
        self.findings.iter_mut().for_each(|found| *found = None);
        if !case.findings.is_empty() {
            self.take_findings(plan, case);
        }
        self.governed = meaning.governed_by.and_then(|input| {
            let state = loaded.input(meaning, case, input)?;
            Some((input, state.within(&governing(days))))
        });
    }

    fn take_findings(&mut self, plan: &Plan, case: &Case) {
        let meaning = &plan.meaning;
        let program = meaning.programs.get(self.program as usize);
        if self.findings.is_empty() {
            self.findings = meaning.facts.judgements.iter().map(|_| None).collect();
        }
        for (place, finding) in case.findings.iter().enumerate() {
            if self.formal.len() <= place {
                self.formal.push(Vec::new());
            }
            let Some(defects) = self.formal.get_mut(place) else { continue };
            defects.clear();
            if let Some(program) = program {
                defects::formal(plan, program, case.as_of, finding, &mut self.words, defects);
            }
            if finding.draft {
                continue;
            }
            let good = defects.is_empty();
            for weighed in finding.weighing.iter().filter(|_| good) {
                match self.found.iter_mut().find(|(factor, _)| *factor == weighed.factor) {
                    Some((_, said)) => *said = said.filter(|said| *said == weighed.present),
                    None => self.found.push((weighed.factor, Some(weighed.present))),
                }
            }
            let ty = meaning.facts.judgements.get(finding.judgement).map(|judgement| &judgement.ty);
            if let (Some(slot @ None), Some(ty)) = (self.findings.get_mut(finding.judgement), ty) {
                let value = match &finding.value {
                    Some(value) => known::some_value(&meaning.facts, ty, &Interval::ANY, value),
                    None => known::no_value(ty),
                };
                *slot = Some(Found { value, good, place });
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

/// The readings that a variant takes of the contested questions.
pub fn readings_of(meaning: &Meaning, variant: usize) -> Vec<(QuestionId, u32)> {
    let readings = meaning.variants.get(variant).map_or(&[][..], |it| it.readings.as_slice());
    meaning.contested.iter().copied().zip(readings.iter().copied()).collect()
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

/// Whether the burden of a judgement is in force in some of the variants that a case allows, and whether it is not in some.
pub fn burdened(
    meaning: &Meaning,
    case: &Case,
    loaded: &Loaded,
    judgement: &JudgementType,
) -> (bool, bool) {
    let Some((_, by)) = judgement.burden else { return (false, true) };
    let live = variants(meaning, case, loaded).map(|(place, (first, _))| {
        meaning.is_clause_in_force(by, first, |question| reading_of(meaning, place, question))
    });
    live.fold((false, false), |(some, not_all), live| (some || live, not_all || !live))
}
