//! Columns: values and fields one under the other, and the cells of tables.
//!
//! Reads: the words of an item, lines and spaces marked. Produces: more spaces before some words. Invariant: only
//! words within a line are moved.

use whereas_source::Span;
use whereas_syntax::tree::{Item, StatementKind};

use crate::words::{Word, at};

/// The widest that a column is made for the sake of one of its lines.
const WIDEST: usize = 80;

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
    let furthest = furthest(columns.iter().copied());
    for (place, column) in places.iter().zip(columns) {
        move_to(words, *place, column, furthest);
    }
}

/// The column that all start in; what starts further than is sensible moves none of the others.
fn furthest(columns: impl Iterator<Item = usize>) -> usize {
    columns.filter(|column| *column <= WIDEST).max().unwrap_or(0)
}

fn move_to(words: &mut [Word<'_>], place: usize, from: usize, to: usize) {
    if let Some(word) = words.get_mut(place) {
        word.space = word.space.saturating_add(to.saturating_sub(from));
    }
}

/// How far into its line a word starts.
fn column(words: &[Word<'_>], place: usize) -> usize {
    let line = words.get(..=place).unwrap_or_default();
    let start = line.iter().rposition(|word| word.line.is_some()).unwrap_or(0);
    let (mut column, mut lead) = (0_usize, 0_usize);
    for word in line.iter().skip(start) {
        column = column.saturating_add(lead);
        lead = word.space.saturating_add(word.width);
    }
    column.saturating_add(line.last().map_or(0, |word| word.space))
}

/// Aligns the bars of a table.
fn cells(words: &mut [Word<'_>]) {
    // Of each row, its bars after the first, and how wide the cell before each is.
    let mut rows: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut width = 0_usize;
    for (index, word) in words.iter().enumerate() {
        match rows.last_mut() {
            _ if word.text == "|" && word.line.is_some() => rows.push(Vec::new()),
            Some(row) if word.text == "|" => row.push((index, width)),
            _ => {
                width = width.saturating_add(word.space).saturating_add(word.width);
                continue;
            }
        }
        width = 0;
    }
    let mut widest: Vec<usize> = Vec::new();
    for (place, (_, width)) in rows.iter().flat_map(|row| row.iter().enumerate()) {
        if widest.len() <= place {
            widest.push(0);
        }
        if let Some(widest) = widest.get_mut(place).filter(|_| *width <= WIDEST) {
            *widest = (*widest).max(*width);
        }
    }
    for row in &rows {
        for ((bar, width), widest) in row.iter().zip(&widest) {
            move_to(words, *bar, *width, *widest);
        }
    }
}
