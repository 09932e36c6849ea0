//! The parts of a case: `as_of`, `facts`, `findings`, `events`, `events_complete`.

use whereas_diagnostics::Diagnostic;
use whereas_plan::program::Dimension;
use whereas_value::id::IndexVec;
use whereas_value::{Case, Date, Stated};

use crate::Vocabulary;
use crate::event;
use crate::fact::{Values, entry};
use crate::finding;
use crate::names::{Known, Names};
use crate::path::Path;
use crate::problems;
use crate::raw::{Entry, Kind, Node};
use crate::scalar::{self, Word};

const FIELDS: [&str; 5] = ["as_of", "facts", "findings", "events", "events_complete"];

/// The case as one policy reads it, and what is wrong with it.
pub(crate) fn read(
    root: &Node,
    as_of: Option<Date>,
    policy: Vocabulary<'_>,
    known: &Known<'_>,
) -> (Option<Case>, Vec<Diagnostic>) {
    let mut values = Values::new(policy);
    let case = case(root, as_of, &mut values, &Names::of(policy.book), known);
    (case, values.problems)
}

fn case(
    root: &Node,
    given: Option<Date>,
    values: &mut Values<'_>,
    names: &Names<'_>,
    known: &Known<'_>,
) -> Option<Case> {
    if matches!(root.kind, Kind::Nothing) {
        values.report(problems::empty_file(root.span));
        return None;
    }
    let Kind::Map(entries) = &root.kind else {
        let wanted = "a map with `as_of` and `facts`";
        return values.wrong_with(root, wanted, &Path::of("the case"));
    };
    for entry in entries {
        if values.is_full() {
            return None;
        }
        // `$schema` is how an editor finds the schema of a file; it says nothing.
        if !FIELDS.contains(&entry.key.as_str()) && entry.key != "$schema" {
            let problem = match known.facts.contains(entry.key.as_str()) {
                true => problems::unknown_field(entry.key_span, &entry.key, "a case", FIELDS)
                    .note("facts stand under `facts`"),
                false => problems::unknown_field(entry.key_span, &entry.key, "a case", FIELDS),
            };
            values.report(problem);
        }
    }
    let as_of = as_of(root, entries, given, values);
    let facts = facts(entry(entries, "facts"), values, names, known);
    let findings = finding::read(items(entries, "findings", values), values, names, known);
    let events = event::read(items(entries, "events", values), values, names, known);
    let events_complete = match entry(entries, "events_complete") {
        None => Some(true),
        Some(it) => match Word::of(&it.value).and_then(scalar::truth) {
            Some(complete) => Some(complete),
            None => values.wrong_with(&it.value, "`yes` or `no`", &Path::of("events_complete")),
        },
    };
    let case = Case {
        as_of: as_of?,
        facts: facts?,
        findings: findings?,
        events: events?,
        events_complete: events_complete?,
    };
    let Some(nested) = values.policy.facts.too_many(&case) else { return Some(case) };
    let book = values.policy.book;
    let name = |dimension: &Dimension| match dimension {
        Dimension::List(list) => book.facts.get(*list).map(|fact| fact.name.as_str()),
        Dimension::Events(kind) => book.events.get(*kind).map(|event| event.name.as_str()),
    };
    let lists: Vec<&str> = nested.iter().filter_map(name).collect();
    let stated = entry(entries, "facts").map_or(root.span, |facts| facts.key_span);
    values.report(problems::too_many_combinations(stated, &lists));
    None
}

fn as_of(
    root: &Node,
    entries: &[Entry],
    given: Option<Date>,
    values: &mut Values<'_>,
) -> Option<Date> {
    let path = Path::of("as_of");
    let stated = match entry(entries, "as_of") {
        None => None,
        Some(entry) => match Word::of(&entry.value) {
            Some(word) => {
                let day = scalar::day(word, &path);
                Some(values.take(day)?)
            }
            None => return values.wrong_with(&entry.value, "a day such as 2020-11-01", &path),
        },
    };
    if given.or(stated).is_none() {
        values.report(problems::no_as_of(whereas_source::Span::new(root.span.file, 0, 0)));
    }
    given.or(stated)
}

fn facts(
    stated: Option<&Entry>,
    values: &mut Values<'_>,
    names: &Names<'_>,
    known: &Known<'_>,
) -> Option<IndexVec<whereas_value::id::FactId, Stated>> {
    let mut facts: IndexVec<_, _> =
        values.policy.facts.facts.iter().map(|_| Stated::LeftOut).collect();
    let entries = match stated.map(|entry| &entry.value) {
        None | Some(Node { kind: Kind::Nothing, .. }) => return Some(facts),
        Some(Node { kind: Kind::Map(entries), .. }) => entries,
        Some(node) => return values.wrong_with(node, "a map of facts", &Path::of("facts")),
    };
    let types = &values.policy.facts.facts;
    let mut sound = true;
    for entry in entries {
        if values.is_full() {
            return None;
        }
        let name = entry.key.as_str();
        // What is protected in one policy is not stated for another.
        if known.protected.contains(name) {
            values.report(problems::protected_as_fact(entry.key_span, name));
            continue;
        }
        let Some(id) = names.facts.get(name) else {
            if !known.facts.contains(name) {
                let problem = stranger(entry, known);
                values.report(problem);
            }
            continue;
        };
        let Some(ty) = types.get(*id) else { continue };
        match values.stated(&entry.value, ty, &Path::of(name)) {
            Some(stated) => {
                if let Some(fact) = facts.get_mut(*id) {
                    *fact = stated;
                }
            }
            None => sound = false,
        }
    }
    sound.then_some(facts)
}

/// A name under `facts` that is no fact.
fn stranger(entry: &Entry, known: &Known<'_>) -> Diagnostic {
    let name = entry.key.as_str();
    if known.judgements.contains(name) {
        return problems::judgement_as_fact(entry.key_span, name);
    }
    if known.decisions.contains(name) {
        return problems::decision_as_fact(entry.key_span, name);
    }
    problems::unknown_fact(entry.key_span, name, known.facts.iter().copied())
}

/// The elements of a list of the case; none where it is left out or empty.
fn items<'n>(entries: &'n [Entry], name: &str, values: &mut Values<'_>) -> &'n [Node] {
    match entry(entries, name).map(|entry| &entry.value) {
        None | Some(Node { kind: Kind::Nothing, .. }) => &[],
        Some(Node { kind: Kind::List(items), .. }) => items,
        Some(node) => {
            let none: Option<()> = values.wrong_with(node, "a list", &Path::of(name));
            none.map_or(&[], |()| &[])
        }
    }
}

/// The fields of an element that must be a map, each of them one of these.
pub(crate) fn fields<'n>(
    node: &'n Node,
    allowed: &[&str],
    path: &Path<'_>,
    values: &mut Values<'_>,
) -> Option<&'n [Entry]> {
    match &node.kind {
        Kind::Map(entries) => {
            values.only(entries, allowed, path)?;
            Some(entries)
        }
        Kind::Nothing | Kind::Plain(_) | Kind::Quoted(_) | Kind::List(_) => {
            let fields = problems::list(allowed.iter().copied());
            values.wrong_with(node, &format!("a map with {fields}"), path)
        }
    }
}
