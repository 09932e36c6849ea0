//! Sections 3 to 8 in one world: which rules stand, which prevail, and what a decision comes to.

use whereas_hir::Hir;
use whereas_hir::clause::{Gives, Rule, Waits};
use whereas_hir::expr::ExprId;
use whereas_value::id::{ClauseId, DecisionId, RuleId};
use whereas_value::{Cause, Number};

use super::{At, Place, Which, World};
use crate::text::Source;
use crate::worlds::concrete::{Concrete, Found, all, any, not, worst, yes};

impl<'a> World<'_, 'a> {
    /// Section 3: `off(X) = OR over (Y: X does not apply when C), Y in force: C and not off(Y)`.
    pub(super) fn off(&mut self, clause: ClauseId, place: Option<Place>) -> Found {
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

    pub(super) fn condition(
        &mut self,
        when: Option<ExprId>,
        unless: Option<ExprId>,
        at: &At<'a>,
    ) -> Found {
        let when = when.map_or(yes(true), |when| self.value(when, at));
        let unless = unless.map_or(yes(false), |unless| self.value(unless, at));
        all(&[when, not(unless)])
    }

    pub(super) fn stands(&mut self, id: RuleId, rule: &'a Rule, which: Which) -> Found {
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

    pub(super) fn gives(&mut self, source: &Source, clause: ClauseId, at: &At<'a>) -> Found {
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

    pub(super) fn rules(&self, decision: DecisionId) -> Vec<(RuleId, &'a Rule)> {
        let hir = self.hir();
        let of_it = hir.rules.enumerate().filter(|(_, rule)| rule.decision == decision);
        of_it.filter(|(_, rule)| self.live(rule.clause)).collect()
    }

    /// Of some rules: which prevail among them.
    pub(super) fn prevailing(&mut self, rules: &[(RuleId, &'a Rule)], which: Which) -> Vec<Found> {
        self.prevailing_by(rules, which, true)
    }

    /// The same where overrides are ignored; of the rows of a table the first counts all the same.
    fn prevailing_by(
        &mut self,
        rules: &[(RuleId, &'a Rule)],
        which: Which,
        overrides: bool,
    ) -> Vec<Found> {
        let stand: Vec<Found> =
            rules.iter().map(|(id, rule)| self.stands(*id, rule, which)).collect();
        let prevails = rules.iter().zip(&stand).map(|((_, rule), stands)| {
            let above = rules.iter().zip(&stand);
            let above = above.filter(|((_, upper), _)| {
                overrides && self.fixed.is_above(upper.clause, rule.clause)
                    || upper.is_row_above(rule)
            });
            let above: Vec<Found> = above.map(|(_, stands)| stands.clone()).collect();
            all(&[stands.clone(), not(any(&above))])
        });
        prevails.collect()
    }

    pub(super) fn decide(&mut self, id: DecisionId, which: Which) -> Found {
        if let Some(found) = self.decided.get(&(id, which)) {
            return found.clone();
        }
        let found = self.decide_once(id, which);
        self.decided.insert((id, which), found.clone());
        found
    }

    pub(super) fn decide_once(&mut self, id: DecisionId, which: Which) -> Found {
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
                self.combine((id, &rules), &prevail, which, |world| {
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

    pub(super) fn combine(
        &mut self,
        (decision, rules): (DecisionId, &[(RuleId, &'a Rule)]),
        prevail: &[Found],
        which: Which,
        otherwise: impl FnOnce(&mut Self) -> Found,
    ) -> Found {
        let mut given: Vec<Found> = Vec::new();
        for ((_, rule), prevails) in rules.iter().zip(prevail) {
            match prevails {
                Err(cause) => given.push(Err(*cause)),
                Ok(Concrete::Truth(true)) => given.push(match rule.gives {
                    Gives::Is(value) | Gives::Adds(value) => {
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
        // What a total adds up is in no conflict.
        if self.is_total(decision) {
            return sum(&given);
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

    /// Whether a decision is the sum of what its rules add.
    fn is_total(&self, decision: DecisionId) -> bool {
        self.hir().decisions.get(decision).is_some_and(|decision| decision.kind.is_total())
    }

    pub(super) fn ready(&mut self, waits: Waits, place: Option<Place>) -> Found {
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

    pub(super) fn under(
        &mut self,
        decision: DecisionId,
        clauses: &[ClauseId],
        which: Which,
    ) -> Found {
        let rules: Vec<_> = self
            .rules(decision)
            .into_iter()
            .filter(|(_, rule)| clauses.contains(&rule.clause))
            .collect();
        let stand = self.prevailing_by(&rules, which, false);
        self.combine((decision, &rules), &stand, which, |_| Err(Cause::Undetermined))
    }

    pub(super) fn apart(&mut self, decision: DecisionId, clause: ClauseId, which: Which) -> Found {
        let others = self
            .rules(decision)
            .into_iter()
            .filter(|(_, rule)| rule.clause != clause && !self.fixed.is_above(rule.clause, clause));
        let rules: Vec<_> = others.collect();
        let prevail = self.prevailing(&rules, which);
        self.combine((decision, &rules), &prevail, which, |_| Err(Cause::Undetermined))
    }

    pub(super) fn read_decision(
        &mut self,
        decision: DecisionId,
        which: Which,
        at: &At<'a>,
    ) -> Found {
        self.across(decision, which, at).map_err(|cause| match cause {
            Cause::NotInForce | Cause::OutOfScope => Cause::Undetermined,
            Cause::Undetermined | Cause::Conflict | Cause::Fault | Cause::NotReady => cause,
        })
    }

    pub(super) fn across(&mut self, decision: DecisionId, which: Which, at: &At<'a>) -> Found {
        let policy = self.hir().decisions.get(decision).map(|decision| decision.policy);
        if policy == Some(at.policy) {
            self.decide(decision, which)
        } else {
            self.scoped(decision, which)
        }
    }

    pub(super) fn scoped(&mut self, decision: DecisionId, which: Which) -> Found {
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
}

/// The sum of what is added: the worst cause, where one of them has no value.
fn sum(given: &[Found]) -> Found {
    if let Some(cause) = worst(given) {
        return Err(cause);
    }
    let mut sum = Number::ZERO;
    for value in given.iter().flatten() {
        let Concrete::Number(number) = value else { return Err(Cause::Undetermined) };
        sum = sum.checked_add(number).map_err(|_| Cause::Fault)?;
    }
    Ok(Concrete::Number(sum))
}
