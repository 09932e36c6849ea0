//! The obvious interpreter: one complete world, two truths and the causes of having none.

mod decisions;
mod expressions;
mod findings;

use std::collections::BTreeMap;

use whereas_check::Checked;
use whereas_hir::Hir;
use whereas_hir::expr::VarId;

use whereas_hir::policy::DecisionKind;
use whereas_value::case::Event;
use whereas_value::id::{ChoiceId, ClauseId, DecisionId, PolicyId};
use whereas_value::{Case, Date, Of, Question};

use super::Outcome;
use super::concrete::{Concrete, Found, worst, yes};
use super::domain::Settled;
use crate::findings::defects;
use crate::force::{Readings, Variant, variants};
use crate::known::{self, Known};
use crate::text::Text;
pub(super) use expressions::date;

/// An element of a list: the list, and its place in this world.
type Place = (whereas_value::id::FactId, usize);

/// Which question of a decision.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Which {
    /// `d of x`: which element.
    place: Option<Place>,
    /// `d includes V`: which value of the set.
    value: Option<u32>,
}

/// Where an expression stands.
#[derive(Clone)]
pub(super) struct At<'a> {
    policy: PolicyId,
    bound: Vec<(VarId, Place)>,
    /// The classes of what stands beside `F is not absent` in an `and`, or beside `F is absent` in an `or`: the record of F is
    /// read as that of something present.
    present: Vec<u32>,
    /// The event from which a duty arises.
    event: Option<&'a Event>,
}

impl<'a> At<'a> {
    pub const fn policy(policy: PolicyId) -> Self {
        Self { policy, bound: Vec::new(), present: Vec::new(), event: None }
    }

    pub const fn event(policy: PolicyId, event: Option<&'a Event>) -> Self {
        Self { policy, bound: Vec::new(), present: Vec::new(), event }
    }

    fn with(&self, variable: Option<VarId>, place: Option<Place>) -> Self {
        let mut at = self.clone();
        if let (Some(variable), Some(place)) = (variable, place) {
            at.bound.insert(0, (variable, place));
        }
        at
    }

    fn place(&self, variable: Option<VarId>) -> Option<Place> {
        let found = self.bound.iter().find(|(bound, _)| Some(*bound) == variable)?;
        Some(found.1)
    }
}

/// One world.
pub(super) struct World<'w, 'a> {
    pub checked: &'a Checked,
    pub case: &'a Case,
    settled: &'w Settled,
    text: Text<'a>,
    pub fixed: Variant,
    good: Vec<bool>,
    governing: Date,
    /// Whether what an event does not say of who did it is what is asked.
    pub unsaid: bool,
    decided: BTreeMap<(DecisionId, Which), Found>,
}

impl<'w, 'a> World<'w, 'a> {
    pub fn new(checked: &'a Checked, case: &'a Case, settled: &'w Settled) -> Self {
        let hir = checked.hir();
        let governed_by = hir.policies.get(Hir::MAIN).and_then(|policy| policy.governed_by);
        let day = governed_by.and_then(|fact| match settled.facts.get(fact) {
            Some(Some(Concrete::Number(day))) => Date::from_days(day.to_i64()?),
            _ => None,
        });
        let governing = day.unwrap_or(case.as_of);
        let readings: Readings =
            hir.questions.ids().zip(settled.questions.iter().copied()).collect();
        let fixed = variants(hir, (governing, governing), &readings).into_iter().next();
        let fixed = fixed.unwrap_or_else(|| Variant {
            days: (governing, governing),
            readings: Readings::new(),
            live: Default::default(),
            above: Default::default(),
            rules: Default::default(),
        });
        let good = case
            .findings
            .iter()
            .map(|finding| defects(checked, &fixed, case.as_of, finding).is_empty());
        Self {
            checked,
            case,
            settled,
            text: Text::new(hir),
            good: good.collect(),
            fixed,
            governing,
            unsaid: false,
            decided: BTreeMap::new(),
        }
    }

