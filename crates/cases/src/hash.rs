//! The canonical form of a case: by names, in one order, so that two files that state the same have one hash.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use whereas_value::case::{Basis, Finding};
use whereas_value::id::{FactId, Id, IndexVec};
use whereas_value::types::Type;
use whereas_value::{Case, Given, Interval, Partial, Stated, TextSet};

use crate::Vocabulary;

/// The hash of a case: BLAKE3 of its [`canonical`] form, in hexadecimal.
#[must_use]
pub fn hash(case: &Case, policy: Vocabulary<'_>) -> String {
    blake3::hash(canonical(case, policy).as_bytes()).to_hex().to_string()
}

/// The canonical form: a line for the day and for each fact, finding and event, sorted. A fact that is left
/// out has no line; one that was asked for means the same and has none either.
#[must_use]
pub fn canonical(case: &Case, policy: Vocabulary<'_>) -> String {
    let form = Form { policy };
    let mut lines = Vec::new();
    for (id, stated) in case.facts.enumerate() {
        if let Stated::Given(given) = stated {
            lines.push(format!(
                "fact {} is {}",
                form.fact(id),
                form.given(given, form.fact_type(id))
            ));
        }
    }
    lines.extend(case.findings.iter().map(|finding| form.finding(finding)));
    lines.extend(case.events.iter().map(|event| {
        let mut line = format!(
            "event {} on {}",
            name(&policy.book.events, event.kind, |it| &it.name),
            event.on
        );
        if let Some(by) = event.by {
            let _ = write!(line, " by {}", name(&policy.book.actors, by, |it| &it.name));
        }
        if let Some(about) = &event.about {
            let _ = write!(line, " about {about:?}");
        }
        line
    }));
    lines.sort();
    let all = if case.events_complete { "events complete" } else { "events incomplete" };
    format!("case 1\nas of {}\n{all}\n{}\n", case.as_of, lines.join("\n"))
}

fn name<I: Id, T>(all: &IndexVec<I, T>, id: I, of: impl Fn(&T) -> &ecow::EcoString) -> &str {
    all.get(id).map_or("?", |it| of(it).as_str())
}

struct Form<'a> {
    policy: Vocabulary<'a>,
}

