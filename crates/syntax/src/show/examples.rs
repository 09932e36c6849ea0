//! Examples.

use super::exprs::{date, literal, path, paths};
use super::{Printer, names, text};
use crate::tree::{
    Date, EventFact, Example, Expect, Expected, Finding, Given, GivenValue, InTime, State, Value,
    ValueKind, Weighed,
};

impl Printer<'_> {
    pub(super) fn example(&mut self, example: &Example) {
        self.line(1, format!("example {}", text(&example.title)));
        self.as_of(2, example.as_of);
        if let Some(like) = &example.like {
            self.line(2, format!("like {}", text(like)));
        }
        self.givens(2, &example.given);
        for finding in &example.found {
            self.finding(finding);
        }
        for event in &example.events {
            self.event(event);
        }
        for expect in &example.expects {
            self.expect(expect);
        }
    }

    pub(super) fn as_of(&mut self, depth: usize, day: Option<Date>) {
        if let Some(day) = day {
            self.line(depth, format!("as of {}", date(day)));
        }
    }

    pub(super) fn givens(&mut self, depth: usize, givens: &[Given]) {
        for given in givens {
            let value = match &given.value {
                GivenValue::Is(value) => format!("is {}", self.value(value)),
                GivenValue::Includes(values) => format!("includes [{}]", self.stated(values)),
            };
            self.line(depth, format!("given {} {value}", path(&given.fact)));
        }
    }

    /// Recursion follows brackets, which are counted before anything is read.
    pub(super) fn value(&self, value: &Value) -> String {
        match &value.kind {
            ValueKind::Literal(it) => literal(it),
            ValueKind::Choice(name) => name.text.to_string(),
            ValueKind::Month { year, month } => format!("{year:04}-{month:02}"),
            ValueKind::Span(from, to) => {
                format!("{} through {}", self.value(from), self.value(to))
            }
            ValueKind::List(values) => format!("[{}]", self.stated(values)),
            ValueKind::Record(fields) => {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|(name, value)| format!("{}: {}", name.text, self.value(value)))
                    .collect();
                format!("{{ {} }}", fields.join(", "))
            }
            ValueKind::Set(values) => format!("{{ {} }}", names(values)),
            ValueKind::Unknown => "unknown".to_owned(),
            ValueKind::Absent => "absent".to_owned(),
            ValueKind::Between(low, high) => {
                format!("between {} and {}", self.value(low), self.value(high))
            }
            ValueKind::OneOf(values) => format!("one of ({})", self.stated(values)),
        }
    }

    fn stated(&self, values: &[Value]) -> String {
        values.iter().map(|value| self.value(value)).collect::<Vec<_>>().join(", ")
    }

    fn finding(&mut self, it: &Finding) {
        let value = match &it.value {
            Some(value) => format!("is {}", self.value(value)),
            None => "as draft".to_owned(),
        };
        self.line(2, format!("found {} {value}", it.judgement.text));
        if let Some(by) = &it.by {
            self.line(3, format!("by {}", by.text));
        }
        if let Some(on) = it.on {
            self.line(3, format!("on {}", date(on)));
        }
        if let Some(because) = &it.because {
            self.line(3, format!("because {}", text(because)));
        }
        for factor in &it.weighing {
            let weighed = match factor.weighed {
                Weighed::Named => "",
                Weighed::Present => " present",
                Weighed::NotShown => " not shown",
            };
            self.line(3, format!("weighing {}{weighed}", factor.factor.text));
        }
        if !it.resting_on.is_empty() {
            self.line(3, format!("resting on {}", paths(&it.resting_on)));
        }
    }

    fn event(&mut self, it: &EventFact) {
        let mut line = format!("event {}", it.event.text);
        if let Some(on) = &it.on {
            line.push_str(&format!(" on {}", self.value(on)));
        }
        if let Some(by) = &it.by {
            line.push_str(&format!(" by {}", by.text));
        }
        if let Some(about) = &it.about {
            line.push_str(&format!(" about {}", text(about)));
        }
        self.line(2, line);
    }

    fn expect(&mut self, it: &Expect) {
        let of = it.of.as_ref().map_or(String::new(), |of| format!(" of {}", self.value(of)));
        let mut line = format!("expect {}{of} {}", it.subject.text, self.expected(&it.expected));
        if let Some(value) = &it.for_value {
            line.push_str(&format!(" for {}", value.text));
        }
        if !it.because.is_empty() {
            let ids: Vec<&str> = it.because.iter().map(|id| id.text.as_str()).collect();
            line.push_str(&format!(" because {}", ids.join(", ")));
        }
        if !it.missing.is_empty() {
            line.push_str(&format!(" missing {}", paths(&it.missing)));
        }
        self.line(2, line);
    }

    fn expected(&self, expected: &Expected) -> String {
        match expected {
            Expected::Values(values) => {
                let values: Vec<String> = values.iter().map(|value| self.value(value)).collect();
                format!("is {}", values.join(" or "))
            }
            Expected::Set(values) => format!("is {{ {} }}", names(values)),
            Expected::Includes(values) => format!("includes {}", names(values)),
            Expected::Excludes(values) => format!("excludes {}", names(values)),
            Expected::Unknown => "is unknown".to_owned(),
            Expected::Undetermined => "is undetermined".to_owned(),
            Expected::NotReady => "is not ready".to_owned(),
            Expected::NotInForce => "is not in force".to_owned(),
            Expected::OutOfScope => "is out of scope".to_owned(),
            Expected::InConflict => "is in conflict".to_owned(),
            Expected::Fault => "is a fault".to_owned(),
            Expected::Used => "is used".to_owned(),
            Expected::Draft => "is a draft".to_owned(),
            Expected::Defective => "is defective".to_owned(),
            Expected::NotYetUsable => "is not yet usable".to_owned(),
            Expected::NotAsked => "is not asked for".to_owned(),
            Expected::Awaits(judgements) => format!("awaits {}", names(judgements)),
            Expected::DependsOn(questions) => format!("depends on {}", names(questions)),
            Expected::State(of) => format!("is {}", state(*of)),
        }
    }
}

fn state(state: State) -> String {
    match state {
        State::NotArisen => "not arisen".to_owned(),
        State::Pending(Some(day)) => format!("pending until {}", date(day)),
        State::Pending(None) => "pending".to_owned(),
        State::Discharged(None) => "discharged".to_owned(),
        State::Discharged(Some(InTime::InTime)) => "discharged in time".to_owned(),
        State::Discharged(Some(InTime::Late)) => "discharged late".to_owned(),
        State::Discharged(Some(InTime::DayNotRecorded)) => "discharged day not recorded".to_owned(),
        State::Excused => "excused".to_owned(),
        State::Breached => "breached".to_owned(),
        State::NotMet => "not met".to_owned(),
        State::Kept => "kept".to_owned(),
        State::OpenWithoutDeadline => "open without a deadline".to_owned(),
        State::Held => "held".to_owned(),
        State::NotHeld => "not held".to_owned(),
    }
}
