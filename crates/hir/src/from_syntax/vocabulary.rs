//! Sources, choices, records, parameters, ledgers, and whatever is only a name and a label.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use ecow::EcoString;
use whereas_syntax::tree::{self, Fidelity as Written};
use whereas_value::date::Date;
use whereas_value::id::{Id, RecordId};
use whereas_value::types::Type;

use super::files::beside;
use super::labels::date;
use super::lower::Lower;
use super::types::Standing;
use super::{faults, passages};
use crate::expr::Literal;
use crate::map::PassagePlace;
use crate::vocabulary::{
    Choice, Fidelity, Field, Ledger, Named, Parameter, Passage, Record, Source,
};

impl<'t> Lower<'t> {
    /// Everything that no expression is needed for. The units and choices come first: types speak of them.
    pub fn vocabulary(&mut self) {
        self.not_yet_items();
        self.units();
        let declared = Rc::clone(&self.declared);
        for source in &declared.sources {
            let lowered = self.one_source(source.file, source.node);
            self.map.sources.push(source.node.name.span);
            self.hir.sources.push(lowered);
        }
        let declared = Rc::clone(&self.declared);
        for choice in &declared.choices {
            let lowered = self.one_choice(choice.file, choice.node);
            self.map.choices.push(choice.node.name.span);
            self.hir.choices.push(lowered);
        }
        let declared = Rc::clone(&self.declared);
        for record in &declared.records {
            let lowered = self.one_record(record.file, record.node);
            self.map.records.push(record.node.name.span);
            self.hir.records.push(lowered);
        }
        // Behind all others: see `Lower::period`.
        if self.hir.period.is_some() {
            self.declare_period();
        }
        self.records_in_themselves();
        self.labelled();
        let declared = Rc::clone(&self.declared);
        for parameter in &declared.parameters {
            let lowered = self.one_parameter(parameter.file, parameter.node);
            self.map.parameters.push(parameter.node.name.span);
            self.hir.parameters.push(lowered);
        }
        let declared = Rc::clone(&self.declared);
        for ledger in &declared.ledgers {
            let (file, node) = (ledger.file, ledger.node);
            let lowered = Ledger {
                name: node.name.text.clone(),
                label: self.label(file, &node.label),
                toward: self.label(file, &node.toward),
                away: self.label(file, &node.away),
                open: node.open,
            };
            self.map.ledgers.push(node.name.span);
            self.hir.ledgers.push(lowered);
        }
    }

    fn not_yet_items(&mut self) {
        let found: Vec<_> = self
            .files
            .files
            .iter()
            .flat_map(|file| &file.tree.items)
            .filter_map(|item| match item {
                tree::Item::Calendar(calendar) => Some((calendar.name.span, "calendars")),
                tree::Item::Policy(_)
                | tree::Item::Use(_)
                | tree::Item::Source(_)
                | tree::Item::Choice(_)
                | tree::Item::Record(_)
                | tree::Item::Actor(_)
                | tree::Item::Ground(_)
                | tree::Item::Protected(_)
                | tree::Item::Event(_)
                | tree::Item::Unit(_)
                | tree::Item::Parameter(_)
                | tree::Item::Fact(_)
                | tree::Item::Decision(_)
                | tree::Item::Ledger(_)
                | tree::Item::Clause(_)
                | tree::Item::Broken(_) => None,
            })
            .collect();
        for (span, what) in found {
            self.report(faults::names::not_yet(span, what));
        }
    }

    /// `unit km "kilometres"`. What counts days, months or minutes is a unit of the language's own.
    fn units(&mut self) {
        let declared = Rc::clone(&self.declared);
        for it in &declared.units {
            let name = &it.node.name;
            if let Some(own) = faults::units::own(&name.text) {
                self.report(faults::units::of_the_language(name, own));
            }
            let label = self.label(it.file, &it.node.label);
            self.map.units.push(name.span);
            self.hir.units.push(Named { name: name.text.clone(), label });
        }
    }