impl Form<'_> {
    fn fact(&self, id: FactId) -> &str {
        name(&self.policy.book.facts, id, |it| &it.name)
    }

    fn fact_type(&self, id: FactId) -> &Type {
        self.policy.facts.facts.get(id).map_or(&Type::Broken, |fact| &fact.ty)
    }

    fn given(&self, given: &Given, ty: &Type) -> String {
        match (&given.value, given.may_be_absent) {
            (None, _) => "absent".to_owned(),
            (Some(value), false) => self.partial(value, ty),
            (Some(value), true) => format!("{} or absent", self.partial(value, ty)),
        }
    }

    fn partial(&self, value: &Partial, ty: &Type) -> String {
        match value {
            Partial::Any => "any".to_owned(),
            Partial::Truth { may_no, may_yes } => match (may_no, may_yes) {
                (true, true) => "any".to_owned(),
                (false, true) => "yes".to_owned(),
                (true, false) => "no".to_owned(),
                (false, false) => "none".to_owned(),
            },
            Partial::Choice(bits) => self.values(*bits, ty),
            Partial::Number(interval) => number(interval),
            Partial::Text(TextSet::Any) => "any".to_owned(),
            Partial::Text(TextSet::OneOf(texts)) => {
                format!("{:?}", texts.iter().collect::<BTreeSet<_>>())
            }
            Partial::Set { may_in, may_out } => {
                format!("in {} out {}", self.values(*may_in, ty), self.values(*may_out, ty))
            }
            Partial::Record(fields) => self.record(fields, ty),
            Partial::List { elements, complete } => {
                let Type::List(element) = ty.present() else { return "?".to_owned() };
                let elements: Vec<String> =
                    elements.iter().map(|it| self.given(it, element)).collect();
                let open = if *complete { "" } else { ", …" };
                format!("[{}{open}]", elements.join(", "))
            }
        }
    }

    fn record(&self, fields: &[Given], ty: &Type) -> String {
        let Type::Record(record) = ty.present() else { return "?".to_owned() };
        let names =
            self.policy.book.records.get(*record).map(|it| it.fields.as_slice()).unwrap_or(&[]);
        let types = self.policy.facts.records.get(*record).map(Vec::as_slice).unwrap_or(&[]);
        let fields: Vec<String> = fields
            .iter()
            .zip(names)
            .zip(types)
            .map(|((given, field), ty)| format!("{}: {}", field.name, self.given(given, ty)))
            .collect();
        format!("{{{}}}", fields.join(", "))
    }

    fn values(&self, bits: u64, ty: &Type) -> String {
        let (Type::Choice(choice) | Type::Set(choice)) = ty.present() else {
            return "?".to_owned();
        };
        let values =
            self.policy.book.choices.get(*choice).map(|it| it.values.as_slice()).unwrap_or(&[]);
        let mut names: Vec<&str> = values
            .iter()
            .enumerate()
            .filter(|(place, _)| {
                u32::try_from(*place)
                    .is_ok_and(|place| bits.checked_shr(place).unwrap_or(0) & 1 == 1)
            })
            .map(|(_, value)| value.name.as_str())
            .collect();
        names.sort_unstable();
        format!("{{{}}}", names.join(", "))
    }

    fn finding(&self, finding: &Finding) -> String {
        let book = self.policy.book;
        let judgement = name(&book.judgements, finding.judgement, |it| &it.name);
        let ty =
            self.policy.facts.judgements.get(finding.judgement).map_or(&Type::Broken, |it| &it.ty);
        let mut line = format!("{}finding {judgement}", if finding.draft { "draft " } else { "" });
        if let Some(value) = &finding.value {
            let _ = write!(line, " is {}", self.partial(value, ty));
        }
        if let Some(by) = finding.by {
            let _ = write!(line, " by {}", name(&book.actors, by, |it| &it.name));
        }
        if let Some(on) = finding.on {
            let _ = write!(line, " on {on}");
        }
        let _ = write!(line, " because {:?}", finding.because);
        let mut weighed: Vec<String> = finding
            .weighing
            .iter()
            .map(|it| {
                let factor = name(&book.factors, it.factor, |it| &it.name);
                if it.present { factor.to_owned() } else { format!("{factor} not shown") }
            })
            .chain(finding.also_weighing.iter().map(|basis| self.basis(basis)))
            .collect();
        weighed.sort();
        let mut resting: Vec<String> =
            finding.resting_on.iter().map(|basis| self.basis(basis)).collect();
        resting.sort();
        let _ =
            write!(line, " weighing [{}] resting on [{}]", weighed.join(", "), resting.join(", "));
        line
    }

    fn basis(&self, basis: &Basis) -> String {
        let book = self.policy.book;
        match basis {
            Basis::Ground(id) => name(&book.grounds, *id, |it| &it.name).to_owned(),
            Basis::Fact(id) => self.fact(*id).to_owned(),
            Basis::Protected(id) => name(&book.protected, *id, |it| &it.name).to_owned(),
            Basis::Field(id, field) => format!("{}.{}", self.fact(*id), self.field(*id, *field)),
            Basis::Factor(id) => name(&book.factors, *id, |it| &it.name).to_owned(),
            Basis::Other(text) => format!("{text:?}"),
        }
    }

    fn field(&self, fact: FactId, field: u32) -> &str {
        let ty = self.fact_type(fact).present();
        let element = if let Type::List(element) = ty { element.present() } else { ty };
        let Type::Record(record) = element else { return "?" };
        let record = self.policy.book.records.get(*record);
        let field = record.and_then(|it| it.fields.get(usize::try_from(field).ok()?));
        field.map_or("?", |field| field.name.as_str())
    }
}

fn number(interval: &Interval) -> String {
    match (interval.lo(), interval.hi()) {
        (Some(lo), Some(hi)) if lo == hi => lo.to_string(),
        (lo, hi) => {
            let end = |end: Option<&whereas_value::Number>| {
                end.map_or_else(String::new, ToString::to_string)
            };
            format!("{}..{}", end(lo), end(hi))
        }
    }
}
