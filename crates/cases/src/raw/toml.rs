//! TOML to nodes: numbers and dates by the text they were written as.

use std::ops::Range;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};
use ecow::EcoString;
use whereas_diagnostics::Diagnostic;

use super::{Entry, Keys, Kind, MAX_ELEMENTS, MAX_NESTING, Node, Places};
use crate::problems;

type Read<T> = Result<T, Box<Diagnostic>>;

pub(super) fn read(text: &str, at: Places) -> Read<Node> {
    let table = DeTable::parse(text).map_err(|error| {
        let Range { start, end } = error.span().unwrap_or(0..0);
        // A table with one key twice is the one fault that all formats share.
        let words = error.message();
        if words.contains("duplicate key") {
            let key = text.get(start..end).unwrap_or("").trim_matches(['"', '\'']);
            return Box::new(problems::said_twice_here(key, at.span(start, end)));
        }
        if words.starts_with("invalid date") {
            let word: String = text
                .get(start..)
                .unwrap_or("")
                .chars()
                .take_while(|c| !c.is_whitespace())
                .collect();
            return Box::new(problems::no_such_date(at.span(start, end), &word));
        }
        Box::new(problems::not_read(at.span(start, end), "TOML", words))
    })?;
    let span = 0..text.len();
    map(text, at, table.get_ref(), span, 0)
}

fn map(
    text: &str,
    at: Places,
    table: &DeTable<'_>,
    range: Range<usize>,
    depth: usize,
) -> Read<Node> {
    let span = at.span(range.start, range.end);
    if depth > MAX_NESTING {
        return Err(Box::new(problems::too_deep(span)));
    }
    let mut entries = Vec::new();
    let mut keys = Keys::default();
    for (key, value) in table {
        let Range { start, end } = key.span();
        let key_span = at.span(start, end);
        let key = EcoString::from(key.get_ref().as_ref());
        keys.add(&key, key_span)?;
        entries.push(Entry { key, key_span, value: node(text, at, value, depth)? });
    }
    // The parser sorts by key; problems are told in the order of the file.
    entries.sort_by_key(|entry| entry.key_span);
    Ok(Node { span, kind: Kind::Map(entries) })
}

fn node(text: &str, at: Places, value: &Spanned<DeValue<'_>>, depth: usize) -> Read<Node> {
    let range = value.span();
    let span = at.span(range.start, range.end);
    let kind = match value.get_ref() {
        DeValue::String(text) => Kind::Quoted(text.as_ref().into()),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            Kind::Plain(text.get(range).unwrap_or("").into())
        }
        DeValue::Array(items) => {
            if depth >= MAX_NESTING {
                return Err(Box::new(problems::too_deep(span)));
            }
            if items.len() > MAX_ELEMENTS {
                return Err(Box::new(problems::list_too_long(span)));
            }
            let deeper = depth.saturating_add(1);
            Kind::List(items.iter().map(|item| node(text, at, item, deeper)).collect::<Read<_>>()?)
        }
        DeValue::Table(table) => return map(text, at, table, range, depth.saturating_add(1)),
    };
    Ok(Node { span, kind })
}
