//! What stands, what prevails, what is decided: switch-offs, rules and questions to slots.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::clause::{Gives, Rule, SwitchOff, Waits};
use whereas_hir::expr::{Expr, ExprId, Literal, VarId};
use whereas_hir::policy::DecisionKind;
use whereas_plan::facts::Constant;
use whereas_plan::op::{Class, Op, Order, SlotId};
use whereas_plan::program::{Combine, CombineRow};
use whereas_value::id::{ClauseId, DecisionId, FactId, PolicyId, RuleId};
use whereas_value::{Cause, Causes};

use crate::lowering::{Lowering, Place, QuestionKey, Value, bit, once};
use crate::text::Source;
use crate::totals;

/// A rule of a question, in the making.
pub struct Row {
    /// The rule.
    pub rule: RuleId,
    /// The clause that holds it.
    pub clause: ClauseId,
    /// Whether it stands.
    pub stands: Value,
    /// Whether it prevails.
    pub prevails: Value,
    /// What it gives.
    pub value: Value,
    /// Rows of one class never conflict.
    pub class: u32,
    /// The rows above it, in order.
    pub above: Vec<u32>,
}

impl<'a> Lowering<'a, '_> {
    // -------------------------------------------------------------- switching off

    /// Whether a clause is switched off; for the elements of a list also what is switched off for them.
    pub fn off(&mut self, clause: ClauseId, list: Option<FactId>) -> Value {
        if let Some(value) = self.offs.get(&(clause, list)) {
            return *value;
        }
        // What would read itself was refused by the checker; here it ends all the same.
        let of_itself = self.undetermined(Class::Truth);
        self.offs.insert((clause, list), of_itself);
        let all: Vec<Value> =
            self.switchers(clause, list).into_iter().map(|(_, value)| value).collect();
        let value = self.any(&Place::of(self.policy_of(clause), list, None), &all);
        self.offs.insert((clause, list), value);
        value
    }

    /// What switches a clause off: each clause that says so, and `C and not off(Y)` of it.
    pub fn switchers(&mut self, clause: ClauseId, list: Option<FactId>) -> Vec<(ClauseId, Value)> {
        let mut all = Vec::new();
        for (by, switch_off, of) in self.switching(clause, list) {
            let place = Place::of(self.policy_of(by), of, switch_off.element);
            let condition = self.condition(switch_off.when, switch_off.unless, &place);
            let off = self.off(by, of);
            let on = self.not(off);
            all.push((by, self.all(&place, &[condition, on])));
        }
        all
    }

    /// The statements that switch a clause off, in order: each with the clause that holds it and the list of whose
    /// elements it speaks.
    pub(crate) fn switching(
        &self,
        clause: ClauseId,
        list: Option<FactId>,
    ) -> Vec<(ClauseId, &'a SwitchOff, Option<FactId>)> {
        let mut all = Vec::new();
        for (by, switch_off) in self.text.switch_offs.get(&clause).into_iter().flatten() {
            let name = switch_off.element;
            let of = name.and_then(|it| self.hir().variables.get(it)).map(|it| it.list);
            if self.fixed.is_live(*by) && (name.is_none() || of.is_some() && of == list) {
                all.push((*by, *switch_off, of));
            }
        }
        all
    }

    /// `when C unless D`: C and not D.
    pub fn condition(
        &mut self,
        when: Option<ExprId>,
        unless: Option<ExprId>,
        place: &Place,
    ) -> Value {
        let inner = self.with_exception(when, unless, place);
        let mut all: Vec<Value> = when.map(|when| self.value(when, &inner)).into_iter().collect();
        if let Some(unless) = unless {
            let exception = self.value(unless, &inner);
            all.push(self.not(exception));
        }
        self.all(place, &all)
    }

    /// Where the two parts of `when C unless D` stand: beside one another in an `and`.
    pub(crate) fn with_exception(
        &self,
        when: Option<ExprId>,
        unless: Option<ExprId>,
        place: &Place,
    ) -> Place {
        let mut inner = place.clone();
        if let (Some(when), Some(unless)) = (when, unless) {
            inner.nonzero.extend(self.checked.not_zero_beside(when, true));
            // `and not D`.
            inner.nonzero.extend(self.checked.not_zero_beside(unless, false));
        }
        inner
    }

    // -------------------------------------------------------------- rules

    /// The list of whose elements a decision speaks.
    pub fn list_of(&self, decision: DecisionId) -> Option<FactId> {
        let element = self.hir().decisions.get(decision)?.element?;
        Some(self.hir().variables.get(element)?.list)
    }

    /// Where the questions of a decision are asked.
    fn place_of(&self, decision: DecisionId, policy: PolicyId, name: Option<VarId>) -> Place {
        Place::of(policy, self.list_of(decision), name)
    }

    /// `stands(X, r) = when(r) and not off(X) and gives(U, d) for every source of r`; of a set, its value is this one.
    pub fn stands(&mut self, id: RuleId, value: Option<u32>) -> Value {
        if let Some(stands) = self.standing.get(&(id, value)) {
            return *stands;
        }
        let of_itself = self.undetermined(Class::Truth);
        self.standing.insert((id, value), of_itself);
        let Some(rule) = self.hir().rules.get(id) else { return of_itself };
        let place = self.place_of(rule.decision, self.policy_of(rule.clause), rule.element);
        let off = self.off(rule.clause, self.list_of(rule.decision));
        let mut all = vec![self.not(off), self.condition(rule.when, rule.unless, &place)];
        let text = self.text;
        for source in text.sources.get(id).into_iter().flatten() {
            let gives = self.source_gives(source, rule.clause, &place);
            all.push(gives);
        }
        if let (Some(value), Gives::Includes(given) | Gives::Excludes(given)) = (value, &rule.gives)
        {
            let given = self.value(*given, &place);
            let this = once(self.builder.constant(Constant::Choice(value)));
            let (slots, lists) = self.together(&place, &[given, this]);
            if let [left, right] = slots.as_slice() {
                let op =
                    Op::Compare { order: Order::Equal, same: false, left: *left, right: *right };
                all.push(self.emit(&place, op, Class::Truth, lists));
            }
        }
        let stands = self.all(&place, &all);
        self.standing.insert((id, value), stands);
        stands
    }

    /// A rule whose source gives nothing does not stand.
    fn source_gives(&mut self, source: &Source, clause: ClauseId, place: &Place) -> Value {
        let key = (source.decision, source.value);
        let rules = match &source.under {
            Some(clauses) => self.rules_of(key, |other| clauses.contains(&other)),
            None => self.rules_apart(key, clause),
        };
        let stand: Vec<Value> =
            rules.into_iter().map(|rule| self.stands(rule, source.value)).collect();
        self.any(place, &stand)
    }

    /// The rules in force of a question, of some clauses. `includes E` with another literal is no rule of it.
    pub fn rules_of(
        &self,
        (decision, value): QuestionKey,
        clauses: impl Fn(ClauseId) -> bool,
    ) -> Vec<RuleId> {
        let hir = self.hir();
        let rules = self.fixed.rules.get(decision).map_or(&[][..], Vec::as_slice);
        let is_of = |rule: &Rule| match (value, &rule.gives) {
            (Some(this), Gives::Includes(given) | Gives::Excludes(given)) => {
                match hir.exprs.get(*given) {
                    Some(Expr::Literal(Literal::Choice { value, .. })) => *value == this,
                    Some(_) | None => true,
                }
            }
            (None, _) | (_, Gives::Is(_) | Gives::Adds(_)) => true,
        };
        let held = |id: &&RuleId| {
            hir.rules.get(**id).is_some_and(|rule| clauses(rule.clause) && is_of(rule))
        };
        rules.iter().filter(held).copied().collect()
    }

    /// The rules of all clauses that neither are this one nor prevail over it.
    fn rules_apart(&self, key: QuestionKey, clause: ClauseId) -> Vec<RuleId> {
        self.rules_of(key, |other| other != clause && !self.fixed.is_above(other, clause))
    }

    /// `prevails(r) = stands(r) and not OR { stands(s): clause(s) above clause(r) }`, and what each rule gives.
    pub fn rows(&mut self, rules: &[RuleId], value: Option<u32>, overrides: bool) -> Vec<Row> {
        let hir = self.hir();
        let mut by_clause: BTreeMap<ClauseId, Vec<u32>> = BTreeMap::new();
        for (place, id) in (0_u32..).zip(rules) {
            if let Some(rule) = hir.rules.get(*id) {
                by_clause.entry(rule.clause).or_default().push(place);
            }
        }
        let stands: Vec<Value> = rules.iter().map(|id| self.stands(*id, value)).collect();
        let mut rows = Vec::new();
        for (id, stood) in rules.iter().zip(&stands) {
            let Some(rule) = hir.rules.get(*id) else { continue };
            let upper = self.fixed.above.get(rule.clause).filter(|_| overrides);
            let above: BTreeSet<u32> = upper
                .into_iter()
                .flatten()
                .filter_map(|clause| by_clause.get(clause))
                .flatten()
                .copied()
                .chain(earlier_rows(hir, rules, rule))
                .collect();
            let upper: Vec<Value> =
                above.iter().filter_map(|place| stands.get(*place as usize).copied()).collect();
            let place = self.place_of(rule.decision, self.policy_of(rule.clause), rule.element);
            let overridden = self.any(&place, &upper);
            let free = self.not(overridden);
            let prevails = self.all(&place, &[*stood, free]);
            let (given, class) = self.row_value(rule, &place);
            let above = above.into_iter().collect();
            rows.push(Row {
                rule: *id,
                clause: rule.clause,
                stands: *stood,
                prevails,
                value: given,
                class,
                above,
            });
        }
        rows
    }

    fn row_value(&mut self, rule: &Rule, place: &Place) -> (Value, u32) {
        match rule.gives {
            Gives::Is(expr) | Gives::Adds(expr) => {
                let class = self.checked.tables().classes.get(expr).copied().unwrap_or(u32::MAX);
                (self.value(expr, place), class)
            }
            Gives::Includes(_) => (self.truth(true), 1),
            Gives::Excludes(_) => (self.truth(false), 0),
        }
    }

    /// Rules brought together, in the frame over these lists at least.
    fn combine(
        &mut self,
        key: QuestionKey,
        ready: Option<Value>,
        rows: &[Row],
        otherwise: Option<Value>,
    ) -> Value {
        let class = self.class_of(key.0);
        let place = self.place_of(key.0, whereas_hir::Hir::MAIN, None);
        let mut all: Vec<Value> = ready.into_iter().chain(otherwise).collect();
        for row in rows {
            all.extend([row.stands, row.prevails, row.value]);
        }
        let lists = all.iter().fold(0, |lists, value| lists | value.lists);
        let mut classes: BTreeMap<u32, u32> = BTreeMap::new();
        let combined = rows.iter().map(|row| {
            let next = u32::try_from(classes.len()).unwrap_or(u32::MAX);
            CombineRow {
                stands: self.spread(&place, row.stands, lists),
                prevails: self.spread(&place, row.prevails, lists),
                value: self.spread(&place, row.value, lists),
                class: *classes.entry(row.class).or_insert(next),
                above: row.above.clone(),
            }
        });
        let rows: Vec<CombineRow> = combined.collect();
        let kind = self.hir().decisions.get(key.0).map(|decision| &decision.kind);
        let groups = kind.filter(|kind| kind.is_total()).map(|_| totals::groups(&rows));
        let combine = Combine {
            ready: ready
                .filter(|ready| self.builder.known_truth(ready.slot) != Some(true))
                .map(|ready| self.spread(&place, ready, lists)),
            otherwise: otherwise.map(|otherwise| self.spread(&place, otherwise, lists)),
            rows,
            groups,
        };
        let combine = self.builder.combine(combine);
        self.emit(&place, Op::Combine(combine), class, lists)
    }

    // -------------------------------------------------------------- questions

    /// What the values of a decision's questions are.
    pub fn class_of(&self, decision: DecisionId) -> Class {
        match self.hir().decisions.get(decision).map(|decision| &decision.kind) {
            Some(DecisionKind::Is(ty) | DecisionKind::Total(ty)) => Class::of(ty),
            Some(DecisionKind::Set(_)) | None => Class::Truth,
        }
    }

    /// Whether any rule of a decision is in force; of a set, any of the whole set.
    pub fn in_force(&self, decision: DecisionId) -> bool {
        self.fixed.rules.get(decision).is_some_and(|rules| !rules.is_empty())
    }

    /// A question, unscoped: over the list of whose elements it is asked, if it is.
    pub fn question(&mut self, key: QuestionKey) -> Value {
        if let Some(value) = self.questions.get(&key) {
            return *value;
        }
        let (id, of) = key;
        let class = self.class_of(id);
        let of_itself = self.undetermined(class);
        self.questions.insert(key, of_itself);
        let Some(decision) = self.hir().decisions.get(id) else { return of_itself };
        let value = if self.in_force(id) {
            let ready = self.ready(Waits::Decision(id), self.list_of(id));
            let rules = self.rules_of(key, |_| true);
            let rows = self.rows(&rules, of, true);
            match of {
                Some(value) => {
                    let no = self.truth(false);
                    let combined = self.combine(key, Some(ready), &rows, Some(no));
                    // An inclusion that fails anyway is no, not *not ready*.
                    let may_include = self.ready(Waits::Value(id, value), self.list_of(id));
                    let needed = self.needs(may_include);
                    let place = self.place_of(id, decision.policy, None);
                    self.all(&place, &[combined, needed])
                }
                None => {
                    let place = self.place_of(id, decision.policy, decision.element);
                    let otherwise =
                        decision.otherwise.map(|otherwise| self.value(otherwise, &place));
                    self.combine(key, Some(ready), &rows, otherwise)
                }
            }
        } else {
            once(self.builder.valueless(Causes::of(Cause::NotInForce), class))
        };
        self.questions.insert(key, value);
        value
    }

    fn needs(&mut self, condition: Value) -> Value {
        if self.builder.known_truth(condition.slot) == Some(true) {
            return condition;
        }
        self.on(condition, Op::Needs(condition.slot), Class::Truth)
    }

    /// `AND over (X: d only after C), X in force: off(X) or C`.
    pub fn ready(&mut self, waits: Waits, list: Option<FactId>) -> Value {
        let text = self.text;
        let mut all = Vec::new();
        for (by, prerequisite) in text.prerequisites.get(&waits).map_or(&[][..], Vec::as_slice) {
            if !self.fixed.is_live(*by) {
                continue;
            }
            let place = Place::of(self.policy_of(*by), list, prerequisite.element);
            let off = self.off(*by, list);
            let condition = self.value(prerequisite.condition, &place);
            all.push(self.any(&place, &[off, condition]));
        }
        self.all(&Place::of(whereas_hir::Hir::MAIN, list, None), &all)
    }

    /// A question as seen from a place where an element of its list is bound.
    fn seen_from(&self, value: Value, element: Option<VarId>, place: &Place) -> Option<Value> {
        if value.lists == 0 {
            return Some(value);
        }
        let at = place.list_of(element?)?;
        Some(Value { slot: value.slot, lists: bit(at) })
    }

    /// `d under X`: what the rules of X give, overrides ignored, without `otherwise`.
    pub fn under(
        &mut self,
        key: QuestionKey,
        clauses: &[ClauseId],
        element: Option<VarId>,
        place: &Place,
    ) -> Value {
        let rules = self.rules_of(key, |clause| clauses.contains(&clause));
        let rows = self.rows(&rules, key.1, false);
        let value = self.combine(key, None, &rows, None);
        let class = self.class_of(key.0);
        self.seen_from(value, element, place).unwrap_or_else(|| self.undetermined(class))
    }

    /// `d apart from this clause`: what all others give that do not prevail over it.
    pub fn apart(
        &mut self,
        key: QuestionKey,
        clause: ClauseId,
        element: Option<VarId>,
        place: &Place,
    ) -> Value {
        let rules = self.rules_apart(key, clause);
        let rows = self.rows(&rules, key.1, true);
        let value = self.combine(key, None, &rows, None);
        let class = self.class_of(key.0);
        self.seen_from(value, element, place).unwrap_or_else(|| self.undetermined(class))
    }

    /// A decision that is read: *not in force* and *out of scope* are read as *undetermined*.
    pub fn read_decision(
        &mut self,
        key: QuestionKey,
        element: Option<VarId>,
        place: &Place,
    ) -> Value {
        let class = self.class_of(key.0);
        if !self.in_force(key.0) {
            return self.undetermined(class);
        }
        let value = self.across(key, place.policy);
        let read = if self.policy_declaring(key.0) == Some(place.policy) {
            value
        } else {
            self.on(value, Op::Read(value.slot), class)
        };
        self.seen_from(read, element, place).unwrap_or_else(|| self.undetermined(class))
    }

    fn policy_declaring(&self, decision: DecisionId) -> Option<PolicyId> {
        self.hir().decisions.get(decision).map(|decision| decision.policy)
    }

    /// Decisions of one policy read each other unscoped; what another policy reads is scoped.
    fn across(&mut self, key: QuestionKey, policy: PolicyId) -> Value {
        if self.policy_declaring(key.0) == Some(policy) {
            self.question(key)
        } else {
            self.scoped(key)
        }
    }

    /// *Not in force* first; then `applies when C`: no, then *out of scope*.
    pub fn scoped(&mut self, key: QuestionKey) -> Value {
        let value = self.question(key);
        let policy = self.policy_declaring(key.0).unwrap_or(whereas_hir::Hir::MAIN);
        let scope = self.scope(policy);
        if !self.in_force(key.0) || self.builder.known_truth(scope) == Some(true) {
            return value;
        }
        let class = self.class_of(key.0);
        let place = self.place_of(key.0, policy, None);
        let (slots, lists) = self.together(&place, &[once(scope), value]);
        let [scope, value] = slots.as_slice() else { return value };
        self.emit(&place, Op::Scoped { scope: *scope, value: *value }, class, lists)
    }

    fn scope(&mut self, policy: PolicyId) -> SlotId {
        if let Some(slot) = self.scopes.get(&policy) {
            return *slot;
        }
        let applies = self.hir().policies.get(policy).and_then(|policy| policy.applies_when);
        let slot = match applies {
            Some(condition) => self.value(condition, &Place::policy(policy)).slot,
            None => self.builder.truth(true),
        };
        self.scopes.insert(policy, slot);
        slot
    }

    /// `d is decided`: of a set, every value of it.
    pub fn is_decided(
        &mut self,
        decision: DecisionId,
        element: Option<VarId>,
        place: &Place,
    ) -> Value {
        let values: Vec<Option<u32>> =
            match self.hir().decisions.get(decision).map(|decision| &decision.kind) {
                Some(DecisionKind::Set(choice)) => (0..self.size(*choice)).map(Some).collect(),
                Some(DecisionKind::Is(_) | DecisionKind::Total(_)) | None => vec![None],
            };
        let mut all = Vec::new();
        for value in values {
            let value = self.across((decision, value), place.policy);
            let decided = self.on(value, Op::IsDecided(value.slot), Class::Truth);
            let seen = self.seen_from(decided, element, place);
            all.push(seen.unwrap_or_else(|| self.undetermined(Class::Truth)));
        }
        self.all(place, &all)
    }
}

/// The places of the earlier rows of the same table, where the first that stands counts.
fn earlier_rows(hir: &whereas_hir::Hir, rules: &[RuleId], rule: &Rule) -> Vec<u32> {
    let places = (0_u32..).zip(rules);
    let above = |id: &RuleId| hir.rules.get(*id).is_some_and(|upper| upper.is_row_above(rule));
    places.filter(|(_, id)| above(id)).map(|(place, _)| place).collect()
}
