//! The obvious interpreter: one complete world, two truths and the causes of having none.

mod expressions;

use std::collections::BTreeMap;

use ecow::EcoString;
use whereas_check::Checked;
use whereas_hir::Hir;
use whereas_hir::clause::{Gives, Presence, Rule, Waits};
use whereas_hir::expr::{ExprId, VarId};

use whereas_hir::policy::DecisionKind;
use whereas_value::case::Event;
use whereas_value::id::{ChoiceId, ClauseId, DecisionId, FactorId, JudgementId, PolicyId, RuleId};
use whereas_value::{Case, Cause, Date, Finding, Of, Question};

use super::concrete::{Concrete, Found, all, any, not, worst, yes};
use super::{Outcome, Settled};
use crate::findings;
use crate::force::{Readings, Variant, variants};
use crate::known::{self, Known};
use crate::text::{Source, Text};
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
    /// The event from which a duty arises.
    event: Option<&'a Event>,
}

impl<'a> At<'a> {
    pub const fn policy(policy: PolicyId) -> Self {
        Self { policy, bound: Vec::new(), event: None }
    }

    pub const fn event(policy: PolicyId, event: Option<&'a Event>) -> Self {
        Self { policy, bound: Vec::new(), event }
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
            .map(|finding| findings::defects(checked, &fixed, case.as_of, finding).is_empty());
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
                    DecisionKind::Is(_) => self.scoped(id, Which { place, value: None }),
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

    /// Section 3: `off(X) = OR over (Y: X does not apply when C), Y in force: C and not off(Y)`.
    fn off(&mut self, clause: ClauseId, place: Option<Place>) -> Found {
        let said = self.text.switch_offs.get(&clause).cloned().unwrap_or_default();
        let mut each = Vec::new();
        for (by, switch_off) in said {
            if !self.live(by) {
                continue;
            }
            let place = match switch_off.element {
                None => None,
                Some(element) => {
                    let list = self.hir().variables.get(element).map(|x| x.list);
                    match place {
                        Some(place) if Some(place.0) == list => Some(place),
                        Some(_) | None => continue,
                    }
                }
            };
            let at = At::policy(self.policy_of(by)).with(switch_off.element, place);
            let condition = self.condition(switch_off.when, switch_off.unless, &at);
            each.push(all(&[condition, not(self.off(by, place))]));
        }
        any(&each)
    }

    fn condition(&mut self, when: Option<ExprId>, unless: Option<ExprId>, at: &At<'a>) -> Found {
        let when = when.map_or(yes(true), |when| self.value(when, at));
        let unless = unless.map_or(yes(false), |unless| self.value(unless, at));
        all(&[when, not(unless)])
    }

    fn stands(&mut self, id: RuleId, rule: &'a Rule, which: Which) -> Found {
        let place = which.place;
        let at = At::policy(self.policy_of(rule.clause)).with(rule.element, place);
        let mut each = vec![self.condition(rule.when, rule.unless, &at)];
        each.push(not(self.off(rule.clause, place)));
        for source in self.text.sources.get(&id).cloned().unwrap_or_default() {
            each.push(self.gives(&source, rule.clause, &at));
        }
        if let (Some(value), Gives::Includes(given) | Gives::Excludes(given)) =
            (which.value, &rule.gives)
        {
            let given = self.value(*given, &at);
            each.push(given.map(|given| Concrete::Truth(given == Concrete::Choice(value))));
        }
        all(&each)
    }

    fn gives(&mut self, source: &Source, clause: ClauseId, at: &At<'a>) -> Found {
        let which = Which { place: at.place(source.element), value: source.value };
        let rules = self.rules(source.decision);
        let mut each = Vec::new();
        for (id, rule) in rules {
            let counts = match &source.under {
                Some(clauses) => clauses.contains(&rule.clause),
                None => rule.clause != clause && !self.fixed.is_above(rule.clause, clause),
            };
            if counts {
                each.push(self.stands(id, rule, which));
            }
        }
        any(&each)
    }

    fn rules(&self, decision: DecisionId) -> Vec<(RuleId, &'a Rule)> {
        let hir = self.hir();
        let of_it = hir.rules.enumerate().filter(|(_, rule)| rule.decision == decision);
        of_it.filter(|(_, rule)| self.live(rule.clause)).collect()
    }

    /// Of some rules: which prevail among them.
    fn prevailing(&mut self, rules: &[(RuleId, &'a Rule)], which: Which) -> Vec<Found> {
        let stand: Vec<Found> =
            rules.iter().map(|(id, rule)| self.stands(*id, rule, which)).collect();
        let prevails = rules.iter().zip(&stand).map(|((_, rule), stands)| {
            let above = rules.iter().zip(&stand);
            let above =
                above.filter(|((_, upper), _)| self.fixed.is_above(upper.clause, rule.clause));
            let above: Vec<Found> = above.map(|(_, stands)| stands.clone()).collect();
            all(&[stands.clone(), not(any(&above))])
        });
        prevails.collect()
    }

    fn decide(&mut self, id: DecisionId, which: Which) -> Found {
        if let Some(found) = self.decided.get(&(id, which)) {
            return found.clone();
        }
        let found = self.decide_once(id, which);
        self.decided.insert((id, which), found.clone());
        found
    }

    fn decide_once(&mut self, id: DecisionId, which: Which) -> Found {
        let rules = self.rules(id);
        if rules.is_empty() {
            return Err(Cause::NotInForce);
        }
        let hir = self.hir();
        let decision = hir.decisions.get(id).ok_or(Cause::Undetermined)?;
        let ready = self.ready(Waits::Decision(id), which.place);
        let combined = match ready {
            Err(cause) => Err(cause),
            Ok(Concrete::Truth(true)) => {
                let prevail = self.prevailing(&rules, which);
                self.combine(&rules, &prevail, which, |world| {
                    match (which.value, decision.otherwise) {
                        (Some(_), _) => yes(false),
                        (None, Some(otherwise)) => {
                            let at =
                                At::policy(decision.policy).with(decision.element, which.place);
                            world.value(otherwise, &at)
                        }
                        (None, None) => Err(Cause::Undetermined),
                    }
                })
            }
            Ok(_) => Err(Cause::NotReady),
        };
        match which.value {
            Some(value) => {
                let may = match self.ready(Waits::Value(id, value), which.place) {
                    Ok(Concrete::Truth(true)) => yes(true),
                    Ok(_) => Err(Cause::NotReady),
                    Err(cause) => Err(cause),
                };
                all(&[combined, may])
            }
            None => combined,
        }
    }

    fn combine(
        &mut self,
        rules: &[(RuleId, &'a Rule)],
        prevail: &[Found],
        which: Which,
        otherwise: impl FnOnce(&mut Self) -> Found,
    ) -> Found {
        let mut given: Vec<Found> = Vec::new();
        for ((_, rule), prevails) in rules.iter().zip(prevail) {
            match prevails {
                Err(cause) => given.push(Err(*cause)),
                Ok(Concrete::Truth(true)) => given.push(match rule.gives {
                    Gives::Is(value) => {
                        let at =
                            At::policy(self.policy_of(rule.clause)).with(rule.element, which.place);
                        self.value(value, &at)
                    }
                    Gives::Includes(_) => yes(true),
                    Gives::Excludes(_) => yes(false),
                }),
                Ok(_) => {}
            }
        }
        let mut values: Vec<&Concrete> = given.iter().flatten().collect();
        values.sort();
        values.dedup();
        let conflict = values.len() > 1;
        if conflict {
            given.push(Err(Cause::Conflict));
        }
        if let Some(cause) = worst(&given) {
            return Err(cause);
        }
        match given.into_iter().next() {
            Some(value) => value,
            None => otherwise(self),
        }
    }

    fn ready(&mut self, waits: Waits, place: Option<Place>) -> Found {
        let said = self.text.prerequisites.get(&waits).cloned().unwrap_or_default();
        let mut each = Vec::new();
        for (clause, prerequisite) in said {
            if self.live(clause) {
                let at = At::policy(self.policy_of(clause)).with(prerequisite.element, place);
                let condition = self.value(prerequisite.condition, &at);
                each.push(any(&[self.off(clause, place), condition]));
            }
        }
        all(&each)
    }

    fn under(&mut self, decision: DecisionId, clauses: &[ClauseId], which: Which) -> Found {
        let rules: Vec<_> = self
            .rules(decision)
            .into_iter()
            .filter(|(_, rule)| clauses.contains(&rule.clause))
            .collect();
        let stand: Vec<Found> =
            rules.iter().map(|(id, rule)| self.stands(*id, rule, which)).collect();
        self.combine(&rules, &stand, which, |_| Err(Cause::Undetermined))
    }

    fn apart(&mut self, decision: DecisionId, clause: ClauseId, which: Which) -> Found {
        let others = self
            .rules(decision)
            .into_iter()
            .filter(|(_, rule)| rule.clause != clause && !self.fixed.is_above(rule.clause, clause));
        let rules: Vec<_> = others.collect();
        let prevail = self.prevailing(&rules, which);
        self.combine(&rules, &prevail, which, |_| Err(Cause::Undetermined))
    }

    fn read_decision(&mut self, decision: DecisionId, which: Which, at: &At<'a>) -> Found {
        self.across(decision, which, at).map_err(|cause| match cause {
            Cause::NotInForce | Cause::OutOfScope => Cause::Undetermined,
            Cause::Undetermined | Cause::Conflict | Cause::Fault | Cause::NotReady => cause,
        })
    }

    fn across(&mut self, decision: DecisionId, which: Which, at: &At<'a>) -> Found {
        let policy = self.hir().decisions.get(decision).map(|decision| decision.policy);
        if policy == Some(at.policy) {
            self.decide(decision, which)
        } else {
            self.scoped(decision, which)
        }
    }

    fn scoped(&mut self, decision: DecisionId, which: Which) -> Found {
        let found = self.decide(decision, which);
        if found == Err(Cause::NotInForce) {
            return found;
        }
        let hir = self.hir();
        let policy = hir.decisions.get(decision).map_or(Hir::MAIN, |decision| decision.policy);
        let Some(applies) = hir.policies.get(policy).and_then(|policy| policy.applies_when) else {
            return found;
        };
        match self.value(applies, &At::policy(policy)) {
            Ok(Concrete::Truth(true)) => found,
            Ok(_) => Err(Cause::OutOfScope),
            Err(cause) => Err(cause),
        }
    }

    // -------------------------------------------------------------- judgements

    fn judgement(&mut self, id: JudgementId) -> Found {
        let hir = self.hir();
        let judgement = hir.judgements.get(id).ok_or(Cause::Undetermined)?;
        if !self.live(judgement.clause)
            || self.off(judgement.clause, None)? == Concrete::Truth(true)
        {
            return Err(Cause::Undetermined);
        }
        if self.ready(Waits::Judgement(id), None)? != Concrete::Truth(true) {
            return Err(Cause::NotReady);
        }
        let findings = self.case.findings.iter().zip(self.good.clone());
        for (finding, good) in findings {
            if finding.judgement == id && !finding.draft {
                if good
                    && self.weighs_all(id, finding)
                    && let Some(value) = &finding.value
                {
                    let none = whereas_value::Interval::ANY;
                    let value = known::some_value(hir, &judgement.ty, &none, value);
                    return one(&value).ok_or(Cause::Undetermined);
                }
                break;
            }
        }
        let place = usize::try_from(id.0).unwrap_or(usize::MAX);
        self.settled.judgements.get(place).cloned().ok_or(Cause::Undetermined)
    }

    /// Whether every factor that a finding does not name is no in this world.
    fn weighs_all(&mut self, id: JudgementId, finding: &Finding) -> bool {
        let hir = self.hir();
        let Some(judgement) = hir.judgements.get(id) else { return false };
        for (factor_id, factor) in hir.factors.enumerate() {
            let of_it = judgement.ledgers.iter().any(|(ledger, by)| {
                self.live(*by) && factor.ledgers.iter().any(|(other, _)| other == ledger)
            });
            let named = finding.weighing.iter().any(|weighed| weighed.factor == factor_id);
            if !of_it || named || !self.live(factor.clause) {
                continue;
            }
            let present = match factor.present {
                Presence::When(condition) => {
                    self.value(condition, &At::policy(self.policy_of(factor.clause)))
                }
                Presence::FoundBy(_) => yes(self.is_found(factor_id)),
            };
            if all(&[present, not(self.off(factor.clause, None))]) != yes(false) {
                return false;
            }
        }
        true
    }

    fn is_found(&self, id: FactorId) -> bool {
        let findings = self.case.findings.iter().zip(&self.good);
        let good = findings.filter(|(finding, good)| **good && !finding.draft);
        let said: Vec<bool> = good
            .flat_map(|(finding, _)| &finding.weighing)
            .filter(|weighed| weighed.factor == id)
            .map(|weighed| weighed.present)
            .collect();
        match said.as_slice() {
            [first, rest @ ..] if rest.iter().all(|other| other == first) => *first,
            _ => {
                let place = usize::try_from(id.0).unwrap_or(usize::MAX);
                self.settled.found.get(place).copied().unwrap_or(false)
            }
        }
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

/// The one value of a finding.
fn one(values: &whereas_value::Values) -> Option<Concrete> {
    match values {
        whereas_value::Values::Truth { may_yes, .. } => Some(Concrete::Truth(*may_yes)),
        whereas_value::Values::Choice(bits) => Some(Concrete::Choice(bits.trailing_zeros())),
        whereas_value::Values::Number(number) => {
            Some(Concrete::Number(number.as_ref()?.as_single()?.clone()))
        }
        whereas_value::Values::Text(text) => {
            let text: &EcoString = text.as_single()?;
            Some(Concrete::Text(text.clone()))
        }
        whereas_value::Values::Set(_) => None,
    }
}
