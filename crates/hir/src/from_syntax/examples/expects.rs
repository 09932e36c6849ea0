//! `expect …`: what an example expects of a decision, a finding, a duty or a permission.

use whereas_syntax::tree::{self, Expected as Written, InTime, LiteralKind, State, ValueKind};
use whereas_value::answer::FindingClass;
use whereas_value::case::{Case, Partial, Stated};
use whereas_value::duty::{DutyState, PermissionState};
use whereas_value::id::{ClauseId, DecisionId, DutyId, FactId};
use whereas_value::types::Type;
use whereas_value::{Cause, Leaf, Of, Status};

use super::super::entry::Entry;
use super::super::faults;
use super::super::labels::{date, small};
use super::super::lower::Lower;
use super::values::text_of;
use crate::Hir;
use crate::example::{Expect, Expected, ExpectedAnswer};
use crate::policy::DecisionKind;

const SUBJECTS: &str = "a decision, a judgement, a duty or a permission";

impl Lower<'_> {
    /// One line: one expectation, or one for each value or name that it lists.
    pub(super) fn expects(
        &mut self,
        file: usize,
        case: &Case,
        expect: &tree::Expect,
    ) -> Vec<Expect> {
        let row = |id: &&whereas_syntax::tree::Id| {
            self.hir.rules.iter().any(|rule| rule.row.as_ref().is_some_and(|row| row.id == id.text))
        };
        let (rows, clauses): (Vec<_>, Vec<_>) = expect.because.iter().partition(row);
        let rows: Vec<ecow::EcoString> = rows.into_iter().map(|id| id.text.clone()).collect();
        let because: Vec<ClauseId> =
            clauses.into_iter().filter_map(|id| self.clause_id(Hir::MAIN, id)).collect();
        let missing: Vec<Leaf> =
            expect.missing.iter().filter_map(|path| self.leaf(file, path)).collect();
        let is_subject = |entry| {
            matches!(
                entry,
                Entry::Decision(_) | Entry::Judgement(_) | Entry::Duty(_) | Entry::Permission(_)
            )
        };
        let found = match self.find(file, &expect.subject, is_subject, SUBJECTS) {
            Some(Entry::Decision(id)) => self.of_decision(file, case, id, expect),
            Some(Entry::Judgement(judgement)) => {
                self.nothing_beside(expect);
                let classes = [
                    (Written::Used, FindingClass::Used),
                    (Written::Defective, FindingClass::Defective),
                    (Written::NotYetUsable, FindingClass::NotYetUsable),
                    (Written::Draft, FindingClass::Draft),
                    (Written::NotAsked, FindingClass::NotAsked),
                ];
                match classes.into_iter().find(|(written, _)| *written == expect.expected) {
                    Some((_, class)) => vec![Expected::Finding { judgement, class }],
                    None => self.does_not_fit(expect, "a judgement"),
                }
            }
            Some(Entry::Duty(duty)) => self.of_duty(duty, expect),
            Some(Entry::Permission(permission)) => {
                self.nothing_beside(expect);
                match permission_state(&expect.expected) {
                    Some(state) => vec![Expected::Permission { permission, state }],
                    None => self.does_not_fit(expect, "a permission"),
                }
            }
            Some(other) => {
                self.report(faults::names::wrong_kind(&expect.subject, other.a_kind(), SUBJECTS));
                Vec::new()
            }
            None => Vec::new(),
        };
        let text = self.text(expect.span);
        let one = |of| Expect {
            text: text.clone(),
            of,
            because: because.clone(),
            rows: rows.clone(),
            missing: missing.clone(),
        };
        found.into_iter().map(one).collect()
    }

    /// `of x` and `for V` are said of decisions only.
    fn nothing_beside(&mut self, expect: &tree::Expect) {
        if let Some(of) = &expect.of {
            self.report(faults::examples::beside(of.span, "of"));
        }
        if let Some(value) = &expect.for_value {
            self.report(faults::examples::beside(value.span, "for"));
        }
    }

    /// `includes a`, `is { a, b }` speak of a whole set, and of nothing else.
    fn not_the_whole_set(&mut self, expect: &tree::Expect) -> Vec<Expected> {
        self.report(faults::examples::not_the_whole_set(&expect.subject));
        Vec::new()
    }

    fn does_not_fit(&mut self, expect: &tree::Expect, what: &str) -> Vec<Expected> {
        self.report(faults::examples::does_not_fit(&expect.subject, what));
        Vec::new()
    }

    fn of_decision(
        &mut self,
        file: usize,
        case: &Case,
        decision: DecisionId,
        expect: &tree::Expect,
    ) -> Vec<Expected> {
        let Some(it) = self.hir.decisions.get(decision).cloned() else { return Vec::new() };
        if it.policy != Hir::MAIN {
            let declared = self.map.decisions.get(decision).copied();
            let name = &expect.subject;
            self.report(faults::rules::of_another_policy(name, "decision", declared));
            return Vec::new();
        }
        let list = it.element.and_then(|id| self.hir.variables.get(id)).map(|it| it.list);
        let whole = match (&expect.of, list) {
            (Some(of), Some(list)) => match self.element_place(case, list, of) {
                Some(place) => Of::Element(place),
                None => return Vec::new(),
            },
            (Some(of), None) => {
                self.report(faults::exprs::takes_no_element(&expect.subject, of.span));
                return Vec::new();
            }
            (None, Some(_)) => {
                self.report(faults::examples::of_which(&expect.subject));
                return Vec::new();
            }
            (None, None) => Of::Whole,
        };
        let (ty, of) = match (&it.kind, &expect.for_value) {
            (DecisionKind::Set(choice), Some(name)) => {
                match self.choice_value(file, *choice, name) {
                    Some(value) => (Some(Type::Truth), whole.includes(value)),
                    None => return Vec::new(),
                }
            }
            (DecisionKind::Is(_) | DecisionKind::Total(_), Some(name)) => {
                self.report(faults::examples::for_of_a_set(&expect.subject, name.span));
                return Vec::new();
            }
            (DecisionKind::Set(_), None) => (None, whole),
            (DecisionKind::Is(ty) | DecisionKind::Total(ty), None) => (Some(ty.clone()), whole),
        };
        let one = |answer| Expected::Decision { decision, of, answer };
        match &expect.expected {
            Written::Values(values) => match ty {
                Some(ty) => self.expected_values(file, values, &ty).map(one).into_iter().collect(),
                None => {
                    self.report(faults::examples::value_of_a_set(&expect.subject));
                    Vec::new()
                }
            },
            Written::Set(names) => match (&it.kind, of.value()) {
                (DecisionKind::Set(choice), None) => {
                    vec![one(ExpectedAnswer::Set(self.name_bits(file, *choice, names)))]
                }
                _ => self.not_the_whole_set(expect),
            },
            Written::Includes(names) | Written::Excludes(names) => {
                let includes = matches!(expect.expected, Written::Includes(_));
                match (&it.kind, of.value()) {
                    (DecisionKind::Set(choice), None) => {
                        let answer = Partial::Truth { may_no: !includes, may_yes: includes };
                        names
                            .iter()
                            .filter_map(|name| self.choice_value(file, *choice, name))
                            .map(|value| Expected::Decision {
                                decision,
                                of: whole.includes(value),
                                answer: ExpectedAnswer::Value(answer.clone()),
                            })
                            .collect()
                    }
                    _ => self.not_the_whole_set(expect),
                }
            }
            Written::Unknown => vec![one(ExpectedAnswer::Status(Status::Unknown))],
            Written::Undetermined => vec![one(ExpectedAnswer::Status(Status::Undetermined))],
            Written::NotReady => vec![one(ExpectedAnswer::Status(Status::NotReady))],
            Written::NotInForce => vec![one(ExpectedAnswer::Status(Status::NotInForce))],
            Written::OutOfScope => vec![one(ExpectedAnswer::Status(Status::OutOfScope))],
            Written::InConflict => vec![one(ExpectedAnswer::Status(Status::Conflict))],
            Written::Fault => vec![one(ExpectedAnswer::Status(Status::Fault))],
            Written::Awaits(names) => names
                .iter()
                .filter_map(|name| self.judgement(file, name))
                .map(|judgement| one(ExpectedAnswer::Awaits(judgement)))
                .collect(),
            Written::DependsOn(names) => names
                .iter()
                .filter_map(|name| self.question(file, name))
                .map(|question| one(ExpectedAnswer::DependsOn(question)))
                .collect(),
            Written::Used
            | Written::Draft
            | Written::Defective
            | Written::NotYetUsable
            | Written::NotAsked
            | Written::State(_) => self.does_not_fit(expect, "a decision"),
        }
    }

    /// `is A`: decided so. `is A or B`, `is between A and B`: these are what is possible.
    fn expected_values(
        &mut self,
        file: usize,
        values: &[tree::Value],
        ty: &Type,
    ) -> Option<ExpectedAnswer> {
        if let [value] = values
            && matches!(value.kind, ValueKind::Literal(_) | ValueKind::Choice(_))
        {
            return self.partial(file, value, ty, None).map(ExpectedAnswer::Value);
        }
        let mut all = Vec::new();
        for value in values {
            match &value.kind {
                ValueKind::Literal(_)
                | ValueKind::Choice(_)
                | ValueKind::Month { .. }
                | ValueKind::Span(..)
                | ValueKind::Between(..) => all.push(self.partial(file, value, ty, None)?),
                ValueKind::OneOf(values) => {
                    for value in values {
                        all.push(self.single_value(file, value, ty)?);
                    }
                }
                ValueKind::List(_)
                | ValueKind::Record(_)
                | ValueKind::Set(_)
                | ValueKind::Unknown
                | ValueKind::Absent => {
                    self.report(faults::examples::one_value(value.span));
                    return None;
                }
            }
        }
        Some(ExpectedAnswer::OneOf(all))
    }

    fn of_duty(&mut self, duty: DutyId, expect: &tree::Expect) -> Vec<Expected> {
        self.nothing_beside(expect);
        let mut until = None;
        let states = match &expect.expected {
            Written::Unknown => Vec::new(),
            Written::Undetermined => vec![DutyState::Undetermined],
            Written::NotReady => vec![DutyState::NotReady],
            Written::NotInForce => vec![DutyState::NotInForce],
            Written::InConflict => vec![DutyState::Conflict],
            Written::Fault => vec![DutyState::Fault],
            Written::State(state) => match state {
                State::NotArisen => vec![DutyState::NotArisen],
                State::Pending(day) => {
                    until = day.map(date);
                    vec![DutyState::Pending]
                }
                State::Discharged(None) => vec![
                    DutyState::DischargedInTime,
                    DutyState::DischargedLate,
                    DutyState::DischargedDayNotRecorded,
                ],
                State::Discharged(Some(InTime::InTime)) => vec![DutyState::DischargedInTime],
                State::Discharged(Some(InTime::Late)) => vec![DutyState::DischargedLate],
                State::Discharged(Some(InTime::DayNotRecorded)) => {
                    vec![DutyState::DischargedDayNotRecorded]
                }
                State::Excused => vec![DutyState::Excused],
                State::Breached => vec![DutyState::Breached],
                State::NotMet => vec![DutyState::NotMet],
                State::Kept => vec![DutyState::Kept],
                State::OpenWithoutDeadline => vec![DutyState::OpenWithoutDeadline],
                State::Held | State::NotHeld => return self.does_not_fit(expect, "a duty"),
            },
            Written::Values(_)
            | Written::Set(_)
            | Written::Includes(_)
            | Written::Excludes(_)
            | Written::OutOfScope
            | Written::Used
            | Written::Draft
            | Written::Defective
            | Written::NotYetUsable
            | Written::NotAsked
            | Written::Awaits(_)
            | Written::DependsOn(_) => return self.does_not_fit(expect, "a duty"),
        };
        vec![Expected::Duty { duty, states, until }]
    }

    /// `of 1` is the first element that the case states, `of "burglary"` the one with a text of that kind.
    fn element_place(&mut self, case: &Case, list: FactId, of: &tree::Value) -> Option<u32> {
        let stated = match case.facts.get(list) {
            Some(Stated::Given(given)) => match &given.value {
                Some(Partial::List { elements, .. }) => elements.clone(),
                Some(_) | None => Vec::new(),
            },
            Some(Stated::LeftOut | Stated::Asked) | None => Vec::new(),
        };
        let count = u32::try_from(stated.len()).unwrap_or(u32::MAX);
        if let Some(text) = text_of(of) {
            let has = |value: &Option<Partial>| matches!(value, Some(Partial::Text(it)) if it.as_single() == Some(text));
            let mut found = (0_u32..).zip(&stated).filter(|(_, element)| match &element.value {
                Some(Partial::Record(fields)) => fields.iter().any(|field| has(&field.value)),
                value => has(value),
            });
            if let (Some((place, _)), None) = (found.next(), found.next()) {
                return Some(place);
            }
        } else if let ValueKind::Literal(literal) = &of.kind
            && let LiteralKind::Number(number) = &literal.kind
            && let Some(place) = small(number).and_then(|place| place.checked_sub(1))
            && place < count
        {
            return Some(place);
        }
        self.report(faults::examples::no_such_element(of.span, count));
        None
    }

    /// `missing f`, `missing r.field`; of a list, anything that is missing in it.
    fn leaf(&mut self, file: usize, path: &tree::FieldPath) -> Option<Leaf> {
        let (fact, fields) = match path.fields.as_slice() {
            [first, rest @ ..] => match self.aliased(file, &path.base, first) {
                Some(Ok(Entry::Fact(fact))) => (fact, rest),
                Some(Err(problem)) => {
                    self.report(*problem);
                    return None;
                }
                Some(Ok(other)) => {
                    self.report(faults::names::wrong_kind(first, other.a_kind(), "a fact"));
                    return None;
                }
                None => (self.missing_fact(file, &path.base)?, path.fields.as_slice()),
            },
            [] => (self.missing_fact(file, &path.base)?, path.fields.as_slice()),
        };
        let mut ty = self.hir.facts.get(fact)?.ty.present().clone();
        let mut is_list = false;
        if let Type::List(element) = &ty {
            ty = element.present().clone();
            is_list = true;
        }
        let mut places = Vec::new();
        for field in fields {
            let Type::Record(record) = ty else {
                let found = crate::print::type_words(&self.hir, &ty);
                self.report(faults::exprs::no_fields(field, Some(&found)));
                return None;
            };
            let place = self.field_place(record, field)?;
            let next = crate::vocabulary::field(&self.hir.records, record, place)?;
            ty = next.ty.present().clone();
            places.push(place);
        }
        Some(if is_list { Leaf::Others(fact) } else { Leaf::Fact(fact, places) })
    }

    fn missing_fact(&mut self, file: usize, name: &tree::Name) -> Option<FactId> {
        let is_fact = |entry| matches!(entry, Entry::Fact(_));
        let entry = self.find(file, name, is_fact, "a fact")?;
        if let Entry::Fact(fact) = entry {
            return Some(fact);
        }
        self.report(if matches!(entry, Entry::Judgement(_)) {
            faults::examples::judgement_missing(name)
        } else {
            faults::names::wrong_kind(name, entry.a_kind(), "a fact")
        });
        None
    }
}

/// What may be expected of a permission. It stands on a clause in force or is not held, and knows no scope.
fn permission_state(written: &Written) -> Option<PermissionState> {
    Some(match written {
        Written::State(State::Held) => PermissionState::Held,
        Written::State(State::NotHeld) => PermissionState::NotHeld,
        Written::Unknown => PermissionState::Unknown,
        Written::Undetermined => PermissionState::NoValue(Cause::Undetermined),
        Written::NotReady => PermissionState::NoValue(Cause::NotReady),
        Written::InConflict => PermissionState::NoValue(Cause::Conflict),
        Written::Fault => PermissionState::NoValue(Cause::Fault),
        Written::Values(_)
        | Written::Set(_)
        | Written::Includes(_)
        | Written::Excludes(_)
        | Written::NotInForce
        | Written::OutOfScope
        | Written::Used
        | Written::Draft
        | Written::Defective
        | Written::NotYetUsable
        | Written::NotAsked
        | Written::Awaits(_)
        | Written::DependsOn(_)
        | Written::State(_) => return None,
    })
}
