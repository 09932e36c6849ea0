//! What is told of a question beside its answer: of each rule its slots, and its conditions as trees.

use whereas_hir::expr::{Expr, ExprId};
use whereas_plan::op::{FrameId, SlotId};
use whereas_plan::program::{Condition, DecisionSlots, Form, QuestionSlots, RowSlots};
use whereas_value::Type;
use whereas_value::answer::Waits;
use whereas_value::id::{ClauseId, DecisionId, FactId, PermissionId, RuleId};

use crate::lowering::{Lowering, Place, QuestionKey, Value, bit, has};

/// How many terms deep a condition is spelled out; past that a term is told by its name.
pub(crate) const TERMS: u32 = 8;

impl Lowering<'_, '_> {
    /// The questions of a decision, with what is told of each.
    pub fn decision(&mut self, id: DecisionId) -> DecisionSlots {
        let questions =
            self.values_of(id).into_iter().map(|value| self.question_slots((id, value)));
        DecisionSlots { questions: questions.collect() }
    }

    fn question_slots(&mut self, key: QuestionKey) -> QuestionSlots {
        let list = self.list_of(key.0);
        let answer = self.scoped(key);
        let answer = self.full(answer, list);
        let rules = self.rules_of(key, |_| true);
        let rows = self.rows(&rules, key.1, true);
        let mut told = Vec::with_capacity(rows.len());
        for row in rows {
            let off = self.off(row.clause, list);
            let switches = self.switchers(row.clause, list);
            let switches: Vec<_> =
                switches.into_iter().map(|(by, value)| (by, self.full(value, list))).collect();
            self.tell_switches(row.clause, list, &switches);
            let (when, unless) = self.conditions_of(row.rule, list);
            let read = self.checked.tables().waiting.rules.get(&row.rule);
            let waits = self.waits_of(read.into_iter().flatten().copied(), list);
            told.push(RowSlots {
                clause: row.clause,
                rule: row.rule,
                stands: self.full(row.stands, list),
                prevails: self.full(row.prevails, list),
                value: self.full(row.value, list),
                given: self.rule_given(row.rule),
                off: self.full(off, list),
                switches,
                above: row.above,
                when,
                unless,
                waits,
            });
        }
        let otherwise = self.otherwise_given(key);
        let own = [Some(Waits::Decision(key.0)), key.1.map(|value| Waits::Value(key.0, value))];
        let waits = self.waits_of(own.into_iter().flatten(), list);
        let read = self.checked.tables().waiting.decisions.get(&key.0);
        let beyond = self.waits_of(read.into_iter().flatten().copied(), list);
        QuestionSlots { answer, rows: told, otherwise, waits, beyond }
    }

    /// A value as seen from every element of the list that its question is about.
    pub(crate) fn full(&mut self, value: Value, list: Option<FactId>) -> SlotId {
        let place = Place::of(whereas_hir::Hir::MAIN, list, None);
        self.spread(&place, value, if list.is_some() { bit(0) } else { 0 })
    }

    /// `applies when C` of the policy, told.
    pub(crate) fn scope_condition(&mut self) -> Option<u32> {
        let main = whereas_hir::Hir::MAIN;
        let applies = self.hir().policies.get(main)?.applies_when?;
        Some(self.told(applies, &Place::policy(main), None, TERMS))
    }

    /// `permission … when C`, told.
    pub(crate) fn permission_condition(&mut self, id: PermissionId) -> Option<u32> {
        let permission = self.hir().permissions.get(id)?;
        let condition = permission.when.filter(|_| self.fixed.is_live(permission.clause))?;
        let place = self.place_in(permission.clause);
        Some(self.told(condition, &place, None, TERMS))
    }

    /// `always C` or `never C` of a guarantee that is asked, told.
    pub(crate) fn guarantee_condition(&mut self, condition: ExprId) -> u32 {
        self.told(condition, &Place::policy(whereas_hir::Hir::MAIN), None, TERMS)
    }

    /// What is told of the switches of a clause: of each its condition, at the slot that says whether it switches off.
    fn tell_switches(
        &mut self,
        clause: ClauseId,
        list: Option<FactId>,
        slots: &[(ClauseId, SlotId)],
    ) {
        for ((by, switch_off, of), (_, slot)) in self.switching(clause, list).into_iter().zip(slots)
        {
            let place = Place::of(self.policy_of(by), of, switch_off.element);
            let inner = self.with_exception(switch_off.when, switch_off.unless, &place);
            let mut parts = Vec::new();
            if let Some(when) = switch_off.when {
                parts.push(self.told(when, &inner, list, TERMS));
            }
            if let Some(unless) = switch_off.unless {
                let exception = self.value(unless, &inner);
                let none = self.not(exception);
                let slot = self.full(none, list);
                let told = self.told(unless, &inner, list, TERMS);
                parts.push(self.node(slot, &place, Form::Not(told)));
            }
            if !parts.is_empty() {
                self.node(*slot, &place, Form::And(parts));
            }
        }
    }