    fn labelled(&mut self) {
        let named = |lower: &mut Self, file: usize, name: &tree::Name, label: &tree::Label| Named {
            name: name.text.clone(),
            label: lower.label(file, label),
        };
        let declared = Rc::clone(&self.declared);
        for it in &declared.actors {
            let lowered = named(self, it.file, &it.node.name, &it.node.label);
            self.map.actors.push(it.node.name.span);
            self.hir.actors.push(lowered);
        }
        let declared = Rc::clone(&self.declared);
        for it in &declared.grounds {
            let lowered = named(self, it.file, &it.node.name, &it.node.label);
            self.map.grounds.push(it.node.name.span);
            self.hir.grounds.push(lowered);
        }
        let declared = Rc::clone(&self.declared);
        for it in &declared.events {
            let lowered = named(self, it.file, &it.node.name, &it.node.label);
            self.map.events.push(it.node.name.span);
            self.hir.events.push(lowered);
        }
        let declared = Rc::clone(&self.declared);
        for it in &declared.protected {
            let lowered = named(self, it.file, &it.node.name, &it.node.label);
            self.map.protected.push(it.node.name.span);
            self.hir.protected.push(lowered);
        }
    }

    fn one_source(&mut self, file: usize, source: &'t tree::Source) -> Source {
        Source {
            name: source.name.text.clone(),
            title: self.label(file, &source.title),
            dated: source.dated.map(date),
            address: source.address.as_ref().map(|text| text.text.clone()),
            passages: source.passages.as_ref().map(|text| text.text.clone()),
            fidelity: source.fidelity.map(|written| match written {
                Written::Official => Fidelity::Official,
                Written::Translated => Fidelity::Translated,
                Written::Restated => Fidelity::Restated,
            }),
            texts: self.texts(file, source),
        }
    }

    /// The passages of a source; their places go into the map.
    fn texts(&mut self, file: usize, source: &tree::Source) -> Vec<Passage> {
        let (passages, places) =
            source.passages.as_ref().map_or_else(Default::default, |path| self.read(file, path));
        self.map.passages.push(places);
        passages
    }

    fn read(&mut self, file: usize, path: &tree::Text) -> (Vec<Passage>, Vec<PassagePlace>) {
        let home = self.files.files.get(file).map_or_else(EcoString::new, |file| file.path.clone());
        let found = beside(&home, &path.text)
            .into_iter()
            .find_map(|path| Some((self.inputs.passages.get(&path).copied()?, path)));
        let Some((text, found)) = found else {
            let known = self.inputs.passages.keys().map(EcoString::as_str);
            let problem = faults::files::missing_passages(path, known);
            self.report(problem);
            return (Vec::new(), Vec::new());
        };
        let read = passages::read(text);
        for id in &read.twice {
            self.report(faults::files::passage_twice(path, id));
        }
        if read.passages.is_empty() {
            self.report(faults::files::no_passages(path));
        }
        // Files are shown under the folder of the package, the same for all: the place of this one is found by it.
        let shown = self.inputs.sources.file(path.span.file).map_or("", |file| file.name());
        let folder = shown.strip_suffix(home.as_str()).unwrap_or("");
        let places = self.inputs.sources.find(&format!("{folder}{found}")).map(|file| {
            let span = |range: &Range<usize>| {
                let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
                whereas_source::Span::new(file, at(range.start), at(range.end))
            };
            read.places
                .iter()
                .map(|(heading, text)| PassagePlace { heading: span(heading), text: span(text) })
                .collect()
        });
        (read.passages, places.unwrap_or_default())
    }

    fn one_choice(&mut self, file: usize, choice: &tree::Choice) -> Choice {
        let mut first: BTreeMap<EcoString, whereas_source::Span> = BTreeMap::new();
        let mut values = Vec::new();
        for value in &choice.values {
            match first.get(&value.name.text).copied() {
                Some(first) => {
                    let name = &value.name;
                    let what = "a value of this choice";
                    let problem = faults::names::declared_twice(&name.text, name.span, first, what);
                    self.report(problem);
                }
                None => {
                    first.insert(value.name.text.clone(), value.name.span);
                }
            }
            // A value that comes twice keeps its place, so that places are those of the tree.
            let label = self.label(file, &value.label);
            values.push(Named { name: value.name.text.clone(), label });
        }
        if values.len() > 64 {
            self.report(faults::types::too_many_values(&choice.name, values.len()));
            values.truncate(64);
        }
        Choice { name: choice.name.text.clone(), ordered: choice.ordered, values }
    }

