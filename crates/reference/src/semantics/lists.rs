//! Section 10: the forms over a list, of which some elements are stated and there may be others.
//!
//! The others are one element of which nothing is stated; there may be any number of it, or none.

use std::rc::Rc;

use whereas_hir::Hir;
use whereas_hir::expr::{ExprId, Over};
use whereas_value::id::FactId;
use whereas_value::{Cause, Causes, Interval, Leaf, Number, Type, Values};

use super::{At, Place, Root, Run};
use crate::known::{self, Known};
use crate::tables::{Seen, and, choose, differ, ends, join, not, or, strict, truth};

impl<'a> Run<'_, 'a> {
    /// Whether there may be elements that are not stated: no, or {no, yes}.
    pub fn there(&mut self, list: FactId) -> Seen {
        let hir = self.hir();
        let complete = match self.facts.get(list).map(Rc::as_ref) {
            Some(Known::List { complete, .. }) => *complete,
            Some(Known::Value { .. } | Known::Record { .. }) | None => true,
        };
        let condition = hir.facts.get(list).and_then(|fact| fact.complete_only_when);
        let condition = condition.map(|it| self.value(it, &At::policy(Hir::MAIN)));
        if complete && condition.as_ref().is_none_or(Seen::surely_yes) {
            return Seen::truth(false);
        }
        let mut open = self.leaf(&Leaf::Others(list));
        match condition {
            // No statement of elements completes the list then: the facts of C are named.
            Some(condition) if !condition.may_yes() => {
                let facts = self.setting.checked.tables().completing.get(&list);
                for fact in facts.into_iter().flatten() {
                    open.add(&self.leaf(fact));
                }
                if complete {
                    open.add(&condition.open);
                }
            }
            Some(condition) if complete => open.add(&condition.open),
            Some(_) | None => {}
        }
        Seen::sure(truth(true, true)).on(&open)
    }

    /// The elements of a form over a list: those that are stated, then the others where there may be some.
    pub(super) fn elements(&mut self, over: Over, at: &At<'a>) -> (Vec<Element<'a>>, Seen) {
        let hir = self.hir();
        let Some(list) = hir.variables.get(over.variable).map(|variable| variable.list) else {
            return (Vec::new(), Seen::truth(false));
        };
        let there = self.there(list);
        let stated = match self.facts.get(list).map(Rc::as_ref) {
            Some(Known::List { rows, .. }) => u32::try_from(rows.len()).unwrap_or(u32::MAX),
            Some(Known::Value { .. } | Known::Record { .. }) | None => 0,
        };
        let mut places: Vec<Place> = (0..stated).map(|row| Place::Row(list, row)).collect();
        if there.may_yes() {
            places.push(Place::Others(list));
        }
        let elements = places.into_iter().map(|place| {
            let at = at.with(Some(over.variable), Some(place));
            let counts = match over.filter {
                Some(filter) => self.value(filter, &at),
                None => Seen::truth(true),
            };
            Element { others: matches!(place, Place::Others(_)), counts, at }
        });
        (elements.collect(), there)
    }

    /// `any (c in xs where C)`: some stated element, or one of the others, if there is one.
    pub(super) fn any(&mut self, over: Over, at: &At<'a>) -> Seen {
        let (elements, there) = self.elements(over, at);
        let all: Vec<Seen> = elements
            .into_iter()
            .map(|element| {
                if element.others { and(&[element.counts, there.clone()]) } else { element.counts }
            })
            .collect();
        or(&all)
    }

    /// `every (c in xs where F has C)`: each is not F, or has C.
    pub(super) fn every(&mut self, over: Over, has: ExprId, at: &At<'a>) -> Seen {
        let (elements, there) = self.elements(over, at);
        let mut all = Vec::new();
        for element in elements {
            let mut one = vec![not(&element.counts), self.value(has, &element.at)];
            if element.others {
                one.push(not(&there));
            }
            all.push(or(&one));
        }
        and(&all)
    }

    /// `sum of (…)`, `count of (…)`: what does not count adds nothing. Of the others there may be any number.
    pub(super) fn sum(&mut self, over: Over, item: Option<ExprId>, at: &At<'a>) -> Seen {
        let (elements, there) = self.elements(over, at);
        let zero = || Seen::sure(Values::Number(Some(Interval::single(Number::ZERO))));
        let mut items = Vec::new();
        for element in elements {
            let added = match item {
                Some(item) if element.counts.may_yes() => self.value(item, &element.at),
                Some(_) => zero(),
                None => Seen::sure(Values::Number(Some(Interval::single(Number::ONE)))),
            };
            let mut one = choose(&element.counts, || added, zero, Values::Number(None));
            if element.others {
                one.values = Values::Number(Some(any_number_of(one.interval())));
            }
            items.push(one);
        }
        let mut total = Interval::single(Number::ZERO);
        let mut causes = strict(&items);
        for item in &items {
            let Some(added) = item.interval() else {
                return Seen::of(causes, Values::Number(None)).from(&items).from([&there]);
            };
            let sum = total.plus(added);
            if sum.fault_possible() {
                causes = causes.and(Causes::of(Cause::Fault));
            }
            let Some(value) = sum.value else {
                return Seen::of(causes, Values::Number(None)).from(&items).from([&there]);
            };
            total = value;
        }
        Seen::of(causes, Values::Number(Some(total))).from(&items).from([&there])
    }

    /// The elements with what is asked of each; what each may be without a value for.
    fn keyed(
        &mut self,
        over: Over,
        key: ExprId,
        at: &At<'a>,
    ) -> (Vec<Keyed<'a>>, Causes, Vec<Seen>) {
        let (elements, there) = self.elements(over, at);
        let none = known::nothing(self.setting.checked.ty(key));
        let mut keyed = Vec::new();
        let mut items = Vec::new();
        let mut parts = vec![there];
        for element in elements {
            let may = element.counts.may_yes();
            let key = if may { self.value(key, &element.at) } else { Seen::sure(none.clone()) };
            let counted = may && !key.valueless();
            // Strictly, every element is needed: one that surely counts and has no key leaves nothing.
            let there = element.others || element.counts.may_no() || counted;
            items.push(Seen::of(element.counts.causes.and(key.causes), truth(there, false)));
            parts.push(element.counts.clone());
            parts.push(key.clone());
            let sure = !element.others && !element.counts.may_no();
            keyed.push(Keyed { key, may: counted, sure, others: element.others, at: element.at });
        }
        // An item that is surely valueless is an empty truth here; what is there is a no.
        let items: Vec<Seen> = items;
        (keyed, strict(&items), parts)
    }

    /// `smallest of (…)`, `earliest of (…)`, and the other ends. Of nothing: *undetermined*.
    pub(super) fn extreme(&mut self, largest: bool, over: Over, item: ExprId, at: &At<'a>) -> Seen {
        let (elements, mut causes, parts) = self.keyed(over, item, at);
        if !elements.iter().any(|element| element.sure) {
            causes = causes.and(Causes::of(Cause::Undetermined));
        }
        let none = Seen::of(causes, Values::Number(None)).from(&parts);
        if missing_key(&elements) {
            return none;
        }
        let ends = |element: &Keyed<'a>| element.key.interval().cloned();
        let may: Vec<Interval> = elements.iter().filter(|e| e.may).filter_map(ends).collect();
        let sure: Vec<Interval> = elements.iter().filter(|e| e.sure).filter_map(ends).collect();
        let least = |of: &[Interval]| {
            let (first, rest) = of.split_first()?;
            let take = if largest { Interval::greater } else { Interval::lesser };
            Some(rest.iter().fold(first.clone(), |a, b| take(&a, b)))
        };
        // The near end: of what may count. The far end: of what surely counts, else of all that may.
        let near = least(&may);
        let far = least(&sure).or_else(|| may.iter().cloned().reduce(|a, b| a.hull(&b)));
        let (Some(near), Some(far)) = (near, far) else { return none };
        let value = if largest {
            Interval::new(far.lo().cloned(), near.hi().cloned())
        } else {
            Interval::new(near.lo().cloned(), far.hi().cloned())
        };
        Seen::of(causes, Values::Number(value)).from(&parts)
    }

    /// `count of different (c.k for c in xs where C)`.
    pub(super) fn count_different(&mut self, over: Over, key: ExprId, at: &At<'a>) -> Seen {
        let (elements, causes, parts) = self.keyed(over, key, at);
        let mut sure_keys: Vec<Values> = Vec::new();
        let mut may_keys: Vec<Values> = Vec::new();
        let (mut least, mut more, mut unbounded) = (0_usize, 0_usize, false);
        for element in elements.iter().filter(|element| element.may) {
            let key = &element.key.values;
            if element.others {
                unbounded = true;
            } else if !key.is_single() {
                more += 1;
            } else if !may_keys.contains(key) {
                may_keys.push(key.clone());
            }
            if element.sure {
                least = 1;
                if key.is_single() && !sure_keys.contains(key) {
                    sure_keys.push(key.clone());
                }
            }
        }
        let value = if elements.iter().any(|element| element.sure && !element.may) {
            None
        } else {
            let hi = (!unbounded).then(|| Number::from(more + may_keys.len()));
            Interval::new(Some(Number::from(least.max(sure_keys.len()))), hi)
        };
        Seen::of(causes, Values::Number(value)).from(&parts)
    }

    /// `the c in xs with smallest k`, read at a field: of those whose key may be the smallest.
    pub(super) fn pick(
        &mut self,
        largest: bool,
        over: Over,
        key: ExprId,
        path: &[u32],
        at: &At<'a>,
    ) -> Seen {
        let (elements, mut causes, mut parts) = self.keyed(over, key, at);
        if !elements.iter().any(|element| element.sure) {
            causes = causes.and(Causes::of(Cause::Undetermined));
        }
        let root = Root::Variable(over.variable);
        let none = self.look_type(root, path).map_or(truth(false, false), |ty| known::nothing(&ty));
        if missing_key(&elements) || !elements.iter().any(|element| element.may) {
            return Seen::of(causes, none).from(&parts);
        }
        // Seen from the end that is asked for: the near end of a key is its least, or its greatest negated.
        let toward = |key: &Seen| {
            let ends = ends(&key.values)?;
            Some(if largest { ends.negated() } else { ends })
        };
        let sure = elements.iter().filter(|element| element.sure);
        let bound = sure.filter_map(|e| toward(&e.key)).reduce(|a, b| a.lesser(&b));
        let mut candidates = Vec::new();
        for element in elements.iter().filter(|element| element.may) {
            let Some(ends) = toward(&element.key) else { continue };
            let may = bound.as_ref().is_none_or(|bound| {
                bound.hi().is_none_or(|top| ends.lo().is_none_or(|lo| lo <= top))
            });
            if may {
                let read = self.read(root, path, &element.at);
                parts.push(read.clone());
                candidates.push((ends, read, element));
            }
        }
        let nearest =
            candidates.iter().map(|(ends, _, _)| ends.clone()).reduce(|a, b| a.lesser(&b));
        let lowest = nearest.as_ref().and_then(Interval::lo);
        let mut values = none.clone();
        let undetermined = Causes::of(Cause::Undetermined);
        for (place, (ends, read, element)) in candidates.iter().enumerate() {
            causes = causes.and(read.causes);
            values = join(&values, &read.values);
            if element.others && differ(&read.values, &read.values).0 {
                causes = causes.and(undetermined);
            }
            for (other, other_read, _) in candidates.iter().take(place) {
                if ends.meet(other).is_some() && differ(&read.values, &other_read.values).0 {
                    causes = causes.and(undetermined);
                }
            }
        }
        // Surely the smallest: surely there, and no other key can be less.
        let first = candidates.iter().filter(|(ends, _, element)| {
            element.sure && lowest.is_some_and(|lowest| ends.hi().is_some_and(|hi| hi <= lowest))
        });
        let first: Vec<&Seen> = first.map(|(_, read, _)| read).collect();
        let split = first
            .iter()
            .any(|a| a.valueless() || first.iter().any(|b| differ(&a.values, &b.values).1));
        Seen::of(causes, if split { none } else { values }).from(&parts)
    }

    /// The type of a field of an element.
    pub(super) fn look_type(&self, root: Root, path: &[u32]) -> Option<Type> {
        let hir = self.hir();
        let fact = match root {
            Root::Fact(fact) => fact,
            Root::Variable(variable) => hir.variables.get(variable)?.list,
        };
        let declared = &hir.facts.get(fact)?.ty;
        let Type::List(element) = declared.present() else { return None };
        let mut ty = Type::clone(element);
        for field in path {
            let Type::Record(record) = ty.present() else { return None };
            ty = whereas_hir::vocabulary::field(&hir.records, *record, *field)?.ty.clone();
        }
        Some(ty)
    }
}

/// An element of a form over a list.
pub(super) struct Element<'a> {
    /// It stands for all that are not stated.
    pub others: bool,
    /// Whether it counts.
    pub counts: Seen,
    /// Where it is bound.
    pub at: At<'a>,
}

/// An element with its key.
struct Keyed<'a> {
    key: Seen,
    /// It may count, and may have a key.
    may: bool,
    /// It is stated and surely counts.
    sure: bool,
    others: bool,
    at: At<'a>,
}

/// Whether an element that surely counts has no key: then there is no smallest.
fn missing_key(elements: &[Keyed<'_>]) -> bool {
    elements.iter().any(|element| element.sure && !element.may)
}

/// What any number of the others add: nothing, or as much as they like on the side on which one may be.
fn any_number_of(one: Option<&Interval>) -> Interval {
    let zero = Some(Number::ZERO);
    let Some(one) = one else { return Interval::single(Number::ZERO) };
    let below = one.lo().is_none_or(Number::is_negative);
    let above = one.hi().is_none_or(|hi| !hi.is_zero() && !hi.is_negative());
    Interval::new(if below { None } else { zero.clone() }, if above { None } else { zero })
        .unwrap_or(Interval::ANY)
}
