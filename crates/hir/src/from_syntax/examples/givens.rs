//! `given a is 2020-11, xs includes [ … ]`: what an example says of the facts.

use whereas_diagnostics::near_name;
use whereas_syntax::tree::{self, GivenValue, ValueKind};
use whereas_value::case::{Given, Partial, Stated};
use whereas_value::id::{ChoiceId, FactId, IndexVec};
use whereas_value::types::Type;

use super::super::entry::Entry;
use super::super::faults;
use super::super::lower::Lower;

impl Lower<'_> {
    pub(super) fn givens(
        &mut self,
        file: usize,
        facts: &mut IndexVec<FactId, Stated>,
        givens: &[tree::Given],
    ) {
        let mut own: Vec<FactId> = Vec::new();
        for given in givens {
            let Some(fact) = self.given_path(file, &given.fact) else { continue };
            let adds = matches!(given.value, GivenValue::Includes(_));
            if own.contains(&fact) && !adds {
                self.report(faults::examples::given_twice(given.fact.last()));
            }
            own.push(fact);
            let Some(ty) = self.hir.facts.get(fact).map(|it| it.ty.clone()) else { continue };
            if ty == Type::Broken {
                continue;
            }
            let before = facts.get(fact).cloned().unwrap_or(Stated::LeftOut);
            let stated = match &given.value {
                GivenValue::Is(value) if value.kind == ValueKind::Unknown => Some(Stated::Asked),
                GivenValue::Is(value) => {
                    self.given_value(file, value, &ty, Some(fact)).map(Stated::Given)
                }
                GivenValue::Includes(values) => self.added(file, given, values, &ty, before),
            };
            if let (Some(stated), Some(slot)) = (stated, facts.get_mut(fact)) {
                *slot = stated;
            }
        }
    }

    /// A fact by its name, or under the alias of the file that declares it; a record is given whole.
    fn given_path(&mut self, file: usize, path: &tree::FieldPath) -> Option<FactId> {
        let is_fact = |entry| matches!(entry, Entry::Fact(_));
        let first = path.fields.first();
        let under_alias =
            first.and_then(|name| Some((self.aliased(file, &path.base, name)?, name)));
        let (entry, name, fields) = match under_alias {
            Some((Ok(Entry::Broken), _)) => return None,
            Some((Ok(entry), name)) => (entry, name, path.fields.get(1..).unwrap_or_default()),
            Some((Err(problem), _)) => {
                self.report(*problem);
                return None;
            }
            None => {
                let entry = self.find(file, &path.base, is_fact, "a fact")?;
                (entry, &path.base, path.fields.as_slice())
            }
        };
        let fact = self.given_fact(entry, name)?;
        if let Some(field) = fields.first() {
            self.report(faults::examples::field_given(name, field));
            return None;
        }
        Some(fact)
    }

    /// Only facts are given: nobody states a judgement, a decision, or a protected characteristic.
    fn given_fact(&mut self, entry: Entry, name: &tree::Name) -> Option<FactId> {
        if let Entry::Fact(fact) = entry {
            return Some(fact);
        }
        self.report(if matches!(entry, Entry::Judgement(_)) {
            faults::examples::judgement_given(name)
        } else if matches!(entry, Entry::Protected(_)) {
            faults::examples::protected_given(name)
        } else {
            faults::names::wrong_kind(name, entry.a_kind(), "a fact")
        });
        None
    }

    /// `xs includes [ … ]`: these beside what is stated so far, and there may be others.
    fn added(
        &mut self,
        file: usize,
        given: &tree::Given,
        values: &[tree::Value],
        ty: &Type,
        before: Stated,
    ) -> Option<Stated> {
        let before = match before {
            Stated::Given(given) => given.value,
            Stated::LeftOut | Stated::Asked => None,
        };
        if let Some(element) = ty.listed() {
            let mut elements = match before {
                Some(Partial::List { elements, .. }) => elements,
                Some(_) | None => Vec::new(),
            };
            for value in values {
                elements.extend(self.given_value(file, value, element, None));
            }
            let list = Partial::List { elements, complete: false };
            return Some(Stated::Given(Given::present(list)));
        }
        if let Some(choice) = ty.set_of() {
            let added = self.bits(file, choice, values);
            let all = self.all_bits(choice);
            let in_before = match before {
                Some(Partial::Set { may_out, .. }) => all & !may_out,
                Some(_) | None => 0,
            };
            let set = Partial::Set { may_in: all, may_out: all & !(in_before | added) };
            return Some(Stated::Given(Given::present(set)));
        }
        self.report(faults::examples::includes_of_no_list(given.fact.last()));
        None
    }

    fn bits(&mut self, file: usize, choice: ChoiceId, values: &[tree::Value]) -> u64 {
        let mut bits = 0;
        for value in values {
            match &value.kind {
                ValueKind::Choice(name) => {
                    bits |= self.choice_value(file, choice, name).map_or(0, bit);
                }
                ValueKind::Literal(_)
                | ValueKind::Month { .. }
                | ValueKind::Span(..)
                | ValueKind::List(_)
                | ValueKind::Record(_)
                | ValueKind::Set(_)
                | ValueKind::Unknown
                | ValueKind::Absent
                | ValueKind::Between(..)
                | ValueKind::OneOf(_) => {
                    self.no_literal(value.span, &Type::Choice(choice));
                }
            }
        }
        bits
    }

    /// The bits of these names of a choice's values.
    pub(super) fn name_bits(&mut self, file: usize, choice: ChoiceId, names: &[tree::Name]) -> u64 {
        names
            .iter()
            .filter_map(|name| self.choice_value(file, choice, name))
            .fold(0, |bits, value| bits | bit(value))
    }

    /// The bits of all values of a choice.
    pub(super) fn all_bits(&self, choice: ChoiceId) -> u64 {
        let count = self.hir.choices.get(choice).map_or(0, |it| it.values.len());
        u32::try_from(count)
            .ok()
            .and_then(|count| 1_u64.checked_shl(count))
            .map_or(u64::MAX, |past| past.wrapping_sub(1))
    }

    /// `event paid on D by officer about "x"`.
    pub(super) fn one_event(
        &mut self,
        file: usize,
        event: &tree::EventFact,
    ) -> Option<whereas_value::case::Event> {
        let kind = self.event(file, &event.event);
        let by = event.by.as_ref().and_then(|name| self.actor(file, name));
        let on = match event.on.as_ref().map(|value| &value.kind) {
            Some(ValueKind::Literal(tree::Literal {
                kind: tree::LiteralKind::Date(day), ..
            })) => Some(super::date(*day)),
            Some(_) | None => None,
        };
        let Some(on) = on else {
            self.report(faults::examples::event_without_day(&event.event));
            return None;
        };
        let about = event.about.as_ref().map(|text| text.text.clone());
        Some(whereas_value::case::Event { kind: kind?, on, by, about })
    }

    /// The places of a record's fields by their names in a stated record.
    pub(super) fn stated_fields<'v>(
        &mut self,
        record: whereas_value::id::RecordId,
        stated: &'v [(tree::Name, tree::Value)],
    ) -> Vec<Option<&'v tree::Value>> {
        let Some(found) = self.hir.records.get(record).cloned() else { return Vec::new() };
        let mut values: Vec<Option<&tree::Value>> = vec![None; found.fields.len()];
        for (name, value) in stated {
            match found.fields.iter().position(|field| field.name == name.text) {
                Some(place) => {
                    let slot = values.get_mut(place);
                    let twice = slot.is_some_and(|slot| slot.replace(value).is_some());
                    if twice {
                        self.report(faults::examples::given_twice(name));
                    }
                }
                None => {
                    let near =
                        near_name(&name.text, found.fields.iter().map(|it| it.name.as_str()));
                    let problem =
                        faults::exprs::no_such_field(name, &found.name, &found.fields, near);
                    self.report(problem);
                }
            }
        }
        values
    }
}

/// The bit of a value of a choice.
pub(super) fn bit(value: u32) -> u64 {
    1_u64.checked_shl(value).unwrap_or(0)
}
