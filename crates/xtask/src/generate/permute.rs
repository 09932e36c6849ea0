//! The same policy in another order: clauses, statements and the operands of what has no order.
//!
//! Clauses that declare judgements, factors or open questions keep their order among each other, since the order
//! of declaration is told with the answers.

use super::tree::{Item, Model, Node, Part, Piece};
use crate::random::Random;

/// Another order.
#[must_use]
pub fn permute(model: &Model, random: &mut Random) -> Model {
    let mut next = model.clone();
    for file in &mut next.files {
        let places: Vec<usize> = file
            .items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.movable)
            .map(|(at, _)| at)
            .collect();
        let mut moved: Vec<Item> = file.items.iter().filter(|item| item.movable).cloned().collect();
        random.shuffle(&mut moved);
        keep_declarations(&mut moved, file.items.iter().filter(|item| item.movable));
        for item in &mut moved {
            shuffle_parts(&mut item.parts, random);
        }
        for (place, item) in places.into_iter().zip(moved) {
            if let Some(slot) = file.items.get_mut(place) {
                *slot = item;
            }
        }
        for item in &mut file.items {
            for part in &mut item.parts {
                pieces(&mut part.pieces, random);
            }
        }
    }
    next
}

fn declares(part: &Part) -> bool {
    part.form.starts_with("judgement")
        || part.form.starts_with("factor")
        || part.form.starts_with("open question")
        || part.form.starts_with("duty")
        || part.form.starts_with("permission")
        || part.form.starts_with("guarantee")
}

/// Puts the clauses that declare something back into their first order, at the places they were shuffled to.
fn keep_declarations<'a>(moved: &mut [Item], first: impl Iterator<Item = &'a Item>) {
    let declaring = |item: &Item| item.parts.iter().any(declares);
    let mut ordered = first.filter(|item| declaring(item)).cloned();
    for item in moved.iter_mut() {
        if declaring(item)
            && let Some(next) = ordered.next()
        {
            *item = next;
        }
    }
}

fn shuffle_parts(parts: &mut [Part], random: &mut Random) {
    let first: Vec<Part> = parts.iter().filter(|part| declares(part)).cloned().collect();
    random.shuffle(parts);
    let mut ordered = first.into_iter();
    for part in parts.iter_mut() {
        if declares(part)
            && let Some(next) = ordered.next()
        {
            *part = next;
        }
    }
}

fn pieces(all: &mut [Piece], random: &mut Random) {
    for piece in all {
        if let Piece::Node(inner, _) = piece {
            node(inner, random);
        }
    }
}

fn node(node: &mut Node, random: &mut Random) {
    pieces(&mut node.pieces, random);
    if !node.commutes {
        return;
    }
    let places: Vec<usize> = node
        .pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| matches!(piece, Piece::Node(..)))
        .map(|(at, _)| at)
        .collect();
    let mut operands: Vec<Piece> =
        node.pieces.iter().filter(|piece| matches!(piece, Piece::Node(..))).cloned().collect();
    random.shuffle(&mut operands);
    for (place, operand) in places.into_iter().zip(operands) {
        if let Some(slot) = node.pieces.get_mut(place) {
            *slot = operand;
        }
    }
}
