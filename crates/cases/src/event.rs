//! What happened: `kind`, `on`, `by`, `about`.

use whereas_value::case::Event;
use whereas_value::id::ActorId;

use crate::fact::{Values, entry};
use crate::names::{Known, Names};
use crate::path::Path;
use crate::problems;
use crate::raw::{Entry, Node};
use crate::scalar::{self, Word};
use crate::shape::fields;

const FIELDS: [&str; 4] = ["kind", "on", "by", "about"];

pub(crate) fn read(
    items: &[Node],
    values: &mut Values<'_>,
    names: &Names<'_>,
    known: &Known<'_>,
) -> Option<Vec<Event>> {
    let mut events = Vec::new();
    let mut sound = true;
    let list = Path::of("events");
    for (index, item) in items.iter().enumerate() {
        if values.is_full() {
            return None;
        }
        let path = list.item(index);
        match event(item, &path, values, names, known) {
            Some(event) => events.extend(event),
            None => sound = false,
        }
    }
    sound.then_some(events)
}

/// The event; `Some(None)` where only another policy knows its kind.
fn event(
    item: &Node,
    path: &Path<'_>,
    values: &mut Values<'_>,
    names: &Names<'_>,
    known: &Known<'_>,
) -> Option<Option<Event>> {
    let entries = fields(item, &FIELDS, path, values)?;
    let of = format!("`{path}`");
    let Some(word) = entry(entries, "kind").and_then(|kind| Word::of(&kind.value)) else {
        values.report(problems::missing_field(item.span, &of, "kind"));
        return None;
    };
    let kind = match names.events.get(word.text) {
        Some(kind) => *kind,
        None if known.events.contains(word.text) => return Some(None),
        None => {
            values.report(problems::unknown_event(
                word.span,
                word.text,
                known.events.iter().copied(),
            ));
            return None;
        }
    };
    let on = match entry(entries, "on").map(|on| &on.value) {
        None => {
            values.report(problems::missing_field(item.span, &of, "on"));
            None
        }
        Some(node) => day(node, &path.field("on"), values),
    };
    let by = actor(entries, "by", path, values, names, known);
    let about = text(entries, "about", path, values);
    Some(Some(Event { kind, on: on?, by: by?, about: about? }))
}

/// A day, and nothing less.
pub(crate) fn day(
    node: &Node,
    path: &Path<'_>,
    values: &mut Values<'_>,
) -> Option<whereas_value::Date> {
    match Word::of(node) {
        Some(word) => {
            let day = scalar::day(word, path);
            values.take(day)
        }
        None => values.wrong_with(node, "a day such as 2020-11-01", path),
    }
}

/// An actor, where one is named.
pub(crate) fn actor(
    entries: &[Entry],
    field: &str,
    path: &Path<'_>,
    values: &mut Values<'_>,
    names: &Names<'_>,
    known: &Known<'_>,
) -> Option<Option<ActorId>> {
    let Some(entry) = entry(entries, field) else { return Some(None) };
    let Some(word) = Word::of(&entry.value) else {
        return values.wrong_with(&entry.value, "the name of an actor", &path.field(field));
    };
    match names.actors.get(word.text) {
        Some(actor) => Some(Some(*actor)),
        None => {
            let own = names.actors.keys().copied();
            values.report(if known.actors.contains(word.text) {
                problems::foreign_actor(word.span, word.text, &values.policy.book.policy.name, own)
            } else {
                problems::unknown_actor(word.span, word.text, own)
            });
            None
        }
    }
}

/// A text, where one is given.
pub(crate) fn text(
    entries: &[Entry],
    field: &str,
    path: &Path<'_>,
    values: &mut Values<'_>,
) -> Option<Option<ecow::EcoString>> {
    let Some(entry) = entry(entries, field) else { return Some(None) };
    let path = path.field(field);
    match Word::of(&entry.value) {
        Some(word) => {
            let text = scalar::text(word, &path);
            values.take(text).map(Some)
        }
        None => values.wrong_with(&entry.value, "a text in quotes", &path),
    }
}
