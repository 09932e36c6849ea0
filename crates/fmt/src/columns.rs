//! Columns: values and fields one under the other, and the cells of tables.
//!
//! Reads: the words of an item, lines and spaces marked. Produces: more spaces before some words. Invariant: only
//! words within a line are moved.

use whereas_source::Span;
use whereas_syntax::tree::{Item, StatementKind};

use crate::words::{Word, at};

/// Puts the columns of an item one under the other.
pub(crate) fn mark(item: &Item, words: &mut [Word<'_>]) {
    match item {
        Item::Choice(choice) => {
            let labels: Vec<Span> = choice.values.iter().map(|value| value.label.span).collect();
            align(words, &places(words, &labels));
        }
        Item::Record(record) => {
            let types: Vec<Span> = record.fields.iter().map(|field| field.ty.span).collect();
            let colons: Vec<usize> =
                places(words, &types).iter().map(|place| place.saturating_sub(1)).collect();
            align(words, &colons);
            let labels: Vec<Span> = record.fields.iter().map(|field| field.label.span).collect();
            align(words, &places(words, &labels));
        }
        Item::Parameter(parameter) => {
            let days: Vec<Span> = parameter.values.iter().map(|value| value.from.span).collect();
            let froms: Vec<usize> =
                places(words, &days).iter().map(|place| place.saturating_sub(1)).collect();
            align(words, &froms);
        }
        Item::Clause(clause) => {
            for statement in &clause.statements {
                if let StatementKind::Table(_) = statement.kind {
                    let start = at(words, statement.span.start);
                    let end = at(words, statement.span.end);
                    cells(words.get_mut(start..end).unwrap_or_default());
                }
            }
        }
        Item::Policy(_)
        | Item::Use(_)
        | Item::Source(_)
        | Item::Actor(_)
        | Item::Ground(_)
        | Item::Protected(_)
        | Item::Event(_)
        | Item::Unit(_)
        | Item::Calendar(_)
        | Item::Fact(_)
        | Item::Decision(_)
        | Item::Ledger(_)
        | Item::Broken(_) => {}
    }
}

fn places(words: &[Word<'_>], spans: &[Span]) -> Vec<usize> {
    spans.iter().map(|span| at(words, span.start)).collect()
}

/// Moves the words at these places, each on a line of its own, so that they start in one column.
fn align(words: &mut [Word<'_>], places: &[usize]) {
    let columns: Vec<usize> = places.iter().map(|place| column(words, *place)).collect();
    let furthest = columns.iter().copied().max().unwrap_or(0);
    for (place, column) in places.iter().zip(columns) {
        if let Some(word) = words.get_mut(*place) {
            word.space = word.space.saturating_add(furthest.saturating_sub(column));
        }
    }
}

/// How far into its line a word starts.
fn column(words: &[Word<'_>], place: usize) -> usize {
    let line = words.get(..=place).unwrap_or_default();
    let start = line.iter().rposition(|word| word.line.is_some()).unwrap_or(0);
    let before: usize = line
        .iter()
        .take(place)
        .skip(start)
        .enumerate()
        .map(
            |(index, word)| {
                if index == 0 { word.width } else { word.space.saturating_add(word.width) }
            },
        )
        .sum();
    before.saturating_add(line.last().map_or(0, |word| word.space))
}

/// Aligns the bars of a table.
fn cells(words: &mut [Word<'_>]) {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        if word.text != "|" {
            continue;
        }
        match rows.last_mut() {
            Some(row) if word.line.is_none() => row.push(index),
            _ => rows.push(vec![index]),
        }
    }
    let bars = rows.iter().map(Vec::len).max().unwrap_or(0);
    for bar in 1..bars {
        let column: Vec<usize> = rows.iter().filter_map(|row| row.get(bar).copied()).collect();
        align(words, &column);
    }
}