    fn one_record(&mut self, file: usize, record: &tree::Record) -> Record {
        let mut first: BTreeMap<EcoString, whereas_source::Span> = BTreeMap::new();
        let mut fields = Vec::new();
        for field in &record.fields {
            if let Some(first) = first.get(&field.name.text).copied() {
                let name = &field.name;
                let what = "a field of this record";
                self.report(faults::names::declared_twice(&name.text, name.span, first, what));
                continue;
            }
            first.insert(field.name.text.clone(), field.name.span);
            fields.push(Field {
                name: field.name.text.clone(),
                ty: self.ty(file, &field.ty, Standing::Field),
                label: self.label(file, &field.label),
            });
        }
        Record { name: record.name.text.clone(), fields }
    }

    /// A record that holds itself, through others perhaps, would never end.
    fn records_in_themselves(&mut self) {
        let inside = |record: &Record| -> Vec<RecordId> {
            record
                .fields
                .iter()
                .filter_map(|field| match field.ty.present() {
                    Type::Record(id) => Some(*id),
                    Type::Truth
                    | Type::Number
                    | Type::Integer
                    | Type::Money { .. }
                    | Type::Date
                    | Type::Days
                    | Type::Months
                    | Type::Minutes
                    | Type::NumberIn(_)
                    | Type::Text
                    | Type::Choice(_)
                    | Type::List(_)
                    | Type::Set(_)
                    | Type::Optional(_)
                    | Type::Broken => None,
                })
                .collect()
        };
        let inside: Vec<Vec<RecordId>> = self.hir.records.iter().map(inside).collect();
        let sound = without_rings(&inside);
        for id in self.hir.records.ids().collect::<Vec<_>>() {
            if sound.get(id.index()).copied().unwrap_or(true) {
                continue;
            }
            let Some(declared) = self.declared.records.get(id).copied() else { continue };
            for field in &declared.node.fields {
                let Some(record) = self.hir.records.get_mut(id) else { continue };
                let Some(lowered) = record.fields.iter_mut().find(|it| it.name == field.name.text)
                else {
                    continue;
                };
                let Type::Record(held) = lowered.ty.present().clone() else { continue };
                if !sound.get(held.index()).copied().unwrap_or(true) {
                    lowered.ty = Type::Broken;
                    self.report(faults::types::record_in_itself(
                        field.ty.span,
                        &declared.node.name,
                    ));
                }
            }
        }
    }

    fn one_parameter(&mut self, file: usize, parameter: &tree::Parameter) -> Parameter {
        let ty = self.ty(file, &parameter.ty, Standing::Parameter);
        let mut values: Vec<(Date, Literal)> = Vec::new();
        let mut unread = false;
        for value in &parameter.values {
            let from = date(value.from);
            let Some(literal) = self.literal_of(file, &value.value, &ty) else {
                unread = true;
                continue;
            };
            let same = parameter.values.iter().find(|it| date(it.from) == from);
            if values.iter().any(|(known, _)| *known == from)
                && let Some(first) = same
            {
                self.report(faults::types::day_twice(value.from.span, first.from.span, from));
            } else {
                values.push((from, literal));
            }
        }
        values.sort_by_key(|(from, _)| *from);
        let label = self.label(file, &parameter.label);
        // With a value that could not be read, nobody can say on which days there is none.
        let ty = if unread { Type::Broken } else { ty };
        Parameter { name: parameter.name.text.clone(), ty, label, values }
    }
}

/// Which records hold nothing that leads back: those that hold none, then those that hold only such.
fn without_rings(inside: &[Vec<RecordId>]) -> Vec<bool> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); inside.len()];
    let mut left: Vec<usize> = Vec::new();
    for (at, held) in inside.iter().enumerate() {
        left.push(held.len());
        for id in held {
            if let Some(holders) = holders.get_mut(id.index()) {
                holders.push(at);
            }
        }
    }
    let mut sound = vec![false; inside.len()];
    let mut open: Vec<usize> =
        left.iter().enumerate().filter(|(_, left)| **left == 0).map(|(at, _)| at).collect();
    while let Some(at) = open.pop() {
        if let Some(mark) = sound.get_mut(at) {
            *mark = true;
        }
        for holder in holders.get(at).cloned().unwrap_or_default() {
            if let Some(left) = left.get_mut(holder) {
                *left = left.saturating_sub(1);
                if *left == 0 {
                    open.push(holder);
                }
            }
        }
    }
    sound
}
