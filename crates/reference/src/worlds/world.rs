//! The obvious interpreter: one complete world, two truths and the causes of having none.

use std::collections::BTreeMap;

use ecow::EcoString;
use whereas_check::Checked;
use whereas_hir::Hir;
use whereas_hir::clause::{Gives, Presence, Rule, Waits};
use whereas_hir::expr::{Arithmetic, Compare, Elapsed, EventField, Expr, ExprId, Over, VarId};

use whereas_hir::policy::DecisionKind;
use whereas_value::case::Event;
use whereas_value::id::{
    ChoiceId, ClauseId, DecisionId, FactId, FactorId, JudgementId, PolicyId, RuleId,
};
use whereas_value::{Case, Cause, Date, Fault, Finding, MonthEnds, Number, Of, Question, Type};

use super::concrete::{Concrete, Found, all, any, not, strict, worst, yes};
use super::{Outcome, Settled};
use crate::findings;
use crate::force::{Readings, Variant, variants};
use crate::known::{self, Known};
use crate::open::Leaves;
use crate::semantics::{Fixed, Run, Setting};
use crate::text::{Source, Text};

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
            .map(|finding| findings::defects(hir, &fixed, case.as_of, finding).is_empty());
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

    // -------------------------------------------------------------- expressions

    pub(super) fn value(&mut self, id: ExprId, at: &At<'a>) -> Found {
        let hir = self.hir();
        let Some(expr) = hir.exprs.get(id) else { return Err(Cause::Undetermined) };
        match expr {
            Expr::Missing | Expr::Pick { .. } => Err(Cause::Undetermined),
            Expr::Literal(literal) => Concrete::of(literal).ok_or(Cause::Undetermined),
            Expr::Fact(_) | Expr::Variable(_) | Expr::Field { .. } => {
                self.read(id, at).and_then(|value| value.ok_or(Cause::Undetermined))
            }
            Expr::Judgement(judgement) => self.judgement(*judgement),
            Expr::Term(term) => match hir.terms.get(*term) {
                Some(term) => self.value(term.means, &At::policy(self.policy_of(term.clause))),
                None => Err(Cause::Undetermined),
            },
            Expr::Decision(decision) => self.read_decision(*decision, which(None), at),
            Expr::DecisionOf { decision, element } => {
                self.read_decision(*decision, which(at.place(Some(*element))), at)
            }
            Expr::Parameter { parameter, on } => {
                let day = match on {
                    Some(on) => number(self.value(*on, at)?)?,
                    None => Number::from(self.governing.days()),
                };
                let parameter = hir.parameters.get(*parameter).ok_or(Cause::Undetermined)?;
                let begun = |(from, _): &&(Date, _)| Number::from(from.days()) <= day;
                let last = parameter.values.iter().rev().find(begun);
                last.and_then(|(_, value)| Concrete::of(value)).ok_or(Cause::Undetermined)
            }
            Expr::Reading { question, reading } => {
                let place = usize::try_from(question.0).unwrap_or(usize::MAX);
                yes(self.settled.questions.get(place) == Some(reading))
            }
            Expr::EventField(field) => {
                let event = at.event.ok_or(Cause::Undetermined)?;
                match field {
                    EventField::On => Ok(day(event.on)),
                    EventField::By(None) => yes(event.by.is_some()),
                    EventField::By(Some(actor)) => {
                        yes(event.by.map_or(self.unsaid, |by| by == *actor))
                    }
                    EventField::About => {
                        let unsaid = if self.unsaid { "some text" } else { "" };
                        let about = event.about.clone().unwrap_or_else(|| unsaid.into());
                        Ok(Concrete::Text(about))
                    }
                }
            }
            Expr::AsOfDay => Ok(day(self.case.as_of)),
            Expr::GoverningDay => Ok(day(self.governing)),
            Expr::Not(of) => not(self.value(*of, at)),
            Expr::And(of) => all(&self.values(of, at)),
            Expr::Or(of) => any(&self.values(of, at)),
            Expr::AtLeast { count, of } => {
                let of = self.values(of, at);
                let count = usize::try_from(*count).unwrap_or(usize::MAX);
                let said = of.iter().filter(|found| **found == yes(true)).count();
                let valueless = of.iter().filter(|found| found.is_err()).count();
                if said >= count {
                    yes(true)
                } else if said + valueless < count {
                    yes(false)
                } else {
                    worst(&of).map_or(yes(false), Err)
                }
            }
            Expr::Compare { op, left, right } => {
                let both = strict(self.values(&[*left, *right], at))?;
                let [left, right] = both.as_slice() else { return Err(Cause::Undetermined) };
                yes(match op {
                    Compare::Equal => left == right,
                    Compare::NotEqual => left != right,
                    Compare::Less => left < right,
                    Compare::AtMost => left <= right,
                    Compare::More => left > right,
                    Compare::AtLeast => left >= right,
                })
            }
            Expr::OneOf { subject, values } => {
                let mut of = vec![self.value(*subject, at)];
                of.extend(self.values(values, at));
                let of = strict(of)?;
                let (subject, values) = of.split_first().ok_or(Cause::Undetermined)?;
                yes(values.contains(subject))
            }
            Expr::Between { subject, low, high } => {
                let of = strict(self.values(&[*subject, *low, *high], at))?;
                let [subject, low, high] = of.as_slice() else { return Err(Cause::Undetermined) };
                yes(low <= subject && subject <= high)
            }
            Expr::Includes { set, value } => self.includes(*set, *value, at),
            Expr::IsEmpty(of) => self.is_empty(*of, at),
            Expr::IsKnown(of) => self.is_known(*of, at),
            Expr::IsAbsent(of) => match hir.exprs.get(*of) {
                Some(Expr::Term(term)) => match hir.terms.get(*term) {
                    Some(term) => {
                        let at = At::policy(self.policy_of(term.clause));
                        yes(self.read(term.means, &at)?.is_none())
                    }
                    None => Err(Cause::Undetermined),
                },
                _ => yes(self.read(*of, at)?.is_none()),
            },
            Expr::IsDecided { decision, element } => {
                let questions = match hir.decisions.get(*decision).map(|d| &d.kind) {
                    Some(DecisionKind::Set(choice)) => {
                        let place = at.place(*element);
                        let values = 0..self.size(*choice);
                        values.map(|value| Which { place, value: Some(value) }).collect()
                    }
                    Some(DecisionKind::Is(_)) | None => vec![which(at.place(*element))],
                };
                let mut each = Vec::new();
                for which in questions {
                    each.push(match self.across(*decision, which, at) {
                        Err(Cause::NotReady) => Err(Cause::NotReady),
                        found => yes(found.is_ok()),
                    });
                }
                all(&each)
            }
            Expr::If { test, then, otherwise } => {
                if self.value(*test, at)? == Concrete::Truth(true) {
                    self.value(*then, at)
                } else {
                    self.value(*otherwise, at)
                }
            }
            Expr::Arithmetic { op, left, right } => self.arithmetic(*op, *left, *right, at),
            Expr::Lesser(of) => {
                strict(self.values(of, at))?.into_iter().min().ok_or(Cause::Undetermined)
            }
            Expr::Greater(of) => {
                strict(self.values(of, at))?.into_iter().max().ok_or(Cause::Undetermined)
            }
            Expr::Rounded { value, places, rounding } => {
                let value = number(self.value(*value, at)?)?;
                numeric(value.rounded(*places, *rounding))
            }
            Expr::Elapsed { unit, from, to } => self.elapsed(id, *unit, *from, *to, at),
            Expr::Under { decision, clauses, element } => {
                self.under(*decision, clauses, which(at.place(*element)))
            }
            Expr::Apart { decision, clause, element } => {
                self.apart(*decision, *clause, which(at.place(*element)))
            }
            Expr::Any(over) => {
                let each: Vec<Found> =
                    self.elements(*over, at).into_iter().map(|(c, _)| c).collect();
                any(&each)
            }
            Expr::Every { over, has } => {
                let elements = self.elements(*over, at);
                let mut each = Vec::new();
                for (counts, at) in elements {
                    each.push(any(&[not(counts), self.value(*has, &at)]));
                }
                all(&each)
            }
            Expr::Count(over) => {
                let counted = self.counted(*over, None, at)?;
                Ok(Concrete::Number(Number::from(counted.len())))
            }
            Expr::CountDifferent { over, key } => {
                let mut keys = self.counted(*over, Some(*key), at)?;
                keys.sort();
                keys.dedup();
                Ok(Concrete::Number(Number::from(keys.len())))
            }
            Expr::Sum { over, item } => {
                let mut total = Number::ZERO;
                for item in self.counted(*over, Some(*item), at)? {
                    total = total.checked_add(&number(item)?).map_err(|_| Cause::Fault)?;
                }
                Ok(Concrete::Number(total))
            }
            Expr::Extreme { largest, over, item } => {
                let items = self.counted(*over, Some(*item), at)?.into_iter();
                let end = if *largest { items.max() } else { items.min() };
                end.ok_or(Cause::Undetermined)
            }
        }
    }

    fn values(&mut self, ids: &[ExprId], at: &At<'a>) -> Vec<Found> {
        ids.iter().map(|id| self.value(*id, at)).collect()
    }

    /// The value at a path, or that it is absent; a field of what is absent has no value.
    fn read(&mut self, id: ExprId, at: &At<'a>) -> Result<Option<Concrete>, Cause> {
        let hir = self.hir();
        let Some(expr) = hir.exprs.get(id) else { return Err(Cause::Undetermined) };
        if let Expr::Fact(fact) = expr {
            return Ok(self.settled.facts.get(*fact).cloned().flatten());
        }
        if let Expr::Variable(variable) = expr {
            let place = at.place(Some(*variable)).ok_or(Cause::Undetermined)?;
            return Ok(self.element(place));
        }
        if let Expr::Field { base, field } = expr {
            if let Some(Expr::Pick { .. }) = hir.exprs.get(*base) {
                return self.picked(*base, &[*field], at);
            }
            // A field of a picked element's record.
            if let Some((pick, path)) = self.pick_path(id) {
                return self.picked(pick, &path, at);
            }
            let Some(base) = self.read(*base, at)? else { return Ok(None) };
            return field_of(&base, *field).ok_or(Cause::Undetermined);
        }
        self.value(id, at).map(Some)
    }

    fn pick_path(&self, id: ExprId) -> Option<(ExprId, Vec<u32>)> {
        let hir = self.hir();
        let (mut at, mut path) = (id, Vec::new());
        loop {
            let expr = hir.exprs.get(at)?;
            if let Expr::Field { base, field } = expr {
                path.insert(0, *field);
                at = *base;
                continue;
            }
            return matches!(expr, Expr::Pick { .. }).then_some((at, path));
        }
    }

    fn element(&self, (list, place): Place) -> Option<Concrete> {
        match self.settled.facts.get(list)? {
            Some(Concrete::List(all)) => all.get(place).cloned().flatten(),
            _ => None,
        }
    }

    /// The elements of a list in this world, whether each counts, and where it is bound.
    fn elements(&mut self, over: Over, at: &At<'a>) -> Vec<(Found, At<'a>)> {
        let hir = self.hir();
        let Some(list) = hir.variables.get(over.variable).map(|x| x.list) else {
            return Vec::new();
        };
        let length = match self.settled.facts.get(list) {
            Some(Some(Concrete::List(all))) => all.len(),
            _ => 0,
        };
        let places = (0..length).map(|place| {
            let at = at.with(Some(over.variable), Some((list, place)));
            let counts = match over.filter {
                Some(filter) => self.value(filter, &at),
                None => yes(true),
            };
            (counts, at)
        });
        places.collect()
    }

    /// What is asked of the elements that count, strictly.
    fn counted(
        &mut self,
        over: Over,
        item: Option<ExprId>,
        at: &At<'a>,
    ) -> Result<Vec<Concrete>, Cause> {
        let mut all = Vec::new();
        for (counts, at) in self.elements(over, at) {
            match (counts, item) {
                (Err(cause), _) => all.push(Err(cause)),
                (Ok(Concrete::Truth(true)), Some(item)) => all.push(self.value(item, &at)),
                (Ok(Concrete::Truth(true)), None) => all.push(yes(true)),
                (Ok(_), _) => {}
            }
        }
        strict(all)
    }

    /// `the c in xs with smallest k`, read at a field: a tie whose fields differ is undetermined.
    fn picked(
        &mut self,
        pick: ExprId,
        path: &[u32],
        at: &At<'a>,
    ) -> Result<Option<Concrete>, Cause> {
        let hir = self.hir();
        let Some(Expr::Pick { largest, over, key }) = hir.exprs.get(pick) else {
            return Err(Cause::Undetermined);
        };
        let mut candidates = Vec::new();
        let mut causes = Vec::new();
        for (counts, at) in self.elements(*over, at) {
            match counts {
                Err(cause) => causes.push(Err(cause)),
                Ok(Concrete::Truth(true)) => match self.value(*key, &at) {
                    Err(cause) => causes.push(Err(cause)),
                    Ok(key) => candidates.push((key, at.place(Some(over.variable)))),
                },
                Ok(_) => {}
            }
        }
        if let Some(cause) = worst(&causes) {
            return Err(cause);
        }
        let keys = candidates.iter().map(|(key, _)| key);
        let end = if *largest { keys.max() } else { keys.min() };
        let Some(end) = end.cloned() else { return Err(Cause::Undetermined) };
        let mut read: Vec<Found> = Vec::new();
        for (_, place) in candidates.iter().filter(|(key, _)| *key == end) {
            let mut value = place.and_then(|place| self.element(place));
            for field in path {
                value = value.and_then(|value| field_of(&value, *field)?);
            }
            read.push(value.ok_or(Cause::Undetermined));
        }
        read.sort();
        read.dedup();
        let differ = read.iter().filter(|found| found.is_ok()).count() > 1;
        if differ {
            read.push(Err(Cause::Undetermined));
        }
        match worst(&read) {
            Some(cause) => Err(cause),
            None => read.into_iter().next().unwrap_or(Err(Cause::Undetermined)).map(Some),
        }
    }

    fn includes(&mut self, set: ExprId, value: u32, at: &At<'a>) -> Found {
        let hir = self.hir();
        let which = |element| Which { place: at.place(element), value: Some(value) };
        match hir.exprs.get(set) {
            Some(Expr::Decision(decision)) => self.read_decision(*decision, which(None), at),
            Some(Expr::DecisionOf { decision, element }) => {
                self.read_decision(*decision, which(Some(*element)), at)
            }
            Some(Expr::Under { decision, clauses, element }) => {
                self.under(*decision, clauses, which(*element))
            }
            Some(Expr::Apart { decision, clause, element }) => {
                self.apart(*decision, *clause, which(*element))
            }
            _ => {
                let Concrete::Set(bits) = self.value(set, at)? else {
                    return Err(Cause::Undetermined);
                };
                yes(bits & known::bit(value) != 0)
            }
        }
    }

    fn is_empty(&mut self, of: ExprId, at: &At<'a>) -> Found {
        let hir = self.hir();
        if let Some((decision, element)) = hir.exprs.get(of).and_then(Expr::decision)
            && let Some(DecisionKind::Set(choice)) = hir.decisions.get(decision).map(|d| &d.kind)
        {
            let place = at.place(element);
            let each: Vec<Found> = (0..self.size(*choice))
                .map(|v| self.read_decision(decision, Which { place, value: Some(v) }, at))
                .collect();
            return not(any(&each));
        }
        let value = self.value(of, at)?;
        if let Concrete::List(all) = &value {
            return yes(all.is_empty());
        }
        let Concrete::Set(bits) = value else { return Err(Cause::Undetermined) };
        yes(bits == 0)
    }

    /// `F is known` speaks of the record: of what the case states, not of this world.
    fn is_known(&mut self, of: ExprId, at: &At<'a>) -> Found {
        let facts = known::facts(self.hir(), self.case, true);
        let hir = self.hir();
        let (mut base, mut path) = (of, Vec::new());
        while let Some(Expr::Field { base: inner, field }) = hir.exprs.get(base) {
            path.insert(0, *field);
            base = *inner;
        }
        let mut known = match hir.exprs.get(base) {
            Some(Expr::Fact(fact)) => facts.get(*fact).map(|known| Known::clone(known)),
            Some(Expr::Variable(variable)) => {
                let place = at.place(Some(*variable));
                place.and_then(|(list, place)| match facts.get(list).map(|known| &**known) {
                    Some(Known::List { rows, .. }) => rows.get(place).cloned(),
                    _ => None,
                })
            }
            _ => None,
        };
        for field in path {
            known = match known {
                Some(Known::Record { may_be_absent: true, may_be_present: true, .. }) | None => {
                    None
                }
                Some(Known::Record { fields, .. }) => {
                    usize::try_from(field).ok().and_then(|place| fields.get(place).cloned())
                }
                Some(Known::Value { .. } | Known::List { .. }) => None,
            };
        }
        let single = match known {
            Some(Known::List { rows, complete, .. }) => {
                let list = match hir.exprs.get(base) {
                    Some(Expr::Fact(fact)) => Some(*fact),
                    _ => None,
                };
                let closed = complete && list.is_some_and(|list| self.record_closes(list));
                closed && rows.iter().all(Known::is_single)
            }
            Some(known) => known.is_single(),
            None => false,
        };
        if single { yes(true) } else { Err(Cause::NotReady) }
    }

    /// Whether the record itself leaves no element of a list out: what it does not say surely, it does not hold.
    fn record_closes(&self, list: FactId) -> bool {
        let hir = self.hir();
        if hir.facts.get(list).is_none_or(|fact| fact.complete_only_when.is_none()) {
            return true;
        }
        let (checked, case) = (self.checked, self.case);
        let facts = known::facts(hir, case, true);
        let leaves = Leaves::new(hir, &facts);
        let (text, unfixed) = (Text::new(hir), Fixed::default());
        let setting = Setting { checked, case, text, leaves, unfixed };
        let unfixed = &setting.unfixed;
        let mut run = Run::new(&setting, &self.fixed, &facts, &facts, unfixed, false, &self.good);
        run.there(list).surely_no()
    }

    pub(super) fn month_ends(&self, at: &At<'a>) -> MonthEnds {
        let policy = self.hir().policies.get(at.policy);
        policy.and_then(|policy| policy.month_ends).unwrap_or(MonthEnds::RoundDown)
    }

    fn arithmetic(&mut self, op: Arithmetic, left: ExprId, right: ExprId, at: &At<'a>) -> Found {
        let (lt, rt) =
            (self.checked.ty(left).present().clone(), self.checked.ty(right).present().clone());
        let ends = self.month_ends(at);
        let both = strict(self.values(&[left, right], at))?;
        let [Concrete::Number(a), Concrete::Number(b)] = both.as_slice() else {
            return Err(Cause::Undetermined);
        };
        match (op, lt, rt) {
            (Arithmetic::Add, Type::Date, unit) => moved(a, b, &unit, ends),
            (Arithmetic::Add, unit, Type::Date) => moved(b, a, &unit, ends),
            (Arithmetic::Subtract, Type::Date, Type::Date) => numeric(a.checked_sub(b)),
            (Arithmetic::Subtract, Type::Date, unit) => moved(a, &b.negated(), &unit, ends),
            (Arithmetic::Add, _, _) => numeric(a.checked_add(b)),
            (Arithmetic::Subtract, _, _) => numeric(a.checked_sub(b)),
            (Arithmetic::Multiply, _, _) => numeric(a.checked_mul(b)),
            (Arithmetic::Divide, _, _) => numeric(a.checked_div(b)),
        }
    }

    fn elapsed(
        &mut self,
        id: ExprId,
        unit: Elapsed,
        from: ExprId,
        to: ExprId,
        at: &At<'a>,
    ) -> Found {
        let ends = self.month_ends(at);
        let both = strict(self.values(&[from, to], at))?;
        let [from, to] = both.as_slice() else { return Err(Cause::Undetermined) };
        let (from, to) = (date(from)?, date(to)?);
        let count = match unit {
            Elapsed::Days => Ok(from.days_until(to)),
            Elapsed::Months => from.months_until(to, ends),
            Elapsed::Years => from.years_until(to, ends).map(|years| {
                let months = matches!(self.checked.ty(id).present(), Type::Months);
                if months { years.saturating_mul(12) } else { years }
            }),
        };
        numeric(count.map(Number::from))
    }

    // -------------------------------------------------------------- decisions

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

