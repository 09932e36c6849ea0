//! Items, a line each and a line for each part.

use super::exprs::{date, literal, path, ty};
use super::{Printer, label, names, text};
use crate::tree::{
    Bound, Calendar, DaysCount, Decision, DecisionType, Fact, Fidelity, Item, Label, MonthEnds,
    Otherwise, Parameter, Policy, Source,
};

impl Printer<'_> {
    pub(super) fn item(&mut self, item: &Item) {
        match item {
            Item::Policy(it) => self.policy(it),
            Item::Use(it) => {
                let alias = it.alias.as_ref().map_or(String::new(), |a| format!(" as {}", a.text));
                self.line(0, format!("use {}{alias}", text(&it.path)));
            }
            Item::Source(it) => self.source(it),
            Item::Choice(it) => {
                let word = if it.ordered { "ordered choice" } else { "choice" };
                self.line(0, format!("{word} {}", it.name.text));
                for value in &it.values {
                    self.line(1, format!("{} {}", value.name.text, label(&value.label)));
                }
            }
            Item::Record(it) => {
                self.line(0, format!("record {}", it.name.text));
                for field in &it.fields {
                    let (name, label) = (&field.name.text, label(&field.label));
                    self.line(1, format!("{name} : {} {label}", ty(&field.ty)));
                }
            }
            Item::Actor(it) => self.named("actor", &it.name.text, &it.label),
            Item::Ground(it) => self.named("ground", &it.name.text, &it.label),
            Item::Protected(it) => self.named("protected", &it.name.text, &it.label),
            Item::Event(it) => self.named("event", &it.name.text, &it.label),
            Item::Unit(it) => self.named("unit", &it.name.text, &it.label),
            Item::Calendar(it) => self.calendar(it),
            Item::Parameter(it) => self.parameter(it),
            Item::Fact(it) => self.fact(it),
            Item::Decision(it) => self.decision(it),
            Item::Ledger(it) => {
                self.named("ledger", &it.name.text, &it.label);
                self.line(1, format!("toward {}", label(&it.toward)));
                self.line(1, format!("away {}", label(&it.away)));
                self.line(1, if it.open { "open" } else { "closed" });
            }
            Item::Clause(it) => self.clause(it),
            Item::Broken(it) => {
                self.line(0, format!("broken {} declares {}", it.word, names(&it.declares)));
            }
        }
    }

    fn named(&mut self, word: &str, name: &str, of: &Label) {
        self.line(0, format!("{word} {name} {}", label(of)));
    }

    fn policy(&mut self, it: &Policy) {
        self.line(0, format!("policy {}", it.name.text));
        let labels = [("title", &it.title), ("authority", &it.authority), ("contest", &it.contest)];
        for (word, part) in labels {
            if let Some(part) = part {
                self.line(1, format!("{word} {}", label(part)));
            }
        }
        if let Some(issued) = it.issued {
            self.line(1, format!("issued {}", date(issued)));
        }
        if let Some(edition) = &it.edition {
            self.line(1, format!("edition {}", edition.digits()));
        }
        if let Some(fact) = &it.governed_by {
            self.line(1, format!("governed by {}", fact.text));
        }
        if let Some(when) = it.applies_when {
            let when = self.expr(when);
            self.line(1, format!("applies when {when}"));
        }
        if let Some(rule) = it.month_ends {
            self.line(
                1,
                match rule {
                    MonthEnds::RoundDown => "month ends round down",
                    MonthEnds::RoundUp => "month ends round up",
                    MonthEnds::AreErrors => "month ends are errors",
                },
            );
        }
        if let Some(count) = it.days_count {
            self.line(
                1,
                match count {
                    DaysCount::FromNextDay => "days count from the next day",
                    DaysCount::FromSameDay => "days count from the same day",
                },
            );
        }
        if !it.languages.is_empty() {
            self.line(1, format!("languages {}", names(&it.languages)));
        }
        if let Some(background) = &it.examples {
            self.line(1, "examples");
            self.as_of(2, background.as_of);
            self.givens(2, &background.given);
        }
    }

    fn source(&mut self, it: &Source) {
        self.line(0, format!("source {} {}", it.name.text, label(&it.title)));
        if let Some(dated) = it.dated {
            self.line(1, format!("dated {}", date(dated)));
        }
        if let Some(address) = &it.address {
            self.line(1, format!("address {}", text(address)));
        }
        if let Some(passages) = &it.passages {
            self.line(1, format!("passages {}", text(passages)));
        }
        if let Some(fidelity) = it.fidelity {
            self.line(
                1,
                match fidelity {
                    Fidelity::Official => "fidelity official",
                    Fidelity::Translated => "fidelity translated",
                    Fidelity::Restated => "fidelity restated",
                },
            );
        }
    }

    fn calendar(&mut self, it: &Calendar) {
        self.named("calendar", &it.name.text, &it.label);
        if !it.weekend.is_empty() {
            self.line(1, format!("weekend {}", names(&it.weekend)));
        }
        for holiday in &it.holidays {
            self.line(1, format!("holiday {}", date(*holiday)));
        }
    }

    fn parameter(&mut self, it: &Parameter) {
        let head = format!("parameter {} : {} {}", it.name.text, ty(&it.ty), label(&it.label));
        self.line(0, head);
        for value in &it.values {
            let (of, from) = (self.value(&value.value), date(value.from));
            self.line(1, format!("is {of} from {from}"));
        }
    }

    fn fact(&mut self, it: &Fact) {
        self.line(0, format!("fact {} : {} {}", it.name.text, ty(&it.ty), label(&it.label)));
        if let Some(ask) = &it.ask {
            self.line(1, format!("ask {}", label(ask)));
        }
        if let Some(held_in) = &it.held_in {
            self.line(1, format!("held in {}", label(held_in)));
        }
        for bound in &it.bounds {
            let bound = match bound {
                Bound::AtLeast(least) => format!("at least {}", literal(least)),
                Bound::AtMost(most) => format!("at most {}", literal(most)),
                Bound::Between(a, b) => format!("between {} and {}", literal(a), literal(b)),
            };
            self.line(1, bound);
        }
        if let Some(presumed) = &it.presumed {
            let presumed = self.value(presumed);
            self.line(1, format!("presumed {presumed}"));
        }
        if let Some(when) = it.complete_only_when {
            let when = self.expr(when);
            self.line(1, format!("complete only when {when}"));
        }
    }

    fn decision(&mut self, it: &Decision) {
        let of = it
            .of
            .as_ref()
            .map_or(String::new(), |of| format!(" of {} in {}", of.name.text, path(&of.list)));
        let of_type = match &it.ty {
            DecisionType::Plain(of) => ty(of),
            DecisionType::Total(of) => format!("total {}", ty(of)),
        };
        self.line(0, format!("decision {}{of} : {of_type} {}", it.name.text, label(&it.label)));
        match it.otherwise {
            Some(Otherwise::Value(value)) => {
                let value = self.expr(value);
                self.line(1, format!("otherwise {value}"));
            }
            Some(Otherwise::Undetermined(_)) => self.line(1, "otherwise undetermined"),
            None => {}
        }
    }
}
