//! Section 3, in the abstract: what stands, what prevails, what is decided; sets; reading a decision; scope; the trace.

use std::collections::BTreeSet;
use std::rc::Rc;

use whereas_hir::clause::{Gives, Rule, SwitchOff, Waits};
use whereas_hir::expr::{Compare, Expr, ExprId, Literal, VarId};
use whereas_hir::policy::DecisionKind;
use whereas_value::answer::{RuleTrace, Standing};
use whereas_value::id::{ChoiceId, ClauseId, DecisionId, PolicyId, RuleId};
use whereas_value::{Cause, Causes, Values};

use super::combine::{Row, Same, combine};
use super::totals::total;
use super::{At, Place, Run, Which};
use crate::known::{self, Known};
use crate::tables::{Seen, and, choose, compare, needs, none_like, not, or, truth};
use crate::text::Source;

impl<'a> Run<'_, 'a> {
    /// `off(X) = OR over (Y: X does not apply when C), Y in force: C and not off(Y)`. For an element, also what is
    /// switched off for it; a question that is about no element of the list is not touched by that.
    pub fn off(&mut self, clause: ClauseId, place: Option<Place>) -> Seen {
        if let Some(seen) = self.offs.get(&(clause, place)) {
            return seen.clone();
        }
        let all: Vec<Seen> =
            self.switchers(clause, place).into_iter().map(|(_, seen)| seen).collect();
        let seen = or(&all);
        self.offs.insert((clause, place), seen.clone());
        seen
    }

    /// What switches a clause off: each clause that says so, and `C and not off(Y)` of it.
    pub(super) fn switchers(
        &mut self,
        clause: ClauseId,
        place: Option<Place>,
    ) -> Vec<(ClauseId, Seen)> {
        let setting = self.setting;
        let said = setting.text.switch_offs.get(&clause).map_or(&[][..], Vec::as_slice);
        let mut all = Vec::new();
        for (by, switch_off) in said.iter().filter(|(by, _)| self.variant.is_live(*by)) {
            let place = match switch_off.element {
                None => None,
                Some(variable) => {
                    let list = self.hir().variables.get(variable).map(|variable| variable.list);
                    let Some(place) = place.filter(|place| Some(place.list()) == list) else {
                        continue;
                    };
                    Some(place)
                }
            };
            let condition = self.switch_condition(*by, switch_off, place);
            let by_off = self.off(*by, place);
            all.push((*by, and(&[condition, not(&by_off)])));
        }
        all
    }

    pub(super) fn switch_condition(
        &mut self,
        by: ClauseId,
        switch_off: &SwitchOff,
        place: Option<Place>,
    ) -> Seen {
        let at = At::policy(self.policy_of(by)).with(switch_off.element, place);
        self.condition(switch_off.when, switch_off.unless, &at)
    }

    /// `when C unless D`: C and not D.
    pub(super) fn condition(
        &mut self,
        when: Option<ExprId>,
        unless: Option<ExprId>,
        at: &At<'a>,
    ) -> Seen {
        let mut at = at.clone();
        if let (Some(when), Some(unless)) = (when, unless) {
            let checked = self.setting.checked;
            at.nonzero.extend(checked.not_zero_beside(when, true));
            at.nonzero.extend(checked.not_zero_beside(unless, false));
        }
        let at = &at;
        let when = when.map(|when| self.value(when, at));
        let unless = unless.map(|unless| not(&self.value(unless, at)));
        let all: Vec<Seen> = when.into_iter().chain(unless).collect();
        and(&all)
    }

    /// `stands(X, r) = when(r) and not off(X) and gives(U, d) for every source of r`; of a set, its value is this one.
    pub(super) fn stands(&mut self, id: RuleId, rule: &'a Rule, which: Which) -> Seen {
        if let Some(seen) = self.standing.get(&(id, which)) {
            return seen.clone();
        }
        let place = which.place;
        let at = At::policy(self.policy_of(rule.clause)).with(rule.element, place);
        let off = self.off(rule.clause, place);
        let mut all = vec![not(&off)];
        if !off.surely_yes() {
            all.push(self.condition(rule.when, rule.unless, &at));
            let setting = self.setting;
            for source in setting.text.sources.get(&id).into_iter().flatten() {
                all.push(self.source_gives(source, rule.clause, &at));
            }
            if let (Some(value), Some(given)) = (which.value, set_value(&rule.gives)) {
                let given = self.value(given, &at);
                let this = Seen::sure(Values::Choice(known::bit(value)));
                all.push(compare(Compare::Equal, &given, &this, false));
            }
        }
        let seen = and(&all);
        self.standing.insert((id, which), seen.clone());
        seen
    }

    /// The implicit guard: a clause that halves what X gives has nothing to halve where X gives nothing.
    pub(super) fn source_gives(&mut self, source: &Source, clause: ClauseId, at: &At<'a>) -> Seen {
        let which = Which { value: source.value, ..self.which(source.element, at) };
        let rules = match &source.under {
            Some(clauses) => self.rules_of(source.decision, which, |c| clauses.contains(&c)),
            None => self.rules_apart(source.decision, which, clause),
        };
        let stand: Vec<Seen> =
            rules.into_iter().map(|(id, rule)| self.stands(id, rule, which)).collect();
        or(&stand)
    }

    /// The rules in force of a question, of some clauses, in order. `includes E` with another literal is no rule of it.
    pub(super) fn rules_of(
        &self,
        decision: DecisionId,
        which: Which,
        clauses: impl Fn(ClauseId) -> bool,
    ) -> Vec<(RuleId, &'a Rule)> {
        let hir = self.hir();
        let ids = self.variant.rules.get(decision).map_or(&[][..], Vec::as_slice);
        let rules = ids.iter().filter_map(|id| Some((*id, hir.rules.get(*id)?)));
        let of_question = |rule: &Rule| match (which.value, set_value(&rule.gives)) {
            (Some(this), Some(given)) => match hir.exprs.get(given) {
                Some(Expr::Literal(Literal::Choice { value, .. })) => *value == this,
                _ => true,
            },
            _ => true,
        };
        rules.filter(|(_, rule)| clauses(rule.clause) && of_question(rule)).collect()
    }

    /// The rules of all clauses that neither are this one nor prevail over it.
    pub(super) fn rules_apart(
        &self,
        decision: DecisionId,
        which: Which,
        clause: ClauseId,
    ) -> Vec<(RuleId, &'a Rule)> {
        let variant = self.variant;
        self.rules_of(decision, which, |c| c != clause && !variant.is_above(c, clause))
    }

    /// `prevails(r) = stands(r) and not OR { stands(s): clause(s) above clause(r) }`, and its value where it may.
    pub(super) fn rows(
        &mut self,
        rules: &[(RuleId, &'a Rule)],
        which: Which,
        overrides: bool,
    ) -> Vec<Row> {
        let stand: Vec<Seen> =
            rules.iter().map(|(id, rule)| self.stands(*id, rule, which)).collect();
        let mut rows = Vec::new();
        for ((id, rule), stands) in rules.iter().zip(&stand) {
            let above: Vec<usize> = rules
                .iter()
                .enumerate()
                .filter(|(_, (_, s))| {
                    overrides && self.variant.is_above(s.clause, rule.clause)
                        || s.is_row_above(rule)
                })
                .map(|(place, _)| place)
                .collect();
            let upper: Vec<Seen> =
                above.iter().filter_map(|place| stand.get(*place).cloned()).collect();
            let prevails = and(&[stands.clone(), not(&or(&upper))]);
            let (value, same) = self.row_value(rule, which, &prevails);
            rows.push(Row {
                clause: rule.clause,
                rule: *id,
                stands: stands.clone(),
                prevails,
                value,
                same,
                above,
            });
        }
        rows
    }

    pub(super) fn row_value(
        &mut self,
        rule: &'a Rule,
        which: Which,
        prevails: &Seen,
    ) -> (Seen, Same) {
        match rule.gives {
            Gives::Is(expr) | Gives::Adds(expr) => {
                let at = At::policy(self.policy_of(rule.clause)).with(rule.element, which.place);
                let value = if prevails.may_yes() {
                    self.value(expr, &at)
                } else {
                    Seen::sure(known::nothing(self.setting.checked.ty(expr)))
                };
                (value, self.class(expr).map_or(Same::No, Same::Class))
            }
            Gives::Includes(_) => (Seen::truth(true), Same::Polarity(true)),
            Gives::Excludes(_) => (Seen::truth(false), Same::Polarity(false)),
        }
    }

    // -------------------------------------------------------------- decide

    /// `decide(d)`. A set is one yes/no question for each value.
    pub fn question(&mut self, decision: DecisionId, which: Which) -> Seen {
        if let Some(seen) = self.questions.get(&(decision, which)) {
            return seen.clone();
        }
        let seen = self.decide(decision, which);
        self.questions.insert((decision, which), seen.clone());
        seen
    }

    pub(super) fn decide(&mut self, id: DecisionId, which: Which) -> Seen {
        let hir = self.hir();
        let Some(decision) = hir.decisions.get(id) else { return Seen::truth(false) };
        let none = match &decision.kind {
            DecisionKind::Is(ty) | DecisionKind::Total(ty) => known::nothing(ty),
            DecisionKind::Set(_) => truth(false, false),
        };
        if !self.in_force(id) {
            return Seen::of(Causes::of(Cause::NotInForce), none);
        }
        let ready = self.ready(Waits::Decision(id), which.place);
        let rules = self.rules_of(id, which, |_| true);
        match which.value {
            Some(value) => {
                let rows =
                    if ready.may_yes() { self.rows(&rules, which, true) } else { Vec::new() };
                let combined = combine(&ready, &rows, none, || Some(Seen::truth(false)));
                // An inclusion that fails anyway is no, not *not ready*.
                let may_include = self.ready(Waits::Value(id, value), which.place);
                and(&[combined, needs(&may_include)])
            }
            None => {
                let rows =
                    if ready.may_yes() { self.rows(&rules, which, true) } else { Vec::new() };
                if decision.kind.is_total() {
                    return total(&ready, &rows);
                }
                let at = At::policy(decision.policy).with(decision.element, which.place);
                combine(&ready, &rows, none, || {
                    decision.otherwise.map(|otherwise| self.value(otherwise, &at))
                })
            }
        }
    }

    /// Whether any rule of a decision is in force: asked of the whole set.
    pub(super) fn in_force(&self, decision: DecisionId) -> bool {
        self.variant.rules.get(decision).is_some_and(|rules| !rules.is_empty())
    }

    /// `AND over (X: d only after C), X in force: off(X) or C`.
    pub(super) fn ready(&mut self, waits: Waits, place: Option<Place>) -> Seen {
        let setting = self.setting;
        let said = setting.text.prerequisites.get(&waits).map_or(&[][..], Vec::as_slice);
        let mut all = Vec::new();
        for (clause, prerequisite) in said.iter().filter(|(by, _)| self.variant.is_live(*by)) {
            let at = At::policy(self.policy_of(*clause)).with(prerequisite.element, place);
            let off = self.off(*clause, place);
            let condition = self.value(prerequisite.condition, &at);
            all.push(or(&[off, condition]));
        }
        and(&all)
    }

    /// `d under X`: what the rules of X give, overrides ignored, without `otherwise`.
    pub(super) fn under(
        &mut self,
        decision: DecisionId,
        clauses: &[ClauseId],
        which: Which,
    ) -> Seen {
        let rules = self.rules_of(decision, which, |clause| clauses.contains(&clause));
        let rows = self.rows(&rules, which, false);
        self.together(decision, &rows)
    }

    /// `d apart from this clause`: what all others give that do not prevail over it, with the overrides among them.
    pub(super) fn apart(&mut self, decision: DecisionId, clause: ClauseId, which: Which) -> Seen {
        let rules = self.rules_apart(decision, which, clause);
        let rows = self.rows(&rules, which, true);
        self.together(decision, &rows)
    }

    /// Some rules of a decision, without `otherwise` and prerequisites.
    fn together(&self, decision: DecisionId, rows: &[Row]) -> Seen {
        let ready = Seen::truth(true);
        if self.hir().decisions.get(decision).is_some_and(|decision| decision.kind.is_total()) {
            return total(&ready, rows);
        }
        combine(&ready, rows, self.none_of(decision), || None)
    }

    pub(super) fn none_of(&self, decision: DecisionId) -> Values {
        match self.hir().decisions.get(decision).map(|decision| &decision.kind) {
            Some(DecisionKind::Is(ty) | DecisionKind::Total(ty)) => known::nothing(ty),
            Some(DecisionKind::Set(_)) | None => truth(false, false),
        }
    }

    // -------------------------------------------------------------- reading a decision; scope

    /// A decision that is read: its outcome; *not in force* and *out of scope* are read as *undetermined*.
    pub(super) fn read_decision(
        &mut self,
        decision: DecisionId,
        which: Which,
        at: &At<'a>,
    ) -> Seen {
        let mut seen = self.across(decision, which, at);
        let outer = Causes::of(Cause::NotInForce).and(Causes::of(Cause::OutOfScope));
        let inner = seen.causes.without(outer);
        if inner != seen.causes {
            seen.causes = inner.and(Causes::of(Cause::Undetermined));
        }
        if seen.is_single() { Seen::of(seen.causes, seen.values) } else { seen }
    }

    /// Decisions of one policy read each other unscoped; what another policy reads is scoped.
    pub(super) fn across(&mut self, decision: DecisionId, which: Which, at: &At<'a>) -> Seen {
        let policy = self.hir().decisions.get(decision).map(|decision| decision.policy);
        if policy == Some(at.policy) {
            self.question(decision, which)
        } else {
            self.scoped(decision, which)
        }
    }

    /// *Not in force* first; then `applies when C`: no, then *out of scope*.
    pub fn scoped(&mut self, decision: DecisionId, which: Which) -> Seen {
        let seen = self.question(decision, which);
        if !self.in_force(decision) {
            return seen;
        }
        let Some(policy) = self.hir().decisions.get(decision).map(|decision| decision.policy)
        else {
            return seen;
        };
        let scope = self.scope(policy);
        let outside = Seen::of(Causes::of(Cause::OutOfScope), none_like(&seen.values));
        let none = none_like(&seen.values);
        choose(&scope, || seen, || outside, none)
    }

    /// `applies when C`
    pub(crate) fn scope(&mut self, id: PolicyId) -> Seen {
        if let Some(seen) = self.scopes.get(&id) {
            return seen.clone();
        }
        let applies = self.hir().policies.get(id).and_then(|policy| policy.applies_when);
        let seen = match applies {
            Some(condition) => self.value(condition, &At::policy(id)),
            None => Seen::truth(true),
        };
        self.scopes.insert(id, seen.clone());
        seen
    }

    /// `d is decided`: yes; no; but *not ready* stays without a value. Of a set: of every value.
    pub(super) fn is_decided(
        &mut self,
        decision: DecisionId,
        element: Option<VarId>,
        at: &At<'a>,
    ) -> Seen {
        let hir = self.hir();
        let which = self.which(element, at);
        let questions = match hir.decisions.get(decision).map(|d| &d.kind) {
            Some(DecisionKind::Set(choice)) => self.each_value(*choice, which),
            Some(DecisionKind::Is(_) | DecisionKind::Total(_)) | None => vec![which],
        };
        let not_ready = Causes::of(Cause::NotReady);
        let mut all = Vec::new();
        for which in questions {
            let seen = self.across(decision, which, at);
            let others = seen.causes.without(not_ready);
            let causes = seen.causes.without(others);
            let decided = truth(!others.is_empty(), !seen.valueless());
            all.push(Seen::of(causes, decided).from([&seen]));
        }
        and(&all)
    }

    /// The questions of a set: one for each value.
    fn each_value(&self, choice: ChoiceId, which: Which) -> Vec<Which> {
        let count = self.hir().choices.get(choice).map_or(0, |choice| choice.values.len());
        (0..u32::try_from(count).unwrap_or(0)).map(|value| which.includes(value)).collect()
    }

    /// `S includes V`: of a decision the question S.V, whatever the other values do; of a fact whether V is in it.
    pub(super) fn includes(&mut self, set: ExprId, value: u32, at: &At<'a>) -> Seen {
        if let Some(expr) = self.hir().exprs.get(set) {
            if let Some((decision, element)) = expr.decision() {
                let which = self.which(element, at).includes(value);
                return self.read_decision(decision, which, at);
            }
            if let Expr::Under { decision, clauses, element } = expr {
                let which = self.which(*element, at).includes(value);
                return self.under(*decision, clauses, which);
            }
            if let Expr::Apart { decision, clause, element } = expr {
                let which = self.which(*element, at).includes(value);
                return self.apart(*decision, *clause, which);
            }
        }
        let seen = self.value(set, at);
        let is_in = match &seen.values {
            Values::Set(Some(view)) => {
                let bit = known::bit(value);
                truth(view.definite & bit == 0, view.possible & bit != 0)
            }
            Values::Set(None)
            | Values::Truth { .. }
            | Values::Choice(_)
            | Values::Number(_)
            | Values::Text(_) => truth(false, false),
        };
        Seen::of(seen.causes, is_in).from([&seen])
    }

    /// `S is empty`: of a decision `not OR d.v`; of a list, that there is nobody.
    pub(super) fn is_empty(&mut self, id: ExprId, at: &At<'a>) -> Seen {
        let hir = self.hir();
        if let Some((decision, element)) = hir.exprs.get(id).and_then(Expr::decision) {
            let kind = hir.decisions.get(decision).map(|decision| &decision.kind);
            if let Some(DecisionKind::Set(choice)) = kind {
                let values = self.each_value(*choice, self.which(element, at));
                let all: Vec<Seen> =
                    values.into_iter().map(|v| self.read_decision(decision, v, at)).collect();
                return not(&or(&all));
            }
        }
        if let Some(Expr::Fact(list)) = hir.exprs.get(id)
            && let Some(Known::List { rows, .. }) = self.facts.get(*list).map(Rc::as_ref)
        {
            return if rows.is_empty() { not(&self.there(*list)) } else { Seen::truth(false) };
        }
        let seen = self.value(id, at);
        let empty = match &seen.values {
            Values::Set(Some(view)) => truth(view.possible != 0, view.definite == 0),
            Values::Set(None)
            | Values::Truth { .. }
            | Values::Choice(_)
            | Values::Number(_)
            | Values::Text(_) => truth(false, false),
        };
        Seen::of(seen.causes, empty).from([&seen])
    }

    // -------------------------------------------------------------- what became of each rule

    /// The trace of a question: of every rule whether it stands and prevails.
    pub fn trace(&mut self, decision: DecisionId, which: Which) -> Vec<RuleTrace> {
        let rules = self.rules_of(decision, which, |_| true);
        let rows = self.rows(&rules, which, true);
        let told = rows.iter().map(|row| RuleTrace {
            clause: row.clause,
            rule: row.rule,
            standing: self.standing_of(row, &rows, which),
        });
        told.collect()
    }

    pub(super) fn standing_of(&mut self, row: &Row, rows: &[Row], which: Which) -> Standing {
        if row.prevails.surely_yes() {
            return Standing::Prevails;
        }
        if row.stands.valueless() {
            return Standing::Valueless(row.stands.causes);
        }
        if row.stands.surely_no() {
            if !self.off(row.clause, which.place).surely_yes() {
                return Standing::NotApplicable;
            }
            let by = self.switchers(row.clause, which.place);
            let by = by.into_iter().filter(|(_, seen)| seen.surely_yes()).map(|(by, _)| by);
            return Standing::SwitchedOff(by.collect::<BTreeSet<_>>().into_iter().collect());
        }
        if row.stands.surely_yes() && row.prevails.surely_no() {
            let upper = row.above.iter().filter_map(|place| rows.get(*place));
            let upper = upper.filter(|upper| upper.stands.surely_yes()).map(|upper| upper.clause);
            return Standing::Overridden(upper.collect::<BTreeSet<_>>().into_iter().collect());
        }
        if row.prevails.valueless() {
            return Standing::Valueless(row.prevails.causes);
        }
        Standing::Open
    }
}

/// The value that a rule includes in a set, or excludes.
const fn set_value(gives: &Gives) -> Option<ExprId> {
    match gives {
        Gives::Is(_) | Gives::Adds(_) => None,
        Gives::Includes(value) | Gives::Excludes(value) => Some(*value),
    }
}