fn field_of(record: &Concrete, field: u32) -> Option<Option<Concrete>> {
    let Concrete::Record(fields) = record else { return None };
    fields.get(usize::try_from(field).ok()?).cloned()
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

fn day(date: Date) -> Concrete {
    Concrete::Number(Number::from(date.days()))
}

fn number(value: Concrete) -> Result<Number, Cause> {
    let Concrete::Number(number) = value else { return Err(Cause::Undetermined) };
    Ok(number)
}

pub(super) fn date(value: &Concrete) -> Result<Date, Cause> {
    let number = number(value.clone())?;
    number.to_i64().and_then(Date::from_days).ok_or(Cause::Fault)
}

fn numeric(result: Result<Number, Fault>) -> Found {
    result.map(Concrete::Number).map_err(|_| Cause::Fault)
}

/// A date moved by days, or by months.
fn moved(from: &Number, by: &Number, unit: &Type, ends: MonthEnds) -> Found {
    let from = date(&Concrete::Number(from.clone()))?;
    let by = by.to_i64().ok_or(Cause::Fault)?;
    let by_months = matches!(unit, Type::Months);
    let moved = if by_months { from.plus_months(by, ends) } else { from.plus_days(by) };
    moved.map(day).map_err(|_| Cause::Fault)
}