    fn conditions_of(&mut self, rule: RuleId, list: Option<FactId>) -> (Option<u32>, Option<u32>) {
        let Some(rule) = self.hir().rules.get(rule) else { return (None, None) };
        let place = Place::of(self.policy_of(rule.clause), list, rule.element);
        let place = self.with_exception(rule.when, rule.unless, &place);
        let when = rule.when.map(|when| self.told(when, &place, list, TERMS));
        let unless = rule.unless.map(|unless| self.told(unless, &place, list, TERMS));
        (when, unless)
    }

    /// A condition as a tree of what it is made of; terms are spelled out.
    pub(crate) fn told(
        &mut self,
        id: ExprId,
        place: &Place,
        list: Option<FactId>,
        terms: u32,
    ) -> u32 {
        let form = match self.hir().exprs.get(id) {
            Some(Expr::And(of)) => Form::And(self.told_beside(of, place, list, terms, true)),
            Some(Expr::Or(of)) => Form::Or(self.told_beside(of, place, list, terms, false)),
            Some(Expr::Not(of)) => Form::Not(self.told(*of, place, list, terms)),
            Some(Expr::Term(term)) if terms > 0 && matches!(self.checked.ty(id), Type::Truth) => {
                let Some(term) = self.hir().terms.get(*term) else {
                    return self.atom(id, place, terms);
                };
                if let Some(told) = self.conditions.get(&term.means) {
                    return *told;
                }
                // Terms speak of no element.
                let inner = self.place_in(term.clause);
                let told = self.told(term.means, &inner, list, terms.saturating_sub(1));
                self.conditions.insert(term.means, told);
                return told;
            }
            Some(Expr::AtLeast { count, of }) => {
                let of = of.iter().map(|id| self.told(*id, place, list, terms)).collect();
                Form::AtLeast { atom: self.shared.condition(self.checked, id), count: *count, of }
            }
            Some(Expr::Any(over)) => match self.inside(*over, place) {
                Some((of, inner)) => {
                    let filter = over.filter.map(|it| self.told(it, &inner, list, terms));
                    Form::Any { atom: self.shared.condition(self.checked, id), list: of, filter }
                }
                None => return self.atom(id, place, terms),
            },
            Some(Expr::Every { over, has }) => match self.inside(*over, place) {
                Some((of, inner)) => {
                    let filter = over.filter.map(|it| self.told(it, &inner, list, terms));
                    let has = self.told(*has, &inner, list, terms);
                    let atom = self.shared.condition(self.checked, id);
                    Form::Every { atom, list: of, filter, has }
                }
                None => return self.atom(id, place, terms),
            },
            Some(_) | None => return self.atom(id, place, terms),
        };
        let value = self.value(id, place);
        let (slot, via) = (value.slot, via(value, place));
        self.builder.condition(Condition {
            slot,
            around: around(place),
            via,
            form,
            reads: Vec::new(),
        })
    }

    /// A condition at a slot that has every list around its place.
    fn node(&mut self, slot: SlotId, place: &Place, form: Form) -> u32 {
        let lists = (0_u32..).zip(&place.around).map(|(at, _)| at);
        let via =
            if self.builder.frame_of(slot) == FrameId(0) { Vec::new() } else { lists.collect() };
        self.builder.condition(Condition {
            slot,
            around: around(place),
            via,
            form,
            reads: Vec::new(),
        })
    }

    fn atom(&mut self, id: ExprId, place: &Place, terms: u32) -> u32 {
        let value = self.value(id, place);
        let (slot, via) = (value.slot, via(value, place));
        let form = Form::Atom(self.shared.condition(self.checked, id));
        let reads = self.figures_in(id, place, terms);
        self.builder.condition(Condition { slot, around: around(place), via, form, reads })
    }

    fn told_beside(
        &mut self,
        of: &[ExprId],
        place: &Place,
        list: Option<FactId>,
        terms: u32,
        all: bool,
    ) -> Vec<u32> {
        let (guards, inner) = self.guarded(of, place, all);
        let each = of.iter().zip(guards);
        each.map(|(id, guard)| self.told(*id, if guard { place } else { &inner }, list, terms))
            .collect()
    }
}

/// How many lists are around a place.
pub(crate) fn around(place: &Place) -> u32 {
    u32::try_from(place.around.len()).unwrap_or(u32::MAX)
}

/// Over which of the lists around a place a value is.
pub(crate) fn via(value: Value, place: &Place) -> Vec<u32> {
    let all = (0_u32..).zip(0..place.around.len());
    all.filter(|(_, at)| has(value.lists, *at)).map(|(place, _)| place).collect()
}
