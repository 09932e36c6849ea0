//! Expressions: which word belongs to which, and where they may be broken.
//!
//! Invariant: an operand is deeper than what it is an operand of, but for the left side of a chain such as
//! `a + b + c`, which is as deep, so that a chain breaks at all of its signs or at none.

use whereas_syntax::tree::{ArithmeticWord, Expr, Tree};

use crate::gaps::{Gap, Style};
use crate::words::{Owner, Word, at};

/// The level of the outermost expressions; statements break before any of them.
const FIRST: u16 = 200;
/// How many levels an expression has of its own.
const LEVELS: u16 = 4;

/// Says of each word which expression it belongs to, and breaks expressions.
pub(crate) fn own(tree: &Tree, words: &mut [Word<'_>]) {
    let mut ids: Vec<_> = tree.exprs.ids().collect();
    // Operands come before what uses them: so backwards, the inner overwrites the outer.
    ids.reverse();
    for id in ids {
        let Some(span) = tree.exprs.span(id) else { continue };
        let (start, end) = (at(words, span.start), at(words, span.end));
        let parent = words.get(start).and_then(|word| word.owner);
        let depth = match parent {
            None => 0,
            Some(parent) => {
                let after = words.get(end).filter(|word| word.owner == Some(parent));
                let chained = after.is_some_and(|word| is_sign(word.text))
                    && class(tree.expr(parent.expr)).is_some()
                    && class(tree.expr(parent.expr)) == class(tree.expr(id));
                parent.depth.saturating_add(u16::from(!chained))
            }
        };
        for word in words.get_mut(start..end).unwrap_or_default() {
            word.owner = Some(Owner { expr: id, depth });
        }
    }
    let mut before: Option<(Option<Owner>, &str)> = None;
    for word in words {
        if let Some(owner) = word.owner {
            word.gap = gap(tree.expr(owner.expr), owner, word.text);
        }
        // A list breaks after its commas, which belong to the list.
        if let Some((Some(owner), ",")) = before {
            word.gap = Some(Gap { level: level(owner), style: Style::Fill });
        }
        before = Some((word.owner, word.text));
    }
}

fn level(owner: Owner) -> u16 {
    FIRST.saturating_add(owner.depth.saturating_mul(LEVELS))
}

fn is_sign(text: &str) -> bool {
    matches!(text, "+" | "-" | "*" | "/")
}

/// Which chains an expression can be part of.
#[expect(clippy::wildcard_enum_match_arm, reason = "only arithmetic chains")]
fn class(expr: &Expr) -> Option<bool> {
    match expr {
        Expr::Arithmetic { word, .. } => {
            Some(matches!(word, ArithmeticWord::Plus | ArithmeticWord::Minus))
        }
        _ => None,
    }
}

/// Where an expression may be broken before a word of its own.
fn gap(expr: &Expr, owner: Owner, text: &str) -> Option<Gap> {
    let outer = level(owner);
    let inner = outer.saturating_add(1);
    let each = |level: u16| Some(Gap { level, style: Style::Each });
    match (expr, text) {
        (Expr::And(_), "and") | (Expr::Or(_), "or") => each(outer),
        (Expr::If { .. }, "else") => Some(Gap { level: outer, style: Style::Flush }),
        (Expr::If { .. }, "then") => each(inner),
        (
            Expr::Compare { .. },
            "is" | "exceeds" | "includes" | "overlaps" | "=" | "!=" | "<" | "<=" | ">" | ">=",
        ) => each(outer),
        (Expr::Between { .. }, "and") => each(outer),
        (Expr::Clamp { .. }, "but") => each(outer),
        (Expr::Clamp { .. }, "and") => each(inner),
        (Expr::Arithmetic { .. }, sign) if is_sign(sign) => each(outer),
        (Expr::Rounded { .. }, "rounded") => each(outer),
        (Expr::Elapsed { .. }, "to") => each(outer),
        (Expr::Within { .. }, "is") => each(outer),
        (Expr::Span { .. }, "through") => each(outer),
        (Expr::DaysIn { .. }, "within") => each(outer),
        (Expr::DaysInAny { .. }, "for" | "within") => each(outer),
        (Expr::DaysInAny { .. }, "where") => each(inner),
        (Expr::DaysBetween { .. }, "and") => each(outer),
        (Expr::TheOne { .. }, "with") => each(outer),
        (Expr::PickEach { .. } | Expr::Sum { .. } | Expr::CountDifferent { .. }, "for") => {
            each(outer)
        }
        (Expr::PickEach { .. } | Expr::Sum { .. } | Expr::CountDifferent { .. }, "where") => {
            each(inner)
        }
        (Expr::AnyElement(_) | Expr::Count(_) | Expr::EveryElement { .. }, "where" | "has") => {
            each(outer)
        }
        (
            Expr::Missing
            | Expr::Literal(_)
            | Expr::Name(_)
            | Expr::Field { .. }
            | Expr::Call { .. }
            | Expr::Of { .. }
            | Expr::On { .. }
            | Expr::Under { .. }
            | Expr::Apart { .. }
            | Expr::Day(_)
            | Expr::If { .. }
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(_)
            | Expr::Compare { .. }
            | Expr::OneOf { .. }
            | Expr::Between { .. }
            | Expr::Test { .. }
            | Expr::Clamp { .. }
            | Expr::Arithmetic { .. }
            | Expr::PercentOf { .. }
            | Expr::HalfOf(_)
            | Expr::Rounded { .. }
            | Expr::Pick { .. }
            | Expr::PickEach { .. }
            | Expr::Many { .. }
            | Expr::AnyElement(_)
            | Expr::EveryElement { .. }
            | Expr::Count(_)
            | Expr::CountDifferent { .. }
            | Expr::Sum { .. }
            | Expr::TheOne { .. }
            | Expr::Elapsed { .. }
            | Expr::Within { .. }
            | Expr::Span { .. }
            | Expr::DaysIn { .. }
            | Expr::DaysInAny { .. }
            | Expr::DaysBetween { .. }
            | Expr::Scale { .. },
            _,
        ) => None,
    }
}
