//! Examples: the whole case, and what is expected of it.

use whereas_value::Leaf;
use whereas_value::case::{Basis, Case, Finding, Given, Partial, Stated};
use whereas_value::id::{ClauseId, FactId};
use whereas_value::interval::Interval;
use whereas_value::text::TextSet;
use whereas_value::types::Type;

use super::{Printer, name_of};
use crate::example::{Expect, Expected, ExpectedAnswer};
use crate::policy::DecisionKind;

impl Printer<'_> {
    pub(super) fn examples_of(&mut self, clause: ClauseId) {
        let hir = self.hir;
        for example in hir.examples.iter().filter(|it| it.clause == clause) {
            self.line(
                1,
                &format!("example {:?} as of {}", example.title.as_str(), example.case.as_of),
            );
            self.case(&example.case);
            for expect in &example.expects {
                self.expect(expect);
            }
        }
    }

    fn case(&mut self, case: &Case) {
        let hir = self.hir;
        for (id, stated) in case.facts.enumerate() {
            let Some(fact) = hir.facts.get(id) else { continue };
            match stated {
                Stated::LeftOut => {}
                Stated::Asked => self.line(2, &format!("{} is unknown", fact.name)),
                Stated::Given(given) => {
                    let words = format!("{} is {}", fact.name, self.given(given, &fact.ty));
                    self.line(2, &words);
                }
            }
        }
        for finding in &case.findings {
            self.finding(finding);
        }
        for event in &case.events {
            let kind = name_of(hir.events.get(event.kind).map(|it| &it.name));
            let by = event.by.map_or_else(String::new, |id| {
                format!(" by {}", name_of(hir.actors.get(id).map(|it| &it.name)))
            });
            let about = event
                .about
                .as_ref()
                .map_or_else(String::new, |about| format!(" about {:?}", about.as_str()));
            self.line(2, &format!("event {kind} on {}{by}{about}", event.on));
        }
    }

    fn given(&self, given: &Given, ty: &Type) -> String {
        let ty = ty.present();
        match (&given.value, given.may_be_absent) {
            (None, _) => "absent".to_owned(),
            (Some(value), false) => self.partial(value, ty),
            (Some(value), true) => format!("absent or {}", self.partial(value, ty)),
        }
    }

    fn partial(&self, value: &Partial, ty: &Type) -> String {
        match (value, ty) {
            (Partial::Any, _) => "anything".to_owned(),
            (Partial::Truth { may_no: true, may_yes: true }, _) => "yes or no".to_owned(),
            (Partial::Truth { may_yes: true, .. }, _) => "yes".to_owned(),
            (Partial::Truth { .. }, _) => "no".to_owned(),
            (Partial::Choice(bits), Type::Choice(choice)) => {
                let values = self.bits(*choice, *bits);
                if values.len() == 1 { values.concat() } else { values.join(" or ") }
            }
            (Partial::Number(interval), ty) => self.interval(interval, ty),
            (Partial::Text(TextSet::Any), _) => "any text".to_owned(),
            (Partial::Text(TextSet::OneOf(texts)), _) => {
                texts.iter().map(|it| format!("{:?}", it.as_str())).collect::<Vec<_>>().join(" or ")
            }
            (Partial::Set { may_in, may_out }, Type::Set(choice)) => {
                let sure = self.bits(*choice, may_in & !may_out).join(", ");
                let open = self.bits(*choice, may_in & may_out).join(", ");
                if open.is_empty() {
                    format!("{{ {sure} }}")
                } else {
                    format!("{{ {sure} }} and perhaps {{ {open} }}")
                }
            }
            (Partial::Record(fields), Type::Record(record)) => {
                let declared = self.hir.records.get(*record).map(|it| it.fields.as_slice());
                let fields = fields.iter().zip(declared.unwrap_or_default());
                let fields = Self::names(fields, |(given, field)| {
                    format!("{}: {}", field.name, self.given(given, &field.ty))
                });
                format!("{{ {fields} }}")
            }
            (Partial::List { elements, complete }, Type::List(element)) => {
                let all = Self::names(elements, |given| self.given(given, element));
                let open = if *complete { "" } else { " and perhaps others" };
                format!("[ {all} ]{open}")
            }
            (
                Partial::Choice(_)
                | Partial::Set { .. }
                | Partial::Record(_)
                | Partial::List { .. },
                _,
            ) => "?".to_owned(),
        }
    }

    fn bits(&self, choice: whereas_value::id::ChoiceId, bits: u64) -> Vec<String> {
        (0..64_u32)
            .filter(|value| bits.checked_shr(*value).is_some_and(|bits| bits & 1 == 1))
            .map(|value| self.value_name(choice, value))
            .collect()
    }

    fn interval(&self, interval: &Interval, ty: &Type) -> String {
        if let Some(number) = interval.as_single() {
            return self.number(number, ty);
        }
        match (interval.lo(), interval.hi()) {
            (Some(lo), Some(hi)) => {
                format!("between {} and {}", self.number(lo, ty), self.number(hi, ty))
            }
            (Some(lo), None) => format!("at least {}", self.number(lo, ty)),
            (None, Some(hi)) => format!("at most {}", self.number(hi, ty)),
            (None, None) => "any number".to_owned(),
        }
    }

    fn finding(&mut self, finding: &Finding) {
        let hir = self.hir;
        let judgement = hir.judgements.get(finding.judgement);
        let mut words = format!("found {}", name_of(judgement.map(|it| &it.name)));
        if finding.draft {
            words.push_str(" as draft");
        }
        if let (Some(value), Some(judgement)) = (&finding.value, judgement) {
            words.push_str(&format!(" is {}", self.partial(value, judgement.ty.present())));
        }
        if let Some(actor) = finding.by {
            words.push_str(&format!(" by {}", name_of(hir.actors.get(actor).map(|it| &it.name))));
        }
        if let Some(on) = finding.on {
            words.push_str(&format!(" on {on}"));
        }
        if !finding.because.is_empty() {
            words.push_str(&format!(" because {:?}", finding.because.as_str()));
        }
        let factors = finding.weighing.iter().map(|weighed| {
            let name = name_of(hir.factors.get(weighed.factor).map(|it| &it.name));
            if weighed.present { name } else { format!("{name} not shown") }
        });
        let also = finding.also_weighing.iter().map(|basis| self.basis(basis));
        let weighing: Vec<String> = factors.chain(also).collect();
        if !weighing.is_empty() {
            words.push_str(&format!(" weighing {}", weighing.join(", ")));
        }
        if !finding.resting_on.is_empty() {
            let basis = Self::names(&finding.resting_on, |basis| self.basis(basis));
            words.push_str(&format!(" resting on {basis}"));
        }
        self.line(2, &words);
    }

    fn basis(&self, basis: &Basis) -> String {
        let hir = self.hir;
        match basis {
            Basis::Ground(id) => name_of(hir.grounds.get(*id).map(|it| &it.name)),
            Basis::Fact(id) => name_of(hir.facts.get(*id).map(|it| &it.name)),
            Basis::Protected(id) => name_of(hir.protected.get(*id).map(|it| &it.name)),
            Basis::Field(id, place) => self.field_of_fact(*id, *place),
            Basis::Factor(id) => name_of(hir.factors.get(*id).map(|it| &it.name)),
            Basis::Other(words) => format!("{:?}", words.as_str()),
        }
    }

    fn expect(&mut self, expect: &Expect) {
        let hir = self.hir;
        let mut words = match &expect.of {
            Expected::Decision { decision, of, answer } => {
                let kind = hir.decisions.get(*decision).map(|it| it.kind.clone());
                let (value, ty) = match (of.value(), kind) {
                    (Some(value), Some(DecisionKind::Set(choice))) => {
                        (format!(".{}", self.value_name(choice, value)), Type::Truth)
                    }
                    (_, Some(DecisionKind::Is(ty) | DecisionKind::Total(ty))) => {
                        (String::new(), ty)
                    }
                    (None, Some(DecisionKind::Set(choice))) => (String::new(), Type::Set(choice)),
                    (_, None) => (String::new(), Type::Broken),
                };
                let element = of.row().map_or_else(String::new, |place| format!(" of #{place}"));
                let answer = self.expected(answer, &ty);
                format!("{}{element}{value} {answer}", self.decision_name(*decision))
            }
            Expected::Finding { judgement, class } => {
                let state = class.words();
                format!("{} is {state}", name_of(hir.judgements.get(*judgement).map(|it| &it.name)))
            }
            Expected::Duty { duty, states, until } => {
                let states = if states.is_empty() {
                    "unknown".to_owned()
                } else {
                    states.iter().map(|state| state.words()).collect::<Vec<_>>().join(" or ")
                };
                let until = until.map_or_else(String::new, |day| format!(" until {day}"));
                format!("{} is {states}{until}", name_of(hir.duties.get(*duty).map(|it| &it.name)))
            }
            Expected::Permission { permission, state } => {
                let name = name_of(hir.permissions.get(*permission).map(|it| &it.name));
                format!("{name} is {}", state.words())
            }
        };
        if !expect.because.is_empty() {
            words.push_str(&format!(" because {}", self.clause_ids(&expect.because)));
        }
        if !expect.rows.is_empty() {
            words.push_str(&format!(" because {}", expect.rows.join(", ")));
        }
        if !expect.missing.is_empty() {
            words.push_str(&format!(
                " missing {}",
                Self::names(&expect.missing, |it| self.leaf(it))
            ));
        }
        self.line(2, &format!("expect {words}"));
    }

    fn expected(&self, answer: &ExpectedAnswer, ty: &Type) -> String {
        match answer {
            ExpectedAnswer::Value(value) => format!("is {}", self.partial(value, ty.present())),
            ExpectedAnswer::OneOf(values) => {
                let values: Vec<String> =
                    values.iter().map(|value| self.partial(value, ty.present())).collect();
                format!("may be {}", values.join(" or "))
            }
            ExpectedAnswer::Set(bits) => {
                let values =
                    if let Type::Set(choice) = ty { self.bits(*choice, *bits) } else { Vec::new() };
                format!("is {{ {} }}", values.join(", "))
            }
            ExpectedAnswer::Status(status) => format!("is {}", status.words()),
            ExpectedAnswer::Awaits(judgement) => {
                format!(
                    "awaits {}",
                    name_of(self.hir.judgements.get(*judgement).map(|it| &it.name))
                )
            }
            ExpectedAnswer::DependsOn(question) => {
                let name = name_of(self.hir.questions.get(*question).map(|it| &it.name));
                format!("depends on {name}")
            }
        }
    }

    fn leaf(&self, leaf: &Leaf) -> String {
        let hir = self.hir;
        match leaf {
            Leaf::Fact(fact, path) => self.path(*fact, path),
            Leaf::Element { list, row, path } => {
                format!("{} #{row}", self.path(*list, path))
            }
            Leaf::Others(list) => {
                format!("anything in {}", name_of(hir.facts.get(*list).map(|it| &it.name)))
            }
            Leaf::Judgement(id) => name_of(hir.judgements.get(*id).map(|it| &it.name)),
            Leaf::Found(id) => name_of(hir.factors.get(*id).map(|it| &it.name)),
            Leaf::Question(id) => name_of(hir.questions.get(*id).map(|it| &it.name)),
        }
    }

    fn path(&self, fact: FactId, path: &[u32]) -> String {
        let Some(fact) = self.hir.facts.get(fact) else { return "?".to_owned() };
        let mut words = fact.name.to_string();
        let mut ty = fact.ty.present();
        if let Type::List(element) = ty {
            ty = element.present();
        }
        for place in path {
            let field = if let Type::Record(record) = ty {
                crate::vocabulary::field(&self.hir.records, *record, *place)
            } else {
                None
            };
            words.push_str(&format!(".{}", name_of(field.map(|it| &it.name))));
            if let Some(field) = field {
                ty = field.ty.present();
            }
        }
        words
    }
}
