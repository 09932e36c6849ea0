//! Which names a file can see.
//!
//! A file sees what it declares and what the files it uses declare, the latter under the name of an alias where
//! it gives one. Choice values and readings are seen by themselves: what they are held against says whose they
//! are. Invariant: a name that a file declares is never hidden by one that it uses.

use std::collections::{BTreeMap, BTreeSet};

use ecow::EcoString;
use whereas_diagnostics::Diagnostic;
use whereas_source::Span;
use whereas_syntax::tree;
use whereas_value::id::{ChoiceId, PolicyId, QuestionId};

use super::declare::{Declaration, Declared};
use super::entry::Entry;
use super::faults;
use super::files::Files;

/// What one file can see.
#[derive(Default)]
pub(super) struct Scope {
    names: BTreeMap<EcoString, Vec<Seen>>,
    aliases: BTreeMap<EcoString, BTreeMap<EcoString, Entry>>,
    values: BTreeMap<EcoString, Vec<(ChoiceId, u32)>>,
    readings: BTreeMap<EcoString, Vec<(QuestionId, u32)>>,
}

/// A declaration as a file sees it.
#[derive(Clone, Copy)]
struct Seen {
    entry: Entry,
    span: Span,
}

/// What looking up a name gives.
pub(super) enum Lookup {
    /// The thing.
    One(Entry),
    /// More than one thing, declared in two used files.
    Several(Span, Span),
    /// Nothing by itself, but an alias has it.
    Under(EcoString),
    /// Nothing.
    Nothing,
}

impl Scope {
    /// What a name stands for.
    pub fn look_up(&self, name: &str) -> Lookup {
        match self.names.get(name).map(Vec::as_slice) {
            Some([one]) => Lookup::One(one.entry),
            Some([first, second, ..]) => Lookup::Several(first.span, second.span),
            Some([]) | None => {
                let mut under = self.aliases.iter().filter(|(_, names)| names.contains_key(name));
                match under.next() {
                    Some((alias, _)) => Lookup::Under(alias.clone()),
                    None => Lookup::Nothing,
                }
            }
        }
    }

    /// What a name stands for where it cannot be written with an alias: the only one of that name.
    pub fn look_up_anywhere(&self, name: &str) -> Lookup {
        match self.look_up(name) {
            Lookup::Under(_) => {
                let mut found = self.aliases.values().filter_map(|names| names.get(name));
                found.next().map_or(Lookup::Nothing, |entry| Lookup::One(*entry))
            }
            found @ (Lookup::One(_) | Lookup::Several(..) | Lookup::Nothing) => found,
        }
    }

    /// What `alias.name` stands for.
    pub fn under_alias(&self, alias: &str, name: &str) -> Option<Entry> {
        self.aliases.get(alias)?.get(name).copied()
    }

    /// Whether it is the alias of a used file.
    pub fn is_alias(&self, name: &str) -> bool {
        self.aliases.contains_key(name)
    }

    /// The names under an alias.
    pub fn alias_names(&self, alias: &str) -> impl Iterator<Item = &str> {
        self.aliases.get(alias).into_iter().flat_map(|names| names.keys().map(EcoString::as_str))
    }

    /// The choices that have a value of this name.
    pub fn values(&self, name: &str) -> &[(ChoiceId, u32)] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// The open questions that have a reading of this name.
    pub fn readings(&self, name: &str) -> &[(QuestionId, u32)] {
        self.readings.get(name).map_or(&[], Vec::as_slice)
    }

    /// Every name of a kind that a test takes, for near names; those under aliases too.
    pub fn names_where(&self, test: impl Fn(Entry) -> bool) -> Vec<&str> {
        let own = self.names.iter().filter(|(_, seen)| seen.iter().any(|seen| test(seen.entry)));
        let aliased = self.aliases.values().flatten().filter(|(_, entry)| test(**entry));
        own.map(|(name, _)| name.as_str()).chain(aliased.map(|(name, _)| name.as_str())).collect()
    }