    pub(super) fn hir(&self) -> &'a Hir {
        self.checked.hir()
    }

    pub(super) fn live(&self, clause: ClauseId) -> bool {
        self.fixed.is_live(clause)
    }

    pub(super) fn policy_of(&self, clause: ClauseId) -> PolicyId {
        self.hir().clauses.get(clause).map_or(Hir::MAIN, |clause| clause.policy)
    }

    /// A world is not allowed where a list that is said to be complete, and can be, has further elements.
    pub fn is_allowed(&mut self) -> bool {
        let hir = self.hir();
        for (id, fact) in hir.facts.enumerate() {
            let stated = self.case.facts.get(id);
            let known = stated.map(|stated| known::stated(hir, fact, stated));
            let Some(Known::List { rows, complete: true, .. }) = known else { continue };
            let Some(Some(Concrete::List(all))) = self.settled.facts.get(id) else { continue };
            if all.len() == rows.len() {
                continue;
            }
            let can_be = match fact.complete_only_when {
                Some(condition) => self.value(condition, &At::policy(Hir::MAIN)) == yes(true),
                None => true,
            };
            if can_be {
                return false;
            }
        }
        true
    }

    /// Every question of the policy that a case can be asked, with what it comes to here.
    pub fn answers(&mut self) -> Vec<(Question, Outcome)> {
        let hir = self.hir();
        let mut answers = Vec::new();
        for (id, decision) in hir.decisions.enumerate().filter(|(_, d)| d.policy == Hir::MAIN) {
            for place in self.places(decision.element) {
                let row = place.map(|(_, row)| u32::try_from(row).unwrap_or(u32::MAX));
                let of = row.map_or(Of::Whole, Of::Element);
                let mut answer = |of, found| {
                    answers.push((Question { decision: id, of }, outcome(found)));
                };
                let whole = match &decision.kind {
                    DecisionKind::Is(_) | DecisionKind::Total(_) => {
                        self.scoped(id, Which { place, value: None })
                    }
                    DecisionKind::Set(choice) => {
                        let mut each = Vec::new();
                        for value in 0..self.size(*choice) {
                            let found = self.scoped(id, Which { place, value: Some(value) });
                            answer(of.includes(value), found.clone());
                            each.push(found);
                        }
                        whole_set(&each)
                    }
                };
                answer(of, whole);
            }
        }
        answers
    }

    /// Of which elements a decision is asked: of those that are stated; no element where it is one question.
    fn places(&self, element: Option<VarId>) -> Vec<Option<Place>> {
        let Some(element) = element else { return vec![None] };
        let hir = self.hir();
        let Some(list) = hir.variables.get(element).map(|x| x.list) else { return Vec::new() };
        let (Some(fact), Some(stated)) = (hir.facts.get(list), self.case.facts.get(list)) else {
            return Vec::new();
        };
        let Known::List { rows, .. } = known::stated(hir, fact, stated) else { return Vec::new() };
        (0..rows.len()).map(|row| Some((list, row))).collect()
    }

    /// How many values a choice has.
    fn size(&self, choice: ChoiceId) -> u32 {
        let count = self.hir().choices.get(choice).map_or(0, |choice| choice.values.len());
        u32::try_from(count).unwrap_or(0)
    }
}

pub(super) fn outcome(found: Found) -> Outcome {
    match found {
        Ok(value) => Outcome::Value(value),
        Err(cause) => Outcome::None(cause),
    }
}

const fn which(place: Option<Place>) -> Which {
    Which { place, value: None }
}

/// `whole(d)`: the values that are in; where one has none, the worst cause.
fn whole_set(each: &[Found]) -> Found {
    if let Some(cause) = worst(each) {
        return Err(cause);
    }
    let is_in = (0..).zip(each).filter(|(_, found)| **found == yes(true));
    Ok(Concrete::Set(is_in.fold(0, |bits, (place, _)| bits | known::bit(place))))
}