    /// Every name of a choice's value.
    pub fn value_names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(EcoString::as_str)
    }
}

/// Makes the scope of every file, by place, and reports names that are declared twice.
pub(super) fn all(
    files: &Files<'_>,
    declared: &Declared<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Scope> {
    let mut builder = Builder {
        files,
        declared,
        exports: vec![Vec::new(); files.files.len()],
        scopes: files.files.iter().map(|_| Scope::default()).collect(),
        reported: BTreeSet::new(),
        problems,
    };
    for file in used_first(files) {
        builder.scope(file);
    }
    builder.once_for_all();
    builder.scopes
}

/// The files so that each comes after those it uses.
fn used_first(files: &Files<'_>) -> Vec<usize> {
    let mut done = vec![false; files.files.len()];
    let mut order = Vec::new();
    for start in 0..files.files.len() {
        let mut open = vec![(start, 0)];
        while let Some((at, next)) = open.pop() {
            if done.get(at).copied().unwrap_or(true) {
                continue;
            }
            match files.files.get(at).and_then(|file| file.uses.get(next)) {
                Some((used, _)) => {
                    open.push((at, next.saturating_add(1)));
                    open.push((*used, 0));
                }
                None => {
                    order.push(at);
                    if let Some(mark) = done.get_mut(at) {
                        *mark = true;
                    }
                }
            }
        }
    }
    order
}

struct Builder<'a, 't> {
    files: &'a Files<'t>,
    declared: &'a Declared<'t>,
    /// What each file shows to those that use it.
    exports: Vec<Vec<Declaration>>,
    scopes: Vec<Scope>,
    /// Where a name was already reported.
    reported: BTreeSet<Span>,
    problems: &'a mut Vec<Diagnostic>,
}

impl Builder<'_, '_> {
    fn twice(&mut self, name: &str, second: Span, first: Span, entry: Entry) {
        if self.reported.insert(second) {
            self.problems.push(faults::names::declared_twice(name, second, first, entry.a_kind()));
        }
    }

    fn scope(&mut self, file: usize) {
        let mut scope = Scope::default();
        let own: Vec<Declaration> = self.declared.names.get(file).cloned().unwrap_or_default();
        let mut exports: Vec<Declaration> = Vec::new();
        for declaration in own {
            let Declaration { name, span, entry } = declaration.clone();
            let seen = scope.names.entry(name.clone()).or_default();
            match seen.first().copied() {
                None => {
                    seen.push(Seen { entry, span });
                    exports.push(declaration);
                }
                Some(first) if entry == Entry::Broken || first.entry == Entry::Broken => {}
                Some(first) => self.twice(&name, span, first.span, first.entry),
            }
        }
        let own_names: BTreeSet<EcoString> = scope.names.keys().cloned().collect();
        let uses = self.files.files.get(file).map(|file| file.uses.clone()).unwrap_or_default();
        for (used, alias) in uses {
            let names = self.exports.get(used).cloned().unwrap_or_default();
            match alias {
                None => {
                    for declaration in names {
                        self.used(&mut scope, &own_names, &mut exports, declaration);
                    }
                }
                Some(alias) => self.alias(&mut scope, alias, names),
            }
        }
        self.values(file, &mut scope);
        if let Some(slot) = self.exports.get_mut(file) {
            *slot = exports;
        }
        if let Some(slot) = self.scopes.get_mut(file) {
            *slot = scope;
        }
    }

    /// A name of a file that is used without an alias.
    fn used(
        &mut self,
        scope: &mut Scope,
        own: &BTreeSet<EcoString>,
        exports: &mut Vec<Declaration>,
        declaration: Declaration,
    ) {
        let Declaration { name, span, entry } = declaration.clone();
        let seen = scope.names.entry(name.clone()).or_default();
        if seen.iter().any(|seen| seen.entry == entry) {
            return;
        }
        match seen.first().copied() {
            Some(first) if own.contains(&name) => {
                if entry != Entry::Broken && first.entry != Entry::Broken {
                    self.twice(&name, first.span, span, entry);
                }
            }
            Some(_) | None => {
                seen.push(Seen { entry, span });
                exports.push(declaration);
            }
        }
    }

    fn alias(&mut self, scope: &mut Scope, alias: &tree::Name, names: Vec<Declaration>) {
        let taken = scope.names.get(&alias.text).and_then(|seen| seen.first()).copied();
        if let Some(taken) = taken {
            self.twice(&alias.text, alias.span, taken.span, taken.entry);
        }
        let under = scope.aliases.entry(alias.text.clone()).or_default();
        under.extend(names.into_iter().map(|one| (one.name, one.entry)));
    }

    /// The values of the choices and the readings of the questions that the file can see.
    fn values(&mut self, file: usize, scope: &mut Scope) {
        let seen: BTreeSet<Entry> = scope
            .names
            .values()
            .flatten()
            .map(|seen| seen.entry)
            .chain(scope.aliases.values().flat_map(|names| names.values().copied()))
            .collect();
        for entry in seen {
            if let Entry::Choice(id) = entry {
                let Some(choice) = self.declared.choices.get(id) else { continue };
                for (place, value) in (0_u32..).zip(&choice.node.values) {
                    self.value(scope, file == choice.file, &value.name);
                    let known = scope.values.entry(value.name.text.clone()).or_default();
                    if !known.iter().any(|(known, _)| *known == id) {
                        known.push((id, place));
                    }
                }
            } else if let Entry::Question(id) = entry {
                let Some(question) = self.declared.questions.get(id) else { continue };
                let home = self.declared.clauses.get(question.clause).map(|clause| clause.file);
                for (place, answer) in (0_u32..).zip(&question.node.answers) {
                    self.value(scope, home == Some(file), &answer.name);
                    let known = scope.readings.entry(answer.name.text.clone()).or_default();
                    if !known.iter().any(|(known, _)| *known == id) {
                        known.push((id, place));
                    }
                }
            }
        }
    }

    /// A choice value is no other name.
    fn value(&mut self, scope: &Scope, own: bool, value: &tree::Name) {
        let Some(taken) = scope.names.get(&value.text).and_then(|seen| seen.first()) else {
            return;
        };
        if taken.entry == Entry::Broken {
            return;
        }
        // The fault is of whoever comes second: the value here, or the name that meets a used value.
        let (second, first) = if own { (value.span, taken.span) } else { (taken.span, value.span) };
        if self.reported.insert(second) {
            let what = taken.entry.a_kind();
            self.problems.push(faults::names::value_is_a_name(&value.text, second, first, what));
        }
    }

    /// What a case names may be declared only once in all the files, and what an answer names once in its policy.
    fn once_for_all(&mut self) {
        let mut first: BTreeMap<(Option<PolicyId>, EcoString), (Span, Entry)> = BTreeMap::new();
        for (file, names) in self.files.files.iter().zip(&self.declared.names) {
            for Declaration { name, span, entry } in names {
                let of = match entry {
                    entry if entry.is_named_by_cases() => None,
                    Entry::Decision(_)
                    | Entry::Duty(_)
                    | Entry::Permission(_)
                    | Entry::Question(_) => Some(file.policy),
                    Entry::Source(_)
                    | Entry::Choice(_)
                    | Entry::Record(_)
                    | Entry::Parameter(_)
                    | Entry::Ledger(_)
                    | Entry::Term(_)
                    | Entry::Function(_)
                    | Entry::Unit(_)
                    | Entry::Broken
                    | Entry::Actor(_)
                    | Entry::Ground(_)
                    | Entry::Event(_)
                    | Entry::Protected(_)
                    | Entry::Fact(_)
                    | Entry::Judgement(_)
                    | Entry::Factor(_) => continue,
                };
                let key = (of, name.clone());
                if let Some((other, entry)) = first.get(&key).copied() {
                    if !self.reported.contains(&other) {
                        self.twice(name, *span, other, entry);
                    }
                } else {
                    first.insert(key, (*span, *entry));
                }
            }
        }
    }
}
